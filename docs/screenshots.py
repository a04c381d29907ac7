"""Pictures of the reading room for the docs, taken of a ledger of the bundled corpus. Run by hand:

.venv/bin/python docs/screenshots.py
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

import communique

HERE = Path(__file__).parent
CORPUS = HERE.parent / "examples/dossiers"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def main() -> None:
    """Build the ledger, serve it, and write the pictures into ``docs/screenshots``."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "dossiers.db"
        communique.build([CORPUS], ledger)
        command = [sys.executable, "-m", "communique.cli", "serve", str(ledger), "--port", "0", "--no-open"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603  our own program
            said = server.stdout.readline() if server.stdout else ""
            address = re.search(r"http://127\.0\.0\.1:\d+", said)
            if address is None:
                sys.exit(f"the server did not start: {said}")
            with sync_playwright() as playwright:
                # The sandbox needs rights that a container does not give; the pages are our own.
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                take(browser, address.group(), ledger)
                browser.close()
            server.send_signal(signal.SIGINT)


def take(browser: Browser, address: str, ledger: Path) -> None:
    """Write one picture for each page that the docs show."""
    with communique.open_ledger(ledger) as view:
        contact = max(view.contacts(modes="video"), key=lambda c: (len(c.reports), c.id))
        document = next(r.document for r in contact.reports if view.document(r.document).publisher == "Kremlin")
    pages: dict[str, tuple[str, Literal["light", "dark"], int]] = {
        "timeline": ("/", "light", 1200),
        "contact": (f"/contacts/{contact.id}", "light", 1200),
        "document": (f"/documents/{document}", "light", 1200),
        "network": ("/network?of=persons", "light", 1200),
        "actor": ("/actors/" + quote("person:Vladimir Putin"), "light", 1200),
        "divergences": ("/divergences", "dark", 1200),
        "phone": (f"/contacts/{contact.id}", "dark", 390),
    }
    for name, (path, scheme, width) in pages.items():
        context = browser.new_context(viewport={"width": width, "height": 860}, color_scheme=scheme)
        page = context.new_page()
        page.goto(address + path, timeout=60_000)
        page.screenshot(path=HERE / "screenshots" / f"{name}.png", full_page=name == "network")
        context.close()


if __name__ == "__main__":
    main()
