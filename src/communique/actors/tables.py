"""From the tables in ``data/`` to the authority; every malformed row is an error with file and line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date as calendar_day
from importlib.resources.abc import Traversable
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from communique.actors.authority import EARLIEST, LATEST, Authority, Name, Neutral, Office, Person, State, Summit, Term
from communique.errors import InputError

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


class Row(NamedTuple):
    """One row of a table: the cells that were asked for, and where they stand."""

    cells: tuple[str, ...]
    table: str
    line: int

    def fault(self, what: str) -> InputError:
        """Return the error that names the row's place."""
        return InputError(f"{self.table}, line {self.line}: {what}")


def first_day(date: str) -> str:
    """Return the first day of a cut ISO date; the earliest day for an empty one."""
    return (date + "-01-01"[len(date) - 4 :]) if date else EARLIEST


def last_day(date: str) -> str:
    """Return the last day of a cut ISO date (month ends as 31, for comparison only); the latest for an empty one."""
    return (date + "-12-31"[len(date) - 4 :]) if date else LATEST


def rows(table: str, text: str, columns: tuple[str, ...]) -> list[Row]:
    """Return the rows of a table with the named columns, in order. Raises InputError with table and line."""
    out: list[Row] = []
    pick: Callable[[list[str]], tuple[str, ...]] | None = None
    width = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line[0] == "#":
            continue
        cells = line.rstrip("\r").split("\t")
        if pick is None:
            missing = [c for c in columns if c not in cells]
            if missing:
                hint = "; columns are parted by tabs, not by commas" if len(cells) == 1 and "," in line else ""
                raise InputError(f"{table}, line {number}: the header lacks {', '.join(missing)}{hint}")
            pick, width = itemgetter(*(cells.index(c) for c in columns)), len(cells)
            continue
        if len(cells) != width:
            raise InputError(f"{table}, line {number}: {len(cells)} cells, {width} expected")
        out.append(Row(pick(cells), table, number))
    return out


def interval(row: Row, start: str, end: str) -> tuple[str, str]:
    """Return the first and last day of two cut dates. Raises InputError when they are malformed or in disorder."""
    for date in (start, end):
        if date and not (_DATE.fullmatch(date) and _is_in_calendar(date)):
            raise row.fault(f"{date!r} is no date; write 1999, 1999-08 or 1999-08-09")
    first, last = first_day(start), last_day(end)
    if first > last:
        raise row.fault(f"the term ends ({end}) before it begins ({start})")
    return first, last


def _is_in_calendar(date: str) -> bool:
    """Tell whether a cut date of the right form exists: there is no 30 February."""
    try:
        calendar_day.fromisoformat(first_day(date))
    except ValueError:
        return False
    return True


