"""Time expressions that come round every year: a day or month without its year, a season, a holiday, a part of one.

Such an expression is a function from a year to intervals; a stated year applies it, a direction picks a result.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from communique.annotate.calendar import Interval, month_of, nth_in, part_of, season_of, unit_at
from communique.annotate.time_holidays import holiday_in, weekend_of
from communique.annotate.time_mention import TimeMention

# In the 924 dated articles of PolNeAR 109 days without a year had come round more than 300 days before and were to come
# within 65: all but one meant the day to come.
_NEAR, _FAR = 65, 300

Occurrences = Callable[[int], tuple[Interval, ...]]


def occurrences(mention: TimeMention) -> Occurrences | None:
    """Return the function from a year to the mention's intervals in it, or None for one that does not recur yearly."""
    if mention.anchored and mention.kind == "month":
        return None
    build = _BUILDERS.get(mention.kind)
    return None if build is None else build(mention)


def _day(mention: TimeMention) -> Occurrences | None:
    month, number = mention.month, mention.day
    if month is None or number is None:
        return None
    return lambda year: on_day(year, month, number)


def on_day(year: int, month: int, number: int) -> tuple[Interval, ...]:
    """Return the day as an interval, nothing where the month has no such day."""
    try:
        day = date(year, month, number)
    except ValueError:
        return ()
    return ((day, day),)


def _month(mention: TimeMention) -> Occurrences | None:
    month = mention.month
    return None if month is None else lambda year: (month_of(year, month),)


def _season(mention: TimeMention) -> Occurrences | None:
    name = mention.season
    return None if name is None or mention.modifier else lambda year: (season_of(year, name),)


def _holiday(mention: TimeMention) -> Occurrences | None:
    name = mention.holiday or ""
    if mention.modifier == "weekend":
        return lambda year: tuple(weekend_of(name, span) for span in holiday_in(name, year))
    return lambda year: holiday_in(name, year)


def _part(mention: TimeMention) -> Occurrences | None:
    inner = None if mention.base is None else occurrences(mention.base)
    return None if inner is None else lambda year: tuple(take(mention, span) for span in inner(year))


def _range(mention: TimeMention) -> Occurrences | None:
    if mention.base is None or mention.last is None:
        return None
    first, last = occurrences(mention.base), occurrences(mention.last)
    if first is None or last is None:
        return None
    ends_in = innermost(mention.last).year

    def spans(year: int) -> tuple[Interval, ...]:
        found = []
        for begin in first(year):
            ends = last(ends_in) if ends_in is not None else (*last(year), *last(year + 1))
            end = next((e for e in ends if e[1] >= begin[0]), None)
            found += [(begin[0], end[1])] if end else []
        return tuple(found)

    return spans


_BUILDERS: dict[str, Callable[[TimeMention], Occurrences | None]] = {
    "day": _day,
    "month": _month,
    "season": _season,
    "holiday": _holiday,
    "part": _part,
    "range": _range,
}


def take(mention: TimeMention, span: Interval) -> Interval:
    """Return the part of the interval that a mention of kind "part" names; ``ValueError`` when it has no such part."""
    if mention.modifier == "nth":
        return nth_in(span, mention.unit or "", mention.ordinal or 1, mention.weekday)
    if mention.modifier == "week":
        return unit_at(span[0], "week")
    return part_of(span, mention.modifier or "")


def innermost(mention: TimeMention) -> TimeMention:
    """Return the mention that holds the year and the weekday: that of a part's whole, of a range's first day."""
    while mention.kind in ("part", "range") and mention.base is not None:
        mention = mention.base
    return mention


def occurrence(mention: TimeMention, recurring: Occurrences, day: date | None, direction: str) -> Interval | None:
    """Return the occurrence in the stated or counted year, else the one that the direction picks from publication."""
    core = innermost(mention)
    year = core.year
    if core.unit == "year" and core.offset is not None:
        year = None if day is None else day.year + core.offset
    elif year is None and day is not None:
        found = _around(recurring, day)
        return pick(found, day, _direction(mention, core, found, day, direction), core)
    return None if year is None else next(iter(recurring(year)), None)


def _around(recurring: Occurrences, day: date) -> list[Interval]:
    """Return the occurrences around a day, sorted; as far off as a leap day can be."""
    found = [span for year in range(day.year - 2, day.year + 3) for span in recurring(year)]
    if not any(span[0] <= day for span in found) or not any(span[1] >= day for span in found):
        found += [span for year in range(day.year - 8, day.year - 2) for span in recurring(year)]
        found += [span for year in range(day.year + 3, day.year + 9) for span in recurring(year)]
    return sorted(found)


def _direction(mention: TimeMention, core: TimeMention, found: list[Interval], day: date, direction: str) -> str:
    """Return "before" for "last July", "after" for "next July", "near" before a noun, else the sentence's direction.

    The press gives a day its year when that day is most of a year off. So a day that lies within weeks on one side of
    publication is the one meant, also where the tense of the sentence points to the other side.
    """
    if core.kind == "season" and core.offset == 0 and core.unit is None:
        return direction  # "this spring" of October is the one gone by where the sentence looks back
    if core.offset is not None and core.unit is None:
        return ("before", "near", "after")[core.offset + 1]
    if mention.attributive:
        return "near"
    if core.kind in ("day", "holiday") and any(_distance(span, day) <= _NEAR for span in found):
        first = pick(found, day, direction, core)
        return "near" if first is None or _distance(first, day) > _FAR else direction
    return direction


def pick(found: list[Interval], day: date, direction: str, core: TimeMention) -> Interval | None:
    """Return the interval that the direction picks; where a weekday is named with a day, only one that agrees with it.

    "past": the last that has begun. "future": the first not yet over. "before", "after": wholly so. "near": nearest.
    """
    begun = [span for span in found if span[0] <= day]
    ahead = [span for span in found if span[1] >= day]
    chosen = {
        "past": begun[-1:],
        "future": ahead[:1],
        "before": [span for span in found if span[1] < day][-1:],
        "after": [span for span in found if span[0] > day][:1],
    }.get(direction, sorted(found, key=lambda span: (_distance(span, day), span))[:1])
    if core.kind == "day" and core.weekday is not None:
        chosen = [span for span in (*chosen, *begun[-1:], *ahead[:1]) if span[0].weekday() == core.weekday]
    return chosen[0] if chosen else None


def _distance(span: Interval, day: date) -> int:
    return max((span[0] - day).days, (day - span[1]).days, 0)
