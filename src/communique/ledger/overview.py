"""What the ledger holds in numbers: over time, between sides, by publisher; counted by the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, distinct, func, select

from communique.ledger import schema
from communique.ledger.decisions import effective_claims
from communique.ledger.filters import (
    CONTACTS,
    OF_ACTOR,
    OF_SIDE,
    Rows,
    common_words,
    conditions,
    first_day,
    last_day,
    side_codes,
)
from communique.ledger.reader import Reader
from communique.ledger.statements import CONTENT_REVISION, IDENTITY, LONGEST_PERIOD, number_in_meta, text_in_meta, total
from communique.ledger.summaries import ACTOR, SIDE
from communique.records import Claim, Mode, Status

#: Where the two ways of asking for words take about the same time.
_COMMON = 20_000


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
        rows, wanted = self._asked(filters)
        begins: ColumnElement[Any] = rows.day
        if (since := filters.get("since")) is not None:
            begins = case((rows.day < first_day(since), first_day(since)), else_=rows.day)
        start = func.substr(begins, 1, length)
        # Only an actor can be in a contact twice, and telling contacts apart costs time.
        count = func.count(distinct(rows.id)) if rows is OF_ACTOR else func.count()
        query = select(start, rows.mode, rows.status, count).where(*wanted).group_by(start, rows.mode, rows.status)
        with self._read() as connection:
            shares = connection.execute(query).all()
        found = (Share(start, Mode(mode), Status(status), count) for start, mode, status, count in shares)
        return sorted(found, key=lambda s: (s.start is None, s.start or "", s.mode, s.status))

    def _asked(self, filters: Mapping[str, Any]) -> tuple[Rows, list[ColumnElement[bool]]]:
        """Return the rows that an index narrows most for these filters, and the conditions on them."""
        left = dict(filters)
        rows = CONTACTS
        wanted: list[ColumnElement[bool]] = []
        actors = sorted(set(left.get("actors") or ()))
        if actors:
            rows = OF_ACTOR
            wanted.append(schema.contact_persons.c.actor == actors[0])
            left["actors"] = actors[1:]
        elif sides := side_codes(left.get("sides") or ()):
            rarest = self._rarest(sides)
            rows = OF_SIDE
            wanted.append(schema.contact_sides.c.side == rarest)
            left["sides"] = [side for side in sides if side != rarest]
        if left.get("since") is not None:
            # No contact lasts longer, so none that began before can touch the span: the index need not be read there.
            wanted.append(rows.day >= self._earliest_start(left["since"]))
        common = self._common(left.get("topic"), left.get("text"))
        return rows, wanted + conditions(**left, rows=rows, common=common)

    def _common(self, topic: str | None, text: str | None) -> list[str]:
        """Return which of the two so many contacts have that looking them up is slower than asking them in turn."""
        with self._read() as connection:
            return [
                name
                for name, query in common_words(topic=topic, text=text).items()
                if connection.execute(query.offset(_COMMON).limit(1)).first() is not None
            ]

    def _rarest(self, sides: Sequence[str]) -> str:
        counts = self._contacts_of_sides(sides) if len(sides) > 1 else {}
        return min(sides, key=lambda side: (counts.get(side, 0), side))

    def _contacts_of_sides(self, sides: Sequence[str] | None = None) -> dict[str, int]:
        a = schema.actors.c
        query = select(a.id, a.contacts).where(a.kind == SIDE).order_by(a.id)
        if sides is not None:
            query = query.where(a.id.in_(sides))
        with self._read() as connection:
            return dict(connection.execute(query).all())

    def _earliest_start(self, since: str | date) -> str:
        first = date.fromisoformat(first_day(since))
        with self._read() as connection:
            longest = number_in_meta(connection, LONGEST_PERIOD)
        return date.fromordinal(max(1, first.toordinal() - longest)).isoformat()

    def latest_publication(self) -> str | None:
        """Return the last day on which a document of the ledger was published, None when no day is known."""
        with self._read() as connection:
            found: str | None = connection.execute(select(func.max(schema.documents.c.published_date))).scalar_one()
        return found

    def sides(self) -> dict[str, int]:
        """Return in how many contacts each side took part, by code."""
        return self._contacts_of_sides()

    def pairs(
        self, *, persons: bool = False, since: str | None = None, until: str | None = None, nodes: int = 30
    ) -> tuple[list[Counterpart], list[Pair]]:
        """Return those with the most contacts in a period, and the pairs among them, each by descending count.

        persons: count persons by actor id instead of sides by code. since, until: the contacts that began in the
        months in which these days lie, or between them; without both, those without a date, too. nodes: how many are
        returned at most.
        """
        m, p, kind = schema.actor_months.c, schema.pair_months.c, ACTOR if persons else SIDE
        count, together = total(m.contacts), total(p.contacts)
        query = select(m.id, count).where(m.kind == kind, *_months(m.month, since, until))
        if persons:
            query = query.where(m.id >= "person:", m.id < "person;")
        with self._read() as connection:
            most: Any = connection.execute(query.group_by(m.id).order_by(count.desc(), m.id).limit(nodes)).all()
            ids = [id_ for id_, _ in most]
            among = [p.kind == kind, p.a.in_(ids), p.b.in_(ids), *_months(p.month, since, until)]
            found: Any = connection.execute(select(p.a, p.b, together).where(*among).group_by(p.a, p.b)).all()
        pairs = [Pair(*row) for row in found]
        return self._named(most), sorted(pairs, key=lambda p: (-p.contacts, p.a, p.b))

    def counterparts(self, actor: str, limit: int = 20) -> list[Counterpart]:
        """Return the persons and bodies of other contacts' ends that an actor met most, by descending count."""
        return self._counterparts(ACTOR, actor, limit)

    def counterparts_of_side(self, side: str, limit: int = 20) -> list[Counterpart]:
        """Return the sides that a side was in contact with most, by descending count."""
        return self._counterparts(SIDE, side, limit)

    def _counterparts(self, kind: str, id_: str, limit: int) -> list[Counterpart]:
        p = schema.pair_months.c
        found: dict[str, int] = {}
        with self._read() as connection:
            for own, other in ((p.a, p.b), (p.b, p.a)):
                query = select(other, total(p.contacts)).where(p.kind == kind, own == id_).group_by(other)
                rows: Any = connection.execute(query).all()
                found.update((name, found.get(name, 0) + int(count)) for name, count in rows)
        most = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:limit]
        return self._named(most)

    def _named(self, counts: Iterable[tuple[str, int]]) -> list[Counterpart]:
        """Return sides and actors with their counts as counterparts, in this order."""
        given = list(counts)
        a = schema.actors.c
        with self._read() as connection:
            query = select(a.id, a.name, a.country).where(a.id.in_([id_ for id_, _ in given]))
            rows: Any = connection.execute(query).all()
        names = {id_: (name, country) for id_, name, country in rows}
        return [Counterpart(id_, *names.get(id_, (id_, None)), int(count)) for id_, count in given]

    def members(self, side: str, limit: int = 20) -> list[Counterpart]:
        """Return who took part for a side, by descending count of contacts."""
        a = schema.actors.c
        query = select(a.id, a.name, a.country, a.contacts).where(a.country == side, a.kind == "person")
        with self._read() as connection:
            rows: Any = connection.execute(query.order_by(a.contacts.desc(), a.id).limit(limit)).all()
        return [Counterpart(*row) for row in rows]

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
        reprints = total(case((copy.lineage == "reprint", 1), else_=0))
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
        """Return every claim that a document is evidence of, as corrected, by (place, kind, id); the id in full."""
        c = schema.claims.c
        query = effective_claims().where(c.document == document).order_by(c.span_start, c.kind, c.id)
        with self._read() as connection:
            rows = connection.execute(query).mappings().all()
        return [self._claim(row) for row in rows]

    def contacts_of_claims(self, claims: Sequence[str]) -> dict[str, str]:
        """Return the contact that each of these reports tells of, by the claim's id, where there is one."""
        r = schema.contact_reports.c
        with self._read() as connection:
            return dict(connection.execute(select(r.claim, r.contact).where(r.claim.in_(claims))).all())


def _months(month: ColumnElement[Any], since: str | None, until: str | None) -> list[ColumnElement[bool]]:
    """Return the conditions that a month lies in a period; none for all of time."""
    if since is None and until is None:
        return []
    inside = [month >= (first_day(since)[:7] if since else "0")]
    return [*inside, month <= last_day(until)[:7]] if until else inside


def _publisher(name: str | None, by_lineage: dict[str, tuple[int, str | None, str | None]]) -> Publisher:
    def count(lineage: str) -> int:
        return by_lineage.get(lineage, (0, None, None))[0]

    return Publisher(
        name, count("original"), count("reprint"), count("rewrite"),
        min((f for _, f, _ in by_lineage.values() if f), default=None),
        max((last for _, _, last in by_lineage.values() if last), default=None),
    )  # fmt: skip
