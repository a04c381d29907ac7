"""Time expressions against a table worked out by hand, and the parts of the interface that the table cannot show."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from communique.annotate.calendar import days_matching, easter, orthodox_easter
from communique.annotate.time_holidays import holiday_in
from communique.annotate.times import TimeMention, event_of, find_times, references, resolve
from communique.records import Period

TABLE = Path(__file__).parent / "data" / "times.tsv"


def period(written: str) -> Period | None:
    """Return the period that a cell of the table names: a day, two days joined by a slash, or nothing."""
    start, _, end = written.partition("/")
    return Period(start, end or start, "given") if start else None


def day(written: str) -> Period:
    """Return one day as a period."""
    return Period(written, written, "given")


def rows() -> list[dict[str, str]]:
    """Return the table's rows; lines that begin with # are headings."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def only(text: str) -> TimeMention:
    """Return the single time expression of a text."""
    (mention,) = find_times(text)
    return mention


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['text'][:50]}|{row['reference']}|{row['direction']}")
def test_table(row: dict[str, str]) -> None:
    mentions = find_times(row["text"])
    if not row["expression"]:
        assert mentions == ()
        return
    mention = next((m for m in mentions if m.quote == row["expression"]), None)
    assert mention is not None, [m.quote for m in mentions]
    found = resolve(mention, period(row["reference"]), row["direction"], anchor=period(row["anchor"]))
    assert (found.start, found.end) == (row["start"], row["end"]) if found else not row["start"]


def test_table_is_large_and_has_every_kind() -> None:
    kinds = {m.kind for row in rows() for m in find_times(row["text"])}
    assert len(rows()) >= 260
    assert kinds == {
        "day", "weekday", "month", "year", "season", "part", "relative", "range", "holiday", "duration-since",
    }  # fmt: skip


def test_weekday_and_day_stand_in_one_mention() -> None:
    mention = only("He urged calm in a call Thursday (December 30th).")
    assert (mention.weekday, mention.day, mention.month, mention.year) == (3, 30, 12, None)
    assert resolve(mention, None) is None


def test_weekday_with_day_leaves_one_year_of_a_term_of_office() -> None:
    fitting = list(days_matching(3, 30, 12, date(2021, 1, 20), date(2025, 1, 20)))
    assert fitting == [date(2021, 12, 30)]


def test_open_order_of_figures_keeps_both_readings() -> None:
    mention = only("Call readout, 7/6/2016")
    assert mention.readings == ((2016, 6, 7), (2016, 7, 6))
    assert (mention.year, mention.month, mention.day) == (2016, None, None)


def test_since_keeps_its_beginning() -> None:
    mention = only("It was the first call since February 18.")
    assert (mention.kind, mention.month, mention.day) == ("duration-since", 2, 18)
    assert mention.base is not None
    assert resolve(mention.base, day("2022-05-13")) == Period(
        "2022-02-18", "2022-02-18", "stated day, year by publication"
    )


def test_listed_days_are_marked_and_spans_are_not() -> None:
    listed = only("They meet on January 9 and 10.")
    spanned = only("They meet from January 9 to 10.")
    assert listed.listed
    assert not spanned.listed
    assert listed.base is not None
    assert listed.last is not None
    assert (listed.base.day, listed.last.day) == (9, 10)


def test_days_listed_apart_are_mentions_of_their_own() -> None:
    assert [m.quote for m in find_times("They meet on Monday and Thursday.")] == ["Monday", "Thursday"]


@pytest.mark.parametrize(
    ("text", "reference", "direction", "basis"),
    [
        ("They spoke on 9 July 2021.", None, "past", "stated"),
        ("They spoke on Wednesday.", "2016-07-07", "past", "weekday before publication"),
        ("They meet on Friday.", "2016-07-07", "future", "weekday after publication"),
        ("They spoke yesterday.", "2016-07-07", "past", "relative to publication"),
        ("They met in April.", "2016-07-07", "past", "stated month, year by publication"),
        ("A day later they met.", "2016-07-07", "past", "relative to an event in the text"),
        ("A truce held for Eid al-Fitr.", "2016-07-07", "past", "Eid al-Fitr (approximate)"),
        ("They met on Thursday, 6 July 2016.", None, "past", "stated, not the weekday stated"),
        ("Readout, 7/6/2016", "2016-07-07", "past", "order of day and month by nearness"),
        ("They spoke on Monday.", "2016-07-05/2016-07-07", "past", "publication 2016-07-05 to 2016-07-07"),
    ],
)
def test_basis_says_how_the_days_are_known(text: str, reference: str | None, direction: str, basis: str) -> None:
    found = resolve(only(text), period(reference or ""), direction, anchor=day("2016-07-04"))
    assert found is not None
    assert basis in found.basis


