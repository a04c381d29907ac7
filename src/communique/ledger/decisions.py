"""Reading what people decided: where their judgements are attached, and what deriving one contact anew needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from communique.errors import UnknownIdError
from communique.ledger import schema
from communique.ledger.reader import Reader
from communique.ledger.rows import judgement_of
from communique.ledger.statements import CHUNK, chunks
from communique.records import PROGRAM, Account, Claim, Judgement, Period

#: Edges are asked for by two columns at once, so each chunk counts twice.
_ENDS = CHUNK // 2


def effective_report() -> ColumnElement[Any]:
    """Return the column for the report of a claim, corrected; for queries that come from ``effective_claims``."""
    corrected = schema.corrected_accounts.c
    return case((corrected.claim.is_(None), schema.claims.c.report), else_=corrected.report)


def effective_claims(*more: ColumnElement[Any]) -> Select[Any]:
    """Return the query for all claims in which corrected values take the place of those that were read."""
    c, corrected = schema.claims.c, schema.corrected_accounts
    value = func.coalesce(corrected.c.value, c.value).label("value")
    kept = [column for column in c if column.name not in {"value", "report"}]
    query = select(*kept, effective_report().label("report"), value, *more)
    return query.select_from(schema.claims).outerjoin(corrected, corrected.c.claim == c.id)


class DecisionsReader(Reader):
    """What an open ledger tells of judgements and of the neighbourhood of a claim."""

    def attached(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """Return by the id of a person's judgement the claims that it is about and the others, as they were found."""
        j = schema.judgement_claims.c
        found: dict[str, tuple[list[str], list[str]]] = {}
        keys = {"judgement": j.judgement, "role": j.role, "position": j.position}
        for row in self._pages(select(schema.judgement_claims), keys):
            found.setdefault(row["judgement"], ([], []))[row["role"] != "about"].append(row["claim"])
        return {id_: (tuple(about), tuple(others)) for id_, (about, others) in found.items()}

    def corrected_accounts(self) -> dict[str, Account]:
        """Return the accounts that people have corrected, by id."""
        query = effective_claims().where(schema.corrected_accounts.c.claim.is_not(None))
        return {
            row["id"]: self._of(Account, self._claim(row)) for row in self._pages(query, {"id": schema.claims.c.id})
        }

    def account(self, id_: str) -> Account:
        """Return the account of this id, or of the one id that begins so, as corrected; UnknownIdError for others."""
        full = self._full_id(schema.claims, id_)
        with self._read() as connection:
            row = connection.execute(effective_claims().where(schema.claims.c.id == full)).mappings().one()
        claim = self._claim(row)
        if not isinstance(claim, Account):
            raise UnknownIdError(self.path, f"{full} is no account")
        return claim

    def inferred_dates(self, claims: Collection[str]) -> dict[str, Period]:
        """Return by report those dates that were inferred from other documents, of these claims."""
        r = schema.report_dates.c
        rows = self._by(claims, lambda chunk: select(schema.report_dates).where(r.claim.in_(chunk)))
        return {row["claim"]: Period(row["date_start"], row["date_end"], row["date_basis"]) for row in rows}

    def claims_of_texts(self, hashes: Collection[str], kind: str) -> Iterator[tuple[str, Claim]]:
        """Yield (hash of the text, claim) for the claims of a kind in the documents with these texts, by claim id."""
        d, c = schema.documents.c, schema.claims.c
        for chunk in chunks(sorted(hashes)):
            of_texts = select(d.id).where(d.text_sha256.in_(chunk))
            query = select(schema.claims, d.text_sha256).join(schema.documents, d.id == c.document)
            with self._read() as connection:
                wanted = query.where(c.document.in_(of_texts), c.kind == kind).order_by(c.id)
                rows = connection.execute(wanted).mappings().all()
            for row in rows:
                yield row["text_sha256"], self._claim(row)

    def text_hashes(self, documents: Collection[str]) -> dict[str, str]:
        """Return the hash of the text of each document of these ids."""
        d = schema.documents.c
        rows = self._by(documents, lambda chunk: select(d.id, d.text_sha256).where(d.id.in_(chunk)))
        return {row["id"]: row["text_sha256"] for row in rows}

    def claims_by_id(self, ids: Collection[str]) -> dict[str, Claim]:
        """Return the claims of these ids as they were read, by id; those that the ledger lacks are left out."""
        rows = self._by(ids, lambda chunk: select(schema.claims).where(schema.claims.c.id.in_(chunk)))
        return {row["id"]: self._claim(row) for row in rows}

    def program_edges(self, claims: Collection[str]) -> list[Judgement]:
        """Return the program's judgements that touch one of these claims, by id."""
        j = schema.judgements.c
        found: dict[str, Judgement] = {}
        for chunk in chunks(sorted(claims), _ENDS):
            query = select(schema.judgements).where(or_(j.claim.in_(chunk), j.other.in_(chunk)), j.author == PROGRAM)
            with self._read() as connection:
                found.update((row["id"], judgement_of(row)) for row in connection.execute(query).mappings())
        return [found[id_] for id_ in sorted(found)]

    def contacts_of_reports(self, claims: Collection[str]) -> dict[str, str]:
        """Return by report the contact that it is of, for these claims."""
        r = schema.contact_reports.c
        rows = self._by(claims, lambda chunk: select(r.claim, r.contact).where(r.claim.in_(chunk)))
        return {row["claim"]: row["contact"] for row in rows}

    def reports_of_contacts(self, contacts: Collection[str]) -> dict[str, str]:
        """Return by report the contact that it is of, for all reports of these contacts."""
        r = schema.contact_reports.c
        rows = self._by(contacts, lambda chunk: select(r.claim, r.contact).where(r.contact.in_(chunk)))
        return {row["claim"]: row["contact"] for row in rows}

    def stale(self) -> bool:
        """Tell whether documents were written after the contacts were derived from them."""
        m = schema.meta.c
        names = ("claims_revision", "derived_revision")
        with self._read() as connection:
            rows = connection.execute(select(m.name, m.value).where(m.name.in_(names)))
            found = {str(name): str(value) for name, value in rows}
        return found.get(names[0], "0") != found.get(names[1], "0")

    def _by(self, ids: Iterable[str], query: Any) -> Iterator[Any]:
        """Yield the rows of the queries for the ids, which are asked for in chunks."""
        for chunk in chunks(sorted(set(ids))):
            with self._read() as connection:
                rows = connection.execute(query(chunk)).mappings().all()
            yield from rows
