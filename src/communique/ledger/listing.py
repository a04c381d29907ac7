"""Contacts in pages, the latest or the next first, each page found by an index however long the list is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import RowMapping, Select, func, or_, select, tuple_

from communique.ledger import schema
from communique.ledger.decisions import effective_claims
from communique.ledger.filters import conditions
from communique.ledger.overview import Overview
from communique.ledger.rows import contact_of, divergence_of, document_of
from communique.ledger.statements import chunks
from communique.records import Account, Claim, Contact, ContactReport, Divergence, Document, Rejection

Place = tuple[str | None, str]
"""Where a page ends: a contact's first day, None for one without a date, and its id."""


class Listing(Overview):
    """The part of a ledger that gives contacts by the page."""

    def last_contacts(self, limit: int, before: Place | None = None, **filters: Any) -> list[Contact]:
        """Return the contacts that ``Ledger.contacts`` would give, the latest first, those without a date last.

        before: the place of the last contact of the page before.
        """
        of, wanted = self._asked(filters)
        query: Any = select(of.id, of.day).where(*wanted).distinct()
        dated = query.where(of.day.is_not(None)).order_by(of.day.desc(), of.id.desc())
        undated = query.where(of.day.is_(None)).order_by(of.id)
        ids: list[str] = []
        if before is None or before[0] is not None:
            if before is not None:
                dated = dated.where(tuple_(of.day, of.id) < tuple_(*before))
            ids += self._first(dated, limit)
        elif before is not None:
            undated = undated.where(of.id > before[1])
        if len(ids) < limit:
            ids += self._first(undated, limit - len(ids))
        return self._contacts_in_order(ids)

    def first_contacts(self, limit: int, *, began_after: str | None = None, **filters: Any) -> list[Contact]:
        """Return the contacts with a date, the earliest first; began_after: only those whose first day is later."""
        of, wanted = self._asked(filters)
        query: Any = select(of.id, of.day).where(of.day.is_not(None), *wanted).distinct().order_by(of.day, of.id)
        if began_after is not None:
            query = query.where(of.day > began_after)
        return self._contacts_in_order(self._first(query, limit))

    def around(self, contact: Contact, limit: int = 3) -> tuple[list[Contact], list[Contact]]:
        """Return the contacts between the same sides that came just before and just after, the nearest first."""
        c = schema.contacts.c
        if contact.date is None or not contact.sides:
            return [], []
        same = [c.sides == ",".join(contact.sides), c.date_start.is_not(None), c.id != contact.id]
        place, here = tuple_(c.date_start, c.id), tuple_(contact.date.start, contact.id)
        earlier = select(c.id).where(*same, place < here).order_by(c.date_start.desc(), c.id.desc())
        later = select(c.id).where(*same, place > here).order_by(c.date_start, c.id)
        return self._contacts_in_order(self._first(earlier, limit)), self._contacts_in_order(self._first(later, limit))

    def contacts_of_ids(self, ids: Iterable[str]) -> dict[str, Contact]:
        """Return the contacts of these full ids, by id."""
        return {contact.id: contact for contact in self._contacts_in_order(sorted(set(ids)))}

    def divergence_page(
        self, limit: int, before: Place | None = None, *, kind: str | None = None, sides: Sequence[str] = (),
        since: str | None = None, until: str | None = None,
    ) -> list[tuple[Contact, Divergence]]:  # fmt: skip
        """Return divergences with their contacts, those of the latest contact first, those of undated contacts last.

        Those on other matters are left out.
        before: the contact's first day and the divergence's id of the last one of the page before. kind: of the
        divergence. sides: codes that are among its two.
        """
        d = schema.divergences.c
        query = select(schema.divergences).where(d.contact.is_not(None))
        if since is not None or until is not None:
            c = schema.contacts
            query = query.join(c, c.c.id == d.contact).where(*conditions(since=since, until=until))
        if kind:
            query = query.where(d.kind == kind)
        for side in sides:
            query = query.where(or_(d.side_a == side, d.side_b == side))
        dated = query.where(d.day.is_not(None)).order_by(d.day.desc(), d.id.desc())
        undated = query.where(d.day.is_(None)).order_by(d.id)
        rows: list[RowMapping] = []
        with self._read() as connection:
            if before is None or before[0] is not None:
                if before is not None:
                    dated = dated.where(tuple_(d.day, d.id) < tuple_(*before))
                rows += connection.execute(dated.limit(limit)).mappings().all()
            elif before is not None:
                undated = undated.where(d.id > before[1])
            if len(rows) < limit:
                rows += connection.execute(undated.limit(limit - len(rows))).mappings().all()
        contacts = {
            contact.id: contact for contact in self._contacts_in_order(dict.fromkeys(r["contact"] for r in rows))
        }
        return [(contacts[row["contact"]], divergence_of(row)) for row in rows if row["contact"] in contacts]

    def rejection_page(self, limit: int, offset: int = 0, reason: str | None = None) -> list[Rejection]:
        """Return what could not be read, by path and place, from the one at this offset on."""
        r = schema.rejected.c
        query = select(r.path, r.place, r.reason, r.detail).order_by(r.path, func.length(r.place), r.place, r.id)
        if reason:
            query = query.where(r.reason == reason)
        with self._read() as connection:
            return [Rejection(*row) for row in connection.execute(query.limit(limit).offset(offset))]

    def documents_by_id(self, ids: Iterable[str]) -> dict[str, Document]:
        """Return the documents of these full ids, by id."""
        wanted = sorted(set(ids))
        d = schema.documents.c
        found = {}
        for chunk in chunks(wanted):
            with self._read() as connection:
                rows = connection.execute(select(schema.documents).where(d.id.in_(chunk)).order_by(d.id)).mappings()
                found.update({row["id"]: document_of(row) for row in rows})
        return found

    def copies(self, document: str, limit: int = 200) -> list[Document]:
        """Return the documents that copy this one, by day of publication."""
        d = schema.documents.c
        query = select(schema.documents).where(d.reprint_of == document).order_by(d.published_date, d.id).limit(limit)
        with self._read() as connection:
            return [document_of(row) for row in connection.execute(query).mappings()]

    def claims_in(self, documents: Iterable[str], kind: str) -> list[Claim]:
        """Return the claims of a kind that stand in these documents, by (document, place, id)."""
        c = schema.claims.c
        found: list[Claim] = []
        for chunk in chunks(sorted(set(documents))):
            query = effective_claims().where(c.document.in_(chunk), c.kind == kind)
            with self._read() as connection:
                rows = connection.execute(query.order_by(c.document, c.span_start, c.id)).mappings().all()
            found += [self._claim(row) for row in rows]
        return found

    def accounts_by_id(self, ids: Iterable[str]) -> dict[str, Account]:
        """Return the accounts of these full ids, by id."""
        c = schema.claims.c
        found = {}
        for chunk in chunks(sorted(set(ids))):
            with self._read() as connection:
                query = effective_claims().where(c.id.in_(chunk), c.kind == "account")
                rows = connection.execute(query).mappings().all()
            found.update({row["id"]: self._of(Account, self._claim(row)) for row in rows})
        return found

    def contacts_in(self, documents: Iterable[str]) -> dict[str, tuple[Contact, ...]]:
        """Return the contacts that documents tell of, by the document's full id, in the order of the text."""
        r = schema.contact_reports.c
        query = (
            select(r.document, r.contact)
            .join(schema.claims, schema.claims.c.id == r.claim)
            .where(r.document.in_(sorted(set(documents))))
            .order_by(r.document, schema.claims.c.span_start, r.contact)
        )
        with self._read() as connection:
            pairs = [(document, contact) for document, contact in connection.execute(query)]
        contacts = {c.id: c for c in self._contacts_in_order(dict.fromkeys(contact for _, contact in pairs))}
        found: dict[str, dict[str, Contact]] = {}
        for document, contact in pairs:
            if contact in contacts:
                found.setdefault(document, {})[contact] = contacts[contact]
        return {document: tuple(told.values()) for document, told in found.items()}

    def divergence_counts(self, contacts: Sequence[str]) -> dict[str, int]:
        """Return how many divergences these contacts have, by id, without those that have none."""
        d = schema.divergences.c
        query = select(d.contact, func.count()).where(d.contact.in_(contacts)).group_by(d.contact)
        with self._read() as connection:
            return dict(connection.execute(query).all())

    def _first(self, query: Select[Any], limit: int) -> list[str]:
        with self._read() as connection:
            return list(connection.execute(query.limit(limit)).scalars())

    def _contacts_in_order(self, ids: Iterable[str]) -> list[Contact]:
        """Return the contacts of these ids with their reports, in this order; ids of none are passed over."""
        wanted = list(ids)
        c, r = schema.contacts.c, schema.contact_reports.c
        told = select(schema.claims, r.contact).join(schema.contact_reports, r.claim == schema.claims.c.id)
        with self._read() as connection:
            found = connection.execute(select(schema.contacts).where(c.id.in_(wanted))).mappings()
            rows = {row["id"]: row for row in found}
            query = told.where(r.contact.in_(wanted)).order_by(r.contact, r.position)
            claims = connection.execute(query).mappings().all()
        reports: dict[str, list[ContactReport]] = {}
        for row in claims:
            reports.setdefault(row["contact"], []).append(self._of(ContactReport, self._claim(row)))
        return [contact_of(rows[id_], reports.get(id_, ())) for id_ in wanted if id_ in rows]
