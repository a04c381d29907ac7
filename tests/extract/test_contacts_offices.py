"""Contacts as offices tell of them in their readouts and announcements, on sentences written for these tables."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts import contact_reports
from communique.records import ContactReport, Document, Mode, Publication, Status

DAY = "2023-06-14"
STATE = "U.S. Department of State"


def read(text: str, publisher: str | None = STATE, day: str = DAY) -> tuple[ContactReport, ...]:
    """Return the contacts of a text that an office published on a day."""
    published = Publication(day, "metadata")
    return contact_reports(annotate(Document("doc-1", text, None, "a.txt", None, publisher, published, None, "en")))


def sides(report: ContactReport) -> set[str | None]:
    return {p.country for p in report.participants}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The United States and Egypt held a Strategic Dialogue in Washington on June 12-13.", {"USA", "EGY"}),
        ("The U.S.-India Strategic Dialogue convened in New Delhi on Tuesday.", {"USA", "IND"}),
        ("The U.S.-Colombia High-Level Dialogue took place in Bogota on June 1.", {"USA", "COL"}),
        ("The U.S.-Japan Working Group on Cyber met in Tokyo on June 8.", {"USA", "JPN"}),
        ("The U.S.-Israel Strategic Consultative Group met today at the White House.", {"USA", "ISR"}),
        ("The U.S.-EU Trade and Technology Council convened for the third time today.", {"USA", "EUU"}),
        (
            "The delegations of Iraq and the United States held a session of the Coordinating Committee on Monday.",
            {"USA", "IRQ"},
        ),
    ],
)
def test_joint_bodies_and_dialogues_are_talks_between_their_sides(text: str, who: set[str]) -> None:
    (report,) = read(text)
    assert report.mode is Mode.TALKS
    assert report.status is Status.HELD
    assert sides(report) == who


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Wendy Sherman paid a courtesy call on Kenyan President William Ruto in Nairobi today.", Status.HELD),
        ("Secretary Blinken called on Kenyan President William Ruto in Nairobi on Sunday.", Status.HELD),
        ("Secretary Blinken had a pull-aside with Kenyan President William Ruto in Nairobi.", Status.HELD),
        ("In Nairobi, Secretary Blinken will call on Kenyan President William Ruto tomorrow.", Status.SCHEDULED),
        (
            "Antony Blinken and William Ruto, the president of Kenya, decided to meet in Nairobi in May.",
            Status.SCHEDULED,
        ),
    ],
)
def test_courtesy_calls_and_pull_asides_are_meetings(text: str, status: Status) -> None:
    (report,) = read(text)
    assert report.mode is Mode.MEETING
    assert report.status is status
    assert sides(report) == {"USA", "KEN"}


@pytest.mark.parametrize(
    "text",
    [
        "Secretary Blinken called on Vladimir Putin to end the war.",
        "The United States calls for dialogue between Kosovo and Serbia.",
        "Secretary Blinken joined Foreign Minister Wong in condemning the attack.",
        "The House committee met on Tuesday in a closed session.",
        "The emergency session of the Security Council that Russia asked for ended early.",
    ],
)
def test_appeals_and_sittings_of_parliaments_are_none(text: str) -> None:
    assert read(text) == ()


def test_those_joined_for_a_meeting_are_at_it() -> None:
    (report,) = read(
        "Secretary Blinken joined Australian Foreign Minister Penny Wong, Indian External Affairs Minister Jaishankar"
        " and Japanese Foreign Minister Hayashi Yoshimasa for the Quad Foreign Ministers' Meeting in New Delhi."
    )
    assert report.mode is Mode.MEETING
    assert sides(report) >= {"USA", "AUS", "IND", "JPN"}
    assert report.place == "New Delhi"


def test_the_meeting_may_be_one_by_video_told_before() -> None:
    (report,) = read(
        "President Biden will meet virtually with Prime Minister Modi of India on Friday. "
        "The meeting will cover food and energy prices."
    )
    assert report.mode is Mode.VIDEO


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Secretary Austin met Prime Minister Modi of India. The Secretary also met Minister Hayashi of Japan.", "JPN"),
        ("The Vice President met with European Commission President Ursula von der Leyen in Brussels.", "EUU"),
        ("Jake Sullivan met with Hans Muster of the German Chancellery.", "DEU"),
        ("Wendy Sherman met with Vice Minister for Foreign Affairs Mori Takeo of Japan in Tokyo.", "JPN"),
        ("Jake Sullivan met with Hans Muster, Head of Cabinet of the President of the European Council.", "EUU"),
    ],
)
def test_titles_without_a_side_are_those_of_the_office_that_writes(text: str, who: str) -> None:
    report = read(text)[-1]
    assert sides(report) == {"USA", who}


def test_a_leader_with_a_title_unknown_at_home_is_a_guest() -> None:
    (report,) = read("Secretary Blinken met Acting Prime Minister Foo Barson of Fiji in Nadi on Friday.")
    assert sides(report) == {"USA", "FJI"}
