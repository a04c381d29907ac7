"""Statements that exclude each other by opposite words, and those in which each side names another as the doer."""

from __future__ import annotations

import pytest

from communique.compare.contrasts import stances_taken
from communique.compare.judge import judge
from communique.compare.pair import Pair, Verdict
from communique.compare.propositions import Reader
from communique.records import Account, Span


def account(side: str, passage: str) -> Account:
    span = Span(0, len(passage), passage)
    return Account(f"account-{side}", f"doc-{side}", "t/1", "report", side, f"person:{side}", side, (), None, span)


def verdict(one: tuple[str, str], other: tuple[str, str], between: str | None = None) -> Verdict | None:
    reader = Reader()
    a, b = (reader.proposition(account(*x)) for x in (one, other))
    return judge(Pair(a, b, between=between))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The fishing quota is binding on both fleets", "The fishing quota is a voluntary arrangement"),
        ("The reactor hall was opened without conditions", "The reactor hall was shown on condition of silence"),
        ("The archive had been handed back secretly", "The archive came home publicly and with an honour guard"),
        ("The islanders left of their own free will", "The islanders had been expelled under duress"),
        ("The fishermen's union called the accord on herring null and void", "The accord on herring remains in force"),
        ("The seizure of the tanker was legal", "The seizure of the tanker was arbitrary and illegal"),
    ],
)  # fmt: skip
def test_opposite_words_of_one_matter_contradict(one: str, other: str) -> None:
    found = verdict(("NOR", one), ("ISL", other))
    assert found is not None
    assert found.kind == "contradiction"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The fishing quota is binding on both fleets", "The lighthouse keeper serves on a voluntary footing"),
        ("The seizure of the tanker was legal", "The seizure of the tanker was not illegal"),
        ("The archive had been handed back secretly", "The archive must be handed back publicly"),
    ],
)
def test_opposite_words_of_other_matters_denied_or_wished_for_do_not(one: str, other: str) -> None:
    found = verdict(("NOR", one), ("ISL", other))
    assert found is None or found.kind != "contradiction"


def test_right_after_one_another_opposites_need_no_matter_in_common() -> None:
    one, other = ("CHN", "it was a weather airship"), ("USA", "they saw reconnaissance gear slung beneath")
    near = verdict(one, other, between=", Beijing said; Washington replied that ")
    assert near is not None
    assert near.kind == "contradiction"
    assert verdict(one, other) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thai troops opened fire first", "Cambodian gunners fired first at dawn"),
        ("The Greek delegation walked out of the room", "It was Turkey that broke off the session"),
        ("The ceasefire was requested by Pakistan", "At Afghanistan's request the ceasefire came about"),
        ("Responsibility for the crash lies with Syria", "Israel was responsible for the crash"),
    ],
)
def test_each_naming_another_as_the_doer_contradicts(one: str, other: str) -> None:
    found = verdict(("ITA", one), ("ESP", other))
    assert found is not None
    assert found.kind == "contradiction"


def test_the_same_doer_in_other_words_is_no_clash() -> None:
    found = verdict(("ITA", "Thai troops opened fire first"), ("ESP", "The Thai side fired first"))
    assert found is None or found.kind != "contradiction"


def test_nothing_agreed_contradicts_what_was_agreed() -> None:
    found = verdict(("PRK", "Both sides agreed to close the tunnels"), ("USA", "No agreement was reached at this time"))
    assert found is not None
    assert found.kind == "contradiction"


def test_an_echo_denies_what_it_follows() -> None:
    found = verdict(("USA", "It was raised"), ("SYR", "It was not"), between=", he said. Damascus: ")
    assert found is not None
    assert found.kind == "contradiction"


def test_a_text_of_both_sides_of_a_line_takes_none() -> None:
    both = stances_taken("It was binding, or perhaps voluntary")
    one = stances_taken("It was binding")
    assert len(one) > len([line for line in one if line in both])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thirty-four captives are to go home", "Thirty hostages are to be released"),
        ("The call lasted an hour", "They were on the line for twenty minutes"),
        ("Six hundred and five prisoners were exchanged", "The exchange was of 570 captives"),
        ("One thousand two hundred prisoners were exchanged", "The exchange was of 1,100 captives"),
        ("They talked for three quarters of an hour", "The conversation lasted two hours"),
    ],
)
def test_counts_in_other_words_are_compared(one: str, other: str) -> None:
    found = verdict(("NOR", one), ("ISL", other))
    assert found is not None
    assert found.kind == "number"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The call lasted an hour", "They were on the line for sixty minutes"),
        ("Some 100 soldiers were killed at the bridge", "There may be 900 soldiers killed at the bridge by winter"),
        ("A tariff of 400 per cent is laid on milk", "A tariff of 25 per cent will be laid on cars"),
    ],
)
def test_equal_possible_and_far_values_are_no_clash_of_numbers(one: str, other: str) -> None:
    found = verdict(("NOR", one), ("ISL", other))
    assert found is None or found.kind != "number"
