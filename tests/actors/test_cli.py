"""``communique actors`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.actors.cli import actors_app
from communique.actors.userfile import VARIABLE
from communique.errors import InputError

from .test_userfile import HEADER, row

RUN = CliRunner()


@pytest.mark.parametrize("command", ["lookup", "show", "add", "update"])
def test_help_shows_an_example(command: str) -> None:
    told = RUN.invoke(actors_app, [command, "--help"], env={"COLUMNS": "200"})
    assert told.exit_code == 0
    assert f"Example: communique actors {command} " in told.output


def test_lookup_tells_actor_office_side_score_and_reason() -> None:
    told = RUN.invoke(actors_app, ["lookup", "the Turkish leader", "--on", "2018-12-14"])
    assert told.exit_code == 0
    assert told.output == (
        "Recep Tayyip Erdoğan, President of Turkey; speaks for TUR "
        "(score 0.80: holder of TUR/president on the day)\n"
    )  # fmt: skip


def test_lookup_as_json() -> None:
    told = RUN.invoke(actors_app, ["lookup", "Secretary Albright", "--on", "1999-06-01", "--json"])
    entry = json.loads(told.output)
    assert (entry["actor"], entry["side"], entry["role"]) == ("person:Madeleine Albright", "USA", "foreign-minister")


def test_what_stays_open_has_an_exit_status_of_its_own() -> None:
    told = RUN.invoke(actors_app, ["lookup", "the foreign minister", "--on", "1999-06-01"])
    assert told.exit_code == 1
    assert told.output.startswith("the foreign minister: unresolved: no country is given")
    told = RUN.invoke(actors_app, ["lookup", "the foreign minister", "--json"])
    assert (told.exit_code, json.loads(told.output)["actor"]) == (1, None)


@pytest.mark.parametrize("day", ["1999", "1999-6-1", "yesterday"])
def test_a_malformed_day_is_told(day: str) -> None:
    assert isinstance(RUN.invoke(actors_app, ["lookup", "Putin", "--on", day]).exception, InputError)


def test_show_a_person_a_state_and_nobody() -> None:
    person = RUN.invoke(actors_app, ["show", "theresa may"]).output
    assert "2016-07-13 to 2019-07-24  Prime Minister of the United Kingdom" in person
    state = json.loads(RUN.invoke(actors_app, ["show", "fra", "--json"]).output)
    assert state["name"] == "France"
    assert {"kind": "capital", "text": "Paris"} in state["names"]
    assert {"office": "FRA/president", "person": "Jacques Chirac", "from": "1995-05-17", "to": "2007-05-16"} in state[
        "terms"
    ]
    assert isinstance(RUN.invoke(actors_app, ["show", "Nobody Known"]).exception, InputError)


def test_add_can_be_tried_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, mine = tmp_path / "own.tsv", tmp_path / "mine.tsv"
    monkeypatch.setenv(VARIABLE, str(own))
    mine.write_text(HEADER + row(person="Ada Deniz", office="TUR/president", **{"from": "2018", "to": "2018"}), "utf-8")
    told = RUN.invoke(actors_app, ["add", "--dry-run", str(mine)])
    assert told.output == (
        "TUR/president: Recep Tayyip Erdoğan gives way from 2018-01-01 to 2018-12-31\n"
        f"1 new row; nothing was written to {own}\n"
    )
    assert not own.exists()


def test_show_an_office_as_add_names_it() -> None:
    told = RUN.invoke(actors_app, ["show", "TUR/president"])
    assert told.exit_code == 0
    assert told.output.splitlines()[0] == "President of Turkey  [TUR/president]  head-of-state"
    assert "  2014-08-28 to today       Recep Tayyip Erdoğan" in told.output.splitlines()
    assert RUN.invoke(actors_app, ["show", "tur/President"]).output == told.output
    entry = json.loads(RUN.invoke(actors_app, ["show", "TUR/president", "--json"]).output)
    assert (entry["title"], entry["role"]) == ("President of Turkey", "head-of-state")
    assert entry["terms"][-1] == {
        "office": "TUR/president", "person": "Recep Tayyip Erdoğan", "from": "2014-08-28", "to": "",
    }  # fmt: skip


def test_show_a_side_by_its_name() -> None:
    assert RUN.invoke(actors_app, ["show", "france"]).output == RUN.invoke(actors_app, ["show", "FRA"]).output


@pytest.mark.parametrize(("name", "hint"), [
    ("TUR/presidnt", "there is no office 'TUR/presidnt' in the authority; near: TUR/president"),
    ("FRN", "there is no person or code 'FRN' in the authority; near: "),
    ("Emanuel Makron", "near: Emmanuel Macron"),
])  # fmt: skip
def test_show_hints_at_what_is_near(name: str, hint: str) -> None:
    assert hint in str(RUN.invoke(actors_app, ["show", name]).exception)


def test_add_says_what_is_new_and_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, mine = tmp_path / "own.tsv", tmp_path / "mine.tsv"
    monkeypatch.setenv(VARIABLE, str(own))
    mine.write_text(HEADER + row(person="Ada Deniz", office="TUR/president", **{"from": "2041-05-01"}), "utf-8")
    told = RUN.invoke(actors_app, ["add", str(mine)])
    assert told.output == (
        f"TUR/president: Recep Tayyip Erdoğan gives way from 2041-05-01 on\n1 new row in {own}\n"
    )  # fmt: skip
    mine.write_text(HEADER + row(person="Ada Deniz", office="TUR/president", **{"from": "2041-05"}) * 2, "utf-8")
    assert isinstance(RUN.invoke(actors_app, ["add", str(mine)]).exception, InputError)
