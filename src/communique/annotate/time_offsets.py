"""Counted time as intervals: so many units from publication, or from a date or event in the text."""

from __future__ import annotations

from datetime import date

from communique.annotate.calendar import Interval, days, shift, unit_at, weekday_after, weekday_before
from communique.annotate.time_mention import TimeMention

_DAY = days(1)


def counts(mention: TimeMention) -> tuple[int, int]:
    """Return the least and the greatest offset, the earlier first."""
    first = mention.offset or 0
    last = first if mention.offset_max is None else mention.offset_max
    return min(first, last), max(first, last)


def from_span(mention: TimeMention, span: Interval) -> Interval:
    """Return the interval counted from a date or event: days exactly, one week to a day, more weeks to half a week,
    months and years by the calendar.
    """
    unit = mention.unit or ""
    low, high = counts(mention)
    if mention.modifier == "calendar":
        return unit_at(shift(span[0] if low <= 0 else span[1], unit, low), unit)
    if mention.modifier == "adjacent":
        return adjacent(span, unit, low)
    if unit == "hour":
        return hours(span, low, high)
    if unit == "minute":
        return span
    if unit in ("month", "quarter", "year", "decade"):
        return unit_at(shift(span[0], unit, low), unit)[0], unit_at(shift(span[1], unit, high), unit)[1]
    slack = 0 if unit == "day" else 3
    if unit == "week" and low == high and abs(low) == 1:
        slack = 1
    return shift(span[0], unit, low) - days(slack), shift(span[1], unit, high) + days(slack)


def adjacent(span: Interval, unit: str, offset: int) -> Interval:
    """Return the unit's length right before or after the interval: "the week before the summit"."""
    if unit == "weekend":
        saturday = weekday_before(span[0] - days(2), 5) if offset < 0 else weekday_after(span[1] + _DAY, 5)
        return saturday, saturday + _DAY
    if offset < 0:
        return shift(span[0], unit, -1), span[0] - _DAY
    return span[1] + _DAY, shift(span[1], unit, 1)


def hours(span: Interval, low: int, high: int) -> Interval:
    """Return the days that so many hours from an unknown hour can lie in."""
    return span[0] + days(low // 24), span[1] + days(-(-high // 24))


def from_publication(mention: TimeMention, day: date, direction: str) -> Interval | None:
    """Return the interval that "last week", "two years ago" or "the coming days" means for one day of publication."""
    low, high = counts(mention)
    unit = mention.unit or ""
    match mention.modifier:
        case "in" | "within" if direction == "past":
            return None
        case "window" | "within" | "under":
            return _window(unit, low, day, mention.modifier)
        case "earlier" | "later":
            span = unit_at(day, unit)
            return (span[0], max(day, span[0])) if mention.modifier == "earlier" else (min(day, span[1]), span[1])
    if unit in ("hour", "minute"):
        return hours((day, day), low, high) if unit == "hour" else (day, day)
    if unit == "weekend":
        return _weekend(mention, day, direction)
    if unit == "week" and mention.modifier is None and day.weekday() == 6:
        return _week_on_sunday(mention.offset or 0, day, direction)
    return unit_at(shift(day, unit, low), unit)[0], unit_at(shift(day, unit, high), unit)[1]


def _window(unit: str, count: int, day: date, modifier: str) -> Interval:
    """Return the stretch of so many units up to or from the day; "less than a week ago" leaves out the day itself."""
    edge = shift(day, unit, count)
    if modifier == "under":
        return edge, max(edge, day - _DAY)
    return (day, edge) if count > 0 else (edge, day)


def _weekend(mention: TimeMention, day: date, direction: str) -> Interval:
    """Return Saturday and Sunday: "last" and "next" never those that publication lies in, "this" as the tense says."""
    if mention.offset == -1:
        saturday = weekday_before(day - days(2), 5)
    elif mention.offset == 1:
        saturday = weekday_after(day + _DAY, 5)
    elif direction == "past":
        saturday = weekday_before(day, 5)
    else:
        saturday = weekday_after(day - _DAY, 5)
    return saturday, saturday + _DAY


def _week_on_sunday(offset: int, day: date, direction: str) -> Interval:
    """Return the week as a Sunday's paper may mean it: some reckon Sunday to the week before, some to the next."""
    monday = day - days(6)
    if offset < 0:
        return monday - days(7), day
    if offset == 0:
        return (monday, day) if direction == "past" else (day, day + days(7))
    return day + _DAY, day + days(7)
