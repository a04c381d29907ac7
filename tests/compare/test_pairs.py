"""Pairs of passages from two sides, written by hand: what they are to each other is told right for most."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from communique.compare.judge import judge
from communique.compare.pair import Pair
from communique.compare.propositions import Reader
from communique.records import Account, Span

TABLE = Path(__file__).with_name("pairs.tsv")
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
LEAST = {"contradiction": 0.8, "number": 0.85, "both": 0.75, "unrelated": 0.9}


def account(side: str, passage: str) -> Account:
    span = Span(0, len(passage), passage)
    return Account(f"account-{side}", f"doc-{side}", "t/1", "report", side, f"person:{side}", side, (), None, span)


def told(row: dict[str, str]) -> str:
    reader = Reader()
    a = reader.proposition(account(row["side_a"], row["passage_a"]))
    b = reader.proposition(account(row["side_b"], row["passage_b"]))
    verdict = judge(Pair(a, b, between=""))
    return verdict.kind if verdict else "unrelated"


def test_the_table_holds_what_it_should() -> None:
    assert Counter(r["label"] for r in ROWS) == {"contradiction": 50, "number": 20, "both": 50, "unrelated": 30}


@pytest.mark.parametrize("label", sorted(LEAST))
def test_most_pairs_of_a_label_are_told_right(label: str) -> None:
    rows = [r for r in ROWS if r["label"] == label]
    right = [r for r in rows if told(r) == label]
    assert len(right) >= LEAST[label] * len(rows)


def test_eighty_five_in_a_hundred_pairs_are_told_right() -> None:
    assert sum(told(r) == r["label"] for r in ROWS) >= 0.85 * len(ROWS)


def test_the_order_of_the_two_sides_changes_little() -> None:
    swapped = [
        {"side_a": r["side_b"], "passage_a": r["passage_b"], "side_b": r["side_a"], "passage_b": r["passage_a"]}
        for r in ROWS
    ]
    same = sum(told(r) == told(s) for r, s in zip(ROWS, swapped, strict=True))
    assert same >= 0.94 * len(ROWS)  # only the eight bare denials have to come after what they deny
