"""What a reader sees of how a contact went on, on the command line and on its page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from communique.cli import app
from communique.corrections.apply import record
from communique.corrections.make import Wanted, make
from communique.ledger import Writer, open_ledger
from communique.records import Period, Publication, Reading, Status
from communique.web import create_app
from corrections.affair import build, by, contact_of
from ledger import samples

DAY = Period("2021-12-30", "2021-12-30", "stated")


def document(name: str, text: str, published: str) -> Any:
    return samples.document(text, name, f"{name}.txt", published=Publication(published, "metadata"), debris=())


@pytest.fixture
def told(tmp_path: Path) -> tuple[Path, str]:
    """A ledger with a contact that was announced, announced again, and held; and its id."""
    first = document("a", "The two will speak on Thursday, their second call.", "2021-12-28")
    second = document("b", "They are still to speak.", "2021-12-29")
    third = document("c", "They spoke for an hour.", "2021-12-31")
    reports = (
        samples.report(first, status=Status.SCHEDULED, date=DAY, note="their second call"),
        samples.report(second, status=Status.SCHEDULED, date=DAY),
        samples.report(third, status=Status.HELD, date=DAY),
    )
    path = tmp_path / "l.db"
    pairs = zip((first, second, third), reports, strict=True)
    samples.write(path, *(Reading(d, (r,)) for d, r in pairs))
    contact = samples.contact(reports, date=DAY)
    with Writer(path) as writer:
        writer.replace_contacts([contact], [])
    return path, contact.id


def test_show_tells_history_remarks_and_corrections(told: tuple[Path, str]) -> None:
    path, id_ = told
    shown = " ".join(CliRunner().invoke(app, ["show", id_, "--ledger", str(path)]).output.split())
    assert "announced for 2021-12-30" in shown
    assert shown.index("2021-12-28)") < shown.index("held on 2021-12-30") < shown.index("2021-12-31)")
    assert '"their second call"' in shown
    assert "Corrections" not in shown


def test_show_lists_the_corrections_of_the_contact(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    build(path)
    with open_ledger(path) as view:
        wanted = Wanted("mode", contact_of(path, "wire"), mode="video")
        record(path, [make(view, wanted, by())])
    for name, corrected in (("wire", True), ("later", False)):
        shown = CliRunner().invoke(app, ["show", contact_of(path, name), "--ledger", str(path)]).output
        assert ("mode: video" in shown) is corrected


def test_the_page_tells_history_and_remarks(told: tuple[Path, str]) -> None:
    path, id_ = told
    with TestClient(create_app(path), base_url="http://127.0.0.1") as client:
        page = client.get(f"/contacts/{id_}").text
        reports = client.get(f"/api/v1/contacts/{id_}").json()["reports"]
    assert page.index("announced for 30 Dec 2021") < page.index("held on 30 Dec 2021")
    assert page.count("announced for") == 1
    assert "their second call" in page[page.index("Remarked") :]
    assert sorted(r["note"] or "" for r in reports) == ["", "", "their second call"]
