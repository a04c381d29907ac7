"""One verb for two contacts, and whom "the two leaders" means among several couples."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Publication


def reports(text: str, day: str = "2025-11-05") -> tuple[ContactReport, ...]:
    """Return the contacts of a text published on a day."""
    published = Publication(day, "metadata")
    return contact_reports(annotate(Document("doc-1", text, None, "a.txt", None, None, published, None, "en")))


def days(text: str) -> list[tuple[str | None, str | None]]:
    """Return first day and place of each contact of a text, in order of the day."""
    found = [(r.date.start if r.date is not None else None, r.place) for r in reports(text)]
    return sorted(found, key=lambda f: (f[0] or "", f[1] or ""))


def couples(text: str) -> list[frozenset[str]]:
    """Return the surnames of the parties of each contact of a text."""
    return [frozenset(p.name.rsplit(" ", 1)[-1] for p in r.participants) for r in reports(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Sergey Lavrov met Hakan Fidan in Antalya on 3 October and in Moscow on 9 October.",
        "Sergey Lavrov sat down with Hakan Fidan in Antalya on 3 October and again in Moscow on 9 October.",
        "Sergey Lavrov held talks with Hakan Fidan in Antalya on 3 October, then in Moscow on 9 October.",
        "Sergey Lavrov conferred with Hakan Fidan in Antalya on 3 October and once more in Moscow on 9 October.",
    ],
)
def test_another_place_and_day_is_another_contact(text: str) -> None:
    assert days(text) == [("2025-10-03", "Antalya"), ("2025-10-09", "Moscow")]


def test_a_second_time_without_a_place_is_in_the_same_one() -> None:
    text = "Sergey Lavrov received Hakan Fidan in Moscow on 3 October, then again on 9 October."
    assert days(text) == [("2025-10-03", "Moscow"), ("2025-10-09", "Moscow")]


def test_a_day_of_something_else_is_no_further_contact() -> None:
    text = "Sergey Lavrov met Hakan Fidan in Antalya on 3 October and will speak in Moscow on 9 October."
    assert [d for d, _ in days(text)] == ["2025-10-03"]


@pytest.mark.parametrize(
    "text",
    [
        "Angela Merkel held talks with Recep Tayyip Erdogan and, before that, with Ahmet Davutoglu.",
        "Angela Merkel met with Recep Tayyip Erdogan, and earlier that day with Ahmet Davutoglu.",
        "Angela Merkel spent three hours with Recep Tayyip Erdogan and two more with Ahmet Davutoglu.",
        "Angela Merkel met with Recep Tayyip Erdogan and afterwards with Ahmet Davutoglu.",
    ],
)
def test_a_second_with_at_another_hour_is_another_contact(text: str) -> None:
    found = couples(text)
    assert frozenset({"Merkel", "Erdoğan"}) in found
    assert frozenset({"Merkel", "Davutoğlu"}) in found


def test_two_of_one_side_met_together_stay_one_contact() -> None:
    found = couples("Angela Merkel met with Recep Tayyip Erdogan and with Ahmet Davutoglu's successor on Monday.")
    assert len(found) == 1


def test_leaders_are_not_the_ministers_named_last() -> None:
    text = (
        "President Vladimir Putin met President Xi Jinping in Moscow on Monday. "
        "Sergey Lavrov and Wang Yi held talks in the evening. The leaders will meet again on Thursday."
    )
    assert couples(text).count(frozenset({"Lavrov", "Yi"})) == 1
    assert couples(text).count(frozenset({"Putin", "Jinping"})) == 2


def test_an_aside_is_not_what_the_two_goes_on_about() -> None:
    text = (
        "President Vladimir Putin met President Xi Jinping in Moscow on Monday. Xi and Putin signed three papers. "
        "Xi had stopped on his way to talk with President Kassym-Jomart Tokayev. The two will meet again on Thursday."
    )
    assert couples(text).count(frozenset({"Putin", "Jinping"})) == 2


def test_a_title_given_to_a_state_is_no_call() -> None:
    text = "President Volodymyr Zelenskyy thanked Boris Johnson and called Great Britain the leader in aid."
    assert reports(text, "2022-04-09") == ()


def test_a_conversation_within_a_summit_of_two_is_no_call() -> None:
    text = (
        "On December 15 Prime Minister Shinzo Abe held a summit meeting with President Vladimir Putin in Nagato. "
        "For 95 minutes of it the two leaders spoke alone."
    )
    assert [r.mode for r in reports(text, "2016-12-16")] == ["meeting"]


@pytest.mark.parametrize("verb", ["Meets with", "Holds Talks with", "Receives"])
def test_the_verb_of_a_headline_is_no_surname(verb: str) -> None:
    found = reports(f"President Xi Jinping {verb} French President Emmanuel Macron", "2023-04-06")
    assert [{p.name for p in r.participants} for r in found] == [{"Xi Jinping", "Emmanuel Macron"}]


@pytest.mark.parametrize("clause", ["who was then received by", "who has also been received by"])
def test_who_is_the_last_named_where_the_verb_is_singular(clause: str) -> None:
    text = f"On April 12 talks were held in Moscow between Sergey Lavrov and Rex Tillerson, {clause} Vladimir Putin."
    assert frozenset({"Tillerson", "Putin"}) in couples(text)
