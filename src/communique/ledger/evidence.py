"""Re-reading what the ledger holds: does every value still stand in its text?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from communique.ledger.rows import claim_of, document_of, text_hash
from communique.ledger.schema import claims, documents
from communique.records import Span, check_spans, spans_of

PAGE = 100


@dataclass(frozen=True, slots=True)
class BrokenSpan:
    """A value that does not verify. claim, extractor and span are None when it is the document itself that is broken.

    reason: "quote" (the text reads otherwise there), "text-changed" (the text has not the hash it was stored with),
    "unreadable" (the row does not make a record), "no-document", "no-span".
    """

    document: str
    claim: str | None
    extractor: str | None
    span: Span | None
    reason: str


def broken_of_page(connection: Connection, after: int) -> tuple[list[BrokenSpan], int | None]:
    """Check the documents that follow this key, and their claims; return what is broken and the last key, if any."""
    page = connection.execute(
        select(documents).where(documents.c.key > after).order_by(documents.c.key).limit(PAGE)
    ).mappings()
    rows = {row["id"]: row for row in page}
    broken = [fault for row in rows.values() for fault in _of_document(row)]
    query = select(claims).where(claims.c.document.in_(rows)).order_by(claims.c.document, claims.c.id)
    for claim in connection.execute(query).mappings():
        broken.extend(_of_claim(claim, rows[claim["document"]]["text"]))
    return broken, max((row["key"] for row in rows.values()), default=None)


def orphans(connection: Connection) -> Sequence[BrokenSpan]:
    """Return the claims whose document is not in the ledger."""
    query = select(claims).where(claims.c.document.not_in(select(documents.c.id))).order_by(claims.c.id)
    found = connection.execute(query).mappings()
    return [BrokenSpan(row["document"], row["id"], row["extractor"], None, "no-document") for row in found]


def _of_document(row: RowMapping) -> Iterator[BrokenSpan]:
    if text_hash(row["text"]) != row["text_sha256"]:
        yield BrokenSpan(row["id"], None, None, None, "text-changed")
    try:
        document_of(row)
    except (ValueError, TypeError):
        yield BrokenSpan(row["id"], None, None, None, "unreadable")


def _of_claim(row: RowMapping, text: str) -> Iterator[BrokenSpan]:
    def fault(span: Span | None, reason: str) -> BrokenSpan:
        return BrokenSpan(row["document"], row["id"], row["extractor"], span, reason)

    try:
        spans = spans_of(claim_of(row))
    except ValueError:
        yield fault(None, "unreadable")
        return
    if not spans:
        yield fault(None, "no-span")
    for span in spans:
        if check_spans(text, (span,)) is not None:
            yield fault(span, "quote")
