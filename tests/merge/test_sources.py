"""Sources are counted by lineage, and a side's own readouts once."""

from __future__ import annotations

from communique.merge.sources import independent_sources
from communique.records import ContactReport, Mode, Span, Status

LONG = "The two presidents spoke by telephone for an hour about the grain that rots in the ports."


def report(document: str, quote: str = "They met.") -> ContactReport:
    return ContactReport(
        f"report-{document}", document, "t/1", Mode.CALL, Status.HELD, None, None, None, None, (), (),
        (Span(0, len(quote), quote),),
    )  # fmt: skip


def test_documents_of_one_lineage_are_one_source() -> None:
    reports = [report("a"), report("b"), report("c")]
    assert independent_sources(reports, {"b": "a"}) == 2


def test_a_long_sentence_in_common_makes_one_source_and_a_short_one_does_not() -> None:
    assert independent_sources([report("a", LONG), report("b", LONG.upper())], {}) == 1
    assert independent_sources([report("a"), report("b")], {}) == 2


def test_a_sides_own_readouts_are_one_source_apart_from_the_press_and_the_other_side() -> None:
    reports = [report("house"), report("state"), report("kremlin"), report("wire"), report("print")]
    homes = {"house": "USA", "state": "USA", "kremlin": "RUS", "wire": None}
    assert independent_sources(reports, {"print": "kremlin"}, homes) == 3


def test_sources_joined_by_a_third_are_one() -> None:
    reports = [report("a"), report("b", LONG), report("c", LONG)]
    assert independent_sources(reports, {"c": "a"}) == 1
    assert independent_sources(list(reversed(reports)), {"c": "a"}) == 1
