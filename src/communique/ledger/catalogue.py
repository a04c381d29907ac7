"""Everything a ledger holds, by the page: lists that filters narrow and that indexes keep fast however long they are.

A page goes on where the one before it ended, by the place of its last entry (keyset paging), so nothing is left out or
given twice while a build adds to the ledger, and the last page costs no more than the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, RowMapping, Select, and_, or_, select, tuple_, union

from communique.errors import UnknownIdError
from communique.ledger import schema
from communique.ledger.backend import HoldsWords
from communique.ledger.codec import CLAIM_KINDS
from communique.ledger.decisions import effective_claims, effective_report
from communique.ledger.filters import Condition, first_day, last_day
from communique.ledger.listing import Listing
from communique.ledger.overview import Publisher
from communique.ledger.rows import divergence_of, folded
from communique.records import Claim, Contact, Divergence, Publication, Rejection

T = TypeVar("T")

Place = tuple[str | int | None, str]
"""Where a page ends: what its last entry is sorted by, such as a day (None where it has none), and its id."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some entries of a list. next: the place after which the list goes on, None when it ends here."""

    items: tuple[T, ...]
    next: Place | None


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """A document without its text; the fields are those of ``Document``."""

    id: str
    external_id: str | None
    path: str
    url: str | None
    publisher: str | None
    published: Publication
    title: str | None
    language: str
    lineage: str
    reprint_of: str | None


@dataclass(frozen=True, slots=True)
class ActorCount:
    """A side or an actor that took part in contacts.

    kind: "side", "person", "group" or another sort of actor; the id of a side is its code. contacts: in how many it
    took part. first, last: ISO days of the earliest and the latest, None where no day is known.
    """

    id: str
    kind: str
    name: str
    country: str | None
    contacts: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Refused:
    """An item of input that could not be read, with its id in the ledger."""

    id: str
    rejection: Rejection


