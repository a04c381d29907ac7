"""The application around its pages and objects: who may ask it, under which name, and how it answers errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from communique.errors import LedgerError
from communique.web import create_app
from communique.web.guard import is_known_host


def test_every_answer_carries_the_headers_of_security(client: TestClient) -> None:
    for path in ("/", "/static/room.css", "/nowhere", "/api/v1/nowhere"):
        headers = client.get(path).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "", "evil:8450"])
def test_a_foreign_name_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.json()["error"]["field"] == "Host"
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8450", "localhost", "LOCALHOST:1", "[::1]", "[::1]:8450"])
def test_the_local_address_is_known(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_a_name_may_be_added() -> None:
    assert is_known_host("reading.example:8450", {"reading.example"})
    assert not is_known_host("reading.example.evil", {"reading.example"})


def test_head_is_get_without_the_body(client: TestClient) -> None:
    got, head = client.get("/"), client.head("/")
    assert head.status_code == got.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == str(len(got.content))


def test_errors_are_pages_for_readers_and_objects_for_programs(client: TestClient) -> None:
    page, entry = client.get("/no-such-page"), client.get("/api/v1/no-such-object")
    assert page.status_code == entry.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert set(entry.json()["error"]) == {"code", "message", "field"}


def test_an_unreadable_ledger_is_told_at_once() -> None:
    with pytest.raises(LedgerError, match="no such file"):
        create_app("no-such-folder/no.db")


def test_a_failure_of_the_server_tells_no_details(dossiers: Path) -> None:
    app = create_app(dossiers)

    @app.get("/api/v1/broken")
    def broken() -> None:
        raise RuntimeError("a secret of the server")

    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as reader:
        answer = reader.get("/api/v1/broken")
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal-server-error"
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers
