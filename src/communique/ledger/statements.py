"""Small statements that several files of this room need; portable SQL only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import BigInteger, Column, ColumnElement, Connection, Table, cast, delete, func, select

from communique.ledger import schema

T = TypeVar("T")

CHUNK = 500
"""How many rows are read or named in one statement; old builds of SQLite take at most 999 parameters."""

CLAIMS_REVISION = "claims_revision"
DERIVED_REVISION = "derived_revision"
CONTENT_REVISION = "content_revision"
"""Counts every transaction that changed what readers see."""

IDENTITY = "identity"
"""A word that no other ledger has, so that what was kept of one is never taken for another's."""

LONGEST_PERIOD = "longest_period"
"""Days between the first and the last day of the contact that is known least exactly."""


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Return the items in lists of this size; the last may be shorter."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows, all of which have the same keys."""
    if rows:
        connection.execute(table.insert(), rows)


def insert_missing(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> int:
    """Insert the rows whose id the table does not hold yet; return how many those were."""
    inserted = 0
    for chunk in chunks(rows):
        by_id = {row["id"]: row for row in chunk}
        present = set(connection.execute(select(table.c.id).where(table.c.id.in_(by_id))).scalars())
        missing = [row for id_, row in by_id.items() if id_ not in present]
        insert_rows(connection, table, missing)
        inserted += len(missing)
    return inserted


def delete_where_in(connection: Connection, column: Column[str], values: Iterable[str]) -> None:
    """Delete the rows whose column holds one of the values."""
    for chunk in chunks(values):
        connection.execute(delete(column.table).where(column.in_(chunk)))


def total(column: ColumnElement[Any]) -> ColumnElement[int]:
    """Return the sum of a column as a whole number; PostgreSQL makes a decimal one of it."""
    return cast(func.sum(column), BigInteger)


def number_in_meta(connection: Connection, name: str) -> int:
    """Return a number kept in ``meta``, 0 when it is not there."""
    return int(text_in_meta(connection, name) or 0)


def text_in_meta(connection: Connection, name: str) -> str | None:
    """Return a value kept in ``meta``, None when it is not there."""
    return connection.execute(select(schema.meta.c.value).where(schema.meta.c.name == name)).scalar()


def set_meta(connection: Connection, name: str, value: str) -> None:
    """Keep a value in ``meta``."""
    connection.execute(delete(schema.meta).where(schema.meta.c.name == name))
    connection.execute(schema.meta.insert().values(name=name, value=value))
