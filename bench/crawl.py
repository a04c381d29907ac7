"""A crawl from end to end: pages a second, by stage, against the naive way; memory; a month of CC-NEWS.

    .venv/bin/python -m bench.crawl --pages FOLDER --relevant FOLDER_OR_JSONL [...] [--count 2000] [--share 0.02]

--pages: ordinary news pages (.html, .html.gz); those of them in which the whole pipeline finds a contact are counted
among the relevant ones. --relevant: folders of pages and files of JSON Lines on contacts. --naive: on so many pages of
the same crawl the naive way is measured, trafilatura and the full spaCy pipeline. --steady: so many pages are read by
one worker while its memory is watched.

Processor time is what is compared: other programs on the machine lengthen the time on the wall. Memory is the peak of
the largest process. The month is worked out from --month-bytes and --price, see docs/performance.md.
"""

from __future__ import annotations

import argparse
import importlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any

from bench.crawl_pages import Pool, articles_in, mixed, pages_in, write_warc
from bench.throughput import Clock, whole
from communique.annotate.annotated import annotate
from communique.annotate.language import MODEL, language
from communique.errors import Rejected
from communique.extract.contacts.reports import contact_reports
from communique.extract.registry import extract
from communique.gathering import fingerprint
from communique.pipeline import process_marked
from communique.read import read_item, sources
from communique.read.items import RawItem
from communique.screening import screened_document, screened_item
from communique.screening.points import matcher

_STEADY = "import sys; from bench.crawl import steady; steady(sys.argv[1], int(sys.argv[2]))"
_BYTES, _TEXT, _PARSE = "screen bytes", "screen text", "annotate"


def divided(pages: list[bytes], relevant: list[bytes]) -> Pool:
    """Return the pool; ordinary pages in which the pipeline finds a contact go to the relevant ones."""
    ordinary: list[bytes] = []
    more: list[bytes] = []
    for page in pages:
        try:
            found = contact_reports(annotate(read_item(RawItem("page", "", "html", page))))
        except Rejected:
            found = ()
        (more if found else ordinary).append(page)
    return Pool(ordinary, [*relevant, *more])


def stages(warc: Path) -> tuple[Clock, dict[str, int]]:
    """Return the time of each stage over a crawl, and how many pages reached it."""
    clock = Clock()
    reached: dict[str, int] = defaultdict(int)
    items = sources([str(warc)])
    while True:
        with clock.of("read WARC"):
            item = next(items, None)
        if item is None:
            return clock, dict(reached)
        reached["read WARC"] += 1
        if isinstance(item, RawItem):
            _follow(item, clock, reached)


def _follow(item: RawItem, clock: Clock, reached: dict[str, int]) -> None:
    """Take one page as far as it goes."""
    with clock.of(_BYTES):
        out = screened_item(item)
    reached[_BYTES] += 1
    if out:
        return
    reached["html to text"] += 1
    try:
        with clock.of("html to text"):
            document = read_item(item)
    except Rejected:
        return
    with clock.of(_TEXT):
        out = screened_document(document)
    reached[_TEXT] += 1
    if out:
        return
    for stage in (_PARSE, "extract"):
        reached[stage] += 1
    with clock.of(_PARSE):
        annotated = annotate(document)
    with clock.of("extract"):
        extract(annotated)


def naive(warc: Path, count: int, every: int) -> float:
    """Return the seconds of the processor that trafilatura and spaCy take a page, on every so-manieth page."""
    import trafilatura  # noqa: PLC0415

    module: Any = importlib.import_module(MODEL)
    nlp = module.load()
    nlp.max_length = 50_000_000
    chosen = [i for i in islice(sources([str(warc)]), 0, count * every, every) if isinstance(i, RawItem)]
    started = time.process_time()
    for item in chosen:
        nlp(trafilatura.extract(item.data.decode("utf-8", "replace")) or "")
    return (time.process_time() - started) / len(chosen)


