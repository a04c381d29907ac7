"""The user's own actors: merged over the tables, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.actors.actor import Days
from communique.actors.authority import LATEST, Authority, authority
from communique.actors.incumbents import Incumbents
from communique.actors.tables import read_authority
from communique.actors.userfile import COLUMNS, VARIABLE, Added, add, own_path, read_own
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


def adding(tmp_path: Path, *rows: str, dry_run: bool = False) -> Added:
    file = tmp_path / "mine.tsv"
    file.write_text(HEADER + "".join(rows), encoding="utf-8")
    source = read_authority(DATA)
    return add(file, source.states, source.offices, source.terms, dry_run=dry_run)


def merged(own: Path) -> Authority:
    return read_authority(DATA, own)


def test_a_successor_ends_the_term_that_the_tables_leave_open(tmp_path: Path, own: Path) -> None:
    before = next(t for t in authority().by_role[("TUR", "head-of-state")] if t.end == LATEST)
    new = row(person="Ada Deniz", office="TUR/president", **{"from": "2041-05-01"})
    assert adding(tmp_path, new).rows == 1
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


def presidents(source: Authority, since: str) -> list[tuple[str, str, str]]:
    terms = source.by_role[("TUR", "head-of-state")]
    return [(t.person, t.start, t.end) for t in terms if t.office.id == "TUR/president" and t.end >= since]


def on(source: Authority, day: str) -> str | None:
    term = Incumbents(source).holder("TUR", ("head-of-state",), Days(day, day))
    return term.person if term else None


def test_a_term_within_one_of_the_tables_parts_it(tmp_path: Path, own: Path) -> None:
    ((holder, start, end),) = presidents(read_authority(DATA), "2016")
    added = adding(tmp_path, row(person="Ada Deniz", office="TUR/president", **{"from": "2018", "to": "2018"}))
    source = merged(own)
    assert presidents(source, "2016") == [
        (holder, start, "2018-01-01"),
        ("Ada Deniz", "2018-01-01", "2018-12-31"),
        (holder, "2019-01-01", end),
    ]
    days = ["2017-12-31", "2018-01-01", "2018-12-31", "2019-01-01", "2020-06-01"]
    assert [on(source, day) for day in days] == [holder, "Ada Deniz", "Ada Deniz", holder, holder]
    assert {t.person for t in source.leading("TUR", "2018-06-01", "2018-06-01")} == {"Ada Deniz"}
    assert [str(g) for g in added.given_way] == [
        f"TUR/president: {holder} gives way from 2018-01-01 to 2018-12-31"
    ]  # fmt: skip


@pytest.mark.parametrize(("first", "last", "back"), [
    ("2018-02-10", "2018-02-28", "2018-03-01"),
    ("2020-02", "2020-02", "2020-03-01"),
    ("2018-05-05", "2018-05-05", "2018-05-06"),
    ("2018-11", "2018-12", "2019-01-01"),
])  # fmt: skip
def test_the_holder_before_is_back_on_the_next_day(tmp_path: Path, own: Path, first: str, last: str, back: str) -> None:
    ((holder, _, _),) = presidents(read_authority(DATA), "2016")
    adding(tmp_path, row(person="Ada Deniz", office="TUR/president", **{"from": first, "to": last}))
    source = merged(own)
    assert presidents(source, "2016")[2][:2] == (holder, back)
    assert (on(source, presidents(source, "2016")[1][1]), on(source, back)) == ("Ada Deniz", holder)


def test_several_terms_part_one_and_a_term_may_cover_several(tmp_path: Path, own: Path) -> None:
    ((holder, start, end),) = presidents(read_authority(DATA), "2016")
    adding(
        tmp_path,
        row(person="Ada Deniz", office="TUR/president", **{"from": "2016", "to": "2016"}),
        row(person="Can Ufuk", office="TUR/president", **{"from": "2018", "to": "2018"}),
    )
    assert presidents(merged(own), "2016") == [
        (holder, start, "2016-01-01"), ("Ada Deniz", "2016-01-01", "2016-12-31"),
        (holder, "2017-01-01", "2018-01-01"), ("Can Ufuk", "2018-01-01", "2018-12-31"), (holder, "2019-01-01", end),
    ]  # fmt: skip
    cover = adding(tmp_path, row(person="A B", office="GBR/prime-minister", **{"from": "2017", "to": "2022-01"}))
    assert [str(g) for g in cover.given_way] == [
        "GBR/prime-minister: Theresa May gives way from 2017-01-01 to 2019-07-24",
        "GBR/prime-minister: Boris Johnson gives way from 2019-07-24 to 2022-01-31",
    ]
    terms = [t for t in merged(own).by_role[("GBR", "head-of-government")] if "2017" < t.end < "2023"]
    assert [(t.person, t.start) for t in terms][:3] == [
        ("Theresa May", "2016-07-13"), ("A B", "2017-01-01"), ("Boris Johnson", "2022-02-01"),
    ]  # fmt: skip


def test_what_gives_way_is_told_once_and_only_for_new_rows(tmp_path: Path, own: Path) -> None:
    first = row(person="Ada Deniz", office="TUR/president", **{"from": "2018", "to": "2018"})
    second = row(person="Can Ufuk", office="TUR/president", **{"from": "2041-05-01"})
    change = row(person="Theresa May", office="GBR/prime-minister", **{"from": "2016-07-13", "to": "2019-07-23"})
    same = row(person="Theresa May", office="GBR/prime-minister", **{"from": "2016-07-13", "to": "2019-07-24"})
    assert len(adding(tmp_path, first).given_way) == 1
    assert [str(g) for g in adding(tmp_path, first, second).given_way] == [
        "TUR/president: Recep Tayyip Erdoğan gives way from 2041-05-01 on"
    ]
    (told,) = adding(tmp_path, change, dry_run=True).given_way
    assert str(told) == (
        "GBR/prime-minister: the term of Theresa May, 2016-07-13 to 2019-07-24 in the tables, "
        "is now 2016-07-13 to 2019-07-23"
    )
    assert adding(tmp_path, same).given_way == ()


def test_a_dry_run_checks_and_writes_nothing(tmp_path: Path, own: Path) -> None:
    new = row(person="Ada Deniz", office="TUR/president", **{"from": "2041-05-01"})
    assert adding(tmp_path, new, dry_run=True).rows == 1
    assert not own.exists()
    with pytest.raises(InputError, match="line 2: there is no office TUR/none"):
        adding(tmp_path, row(person="A B", office="TUR/none", **{"from": "2041"}), dry_run=True)


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
    added = [adding(tmp_path, first), adding(tmp_path, first), adding(tmp_path, first, second)]
    assert [a.rows for a in added] == [1, 0, 1]
    assert own.read_text(encoding="utf-8") == HEADER + first + second


FAULTS = [
    (row(person="A B", office="XYZ/president", code="XYZ", role="head-of-state", title="P", **{"from": "2001"}),
     "there is no state or organisation with the code 'XYZ'"),
    (row(person="A B", office="TUR/president", **{"from": "2041-5-1"}), "'2041-5-1' is no date"),
    (row(person="A B", office="TUR/president", **{"from": "2041-02-30"}), "'2041-02-30' is no date"),
    (row(person="A B", office="TUR/president", **{"from": "2041-02-01", "to": "2040"}), "before it begins"),
    (row(person="A B", office="TUR/president"), "a term needs the day it begins"),
    (row(person="A B", office="TUR/none", **{"from": "2041"}), "there is no office TUR/none"),
    (row(person="A B", office="TUR/x", code="TUR", role="boss", title="X", **{"from": "2041"}), "no role 'boss'"),
    (row(person="A B", office="TUR/president", code="FRA", **{"from": "2041"}), "is an office of TUR, not of FRA"),
    (row(person="A B", office="TUR/president", sex="w", **{"from": "2041"}), "sex is m, f or empty"),
    (row(person="A B", office="TUR/president", source="", **{"from": "2041"}), "the source is missing"),
    (row(person="", office="TUR/president", **{"from": "2041"}), "the person has no name"),
    (row(person="A B", office="TUR/president", **{"from": "2043"}), "overlaps that of Ada Deniz"),
    (row(person="A B", office="TUR/president", **{"from": "2041-05-01", "to": "2041-05-01"}),
     "overlaps that of Ada Deniz, line 2"),
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
