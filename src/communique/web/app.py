"""The application, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from communique.errors import CommuniqueError
from communique.ledger import Ledger, open_ledger
from communique.web.api import add_api
from communique.web.corrections import api as corrections
from communique.web.corrections import router as correcting
from communique.web.errors import add_handlers
from communique.web.guard import Guard
from communique.web.pages import STATIC, warm_up
from communique.web.pages import router as pages
from communique.web.room import Room

THREADS = 5
"""Requests that one process answers at a time: each needs a connection, and the ledger keeps five open."""


def create_app(
    ledger: Ledger | str | Path,
    *,
    editor: str | None = None,
    token: str | None = None,
    hosts: Collection[str] = (),
) -> FastAPI:
    """Return the application for a ledger: one that is open, or the name of one, which is opened here.

    editor, token: who makes corrections, and the secret that each has to bring; without both the room is read-only.
    hosts: names besides ``localhost`` and IP addresses under which the server may be asked.
    Raises LedgerError when the ledger cannot be opened.
    """
    view = ledger if isinstance(ledger, Ledger) else open_ledger(ledger)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        with suppress(CommuniqueError):  # whoever needs it will be told
            await to_thread.run_sync(warm_up)  # else the first reader of a contact would wait for it
        yield
        if view is not ledger:
            view.close()

    app = FastAPI(title="communique", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.room = Room(view, editor, token)
    app.add_middleware(Guard, hosts=hosts)
    add_handlers(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.include_router(correcting)
    add_api(app, corrections)
    app.include_router(pages)
    return app
