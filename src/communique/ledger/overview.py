"""What the ledger holds in numbers: over time, between sides, by publisher; counted by the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, case, distinct, func, select

from communique.ledger import schema
from communique.ledger.filters import conditions, first_day, last_day
from communique.ledger.reader import Reader
from communique.ledger.statements import CONTENT_REVISION, IDENTITY, text_in_meta
from communique.records import Claim, Mode, Status


@dataclass(frozen=True, slots=True)
class Share:
    """So many contacts of a mode and status whose first day begins with ``start`` ("2022", "2022-03", a day).

    start: None for those without a date.
    """

    start: str | None
    mode: Mode
    status: Status
    count: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides or actors, by code or id, and in how many contacts both took part; ``a`` sorts before ``b``."""

    a: str
    b: str
    contacts: int


@dataclass(frozen=True, slots=True)
class Counterpart:
    """An actor, by the name and side that contacts give, and how many contacts there are."""

    actor: str
    name: str
    side: str | None
    contacts: int


@dataclass(frozen=True, slots=True)
class Publisher:
    """What the ledger has of one publisher: documents by lineage, and the first and last day of publication."""

    name: str | None
    originals: int
    reprints: int
    rewrites: int
    first: str | None
    last: str | None

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return self.originals + self.reprints + self.rewrites


@dataclass(frozen=True, slots=True)
class Copied:
    """A document that others copy: how many reprint it, and how many rewrite it."""

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    reprints: int
    rewrites: int


