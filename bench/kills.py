"""A build that is killed at random moments and run again must end at the same export, byte by byte.

    .venv/bin/python bench/kills.py INPUT... [--kills 20] [--workers 2] [--parts]

A straight build tells how long one takes and what its export is. Then, each time from nothing, a build is killed with
SIGKILL at a moment drawn between its start and its end, the same command is run again, and the exports are compared.
``--parts``: the same of ``communique extract``, whose parts are then loaded.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

_COMMUNIQUE = [sys.executable, "-m", "communique.cli"]


def command(inputs: list[str], folder: Path, workers: int, parts: bool) -> list[str]:
    """Return the command that is killed."""
    there = ["extract", *inputs, "--to", str(folder / "parts"), "--part-size", "1"]
    built = ["build", *inputs, "--ledger", str(folder / "ledger.db")]
    return [*_COMMUNIQUE, *(there if parts else built), "--workers", str(workers), "--quiet"]


def killed(words: list[str], after: float) -> bool:
    """Start the command and kill it and its workers after so many seconds; return whether it was still running."""
    with subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return True
    return False


def export(folder: Path, parts: bool) -> bytes:
    """Return the export of the ledger in the folder, made of its parts first where it is made of parts."""
    ledger = str(folder / "ledger.db")
    if parts:
        subprocess.run(
            [*_COMMUNIQUE, "load", str(folder / "parts"), "--ledger", ledger], check=True, capture_output=True
        )
    return subprocess.run([*_COMMUNIQUE, "export", "--ledger", ledger], check=True, capture_output=True).stdout


def main() -> None:
    """Kill, go on, compare, and print; exit status 1 when an export differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--parts", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random, different = Random(options.seed), 0
    with tempfile.TemporaryDirectory() as given:
        straight = Path(given, "straight")
        straight.mkdir()
        started = time.monotonic()
        words = command(options.inputs, straight, options.workers, options.parts)
        subprocess.run(words, check=True, capture_output=True)
        lasting = time.monotonic() - started
        expected = export(straight, options.parts)
        print(f"a straight run takes {lasting:.1f} s; its export has {len(expected):,} bytes", flush=True)
        for number in range(options.kills):
            folder = Path(given, str(number))
            folder.mkdir()
            words = command(options.inputs, folder, options.workers, options.parts)
            after = random.uniform(0, lasting)
            what = "killed" if killed(words, after) else "was done before it could be killed"
            subprocess.run(words, check=True, capture_output=True)
            same = export(folder, options.parts) == expected
            different += not same
            print(f"{number + 1:3}  after {after:5.1f} s {what}: {'same' if same else 'DIFFERENT'}", flush=True)
    raise SystemExit(1 if different else 0)


if __name__ == "__main__":
    main()
