"""Contacts that one sentence tells beside others: in turn, at several stops, with a day that is theirs or is not."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Mode, Publication, Status


def read(text: str, day: str = "2022-03-15") -> tuple[ContactReport, ...]:
    """Return the contacts of a text published on a day."""
    published = Publication(day, "metadata")
    return contact_reports(annotate(Document("doc-1", text, None, "a.txt", None, None, published, None, "en")))


def days(reports: tuple[ContactReport, ...]) -> list[str | None]:
    """Return the first days of the contacts."""
    return [r.date.start if r.date else None for r in reports]


def test_the_day_of_leaving_is_not_that_of_the_talks() -> None:
    text = "Vladimir Putin flew home on Tuesday without a declaration from his summit with Xi Jinping."
    assert days(read(text)) == [None]


def test_the_day_of_a_briefing_is_not_that_of_its_topic() -> None:
    text = "Sergei Lavrov addressed the press this afternoon on the outcome of the talks between Putin and Macron."
    assert days(read(text)) == [None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Emmanuel Macron left for Kyiv on Tuesday, where he was met by Volodymyr Zelensky.", "2022-03-15"),
        ("Antony Blinken arrived in Kyiv on Thursday and saw Volodymyr Zelensky.", "2022-03-10"),
        ("Mevlut Cavusoglu flew into Lviv on Thursday, a day after meeting Sergei Lavrov in Moscow.", "2022-03-09"),
    ],
)
def test_deeds_told_in_one_breath_share_a_day(text: str, day: str) -> None:
    assert day in days(read(text))


def test_a_year_is_counted_from_the_one_named_before() -> None:
    text = "Mikhail Gorbachev and Ronald Reagan met in Geneva in 1985 and in Reykjavik a year later."
    assert [d[:4] for d in days(read(text, "1990-01-01")) if d] == ["1985", "1986"]


@pytest.mark.parametrize(
    "text",
    [
        "Joe Biden telephoned both presidents on Monday.",
        "Joe Biden received each of them on Monday.",
        "Joe Biden met the two leaders separately on Monday.",
    ],
)
def test_each_of_two_is_a_contact_of_its_own(text: str) -> None:
    first = "President Ilham Aliyev of Azerbaijan and President Armen Sarkissian of Armenia met in Brussels on Sunday. "
    sides = [r.sides for r in read(first + text)]
    assert sorted(sides) == [("ARM", "AZE"), ("ARM", "USA"), ("AZE", "USA")]


def test_who_looks_on_has_no_meeting_apart() -> None:
    (report,) = read("Aleksandar Vucic met Albin Kurti on Monday in the presence of Josep Borrell and Miroslav Lajcak.")
    assert (report.mode, report.sides) == (Mode.MEETING, ("SRB", "XKX"))


@pytest.mark.parametrize("group", ["Officials", "Experts", "Diplomats"])
def test_officials_of_the_two_countries_are_their_delegations(group: str) -> None:
    text = (
        f"Abiy Ahmed of Ethiopia met Abdel Fattah al-Sisi of Egypt. {group} of the two countries will meet on Friday."
    )
    _, later = read(text)
    assert (later.sides, later.status) == (("EGY", "ETH"), Status.SCHEDULED)


def test_a_new_meeting_is_one_of_the_same_two_and_no_new_meeting_is_none() -> None:
    first = "Aleksandar Vucic met Albin Kurti in Brussels on Monday. "
    new = read(first + "A new meeting is expected before the end of July.")
    assert [r.status for r in new] == [Status.HELD, Status.SCHEDULED]
    none = read(first + "No new meeting is planned.")
    assert [r.status for r in none if r.status is not Status.CANCELLED] == [Status.HELD]


def test_a_journey_to_several_states_is_a_visit_to_each() -> None:
    reports = read("Sergei Lavrov tomorrow begins a tour of Egypt, Uganda and Ethiopia.")
    assert {(r.mode, r.place) for r in reports} == {(Mode.VISIT, p) for p in ("Egypt", "Uganda", "Ethiopia")}


def test_a_state_behind_its_city_is_no_further_stop() -> None:
    reports = read("Sergei Lavrov will travel to Geneva, Switzerland, on Monday.")
    assert len(reports) == 1


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Narendra Modi accepted an invitation to visit Pakistan.", Status.SCHEDULED),
        ("Narendra Modi accepted an invitation to visit Pakistan at a convenient time.", Status.PROPOSED),
        ("A meeting between Recep Tayyip Erdogan and Kyriakos Mitsotakis is possible.", Status.PROPOSED),
        ("Fumio Kishida will see Narendra Modi in Delhi on Saturday before going on to Cambodia.", Status.SCHEDULED),
    ],
)
def test_what_is_agreed_and_what_is_possible(text: str, status: Status) -> None:
    assert {r.status for r in read(text)} == {status}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Cameron rang Rouhani on Monday.", "GBR"),
        ("Barack Obama brought Binyamin Netanyahu and Mahmoud Abbas together in New York on Monday.", "USA"),
    ],
)
def test_who_rings_or_brings_together_has_the_initiative(text: str, side: str) -> None:
    named = "David Cameron of Britain and Hassan Rouhani of Iran were in New York. "
    assert read(named + text, "2014-09-24")[-1].initiator == side


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Wen Jiabao and Naoto Kan talked for 25 minutes in a corridor of the palace on Monday.", Mode.MEETING),
        ("Wen Jiabao and Naoto Kan spoke informally on Saturday.", Mode.MEETING),
        ("Wen Jiabao had a conversation with Naoto Kan in Brussels on Monday.", Mode.MEETING),
        ("Wen Jiabao had a telephone conversation with Naoto Kan on Monday.", Mode.CALL),
    ],
)
def test_what_is_said_in_a_room_is_no_call(text: str, mode: Mode) -> None:
    assert {r.mode for r in read(text, "2010-10-06")} == {mode}


def test_a_telephone_of_the_next_verb_is_another_contact() -> None:
    talks, call = read("Sauli Niinisto held talks in Washington with Joe Biden, and then telephoned Vladimir Putin.")
    assert (talks.mode, talks.sides, call.mode, call.sides) == (
        Mode.MEETING, ("FIN", "USA"), Mode.CALL, ("FIN", "RUS"),
    )  # fmt: skip


def test_an_interview_that_one_has_seen_is_no_meeting() -> None:
    text = (
        "Prime Minister Benjamin Netanyahu spoke today by phone with Prime Minister Recep Tayyip Erdogan of Turkey. "
        "He noted that he had seen Prime Minister Erdogan's recent interview."
    )
    assert [r.mode for r in read(text, "2013-03-22")] == [Mode.CALL]


def test_what_one_tells_the_other_belongs_to_their_call() -> None:
    text = (
        "Dmitry Medvedev had a telephone conversation with President of France Nicolas Sarkozy on Sunday.\n\n"
        "The President of Russia informed Nicolas Sarkozy that Russia will begin to withdraw from midday on Monday."
    )
    (report,) = read(text, "2008-08-17")
    assert (report.mode, days((report,))) == (Mode.CALL, ["2008-08-17"])


def test_a_talk_that_was_open_has_taken_place() -> None:
    (report,) = read(
        "Sauli Niinisto spoke to Recep Tayyip Erdogan by telephone on Saturday. "
        "Niinisto wrote that the talk had been open and direct."
    )
    assert report.status is Status.HELD


def test_the_summit_of_two_is_the_meeting_told_before() -> None:
    text = (
        "Atal Behari Vajpayee of India and Pervez Musharraf of Pakistan spent five hours together in Agra on Sunday. "
        "Musharraf flew home without a declaration from his summit with Vajpayee."
    )
    assert days(read(text, "2001-07-17")) == ["2001-07-15"]


def test_the_next_of_a_list_lends_nobody_its_title() -> None:
    text = (
        "Marco Rubio spoke to the Indian foreign minister, S Jaishankar, the Pakistani army chief, Asim Munir, and "
        "others on Friday."
    )
    sides = {p.country for r in read(text, "2025-05-11") for p in r.participants if "Jaishankar" in p.name}
    assert sides == {"IND"}


def test_whom_others_oppose_takes_no_part() -> None:
    text = (
        "Groups opposed to Assad will gather before UN talks with the Syrian delegation open in Geneva on 28 November."
    )
    (report,) = read(text, "2017-11-22")
    assert report.sides == ("SYR", "UNO")
    assert all("Assad" not in p.name for p in report.participants)
