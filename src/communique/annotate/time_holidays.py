"""Holidays that the coverage of diplomacy dates things by: their names, and the days they fall on in a year.

Fixed days and rules stand here; feasts whose day only a table gives are in ``movable_feasts.tsv``, 1945 to 2040.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.resources import files

from communique.annotate.calendar import Interval, days, easter, month_of, nth_in, orthodox_easter

# Holidays on the same day each year: name, month, day.
_FIXED = {
    "New Year's Eve": (12, 31),
    "New Year's Day": (1, 1),
    "New Year": (1, 1),
    "Old New Year": (1, 14),
    "Orthodox New Year": (1, 14),
    "Orthodox Christmas": (1, 7),
    "Orthodox Christmas Eve": (1, 6),
    "Christmas Eve": (12, 24),
    "Christmas Day": (12, 25),
    "Christmas": (12, 25),
    "Boxing Day": (12, 26),
    "Epiphany": (1, 6),
    "Valentine's Day": (2, 14),
    "St. Patrick's Day": (3, 17),
    "International Women's Day": (3, 8),
    "May Day": (5, 1),
    "VE Day": (5, 8),
    "Victory Day": (5, 9),
    "Europe Day": (5, 9),
    "D-Day": (6, 6),
    "Russia Day": (6, 12),
    "Bastille Day": (7, 14),
    "Day of German Unity": (10, 3),
    "Halloween": (10, 31),
    "All Saints' Day": (11, 1),
    "Armistice Day": (11, 11),
    "Remembrance Day": (11, 11),
    "Veterans Day": (11, 11),
    "Inauguration Day": (1, 20),
    "Juneteenth": (6, 19),
    "United Nations Day": (10, 24),
}

# Whose independence day, by a word that stands near; with none near it is that of the United States.
_INDEPENDENCE = {
    "Ukrain": (8, 24),
    "Belarus": (7, 3),
    "Moldova": (8, 27),
    "Georgian": (5, 26),
    "Armenia": (9, 21),
    "Azerbaijan": (5, 28),
    "Kazakh": (12, 16),
    "Uzbek": (9, 1),
    "Poland": (11, 11),
    "Polish": (11, 11),
    "Finland": (12, 6),
    "Finnish": (12, 6),
    "Estonia": (2, 24),
    "Latvia": (11, 18),
    "Lithuania": (2, 16),
    "India": (8, 15),
    "Pakistan": (8, 14),
    "Indonesia": (8, 17),
    "Brazil": (9, 7),
    "Mexic": (9, 16),
    "Afghan": (8, 19),
    "Jordan": (5, 25),
    "Philippine": (6, 12),
}

_MOVED: dict[str, Callable[[int], date]] = {
    "Ash Wednesday": lambda y: easter(y) - days(46),
    "Palm Sunday": lambda y: easter(y) - days(7),
    "Maundy Thursday": lambda y: easter(y) - days(3),
    "Good Friday": lambda y: easter(y) - days(2),
    "Easter Sunday": easter,
    "Easter Monday": lambda y: easter(y) + days(1),
    "Easter": easter,
    "Ascension Day": lambda y: easter(y) + days(39),
    "Pentecost": lambda y: easter(y) + days(49),
    "Whit Monday": lambda y: easter(y) + days(50),
    "Orthodox Easter": orthodox_easter,
    "Thanksgiving Day": lambda y: nth_in(month_of(y, 11), "weekday", 4, 3)[0],
    "Thanksgiving": lambda y: nth_in(month_of(y, 11), "weekday", 4, 3)[0],
    "Memorial Day": lambda y: nth_in(month_of(y, 5), "weekday", -1, 0)[0],
    "Labor Day": lambda y: nth_in(month_of(y, 9), "weekday", 1, 0)[0],
    "Presidents' Day": lambda y: nth_in(month_of(y, 2), "weekday", 3, 0)[0],
    "Martin Luther King Day": lambda y: nth_in(month_of(y, 1), "weekday", 3, 0)[0],
}

# Spellings in the press, each with the name in the tables.
_SPELLINGS = {
    "Id al-Fitr": "Eid al-Fitr",
    "Eid ul-Fitr": "Eid al-Fitr",
    "Eid Al Fitr": "Eid al-Fitr",
    "Eid ul-Adha": "Eid al-Adha",
    "Eid Al Adha": "Eid al-Adha",
    "Id al-Adha": "Eid al-Adha",
    "Feast of the Sacrifice": "Eid al-Adha",
    "Chinese New Year": "Lunar New Year",
    "Tet": "Lunar New Year",
    "Norouz": "Nowruz",
    "Nawruz": "Nowruz",
    "Newroz": "Nowruz",
    "Persian New Year": "Nowruz",
    "Chanukah": "Hanukkah",
    "Rosh Hashana": "Rosh Hashanah",
    "St Patrick's Day": "St. Patrick's Day",
    "Saint Patrick's Day": "St. Patrick's Day",
    "Labour Day": "May Day",
    "MLK Day": "Martin Luther King Day",
}

_TABLED = (
    "Eid al-Adha",
    "Eid al-Fitr",
    "Hanukkah",
    "Lunar New Year",
    "Passover",
    "Ramadan",
    "Rosh Hashanah",
    "Yom Kippur",
)

# Days that moon and local sighting decide; the table is a reckoning.
APPROXIMATE = frozenset({"Eid al-Adha", "Eid al-Fitr", "Ramadan", "Nowruz"})


@cache
def _table() -> dict[str, dict[int, tuple[Interval, ...]]]:
    """Return feast, then year of its first day, to its intervals: a year of the moon may begin a feast twice in one."""
    found: dict[str, dict[int, tuple[Interval, ...]]] = {}
    text = files("communique.annotate").joinpath("movable_feasts.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith(("#", "feast\t")):
            continue
        name, first, last = line.split("\t")
        span = date.fromisoformat(first), date.fromisoformat(last)
        years = found.setdefault(name, {})
        years[span[0].year] = (*years.get(span[0].year, ()), span)
    return found


def holiday_in(name: str, year: int) -> tuple[Interval, ...]:
    """Return the intervals of the holiday that begin in the year: none outside the table, two when a moon year fits."""
    if name in _FIXED:
        day = date(year, *_FIXED[name])
        return ((day, day),)
    if name.startswith("Independence Day"):
        day = date(year, *_INDEPENDENCE.get(name.partition(": ")[2], (7, 4)))
        return ((day, day),)
    if name in _MOVED:
        day = _MOVED[name](year)
        return ((day, day),)
    if name == "Nowruz":
        return ((date(year, 3, 20), date(year, 3, 21)),)
    return _table().get(name, {}).get(year, ())


def weekend_of(name: str, span: Interval) -> Interval:
    """Return the long weekend of the holiday: Friday to Monday at Easter, Thursday to Sunday at Thanksgiving,
    to the nearest Saturday and Sunday otherwise.
    """
    day = span[0]
    if "Easter" in name:
        return day - days(2), day + days(1)
    if "Thanksgiving" in name:
        return day, day + days(3)
    saturday = day - days((day.weekday() - 5) % 7) if day.weekday() in (5, 6, 0, 1) else day + days(5 - day.weekday())
    return min(day, saturday), max(day, saturday + days(1))


def name_of(words: str, near: str) -> str:
    """Return the holiday's name in the tables, given the words that stand for it and the text around them.

    An independence day becomes "Independence Day: " and the word that says whose.
    """
    name = re.sub(r"\s+", " ", words.replace("’", "'"))
    if name == "Independence Day":
        nation = next((n for n in _INDEPENDENCE if n in near), "United States")
        return f"Independence Day: {nation}"
    if name in _SPELLINGS:
        return _SPELLINGS[name]
    return _CANONICAL.get(name.replace("'", ""), name)


def _all_names() -> list[str]:
    return [*_FIXED, *_MOVED, *_SPELLINGS, *_TABLED, "Nowruz", "Independence Day"]


_CANONICAL = {name.replace("'", ""): name for name in _all_names()}


def _pattern() -> str:
    """Return an expression for every name, longest first; apostrophes are optional, as the press has it."""
    names = sorted(_all_names(), key=lambda n: (-len(n), n))
    return "|".join(re.escape(n).replace(r"\ ", r"\s").replace("'", "['’]?") for n in names)


# A name in a text. Good Friday gave an agreement its name, and the Easter Rising is no Easter.
HOLIDAY = re.compile(
    rf"(?:{_pattern()})(?![\w-])(?!\s(?:[Aa]greement|[Aa]ccords?|Rising|[Oo]ffensive|Rebellion|War\b|Seals))"
)
# The words that a name can begin with: the expression is tried only there.
HOLIDAY_STARTS = frozenset(re.split(r"[^A-Za-z]", name)[0] for name in _all_names())
