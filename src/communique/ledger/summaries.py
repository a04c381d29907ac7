"""Counts that are made when contacts are derived, so that nobody waits for them when reading: portable SQL only.

``actors``: each side and actor with its number of contacts. ``actor_months``, ``pair_months``: the same by month, and
for each two that took part in one contact; networks and counterparts of any period are sums over these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    and_,
    delete,
    distinct,
    false,
    func,
    literal,
    or_,
    select,
)

from communique.ledger import schema
from communique.ledger.rows import folded
from communique.ledger.statements import chunks, delete_where_in, insert_rows

SIDE, ACTOR = "side", "actor"

#: When more months than these are touched, all are counted anew.
_MOST_MONTHS = 60

#: The table and the column of either sort of those who take part.
_PARTIES: tuple[tuple[str, Table, Column[Any]], ...] = (
    (SIDE, schema.contact_sides, schema.contact_sides.c.side),
    (ACTOR, schema.contact_persons, schema.contact_persons.c.actor),
)


@dataclass(frozen=True, slots=True)
class Touched:
    """What some contacts count towards: months ("2016-07", empty for the undated), sides and actors."""

    months: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()

    def __or__(self, other: Touched) -> Touched:
        return Touched(self.months | other.months, self.parties | other.parties)


def touched_by(connection: Connection, contacts: Collection[str]) -> Touched:
    """Return what the contacts of these ids count towards."""
    c = schema.contacts.c
    months: set[str] = set()
    parties: set[str] = set()
    for chunk in chunks(sorted(contacts)):
        months.update(connection.execute(select(_month()).where(c.id.in_(chunk))).scalars())
        for _, table, column in _PARTIES:
            parties.update(connection.execute(select(column).where(table.c.contact.in_(chunk))).scalars())
    return Touched(frozenset(months), frozenset(parties))


def summarise(connection: Connection, touched: Touched | None) -> None:
    """Count anew: everything, or only what was touched."""
    if touched is not None and len(touched.months) > _MOST_MONTHS:
        touched = None
    _count_months(connection, touched.months if touched else None)
    _count_actors(connection, touched.parties if touched else None)


def _month() -> ColumnElement[str]:
    return func.coalesce(func.substr(schema.contacts.c.date_start, 1, 7), "")


def _count_months(connection: Connection, months: Iterable[str] | None) -> None:
    inside = _inside(months)
    # One expression in both places: databases that number parameters take two for different columns.
    month = _month()
    for table in (schema.actor_months, schema.pair_months):
        if months is None:
            connection.execute(delete(table))
        else:
            delete_where_in(connection, table.c.month, sorted(months))
    for kind, table, column in _PARTIES:
        contact = schema.contacts.c.id
        single = (
            select(literal(kind), month, column, func.count(distinct(contact)))
            .join_from(schema.contacts, table, table.c.contact == contact)
            .where(*inside)
            .group_by(month, column)
        )
        connection.execute(schema.actor_months.insert().from_select(["kind", "month", "id", "contacts"], single))
        other = table.alias()
        second = other.c[column.name]
        double = (
            select(literal(kind), month, column, second, func.count(distinct(contact)))
            .join_from(schema.contacts, table, table.c.contact == contact)
            .join(other, and_(other.c.contact == contact, column < second))
            .where(*inside)
            .group_by(month, column, second)
        )
        connection.execute(schema.pair_months.insert().from_select(["kind", "month", "a", "b", "contacts"], double))


def _inside(months: Iterable[str] | None) -> list[ColumnElement[bool]]:
    """Return the condition that a contact begins in one of the months; none for all of time."""
    if months is None:
        return []
    day = schema.contacts.c.date_start
    return [
        or_(
            false(),
            *(day.between(f"{month}-01", f"{month}-31") if month else day.is_(None) for month in sorted(months)),
        )
    ]


def _count_actors(connection: Connection, parties: Collection[str] | None) -> None:
    if parties is None:
        connection.execute(delete(schema.actors))
        _insert_actors(connection, None)
        return
    for chunk in chunks(sorted(parties)):
        delete_where_in(connection, schema.actors.c.id, chunk)
        _insert_actors(connection, chunk)


def _insert_actors(connection: Connection, parties: Collection[str] | None) -> None:
    for kind, table, column in _PARTIES:
        t = table.c
        named = (t.side, t.side) if kind == SIDE else (t.name, t.country)
        query = select(
            column, func.min(named[0]), func.min(named[1]), func.count(distinct(t.contact)), func.min(t.day),
            func.max(t.last_day),
        ).group_by(column).order_by(column)  # fmt: skip
        if parties is not None:
            query = query.where(column.in_(parties))
        found = connection.execute(query).all()
        for chunk in chunks(found):
            insert_rows(connection, schema.actors, [_actor(kind, row) for row in chunk])


def _actor(kind: str, row: Any) -> dict[str, Any]:
    """Return the row of a side or an actor; the kind of an actor is what stands before the colon of its id."""
    id_, name, country, contacts, first, last = row
    sort = SIDE if kind == SIDE else id_.split(":", 1)[0] if ":" in id_ else ACTOR
    return {
        "id": id_, "kind": sort, "name": name, "folded": folded(name), "country": country, "contacts": contacts,
        "first_day": first, "last_day": last,
    }  # fmt: skip
