"""Which days a time expression means, given the day of publication and whether the sentence looks back or ahead.

Every rule is monotone in the day of publication: a later publication never gives an earlier result. So when publication
is known to an interval only, the results for its two ends enclose every possible one, and their hull is honest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from communique.annotate.calendar import (
    Interval,
    days,
    month_of,
    season_of,
    shift,
    unit_at,
    weekday_after,
    weekday_before,
    year_of,
)
from communique.annotate.time_holidays import APPROXIMATE
from communique.annotate.time_mention import TimeMention
from communique.annotate.time_offsets import counts, from_publication, from_span
from communique.annotate.time_yearly import innermost, occurrence, occurrences, on_day, pick, take
from communique.records import Period

_DAY = days(1)
# How far from a known day ``references`` looks for publication: an expression without a year reaches no farther.
_REACH = days(800)
# An unsure day of publication may widen a result by so much; one that is vaguer says nothing.
_SPREAD = days(31)


def resolve(
    mention: TimeMention, reference: Period | None, direction: str = "past", *, anchor: Period | None = None
) -> Period | None:
    """Return the days that the mention means, as an interval with its basis; None where they cannot be known.

    reference: the day of publication, or the interval it lies in, or None when unknown: a stated date resolves even so.
        Where the interval would spread the result by more than a month, there is none.
    direction: "past" or "future", as tense and status of the sentence say; "near" takes whichever is nearer.
    anchor: the day of the event that an anchored mention is counted from ("a day later").
    """
    span, event = _interval(reference), _interval(anchor)
    try:
        found = _resolve(mention, None if span is None else span[0], direction, event)
        if found is not None and span is not None and span[0] < span[1]:
            last = _resolve(mention, span[1], direction, event)
            found = None if last is None or _is_vague(found, last) else (found[0], last[1])
    except (ValueError, OverflowError):
        return None
    if found is None:
        return None
    return Period(found[0].isoformat(), found[1].isoformat(), _basis(mention, reference, direction, found))


def _is_vague(first: Interval, last: Interval) -> bool:
    """Return whether an interval of publication spreads what a mention means over more than a month beyond its own."""
    return last[1] - first[0] > max(first[1] - first[0], last[1] - last[0]) + _SPREAD


def event_of(mention: TimeMention, told: Period) -> Period | None:
    """Return the days of the event that an anchored mention is counted from, given when the counted thing took place.

    "A day after the call, they still disagreed": told on Wednesday, the call was on Tuesday. None for other mentions.
    """
    span = _interval(told)
    if (
        not mention.anchored
        or mention.kind != "relative"
        or mention.modifier not in ("shift", "adjacent")
        or span is None
    ):
        return None
    low, high = counts(mention)
    try:
        found = from_span(replace(mention, offset=-high, offset_max=-low), span)
    except (ValueError, OverflowError):
        return None
    return Period(found[0].isoformat(), found[1].isoformat(), "relative to an event in the text")


def references(mention: TimeMention, meant: Period, direction: str = "past") -> Period | None:
    """Return the days of publication from which the mention can mean a day of ``meant``: dating the other way round.

    "The summit starting Friday" and a summit known to start on 2016-07-08 leave 2016-07-02 to 2016-07-08. None when no
    day within 800 days does, when the mention is anchored, or when it means the same whenever it is said.
    """
    wanted = _interval(meant)
    if mention.anchored or wanted is None or resolve(mention, None, direction) is not None:
        return None
    try:
        low, high = wanted[0] - _REACH, wanted[1] + _REACH
        first = _first_day(low, high, lambda day: _at(mention, day, direction)[1] >= wanted[0])
        after = _first_day(low, high, lambda day: _at(mention, day, direction)[0] > wanted[1])
    except (ValueError, OverflowError):
        return None
    if first >= after or first == low or after > high:
        return None
    return Period(first.isoformat(), (after - _DAY).isoformat(), f"“{mention.quote}” means {meant.start}")


def _at(mention: TimeMention, day: date, direction: str) -> Interval:
    found = _resolve(mention, day, direction, None)
    if found is None:
        raise ValueError(mention.quote)
    return found


def _first_day(low: date, high: date, test: Callable[[date], bool]) -> date:
    """Return the first day from low to high for which a monotone test holds, the day after high when none."""
    while low <= high:
        middle = low + days((high - low).days // 2)
        if test(middle):
            high = middle - _DAY
        else:
            low = middle + _DAY
    return low


def _interval(period: Period | None) -> Interval | None:
    return None if period is None else (date.fromisoformat(period.start), date.fromisoformat(period.end))


def _resolve(mention: TimeMention, day: date | None, direction: str, anchor: Interval | None) -> Interval | None:
    """Return the interval for one day of publication, or for none."""
    if mention.anchored and anchor is None:
        return None
    if len(mention.readings) > 1:
        return _figures(mention, day, direction)
    if (recurring := occurrences(mention)) is not None:
        return occurrence(mention, recurring, day, direction)
    return _RESOLVERS[mention.kind](mention, day, direction, anchor)


def _figures(mention: TimeMention, day: date | None, direction: str) -> Interval:
    """Return the reading of a date in figures that fits the direction and lies nearest; both without a reference."""
    found = sorted(date(*reading) for reading in mention.readings)
    if day is None:
        return found[0], found[-1]
    fitting = [d for d in found if direction == "near" or (d <= day if direction == "past" else d >= day)]
    best = min(fitting or found, key=lambda d: abs((d - day).days))
    return best, best


def _day_of_month(mention: TimeMention, day: date | None, direction: str, _anchor: Interval | None) -> Interval | None:
    """Return the day for "the 28th", "Monday the 11th" and "the 5th of last month"."""
    if day is None or mention.day is None:
        return None
    if mention.unit == "month":
        meant = shift(day.replace(day=1), "month", mention.offset or 0).replace(day=mention.day)
        return meant, meant
    months = (shift(day.replace(day=1), "month", n) for n in range(-2, 3))
    found = [span for first in months for span in on_day(first.year, first.month, mention.day)]
    return pick(found, day, direction, mention)


def _weekday(mention: TimeMention, day: date | None, direction: str, anchor: Interval | None) -> Interval | None:
    wanted, offset = mention.weekday or 0, mention.offset
    if mention.anchored and anchor is not None:
        meant = _anchored_weekday(wanted, offset or 0, anchor)
    elif day is None:
        return None
    elif mention.unit == "week":
        meant = unit_at(day, "week")[0] + days(7 * (offset or 0) + wanted)
    elif offset == -1 or (not offset and direction == "past"):
        meant = weekday_before(day - days(1 if offset else 0), wanted)
    elif offset == 1 or direction == "future":
        meant = weekday_after(day + days(offset or 0), wanted)
    else:
        meant = weekday_after(day - days(3), wanted)
    return meant, meant


def _anchored_weekday(wanted: int, offset: int, anchor: Interval) -> date:
    if offset < 0:
        return weekday_before(anchor[0] - _DAY, wanted)
    if offset > 0:
        return weekday_after(anchor[1] + _DAY, wanted)
    return unit_at(anchor[0], "week")[0] + days(wanted)


def _year(mention: TimeMention, _day: date | None, _direction: str, _anchor: Interval | None) -> Interval | None:
    if mention.year is None or mention.unit != "decade":
        return None if mention.year is None else year_of(mention.year)
    return date(mention.year, 1, 1), date(mention.year + 9, 12, 31)


def _month(mention: TimeMention, _day: date | None, _direction: str, anchor: Interval | None) -> Interval | None:
    """Return the month for "the following July", counted from the anchor."""
    if anchor is None or mention.month is None:
        return None
    found = [month_of(year, mention.month) for year in range(anchor[0].year - 1, anchor[1].year + 2)]
    if (mention.offset or 0) < 0:
        return max(span for span in found if span[1] < anchor[0])
    return min(span for span in found if span[0] > anchor[1])


def _season(mention: TimeMention, day: date | None, _direction: str, _anchor: Interval | None) -> Interval | None:
    """Return the rest of the season for "later this summer", or what has passed of it."""
    if day is None:
        return None
    found = [season_of(year, mention.season or "") for year in range(day.year - 1, day.year + 2)]
    if mention.modifier == "later":
        span = next(s for s in found if s[1] >= day)
        return max(day, span[0]), span[1]
    span = [s for s in found if s[0] <= day][-1]
    return span[0], min(day, span[1])


def _part(mention: TimeMention, day: date | None, direction: str, anchor: Interval | None) -> Interval | None:
    span = _resolve(mention.base, day, direction, anchor) if mention.base else None
    if span is None or mention.base is None or mention.base.unit != "week":
        return None if span is None else take(mention, span)
    # On a Sunday "last week" is two weeks: the part may be that of either.
    first, last = take(mention, unit_at(span[0], "week")), take(mention, unit_at(span[1], "week"))
    return (first if first[1] >= span[0] else last)[0], min(last[1], span[1])


def _range(mention: TimeMention, day: date | None, direction: str, anchor: Interval | None) -> Interval | None:
    first, last = mention.base, mention.last
    end = _resolve(last, day, direction, anchor) if last else None
    if end is None or last is None:
        return None
    if first is None:
        return (min(day, end[1]), end[1]) if day is not None and direction != "past" else end
    if first.kind == last.kind == "weekday" and first.unit is None and first.offset is None and last.offset is None:
        length = days(((last.weekday or 0) - (first.weekday or 0)) % 7)
        if direction == "past":
            return end[0] - length, end[1]
        begin = _resolve(first, day, direction, anchor)
        return None if begin is None else (begin[0], begin[0] + length)
    begin = _resolve(first, day, direction, anchor)
    return None if begin is None or end[1] < begin[0] else (begin[0], end[1])


def _since(mention: TimeMention, day: date | None, direction: str, anchor: Interval | None) -> Interval | None:
    if day is None or mention.base is None:
        return None
    span = _resolve(mention.base, day, "past" if direction == "future" else direction, anchor)
    return None if span is None else (min(span[0], day), day)


def _relative(mention: TimeMention, day: date | None, direction: str, anchor: Interval | None) -> Interval | None:
    if mention.base is not None:
        return _from_base(mention, mention.base, day, direction, anchor)
    if mention.anchored:
        return None if anchor is None else from_span(mention, anchor)
    return None if day is None else from_publication(mention, day, direction)


def _from_base(
    mention: TimeMention, base: TimeMention, day: date | None, direction: str, anchor: Interval | None
) -> Interval | None:
    """Return the interval so many units from what ``base`` means; "a week ago Tuesday" itself says which way."""
    low, high = counts(mention)
    exact = mention.modifier == "exact"
    if exact:
        direction = "past" if low < 0 else "future"
    span = _resolve(base, day, direction, anchor)
    if span is None:
        return None
    unit = mention.unit or ""
    return (shift(span[0], unit, low), shift(span[1], unit, high)) if exact else from_span(mention, span)


Resolver = Callable[[TimeMention, date | None, str, Interval | None], Interval | None]
_RESOLVERS: dict[str, Resolver] = {
    "day": _day_of_month,
    "weekday": _weekday,
    "month": _month,
    "year": _year,
    "season": _season,
    "part": _part,
    "relative": _relative,
    "range": _range,
    "duration-since": _since,
}


def _basis(mention: TimeMention, reference: Period | None, direction: str, found: Interval) -> str:
    """Return how the days are known, short and readable."""
    if mention.anchored:
        return "relative to an event in the text"
    said = ", ".join(_reasons(mention, direction, found))
    if reference is None or said.startswith("stated,") or said == "stated":
        return said
    inferred = f" {reference.basis}" if reference.basis.startswith("inferred") else ""
    if reference.is_day:
        return f"{said}; publication{inferred}" if inferred else said
    return f"{said}; publication {reference.start} to {reference.end}{inferred}"


def _reasons(mention: TimeMention, direction: str, found: Interval) -> Iterator[str]:
    core = innermost(mention)
    way = "after" if direction == "future" else "before"
    counted = mention.kind == "relative" or core.kind == "relative"
    yield (
        "stated"
        if core.year is not None
        else f"weekday {way} publication"
        if _plain_weekday(core)
        else (
            "relative to publication"
            if counted or core.offset is not None or core.kind == "weekday"
            else f"stated {core.kind}, year by publication"
        )
    )
    if core.holiday is not None:
        yield f"{core.holiday.partition(':')[0]}{' (approximate)' if core.holiday in APPROXIMATE else ''}"
    if len(core.readings) > 1:
        yield "order of day and month by nearness" if found[0] == found[1] else "order of day and month open"
    elif (
        core.kind == "day" and core.weekday is not None and found[0] == found[1] and found[0].weekday() != core.weekday
    ):
        yield "not the weekday stated"
    if mention.kind == "duration-since":
        yield "up to publication"


def _plain_weekday(core: TimeMention) -> bool:
    return core.kind == "weekday" and core.offset is None
