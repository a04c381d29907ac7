"""One request: its limits of time and size, and what came of it."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from communique.errors import Rejected
from communique.fetch.guard import Guard

_SAFE = "%/:=&?~+!$,;'@()*[]"
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer: the body as it was sent, chunks joined, still packed."""

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    address: str

    def header(self, name: str) -> str:
        """Return the first header of this name, or ""."""
        return next((value for key, value in self.headers if key.casefold() == name.casefold()), "")

    @property
    def target(self) -> str | None:
        """Where the answer redirects to, or None."""
        place = self.header("Location")
        return normal_url(urljoin(self.url, place)) if self.status in _REDIRECTS and place else None


def normal_url(url: str) -> str:
    """Return the url in the form that is requested and remembered: no fragment, ASCII only.

    Raises Rejected: "bad-url" for one that is not http or https, has no host, or names a user.
    """
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, parts.hostname
        name = (host or "").encode("idna").decode("ascii").lower() if host and not host.isascii() else host
    except (UnicodeError, ValueError) as error:
        raise Rejected("bad-url", f"{url!r}: {error}") from error
    if parts.scheme not in _PORTS or not name or parts.username is not None:
        raise Rejected("bad-url", f"{url!r}: only http and https urls with a host and no user are fetched")
    shown = f"[{name}]" if ":" in name else name
    place = shown if port in (None, _PORTS[parts.scheme]) else f"{shown}:{port}"
    path, query = (quote(text, safe=_SAFE) for text in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, place, path, query, ""))


def origin_of(url: str) -> str:
    """Return scheme, host and port of a normal url: what robots.txt and delays are for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True)
class Client:
    """Asks servers. seconds: for one request as a whole. size: bytes of a body as it is sent."""

    guard: Guard
    agent: str
    seconds: float
    size: int

    def get(self, url: str, headers: dict[str, str] | None = None) -> Answer:
        """Return the answer to a GET of a normal url; redirects are answers.

        Raises Rejected: "private-address", "no-such-host", "unreachable", "too-slow", "too-large", "http-broken".
        """
        parts = urlsplit(url)
        connection = self.guard.connection(parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme])
        target = urlunsplit(("", "", parts.path, parts.query, ""))
        told = {
            "User-Agent": self.agent,
            "Accept-Encoding": "gzip",
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.5",
        }
        deadline = time.monotonic() + self.seconds
        watch: threading.Timer | None = None
        try:
            connection.connect()
            # A server that sends a byte now and then keeps every single read within its time.
            watch = threading.Timer(self.seconds, _hang_up, [connection.sock])
            watch.daemon = True
            watch.start()
            address = str(connection.sock.getpeername()[0])
            connection.request("GET", target, headers=told | {"Connection": "close"} | (headers or {}))
            response = connection.getresponse()
            body = b"" if response.status in _REDIRECTS else self._body(response, url)
            if time.monotonic() >= deadline:
                raise TimeoutError
            return Answer(url, response.status, response.reason, tuple(response.getheaders()), body, address)
        except TimeoutError as error:
            raise Rejected("too-slow", f"{url}: not done in time") from error
        except (http.client.HTTPException, UnicodeError, ValueError, OSError) as error:
            if time.monotonic() >= deadline:
                raise Rejected("too-slow", f"{url}: not done in time") from error
            if isinstance(error, OSError) and not isinstance(error, http.client.HTTPException):
                raise Rejected("unreachable", f"{url}: {error}") from error
            raise Rejected("http-broken", f"{url}: {type(error).__name__}: {error}") from error
        finally:
            if watch is not None:
                watch.cancel()
            connection.close()

    def _body(self, response: http.client.HTTPResponse, url: str) -> bytes:
        if (response.length or 0) > self.size:
            raise Rejected("too-large", f"{url}: {response.length} bytes; at most {self.size} are fetched")
        parts: list[bytes] = []
        size = 0
        while part := response.read1(_CHUNK):
            parts.append(part)
            size += len(part)
            if size > self.size:
                raise Rejected("too-large", f"{url}: more than {self.size} bytes")
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        return b"".join(parts)


def _hang_up(opened: socket.socket) -> None:
    with suppress(OSError):
        opened.shutdown(socket.SHUT_RDWR)
