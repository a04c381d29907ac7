"""Filling the derived tables, in the transaction of the caller."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, bindparam, delete, select, update

from communique.ledger import schema
from communique.ledger.codec import to_json
from communique.ledger.rows import Values, claim_row, contact_parts, contact_row
from communique.ledger.statements import (
    LONGEST_PERIOD,
    chunks,
    delete_where_in,
    insert_rows,
    number_in_meta,
    set_meta,
)
from communique.ledger.summaries import Touched, summarise, touched_by
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


def replace(
    connection: Connection,
    contacts: Iterable[Contact],
    divergences: Iterable[Divergence],
    ids: Collection[str] | None,
    standing: Standing = NOTHING_STANDS,
) -> None:
    """Put contacts and divergences in the place of all, or of the contacts of these ids; and count them anew."""
    touched = Touched() if ids is None else touched_by(connection, ids)
    if ids is None:
        corrected = connection.execute(select(schema.corrected_accounts.c.claim)).scalars().all()
        _list_accounts(connection, _read_from_values(connection, corrected))
    _clear(connection, ids)
    new = _fill(connection, contacts, divergences, keep=ids is not None)
    _stand(connection, standing)
    summarise(connection, None if ids is None else touched | touched_by(connection, new))


def _clear(connection: Connection, ids: Collection[str] | None) -> None:
    """Empty the derived tables, or take out the contacts of these ids with all that hangs on them."""
    if ids is not None:
        delete_where_in(connection, schema.contacts.c.id, sorted(ids))
        return
    for table in reversed(schema.DERIVED):
        connection.execute(delete(table))


def _fill(
    connection: Connection, contacts: Iterable[Contact], divergences: Iterable[Divergence], *, keep: bool
) -> list[str]:
    """Write contacts and divergences, drawn from the iterables bit by bit; return the ids of the contacts.

    keep: other contacts are there already.
    """
    longest = number_in_meta(connection, LONGEST_PERIOD) if keep else 0
    written: list[str] = []
    for chunk in chunks(contacts):
        insert_rows(connection, schema.contacts, [contact_row(contact) for contact in chunk])
        parts: dict[str, list[Values]] = {}
        for contact in chunk:
            for name, rows in contact_parts(contact).items():
                parts.setdefault(name, []).extend(rows)
        _add_keys(connection, parts["contact_reports"])
        for name, rows in parts.items():
            insert_rows(connection, schema.metadata.tables[name], rows)
        longest = max([longest, *(_length(c.date) for c in chunk if c.date)])
        written.extend(contact.id for contact in chunk)
    set_meta(connection, LONGEST_PERIOD, str(longest))
    c = schema.contacts.c
    for found in chunks(divergences):
        days = _by_id(connection, c.id, c.date_start, {d.contact for d in found if d.contact})
        insert_rows(connection, schema.divergences, [to_json(d) | {"day": days.get(d.contact or "")} for d in found])
    return written


def _add_keys(connection: Connection, reports: Sequence[Values]) -> None:
    """Add the row number of its document to each row; None, which no ledger takes, when it lacks the document."""
    d = schema.documents.c
    keys = _by_id(connection, d.id, d.key, {row["document"] for row in reports})
    for row in reports:
        row["document_key"] = keys.get(row["document"])


def _by_id(connection: Connection, id_: Column[str], value: Column[Any], ids: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for chunk in chunks(sorted(ids)):
        rows: Any = connection.execute(select(id_, value).where(id_.in_(chunk))).all()
        found.update(rows)
    return found


def _length(period: Period) -> int:
    """Return the days between its first and its last."""
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days


def _stand(connection: Connection, standing: Standing) -> None:
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
    _correct(connection, standing.accounts)
    for chunk in chunks(sorted(standing.dates)):
        periods = [(id_, standing.dates[id_]) for id_ in chunk]
        dated = [{"claim": i, "date_start": p.start, "date_end": p.end, "date_basis": p.basis} for i, p in periods]
        insert_rows(connection, schema.report_dates, dated)


def _correct(connection: Connection, accounts: Mapping[str, Account | None]) -> None:
    """Write what accounts have become; what lists are filtered by follows."""
    a = schema.corrected_accounts.c
    delete_where_in(connection, a.claim, sorted(accounts))
    changed = {id_: claim_row(account) for id_, account in sorted(accounts.items()) if account is not None}
    corrected = [{"claim": id_, "report": row["report"], "value": row["value"]} for id_, row in changed.items()]
    for chunk in chunks(corrected):
        insert_rows(connection, schema.corrected_accounts, chunk)
    _list_accounts(connection, {id_: (row["side"], row["actor"]) for id_, row in changed.items()})
    as_read = [id_ for id_, account in accounts.items() if account is None]
    _list_accounts(connection, _read_from_values(connection, as_read))


def _read_from_values(connection: Connection, accounts: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
    """Return side and actor of these accounts as they were read."""
    c = schema.claims.c
    values = {id_: json.loads(value) for id_, value in _by_id(connection, c.id, c.value, accounts).items()}
    return {id_: (value["side"], value["actor"]) for id_, value in values.items()}


def _list_accounts(connection: Connection, found: Mapping[str, tuple[str | None, str | None]]) -> None:
    """Set by the id of an account the side and the actor that it is listed under."""
    statement = update(schema.claims).where(schema.claims.c.id == bindparam("of"))
    rows = [{"of": id_, "to_side": side, "to_actor": actor} for id_, (side, actor) in sorted(found.items())]
    for chunk in chunks(rows):
        connection.execute(statement.values(side=bindparam("to_side"), actor=bindparam("to_actor")), chunk)


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
