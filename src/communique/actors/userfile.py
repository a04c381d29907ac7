"""The user's own actors: one file of terms that is merged over the package's tables.

The format stands in ``data/README.md``. The file is ``$COMMUNIQUE_ACTORS`` or ``actors.tsv`` in the user's
configuration folder. It is checked as a whole before anything of it is used.
"""

from __future__ import annotations

import os
import sys
from calendar import monthrange
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from communique.actors.authority import LATEST, Office, State, Term
from communique.actors.tables import Row, interval, rows, split_cell
from communique.errors import InputError

COLUMNS = ("person", "office", "code", "role", "title", "from", "to", "sex", "aliases", "source")
VARIABLE = "COMMUNIQUE_ACTORS"
ROLES = frozenset(
    """
    head-of-state head-of-government deputy-leader foreign-minister defence-minister finance-minister
    national-security-adviser chief-of-staff spokesperson foreign-ministry-spokesperson defence-ministry-spokesperson
    ambassador un-ambassador envoy military-chief intelligence-chief secretary-general organisation-head
    opposition-leader diplomat adviser
    """.split()
)


class GivenWay(NamedTuple):
    """What becomes of one term of the tables beside a term of the user's.

    start, end: the days that are no longer its own. instead: the days of the user's term where that is the same
    person's in the same office, and so takes the place of the whole; None where another holds the office meanwhile.
    """

    office: str
    person: str
    start: str
    end: str
    instead: tuple[str, str] | None = None

    def __str__(self) -> str:
        if self.instead is not None:
            was, now = _days(self.start, self.end), _days(*self.instead)
            return f"{self.office}: the term of {self.person}, {was} in the tables, is now {now}"
        end = "on" if self.end == LATEST else f"to {self.end}"
        return f"{self.office}: {self.person} gives way from {self.start} {end}"


class Added(NamedTuple):
    """What adding a file did, or would do: how many rows are new, and which terms of the tables give way to them."""

    rows: int
    given_way: tuple[GivenWay, ...]


class OwnTerm(NamedTuple):
    """One row of the user's file: a term, or a person without one."""

    row: Row
    person: str
    term: Term | None
    sex: str
    aliases: tuple[str, ...]


def own_file() -> Path | None:
    """Return the user's file when there is one."""
    path = own_path()
    return path if path.is_file() else None


def own_path() -> Path:
    """Return where the user's file stands, or would stand."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "communique" / "actors.tsv"


def read_own(path: Path, states: Mapping[str, State], offices: Mapping[str, Office]) -> list[OwnTerm]:
    """Return the rows of a user's file, checked. Raises InputError with file and line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise InputError(f"{path}: cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise InputError(f"{path}: cannot be read as UTF-8 text: {fault}") from fault
    found = [_own(row, states, offices) for row in rows(str(path), text, COLUMNS)]
    _check_overlaps(found)
    return found


def _own(row: Row, states: Mapping[str, State], offices: Mapping[str, Office]) -> OwnTerm:
    person, office_id, code, role, title, start, end, sex, aliases, source = row.cells
    if not person.strip():
        raise row.fault("the person has no name")
    if sex not in {"", "m", "f"}:
        raise row.fault(f"sex is m, f or empty, not {sex!r}")
    if not source.strip():
        raise row.fault("the source is missing")
    if code and code not in states:
        raise row.fault(f"there is no state or organisation with the code {code!r}")
    if not office_id and (role or title or start or end):
        raise row.fault(
            f"the office has no id; put one in its column, such as {code or 'FRA'}/{role or 'foreign-minister'}"
        )
    if not office_id:
        return OwnTerm(row, person, None, sex, split_cell(aliases))
    office = offices.get(office_id)
    if office is None:
        if not (code and role and title):
            raise row.fault(f"there is no office {office_id}; a new one needs code, role and title")
        if role not in ROLES:
            raise row.fault(f"there is no role {role!r}; roles are {', '.join(sorted(ROLES))}")
        leads = (("0000-01-01", LATEST),) if role in {"secretary-general", "organisation-head"} else ()
        office = Office(office_id, code, role, title, (), leads)
    elif code and code != office.code:
        raise row.fault(f"{office_id} is an office of {office.code}, not of {code}")
    if not start:
        raise row.fault("a term needs the day it begins")
    return OwnTerm(
        row, person, Term(office, person, *interval(row, start, end), acting=False), sex, split_cell(aliases)
    )


