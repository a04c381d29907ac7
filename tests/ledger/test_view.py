"""What readers find: filters, order, search, and what verification reports."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from communique.errors import InputError, LedgerError
from communique.ledger import Ledger, Writer, open_ledger
from communique.ledger.statements import CHUNK
from communique.records import Account, Contact, ContactReport, Mode, Participant, Period, Reading, Rejection, Status

from . import samples

LEE = Participant("person/lee", "Li Øster", None, "CHN")
NATO = Participant("org/nato", "NATO", None, "NATO")

# name: what differs from a call of Adler and Bonnet on 4 July 2016 about grain, and what the document says
AFFAIR: dict[str, tuple[dict[str, Any], str]] = {
    "call": ({}, "Anna Adler called Émile Bonnet on Monday. She said yes."),
    "earlier": (
        {"date": Period("2016-06-30", "2016-06-30", "stated"), "mode": Mode.LETTER},
        "A letter arrived. It said no.",
    ),
    "month": (
        {"date": Period("2016-07-01", "2016-07-31", "stated"), "status": Status.SCHEDULED},
        "In July they meet. So he said.",
    ),
    "undated": ({"date": None, "topics": ("Black Sea grain", "100% tariffs")}, "They met some day. He said maybe."),
    "three": (
        {"participants": (samples.ADLER, samples.BONNET, LEE), "mode": Mode.SUMMIT},
        "Three sat down. Li said so.",
    ),
    "alliance": ({"participants": (NATO, LEE), "topics": ()}, "NATO met the envoy. NATO said so."),
}


def affair() -> dict[str, tuple[Reading, Contact]]:
    made = {}
    for name, (differs, text) in AFFAIR.items():
        of = samples.document(text, path=f"{name}.txt")
        told = samples.report(of, **differs)
        made[name] = (Reading(of, (told, samples.account(of, told))), samples.contact((told,)))
    return made


def write_affair(path: Any) -> None:
    made = affair()
    samples.write(path, *(entry for entry, _ in made.values()))
    with Writer(path) as writer:
        writer.replace_contacts((contact for _, contact in made.values()), ())


@pytest.fixture
def ledger(place: Any) -> Iterator[Ledger]:
    """The affair, in either database."""
    write_affair(place)
    with open_ledger(place) as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Ledger]:
    """The affair in a file, for tests that tamper with it."""
    write_affair(tmp_path / "l.db")
    with open_ledger(tmp_path / "l.db") as opened:
        yield opened


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The affair, in either database, for tests that change nothing."""
    path: Any = tmp_path_factory.mktemp("view") / "l.db"
    if request.param == "postgresql":
        path = request.getfixturevalue("postgresql_server").new_schema()
    write_affair(path)
    with open_ledger(path) as opened:
        yield opened


DATED = ["earlier", "month", "call", "three", "alliance"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [*DATED, "undated"]),
        ({"since": "2016-07-04"}, ["month", "call", "three", "alliance"]),
        ({"since": "2016-07-05"}, ["month"]),
        ({"since": date(2016, 8, 1)}, []),
        ({"until": "2016-06-30"}, ["earlier"]),
        ({"until": "2016-06"}, ["earlier"]),
        ({"since": "2016", "until": "2016"}, DATED),
        ({"since": "2016-07", "until": "2016-07-03"}, ["month"]),
        ({"undated": True}, ["undated"]),
        ({"sides": "aut"}, ["earlier", "month", "call", "three", "undated"]),
        ({"sides": ["CHN", "fra "]}, ["three"]),
        ({"sides": ["CHN", "USA"]}, []),
        ({"sides": "nato"}, ["alliance"]),
        ({"person": "emile b"}, ["earlier", "month", "call", "three", "undated"]),
        ({"person": "ÉMILE"}, ["earlier", "month", "call", "three", "undated"]),
        ({"person": "oster"}, ["three", "alliance"]),
        ({"person": "%"}, []),
        ({"person": "_"}, []),
        ({"modes": ["letter", Mode.SUMMIT]}, ["earlier", "three"]),
        ({"modes": "Summit"}, ["three"]),
        ({"statuses": "scheduled"}, ["month"]),
        ({"topic": "GRAIN"}, ["earlier", "month", "call", "three", "undated"]),
        ({"topic": "black sea"}, ["undated"]),
        ({"topic": "100%"}, ["undated"]),
        ({"text": "letter"}, ["earlier"]),
        ({"text": '"sat down"'}, ["three"]),
        ({"text": "nothing of the kind"}, []),
        ({"text": "?"}, []),
        ({"sides": "AUT", "modes": "call", "since": "2016-07-04", "until": "2016-07-04", "text": "monday"}, ["call"]),
    ],
)
def test_filters(shared: Ledger, asked: dict[str, Any], expected: list[str]) -> None:
    made = {name: contact for name, (_, contact) in affair().items()}
    found = list(shared.contacts(**asked))
    assert sorted(found, key=lambda c: c.id) == sorted((made[name] for name in expected), key=lambda c: c.id)
    assert found == sorted(found, key=lambda c: (c.date is None, c.date.start if c.date else "", c.id))