class Overview(Reader):
    """The part of a ledger that counts."""

    def spread(self, length: int, **filters: Any) -> list[Share]:
        """Return how the contacts that ``Ledger.contacts`` would give lie in time, by (start, mode, status).

        length: 4 counts by year, 7 by month, 10 by day. A contact that began before ``since`` counts as beginning then.
        """
        c = schema.contacts.c
        begins: ColumnElement[Any] = c.date_start
        if (since := filters.get("since")) is not None:
            begins = case((c.date_start < first_day(since), first_day(since)), else_=c.date_start)
        start = func.substr(begins, 1, length)
        query = select(start, c.mode, c.status, func.count()).where(*conditions(**filters))
        query = query.group_by(start, c.mode, c.status)
        with self._read() as connection:
            rows = connection.execute(query).all()
        found = (Share(start, Mode(mode), Status(status), count) for start, mode, status, count in rows)
        return sorted(found, key=lambda s: (s.start is None, s.start or "", s.mode, s.status))

    def latest_publication(self) -> str | None:
        """Return the last day on which a document of the ledger was published, None when no day is known."""
        with self._read() as connection:
            found: str | None = connection.execute(select(func.max(schema.documents.c.published_date))).scalar_one()
        return found

    def sides(self) -> dict[str, int]:
        """Return in how many contacts each side took part, by code."""
        return self._tally(schema.contact_sides.c.side)

    def pairs(
        self, *, persons: bool = False, since: str | None = None, until: str | None = None, nodes: int = 30
    ) -> tuple[list[Counterpart], list[Pair]]:
        """Return those with the most contacts in a period, and the pairs among them, each by descending count.

        persons: count persons by actor id instead of sides by code. nodes: how many are returned at most.
        """
        table, column = (schema.contact_persons, "actor") if persons else (schema.contact_sides, "side")
        wanted = self._within(table, since, until)
        if persons:
            wanted.append(table.c.actor.startswith("person:"))
        busiest = self._busiest(table, column, wanted, nodes)
        ids = [c.actor for c in busiest]
        one, other = table.alias(), table.alias()
        query = (
            select(one.c[column], other.c[column], func.count(distinct(one.c.contact)))
            .join(other, (one.c.contact == other.c.contact) & (one.c[column] < other.c[column]))
            .where(one.c[column].in_(ids), other.c[column].in_(ids), *self._within(one, since, until))
            .group_by(one.c[column], other.c[column])
        )
        with self._read() as connection:
            pairs = [Pair(*row) for row in connection.execute(query)]
        return busiest, sorted(pairs, key=lambda p: (-p.contacts, p.a, p.b))

    def counterparts(self, actor: str, limit: int = 20) -> list[Counterpart]:
        """Return the persons and bodies of other contacts' ends that an actor met most, by descending count."""
        p = schema.contact_persons
        own = select(p.c.contact).where(p.c.actor == actor)
        return self._busiest(p, "actor", [p.c.contact.in_(own), p.c.actor != actor], limit)

    def counterparts_of_side(self, side: str, limit: int = 20) -> list[Counterpart]:
        """Return the sides that a side was in contact with most, by descending count."""
        s = schema.contact_sides
        own = select(s.c.contact).where(s.c.side == side)
        return self._busiest(s, "side", [s.c.contact.in_(own), s.c.side != side], limit)

    def members(self, side: str, limit: int = 20) -> list[Counterpart]:
        """Return who took part for a side, by descending count of contacts."""
        p = schema.contact_persons
        return self._busiest(p, "actor", [p.c.country == side, p.c.actor.startswith("person:")], limit)

    def publishers(self) -> list[Publisher]:
        """Return what there is of each publisher, by descending number of documents, then by name."""
        d = schema.documents.c
        query = select(d.publisher, d.lineage, func.count(), func.min(d.published_date), func.max(d.published_date))
        found: dict[str | None, dict[str, tuple[int, str | None, str | None]]] = {}
        with self._read() as connection:
            for name, lineage, count, first, last in connection.execute(query.group_by(d.publisher, d.lineage)):
                found.setdefault(name, {})[lineage] = (count, first, last)
        return sorted((_publisher(n, by) for n, by in found.items()), key=lambda p: (-p.documents, p.name or ""))

    def most_copied(self, limit: int = 20) -> list[Copied]:
        """Return the documents that most others copy, by descending number of copies, then by id."""
        d, copy = schema.documents.c, schema.documents.alias().c
        reprints = func.sum(case((copy.lineage == "reprint", 1), else_=0))
        copies = (
            select(copy.reprint_of, func.count().label("all"), reprints.label("reprints"))
            .where(copy.reprint_of.is_not(None))
            .group_by(copy.reprint_of)
            .order_by(func.count().desc(), copy.reprint_of)
            .limit(limit)
            .subquery()
        )
        query = (
            select(d.id, d.title, d.publisher, d.published_date, copies.c.reprints, copies.c.all)
            .join(copies, copies.c.reprint_of == d.id)
            .order_by(copies.c.all.desc(), d.id)
        )
        with self._read() as connection:
            rows = connection.execute(query).all()
        return [Copied(id_, title, by, on, same, every - same) for id_, title, by, on, same, every in rows]

    def revision(self) -> str:
        """Return a word that changes whenever what readers see does, and that no other ledger has."""
        with self._read() as connection:
            found = [text_in_meta(connection, name) or "" for name in (IDENTITY, CONTENT_REVISION)]
        return "-".join(found)

    def claims_of_document(self, document: str) -> list[Claim]:
        """Return every claim that a document is evidence of, by (place, kind, id); the id in full."""
        c = schema.claims.c
        query = select(schema.claims).where(c.document == document).order_by(c.span_start, c.kind, c.id)
        with self._read() as connection:
            rows = connection.execute(query).mappings().all()
        return [self._claim(row) for row in rows]

    def contacts_of_claims(self, claims: Sequence[str]) -> dict[str, str]:
        """Return the contact that each of these reports tells of, by the claim's id, where there is one."""
        r = schema.contact_reports.c
        with self._read() as connection:
            return dict(connection.execute(select(r.claim, r.contact).where(r.claim.in_(claims))).all())

    def _busiest(
        self, table: Table, column: str, wanted: Sequence[ColumnElement[bool]], limit: int
    ) -> list[Counterpart]:
        key, count = table.c[column], func.count(distinct(table.c.contact))
        named = (func.min(table.c.name), func.min(table.c.country)) if column == "actor" else (key, key)
        query = select(key, *named, count).where(*wanted).group_by(key).order_by(count.desc(), key).limit(limit)
        with self._read() as connection:
            return [Counterpart(*tuple(row)) for row in connection.execute(query)]

    @staticmethod
    def _within(table: Any, since: str | None, until: str | None) -> list[ColumnElement[bool]]:
        """Return the conditions that a row's contact falls into a period; none for all of time."""
        c = schema.contacts.c
        if since is None and until is None:
            return []
        inside = []
        if since is not None:
            inside.append(c.date_end >= first_day(since))
        if until is not None:
            inside.append(c.date_start <= last_day(until))
        return [table.c.contact.in_(select(c.id).where(*inside))]


def _publisher(name: str | None, by_lineage: dict[str, tuple[int, str | None, str | None]]) -> Publisher:
    def count(lineage: str) -> int:
        return by_lineage.get(lineage, (0, None, None))[0]

    return Publisher(
        name, count("original"), count("reprint"), count("rewrite"),
        min((f for _, f, _ in by_lineage.values() if f), default=None),
        max((last for _, _, last in by_lineage.values() if last), default=None),
    )  # fmt: skip
