"""Comparison with Wikidata, against a local server with a recorded answer."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from typer.testing import CliRunner

from communique.actors.authority import LATEST, authority
from communique.actors.cli import actors_app
from communique.actors.index import name_index
from communique.actors.userfile import VARIABLE
from communique.actors.wikidata import Change, Found, Unreachable, changes, parse, query

RUN = CliRunner()


def binding(code: str, role: str, person: str, start: str, end: str = "") -> dict[str, dict[str, str]]:
    cells = {"code": code, "role": role, "personLabel": person, "from": f"{start}T00:00:00Z"}
    if end:
        cells["to"] = f"{end}T00:00:00Z"
    return {name: {"type": "literal", "value": value} for name, value in cells.items()}


ANSWER = {
    "head": {"vars": ["code", "role", "personLabel", "from", "to"]},
    "results": {
        "bindings": [
            binding("TUR", "head-of-state", "Ada Deniz", "2041-05-01"),
            binding("TUR", "head-of-state", "Ada Deniz", "2041-05-01"),
            binding("TUR", "head-of-state", "Q4711", "2041-05-01"),
            binding("GBR", "head-of-government", "Theresa May", "2016-07-13", "2019-07-24"),
            binding("ZZZ", "head-of-state", "Nobody Known", "2041-05-01"),
        ]
    },
}


@contextmanager
def serving(body: bytes, status: int = 200) -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a server that gives one answer, and the queries that it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(parse_qs(urlsplit(self.path).query)["query"][0])
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class names it so
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_query_asks_for_terms_since_the_day_and_each_is_found_once() -> None:
    with serving(json.dumps(ANSWER).encode()) as (address, asked):
        found = query("2041-01-01", address)
    assert '"2041-01-01T00:00:00Z"^^xsd:dateTime' in asked[0]
    assert found == [
        Found("GBR", "head-of-government", "Theresa May", "2016-07-13", "2019-07-24"),
        Found("TUR", "head-of-state", "Ada Deniz", "2041-05-01", ""),
        Found("ZZZ", "head-of-state", "Nobody Known", "2041-05-01", ""),
    ]


def test_only_what_the_tables_lack_is_a_change() -> None:
    assert changes(parse(ANSWER), authority(), name_index()) == [
        Change("TUR/president", "new", "Ada Deniz", "2041-05-01", "", None)
    ]


def test_an_open_term_that_has_ended() -> None:
    term = next(t for t in authority().by_role[("TUR", "head-of-state")] if t.end == LATEST)
    found = [Found("TUR", "head-of-state", term.person, term.start, "2041-05-01")]
    assert changes(found, authority(), name_index()) == [
        Change("TUR/president", "ended", term.person, term.start, "2041-05-01", (term.start, ""))
    ]


def test_the_other_of_two_open_terms_ends_the_first() -> None:
    found = [Found("TUR", "head-of-state", "Can Ufuk", "2046-05-01", ""),
             Found("TUR", "head-of-state", "Ada Deniz", "2041-05-01", "")]  # fmt: skip
    assert [(c.person, c.start, c.end) for c in changes(found, authority(), name_index())] == [
        ("Ada Deniz", "2041-05-01", "2046-05-01"),
        ("Can Ufuk", "2046-05-01", ""),
    ]


def test_the_command_shows_first_and_applies_when_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "actors.tsv"
    monkeypatch.setenv(VARIABLE, str(own))
    with serving(json.dumps(ANSWER).encode()) as (address, _):
        shown = RUN.invoke(actors_app, ["update", "--since", "2041-01-01", "--endpoint", address])
        assert shown.exit_code == 0, shown.output
        assert "new    TUR/president  Ada Deniz  2041-05-01 to today" in shown.output
        assert not own.exists()
        applied = RUN.invoke(actors_app, ["update", "--since", "2041-01-01", "--endpoint", address, "--apply"])
    assert applied.exit_code == 0, applied.output
    assert "Ada Deniz\tTUR/president" in own.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("body", "status"), [(b"too many requests", 429), (b"<html>", 200), (b'{"results": {}}', 200), (b"[]", 200)]
)
def test_no_answer_is_told(body: bytes, status: int) -> None:
    with serving(body, status) as (address, _), pytest.raises(Unreachable, match="nothing was changed"):
        query("2041-01-01", address)


def test_offline_is_told() -> None:
    with serving(b"") as (address, _):
        pass
    with pytest.raises(Unreachable, match="cannot be reached"):
        query("2041-01-01", address)
    with pytest.raises(Unreachable, match="no address"):
        query("2041-01-01", "file:///etc/hosts")
