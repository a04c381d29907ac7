"""The user's own actors: one file of terms that is merged over the package's tables.

The format stands in ``data/README.md``. The file is ``$COMMUNIQUE_ACTORS`` or ``actors.tsv`` in the user's
configuration folder. It is checked as a whole before anything of it is used.
"""

from __future__ import annotations

import os
import sys
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
    return a.start < b.end and b.start < a.end


def merge_over(
    own: Sequence[OwnTerm], offices: dict[str, Office], terms: list[Term], about: dict[str, tuple[str, tuple[str, ...]]]
) -> None:
    """Put the user's rows over the package's, in place.

    A term replaces that of the same person in the same office where they overlap, and ends one that the tables leave
    open. Raises InputError with file and line, and before anything is changed, when it overlaps another's closed term.
    """
    kept = list(terms)
    for entry in own:
        if entry.term is not None:
            kept = [t for known in kept if (t := _beside(known, entry)) is not None]
    terms[:] = kept
    for entry in own:
        if entry.term is not None:
            offices.setdefault(entry.term.office.id, entry.term.office)
            terms.append(entry.term)
        sex, aliases = about.get(entry.person, ("", ()))
        about[entry.person] = (entry.sex or sex, tuple(dict.fromkeys(aliases + entry.aliases)))


def _beside(known: Term, entry: OwnTerm) -> Term | None:
    """Return a term of the tables as it stands beside one of the user's; None when that takes its place."""
    new = entry.term
    if new is None or known.office.id != new.office.id or not _overlap(known, new):
        return known
    if known.person == new.person:
        return None
    if known.end == LATEST and known.start < new.start:
        return known._replace(end=new.start)
    raise entry.row.fault(
        f"the term of {entry.person} as {new.office.id} overlaps that of {known.person}, "
        f"{known.start} to {'this day' if known.end == LATEST else known.end}, in the tables"
    )


def save(path: Path, lines: Sequence[Sequence[str]]) -> None:
    """Write rows as the user's file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".tmp", delete=False) as file:
        file.write("\t".join(COLUMNS) + "\n")
        file.writelines("\t".join(cells) + "\n" for cells in lines)
    Path(file.name).replace(path)


def add(source: Path, states: Mapping[str, State], offices: Mapping[str, Office], terms: Sequence[Term]) -> int:
    """Merge a file into the user's own and return how many rows are new.

    states, offices, terms: those of the package's tables. Raises InputError or CommuniqueError with file and line; the
    user's file is then as it was.
    """
    new = read_own(source, states, offices)
    path = own_path()
    known = read_own(path, states, offices) if path.is_file() else []
    cells = list(dict.fromkeys([o.row.cells for o in known] + [o.row.cells for o in new]))
    fresh = [o for o in new if o.row.cells not in {k.row.cells for k in known}]
    _check_overlaps([*known, *fresh])
    merge_over([*known, *fresh], dict(offices), list(terms), {})
    save(path, cells)
    return len(fresh)
