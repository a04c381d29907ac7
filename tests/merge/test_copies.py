"""A copy's report joins its original's at the same passage, and no other."""

from __future__ import annotations

from communique.merge.copies import copied_reports
from communique.merge.lineage_align import Shared
from communique.records import ContactReport, Mode, Participant, Span, Status

SIDES = ("FIN", "FRA")


def report(
    id_: str, document: str, start: int, mode: Mode = Mode.CALL, sides: tuple[str, ...] = SIDES
) -> ContactReport:
    people = tuple(Participant(f"person:{s}", s, None, s) for s in sides)
    return ContactReport(
        id_,
        document,
        "t/1",
        mode,
        Status.HELD,
        None,
        None,
        None,
        None,
        people,
        (),
        (Span(start, start + 9, "They met."),),
    )


PASSAGE = Shared("copy", 100, 200, "story", 300, 400, "copied")


def joined(*reports: ContactReport, origins: dict[str, str] | None = None) -> list[tuple[str, str]]:
    found = copied_reports(reports, {"copy": "story"} if origins is None else origins, [PASSAGE])
    return [(j.claim, j.other) for j in found]


def test_reports_at_a_shared_passage_are_of_one_contact() -> None:
    assert joined(report("a", "story", 310), report("b", "copy", 150)) == [("a", "b")]


def test_reports_elsewhere_of_other_sides_or_modes_are_left_alone() -> None:
    original = report("a", "story", 310)
    assert joined(original, report("b", "copy", 20)) == []
    assert joined(original, report("b", "copy", 150, mode=Mode.LETTER)) == []
    assert joined(original, report("b", "copy", 150, sides=("FIN", "SWE"))) == []
    assert joined(original, report("b", "copy", 150), origins={}) == []


def test_where_the_original_tells_of_two_there_the_copy_joins_neither() -> None:
    assert joined(report("a", "story", 310), report("c", "story", 350), report("b", "copy", 150)) == []
