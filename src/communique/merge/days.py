"""Whether two reports can be of one day: by the days, weekdays, cities and tenses that they give."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from communique.extract.contacts.cities import is_city
from communique.merge.dating_joint import may_tell_of, told
from communique.merge.report import Report, persons, share_persons
from communique.records import AHEAD, ContactReport, Mode, Period, Status

#: An undated report is taken for a contact near its document's publication, not for one of another season.
_NEAR_DAYS = 45
_REMOTE = frozenset({Mode.CALL, Mode.VIDEO})
#: How well an undated report fits a contact that took place so many days before its publication.
_NEARNESS = ((3, 0.75), (10, 0.65), (_NEAR_DAYS, 0.55))
#: What a topic in common adds to a fit without a day, and at most.
_TOPIC_SCORE, _MOST_TOPICS = 0.01, 4
#: An office may stand in for the person that another report names when the day of publication is so near.
_STAND_IN_DAYS = 2
_MONTH = 31


def days_fit(a: Report, b: Report) -> tuple[float, str]:
    """Return a score in 0..1 that two reports are of one day, and the reason; 0 when they cannot be."""
    first, second = a.report, b.report
    if first.date and second.date:
        return _both_dated(first, second, first.date, second.date)
    if _same_calendar_day(first, second) or _same_calendar_day(second, first):
        return 0.9, "same day of the year, told without the year"
    against = _on_other_days(first, second) or _told_otherwise(a, b)
    return (0.0, against) if against else _without_day(a, b)


def _both_dated(first: ContactReport, second: ContactReport, one: Period, other: Period) -> tuple[float, str]:
    if one.end < other.start or other.end < one.start:
        return 0.0, f"{one.start} and {other.start}"
    if one.is_day and other.is_day:
        return 1.0, f"same day {one.start}"
    if _are_elsewhere(first, second):
        return 0.0, f"{first.place} and {second.place}"
    if _is_vague(one) or _is_vague(other):
        return 0.0, "one is told of a season or year only"
    return 0.8, "overlapping days"


def _on_other_days(first: ContactReport, second: ContactReport) -> str | None:
    """Return what in the words of two reports, of which one has no day, speaks against one day and place."""
    if len({_weekday(first), _weekday(second)} - {None}) > 1:
        return "different weekdays"
    if _other_calendar_day(first, second) or _other_calendar_day(second, first):
        return "another day of the year"
    if _are_elsewhere(first, second):
        return f"{first.place} and {second.place}"
    for day, other in ((first.date, second), (second.date, first)):
        if day is not None and day.is_day and not may_tell_of(other, day):
            return f"written too early or too late for {day.start}"
    return None


def _told_otherwise(a: Report, b: Report) -> str | None:
    """Return what in their status, or in when they were told, speaks against two reports of which one has no day."""
    first, second = a.report.status, b.report.status
    if (first in AHEAD) != (second in AHEAD):
        return "one ahead, one past, and a day is missing"
    if {first, second} == {Status.HELD, Status.CANCELLED}:
        return "one held, one cancelled, and a day is missing"
    gap = _gap(a, b)
    if gap is not None and gap > _NEAR_DAYS:
        return "far apart in time"
    if _told_before(a, b) or _told_before(b, a):
        return "told before it took place"
    return None


def _weekday(report: ContactReport) -> int | None:
    """Return the weekday that a report gives, or that of its day; None when it is not known."""
    day = report.date is not None and report.date.is_day
    return date.fromisoformat(report.date.start).weekday() if report.date is not None and day else report.weekday


def _is_vague(period: Period) -> bool:
    """Tell whether a period is a season or a year, in which the same persons meet more than once."""
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days > _MONTH


def _same_calendar_day(dated: ContactReport, other: ContactReport) -> bool:
    """Tell whether the one took place on the day that the other gives without a year: "the conversation of 3 May"."""
    if dated.date is None or not dated.date.is_day or other.date is not None or not other.told:
        return False
    day = date.fromisoformat(dated.date.start)
    spoken = re.fullmatch(r"(?:([A-Z][a-z]+)\.? (\d{1,2})|(\d{1,2}) ([A-Z][a-z]+))", other.told)
    if spoken is None:
        return False
    month, number = spoken[1] or spoken[4], spoken[2] or spoken[3]
    return int(number) == day.day and len(month) > 2 and f"{day:%B}".startswith(month)


def _other_calendar_day(dated: ContactReport, other: ContactReport) -> bool:
    """Tell whether the one did not take place on the day or in the month that the other gives without a year.

    The sentence that first tells of the other has to give it: what stands further on may be of something else.
    """
    given = other.date is None and other.told and other.spans and other.told in other.spans[0].quote
    mention = told(other) if given else None
    if mention is None or mention.month is None or mention.kind not in {"day", "month"}:
        return False
    if dated.date is None or not dated.date.is_day:
        return False
    day = date.fromisoformat(dated.date.start)
    return day.month != mention.month or (mention.kind == "day" and day.day != mention.day)


def _are_elsewhere(a: ContactReport, b: ContactReport) -> bool:
    """Tell whether two contacts in person are told of different cities."""
    if _REMOTE & {a.mode, b.mode}:
        return False
    one, other = _cities(a.place or ""), _cities(b.place or "")
    return bool(one and other and not one & other)


@lru_cache(maxsize=4096)
def _cities(place: str) -> frozenset[str]:
    return frozenset(part for part in place.split(", ") if is_city(part))


def _without_day(a: Report, b: Report) -> tuple[float, str]:
    """Return how well two reports fit of which one has no day, and nothing speaks against it."""
    first, second = a.report, b.report
    gap = _gap(a, b)
    if not share_persons(first, second):
        if _stands_in(first, second) and first.mode == second.mode and gap is not None and gap <= _STAND_IN_DAYS:
            return 0.5, "a day and the persons are missing; told at the same time"
        return 0.0, "no day and no person in common"
    if first.weekday is not None and first.weekday == second.weekday:
        return 0.78, "a day is missing; same persons and weekday"
    if gap is None:
        return 0.6 + _in_common(first, second), "a day is missing; same persons"
    nearness = next((score for days, score in _NEARNESS if gap <= days), _NEARNESS[-1][1])
    return nearness + _in_common(first, second), f"a day is missing; same persons, told {gap} days apart"


def _told_before(dated: Report, other: Report) -> bool:
    """Tell whether a document tells of a contact as held that took place only later."""
    period, published = dated.report.date, other.published
    if period is None or other.report.date is not None or published is None:
        return False
    return other.report.status is Status.HELD and published < period.start


def _gap(a: Report, b: Report) -> int | None:
    """Return how many days lie between the day of the one and that of the other or its publication."""
    days = [_day_of(a), _day_of(b)]
    if days[0] is None or days[1] is None:
        return None
    return abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days)


def _in_common(a: ContactReport, b: ContactReport) -> float:
    """Return what topics and an equal length add to a fit without a day."""
    words = [{w for t in r.topics for w in t.lower().split() if len(w) > 3} for r in (a, b)]
    shared = min(len(words[0] & words[1]), _MOST_TOPICS) * _TOPIC_SCORE
    lengths = a.duration_minutes, b.duration_minutes
    if None in lengths:
        return shared
    return shared + (2 * _TOPIC_SCORE if lengths[0] == lengths[1] else -2 * _TOPIC_SCORE)


def _stands_in(a: ContactReport, b: ContactReport) -> bool:
    """Tell whether one of the two names offices only, one of each side, where the other has persons."""
    named = [persons(a), persons(b)]
    return len(a.sides) > 1 and any(not mine and set(theirs) == set(a.sides) for mine, theirs in (named, named[::-1]))


def _day_of(item: Report) -> str | None:
    period = item.report.date
    return period.start if period else item.published
