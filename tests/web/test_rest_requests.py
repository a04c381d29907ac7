"""How REST answers: tags, HEAD, one shape of errors; no request makes it fail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode, checks

from communique.ledger import Writer, open_ledger
from communique.records import Rejection
from communique.web import create_app

API = "/api/v1/"


@pytest.fixture(scope="session")
def described(dossiers: Path) -> Iterator[schemathesis.schemas.BaseSchema]:
    """The application, as its own description tells it; it is started and ended more than once over one ledger."""
    with open_ledger(dossiers) as view:
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", create_app(view, hosts=["testserver"]))


CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]


@pytest.mark.parametrize("sort", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_answers_are_as_described(described: schemathesis.schemas.BaseSchema, sort: GenerationMode) -> None:
    found: Any = described.get_all_operations()
    operations = [operation.ok() for operation in found]
    assert len(operations) >= 20
    for operation in operations:
        if sort is GenerationMode.NEGATIVE and not list(operation.iter_parameters()):
            continue  # nothing can be wrong with no parameters

        @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(case=operation.as_strategy(generation_mode=sort))
        def check(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        check()


HOSTILE = [
    "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "' OR 1=1 --", "1; DROP TABLE contacts", "%00", "%01%02", "%ff%fe",
    "<script>alert(1)</script>", "\u202egnp.exe", "9" * 400, "-1", "1e999", "NaN", "[]", "{}", "a" * 5000, "%", "_",
    "\\", '"', "*", "NEAR(", "AND", '"a" OR', "2022-13-45", "0000-00-00", "9999-99-99", "２０２２", "",
]  # fmt: skip


@pytest.mark.parametrize("path", [
    "contacts?cursor=", "contacts?limit=", "contacts?since=", "contacts?side=", "contacts?actor=", "contacts?person=",
    "contacts?mode=", "contacts?topic=", "contacts?text=", "contacts?undated=", "documents?publisher=",
    "documents?text=", "documents?reprint_of=", "accounts?contact=", "events?code=", "figures?unit=",
    "divergences?kind=", "rejected?reason=", "actors?name=", "search?q=", "search?offset=", "search?q=a&publisher=",
    "timeline?unit=", "network?nodes=", "calendar?until=", "contacts/", "documents/", "actors/", "accounts/",
])  # fmt: skip
def test_hostile_parameters_never_make_it_fail(client: TestClient, path: str) -> None:
    for value in HOSTILE:
        answer = client.get(API + path + value.replace("#", "%23").replace("&", "%26"))
        assert answer.status_code < 500, (path, value, answer.text)
        if answer.status_code >= 400:
            assert set(answer.json()["error"]) == {"code", "message", "field"}


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("contacts?colour=red", "colour"),
        ("contacts?limit=501", "limit"),
        ("contacts?limit=99999999999999999999", "limit"),
        ("contacts?since=2021-02-30", "since"),
        ("contacts?cursor=WyIyMDIyLTAxLTAxIl0", "cursor"),
        ("actors?cursor=WyIyMDIyLTAxLTAxIiwgIngiXQ", "cursor"),
        ("contacts?side=%00", "side"),
        ("search?q=a&page=2", "page"),
        ("search", "q"),
        ("contacts/..%2f..%2fx", None),
        ("contacts/' OR 1=1", "id"),
        ("network?of=everything", "of"),
    ],
)
def test_a_bad_parameter_is_named(client: TestClient, path: str, field: str | None) -> None:
    answer = client.get(API + path)
    assert answer.status_code in {404, 422}
    error = answer.json()["error"]
    assert error["field"] == field
    assert error["message"]


def test_what_is_not_there_is_not_found(client: TestClient) -> None:
    for path in ("contacts/contact-0000000000000000", "accounts/claim-0000000000000000", "actors/person:Nobody"):
        answer = client.get(API + path)
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "not-found"
    contact = client.get(f"{API}contacts?limit=1").json()["items"][0]["id"]
    assert client.get(f"{API}contacts/{contact[:-1]}").status_code == 422


def test_writing_is_not_allowed(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = client.request(method, f"{API}contacts")
        assert answer.status_code == 405
        assert answer.json()["error"]["code"] == "method-not-allowed"


def test_an_unchanged_answer_is_not_sent_again(client: TestClient) -> None:
    path = f"{API}contacts?limit=2"
    first = client.get(path)
    tag = first.headers["etag"]
    for header in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(path, headers={"If-None-Match": header})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": '"other"'}).content == first.content
    assert client.get(f"{API}contacts?limit=3").headers["etag"] != tag


def test_the_tag_changes_with_the_ledger(tmp_path: Path) -> None:
    tags = set()
    for name in ("a.db", "b.db"):
        with (
            Writer(tmp_path / name) as writer,
            TestClient(create_app(tmp_path / name), base_url="http://127.0.0.1") as reader,
        ):
            tags.add(reader.get(f"{API}rejected").headers["etag"])
            writer.add_rejection(Rejection("a", "b", "empty", ""))
            writer.flush()
            tags.add(reader.get(f"{API}rejected").headers["etag"])
            writer.replace_contacts([], [])
            tags.add(reader.get(f"{API}rejected").headers["etag"])
    assert len(tags) == 6


def test_head_has_the_headers_of_get(client: TestClient) -> None:
    path = f"{API}documents?limit=3"
    got, head = client.get(path), client.head(path)
    assert head.status_code == 200
    assert head.content == b""
    assert (head.headers["etag"], head.headers["content-length"]) == (got.headers["etag"], str(len(got.content)))


def test_the_description_names_every_path_and_the_page_needs_no_network(client: TestClient) -> None:
    api = json.loads(client.get(f"{API}openapi.json").content)
    assert api["openapi"].startswith("3.")
    page = client.get("/api").text
    for path, operations in api["paths"].items():
        assert set(operations) <= ({"get", "post", "delete"} if "/corrections" in path else {"get"})
        for method, operation in operations.items():
            assert f"{method.upper()} {path}" in page
            answers = [a["content"] for status, a in operation["responses"].items() if status[0] == "2"]
            assert all("schema" in content for answer in answers for content in answer.values())
    assert "https://" not in page
