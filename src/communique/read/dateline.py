"""Datelines: where, when and by which agency a story was filed, as it stands at the head of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.read.daytext import DATE, parts
from communique.read.lines import TextLine, lines_of

HEAD_CHARS = 2_000
_HEAD_LINES = 14
_LINE_CHARS = 160


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline, ``text[start:end]``: every part that it does not give is None, the places are as written.

    weekday: 0 is Monday.
    """

    places: tuple[str, ...]
    month: int | None
    day: int | None
    year: int | None
    weekday: int | None
    agency: str | None
    start: int
    end: int


_WORD = r"(?-i:[A-ZÀ-Þ][\w.'’]*(?:-[\w'’]+)*)"
_PLACE = rf"{_WORD}(?:\s(?:{_WORD}|de|la|am|en|of|upon|and)){{0,3}}"
_PLACES = rf"(?P<places>{_PLACE}(?:(?:\s?[/;]\s?|,\s){_PLACE}){{0,3}}?)"
_AGENCY = r"(?:\((?P<agency>[^()\n]{2,40})\)|/(?P<slashed>[A-Z][\w ]{1,25})/\.?)"
_BARE_AGENCY = r"(?P<bare>(?-i:[A-Z]{2,8}|Tass))(?=:)"
_DASH = r"\s*(?:--?|[–—:])(?:\s|$)"
_CAPITALS = r"(?P<places>(?-i:[A-ZÀ-Þ]{3}[A-ZÀ-Þ.'’]*(?:[ /,-]{1,2}[A-ZÀ-Þ][A-ZÀ-Þ.'’]+){0,4}(?:,\s[A-Z][\w.]+)?))"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # WASHINGTON, Dec 7 (Agency) - ; MOSCOW, December 7. /TASS/. ; Paris, Sunday 20 February 2022
        rf"{_PLACES}[,.]\s+{DATE}(?:[.,]?\s*(?:{_AGENCY}|{_BARE_AGENCY})(?:{_DASH}|\s|$)|{_DASH}|\s*$)",
        # KYIV/MOSCOW (Agency) -
        rf"{_PLACES}\s+{_AGENCY}{_DASH}",
        # Dec. 7 (Agency) --
        rf"(?P<places>){DATE}\s*{_AGENCY}(?:{_DASH})?",
        # LONDON — and then prose, not another heading
        rf"{_CAPITALS}(?:\s+--?|\s*[–—])\s(?=.{{60}})",
    )
)
# What stands in capitals before a dash and is no place.
_NO_PLACE = re.compile(
    r"(?:breaking|exclusive|updated?|analysis|opinion|comment|watch|video|live|photos?|factbox|explainer|correct(?:ed|ion)|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|advertise?ment|editorial|interview|urgent|alert|press|release|statement|readout|note|question|answer|end|the)\b",
    re.IGNORECASE,
)
_NO_PLACE_START = re.compile(
    r"(?:on|in|at|by|the|a|an|for|from|since|until|as|but|and|it|he|she|they|we|i)\b", re.IGNORECASE
)


def head_lines(text: str) -> Iterator[TextLine]:
    """Yield the lines at the head of the text that are not blank."""
    for number, line in enumerate(lines_of(text)):
        if number >= _HEAD_LINES or line.start >= HEAD_CHARS:
            return
        yield line


def dateline(text: str) -> Dateline | None:
    """Return the first dateline at the start of a line in the head of the text, or None."""
    for line in head_lines(text):
        found = _of_line(line.text[:_LINE_CHARS], line.start)
        if found:
            return found
    return None


def _of_line(line: str, offset: int) -> Dateline | None:
    for form in _FORMS:
        match = form.match(line)
        if match and (found := _dateline(match, offset)):
            return found
    return None


def _dateline(match: re.Match[str], offset: int) -> Dateline | None:
    groups = match.groupdict()
    year, month, day, weekday = None, None, None, None
    if "m1" in groups:
        date_parts = parts(match)
        if date_parts is None:
            return None
        year, month, day, weekday = date_parts
    named = groups["places"]
    if _NO_PLACE.match(named) or _NO_PLACE_START.match(named):
        return None
    agency = groups.get("agency") or groups.get("slashed") or groups.get("bare")
    places = tuple(p for p in re.split(r"\s?[/;]\s?|,\s", named) if p)
    start = offset + match.start()
    return Dateline(places, month, day, year, weekday, agency, start, start + len(match[0].rstrip()))
