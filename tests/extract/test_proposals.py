"""Contacts that no contact word tells, as the shipped classifier reads them."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.contact_model import contact_model
from communique.extract.contacts.pairings import MOST, marked_sentence, pairings
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Publication


def document(text: str) -> Document:
    return Document("doc-1", text, None, "a.txt", None, None, Publication("2016-09-11", "metadata"), None, "en")


def reports(text: str) -> tuple[ContactReport, ...]:
    return contact_reports(annotate(document(text)))


@pytest.mark.parametrize(
    ("text", "sides", "mode"),
    [
        ("Kerry and Lavrov argued over the plan for four hours in Geneva on Friday.", {"RUS", "USA"}, "meeting"),
        ("Barack Obama had Angela Merkel on the line on Thursday night.", {"DEU", "USA"}, "call"),
        ("Philip Hammond spent most of Thursday in the company of Javad Zarif in Vienna.", {"GBR", "IRN"}, "meeting"),
    ],
)  # fmt: skip
def test_a_contact_without_a_contact_word(text: str, sides: set[str], mode: str) -> None:
    found = reports(text)
    assert [({p.country for p in r.participants}, r.mode.value) for r in found] == [(sides, mode)]


def test_the_only_day_of_the_sentence_is_that_of_the_contact() -> None:
    (report,) = reports("Barack Obama had Angela Merkel on the line on Thursday night.")
    assert report.date is not None
    assert report.date.start == report.date.end == "2016-09-08"


def test_who_stands_beside_one_of_the_two_takes_part() -> None:
    (report,) = reports("Angela Merkel and François Hollande had Vladimir Putin on the line on Thursday night.")
    assert [p.country for p in report.participants] == ["DEU", "FRA", "RUS"]


@pytest.mark.parametrize(
    "text",
    [
        "Barack Obama criticised Vladimir Putin over the bombing of Aleppo on Friday.",
        "Theresa May is more popular than Angela Merkel, a poll found on Friday.",
        "Russia and the United States have long disagreed about missile defence, analysts say.",
        "Donald Trump praised Vladimir Putin as a strong leader at a rally in Ohio.",
    ],
)
def test_what_two_sides_think_or_do_is_no_contact(text: str) -> None:
    assert reports(text) == ()


def test_pairings_are_of_two_sides_and_each_once() -> None:
    text = "Obama, Kerry, Putin, Lavrov, Merkel, Hollande, Erdogan and Cameron are named by Obama and Putin."
    annotated = annotate(document(text))
    found = pairings(annotated, annotated.sentences[0])
    names = [frozenset(a.name for a in p.actors) for p in found]
    assert len(found) == MOST
    assert len(set(names)) == len(names)
    assert all(len({a.country for a in p.actors}) == 2 for p in found)


def test_both_are_marked() -> None:
    annotated = annotate(document("Kerry saw Lavrov."))
    sentence = annotated.sentences[0]
    (pairing,) = pairings(annotated, sentence)
    assert marked_sentence(annotated, sentence, pairing) == "<s>Kerry</s> saw <t>Lavrov</t>."


def test_the_modes_share_what_is_not_none() -> None:
    label, score = contact_model().contact("<s>Kerry</s> was closeted with <t>Lavrov</t> all afternoon.")
    assert label in contact_model().labels
    assert label != "none"
    assert 0.0 <= score <= 1.0


@pytest.mark.parametrize(
    "text",
    [
        "Donald Trump saw Vladimir Putin on television on Monday.",
        "If Donald Trump met Vladimir Putin he would be cheered in Moscow.",
        "The US president spoke of Russia in his address on Monday.",
    ],
)
def test_what_the_rules_know_for_another_sense_is_not_proposed(text: str) -> None:
    published = Publication("2025-11-05", "metadata")
    assert not contact_reports(annotate(Document("doc-1", text, None, "a.txt", None, None, published, None, "en")))
