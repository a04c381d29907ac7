"""Encounters told without a word for a meeting: calls on somebody, arrivals, rooms and hours that are shared."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Mode, Publication


def read(text: str, day: str = "2025-11-05") -> tuple[ContactReport, ...]:
    """Return the contacts of a text published on a day."""
    published = Publication(day, "metadata")
    return contact_reports(annotate(Document("doc-1", text, None, "a.txt", None, None, published, None, "en")))


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Sergey Lavrov called on Prime Minister Narendra Modi in New Delhi on Monday.", ("IND", "RUS")),
        ("Marco Rubio and Sergey Lavrov haggled for eight hours in a Geneva hotel on Monday.", ("RUS", "USA")),
        ("Marco Rubio spent Monday wrangling with Sergey Lavrov in Geneva.", ("RUS", "USA")),
        ("At Anchorage on Friday Donald Trump faced Vladimir Putin across a small table.", ("RUS", "USA")),
        ("Donald Trump entertained Narendra Modi at Mar-a-Lago on Saturday.", ("IND", "USA")),
        ("Emmanuel Macron ran into Donald Trump in a corridor of the United Nations on Tuesday.", ("FRA", "USA")),
        ("Emmanuel Macron joined Friedrich Merz in Toulon on Friday.", ("DEU", "FRA")),
    ],
)
def test_an_encounter_is_a_meeting(text: str, sides: tuple[str, ...]) -> None:
    (report,) = read(text)
    assert (report.mode, report.sides) == (Mode.MEETING, sides)


@pytest.mark.parametrize(
    "text",
    [
        "Marco Rubio and Abbas Araghchi had slipped into a side room of the United Nations for half an hour.",
        "Marco Rubio and Abbas Araghchi spent some eight hours in Vienna on Sunday.",
        "Marco Rubio and Abbas Araghchi put their names to four points in Vienna on Sunday.",
        "Marco Rubio took the hand of Abbas Araghchi in Vienna on Sunday.",
        "On Sunday Marco Rubio seated Abbas Araghchi beside him in a villa.",
    ],
)
def test_a_room_or_hours_shared_are_a_meeting(text: str) -> None:
    (report,) = read(text)
    assert (report.mode, report.sides) == (Mode.MEETING, ("IRN", "USA"))


@pytest.mark.parametrize(
    "text",
    [
        "Vladimir Putin gathered Nikol Pashinyan and Ilham Aliyev in Sochi on Monday.",
        "Vladimir Putin brought Nikol Pashinyan and Ilham Aliyev together in Sochi on Monday.",
        "Vladimir Putin got Nikol Pashinyan and Ilham Aliyev into one room on Monday.",
    ],
)
def test_who_is_brought_together_meets_the_one_who_does_it(text: str) -> None:
    (report,) = read(text)
    assert (report.mode, report.sides) == (Mode.SUMMIT, ("ARM", "AZE", "RUS"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Marco Rubio slipped into Beijing on Monday.", "Beijing"),
        ("On Monday Sergey Lavrov turned up in Pyongyang.", "Pyongyang"),
        ("Marco Rubio touched down in Tel Aviv on Sunday.", "Tel Aviv"),
        ("Marco Rubio made a stopover in Riyadh on Sunday.", "Riyadh"),
    ],
)
def test_who_turns_up_abroad_visits(text: str, place: str) -> None:
    (report,) = read(text)
    assert (report.mode, report.place) == (Mode.VISIT, place)


@pytest.mark.parametrize(
    "text",
    [
        "Marco Rubio called on Vladimir Putin to end the war on Monday.",
        "Donald Trump called on Putin and Zelensky on Monday to stop the killing.",
        "Emmanuel Macron joined Friedrich Merz in condemning the attack on Monday.",
        "Emmanuel Macron and Friedrich Merz condemned the attack in Paris on Monday.",
        "The Kremlin said on Monday that Marco Rubio and Wang Yi had put pressure on Kyiv.",
        "Vladimir Putin and Xi Jinping face a common rival in Donald Trump.",
        "Marco Rubio slipped in the polls on Monday.",
        "Kaja Kallas turned up the pressure on Moscow on Monday.",
        "Donald Trump ran into trouble with Keir Starmer's party on Monday.",
        "India and Pakistan spar over the list of banned groups.",
        "Donald Trump gathered his cabinet in Washington on Monday.",
    ],
)
def test_what_is_done_from_afar_is_no_encounter(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Benjamin Netanyahu was shown the map in the Oval Office on Monday.", ("ISR", "USA")),
        ("On Monday Emmanuel Macron came face to face with Vladimir Putin in the Kremlin.", ("FRA", "RUS")),
        ("Donald Trump's lunch date with Keir Starmer in Manila on Monday went well.", ("GBR", "USA")),
        ("Donald Trump and Vladimir Putin had a one-on-one in Helsinki on Monday.", ("RUS", "USA")),
        ("Two days of talks with Sergey Lavrov in Geneva had been productive, Marco Rubio said.", ("RUS", "USA")),
    ],
)
def test_rooms_and_meals_and_talks_of_ones_own(text: str, sides: tuple[str, ...]) -> None:
    (report,) = read(text)
    assert (report.mode, report.sides) == (Mode.MEETING, sides)


@pytest.mark.parametrize(
    "text",
    [
        "Marco Rubio telephoned on Monday to Sergey Lavrov from his plane.",
        "On Monday Marco Rubio rang up Sergey Lavrov.",
        "On Monday Marco Rubio got hold of Sergey Lavrov by phone.",
        "Marco Rubio was on the line to Sergey Lavrov on Monday.",
    ],
)
def test_ways_of_reaching_somebody_by_telephone(text: str) -> None:
    (report,) = read(text)
    assert (report.mode, report.sides) == (Mode.CALL, ("RUS", "USA"))


def test_a_minister_who_speaks_in_a_foreign_capital_is_on_a_visit() -> None:
    (report,) = read("French Foreign Minister Jean-Noel Barrot announced in Yerevan on Tuesday that help would come.")
    assert (report.mode, report.place, report.sides) == (Mode.VISIT, "Yerevan", ("FRA",))
    assert not read("French Foreign Minister Jean-Noel Barrot announced in Paris on Tuesday that help would come.")
    assert not read("The Russian embassy said in Yerevan on Tuesday that no help would come.")


@pytest.mark.parametrize(
    "text",
    [
        "The way was smoothed on Friday, when Wang Yi and Toshimitsu Motegi put their names to four points.",
        "It lasted as long as a tea break, yet when Wang Yi took the hand of Toshimitsu Motegi on Monday, he smiled.",
        "On Monday Wang Yi and Toshimitsu Motegi set their signatures to a paper.",
        "Marco Rubio commended the meeting that Wang Yi and Toshimitsu Motegi had in Brussels on Monday.",
    ],
)
def test_names_and_hands_are_put_together_in_person(text: str) -> None:
    assert (Mode.MEETING, ("CHN", "JPN")) in [(r.mode, r.sides) for r in read(text)]


def test_somebody_unknown_is_of_the_side_of_whose_counterpart_he_is() -> None:
    text = "Marco Rubio and Wang Yi met in Vienna on Sunday. Howard Lutnick hosted his colleague Wang Dudu last week."
    reports = read(text)
    assert [r.sides for r in reports] == [("CHN", "USA"), ("CHN", "USA")]
    assert "Wang Dudu" in {p.name for p in reports[1].participants}


def test_a_forum_that_two_attend_is_no_contact() -> None:
    (report,) = read("On the margins of the Munich Security Conference, Marco Rubio sat down with Wang Yi on Monday.")
    assert report.sides == ("CHN", "USA")


def test_a_journey_of_a_titled_visitor_leads_to_a_place() -> None:
    (report,) = read("A visit by the French president, Emmanuel Macron, to Berlin is planned for December.")
    assert (report.mode, report.place, report.sides) == (Mode.VISIT, "Berlin", ("FRA",))
