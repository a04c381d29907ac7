"""The web pages: a router for them, and the page that tells of an error."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.templating import Jinja2Templates

from communique.web.room import LedgerHere

HERE = Path(__file__).parents[1]
STATIC = HERE / "static"

templates = Jinja2Templates(directory=HERE / "templates")

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
def start(request: Request, ledger: LedgerHere) -> Response:
    """Return the first page."""
    return templates.TemplateResponse(request, "start.html", {"counts": ledger.counts()})


def error_page(request: Request, status: int, message: str) -> Response:
    """Return the page that tells of an error."""
    phrase = HTTPStatus(status).phrase
    context = {"status": status, "phrase": phrase, "message": message}
    return templates.TemplateResponse(request, "error.html", context, status_code=status)
