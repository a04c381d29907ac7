"""Contacts told beside another: whether a further word goes on about it or tells of one more."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Publication


def reports(text: str) -> tuple[ContactReport, ...]:
    published = Publication("2022-01-22", "metadata")
    return contact_reports(annotate(Document("doc-1", text, None, "a.txt", None, None, published, None, "en")))


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("Blinken met Lavrov in Geneva on Friday. Blinken and Lavrov also spoke about Iran.", ["meeting"]),
        ("Biden called Putin on Friday. Biden and Putin also spoke about Iran.", ["call"]),
        (
            "Blinken met Lavrov in Geneva on Friday. Blinken and Lavrov had spoken by telephone on Tuesday.",
            ["meeting", "call"],
        ),
        (
            "Biden and Vladimir Putin talked by telephone on Dec. 30 and held a video call earlier that month.",
            ["call", "video"],
        ),
    ],
)
def test_a_word_for_speaking_after_a_contact(text: str, modes: list[str]) -> None:
    assert [r.mode.value for r in reports(text)] == modes


def test_the_parties_of_a_call_are_those_it_is_between() -> None:
    first, call = reports(
        "Jake Sullivan met Yang Jiechi in Zurich today. The meeting followed the January 9 phone call between "
        "President Biden and President Xi, in which the leaders discussed Taiwan."
    )
    assert [p.name for p in first.participants] == ["Jake Sullivan", "Yang Jiechi"]
    assert {p.name for p in call.participants} == {"Joe Biden", "Xi Jinping"}


@pytest.mark.parametrize(
    ("text", "guest"),
    [
        ("Emmanuel Macron invited Vladimir Putin to a state visit.", "Vladimir Putin"),
        ("Boris Johnson invited Joe Biden to make a second state visit.", "Joe Biden"),
        ("It invited Olaf Scholz to an official visit.", "Olaf Scholz"),
    ],
)
def test_an_invitation_to_a_visit_needs_no_place(text: str, guest: str) -> None:
    (visit,) = reports(text)
    assert (visit.mode.value, visit.status.value) == ("visit", "proposed")
    assert [p.name for p in visit.participants] == [guest]


@pytest.mark.parametrize(
    "text",
    [
        "Xi Jinping and Joe Biden met in Bali on Monday. The two presidents agreed to begin negotiations on trade.",
        "Joe Biden said that he and China's Xi Jinping had agreed to restart talks on trade.",
    ],
)
def test_talks_that_two_agree_to_begin_are_of_their_delegations(text: str) -> None:
    talks = reports(text)[-1]
    assert (talks.mode.value, talks.status.value, talks.date) == ("talks", "scheduled", None)
    assert sorted(p.name for p in talks.participants) == ["Chinese delegation", "US delegation"]
