"""The user's own actors: merged over the tables, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.actors.authority import LATEST, Authority, authority
from communique.actors.tables import read_authority
from communique.actors.userfile import COLUMNS, VARIABLE, add, own_path, read_own
from communique.errors import InputError

from .test_tables import DATA

HEADER = "\t".join(COLUMNS) + "\n"


def row(**cells: str) -> str:
    return "\t".join(cells.get(c, "my notes" if c == "source" else "") for c in COLUMNS) + "\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config" / "actors.tsv"
    monkeypatch.setenv(VARIABLE, str(path))
    return path


def adding(tmp_path: Path, *rows: str) -> int:
    file = tmp_path / "mine.tsv"
    file.write_text(HEADER + "".join(rows), encoding="utf-8")
    source = authority()
    return add(file, source.states, source.offices, source.terms)


def merged(own: Path) -> Authority:
    return read_authority(DATA, own)


def test_a_successor_ends_the_term_that_the_tables_leave_open(tmp_path: Path, own: Path) -> None:
    before = next(t for t in authority().by_role[("TUR", "head-of-state")] if t.end == LATEST)
    new = row(person="Ada Deniz", office="TUR/president", **{"from": "2041-05-01"})
    assert adding(tmp_path, new) == 1
    source = merged(own)
    terms = [t for t in source.by_role[("TUR", "head-of-state")] if t.end >= "2041"]
    assert [(t.person, t.start, t.end) for t in terms] == [
        (before.person, before.start, "2041-05-01"),
        ("Ada Deniz", "2041-05-01", LATEST),
    ]
    assert {t.person for t in source.leading("TUR", "2042-01-01", "2042-01-01")} == {"Ada Deniz"}


def test_the_same_persons_dates_are_corrected(tmp_path: Path, own: Path) -> None:
    change = row(person="Theresa May", office="GBR/prime-minister", **{"from": "2016-07-13", "to": "2019-07-23"})
    adding(tmp_path, change)
    terms = [t for t in merged(own).persons["Theresa May"].terms if t.office.id == "GBR/prime-minister"]
    assert [(t.start, t.end) for t in terms] == [("2016-07-13", "2019-07-23")]


def test_a_new_office_and_a_persons_aliases(tmp_path: Path, own: Path) -> None:
    adding(
        tmp_path,
        row(person="Ada Deniz", office="TUR/envoy-moon", code="TUR", role="envoy", title="Envoy of Turkey to the Moon",
            **{"from": "2020-01"}, sex="f", aliases="A. Deniz|Ada D."),
        row(person="Angela Merkel", aliases="Mutti"),
    )  # fmt: skip
    source = merged(own)
    assert source.persons["Ada Deniz"].terms[0].office.title == "Envoy of Turkey to the Moon"
    assert source.persons["Ada Deniz"].sex == "f"
    assert "Mutti" in source.persons["Angela Merkel"].aliases


def test_adding_twice_adds_nothing_and_adding_more_keeps_what_was_there(tmp_path: Path, own: Path) -> None:
    first = row(person="Ada Deniz", office="TUR/president", **{"from": "2041-05-01", "to": "2046-05-01"})
    second = row(person="Can Ufuk", office="TUR/president", **{"from": "2046-05-01"})
    assert [adding(tmp_path, first), adding(tmp_path, first), adding(tmp_path, first, second)] == [1, 0, 1]
    assert own.read_text(encoding="utf-8") == HEADER + first + second


FAULTS = [
    (row(person="A B", office="XYZ/president", code="XYZ", role="head-of-state", title="P", **{"from": "2001"}),
     "there is no state or organisation with the code 'XYZ'"),
    (row(person="A B", office="TUR/president", **{"from": "2041-5-1"}), "'2041-5-1' is no date"),
    (row(person="A B", office="TUR/president", **{"from": "2041-02-01", "to": "2040"}), "before it begins"),
    (row(person="A B", office="TUR/president"), "a term needs the day it begins"),
    (row(person="A B", office="TUR/none", **{"from": "2041"}), "there is no office TUR/none"),
    (row(person="A B", office="TUR/x", code="TUR", role="boss", title="X", **{"from": "2041"}), "no role 'boss'"),
    (row(person="A B", office="TUR/president", code="FRA", **{"from": "2041"}), "is an office of TUR, not of FRA"),
    (row(person="A B", office="TUR/president", sex="w", **{"from": "2041"}), "sex is m, f or empty"),
    (row(person="A B", office="TUR/president", source="", **{"from": "2041"}), "the source is missing"),
    (row(person="", office="TUR/president", **{"from": "2041"}), "the person has no name"),
    (row(person="A B", office="TUR/president", **{"from": "2043"}), "overlaps that of Ada Deniz"),
    (row(person="A B", office="GBR/prime-minister", **{"from": "2017", "to": "2018"}), "overlaps that of Theresa May"),
    ("too\tfew\n", "2 cells, 10 expected"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "told"), FAULTS)
def test_a_faulty_row_is_told_with_file_and_line_and_nothing_is_applied(
    tmp_path: Path, own: Path, fault: str, told: str
) -> None:
    kept = row(person="Kim Other", office="FRA/president", **{"from": "2041"})
    adding(tmp_path, kept)
    good = row(person="Ada Deniz", office="TUR/president", **{"from": "2041-05-01", "to": "2046-05-01"})
    with pytest.raises(InputError) as caught:
        adding(tmp_path, good, fault)
    assert "mine.tsv, line 3: " in str(caught.value)
    assert told in str(caught.value)
    assert own.read_text(encoding="utf-8") == HEADER + kept


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "actors.tsv"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot be read as UTF-8"):
        read_own(file, {}, {})


def test_the_file_stands_where_the_variable_says_or_in_the_configuration_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "x.tsv"))
    assert own_path() == tmp_path / "x.tsv"
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert own_path().name == "actors.tsv"
    assert own_path().parent.name == "communique"


def test_a_term_without_its_office_is_no_term(tmp_path: Path, own: Path) -> None:
    with pytest.raises(InputError, match=r"line 2: the office has no id.*MLT/foreign-minister"):
        adding(tmp_path, row(person="Ada Deniz", code="MLT", role="foreign-minister", **{"from": "2030-01-01"}))
    assert not own.exists()


def test_a_file_with_commas_and_one_that_is_not_there_say_so(tmp_path: Path) -> None:
    source = authority()
    file = tmp_path / "mine.csv"
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_own(file, source.states, source.offices)
    file.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="parted by tabs"):
        read_own(file, source.states, source.offices)
