"""The build as a whole: what is known is skipped, what is new is added, and a killed build goes on where it was."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import communique
from communique.ledger import Writer
from conftest import DOSSIERS, GOLDEN, exported

LINES = DOSSIERS.read_text("utf-8").splitlines(keepends=True)


def write(path: Path, lines: Sequence[str]) -> Path:
    path.write_text("".join(lines), "utf-8")
    return path


def claims(ledger: Path) -> dict[str, str]:
    """Return the exported accounts and documents by id: what is read in one document alone."""
    found = map(json.loads, exported(ledger))
    return {
        o["id"]: json.dumps({k: v for k, v in o.items() if k != "contact"})
        for o in found
        if o["type"] in {"account", "document"}
    }


def test_building_twice_changes_nothing(tmp_path: Path) -> None:
    source, ledger = write(tmp_path / "d.jsonl", LINES[:4]), tmp_path / "l.db"
    first = communique.build([source], ledger)
    before = exported(ledger)
    again = communique.build([source], ledger)
    assert exported(ledger) == before
    assert (first.read, first.known) == (4, 0)
    assert (again.read, again.known) == (0, 4)
    assert (again.documents, again.contacts, again.accounts) == (first.documents, first.contacts, first.accounts)


def test_adding_files_adds_only_them(tmp_path: Path) -> None:
    one, two = write(tmp_path / "1.jsonl", LINES[:3]), write(tmp_path / "2.jsonl", LINES[3:5])
    ledger, straight = tmp_path / "l.db", tmp_path / "straight.db"
    communique.build([one], ledger)
    before = claims(ledger)
    added = communique.build([one, two], ledger)
    assert (added.read, added.known, added.documents) == (2, 3, 5)
    assert before.items() < claims(ledger).items()
    communique.build([one, two], straight)
    assert exported(ledger) == exported(straight)


def test_a_contact_gains_the_reports_of_a_later_build(tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    communique.build([GOLDEN / "corpus/helsinki.html"], ledger)
    with communique.open_ledger(ledger) as view:
        (alone,) = view.contacts(sides=["FIN", "RUS"])
    communique.build([GOLDEN / "corpus"], ledger)
    with communique.open_ledger(ledger) as view:
        (joined,) = view.contacts(sides=["FIN", "RUS"])
    assert {r.id for r in alone.reports} < {r.id for r in joined.reports}
    assert alone.independent_sources < joined.independent_sources


def test_progress_is_told_for_each_item(tmp_path: Path) -> None:
    source = write(tmp_path / "d.jsonl", [*LINES[:2], "no json\n"])
    sizes: list[int] = []
    communique.build([source], tmp_path / "l.db", progress=sizes.append)
    assert sum(sizes) == len(source.read_bytes().replace(b"\n", b""))
    again: list[int] = []
    communique.build([source], tmp_path / "l.db", progress=again.append)
    assert sorted(again) == sorted(sizes)


def test_the_same_article_from_two_places_is_one_document(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.jsonl", LINES[:1]), write(tmp_path / "b.jsonl", LINES[:1])
    summary = communique.build([first, second], tmp_path / "l.db")
    assert summary.documents == 1


def test_empty_call_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(communique.InputError):
        communique.build([], tmp_path / "l.db")


# A build that is cut off


def reading(ledger: Path, process: subprocess.Popen[bytes]) -> Iterator[int]:
    """Yield how many documents the ledger holds while the build runs."""
    while process.poll() is None:
        time.sleep(0.05)
        try:
            with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as connection:
                yield connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        except sqlite3.OperationalError:  # not there yet, or without its tables
            yield 0


def hear_interrupts() -> None:
    """Undo in a new process what a shell does to those in the background, which do not hear Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def interruptible(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own, as a terminal does: Ctrl-C reaches all of its processes."""
    return subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=hear_interrupts,  # noqa: PLW1509  there are no threads here
    )


@pytest.fixture(scope="module")
def long_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Return a corpus that takes some seconds, and its export: the dossiers with a long tail of other documents."""
    folder = tmp_path_factory.mktemp("long")
    numbered = [
        json.dumps(
            json.loads(line) | {"id": f"{n}", "url": None, "text": f"{json.loads(line)['text']}\n\nEdition {n}."}
        )
        for n in range(2)
        for line in LINES[:30]
    ]
    source = write(folder / "d.jsonl", [line + "\n" for line in numbered])
    communique.build([source], folder / "straight.db")
    return source, exported(folder / "straight.db")


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_build_is_continued_to_the_same_end(
    long_build: tuple[Path, list[str]], communique_command: Sequence[str], tmp_path: Path, end: signal.Signals
) -> None:
    source, expected = long_build
    ledger = tmp_path / "l.db"
    command = [*communique_command, "build", str(source), "--ledger", str(ledger), "--workers", "1"]
    with interruptible(command) as process:
        for stored in reading(ledger, process):
            if stored:
                process.send_signal(end)
                break
        _, told = process.communicate(timeout=60)
    if end == signal.SIGINT:
        assert process.returncode == 128 + signal.SIGINT
        assert b"run the same command to go on" in told
        assert b"Traceback" not in told
    else:
        assert process.returncode == -signal.SIGKILL

    with communique.open_ledger(ledger) as view:
        kept = view.counts()["documents"]
        assert 0 < kept < 60, "it was to be cut off in the middle"
        assert list(view.verify()) == []
        list(view.contacts())
    summary = communique.build([source], ledger)
    assert summary.known >= kept
    assert summary.read == 60 - summary.known
    assert exported(ledger) == expected


def gone(group: int) -> bool:
    """Tell whether no process of the group is left; the one that watches over shared memory takes a moment to end."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_an_interrupt_of_a_pool_leaves_no_process_behind(
    long_build: tuple[Path, list[str]], communique_command: Sequence[str], tmp_path: Path
) -> None:
    source, _ = long_build
    ledger = tmp_path / "l.db"
    command = [*communique_command, "build", str(source), "--ledger", str(ledger), "--workers", "2"]
    with interruptible(command) as process:
        for stored in reading(ledger, process):
            if stored:
                os.killpg(process.pid, signal.SIGINT)
                break
        _, told = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGINT
    assert told.decode().startswith("communique: interrupted")
    assert told.count(b"\n") == 1
    assert gone(process.pid), "a worker lives on"
    with communique.open_ledger(ledger) as view:
        assert list(view.verify()) == []


def test_two_builds_of_one_ledger_at_once_lose_nothing(communique_command: Sequence[str], tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    sources = [write(tmp_path / f"{n}.jsonl", LINES[n::2][:5]) for n in range(2)]
    running = [
        subprocess.Popen([*communique_command, "build", str(s), "--ledger", str(ledger)], stderr=subprocess.PIPE)
        for s in sources
    ]
    for process in running:
        _, told = process.communicate(timeout=120)
        assert process.returncode in {0, 2}, told
    communique.build(sources, ledger)
    communique.build(sources, tmp_path / "straight.db")
    assert exported(ledger) == exported(tmp_path / "straight.db")


# A person's judgement


def test_a_persons_judgement_survives_every_build(tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    communique.build([GOLDEN / "corpus"], ledger)
    with communique.open_ledger(ledger) as view:
        (call,) = view.contacts(sides=["FIN", "RUS"])
    first, *others = call.reports
    with Writer(ledger) as writer:
        for other in others:
            apart = ("different", first.id, other.id, 1.0, "two calls, I asked", "Ann Archivist", "2024-05-01T12:00:00")
            writer.add_judgements([communique.Judgement(f"judgement-{other.id}", *apart)])
    for source in ([GOLDEN / "corpus"], [GOLDEN / "corpus", write(tmp_path / "d.jsonl", LINES[:2])]):
        communique.build(source, ledger)
        with communique.open_ledger(ledger) as view:
            found = {frozenset(r.id for r in c.reports) for c in view.contacts(sides=["FIN", "RUS"])}
            assert [j.author for j in view.judgements(human=True)] == ["Ann Archivist"] * len(others)
        assert found == {frozenset({first.id}), frozenset(r.id for r in others)}
