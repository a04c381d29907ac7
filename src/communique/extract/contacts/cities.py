"""Cities and the states in which they lie, by the names of the authority's table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.actors.authority import Name, authority
from communique.actors.index import name_index
from communique.actors.text import words

CAPITAL = re.compile(r"\bthe ([A-Z]\w+) capital\b(?:,? ([A-Z][\w’'-]+))?|\b([A-Z]\w+)[’']s capital,? ([A-Z][\w’'-]+)")
"""A city called by its state; the groups are state and city, of the one form and of the other."""
_CITIES = frozenset({"capital", "city"})


def state_of(name: str) -> str | None:
    """Return the state that a name of the table stands for or lies in, None for another name."""
    named = _at_head(name)
    return None if named is None else named.code


def is_city(name: str) -> bool:
    """Tell whether a place name is one of the cities in which diplomacy is hosted."""
    named = _at_head(name)
    return named is not None and named.kind in _CITIES


def _at_head(name: str) -> Name | None:
    """Return what the table has for the first words of a name, None where it has nothing."""
    found = words(name)
    match = name_index().side_at(found, 0) if found else None
    return None if match is None else match[1][0]


def _is_city_whole(name: str) -> bool:
    match = name_index().side_at(words(name), 0)
    return match is not None and match[0] == len(words(name)) and match[1][0].kind in _CITIES


def code_of(city: str) -> str | None:
    """Return the state in which a city of the table lies, None for another name."""
    return state_of(city) if is_city(city) else None


def first_city(called: Sequence[str]) -> str | None:
    """Return the city that words begin with, the longest name first."""
    names = (" ".join(called[:n]) for n in range(len(called), 0, -1))
    return next((n for n in names if len(words(n)) == len(n.split()) and _is_city_whole(n)), None)


def city_at_head(called: str) -> str | None:
    """Return the city with whose name some words begin ("Minsk President Putin"), None where they begin otherwise."""
    return first_city(called.replace(". ", " ").split())


def capital_of(state: str) -> str | None:
    """Return the capital of a state that a name or an adjective stands for."""
    code = state_of(state)
    return next((n.text for n in authority().names if n.kind == "capital" and n.code == code), None)


def capitals(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a text calls a city by its state ("the Saudi capital"), and the city."""
    for match in CAPITAL.finditer(text):
        city = match[2] or match[4] or capital_of(match[1] or match[3])
        if city is not None:
            yield match.start(), city
