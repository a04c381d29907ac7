"""Engines side by side on one crawl: pages a second of one process, of two, and of Ray with two CPUs.

    .venv/bin/python -m bench.engines PAGES ARTICLES [--count 20000] [--share 0.02]

PAGES: a folder of ordinary news pages (.html, .html.gz). ARTICLES: JSON Lines on contacts, made into pages. They are
mixed as in ``bench.crawl``. Every build runs in a process of its own; the time counts from before the input is opened
to after contacts are derived, and so takes in the start of the engine, which is also told. Memory is the peak of the
largest process, a worker or the build itself.
"""

from __future__ import annotations

import argparse
import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.crawl import divided
from bench.crawl_pages import articles_in, mixed, pages_in, write_warc

_BUILD = """
import resource, sys, time
if __name__ == "__main__":
    started = time.perf_counter()
    import communique
    summary = communique.build(sys.argv[1], sys.argv[2], engine=sys.argv[3], workers=int(sys.argv[4]))
    seconds = time.perf_counter() - started
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    peak = max(own.ru_maxrss, others.ru_maxrss)
    busy = [usage.ru_utime + usage.ru_stime for usage in (own, others)]
    print(seconds, *busy, peak, summary.documents, summary.contacts)
"""
_START = """
import sys, time
if __name__ == "__main__":
    started = time.perf_counter()
    from communique.engine import engine_named
    import math
    with engine_named(sys.argv[1], int(sys.argv[2])) as engine:
        list(engine.each(math.sqrt, range(100)))
        print(time.perf_counter() - started)
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a build took: seconds on the wall, of the processor in the build's own process and in its workers; MB."""

    wall: float
    own: float
    workers: float
    peak: float
    found: str


@cache
def installed() -> dict[str, str]:
    """Return an environment in which Python finds all modules compiled, as it does where they were installed."""
    folder = tempfile.mkdtemp(prefix="compiled-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return given | {"PYTHONPYCACHEPREFIX": folder}


def timed(crawl: Path, ledger: Path, engine: str, workers: int) -> Taken:
    """Return what a build in a process of its own took. The workers of Ray are no children of it and count nothing."""
    command = [sys.executable, "-c", _BUILD, str(crawl), str(ledger), engine, str(workers)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=installed()).stdout.split()
    wall, own, others, peak = map(float, told[:4])
    return Taken(wall, own, others, peak / 1000, f"{told[4]} documents, {told[5]} contacts")


def start(engine: str, workers: int) -> float:
    """Return the seconds that an engine takes to start and to do nothing."""
    command = [sys.executable, "-c", _START, engine, str(workers)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, env=installed()).stdout)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages_folder", type=Path, metavar="PAGES")
    parser.add_argument("articles", type=Path, metavar="ARTICLES")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--share", type=float, default=0.02)
    parser.add_argument("--engines", nargs="+", default=["local:1", "local:2", "ray:2"], help="as name:workers")
    options = parser.parse_args()
    pool = divided(pages_in(options.pages_folder), articles_in(options.articles))
    first: float | None = None
    with tempfile.TemporaryDirectory() as folder:
        crawl = Path(folder, "crawl.warc.gz")
        _, packed = write_warc(mixed(pool, options.count, options.share), crawl)
        print(f"{options.count:,} pages, {packed / 1e6:,.0f} MB packed, {os.cpu_count()} CPUs")
        few = Path(folder, "few.warc.gz")
        write_warc(mixed(pool, 60, 0.5), few)
        timed(few, Path(folder, "few.db"), "local", 2)  # compiles what is imported
        print(
            f"{'engine':10}{'seconds':>9}{'start':>8}{'pages/s':>9}{'to first':>9}{'CPU own':>9}{'workers':>9}{'MB':>7}"
        )
        for number, choice in enumerate(options.engines):
            name, workers = choice.split(":")
            began = start(name, int(workers))
            taken = timed(crawl, Path(folder, f"{number}.db"), name, int(workers))
            first = first or taken.wall
            rates = f"{taken.wall:9.1f}{began:8.1f}{options.count / taken.wall:9.1f}{first / taken.wall:9.2f}"
            print(f"{choice:10}{rates}{taken.own:9.1f}{taken.workers:9.1f}{taken.peak:7.0f}  {taken.found}", flush=True)


if __name__ == "__main__":
    main()
