"""Dates as press texts write them out: the vocabulary that datelines and date lines share."""

from __future__ import annotations

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:r(?:s)?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[89]|20)\d\d"

DATE = (
    rf"(?:(?P<weekday>{_WEEKDAY}),?\s+(?:the\s+)?)?(?:"
    rf"(?P<m1>{_MONTH})\s+(?P<d1>{_DAY})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<y1>{_YEAR})(?!\d))?"
    rf"|(?P<d2>{_DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH})(?:,?\s+(?P<y2>{_YEAR})(?!\d))?"
    rf"|(?P<y3>{_YEAR})(?P<s3>[-/.])(?P<n3>\d\d?)(?P=s3)(?P<d3>\d\d?)(?!\d)"
    rf"|(?P<a4>\d\d?)(?P<s4>[./-])(?P<b4>\d\d?)(?P=s4)(?P<y4>{_YEAR})(?!\d)"
    rf")"
)
"""A date, with or without weekday and year, as a verbose-free pattern to be compiled with IGNORECASE; see ``parts``."""

Parts = tuple[int | None, int, int, int | None]


def parts(match: re.Match[str]) -> Parts | None:
    """Return (year or None, month, day, weekday or None, Monday 0) of a match of ``DATE``.

    None when there is no such day, the weekday contradicts it, or day and month cannot be told apart (7/6/2016).
    """
    found = _numbers(match.groupdict())
    if found is None:
        return None
    year, month, day = found
    weekday = _weekday(match["weekday"])
    try:
        full = date(year or 2000, month, day)
    except ValueError:
        return None
    if year and weekday is not None and full.weekday() != weekday:
        return None
    return year, month, day, weekday


def _numbers(groups: dict[str, str | None]) -> tuple[int | None, int, int] | None:
    for month, day, year in (("m1", "d1", "y1"), ("m2", "d2", "y2")):
        if groups[month]:
            return _year(groups[year]), MONTHS.index(str(groups[month])[:3].lower()) + 1, int(str(groups[day]))
    if groups["y3"]:
        return int(groups["y3"]), int(str(groups["n3"])), int(str(groups["d3"]))
    if groups["a4"]:
        return _day_and_month(int(groups["a4"]), int(str(groups["b4"])), int(str(groups["y4"])), str(groups["s4"]))
    return None


def _day_and_month(first: int, second: int, year: int, separator: str) -> tuple[int, int, int] | None:
    """Return the date of two numbers and a year: after dots day first, else None if both readings are possible."""
    if separator == "." or first > 12 or first == second:
        return year, second, first
    return (year, first, second) if second > 12 else None


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _weekday(text: str | None) -> int | None:
    return WEEKDAYS.index(text[:3].lower()) if text else None