class Catalogue(Listing):
    """The part of a ledger that gives every list by the page."""

    def contact_slice(
        self, limit: int, after: Place | None = None, *, newest_first: bool = True, **filters: Any
    ) -> Page[Contact]:
        """Return contacts by first day, those without a date last; filters: those of ``Ledger.contacts``."""
        of, wanted = self._asked(filters)
        query: Any = select(of.id.label("id"), of.day.label("day")).where(*wanted).distinct()
        rows, following = self._slice(query, of.day, of.id, limit, after, newest_first=newest_first)
        return Page(tuple(self._contacts_in_order(row["id"] for row in rows)), following)

    def document_slice(
        self, limit: int, after: Place | None = None, *, newest_first: bool = True, publisher: str | None = None,
        since: str | None = None, until: str | None = None, lineage: str | None = None, reprint_of: str | None = None,
        language: str | None = None, text: str | None = None,
    ) -> Page[DocumentHead]:  # fmt: skip
        """Return documents by day of publication, those without one last.

        publisher, lineage, reprint_of, language: exactly so. since, until: a day, month or year. text: words that
        title or text holds, as in ``search``.
        """
        d = schema.documents.c
        exact = {d.publisher: publisher, d.lineage: lineage, d.reprint_of: reprint_of, d.language: language}
        wanted: list[Condition] = [column == value for column, value in exact.items() if value is not None]
        wanted += _between(d.published_date, since, until)
        if text is not None:
            # Not the key as such: then the index by day is read until the page is full, not every find.
            wanted.append(HoldsWords(d.key + 0, text))
        columns = [d[name] for name in _HEAD]
        query = select(*columns, d.published_date.label("day"), d.published_basis).where(*wanted)
        rows, following = self._slice(query, d.published_date, d.id, limit, after, newest_first=newest_first)
        return Page(tuple(map(_head_of, rows)), following)

    def claim_slice(
        self, kind: str, limit: int, after: Place | None = None, *, newest_first: bool = True,
        document: str | None = None, contact: str | None = None, side: str | None = None, actor: str | None = None,
        code: str | None = None, since: str | None = None, until: str | None = None,
    ) -> Page[tuple[Claim, str | None]]:  # fmt: skip
        """Return claims of a kind by day, each with the contact to which its report leads, if any.

        The day is that of an event, else that of the document's publication. side, actor: of an account's source or an
        event's actor. code: the class of an event, the unit of a figure. contact: of accounts and events only.
        """
        c, r = schema.claims.c, schema.contact_reports
        exact = {c.document: document, c.side: side, c.actor: actor, c.code: code}
        wanted: list[Condition] = [column == value for column, value in exact.items() if value is not None]
        if contact is None:
            wanted.append(c.kind == kind)
        else:
            # Not the kind as such: then the few claims about the contact are looked up, not all of the kind.
            wanted += [c.id.in_(_claims_about(contact)), r.c.contact == contact, c.kind.concat("") == kind]
        query = effective_claims(r.c.contact).outerjoin(r, r.c.claim == effective_report())
        query = query.where(*wanted, *_between(c.day, since, until))
        rows, following = self._slice(query, c.day, c.id, limit, after, newest_first=newest_first)
        return Page(tuple((self._claim(row), row["contact"]) for row in rows), following)

    def claim_with_contact(self, kind: str, id_: str) -> tuple[Claim, str | None]:
        """Return the claim of this kind and full id, and the contact to which its report leads, if any.

        Raises UnknownIdError when there is none.
        """
        c, r = schema.claims.c, schema.contact_reports
        query = effective_claims(r.c.contact).outerjoin(r, r.c.claim == effective_report())
        with self._read() as connection:
            row = connection.execute(query.where(c.id == id_, c.kind == kind)).mappings().first()
        if row is None or kind not in CLAIM_KINDS:
            raise UnknownIdError(self.path, f"it has no {kind} {id_!r}")
        return self._claim(row), row["contact"]

    def divergence_slice(
        self, limit: int, after: Place | None = None, *, newest_first: bool = True, contact: str | None = None,
        kind: str | None = None, sides: Sequence[str] = (), since: str | None = None, until: str | None = None,
        of_contacts: bool | None = None,
    ) -> Page[Divergence]:  # fmt: skip
        """Return divergences by the first day of their contact.

        sides: codes that are among the two. of_contacts: only those on contacts, or only those on other matters.
        """
        d = schema.divergences.c
        exact = {d.contact: contact, d.kind: kind}
        wanted: list[Condition] = [column == value for column, value in exact.items() if value is not None]
        wanted += [or_(d.side_a == side, d.side_b == side) for side in sides]
        if of_contacts is not None:
            wanted.append(d.contact.is_not(None) if of_contacts else d.contact.is_(None))
        query = select(schema.divergences).where(*wanted, *_between(d.day, since, until))
        rows, following = self._slice(query, d.day, d.id, limit, after, newest_first=newest_first)
        return Page(tuple(map(divergence_of, rows)), following)

    def divergence(self, id_: str) -> Divergence:
        """Return the divergence of this full id; UnknownIdError when there is none."""
        d = schema.divergences
        with self._read() as connection:
            row = connection.execute(select(d).where(d.c.id == id_)).mappings().first()
        if row is None:
            raise UnknownIdError(self.path, f"it has no divergence {id_!r}")
        return divergence_of(row)

    def rejected_slice(self, limit: int, after: Place | None = None, *, reason: str | None = None) -> Page[Refused]:
        """Return what could not be read, by id."""
        r = schema.rejected.c
        query = select(schema.rejected)
        if reason is not None:
            query = query.where(r.reason == reason)
        if after is not None:
            query = query.where(r.id > after[1])
        with self._read() as connection:
            rows = connection.execute(query.order_by(r.id).limit(limit + 1)).mappings().all()
        found = [Refused(x["id"], Rejection(x["path"], x["place"], x["reason"], x["detail"])) for x in rows[:limit]]
        return Page(tuple(found), (None, found[-1].id) if len(rows) > limit else None)

    def actor_slice(
        self, limit: int, after: Place | None = None, *, kind: str | None = None, country: str | None = None,
        name: str | None = None,
    ) -> Page[ActorCount]:  # fmt: skip
        """Return sides and actors, those with the most contacts first.

        name: part of it, without regard to case and accents.
        """
        a = schema.actors.c
        exact = {a.kind: kind, a.country: country}
        wanted: list[Condition] = [column == value for column, value in exact.items() if value is not None]
        if name is not None:
            wanted.append(a.folded.contains(folded(name.strip()), autoescape=True))
        if after is not None:
            wanted.append(or_(a.contacts < after[0], and_(a.contacts == after[0], a.id > after[1])))
        query = select(*_ACTOR).where(*wanted).order_by(a.contacts.desc(), a.id).limit(limit + 1)
        with self._read() as connection:
            rows = connection.execute(query).all()
        found = [ActorCount(*tuple(row)) for row in rows[:limit]]
        return Page(tuple(found), (found[-1].contacts, found[-1].id) if len(rows) > limit else None)

    def actor(self, id_: str) -> ActorCount:
        """Return the side or actor of this full id; UnknownIdError when no contact has it."""
        with self._read() as connection:
            row = connection.execute(select(*_ACTOR).where(schema.actors.c.id == id_)).first()
        if row is None:
            raise UnknownIdError(self.path, f"it has no actor {id_!r}")
        return ActorCount(*tuple(row))

    def publisher_slice(self, limit: int, after: Place | None = None) -> Page[Publisher]:
        """Return what there is of each publisher, those with the most documents first."""
        found = self.publishers()
        if after is not None:
            found = [p for p in found if (-p.documents, p.name or "") > (-int(after[0] or 0), after[1])]
        last = found[limit - 1] if len(found) > limit else None
        return Page(tuple(found[:limit]), (last.documents, last.name or "") if last else None)

    def _slice(
        self, query: Select[Any], day: ColumnElement[Any], id_: ColumnElement[Any], limit: int, after: Place | None,
        *, newest_first: bool,
    ) -> tuple[Sequence[RowMapping], Place | None]:  # fmt: skip
        """Return a page of the query's rows by (day, id), those without a day last, and the place where it ends.

        The two sorts are asked for one after the other: an index that begins with the day gives each in order.
        """
        order = (day.desc(), id_.desc()) if newest_first else (day, id_)
        dated, undated = query.where(day.is_not(None)), query.where(day.is_(None))
        rows: list[RowMapping] = []
        with self._read() as connection:
            if after is None or after[0] is not None:
                if after is not None:
                    here, place = tuple_(day, id_), tuple_(*after)
                    dated = dated.where(here < place if newest_first else here > place)
                rows += connection.execute(dated.order_by(*order).limit(limit + 1)).mappings().all()
            elif after is not None:
                undated = undated.where(id_ > after[1])
            if len(rows) <= limit:
                rows += connection.execute(undated.order_by(id_).limit(limit + 1 - len(rows))).mappings().all()
        if len(rows) <= limit:
            return rows, None
        last = rows[limit - 1]
        return rows[:limit], (last["day"], last["id"])


_HEAD = ("id", "external_id", "path", "url", "publisher", "title", "language", "lineage", "reprint_of")

_ACTOR = tuple(schema.actors.c[n] for n in ("id", "kind", "name", "country", "contacts", "first_day", "last_day"))


def _claims_about(contact: str) -> Any:
    """Return the query for the claims whose report tells of a contact, as they were read or as they are corrected."""
    c, r, k = schema.claims.c, schema.contact_reports.c, schema.corrected_accounts.c
    reports = select(r.claim).where(r.contact == contact)
    return union(select(c.id).where(c.report.in_(reports)), select(k.claim).where(k.report.in_(reports)))


def _between(day: ColumnElement[Any], since: str | None, until: str | None) -> list[Condition]:
    wanted: list[Condition] = []
    if since is not None:
        wanted.append(day >= first_day(since))
    if until is not None:
        wanted.append(day <= last_day(until))
    return wanted


def _head_of(row: RowMapping) -> DocumentHead:
    published = Publication(row["day"], row["published_basis"])
    return DocumentHead(published=published, **{name: row[name] for name in _HEAD})
