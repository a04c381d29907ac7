"""The authority: states, organisations, offices and who held them when.

``tables`` reads it from the files in ``data/``, whose format is described in ``data/README.md``.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

EARLIEST, LATEST = "0000-01-01", "9999-12-31"


class State(NamedTuple):
    """A state or an organisation that acts for itself, with the first and last day that it existed."""

    code: str
    name: str
    is_organisation: bool
    start: str = EARLIEST
    end: str = LATEST


class Name(NamedTuple):
    """A word that stands for a state: kind is alias, demonym, plural, adjective, capital, seat, body or city."""

    code: str
    kind: str
    text: str


class Office(NamedTuple):
    """An office of state: ``leads`` holds the periods in which "the X leader" means its holder."""

    id: str
    code: str
    role: str
    title: str
    aliases: tuple[str, ...]
    leads: tuple[tuple[str, str], ...]


class Term(NamedTuple):
    """One person's time in one office; ISO days, the first and last day that the cut dates allow."""

    office: Office
    person: str
    start: str
    end: str
    acting: bool

    def covers(self, start: str, end: str) -> bool:
        """True when the term and the interval share a day."""
        return self.start <= end and start <= self.end


class Person(NamedTuple):
    """A person of the public record: sex is "m", "f" or "" when the tables do not say."""

    name: str
    sex: str
    aliases: tuple[str, ...]
    terms: tuple[Term, ...]


class Summit(NamedTuple):
    """A named multilateral gathering with its days and place."""

    name: str
    series: str
    start: str
    end: str
    city: str
    code: str
    participants: tuple[str, ...]


class Neutral(NamedTuple):
    """A body that speaks for no side: kind is "media" or "organisation" (charities, institutes, monitors)."""

    name: str
    kind: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Authority:
    """Everything the tables say, indexed for the resolver."""

    states: Mapping[str, State]
    names: tuple[Name, ...]
    offices: Mapping[str, Office]
    persons: Mapping[str, Person]
    terms: tuple[Term, ...]
    summits: tuple[Summit, ...]
    by_role: Mapping[tuple[str, str], tuple[Term, ...]]
    leaders: Mapping[str, tuple[Term, ...]]
    neutrals: tuple[Neutral, ...] = ()
    own_offices: tuple[Office, ...] = ()
    """Those that only the user's file has."""

    def holders(self, code: str, roles: tuple[str, ...], start: str, end: str) -> list[Term]:
        """Return the terms in offices of these roles of a side that share a day with the interval."""
        return [t for role in roles for t in self.by_role.get((code, role), ()) if t.covers(start, end)]

    def leading(self, code: str, start: str, end: str) -> list[Term]:
        """Return the terms of the leaders of a side that share a day with the interval."""
        return [t for t in self.leaders.get(code, ()) if t.covers(start, end)]


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector off while tens of thousands of small tuples are made that all live on."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@cache
def authority() -> Authority:
    """Return the authority that the package carries with the user's own file over it, read once per process.

    Raises InputError with file and line when a row of either is malformed.
    """
    from communique.actors.tables import read_authority  # noqa: PLC0415  the reader builds the types of this module
    from communique.actors.userfile import own_file  # noqa: PLC0415

    with uncollected():
        return read_authority(files("communique.actors") / "data", own_file())