@pytest.mark.parametrize(
    "asked",
    [
        {"since": "yesterday"},
        {"until": "2016-13"},
        {"until": "2016-02-30"},
        {"since": "2016-7-4"},
        {"since": "0000"},
        {"since": ""},
        {"modes": "telepathy"},
        {"statuses": ["held", "gone"]},
    ],
)
def test_a_question_that_makes_no_sense_is_refused_at_once(shared: Ledger, asked: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=r"2016-07-31|choose from"):
        shared.contacts(**asked)


def test_a_contact_by_its_id_or_the_beginning_of_it(ledger: Ledger) -> None:
    ids = sorted(contact.id for contact in ledger.contacts())
    assert ledger.contact(ids[0]).id == ids[0]
    unique = next(ids[0][:n] for n in range(1, 99) if not ids[1].startswith(ids[0][:n]))
    assert ledger.contact(f" {unique}").id == ids[0]
    with pytest.raises(LedgerError, match=f"several contacts begin with 'contact-': {', '.join(ids)}"):
        ledger.contact("contact-")
    for prefix in ("contact-zzz", "", "%", ids[0] + "0", "' OR 1=1"):
        with pytest.raises(LedgerError, match="has no contact"):
            ledger.contact(prefix)


def test_many_candidates_are_cut_short(place: Any) -> None:
    samples.write(place, *(samples.numbered(n) for n in range(20)))
    with open_ledger(place) as ledger, pytest.raises(LedgerError) as caught:
        ledger.document("doc")
    assert str(caught.value).count("document-") == 10
    assert str(caught.value).endswith(", ...")


def test_an_id_that_begins_another_is_itself(place: Any) -> None:
    told = samples.reading()
    (report,) = (claim for claim in told.claims if isinstance(claim, ContactReport))
    other = samples.numbered(1)
    (second,) = (claim for claim in other.claims if isinstance(claim, ContactReport))
    samples.write(place, told, other)
    with Writer(place) as writer:
        writer.replace_contacts([samples.contact((report,), id="c-1"), samples.contact((second,), id="c-10")], ())
    with open_ledger(place) as ledger:
        assert ledger.contact("c-1").reports == (report,)


def test_accounts_of_a_contact_and_of_a_document(ledger: Ledger) -> None:
    entry, contact = affair()["three"]
    (said,) = (claim for claim in entry.claims if isinstance(claim, Account))
    assert list(ledger.accounts(contact=contact.id)) == [said]
    assert list(ledger.accounts(document=entry.document.id)) == [said]
    other = affair()["call"][0].document
    assert list(ledger.accounts(contact=contact.id, document=other.id)) == []
    everything = list(ledger.accounts())
    assert len(everything) == 6
    assert everything == sorted(everything, key=lambda a: (a.document, a.content.start, a.id))
    with pytest.raises(LedgerError, match="has no contact 'x'"):
        ledger.accounts(contact="x")


