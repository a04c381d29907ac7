"""First pass of the time grammar, counted time: yesterday, last week, two weeks ago, in three days, a day later.

What is counted from publication resolves by itself; what is counted from an event in the text ("a day later") is
anchored.
"""

from __future__ import annotations

from communique.annotate.time_context import number
from communique.annotate.time_grammar import COUNT, NUMBER, ONE_UNIT, UNIT, Found, Rule, make
from communique.annotate.time_lexicon import Line

_UNITS = "unit wk yr units"
# How many a "few" are; a bare plural ("days ago") reaches from one to a number of its unit. Years are too vague.
_VAGUE = {"couple": (2, 3), "few": (2, 6), "several": (3, 9)}
_PLURAL = {"minute": 60, "hour": 24, "day": 10, "week": 8, "month": 11}
# "In nearly two years" measures a stretch, it gives no date.
_SPAN_WORDS = ("nearly", "almost", "more", "less", "under", "just", "barely", "over")
# How long "recent" and "coming" reach, in the unit.
_REACH = {"hour": 24, "day": 7, "week": 6, "month": 6, "year": 5}
_CALENDAR_UNITS = ("week", "fortnight", "month", "quarter", "year", "decade", "weekend")


def count(line: Line, i: int, j: int) -> tuple[int, int]:
    """Return the least and the greatest number that the words between i and j mean; (0, 0) when they have no number."""
    vague = line.first("vague", i, j)
    numbers = line.all("word d num", i, j) or line.all("art", i, j)[:1]
    if vague:
        low, high = _VAGUE[vague]
    elif numbers:
        low, high = min(numbers), max(numbers)
    else:
        return 0, 0
    if line.first("half", i, j):
        return low, high + 1
    approx = line.first("cmp approx at", i, j)
    if approx in ("more", "over"):
        return low, high + 1
    if approx in ("about", "around", "roughly", "approximately", "some") and high > 4:
        return low - max(1, low // 5), high + max(1, high // 5)
    return low, high


def _bounds(line: Line, i: int, j: int, unit: str) -> tuple[int, int] | None:
    """Return the count of units, with a bare plural's own bounds; None when it is too vague to say."""
    low, high = count(line, i, j)
    if high:
        return low, high
    return (1, _PLURAL[unit]) if unit in _PLURAL else None


def _under(line: Line, i: int, j: int) -> bool:
    return line.first("cmp approx", i, j) in ("less", "under", "barely")


def day_word(line: Line, i: int, j: int) -> Found:
    """Build "yesterday", "tonight", "tomorrow morning"; newspapers and broadcasters called Today are none."""
    if (
        line.word(i) in ("Today", "TODAY")
        and (line.word(i - 1)[:1].isupper() or line.is_(i - 1, "amp"))
        and line.is_(i - 1, "other")
    ):
        return None
    low, high, part = line.values[i]
    part = line.first("part", i, j) or part
    return (make(line, i, j, "relative", unit="day", offset=low, offset_max=high, daypart=part, modifier="count"),)


def day_before_last(line: Line, i: int, j: int) -> Found:
    """Build "the day before yesterday" and "the day after tomorrow"."""
    offset = line.values[j - 1][0]
    if line.first("unit", i, j) != "day" or abs(offset) != 1:
        return None
    return (make(line, i, j, "relative", unit="day", offset=2 * offset, modifier="count"),)


def part_of_today(line: Line, i: int, j: int) -> Found:
    """Build "this morning" and "last night"."""
    offset = number(line, i, j)
    part = line.first("part", i, j)
    return (make(line, i, j, "relative", unit="day", offset=offset, daypart=part, modifier="count"),)


def part_of_that_day(line: Line, i: int, j: int) -> Found:
    """Build "in the evening": the day is the one that the text speaks of."""
    if not line.is_(i - 1, "in", "by"):
        return None
    part = line.first("part", i, j)
    return (
        make(
            line, i, j, "relative", unit="day", offset=0, daypart=part, anchored=True, anchor="event", modifier="shift"
        ),
    )


def calendar_unit(line: Line, i: int, j: int) -> Found:
    """Build "last week", "this year", "next month"."""
    unit = line.first(_UNITS, i, j)
    offset = number(line, i, j)
    if unit == "day" and line.is_(i, "next"):
        return (make(line, i, j, "relative", unit="day", offset=1, anchored=True, anchor="event", modifier="shift"),)
    if unit not in _CALENDAR_UNITS or line.is_(j, "dash") or line.is_(i - 1, "the", "det"):
        return None
    return (make(line, i, j, "relative", unit=unit, offset=offset),)


def window(line: Line, i: int, j: int) -> Found:
    """Build a stretch up to or from publication: "the past two weeks", "the next 48 hours", "recent months"."""
    unit = line.first(_UNITS, i, j)
    if unit == "minute":
        return None
    ahead = bool(line.all("next coming ahead", i, j))
    if (
        line.is_(i, "the")
        and line.is_(i + 1, "next")
        and count(line, i, j) == (0, 0)
        and not line.is_(i - 1, "in", "at", "within", "during")
    ):
        return None
    high = count(line, i, j)[1]
    if not high:
        high = _REACH.get(unit, 1) if line.all("units", i, j) else 1
    return (make(line, i, j, "relative", unit=unit, offset=high if ahead else -high, modifier="window"),)


def ago(line: Line, i: int, j: int) -> Found:
    """Build "two weeks ago", "two or three years ago", "days ago", "less than a week ago"."""
    unit = line.first(_UNITS, i, j)
    bounds = _bounds(line, i, j, unit)
    if bounds is None:
        return None
    if _under(line, i, j):
        return (make(line, i, j, "relative", unit=unit, offset=-bounds[1], modifier="under"),)
    return (make(line, i, j, "relative", unit=unit, offset=-bounds[0], offset_max=-bounds[1], modifier="ago"),)


def ahead(line: Line, i: int, j: int) -> Found:
    """Build "in two weeks", "in a fortnight's time", "three weeks from now"; "in" dates only what lies ahead."""
    unit = line.first(_UNITS, i, j)
    bounds = _bounds(line, i, j, unit)
    if bounds is None or unit == "minute" or _is_stretch(line, i, j):
        return None
    certain = bool(line.all("now hence time day", i, j))
    modifier = "count" if certain else "in"
    return (make(line, i, j, "relative", unit=unit, offset=bounds[0], offset_max=bounds[1], modifier=modifier),)


def _is_stretch(line: Line, i: int, j: int) -> bool:
    """Return whether "in a year" only measures: "in nearly a year", "in a year when", "the first talks in a year"."""
    if line.is_(j, "of", "dash", "that") or line.word(j + line.is_(j, "in")) in ("when", "which", "marked"):
        return True
    if not line.is_(i, "in"):
        return False
    return line.first("approx cmp", i, j) in _SPAN_WORDS or any(
        line.is_(k, "nth", "last") or line.word(k) in ("only", "once", "twice", "times")
        for k in range(max(0, i - 8), i)
    )


def within(line: Line, i: int, j: int) -> Found:
    """Build "within two weeks", "within days": from publication on when it lies ahead."""
    unit = line.first(_UNITS, i, j)
    bounds = _bounds(line, i, j, unit)
    if bounds is None or unit == "minute":
        return None
    return (make(line, i, j, "relative", unit=unit, offset=bounds[1], modifier="within"),)


def after_event(line: Line, i: int, j: int) -> Found:
    """Build "a day later", "two weeks earlier", "hours later": counted from an event."""
    unit = line.first(_UNITS, i, j)
    bounds = _bounds(line, i, j, unit)
    if bounds is None:
        return None
    sign = -1 if line.all("earlier before", i, j) else 1
    return (
        make(
            line, i, j, "relative", unit=unit, offset=sign * bounds[0], offset_max=sign * bounds[1],
            anchored=True, anchor="event", modifier="shift",
        ),
    )  # fmt: skip


def unit_of_event(line: Line, i: int, j: int) -> Found:
    """Build "the following week", "that evening", "the same day", "the next morning": the unit at an event."""
    part = line.first("part", i, j)
    unit = "day" if part else line.first(f"{_UNITS} weekend", i, j)
    if unit in ("hour", "minute") or line.is_(j, "dash"):
        return None
    offset = number(line, i, j) or 0
    modifier = "shift" if unit == "day" else "calendar"
    return (
        make(
            line,
            i,
            j,
            "relative",
            unit=unit,
            offset=offset,
            daypart=part,
            anchored=True,
            anchor="event",
            modifier=modifier,
        ),
    )


def part_of_unit(line: Line, i: int, j: int) -> Found:
    """Build "earlier this month", "later today", "earlier in the week": up to, or from, publication."""
    unit = line.first(f"{_UNITS} weekend", i, j)
    word = line.first("earlier later early", i, j)
    if line.first("day", i, j):
        low, high, part = line.values[j - 1]
        return (make(line, i, j, "relative", unit="day", offset=low, offset_max=high, daypart=part, modifier="count"),)
    if unit in ("hour", "minute"):
        return None
    if unit == "day":
        return (make(line, i, j, "relative", unit="day", offset=0, anchored=True, anchor="event", modifier="shift"),)
    if word in ("early", "late"):
        base = make(line, j - 2, j, "relative", unit=unit, offset=0)
        return (make(line, i, j, "part", modifier=word, base=base),)
    return (make(line, i, j, "relative", unit=unit, offset=0, modifier="later" if word == "later" else "earlier"),)


def part_of_season(line: Line, i: int, j: int) -> Found:
    """Build "later this summer"."""
    name = line.first("season", i, j)
    modifier = "later" if line.is_(i, "later") else "earlier"
    return (make(line, i, j, "season", season=name, offset=0, modifier=modifier),)


def bound_of_unit(line: Line, i: int, j: int) -> Found:
    """Build "the end of the year", "the first half of the month": a part of the unit that publication lies in."""
    unit = line.values[j - 1]
    if unit in ("hour", "minute", "day"):
        return None
    base = make(line, j - 2, j, "relative", unit=unit, offset=0)
    part = bound(line, i, j - 2)
    return None if part is None else (make(line, i, j, "part", modifier=part, base=base),)


def bound(line: Line, i: int, j: int) -> str | None:
    """Return the part that "beginning", "middle", "late" or "first half" names, None for a word that names none."""
    word: str | None = line.first("bound mid early", i, j)
    if word is not None:
        return {
            "beginning": "start", "outset": "start", "turn": "start", "close": "end", "middle": "mid",
        }.get(word, word)  # fmt: skip
    ordinal = -1 if line.all("last", i, j) else line.first("nth", i, j)
    if line.all("half", i, j):
        return f"half {ordinal}" if ordinal in (1, 2, -1) else None
    if "quarter" in line.all("unit", i, j):
        return f"quarter {ordinal}" if ordinal in (1, 2, 3, 4, -1) else None
    return None


def weekend(line: Line, i: int, j: int) -> Found:
    """Build "the weekend", "last weekend"."""
    offset = number(line, i, j)
    return (
        make(line, i, j, "relative", unit="weekend", offset=offset, modifier=None if offset is None else "calendar"),
    )


# Not before "of July": the last week of July is a part of it.
_OF_WHAT = "this|next|last|month|may|mon|lowmonth|year|season|yr"
_NOT_PART = f"(?!of (?:the|{_OF_WHAT})|in (?:{_OF_WHAT})|in the (?:{ONE_UNIT}|{_OF_WHAT}))"
_SOME = f"(?:{NUMBER} (?:and art half)?)"

RULES: tuple[Rule, ...] = (
    ("the unit (?:before|after) day", day_before_last),
    ("(?:earlier|later) day", part_of_unit),
    ("day part?", day_word),
    ("(?:last|this) part", part_of_today),
    (f"(?:early|earlier|later) (?:this|in the|in this) (?:{ONE_UNIT}|weekend)", part_of_unit),
    ("(?:earlier|later) this season", part_of_season),
    (f"(?:earlier|later) that same? (?:{ONE_UNIT}|part)", unit_of_event),
    (f"(?:{COUNT} (?:or|to|dash))? {COUNT} {UNIT} ago", ago),
    ("units ago", ago),
    (f"in {COUNT} {UNIT} (?:poss time)?", ahead),
    (f"{COUNT} {UNIT} (?:from (?:now|day)|hence)", ahead),
    (f"within (?:the next)? {COUNT}? {UNIT}", within),
    (f"(?:{COUNT} (?:or|to|dash))? {COUNT} {UNIT} (?:later|earlier)", after_event),
    ("units (?:later|earlier)", after_event),
    (f"(?:the|this|det)? (?:last|past|next|coming) {_SOME} {UNIT}", window),
    (f"(?:the|this) past {ONE_UNIT}", window),
    (
        f"the (?:last|next|coming) {ONE_UNIT} {_NOT_PART}",
        window,
    ),
    ("the? (?:recent|coming) units", window),
    ("the units ahead", window),
    (f"the (?:following|next|previous|same) (?:{ONE_UNIT}|part|weekend)", unit_of_event),
    (f"that (?:{ONE_UNIT}|part|weekend)", unit_of_event),
    ("same (?:unit|wk|yr|part)", unit_of_event),
    ("(?:this past|this coming|the past|the coming|the|this|last|next|past|coming) weekend", weekend),
    (
        f"(?:last|this|next) {ONE_UNIT} {_NOT_PART}",
        calendar_unit,
    ),
    (f"the? (?:bound|mid) of the (?:{ONE_UNIT}|weekend)", bound_of_unit),
    (f"the? (?:nth|last) (?:half|unit) of the {ONE_UNIT}", bound_of_unit),
    ("the part (?! of)", part_of_that_day),
)
