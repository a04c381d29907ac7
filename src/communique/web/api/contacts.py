"""REST: contacts, what follows from them, and how they lie in time."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from communique.export.jsonl import account_entry, contact_entry, divergence_entry
from communique.ledger import Ledger
from communique.ledger.filters import first_day, last_day
from communique.records import Contact
from communique.web.api import models, parameters
from communique.web.api.answers import ParameterError, listed, place_of, respond
from communique.web.room import LedgerHere

router = APIRouter(tags=["contacts"])

_LENGTHS = {"year": 4, "month": 7, "day": 10}
_MOST_DAYS = 400


@router.get("/contacts", response_model=models.Listed[models.Contact])
def contacts(request: Request, ledger: LedgerHere, asked: Annotated[parameters.Contacts, Query()]) -> Response:
    """List contacts by the day they began; a contact is listed when its days touch the span that is asked for."""
    place = place_of(asked.cursor)

    def make() -> dict[str, Any]:
        newest = asked.order == "newest"
        return listed(ledger.contact_slice(asked.limit, place, newest_first=newest, **asked.filters()), contact_entry)

    return respond(request, ledger, make)


@router.get("/contacts/{id}", response_model=models.ContactWithAccounts)
def contact(
    request: Request,
    ledger: LedgerHere,
    id_: Annotated[parameters.ContactId, Path(alias="id")],
    _: Annotated[parameters.Nothing, Query()],
) -> Response:
    """Return a contact with its reports, the accounts of it, and where they part."""
    return respond(request, ledger, lambda: _in_full(ledger, ledger.contact(id_)))


def _in_full(ledger: Ledger, found: Contact) -> dict[str, Any]:
    return contact_entry(found) | {
        "accounts": [account_entry(account, found.id) for account in ledger.accounts(contact=found.id)],
        "divergences": [divergence_entry(divergence) for divergence in ledger.divergences(contact=found.id)],
    }


@router.get("/calendar", response_model=models.Listed[models.Contact])
def calendar(request: Request, ledger: LedgerHere, asked: Annotated[parameters.Calendar, Query()]) -> Response:
    """List the contacts that are scheduled, the next first."""
    place = place_of(asked.cursor)

    def make() -> dict[str, Any]:
        since = asked.since or ledger.latest_publication()
        page = ledger.contact_slice(
            asked.limit, place, newest_first=False, since=since, until=asked.until, sides=asked.side,
            statuses=["scheduled"],
        )  # fmt: skip
        return listed(page, contact_entry)

    return respond(request, ledger, make)


@router.get("/timeline", response_model=models.TimelineBody)
def timeline(request: Request, ledger: LedgerHere, asked: Annotated[parameters.Timeline, Query()]) -> Response:
    """Count contacts by the year, month or day they began, by mode and status."""
    if asked.unit == "day" and (asked.since is None or asked.until is None or _days(asked.since, asked.until) is None):
        raise ParameterError("unit", f"days are counted between since and until, at most {_MOST_DAYS} days apart")

    def make() -> dict[str, Any]:
        shares = ledger.spread(_LENGTHS[asked.unit], **asked.filters())
        items = [{"start": s.start, "mode": s.mode, "status": s.status, "contacts": s.count} for s in shares]
        return {"unit": asked.unit, "items": items}

    return respond(request, ledger, make)


def _days(since: str, until: str) -> int | None:
    """Return the length of a span in days, None when it is longer than may be asked for."""
    length = (date.fromisoformat(last_day(until)) - date.fromisoformat(first_day(since))).days
    return length if length <= _MOST_DAYS else None
