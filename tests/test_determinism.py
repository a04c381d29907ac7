"""The same input gives the same bytes: whatever the number of processes, the order of the input, and the build."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from random import Random

import communique
from conftest import DOSSIERS, exported

LINES = DOSSIERS.read_text("utf-8").splitlines()


def test_one_process_or_two(dossiers: Path, tmp_path: Path) -> None:
    communique.build([DOSSIERS], tmp_path / "l.db", workers=2)
    assert exported(tmp_path / "l.db") == exported(dossiers)


def test_another_process_with_other_hashes(tiny: Path, communique_command: Sequence[str], tmp_path: Path) -> None:
    """Python's hash seed changes the order of sets from process to process; the export must not show it."""
    golden = Path(__file__).with_name("golden")
    for seed in ("1", "2"):
        ledger = tmp_path / f"{seed}.db"
        command = [*communique_command, "build", "corpus", "--ledger", str(ledger)]
        subprocess.run(command, check=True, cwd=golden, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True)
        assert exported(ledger) == exported(tiny)


def test_files_in_any_order(tmp_path: Path) -> None:
    files = []
    for n, line in enumerate(LINES[:12]):
        files.append(tmp_path / f"{n:02}.jsonl")
        files[-1].write_text(line + "\n")
    expected = None
    for seed in range(3):
        shuffled = list(files)
        Random(seed).shuffle(shuffled)  # noqa: S311  a test, no secret
        ledger = tmp_path / f"{seed}.db"
        communique.build(shuffled[:5], ledger)  # in two builds, so that the order reaches the ledger
        communique.build(shuffled, ledger)
        expected = expected or exported(ledger)
        assert exported(ledger) == expected


def test_lines_in_any_order(dossiers: Path, tmp_path: Path, monkeypatch: object) -> None:
    shuffled = list(LINES)
    Random(11).shuffle(shuffled)  # noqa: S311
    source = tmp_path / "documents.jsonl"
    source.write_text("\n".join(shuffled))
    communique.build([source], tmp_path / "l.db")
    there, here = str(DOSSIERS), str(source)
    assert [line.replace(json.dumps(here), json.dumps(there)) for line in exported(tmp_path / "l.db")] == exported(
        dossiers
    )
