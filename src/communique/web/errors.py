"""Errors as answers: one JSON shape under /api, a page elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from communique.errors import CommuniqueError, InputError, UnknownIdError
from communique.web.api.answers import ParameterError
from communique.web.guard import HEADERS
from communique.web.pages import error_page

UNPROCESSABLE = 422
"""The status of a request whose parameters are no good; its name in ``http`` changes with the version of Python."""

_CODES = {UNPROCESSABLE: "bad-parameter"}

logger = logging.getLogger(__name__)


def add_handlers(app: FastAPI) -> None:
    """Have the application answer its errors in our shape."""

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        return answer(request, error.status_code, str(error.detail), headers=error.headers)

    @app.exception_handler(RequestValidationError)
    def _validation(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        field = str(first["loc"][1]) if len(first["loc"]) > 1 else None
        unknown = first["type"] == "extra_forbidden"
        message = "there is no such parameter" if unknown else str(first["msg"]).removeprefix("Value error, ")
        return answer(request, UNPROCESSABLE, message, field=field)

    @app.exception_handler(CommuniqueError)
    def _ours(request: Request, error: CommuniqueError) -> Response:
        match error:
            case UnknownIdError():
                return answer(request, HTTPStatus.NOT_FOUND, error.short)
            case ParameterError():
                return answer(request, UNPROCESSABLE, str(error), field=error.field)
            case InputError():
                return answer(request, UNPROCESSABLE, str(error))
        logger.error("the ledger could not answer: %s", error)
        return answer(request, HTTPStatus.SERVICE_UNAVAILABLE, "the ledger cannot be read at the moment")

    @app.exception_handler(Exception)
    def _bug(request: Request, error: Exception) -> Response:
        # This answer is made outside of the guard, which adds the headers to all others.
        message = "the server failed; its log tells more"
        return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, message, headers=HEADERS)


def answer(
    request: Request, status: int, message: str, *, field: str | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """Return the answer for an error: a JSON object under /api, a page elsewhere."""
    if request.url.path.startswith("/api/"):
        code = _CODES.get(status) or HTTPStatus(status).phrase.lower().replace(" ", "-")
        content = {"error": {"code": code, "message": message, "field": field}}
        return JSONResponse(content, status, headers=dict(headers or {}))
    response = error_page(request, status, message)
    response.headers.update(headers or {})
    return response
