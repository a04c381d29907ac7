"""Reading input into parts: each is a pure function of its piece of the input, made by any worker, in any order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique.engine import engine_named
from communique.errors import InputError
from communique.extract.registry import VERSION
from communique.gathering import fingerprint
from communique.parts.plan import PART_BYTES, Part, plan
from communique.parts.store import Store
from communique.parts.tables import TABLES, Rows, arrow
from communique.pipeline import process_marked
from communique.read.items import RawItem
from communique.records import Rejection
from communique.screening import Screened, Sieve

MANIFEST = "manifest.json"
DONE = "done"
FORMAT = 1
"""Of the folder; another number is not read."""

PART_FAILED = "part-failed"

Progress = Callable[[int], None]
"""Called after each part with its bytes of input."""


@dataclass(slots=True)
class Extracted:
    """The account of a run: its parts, those that were there already, and what all parts hold together."""

    parts: int = 0
    known: int = 0
    failed: int = 0
    documents: int = 0
    claims: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    screened: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Task:
    part: Part
    store: Store
    screen: bool | None = None


def extract_parts(
    paths: str | Path | Iterable[str | Path],
    directory: str | Path,
    *,
    workers: int = 1,
    engine: str = "local",
    part_bytes: int = PART_BYTES,
    screen: bool | None = None,
    progress: Progress | None = None,
) -> Extracted:
    """Read input into Parquet files in a folder or object store, part by part, and return the account of the run.

    A part that is there already is not made again, so a run that was ended goes on where it was; a part at which the
    workers failed twice is set aside with a row in ``rejected`` and tried again by the next run. Raises InputError for
    input that cannot be read at all, and for a folder that holds parts of other input, another size of parts or
    another version; CommuniqueError for an engine or pyarrow that is not there. screen: as for a build.
    """
    arrow()
    given = [str(p) for p in ([paths] if isinstance(paths, str | Path) else paths)]
    parts = plan(given, part_bytes)
    store = Store(str(directory))
    _agree(store, manifest_of(parts, part_bytes, screen))
    done = _done(store)
    account = Extracted(known=len(done))
    with engine_named(engine, workers) as runner:
        tasks = (_Task(part, store, screen) for part in parts if part.name not in done)
        sizes = {part.name: part.length for part in parts}
        for told in runner.each(extract_part, tasks, weigh=lambda task: task.part.length, failed=_set_aside):
            account.parts += 1
            if progress is not None:
                progress(sizes[told["name"]])
    for told in read_marks(store).values():
        account.failed += told["failed"]
        account.documents += told["documents"]
        account.claims += told["claims"]
        account.rejected.update(told["rejected"])
        for _, reason, count in told["screened"]:
            account.screened[reason] += count
    return account


def extract_part(task: _Task) -> dict[str, Any]:
    """Read the part, write its tables and, when they are there, the mark that it is done; return the mark."""
    rows, seen, sieve = Rows(), set[str](), Sieve(task.screen)
    for rejection in task.part.rejections:
        rows.reject(rejection)
    for piece in task.part.pieces:
        for item in sieve.through(piece.items()):
            if isinstance(item, RawItem):
                mark = fingerprint(item)
                if mark not in seen:
                    seen.add(mark)
                    processed = process_marked((item, mark), screen=task.screen)
                    if isinstance(processed.result, Screened):
                        sieve.note(processed.result)
                    else:
                        rows.add(processed, item.crawled)
            else:
                rows.reject(item)
    return _written(task, rows, sieve, failed=False)


def _set_aside(task: _Task, trouble: str) -> dict[str, Any]:
    """Write a part that only tells that it could not be made."""
    rows = Rows()
    for piece in task.part.pieces:
        rows.reject(Rejection(piece.shown, f"bytes {piece.start} to {piece.end or piece.size}", PART_FAILED, trouble))
    return _written(task, rows, Sieve(task.screen), failed=True)


def _written(task: _Task, rows: Rows, sieve: Sieve, failed: bool) -> dict[str, Any]:
    name = task.part.name
    for table in TABLES:
        task.store.write(f"{table}/{name}.parquet", rows.parquet(table))
    mark = {
        "name": name,
        "failed": failed,
        "documents": len(rows.of["documents"]),
        "claims": len(rows.of["claims"]),
        "rejected": dict(sorted(Counter(row["reason"] for row in rows.of["rejected"]).items())),
        "screened": [[path, reason, count] for (path, reason), count in sorted(sieve.counts.items())],
    }
    task.store.write(f"{DONE}/{name}.json", _json(mark))
    return mark


def manifest_of(parts: Iterable[Part], part_bytes: int, screen: bool | None = None) -> dict[str, Any]:
    """Return what makes two runs the same: the version, the size of parts, and the pieces of each."""
    return {
        "format": FORMAT,
        "extractors": VERSION,
        "part_bytes": part_bytes,
        "screen": screen,
        "parts": [part.described() for part in parts],
    }


def read_manifest(store: Store) -> dict[str, Any] | None:
    """Return the manifest of a folder of parts, None where there is none. Raises InputError for one that is broken."""
    try:
        found = json.loads(store.read(MANIFEST))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise InputError(f"{store.place}: its {MANIFEST} cannot be read: {error}") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise InputError(f"{store.place}: its {MANIFEST} is not one of format {FORMAT}; extract anew, elsewhere")
    return found


def read_marks(store: Store) -> dict[str, dict[str, Any]]:
    """Return by name the marks of the parts that are there, sorted by name."""
    return {name.removesuffix(".json"): json.loads(store.read(f"{DONE}/{name}")) for name in sorted(store.names(DONE))}


def _agree(store: Store, wanted: dict[str, Any]) -> None:
    """Write the manifest, or raise InputError when the folder holds the parts of another run."""
    there = read_manifest(store)
    if there is None:
        store.write(MANIFEST, _json(wanted))
    elif there != wanted:
        raise InputError(f"{store.place}: it holds parts of another run, {_difference(there, wanted)}")


def _difference(there: Mapping[str, Any], wanted: Mapping[str, Any]) -> str:
    """Return how the run that made a folder of parts differs from the one that is asked for, and what would help."""
    name = next(name for name in wanted if there.get(name) != wanted[name])
    anew = "give another folder with --to, or delete this one"
    if name in _OPTIONS:
        made, asked = _OPTIONS[name](there.get(name)), _OPTIONS[name](wanted[name])
        return f"made {made}, and this run is {asked}; to go on with them, run it {made}; else {anew}"
    if name == "parts":
        return f"made of other input, or of files that have changed since; {anew}"
    return f"made by another version of communique; {anew}"


def _screen_option(value: bool | None) -> str:
    if value is None:
        return "without --screen and --no-screen"
    return "with --screen" if value else "with --no-screen"


def _size_option(value: Any) -> str:
    size = f"{value / 1_000_000:g}" if isinstance(value, int) else "of a size that is not told"
    return f"with --part-size {size}"


_OPTIONS: Mapping[str, Callable[[Any], str]] = {
    "screen": _screen_option,
    "part_bytes": _size_option,
}
"""What of a manifest is an option of the command, and how it is typed."""


def _done(store: Store) -> set[str]:
    return {name for name, mark in read_marks(store).items() if not mark["failed"]}


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
