"""Corrections over HTTP: a list for everybody; making and undoing for the editor.

Who writes has to bring the token that ``communique serve --editor`` printed: in a header (``Authorization: Bearer``),
as programs do, or in a cookie that the address printed beside it has set, as browsers do. A cookie alone is not enough:
browsers send it with whatever asks them to, so a request with one also has to come from a page of this server.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse, Response

from communique.corrections.apply import record
from communique.corrections.make import By, Wanted, make, revoke
from communique.corrections.state import correction, correction_entry, corrections
from communique.errors import InputError
from communique.web.correction_models import Asked, Correction, Corrections, On
from communique.web.room import LedgerHere, Room, RoomHere

COOKIE = "communique_token"
_READ_ONLY = "this server is read-only; start it with: communique serve --editor NAME"
_NO_EDITOR = "a correction needs the editor's token, and has to come from a page of this server or from a program"
_MOST_BYTES = 65_536
_WAIT = 10.0

router = APIRouter(include_in_schema=False)
"""What the forms of pages ask for."""

api = APIRouter(tags=["corrections"])
"""What programs ask for."""


def is_editor(request: Request, room: Room) -> bool:
    """Tell whether a request may write: it brings the token, and none but this server's pages or a program sent it."""
    if room.token is None or room.editor is None:
        return False
    given = request.headers.get("authorization", "")
    bearer = given[7:].strip() if given[:7].lower() == "bearer " else None
    if bearer is not None:
        return _same(bearer, room.token) and _is_own(request, unknown=True)
    return _same(request.cookies.get(COOKIE, ""), room.token) and _is_own(request, unknown=False)


def has_token(request: Request, room: Room) -> bool:
    """Tell whether a reader is the editor, so that pages show the forms; no protection of anything."""
    return room.writable and _same(request.cookies.get(COOKIE, ""), room.token or "")


def _same(given: str, token: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "replace"), token.encode())


def _is_own(request: Request, *, unknown: bool) -> bool:
    """Tell whether a page of this server sent the request; unknown: what holds when the sender does not say."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site == "same-origin"
    if origin is not None:
        return origin == f"{request.url.scheme}://{request.headers.get('host', '')}"
    return unknown


def editor_here(request: Request, room: RoomHere) -> Room:
    """Return the room to one who may write in it; 403 to others."""
    if not room.writable:
        raise HTTPException(
            HTTPStatus.FORBIDDEN, "this server is read-only; start it with: communique serve --editor NAME"
        )
    if not is_editor(request, room):
        raise HTTPException(HTTPStatus.FORBIDDEN, "a correction needs the editor's token, and a page of this server")
    return room


EditorHere = Annotated[Room, Depends(editor_here)]


@api.get("/corrections", response_model=Corrections)
def list_corrections(ledger: LedgerHere, asked: Annotated[On, Query()]) -> JSONResponse:
    """List the corrections by time: all, or those on a contact or an account."""
    on = None if asked.contact is None else ledger.contact(asked.contact).id
    of = None if asked.account is None else ledger.account(asked.account).id
    items = [correction_entry(c) for c in corrections(ledger, contact=on, account=of)]
    return JSONResponse({"items": items, "next": None}, headers={"Cache-Control": "no-cache"})


@api.post("/corrections", status_code=HTTPStatus.CREATED, response_model=Correction)
def add_correction(room: EditorHere, asked: Asked) -> JSONResponse:
    """Make a correction; the answer tells it with the contacts that it is on now."""
    return JSONResponse(_add(room, asked.wanted(), asked.reason), HTTPStatus.CREATED)


@api.delete("/corrections/{id}", response_model=Correction)
def undo_correction(id: str, room: EditorHere, reason: Annotated[str, Query(max_length=2000)]) -> JSONResponse:  # noqa: A002
    """Take a correction back; it stays in the list."""
    return JSONResponse(_undo(room, id, reason))


@router.get("/edit")
def start_editing(room: RoomHere, token: Annotated[str, Query(max_length=200)]) -> Response:
    """Give a browser the token as a cookie that no script reads and no other site's page sends; then the start page."""
    if not room.writable or not _same(token, room.token or ""):
        raise HTTPException(HTTPStatus.FORBIDDEN, "this is not the token that the server printed when it started")
    answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
    return answer


@router.post("/corrections")
async def add_by_form(request: Request, room: EditorHere) -> Response:
    """Make the correction of a page's form; then the contact's page, or the list where it is none any more."""
    fields = await _fields(request)
    reports = tuple(value for name, value in fields if name == "reports")
    values = {
        name: value for name, value in fields if value.strip() and name in Asked.model_fields and name != "reports"
    }
    if not {"kind", "on", "reason"} <= values.keys():
        raise InputError("a correction needs what kind it is, what it is on, and a reason")
    reason = values.pop("reason")
    entry = await run_in_threadpool(_add, room, Wanted(**values, reports=reports), reason)
    return _back_to(entry)


@router.post("/corrections/{id}/undo")
async def undo_by_form(id: str, request: Request, room: EditorHere) -> Response:  # noqa: A002
    """Take back the correction of a page's form."""
    reason = dict(await _fields(request)).get("reason", "")
    return _back_to(await run_in_threadpool(_undo, room, id, reason))


async def _fields(request: Request) -> list[tuple[str, str]]:
    """Return the fields of a form; InputError when it is too long or none."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            raise InputError(f"a form of more than {_MOST_BYTES} bytes is not taken")
    try:
        return parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=1100, errors="strict")
    except ValueError:
        raise InputError("this is no form") from None


def _back_to(entry: dict[str, Any]) -> Response:
    contacts = entry["contacts"]
    return RedirectResponse(f"/contacts/{contacts[0]}" if contacts else "/corrections", HTTPStatus.SEE_OTHER)


def _add(room: Room, wanted: Wanted, reason: str) -> dict[str, Any]:
    judgement = make(room.ledger, wanted, _by(room, reason))
    record(room.ledger.path, [judgement], wait=_WAIT)
    return correction_entry(correction(room.ledger, judgement.id))


def _undo(room: Room, id_: str, reason: str) -> dict[str, Any]:
    found = correction(room.ledger, id_)
    if found.state == "undone":
        raise InputError(f"{found.judgement.id}: this correction is undone already")
    record(room.ledger.path, [revoke(found.judgement.id, _by(room, reason))], wait=_WAIT)
    return correction_entry(correction(room.ledger, found.judgement.id))


def _by(room: Room, reason: str) -> By:
    return By(room.editor or "", datetime.now(UTC).isoformat(), reason)
