"""The reading room over a ledger in PostgreSQL answers what it answers over a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import servers
from communique.corrections.make import Wanted
from communique.web import create_app
from corrections.affair import account_of, build, contact_of, correct, reading

Rooms = tuple[TestClient, TestClient]


@pytest.fixture(scope="module")
def rooms(postgresql_server: servers.Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    """Two rooms over the same affair, with the same corrections: in a file, and in PostgreSQL."""
    with ExitStack() as stack:
        clients = []
        for place in (tmp_path_factory.mktemp("room") / "l.db", postgresql_server.new_schema()):
            build(place)
            correct(place, Wanted("date", contact_of(place, "later"), date="2016-07-19"))
            correct(place, Wanted("side", account_of(place, "talk"), side="AUT"))
            client = TestClient(create_app(place), base_url="http://127.0.0.1", raise_server_exceptions=False)
            clients.append(stack.enter_context(client))
        yield clients[0], clients[1]


@pytest.fixture(scope="module")
def contact(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("id") / "l.db"
    build(path)
    return contact_of(path, "wire")


LISTS = (
    "contacts", "contacts?side=AUT&mode=call&text=grain&person=adler&since=2016", "contacts?text=grain&order=oldest",
    "accounts", "accounts?side=AUT", "divergences", "documents", "figures", "events", "rejected", "calendar",
    "timeline", "network", "network?of=persons&since=2016-07", "actors", "sources", "corrections",
)  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_lists_are_the_same(rooms: Rooms, path: str) -> None:
    one, other = (room.get(f"/api/v1/{path}") for room in rooms)
    assert one.status_code == other.status_code == 200
    assert one.json() == other.json()


@pytest.mark.parametrize("asked", ["varna", '"grain ships"', "adler"])
def test_searches_find_the_same(rooms: Rooms, asked: str) -> None:
    found = [room.get("/api/v1/search", params={"q": asked}).json()["items"] for room in rooms]
    first, second = ({hit["document"] for hit in hits} for hits in found)
    assert first == second != set()
    assert all("\ue000" in hit["passage"] for hits in found for hit in hits)


@pytest.mark.parametrize("path", ["/api/v1/contacts/{}", "/contacts/{}", "/", "/calendar", "/divergences", "/network",
                                  "/actors", "/sources", "/rejected", "/actors/side:AUT",
                                  "/documents/" + reading("wire").document.id])  # fmt: skip
def test_pages_are_the_same(rooms: Rooms, contact: str, path: str) -> None:
    one, other = (room.get(path.format(contact)) for room in rooms)
    assert one.status_code == other.status_code == 200
    assert one.text == other.text
