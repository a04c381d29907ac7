"""First pass of the time grammar, names of times: weekdays, seasons, years, holidays; builders as in ``time_dates``."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from communique.annotate.time_context import MONTHS, WEEKDAYS, attributive, is_word, number
from communique.annotate.time_grammar import SEPARATOR, WEEKDAY, Found, Rule, make
from communique.annotate.time_lexicon import Line
from communique.annotate.time_mention import TimeMention

# Words that make a weekday a name: "Bloody Sunday", "the Sunday Times".
_NAMING_BEFORE = frozenset("good bloody black super holy man news every each cyber spy".split())
_NAMING_AFTER = frozenset("times telegraph mirror express mail herald post people star politics review mass".split())


def weekday(line: Line, i: int, j: int) -> Found:
    """Build a weekday, with "last", "this" or "next" and a part of the day."""
    of_month = line.is_(j, "of") or (line.is_(j, "in") and line.is_(j + 1, *MONTHS.split(), "the"))
    if of_month and number(line, i, j) is not None:
        return None
    if line.word(i - 1).lower() in _NAMING_BEFORE or (
        line.word(j).lower() in _NAMING_AFTER and line.word(j)[0].isupper()
    ):
        return None
    if line.is_(i - 1, "on") and line.word(i - 2) in ("Mail", "Observer"):
        return None
    value = line.first(WEEKDAYS, i, j)
    offset = number(line, i, j)
    if line.is_(i, "this") and line.is_(i + 1, "past", "last", "coming"):
        offset = -1 if line.is_(i + 1, "past", "last") else 1
    return (make(line, i, j, "weekday", weekday=value, offset=offset, daypart=line.first("part", i, j)),)


def anchored_weekday(line: Line, i: int, j: int) -> Found:
    """Build "the following Monday", "the Friday before": counted from another date in the text."""
    offset = number(line, i, j)
    if offset is None:
        offset = -1 if line.is_(j - 1, "before") else 1
    value = line.first(WEEKDAYS, i, j)
    return (make(line, i, j, "weekday", weekday=value, offset=offset, anchored=True, anchor="event"),)


def that_weekday(line: Line, i: int, j: int) -> Found:
    """Build "That Friday" and "on that Friday": the one in the week of which the text tells; not "said that Friday"."""
    if line.word(i) != "That" and not line.is_(i - 1, "on"):
        return None
    fields = {"weekday": line.first(WEEKDAYS, i, j), "daypart": line.first("part", i, j)}
    return (make(line, i, j, "weekday", offset=0, anchored=True, anchor="event", **fields),)


def weekday_of_week(line: Line, i: int, j: int) -> Found:
    """Build "Thursday next week", "last week on Monday"."""
    if line.first("wk", i, j) != "week":
        return None
    value, offset = line.first(WEEKDAYS, i, j), number(line, i, j)
    return (make(line, i, j, "weekday", weekday=value, unit="week", offset=offset),)


def weekday_last(line: Line, i: int, j: int) -> Found:
    """Build "Friday last" before a mark or the end."""
    if line.is_(j, "comma", "dot", "close") or j >= len(line.letters):
        return (make(line, i, j, "weekday", weekday=line.first(WEEKDAYS, i, j), offset=number(line, i, j)),)
    return None


def weekday_week(line: Line, i: int, j: int) -> Found:
    """Build the British "Friday week": a week after the coming Friday."""
    if line.is_(j, "dash", "other") or line.is_(i - 1, "last", "next", "this"):
        return None
    base = make(line, i, i + 1, "weekday", weekday=line.values[i])
    unit = line.first("wk", i, j)
    return (make(line, i, j, "relative", weekday=base.weekday, unit=unit, offset=1, modifier="exact", base=base),)


def weekday_list(line: Line, i: int, j: int) -> Found:
    """Build a range of weekdays that follow each other; days listed apart become mentions of their own."""
    names = [k for k in range(i, j) if line.is_(k, *WEEKDAYS.split())]
    week: dict[str, Any] = {}
    if line.first("wk", i, j):
        week = {"unit": "week", "offset": number(line, i, j)}
    single = [make(line, k, k + 1, "weekday", weekday=line.values[k], **week) for k in names]
    days = [m.weekday or 0 for m in single]
    listed = bool(line.all("and or amp", i, j))
    if listed and any((b - a) % 7 != 1 for a, b in pairwise(days)):
        return _widen(line, single, j) if week else None
    return (make(line, i, j, "range", weekday=days[0], base=single[0], last=single[-1], listed=listed, **week),)


def _widen(line: Line, single: list[TimeMention], j: int) -> Found:
    """Return the weekdays as they stand, the last one with the week that the list names."""
    last = single[-1]
    end = line.spans[j - 1][1]
    fields = {"weekday": last.weekday, "unit": last.unit, "offset": last.offset}
    return (*single[:-1], TimeMention(last.start, end, line.text[last.start : end], "weekday", **fields))  # type: ignore[arg-type]


def season(line: Line, i: int, j: int) -> Found:
    """Build a season that a preposition or article introduces; "the Winter Olympics" and "the Arab spring" are none."""
    k = next(k for k in range(i, j) if line.is_(k, "season"))
    year = {"year": line.first("year", i, j)}
    offset = number(line, i, j)
    if line.is_(i, "this") and line.is_(i + 1, "past"):
        offset = -1
    introduced = offset is not None or line.is_(
        k - 1, "the", "in", "since", "by", "until", "early", "mid", "dash", "during"
    )
    capital = line.word(k)[0].isupper() and line.word(j)[:1].isupper()
    if capital or not (introduced or year["year"]) or (line.word(k) == "fall" and not (introduced or year["year"])):
        return None
    if (
        offset is None
        and not year["year"]
        and is_word(line, j)
        and line.is_(j, "other")
        and not line.is_(k - 1, "in", "the")
    ):
        return None
    return (make(line, i, j, "season", season=line.values[k], offset=offset, **year),)


def year_span(line: Line, i: int, j: int) -> Found:
    """Build "2014-2015" and "2015-16"."""
    first = line.values[i]
    last = line.values[j - 1]
    last = last if last > 99 else first - first % 100 + last
    if not first < last <= first + 60:
        return None
    ends = [make(line, i, j, "year", year=y) for y in (first, last)]
    return (make(line, i, j, "range", year=first, base=ends[0], last=ends[1]),)


def decade(line: Line, i: int, j: int) -> Found:
    """Build "the 1990s"."""
    return (make(line, i, j, "year", year=line.first("decade", i, j), unit="decade"),)


def year(line: Line, i: int, j: int) -> Found:
    """Build a year that its surroundings show to be one: after a preposition, or between a determiner and a noun."""
    value = line.first("year", i, j)
    if j - i == 1 and not _shows_year(line, i, value):
        return None
    return (make(line, i, j, "year", year=value),)


def _shows_year(line: Line, i: int, value: int) -> bool:
    noun = line.is_(i + 1, "other") and is_word(line, i + 1)
    plural = noun and (line.word(i + 1).endswith("s") or line.word(i + 1) in ("people", "men", "women", "troops"))
    if line.is_(i + 1, "units", "unit") or (line.is_(i + 1, "dash") and line.is_(i + 2, "other", "year", "d", "num")):
        return False
    if line.is_(i + 1, "and", "or") and line.is_(i + 2, "year"):
        return line.is_(i - 1, "the", "det", "poss", "in", "of", "between", "since", "comma")
    if line.is_(i - 1, "and", "or", "comma") and line.is_(i - 2, "year"):
        return True
    if line.is_(i - 1, "the", "det", "poss", "art", "that", "this"):
        return noun and not (plural and value % 100 == 0) and value >= 1900
    if line.is_(i - 1, "in", "since", "until", "during", "by", "before", "after", "through", "early", "mid", "between"):
        return not (plural and value % 50 == 0)
    if line.is_(i - 1, "dash") and line.is_(i - 2, "mid", "early", "bound"):
        return True
    if line.is_(i - 1, "of"):
        return not (noun and value % 50 == 0)
    if line.is_(i - 1, "from", "to", "and", "at"):
        return not noun
    return line.is_(i - 1, "open") and line.is_(i + 1, "close") and value >= 1900


def holiday(line: Line, i: int, j: int) -> Found:
    """Build a holiday, with its year, "last" or "next", or its weekend."""
    name = line.first("holiday", i, j)
    modifier = "weekend" if line.first("weekend", i, j) else None
    if modifier is None and line.is_(i, "the"):
        i += 1
    year = line.first("year", i, j)
    near = attributive(line, i, j)
    return (
        make(
            line,
            i,
            j,
            "holiday",
            holiday=name,
            year=year,
            offset=number(line, i, j),
            modifier=modifier,
            attributive=near,
        ),
    )


RULES: tuple[Rule, ...] = (
    (
        f"{WEEKDAY} (?:comma {WEEKDAY}){{0,6}} comma? {SEPARATOR} {WEEKDAY} (?:(?:of|comma)? (?:last|this|next) wk)?",
        weekday_list,
    ),
    ("(?:last|this|next) wk (?:on|poss|comma)? weekday", weekday_of_week),
    ("weekday (?:of|comma)? (?:last|this|next) wk", weekday_of_week),
    ("weekday wk", weekday_week),
    ("the (?:following|previous|next|same) weekday", anchored_weekday),
    ("the weekday (?:before|after)", anchored_weekday),
    ("that same? weekday part?", that_weekday),
    (f"{WEEKDAY} (?:last|next)", weekday_last),
    (f"(?:this (?:past|last|coming)|the? coming|last|past|next|this) {WEEKDAY} part?", weekday),
    (f"{WEEKDAY} part?", weekday),
    ("year (?:dash|slash) (?:year|d|num)", year_span),
    ("the? decade", decade),
    ("the yr year", year),
    ("year", year),
    ("(?:this past|last|next|this) season", season),
    ("the? season of? year (?:(?:dash|slash) (?:d|num|year))?", season),
    ("the? season", season),
    ("the? holiday weekend", holiday),
    ("(?:last|next|this)? holiday (?:of? year)?", holiday),
)
