"""The command ``serve``."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import webbrowser
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import Annotated, Any
from urllib.parse import quote

import typer

from communique.commands import options
from communique.errors import InputError

DEFAULT_PORT = 8450
TOKEN_VARIABLE = "COMMUNIQUE_TOKEN"  # noqa: S105  the name of a variable
"""The variable of the environment that holds the editor's secret; without it a new one is made at each start."""

_WAITING = 128
_PATIENCE = 15.0
_WORKERS_PATIENCE = 120
_KEEP_ALIVE = 75


def serve(
    ledger: Annotated[
        str, typer.Argument(envvar="COMMUNIQUE_LEDGER", metavar="[LEDGER]", help="The ledger to show.")
    ] = options.DEFAULT_LEDGER,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for the whole network.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 for any free one.")] = DEFAULT_PORT,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    editor: Annotated[
        str | None,
        typer.Option(
            help=f"Allow corrections, made under this name, by a link with a secret: ${TOKEN_VARIABLE}, or a new one.",
            metavar="NAME",
        ),
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="A name under which browsers reach this server; repeat it.", metavar="NAME")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that answer.")] = 1,
) -> None:
    """Show a ledger as web pages and REST on this machine, until interrupted with Ctrl-C."""
    from communique.ledger import open_ledger, printable  # noqa: PLC0415

    open_ledger(ledger).close()
    token = (os.environ.get(TOKEN_VARIABLE) or secrets.token_urlsafe(24)) if editor else None
    with _listening(host, port) as listener:
        address = _address(host, listener.getsockname()[1])
        sys.stdout.write(f"communique: {printable(ledger)} at {address} (stop with Ctrl-C)\n")
        if token:
            sys.stdout.write(f"communique: corrections by {editor} at {address}edit?token={quote(token)}\n")
        sys.stdout.flush()
        if not no_open and sys.stdout.isatty():
            start = f"{address}edit?token={quote(token)}" if token else address
            Thread(target=_open_browser, args=(listener.getsockname(), start), daemon=True).start()
        _run(listener, workers, ledger, editor=editor, token=token, hosts=tuple(allow_host or ()))


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; InputError when it cannot be."""
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(place[:2], family=family, backlog=_WAITING)
    except OSError as error:
        raise InputError(
            f"{host} port {port}: cannot listen there ({error.strerror or error}); "
            "choose another port with --port, or 0 for any free one"
        ) from error


def _address(host: str, port: int) -> str:
    printable = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{printable}:{port}/"


def _open_browser(place: tuple[Any, ...], address: str) -> None:
    """Open the browser as soon as the server takes a connection."""
    try:
        socket.create_connection(place[:2], timeout=_PATIENCE).close()
    except OSError:
        return
    webbrowser.open(address)


def _run(listener: socket.socket, workers: int, ledger: str, **options: Any) -> None:
    """Answer requests until interrupted."""
    from uvicorn import Config, Server  # noqa: PLC0415  loads what no other command needs
    from uvicorn.supervisors import Multiprocess  # noqa: PLC0415

    from communique.web.app import create_app  # noqa: PLC0415

    factory = partial(create_app, ledger, **options)
    config = Config(factory, factory=True, workers=workers, log_level="warning", access_log=False, server_header=False)
    # A busy machine must not close a connection in the very moment in which its reader asks again.
    config.timeout_keep_alive = _KEEP_ALIVE
    # A worker answers its first health check when all is imported; on a busy machine 5 s are too few for that.
    config.timeout_worker_healthcheck = _WORKERS_PATIENCE
    with suppress(KeyboardInterrupt):
        if workers > 1:
            Multiprocess(config, sockets=[listener]).run()
        else:
            Server(config).run(sockets=[listener])
