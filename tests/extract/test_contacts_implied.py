"""Contacts that a text only implies: known meetings recalled, delegations, pairs, lists, rounds of talks."""

from __future__ import annotations

import pytest

from communique.actors.text import words
from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Mode, Publication, Status


def read(text: str, day: str | None = "2022-03-18", publisher: str | None = None) -> tuple[ContactReport, ...]:
    """Return the contacts of a text published on a day."""
    published = Publication(day, "metadata" if day else "unknown")
    return contact_reports(annotate(Document("doc-1", text, None, "a.txt", None, publisher, published, None, "en")))


def sides(text: str, day: str = "2022-03-18") -> list[tuple[str, ...]]:
    """Return the sides of each contact of a text."""
    return [r.sides for r in read(text, day)]


@pytest.mark.parametrize(
    ("text", "day", "met", "start"),
    [
        ("What Biden and Putin had promised in Geneva in June came to nothing.", "2021-09-02", ("RUS", "USA"),
         "2021-06-16"),
        ("Leonid Brezhnev and Jimmy Carter had kissed at Vienna in June 1979.", "1980-02-01", ("SUN", "USA"),
         "1979-06-15"),
        ("Reagan and Gorbachev parted in a bad temper on Sunday.", "1986-10-13", ("SUN", "USA"), "1986-10-11"),
    ],
)  # fmt: skip
def test_a_known_meeting_is_recalled_by_its_day(text: str, day: str, met: tuple[str, ...], start: str) -> None:
    (report,) = read(text, day)
    assert report.sides == met
    assert report.status is Status.HELD
    assert report.date is not None
    assert report.date.start <= "2021-06-16"
    assert report.date.start >= start


def test_nothing_is_recalled_of_what_the_text_does_not_speak() -> None:
    assert not read("The Geneva motor show in June drew more visitors than ever, said its director.", "2021-09-02")
    assert not read("Neither Biden nor Putin likes Geneva in June.", "2021-03-02")


def test_a_round_of_talks_is_known_by_its_city() -> None:
    text = "Syria's war goes on. The Astana talks, which Russia, Iran and Turkey sponsor, ended on Tuesday."
    (report,) = read(text, "2018-05-17")
    assert report.mode is Mode.TALKS
    assert {"IRN", "RUS", "TUR"} <= set(report.sides)
    assert report.place == "Astana"


def test_a_round_that_lies_ahead_is_scheduled() -> None:
    text = "The UN's envoy for Syria said much hung on the Geneva talks. Syria would send its ambassador."
    (report,) = read(text, "2017-11-20")
    assert (report.status, report.place) == (Status.SCHEDULED, "Geneva")


@pytest.mark.parametrize(
    "text",
    [
        "Russia shelled Odessa. Ukraine hit back and Russia lost a ship, Ukraine said. Negotiators met in Gomel.",
        "Vladimir Putin and Volodymyr Zelensky spoke on Monday. Technical teams of both countries met on Thursday.",
    ],
)
def test_delegations_are_those_of_the_two_sides_told_of(text: str) -> None:
    assert sides(text)[-1] == ("RUS", "UKR")
    assert read(text)[-1].mode is Mode.TALKS


def test_negotiators_without_two_sides_are_no_contact() -> None:
    assert not read("Union leaders rejected the offer. Negotiators met again on Thursday in a hotel.")


def test_the_negotiations_after_a_call_are_another_contact() -> None:
    text = "Joe Biden and Vladimir Putin spoke by phone on Thursday. The negotiations start on Monday in Vienna."
    call, talks = read(text)
    assert (call.mode, call.status) == (Mode.CALL, Status.HELD)
    assert (talks.mode, talks.status, talks.sides) == (Mode.TALKS, Status.SCHEDULED, ("RUS", "USA"))