def test_reports_of_a_contact_keep_their_order(place: Any) -> None:
    entries = [samples.numbered(n) for n in range(4)]
    reports = [claim for entry in entries for claim in entry.claims if isinstance(claim, ContactReport)]
    made = samples.contact((reports[2], reports[0], reports[3], reports[1]))
    samples.write(place, *entries)
    with Writer(place) as writer:
        writer.replace_contacts([made], ())
    with open_ledger(place) as ledger:
        assert list(ledger.contacts()) == [made]


def test_merge_input_joins_reports_with_their_documents_and_accounts(place: Any) -> None:
    entry = samples.reading(publisher="Gazette")
    told, said = entry.claims
    first = samples.account(entry.document, told, "They discussed grain")  # type: ignore[arg-type]
    copy = samples.numbered(1, publisher=None)
    samples.write(place, Reading(entry.document, (told, said, first)), copy)
    with Writer(place) as writer:
        writer.replace_lineage({copy.document.id: ("rewrite", entry.document.id)})
    with open_ledger(place) as ledger:
        found = {entry.report.id: entry for entry in ledger.merge_input()}
    assert list(found) == sorted(found)
    assert len(found) == 2
    one, two = found[told.id], found[copy.claims[0].id]
    assert (one.report, one.accounts, one.publisher) == (told, (first, said), "Gazette")
    assert (one.published, one.lineage, one.reprint_of) == (entry.document.published, "original", None)
    assert (two.publisher, two.lineage, two.reprint_of) == (None, "rewrite", entry.document.id)


@pytest.mark.parametrize("extra", [-1, 0, 1])
def test_what_fills_several_pages_comes_once_and_in_order(place: Any, extra: int) -> None:
    number = CHUNK + extra
    made = samples.write_with_contacts(place, *(samples.numbered(n) for n in range(number)))
    with open_ledger(place) as ledger:
        listings: list[Callable[[], Iterator[Any]]] = [
            ledger.documents, ledger.contacts, ledger.contacts_by_id, ledger.accounts,
            lambda: ledger.claims("contact"), lambda: (pair[0] for pair in ledger.accounts_with_contact()),
            lambda: (entry.report for entry in ledger.merge_input()),
        ]  # fmt: skip
        for listing in listings:
            ids = [item.id for item in listing()]
            assert len(ids) == len(set(ids)) == number
        assert [contact.id for contact in ledger.contacts_by_id()] == sorted(contact.id for contact in made)
        assert list(ledger.verify()) == []


def test_reading_is_lazy_and_sees_what_is_written_meanwhile(ledger: Ledger) -> None:
    items = ledger.documents()
    next(items)
    samples.write(ledger.path, samples.numbered(1))
    assert ledger.counts()["documents"] == 7


def test_counts(ledger: Ledger) -> None:
    with Writer(ledger.path) as writer:
        told, said = affair()["call"][0].claims
        writer.add_judgements([samples.judgement(told, said)])
    assert ledger.counts() == {
        "documents": 6, "contacts": 6, "reports": 6, "accounts": 6, "figures": 0, "events": 0,
        "divergences": 0, "judgements": 1, "rejected": 0,
    }  # fmt: skip


def test_claims_of_an_unknown_kind(ledger: Ledger) -> None:
    with pytest.raises(InputError, match=r"rumour: .* account, contact, event, figure"):
        ledger.claims("rumour")


def test_contacts_as_a_data_frame(ledger: Ledger) -> None:
    frame = ledger.to_pandas()
    contacts = list(ledger.contacts())
    assert list(frame["id"]) == [contact.id for contact in contacts]
    three = frame[frame["sides"] == "AUT; CHN; FRA"].iloc[0]
    assert three["participants"] == "Anna Adler (Foreign Minister, AUT); Émile Bonnet (President, FRA); Li Øster (CHN)"
    assert (three["date_start"], three["mode"], three["reports"]) == ("2016-07-04", "summit", 1)


def test_an_empty_ledger_has_a_data_frame_with_columns(tmp_path: Path) -> None:
    Writer(tmp_path / "l.db").close()
    with open_ledger(tmp_path / "l.db") as ledger:
        assert "mode" in ledger.to_pandas().columns
        assert list(ledger.verify()) == []


