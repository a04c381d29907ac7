"""The tables of parts: the same rows as the ledger's, so that one query reads both."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy

from communique.errors import CommuniqueError
from communique.ledger import schema
from communique.ledger.rows import Values, claim_row, document_row, rejection_row
from communique.ledger.writer import UNSTORABLE
from communique.pipeline import Processed
from communique.records import Reading, Rejection

TABLES = ("documents", "claims", "rejected")
_EXTRA = {
    "documents": ("fingerprint", "crawled"),
    "claims": (),
    "rejected": ("fingerprint",),
}


def arrow() -> Any:
    """Return pyarrow; CommuniqueError with the remedy where it is not installed."""
    try:
        import pyarrow.parquet  # noqa: PLC0415  an extra
    except ImportError as error:
        raise CommuniqueError("parts are Parquet files and need pyarrow: pip install 'communique[parquet]'") from error
    return pyarrow


class Rows:
    """The rows of one part, gathered as its items are done."""

    def __init__(self) -> None:
        self.of: dict[str, list[Values]] = {name: [] for name in TABLES}

    def add(self, processed: Processed, crawled: str) -> None:
        """Add what became of an item that a crawler fetched at this time ("" if it tells none)."""
        match processed.result:
            case Reading() as reading:
                told = {"fingerprint": processed.fingerprint, "crawled": crawled or None}
                try:
                    row = document_row(reading.document, processed.place)
                except UnicodeEncodeError as error:
                    unstorable = Rejection(reading.document.path, processed.place, UNSTORABLE, str(error))
                    self.reject(unstorable, processed.fingerprint)
                    return
                self.of["documents"].append(row | told)
                self.of["claims"].extend(claim_row(claim) for claim in reading.claims)
            case Rejection() as rejection:
                self.reject(rejection, processed.fingerprint)

    def reject(self, rejection: Rejection, fingerprint: str | None = None) -> None:
        """Add a rejection; with a fingerprint, the item counts as read."""
        self.of["rejected"].append(rejection_row(rejection) | {"fingerprint": fingerprint})

    def parquet(self, name: str) -> bytes:
        """Return the rows of a table as a Parquet file."""
        pa = arrow()
        table = pa.Table.from_pylist(self.of[name], schema=pa.schema(_fields(name)))
        buffer = io.BytesIO()
        pa.parquet.write_table(table, buffer, compression="zstd")
        return buffer.getvalue()


def rows_of(data: bytes) -> list[Mapping[str, Any]]:
    """Return the rows of a Parquet file."""
    rows: list[Mapping[str, Any]] = arrow().parquet.read_table(io.BytesIO(data)).to_pylist()
    return rows


def _fields(name: str) -> Iterable[tuple[str, Any]]:
    pa = arrow()
    table = schema.metadata.tables[name]
    own = [c for c in table.columns if not (c.primary_key and isinstance(c.type, sqlalchemy.Integer))]
    fields = [(c.name, pa.int64() if isinstance(c.type, sqlalchemy.Integer) else pa.string()) for c in own]
    return fields + [(extra, pa.string()) for extra in _EXTRA[name]]
