"""Parts into a ledger: the same ledger, and so the same export, as a build of the input itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from communique.engine import engine_named
from communique.errors import InputError
from communique.gathering import Progress
from communique.ledger import Writer
from communique.ledger.rows import claim_of, document_of
from communique.parts.extract import read_manifest, read_marks
from communique.parts.store import Store
from communique.parts.tables import arrow, rows_of
from communique.pipeline import Summary, derive, with_counts
from communique.records import Claim, Reading, Rejection
from communique.screening import REASONS, Sieve
from communique.wording import counted


def load_parts(
    directory: str | Path,
    ledger: str | Path = "communique.db",
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Summary:
    """Take the parts of a folder or object store into a ledger and return the account, as a build does.

    What the ledger holds is skipped. progress: called after each part with 1. Raises InputError for a folder that
    holds no parts or not all of them, LedgerError for a ledger that cannot be written.
    """
    arrow()
    store = Store(str(directory))
    names = _complete(store)
    summary = Summary()
    with engine_named("local", workers) as runner, Writer(ledger) as writer:
        for name in names:
            _load(store, name, writer, summary)
            if progress is not None:
                progress(1)
        sieve = Sieve(False)
        for mark in read_marks(store).values():
            sieve.add(mark["screened"])
        writer.replace_file_rejections(sieve.rejections(), _files(store), REASONS)
        summary.screened = sieve.reasons()
        if writer.stale:
            derive(writer, runner)
    return with_counts(summary, ledger)


def _complete(store: Store) -> list[str]:
    manifest = read_manifest(store)
    if manifest is None:
        raise InputError(f"{store.place}: it holds no parts; make them with: communique extract INPUT --to DIR")
    names = [part["name"] for part in manifest["parts"]]
    missing = sorted(set(names) - read_marks(store).keys())
    if missing:
        raise InputError(
            f"{store.place}: {len(missing)} of {counted(len(names), 'part')} {'is' if len(missing) == 1 else 'are'} "
            "missing; run the same communique extract again"
        )
    return names


def _files(store: Store) -> set[str]:
    """Return the paths of the input that the parts were made of."""
    parts = (read_manifest(store) or {"parts": []})["parts"]
    return {piece["file"] for part in parts for piece in part["pieces"]}


def _load(store: Store, name: str, writer: Writer, summary: Summary) -> None:
    documents, claims, rejected = (_rows(store, table, name) for table in ("documents", "claims", "rejected"))
    known = writer.known(r["fingerprint"] for r in [*documents, *rejected] if r["fingerprint"])
    of_document: dict[str, list[Claim]] = {
        id_: [claim_of(row) for row in rows]
        for id_, rows in groupby(sorted(claims, key=lambda row: str(row["document"])), lambda row: str(row["document"]))
    }
    for row in documents:
        if row["fingerprint"] in known:
            summary.known += 1
        else:
            reading = Reading(document_of(row), tuple(of_document.get(row["id"], ())))
            writer.add_reading(reading, row["fingerprint"], row["place"])
            summary.read += 1
    for rejection, mark in _rejections(rejected):
        if mark is not None and mark in known:
            summary.known += 1
        else:
            writer.add_rejection(rejection, mark)
            summary.rejected[rejection.reason] += 1


def _rows(store: Store, table: str, name: str) -> list[Any]:
    try:
        return list(rows_of(store.read(f"{table}/{name}.parquet")))
    except (OSError, ValueError) as error:
        raise InputError(
            f"{store.place}: {table}/{name}.parquet cannot be read ({error}); "
            f"delete done/{name}.json and run the same communique extract again"
        ) from error


def _rejections(rows: list[Mapping[str, Any]]) -> Iterator[tuple[Rejection, str | None]]:
    for row in rows:
        yield Rejection(row["path"], row["place"], row["reason"], row["detail"]), row["fingerprint"]
