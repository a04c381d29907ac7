"""One verb for two contacts: "sat down in Panama in April and again in Lima in May", "saw X and, before that, Y"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from communique.actors.actor import PERSONAL
from communique.actors.cast import Mention
from communique.annotate.annotated import Annotated
from communique.extract.contacts import timing
from communique.extract.contacts.candidate import IN_PERSON, Candidate
from communique.extract.contacts.pairs import PAIR
from communique.extract.contacts.participants import side_count

_NAME = r"(?:the )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}"
_AGAIN = r"(?:(?:then|again|later|once again|once more|a second time|for a second time|earlier|afterwards)\b,?\s*)"
#: From one day to the next: a further place, or a word that says that it came about again.
_ONCE_MORE = re.compile(
    rf"^,?\s*(?:and|then|before)\b,?\s*{_AGAIN}*(?:(?:in|at)\s+(?P<place>{_NAME}),?\s*)?(?:(?:on|in)\s+)?(?:the )?$"
)
_MARKED = re.compile(rf"\b{_AGAIN}")
_PLACE_BEFORE = re.compile(rf"\b(?:in|at)\s+(?P<place>{_NAME}),?\s*(?:(?:on|in)\s+)?(?:the )?$")
#: From one party to the next, whom the same verb meets at another hour.
_AND_WITH = re.compile(
    r"^[^;:.]{0,40}?(?:,|\band\b)\s*(?:and\s+)?,?\s*(?:before that|after that|afterwards?|earlier|later|previously|"
    r"then|separately|(?:an|one|two|three|four|a few|some|half an) (?:hours?|minutes? )?(?:more|longer)|"
    r"another (?:\w+ ){0,2}(?:hours?|minutes))\b[^;:.]{0,30}?\bwith\s+(?:his |her |the )?$"
)


def repeated(annotated: Annotated, candidate: Candidate) -> list[Candidate]:
    """Return the contact of the same parties that the clause goes on to: another place and day, or another day again.

    The first contact keeps the place that stands before its own day.
    """
    first = candidate.time
    if first is None or candidate.mode not in IN_PERSON or side_count(candidate.actors) < PAIR:
        return []
    start, end = annotated.extent(candidate.trigger.sentence)
    behind = [t for t in annotated.times_in(start, end) if t.start >= first.end and t.kind != "duration-since"]
    second = behind[0] if behind else None
    words = annotated.text[first.end : second.start] if second is not None else ""
    match = _ONCE_MORE.match(words)
    if second is None or match is None or candidate.trigger.token.idx > first.start:
        return []
    place = match["place"]
    if place is None and not _MARKED.search(words):
        return []
    before = _PLACE_BEFORE.search(annotated.text[candidate.trigger.token.idx : first.start])
    other = candidate.with_actors(candidate.actors, another=True)
    days = timing.date_of(annotated, first, candidate.status, None)
    date = timing.date_of(annotated, second, candidate.status, days)
    if before is not None and place is not None and candidate.place == place:
        candidate.place = before["place"]
    return [replace(other, time=second, date=date, place=place or candidate.place, duration=None, initiator=None)]


def with_another(annotated: Annotated, candidate: Candidate) -> list[Candidate]:
    """Return the contact with the party of a second "with" at another hour; it is none of the first contact."""
    start, end = candidate.trigger.token.idx, annotated.extent(candidate.trigger.sentence)[1]
    people = [m for m in annotated.mentions_in(start, end) if m.kind in {"person", "title"} and m.actor is not None]
    for one, other in pairwise(people):
        if _is_party(one, candidate) and _AND_WITH.match(annotated.text[one.end : other.start]):
            return _split(candidate, one, other)
    return []


def _is_party(mention: Mention, candidate: Candidate) -> bool:
    return mention.actor is not None and mention.actor.id in candidate.actors


def _split(candidate: Candidate, one: Mention, other: Mention) -> list[Candidate]:
    first, second = one.actor, other.actor
    if first is None or second is None or second.kind not in PERSONAL or first.id == second.id:
        return []
    host = {i: a for i, a in candidate.actors.items() if i not in {first.id, second.id} and a.country != first.country}
    actors = {**host, second.id: second}
    if not host or side_count(actors) < PAIR:
        return []
    candidate.actors = {i: a for i, a in candidate.actors.items() if i != second.id}
    return [replace(candidate.with_actors(actors, another=candidate.another), duration=None, initiator=None)]
