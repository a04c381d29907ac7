"""Throughput and memory of a build.

    .venv/bin/python bench/throughput.py FOLDER [--workers 1 2] [--limit N]

First each stage by itself in this process, then whole builds in processes of their own, with all modules compiled
before, as they are where the package was installed. Besides the time on the wall it
tells the time of the processor, which other programs on the machine do not lengthen: articles per second of processor
time are what one core does when it has nothing else to do. Memory is the peak of the largest process of a build.
"""

from __future__ import annotations

import argparse
import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path

from communique.annotate.annotated import annotate
from communique.annotate.language import language
from communique.engine.local import LocalEngine
from communique.errors import Rejected
from communique.extract.registry import extract
from communique.gathering import fingerprint
from communique.ledger import Writer
from communique.pipeline import derive
from communique.read import read_item, sources
from communique.records import Reading, Rejection

_BUILD = "import sys, communique; print(communique.build(sys.argv[3:], sys.argv[1], workers=int(sys.argv[2])).read)"


class Clock:
    """Seconds on the wall and of the processor, by stage."""

    def __init__(self) -> None:
        self.wall: defaultdict[str, float] = defaultdict(float)
        self.processor: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        wall, processor = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self.wall[stage] += time.perf_counter() - wall
            self.processor[stage] += time.process_time() - processor


def stages(paths: list[str], ledger: Path) -> tuple[int, Clock]:
    """Return the number of articles read and the time that each stage of a build took."""
    clock, read = Clock(), 0
    with clock.of("load"):
        language()
    items = sources(paths)
    with Writer(ledger) as writer:
        while True:
            with clock.of("read"):
                item = next(items, None)
            if item is None:
                break
            if isinstance(item, Rejection):
                continue
            try:
                with clock.of("read"):
                    document = read_item(item)
            except Rejected:
                continue
            with clock.of("annotate"):
                annotated = annotate(document)
            with clock.of("extract"):
                claims = extract(annotated)
            with clock.of("write"):
                writer.add_reading(Reading(document, claims), fingerprint(item), item.place)
            read += 1
        with clock.of("write"):
            writer.flush()
        with clock.of("merge"):
            derive(writer, LocalEngine())
    return read, clock


@cache
def installed() -> dict[str, str]:
    """Return an environment in which Python finds all modules compiled, as it does where they were installed.

    Without it every process of a build would compile them anew, which takes as long as its models do.
    """
    folder = tempfile.mkdtemp(prefix="compiled-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    given["PYTHONPYCACHEPREFIX"] = folder
    article = Path(folder, "article.html")
    article.write_text(f"<html><body><p>{'Angela Merkel met Joe Biden on Friday. ' * 20}</p></body></html>", "utf-8")
    for ledger, workers in (("one.db", "1"), ("two.db", "2")):
        command = [sys.executable, "-c", _BUILD, str(Path(folder, ledger)), workers, str(article)]
        subprocess.run(command, env=given, check=True, capture_output=True)
    return given


def whole(paths: list[str], ledger: Path, workers: int) -> tuple[int, float, float, float]:
    """Return articles read, seconds on the wall, seconds of the processor, and peak megabytes, of a build."""
    environment = installed()
    started = time.perf_counter()
    command = [sys.executable, "-c", _BUILD, str(ledger), str(workers), *paths]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None  # noqa: S101
        read = int(process.stdout.read())
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build ended with status {process.returncode}")
    # Kilobytes on Linux, bytes on macOS.
    peak = usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)
    return read, time.perf_counter() - started, usage.ru_utime + usage.ru_stime, peak


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder of articles, one a file, or a .jsonl file")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--limit", type=int, help="only the first so many files")
    given = parser.parse_args()
    paths = [str(given.folder)]
    if given.limit:
        paths = [str(p) for p in islice(sorted(p for p in given.folder.rglob("*") if p.is_file()), given.limit)]
    with tempfile.TemporaryDirectory() as folder:
        read, clock = stages(paths, Path(folder, "stages.db"))
        print(f"{read} articles, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
        print(f"{'stage':9} {'wall s':>8} {'cpu s':>8} {'ms of cpu an article':>21}")
        for stage in clock.wall:
            wall, processor = clock.wall[stage], clock.processor[stage]
            print(f"{stage:9} {wall:8.1f} {processor:8.1f} {1000 * processor / max(1, read):21.1f}")
        print(f"\n{'workers':7} {'wall s':>8} {'cpu s':>8} {'articles/s':>11} {'articles/cpu s':>15} {'peak MB':>8}")
        for workers in given.workers:
            read, wall, processor, peak = whole(paths, Path(folder, f"{workers}.db"), workers)
            print(f"{workers:7} {wall:8.1f} {processor:8.1f} {read / wall:11.1f} {read / processor:15.1f} {peak:8.0f}")


if __name__ == "__main__":
    main()
