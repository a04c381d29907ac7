"""The schema of the authority's tables: every row of every file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import communique.actors
from communique.actors.authority import LATEST, Term, authority
from communique.actors.tables import read_authority
from communique.actors.userfile import ROLES
from communique.errors import InputError

DATA = Path(communique.actors.__file__).parent / "data"
COLUMNS = {
    "states": ["code", "name", "official_name", "kind", "from", "to", "source"],
    "names": ["code", "kind", "text", "source"],
    "offices": ["office", "code", "role", "title", "aliases", "leads", "source"],
    "terms": ["office", "person", "from", "to", "acting", "source"],
    "persons": ["person", "sex", "aliases", "source"],
    "summits": ["summit", "series", "from", "to", "city", "code", "participants", "source"],
    "neutrals": ["name", "kind", "aliases", "source"],
}
KEYS = {
    "states": ("code",),
    "names": ("code", "kind", "text"),
    "offices": ("office",),
    "terms": ("office", "person", "from"),
    "summits": ("summit",),
    "neutrals": ("name",),
}
TABLES = sorted(p for p in DATA.rglob("*.tsv"))


def kind_of(table: Path) -> str:
    return table.stem if table.parent == DATA else table.parent.name


def rows(table: Path) -> Iterator[tuple[int, dict[str, str]]]:
    header: list[str] = []
    for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        if not header:
            header = line.split("\t")
        else:
            yield number, dict(zip(header, line.split("\t"), strict=True))


@pytest.mark.parametrize("table", TABLES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_columns_cells_and_sources(table: Path) -> None:
    header = next(x for x in table.read_text(encoding="utf-8").splitlines() if x and not x.startswith("#"))
    assert header.split("\t") == COLUMNS[kind_of(table)]
    for number, row in rows(table):
        assert row["source"].strip(), f"line {number} has no source"
        assert all(cell == cell.strip() for cell in row.values()), f"line {number} has blanks around a cell"


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_no_row_stands_twice(kind: str) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for table in (t for t in TABLES if kind_of(t) == kind):
        for number, row in rows(table):
            key = tuple(row[c] for c in KEYS[kind])
            place = f"{table.name}, line {number}"
            assert key not in seen, f"{key} in {place} and in {seen.get(key)}"
            seen[key] = place


def test_codes_roles_and_kinds_are_known() -> None:
    source = authority()
    kinds = {"alias", "demonym", "plural", "adjective", "capital", "seat", "body", "city"}
    assert {n.kind for n in source.names} <= kinds
    assert {n.code for n in source.names} <= source.states.keys()
    assert {o.code for o in source.offices.values()} <= source.states.keys()
    assert {o.role for o in source.offices.values()} <= ROLES
    assert all(o.id.split("/")[0] == o.code for o in source.offices.values())
    assert {s.code for s in source.summits if s.code} <= source.states.keys()
    assert {p for s in source.summits for p in s.participants} <= source.states.keys()
    assert {n.kind for n in source.neutrals} <= {"media", "organisation"}
    assert {p.sex for p in source.persons.values()} <= {"m", "f", ""}


def test_terms_of_one_office_do_not_overlap() -> None:
    by_office: dict[str, list[Term]] = defaultdict(list)
    for term in authority().terms:
        by_office[term.office.id].append(term)
    faults = []
    for office, terms in sorted(by_office.items()):
        for a, b in pairwise(sorted(terms, key=lambda t: (t.start, t.end))):
            if b.start < a.end and not _cut_to_one_period(a, b):
                faults.append(f"{office}: {a.person} {a.start}..{a.end}, {b.person} {b.start}..{b.end}")
    assert faults == []


def _cut_to_one_period(a: Term, b: Term) -> bool:
    """Tell whether dates cut to a month or a year only seem to overlap: one ends where the other begins."""
    same_year = a.end[:4] == b.start[:4] and (a.end.endswith("-12-31") or b.start.endswith("-01-01"))
    return a.end[:7] == b.start[:7] or same_year


def test_every_office_has_been_held_and_every_person_has_held_one() -> None:
    source = authority()
    held = {t.office.id for t in source.terms}
    assert sorted(source.offices.keys() - held) == []
    assert [p.name for p in source.persons.values() if not p.terms] == []


def test_who_led_on_days_of_the_public_record() -> None:
    source = authority()
    for code, day, person in (
        ("USA", "1962-10-22", "John F. Kennedy"),
        ("SUN", "1986-10-11", "Mikhail Gorbachev"),
        ("GBR", "2016-07-14", "Theresa May"),
        ("TUR", "2013-05-01", "Recep Tayyip Erdoğan"),
        ("DEU", "2021-12-09", "Olaf Scholz"),
        ("IND", "2010-01-01", "Manmohan Singh"),
    ):
        assert {t.person for t in source.leading(code, day, day)} == {person}


def test_members_of_the_united_nations_have_leaders_today() -> None:
    source = authority()
    lasting = [s.code for s in source.states.values() if not s.is_organisation and s.end == LATEST]
    without = [c for c in lasting if not any(t.end >= "2025" for r in ("head-of-state", "head-of-government")
                                             for t in source.by_role.get((c, r), ()))]  # fmt: skip
    assert len(lasting) > 190
    assert without == []


def _folder(tmp_path: Path, **texts: str) -> Path:
    headers = {kind: "\t".join(columns) + "\n" for kind, columns in COLUMNS.items()}
    for kind, header in headers.items():
        (tmp_path / f"{kind}.tsv").write_text(header + texts.get(kind, ""), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("kind", "row", "told"),
    [
        ("states", "AAA\tAland\n", "states.tsv, line 2: 2 cells, 7 expected"),
        ("terms", "AAA/none\tAnn One\t2001\t\t\tx\n", "terms.tsv, line 2: there is no office AAA/none"),
        ("terms", "AAA/head\tAnn One\t20010\t\t\tx\n", "terms.tsv, line 2: '20010' is no date"),
        ("terms", "AAA/head\tAnn One\t2001-13\t\t\tx\n", "terms.tsv, line 2: '2001-13' is no date"),
        ("terms", "AAA/head\tAnn One\t2005\t2001\t\tx\n", "terms.tsv, line 2: the term ends (2001) before it begins"),
        ("offices", "AAA/x\tAAA\tadviser\tX\t\t2001-2005\tx\n", "offices.tsv, line 3: '2001-2005' is no period"),
    ],
)
def test_a_malformed_row_is_told_with_file_and_line(tmp_path: Path, kind: str, row: str, told: str) -> None:
    texts = {
        "states": "AAA\tAland\tAland\tstate\t\t\tx\n",
        "offices": "AAA/head\tAAA\thead-of-state\tHead of Aland\t\tyes\tx\n",
    }
    texts[kind] = row if kind == "states" else texts.get(kind, "") + row
    with pytest.raises(InputError) as caught:
        read_authority(_folder(tmp_path, **texts))
    assert told in str(caught.value)


def test_a_missing_column_is_told(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "names.tsv").write_text("code\ttext\tsource\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"names\.tsv, line 1: the header lacks kind"):
        read_authority(folder)
