"""Where a story stands when it tells of a contact without a place: the last city to which the text led its reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from spacy.tokens import Span as Sentence

from communique.annotate.annotated import Annotated
from communique.annotate.times import resolve
from communique.extract.contacts.candidate import Candidate
from communique.extract.contacts.cities import capitals, city_at_head, code_of, is_city
from communique.extract.contacts.venues import city_of, venues
from communique.read.dateline import dateline, head_lines
from communique.records import Period

_NAME = r"(?-i:[A-ZÀ-Þ][\w-]+(?:[’']\w{2,})?(?:\.? [A-ZÀ-Þ][\w-]+(?:[’']\w{2,})?){0,3})"
_LOCATED = re.compile(
    r"\b(?:in|at|near|outside)\s+(?:(?:the )?(?:city|town|resort|port|capital|village)(?: city)? of\s+|"
    rf"(?:downtown|central|nearby|rainy|sunny|snowy)\s+)?({_NAME})",
    re.IGNORECASE,
)
_GOING = re.compile(
    r"\b(?:fl(?:ew|y|ies|own|ying)|travel(?:l?ed|s|l?ing)?|went|gone|goes?|came|comes?|arriv(?:ed?|es|ing)|headed|drove|"
    r"landed|returned|moved|continued|proceeded|hurried|crossed|journey(?:ed)?|trip|visit|been|"
    r"on (?:his|her|their) way|sailed|stopp?ed|destination|brought|t(?:ook|aken))\b"
    rf"[^.;:]{{0,40}}?\b(?:to|into|in|at|for|over)\s+({_NAME})",
    re.IGNORECASE,
)
_REACHED = re.compile(rf"\b(?:visited|reached|toured|visiting|leaving|left)\s+({_NAME})", re.IGNORECASE)
#: A sentence that opens with the bare name of a city: "Munich, Saturday:", "Then Singapore, June 12", "Damascus again."
_OPENING = re.compile(
    rf"^(?:then |next |first |last |finally |and then |next came )?({_NAME})"
    r"(?:[.:;]|,? (?:in|on|for|from|first|again|next|was the|came (?:first|next))\b|"
    r", (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|"
    r"October|November|December|\d|again|then|for|where))",
    re.IGNORECASE,
)
#: What stands in a city so that the reader stands there too; other nouns ("officials in Moscow") lead nobody there.
_STANDING = frozenset(
    """
    talk meeting summit conference negotiation session round gathering dinner lunch breakfast ceremony hotel villa
    palace residence hall room airport stop visit stay embassy guesthouse congress forum evening morning afternoon night
    day hour week weekend diplomacy marathon engagement bargaining signing funeral encounter handshake
    """.split()
)
_NOUNS = frozenset({"NOUN", "PROPN"})
#: What follows upon the contact leads to where it did not take place.
_GOING_ON = re.compile(
    r"\b(?:before|then|later|next|afterwards?|on (?:his|her|their) way|will|would|plan\w*|due)\b", re.IGNORECASE
)
#: Seats from which a spokesman speaks of what took place elsewhere.
_SPEAKING = frozenset({"State Department", "Pentagon"})
_BACK = 3
"""In sentences: how far back the reader was led to a city in which he still stands."""
_BACK_THERE = 6
"""The same for a sentence that says "there" or "in the same city" itself."""
_THERE = re.compile(
    r"\b(?:there\b(?! (?:is|are|was|were|had been|has been|will)\b)|in the (?:same )?city\b)", re.IGNORECASE
)
_INSIDE = re.compile(r"\b(?:in|at|to|into|inside|outside|of)\s+(?:the\s+)?$", re.IGNORECASE)
_HERE = re.compile(r"\bhere\b", re.IGNORECASE)
_FRESH = 2
"""In days: how near publication a contact took place that a story filed from a city tells as having been there."""
_LEAD = 3
"""In sentences: where a story tells its news, so that what has no day is of those days."""
_HEAD = re.compile(
    rf"^\(?(?:({_NAME}), {_NAME}\)\s*$|({_NAME}),\s[^.]{{0,40}}?\b\d{{4}}\b.{{0,12}}?\s--?\s|"
    rf".{{0,12}}\b\d{{4}}\b.{{0,12}}?[,\s]({_NAME})\s*$)"
)


def scene_of(annotated: Annotated, contact: Candidate, order: dict[int, int]) -> str | None:
    """Return the city or well-known building to which the text led before it tells of a contact, None where to none.

    order: the numbers of the sentences by their first tokens.
    """
    here = order[contact.sentences[0].start]
    start, end = annotated.extent(contact.sentences[0])
    word = contact.trigger.token.idx
    before = list(_settings(annotated, start, word))
    if before:
        return before[-1]
    behind = list(_settings(annotated, word, end))
    if len(behind) == 1 and not _GOING_ON.search(annotated.text, word, end):
        return behind[0]
    there = says_there(annotated, contact)
    reach = _BACK_THERE if there else _BACK
    for sentence in reversed(annotated.sentences[max(0, here - reach) : here]):
        led = list(_settings(annotated, *annotated.extent(sentence)))
        if led:
            same_day = there or _is_of_that_day(annotated, sentence, contact.date)
            return led[-1] if led[-1] not in _SPEAKING and same_day else None
    return None


def says_there(annotated: Annotated, contact: Candidate) -> bool:
    """Tell whether the sentence of a contact says that it is in the city of which the text told before."""
    return _THERE.search(annotated.text, *annotated.extent(contact.sentences[0])) is not None


def _settings(annotated: Annotated, start: int, end: int) -> Iterator[str]:
    """Yield the cities in which ``text[start:end]`` sets what it tells, in the order of the text."""
    text = annotated.text[start:end]
    found: dict[int, str] = {}
    opening = _OPENING.match(text)
    if opening is not None and (city := city_at_head(opening[1])) is not None and city == opening[1]:
        found[opening.start(1)] = city
    for pattern in (_GOING, _REACHED, _LOCATED):
        for match in pattern.finditer(text):
            city = city_at_head(match[1])
            if city is not None and (pattern is not _LOCATED or _is_led_there(annotated, start + match.start())):
                found[match.start(1)] = city
    for first, last in venues(text):
        if city_of(text[first:last]) is not None and _INSIDE.search(text, 0, first):
            found[first] = text[first:last]
    for at, city in capitals(text):
        found.setdefault(at, city)
    yield from (found[at] for at in sorted(found))


def _is_led_there(annotated: Annotated, at: int) -> bool:
    """Tell whether what is said to be in a city is told of as going on there ("talks in Geneva", "met in Geneva")."""
    tokens = annotated.tokens(at, at + 1)
    head = tokens[0].head if tokens else None
    return head is None or head.pos_ not in _NOUNS or head.lemma_ in _STANDING or bool(head.ent_type_)


def _is_of_that_day(annotated: Annotated, sentence: Sentence, told: Period | None) -> bool:
    """Tell whether a sentence names no day other than that of the contact."""
    if told is None:
        return True
    for time in annotated.times_in(*annotated.extent(sentence)):
        if time.kind == "duration-since" or time.anchored:
            continue
        day = resolve(time, annotated.reference, annotated.direction_of(time) or "past")
        if day is not None and day.is_day and not (told.start <= day.end and day.start <= told.end):
            return False
    return True


def filed_at(annotated: Annotated, contact: Candidate) -> str | None:
    """Return the city that heads a text, for a contact of which the text says that it was "here".

    The same for one of the days of publication with one of that city's state.
    """
    cities = heading_cities(annotated)
    if len(cities) != 1:
        return None
    start, end = annotated.extent(contact.sentences[0])
    if _HERE.search(annotated.text, start, end):
        return cities[0]
    lead = start <= annotated.extent(annotated.sentences[:_LEAD][-1])[0] and contact.time is None
    fresh = lead if contact.date is None else _is_fresh(annotated, contact.date)
    return cities[0] if fresh and code_of(cities[0]) in contact.sides else None


def heading_cities(annotated: Annotated) -> list[str]:
    """Return the cities of the dateline, else of a line at the head with a date or a state ("(Vienna, Austria)")."""
    found = dateline(annotated.text)
    named = [p.title() for p in found.places] if found is not None else []
    if not named:
        heads = (m for line in head_lines(annotated.text) if (m := _HEAD.match(line.text[:90])) is not None)
        named = [n for match in heads for n in match.groups() if n][:1]
    return [n for n in named if is_city(n)]


def _is_fresh(annotated: Annotated, told: Period) -> bool:
    published = annotated.published
    if published is None:
        return False
    return 0 <= (date.fromisoformat(published.end) - date.fromisoformat(told.end)).days <= _FRESH
