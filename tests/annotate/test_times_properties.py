"""What holds for every text and every day of publication: spans, shifts by whole weeks, monotone and honest results."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.annotate.times import TimeMention, find_times, references, resolve
from communique.records import Period

# Words of time and of the sentences around them: their random strings reach far more rules than random letters do.
WORDS = (
    "the a an of on in at to and or since until by from between within last next this that same following "
    "previous coming recent early late mid end beginning half week weeks day days month months year years "
    "weekend fortnight hours later earlier before after ago ahead now eve morning night Monday Wednesday "
    "Sunday Thurs. Fri January May March Sept. june spring Fall Christmas Easter Ramadan Eid al-Fitr "
    "Independence Day yesterday tonight overnight first second fourth two few couple several more than about "
    "7 13 30 31 9th 2nd 1999 2016 1990s 7/6/2016 2016-07-06 31/02/2020 , . - – ( ) 's Theresa talks met will "
    "Putin \n\n"
).split(" ")
DAYS = st.dates(date(1950, 1, 1), date(2035, 12, 31))
DIRECTIONS = st.sampled_from(["past", "future", "near"])
TIMELIKE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
WEEKLY = (
    "Wednesday; last Friday; next Tuesday; this Monday; Friday week; a week on Monday; a week ago Tuesday; "
    "Thursday next week; Tuesday of last week; Monday and Tuesday; from Wednesday to Friday; yesterday; "
    "tonight; overnight; the day before yesterday; tomorrow morning; three days ago; two weeks ago; "
    "a few days ago; this week; last week; next week; earlier this week; later this week; early next week; "
    "late last week; the weekend; last weekend; next weekend; the past week; the next two weeks; "
    "the coming days; recent weeks; in three days; within two weeks; 48 hours ago; since Monday; "
    "until Friday; the end of the week; less than a week ago"
).split("; ")


def day(value: date) -> Period:
    """Return one day as a period."""
    return Period(value.isoformat(), value.isoformat(), "given")


def days_of(found: Period | None) -> tuple[date, date] | None:
    """Return the two ends of a result as dates."""
    return None if found is None else (date.fromisoformat(found.start), date.fromisoformat(found.end))


def check_spans(text: str, mentions: tuple[TimeMention, ...]) -> None:
    """Assert that the mentions verify against the text, in order and apart."""
    done = 0
    for mention in mentions:
        assert done <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.quote
        done = mention.end


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    check_spans(text, find_times(text))


@settings(max_examples=400)
@given(TIMELIKE, DAYS, DIRECTIONS, DAYS)
def test_any_time_like_text_is_read_and_resolved(text: str, published: date, direction: str, event: date) -> None:
    mentions = find_times(text)
    check_spans(text, mentions)
    for mention in mentions:
        found = days_of(resolve(mention, day(published), direction, anchor=day(event)))
        assert found is None or found[0] <= found[1]
        assert resolve(mention, None, direction) is None or not mention.anchored


@settings(max_examples=400)
@given(TIMELIKE, DAYS, st.integers(0, 500), DIRECTIONS, DAYS)
def test_later_publication_never_gives_an_earlier_result(
    text: str, published: date, later: int, direction: str, event: date
) -> None:
    for mention in find_times(text):
        first = days_of(resolve(mention, day(published), direction, anchor=day(event)))
        second = days_of(resolve(mention, day(published + timedelta(days=later)), direction, anchor=day(event)))
        if first and second:
            assert first[0] <= second[0]
            assert first[1] <= second[1]


@given(TIMELIKE, DAYS, st.integers(1, 20), st.integers(0, 20), DIRECTIONS)
def test_hull_encloses_the_result_of_every_possible_day(
    text: str, published: date, width: int, inside: int, direction: str
) -> None:
    end = published + timedelta(days=width)
    between = day(min(end, published + timedelta(days=inside)))
    for mention in find_times(text):
        hull = days_of(resolve(mention, Period(published.isoformat(), end.isoformat(), "given"), direction))
        one = days_of(resolve(mention, between, direction))
        if hull and one:
            assert hull[0] <= one[0] <= one[1] <= hull[1]


@pytest.mark.parametrize("expression", WEEKLY)
@given(published=DAYS, weeks=st.integers(-60, 60), direction=DIRECTIONS)
@settings(max_examples=25)
def test_whole_weeks_shift_the_result_by_as_much(expression: str, published: date, weeks: int, direction: str) -> None:
    (mention,) = find_times(f"They met on {expression}.") if not expression.startswith("on") else find_times(expression)
    shift = timedelta(days=7 * weeks)
    before = days_of(resolve(mention, day(published), direction))
    after = days_of(resolve(mention, day(published + shift), direction))
    assert after == (before and (before[0] + shift, before[1] + shift))


@given(st.sampled_from(WEEKLY), DAYS, st.sampled_from(["past", "future"]))
def test_references_are_the_days_that_give_the_result(expression: str, published: date, direction: str) -> None:
    (mention,) = find_times(f"They met on {expression}.")
    meant = resolve(mention, day(published), direction)
    if meant is None:
        return
    found = days_of(references(mention, meant, direction))
    assert found is not None
    assert found[0] <= published <= found[1]
    outside = days_of(resolve(mention, day(found[0] - timedelta(days=1)), direction))
    assert outside is None or outside[1] < date.fromisoformat(meant.start)


@given(DAYS, st.integers(0, 6))
def test_weekday_lies_within_a_week_on_the_side_that_the_tense_says(published: date, weekday: int) -> None:
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[weekday]
    (mention,) = find_times(f"The two spoke on {name}.")
    past, ahead = (days_of(resolve(mention, day(published), d)) for d in ("past", "future"))
    assert past is not None
    assert ahead is not None
    assert past[0] == past[1]
    assert past[0].weekday() == ahead[0].weekday() == weekday
    assert 0 <= (published - past[0]).days < 7
    assert 0 <= (ahead[0] - published).days < 7


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), DAYS, DIRECTIONS)
def test_stated_date_means_the_same_whenever_it_is_said(stated: date, published: date, direction: str) -> None:
    month = "January February March April May June July August September October November December".split()[
        stated.month - 1
    ]
    for text in (f"{stated.day} {month} {stated.year}", f"{month} {stated.day}, {stated.year}", stated.isoformat()):
        (mention,) = find_times(f"The two spoke on {text}.")
        assert mention.quote == text
        assert days_of(resolve(mention, day(published), direction)) == (stated, stated)
        assert days_of(resolve(mention, None, direction)) == (stated, stated)


@pytest.mark.parametrize(
    "unit",
    ["the end of the ", "about about ", "Monday, ", "January 1 and ", "by May ", "more than a ", "7/6/2016/", "2014-"],
)
def test_long_repetitive_text_is_read(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    check_spans(text, find_times(text))
