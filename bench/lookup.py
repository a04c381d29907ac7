"""What looking up who a mention means costs: the mentions of the challenge file, once what they need is loaded.

    .venv/bin/python bench/lookup.py [--mentions tests/actors/challenge.tsv] [--rounds 60]

Tells how long loading the authority and its index takes and how much memory they hold, and microseconds a mention: the
quickest of the rounds, each over all mentions, in time of the processor.
"""

from __future__ import annotations

import argparse
import re
import time
import tracemalloc
from pathlib import Path

from communique.actors.authority import authority
from communique.actors.cast import resolver
from communique.actors.index import name_index
from communique.actors.lookup import lookup

_MENTION = re.compile(r"\[\[(.*?)\]\]")


def mentions(path: Path) -> list[tuple[str, str | None]]:
    """Return the marked mentions of a challenge file, each with its day or None."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [(found[1], day or None) for _, day, text, *_ in rows[1:] if (found := _MENTION.search(text))]


def load() -> None:
    """Load what a first look-up would."""
    authority()
    name_index()
    resolver()


def held() -> float:
    """Return the megabytes that the loaded tables hold."""
    tracemalloc.start()
    load()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    for loaded in (authority, name_index, resolver):
        loaded.cache_clear()
    return size / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=Path, default=Path("tests/actors/challenge.tsv"))
    parser.add_argument("--rounds", type=int, default=60)
    given = parser.parse_args()
    found = mentions(given.mentions)
    megabytes = held()
    start = time.process_time()
    load()
    loading = time.process_time() - start
    best = float("inf")
    for _ in range(given.rounds + 1):
        start = time.process_time()
        for text, day in found:
            lookup(text, day)
        best = min(best, time.process_time() - start)
    print(f"{len(found)} mentions: {best / len(found) * 1e6:.1f} microseconds each")
    print(f"loading: {loading:.2f} s, {megabytes:.1f} MB")


if __name__ == "__main__":
    main()
