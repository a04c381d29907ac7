"""A contact's page: the record of it, each side's account, and the reports that it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from communique.ledger import Ledger
from communique.merge.history import history
from communique.records import Account, Claim, Contact, Document, Event, Figure, spans_of
from communique.web.pages.base import new_router, render
from communique.web.pages.compared import comparison
from communique.web.pages.correcting import account_to_correct, corrections_of, editor_of
from communique.web.pages.reported import lineages
from communique.web.room import RoomHere

router = new_router()

Code = Annotated[str, Query(max_length=20)]


@router.get("/contacts/{id_}")
def page(
    request: Request,
    room: RoomHere,
    id_: str,
    *,
    a: Code = "",
    b: Code = "",
    correct: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Return the page of a contact.

    a, b: the sides to set against each other. correct: the account that an editor wants to correct.
    """
    ledger = room.ledger
    contact = ledger.contact(id_)
    accounts = list(ledger.accounts(contact=contact.id))
    documents = _documents(ledger, contact, accounts)
    compared = comparison(contact, accounts, documents, [s.strip().upper() for s in (a, b) if s])
    figures, events = _told_with(ledger, contact, accounts)
    before, after = ledger.around(contact)
    return render(
        request, "contact.html", contact=contact, documents=documents, accounts=accounts, compared=compared,
        lineages=lineages(contact, documents), history=history(contact, documents), figures=figures, events=events,
        before=before, after=after, corrections=corrections_of(ledger, contact.id), editor=editor_of(request, room),
        to_correct=account_to_correct(accounts, correct),
    )  # fmt: skip


def _documents(ledger: Ledger, contact: Contact, accounts: Sequence[Account]) -> Mapping[str, Document]:
    """Return the documents that tell of a contact, and those that these copy, by id."""
    found = ledger.documents_by_id({r.document for r in contact.reports} | {x.document for x in accounts})
    origins = {d.reprint_of for d in found.values() if d.reprint_of} - found.keys()
    return found | ledger.documents_by_id(origins)


def _told_with(ledger: Ledger, contact: Contact, accounts: Sequence[Account]) -> tuple[list[Figure], list[Event]]:
    """Return the figures and events that stand in what is told of a contact, each once."""
    told: dict[str, list[tuple[int, int]]] = {}
    claims: list[Claim] = [*contact.reports, *accounts]
    for claim in claims:
        told.setdefault(claim.document, []).extend((s.start, s.end) for s in spans_of(claim))
    reports = {r.id for r in contact.reports}

    def belongs(claim: Claim) -> bool:
        if isinstance(claim, Event) and claim.report is not None:
            return claim.report in reports
        span = spans_of(claim)[0]
        return any(start <= span.start and span.end <= end for start, end in told[claim.document])

    figures = {
        (f.value, f.unit, f.of): f for f in ledger.claims_in(told, "figure") if isinstance(f, Figure) and belongs(f)
    }
    events = {_sense(e): e for e in ledger.claims_in(told, "event") if isinstance(e, Event) and belongs(e)}
    return list(figures.values()), list(events.values())


def _sense(event: Event) -> tuple[str | None, ...]:
    """Return what two tellings of one event have in common."""
    actor, recipient = (p.name if p else None for p in (event.actor, event.recipient))
    return event.code, event.mode, event.status, actor, recipient
