"""First pass of the time grammar, calendar dates: days of a month and months.

Each builder takes the line and the tokens its rule spans and returns the mentions, an empty tuple to take the tokens
out of the running ("31 June"), or None to let another rule try.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Any

from communique.annotate.time_context import MONTHS, WEEKDAYS, attributive, is_word, number, year_fields
from communique.annotate.time_grammar import (
    ANY_WEEKDAY,
    DAY,
    DAY_MONTH,
    MONTH,
    SEPARATOR,
    WEEKDAY,
    YEAR_TAIL,
    Found,
    Rule,
    make,
)
from communique.annotate.time_lexicon import Line

_DAYS = "d ord nth"
# Days that became names of what happened on them, with the word that follows then.
_NAMED_DAYS = {
    (9, 11): (2001, re.compile(r"attack|hijack|terror|commission|strikes")),
    (1, 6): (2021, re.compile(r"committee|panel|riot|attack|insurrection|hearing|storming")),
    (10, 7): (2023, re.compile(r"attack|massacre|assault")),
}
_TITLES = frozenset("theresa mrs ms mr minister premier pm secretary elaine brian".split())


def _day_exists(day: int, month: int, year: int | None) -> bool:
    return 1 <= day <= monthrange(year or 2000, month)[1]


def numeric(line: Line, i: int, j: int) -> Found:
    """Build a day from figures; both readings stand in the mention where the order of day and month is open."""
    readings = tuple(r for r in line.values[i] if _day_exists(r[2], r[1], r[0]))
    if not readings:
        return ()
    if len(readings) > 1:
        return (make(line, i, j, "day", year=readings[0][0], readings=readings),)
    year, month, day = readings[0]
    return (make(line, i, j, "day", year=year, month=month, day=day, readings=readings),)


def day(line: Line, i: int, j: int) -> Found:
    """Build a day of a month, with weekday and year where they are given."""
    if line.is_(i, "the") and not (
        line.is_(i + 1, "ord", "nth") and line.is_(j - 1, *MONTHS.split(), "year", "yr", "close")
    ):
        i += 1
    if line.is_(i, "nth") and line.word(i).islower():
        return None
    month, number_, year = line.first(MONTHS, i, j), line.first(_DAYS, i, j), year_fields(line, i, j)
    if _verb_or_noun(line, i, j, year):
        return None
    if not _day_exists(number_, month, year.get("year")):
        return ()
    if not year and (named := _NAMED_DAYS.get((month, number_))) and named[1].match(line.word(j).lower()):
        year = {"year": named[0]}
    weekday = line.first(WEEKDAYS, i, j)
    part = line.first("part", i, j)
    return (
        make(
            line,
            i,
            j,
            "day",
            weekday=weekday,
            day=number_,
            month=month,
            daypart=part,
            attributive=attributive(line, i, j),
            **year,
        ),
    )


def _verb_or_noun(line: Line, i: int, j: int, year: dict[str, Any]) -> bool:
    """Return whether "2 may" or "march 5" without capital is the verb, or "In May 20 people" starts a clause."""
    for k in range(i, j):
        if line.is_(k, "lowmonth") and line.word(k) in ("may", "march"):
            return not year and not line.is_(i - 1, "on", "of", "the")
    if line.is_(j - 1, "d") and not line.is_(i, "d", "weekday", "abbr", "wd", "the"):
        return line.is_(i - 1, "in", "during") and line.is_(j, "other") and is_word(line, j)
    return False


def day_list(line: Line, i: int, j: int) -> Found:
    """Build the range from the first to the last of several days of one month."""
    if line.is_(i, "the") and not line.is_(i + 1, "ord"):
        i += 1
    month, numbers, year = line.first(MONTHS, i, j), line.all("d ord", i, j), year_fields(line, i, j)
    first, last = numbers[0], numbers[-1]
    if _verb_or_noun(line, i, j, year) or first >= last or not _day_exists(last, month, year.get("year")):
        return None
    listed = bool(line.all("and or amp", i, j))
    near = attributive(line, i, j)
    ends = [make(line, i, j, "day", day=n, month=month, attributive=near, **year) for n in (first, last)]
    return (
        make(
            line,
            i,
            j,
            "range",
            day=first,
            month=month,
            base=ends[0],
            last=ends[1],
            listed=listed,
            attributive=near,
            **year,
        ),
    )


def day_of_unit(line: Line, i: int, j: int) -> Found:
    """Build "the 5th of last month"; of other units it means nothing."""
    if line.first("unit wk yr", i, j) != "month":
        return None
    offset = number(line, i, j)
    return (make(line, i, j, "day", day=line.first("ord", i, j), unit="month", offset=offset),)


def bare_ordinal(line: Line, i: int, j: int) -> Found:
    """Build "the 28th" after a preposition of time or a part of a day, unless a noun follows ("on the 28th floor")."""
    timely = line.is_(i - 1, "on", "until", "by", "since") or (line.is_(i - 1, "of") and line.is_(i - 2, "part"))
    if not timely or line.is_(j, "dash", "of"):
        return None
    if is_word(line, j) and not _is_name(line, j):
        return None
    return (make(line, i, j, "day", day=line.first("ord", i, j)),)


#: What is counted under a name: "the 14th BRICS summit", "the 77th General Assembly".
_COUNTED = frozenset(
    """anniversary assembly committee conference congress convention council dialogue edition forum floor games plenary
    round session summit meeting consultations commission talks army brigade division fleet parallel""".split()
)


def _is_name(line: Line, i: int) -> bool:
    """Tell whether the name of somebody begins here ("on the 14th Mr Kerry"), and not that of something counted."""
    if not line.word(i)[:1].isupper():
        return False
    behind = i
    while line.word(behind)[:1].isupper() and line.word(behind).lower() not in _COUNTED:
        behind += 1
    return line.word(behind).lower() not in _COUNTED


def weekday_ordinal(line: Line, i: int, j: int) -> Found:
    """Build "Monday the 11th"."""
    if is_word(line, j):
        return None
    return (make(line, i, j, "day", weekday=line.first(WEEKDAYS, i, j), day=line.first("ord", i, j)),)


def month(line: Line, i: int, j: int) -> Found:
    """Build a month with a year, stated or counted, or "last July"."""
    name = line.first(MONTHS, i, j)
    if line.first("unit", i, j) not in (None, "month"):
        return None
    year = year_fields(line, i, j)
    if line.is_(j - 1, *MONTHS.split()) and line.is_(j, "d", "ord"):
        return None
    if not year and (offset := number(line, i, j)) is not None:
        year = {"offset": offset}
    return (make(line, i, j, "month", month=name, attributive=attributive(line, i, j), **year),)


def anchored_month(line: Line, i: int, j: int) -> Found:
    """Build "the following July", counted from another date in the text."""
    offset = number(line, i, j)
    return (make(line, i, j, "month", month=line.first(MONTHS, i, j), offset=offset, anchored=True, anchor="event"),)


def bare_month(line: Line, i: int, j: int) -> Found:
    """Build a month that stands alone, where the words around show that it is one and no name or verb."""
    if not _shows_month(line, i, j):
        return None
    return (make(line, i, j, "month", month=line.first(MONTHS, i, j), attributive=attributive(line, i, j)),)


def _shows_month(line: Line, i: int, j: int) -> bool:
    name, value = line.word(i), line.first(MONTHS, i, j)
    after = line.word(j)
    if value == 10 and after.lower() in ("revolution", "surprise"):
        return False
    preposition = line.is_(i - 1, "in", "since", "until", "during", "early", "mid", "within", "last", "next", "this")
    position = line.is_(i - 1, "dash") and line.is_(i - 2, "mid", "early", "bound")
    if preposition or position:
        return not line.is_(j, "dash") or not line.is_(i, "mon")
    if line.is_(i, "lowmonth", "mon"):
        return False
    if value in (3, 5):
        if line.is_(i - 1, "from", "between") and line.is_(j, "to", "and", "through", "until", "dash"):
            return line.is_(j + 1, *MONTHS.split())
        return (
            line.is_(i - 1, "of", "by", "from", "det")
            and not _is_person(line, i)
            and not (value == 5 and after[:1].islower())
        )
    if line.is_(j, "other") and after[:1].isupper() and value in (4, 6, 8):
        return False
    return (
        name[0].isupper()
        and not line.is_(j, "dash")
        and not (line.is_(i - 1, "other") and line.word(i - 1)[:1].isupper() and is_word(line, i - 1))
    )


def _is_person(line: Line, i: int) -> bool:
    """Return whether a "May" is the politician: by the title before it, or a name a little way up the text."""
    if line.word(i) != "May":
        return False
    at = line.spans[i][0]
    before = line.text[max(0, at - 3000) : at]
    return line.word(i - 1).lower() in _TITLES or "Theresa May" in before or "Mrs May" in before


_DATE = f"(?:{DAY_MONTH}|{MONTH} {DAY})"
_FULL = f"{_DATE} {YEAR_TAIL}?"

RULES: tuple[Rule, ...] = (
    ("numeric", numeric),
    (f"(?:last|this|next)? {ANY_WEEKDAY} part? (?:open the? {_FULL} close|comma? the? {_FULL})", day),
    (f"{_DATE} {YEAR_TAIL}? open weekday close", day),
    (f"{_DATE} {YEAR_TAIL}? comma (?:art|the) weekday", day),
    (f"{MONTH} {DAY} (?:comma {DAY}){{0,6}} comma? {SEPARATOR} the? {DAY} (?!of? {MONTH}) {YEAR_TAIL}?", day_list),
    (f"the? {DAY} (?:comma the? {DAY}){{0,6}} comma? {SEPARATOR} the? {DAY_MONTH} {YEAR_TAIL}?", day_list),
    (f"the? {_DATE} {YEAR_TAIL}?", day),
    (f"the? nth of {MONTH} {YEAR_TAIL}?", day),
    (f"{WEEKDAY} comma? the ord", weekday_ordinal),
    ("the ord of? (?:last|this|next) unit", day_of_unit),
    ("the ord", bare_ordinal),
    (f"(?:the unit of )?{MONTH} (?:comma? of? year|(?:of|comma)? (?:last|this|next) yr)", month),
    (f"the unit of {MONTH}", month),
    (f"(?:this past|last|this|next|coming|past) {MONTH}", month),
    (f"the (?:following|previous) {MONTH}", anchored_month),
    (MONTH, bare_month),
)
