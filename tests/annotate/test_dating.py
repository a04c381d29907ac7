"""Undated texts dated by what they say: single clues, their interplay, and what must not be inferred."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from communique.annotate.annotated import Annotated, annotate
from communique.annotate.dating import Dating
from communique.records import Document, Publication


def read(text: str, published: str | None = None) -> Annotated:
    """Return the annotated document of a text, by default without a date."""
    basis = "metadata" if published else "unknown"
    return annotate(Document("doc-1", text, None, "a.txt", None, None, Publication(published, basis), None, "en"))


def dating(text: str) -> Dating:
    """Return what is inferred of an undated text."""
    found = read(text).dating
    assert found is not None
    return found


def spans(text: str) -> list[tuple[str, str]]:
    """Return the possible days of an undated text as pairs of ISO days."""
    return [(p.start, p.end) for p in dating(text).periods]


BIDEN = "US President Joe Biden"

ONE_DAY = [
    # A dateline without year, the office of somebody named, and the weekday of the lead.
    (f"GENEVA, March 4 (Northgate) - {BIDEN} spoke with the Swiss president on Friday about grain.", "2022-03-04"),
    # Two terms that overlap for months only.
    ("LONDON, Aug 9 (Northgate) - British Prime Minister Boris Johnson met Chancellor Olaf Scholz.", "2022-08-09"),
    # The year stands in the page around the article.
    (
        "PARIS, May 3 (Northgate) - French President Emmanuel Macron met farmers.\n\nNews / Europe / 2019 /",
        "2019-05-03",
    ),
]


@pytest.mark.parametrize(("text", "day"), ONE_DAY)
def test_clues_that_leave_one_day(text: str, day: str) -> None:
    assert dating(text).day == day


def test_a_single_inferred_day_is_the_publication_with_its_basis() -> None:
    annotated = read(ONE_DAY[0][0])
    assert annotated.document.published == Publication("2022-03-04", "inferred")
    assert annotated.reference is not None
    assert annotated.reference.basis.startswith("inferred: in office: Joe Biden; dateline March 4")


def test_weekday_with_day_of_month_finds_the_year_and_dated_plans_end_the_interval() -> None:
    text = (
        f"{BIDEN} called his counterpart on Thursday (December 30th). Envoys will meet on January 9 in Geneva. "
        "She spoke in an interview that will be shown on January 2."
    )
    assert spans(text) == [("2021-12-30", "2022-01-02")]


def test_weekday_with_day_of_month_stays_open_without_a_term_of_office() -> None:
    found = dating("The ministers met on Thursday (December 30th).")
    assert found.day is None
    assert len(found.days) > 12
    assert all(date.fromordinal(start).strftime("%A %d %b") == "Thursday 30 Dec" for start, _ in found.days)


def test_named_summit_fixes_the_week() -> None:
    text = (
        "US President Barack Obama spoke by telephone with the Polish president ahead of the NATO summit starting "
        "Friday in Warsaw."
    )
    assert spans(text) == [("2016-07-02", "2016-07-08")]
    assert "NATO summit Warsaw 2016" in dating(text).basis


def test_weekdays_on_both_sides_cut_the_week() -> None:
    text = (
        "Ministers agreed on the budget on Wednesday ahead of the NATO summit starting Friday in Warsaw. "
        "The secretary will travel to Kyiv on Thursday."
    )
    assert spans(text) == [("2016-07-06", "2016-07-07")]


def test_months_into_an_administration() -> None:
    text = "US President Donald Trump met governors. More than three months into the administration, posts are vacant."
    assert ("2017-04-20", "2017-05-25") in spans(text)


def test_taken_office_in_a_month_means_within_the_year() -> None:
    found = spans("It was their second call since Joe Biden took office in January.")
    assert found == [("2021-01-20", "2022-01-21")]


def test_dated_past_is_a_lower_bound() -> None:
    text = f"{BIDEN} recalled the accord. The two countries signed it in May 2023."
    assert spans(text)[0][0] == "2023-05-01"


def test_who_had_left_office_before_another_came_is_no_bound() -> None:
    text = "President Barack Obama said that what President George W. Bush had begun would be ended."
    assert spans(text) == [("2009-01-20", "2017-02-03")]
    later = "President Joe Biden said that Secretary of State John Kerry had begun it."
    assert spans(later)[0][0] == "2021-01-20"


def test_former_holders_give_only_the_end_of_their_term() -> None:
    found = dating("Angela Merkel, the former German chancellor, met Russian Foreign Minister Sergei Lavrov.")
    assert found.days[0][0] == date(2021, 12, 8).toordinal()


def test_a_contradicted_clue_is_set_aside_and_named() -> None:
    text = (
        "US President Barack Obama spoke ahead of the NATO summit starting Friday in Warsaw.\n\n"
        "Foreign news / 2011 / archive"
    )
    found = dating(text)
    assert [(p.start, p.end) for p in found.periods] == [("2016-07-02", "2016-07-08")]
    assert any("2011" in reason for reason in found.dropped)
    assert "set aside" in found.basis


@pytest.mark.parametrize(
    "text",
    [
        "The two ministers spoke on Tuesday about fish.",
        "They will meet next week.",
        "The home secretary and the mayor met on Monday.",
        "A meeting with the chairman in London on Monday went well.",
    ],
)
def test_nothing_is_inferred_from_nothing(text: str) -> None:
    annotated = read(text)
    assert annotated.reference is None
    assert annotated.document.published == Publication(None, "unknown")


def test_a_dated_document_is_not_dated_again() -> None:
    annotated = read(ONE_DAY[0][0], "2001-02-03")
    assert annotated.dating is None
    assert annotated.document.published.date == "2001-02-03"


@pytest.mark.parametrize("weeks", [0, 1, -3, 26, 60, 99])
def test_shifting_a_document_by_weeks_shifts_its_inferred_day(weeks: int) -> None:
    # Mr Biden was in office for all of them; the weekday stays what it is.
    day = date(2022, 6, 8) + timedelta(weeks=weeks)
    text = f"GENEVA, {day:%B} {day.day} (Northgate) - {BIDEN} met the Swiss president on {day:%A} in Bern."
    later = date(2022, 6, 8).toordinal() + 7 * weeks
    assert any(start <= later <= end for start, end in dating(text).days)
    assert dating(text).day == day.isoformat()


DIRECTIONS = [
    ("The ministers met on Tuesday.", "past"),
    ("The ministers will meet on Tuesday.", "future"),
    ("The talks are due to resume on Tuesday.", "future"),
    ("A summit to be held in Oslo on Tuesday was called a last chance.", "future"),
    ("The ministers agreed on talks on Tuesday.", None),
]


@pytest.mark.parametrize(("text", "direction"), DIRECTIONS)
def test_the_verb_above_a_time_expression_tells_its_direction(text: str, direction: str | None) -> None:
    annotated = read(text, "2020-03-04")
    assert annotated.direction_of(annotated.times[-1]) == direction
