"""The command line: what each command prints, takes and returns."""

from __future__ import annotations

import gzip
import json
import shlex
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import typer.main

import communique
from communique.cli import app
from conftest import DOSSIERS, GOLDEN, Run, exported


def leaves(group: Any, name: str = "") -> dict[str, Any]:
    """Return the commands by name; those of a group as "group command"."""
    out: dict[str, Any] = {}
    for word, command in sorted(group.commands.items()):
        out |= leaves(command, f"{name}{word} ") if hasattr(command, "commands") else {f"{name}{word}": command}
    return out


COMMANDS = leaves(typer.main.get_command(app))
PROMISED = {"build", "list", "show", "export", "verify", "rejected"}


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


# Help


def test_the_commands_are_those_that_the_readme_promises() -> None:
    assert set(COMMANDS) >= PROMISED


@pytest.mark.parametrize("command", COMMANDS)
def test_help_says_what_it_does_and_shows_an_example(cli: Run, command: str) -> None:
    help_ = cli(*command.split(), "--help")
    assert help_.status == 0
    assert f"Example: communique {command} " in help_.out


@pytest.mark.parametrize("command", sorted(PROMISED))
def test_the_option_for_the_ledger_is_the_same_everywhere(cli: Run, command: str) -> None:
    assert "--ledger" in cli(command, "--help").out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_example_of_the_help_is_taken(command: str) -> None:
    """An example that names an option which is not there would be worse than none."""
    found = COMMANDS[command]
    example = found.epilog.split(">")[0].split(";")[0]
    words = shlex.split(example.removeprefix(f"Example: communique {command}"))
    assert found.make_context(command, words).params


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("build", [".htm,", ".warc.zst", ".gz", "patterns", "urls of files", "standard input", "status is 1"]),
        ("extract", ["patterns", "urls of files", "no standard input", "status is 1"]),
        ("load", ["its url", "status is 1"]),
        ("fetch", ["sitemaps", ".gz", "a url a line", "- for such lines on standard input"]),
        ("export", ["accounts", "figures", "for parquet a folder"]),
        ("rejected", ["screened out", "what would help"]),
        ("corrections add", ["call, video"]),
        ("serve", ["$COMMUNIQUE_TOKEN"]),
    ],
)
def test_help_tells_all_that_is_taken(
    cli: Run, monkeypatch: pytest.MonkeyPatch, command: str, words: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    told = " ".join(cli(*command.split(), "--help").out.split())
    assert [word for word in words if word not in told] == []


def test_version(cli: Run) -> None:
    assert cli("--version").out == f"communique {communique_version()}\n"


def communique_version() -> str:
    from importlib.metadata import version  # noqa: PLC0415  only here

    return version("communique")


@pytest.mark.parametrize(
    "arguments",
    [["sing"], ["list", "--no-such-option"], ["list", "--mode", "smoke"], ["build"], ["build", "x", "--workers", "0"]],
)  # fmt: skip
def test_a_wrong_call_is_status_2(cli: Run, arguments: list[str]) -> None:
    outcome = cli(*arguments)
    assert outcome.status == 2
    assert outcome.err
    assert "Traceback" not in outcome.err


# build


def test_build_ends_with_a_short_account(cli: Run, tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    first = cli("build", GOLDEN / "corpus", "--ledger", ledger)
    assert first.status == 0
    assert "4 documents read" in first.out
    assert " contacts, " in first.out
    assert first.err == ""
    again = objects(cli("build", GOLDEN / "corpus", "--ledger", ledger, "--json").out)
    assert again[0]["read"] == 0
    assert again[0]["known"] == 4
    assert again[0]["documents"] == 4
    assert again[0]["contacts"] > 0
    assert again[0]["accounts"] > 0


def test_build_tells_what_it_rejected(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/empty.txt").touch()
    (tmp_path / "in/empty2.txt").write_text("  \n")
    shutil.copy(GOLDEN / "corpus/kremlin.txt", tmp_path / "in")
    outcome = cli("build", tmp_path / "in", "--ledger", tmp_path / "l.db")
    assert (outcome.status, outcome.err) == (0, "")
    assert "2 rejected: 2 empty" in outcome.out
    assert f"communique rejected --ledger {tmp_path / 'l.db'}" in outcome.out


# list


def listed(cli: Run, ledger: Path, *filters: str) -> list[dict[str, Any]]:
    outcome = cli("list", "--ledger", ledger, "--json", *filters)
    assert outcome.status == 0
    return objects(outcome.out)


def sides(contact: dict[str, Any]) -> set[str]:
    return {p["country"] for p in contact["participants"]}


def test_list_filters(cli: Run, dossiers: Path) -> None:
    everything = listed(cli, dossiers)
    assert len(everything) > 20

    both = listed(cli, dossiers, "--side", "USA", "--side", "RUS")
    assert [c["id"] for c in both] == [c["id"] for c in everything if {"USA", "RUS"} <= sides(c)]
    calls = listed(cli, dossiers, "--mode", "call", "--mode", "video")
    assert [c["id"] for c in calls] == [c["id"] for c in everything if c["mode"] in {"call", "video"}]
    planned = listed(cli, dossiers, "--status", "scheduled")
    assert [c["id"] for c in planned] == [c["id"] for c in everything if c["status"] == "scheduled"]
    year = listed(cli, dossiers, "--since", "2022", "--until", "2022")
    assert [c["id"] for c in year] == [
        c["id"] for c in everything if c["date"] and c["date"]["start"] <= "2022-12-31" and c["date"]["end"] >= "2022"
    ]
    putin = listed(cli, dossiers, "--person", "putin")
    assert putin
    assert all(any("Putin" in p["name"] for p in c["participants"]) for c in putin)
    assert all(c["date"] is None for c in listed(cli, dossiers, "--undated"))
    assert 0 < len(listed(cli, dossiers, "--text", "ransomware")) < len(everything)
    for kept in (both, calls, planned, year, putin):
        assert 0 < len(kept) < len(everything)


def test_list_by_topic(cli: Run, dossiers: Path) -> None:
    with_topic = next(c for c in listed(cli, dossiers) if c["topics"])
    topic = with_topic["topics"][0]
    found = listed(cli, dossiers, "--topic", topic.upper())
    assert with_topic["id"] in [c["id"] for c in found]
    assert all(any(topic.lower() in t.lower() for t in c["topics"]) for c in found)


def test_list_shows_a_row_for_each_contact(cli: Run, dossiers: Path) -> None:
    contacts = listed(cli, dossiers)
    table = cli("list", "--ledger", dossiers).out
    rows = [line.split()[0] for line in table.splitlines()[2:] if line[:1].strip()]
    assert rows == [c["id"].removeprefix("contact-")[:6] for c in contacts]
    assert len(cli("list", "--ledger", dossiers, "--limit", "3", "--json").out.splitlines()) == 3


def test_list_says_when_nothing_fits(cli: Run, dossiers: Path) -> None:
    outcome = cli("list", "--ledger", dossiers, "--person", "Nobody At All")
    assert (outcome.status, outcome.out) == (0, "No contact fits.\n")


@pytest.mark.parametrize("width", ["40", "80", "110"])
def test_tables_keep_to_the_width(cli: Run, dossiers: Path, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    contact = listed(cli, dossiers, "--side", "USA", "--side", "RUS", "--since", "2021-12-07")[0]
    for arguments in (["list"], ["show", contact["id"]]):
        lines = cli(*arguments, "--ledger", dossiers).out.splitlines()
        assert max(map(len, lines)) <= int(width)
        assert not any(line != line.rstrip() for line in lines)


# show


def test_show_takes_the_beginning_of_an_id(cli: Run, tiny: Path) -> None:
    contact = listed(cli, tiny)[0]
    digits = contact["id"].removeprefix("contact-")
    pages = {cli("show", id_, "--ledger", tiny).out for id_ in (contact["id"], contact["id"][:14], digits, digits[:6])}
    assert len(pages) == 1
    (page,) = pages
    assert page.startswith(contact["id"])
    for participant in contact["participants"]:
        assert participant["name"] in page


def test_show_puts_the_sides_side_by_side_and_the_evidence_between_marks(cli: Run, tiny: Path) -> None:
    contact = listed(cli, tiny)[0]
    lines = cli("show", contact["id"], "--ledger", tiny).out.splitlines()
    assert any(line.split() == sorted(sides(contact)) for line in lines)
    page = " ".join(" ".join(lines).split())
    for report in contact["reports"]:
        assert f">>{report['quote']}<<" in page
    for account in objects(cli("show", contact["id"], "--ledger", tiny, "--json").out)[0]["accounts"]:
        assert account["content"].split()[0] in page


def test_show_json_holds_the_contact_with_its_accounts(cli: Run, tiny: Path) -> None:
    (shown,) = objects(cli("show", listed(cli, tiny)[0]["id"], "--ledger", tiny, "--json").out)
    accounts, divergences = shown.pop("accounts"), shown.pop("divergences")
    assert shown.pop("corrections") == []
    assert shown == listed(cli, tiny)[0]
    with communique.open_ledger(tiny) as ledger:
        assert [a["id"] for a in accounts] == [a.id for a in ledger.accounts(contact=shown["id"])]
        assert [d["id"] for d in divergences] == [d.id for d in ledger.divergences(contact=shown["id"])]
    assert accounts


@pytest.mark.parametrize("id_", ["contact-ffffffffffffffff", "zzz", ""])
def test_show_of_no_or_many_contacts_is_status_2(cli: Run, dossiers: Path, id_: str) -> None:
    outcome = cli("show", id_, "--ledger", dossiers)
    assert outcome.status == 2
    assert outcome.err.startswith("communique: ")


# export, verify, rejected


def test_export_prints_the_contract(cli: Run, tiny: Path) -> None:
    outcome = cli("export", "--ledger", tiny, "--format", "jsonl")
    assert outcome.out.splitlines() == exported(tiny)
    keys = [(o["type"], o["id"]) for o in objects(outcome.out)]
    assert keys == sorted(keys)
    assert cli("export", "--ledger", tiny).out == outcome.out


def test_export_of_an_unknown_format_names_the_known(cli: Run, tiny: Path) -> None:
    outcome = cli("export", "--ledger", tiny, "--format", "papyrus")
    assert outcome.status == 2
    assert "jsonl" in outcome.err
    assert outcome.out == ""


def test_verify(cli: Run, dossiers: Path, tmp_path: Path) -> None:
    whole = cli("verify", "--ledger", dossiers)
    assert whole.status == 0
    assert whole.out.startswith("Every span verifies: ")
    assert cli("verify", "--ledger", dossiers, "--json").out == ""

    broken = tmp_path / "broken.db"
    shutil.copy(dossiers, broken)
    with sqlite3.connect(broken) as connection:
        connection.execute("UPDATE documents SET text = 'x' || text WHERE key = 1")
    told = cli("verify", "--ledger", broken)
    assert told.status == 1
    assert "broken" in told.out
    faults = cli("verify", "--ledger", broken, "--json")
    assert faults.status == 1
    assert len({fault["document"] for fault in objects(faults.out)}) == 1


def test_rejected(cli: Run, tiny: Path, tmp_path: Path) -> None:
    assert cli("rejected", "--ledger", tiny).out == "Nothing was rejected or screened out.\n"
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1}\nnonsense\n')
    ledger = tmp_path / "l.db"
    cli("build", source, "--ledger", ledger)
    found = objects(cli("rejected", "--ledger", ledger, "--json").out)
    assert [(r["path"], r["place"], r["reason"]) for r in found] == [
        (str(source), "line 1", "no-text"),
        (str(source), "line 2", "not-json"),
    ]
    assert all(r["detail"] for r in found)
    assert all(r["remedy"] for r in found)
    table = cli("rejected", "--ledger", ledger, "--limit", "1").out
    assert "no-text" in table
    assert "not-json" not in table
    assert table.endswith(f"{found[0]['reason']}  {found[0]['remedy']}\n")


# Surroundings


@pytest.mark.parametrize("command", [["list"], ["show", "contact-0"], ["export"], ["verify"], ["rejected"]])
def test_a_ledger_that_is_not_there_is_one_line_and_status_2(cli: Run, tmp_path: Path, command: list[str]) -> None:
    outcome = cli(*command, "--ledger", tmp_path / "none.db")
    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    assert str(tmp_path / "none.db") in outcome.err
    assert not (tmp_path / "none.db").exists()


def test_the_ledger_may_be_named_by_the_environment(
    cli: Run, dossiers: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_LEDGER", str(tiny))
    assert cli("export").out.splitlines() == exported(tiny)
    assert cli("export", "--ledger", dossiers).out.splitlines() == exported(dossiers)


def test_without_a_name_the_ledger_lies_in_the_working_directory(
    cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "communique.db" in cli("list").err
    cli("build", GOLDEN / "corpus/kremlin.txt")
    assert (tmp_path / "communique.db").exists()


def test_standard_input(communique_command: Sequence[str], tmp_path: Path) -> None:
    data = DOSSIERS.read_bytes().splitlines(keepends=True)[0]
    ledger = tmp_path / "l.db"
    subprocess.run(
        [*communique_command, "build", "-", "--ledger", str(ledger)],
        input=gzip.compress(data), check=True, capture_output=True,
    )  # fmt: skip
    with communique.open_ledger(ledger) as view:
        assert [d.external_id for d in view.documents()] == ["D-001"]
        assert list(view.verify()) == []


def test_no_colour_where_there_is_no_terminal(communique_command: Sequence[str], tiny: Path) -> None:
    with communique.open_ledger(tiny) as view:
        id_ = next(view.contacts()).id
    for arguments in (["show", id_], ["build", str(GOLDEN / "corpus")], ["show", "none"]):
        done = subprocess.run(
            [*communique_command, *arguments, "--ledger", str(tiny)], capture_output=True, check=False
        )
        assert done.stdout + done.stderr
        assert b"\x1b" not in done.stdout + done.stderr


def test_a_reader_that_goes_away_is_no_error(communique_command: Sequence[str], dossiers: Path) -> None:
    command = [*communique_command, "export", "--ledger", str(dossiers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read()
    assert process.returncode == 128 + signal.SIGPIPE
    assert told == b""
