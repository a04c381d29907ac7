"""Contacts are taken away over HTTP as the command line exports them."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from communique.export import FORMATS, Choice, export
from communique.ledger import open_ledger
from communique.web.api import exports

API = "/api/v1/"
TYPES = {
    "report": "text/html", "ics": "text/calendar", "bibtex": "application/x-bibtex",
    "csl-json": "application/vnd.citationstyles.csl+json",
}  # fmt: skip


@pytest.mark.parametrize("form", TYPES)
def test_files_are_those_of_the_command(client: TestClient, dossiers: Path, form: str) -> None:
    with open_ledger(dossiers) as view:
        scheduled = next(c for c in view.contacts(statuses=["scheduled"]) if c.date)
        some = Choice(sides=("RUS",), since="2022", until="2022-03")
        chosen = {
            f"contacts/{scheduled.id}/export?format={form}": Choice(contact=scheduled.id),
            f"export?format={form}&side=RUS&since=2022&until=2022-03": some,
        }
        expected = {
            p: [line + FORMATS[form].line_end for line in export(view, form, choice=c)] for p, c in chosen.items()
        }
    for path, lines in expected.items():
        answer = client.get(API + path)
        assert answer.status_code == 200
        assert answer.headers["content-type"].split(";")[0] == TYPES[form]
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
        assert answer.content.decode() == "".join(lines)
        again = client.get(API + path, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_a_contact_page_leads_to_its_files(client: TestClient) -> None:
    for status in ("scheduled", "held"):
        items = client.get(f"{API}contacts?status={status}&since=1900&limit=1").json()["items"]
        page = client.get(f"/contacts/{items[0]['id']}").text
        for form in TYPES:
            assert (f"/export?format={form}" in page) is (form != "ics" or status == "scheduled")


def test_too_many_and_none_are_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get(f"{API}export?format=report&person=Nobody Such").status_code == 422
    assert client.get(f"{API}export?format=parquet").json()["error"]["field"] == "format"
    monkeypatch.setattr(exports, "MOST_CONTACTS", 3)
    assert "more than 3" in client.get(f"{API}export?format=bibtex").json()["error"]["message"]
