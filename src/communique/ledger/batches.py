"""Writing one batch of readings and rejections in the transaction of the caller."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, or_, select, update

from communique.ledger.backend import index_documents
from communique.ledger.duplicates import DUPLICATE_ID, Holder, Register, explanation, rejection
from communique.ledger.rows import Values, rejection_row
from communique.ledger.schema import claims, documents, rejected, sources
from communique.ledger.statements import chunks, delete_where_in, insert_missing, insert_rows
from communique.records import Rejection


@dataclass(frozen=True, slots=True)
class Item:
    """A reading made ready for writing: the rows of its document and claims, and where it stood."""

    holder: Holder
    fingerprint: str
    document: Values
    claims: Sequence[Values]

    @property
    def characters(self) -> int:
        """Its size in characters, roughly what it occupies in memory."""
        return len(self.document["text"]) + sum(len(claim["value"]) for claim in self.claims)


@dataclass(slots=True)
class _Plan:
    """What the batch will write."""

    stored: set[str]
    accepted: dict[str, Item] = field(default_factory=dict)
    sources: dict[str, Values] = field(default_factory=dict)
    rejected: dict[str, Values] = field(default_factory=dict)

    def reject(self, row: Values) -> None:
        self.rejected[row["id"]] = row


def write_batch(connection: Connection, items: Sequence[Item], refused: Iterable[tuple[Rejection, str | None]]) -> None:
    """Write the readings and rejections; quarrels over ids are settled here, where the ledger is locked."""
    holders = _holders(connection, items)
    register = Register(holders)
    plan = _Plan({holder.id for holder in holders})
    for reason, fingerprint in refused:
        row = rejection_row(reason)
        plan.reject(row)
        if fingerprint is not None:
            plan.sources[fingerprint] = _source(fingerprint, row["path"], row["place"], None, row["reason"])
    for item in items:
        _settle(connection, plan, register, item)
    _carry_out(connection, plan)


def _holders(connection: Connection, items: Sequence[Item]) -> list[Holder]:
    """Return the documents of the ledger that share an id or an external id with an item."""
    d = documents.c
    found: dict[str, Holder] = {}
    for chunk in chunks(items):
        ids = {item.holder.id for item in chunk}
        external_ids = {item.holder.external_id for item in chunk if item.holder.external_id is not None}
        query = select(d.id, d.external_id, d.path, d.place).where(or_(d.id.in_(ids), d.external_id.in_(external_ids)))
        found.update((row.id, Holder(*row)) for row in connection.execute(query))
    return list(found.values())


def _settle(connection: Connection, plan: _Plan, register: Register, item: Item) -> None:
    holder = item.holder
    settlement = register.settle(holder)
    keeper = settlement.rival
    if not settlement.accepted and keeper is not None:
        plan.reject(rejection_row(rejection(holder.path, holder.place, keeper)))
        plan.sources[item.fingerprint] = _source(item.fingerprint, holder.path, holder.place, None, DUPLICATE_ID)
        return
    if settlement.accepted:
        if keeper is not None:
            _evict(connection, plan, keeper, holder)
        if settlement.replaces and holder.id in plan.stored:
            connection.execute(delete(claims).where(claims.c.document == holder.id))
        plan.accepted[holder.id] = item
    plan.sources[item.fingerprint] = _source(item.fingerprint, holder.path, holder.place, holder.id, "document")


def _evict(connection: Connection, plan: _Plan, loser: Holder, keeper: Holder) -> None:
    """Turn a document and every place that it stood in into rejections in favour of the one who keeps the id."""
    places = {(loser.path, loser.place)}
    for row in plan.sources.values():
        if row["document"] == loser.id:
            places.add((row["path"], row["place"]))
            row.update(document=None, outcome=DUPLICATE_ID)
    of_loser = sources.c.document == loser.id
    places.update((row.path, row.place) for row in connection.execute(select(sources).where(of_loser)))
    connection.execute(update(sources).where(of_loser).values(document=None, outcome=DUPLICATE_ID))
    connection.execute(delete(documents).where(documents.c.id == loser.id))
    plan.accepted.pop(loser.id, None)
    plan.stored.discard(loser.id)
    _forward(connection, plan, loser, keeper, places)


def _forward(connection: Connection, plan: _Plan, loser: Holder, keeper: Holder, places: set[tuple[str, str]]) -> None:
    """Let whoever was rejected in favour of the loser now be rejected in favour of the keeper."""
    outdated = (rejected.c.reason == DUPLICATE_ID) & (rejected.c.detail == explanation(loser))
    places.update((row.path, row.place) for row in connection.execute(select(rejected).where(outdated)))
    connection.execute(delete(rejected).where(outdated))
    for row in [row for row in plan.rejected.values() if row["detail"] == explanation(loser)]:
        places.add((row["path"], row["place"]))
        del plan.rejected[row["id"]]
    for path, place in sorted(places):
        plan.reject(rejection_row(rejection(path, place, keeper)))


def _carry_out(connection: Connection, plan: _Plan) -> None:
    items = plan.accepted.values()
    insert_rows(connection, documents, [item.document for item in items if item.holder.id not in plan.stored])
    for item in items:
        if item.holder.id in plan.stored:
            connection.execute(update(documents).where(documents.c.id == item.holder.id).values(item.document))
    index_documents(connection, [item.document for item in items])
    insert_rows(connection, claims, [claim for item in items for claim in item.claims])
    delete_where_in(connection, sources.c.fingerprint, plan.sources)
    insert_rows(connection, sources, list(plan.sources.values()))
    insert_missing(connection, rejected, plan.rejected.values())


def _source(fingerprint: str, path: str, place: str, document: str | None, outcome: str) -> Values:
    return {"fingerprint": fingerprint, "path": path, "place": place, "document": document, "outcome": outcome}
