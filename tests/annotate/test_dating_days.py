"""Sets of days against plain Python sets, and the propagation's promises."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from communique.annotate.dating import propagate
from communique.annotate.dating_clues import fixed
from communique.annotate.dating_days import FIRST, DaySet, common, days_of, hull, kept, normal, ordinal, size
from communique.records import Period

_BASE = date(2020, 1, 1).toordinal()
INTERVALS = st.lists(st.tuples(st.integers(_BASE, _BASE + 60), st.integers(_BASE, _BASE + 60)), max_size=6)


def members(days: DaySet) -> set[int]:
    """Return every day of a set."""
    return {day for start, end in days for day in range(start, end + 1)}


@given(INTERVALS)
def test_normal_is_the_union(intervals: list[tuple[int, int]]) -> None:
    found = normal(intervals)
    assert members(found) == {d for a, b in intervals for d in range(a, b + 1)}
    assert all(a[1] + 1 < b[0] for a, b in pairwise(found))


@given(INTERVALS, INTERVALS)
def test_common_is_the_intersection(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> None:
    assert members(common(normal(a), normal(b))) == members(normal(a)) & members(normal(b))


@given(INTERVALS)
def test_size_hull_and_kept_agree_with_the_members(intervals: list[tuple[int, int]]) -> None:
    days = normal(intervals)
    assert size(days) == len(members(days))
    assert members(kept(days, lambda d: d.weekday() == 2)) == {
        d for d in members(days) if date.fromordinal(d).weekday() == 2
    }
    whole = hull(days, "all")
    assert (whole is None) == (not days)
    if whole is not None:
        assert members(days) <= members(days_of(whole))


@given(st.lists(INTERVALS, max_size=6))
def test_propagation_never_empties_and_never_widens(clues: list[list[tuple[int, int]]]) -> None:
    sets = [normal(c) for c in clues]
    found = propagate(fixed(f"clue {n}", days) for n, days in enumerate(sets))
    assert found.days
    assert {*found.reasons}.isdisjoint(found.dropped)
    for n, days in enumerate(sets):
        if f"clue {n}" in found.reasons:
            assert members(found.days) <= members(days)
        if f"clue {n}" in found.dropped:
            assert not members(found.days) & members(days)


def test_days_that_a_month_does_not_have_are_its_last() -> None:
    assert ordinal("2021-02-31") == date(2021, 2, 28).toordinal()
    assert ordinal("0000-01-01") == FIRST
    assert days_of(Period("2020-01-01", "2020-01-03", "given")) == ((_BASE, _BASE + 2),)
