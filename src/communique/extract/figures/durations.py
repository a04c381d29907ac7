"""Lengths of time that are figures: how long a call, talks, a truce or a war lasted or is to last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.extract.figures.numbers import Number
from communique.extract.figures.units import EPITHETS, LASTING

_UNIT = r"(?P<unit>minute|hour|day|week|month|year)s?"
_AFTER = re.compile(
    rf"(?P<join>[-‑\s]+){_UNIT}\b(?P<strong>[-\s]+long\b)?(?P<half>(?:[-\s]and)?[-\s]an?[-\s]half\b)?", re.IGNORECASE
)
_MINUTES = re.compile(r"(?:\s+and|,)?\s+(?P<n>[\w-]+)[-\s]+minutes?\b", re.IGNORECASE)
# "An hour" has no number; it is a length where something took it or where it is hedged.
_AN_HOUR = re.compile(
    r"\b(?P<lead>for|lasted|took|ran|after)\s+(?P<q>(?:(?:about|around|nearly|almost|over|some|roughly|more\s+than|just|under)\s+)*"
    r"an\s+hour(?P<half>\s+and\s+a\s+half)?)\b(?!['’]s)|\b(?P<q2>half[\s-]an[\s-]hour|a\s+quarter\s+of\s+an\s+hour|"
    r"three[\s-]quarters\s+of\s+an\s+hour|(?<!\w-)(?:half-)?hour-long|an?\s+hour\s+and\s+a\s+half)\b",
    re.IGNORECASE,
)
# These count from or to a moment, so they date something.
_DATING = re.compile(
    r"\s*(?:ago|later|earlier|before|after|afterwards|hence|from now|old|-old|['’]s?\s+(?:time|notice))\b",
    re.IGNORECASE,
)
_RATE = re.compile(r"\s+(?:a|per|each|every)\s+(?:day|week|month|year)\b", re.IGNORECASE)
_CALENDAR = re.compile(
    r"\b(?:past|last|next|first|second|third|coming|previous|these|final|their|his|her|its)\s+$", re.IGNORECASE
)
_STRETCH = re.compile(
    r"\b(?:for|last(?:ed|s|ing)?|took|takes?|taken|r[au]n|spent|spend|continued|went\s+on\s+for)\s+(?:the\s+next\s+)?$",
    re.IGNORECASE,
)
_TERM = re.compile(r"\b(?:in|within|of)\s+$", re.IGNORECASE)
_OF = re.compile(r"\s+of\s+(?:[\w'’-]+\s+){0,2}?(?P<what>[a-z-]+)\b", re.IGNORECASE)
_NOUN = re.compile(r"\s+(?:[“”\"‘]?[\w'’-]+\s+){0,2}?[“\"‘]?(?P<what>[a-z-]+)\b", re.IGNORECASE)
_BEHIND = re.compile(r"\s+(?:behind|ahead)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: ``text[start:end]``, in its own unit ("minutes" to "years"), and what lasted, if said."""

    start: int
    end: int
    value: float
    unit: str
    of: str | None


def duration_after(text: str, number: Number, values: dict[str, float]) -> Duration | None:
    """Return the length of time that a number begins, None when it begins none or only dates something.

    values: numbers that words mean, to read "one hour and forty-five minutes".
    """
    match = _AFTER.match(text, number.end)
    if match is None:
        return None
    unit, end, value = match["unit"].lower(), match.end(), number.value + (0.5 if match["half"] else 0)
    if unit == "hour":
        minutes = _MINUTES.match(text, end)
        count = _count(minutes["n"], values) if minutes else None
        if minutes is not None and count is not None:
            value, unit, end = value * 60 + count, "minute", minutes.end()
    if _DATING.match(text, end) or _RATE.match(text, end):
        return None
    adjective = match["join"] in {"-", "‑"} and text[match.end() - 1].lower() != "s"
    what = _what(text, end, adjective)
    if what is not None and _is_told(unit, number, what[0], adjective):
        return Duration(number.start_hedge, what[1], value, f"{unit}s", what[0])
    before = text[max(0, number.start_hedge - 40) : number.start_hedge]
    if adjective or _CALENDAR.search(before):
        return None
    if _STRETCH.search(before) or match["strong"] or _BEHIND.match(text, end) or _measures(unit, before, number.value):
        return Duration(number.start_hedge, end, value, f"{unit}s", None)
    return None


def _count(word: str, values: dict[str, float]) -> float | None:
    return float(word) if word.isdigit() else values.get(word.lower())


def _what(text: str, end: int, adjective: bool) -> tuple[str, int] | None:
    """Return what lasts and where its name ends."""
    pattern = _NOUN if adjective else _OF
    match = pattern.match(text, end)
    while match is not None:
        word = match["what"].lower()
        stem = word.removesuffix("s")
        if word in LASTING or stem in LASTING or word in EPITHETS:
            return stem if stem in LASTING else word, match.end("what")
        if match.group().count(" ") > 3:
            return None
        longer = re.compile(rf"{re.escape(match.group())}\s+(?P<what>[a-z-]+)\b", re.IGNORECASE)
        match = longer.match(text, end) if text[match.end() : match.end() + 1] in {" ", "”", '"'} else None
    return None


def _is_told(unit: str, number: Number, what: str, adjective: bool) -> bool:
    """Tell whether a length is measured rather than an epithet ("the seven-year civil war")."""
    return not adjective or what not in EPITHETS or number.hedged or unit in {"minute", "hour"}


def _measures(unit: str, before: str, value: float) -> bool:
    """Tell whether a bare length measures something: minutes and hours do, years do as the term of an undertaking."""
    return unit in {"minute", "hour"} or (unit == "year" and bool(_TERM.search(before)) and value > 3)


def hours_without_number(text: str) -> Iterator[Duration]:
    """Yield the lengths of time that are told without a number: "for an hour and a half", "an hour-long call"."""
    for match in _AN_HOUR.finditer(text):
        if _DATING.match(text, match.end()):
            continue
        group = "q" if match["q"] else "q2"
        found = match[group].lower()
        value, unit = 1.0, "hours"
        if "quarter" in found:
            value, unit = (45.0 if "three" in found else 15.0), "minutes"
        elif found.startswith("half"):
            value, unit = 30.0, "minutes"
        elif "half" in found:
            value, unit = 90.0, "minutes"
        what = _what(text, match.end(), True) if found.endswith("long") else None
        yield Duration(match.start(group), what[1] if what else match.end(), value, unit, what[0] if what else None)
