"""Clues from named summits of known date: "the summit starting Friday in Warsaw" leaves one week of one year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from communique.actors.authority import Summit, authority
from communique.annotate.dating_clues import Clue, Undated
from communique.annotate.dating_days import FIRST, LAST, DaySet, days_of, normal, ordinal
from communique.annotate.time_mention import TimeMention
from communique.annotate.times import references
from communique.records import Period

_NOUN = re.compile(
    r"\b(?P<noun>[Ss]ummits?|(?:leaders[’']?|ministerial) (?:meeting|gathering|talks)|(?<=the )meeting(?= in [A-Z])"
    r"|meeting of (?:the )?leaders|(?:[Ss]ummit|meeting) (?:of|with)(?: the)?(?= [A-Z]))\b"
)
_IN_CITY = re.compile(r"\b(?:in|at) (?:the )?([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})")
_CITY_WORDS = re.compile(r"([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}) $")
_BEFORE, _AFTER = 60, 60
#: Other names of series in the table, as the press writes them.
_SERIES_NAMES = {
    "north atlantic treaty organization": "NATO", "north atlantic treaty organisation": "NATO", "alliance": "NATO",
    "group of 20": "G20", "group of twenty": "G20", "g-20": "G20", "group of seven": "G7", "group of 7": "G7",
    "g-7": "G7", "group of eight": "G8", "group of 8": "G8", "g-8": "G8", "quad": "QUAD",
    "asia-pacific economic cooperation": "APEC", "shanghai cooperation organisation": "SCO",
    "shanghai cooperation organization": "SCO", "u.n. general assembly": "UN General Assembly",
    "russia-eu": "EU-Russia", "china-eu": "EU-China", "us-eu": "EU-US", "u.s.-eu": "EU-US", "ukraine-eu": "EU-Ukraine",
}  # fmt: skip
#: Series whose names are words of other meanings: known by their cities only.
_BY_CITY_ONLY = frozenset({"Afghanistan", "Balkans", "Cold War", "Iraq", "Libya", "Middle East peace", "Ukraine"})
_AHEAD = re.compile(
    r"\b(?:ahead of|before|on the eve of|eve of|trip to|travel\w* to|leav\w+ for|prepar\w+ for|upcoming|forthcoming|"
    r"will|is to|are to|is due|are due|to attend|expected|plans? to|favou?r of|organi[sz]ing|propos\w+|agreed to)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\b(?:after|since|following|followed|results? of|outcome of|returned from) (?:the )?(?:\w+ )?$")
_SHORTLY = re.compile(r"\b(?:ahead of|on the eve of|eve of|trip to|upcoming|forthcoming|this week)\b", re.IGNORECASE)
#: A summit that a text says is ahead, without its date, is weeks away; one it looks back on may be years past.
_SOON, _LONG = 60, 800
_NEAR_CHARS, _CLAUSE_CHARS = 60, 200
_MOST = 12
_WEEK = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A summit as a text names it: ``text[start:end]``, and which ones of the table it can be."""

    start: int
    end: int
    summits: tuple[Summit, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    series_before: re.Pattern[str]
    series_after: re.Pattern[str]
    by_series: Mapping[str, tuple[Summit, ...]]
    by_city: Mapping[str, tuple[Summit, ...]]


@cache
def _index() -> _Index:
    by_series: dict[str, list[Summit]] = defaultdict(list)
    by_city: dict[str, list[Summit]] = defaultdict(list)
    for summit in authority().summits:
        if summit.series not in _BY_CITY_ONLY:
            by_series[summit.series.lower()].append(summit)
        if summit.city:
            by_city[summit.city].append(summit)
    for summit in authority().summits:
        if summit.series == "COP":  # "COP26" is one of them
            by_series[summit.name.split()[0].lower()] = [summit]
    for name, series in _SERIES_NAMES.items():
        if series.lower() in by_series:
            by_series[name] = by_series[series.lower()]
    names = "|".join(re.escape(s) for s in sorted(by_series, key=len, reverse=True))
    between = r"(?:[’']s?)?(?: \(\w+\))?(?: (?:leaders|foreign ministers|defence ministers|heads of state|\w+))?[’']?"
    return _Index(
        re.compile(rf"\b({names}){between} $", re.IGNORECASE),
        re.compile(rf"^ (?:the )?({names})\b", re.IGNORECASE),
        _frozen(by_series),
        _frozen(by_city),
    )


def _frozen(index: Mapping[str, list[Summit]]) -> dict[str, tuple[Summit, ...]]:
    return {key: tuple(sorted(value, key=lambda s: (s.start, s.name))) for key, value in index.items()}


def named_summits(text: str) -> Iterator[Named]:
    """Yield the summits that a text names by series ("NATO summit"), city ("Warsaw summit"), or both."""
    for match in _NOUN.finditer(text):
        index = _index()
        start, end = match.span()
        before, after = text[max(0, start - _BEFORE) : start], re.split(r"[.;\n]", text[end : end + _AFTER])[0]
        series = index.series_before.search(before) or index.series_after.match(after)
        if series is not None and match["noun"].endswith(("of", "with", "the")) == (series.re is index.series_before):
            series = None
        there, city = _city(index, before, after)
        if series is not None:
            found = index.by_series[series[1].lower()]
            found = tuple(s for s in found if s.city == city) or found
            start = start - len(before) + series.start() if series.re is index.series_before else start
        else:
            by_city = match["noun"].lower().startswith("summit") or match["noun"] == "meeting"
            found = index.by_city.get(city or "", ()) if by_city else ()
        if found:
            yield Named(start, max(end, end + there), found)


def _city(index: _Index, before: str, after: str) -> tuple[int, str | None]:
    """Return the city of a summit ("in Warsaw" behind the noun, "Warsaw" before it) and where it ends behind."""
    for place in _IN_CITY.finditer(after):
        if (city := _known(index, place[1], first=True)) is not None:
            return place.start(1) + len(city), city
    named = _CITY_WORDS.search(before)
    return 0, _known(index, named[1], first=False) if named else None


def _known(index: _Index, words: str, *, first: bool) -> str | None:
    """Return the longest city at the beginning or the end of capitalised words."""
    parts = words.split(" ")
    for count in range(len(parts), 0, -1):
        city = " ".join(parts[:count] if first else parts[-count:])
        if city in index.by_city:
            return city
    return None


def dated_summits(text: Undated) -> Iterator[Clue]:
    """Yield a clue for each summit told with a time expression, which a text of other days would not have used."""
    for named in named_summits(text.text):
        mention = _time_of(text, named)
        if mention is None or mention.anchored or mention.year is not None:
            continue
        directions = ("future",) if _is_ahead(text, named) else ("past", "future")
        yield Clue(_reason(named, mention), _by_time(named, mention, directions))


def summits_ahead(text: Undated) -> Iterator[Clue]:
    """Yield a clue for each summit that the text looks forward to, and for each one-time summit it looks back on."""
    for named in named_summits(text.text):
        before = text.text[max(0, named.start - _NEAR_CHARS) : named.start].rsplit(". ", 1)[-1]
        if _SHORTLY.search(before):
            yield Clue(f"ahead of {_name(named)}", _around(named, _SOON, -1))
        elif _BEHIND.search(before):
            yield Clue(f"after {_name(named)}", _around(named, 0, _LONG))


def times_ahead(text: Undated) -> Iterator[TimeMention]:
    """Yield the time expressions of summits that the text looks forward to."""
    for named in named_summits(text.text):
        mention = _time_of(text, named)
        if mention is not None and _is_ahead(text, named):
            yield mention


def _time_of(text: Undated, named: Named) -> TimeMention | None:
    """Return the nearest time expression of the summit's own phrase."""
    best: tuple[int, TimeMention] | None = None
    low, high = text.sentence_at(named.start)
    for mention in text.times:
        if mention.start < low or mention.end > max(high, named.end) or mention.kind in {"year", "duration-since"}:
            continue
        gap = max(mention.start - named.end, named.start - mention.end, 0)
        between = text.text[min(named.end, mention.end) : max(named.start, mention.start)]
        if gap > 25 or re.search(r"[,;:]|\b(?:said|told|says|that)\b", between):
            continue
        if best is None or gap < best[0]:
            best = gap, mention
    return best[1] if best else None


def _is_ahead(text: Undated, named: Named) -> bool:
    low, _ = text.sentence_at(named.start)
    return bool(_AHEAD.search(text.text[max(low, named.start - _CLAUSE_CHARS) : named.start]))


def _within(summits: Sequence[Summit], days: DaySet) -> list[Summit]:
    """Return the summits not farther from the possible days than anyone speaks of without a year."""
    if not days:
        return []
    low, high = days[0][0] - _LONG, days[-1][1] + _LONG
    return [s for s in summits if low <= ordinal(s.start) <= high]


def _by_time(named: Named, mention: TimeMention, directions: Sequence[str]) -> Callable[[DaySet], DaySet]:
    def days(possible: DaySet) -> DaySet:
        near = _within(named.summits, possible)
        if not near or len(near) > _MOST:
            return possible
        return normal(i for s in near for way in directions for i in _said(mention, s, way))

    return days


def _said(mention: TimeMention, summit: Summit, direction: str) -> DaySet:
    """Return the days on which the time expression can mean the summit's days."""
    if mention.kind == "weekday" and not mention.offset and mention.unit is None:
        first, last = ordinal(summit.start), ordinal(summit.end, last=True)
        meant = [d for d in range(first, min(last, first + 3) + 1) if date.fromordinal(d).weekday() == mention.weekday]
        return normal((d - _WEEK, d) if direction == "future" else (d, d + _WEEK) for d in meant)
    found = references(mention, Period(summit.start, summit.end, summit.name), direction)
    return days_of(found) if found is not None else ()


def _around(named: Named, before: int, after: int) -> Callable[[DaySet], DaySet]:
    """Return the days from so many days before to so many after the first day of one of the summits."""

    def days(possible: DaySet) -> DaySet:
        near = _within(named.summits, possible) if len(named.summits) > 1 else named.summits
        starts = [ordinal(s.start) for s in near]
        if not starts:
            return possible
        return normal((max(FIRST, s - before), s if after < 0 else min(LAST, s + after)) for s in starts)

    return days


def _name(named: Named) -> str:
    first = named.summits[0]
    return first.name if len(named.summits) == 1 else f"a {first.series} summit"


def _reason(named: Named, mention: TimeMention) -> str:
    first = named.summits[0]
    known = f"{first.name}, {first.start}" if len(named.summits) == 1 else f"a {first.series} summit"
    return f"{known}: “{mention.quote}”"
