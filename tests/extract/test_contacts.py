"""Contacts: each way in which the press tells of one, on sentences written for this table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Mode, Publication, Status, check_spans

FRIDAY = "2022-03-18"


def read(text: str, day: str | None = FRIDAY, publisher: str | None = None) -> tuple[ContactReport, ...]:
    """Return the contacts of a text published on a day."""
    published = Publication(day, "metadata" if day else "unknown")
    return contact_reports(annotate(Document("doc-1", text, None, "a.txt", None, publisher, published, None, "en")))


def names(report: ContactReport) -> set[str]:
    return {p.name for p in report.participants}


@pytest.mark.parametrize(
    ("text", "mode", "who"),
    [
        ("Joe Biden spoke by phone with Xi Jinping on Thursday.", Mode.CALL, {"Joe Biden", "Xi Jinping"}),
        ("US President Joe Biden and Xi Jinping spoke on Thursday.", Mode.CALL, {"Joe Biden", "Xi Jinping"}),
        ("Emmanuel Macron rang Vladimir Putin on Thursday.", Mode.CALL, {"Emmanuel Macron", "Vladimir Putin"}),
        ("Olaf Scholz held a video call with Xi Jinping.", Mode.VIDEO, {"Olaf Scholz", "Xi Jinping"}),
        ("Mario Draghi met with Olaf Scholz in Rome.", Mode.MEETING, {"Mario Draghi", "Olaf Scholz"}),
        ("Joe Biden received Mario Draghi at the White House.", Mode.MEETING, {"Joe Biden", "Mario Draghi"}),
        ("Antony Blinken travelled to Warsaw on Thursday.", Mode.VISIT, {"Antony Blinken"}),
        ("Joe Biden sent a letter to Xi Jinping.", Mode.LETTER, {"Joe Biden", "Xi Jinping"}),
        ("Russian and Turkish officials held talks in Ankara.", Mode.TALKS, {"Russian officials", "Turkish officials"}),
        (
            "Vladimir Putin, Recep Tayyip Erdoğan and Ebrahim Raisi met in Tehran.",
            Mode.SUMMIT,
            {"Vladimir Putin", "Recep Tayyip Erdoğan", "Ebrahim Raisi"},
        ),
    ],
)
def test_the_words_give_the_mode_and_the_parties(text: str, mode: Mode, who: set[str]) -> None:
    (report,) = read(text)
    assert report.mode is mode
    assert names(report) == who


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Joe Biden met Mario Draghi in Rome on Thursday.", Status.HELD),
        ("Joe Biden will meet Mario Draghi in Rome on Tuesday.", Status.SCHEDULED),
        ("Joe Biden is due to meet Mario Draghi in Rome on Tuesday.", Status.SCHEDULED),
        ("Joe Biden hopes to meet Mario Draghi.", Status.PROPOSED),
        ("Joe Biden offered to meet Mario Draghi.", Status.PROPOSED),
        ("Joe Biden cancelled a meeting with Mario Draghi.", Status.CANCELLED),
        ("Joe Biden refused to meet Mario Draghi.", Status.CANCELLED),
    ],
)
def test_tense_and_modality_give_the_status(text: str, status: Status) -> None:
    (report,) = read(text)
    assert report.status is status


def test_the_clause_gives_day_place_and_length() -> None:
    (report,) = read("Mario Draghi met Olaf Scholz for an hour and a half in Rome on Wednesday.")
    assert report.date is not None
    assert (report.date.start, report.date.end) == ("2022-03-16", "2022-03-16")
    assert (report.place, report.duration_minutes) == ("Rome", 90)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Emmanuel Macron called Vladimir Putin on Thursday.", "FRA"),
        ("At the initiative of the German side, Olaf Scholz spoke by phone with Vladimir Putin.", "DEU"),
        ("Olaf Scholz received a phone call from Vladimir Putin.", "RUS"),
        ("Joe Biden and Vladimir Putin spoke by phone.", None),
    ],
)
def test_the_initiator_is_told_or_unknown(text: str, side: str | None) -> None:
    (report,) = read(text)
    assert report.initiator == side


@pytest.mark.parametrize(
    "text",
    [
        "Joe Biden called on Vladimir Putin to withdraw his troops.",
        "Joe Biden called Vladimir Putin a killer.",
        "Joe Biden met with Kamala Harris and Antony Blinken.",
        "Antony Blinken told a news conference that sanctions would stay.",
        "Russia and Ukraine are on a collision course.",
        "The two countries speak the same language.",
        "The proposal met the criteria of Russia and Germany.",
        "Joe Biden spoke to reporters in Rome.",
    ],
)
def test_other_senses_and_domestic_meetings_are_no_contacts(text: str) -> None:
    assert read(text) == ()


def test_the_call_is_the_call_told_before() -> None:
    text = (
        "Joe Biden and Xi Jinping spoke by phone on Friday.\n\n"
        "The call lasted an hour and 50 minutes. The two leaders discussed Ukraine."
    )
    (report,) = read(text)
    assert report.duration_minutes == 110
    assert len(report.spans) == 3


def test_an_earlier_contact_in_the_background_is_one_of_its_own() -> None:
    now, before = read("Joe Biden and Xi Jinping spoke by phone on Friday. They last spoke on 15 November.")
    assert now.date is not None
    assert before.date is not None
    assert (now.date.start, before.date.start) == ("2022-03-18", "2021-11-15")


def test_no_contact_since_a_day_tells_of_one_on_that_day() -> None:
    (report,) = read("Olaf Scholz and Vladimir Putin have not spoken since March 4.")
    assert report.status is Status.HELD
    assert report.date is not None
    assert report.date.start == "2022-03-04"


def test_a_readout_implies_the_leader_whose_office_wrote_it() -> None:
    (report,) = read("Telephone conversation with President of France Emmanuel Macron", publisher="Kremlin")
    assert names(report) == {"Vladimir Putin", "Emmanuel Macron"}
    assert report.date is not None
    assert report.date.basis == "publication of the readout"


def test_a_named_summit_takes_its_days_from_the_table() -> None:
    reports = read("Joe Biden will attend the NATO summit in Madrid.", day="2022-06-20")
    summit = next(r for r in reports if r.mode is Mode.SUMMIT)
    assert summit.date is not None
    assert summit.date.start <= "2022-06-29" <= summit.date.end
    assert summit.summit is not None


def test_without_a_publication_date_a_weekday_alone_is_no_date() -> None:
    (report,) = read("Officials of Austria and Hungary held talks on Wednesday.", day=None)
    assert report.date is None
    assert report.weekday == 2


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_and_every_span_verifies(text: str) -> None:
    text = f"Joe Biden met Mario Draghi. {text}"
    for report in read(text):
        assert check_spans(text, report.spans) is None
        assert report.spans
        assert report.participants
