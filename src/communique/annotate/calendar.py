"""Arithmetic on the civil calendar: weeks, months, seasons, parts of them, and feasts whose date is computed.

An interval is a pair of days, both included. Weeks run from Monday to Sunday (ISO 8601), seasons are the meteorological
ones of the northern hemisphere. Functions raise ``ValueError`` or ``OverflowError`` for days that no calendar has.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

Interval = tuple[date, date]

_SEASON_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def days(count: int) -> timedelta:
    """Return a span of so many days."""
    return timedelta(days=count)


def shift_months(day: date, count: int) -> date:
    """Return the day so many months on; the last day of the month where that month is shorter."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def shift(day: date, unit: str, count: int) -> date:
    """Return the day so many units on: months and years by the calendar, hours as far as they can reach."""
    match unit:
        case "hour":
            return day + days(-(-count // 24) if count > 0 else count // 24)
        case "day":
            return day + days(count)
        case "week" | "weekend":
            return day + days(7 * count)
        case "fortnight":
            return day + days(14 * count)
        case "month":
            return shift_months(day, count)
        case "quarter" | "season":
            return shift_months(day, 3 * count)
        case "year":
            return shift_months(day, 12 * count)
        case "decade":
            return shift_months(day, 120 * count)
    raise ValueError(unit)


def month_of(year: int, month: int) -> Interval:
    """Return the first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_of(year: int) -> Interval:
    """Return the first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def season_of(year: int, season: str) -> Interval:
    """Return the three months of the season that begins in the year; winter ends in the next year."""
    first = date(year, _SEASON_MONTH[season], 1)
    return first, shift_months(first, 3) - days(1)


def unit_at(day: date, unit: str) -> Interval:
    """Return the calendar unit that the day lies in; for a weekend that of the day's week.

    A decade stands for the calendar year: "a decade ago" names a year.
    """
    match unit:
        case "day" | "hour":
            return day, day
        case "week" | "fortnight":
            monday = day - days(day.weekday())
            return monday, monday + days(6)
        case "weekend":
            saturday = day + days(5 - day.weekday())
            return saturday, saturday + days(1)
        case "month":
            return month_of(day.year, day.month)
        case "quarter":
            first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
            return first, shift_months(first, 3) - days(1)
        case "year" | "decade":
            return year_of(day.year)
    raise ValueError(unit)


def weekday_before(day: date, weekday: int) -> date:
    """Return the last such weekday that is not after the day."""
    return day - days((day.weekday() - weekday) % 7)


def weekday_after(day: date, weekday: int) -> date:
    """Return the first such weekday that is not before the day."""
    return day + days((weekday - day.weekday()) % 7)


def months_in(span: Interval) -> int:
    """Return how many whole months the interval is long, 0 for less than one."""
    end = span[1] + days(1)
    count = (end.year - span[0].year) * 12 + end.month - span[0].month
    return count if end.day >= span[0].day else count - 1


def slice_of(span: Interval, index: int, count: int) -> Interval:
    """Return the part number ``index`` (from 0, negative from the end) of ``count`` equal parts of the interval.

    Whole months where the interval is so long; of days the first part is the shorter when they do not divide.
    """
    index %= count
    months = months_in(span)
    if months >= count:
        first = shift_months(span[0], months * index // count)
        return first, shift_months(span[0], months * (index + 1) // count) - days(1)
    length = (span[1] - span[0]).days + 1
    return span[0] + days(length * index // count), span[0] + days(length * (index + 1) // count - 1)


# Part of a week, as (first, last) weekday.
_OF_WEEK = {"early": (0, 2), "mid": (1, 3), "late": (3, 6), "start": (0, 1), "end": (4, 6)}
# Part of a month, as first and last day; 31 stands for the last day.
_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "start": (1, 10), "end": (21, 31)}
_THIRD = {"early": 0, "mid": 1, "late": 2}


def part_of(span: Interval, part: str) -> Interval:
    """Return the part of the interval that "early", "mid", "late", "start", "end" or "half 1" (``name ordinal``) means.

    Of a month tens of days, of a week the usual days, of a year thirds (but quarters for its start and end), of a
    decade 0-3, 4-6, 7-9, of anything else thirds. Up to three days are no longer divided.
    """
    name, _, number = part.partition(" ")
    if number:
        count = {"half": 2, "third": 3, "quarter": 4}[name]
        ordinal = int(number)
        return slice_of(span, ordinal - 1 if ordinal > 0 else ordinal, count)
    length = (span[1] - span[0]).days + 1
    if length <= 3:
        return span
    if length <= 7:
        first, last = _OF_WEEK[part]
        return span[0] + days(first), span[0] + days(min(last, length - 1))
    if 28 <= length <= 31:
        first, last = _OF_MONTH[part]
        return span[0] + days(first - 1), min(span[0] + days(last - 1), span[1])
    if length > 3600:
        first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "start": (0, 1), "end": (8, 9)}[part]
        return date(span[0].year + first, 1, 1), date(span[0].year + last, 12, 31)
    if part in _THIRD:
        return slice_of(span, _THIRD[part], 3)
    return slice_of(span, 0 if part == "start" else -1, 4)


def nth_in(span: Interval, unit: str, ordinal: int, weekday: int | None = None) -> Interval:
    """Return the so-many-th weekday, weekend, week or day of the interval, or with the units "days", "weeks", "months"
    its first or last 7 days, 21 days, 3 months. Ordinal -1 is the last.

    Weeks are counted from the interval's first day: the second week of January is the 8th to the 14th.
    """
    if unit in ("weekday", "weekend"):
        wanted = 5 if weekday is None else weekday
        if ordinal < 0:
            day = weekday_before(span[1], wanted) + days(7 * (ordinal + 1))
        else:
            day = weekday_after(span[0], wanted) + days(7 * (ordinal - 1))
        found = day, day + days(1 if unit == "weekend" else 0)
    elif unit == "months":
        found = slice_of(span, 0 if ordinal > 0 else -1, 4)
    else:
        length = {"day": 1, "week": 7, "days": 7, "weeks": 21}[unit]
        first = span[1] - days(-ordinal * length - 1) if ordinal < 0 else span[0] + days(length * (ordinal - 1))
        found = first, min(first + days(length - 1), span[1])
    if not span[0] <= found[0] <= span[1]:
        raise ValueError(f"no {unit} {ordinal}")
    return found


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches (Butcher's algorithm, in Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the eastern churches as a Gregorian day (Meeus's Julian rule, valid 1900-2099)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day0 = divmod(d + e + 114, 31)
    return date(year, month, day0 + 1) + days(13)


def days_matching(weekday: int | None, day: int | None, month: int | None, first: date, last: date) -> Iterator[date]:
    """Yield each day from ``first`` to ``last`` that has the weekday, the day of the month and the month, if not None.

    "Thursday (December 30th)" between two days a term of office apart leaves few: that is how an undated text is dated.
    """
    step = 7 if weekday is not None else 1
    current = first if weekday is None else weekday_after(first, weekday)
    while current <= last:
        if day in (None, current.day) and month in (None, current.month):
            yield current
        current += days(step)
