"""The exports: their form to the letter, and the same bytes whatever the order of writing."""

from __future__ import annotations

import csv
import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import InputError
from communique.export import FORMATS, export, export_jsonl
from communique.ledger import Writer, open_ledger
from communique.records import Participant, Period, Reading, Rejection, Status, content_id
from ledger import samples

# Name by name and in this order, as the contract has them.
KEYS = {
    "document": "type id external_id path url publisher published title language lineage reprint_of",
    "contact": "type id mode status date place initiator duration_minutes participants topics reports"
    " independent_sources",
    "account": "type id document contact source actor side via cue cue_class content start end",
    "divergence": "type id contact kind side_a account_a side_b account_b reason",
    "figure": "type id document value unit of source date place side quote start end",
}
INNER_KEYS = {
    "published": "date basis",
    "date": "start end basis",
    "participants": "actor name office country",
    "reports": "document start end quote status date note",
}


def build(path: Path) -> None:
    """Write a contact that two documents tell of, one with two passages, with a divergence and a figure."""
    first = samples.document(external_id="A 1", url="https://example.org/a?b=1&c=„2“")
    told = samples.report(first)
    told = replace(told, spans=(samples.span(first.text, "They discussed grain"), *told.spans))
    said = samples.account(first, told)
    ships = samples.figure(first, "40 ships", 40.0)
    second = samples.document("Émile Bonnet denied it.\nHe said \u2028 so.", path="press/b.txt")
    again = samples.report(second, "Émile Bonnet denied it", date=None, status=Status.CANCELLED)
    denied = samples.account(second, again, side="FRA", via=(), cue=None)
    apart = samples.account(second, None, "Bonnet denied it")
    samples.write(path, Reading(second, (apart, again, denied)), Reading(first, (ships, said, told)))
    made = samples.contact((again, told), date=Period("2016-07-01", "2016-07-31", "month"), status=Status.HELD)
    with Writer(path) as writer:
        writer.replace_contacts(
            [made], [samples.divergence(made, said, denied), samples.divergence(made, denied, None)]
        )
        writer.replace_lineage({second.id: ("rewrite", first.id)})


@pytest.fixture
def lines(tmp_path: Path) -> list[str]:
    build(tmp_path / "l.db")
    with open_ledger(tmp_path / "l.db") as ledger:
        return list(export_jsonl(ledger))


