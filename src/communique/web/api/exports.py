"""REST: contacts to take away: as a report, a calendar, or references of their sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response, StreamingResponse

from communique.export import FORMATS, Choice, export
from communique.ledger import Ledger
from communique.web.api import parameters
from communique.web.api.answers import ParameterError, fresh
from communique.web.room import LedgerHere

router = APIRouter(tags=["exports"])

MOST_CONTACTS = 5_000
"""So many contacts are taken away at a time; ``communique export`` knows no such limit."""


@dataclass(frozen=True, slots=True)
class _Media:
    """What a format is called in HTTP, and the ending of its file."""

    type: str
    ending: str


_MEDIA = MappingProxyType(
    {
        "report": _Media("text/html", "html"),
        "ics": _Media("text/calendar", "ics"),
        "bibtex": _Media("application/x-bibtex", "bib"),
        "csl-json": _Media("application/vnd.citationstyles.csl+json", "json"),
    }
)
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file",
        "content": {media.type: {"schema": {"type": "string"}} for media in _MEDIA.values()},
    }
}


@router.get("/export", responses=_FILE, response_class=Response)
def contacts(request: Request, ledger: LedgerHere, asked: Annotated[parameters.Export, Query()]) -> Response:
    """Give the contacts that fit as a file: at most 5,000, in a report 500; a calendar has the scheduled ones."""
    headers, same = fresh(request, ledger)
    if same is not None:
        return same
    choice = asked.choice()
    found = sum(share.count for share in ledger.spread(4, **asked.filters()))
    if found > MOST_CONTACTS:
        raise ParameterError("since", f"{found} contacts fit, more than {MOST_CONTACTS}; ask for a shorter time")
    return _file(ledger, asked.format, choice, "contacts", headers)


@router.get("/contacts/{id}/export", responses=_FILE, response_class=Response)
def contact(
    request: Request,
    ledger: LedgerHere,
    id_: Annotated[parameters.ContactId, Path(alias="id")],
    asked: Annotated[parameters.Format, Query()],
) -> Response:
    """Give one contact as a file; a calendar is empty where the contact has no date."""
    headers, same = fresh(request, ledger)
    if same is not None:
        return same
    found = ledger.contact(id_).id
    return _file(ledger, asked.format, Choice(contact=found), found, headers)


def _file(ledger: Ledger, form: str, choice: Choice, name: str, headers: dict[str, str]) -> Response:
    """Return the answer that sends the lines as they are read from the ledger."""
    end, media = FORMATS[form].line_end, _MEDIA[form]
    lines = export(ledger, form, choice=choice)
    # What cannot be exported is told with the first line: before the answer has begun.
    whole: Iterator[str] = chain([line] if (line := next(lines, None)) is not None else [], lines)
    # Saved, not shown: under the policy of this server a report would lose its own style sheet.
    headers = headers | {"Content-Disposition": f'attachment; filename="{name}.{media.ending}"'}
    return StreamingResponse((text + end for text in whole), media_type=media.type, headers=headers)
