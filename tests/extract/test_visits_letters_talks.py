"""Visits, letters and talks: what did not come about, who was there besides, each of several, fields and messages."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Mode, Publication, Status


def read(text: str, day: str) -> tuple[ContactReport, ...]:
    """Return the contacts of a text published on a day."""
    published = Publication(day, "metadata")
    return contact_reports(annotate(Document("doc-1", text, None, "a.txt", None, None, published, None, "en")))


def only(text: str, day: str) -> ContactReport:
    """Return the one contact of a text."""
    (report,) = read(text, day)
    return report


def names(report: ContactReport) -> list[str]:
    """Return the names of those who took part, in order."""
    return sorted(p.name for p in report.participants)


@pytest.mark.parametrize(
    "text",
    [
        "Naoto Kan failed to turn up for a meeting with Hu Jintao in Hanoi on Friday.",
        "Attempts to arrange a meeting between Hu Jintao and Naoto Kan in Hanoi collapsed on Friday.",
        "Naoto Kan dropped plans to meet Hu Jintao in Beijing.",
        "Naoto Kan dropped a planned visit to Beijing.",
        "Mahmoud Abbas was prevented by Israel from travelling to Cairo on Friday to meet Hosni Mubarak.",
    ],
)
def test_what_somebody_stays_away_from_or_gives_up_is_cancelled(text: str) -> None:
    assert only(text, "2010-12-01").status is Status.CANCELLED


def test_the_summit_from_which_one_is_kept_away_takes_place() -> None:
    text = "Yasser Arafat was barred by Israel from travelling to the Arab League summit in Beirut."
    assert only(text, "2002-03-28").status is Status.HELD


def test_a_journey_put_off_to_a_day_is_scheduled() -> None:
    report = only("Russian President Dmitry Medvedev put off a trip to Paris until next week.", "2008-10-13")
    assert (report.mode, report.status, report.place) == (Mode.VISIT, Status.SCHEDULED, "Paris")


def test_two_who_announce_something_together_have_met() -> None:
    text = "After 16 hours of talks in Minsk, Sergei Lavrov and John Kerry announced a ceasefire on Thursday."
    assert only(text, "2015-02-12").status is Status.HELD


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (
            "Yitzhak Rabin and Yasser Arafat shook hands on the lawn on Monday as President Clinton looked on.",
            "Bill Clinton",
        ),
        (
            "Yitzhak Rabin sat down with Yasser Arafat in Cairo on Monday, with Hosni Mubarak hosting.",
            "Hosni Mubarak",
        ),
        (
            "Yitzhak Rabin and Yasser Arafat met in Washington on Monday, joined by King Hussein of Jordan.",
            "King Hussein",
        ),
    ],
)
def test_hosts_and_witnesses_take_part(text: str, other: str) -> None:
    assert other in names(only(text, "1993-09-14"))


def test_separate_sessions_are_one_with_each() -> None:
    text = "Barack Obama had separate sessions with Manmohan Singh, Dmitry Medvedev and Jacob Zuma in Washington on Sunday."  # noqa: E501
    assert len(read(text, "2010-04-13")) == 3


def test_whom_one_saw_on_the_way_is_met() -> None:
    text = "John Kerry shuttled between Jerusalem and Ramallah on Wednesday, seeing Benjamin Netanyahu in the morning and Mahmoud Abbas in the afternoon."  # noqa: E501
    found = read(text, "2013-11-06")
    assert [names(r) for r in found] == [["Benjamin Netanyahu", "John Kerry"], ["John Kerry", "Mahmoud Abbas"]]


def test_teams_that_meet_in_a_match_are_no_contact() -> None:
    assert not read("Brazil met Germany in the World Cup semi-final in Belo Horizonte on Tuesday.", "2014-07-10")


def test_messages_received_are_those_of_their_senders() -> None:
    text = "Boris Johnson received congratulatory messages from Emmanuel Macron and Angela Merkel after his win."
    assert [r.initiator for r in read(text, "2019-12-13")] == ["FRA", "DEU"]


def test_leaders_of_a_grouping_take_part_once() -> None:
    text = "Leaders of the Group of Eight ended their summit in Birmingham on Sunday."
    assert len(only(text, "1998-05-17").participants) == 1
