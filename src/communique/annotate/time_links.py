"""Second and third pass of the time grammar: parts of found expressions, then ranges, counts and bounds around them.

"Late June", "the second week of January" and "the evening of 16 November" are parts; "from 3 to 5 March", "since
January", "two days after Christmas" and "the eve of" are links, the last one to an event when no date follows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from communique.annotate.time_counts import after_event, bound, count
from communique.annotate.time_grammar import COUNT, MENTION, ONE_UNIT, UNIT, Found, compile_pass, make
from communique.annotate.time_lexicon import Line
from communique.annotate.time_mention import TimeMention

_DAYLIKE = "(?:m_day|m_weekday|m_holiday)"
_LONG = "(?:m_month|m_year|m_season|m_relative|m_holiday)"


def _first_day(base: TimeMention) -> dict[str, Any]:
    """Return the fields of a composed mention that say what its first day is, for whoever reads mentions unresolved."""
    names = ("weekday", "day", "month", "year", "season", "holiday", "anchored", "anchor", "attributive")
    return {name: getattr(base, name) for name in names}


def part(line: Line, i: int, j: int) -> Found:
    """Build a part of a found expression: "early July", "late on Monday", "the end of 2021"."""
    base = line.mentions(i, j)[0]
    if line.is_(i, "the") and not (line.all("bound mid half nth last", i, j) or base.unit == "decade"):
        i += 1
    name = bound(line, i, j - 1)
    if base.kind in ("day", "weekday", "holiday") or base.unit == "day":
        if line.all("mid bound", i, j):
            return None
        return (replace(base, start=line.spans[i][0], quote=line.text[line.spans[i][0] : base.end]),)
    if name is None or base.modifier not in (None, "calendar"):
        return None
    return (make(line, i, j, "part", **_first_day(base) | {"modifier": name, "base": base}),)


def adverb_day(line: Line, i: int, j: int) -> Found:
    """Build "earlier on Wednesday" and "later Friday": the day itself."""
    base = line.mentions(i, j)[0]
    return (replace(base, start=line.spans[i][0], quote=line.text[line.spans[i][0] : base.end]),)


def nth(line: Line, i: int, j: int) -> Found:
    """Build "the second week of January", "the last Friday of July", "the first days of 2016"."""
    inner = line.mentions(i, j)
    base = inner[-1]
    ordinal = -1 if line.all("last", i, j) else line.first("nth", i, j)
    if line.is_(i, "the") and ordinal is None:
        return None
    fields = _first_day(base) | {"ordinal": ordinal, "base": base}
    if len(inner) > 1:
        if inner[0].offset is not None:
            return None
        return (
            make(line, i, j, "part", **fields | {"modifier": "nth", "unit": "weekday", "weekday": inner[0].weekday}),
        )
    units = line.all("units", i, j - 1)
    if units and units[0] in ("day", "week", "month"):
        return (
            (make(line, i, j, "part", **fields | {"modifier": "nth", "unit": f"{units[0]}s"}),)
            if ordinal in (1, -1)
            else None
        )
    unit = line.first("wk unit weekend", i, j - 1)
    if unit not in ("week", "day", "weekend"):
        return None
    return (make(line, i, j, "part", **fields | {"modifier": "nth", "unit": unit}),)


def daypart(line: Line, i: int, j: int) -> Found:
    """Build "the evening of 16 November": the day, with its part."""
    base = line.mentions(i, j)[0]
    start = line.spans[i][0]
    return (replace(base, start=start, quote=line.text[start : base.end], daypart=line.first("part", i, j)),)


def week_of(line: Line, i: int, j: int) -> Found:
    """Build "the week of 4 July": the calendar week that the day lies in."""
    base = line.mentions(i, j)[0]
    if line.values[i + 1] != "week":
        return None
    return (make(line, i, j, "part", **_first_day(base) | {"modifier": "week", "base": base}),)


def ago_on(line: Line, i: int, j: int) -> Found:
    """Build "a week ago Tuesday", "two years ago today": the day, so many units back."""
    count_, base = line.mentions(i, j)
    if count_.modifier != "ago" or not (
        (base.kind == "weekday" and count_.unit == "week") or base.unit in ("day", "week", "month")
    ):
        return None
    if base.kind == "relative" and (base.offset not in (0, -1) or base.anchored):
        return None
    fields = {"weekday": base.weekday, "unit": count_.unit, "offset": count_.offset, "offset_max": count_.offset_max}
    return (make(line, i, j, "relative", modifier="exact", base=base, **fields),)


def span(line: Line, i: int, j: int) -> Found:
    """Build a range between two found expressions; a year stated once holds for both."""
    ends = line.mentions(i, j)
    first, last = ends[0], ends[-1]
    framed = line.is_(i, "from", "between")
    if not _joinable(first, last, framed) or (line.is_(i, "between") and not line.all("and dash", i, j)):
        return None
    if line.is_(i, "from") and line.all("and or", i, j):
        return None
    if not framed and line.all("and or slash amp", i, j):
        return None
    if first.year is None and last.year is not None and first.kind in ("day", "month"):
        turned = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 0)
        first = replace(first, year=last.year - turned)
    return (make(line, i, j, "range", **_first_day(first) | {"base": first, "last": last}),)


def _joinable(first: TimeMention, last: TimeMention, framed: bool) -> bool:
    """Return whether two expressions can be the ends of one range: alike, or framed by "from ... to"."""
    if first.kind in ("range", "duration-since") or last.kind in ("range", "duration-since"):
        return False
    if first.kind == last.kind == "year" and None not in (first.year, last.year):
        return (first.year or 0) < (last.year or 0)
    return framed or (first.kind == last.kind and first.kind in ("day", "month", "weekday"))


def framed_range(line: Line, i: int, j: int) -> Found:
    """Build "from 3 to 5 March": the range already found, with its preposition."""
    base = line.mentions(i, j)[0]
    if line.is_(i, "from") and base.listed:
        return None
    start = line.spans[i][0]
    return (replace(base, start=start, quote=line.text[start : base.end], listed=False),)


def shared_year(line: Line, i: int, j: int) -> Found:
    """Give the year that stands once at the end of a list of days or months to each of them."""
    listed = line.mentions(i, j)
    last = listed[-1]
    if last.year is None or any(m.year is not None or m.unit for m in listed[:-1]):
        return None
    return tuple(m if m.year is not None or m.kind != last.kind else replace(m, year=last.year) for m in listed)


def since(line: Line, i: int, j: int) -> Found:
    """Build "since January": from there to publication."""
    base = line.mentions(i, j)[0]
    return (make(line, i, j, "duration-since", **_first_day(base) | {"base": base}),)


def until(line: Line, i: int, j: int) -> Found:
    """Build "by 15 October" and "until Friday": from publication to there when it lies ahead."""
    last = line.mentions(i, j)[0]
    if last.anchored and last.modifier == "shift":
        return None
    return (make(line, i, j, "range", **_first_day(last) | {"last": last, "modifier": "until"}),)


def from_date(line: Line, i: int, j: int) -> Found:
    """Build "two days after Christmas", "a week from Tuesday", "the week before Easter", "the eve of 9 May"."""
    base = line.mentions(i, j)[0]
    if line.all("on", i, j) and base.kind != "weekday":
        return None
    unit, low, high, sign = _counted(line, i, j)
    if unit is None:
        return None
    modifier = "exact" if line.all("on from", i, j) else "shift"
    if line.is_(i, "the") and unit != "day":
        modifier = "adjacent"
    if modifier == "exact" and unit not in ("day", "week", "fortnight"):
        return None
    fields = _first_day(base) | {"unit": unit, "offset": sign * low, "offset_max": sign * high}
    return (make(line, i, j, "relative", **fields | {"modifier": modifier, "base": base}),)


def from_event(line: Line, i: int, j: int) -> Found:
    """Build "two days after", "the day before", "the week after", "the eve of": counted from an event in the text."""
    unit, low, high, sign = _counted(line, i, j)
    if unit is None:
        return None
    modifier = "adjacent" if line.is_(i, "the") and unit != "day" else "shift"
    fields = {"unit": unit, "offset": sign * low, "offset_max": sign * high, "daypart": line.first("part", i, j)}
    return (make(line, i, j, "relative", anchored=True, anchor="event", modifier=modifier, **fields),)


def _counted(line: Line, i: int, j: int) -> tuple[str | None, int, int, int]:
    """Return unit, least and greatest count and sign; no unit where the words do not make a date."""
    if line.all("eve", i, j):
        return "day", 1, 1, -1
    sign = -1 if line.all("before", i, j) else 1
    if line.first("part", i, j):
        return "day", 1, 1, sign
    unit = line.first("unit wk yr units weekend", i, j)
    if line.is_(i, "the"):
        return unit, 1, 1, sign
    counted = after_event(line, i, j)
    if not counted or (line.all("approx cmp", i, j) and count(line, i, j) == (0, 0)):
        return None, 0, 0, sign
    return unit, abs(counted[0].offset or 0), abs(counted[0].offset_max or 0), sign


PARTS = compile_pass(
    (
        ("(?:earlier|later) on? (?:m_weekday|m_day)", adverb_day),
        ("early (?:on|in)? (?:m_weekday|m_day|m_month|m_year|m_season)", part),
        (f"the? (?:early|mid) dash? (?:{_DAYLIKE}|{_LONG})", part),
        ("bound dash (?:m_month|m_year)", part),
        (f"the? (?:bound|mid) of the? (?:{_LONG}|m_range)", part),
        (f"the? (?:nth|last) (?:half|unit) of {_LONG}", part),
        (f"the? (?:nth|last) (?:wk|unit|units|weekend|m_weekday) (?:of|in) (?:{_LONG}|m_part)", nth),
        ("the? part of (?:m_day|m_weekday|m_holiday|m_range)", daypart),
        ("the wk of (?:m_day|m_holiday|m_weekday)", week_of),
        ("m_relative on? (?:m_weekday|m_relative)", ago_on),
    )
)

LINKS = compile_pass(
    (
        (f"(?:from|between)? {MENTION} (?:dash|to|through|until|and) {MENTION}", span),
        ("(?:from|between) m_range", framed_range),
        ("m_day (?:comma m_day){0,6} comma? and m_day", shared_year),
        ("m_month (?:comma m_month){0,6} comma? and m_month", shared_year),
        (f"since (?:the|at|early)? {MENTION}", since),
        (f"(?:until|by) (?:the)? {MENTION}", until),
        (f"{COUNT} {UNIT} (?:after|before|from|on) the? {MENTION}", from_date),
        (f"the {ONE_UNIT} (?:after|before) the? {MENTION}", from_date),
        (f"the? eve of the? {MENTION}", from_date),
        (f"{COUNT} {UNIT} (?:after|before) that?", from_event),
        ("units (?:after|before)", from_event),
        (f"the (?:{ONE_UNIT}|part|weekend) (?:after|before)", from_event),
        ("the? eve of", from_event),
    )
)
