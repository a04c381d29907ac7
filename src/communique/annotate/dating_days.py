"""Sets of days as sorted, disjoint intervals: what a constraint leaves of the days on which a text can be written.

Days are proleptic Gregorian ordinals (``date.toordinal``), so that an interval is a pair of numbers, both included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from communique.records import Period

DaySet = tuple[tuple[int, int], ...]

#: The days that the package dates texts to; the authority's open ends are cut to it.
FIRST, LAST = date(1900, 1, 1).toordinal(), date(2099, 12, 31).toordinal()


def ordinal(day: str, *, last: bool = False) -> int:
    """Return the ordinal of an ISO day, within FIRST and LAST.

    A day that its month does not have ("2017-06-31", a month's open end) is the month's last. last: the day ends an
    interval, so a year beyond the range is an open end.
    """
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:10])
    if not date.fromordinal(FIRST).year <= year <= date.fromordinal(LAST).year:
        return LAST if last and year > date.fromordinal(LAST).year else FIRST
    while True:
        try:
            return date(year, month, number).toordinal()
        except ValueError:
            number -= 1


def iso(day: int) -> str:
    """Return the ISO day of an ordinal."""
    return date.fromordinal(day).isoformat()


def days_of(period: Period) -> DaySet:
    """Return the days of an interval."""
    return ((ordinal(period.start), ordinal(period.end, last=True)),)


def normal(intervals: Iterable[tuple[int, int]]) -> DaySet:
    """Return the union of intervals, sorted and disjoint; those with the end before the start are empty."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(i for i in intervals if i[0] <= i[1]):
        if out and start <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def common(a: DaySet, b: DaySet) -> DaySet:
    """Return the days that are in both sets."""
    out = []
    i = j = 0
    while i < len(a) and j < len(b):
        start, end = max(a[i][0], b[j][0]), min(a[i][1], b[j][1])
        if start <= end:
            out.append((start, end))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return tuple(out)


def size(days: DaySet) -> int:
    """Return the number of days."""
    return sum(end - start + 1 for start, end in days)


def kept(days: DaySet, test: Callable[[date], bool]) -> DaySet:
    """Return the days that pass a test; looks at each of them."""
    return normal(
        (day, day) for start, end in days for day in range(start, end + 1) if test(date.fromordinal(day))
    )  # fmt: skip


def years(days: DaySet) -> range:
    """Return the years from the first to the last day, with one more on either side."""
    if not days:
        return range(0)
    return range(date.fromordinal(days[0][0]).year - 1, date.fromordinal(days[-1][1]).year + 2)


def hull(days: DaySet, basis: str) -> Period | None:
    """Return the interval from the first to the last day, None for no day."""
    return Period(iso(days[0][0]), iso(days[-1][1]), basis) if days else None