def steady(warc: str, count: int) -> None:
    """Read a crawl over and over as a worker does, so many pages; print the memory in MB eleven times on the way."""
    pages = chain.from_iterable(sources([warc]) for _ in repeat(None))
    for number, item in enumerate(islice(pages, count + 1)):
        if number % max(1, count // 10) == 0:
            print(f"{number:9,} pages {_resident():6.0f} MB", flush=True)
        if isinstance(item, RawItem) and screened_item(item) is None:
            process_marked((item, fingerprint(item)), screen=True)


def _resident() -> float:
    """Return the memory of this process in MB; the peak where the system does not tell the present one."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def _print_stages(clock: Clock, reached: dict[str, int]) -> float:
    """Print a line for each stage; return the seconds of the processor that a page takes in all of them."""
    count = reached["read WARC"]
    print(f"{'stage':14} {'pages':>8} {'of all':>8} {'ms a page':>10} {'ms over all':>12}")
    for stage, seconds in clock.processor.items():
        number, ms = reached[stage], 1000 * seconds
        print(f"{stage:14} {number:8,} {number / count:8.1%} {ms / number:10.2f} {ms / count:12.2f}")
    total = sum(clock.processor.values()) / count
    print(f"{'together':14} {count:8,} {1:8.1%} {1000 * total:10.2f} {1000 * total:12.2f}   {1 / total:.0f} pages/s")
    return total


def _print_builds(warc: Path, folder: Path, count: int, workers: list[int]) -> float:
    """Print a line for each number of workers; return the processor seconds a page of the first."""
    print(f"\n{'workers':7} {'wall s':>8} {'cpu s':>8} {'pages/s':>8} {'pages/cpu s':>12} {'peak MB':>8}")
    first: tuple[float, float] | None = None
    for number in workers:
        _, wall, processor, peak = whole([str(warc)], folder / f"{number}.db", number)
        print(f"{number:7} {wall:8.1f} {processor:8.1f} {count / wall:8.0f} {count / processor:12.0f} {peak:8.0f}")
        if first is None:
            first = wall, processor
        else:
            print(
                f"        {first[0] / wall:.2f} times the pages of {workers[0]}; with a free core for each, "
                f"{number * first[1] / processor:.2f} times at most"
            )
    assert first is not None  # noqa: S101
    return first[1] / count


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--relevant", type=Path, nargs="+", required=True)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--share", type=float, default=0.02)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--naive", type=int, default=60, help="pages of the crawl on which the naive way is measured")
    parser.add_argument("--steady", type=int, default=0, help="pages to read while memory is watched")
    parser.add_argument("--month-pages", type=int, default=12_000_000)
    parser.add_argument("--price", type=float, default=0.05, help="of an hour of one core")
    given = parser.parse_args()
    relevant = [page for place in given.relevant for page in _pages(place)]
    ordinary = pages_in(given.pages)
    if not ordinary or not relevant:
        raise SystemExit("there are no pages to make a crawl of; give --pages and --relevant")
    language(), matcher()
    pool = divided(ordinary, relevant)
    print(f"{len(pool.ordinary)} ordinary pages, {len(pool.relevant)} relevant; load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        warc = Path(folder, "crawl.warc.gz")
        plain, packed = (size / 1e6 for size in write_warc(mixed(pool, given.count, given.share), warc))
        print(f"{given.count:,} pages, {given.share:.0%} relevant, {plain:.0f} MB plain, {packed:.0f} MB packed\n")
        _print_stages(*stages(warc))
        ours = _print_builds(warc, Path(folder), given.count, given.workers)
        theirs = naive(warc, given.naive, max(1, given.count // given.naive))
        print(f"\nthe naive way: {1000 * theirs:.1f} ms a page, {1 / theirs:.1f} pages/s")
        print(f"a build is {theirs / ours:.1f} times as fast")
        for name, seconds in (("ours", ours), ("naive", theirs)):
            hours = given.month_pages * seconds / 3600
            print(
                f"{given.month_pages:,} pages, {name:5}: {hours:8,.1f} core hours, {hours * given.price:7,.2f} to pay"
            )
        if given.steady:
            print(flush=True)
            subprocess.run([sys.executable, "-c", _STEADY, str(warc), str(given.steady)], check=True)


def _pages(place: Path) -> list[bytes]:
    return articles_in(place) if place.suffix == ".jsonl" else pages_in(place)


if __name__ == "__main__":
    main()
