"""What every request passes: the check of the host's name, the headers of security, and HEAD."""

from __future__ import annotations

import re
from collections.abc import Collection, MutableMapping
from ipaddress import ip_address
from types import MappingProxyType
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = MappingProxyType(
    {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
)

_PORT = re.compile(r":[0-9]{1,5}$")


def is_known_host(header: str, names: Collection[str] = ()) -> bool:
    """Tell whether a Host header names this server: an IP address, ``localhost``, or one of the names.

    A page of another site can reach a local server only under a name of its own that resolves to the local address
    (DNS rebinding); an address as such cannot be rebound.
    """
    host = _PORT.sub("", header.strip()).lower().rstrip(".")
    if host == "localhost" or host in names:
        return True
    try:
        ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


class Guard:
    """ASGI middleware around the whole application.

    hosts: names besides ``localhost`` and IP addresses under which the server may be asked.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] = ()) -> None:
        self._app = app
        self._hosts = frozenset(name.lower() for name in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(message)
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        if not is_known_host(host, self._hosts):
            await _refuse(guarded)
            return
        # A HEAD request is a GET whose body is left out; the length and all else stay as they would be.
        await self._app({**scope, "method": "GET"} if head else scope, receive, guarded)


def _add_headers(message: MutableMapping[str, Any]) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)


async def _refuse(send: Send) -> None:
    body = (
        b'{"error":{"code":"unknown-host","message":"this server is not known under that name; '
        b'use its address, or name it with: communique serve --allow-host NAME","field":"Host"}}'
    )
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": body})