@pytest.fixture
def entries(lines: list[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines]


def of_type(entries: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [entry for entry in entries if entry["type"] == name]


def test_one_object_a_line_sorted_by_type_and_id(lines: list[str], entries: list[dict[str, Any]]) -> None:
    assert len(entries) == 9
    assert not any("\n" in line for line in lines)
    order = [(entry["type"], entry["id"]) for entry in entries]
    assert order == sorted(order)


def test_keys_stand_in_the_order_of_the_contract(entries: list[dict[str, Any]]) -> None:
    assert {entry["type"] for entry in entries} == set(KEYS)
    for entry in entries:
        assert " ".join(entry) == KEYS[entry["type"]]
        for name, keys in INNER_KEYS.items():
            values = entry.get(name) or []
            for value in values if isinstance(values, list) else [values]:
                assert " ".join(value) == keys


def test_characters_stand_as_they_are(lines: list[str]) -> None:
    everything = "\n".join(lines)
    assert "Émile Bonnet" in everything
    assert "„2“" in everything
    assert "\\u" not in everything


def test_a_contact_has_a_report_for_each_span(entries: list[dict[str, Any]]) -> None:
    (contact,) = of_type(entries, "contact")
    first, second = (
        samples.document(external_id="A 1").id,
        samples.document("Émile Bonnet denied it.\nHe said \u2028 so.").id,
    )
    assert contact["date"] == {"start": "2016-07-01", "end": "2016-07-31", "basis": "month"}
    told = {(report["document"], report["quote"]): report for report in contact["reports"]}
    assert set(told) == {
        (first, "Anna Adler called Émile Bonnet on Monday"),
        (first, "They discussed grain"),
        (second, "Émile Bonnet denied it"),
    }
    assert told[second, "Émile Bonnet denied it"]["status"] == "cancelled"
    assert told[second, "Émile Bonnet denied it"]["date"] is None
    assert told[first, "They discussed grain"]["date"]["start"] == "2016-07-04"
    order = [(report["document"], report["start"]) for report in contact["reports"]]
    assert order == sorted(order)


def test_an_account_names_the_contact_that_it_is_about(entries: list[dict[str, Any]]) -> None:
    (contact,) = of_type(entries, "contact")
    about = {entry["content"]: entry["contact"] for entry in of_type(entries, "account")}
    assert about == {
        "Adler said 40 ships were ready": contact["id"],
        "He said \u2028 so": contact["id"],
        "Bonnet denied it": None,
    }


def test_lineage_and_divergence(entries: list[dict[str, Any]]) -> None:
    documents = {entry["path"]: entry for entry in of_type(entries, "document")}
    assert documents["press/b.txt"]["lineage"] == "rewrite"
    assert documents["press/b.txt"]["reprint_of"] == documents["press/a.txt"]["id"]
    assert documents["press/a.txt"]["published"] == {"date": "2016-07-05", "basis": "metadata"}
    assert sorted(entry["account_b"] is None for entry in of_type(entries, "divergence")) == [False, True]


def test_an_unknown_date_is_null(tmp_path: Path) -> None:
    of = samples.document()
    told = samples.report(of, date=None)
    samples.write_with_contacts(tmp_path / "l.db", Reading(of, (told,)))
    with open_ledger(tmp_path / "l.db") as ledger:
        (contact,) = of_type([json.loads(line) for line in export_jsonl(ledger)], "contact")
    assert contact["date"] is None


def shuffled_content(order: list[int], path: Path, batch: int) -> tuple[list[str], list[str], list[Rejection]]:
    """Write nine readings, some of which quarrel over an id, in this order; return what comes out."""
    entries = [
        samples.reading(f"Adler called Bonnet. Adler said {n % 7} times.", f"id {n % 4}", f"{n}.txt") for n in range(9)
    ]
    with Writer(path, batch=batch) as writer:
        for number in order:
            writer.add_reading(entries[number], f"source {number}")
            writer.add_rejection(Rejection(f"{number}.pdf", "", "unknown-format", ""))
    with open_ledger(path) as ledger:
        reports = [entry.report for entry in ledger.merge_input()]
    made = [samples.contact((told,)) for told in reports]
    with Writer(path) as writer:
        writer.replace_contacts([made[n % len(made)] for n in order if n < len(made)], ())
    with open_ledger(path) as ledger:
        return list(export_jsonl(ledger)), list(export(ledger, "csv")), list(ledger.rejections())


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(9)), st.integers(1, 9))
def test_the_order_of_writing_does_not_show(order: list[int], batch: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        straight = shuffled_content(list(range(9)), Path(folder, "a.db"), 100)
        assert shuffled_content(order, Path(folder, "b.db"), batch) == straight
        assert len(straight[2]) == 14


HOSTILE = Participant("p", 'Line\r\n"break", comma; =1+1', None, "AUT")


def test_tables_are_read_back_by_any_reader_of_csv(tmp_path: Path) -> None:
    of = samples.document('Adler called Bonnet. She said "yes, and\nno".')
    told = samples.report(of, participants=(HOSTILE,))
    said = samples.account(of, told, 'She said "yes, and\nno"')
    samples.write_with_contacts(tmp_path / "l.db", Reading(of, (told, said)))
    with open_ledger(tmp_path / "l.db") as ledger:
        contacts = "\r\n".join(export(ledger, "csv"))
        accounts = "\r\n".join(export(ledger, "csv", "accounts"))
    (contact,) = csv.DictReader(contacts.splitlines(keepends=True))
    (account,) = csv.DictReader(accounts.splitlines(keepends=True))
    assert contact["participants"] == 'Line\r\n"break", comma; =1+1 (AUT)'
    assert contact["place"] == ""
    assert (account["content"], account["contact"]) == ('She said "yes, and\nno"', contact["id"])


def test_every_format_exports_an_empty_ledger(tmp_path: Path) -> None:
    Writer(tmp_path / "l.db").close()
    with open_ledger(tmp_path / "l.db") as ledger:
        heads = {(name, table): list(export(ledger, name, table)) for name in FORMATS for table in FORMATS[name].tables}
    assert heads["jsonl", "records"] == []
    assert [len(lines) for (name, _), lines in heads.items() if name == "csv"] == [1, 1]


def test_unknown_formats_and_tables_list_the_known(tmp_path: Path) -> None:
    Writer(tmp_path / "l.db").close()
    with open_ledger(tmp_path / "l.db") as ledger:
        with pytest.raises(InputError, match=r"xml: .* choose from jsonl, csv"):
            export(ledger, "xml")
        with pytest.raises(InputError, match="csv has no table 'figures'; choose from contacts, accounts"):
            export(ledger, "csv", "figures")


def test_an_account_whose_report_is_gone_is_about_nothing(tmp_path: Path) -> None:
    of = samples.document()
    lost = replace(samples.account(of, None), report=content_id("report", "gone"))
    samples.write(tmp_path / "l.db", Reading(of, (lost,)))
    with open_ledger(tmp_path / "l.db") as ledger:
        (account,) = of_type([json.loads(line) for line in export_jsonl(ledger)], "account")
    assert account["contact"] is None
