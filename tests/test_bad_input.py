"""Bad input, end to end: each kind is a row with reason and place, or one error and status 2; the rest is built."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
from pathlib import Path

import pytest

import communique
from conftest import GOLDEN, Run

GOOD = (GOLDEN / "corpus/kremlin.txt").read_text("utf-8")
RUSSIAN = "Президент России провёл телефонный разговор с Президентом Финляндии. " * 5
MEGABYTES = 100
DEEP = f"<html><body>{'<div>' * 10_000}<p>{GOOD}</p>{'</div>' * 10_000}</body></html>"


def article(number: int, **more: object) -> str:
    return (
        json.dumps({"id": f"a-{number}", "publisher": "The Ledger", "text": f"{GOOD}\nEdition {number}."} | more) + "\n"
    )


def fill(folder: Path) -> None:
    """Write a file of every bad kind, and good ones among them."""
    (folder / "good.txt").write_text(GOOD, "utf-8")
    (folder / "empty.txt").touch()
    (folder / "empty.jsonl").touch()
    (folder / "blank.html").write_text("<html><body></body></html>")
    with (folder / "huge.txt").open("w", encoding="utf-8") as huge:
        page = (GOOD + "\n") * (1_000_000 // len(GOOD) + 1)
        for _ in range(MEGABYTES):
            huge.write(page)
    with (folder / "huge.jsonl").open("w", encoding="utf-8") as huge:
        huge.write('{"id": "huge", "text": "')
        for _ in range(30):
            huge.write("a word " * 150_000)
        huge.write('"}\n' + article(1))
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (folder / "cyrillic.txt").write_bytes(RUSSIAN.encode("cp1251"))
    (folder / "russian.txt").write_text(RUSSIAN, "utf-8")
    (folder / "nul.txt").write_bytes(GOOD.encode().replace(b"neutrality", b"neutral\0\0ity"))
    (folder / "deep.html").write_text(DEEP, "utf-8")
    packed = gzip.compress("".join(article(n) for n in range(2, 60)).encode())
    (folder / "cut.jsonl.gz").write_bytes(packed[: len(packed) - 40])
    (folder / "no-gzip.txt.gz").write_bytes(b"\x1f\x8b\x08\x00garbage that is no gzip data")
    (folder / "lines.jsonl").write_text(
        article(60) + "{no json at all\n" + '{"id": "a-61", "title": "No text"}\n' + "[1, 2]\n" + article(62), "utf-8"
    )
    (folder / "twins.jsonl").write_text(article(63) + article(63, text=f"{GOOD}\nAnother text."), "utf-8")
    (folder / "notes.docx").write_bytes(b"PK\x03\x04")
    (folder / ".hidden.txt").write_text(GOOD)


EXPECTED = {
    ("empty.txt", "", "empty"),
    ("empty.jsonl", "", "empty"),
    ("blank.html", "", "html-empty"),
    ("huge.txt", "", "too-large"),
    ("huge.jsonl", "line 1", "too-large"),
    ("picture.txt", "", "binary"),
    ("cyrillic.txt", "", "encoding"),
    ("russian.txt", "", "not-english"),
    ("nul.txt", "", "nul-bytes"),
    ("deep.html", "", "too-deep"),
    ("no-gzip.txt.gz", "", "broken-gzip"),
    ("lines.jsonl", "line 2", "not-json"),
    ("lines.jsonl", "line 3", "no-text"),
    ("lines.jsonl", "line 4", "not-json"),
    ("twins.jsonl", "line 2", "duplicate-id"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the folder of bad input, without its largest file, and the ledger that was built from it."""
    folder = tmp_path_factory.mktemp("bad") / "in"
    folder.mkdir()
    fill(folder)
    ledger = folder.parent / "l.db"
    communique.build([folder], ledger)
    (folder / "huge.txt").unlink()
    return folder, ledger


def rejections(ledger: Path) -> list[communique.Rejection]:
    with communique.open_ledger(ledger) as view:
        return list(view.rejections())


@pytest.mark.parametrize(("name", "place", "reason"), sorted(EXPECTED))
def test_a_bad_item_is_a_row_with_reason_and_place(
    built: tuple[Path, Path], name: str, place: str, reason: str
) -> None:
    folder, ledger = built
    found = [r for r in rejections(ledger) if r.path == str(folder / name) and r.place == place]
    assert [r.reason for r in found] == [reason]
    assert found[0].detail