def test_publication_follows_from_a_known_day() -> None:
    friday = only("The summit starts Friday in Warsaw.")
    assert references(friday, day("2016-07-08"), "future") == Period(
        "2016-07-02", "2016-07-08", "“Friday” means 2016-07-08"
    )
    yesterday = only("They spoke yesterday.")
    found = references(yesterday, day("2016-07-06"))
    assert found is not None
    assert (found.start, found.end) == ("2016-07-07", "2016-07-07")


def test_publication_does_not_follow_where_nothing_is_counted_from_it() -> None:
    assert references(only("They met on 9 July 2021."), day("2021-07-09")) is None
    assert references(only("They met a day later."), day("2021-07-09")) is None
    assert references(only("They meet on Friday."), day("2016-07-07"), "future") is None


def test_event_lies_before_what_is_told_to_follow_it() -> None:
    after = only("A day after the call they still disagreed.")
    assert event_of(after, day("2025-03-19")) == Period("2025-03-18", "2025-03-18", "relative to an event in the text")
    eve = only("It came on the eve of talks in Astana.")
    assert event_of(eve, day("2017-05-02")) == Period("2017-05-03", "2017-05-03", "relative to an event in the text")
    assert event_of(only("They spoke on Monday."), day("2017-05-02")) is None


def test_direction_near_takes_the_nearer() -> None:
    mention = only("A round opens on March 3.")
    near = [resolve(mention, day(d), "near") for d in ("2019-02-01", "2019-12-01")]
    assert [p.start for p in near if p] == ["2019-03-03", "2020-03-03"]


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "They met on Monday. They will meet on 9 March. They part on Sunday."
    second = find_times(text, text.index("They will"), text.index("They part"))
    assert [(m.quote, text[m.start : m.end]) for m in second] == [("9 March", "9 March")]


def test_nothing_joins_across_a_paragraph() -> None:
    assert [m.quote for m in find_times("They met on Monday\n\n13 July brought a call")] == ["Monday", "13 July"]


# Easter Sundays of the churches' published tables.
@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (1963, "1963-04-14", "1963-04-14"),
        (1999, "1999-04-04", "1999-04-11"),
        (2000, "2000-04-23", "2000-04-30"),
        (2016, "2016-03-27", "2016-05-01"),
        (2021, "2021-04-04", "2021-05-02"),
        (2024, "2024-03-31", "2024-05-05"),
        (2038, "2038-04-25", "2038-04-25"),
    ],
)
def test_easter(year: int, western: str, eastern: str) -> None:
    assert easter(year).isoformat() == western
    assert orthodox_easter(year).isoformat() == eastern


def test_a_moon_year_can_begin_a_feast_twice_in_one() -> None:
    assert [span[0].isoformat() for span in holiday_in("Eid al-Fitr", 2000)] == ["2000-01-08", "2000-12-27"]
    assert holiday_in("Eid al-Fitr", 1900) == ()


@pytest.mark.parametrize("text", ["They met last week in the hope of peace.", "They met last month in the Kremlin."])
def test_a_unit_before_in_the_is_read_unless_it_is_part_of_another(text: str) -> None:
    assert only(text).quote in {"last week", "last month"}
    assert find_times("They met last week in the year of the plague.") == ()


@pytest.mark.parametrize("reference", ["1962-10-28", "1999-04-25", "2018-01-21"])
def test_on_a_sunday_last_week_takes_in_both_weeks(reference: str) -> None:
    found = resolve(only("They met last week."), day(reference))
    assert found is not None
    assert date.fromisoformat(found.end) == date.fromisoformat(reference)
    assert date.fromisoformat(found.end) - date.fromisoformat(found.start) == timedelta(days=13)


@pytest.mark.parametrize(
    ("text", "direction", "start", "end"),
    [
        ("They met late last week.", "past", "2018-01-11", "2018-01-21"),
        ("They meet early this week.", "future", "2018-01-22", "2018-01-24"),
        ("They met early this week.", "past", "2018-01-15", "2018-01-17"),
    ],
)
def test_on_a_sunday_a_part_may_be_that_of_either_week(text: str, direction: str, start: str, end: str) -> None:
    found = resolve(only(text), day("2018-01-21"), direction)
    assert found is not None
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("They met in Paris on 5 October. In London on the 14th Mr Kerry met Mr Lavrov.", "2015-10-14"),
        ("In January 1990 it was hoped. On the 20th they had lunch.", "1990-01-20"),
        ("They met on 30 November 2015, and on the 9th they met again.", "2015-12-09"),
        ("They met on 30 December 2015, and on the 9th they met again.", "2016-01-09"),
        ("On the 14th they met.", "2016-01-14"),
    ],
)
def test_a_day_without_month_has_that_of_the_date_before_it(text: str, meant: str) -> None:
    found = resolve(find_times(text)[-1], day("2016-01-16"))
    assert found is not None
    assert found.start == found.end == meant


def test_what_is_counted_under_a_name_is_no_day() -> None:
    assert not find_times("They agreed on the 14th BRICS summit and on the 77th UN General Assembly.")