def test_a_call_told_by_its_day_alone_is_of_the_pair_told_of() -> None:
    text = "Emmanuel Macron and Vladimir Putin spoke on Thursday. What was begun in the call of February 20 went on."
    first, second = read(text)
    assert first.sides == second.sides == ("FRA", "RUS")
    assert second.date is not None
    assert second.date.start == "2022-02-20"


def test_a_further_meeting_that_did_not_come_about_is_cancelled() -> None:
    text = "Joe Biden met Mario Draghi in Rome on Thursday. Another meeting planned for the evening did not take place."
    held, off = read(text)
    assert (held.status, off.status) == (Status.HELD, Status.CANCELLED)
    assert held.sides == off.sides


def test_a_conversation_told_of_only_here_takes_the_teller() -> None:
    (report,) = read("Olaf Scholz gave an account of the conversation with Vladimir Putin.")
    assert report.sides == ("DEU", "RUS")


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Emmanuel Macron's calls with Vladimir Putin and Volodymyr Zelensky brought nothing.",
         [("FRA", "RUS"), ("FRA", "UKR")]),
        ("Antony Blinken spoke separately with Annalena Baerbock and Liz Truss on Thursday.",
         [("DEU", "USA"), ("GBR", "USA")]),
        ("They discussed Olaf Scholz's meetings in Ukraine and Russia.", [("DEU", "UKR"), ("DEU", "RUS")]),
    ],
)  # fmt: skip
def test_several_contacts_told_at_once_are_several(text: str, pairs: list[tuple[str, ...]]) -> None:
    assert sorted(sides(text)) == sorted(tuple(sorted(p)) for p in pairs)


def test_one_call_with_two_is_one() -> None:
    assert sides("Joe Biden spoke with Emmanuel Macron and Olaf Scholz on Thursday.") == [("DEU", "FRA", "USA")]


def test_both_men_are_those_whom_the_subject_is_not() -> None:
    text = "Vladimir Putin met Recep Tayyip Erdogan in Sochi on Monday. Emmanuel Macron spoke by phone with both men."
    assert sides(text) == [("RUS", "TUR"), ("FRA", "RUS"), ("FRA", "TUR")]


def test_both_signatories_of_a_treaty_met() -> None:
    text = (
        "The accord was signed in Vienna on March 3 by John Kerry for the United States and Sergei Lavrov for Russia."
    )
    (report,) = read(text, "2016-03-05")
    assert (report.sides, report.place) == (("RUS", "USA"), "Vienna")


def test_a_standing_group_stands_for_its_members() -> None:
    (report,) = read("Kyiv asked for a meeting of the Trilateral Contact Group on Thursday.", "2021-04-02")
    assert report.sides == ("OSCE", "RUS", "UKR")


def test_a_journey_goes_with_the_meeting_that_it_was_made_for() -> None:
    (report,) = read("Antony Blinken flew to Ankara, where he met Mevlut Cavusoglu on Thursday.")
    assert (report.mode, report.place) == (Mode.MEETING, "Ankara")


def test_each_sides_letter_is_its_own() -> None:
    text = (
        "Nikita Khrushchev sent John Kennedy a letter on Friday. In a reply sent on Saturday, Kennedy wrote to "
        "Khrushchev that he agreed."
    )
    first, second = read(text, "1962-10-28")
    assert {first.initiator, second.initiator} == {"SUN", "USA"}


def test_a_summit_of_two_is_a_meeting_and_of_many_stays_a_summit() -> None:
    (two,) = read("Joe Biden and Xi Jinping held a summit in Bali on Monday.", "2022-11-16")
    (many,) = read("Joe Biden, Xi Jinping and Narendra Modi held a summit in Bali on Monday.", "2022-11-16")
    assert (two.mode, many.mode) == (Mode.MEETING, Mode.SUMMIT)


def test_staying_away_does_not_call_a_conference_off() -> None:
    text = "The peace conference that Russia hosts in Sochi on Monday is boycotted by the Syrian opposition."
    assert all(r.status is not Status.CANCELLED for r in read(text, "2018-01-27"))


