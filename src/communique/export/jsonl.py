"""The export that is the contract with other programs: one JSON object a line, version 1.

Lines are sorted by (type, id), and keys stand in a fixed order, so the same content gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from communique.export.retold import retold
from communique.extract.accounts.cue_classes import cue_class
from communique.ledger import Ledger
from communique.ledger.catalogue import DocumentHead
from communique.records import (
    Account,
    Anchor,
    Change,
    Contact,
    ContactReport,
    Divergence,
    Document,
    Event,
    Figure,
    Judgement,
    Participant,
    Period,
)

Entry = dict[str, Any]


def export_jsonl(ledger: Ledger) -> Iterator[str]:
    """Return the lines of the export, without line ends, read from the ledger bit by bit."""
    # In the order of the types' names; each part comes sorted by id.
    for account, contact in ledger.accounts_with_contact():
        yield _line(account_entry(account, contact))
    yield from map(_line, map(contact_entry, ledger.contacts_by_id()))
    yield from map(_line, map(divergence_entry, retold(ledger.divergences(), ledger)))
    yield from map(_line, map(document_entry, ledger.documents()))
    for event, contact in ledger.events_with_contact():
        yield _line(event_entry(event, contact))
    yield from map(_line, map(figure_entry, ledger.figures()))
    yield from map(_line, map(judgement_entry, ledger.judgements(human=True)))


def document_entry(document: Document | DocumentHead) -> Entry:
    """Return the object of a document."""
    return {
        "type": "document",
        "id": document.id,
        "external_id": document.external_id,
        "path": document.path,
        "url": document.url,
        "publisher": document.publisher,
        "published": {"date": document.published.date, "basis": document.published.basis},
        "title": document.title,
        "language": document.language,
        "lineage": document.lineage,
        "reprint_of": document.reprint_of,
    }


def contact_entry(contact: Contact) -> Entry:
    """Return the object of a contact, with a report for each span of each of its documents."""
    reports = [entry for report in contact.reports for entry in _report_entries(report)]
    return {
        "type": "contact",
        "id": contact.id,
        "mode": contact.mode.value,
        "status": contact.status.value,
        "date": _period(contact.date),
        "place": contact.place,
        "initiator": contact.initiator,
        "duration_minutes": contact.duration_minutes,
        "participants": [_participant(p) for p in contact.participants],
        "topics": list(contact.topics),
        "reports": sorted(reports, key=lambda r: (r["document"], r["start"], r["end"], json.dumps(r))),
        "independent_sources": contact.independent_sources,
    }


def account_entry(account: Account, contact: str | None) -> Entry:
    """Return the object of an account that is about the contact of this id, if about any."""
    return {
        "type": "account",
        "id": account.id,
        "document": account.document,
        "contact": contact,
        "source": account.source,
        "actor": account.actor,
        "side": account.side,
        "via": list(account.via),
        "cue": account.cue,
        "cue_class": cue_class(account.cue),
        "content": account.content.quote,
        "start": account.content.start,
        "end": account.content.end,
    }


def divergence_entry(divergence: Divergence) -> Entry:
    """Return the object of a divergence."""
    return {
        "type": "divergence",
        "id": divergence.id,
        "contact": divergence.contact,
        "kind": divergence.kind,
        "side_a": divergence.side_a or None,
        "account_a": divergence.account_a,
        "side_b": divergence.side_b or None,
        "account_b": divergence.account_b,
        "reason": divergence.reason,
    }


def event_entry(event: Event, contact: str | None) -> Entry:
    """Return the object of an event that is the contact of this id, if it is one."""
    return {
        "type": "event",
        "id": event.id,
        "document": event.document,
        "code": event.code,
        "cameo": event.cameo,
        "mode": event.mode,
        "context": list(event.context),
        "status": event.status,
        "actor": _participant(event.actor) if event.actor else None,
        "recipient": _participant(event.recipient) if event.recipient else None,
        "date": _period(event.date),
        "place": event.place,
        "contact": contact,
        "score": event.score,
        "quote": event.span.quote,
        "start": event.span.start,
        "end": event.span.end,
    }


def figure_entry(figure: Figure) -> Entry:
    """Return the object of a figure."""
    return {
        "type": "figure",
        "id": figure.id,
        "document": figure.document,
        "value": figure.value,
        "unit": figure.unit,
        "of": figure.of,
        "source": figure.source,
        "date": _period(figure.date),
        "place": figure.place,
        "side": figure.side,
        "quote": figure.span.quote,
        "start": figure.span.start,
        "end": figure.span.end,
    }


def judgement_entry(judgement: Judgement) -> Entry:
    """Return the object of a person's judgement."""
    change = judgement.change
    return {
        "type": "judgement",
        "id": judgement.id,
        "verdict": judgement.verdict,
        "author": judgement.author,
        "made": judgement.made,
        "reason": judgement.reason,
        "score": judgement.score,
        "claim": judgement.claim,
        "other": judgement.other,
        "change": None if change is None else _change(change),
        "about": [_anchor(a) for a in judgement.about],
        "others": [_anchor(a) for a in judgement.others],
    }


def _change(change: Change) -> Entry:
    return {
        "date": _period(change.date),
        "mode": None if change.mode is None else change.mode.value,
        "participant": None if change.participant is None else _participant(change.participant),
        "actor": change.actor,
        "source": change.source,
        "side": change.side,
        "judgement": change.judgement,
    }


def _anchor(anchor: Anchor) -> Entry:
    return {
        "kind": anchor.kind,
        "claim": anchor.claim,
        "document": anchor.document,
        "text_sha256": anchor.text_sha256,
        "start": anchor.span.start,
        "end": anchor.span.end,
        "quote": anchor.span.quote,
        "hints": list(anchor.hints),
    }


def _report_entries(report: ContactReport) -> Iterator[Entry]:
    for span in report.spans:
        yield {
            "document": report.document,
            "start": span.start,
            "end": span.end,
            "quote": span.quote,
            "status": report.status.value,
            "date": _period(report.date),
            "note": report.note,
        }


def _participant(participant: Participant) -> Entry:
    return {
        "actor": participant.actor,
        "name": participant.name,
        "office": participant.office,
        "country": participant.country,
    }


def _period(period: Period | None) -> Entry | None:
    return None if period is None else {"start": period.start, "end": period.end, "basis": period.basis}


def _line(entry: Entry) -> str:
    return json.dumps(entry, ensure_ascii=False, allow_nan=False)
