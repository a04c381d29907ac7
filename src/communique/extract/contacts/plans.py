"""The day for which a contact is planned or to which it is moved: "planned for Friday", "put off until Thursday"."""

from __future__ import annotations

from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.annotate.times import TimeMention

#: What is planned lies ahead of the telling, also where the plan has been given up.
_PLANNING = frozenset({"plan", "schedule", "set", "slate", "fix", "pencil", "due"})
_MOVING = frozenset({"postpone", "delay", "move", "shift", "reschedule", "defer", "put", "push", "bring"})
_REACH = 6


def planned_ahead(annotated: Annotated, time: TimeMention) -> bool:
    """Tell whether a time is the one for which something is planned or to which it is moved, and lies ahead."""
    word = _holder(annotated, time, _PLANNING | _MOVING)
    if word is None or _had(word):
        return False
    before = annotated.tokens(time.start, time.end)[0]
    while before.head not in (word, before):
        before = before.head
    if word.lemma_ in _MOVING:
        return before.lower_ in {"to", "until"}
    return before.lower_ == "for" or word.lower_ == "due"


def moved_to(annotated: Annotated, time: TimeMention) -> TimeMention | None:
    """Return the day to which something is moved ("postponed from Tuesday to Friday"), None where nothing is."""
    if time.kind != "range" or time.last is None or not (time.modifier == "until" or time.quote.startswith("from ")):
        return None
    return time.last if _holder(annotated, time, _MOVING) is not None else None


def _holder(annotated: Annotated, time: TimeMention, lemmas: frozenset[str]) -> Token | None:
    """Return the word with one of the lemmas on which a time hangs, by prepositions and an infinitive at most."""
    words = annotated.tokens(time.start, time.end)
    node = words[0] if words else None
    for _ in range(_REACH):
        if node is None or node.lemma_ in lemmas or node.lower_ in lemmas:
            break
        inside = time.start <= node.idx < time.end
        node = node.head if inside or node.pos_ in {"ADP", "SCONJ", "PART"} else None
    return node if node is not None and (node.lemma_ in lemmas or node.lower_ in lemmas) else None


def _had(word: Token) -> bool:
    """Tell whether a plan is told of in the past perfect, or as the first of several."""
    near = {c.lower_ for c in word.children} | {c.lower_ for c in word.head.children if word.lower_ == "due"}
    return bool(near & {"had", "originally", "initially", "first"})
