"""What all pages share: the templates with their filters, and how one is answered."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from communique.records import Mode, Status
from communique.remedies import remedy
from communique.web.pages import days, labels, text
from communique.wording import counted

HERE = Path(__file__).parents[1]
STATIC = HERE / "static"

#: The pages that the head of each page leads to: address, name.
PAGES = (
    ("/", "Timeline"),
    ("/calendar", "Ahead"),
    ("/divergences", "Divergences"),
    ("/network", "Network"),
    ("/actors", "Actors"),
    ("/sources", "Sources"),
    ("/rejected", "Rejected"),
    ("/about", "How to read"),
)


def new_router() -> APIRouter:
    """Return a router for pages."""
    return APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


def render(request: Request, template: str, answered: int = 200, **context: Any) -> Response:
    """Return the answer that a template makes of the context; answered: the status of HTTP."""
    return templates.TemplateResponse(request, template, context, status_code=answered)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {
        "t": text.isolated, "marked": text.marked, "plain": text.plain, "web_address": text.web_address,
        "day": days.day_words, "moment": days.moment_words, "period": days.period_words, "weekday": days.weekday_words,
        "duration": days.duration_words, "number": "{:,}".format, "counted": counted, "remedy": _remedy,
        "side": labels.side_name, "title_of": labels.contact_title, "office": labels.shown_office,
        "origin": labels.origin, "speaker": labels.speaker, "cue": labels.spoken_cue,
        "is_open": labels.is_open, "mode_words": _mode_words,
        "contact_path": labels.contact_path, "document_path": labels.document_path,
        "actor_path": labels.actor_path, "side_path": labels.side_path,
    }  # fmt: skip
    environment.globals |= {
        "PAGES": PAGES, "MODES": labels.MODE_WORDS, "STATUSES": tuple(Status), "version": version("communique"),
        "DIVERGENCE_WORDS": labels.DIVERGENCE_WORDS, "CLAIM_WORDS": labels.CLAIM_WORDS,
    }  # fmt: skip
    return environment


def _remedy(reason: str) -> str:
    return remedy(reason) or ""


def _mode_words(mode: Mode) -> str:
    return labels.MODE_WORDS[mode]


templates = Jinja2Templates(env=_environment())
