"""Who tells of a contact: its reports by lineage, and how its status went on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.records import Contact, ContactReport, Document, Period, Status
from communique.web.pages.excerpts import Excerpt, excerpts

_VERBS = {
    Status.HELD: "held",
    Status.SCHEDULED: "announced",
    Status.PROPOSED: "proposed",
    Status.CANCELLED: "called off",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One document that tells of a contact; told: each status and date that it gives; passages: the evidence."""

    document: Document
    told: tuple[tuple[Status, Period | None], ...]
    passages: tuple[Excerpt, ...]
    claim: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """A source and its copies. origin: the document they go back to; told: it and what else tells, the origin first.

    Where the origin itself is not among the reports it is still named.
    """

    origin: Document
    told: tuple[Told, ...]

    @property
    def head(self) -> Told:
        """What is shown in full."""
        return self.told[0]

    @property
    def copies(self) -> tuple[Told, ...]:
        """What is folded away."""
        return self.told[1:]


@dataclass(frozen=True, slots=True)
class Step:
    """A turn in a contact's history. verb: "announced", "held"; published: the day on which that was told, if known."""

    verb: str
    date: Period | None
    published: str | None
    document: Document
    claim: str


def lineages(contact: Contact, documents: Mapping[str, Document]) -> list[Lineage]:
    """Return the reports of a contact by lineage, each by day of publication.

    documents: those that the reports stand in, and those that these copy, by id.
    """
    by_document: dict[str, list[ContactReport]] = {}
    for report in contact.reports:
        by_document.setdefault(report.document, []).append(report)
    by_origin: dict[str, list[Told]] = {}
    for id_, reports in by_document.items():
        document = documents[id_]
        by_origin.setdefault(document.reprint_of or id_, []).append(_told(document, reports))
    found = [
        Lineage(documents.get(origin, told[0].document), tuple(sorted(told, key=lambda t: _place(t.document))))
        for origin, told in by_origin.items()
    ]
    return sorted(found, key=lambda lineage: _place(lineage.head.document))


def history(contact: Contact, documents: Mapping[str, Document]) -> list[Step]:
    """Return the turns of a contact by day of publication, none told twice in a row; empty when there is only one."""
    steps: list[Step] = []
    for report in sorted(contact.reports, key=lambda r: (*_place(documents[r.document])[1:], r.id)):
        document = documents[report.document]
        verb = _VERBS[report.status]
        if not steps or steps[-1].verb != verb:
            steps.append(Step(verb, report.date, document.published.date, document, report.id))
    return steps if len(steps) > 1 else []


def _told(document: Document, reports: Sequence[ContactReport]) -> Told:
    return Told(
        document,
        tuple(dict.fromkeys((r.status, r.date) for r in reports)),
        tuple(excerpts(document.text, (s for r in reports for s in r.spans))),
        reports[0].id,
    )


def _place(document: Document) -> tuple[bool, str, str]:
    return document.reprint_of is not None, document.published.date or "9999", document.id
