"""Clues from the calendar: datelines, weekdays named with a day, stated years, and how the press uses weekdays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from communique.annotate.calendar import Interval
from communique.annotate.dating_clues import Clue, Undated, fixed
from communique.annotate.dating_days import FIRST, LAST, DaySet, kept, normal, size, years
from communique.annotate.dating_summits import times_ahead
from communique.annotate.time_holidays import holiday_in
from communique.annotate.time_mention import TimeMention
from communique.annotate.time_yearly import innermost, on_day
from communique.annotate.times import resolve

_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
#: A day told with its weekday is told within weeks of it, one told without its year within about ten months.
_NEWS, _TOLD = 13, 300
_WEEK = 7
#: Weekdays alone are tried on no more days than these: they cut, they do not find.
_FEW_DAYS = 45
_LEAD_CHARS = 350
_AFTER_HOURS = frozenset({"evening", "night", "overnight", "midnight"})

_YEAR = r"(?:19|20)\d\d"
_SPAN = re.compile(
    rf"(?:archive|©|copyright)[^\n]{{0,30}}?(?P<first>{_YEAR})\s?[-–]\s?(?P<last>{_YEAR})", re.IGNORECASE
)
_CRUMB = re.compile(rf"[/|>»]\s*(?P<year>{_YEAR})\s*(?:$|[/|>»])")
_RIGHTS = re.compile(
    rf"(?:©|copyright|\(c\))[^\n]{{0,20}}?(?P<after>{_YEAR})|(?P<before>{_YEAR})\)?[^\w\n]{{0,6}}(?:©|copyright)",
    re.IGNORECASE,
)
_LINE_CHARS = 160


def filed(text: Undated) -> Iterator[Clue]:
    """Yield the clue of a dateline without a year: the text was filed on that day of some year."""
    line = text.dateline
    if line is None or line.month is None or line.day is None:
        return
    month, number, weekday = line.month, line.day, line.weekday

    def days(possible: DaySet) -> DaySet:
        spans = (span for year in years(possible) for span in on_day(year, month, number))
        return _set(s for s in spans if weekday is None or s[0].weekday() == weekday)

    yield Clue(f"dateline {_MONTHS[month - 1]} {number}", days)


def wire_weekday(text: Undated) -> Iterator[Clue]:
    """Yield the clue of a dated wire story: it names the day it was filed by its weekday, or else the day before.

    "WASHINGTON, Dec 7 (Agency) - X told Y on Tuesday": of the possible years those in which December 7 is a Tuesday; if
    in none, those in which it is a Wednesday. After "on Tuesday evening" either is as likely.
    """
    line = text.dateline
    if line is None or line.day is None or line.agency is None:
        return
    lead = [t for t in text.in_article() if _is_plain_weekday(t) and t.start - line.end < _LEAD_CHARS]
    if not lead or text.direction(lead[0]) == "future":
        return
    told, late = lead[0].weekday or 0, lead[0].daypart in _AFTER_HOURS

    def days(possible: DaySet) -> DaySet:
        if size(possible) > _FEW_DAYS * 5:
            return possible
        same = kept(possible, lambda d: d.weekday() == told)
        before = kept(possible, lambda d: d.weekday() == (told + 1) % _WEEK)
        return normal((*same, *before)) if late or not same else same

    yield Clue(f"a {_WEEKDAYS[told]} by its lead", days)


def days_with_weekday(text: Undated) -> Iterator[Clue]:
    """Yield the clues of days told with their weekday: "Thursday, December 30"; "sent for Independence Day, on Monday".

    Only in some years do the two agree. A day gone by is told so within weeks, one that lies ahead likewise.
    """
    for mention in text.in_article():
        if mention.kind == "day" and mention.weekday is not None and mention.month and mention.day and not mention.year:
            yield _weekday_clue(text, mention, mention.weekday, mention.quote)
        elif mention.kind == "holiday" and mention.year is None and not _is_compound(text, mention):
            beside = _weekday_beside(text, mention)
            if beside is not None:
                yield _weekday_clue(text, mention, beside.weekday or 0, f"{mention.quote}, {beside.quote}")


def _weekday_beside(text: Undated, mention: TimeMention) -> TimeMention | None:
    """Return the weekday that the same sentence names for what is told of a holiday, when it names only one."""
    low, high = text.sentence_at(mention.start)
    found = [t for t in text.times if low <= t.start < high and _is_plain_weekday(t)]
    return found[0] if len(found) == 1 and text.direction(found[0]) != "future" else None


def _weekday_clue(text: Undated, mention: TimeMention, weekday: int, words: str) -> Clue:
    ahead = text.direction(mention) == "future"

    def days(possible: DaySet) -> DaySet:
        meant = (s[0].toordinal() for y in years(possible) for s in _of_year(mention, y) if s[0].weekday() == weekday)
        return normal((d - _NEWS, d) if ahead else (d, d + _NEWS) for d in meant)

    return Clue(f"weekday: {words}", days)


def _of_year(mention: TimeMention, year: int) -> tuple[Interval, ...]:
    if mention.kind == "holiday":
        return tuple(s for s in holiday_in(mention.holiday or "", year) if (s[1] - s[0]).days < _WEEK - 3)
    return on_day(year, mention.month or 1, mention.day or 1)


def newsy_days(text: Undated) -> Iterator[Clue]:
    """Yield a clue for each day of a month told without its year in a sentence that looks plainly back or ahead.

    The press gives a day its year when that day is most of a year off.
    """
    for mention in text.in_article():
        core = innermost(mention)
        if core.kind != "day" or core.year or not core.month or not core.day or core.offset is not None:
            continue
        direction = text.direction(mention)
        if direction is None or not _is_adverbial(text, mention) or text.looks_both_ways(mention.start):
            continue
        yield Clue(f"{'ahead' if direction == 'future' else 'past'}: {mention.quote}", _told(core, direction))


def _is_compound(text: Undated, mention: TimeMention) -> bool:
    """Return whether a holiday only names something else ("a Christmas party")."""
    span = text.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span is None or mention.modifier is not None or span.root.dep_ in {"compound", "nmod", "amod", "poss"}


def _is_adverbial(text: Undated, mention: TimeMention) -> bool:
    """Return whether a day says when ("on July 13", "aired July 13"), and is not itself talked of ("set July 13")."""
    span = text.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span is not None and (span.root.dep_ == "npadvmod" or span.root.head.lower_ == "on")


def _told(core: TimeMention, direction: str) -> Callable[[DaySet], DaySet]:
    def days(possible: DaySet) -> DaySet:
        meant = [s[0].toordinal() for y in years(possible) for s in _of_year(core, y)]
        return normal((d - _TOLD, d) if direction == "future" else (d, d + _TOLD) for d in meant)

    return days


def stated_years(text: Undated) -> Iterator[Clue]:
    """Yield the clue of the latest dated past ("annexed in 2014") and of the earliest dated future."""
    past: list[tuple[date, str]] = []
    ahead: list[tuple[date, str]] = []
    for mention in text.in_article():
        if innermost(mention).year is None or mention.modifier == "until":
            continue
        meant = resolve(mention, None)
        since = mention.kind == "duration-since"
        direction = "past" if since else text.direction(mention)
        if since and mention.base is not None:
            meant = resolve(mention.base, None)
        if meant is None or direction is None:
            continue
        end = meant.start if direction == "past" else meant.end
        (past if direction == "past" else ahead).append((date.fromisoformat(end), mention.quote))
    if past:
        day, words = max(past)
        yield fixed(f"past: {words}", ((max(FIRST, day.toordinal()), LAST),))
    if ahead:
        day, words = min(ahead)
        yield fixed(f"ahead: {words}", ((FIRST, min(LAST, day.toordinal())),))


def furniture_years(text: Undated) -> Iterator[Clue]:
    """Yield the clues of years in the page around the article: an archive's span, a breadcrumb, a copyright line.

    A copyright line has the year of the page, which is not before that of the text.
    """
    for line in text.text.splitlines():
        if len(line) > _LINE_CHARS:
            continue
        if span := _SPAN.search(line):
            yield fixed(f"page: {span[0]}", _set([(date(int(span["first"]), 1, 1), date(int(span["last"]), 12, 31))]))
        elif crumb := _CRUMB.search(line):
            year = int(crumb["year"])
            yield fixed(f"page: {line.strip()[:60]}", _set([(date(year, 1, 1), date(year, 12, 31))]))
        elif rights := _RIGHTS.search(line):
            year = int(rights["after"] or rights["before"])
            yield fixed(f"page: {rights[0].strip()}", _set([(date(1900, 1, 1), date(year, 12, 31))]))


def one_week(text: Undated) -> Iterator[Clue]:
    """Yield the clue of weekdays gone by and ahead: told by their names alone, all of them lie within one week.

    "Met on Wednesday; is to travel on Thursday; a summit on Friday" was written on Wednesday or Thursday.
    """
    past: set[int] = set()
    ahead: set[int] = set()
    for mention in text.in_article():
        if not _is_plain_weekday(mention) or mention.attributive:
            continue
        direction = text.direction(mention)
        if direction is not None and mention.weekday is not None:
            (past if direction == "past" else ahead).add(mention.weekday)
    starting = _starting(text)
    past, ahead = past - starting, ahead | starting
    if not past or not ahead or past & ahead:
        return

    def fits(day: date) -> bool:
        back = max((day.weekday() - w) % _WEEK for w in past)
        on = max((w - day.weekday()) % _WEEK for w in ahead)
        return back + on < _WEEK

    def days(possible: DaySet) -> DaySet:
        return kept(possible, fits) if size(possible) <= _FEW_DAYS else possible

    told = ", ".join(_WEEKDAYS[w] for w in sorted(past))
    yield Clue(f"between {told} and {', '.join(_WEEKDAYS[w] for w in sorted(ahead))}", days)


_STARTING = re.compile(r"\b(?:starting|beginning|opening|opens|begins|starts)(?: on)? $")


def _starting(text: Undated) -> set[int]:
    """Return the weekdays of summits ahead and of things said to be starting."""
    opening = (t for t in text.in_article() if _STARTING.search(text.text[max(0, t.start - 14) : t.start]))
    found = (t for t in (*opening, *times_ahead(text)) if _is_plain_weekday(t))
    return {t.weekday for t in found if t.weekday is not None}


def _is_plain_weekday(mention: TimeMention) -> bool:
    return mention.kind == "weekday" and mention.offset is None and mention.unit is None and not mention.anchored


def _set(intervals: Iterable[Interval]) -> DaySet:
    return normal((first.toordinal(), last.toordinal()) for first, last in intervals)
