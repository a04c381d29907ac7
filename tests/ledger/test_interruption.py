"""A build that is killed leaves a ledger that opens, verifies and is continued to the same end."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from communique.export import export_jsonl
from communique.ledger import Writer, open_ledger

from . import samples

TESTS = Path(__file__).parents[1]

BUILD = """
import sys
sys.path.insert(0, sys.argv[1])
from communique.ledger import Writer
from ledger.samples import numbered
with Writer(sys.argv[2], batch=5) as writer:
    for number in range(100_000):
        writer.add_reading(numbered(number), f"source {number}")
        print(number, flush=True)
"""


def exported(path: Path) -> list[str]:
    with open_ledger(path) as ledger:
        assert list(ledger.verify()) == []
        return list(export_jsonl(ledger))


@pytest.mark.parametrize("lines", [1, 6, 43, 212])
def test_a_killed_build_is_continued(tmp_path: Path, lines: int) -> None:
    path = tmp_path / "l.db"
    command = [sys.executable, "-c", BUILD, str(TESTS), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout is not None
        for _ in range(lines):
            build.stdout.readline()
        build.send_signal(signal.SIGKILL)
    assert build.returncode == -signal.SIGKILL

    with open_ledger(path) as ledger:
        assert list(ledger.verify()) == []
        documents = ledger.counts()["documents"]
        assert documents >= lines - 5, "only the tail is lost"
        assert ledger.counts()["reports"] == ledger.counts()["accounts"] == documents
    total = documents + 20
    sources = {f"source {number}": samples.numbered(number) for number in range(total)}
    with Writer(path) as writer:
        known = writer.known(sources)
        assert len(known) == documents
        assert writer.stale or not known
        for fingerprint, entry in sources.items():
            if fingerprint not in known:
                writer.add_reading(entry, fingerprint)

    straight = tmp_path / "straight.db"
    samples.write(straight, *sources.values())
    assert exported(path) == exported(straight)


def test_an_interrupt_keeps_what_was_gathered(tmp_path: Path) -> None:
    path = tmp_path / "l.db"

    def build() -> None:
        with Writer(path) as writer:
            writer.add_reading(samples.reading(), "one")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build()
    assert len(exported(path)) == 2
