"""Who tells of a contact: its reports by lineage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.records import Contact, ContactReport, Document, Period, Status
from communique.web.pages.excerpts import Excerpt, excerpts


@dataclass(frozen=True, slots=True)
class Told:
    """One document that tells of a contact; told: each status and date that it gives; passages: the evidence.

    notes: its remarks on the contact.
    """

    document: Document
    told: tuple[tuple[Status, Period | None], ...]
    passages: tuple[Excerpt, ...]
    notes: tuple[str, ...]
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


def _told(document: Document, reports: Sequence[ContactReport]) -> Told:
    return Told(
        document,
        tuple(dict.fromkeys((r.status, r.date) for r in reports)),
        tuple(excerpts(document.text, (s for r in reports for s in r.spans))),
        tuple(dict.fromkeys(r.note for r in reports if r.note)),
        reports[0].id,
    )


def _place(document: Document) -> tuple[bool, str, str]:
    return document.reprint_of is not None, document.published.date or "9999", document.id
