"""A document's page: its text with all the evidence in it marked, and the claims beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from communique.records import Account, Claim, ContactReport, Document, Event, Figure
from communique.web.pages.base import new_router, render
from communique.web.pages.highlight import Mark, Paragraph, paragraphs
from communique.web.room import LedgerHere

router = new_router()


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph and the claims that begin in it."""

    paragraph: Paragraph
    claims: tuple[Claim, ...]


@router.get("/documents/{id_}")
def page(request: Request, ledger: LedgerHere, id_: str, claim: Annotated[str, Query(max_length=100)] = "") -> Response:
    """Return the page of a document; claim: the one whose evidence stands out."""
    document = ledger.document(id_)
    claims = {c.id: c for c in ledger.claims_of_document(document.id)}
    contact_of = ledger.contacts_of_claims([c.id for c in claims.values() if isinstance(c, ContactReport)])
    rows = [
        Row(p, tuple(claims[c] for c in p.claims)) for p in paragraphs(document.text, marks(document, claims.values()))
    ]
    origin = ledger.documents_by_id([document.reprint_of] if document.reprint_of else [])
    return render(
        request, "document.html", document=document, rows=rows, contact_of=contact_of, wanted=claim,
        origin=origin.get(document.reprint_of or ""), copies=ledger.copies(document.id),
        counts=Counter(map(_kind, claims.values())), kind_of=_kind,
    )  # fmt: skip


def marks(document: Document, claims: Iterable[Claim]) -> Iterator[Mark]:
    """Yield what is to be marked in a document: debris, and every span of its claims."""
    for debris in document.debris:
        yield Mark(debris.start, debris.end, "debris")
    for claim in claims:
        match claim:
            case ContactReport():
                yield from (Mark(s.start, s.end, "contact", claim.id) for s in claim.spans)
            case Account():
                yield Mark(claim.content.start, claim.content.end, "account", claim.id)
                for kind, span in (("source", claim.source_span), ("cue", claim.cue_span)):
                    if span is not None:
                        yield Mark(span.start, span.end, kind, claim.id)
            case Figure():
                yield Mark(claim.span.start, claim.span.end, "figure", claim.id)
            case Event():
                yield Mark(claim.span.start, claim.span.end, "event", claim.id)


def _kind(claim: Claim) -> str:
    match claim:
        case ContactReport():
            return "contact"
        case Account():
            return "account"
        case Figure():
            return "figure"
        case Event():
            return "event"
