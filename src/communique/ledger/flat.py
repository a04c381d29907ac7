"""Records as flat rows, for tables that people open in a spreadsheet or a data frame."""

from __future__ import annotations

from typing import Any

from communique.records import Account, Contact, Participant

CONTACT_COLUMNS = (
    "id",
    "date_start",
    "date_end",
    "date_basis",
    "mode",
    "status",
    "sides",
    "participants",
    "place",
    "initiator",
    "duration_minutes",
    "topics",
    "reports",
    "documents",
    "independent_sources",
)

ACCOUNT_COLUMNS = (
    "id",
    "document",
    "contact",
    "source",
    "actor",
    "side",
    "via",
    "cue",
    "content",
    "start",
    "end",
)


def flat_contact(contact: Contact) -> dict[str, Any]:
    """Return the contact's values by ``CONTACT_COLUMNS``; several values of one column are joined by "; "."""
    date = contact.date
    values = (
        contact.id,
        date.start if date else None,
        date.end if date else None,
        date.basis if date else None,
        contact.mode.value,
        contact.status.value,
        "; ".join(contact.sides),
        "; ".join(map(_named, contact.participants)),
        contact.place,
        contact.initiator,
        contact.duration_minutes,
        "; ".join(contact.topics),
        len(contact.reports),
        len({report.document for report in contact.reports}),
        contact.independent_sources,
    )
    return dict(zip(CONTACT_COLUMNS, values, strict=True))


def flat_account(account: Account, contact: str | None) -> dict[str, Any]:
    """Return the account's values by ``ACCOUNT_COLUMNS``, with the id of the contact that it is about."""
    values = (
        account.id,
        account.document,
        contact,
        account.source,
        account.actor,
        account.side,
        "; ".join(account.via),
        account.cue,
        account.content.quote,
        account.content.start,
        account.content.end,
    )
    return dict(zip(ACCOUNT_COLUMNS, values, strict=True))


def _named(participant: Participant) -> str:
    """Return "Name (office, COUNTRY)" with what is known."""
    known = ", ".join(part for part in (participant.office, participant.country) if part)
    return f"{participant.name} ({known})" if known else participant.name
