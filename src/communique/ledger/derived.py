"""Filling the derived tables, in the transaction of the caller."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, delete, update

from communique.ledger import schema
from communique.ledger.codec import to_json
from communique.ledger.rows import Values, claim_row, contact_parts, contact_row
from communique.ledger.statements import chunks, delete_where_in, insert_rows
from communique.records import Account, Contact, Divergence, Period


@dataclass(frozen=True, slots=True)
class Standing:
    """What people's judgements come to in this ledger.

    judgements: by the id of each the claims that it is about and the others. accounts: as they were corrected; None
    for one that is no longer. dates: by report, those inferred from other documents.
    """

    judgements: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    accounts: Mapping[str, Account | None] = field(default_factory=dict)
    dates: Mapping[str, Period] = field(default_factory=dict)


NOTHING_STANDS = Standing()


def stand(connection: Connection, standing: Standing) -> None:
    """Write where judgements were found and what they make of accounts, in the place of what was there of each."""
    delete_where_in(connection, schema.judgement_claims.c.judgement, sorted(standing.judgements))
    for chunk in chunks(sorted(standing.judgements)):
        found = [
            {"judgement": id_, "role": role, "position": position, "claim": claim}
            for id_ in chunk
            for role, claims in zip(("about", "others"), standing.judgements[id_], strict=True)
            for position, claim in enumerate(claims)
        ]
        insert_rows(connection, schema.judgement_claims, found)
    delete_where_in(connection, schema.corrected_accounts.c.claim, sorted(standing.accounts))
    changed = [(id_, account) for id_, account in sorted(standing.accounts.items()) if account is not None]
    for accounts in chunks(changed):
        rows = [(id_, claim_row(account)) for id_, account in accounts]
        corrected = [{"claim": id_, "report": row["report"], "value": row["value"]} for id_, row in rows]
        insert_rows(connection, schema.corrected_accounts, corrected)
    for chunk in chunks(sorted(standing.dates)):
        periods = [(id_, standing.dates[id_]) for id_ in chunk]
        dated = [{"claim": i, "date_start": p.start, "date_end": p.end, "date_basis": p.basis} for i, p in periods]
        insert_rows(connection, schema.report_dates, dated)


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
