"""At whose initiative a contact took place and how long it took, on sentences written for these tables."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.details import duration
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Mode, Publication


def read(text: str, day: str) -> tuple[ContactReport, ...]:
    """Return the contacts of a text published on a day."""
    return contact_reports(
        annotate(Document("doc-1", text, None, "a.txt", None, None, Publication(day, "metadata"), None, "en"))
    )


@pytest.mark.parametrize(
    ("side", "text"),
    [
        ("RUS", "Emmanuel Macron was phoned by Vladimir Putin on Sunday."),
        ("RUS", "Emmanuel Macron took a call from Vladimir Putin on Sunday."),
        ("RUS", "Emmanuel Macron spoke to Vladimir Putin on Sunday at Moscow's request."),
        ("RUS", "Putin calls Macron to discuss Syria."),
        (
            "DEU-FRA",
            (
                "In a joint telephone call to the Kremlin on Sunday, Angela Merkel, Germany's chancellor, and "
                "Emmanuel Macron, France's president, pressed Vladimir Putin for a truce."
            ),
        ),
        ("USA", "Donald Trump reached out to Vladimir Putin by phone on Sunday."),
        ("USA", "Lavrov and Tillerson spoke by phone on Sunday. The talk was held at the request of Washington."),
        ("FRA", "In a letter to Vladimir Putin, Emmanuel Macron wrote on Sunday that the truce must hold."),
        ("RUS", "Emmanuel Macron received a letter from Vladimir Putin on Sunday."),
        ("TUR", "Turkey is convening talks between Russia and Ukraine in Istanbul on Sunday."),
        ("DEU", "Donald Trump accepted Angela Merkel's invitation to visit Berlin in May."),
        ("USA", "Donald Trump invited Angela Merkel to visit Washington in May."),
        ("USA", "Since his telephone call congratulating Putin on his victory, Trump has said little."),
        ("DEU", "Angela Merkel sent a delegation to Moscow on Sunday."),
        (None, "Donald Trump spoke to Vladimir Putin on Sunday and called on him to withdraw."),
        (None, "Angela Merkel hosted Emmanuel Macron for talks in Berlin on Sunday."),
    ],
)
def test_the_initiator_is_the_side_that_called_wrote_asked_or_invited(side: str | None, text: str) -> None:
    assert {r.initiator for r in read(text, "2018-02-26")} == {side}


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (105, "Putin and Macron spoke by phone on Sunday. It took an hour and 45 minutes."),
        (90, "Putin and Macron had a ninety minute telephone conversation on Sunday."),
        (75, "Putin and Macron held a phone call on Sunday. The call lasted an hour and a quarter."),
        (45, "Putin and Macron met in Paris on Sunday. The conversation went on for three quarters of an hour."),
        (50, "Fifty minutes, no aides. Putin and Macron met in Paris on Sunday."),
        (150, "Putin and Macron met in Paris. The first session ran 90 minutes; the second, with aides, lasted 60."),
        (300, "Putin and Macron met in Paris. Aides looked tired.\n\nIt rained.\n\nThe two sat for five hours in all."),
        (None, "Putin and Macron met in Paris on Sunday during a 72-hour ceasefire."),
        (None, "Putin and Macron met in Paris on Sunday. Two hours later the Kremlin announced a truce."),
        (None, "Putin and Macron met in Paris on Sunday at the start of a two-day visit."),
    ],
)
def test_the_duration_is_that_of_the_contact_in_minutes(minutes: int | None, text: str) -> None:
    assert {r.duration_minutes for r in read(text, "2018-02-26")} == {minutes}


def test_that_time_points_at_the_contact_told_just_before() -> None:
    text = (
        "Boris Yeltsin rang Bill Clinton on Sunday and held him for an hour. The call was a hard one, aides said. "
        "The two presidents spoke last Monday as well. That time the American had placed the call; it took 45 minutes."
    )
    assert {(r.initiator, r.duration_minutes) for r in read(text, "1999-04-26")} == {("RUS", 60), ("USA", 45)}


def test_what_somebody_calls_for_is_no_call() -> None:
    assert not read("Barack Obama called for Vladimir Putin to do more against the militants.", "2016-07-06")


@pytest.mark.parametrize(
    ("mode", "text"),
    [
        (Mode.TALKS, "Sergei Lavrov met a Turkish delegation in Sochi on Sunday."),
        (Mode.CALL, "No conversation between Vladimir Putin and Donald Trump is planned, an aide said."),
        (Mode.CALL, "Vladimir Putin and Donald Trump chatted on the phone for 20 minutes on Sunday."),
        (Mode.TALKS, "Russian and American teams will meet in Riyadh on Sunday."),
    ],
)
def test_the_mode_follows_who_came_and_what_the_word_says(mode: Mode, text: str) -> None:
    assert [r.mode for r in read(text, "2018-02-26")] == [mode]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("an eighty-minute call", 80), ("spent another hour on the telephone", 60), ("ran to seventy minutes", 70)],
)
def test_numbers_in_words(text: str, minutes: int) -> None:
    assert duration(text) == minutes
