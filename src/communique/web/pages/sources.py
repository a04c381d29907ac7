"""The sources of a ledger: its publishers, how many originals each has, and what is copied most."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from communique.web.pages.base import new_router, render
from communique.web.pages.paging import SIZE
from communique.web.room import LedgerHere

router = new_router()


@router.get("/sources")
def page(request: Request, ledger: LedgerHere, page: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    """Return the page of the sources."""
    publishers = ledger.publishers()
    shown = publishers[(page - 1) * SIZE : page * SIZE]
    return render(
        request, "sources.html", publishers=shown, number=page, pages=max(1, -(-len(publishers) // SIZE)),
        copied=ledger.most_copied() if page == 1 else [],
        total=sum(p.documents for p in publishers), originals=sum(p.originals for p in publishers),
        reprints=sum(p.reprints for p in publishers), rewrites=sum(p.rewrites for p in publishers),
        named=len(publishers),
    )  # fmt: skip