def test_a_mark_without_its_letter_does_no_harm() -> None:
    assert all(w.text for w in words("Joe Biden met Mario Draghi \u0302 in Rome."))
    assert sides("Joe Biden met Mario Draghi in Rome. \u0302") == [("ITA", "USA")]


def test_the_day_of_the_first_is_not_that_of_the_second() -> None:
    text = "Joe Biden and Xi Jinping spoke on Thursday. It was their second call this year; the first was on January 5."
    second, first = read(text)
    assert second.date is not None
    assert first.date is not None
    assert (first.date.start, second.date.start) == ("2022-01-05", "2022-03-17")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Joe Biden and Xi Jinping spoke on Thursday. It lasted 110 minutes.", 110),
        ("Joe Biden and Xi Jinping spoke on Thursday. Two desks, two screens, about forty minutes.", 40),
        ("Joe Biden and Xi Jinping spoke on Thursday. A minister waited for 40 minutes in the rain.", None),
    ],
)
def test_the_next_sentence_can_tell_how_long_it_took(text: str, minutes: int | None) -> None:
    (report,) = read(text)
    assert report.duration_minutes == minutes


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The meeting between Joe Biden and Xi Jinping was postponed until April.", Status.SCHEDULED),
        ("The meeting between Joe Biden and Xi Jinping was postponed.", Status.CANCELLED),
        ("Joe Biden was to have met Xi Jinping in Bali.", Status.CANCELLED),
        ("Last year Turkey organised talks with Russia in Ankara.", Status.HELD),
    ],
)
def test_put_off_called_off_and_organised(text: str, status: Status) -> None:
    (report,) = read(text)
    assert report.status is status


def test_people_of_no_one_side_can_be_met() -> None:
    (report,) = read("Emmanuel Macron received Kurdish leaders at the Elysee on Thursday.")
    assert {p.name for p in report.participants} == {"Emmanuel Macron", "Kurdish leaders"}


def test_what_is_said_to_the_world_is_no_letter() -> None:
    assert not read("Recep Tayyip Erdogan said in a message on Twitter that Vladimir Putin was wrong.")


def test_a_round_of_telephone_diplomacy_is_a_call_with_each() -> None:
    text = (
        "Angela Merkel held a round of telephone diplomacy with world leaders including Mario Draghi and Boris Johnson."
    )
    assert sorted(sides(text, "2021-03-18")) == [("DEU", "GBR"), ("DEU", "ITA")]


def test_ministers_of_the_three_are_those_of_the_last_three_sides() -> None:
    text = "Russia, Iran and Turkey met in Sochi on Monday. Foreign ministers of the three countries met on Thursday."
    assert sides(text)[-1] == ("IRN", "RUS", "TUR")


def test_the_capital_of_a_state_is_a_place() -> None:
    text = "Talks led by Turkey and Russia are due to be held in Kazakhstan's capital, Astana, on 14 May."
    (report,) = read(text, "2022-04-01")
    assert (report.place, report.sides) == ("Astana", ("RUS", "TUR"))


def test_whose_conference_it_is() -> None:
    (report,) = read("Staffan de Mistura will attend Vladimir Putin's conference in Sochi on Monday.", "2018-01-27")
    assert report.initiator == "RUS"


def test_a_denied_call_is_one_with_what_was_reported_of_it() -> None:
    text = (
        "The Kremlin denied that Vladimir Putin had spoken to Joe Biden by phone. "
        "A newspaper had reported that Vladimir Putin had spoken to Joe Biden."
    )
    (report,) = read(text)
    assert report.status is Status.CANCELLED


@pytest.mark.parametrize(
    "text",
    [
        "Joe Biden voiced support for negotiations with North Korea.",
        "Susan Rice opened the summit with a speech on mayors.",
    ],
)
def test_wishes_and_gatherings_of_ones_own_are_no_contacts(text: str) -> None:
    assert not read(text)
