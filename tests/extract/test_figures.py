"""Figures: what counts as one, its value, unit, words and source."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.annotate.annotated import annotate
from communique.extract.accounts.reader import accounts
from communique.extract.contacts.reports import contact_reports
from communique.extract.figures.numbers import numbers
from communique.extract.figures.reader import figures
from communique.records import Document, Figure, Publication


def read(text: str) -> tuple[Figure, ...]:
    annotated = annotate(Document("doc-1", text, None, "a.txt", None, None, Publication(None, "unknown"), None, "en"))
    return figures(annotated, accounts(annotated, contact_reports(annotated)))


def told(text: str) -> list[tuple[float, str]]:
    return [(f.value, f.unit) for f in read(text)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("9,200", 9200), ("forty-five", 45), ("two hundred and fifty", 250), ("half a million", 5e5),
        ("seven and a-half", 7.5), ("two dozen", 24), ("1.5 million", 1.5e6), ("40 milliards", 4e10),
        ("99,000 to 212,000", 212000), ("15-20", 20), ("between 10 and 15", 15), ("Seven hundred", 700),
    ],
)  # fmt: skip
def test_numbers_as_the_press_writes_them(words: str, value: float) -> None:
    found = list(numbers(f"there were {words} of them"))
    assert found[-1].value == value


@pytest.mark.parametrize("name", ["A-10 jets", "at 18:15 sharp", "on 07/2012 there", "a 500m fence"])
def test_names_times_and_dates_hold_no_number_of_things(name: str) -> None:
    assert not list(numbers(name))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The alliance will send four battalions of some 1,000 troops each.", [(4, "battalions"), (4000, "troops")]),
        ("The strike killed at least 29 people and left 18 others wounded.", [(29, "dead"), (18, "injured")]),
        ("As many as 700,000 civilians could be displaced by the assault.", [(700000, "displaced")]),
        ("The war has claimed the lives of more than 9,200 people.", [(9200, "dead")]),
        ("Congress approved more than $2.5 billion in military aid.", [(2.5e9, "USD")]),
        ("Hackers demanded $70m from the pipeline.", [(7e7, "USD")]),
        ("The ministers promised 1.2 billion euros in loans.", [(1.2e9, "EUR")]),
        ("The call took one hour and forty-five minutes.", [(105, "minutes")]),
        ("They spoke for an hour and a half.", [(90, "minutes")]),
        ("Iran may keep 300 kg of its enriched uranium, at 3.67 per cent.", [(300, "kg"), (3.67, "percent")]),
        ("The lira lost 18% in a week.", [(18, "percent")]),
        ("The plan cuts output by 1.2 million barrels a day.", [(1.2e6, "barrels")]),
        ("Azerbaijan's size is 86,600 square kilometres.", [(86600, "square km")]),
        ("Ships with 23,000 tonnes of grain left Odesa.", [(23000, "tonnes")]),
        ("Some 50 European leaders came to Prague.", [(50, "leaders")]),
        ("They spoke for about an hour on Monday.", [(1, "hours")]),
        ("The two held an hour-long call.", [(1, "hours")]),
        ("The talks lasted two and a half hours.", [(2.5, "hours")]),
        ("The meeting ended after a quarter of an hour.", [(15, "minutes")]),
        ("Moscow offered a 30-day ceasefire.", [(30, "days")]),
        ("They agreed on three days of talks in Vienna.", [(3, "days")]),
        ("It is a nearly eight-year war.", [(8, "years")]),
        ("Sochi will be the sixth meeting between them this year; they also had 13 phone calls.",
         [(6, "meetings"), (13, "calls")]),
        ("Ankara announced a 30,000-strong border force.", [(30000, "troops")]),
    ],
)  # fmt: skip
def test_figures(text: str, expected: list[tuple[float, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The two leaders met on 24 April 2018 and again on May 3.",
        "Three countries took part in the third round under Article 5.",
        "The seven-year civil war goes on.",
        "Omar, 53, a barber, left two weeks ago with his three children.",
        "A three-way summit was held 18 months later, 62 miles north of the town.",
        "Nord Stream 2 and the G20 came up at 9 am.",
        "The 48-year-old said that hundreds of thousands had fled.",
        "His son scored 97 per cent; nobody could give a 100% guarantee.",
    ],
)
def test_dates_ages_ordinals_and_familiar_groups_are_no_figures(text: str) -> None:
    assert told(text) == []


def test_a_number_without_noun_counts_what_the_last_one_did() -> None:
    text = "More than 3,000 students are kept in the city and some 576 in the suburbs, officials said."
    assert told(text) == [(3000, "students"), (576, "students")]


def test_the_source_is_the_one_of_the_account() -> None:
    found = read(
        "Russia has gathered 94,300 soldiers near the border, Defence Minister Oleksii Reznikov said on Friday."
    )
    assert [(f.value, f.source) for f in found] == [(94300, "Oleksii Reznikov")]


def test_a_repetition_is_a_figure_only_from_another_source() -> None:
    once = "About 2,000 troops remain. Nobody knows how long the 2,000 troops will stay."
    assert [f.value for f in read(once)] == [2000]


@given(st.text(alphabet="0123456789 ,.-$%andhourmilonx'\n", max_size=120))
def test_numbers_are_in_order_apart_and_within_the_text(text: str) -> None:
    found = list(numbers(text))
    assert all(0 <= n.start_hedge <= n.start < n.end <= len(text) for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(n.value >= 0 for n in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The flood killed 40 people in Dhaka on 3 May 2019.", ("2019-05-03", "Dhaka", None)),
        ("Some 5,000 Russian soldiers left the base.", (None, None, "RUS")),
        ("Norway sent 30 howitzers in June 2022.", ("2022-06-01", None, "NOR")),
        ("On 2 May 2019 at least 40 people died, and 90 were injured on 4 May 2019.", ("2019-05-02", None, None)),
        ("Norway has sent 30 howitzers since 2020.", (None, None, "NOR")),
        ("President Joe Biden spoke for 20 minutes.", (None, None, None)),
    ],
)
def test_the_day_place_and_side_of_a_figure(text: str, expected: tuple[str | None, str | None, str | None]) -> None:
    figure = read(text)[0]
    assert (figure.date.start if figure.date else None, figure.place, figure.side) == expected
