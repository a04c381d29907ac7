"""Where two sides' accounts of one contact part."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query, Request
from fastapi.responses import Response

from communique.web.pages.asked import address
from communique.web.pages.base import new_router, render
from communique.web.pages.days import window
from communique.web.pages.paging import SIZE, place_of
from communique.web.room import LedgerHere

router = new_router()


@router.get("/divergences")
def page(
    request: Request,
    ledger: LedgerHere,
    *,
    kind: Literal["", "contradiction", "number", "omission"] = "",
    side: Annotated[str, Query(max_length=20)] = "",
    other: Annotated[str, Query(max_length=20)] = "",
    period: Annotated[str, Query(max_length=10)] = "",
    after: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Return the list of divergences, those of the latest contacts first."""
    sides = [s.strip().upper() for s in (side, other) if s.strip()]
    days = window(period)
    found = ledger.divergence_slice(
        SIZE, place_of(after) if after else None, kind=kind or None, sides=sides, since=days.first, until=days.last
    )
    following = f"{found.next[0] or ''}~{found.next[1]}" if found.next else ""
    accounts = ledger.accounts_by_id({a for d in found.items for a in (d.account_a, d.account_b) if a})
    asked = {"kind": kind, "side": side, "other": other, "period": period}
    return render(
        request, "divergences.html", found=found.items, accounts=accounts, kind=kind, side=side, other=other,
        period=period,
        contacts=ledger.contacts_of_ids(d.contact for d in found.items if d.contact),
        documents=ledger.documents_by_id(a.document for a in accounts.values()), after=after,
        sides=sorted(ledger.sides()),
        next_page=address("/divergences", asked | {"after": following}) if following else None,
    )  # fmt: skip
