"""How an object becomes an answer: JSON, the tag that tells whether it has changed, and cursors."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from communique.errors import CommuniqueError
from communique.ledger import Ledger
from communique.ledger.catalogue import Page, Place

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_LONGEST_KEY = 500


class ParameterError(CommuniqueError):
    """A parameter is no good; ``field`` is its name."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def respond(request: Request, ledger: Ledger, make: Callable[[], Any]) -> Response:
    """Return what ``make`` gives as JSON, or 304 without making it when the client has it already.

    The tag holds the address, too: a client can only have one that an answer from there gave.
    """
    headers, same = fresh(request, ledger)
    if same is not None:
        return same
    body = json.dumps(make(), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Response(body, media_type="application/json", headers=headers)


def fresh(request: Request, ledger: Ledger) -> tuple[dict[str, str], Response | None]:
    """Return the headers with the tag of an answer, and the answer 304 when the client has it already."""
    words = (version("communique"), ledger.revision(), request.url.path, request.url.query)
    tag = '"' + hashlib.sha256("\0".join(words).encode()).hexdigest()[:32] + '"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if _names(request.headers.get("if-none-match", ""), tag):
        return headers, Response(status_code=304, headers=headers)
    return headers, None


def _names(header: str, tag: str) -> bool:
    """Tell whether a list of tags holds this one; weak ones count, as the standard has it for If-None-Match."""
    return header.strip() == "*" or tag in (part.strip().removeprefix("W/") for part in header.split(","))


def listed(page: Page[Any], entry: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """Return the body of a page of a list: its objects, and the cursor of the next page or null."""
    return {"items": [entry(item) for item in page.items], "next": cursor_of(page.next) if page.next else None}


def cursor_of(place: Place) -> str:
    """Return the cursor that leads on from a place."""
    return base64.urlsafe_b64encode(json.dumps(place, ensure_ascii=False).encode()).decode().rstrip("=")


def place_of(cursor: str | None, *, number: bool = False) -> Place | None:
    """Return the place that a cursor leads on from, None without one.

    number: the list is sorted by a number, not by a day. Raises ParameterError for a cursor that no answer gave.
    """
    if cursor is None:
        return None
    try:
        key, id_ = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True))
        id_.encode()  # a lone surrogate is no text
    except (binascii.Error, ValueError, TypeError, AttributeError, RecursionError):
        raise _unknown_cursor() from None
    good = isinstance(id_, str) and len(id_) <= _LONGEST_KEY and min(id_, default=" ") >= " "
    if number:
        good = good and type(key) is int and 0 <= key < 2**31
    else:
        good = good and (key is None or (isinstance(key, str) and _DAY.fullmatch(key) is not None))
    if not good:
        raise _unknown_cursor()
    return key, id_


def _unknown_cursor() -> ParameterError:
    return ParameterError("cursor", "no answer gave this cursor; begin without one")
