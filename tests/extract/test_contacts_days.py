"""When a contact took place where its own clause names no day: frames of a sentence, the day of the story."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Publication, Status

THURSDAY = "2016-09-22"


def read(text: str, day: str | None = THURSDAY, publisher: str | None = None) -> list[ContactReport]:
    """Return the contacts of a text published on a day."""
    published = Publication(day, "metadata" if day else "unknown")
    return list(contact_reports(annotate(Document("d", text, None, "a.txt", None, publisher, published, None, "en"))))


def day_of(report: ContactReport) -> tuple[str, str] | None:
    return (report.date.start, report.date.end) if report.date else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In July John Kerry flew to Moscow and sat with Vladimir Putin for hours.", ("2016-07-01", "2016-07-31")),
        ("On Tuesday John Kerry landed in Geneva and conferred with Sergei Lavrov.", ("2016-09-20", "2016-09-20")),
        ("John Kerry flew to Geneva on Monday to sit with Sergei Lavrov.", ("2016-09-19", "2016-09-19")),
        ("John Kerry went to Geneva on 9 September and met Sergei Lavrov there.", ("2016-09-09", "2016-09-09")),
        (
            "John Kerry flew to Moscow in July and talked with Vladimir Putin until one in the morning.",
            ("2016-07-01", "2016-07-31"),
        ),
        (
            "John Kerry begins today a visit to Vietnam and will hold talks with Tran Dai Quang.",
            ("2016-09-22", "2016-09-22"),
        ),
    ],
)
def test_the_time_of_a_sentence_holds_for_the_clause_that_goes_on(text: str, day: tuple[str, str]) -> None:
    assert day in [day_of(r) for r in read(text) if len(r.participants) > 1]


def test_what_was_before_is_not_of_the_day_of_the_sentence() -> None:
    found = read("John Kerry spoke on Tuesday after he had met Sergei Lavrov.")
    assert [r.date for r in found if len(r.participants) > 1] == [None]


def test_what_the_press_tells_without_a_day_is_of_the_day_of_publication_or_the_one_before() -> None:
    (report,) = read("Barack Obama met Vladimir Putin and the two talked about Syria.")
    assert day_of(report) == ("2016-09-21", "2016-09-22")
    assert report.date is not None
    assert report.date.basis.startswith("inferred")


@pytest.mark.parametrize(
    ("first", "days"),
    [("Markets fell on Tuesday.", ("2016-09-20", "2016-09-20")), ("Markets fell on Monday and on Tuesday.", None)],
)
def test_what_stands_further_on_is_of_the_only_day_that_the_story_has_named(
    first: str, days: tuple[str, str] | None
) -> None:
    (report,) = read(f"{first} Shares lost much. Bonds held. Barack Obama met Vladimir Putin.")
    assert (day_of(report) if report.date else None) == days


@pytest.mark.parametrize(("weekday", "day"), [("Monday", "2016-09-19"), ("Friday", "2016-09-23")])
def test_what_was_to_have_been_is_of_the_nearest_day(weekday: str, day: str) -> None:
    (report,) = read(f"Obama and Merkel were to have met in Berlin on {weekday}, but the meeting was called off.")
    assert day_of(report) == (day, day)


def test_after_this_is_of_the_same_day() -> None:
    text = "Obama rang Merkel on Tuesday. It was a long call. Aides left. After this Obama called Vladimir Putin."
    assert {day_of(r) for r in read(text)} == {("2016-09-20", "2016-09-20")}


def test_what_an_office_tells_without_a_day_is_of_the_day_of_publication() -> None:
    text = "The President spoke today with Angela Merkel.\n\nThe President also took calls from François Hollande."
    found = read(text, publisher="White House")
    assert [day_of(r) for r in found] == [("2016-09-22", "2016-09-22")] * 2


def test_a_contact_told_right_behind_another_of_the_same_person_is_of_its_day() -> None:
    text = "Barack Obama received Angela Merkel on 5 April. Obama met François Hollande in the afternoon."
    assert [day_of(r) for r in read(text)] == [("2016-04-05", "2016-04-05")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Barack Obama once met Vladimir Putin.",
        "Barack Obama has met Vladimir Putin.",
        "Barack Obama had met Vladimir Putin.",
        "Barack Obama last met Vladimir Putin in the spring.",
        "Barack Obama will meet Vladimir Putin.",
    ],
)
def test_no_day_is_inferred_for_what_the_words_set_in_another_time(text: str) -> None:
    assert all(not (r.date and r.date.basis.startswith("inferred")) for r in read(text))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Barack Obama met Angela Merkel in the spring.", ("2016-03-01", "2016-05-31")),
        ("Barack Obama met Angela Merkel this spring.", ("2016-03-01", "2016-05-31")),
        ("Barack Obama spoke four times this year with Angela Merkel.", ("2016-01-01", "2016-12-31")),
        ("Barack Obama met Angela Merkel in Krün in 2015.", ("2015-01-01", "2015-12-31")),
        ("Barack Obama will meet Angela Merkel next year.", ("2017-01-01", "2017-12-31")),
        ("Barack Obama receives Angela Merkel in Washington on Tuesday.", ("2016-09-27", "2016-09-27")),
        ("Barack Obama is Angela Merkel's guest for talks on Friday.", ("2016-09-23", "2016-09-23")),
    ],
)
def test_seasons_years_and_the_present_tense(text: str, day: tuple[str, str]) -> None:
    assert [day_of(r) for r in read(text)] == [day]


def test_talks_of_two_persons_are_no_round_of_a_process() -> None:
    text = "Nuclear talks with Iran went on in Vienna. Hassan Rouhani had talks with Bert Koenders on 12 July."
    found = [r for r in read(text, day="2015-07-14") if "Bert Koenders" in {p.name for p in r.participants}]
    assert [day_of(r) for r in found] == [("2015-07-12", "2015-07-12")]


def test_no_day_is_inferred_without_publication() -> None:
    assert [r.date for r in read("Barack Obama met Vladimir Putin.", day=None)] == [None]


def test_what_a_readout_tells_with_earlier_is_of_its_day() -> None:
    text = "The President spoke today with Angela Merkel.\n\nEarlier he had spoken with François Hollande."
    found = read(text, publisher="White House")
    assert [day_of(r) for r in found] == [("2016-09-22", "2016-09-22")] * 2


def test_earlier_with_a_time_of_its_own_is_none_of_the_day() -> None:
    text = "The President spoke today with Angela Merkel.\n\nEarlier this year he had spoken with François Hollande."
    assert [day_of(r) for r in read(text, publisher="White House")] == [("2016-09-22", "2016-09-22"), None]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("On Monday John Kerry received the Russian ambassador, Sergey Kislyak, at the latter's request.", "RUS"),
        ("President Xi Jinping met, upon request, with Prime Minister Shinzo Abe.", "JPN"),
        ("At the initiative of the French side Vladimir Putin spoke by phone with François Hollande.", "FRA"),
    ],
)
def test_who_asked_for_it(text: str, side: str) -> None:
    assert [r.initiator for r in read(text)] == [side]


def test_a_quarter_of_an_hour() -> None:
    (report,) = read("John Kerry met Sergei Lavrov for a quarter of an hour in Geneva on Monday.")
    assert report.duration_minutes == 15


def test_a_plan_with_a_day_is_scheduled_where_the_report_goes_on_with_would() -> None:
    (report,) = read("Sergei Lavrov would meet John Kerry in Geneva in October.")
    assert report.status is Status.SCHEDULED
