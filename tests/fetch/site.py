"""A small web site on a real HTTP server in a thread, which notes who asked for what and when."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """What the site answers. parts: seconds to wait before each piece of the body."""

    body: bytes = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    parts: list[tuple[float, bytes]] | None = None


@dataclass
class Asked:
    """A request as the site got it."""

    path: str
    at: float
    headers: dict[str, str]


@dataclass
class Site:
    """The site: answers by path, and the requests that came."""

    url: str
    pages: dict[str, Reply | Callable[[Asked], Reply]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """The paths asked for, robots.txt left out."""
        return [a.path for a in self.asked if a.path != "/robots.txt"]


@contextmanager
def serve() -> Iterator[Site]:
    """Give a site on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = Asked(self.path, time.monotonic(), dict(self.headers.items()))
            site.asked.append(asked)
            reply = site.pages.get(self.path, Reply(b"gone", 404))
            if callable(reply):
                reply = reply(asked)
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.type)
            if reply.parts is None:
                self.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for wait, part in reply.parts or [(0.0, reply.body)]:
                    time.sleep(wait)
                    self.wfile.write(part)
            except OSError:
                pass  # the client has hung up

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
