"""Reports of one contact found by descent: a copy tells of what its original tells of at the same passage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from communique.extract.contacts.candidate import modes_agree
from communique.merge.lineage_align import Shared
from communique.records import PROGRAM, ContactReport, Judgement, content_id

_SCORE = 0.95


def copied_reports(
    reports: Iterable[ContactReport], origins: Mapping[str, str], passages: Iterable[Shared]
) -> list[Judgement]:
    """Return the judgements that join reports of copies to those of their originals, by id.

    origins: document id -> id of the document that it copies. passages: what copies share with their originals.
    """
    by_document: dict[str, list[ContactReport]] = {}
    for report in reports:
        by_document.setdefault(report.document, []).append(report)
    shared: dict[str, list[Shared]] = {}
    for passage in passages:
        if origins.get(passage.document) == passage.other:
            shared.setdefault(passage.document, []).append(passage)
    found = []
    for document in sorted(shared):
        originals = by_document.get(origins[document], [])
        for report in by_document.get(document, []):
            original = _counterpart(report, originals, shared[document])
            if original is not None:
                found.append(_same(original.id, report.id))
    return sorted(found, key=lambda j: j.id)


def _counterpart(
    report: ContactReport, originals: Sequence[ContactReport], passages: Iterable[Shared]
) -> ContactReport | None:
    """Return the one report of the original that stands at the passage the copy's report stands at."""
    starts = {s.start for s in report.spans}
    places = [(p.other_start, p.other_end) for p in passages if any(p.start <= at < p.end for at in starts)]
    found = [
        o
        for o in originals
        if modes_agree(o.mode, report.mode)
        and set(o.sides) == set(report.sides)
        and any(first <= s.start < last for s in o.spans for first, last in places)
    ]
    return found[0] if len(found) == 1 else None


def _same(claim: str, other: str) -> Judgement:
    reason = "the same passage in an original and its copy"
    return Judgement(
        content_id("judgement", "same", claim, other, _SCORE, reason, PROGRAM),
        "same", claim, other, _SCORE, reason, PROGRAM,
    )  # fmt: skip
