"""How to read these pages."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from communique.web.pages.base import new_router, render
from communique.web.room import LedgerHere

router = new_router()


@router.get("/about")
def page(request: Request, ledger: LedgerHere) -> Response:
    """Return the page that explains the others."""
    return render(request, "about.html", ledger_name=ledger.name)
