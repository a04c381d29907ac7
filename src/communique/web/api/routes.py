"""The API put together: its routes, its description in OpenAPI, and a page to read that on."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse, Response

from communique.web.api import contacts, exports, models, overviews, records
from communique.web.pages.base import render

PREFIX = "/api/v1"

_DESCRIPTION = (
    "Access to a ledger; only its editor may write, and only corrections. The objects are those of the export. Lists "
    "come in pages: ask again with `cursor` set to the `next` of the answer, until that is null. What is read has an "
    "ETag, corrections apart; sent back in If-None-Match, it gives 304 as long as the ledger has not changed. Errors "
    "have one shape."
)


def _error(description: str) -> dict[str, Any]:
    return {"model": models.Error, "description": description}


_RESPONSES: dict[int | str, dict[str, Any]] = {
    304: {"description": "Not changed since the answer that gave this ETag"},
    404: _error("There is no such object"),
    422: _error("A parameter is no good; the field says which"),
    503: _error("The ledger cannot be read at the moment"),
}


def add_api(app: FastAPI, corrections: APIRouter) -> None:
    """Add the API to the application; corrections: the part of it that also writes."""
    router = APIRouter(prefix=PREFIX, responses=_RESPONSES)
    for part in (contacts, exports, records, overviews):
        router.include_router(part.router)
    router.include_router(corrections, responses={403: _error("Not the editor, or not from a page of this server")})
    app.include_router(router)

    def description() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = description  # type: ignore[method-assign]

    @app.get(f"{PREFIX}/openapi.json", include_in_schema=False)
    def openapi() -> Response:
        """Return the description of the API."""
        return JSONResponse(description())

    @app.get("/api", include_in_schema=False)
    def page(request: Request) -> Response:
        """Return the description of the API as a page."""
        return render(request, "api.html", api=description(), operations=_operations(description()))


def _described(app: FastAPI) -> dict[str, Any]:
    api = get_openapi(title="communique", version="1", description=_DESCRIPTION, routes=app.routes)
    # What validation errors look like is said by our own model; the framework's is not used.
    for name in ("HTTPValidationError", "ValidationError"):
        api["components"]["schemas"].pop(name, None)
    return api


def _operations(api: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the page says of each operation: path, summary, parameters, and the name of the answer's shape."""
    found = []
    for path, methods in api["paths"].items():
        for method, operation in methods.items():
            content = next(a["content"] for status, a in operation["responses"].items() if status in {"200", "201"})
            json = content.get("application/json")
            parameters = [p | {"shape": _shape(p["schema"])} for p in operation.get("parameters", ())]
            found.append(
                {
                    "method": method.upper(), "path": path, "summary": operation["description"],
                    "parameters": parameters, "answer": _shape(json["schema"]) if json else " or ".join(content),
                }
            )  # fmt: skip
    return found


def _shape(schema: dict[str, Any]) -> str:
    """Return a schema in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(_shape(part) for part in schema["anyOf"] if part.get("type") != "null")
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if schema.get("type") == "array":
        return f"{_shape(schema['items'])}, may be repeated"
    return str(schema.get("pattern") or schema.get("const") or schema.get("type", ""))
