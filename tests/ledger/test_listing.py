"""Lists by the page and counts by the database, against the same read record by record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from communique.ledger import Ledger, open_ledger, overview
from communique.ledger.listing import Place
from communique.records import Contact, Status


@pytest.fixture(scope="module")
def ledger(dossiers: Path) -> Iterator[Ledger]:
    with open_ledger(dossiers) as view:
        yield view


FILTERS: list[dict[str, Any]] = [
    {},
    {"since": "2022", "until": "2022"},
    {"sides": ("RUS", "USA")},
    {"person": "Erdogan"},
    {"undated": True},
    {"modes": ("letter",), "statuses": ("held",)},
    {"text": "telephone"},
    {"text": "no such words as these"},
]


def pages(ledger: Ledger, size: int, filters: dict[str, Any]) -> list[list[Contact]]:
    found: list[list[Contact]] = []
    before: Place | None = None
    while page := ledger.last_contacts(size, before, **filters):
        found.append(page)
        before = (page[-1].date.start if page[-1].date else None, page[-1].id)
    return found


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_pages_hold_every_contact_once_the_latest_first(ledger: Ledger, filters: dict[str, Any]) -> None:
    expected = list(ledger.contacts(**filters))
    found = pages(ledger, 7, filters)
    assert all(len(page) == 7 for page in found[:-1])
    listed = [contact for page in found for contact in page]
    assert sorted(listed, key=lambda c: c.id) == sorted(expected, key=lambda c: c.id)
    days = [c.date.start if c.date else "" for c in listed]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize("length", [4, 7, 10])
def test_the_spread_counts_what_the_list_holds(ledger: Ledger, filters: dict[str, Any], length: int) -> None:
    begins = f"{filters['since']}-01-01" if "since" in filters else ""
    counted = Counter(
        (max(c.date.start, begins)[:length] if c.date else None, c.mode, c.status) for c in ledger.contacts(**filters)
    )
    assert {(s.start, s.mode, s.status): s.count for s in ledger.spread(length, **filters)} == counted


def test_pairs_are_counted_once_a_contact(ledger: Ledger) -> None:
    contacts = list(ledger.contacts(since="2022"))
    counted = Counter(pair for c in contacts for pair in combinations(c.sides, 2))
    nodes, pairs = ledger.pairs(since="2022")
    assert {(p.a, p.b): p.contacts for p in pairs} == counted
    assert {n.actor: n.contacts for n in nodes} == Counter(side for c in contacts for side in c.sides)
    assert [p.contacts for p in pairs] == sorted(counted.values(), reverse=True)


def test_persons_are_paired_among_the_busiest_only(ledger: Ledger) -> None:
    nodes, pairs = ledger.pairs(persons=True, nodes=5)
    assert len(nodes) == 5
    assert all(n.actor.startswith("person:") for n in nodes)
    met = Counter(
        pair
        for c in ledger.contacts()
        for pair in combinations(sorted({p.actor for p in c.participants} & {n.actor for n in nodes}), 2)
    )
    assert {(p.a, p.b): p.contacts for p in pairs} == met


def test_counterparts_are_whom_an_actor_met(ledger: Ledger) -> None:
    actor = "person:Vladimir Putin"
    met = Counter(
        p
        for c in ledger.contacts()
        if actor in {p.actor for p in c.participants}
        for p in {p.actor for p in c.participants} - {actor}
    )
    found = ledger.counterparts(actor, limit=100)
    assert {c.actor: c.contacts for c in found} == met
    assert [c.contacts for c in ledger.counterparts(actor, limit=3)] == sorted(met.values(), reverse=True)[:3]


def test_before_and_after_are_the_nearest_of_the_same_sides(ledger: Ledger) -> None:
    same = [c for c in ledger.contacts(sides=("RUS", "USA")) if c.sides == ("RUS", "USA") and c.date]
    earlier, later = ledger.around(same[2], limit=2)
    assert earlier == [same[1], same[0]]
    assert later == same[3:5]


def test_what_is_ahead_begins_after_the_day(ledger: Ledger) -> None:
    found = ledger.first_contacts(50, began_after="2022-02-24", statuses=("scheduled",))
    expected = [c for c in ledger.contacts() if c.status is Status.SCHEDULED and c.date and c.date.start > "2022-02-24"]
    assert found == expected
    assert found


def test_divergences_by_the_page(ledger: Ledger) -> None:
    everything = {d.id: d for d in ledger.divergences() if d.contact is not None}
    found, before = [], None
    while page := ledger.divergence_page(4, before):
        found += page
        contact, last = page[-1]
        before = (contact.date.start if contact.date else None, last.id)
    assert {d.id: d for _, d in found} == everything
    assert len(found) == len(everything)
    assert all(contact.id == divergence.contact for contact, divergence in found)
    silent = ledger.divergence_page(100, kind="omission", sides=("RUS",))
    assert {d.id for _, d in silent} == {
        i for i, d in everything.items() if d.kind == "omission" and "RUS" in {d.side_a, d.side_b}
    }
    counts = ledger.divergence_counts(sorted({d.contact for d in everything.values() if d.contact}))
    assert counts == Counter(d.contact for d in everything.values())


def test_documents_are_counted_by_publisher_and_copies_by_original(ledger: Ledger) -> None:
    documents = list(ledger.documents())
    publishers = ledger.publishers()
    assert {p.name: p.documents for p in publishers} == Counter(d.publisher for d in documents)
    assert sum(p.reprints for p in publishers) == sum(d.lineage == "reprint" for d in documents)
    copied = ledger.most_copied()
    assert {c.document: c.reprints + c.rewrites for c in copied} == Counter(
        d.reprint_of for d in documents if d.reprint_of
    )
    assert [d.reprint_of for d in ledger.copies(copied[0].document)] == [copied[0].document] * copied[0].reprints
    assert ledger.latest_publication() == max(d.published.date for d in documents if d.published.date)


def test_claims_of_a_document_lead_to_their_contacts(ledger: Ledger) -> None:
    contact = next(iter(ledger.contacts(sides=("RUS", "USA"))))
    report = contact.reports[0]
    claims = ledger.claims_of_document(report.document)
    assert report in claims
    assert {c.document for c in claims} == {report.document}
    assert ledger.contacts_of_claims([c.id for c in claims])[report.id] == contact.id
    assert ledger.claims_in([report.document], "account") == list(ledger.accounts(document=report.document))


def test_a_search_goes_on_where_its_page_ended_and_keeps_to_its_filters(ledger: Ledger) -> None:
    everything = ledger.search("president", limit=100)
    assert ledger.search_page("president", 5) + ledger.search_page("president", 100, 5) == everything
    published = {d.id: d for d in ledger.documents()}
    expected = {
        h.document
        for h in everything
        if published[h.document].publisher == "Kremlin" and (published[h.document].published.date or "") >= "2022"
    }
    found = ledger.search_page("president", 100, publisher="kremlin", since="2022")
    assert {h.document for h in found} == expected
    assert expected


def test_contacts_are_found_by_actors_and_by_documents(ledger: Ledger) -> None:
    both = {"person:Vladimir Putin", "person:Joe Biden"}
    found = ledger.last_contacts(100, actors=both)
    assert {c.id for c in found} == {c.id for c in ledger.contacts() if both <= {p.actor for p in c.participants}}
    document = found[0].reports[0].document
    told = ledger.contacts_in([document])
    assert set(told) == {document}
    assert {c.id for c in told[document]} == {
        c.id for c in ledger.contacts() if document in {r.document for r in c.reports}
    }


def test_accounts_are_found_by_id(ledger: Ledger) -> None:
    wanted = {d.account_a for d in ledger.divergences()}
    assert set(ledger.accounts_by_id(wanted)) == wanted


def test_common_words_find_the_same_contacts(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = [
        {"text": "the"}, {"text": "ransomware"}, {"topic": "e"}, {"topic": "negotiation", "text": "the"},
        {"text": "the", "sides": ["RUS"]}, {"topic": "e", "since": "2022", "modes": "call"},
    ]  # fmt: skip
    looked_up = [(ledger.last_contacts(500, **a), ledger.spread(4, **a)) for a in asked]
    assert all(contacts for contacts, _ in looked_up)
    monkeypatch.setattr(overview, "_COMMON", 0)
    assert [(ledger.last_contacts(500, **a), ledger.spread(4, **a)) for a in asked] == looked_up
