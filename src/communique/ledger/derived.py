"""Filling the derived tables, in the transaction of the caller."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, bindparam, delete, update

from communique.ledger import schema
from communique.ledger.codec import to_json
from communique.ledger.rows import Values, contact_parts, contact_row
from communique.ledger.statements import chunks, delete_where_in, insert_rows
from communique.records import Contact, Divergence


def clear(connection: Connection, ids: Collection[str] | None) -> None:
    """Empty the derived tables, or take out the contacts of these ids with all that hangs on them."""
    if ids is not None:
        delete_where_in(connection, schema.contacts.c.id, sorted(ids))
        return
    for table in reversed(schema.DERIVED):
        connection.execute(delete(table))


def fill(connection: Connection, contacts: Iterable[Contact], divergences: Iterable[Divergence]) -> None:
    """Write the contacts and the divergences of their accounts, drawn from the iterables bit by bit."""
    for chunk in chunks(contacts):
        insert_rows(connection, schema.contacts, [contact_row(contact) for contact in chunk])
        parts: dict[str, list[Values]] = {}
        for contact in chunk:
            for name, rows in contact_parts(contact).items():
                parts.setdefault(name, []).extend(rows)
        for name, rows in parts.items():
            insert_rows(connection, schema.metadata.tables[name], rows)
    for found in chunks(divergences):
        insert_rows(connection, schema.divergences, [to_json(divergence) for divergence in found])


def set_lineage(connection: Connection, lineages: Mapping[str, tuple[str, str | None]]) -> None:
    """Set lineage and ``reprint_of`` of the documents of these ids, and make all others originals."""
    d = schema.documents.c
    connection.execute(
        update(schema.documents)
        .where((d.lineage != "original") | d.reprint_of.is_not(None))
        .values(lineage="original", reprint_of=None)
    )
    rows = [{"of": id_, "lineage": lineage, "from": origin} for id_, (lineage, origin) in sorted(lineages.items())]
    statement = update(schema.documents).where(d.id == bindparam("of"))
    for chunk in chunks(rows):
        connection.execute(statement.values(lineage=bindparam("lineage"), reprint_of=bindparam("from")), chunk)


def set_shared_passages(connection: Connection, passages: Iterable[Values]) -> None:
    """Put these rows in the place of all shared passages."""
    connection.execute(delete(schema.shared_passages))
    for chunk in chunks(passages):
        insert_rows(connection, schema.shared_passages, chunk)
