"""Contacts as offices tell of them in their readouts and announcements, on sentences written for these tables."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
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


@pytest.mark.parametrize(
    ("text", "publisher", "who"),
    [
        ("This morning I called Prime Minister Kishida to express my condolences.", "The White House", "Joe Biden"),
        ("Earlier today I had the pleasure of welcoming Chancellor Scholz here.", "The White House", "Joe Biden"),
        ("Yesterday I spoke by phone with Foreign Minister Kuleba.", STATE, "Antony Blinken"),
        (
            "Statement by Vice President Harris\n\nToday I met with President Macron in Paris.",
            "The White House",
            "Kamala Harris",
        ),
    ],
)
def test_i_is_who_makes_the_statement(text: str, publisher: str, who: str) -> None:
    (report,) = read(text, publisher, "2022-06-14")
    assert who in {p.name for p in report.participants}


def test_i_within_a_quotation_or_in_the_press_is_not_the_office() -> None:
    assert read("“This morning I called Prime Minister Kishida.”", "The White House") == ()
    assert read("This morning I called Prime Minister Kishida.", "The Daily Post") == ()


def test_the_team_is_the_official_who_travels_with_those_who_came_along() -> None:
    reports = read(
        "Jake Sullivan travelled to the Gulf this week, accompanied by Brett McGurk. "
        "Then the team sat down with Saudi Crown Prince Mohammed bin Salman.",
        "The White House",
    )
    assert {"Jake Sullivan", "Brett McGurk", "Mohammed bin Salman"} in [
        {p.name for p in r.participants} for r in reports
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Secretary Blinken met with President Macron of France and afterwards with Chancellor Scholz of Germany.", 2),
        ("Secretary Blinken met with President Macron of France, and then with Prime Minister Elisabeth Borne.", 2),
        ("Jake Sullivan spoke separately today with his counterparts from France and Germany.", 2),
        ("Blinken will travel to Jerusalem and Ramallah, where he will meet with Netanyahu and Mahmoud Abbas.", 2),
        ("President Biden telephoned the leaders of France and Germany.", 1),
        ("Secretary Blinken met with President Macron of France and Chancellor Scholz of Germany.", 1),
    ],
)
def test_contacts_in_turn_or_in_several_places_are_several(text: str, count: int) -> None:
    assert len(read(text)) == count


def test_each_stop_of_a_journey_is_the_place_of_its_own_meeting() -> None:
    reports = read(
        "Daleep Singh travelled to Quito and Panama City, where he met with President Guillermo Lasso of Ecuador and "
        "President Laurentino Cortizo of Panama."
    )
    assert [r.place for r in reports] == ["Quito", "Panama City"]


def test_those_who_led_the_delegations_took_part() -> None:
    (report,) = read(
        "The U.S.-EU Trade and Technology Council convened for the first time on Monday. It was co-chaired by "
        "Antony Blinken and European Commission Executive Vice President Margrethe Vestager."
    )
    assert {p.name for p in report.participants} == {"Antony Blinken", "Margrethe Vestager"}
    assert report.mode is Mode.MEETING


def test_the_list_of_two_is_closed_before_who_acts_after_it() -> None:
    first, second = read(
        "Following the video call between President Biden and President Xi Jinping on Monday, Lloyd Austin, "
        "the Secretary of Defense, held a telephone call this morning with Chinese Defense Minister Wei Fenghe."
    )
    assert {p.name for p in first.participants} == {"Joe Biden", "Xi Jinping"}
    assert {p.name for p in second.participants} == {"Lloyd Austin", "Wei Fenghe"}


def test_the_conversation_that_two_had_is_theirs() -> None:
    report = read(
        "Secretary Blinken commended the conversation that Ilham Aliyev and Nikol Pashinyan had in Brussels."
    )[-1]
    assert sides(report) == {"AZE", "ARM"}


def test_governments_hold_dialogues_and_briefers_face_councils() -> None:
    (dialogue,) = read(
        "The governments of the United States and Egypt held a Strategic Dialogue in Washington in June."
    )
    assert sides(dialogue) == {"USA", "EGY"}
    (briefing,) = read("Deputy Secretary Wendy Sherman briefed the North Atlantic Council on Tuesday.")
    assert sides(briefing) == {"USA", "NATO"}


def test_an_official_nobody_knows_serves_the_state_where_he_was_met() -> None:
    (report,) = read("In Suva, Fiji, Secretary Blinken met Acting Prime Minister Foo Barson on Friday.")
    assert sides(report) == {"USA", "FJI"}


def test_the_president_and_the_prime_minister_are_two() -> None:
    (report,) = read("The President and Prime Minister Modi met in Washington on Monday.", "The White House")
    assert {p.name for p in report.participants} == {"Joe Biden", "Narendra Modi"}
