"""Contacts told beside a supposition, a later deed, a third who joins, and pronouns that mean another."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Mode, Publication, Status


def read(text: str, day: str = "2022-03-15") -> tuple[ContactReport, ...]:
    """Return the contacts of a text published on a day."""
    published = Publication(day, "metadata")
    return contact_reports(annotate(Document("doc-1", text, None, "a.txt", None, None, published, None, "en")))


def only(text: str, day: str = "2022-03-15") -> ContactReport:
    """Return the one contact of a text."""
    (report,) = read(text, day)
    return report


def sides(report: ContactReport) -> list[str]:
    """Return the countries that took part, in order."""
    return sorted(p.country or "" for p in report.participants)


@pytest.mark.parametrize(
    "text",
    [
        "Antony Blinken later met Sergei Lavrov in Geneva.",
        "Four days later Antony Blinken was received by Sergei Lavrov in Geneva.",
        "What was scheduled as a short meeting between Blinken and Lavrov in Geneva ran to two hours on Friday.",
        "Vladimir Putin was the first leader to call Joe Biden on Friday.",
        "The call between Putin and Biden, scheduled for 30 minutes, lasted two hours.",
    ],
)
def test_what_was_done_later_or_planned_shorter_is_held(text: str) -> None:
    assert only(text).status is Status.HELD


def test_what_follows_a_plan_is_planned() -> None:
    found = read("Putin will meet Erdogan in Sochi on Sunday, followed two days later by talks with Assad.")
    assert [r.status for r in found] == [Status.SCHEDULED] * 2
    found = read("The ministers discussed the upcoming G7 leaders meeting and NATO summit.")
    assert {r.status for r in found} == {Status.SCHEDULED}


def test_several_leaders_under_one_name_make_a_summit() -> None:
    assert only("Joe Biden will be meeting with the leaders of the G7 on Friday.").mode is Mode.SUMMIT
    assert only("They lauded the trilateral summit with Egypt and Jordan in Baghdad on Friday.").mode is Mode.SUMMIT


def test_talks_that_resume_lie_ahead() -> None:
    text = "Talks between Greek Cypriot leader Nicos Anastasiades and his Turkish Cypriot counterpart Mustafa Akinci resume in Nicosia on Monday."  # noqa: E501
    report = only(text, "2016-07-02")
    assert report.status is Status.SCHEDULED
    assert report.date is not None
    assert report.date.start == "2016-07-04"


@pytest.mark.parametrize(
    "text",
    [
        "Had Mr Trump met Mrs Merkel before the election, he might have understood Europe better.",
        "If Mr Kim were to meet Mr Moon again, the weapons would be on the table, analysts say.",
        "Neither Kerry nor Lavrov would say whether they had spoken since Friday.",
        "Philip Hammond, who did not go to Tripoli, hailed the deal.",
    ],
)
def test_suppositions_and_what_was_left_undone_are_no_contacts(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Clinton and Yeltsin met in Helsinki on Friday. Finland's Martti Ahtisaari joined them for dinner.",
         ["FIN", "RUS", "USA"]),
        ("Clinton and Yeltsin met in Helsinki on Friday. Finland's Martti Ahtisaari also took part in the talks.",
         ["FIN", "RUS", "USA"]),
        ("Clinton and Yeltsin met in Helsinki on Friday. Strobe Talbott and others were present.", ["RUS", "USA"]),
    ],
)  # fmt: skip
def test_who_joins_takes_part(text: str, codes: list[str]) -> None:
    assert sides(only(text, "1997-03-22")) == codes


def test_the_object_of_a_clause_is_another_than_its_subject() -> None:
    text = "Secretary Kissinger saw President Sadat in Cairo yesterday and flew on to Amman, where King Hussein gave a dinner for him."  # noqa: E501
    cairo, amman = read(text, "1973-11-08")
    assert (sides(cairo), sides(amman)) == (["EGY", "USA"], ["JOR", "USA"])


def test_whom_one_tells_is_the_one_he_rang() -> None:
    text = "Boris Yeltsin rang Bill Clinton on Sunday and kept him on the line for an hour and a half."
    report = only(text, "1999-04-27")
    assert (report.mode, sides(report)) == (Mode.CALL, ["RUS", "USA"])


def test_hours_belong_to_the_contact_on_whose_word_they_hang() -> None:
    text = "After five hours of talks with Vladimir Putin in the Kremlin, Emmanuel Macron left for Kyiv, where he was due to meet Volodymyr Zelensky on Tuesday."  # noqa: E501
    moscow, kyiv = read(text, "2022-02-08")
    assert (moscow.duration_minutes, kyiv.duration_minutes) == (300, None)
    assert (moscow.place, kyiv.place) == ("Kremlin, Moscow", "Kyiv")


def test_the_hour_long_call_took_an_hour() -> None:
    text = "Olaf Scholz rang Vladimir Putin on Friday. The Kremlin said the hour-long call was at Berlin's request."
    assert only(text, "2024-11-16").duration_minutes == 60


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A summit in Reykjavik was announced on Tuesday. Reagan and Gorbachev will meet there on October 11.",
         "Reykjavik"),
        ("Mr. Brezhnev is to leave for Paris on Monday, where he will hold talks with President Pompidou.", "Paris"),
    ],
)  # fmt: skip
def test_there_and_where_name_the_place_of_what_is_planned(text: str, place: str) -> None:
    assert only(text, "1986-10-02" if "Reagan" in text else "1973-06-22").place == place


def test_the_place_of_what_was_before_is_its_own() -> None:
    text = "Tony Blair arrived in Islamabad on Friday for talks with Pervez Musharraf after meeting Vladimir Putin in Moscow."  # noqa: E501
    assert [r.place for r in read(text, "2001-10-05")] == ["Islamabad", "Moscow"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Putin held talks with Ebrahim Raisi in Tehran on Tuesday.", None),
        ("Ben Wallace spoke to Russia's Sergei Shoigu on Friday after the Russian side asked for a call.", "RUS"),
        ("Sergei Shoigu spoke to Lloyd Austin on Friday. It was Moscow that had sought the call.", "RUS"),
        ("Joe Biden picked up the phone to Vladimir Putin on Friday.", "USA"),
        ("President Biden called President Putin on Friday, their first conversation since May.", "USA"),
    ],
)
def test_who_asked_for_it(text: str, code: str | None) -> None:
    assert read(text)[0].initiator == code


def test_each_whose_call_was_taken_rang_himself() -> None:
    text = "Michel Aoun took calls from Emmanuel Macron, King Abdullah of Jordan and Hassan Rouhani on Wednesday."
    assert [r.initiator for r in read(text, "2020-08-05")] == ["FRA", "JOR", "IRN"]


def test_the_dateline_of_the_eve_is_the_today_of_a_wire() -> None:
    text = "MOSCOW, Feb. 11 — Foreign Minister Andrei A. Gromyko received the American Ambassador, Walter J. Stoessel Jr., today."  # noqa: E501
    date = only(text, "1974-02-12").date
    assert date is not None
    assert date.start == "1974-02-11"


def test_what_one_tells_by_video_was_a_video_call() -> None:
    text = "Xi Jinping told Antonio Guterres via video link on Wednesday that Beijing supported the United Nations."
    assert only(text, "2020-09-25").mode is Mode.VIDEO


def test_delegations_of_several_states_under_one_name() -> None:
    assert sides(only("Delegates from both Koreas met at Mount Kumgang on Friday.", "2003-11-10")) == ["KOR", "PRK"]
