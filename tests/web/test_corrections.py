"""Who may correct over HTTP, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from communique.web import create_app
from corrections.affair import account_of, build, contact, contact_of

TOKEN = "open-sesame"  # noqa: S105  of the server that the test starts
HEADERS = {"Authorization": f"Bearer {TOKEN}"}
HERE = "http://127.0.0.1"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "l.db"
    build(path)
    return path


@pytest.fixture
def editor(ledger: Path) -> Iterator[TestClient]:
    app = create_app(ledger, editor="Ann Archivist", token=TOKEN)
    with TestClient(app, base_url=HERE, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


def asked(ledger: Path, **more: Any) -> dict[str, Any]:
    return {"kind": "mode", "on": contact_of(ledger, "wire"), "mode": "video", "reason": "I was there"} | more


def test_a_correction_is_made_listed_and_undone(editor: TestClient, ledger: Path) -> None:
    answer = editor.post("/api/v1/corrections", json=asked(ledger), headers=HEADERS)
    assert answer.status_code == 201
    made = answer.json()
    assert (made["author"], made["state"], made["contacts"]) == (
        "Ann Archivist",
        "in force",
        [contact_of(ledger, "wire")],
    )
    assert (contact(ledger, "wire") or {})["mode"] == "video"
    assert editor.get("/api/v1/corrections").json() == {"items": [made], "next": None}
    assert editor.get(f"/api/v1/corrections?contact={contact_of(ledger, 'later')}").json()["items"] == []
    assert editor.get(f"/api/v1/corrections?account={account_of(ledger, 'wire')}").json()["items"] == []

    undone = editor.delete(f"/api/v1/corrections/{made['id']}?reason=misread", headers=HEADERS)
    assert undone.status_code == 200
    assert undone.json()["undone"]["reason"] == "misread"
    assert (contact(ledger, "wire") or {})["mode"] == "call"
    again = editor.delete(f"/api/v1/corrections/{made['id']}?reason=misread", headers=HEADERS)
    assert again.status_code == 422
    assert "undone already" in again.json()["error"]["message"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Cookie": f"communique_token={TOKEN}"},
        {"Cookie": f"communique_token={TOKEN}", "Origin": "http://evil.example"},
        {"Cookie": f"communique_token={TOKEN}", "Origin": "null"},
        {"Cookie": f"communique_token={TOKEN}", "Origin": HERE, "Sec-Fetch-Site": "cross-site"},
        {"Cookie": "communique_token=wrong", "Origin": HERE, "Sec-Fetch-Site": "same-origin"},
        HEADERS | {"Origin": "http://evil.example"},
    ],
)
def test_others_are_refused(editor: TestClient, ledger: Path, headers: dict[str, str]) -> None:
    for answer in (
        editor.post("/api/v1/corrections", json=asked(ledger), headers=headers),
        editor.delete("/api/v1/corrections/judgement-1?reason=x", headers=headers),
    ):
        assert answer.status_code == 403
        assert set(answer.json()["error"]) == {"code", "message", "field"}
    assert editor.post("/corrections", data=asked(ledger), headers=headers).status_code == 403
    assert editor.get("/api/v1/corrections").json()["items"] == []


@pytest.mark.parametrize("given", [{}, {"editor": "Ann"}, {"token": TOKEN}])
def test_without_editor_and_token_the_room_is_read_only(ledger: Path, given: dict[str, str]) -> None:
    with TestClient(create_app(ledger, **given), base_url=HERE) as client:
        answer = client.post("/api/v1/corrections", json=asked(ledger), headers=HEADERS)
        assert answer.status_code == 403
        assert "communique serve --editor" in answer.json()["error"]["message"]
        assert client.get(f"/edit?token={TOKEN}").status_code == 403


def test_a_page_of_this_server_corrects_with_the_cookie(editor: TestClient, ledger: Path) -> None:
    assert editor.get("/edit?token=wrong").status_code == 403
    entered = editor.get(f"/edit?token={TOKEN}")
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie

    own = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}
    made = editor.post("/corrections", data=asked(ledger, date=""), headers=own)
    assert (made.status_code, made.headers["location"]) == (303, f"/contacts/{contact_of(ledger, 'wire')}")
    (listed,) = editor.get("/api/v1/corrections").json()["items"]
    undone = editor.post(f"/corrections/{listed['id']}/undo", data={"reason": "misread"}, headers=own)
    assert undone.status_code == 303
    assert editor.get("/api/v1/corrections").json()["items"][0]["state"] == "undone"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"on": "contact-ffff"}, 404), ({"kind": "opinion"}, 422), ({"mode": "hum"}, 422), ({"reason": " "}, 422),
        ({"colour": "red"}, 422), ({"reports": "all"}, 422), ({"mode": None}, 422), ({"on": None}, 422),
    ],
)  # fmt: skip
def test_what_cannot_be_corrected_is_told_in_the_one_shape(
    editor: TestClient, ledger: Path, change: dict[str, Any], status: int
) -> None:
    answer = editor.post("/api/v1/corrections", json=asked(ledger, **change), headers=HEADERS)
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message", "field"}


@pytest.mark.parametrize("body", [b"kind=\xff", b"a=1&" * 2000, b"x" * 100_000, b""])
def test_what_is_no_form_is_told(editor: TestClient, body: bytes) -> None:
    headers = HEADERS | {"Content-Type": "application/x-www-form-urlencoded"}
    assert editor.post("/corrections", content=body, headers=headers).status_code == 422
