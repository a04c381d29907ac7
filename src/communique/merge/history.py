"""How a contact went on: announced by one document, held by a later one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communique.records import Contact, Document, Period, Status

_VERBS = {
    Status.HELD: "held",
    Status.SCHEDULED: "announced",
    Status.PROPOSED: "proposed",
    Status.CANCELLED: "called off",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A turn in a contact's history. verb: "announced", "held"; published: the day on which that was told, if known."""

    verb: str
    date: Period | None
    published: str | None
    document: Document
    claim: str

    @property
    def joint(self) -> str:
        """What joins verb and date: announced for a day, held on it."""
        return "for" if self.verb in {"announced", "proposed"} else "on"


def history(contact: Contact, documents: Mapping[str, Document]) -> list[Step]:
    """Return the turns of a contact by day of publication, none told twice in a row; empty when there is only one.

    documents: those that the reports stand in, by id.
    """
    steps: list[Step] = []
    for report in sorted(contact.reports, key=lambda r: (_published(documents[r.document]), r.id)):
        document = documents[report.document]
        verb = _VERBS[report.status]
        if not steps or steps[-1].verb != verb:
            steps.append(Step(verb, report.date, document.published.date, document, report.id))
    return steps if len(steps) > 1 else []


def notes(contact: Contact) -> list[str]:
    """Return what reports remark on a contact, each once: why it was called off, which one of a row, what follows."""
    return list(dict.fromkeys(report.note for report in contact.reports if report.note))


def _published(document: Document) -> tuple[str, str]:
    return document.published.date or "9999", document.id
