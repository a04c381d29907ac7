"""The authority: states, organisations, offices and who held them when, read from the tables in ``data/``.

The format of the tables is described in ``data/README.md``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from communique.errors import CommuniqueError

EARLIEST, LATEST = "0000-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True)
class State:
    """A state or an organisation that acts for itself."""

    code: str
    name: str
    is_organisation: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A word that stands for a state: kind is alias, demonym, plural, adjective, capital, seat, body or city."""

    code: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office of state: ``leads`` holds the periods in which "the X leader" means its holder."""

    id: str
    code: str
    role: str
    title: str
    aliases: tuple[str, ...]
    leads: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office; ISO days, the first and last day that the cut dates allow."""

    office: Office
    person: str
    start: str
    end: str
    acting: bool

    def covers(self, start: str, end: str) -> bool:
        """True when the term and the interval share a day."""
        return self.start <= end and start <= self.end


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the public record: sex is "m", "f" or "" when the tables do not say."""

    name: str
    sex: str
    aliases: tuple[str, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Summit:
    """A named multilateral gathering with its days and place."""

    name: str
    series: str
    start: str
    end: str
    city: str
    code: str
    participants: tuple[str, ...]


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

    def holders(self, code: str, roles: tuple[str, ...], start: str, end: str) -> list[Term]:
        """Return the terms in offices of these roles of a side that share a day with the interval."""
        return [t for role in roles for t in self.by_role.get((code, role), ()) if t.covers(start, end)]

    def leading(self, code: str, start: str, end: str) -> list[Term]:
        """Return the terms of the leaders of a side that share a day with the interval."""
        return [t for t in self.leaders.get(code, ()) if t.covers(start, end)]


def first_day(date: str) -> str:
    """Return the first day of a cut ISO date; the earliest day for an empty one."""
    return (date + "-01-01"[len(date) - 4 :]) if date else EARLIEST


def last_day(date: str) -> str:
    """Return the last day of a cut ISO date (month ends as 31, for comparison only); the latest for an empty one."""
    return (date + "-12-31"[len(date) - 4 :]) if date else LATEST


def _rows(folder: Traversable, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one table, or of every table in a folder of tables, in the order of their names."""
    place = folder / name
    tables = sorted(place.iterdir(), key=lambda t: t.name) if place.is_dir() else [folder / f"{name}.tsv"]
    for table in tables:
        if not table.name.endswith(".tsv") or not table.is_file():
            continue
        header: list[str] = []
        for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), start=1):
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if not header:
                header = cells
                continue
            if len(cells) != len(header):
                raise CommuniqueError(f"{table.name}, line {number}: {len(cells)} cells, {len(header)} expected")
            yield dict(zip(header, cells, strict=True))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _leads(cell: str) -> tuple[tuple[str, str], ...]:
    if cell == "yes":
        return ((EARLIEST, LATEST),)
    periods = []
    for part in cell.split(";"):
        if part.strip():
            start, _, end = part.strip().partition("..")
            periods.append((first_day(start), last_day(end)))
    return tuple(periods)


def read_authority(folder: Traversable) -> Authority:
    """Return the authority that the tables in a folder give. Raises CommuniqueError with table and line."""
    rows = list(_rows(folder, "states"))
    states = {r["code"]: State(r["code"], r["name"], r["kind"] == "organisation") for r in rows}
    own = [Name(r["code"], "alias", text) for r in rows for text in (r["name"], r["official_name"]) if text]
    names = tuple(dict.fromkeys(own + [Name(r["code"], r["kind"], r["text"]) for r in _rows(folder, "names")]))
    offices = {
        r["office"]: Office(r["office"], r["code"], r["role"], r["title"], _split(r["aliases"]), _leads(r["leads"]))
        for r in _rows(folder, "offices")
    }
    by_person: dict[str, list[Term]] = defaultdict(list)
    for r in _rows(folder, "terms"):
        office = offices.get(r["office"])
        if office is None:
            raise CommuniqueError(f"terms of {r['person']}: there is no office {r['office']}")
        term = Term(office, r["person"], first_day(r["from"]), last_day(r["to"]), r["acting"] == "yes")
        by_person[r["person"]].append(term)
    about: dict[str, tuple[str, tuple[str, ...]]] = {}
    for r in _rows(folder, "persons"):
        sex, aliases = about.get(r["person"], ("", ()))
        about[r["person"]] = (r["sex"] or sex, tuple(dict.fromkeys(aliases + _split(r["aliases"]))))
    persons = {
        name: Person(name, *about.get(name, ("", ())), tuple(sorted(by_person.get(name, []), key=_term_order)))
        for name in sorted({*by_person, *about})
    }
    summits = tuple(
        Summit(
            r["summit"], r["series"], first_day(r["from"]), last_day(r["to"]), r["city"], r["code"],
            _split(r["participants"]),
        )
        for r in _rows(folder, "summits")
    )  # fmt: skip
    terms = tuple(t for p in persons.values() for t in p.terms)
    by_role: dict[tuple[str, str], list[Term]] = defaultdict(list)
    leaders: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        by_role[(term.office.code, term.office.role)].append(term)
        for start, end in term.office.leads:
            if term.covers(start, end):
                cut = Term(term.office, term.person, max(start, term.start), min(end, term.end), term.acting)
                leaders[term.office.code].append(cut)
    return Authority(
        states, names, offices, persons, terms, summits,
        {k: tuple(sorted(v, key=_term_order)) for k, v in by_role.items()},
        {k: tuple(sorted(v, key=_term_order)) for k, v in leaders.items()},
    )  # fmt: skip


def _term_order(term: Term) -> tuple[str, str, str]:
    return (term.start, term.office.id, term.person)


@cache
def authority() -> Authority:
    """Return the authority that the package carries, read once per process."""
    return read_authority(files("communique.actors") / "data")