def test_a_packed_file_that_ends_early_is_read_up_to_there(built: tuple[Path, Path]) -> None:
    folder, ledger = built
    (told,) = (r for r in rejections(ledger) if r.path == str(folder / "cut.jsonl.gz"))
    assert told.reason == "truncated-gzip"
    assert told.place.startswith("after line ")
    last = int(told.place.removeprefix("after line "))
    with communique.open_ledger(ledger) as view:
        ids = {d.external_id for d in view.documents()}
    assert {f"a-{n + 1}" for n in range(1, last + 1)} <= ids
    assert last > 20


def test_nothing_else_is_rejected_and_the_rest_is_built(built: tuple[Path, Path]) -> None:
    folder, ledger = built
    told = {(str(Path(r.path).relative_to(folder)), r.place, r.reason) for r in rejections(ledger)}
    assert {t for t in told if t[0] != "cut.jsonl.gz"} == EXPECTED
    with communique.open_ledger(ledger) as view:
        names = {d.external_id or Path(d.path).name for d in view.documents()}
        assert {"good.txt", "a-1", "a-60", "a-62", "a-63"} <= names
        assert list(view.verify()) == []
        assert list(view.contacts())


def test_rejections_are_counted_once(built: tuple[Path, Path], cli: Run) -> None:
    folder, ledger = built
    before = rejections(ledger)
    assert cli("build", folder, "--ledger", ledger).status == 0
    assert rejections(ledger) == before


def test_duplicate_ids_leave_one_document_whatever_the_order(tmp_path: Path) -> None:
    first, second = article(1), article(1, text=f"{GOOD}\nAnother text.")
    kept = []
    for name, lines in (("a", [first, second]), ("b", [second, first])):
        source = tmp_path / f"{name}.jsonl"
        source.write_text("".join(lines), "utf-8")
        communique.build([source], tmp_path / f"{name}.db")
        with communique.open_ledger(tmp_path / f"{name}.db") as view:
            (document,) = view.documents()
            kept.append(document.text)
        (told,) = rejections(tmp_path / f"{name}.db")
        assert (told.reason, told.place) == ("duplicate-id", "line 2")
        assert "line 1" in told.detail
    assert kept[0] != kept[1], "the one that stands first is kept"


# One clear error and status 2


def fails(cli: Run, *arguments: str | Path) -> str:
    outcome = cli(*arguments)
    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err.startswith("communique: ")
    assert outcome.err.count("\n") == 1
    return outcome.err


def test_a_directory_without_a_readable_file(cli: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "notes.docx").write_bytes(b"PK")
    told = fails(cli, "build", folder, "--ledger", tmp_path / "l.db")
    assert str(folder) in told
    assert ".jsonl" in told
    assert not (tmp_path / "l.db").exists()


def test_input_that_is_not_there(cli: Run, tmp_path: Path) -> None:
    assert "no/such/place" in fails(cli, "build", "no/such/place", "--ledger", tmp_path / "l.db")
    assert not (tmp_path / "l.db").exists()


def test_a_ledger_that_cannot_be_written(cli: Run, tmp_path: Path) -> None:
    source = GOLDEN / "corpus"
    (tmp_path / "folder.db").mkdir()
    (tmp_path / "other.db").write_text("a shopping list, not a database\n" * 50)
    with sqlite3.connect(tmp_path / "cookies.db") as connection:
        connection.execute("CREATE TABLE cookies (name TEXT)")
    assert "folder" in fails(cli, "build", source, "--ledger", tmp_path / "folder.db")
    assert "mkdir" in fails(cli, "build", source, "--ledger", tmp_path / "missing/l.db")
    assert "other.db" in fails(cli, "build", source, "--ledger", tmp_path / "other.db")
    assert "cookies.db" in fails(cli, "build", source, "--ledger", tmp_path / "cookies.db")
    assert (tmp_path / "other.db").read_text().startswith("a shopping list"), "nothing of the user's is overwritten"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_ledger_in_a_folder_without_permission(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    fails(cli, "build", GOLDEN / "corpus", "--ledger", tmp_path / "locked/l.db")


@pytest.mark.parametrize("command", [["build", str(GOLDEN / "corpus")], ["list"], ["verify"], ["export"]])
def test_a_ledger_of_a_newer_version(cli: Run, tiny: Path, tmp_path: Path, command: list[str]) -> None:
    ledger = tmp_path / "newer.db"
    ledger.write_bytes(tiny.read_bytes())
    with sqlite3.connect(ledger) as connection:
        connection.execute("INSERT INTO schema_version (version, package) VALUES (99, '9.9.9')")
    connection.close()
    before = ledger.read_bytes()
    assert "newer" in fails(cli, *command, "--ledger", ledger)
    assert ledger.read_bytes() == before
