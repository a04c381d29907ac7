"""Parquet: a file for each type of record, for DuckDB, pandas, Polars and R; docs/exports.md describes the columns."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

from communique.errors import InputError
from communique.export.files import replaced
from communique.export.jsonl import account_entry, contact_entry, divergence_entry, document_entry, figure_entry
from communique.export.retold import retold
from communique.ledger import Ledger
from communique.records import Contact, Document, Event, Figure, Participant, Period

#: Rows that are held in memory, and make a row group.
_BATCH = 5_000
_STRINGS = "list<string>"
_PARTICIPANTS = "participants"
_REPORTS = "reports"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns with their types, and the rows in order."""

    columns: Mapping[str, str]
    rows: Callable[[Ledger], Iterator[Row]]


def write_parquet(ledger: Ledger, folder: Path, table: str | None = None) -> list[Path]:
    """Write a file for each type of record, or for the named one, into a folder, made if need be; return the files.

    A file appears when it is complete. Raises InputError when pyarrow is not installed, when there is no such table,
    or when the folder cannot be written.
    """
    arrow, parquet = _pyarrow()
    if table is not None and table not in TABLES:
        raise InputError(f"parquet has no table {table!r}; choose from {', '.join(TABLES)}")
    written = []
    for name in [table] if table else TABLES:
        path = folder / f"{name}.parquet"
        with replaced(path, make_folder=True) as part:
            _write(arrow, parquet, TABLES[name], ledger, part)
        written.append(path)
    return written


def _pyarrow() -> tuple[Any, Any]:
    try:
        return importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise InputError("parquet needs pyarrow; install it with: pip install 'communique[parquet]'") from error


def _write(arrow: Any, parquet: Any, table: _Table, ledger: Ledger, path: Path) -> None:
    schema = arrow.schema([(name, _type(arrow, kind)) for name, kind in table.columns.items()])
    rows = table.rows(ledger)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(rows, _BATCH)):
            writer.write_batch(arrow.RecordBatch.from_pylist(batch, schema=schema), row_group_size=_BATCH)


def _type(arrow: Any, kind: str) -> Any:
    plain = {"string": arrow.string, "date": arrow.date32, "int": arrow.int32, "float": arrow.float64}
    if kind in plain:
        return plain[kind]()
    inner = {
        _STRINGS: arrow.string(),
        _PARTICIPANTS: _struct(arrow, "actor name office country"),
        _REPORTS: arrow.struct([
            ("document", arrow.string()), ("start", arrow.int32()), ("end", arrow.int32()), ("quote", arrow.string()),
            ("status", arrow.string()), ("date_start", arrow.date32()), ("date_end", arrow.date32()),
            ("date_basis", arrow.string()), ("note", arrow.string()),
        ]),
    }[kind]  # fmt: skip
    return arrow.list_(inner)


def _struct(arrow: Any, names: str) -> Any:
    return arrow.struct([(name, arrow.string()) for name in names.split()])


def _of(entries: Iterable[Row]) -> Iterator[Row]:
    """Yield the objects of the JSON export without their type, whose place the file's name takes."""
    return ({name: value for name, value in entry.items() if name != "type"} for entry in entries)


def _document(document: Document) -> Row:
    entry = document_entry(document)
    return entry | {
        "published": _day(document.published.date), "published_basis": document.published.basis,
    }  # fmt: skip


def _contact(contact: Contact) -> Row:
    entry = contact_entry(contact)
    reports = [{**r, **_flat(r["date"] and Period(**r["date"]))} for r in entry["reports"]]
    return entry | _flat(contact.date) | {"sides": list(contact.sides), "reports": reports}


def _figure(figure: Figure) -> Row:
    return figure_entry(figure) | _flat(figure.date)


def _event(event: Event, contact: str | None) -> Row:
    return {
        "id": event.id, "document": event.document, "contact": contact, "code": event.code, "cameo": event.cameo,
        "mode": event.mode, "context": list(event.context), "status": event.status, "place": event.place,
        "score": event.score, "quote": event.span.quote, "start": event.span.start, "end": event.span.end,
    } | _flat(event.date) | _party("actor", event.actor) | _party("recipient", event.recipient)  # fmt: skip


def _party(role: str, participant: Participant | None) -> Row:
    if participant is None:
        return {}
    return {role: participant.actor, f"{role}_name": participant.name, f"{role}_country": participant.country}


def _flat(period: Period | None) -> Row:
    if period is None:
        return {"date_start": None, "date_end": None, "date_basis": None}
    return {"date_start": _day(period.start), "date_end": _day(period.end), "date_basis": period.basis}


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _columns(listed: str) -> dict[str, str]:
    """Return name and type of each column from "name:type", the type left out where it is "string"."""
    return {name: kind or "string" for name, _, kind in (word.partition(":") for word in listed.split())}


_DATE = "date_start:date date_end:date date_basis"
TABLES: Mapping[str, _Table] = MappingProxyType({
    "documents": _Table(
        _columns(
            "id external_id path url publisher published:date published_basis title language lineage reprint_of"
        ),
        lambda ledger: _of(map(_document, ledger.documents())),
    ),
    "contacts": _Table(
        _columns(
            f"id mode status {_DATE} place initiator duration_minutes:int sides:list<string> "
            "participants:participants topics:list<string> reports:reports independent_sources:int"
        ),
        lambda ledger: _of(map(_contact, ledger.contacts_by_id())),
    ),
    "accounts": _Table(
        _columns("id document contact source actor side via:list<string> cue cue_class content start:int end:int"),
        lambda ledger: _of(account_entry(a, contact) for a, contact in ledger.accounts_with_contact()),
    ),
    "divergences": _Table(
        _columns("id contact kind side_a account_a side_b account_b reason"),
        lambda ledger: _of(map(divergence_entry, retold(ledger.divergences(), ledger))),
    ),
    "events": _Table(
        _columns(
            f"id document contact code cameo mode context:list<string> status actor actor_name actor_country recipient "
            f"recipient_name recipient_country {_DATE} place score:float quote start:int end:int"
        ),
        lambda ledger: (_event(event, contact) for event, contact in ledger.events_with_contact()),
    ),
    "figures": _Table(
        _columns(f"id document value:float unit of source {_DATE} place side quote start:int end:int"),
        lambda ledger: _of(map(_figure, ledger.figures())),
    ),
})  # fmt: skip
