"""The time that frames a sentence: "On Tuesday the two got down to business; their talks went on for hours"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.annotate.times import TimeMention
from communique.extract.contacts.counting import count_from
from communique.extract.contacts.triggers import Trigger
from communique.records import Mode

#: How clauses hang together that tell of one stretch of events: "flew to Oslo and met", "flew to Oslo to meet".
_GOING_ON = frozenset({"conj", "advcl", "xcomp", "ccomp", "parataxis", "dep"})
_CLAUSES_APART = frozenset({"relcl", "acl"})
_BEFORE = frozenset({"after", "having", "before", "since", "until"})
_VERBS = frozenset({"VERB", "AUX"})
_HEAD_CHARS = 4
"""How far from the beginning of a sentence a time phrase may stand that frames it: behind "On", "In", "By"."""


def frame_of(annotated: Annotated, trigger: Trigger) -> TimeMention | None:
    """Return the time of the clause that the trigger's goes on with, or of the whole sentence; None where it has none.

    What a clause in the past perfect, a relative clause or one with "after" tells is of another time.
    """
    verb = carrier(trigger.token)
    process = trigger.kind == "verb" and trigger.mode is Mode.TALKS  # "to negotiate" lasts
    counted = count_from(annotated, trigger.token) is not None
    if verb is None or process or counted or stands_apart(verb):
        return None
    times = [t for t in annotated.times_in(*annotated.extent(trigger.sentence)) if t.kind != "duration-since"]
    times = [t for t in times if not is_hour(t)]
    held = {t: _verb_of(annotated.tokens(t.start, t.end)) for t in times}
    for _ in range(4):
        own = [t for t, holder in held.items() if holder is not None and holder.i == verb.i]
        own = [t for t in own if not t.anchored] or own  # "On Tuesday, a day after the vote, he flew"
        if own:
            return own[0] if len(own) == 1 else None
        if verb.dep_ not in _GOING_ON or verb.head.pos_ not in _VERBS or stands_apart(verb):
            break
        verb = verb.head
    return _opening(annotated, trigger, times, held)


def is_hour(time: TimeMention) -> bool:
    """Tell whether a time only names a part of a day that the words around tell ("until one in the morning")."""
    return time.anchored and time.daypart is not None and time.offset == 0


def _opening(
    annotated: Annotated, trigger: Trigger, times: Sequence[TimeMention], held: dict[TimeMention, Token | None]
) -> TimeMention | None:
    """Return the time with which a sentence opens, where it is the only one before the trigger."""
    start, _ = annotated.extent(trigger.sentence)
    before = [t for t in times if t.end <= trigger.token.idx]
    if len(before) != 1 or before[0].start - start > _HEAD_CHARS or held[before[0]] is None:
        return None
    above = [trigger.token, *trigger.token.ancestors]
    return None if any(stands_apart(a) for a in above if a.pos_ in _VERBS) else before[0]


def carrier(token: Token) -> Token | None:
    """Return the verb of the clause in which a trigger stands."""
    return next((t for t in (token, *token.ancestors) if t.pos_ in _VERBS), None)


def stands_apart(verb: Token) -> bool:
    """Tell whether a clause is of another time than the one above it."""
    if verb.dep_ in _CLAUSES_APART or any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children):
        return True
    opened = any(c.lower_ in _BEFORE and c.dep_ != "prep" for c in verb.children)
    return opened or (verb.dep_ == "pcomp" and verb.head.lower_ in _BEFORE)


def _verb_of(words: Sequence[Token]) -> Token | None:
    """Return the verb on which a time phrase hangs by prepositions only."""
    inside = {w.i for w in words}
    node = next((w for w in words if w.head.i not in inside), None)
    for _ in range(4):
        if node is None or node.pos_ in _VERBS:
            break
        node = node.head
        if node.pos_ not in {"ADP", "VERB", "AUX", "ADV"}:
            return None
    return node if node is not None and node.pos_ in _VERBS else None
