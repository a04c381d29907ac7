"""How a ledger is read: page by page, each a transaction of its own.

No connection is held while the caller works on what it got. So a reader that stops half-way leaks nothing, and never
keeps a writer's log from being folded back into the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, func, select, tuple_

from communique.errors import LedgerError, UnknownIdError
from communique.ledger.backend import Place, backend_of
from communique.ledger.migrations import version_of
from communique.ledger.rows import claim_of
from communique.ledger.statements import CHUNK
from communique.records import Account, Claim, ContactReport, Event, Figure

C = TypeVar("C", Account, ContactReport, Event, Figure)

MOST_CANDIDATES = 10


class Reader:
    """An open ledger, before it is known what is asked of it."""

    def __init__(self, path: str | Place) -> None:
        self._backend = backend_of(path)
        self.path: Place = self._backend.place
        self._closed = False
        with self._backend.errors_named():
            self._engine = self._backend.read_engine()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        """What pages call it: the name of the file, or of the database."""
        return self.path.name if isinstance(self.path, Path) else self.path.database or str(self.path)

    def close(self) -> None:
        """Close the file; the ledger cannot be read any more."""
        self._closed = True
        self._engine.dispose()

    def version(self) -> int:
        """Return the version of its schema, 0 for an empty file."""
        with self._read() as connection:
            return version_of(connection, self.path)

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        if self._closed:
            raise LedgerError(f"ledger {self.path}: it was closed; open it again")
        with self._backend.errors_named(), self._engine.begin() as connection:
            yield connection

    def _pages(
        self, query: Select[Any], keys: Mapping[str, ColumnElement[Any]], size: int = CHUNK
    ) -> Iterator[RowMapping]:
        """Return the rows in the order of the keys, none of which may be null and which together are unique."""
        page = query.order_by(*keys.values()).limit(size)
        while True:
            with self._read() as connection:
                rows = connection.execute(page).mappings().all()
            yield from rows
            if len(rows) < size:
                return
            last = [rows[-1][name] for name in keys]
            page = query.where(tuple_(*keys.values()) > tuple_(*last)).order_by(*keys.values()).limit(size)

    def _ids(
        self, column: ColumnElement[str], wanted: Sequence[ColumnElement[bool]], order: Sequence[ColumnElement[Any]]
    ) -> Sequence[str]:
        """Return the ids in an order that no index has; they are few bytes each, so all are held at once."""
        with self._read() as connection:
            return connection.execute(select(column).where(*wanted).order_by(*order)).scalars().all()

    def _full_id(self, table: Table, prefix: str) -> str:
        """Return the one id that is or begins with the prefix."""
        start, c = prefix.strip(), table.c.id
        query = select(c).where(c >= start, c < f"{start}\U0010ffff").order_by(c).limit(MOST_CANDIDATES + 1)
        with self._read() as connection:
            found = connection.execute(query).scalars().all() if start else []
        noun = table.name.removesuffix("s")
        if not found:
            raise UnknownIdError(self.path, f"it has no {noun} {prefix!r}")
        if len(found) > 1 and found[0] != start:
            more = ", ..." if len(found) > MOST_CANDIDATES else ""
            candidates = ", ".join(found[:MOST_CANDIDATES])
            raise UnknownIdError(self.path, f"several {noun}s begin with {prefix!r}: {candidates}{more}")
        return str(found[0])

    def _tally(self, column: ColumnElement[str]) -> dict[str, int]:
        query = select(column, func.count()).group_by(column).order_by(column)
        with self._read() as connection:
            return dict(connection.execute(query).all())

    def _claim(self, row: RowMapping) -> Claim:
        try:
            return claim_of(row)
        except ValueError as error:
            raise LedgerError(
                f"ledger {self.path}: claim {row['id']} cannot be read ({error}); see all such with: communique verify"
            ) from error

    def _of(self, kind: type[C], claim: Claim) -> C:
        if not isinstance(claim, kind):
            raise LedgerError(f"ledger {self.path}: claim {claim.id} is no {kind.__name__}")
        return claim
