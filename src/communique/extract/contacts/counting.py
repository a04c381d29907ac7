"""Days counted from one contact to another deed: "they met on 19 March, the day after the call"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.annotate.times import TimeMention, event_of, resolve
from communique.extract.contacts.candidate import Candidate
from communique.extract.contacts.triggers import Trigger
from communique.records import Period

_AFTER_EVENT = re.compile(r"\b(?:after|before|following|of)$", re.IGNORECASE)
_NEAR_CHARS = 80
_DAYLIKE = frozenset({"day", "weekday"})


def count_from(annotated: Annotated, word: Token) -> TimeMention | None:
    """Return the time that is counted from the contact whose word stands right behind it ("a day after the call")."""
    for time in annotated.times_in(annotated.extent(word.sent)[0], word.idx):
        between = annotated.text[time.end : word.idx]
        counted = time.anchored and is_of_event_behind(annotated, time)
        if counted and len(between) < _NEAR_CHARS and not re.search(r"[,;:.]\s", between):
            return time
    return None


def is_of_event_behind(annotated: Annotated, time: TimeMention) -> bool:
    """Tell whether the event from which a time is counted follows it ("the day before he met X, Y called").

    In "The day before he had met X" the clause behind is all that the sentence has: the event was told before.
    """
    if not _AFTER_EVENT.search(time.quote):
        return False
    words = annotated.tokens(time.start, time.end)
    verb = words[-1].head
    behind = verb.dep_ in {"relcl", "acl", "advcl"} and verb.head in words and verb.head.dep_ == "ROOT"
    whole = (behind or verb.dep_ == "ROOT") and any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children)
    return not (whole and words[0].i == words[0].sent.start)


def is_not_of(annotated: Annotated, time: TimeMention, word: Token) -> bool:
    """Tell whether a time is of what is counted from a contact: the count itself, and the day told before it.

    "Announced on Wednesday, a day after they had talked": the talk was not on Wednesday.
    """
    count = count_from(annotated, word)
    return count is not None and time.start <= count.start


def event_day(annotated: Annotated, trigger: Trigger, told: Period | None) -> Period | None:
    """Return the day of a contact from which another deed's is counted.

    told: the day of the contact told before in the sentence. A day that the sentence names right before the count comes
    first; at the head of a text, where neither is told, that of publication stands in.
    """
    count = count_from(annotated, trigger.token)
    if count is None:
        return None
    start = annotated.extent(trigger.sentence)[0]
    told = _named_before(annotated, start, count) or told
    if told is None and count.start == start and trigger.sentence.start == annotated.sentences[0].start:
        told = annotated.published
    return event_of(count, told) if told is not None and told.is_day else None


def _named_before(annotated: Annotated, start: int, count: TimeMention) -> Period | None:
    """Return the day that stands right before a count ("on Wednesday, a day after")."""
    for time in reversed(annotated.times_in(start, count.start)):
        if time.anchored or annotated.text[time.end : count.start].strip() not in {"", ","}:
            return None
        if time.kind in _DAYLIKE or time.unit == "day":
            return resolve(time, annotated.reference, annotated.direction_of(time) or "past")
    return None


def counted_day(annotated: Annotated, trigger: Trigger, told: Sequence[Candidate]) -> Period | None:
    """Return the day counted from a contact told before in the sentence ("A day after A met B, A called C")."""
    for event in told:
        word = event.trigger.token
        if event.date is None or not event.date.is_day or event.trigger.sentence.start != trigger.sentence.start:
            continue
        count = count_from(annotated, word)
        if count is not None and trigger.token.is_ancestor(word):
            return resolve(count, annotated.reference, "past", anchor=event.date)
    return None
