"""REST: documents, what they say, and what could not be read."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from communique.export.jsonl import account_entry, divergence_entry, document_entry, event_entry, figure_entry
from communique.ledger import Ledger
from communique.ledger.catalogue import Refused
from communique.records import Account, Claim, Event, Figure
from communique.web.api import models, parameters
from communique.web.api.answers import listed, place_of, respond
from communique.web.room import LedgerHere

router = APIRouter()

ClaimHere = Annotated[parameters.ClaimId, Path(alias="id")]
NothingElse = Annotated[parameters.Nothing, Query()]


@router.get("/documents", response_model=models.Listed[models.Document], tags=["documents"])
def documents(request: Request, ledger: LedgerHere, asked: Annotated[parameters.Documents, Query()]) -> Response:
    """List documents by day of publication, without their texts."""
    place = place_of(asked.cursor)

    def make() -> dict[str, Any]:
        page = ledger.document_slice(
            asked.limit, place, newest_first=asked.order == "newest", publisher=asked.publisher, since=asked.since,
            until=asked.until, lineage=asked.lineage, reprint_of=asked.reprint_of, language=asked.language,
            text=asked.text,
        )  # fmt: skip
        return listed(page, document_entry)

    return respond(request, ledger, make)


@router.get("/documents/{id}", response_model=models.DocumentWithText, tags=["documents"])
def document(
    request: Request, ledger: LedgerHere, id_: Annotated[parameters.DocumentId, Path(alias="id")], _: NothingElse
) -> Response:
    """Return a document with its text and the passages of it that are debris."""

    def make() -> dict[str, Any]:
        found = ledger.document(id_)
        debris = [{"start": d.start, "end": d.end, "kind": d.kind} for d in found.debris]
        return document_entry(found) | {"text": found.text, "debris": debris}

    return respond(request, ledger, make)


@router.get("/accounts", response_model=models.Listed[models.Account], tags=["claims"])
def accounts(request: Request, ledger: LedgerHere, asked: Annotated[parameters.Accounts, Query()]) -> Response:
    """List accounts by day of publication."""
    return _claims(
        request, ledger, "account", asked, contact=asked.contact, side=asked.side, actor=asked.actor
    )  # fmt: skip


@router.get("/accounts/{id}", response_model=models.Account, tags=["claims"])
def account(request: Request, ledger: LedgerHere, id_: ClaimHere, _: NothingElse) -> Response:
    """Return an account."""
    return respond(request, ledger, lambda: _entry(ledger.claim_with_contact("account", id_)))


@router.get("/events", response_model=models.Listed[models.Event], tags=["claims"])
def events(request: Request, ledger: LedgerHere, asked: Annotated[parameters.Events, Query()]) -> Response:
    """List events by their day, or the day of publication where they have none."""
    return _claims(
        request, ledger, "event", asked, contact=asked.contact, side=asked.side, actor=asked.actor, code=asked.code
    )


@router.get("/events/{id}", response_model=models.Event, tags=["claims"])
def event(request: Request, ledger: LedgerHere, id_: ClaimHere, _: NothingElse) -> Response:
    """Return an event."""
    return respond(request, ledger, lambda: _entry(ledger.claim_with_contact("event", id_)))


@router.get("/figures", response_model=models.Listed[models.Figure], tags=["claims"])
def figures(request: Request, ledger: LedgerHere, asked: Annotated[parameters.Figures, Query()]) -> Response:
    """List figures by day of publication."""
    return _claims(request, ledger, "figure", asked, code=asked.unit)


@router.get("/figures/{id}", response_model=models.Figure, tags=["claims"])
def figure(request: Request, ledger: LedgerHere, id_: ClaimHere, _: NothingElse) -> Response:
    """Return a figure."""
    return respond(request, ledger, lambda: _entry(ledger.claim_with_contact("figure", id_)))


@router.get("/divergences", response_model=models.Listed[models.Divergence], tags=["contacts"])
def divergences(request: Request, ledger: LedgerHere, asked: Annotated[parameters.Divergences, Query()]) -> Response:
    """List divergences by the day their contact began."""
    place = place_of(asked.cursor)

    def make() -> dict[str, Any]:
        page = ledger.divergence_slice(
            asked.limit, place, newest_first=asked.order == "newest", contact=asked.contact, kind=asked.kind,
            sides=asked.side, since=asked.since, until=asked.until,
            of_contacts=None if asked.about is None else asked.about == "contacts",
        )  # fmt: skip
        return listed(page, divergence_entry)

    return respond(request, ledger, make)


@router.get("/divergences/{id}", response_model=models.Divergence, tags=["contacts"])
def divergence(
    request: Request, ledger: LedgerHere, id_: Annotated[parameters.DivergenceId, Path(alias="id")], _: NothingElse
) -> Response:
    """Return a divergence."""
    return respond(request, ledger, lambda: divergence_entry(ledger.divergence(id_)))


@router.get("/rejected", response_model=models.Listed[models.Rejected], tags=["documents"])
def rejected(request: Request, ledger: LedgerHere, asked: Annotated[parameters.RejectedItems, Query()]) -> Response:
    """List what could not be read or was screened out, by id."""
    place = place_of(asked.cursor)
    return respond(
        request, ledger, lambda: listed(ledger.rejected_slice(asked.limit, place, reason=asked.reason), _rejected)
    )


def _rejected(item: Refused) -> dict[str, Any]:
    r = item.rejection
    return {
        "type": "rejected", "id": item.id, "path": r.path, "place": r.place, "reason": r.reason, "detail": r.detail
    }  # fmt: skip


def _claims(
    request: Request,
    ledger: Ledger,
    kind: str,
    asked: parameters.Accounts | parameters.Events | parameters.Figures,
    **exactly: str | None,
) -> Response:
    place = place_of(asked.cursor)

    def make() -> dict[str, Any]:
        page = ledger.claim_slice(
            kind, asked.limit, place, newest_first=asked.order == "newest", document=asked.document,
            since=asked.since, until=asked.until, **exactly,
        )  # fmt: skip
        return listed(page, _entry)

    return respond(request, ledger, make)


def _entry(found: tuple[Claim, str | None]) -> dict[str, Any]:
    """Return the object of a claim and its contact, as the export has it."""
    claim, contact_id = found
    match claim:
        case Account():
            return account_entry(claim, contact_id)
        case Event():
            return event_entry(claim, contact_id)
        case Figure():
            return figure_entry(claim)
    raise TypeError(f"no object is made of a {type(claim).__name__}")
