"""Contacts in readouts and press releases: the office that speaks of its own, what it announces, what it awaits."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Mode, Publication, Status


def read(text: str, day: str = "2022-11-15", publisher: str | None = None) -> tuple[ContactReport, ...]:
    """Return the contacts of a text that an office published on a day."""
    published = Publication(day, "metadata")
    return contact_reports(annotate(Document("doc-1", text, None, "a.txt", None, publisher, published, None, "en")))


def test_the_secretary_general_of_an_organisation_that_has_one_is_its_own() -> None:
    text = "The Secretary-General met today with Luis Arce, President of Bolivia."
    (report,) = read(text, publisher="United Nations")
    assert report.sides == ("BOL", "UNO")


def test_the_secretary_general_in_a_text_of_a_state_is_anothers() -> None:
    text = "Deputy Secretary of State Wendy Sherman met today with Stefano Sannino. The Secretary General spoke."
    assert all("Guterres" not in p.name for r in read(text, publisher="White House") for p in r.participants)


@pytest.mark.parametrize(
    "text",
    [
        "Putin to meet with Xi in Samarkand",
        "Federal Chancellor Scholz to receive the Prime Minister of Portugal, António Costa",
    ],
)
def test_what_a_headline_has_in_the_infinitive_lies_ahead(text: str) -> None:
    assert [r.status for r in read(text + "\n\nMore is to follow.", "2022-09-13")] == [Status.SCHEDULED]


def test_who_is_the_first_to_call_has_called() -> None:
    (report,) = read("David Cameron rang Hassan Rouhani, the first British premier to speak to an Iranian president.")
    assert report.status is Status.HELD


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kamala Harris looks forward to meeting with Fumio Kishida in Bangkok.", Status.SCHEDULED),
        ("Kamala Harris is looking forward to welcoming Fumio Kishida again.", Status.PROPOSED),
        ("Kamala Harris and Fumio Kishida looked forward to their meeting in Bangkok.", Status.SCHEDULED),
    ],
)
def test_what_one_looks_forward_to_has_not_taken_place(text: str, status: Status) -> None:
    assert [r.status for r in read(text)] == [status]


def test_a_month_on_which_two_agree_is_the_coming_one() -> None:
    text = "Emmanuel Macron and Mohamed Bazoum agreed on a meeting in Paris at the beginning of July."
    (report,) = read(text, "2021-05-28")
    assert report.date is not None
    assert report.date.start == "2021-07-01"


def test_conversations_with_the_ministers_of_several_states_are_one_with_each() -> None:
    text = "Shah Mahmood Qureshi held telephone conversations with the foreign ministers of Turkey, Denmark and Norway."
    found = [(r.mode, r.sides) for r in read(text, "2021-08-16")]
    assert found == [(Mode.CALL, tuple(sorted(("PAK", s)))) for s in ("TUR", "DNK", "NOR")]


def test_a_deputy_minister_of_defence_is_named_by_the_words_behind_the_title() -> None:
    text = "Kathleen Hicks hosted Lithuanian Vice Minister of National Defence Margiris Abukevičius at the Pentagon."
    (report,) = read(text, "2023-03-01")
    assert {p.name for p in report.participants} == {"Kathleen Hicks", "Margiris Abukevičius"}
