"""Contacts in headlines, and in prose translated from other languages."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import Annotated, annotate
from communique.extract.contacts.details import duration
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Mode, Publication, Status


def read(text: str, day: str) -> tuple[ContactReport, ...]:
    """Return the contacts of a text published on a day."""
    return contact_reports(annotated(text, day))


def annotated(text: str, day: str) -> Annotated:
    """Return a text published on a day with its annotations."""
    published = Publication(day, "metadata")
    return annotate(Document("doc-1", text, None, "a.txt", None, None, published, None, "en"))


def named(text: str) -> list[str]:
    """Return the actors whom a text of May 2017 names, in order."""
    return [m.actor.name for m in annotated(text, "2017-05-03").cast.mentions if m.actor]


def codes(report: ContactReport) -> list[str]:
    """Return the countries that took part, in order."""
    return sorted(p.country or "" for p in report.participants)


@pytest.mark.parametrize(
    ("text", "day", "parties"),
    [
        ("Trump phones Erdogan over referendum win", "2017-05-03", ["TUR", "USA"]),
        ("PM Modi dials Trump", "2017-05-03", ["IND", "USA"]),
        ("Putin calls Trump", "2017-05-03", ["RUS", "USA"]),
        ("Trump, Putin discuss Syria in phone call", "2017-05-03", ["RUS", "USA"]),
        ("Trump and Putin discuss Syria in phone call", "2017-05-03", ["RUS", "USA"]),
        ("Iranian FM, Lavrov discuss nuclear deal in phone call", "2019-05-03", ["IRN", "RUS"]),
        ("Merkel, Hollande, Poroshenko hold phone talks", "2015-02-08", ["DEU", "FRA", "UKR"]),
    ],
)
def test_calls_in_headlines(text: str, day: str, parties: list[str]) -> None:
    (report,) = read(text, day)
    assert (report.mode, codes(report)) == (Mode.CALL, parties)


def test_surnames_of_two_joined_by_a_hyphen() -> None:
    (report,) = read("Trump-Abbas meeting yields little", "2017-05-03")
    assert codes(report) == ["PSE", "USA"]
    (held,) = read("Mrs Kramp-Karrenbauer met Jens Stoltenberg in Brussels on Wednesday.", "2018-05-03")
    assert codes(held) == ["DEU", "NATO"]


def test_what_is_discussed_over_the_phone_is_a_call() -> None:
    text = "Foreign Minister Sergei Lavrov discussed over the phone with his Turkish counterpart the truce in Idlib."
    (report,) = read(text, "2021-06-11")
    assert (report.mode, codes(report)) == (Mode.CALL, ["RUS", "TUR"])


def test_meetings_online_are_by_video() -> None:
    (report,) = read("Antony Blinken met Wang Yi online on Tuesday.", "2021-06-11")
    assert report.mode is Mode.VIDEO
    assert read("Wang Yi and Antony Blinken discussed online hate speech.", "2021-06-11") == ()


def test_a_telephone_conference_is_a_call_of_all_who_are_named() -> None:
    text = "The German chancellor had a telephone conference with the presidents of France and Ukraine on Saturday."
    (report,) = read(text, "2015-02-08")
    assert (report.mode, codes(report)) == (Mode.CALL, ["DEU", "FRA", "UKR"])


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peskov has not excluded a phone call between Putin and Biden in the coming days.", Status.PROPOSED),
        ("Ushakov said that a new call of Putin and Biden could not be ruled out.", Status.PROPOSED),
        ("The Kremlin ruled out a meeting between Putin and Zelensky.", Status.CANCELLED),
    ],
)
def test_what_is_not_ruled_out_is_only_possible(text: str, status: Status) -> None:
    (report,) = read(text, "2021-06-11")
    assert report.status is status


def test_an_hour_and_three_quarters() -> None:
    assert duration("They spoke for an hour and three-quarters.") == 105
    assert duration("It took two hours and a quarter.") == 135


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The head of the Russian state met the head of the German government.", ["Angela Merkel", "Vladimir Putin"]),
        ("The chief of Turkish diplomacy met Sergei Lavrov.", ["Mevlüt Çavuşoğlu", "Sergei Lavrov"]),
        (
            "The head of the Russian Foreign Ministry met the head of the US State Department.",
            ["Rex Tillerson", "Sergei Lavrov"],
        ),
    ],
)
def test_offices_told_by_what_they_head(text: str, names: list[str]) -> None:
    assert sorted(named(text)) == names


def test_the_head_of_an_agency_is_not_the_head_of_its_state() -> None:
    assert "Bashar al-Assad" not in named("The head of the Syrian state news agency met Sergei Lavrov.")


def test_a_call_told_behind_what_one_said_to_the_other_is_between_the_two() -> None:
    text = "Putin has warned Biden over sanctions. In a phone call late on Thursday, he spoke of a colossal mistake."
    (report,) = read(text, "2021-12-31")
    assert (report.mode, codes(report)) == (Mode.CALL, ["RUS", "USA"])
    assert report.date is not None
    assert report.date.start == "2021-12-30"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Biden proposed that he and Putin meet in a third country in June.", Status.PROPOSED),
        ("Putin and Biden spoke in favour of setting up a meeting in Geneva in June.", Status.PROPOSED),
        ("No date has been fixed for a meeting of Putin and Biden.", Status.PROPOSED),
        ("Putin and Biden agreed to organise a meeting in Geneva on June 16.", Status.SCHEDULED),
        ("A meeting between Putin and Biden is foreseen for June in Geneva.", Status.SCHEDULED),
        ("In the course of the conversation Putin and Biden agreed to step up contacts of their aides.", Status.HELD),
    ],
)
def test_what_is_wanted_and_what_is_planned(text: str, status: Status) -> None:
    assert status in {r.status for r in read(text, "2021-04-13") if r.mode is not Mode.CALL or status is Status.HELD}


def test_the_day_of_an_event_since_which_one_counts_is_not_that_of_the_contact() -> None:
    (report,) = read("Putin and Trump spoke for the third time since the inauguration in January.", "2017-05-03")
    assert report.date is None or report.date.start != "2017-01-01"


def test_a_meeting_before_a_call_is_a_meeting() -> None:
    text = "Putin met Merkel in Sochi on Tuesday before his phone call with Trump."
    assert [r.mode for r in read(text, "2017-05-03")] == [Mode.MEETING, Mode.CALL]


def test_who_has_yet_to_meet_has_not_met() -> None:
    (report,) = read("Trump, who has yet to meet Putin in person, spoke to him by phone on Tuesday.", "2017-05-03")
    assert report.mode is Mode.CALL


def test_whom_one_calls_on_to_meet_another_is_one_of_the_two() -> None:
    (report,) = read("Macron and Scholz called on Putin to meet Zelensky.", "2022-05-28")
    assert (report.status, codes(report)) == (Status.PROPOSED, ["RUS", "UKR"])


def test_a_heading_that_names_two_of_three_tells_of_the_same_call() -> None:
    text = (
        "Chancellor Scholz speaks with President Putin\n\n"
        "Olaf Scholz and Emmanuel Macron had a telephone conversation with Vladimir Putin on Saturday."
    )
    (report,) = read(text, "2022-05-28")
    assert codes(report) == ["DEU", "FRA", "RUS"]


@pytest.mark.parametrize(
    ("text", "mode", "place"),
    [
        ("Blinken is due in Berlin next week.", Mode.VISIT, "Berlin"),
        ("Biden had a sit-down with Putin in Geneva on Wednesday.", Mode.MEETING, "Geneva"),
        (
            "Naftali Bennett made a trip to Moscow on Saturday, meeting Putin at the Kremlin.",
            Mode.MEETING,
            "Kremlin, Moscow",
        ),
        ("After hosting Merkel, Biden called a halt by phone to all trips.", Mode.MEETING, None),
    ],
)
def test_journeys_and_meetings(text: str, mode: Mode, place: str | None) -> None:
    (report,) = read(text, "2021-06-17")
    assert (report.mode, report.place) == (mode, place)


def test_what_is_due_on_a_weekday_lies_ahead_beside_what_was() -> None:
    text = "Sigmar Gabriel was in Riyadh last week, and Jean-Yves Le Drian is due in Doha on Saturday."
    assert "2017-07-15" in {r.date.start for r in read(text, "2017-07-12") if r.date}


def test_who_speaks_alongside_another_has_met_him() -> None:
    (report,) = read("Speaking alongside Putin on Tuesday, Erdogan said the operation would end.", "2019-10-23")
    assert report.mode is Mode.MEETING


def test_a_plan_of_several_that_looks_like_a_noun() -> None:
    (report,) = read("Boris Johnson, Macron and Merkel plan to meet Erdogan in London.", "2019-10-23")
    assert report.status in {Status.SCHEDULED, Status.PROPOSED}
    assert codes(report) == ["DEU", "FRA", "GBR", "TUR"]


def test_when_one_sees_another_is_ahead() -> None:
    (report,) = read("Raab will raise the matter when he sees Cavusoglu in London in December.", "2019-10-23")
    assert (report.status, codes(report)) == (Status.SCHEDULED, ["GBR", "TUR"])


def test_whom_nobody_has_met() -> None:
    assert read("No Syrian official has met a Turkish minister publicly since 2011.", "2019-10-23") == ()


def test_a_minister_and_leaders_of_a_people_hold_no_summit() -> None:
    (report,) = read("Sergei Lavrov was in Erbil on Monday to meet Kurdish leaders.", "2019-10-23")
    assert report.mode is Mode.MEETING


def test_a_sentence_whose_root_is_taken_for_a_preposition_comes_to_an_end() -> None:
    text = "Reagan and Gorbachev met in Geneva. On 11 October of the following year they met in Reykjavik."
    assert read(text, "1987-01-10")