def _check_overlaps(found: Sequence[OwnTerm]) -> None:
    by_office: dict[str, list[tuple[Term, Row]]] = {}
    for own in found:
        if own.term is None:
            continue
        for other, row in by_office.get(own.term.office.id, []):
            if _overlap(own.term, other):
                raise own.row.fault(
                    f"the term of {own.person} as {own.term.office.id} overlaps that of {other.person}, line {row.line}"
                )
        by_office.setdefault(own.term.office.id, []).append((own.term, own.row))


def _overlap(a: Term, b: Term) -> bool:
    """Tell whether two terms share more than the day on which one succeeds the other."""
    return (a.start < b.end and b.start < a.end) or a.start == b.start


def merge_over(
    own: Sequence[OwnTerm], offices: dict[str, Office], terms: list[Term], about: dict[str, tuple[str, tuple[str, ...]]]
) -> list[GivenWay]:
    """Put the user's rows over the package's, in place, and return which terms gave way, in the order of the rows.

    A term replaces that of the same person in the same office where they overlap. Another's gives way on the days of
    the user's term: who held the office before holds it until then, and again from the day after.
    """
    given_way: list[GivenWay] = []
    kept = list(terms)
    for entry in own:
        if entry.term is not None:
            given_way += _given_way(kept, entry.term)
            kept = [left for known in kept for left in _beside(known, entry.term)]
    terms[:] = kept
    for entry in own:
        if entry.term is not None:
            offices.setdefault(entry.term.office.id, entry.term.office)
            terms.append(entry.term)
        sex, aliases = about.get(entry.person, ("", ()))
        about[entry.person] = (entry.sex or sex, tuple(dict.fromkeys(aliases + entry.aliases)))
    return given_way


def _given_way(terms: Sequence[Term], new: Term) -> list[GivenWay]:
    """Return what becomes of the terms of the tables that share days with a new one and are not just the same."""
    out = []
    for known in sorted((t for t in terms if _collide(t, new)), key=lambda t: t.start):
        if known.person != new.person:
            lost = max(known.start, new.start), min(known.end, new.end)
            out.append(GivenWay(new.office.id, known.person, *lost))
        elif (known.start, known.end) != (new.start, new.end):
            out.append(GivenWay(new.office.id, known.person, known.start, known.end, (new.start, new.end)))
    return out


def _beside(known: Term, new: Term) -> list[Term]:
    """Return what is left of a term of the tables beside one of the user's: itself, nothing, one part or two."""
    if not _collide(known, new):
        return [known]
    if known.person == new.person:
        return []
    left = []
    if known.start < new.start:
        left.append(known._replace(end=new.start))  # as in the tables, both have the day of the handover
    if new.end < known.end:
        left.append(known._replace(start=_day_after(new.end)))
    return left


def _collide(known: Term, new: Term) -> bool:
    return known.office.id == new.office.id and _overlap(known, new)


def _day_after(day: str) -> str:
    """Return the next ISO day; months may end on the 31st (a date cut to its month does)."""
    year, month, number = (int(part) for part in day.split("-"))
    if number < monthrange(year, month)[1]:
        return f"{year:04}-{month:02}-{number + 1:02}"
    return f"{year:04}-{month + 1:02}-01" if month < 12 else f"{year + 1:04}-01-01"


def _days(start: str, end: str) -> str:
    return f"{start} to {'today' if end == LATEST else end}"


def save(path: Path, lines: Sequence[Sequence[str]]) -> None:
    """Write rows as the user's file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".tmp", delete=False) as file:
        file.write("\t".join(COLUMNS) + "\n")
        file.writelines("\t".join(cells) + "\n" for cells in lines)
    Path(file.name).replace(path)


def add(
    source: Path, states: Mapping[str, State], offices: Mapping[str, Office], terms: Sequence[Term], *,
    dry_run: bool = False,
) -> Added:  # fmt: skip
    """Merge a file into the user's own and return what is new and which terms of the tables give way to that.

    states, offices, terms: those of the package's tables. dry_run: check and tell, but leave the user's file as it is.
    Raises InputError or CommuniqueError with file and line; the user's file is then as it was.
    """
    new = read_own(source, states, offices)
    path = own_path()
    known = read_own(path, states, offices) if path.is_file() else []
    cells = list(dict.fromkeys([o.row.cells for o in known] + [o.row.cells for o in new]))
    fresh = [o for o in new if o.row.cells not in {k.row.cells for k in known}]
    _check_overlaps([*known, *fresh])
    merged = list(terms)
    merge_over(known, dict(offices), merged, {})
    given_way = merge_over(fresh, dict(offices), merged, {})
    if not dry_run:
        save(path, cells)
    return Added(len(fresh), tuple(given_way))
