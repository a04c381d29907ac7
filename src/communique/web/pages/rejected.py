"""What could not be read or was screened out, why, and what would help."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from communique.web.pages.base import new_router, render
from communique.web.pages.paging import SIZE
from communique.web.room import LedgerHere

router = new_router()


@router.get("/rejected")
def page(
    request: Request,
    ledger: LedgerHere,
    reason: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Return the page of what was rejected or screened out; reason: only for this one."""
    counts = ledger.rejected_counts()
    total = counts.get(reason, 0) if reason else sum(counts.values())
    return render(
        request, "rejected.html", counts=counts, reason=reason, total=total, number=page,
        pages=max(1, -(-total // SIZE)), found=ledger.rejection_page(SIZE, (page - 1) * SIZE, reason or None),
    )  # fmt: skip
