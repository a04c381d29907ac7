"""Readers of the pages and objects: a client in this process, and a browser before a server process.

``client`` reads the bundled corpus. ``reading_room`` is the address of a server of the same with hostile documents, a
rejected one and a contact that lies ahead; ``visit`` opens its pages in a real browser and notes what the browser
complains of.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

import communique
from communique.ledger import Ledger, open_ledger
from communique.records import Reading
from communique.web import create_app
from ledger import samples

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))

SCRIPT = "<script>window.broken = 1</script>"
HANDLER = '"><img src=x onerror="window.broken=1"><svg onload=window.broken=1>'
TURNED = "\u202egnitirw\u202c \u2067isolated\u2069 \x1b[31m\x07"
TOWER = "Z" + "\u0334\u0320\u0316\u0347" * 12

HOSTILE = {
    "id": f"H-1 {HANDLER}",
    "url": "javascript:window.broken=1",
    "publisher": f"The Hostile Post {HANDLER}",
    "published": "2025-03-20",
    "title": f"Biden called Putin {SCRIPT} {TURNED} {TOWER}",
    "text": (
        "US President Joe Biden spoke by telephone with Russian President Vladimir Putin on Thursday, "
        "20 March 2025.\n\n"
        f'Putin told Biden that "{SCRIPT} sanctions {TURNED} must end", the Kremlin said. {HANDLER}\n\n'
        f"Biden told Putin that 40 {TOWER} ships were ready, the White House said. {{{{ 7 * 7 }}}} {{% raw %}}\n\n"
        "Joe Biden will meet Vladimir Putin in Geneva on 30 June 2025, the White House said."
    ),
}
REJECTED = {
    "id": "H-2",
    "title": "Nicht auf Englisch",
    "published": "2025-03-20",
    "text": "Der Bundeskanzler hat am Donnerstag mit dem Präsidenten der Vereinigten Staaten telefoniert. " * 5,
}


@pytest.fixture(scope="session")
def client(dossiers: Path) -> Iterator[TestClient]:
    """A reader of the bundled corpus."""
    with TestClient(create_app(dossiers), base_url="http://127.0.0.1", raise_server_exceptions=False) as reader:
        yield reader


@pytest.fixture(scope="session")
def hostile_path(dossiers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the bundled corpus and the hostile documents; not to be changed."""
    folder = tmp_path_factory.mktemp("hostile")
    ledger, more = folder / "hostile.db", folder / "more.jsonl"
    shutil.copy(dossiers, ledger)
    more.write_text("".join(json.dumps(entry) + "\n" for entry in (HOSTILE, REJECTED)), encoding="utf-8")
    communique.build([more], ledger)
    samples.write(ledger, _as_it_came())
    return ledger


def _as_it_came() -> Reading:
    """A document with characters that our own reader of files would not have let through, and claims on it."""
    text = f"Anna {TURNED} Adler called Émile Bonnet. {SCRIPT} {TURNED} {TOWER} is all, {HANDLER} said Adler."
    document = samples.document(
        text, title=f"Turned {TURNED} {TOWER}", publisher=f"Turned {SCRIPT}", url="javascript:x"
    )
    report = samples.report(document, place=SCRIPT)
    return Reading(document, (report, samples.account(document, report, quote=TOWER, source=HANDLER, via=(SCRIPT,))))


@pytest.fixture(scope="session")
def hostile(hostile_path: Path) -> Iterator[Ledger]:
    """The ledger that the server shows."""
    with open_ledger(hostile_path) as view:
        yield view


@pytest.fixture(scope="session")
def reading_room(hostile_path: Path, communique_command: Sequence[str]) -> Iterator[str]:
    """The address of a server process, without the slash at its end."""
    with serving([*communique_command, "serve", str(hostile_path)]) as (address,):
        yield address.rstrip("/")


@contextmanager
def serving(command: Sequence[str], lines: int = 1) -> Iterator[list[str]]:
    """Run a server, and give the addresses in the lines that it prints once it answers."""
    with subprocess.Popen([*command, "--port", "0", "--no-open"], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = "".join(server.stdout.readline() for _ in range(lines))
        addresses = re.findall(r"http://127\.0\.0\.1:\d+/\S*", said)
        assert len(addresses) == lines, said
        httpx.get(addresses[0], timeout=60)
        yield addresses
        server.send_signal(signal.SIGINT)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no Chromium at {CHROMIUM}; name one in the variable CHROMIUM")
    with sync_playwright() as playwright:
        # The sandbox needs rights that a container does not give; the pages are our own.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Visit:
    """One reader's browser. complaints: errors of the console, breaches of the policy, requests to other places."""

    address: str
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Note from now on what the browser complains of, and every request to another place."""
        self.page.on("console", lambda m: self._note(m.text) if m.type in {"error", "warning"} else None)
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.page.on("request", self._check_place)
        self.page.on("dialog", lambda dialog: self._note(f"dialog: {dialog.message}"))

    def _note(self, complaint: str) -> None:
        self.complaints.append(complaint)

    def _check_place(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self._note(f"left: {request.url}")

    def to(self, path: str) -> Page:
        """Open a page of the reading room; an answer that is no success fails the test."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, (path, answer.status)
        return self.page


Visitor = Callable[..., Visit]


@pytest.fixture
def visit(chromium: Browser, reading_room: str) -> Iterator[Visitor]:
    """Return a function that begins a visit; its arguments are those of a browser context of Playwright."""
    contexts: list[BrowserContext] = []

    def begin(**options: Any) -> Visit:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(30_000)
        contexts.append(context)
        made = Visit(reading_room, context, context.new_page())
        made.listen()
        return made

    yield begin
    for context in contexts:
        context.close()
