"""The record of one time expression as it stands in the text, before any date is known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: ``text[start:end] == quote``. Fields that the words do not give are None.

    kind: "day" (a day of a month), "weekday", "month", "year" (also a decade: unit), "season", "part" (a part of
        ``base``, named by ``modifier``), "relative" (counted from publication, from ``base``, or, when anchored, from
        an event), "range" (``base`` to ``last``), "holiday", "duration-since" (``base`` to publication).
    anchored: counted from an event or date elsewhere in the text, not from publication; ``anchor`` then is "event".
    weekday: 0 is Monday. day, month, year: as written, a stated year also where it stands once for two dates.
        Of a range, a part and a "since" they are those of its first day.
    unit: "hour", "day", "weekend", "week", "fortnight", "month", "quarter", "season", "year", "decade".
    offset, offset_max: counts of ``unit``, negative for the past ("two or three weeks ago": -2, -3). With a weekday and
        no unit: -1 for "last Friday", 1 for "next Friday". With month or day and the unit year: "June last year".
    modifier: how to read the rest. Of a part: "early", "mid", "late", "start", "end", "half 1", "quarter 2", "nth" and
        "week". Of a relative: None for a calendar unit ("last week"), "count" and "ago" for counted ones, "in" for one
        that only a sentence looking ahead makes a date, "window" ("the past month"), "within", "under" ("less than a
        week ago"), "earlier", "later"; counted from an event or date "shift" ("a day later"), "calendar" ("the
        following month"), "adjacent" ("the week before"), "exact" ("a week on Monday"). Of a range: "until" when
        publication is its beginning. Of a holiday: "weekend".
    ordinal: "the second week of January" is 2, "the last" is -1.
    readings: of a date in figures, each possible (year, month, day), month-first reading last.
    listed: the range's days were listed ("9 and 10"), so they may be days of different events.
    attributive: stands before a noun ("the June 14 summit"), so the tense of the verb does not govern it.
    """

    start: int
    end: int
    quote: str
    kind: str
    anchored: bool = False
    anchor: str = "publication"
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    unit: str | None = None
    offset: int | None = None
    offset_max: int | None = None
    modifier: str | None = None
    ordinal: int | None = None
    daypart: str | None = None
    season: str | None = None
    holiday: str | None = None
    readings: tuple[tuple[int, int, int], ...] = ()
    base: TimeMention | None = None
    last: TimeMention | None = None
    listed: bool = False
    attributive: bool = False
