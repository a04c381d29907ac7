"""The day of a contact: counted from another deed, or that for which it is planned and to which it is moved."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Publication


def read(text: str, day: str = "2022-03-16") -> tuple[ContactReport, ...]:
    """Return the contacts of a text published on a day, a Wednesday."""
    published = Publication(day, "metadata")
    return contact_reports(annotate(Document("doc-1", text, None, "a.txt", None, None, published, None, "en")))


def days(text: str) -> list[str | None]:
    """Return the first days of the contacts of a text."""
    return [r.date.start if r.date else None for r in read(text)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "The embassies will reopen, Putin and Biden announced on Wednesday, a day after they had talked.",
            "2022-03-15",
        ),
        ("It had no share in it, Turkey said on Thursday, two days after Macron telephoned Erdogan.", "2022-03-08"),
    ],
)
def test_a_day_before_a_count_is_not_that_of_the_contact_counted_from(text: str, day: str) -> None:
    assert days(text) == [day]


def test_a_call_is_counted_from_the_meeting_told_before() -> None:
    text = "A day after Antony Blinken met Sergei Lavrov in Geneva on Monday, Lavrov telephoned Mevlut Cavusoglu."
    assert days(text) == ["2022-03-14", "2022-03-15"]


def test_what_is_counted_does_not_take_the_day_of_a_sentence_from_its_verb() -> None:
    text = "On Tuesday, a day after hosting Viktor Orban in Moscow, Putin flew to Minsk to meet Emmanuel Macron."
    assert days(text) == ["2022-03-14", "2022-03-15"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A call between Recep Tayyip Erdogan and Emmanuel Macron was planned for Thursday.", "2022-03-17"),
        ("Jean-Yves Le Drian has scrapped talks with Sergei Lavrov that were planned for Friday.", "2022-03-18"),
        ("Talks of Sergei Lavrov and Antony Blinken that had been scheduled for Monday were called off.", "2022-03-14"),
    ],
)
def test_what_is_planned_lies_ahead_unless_the_plan_had_been(text: str, day: str) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The meeting of Xi Jinping and Biden, postponed from Monday to Friday, will be held at sea.", "03-18"),
        ("The meeting of Putin and Joe Biden, originally set for Monday, was put off until Thursday.", "03-17"),
        ("The meeting of Vladimir Putin and Emmanuel Macron has been moved to Friday.", "03-18"),
    ],
)
def test_what_is_moved_takes_place_on_the_later_day(text: str, day: str) -> None:
    assert days(text) == [f"2022-{day}"]
