"""The ledger as its users see it: records in a fixed order, read bit by bit, and never a write."""

from __future__ import annotations

import importlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, func, select

from communique.errors import InputError, LedgerError
from communique.ledger import schema
from communique.ledger.backend import Place, backend_of, ranked_matches
from communique.ledger.catalogue import Catalogue
from communique.ledger.codec import CLAIM_KINDS
from communique.ledger.decisions import DecisionsReader, effective_claims, effective_report
from communique.ledger.evidence import BrokenSpan, broken_of_page, orphans
from communique.ledger.filters import Condition, Names, conditions, first_day, last_day
from communique.ledger.flat import CONTACT_COLUMNS, flat_contact
from communique.ledger.migrations import check_version
from communique.ledger.rows import divergence_of, document_of, judgement_of
from communique.ledger.statements import CHUNK, chunks
from communique.ledger.writer import Writer
from communique.records import (
    PROGRAM,
    Account,
    Claim,
    Contact,
    ContactReport,
    Divergence,
    Document,
    Event,
    Figure,
    Judgement,
    Publication,
    Rejection,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that a search found. passage: words around the find, which stands between U+E000 and U+E001."""

    document: str
    title: str | None
    passage: str


@dataclass(frozen=True, slots=True)
class ReportInContext:
    """A contact report with what merging needs to know of its document, and the accounts that are about it."""

    report: ContactReport
    published: Publication
    publisher: str | None
    lineage: str
    reprint_of: str | None
    accounts: tuple[Account, ...]


def open_ledger(path: str | Place) -> Ledger:
    """Return the ledger of this file or URL, for reading. One of an older version is brought to the present one first.

    Raises LedgerError when there is none, or none that this package understands.
    """
    backend = backend_of(path)
    backend.check_present()
    file = backend.place
    ledger = Ledger(file)
    try:
        found = ledger.version()
        check_version(found, file)
    except BaseException:
        ledger.close()
        raise
    if 0 < found < schema.SCHEMA_VERSION:
        ledger.close()
        Writer(file).close()
        return Ledger(file)
    if found == 0:
        ledger.close()
        raise LedgerError(f"ledger {file}: it is empty; fill it with: communique build INPUT --ledger {file}")
    return ledger


class Ledger(Catalogue, DecisionsReader):
    """A ledger opened for reading; get one from ``open_ledger``. A context manager; threads may share it.

    Every method raises LedgerError when the file cannot be read.
    """

    # Documents

    def documents(self) -> Iterator[Document]:
        """Return the documents by id."""
        rows = self._pages(select(schema.documents), {"id": schema.documents.c.id}, size=CHUNK // 10)
        return map(document_of, rows)

    def document(self, id_: str) -> Document:
        """Return the document of this id, or of the one id that begins so; LedgerError when none or several do."""
        query = select(schema.documents).where(schema.documents.c.id == self._full_id(schema.documents, id_))
        with self._read() as connection:
            return document_of(connection.execute(query).mappings().one())

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Return the documents whose title or text holds all the words, the best first.

        Words in double quotes are a phrase; a word that ends in * stands for its beginnings. Case and accents do not
        count, and no text is an error.
        """
        with self._read() as connection:
            return [Hit(*found) for found in ranked_matches(connection, text, limit)]

    def search_page(
        self, text: str, limit: int, offset: int = 0, *, publisher: str | None = None,
        since: str | None = None, until: str | None = None,
    ) -> list[Hit]:  # fmt: skip
        """Return what ``search`` would from the hit at this offset on.

        publisher: part of its name, whatever the case. since, until: published from this day and up to that one.
        """
        d = schema.documents.c
        wanted: list[Condition] = []
        if publisher is not None:
            wanted.append(func.lower(d.publisher).contains(publisher.lower(), autoescape=True))
        if since is not None:
            wanted.append(d.published_date >= first_day(since))
        if until is not None:
            wanted.append(d.published_date <= last_day(until))
        with self._read() as connection:
            return [Hit(*found) for found in ranked_matches(connection, text, limit, offset, wanted)]

    def copies_by_original(self) -> dict[str, list[str]]:
        """Return by original the documents that copy it, by id."""
        d = schema.documents.c
        query = select(d.id, d.reprint_of).where(d.reprint_of.is_not(None)).order_by(d.id)
        found: dict[str, list[str]] = {}
        with self._read() as connection:
            for copy, original in connection.execute(query):
                found.setdefault(original, []).append(copy)
        return found

    def shared_passages(self, document: str) -> list[dict[str, Any]]:
        """Return what a document has in common with others, by place: start, end, other, its place there, kind."""
        s = schema.shared_passages.c
        query = select(schema.shared_passages).where(s.document == self._full_id(schema.documents, document))
        with self._read() as connection:
            return [dict(row) for row in connection.execute(query.order_by(s.start, s.other)).mappings()]

    # Contacts

    def contacts(
        self,
        *,
        since: str | date | None = None,
        until: str | date | None = None,
        undated: bool = False,
        sides: Names = (),
        person: str | None = None,
        modes: Names = (),
        statuses: Names = (),
        topic: str | None = None,
        text: str | None = None,
    ) -> Iterator[Contact]:
        """Return the contacts for which all that is asked holds, by (first day, id), those without a date last.

        since, until: the contact's days touch the span from ``since`` to ``until``; a day, a month or a year.
        undated: only those whose date is unknown. sides: codes, all of which must take part. person, topic: part of a
        participant's name or of a topic, without regard to case and accents. modes, statuses: one of these. text: a
        document that reports the contact holds the words, as in ``search``.
        Raises InputError for a day, mode or status that is none.
        """
        wanted = conditions(
            since=since, until=until, undated=undated, sides=sides, person=person,
            modes=modes, statuses=statuses, topic=topic, text=text,
        )  # fmt: skip
        c = schema.contacts.c
        return self._contacts(wanted, (c.date_start.is_(None), c.date_start, c.id))

    def contacts_by_id(self) -> Iterator[Contact]:
        """Return all contacts by id."""
        return self._contacts([], (schema.contacts.c.id,))

    def contact(self, id_: str) -> Contact:
        """Return the contact of this id, or of the one id that begins so; LedgerError when there is none or several."""
        return next(self._contacts([schema.contacts.c.id == self._full_id(schema.contacts, id_)], ()))

    def divergences(self, contact: str | None = None) -> Iterator[Divergence]:
        """Return the divergences by id, of all contacts or of the one of this id."""
        query = select(schema.divergences)
        if contact is not None:
            query = query.where(schema.divergences.c.contact == self._full_id(schema.contacts, contact))
        return map(divergence_of, self._pages(query, {"id": schema.divergences.c.id}))

    # Claims and judgements

    def claims(self, kind: str) -> Iterator[Claim]:
        """Return the claims of a kind ("contact", "account", "event", "figure") by id; InputError for another kind."""
        if kind not in CLAIM_KINDS:
            raise InputError(f"{kind}: there are no such claims; choose from {', '.join(sorted(CLAIM_KINDS))}")
        query = select(schema.claims).where(schema.claims.c.kind == kind)
        return map(self._claim, self._pages(query, {"id": schema.claims.c.id}))

    def figures(self) -> Iterator[Figure]:
        """Return the figures by id."""
        return (self._of(Figure, claim) for claim in self.claims("figure"))

    def events_with_contact(self) -> Iterator[tuple[Event, str | None]]:
        """Return the events by id, each with the id of the contact that it is, if any."""
        return ((self._of(Event, claim), contact) for claim, contact in self._with_contact("event"))

    def accounts(
        self, contact: str | None = None, document: str | None = None, *, corrected: bool = True
    ) -> Iterator[Account]:
        """Return the accounts by (document, place in it, id): all, those of a contact, those of a document, or both.

        corrected: as people have corrected them; else as they were read.
        """
        c, reports = schema.claims.c, schema.contact_reports.c
        wanted: list[Condition] = []
        if contact is not None:
            of_contact = select(reports.claim).where(reports.contact == self._full_id(schema.contacts, contact))
            wanted.append(c.report.in_(of_contact))
        if document is not None:
            wanted += [c.document == self._full_id(schema.documents, document), c.kind == "account"]
        if wanted:
            found = self._accounts(*wanted, corrected=corrected)
            return (a for a in found if contact is None or a.report is not None)
        ids = (row["id"] for row in self._pages(select(schema.documents.c.id), {"id": schema.documents.c.id}))
        return (
            account
            for chunk in chunks(ids)
            for account in self._accounts(c.document.in_(chunk), c.kind == "account", corrected=corrected)
        )

    def accounts_with_contact(self) -> Iterator[tuple[Account, str | None]]:
        """Return the accounts by id, each with the id of the contact that it is about, if any."""
        return ((self._of(Account, claim), contact) for claim, contact in self._with_contact("account"))

    def judgements(self, human: bool | None = None) -> Iterator[Judgement]:
        """Return the judgements by id: all, those of persons (True), or the program's own (False)."""
        query = select(schema.judgements)
        if human is not None:
            by_program = schema.judgements.c.author == PROGRAM
            query = query.where(~by_program if human else by_program)
        return (judgement_of(row) for row in self._pages(query, {"id": schema.judgements.c.id}))

    def merge_input(self, documents: Collection[str] | None = None) -> Iterator[ReportInContext]:
        """Return every contact report by id, with its document's publication and lineage, and its accounts.

        The accounts are as they were read, without corrections. documents: only the reports of those of these ids.
        """
        c, d = schema.claims.c, schema.documents.c
        query = (
            select(schema.claims, d.published_date, d.published_basis, d.publisher, d.lineage, d.reprint_of)
            .join(schema.documents, d.id == c.document)
            .where(c.kind == "contact")
        )
        if documents is not None:
            query = query.where(c.document.in_(sorted(documents)))
        for page in chunks(self._pages(query, {"id": c.id})):
            accounts: dict[str | None, list[Account]] = {}
            for account in self._accounts(c.report.in_([row["id"] for row in page]), corrected=False):
                accounts.setdefault(account.report, []).append(account)
            for row in page:
                yield ReportInContext(
                    report=self._of(ContactReport, self._claim(row)),
                    published=Publication(row["published_date"], row["published_basis"]),
                    publisher=row["publisher"],
                    lineage=row["lineage"],
                    reprint_of=row["reprint_of"],
                    accounts=tuple(accounts.get(row["id"], ())),
                )

    # The ledger as a whole

    def rejections(self) -> Iterator[Rejection]:
        """Return what could not be read or was screened out, by path and place; line 9 comes before line 10."""
        c = schema.rejected.c
        ids = self._ids(c.id, (), (c.path, func.length(c.place), c.place, c.id))
        for chunk in chunks(ids):
            with self._read() as connection:
                found = connection.execute(select(schema.rejected).where(c.id.in_(chunk))).mappings()
                rows = {row["id"]: Rejection(row["path"], row["place"], row["reason"], row["detail"]) for row in found}
            yield from (rows[id_] for id_ in chunk if id_ in rows)

    def rejected_counts(self) -> dict[str, int]:
        """Return how many items were rejected for each reason, by reason."""
        return self._tally(schema.rejected.c.reason)

    def counts(self) -> dict[str, int]:
        """Return how many rows of each sort the ledger holds."""
        claims = self._tally(schema.claims.c.kind)
        with self._read() as connection:

            def rows(table: Table) -> int:
                return connection.execute(select(func.count()).select_from(table)).scalar_one()

            return {
                "documents": rows(schema.documents),
                "contacts": rows(schema.contacts),
                "reports": claims.get("contact", 0),
                "accounts": claims.get("account", 0),
                "figures": claims.get("figure", 0),
                "events": claims.get("event", 0),
                "divergences": rows(schema.divergences),
                "judgements": rows(schema.judgements),
                "rejected": rows(schema.rejected),
            }

    def loose_accounts(self) -> int:
        """Return how many accounts are about no contact that was found."""
        c, reports = schema.claims.c, schema.contact_reports
        found = effective_claims().outerjoin(reports, reports.c.claim == effective_report())
        query = select(func.count()).select_from(
            found.where(c.kind == "account", reports.c.claim.is_(None)).with_only_columns(c.id).subquery()
        )
        with self._read() as connection:
            return connection.execute(query).scalar_one()

    def verify(self) -> Iterator[BrokenSpan]:
        """Re-read every span of every claim from the stored text, and every text's hash; return what is broken."""
        key: int | None = 0
        while key is not None:
            with self._read() as connection:
                broken, key = broken_of_page(connection, key)
            yield from broken
        with self._read() as connection:
            lost = orphans(connection)
        yield from lost

    def to_pandas(self) -> Any:
        """Return the contacts as a pandas.DataFrame, one row each, in the order of ``contacts``.

        Raises ImportError when pandas is not installed.
        """
        try:
            pandas = importlib.import_module("pandas")
        except ImportError as error:
            raise ImportError("to_pandas needs pandas; install it with: pip install 'communique[pandas]'") from error
        return pandas.DataFrame([flat_contact(contact) for contact in self.contacts()], columns=list(CONTACT_COLUMNS))

    def _contacts(self, wanted: Sequence[Condition], order: Sequence[ColumnElement[Any]]) -> Iterator[Contact]:
        for chunk in chunks(self._ids(schema.contacts.c.id, wanted, order)):
            yield from self._contacts_in_order(chunk)

    def _with_contact(self, kind: str) -> Iterator[tuple[Claim, str | None]]:
        """Return the claims of a kind by id, each with the contact to which the report leads that it names."""
        c, reports = schema.claims.c, schema.contact_reports
        query = (
            effective_claims(reports.c.contact)
            .outerjoin(reports, reports.c.claim == effective_report())
            .where(c.kind == kind)
        )
        for row in self._pages(query, {"id": c.id}):
            yield self._claim(row), row["contact"]

    def _accounts(self, *wanted: Condition, corrected: bool = True) -> list[Account]:
        """Return the accounts for which the conditions hold, by (document, place in it, id).

        The conditions have to lead to an index; the kind of claim alone would be a poor one.
        """
        c = schema.claims.c
        query = effective_claims() if corrected else select(schema.claims)
        with self._read() as connection:
            found = connection.execute(query.where(*wanted).order_by(c.document, c.span_start, c.id))
            rows = found.mappings().all()
        return [self._of(Account, self._claim(row)) for row in rows if row["kind"] == "account"]
