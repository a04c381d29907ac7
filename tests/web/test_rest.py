"""REST gives the objects of the export, every one exactly once, and refuses what it does not know."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from communique.ledger import open_ledger
from conftest import exported

API = "/api/v1/"
LISTS = {
    "contact": "contacts", "document": "documents", "account": "accounts", "event": "events", "figure": "figures",
    "divergence": "divergences",
}  # fmt: skip


@pytest.fixture(scope="session")
def lines(dossiers: Path) -> dict[str, dict[str, Any]]:
    """The objects of the export, by id, less the divergences that it tells again for copies."""
    with open_ledger(dossiers) as view:
        held = {divergence.id for divergence in view.divergences()}
    entries = map(json.loads, exported(dossiers))
    return {e["id"]: e for e in entries if e["type"] != "divergence" or e["id"] in held}


def pages(client: TestClient, path: str, limit: int = 500) -> list[list[dict[str, Any]]]:
    """Return the objects of a list, page by page, to its end."""
    found: list[list[dict[str, Any]]] = []
    cursor = ""
    while True:
        joined = f"{path}{'&' if '?' in path else '?'}limit={limit}{cursor}"
        body = client.get(API + joined).json()
        found.append(body["items"])
        if body["next"] is None:
            return found
        cursor = f"&cursor={body['next']}"


def everything(client: TestClient, path: str, limit: int = 500) -> list[dict[str, Any]]:
    return [entry for page in pages(client, path, limit) for entry in page]


@pytest.mark.parametrize(("kind", "path"), LISTS.items())
@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_lists_hold_the_objects_of_the_export_once(
    client: TestClient, lines: dict[str, dict[str, Any]], kind: str, path: str, order: str
) -> None:
    found = pages(client, f"{path}?order={order}", limit=7)
    entries = [entry for page in found for entry in page]
    assert all(len(page) == 7 for page in found[:-1])
    assert len(entries) == len({entry["id"] for entry in entries})
    assert {entry["id"]: entry for entry in entries} == {i: e for i, e in lines.items() if e["type"] == kind}


@pytest.mark.parametrize(("kind", "path"), LISTS.items())
def test_an_object_is_that_of_the_export(
    client: TestClient, lines: dict[str, dict[str, Any]], kind: str, path: str
) -> None:
    for id_ in [i for i, e in lines.items() if e["type"] == kind][:20]:
        entry = client.get(f"{API}{path}/{id_}").json()
        assert {name: entry[name] for name in lines[id_]} == lines[id_]


def test_contacts_are_sorted_by_day_and_the_undated_come_last(client: TestClient) -> None:
    for order, sign in (("newest", -1), ("oldest", 1)):
        days = [c["date"] and c["date"]["start"] for c in everything(client, f"contacts?order={order}", 9)]
        dated = [day for day in days if day]
        assert days == dated + [None] * (len(days) - len(dated))
        assert dated == sorted(dated)[::sign]
        assert len(dated) < len(days)


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("side=RUS", lambda c: "RUS" in {p["country"] for p in c["participants"]}),
        ("side=RUS&side=USA", lambda c: {"RUS", "USA"} <= {p["country"] for p in c["participants"]}),
        ("mode=call&mode=video", lambda c: c["mode"] in {"call", "video"}),
        ("status=scheduled", lambda c: c["status"] == "scheduled"),
        ("person=erdogan", lambda c: any("Erdoğan" in p["name"] for p in c["participants"])),
        (
            f"actor={quote('person:Vladimir Putin')}",
            lambda c: any(p["actor"] == "person:Vladimir Putin" for p in c["participants"]),
        ),
        ("topic=negotiation", lambda c: any("negotiation" in t for t in c["topics"])),
        ("undated=true", lambda c: c["date"] is None),
        ("since=2022", lambda c: c["date"] is not None and c["date"]["end"] >= "2022-01-01"),
        ("until=2021-12", lambda c: c["date"] is not None and c["date"]["start"] <= "2021-12-31"),
        (
            "since=2022-02-01&until=2022-03-31&side=RUS&mode=call",
            lambda c: (
                c["date"] is not None
                and c["date"]["end"] >= "2022-02-01"
                and c["date"]["start"] <= "2022-03-31"
                and c["mode"] == "call"
                and "RUS" in {p["country"] for p in c["participants"]}
            ),
        ),
    ],
)
def test_filters_give_what_holds_and_nothing_else(
    client: TestClient, lines: dict[str, dict[str, Any]], query: str, holds: Any
) -> None:
    wanted = {i for i, e in lines.items() if e["type"] == "contact" and holds(e)}
    assert wanted
    assert {c["id"] for c in everything(client, f"contacts?{query}", 5)} == wanted


def test_contacts_of_a_text_are_reported_by_documents_that_hold_it(
    client: TestClient, lines: dict[str, dict[str, Any]]
) -> None:
    documents = {d["id"] for d in everything(client, "documents?text=ransomware")}
    assert documents
    assert documents == {h["document"] for h in client.get(f"{API}search?q=ransomware&limit=100").json()["items"]}
    told = {c["id"] for c in everything(client, "contacts?text=ransomware")}
    reported = {
        i for i, e in lines.items() if e["type"] == "contact" and documents & {r["document"] for r in e["reports"]}
    }
    assert told == reported


@pytest.mark.parametrize(
    ("path", "holds"),
    [
        ("accounts?side=RUS", lambda e: e["type"] == "account" and e["side"] == "RUS"),
        ("events?code=CONSULT", lambda e: e["type"] == "event" and e["code"] == "CONSULT"),
        (
            "events?side=USA",
            lambda e: e["type"] == "event" and e["actor"] is not None and e["actor"]["country"] == "USA",
        ),
        ("figures?unit=hours", lambda e: e["type"] == "figure" and e["unit"] == "hours"),
        (
            "divergences?kind=contradiction&side=RUS",
            lambda e: (
                e["type"] == "divergence" and e["kind"] == "contradiction" and "RUS" in {e["side_a"], e["side_b"]}
            ),
        ),
        (
            "divergences?about=other-matters",
            lambda e: e["type"] == "divergence" and e["contact"] is None,
        ),
        (
            "divergences?about=contacts&kind=omission",
            lambda e: e["type"] == "divergence" and e["contact"] is not None and e["kind"] == "omission",
        ),
        ("documents?lineage=reprint", lambda e: e["type"] == "document" and e["lineage"] == "reprint"),
        ("documents?publisher=Kremlin", lambda e: e["type"] == "document" and e["publisher"] == "Kremlin"),
    ],
)
def test_other_lists_are_filtered(client: TestClient, lines: dict[str, dict[str, Any]], path: str, holds: Any) -> None:
    wanted = {i for i, e in lines.items() if holds(e)}
    assert wanted
    assert {e["id"] for e in everything(client, path, 3)} == wanted


def test_a_contact_brings_its_accounts_and_divergences(client: TestClient, lines: dict[str, dict[str, Any]]) -> None:
    divergences = [e for e in lines.values() if e["type"] == "divergence" and e["contact"]]
    parted = next(e for e in divergences if e["kind"] == "contradiction")
    contact = client.get(f"{API}contacts/{parted['contact']}").json()
    assert parted in contact["divergences"]
    of_contact = [e for e in lines.values() if e["type"] == "account" and e["contact"] == contact["id"]]
    assert sorted(contact["accounts"], key=lambda a: a["id"]) == sorted(of_contact, key=lambda a: a["id"])
    listed = everything(client, f"accounts?contact={contact['id']}")
    assert {a["id"] for a in listed} == {a["id"] for a in of_contact}


def test_a_document_brings_its_text_and_every_span_stands_in_it(
    client: TestClient, lines: dict[str, dict[str, Any]]
) -> None:
    account = next(e for e in lines.values() if e["type"] == "account")
    document = client.get(f"{API}documents/{account['document']}").json()
    assert document["text"][account["start"] : account["end"]] == account["content"]
    assert all(0 <= d["start"] < d["end"] <= len(document["text"]) for d in document["debris"])


def test_timeline_counts_the_contacts_that_the_list_has(client: TestClient) -> None:
    listed = everything(client, "contacts?side=RUS")
    for unit in ("year", "month"):
        items = client.get(f"{API}timeline?side=RUS&unit={unit}").json()["items"]
        assert sum(i["contacts"] for i in items) == len(listed)
        calls = sum(i["contacts"] for i in items if i["mode"] == "call")
        assert calls == sum(c["mode"] == "call" for c in listed)
    days = client.get(f"{API}timeline?unit=day&since=2022-03&until=2022-03").json()["items"]
    assert days
    assert {i["start"][:7] for i in days} == {"2022-03"}
    assert client.get(f"{API}timeline?unit=day").json()["error"]["field"] == "unit"


def test_actors_and_their_networks_count_contacts(client: TestClient) -> None:
    actors = everything(client, "actors", 10)
    counts = [a["contacts"] for a in actors]
    assert counts == sorted(counts, reverse=True)
    for actor in (next(a for a in actors if a["kind"] == kind) for kind in ("side", "person")):
        name = "side" if actor["kind"] == "side" else "actor"
        assert len(everything(client, f"contacts?{name}={quote(actor['id'])}")) == actor["contacts"]
        full = client.get(f"{API}actors/{quote(actor['id'])}").json()
        assert full["counterparts"]
        assert {n: full[n] for n in actor} == actor
    network = client.get(f"{API}network?nodes=5").json()
    ids = {n["id"] for n in network["nodes"]}
    assert len(ids) == 5
    for edge in network["edges"]:
        assert {edge["a"], edge["b"]} <= ids
        assert len(everything(client, f"contacts?side={edge['a']}&side={edge['b']}")) == edge["contacts"]


def test_a_persons_offices_have_dates(client: TestClient) -> None:
    offices = client.get(f"{API}actors/person:Joe Biden").json()["offices"]
    assert {"title", "country", "start", "end", "acting"} == set(offices[0])
    assert [o["start"] or "" for o in offices] == sorted(o["start"] or "" for o in offices)


def test_sources_count_every_document_once(client: TestClient) -> None:
    publishers = everything(client, "sources", 4)
    assert len({p["name"] for p in publishers}) == len(publishers)
    documents = everything(client, "documents")
    assert sum(p["documents"] for p in publishers) == len(documents)
    assert sum(p["originals"] for p in publishers) == sum(d["lineage"] == "original" for d in documents)


def test_the_calendar_holds_scheduled_contacts_from_a_day_on(client: TestClient) -> None:
    scheduled = everything(client, "contacts?status=scheduled&since=2000&order=oldest")
    assert scheduled
    assert everything(client, "calendar?since=2000", 2) == scheduled


def test_what_could_not_be_read_is_listed(tmp_path: Path) -> None:
    import communique  # noqa: PLC0415
    from communique.web import create_app  # noqa: PLC0415

    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("")
    communique.build([tmp_path], tmp_path / "l.db")
    with TestClient(create_app(tmp_path / "l.db"), base_url="http://127.0.0.1") as reader:
        items = everything(reader, "rejected", 2)
        assert sorted(Path(i["path"]).name for i in items) == [f"{n}.txt" for n in range(5)]
        assert everything(reader, f"rejected?reason={items[0]['reason']}") == items
        assert everything(reader, "rejected?reason=other") == []