def split_cell(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds several values, divided by ``|``."""
    return tuple([p for part in cell.split("|") if (p := part.strip())]) if cell else ()


def read_authority(folder: Traversable, own: Path | None = None) -> Authority:
    """Return the authority that the tables in a folder give, with the user's own file merged over them if there is one.

    Raises InputError with table and line.
    """
    read = _Reader(folder)
    states = {
        code: State(code, name, kind == "organisation", *interval(row, start, end))
        for row in read("states", ("code", "name", "kind", "from", "to"))
        for code, name, kind, start, end in [row.cells]
    }
    official = [r.cells for r in read("states", ("code", "name", "official_name"))]
    names = [Name(code, "alias", text) for code, *texts in official for text in texts if text]
    names += [Name(*r.cells) for r in read("names", ("code", "kind", "text"))]
    offices = {
        office: Office(office, code, role, title, split_cell(aliases), _leads(row, leads))
        for row in read("offices", ("office", "code", "role", "title", "aliases", "leads"))
        for office, code, role, title, aliases, leads in [row.cells]
    }
    terms = [_term(row, offices) for row in read("terms", ("office", "person", "from", "to", "acting"))]
    about: dict[str, tuple[str, tuple[str, ...]]] = {}
    for person, sex, aliases in (r.cells for r in read("persons", ("person", "sex", "aliases"))):
        known = about.get(person)
        parts = split_cell(aliases)
        about[person] = (sex or known[0], tuple(dict.fromkeys(known[1] + parts))) if known else (sex, parts)
    summits = [
        Summit(name, series, *interval(r, start, end), city, code, split_cell(members))
        for r in read("summits", ("summit", "series", "from", "to", "city", "code", "participants"))
        for name, series, start, end, city, code, members in [r.cells]
    ]
    neutrals = [Neutral(n, k, split_cell(a)) for n, k, a in (r.cells for r in read("neutrals", _NEUTRAL))]
    ours = frozenset(offices)
    if own is not None:
        from communique.actors.userfile import merge_over, read_own  # noqa: PLC0415  it builds on this module

        merge_over(read_own(own, states, offices), offices, terms, about)
    merged = _assemble(states, dict.fromkeys(names), offices, terms, about, summits, neutrals)
    return replace(merged, own_offices=tuple(o for o in offices.values() if o.id not in ours))


_NEUTRAL = ("name", "kind", "aliases")


class _Reader:
    """Reads a table of a folder, or every table in a folder of tables, in the order of their names."""

    def __init__(self, folder: Traversable) -> None:
        self.folder = folder

    def __call__(self, name: str, columns: tuple[str, ...]) -> list[Row]:
        place = self.folder / name
        tables = sorted(place.iterdir(), key=lambda t: t.name) if place.is_dir() else [self.folder / f"{name}.tsv"]
        out: list[Row] = []
        for table in tables:
            if table.name.endswith(".tsv") and table.is_file():
                label = f"{name}/{table.name}" if place.is_dir() else table.name
                out += rows(label, table.read_text(encoding="utf-8"), columns)
        return out


def _term(row: Row, offices: Mapping[str, Office]) -> Term:
    office, person, start, end, acting = row.cells
    if office not in offices:
        raise row.fault(f"there is no office {office}")
    return Term(offices[office], person, *interval(row, start, end), acting == "yes")


def _leads(row: Row, cell: str) -> tuple[tuple[str, str], ...]:
    if not cell:
        return ()
    if cell == "yes":
        return ((EARLIEST, LATEST),)
    periods = []
    for part in cell.split(";"):
        if part.strip():
            start, dots, end = part.strip().partition("..")
            if not dots:
                raise row.fault(f"{part.strip()!r} is no period; write 1999-12-31..2008-05-07")
            periods.append(interval(row, start, end))
    return tuple(periods)


def _assemble(  # noqa: PLR0917  one parameter a table
    states: Mapping[str, State],
    names: Iterable[Name],
    offices: Mapping[str, Office],
    terms: Iterable[Term],
    about: Mapping[str, tuple[str, tuple[str, ...]]],
    summits: Iterable[Summit],
    neutrals: Iterable[Neutral],
) -> Authority:
    by_person: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        by_person[term.person].append(term)
    persons = {
        name: Person(name, *about.get(name, ("", ())), tuple(sorted(by_person.get(name, ()), key=_term_order)))
        for name in sorted({*by_person, *about})
    }
    ordered = [t for p in persons.values() for t in p.terms]
    by_role: dict[tuple[str, str], list[Term]] = defaultdict(list)
    leaders: dict[str, list[Term]] = defaultdict(list)
    for term in ordered:
        office = term.office
        by_role[(office.code, office.role)].append(term)
        for start, end in office.leads:
            if term.covers(start, end):
                cut = Term(office, term.person, max(start, term.start), min(end, term.end), term.acting)
                leaders[office.code].append(cut)
    return Authority(
        states, tuple(names), offices, persons, tuple(ordered), tuple(summits),
        {k: tuple(sorted(v, key=_term_order)) for k, v in by_role.items()},
        {k: tuple(sorted(v, key=_term_order)) for k, v in leaders.items()},
        tuple(neutrals),
    )  # fmt: skip


def _term_order(term: Term) -> tuple[str, str, str]:
    return (term.start, term.office.id, term.person)