def test_without_pandas_the_error_says_how_to_get_it(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"pip install 'communique\[pandas\]'"):
        ledger.to_pandas()


DAMAGES = [
    (
        "UPDATE documents SET text = replace(text, 'Monday', 'Friday') WHERE path = 'call.txt'",
        {"text-changed", "quote"},
    ),
    ("UPDATE documents SET text = text || ' And so on.' WHERE path = 'call.txt'", {"text-changed"}),
    ("UPDATE claims SET value = replace(value, '\"start\":0', '\"start\":1') WHERE kind = 'contact'", {"quote"}),
    ("UPDATE claims SET value = '{' WHERE kind = 'account'", {"unreadable"}),
    ("UPDATE claims SET value = '[]' WHERE kind = 'account'", {"unreadable"}),
    ("UPDATE claims SET kind = 'rumour' WHERE kind = 'account'", {"unreadable"}),
    ("UPDATE claims SET value = json_set(value, '$.spans', json('[]')) WHERE kind = 'contact'", {"no-span"}),
    ("DELETE FROM documents WHERE path = 'call.txt'", {"no-document"}),
    ("UPDATE documents SET debris = '[7]' WHERE path = 'call.txt'", {"unreadable"}),
]


@pytest.mark.parametrize(("damage", "reasons"), DAMAGES)
def test_verify_finds_what_was_tampered_with(file: Ledger, damage: str, reasons: set[str]) -> None:
    with closing(sqlite3.connect(str(file.path))) as connection, connection:
        connection.execute(damage)
    assert {broken.reason for broken in file.verify()} == reasons


def test_verify_names_the_span(file: Ledger) -> None:
    entry, _ = affair()["call"]
    with closing(sqlite3.connect(str(file.path))) as connection, connection:
        connection.execute("UPDATE documents SET text = replace(text, 'yes', 'no!') WHERE path = 'call.txt'")
    (broken,) = (fault for fault in file.verify() if fault.reason == "quote")
    said = entry.claims[1]
    assert (broken.claim, broken.document, broken.extractor) == (said.id, entry.document.id, "accounts/1")
    assert broken.span is not None
    assert broken.span.quote == "She said yes"


def test_a_claim_that_cannot_be_read_is_named(file: Ledger) -> None:
    with closing(sqlite3.connect(str(file.path))) as connection, connection:
        connection.execute("UPDATE claims SET value = '{}' WHERE kind = 'account'")
    with pytest.raises(LedgerError, match=r"claim account-.* cannot be read .* communique verify"):
        list(file.accounts())


def test_a_contact_may_lose_a_report_until_it_is_derived_again(ledger: Ledger) -> None:
    entry, contact = affair()["call"]
    samples.write(ledger.path, replace(entry, claims=()))
    assert ledger.contact(contact.id) == replace(contact, reports=())


def test_accounts_on_no_contact_are_counted(place: str | Path) -> None:
    told, of = samples.reading(), samples.document("He spoke. She denied it.")
    samples.write_with_contacts(place, told, Reading(of, (samples.account(of, None),)))
    with open_ledger(place) as ledger:
        assert (ledger.counts()["accounts"], ledger.loose_accounts()) == (2, 1)


def test_rejections_of_many_items_are_replaced_for_the_files_that_were_read(place: str | Path) -> None:
    with Writer(place) as writer:
        writer.add_rejection(Rejection("a", "line 1", "not-json", "x"))
        writer.replace_file_rejections([Rejection(p, "", "screened", "2") for p in "ab"], "ab", ["screened"])
        writer.replace_file_rejections([Rejection("b", "", "screened", "1")], "b", ["screened"])
    with open_ledger(place) as ledger:
        assert [(r.path, r.reason, r.detail) for r in ledger.rejections()] == [
            ("a", "screened", "2"), ("a", "not-json", "x"), ("b", "screened", "1"),
        ]  # fmt: skip
    with Writer(place) as writer:
        writer.replace_file_rejections([], "ab", ["screened"])
    with open_ledger(place) as ledger:
        assert [r.reason for r in ledger.rejections()] == ["not-json"]
