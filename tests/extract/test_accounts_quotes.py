"""Quotations: which marks pair, and which are apostrophes or plurals."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.extract.accounts.quotes import Quotations, quotations


def quoted(text: str) -> list[str]:
    return [text[q.first : q.last] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and “no”.", ["yes", "no"]),
        ('He said "yes" and "no".', ["yes", "no"]),
        ("He said ‘it’s done’ twice.", ["it’s done"]),
        ("He said 'yes, it's done' twice.", ["yes, it's done"]),
        ("The ministers' talks and the president's plane.", []),
        ("« Oui », he said.", ["Oui"]),
        ("“One paragraph\n\n“and the next”", ["One paragraph", "and the next"]),
        ("“Never closed. “Opened again”", ["Never closed.", "Opened again"]),
        ("“Typed with two single marks,’’ she said.", ["Typed with two single marks"]),
        ('A 5" pipe', []),
        ("“”", []),
    ],
)
def test_marks_pair_as_the_press_sets_them(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@given(st.text(alphabet="ab “”\"'‘’«».,\n", max_size=60))
def test_quotations_are_ordered_disjoint_and_inside_the_text(text: str) -> None:
    found = quotations(text)
    for one in found:
        assert 0 <= one.start < one.first < one.last <= one.end <= len(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_look_up_by_place() -> None:
    quotes = Quotations("He said “yes” and “no”.")
    first, second = quotes.all
    assert quotes.around(10) == first
    assert quotes.around(2) is None
    assert quotes.before(second.start) == first
    assert quotes.after(first.end) == second
    assert list(quotes.within(0, first.end)) == [first]
