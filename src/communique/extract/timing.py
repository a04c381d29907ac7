"""When: which time expression belongs to a trigger, and what day it gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.annotate.times import TimeMention, resolve
from communique.extract.participants import ADDRESS
from communique.extract.triggers import Trigger
from communique.records import Period, Status

_VAGUE = frozenset({"season"})
_AHEAD = frozenset({Status.SCHEDULED, Status.PROPOSED})
_FIRST_SINCE = re.compile(
    r"\bfirst (?:time|call|conversation|exchange|meeting|talks|contact)\b[^.;]{0,60}\bsince\b", re.IGNORECASE
)
_SEQUENCE = frozenset({"also", "afterwards", "afterward", "then", "separately", "next", "thereafter"})
_OTHERNESS = frozenset("last previous previously another second third fourth fifth earlier again next".split())


def time_of(annotated: Annotated, trigger: Trigger, others: Sequence[Trigger]) -> TimeMention | None:
    """Return the time expression of a trigger: the one in its own phrase, else the nearest that is no other's."""
    best: tuple[bool, int, TimeMention] | None = None
    rivals = [o.token for o in others if o.token.i != trigger.token.i]
    for time in annotated.times_in(*annotated.extent(trigger.sentence)):
        if time.kind == "duration-since" or time.kind in _VAGUE:
            continue
        words = annotated.tokens(time.start, time.end)
        attached = _is_attached(words, trigger.token)
        mine = _distance(trigger.token, time)
        if not attached and (
            trigger.lemma == "discuss"
            or any(_is_attached(words, r) or _distance(r, time) < mine for r in rivals)
            or _is_in_other_clause(words, trigger.token)
        ):
            continue
        if best is None or (not attached, mine) < best[:2]:
            best = (not attached, mine, time)
    return best[2] if best else None


def time_of_saying(annotated: Annotated, trigger: Trigger) -> TimeMention | None:
    """Return the day on which one leader told another something, for the call in which it was said."""
    if trigger.token.dep_ != "pobj" or trigger.token.head.lower_ not in {"in", "during", "after", "following"}:
        return None
    saying = [t for t in trigger.sentence if t.pos_ == "VERB" and t.lemma_ in ADDRESS]
    for time in annotated.times_in(*annotated.extent(trigger.sentence)):
        words = annotated.tokens(time.start, time.end)
        if time.kind != "duration-since" and any(_is_attached(words, verb) for verb in saying):
            return time
    return None


def not_since(annotated: Annotated, trigger: Trigger) -> TimeMention | None:
    """Return the day of the last contact where a sentence says that there was none since."""
    return _since(annotated, trigger) if any(c.dep_ == "neg" for c in trigger.token.children) else None


def first_since(annotated: Annotated, trigger: Trigger) -> TimeMention | None:
    """Return the day of an earlier contact where a sentence tells of the first one since."""
    start, end = annotated.extent(trigger.sentence)
    return _since(annotated, trigger) if _FIRST_SINCE.search(annotated.text[start:end]) else None


def _since(annotated: Annotated, trigger: Trigger) -> TimeMention | None:
    for time in annotated.times_in(*annotated.extent(trigger.sentence)):
        if time.kind == "duration-since" and time.base is not None and time.start > trigger.token.idx:
            return time.base if time.base.kind in {"day", "month"} else None
    return None


def listed_times(annotated: Annotated, trigger: Trigger, first: TimeMention) -> list[TimeMention]:
    """Return further days that stand in a list with the first ("on 24 February and 2 March")."""
    out, last = [], first
    for time in annotated.times_in(*annotated.extent(trigger.sentence)):
        between = annotated.text[last.end : time.start].strip()
        if time.start > last.start and time.kind == first.kind == "day" and between in {"and", ",", ", and"}:
            out.append(time)
            last = time
    return out


def date_of(annotated: Annotated, time: TimeMention | None, status: Status, anchor: Period | None) -> Period | None:
    """Return the days that a time expression gives for a contact of this status; anchor: the last day told before."""
    if time is None:
        return None
    direction = annotated.direction_of(time) or ("future" if status in _AHEAD else "past")
    return resolve(time, annotated.reference, direction, anchor=anchor if time.anchored else None)


def date_of_readout(annotated: Annotated, status: Status) -> Period | None:
    """Return the day of publication for what a side's own office reports first and without a day."""
    if annotated.home is None or annotated.published is None or status is not Status.HELD:
        return None
    return replace(annotated.published, basis="publication of the readout")


def is_in_sequence(trigger: Trigger) -> bool:
    """Tell whether a sentence goes on with what happened the same day ("She also spoke with ...", "Afterwards ...")."""
    if any(c.lower_ in {"had", "has", "have"} and c.dep_ == "aux" for c in trigger.token.children):
        return False
    start = trigger.sentence.start
    return any(t.lower_ in _SEQUENCE for t in trigger.sentence.doc[start : start + 8])


def is_another(trigger: Trigger) -> bool:
    """Tell whether the words at a trigger set it apart ("they last met", "another call", "a second time")."""
    if trigger.kind == "noun" and trigger.token.head.lower_ == "for" and trigger.token.head.head.lemma_ == "ask":
        return False  # "had asked for another call" tells of the call that then took place
    if trigger.kind == "noun" and trigger.token.dep_ == "attr" and trigger.token.head.lemma_ == "be":
        return False  # "it was their second meeting" tells of the meeting told before
    near = {c.lower_ for c in trigger.token.children} | {g.lower_ for c in trigger.token.children for g in c.children}
    dated = trigger.kind == "noun" and any(
        c.lower_ == "of" and any(g.ent_type_ == "DATE" for g in c.children) for c in trigger.token.children
    )
    return bool(near & _OTHERNESS) or dated


def is_attached(annotated: Annotated, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether a time expression hangs on a trigger or on the verb that carries it."""
    return _is_attached(annotated.tokens(time.start, time.end), trigger.token)


def _is_attached(words: Sequence[Token], trigger: Token) -> bool:
    """Tell whether a time phrase hangs on the trigger or on the verb that carries it, without a clause between."""
    if not words:
        return False
    inside = {w.i for w in words}
    node = next((w for w in words if w.head.i not in inside), words[0])
    carrier = trigger.head if trigger.pos_ in {"NOUN", "PROPN"} else trigger
    while carrier.pos_ == "ADP":
        carrier = carrier.head
    for _ in range(4):
        node = node.head
        if node.i == trigger.i or (node.i == carrier.i and carrier.pos_ in {"VERB", "AUX"}):
            return True
        if node.pos_ not in {"ADP", "SCONJ", "ADV", "NUM"} and node.ent_type_ not in {"DATE", "TIME", "GPE"}:
            return False
    return False


def _is_in_other_clause(words: Sequence[Token], trigger: Token) -> bool:
    """Tell whether a time phrase lies in a relative or subordinate clause that the trigger is not part of."""
    if not words:
        return False
    for ancestor in words[0].ancestors:
        if ancestor.i == trigger.i:
            return False
        if ancestor.dep_ in {"relcl", "acl", "advcl", "ccomp"}:
            return not ancestor.is_ancestor(trigger)
    return False


def _distance(token: Token, time: TimeMention) -> int:
    return min(abs(time.start - token.idx), abs(time.end - token.idx))
