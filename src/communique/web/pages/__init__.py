"""The web pages: a router for them, and the page that tells of an error."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import Request
from fastapi.responses import Response

from communique.web.pages import (
    about,
    actor,
    calendar,
    contact,
    correcting,
    divergences,
    document,
    network,
    rejected,
    search,
    sources,
    timeline,
)
from communique.web.pages.base import STATIC, new_router, render
from communique.web.pages.compared import warm_up

__all__ = ["STATIC", "error_page", "router", "warm_up"]

router = new_router()
for _page in (
    timeline,
    contact,
    document,
    actor,
    network,
    divergences,
    calendar,
    sources,
    search,
    rejected,
    correcting,
    about,
):
    router.include_router(_page.router)


def error_page(request: Request, status: int, message: str) -> Response:
    """Return the page that tells of an error."""
    return render(request, "error.html", status, status=status, phrase=HTTPStatus(status).phrase, message=message)
