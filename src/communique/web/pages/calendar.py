"""What is ahead: scheduled contacts, and those of which it is not known whether they took place."""

from __future__ import annotations

from itertools import groupby

from fastapi import Request
from fastapi.responses import Response

from communique.records import Contact
from communique.web.pages.asked import AskedHere
from communique.web.pages.base import new_router, render
from communique.web.pages.days import day_words
from communique.web.pages.paging import SIZE
from communique.web.pages.timeline import ahead
from communique.web.room import LedgerHere

router = new_router()

_MOST_AHEAD = 200


@router.get("/calendar")
def page(request: Request, ledger: LedgerHere, asked: AskedHere) -> Response:
    """Return the calendar: by month what lies after the last publication, then what was announced before it."""
    latest = ledger.latest_publication()
    coming = ahead(ledger, asked, latest, _MOST_AHEAD)
    filters = asked.but(status="scheduled").conditions()
    past = [
        c for c in ledger.last_contacts(SIZE, **filters) if c.date is None or latest is None or c.date.start <= latest
    ]
    return render(
        request, "calendar.html", asked=asked, latest=latest, months=_by_month(coming), past=past,
        most=_MOST_AHEAD if len(coming) == _MOST_AHEAD else None, sides=sorted(ledger.sides()), divergences={},
    )  # fmt: skip


def _by_month(contacts: list[Contact]) -> list[tuple[str, list[Contact]]]:
    """Return the contacts under the months in which they begin."""
    months = groupby(contacts, key=lambda c: c.date.start[:7] if c.date else "")
    return [(day_words(month), list(found)) for month, found in months]
