"""Answers to look-ups: what is known, why the rest stays open, and how it is worded for people."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from communique.actors.answer import Status, answer
from communique.actors.authority import authority
from communique.actors.cli import actors_app
from communique.actors.near import near
from communique.actors.wording import with_articles

RUN = CliRunner()
DAY = "2019-06-01"


@pytest.mark.parametrize(("text", "day", "status", "reason"), [
    ("the Turkish leader", "2018-12-14", "found", ""),
    ("the European Union.", None, "found", ""),
    ("Russia's", None, "found", ""),
    ("the Turkish leader", None, "holder-unknown", "give the day with --on"),
    ("the Turkish leader", "1800-01-01", "holder-unknown", "nobody who held it on 1800-01-01"),
    ("the former French president", DAY, "holder-unknown", "which former holder is meant"),
    ("the French Minister of Silly Walks", DAY, "holder-unknown", "nobody who held it on 2019-06-01"),
    ("the French Minister of Silly Walks", None, "holder-unknown", "the authority knows no holder"),
    ("Zorgo Blimp", DAY, "not-in-authority", "not in the authority"),
    ("French farm minister Zorgo Blimp", DAY, "not-in-authority", "not in the authority"),
    ("xyz", DAY, "unresolved", "no name, title or place"),
    ("Bush", None, "unresolved", "ambiguous; give the day with --on"),
    ("Bush", "1999-01-01", "unresolved", "nobody of that name held an office on 1999-01-01"),
    ("Mr Blimp", DAY, "unresolved", "nobody of that name is in the authority"),
    ("the foreign minister", DAY, "unresolved", "no country is given; say whose, as in “the French foreign minister”"),
    ("the two leaders", DAY, "unresolved", "points back to somebody in a text"),
    ("his counterpart", DAY, "unresolved", "points back to somebody in a text"),
    ("the French minister for agriculture", DAY, "unresolved", "no office “French minister for agriculture”"),
    ("the mayor of Paris", DAY, "unresolved", "does not know the whole of it"),
    ("the Russian", DAY, "unresolved", "any citizen of that side"),
    ("a German economist", DAY, "unresolved", "no office of a state"),
    ("Aleppo", DAY, "unresolved", "stands for no government"),
])  # fmt: skip
def test_an_answer_says_how_far_it_came_and_why_no_further(
    text: str, day: str | None, status: str, reason: str
) -> None:
    found = answer(text, day)
    assert found.status == status
    assert reason in found.reason
    assert bool(found.reason) == (found.status is not Status.FOUND)


def test_an_answer_names_those_between_whom_it_stays_open() -> None:
    assert answer("Bush").candidates == ("George H. W. Bush", "George W. Bush")
    holders = answer("the Turkish leader").candidates
    assert {"Abdullah Gül", "Recep Tayyip Erdoğan"} <= set(holders)
    assert "last of them Recep Tayyip Erdoğan" in answer("the Turkish leader").reason
    envoys = answer("the US envoy for Syria").candidates
    assert 0 < len(envoys) < len(answer("the US envoy").candidates)
    assert answer("Emanuel Makron").candidates[0] == "Emmanuel Macron"


def told(*arguments: str) -> tuple[int, str]:
    result = RUN.invoke(actors_app, ["lookup", *arguments])
    return result.exit_code, result.output


@pytest.mark.parametrize(("text", "status"), [
    ("the Turkish leader", 1), ("Bush", 1), ("xyz", 1), ("Zorgo Blimp", 3), ("Emmanuel Macron", 0), ("the Kremlin", 0),
])  # fmt: skip
def test_the_exit_status_tells_what_is_known(text: str, status: int) -> None:
    assert told(text)[0] == status
    assert told(text, "--json")[0] == status


def test_the_help_explains_the_exit_status() -> None:
    text = RUN.invoke(actors_app, ["lookup", "--help"], env={"COLUMNS": "200"}).output
    assert "The exit status is 0" in text
    assert "3 when the name is not in the authority" in " ".join(text.split())


def test_an_office_without_its_holder_is_named_once() -> None:
    line = told("the Turkish leader")[1]
    assert line.startswith("Leader of Turkey; speaks for TUR (")
    assert line.count("Leader of Turkey") == 1
    assert "give the day with --on" in line


def test_what_was_not_read_is_told() -> None:
    assert told("the mayor of Paris")[1].splitlines()[-1] == "only “Paris” was read"
    assert "was read" not in told("the Turkish leader")[1]


def test_an_open_answer_as_json_has_reason_and_candidates() -> None:
    entry = json.loads(told("Bush", "--json")[1])
    assert entry == {
        "actor": None, "reason": "ambiguous; give the day with --on or write the full name",
        "candidates": ["George H. W. Bush", "George W. Bush"], "status": "unresolved", "read": "Bush",
    }  # fmt: skip
    entry = json.loads(told("Zorgo Blimp", "--json")[1])
    assert (entry["actor"], entry["status"], entry["reason"]) == (
        "person:Zorgo Blimp", "not-in-authority", "not in the authority",
    )  # fmt: skip


def test_people_read_the_article_and_scripts_the_plain_name() -> None:
    assert told("the US president")[1].startswith("President of the United States; ")
    entry = json.loads(told("the US president", "--json")[1])
    assert (entry["actor"], entry["office"]) == ("office:USA/president", "President of United States")


@pytest.mark.parametrize(("plain", "read"), [
    ("President of United States", "President of the United States"),
    ("Prime Minister of United Kingdom", "Prime Minister of the United Kingdom"),
    ("Ambassador of Netherlands to United Nations", "Ambassador of the Netherlands to the United Nations"),
    ("Envoy of United States for Syria", "Envoy of the United States for Syria"),
    ("President of Democratic Republic of the Congo", "President of the Democratic Republic of the Congo"),
    ("President of Republic of the Congo (unnamed)", "President of the Republic of the Congo (unnamed)"),
    ("President of Gambia", "President of the Gambia"),
    ("President of Seychelles", "President of Seychelles"),
    ("President of the Philippines", "President of the Philippines"),
    ("Commander of United States Central Command", "Commander of United States Central Command"),
    ("President of France", "President of France"),
])  # fmt: skip
def test_names_with_an_article(plain: str, read: str) -> None:
    assert with_articles(plain) == read


def test_what_is_near_to_an_unknown_name() -> None:
    source = authority()
    assert near("TUR/presidnt", source)[0] == "TUR/president"
    assert "FRA (France)" in near("FRN", source)
    assert near("Erdogn", source) == ("Recep Tayyip Erdoğan",)
    assert near("Qqqqqqqqqq Wwwwwww", source) == ()
