"""The names that pages give to things: sides, actors, modes, statuses, claims, and where each has its page."""

from __future__ import annotations

from types import MappingProxyType
from urllib.parse import quote

from communique.actors.authority import authority
from communique.records import Account, Contact, Document, Mode, Participant, Status

MODE_WORDS = MappingProxyType(
    {
        Mode.CALL: "telephone call", Mode.VIDEO: "video call", Mode.MEETING: "meeting", Mode.SUMMIT: "summit",
        Mode.VISIT: "visit", Mode.LETTER: "letter", Mode.TALKS: "talks",
    }
)  # fmt: skip

DIVERGENCE_WORDS = MappingProxyType(
    {"contradiction": "Contradiction", "number": "Different number", "omission": "Silence"}
)

CLAIM_WORDS = MappingProxyType(
    {
        "contact": "contact", "account": "account", "source": "its source", "cue": "its verb",
        "event": "event", "figure": "figure", "debris": "page debris",
    }
)  # fmt: skip

_MOST_IN_TITLE = 3


def side_name(code: str | None) -> str:
    """Return the name of a side, its code when the authority does not know it."""
    state = authority().states.get(code) if code else None
    return state.name if state else code or "no side"


def is_open(status: Status) -> bool:
    """True for a contact that has not taken place, as far as the coverage tells."""
    return status in {Status.SCHEDULED, Status.PROPOSED}


def contact_title(contact: Contact) -> str:
    """Return who was in contact: "Vladimir Putin and Joe Biden"."""
    names = [p.name for p in contact.participants] or [side_name(s) for s in contact.sides]
    if not names:
        return f"A {MODE_WORDS[contact.mode]}"
    if len(names) > _MOST_IN_TITLE + 1:
        return f"{', '.join(names[:_MOST_IN_TITLE])} and {len(names) - _MOST_IN_TITLE} others"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def shown_office(participant: Participant) -> str | None:
    """Return the office held on the day, None when it only repeats the name."""
    return participant.office if participant.office != participant.name else None


def origin(document: Document) -> str:
    """Return by whom a document is: its publisher, else what it was called on input."""
    return document.publisher or document.external_id or document.path


def speaker(account: Account) -> str:
    """Return who says it, and through whom."""
    return f"{account.source}, through {', '.join(account.via)}" if account.via else account.source


def spoken_cue(account: Account) -> str | None:
    """Return the verb of saying, None when it is among the words that are quoted anyway."""
    span = account.cue_span
    if span is not None and account.content.start <= span.start and span.end <= account.content.end:
        return None
    return account.cue


def contact_path(id_: str) -> str:
    """Return where a contact has its page."""
    return f"/contacts/{quote(id_, safe='')}"


def document_path(id_: str, claim: str | None = None) -> str:
    """Return where a document has its page, and on it a claim."""
    path = f"/documents/{quote(id_, safe='')}"
    return f"{path}?claim={quote(claim, safe='')}#{quote(claim, safe='')}" if claim else path


def actor_path(id_: str) -> str:
    """Return where an actor has a page."""
    return f"/actors/{quote(id_, safe=':')}"


def side_path(code: str) -> str:
    """Return where a side has its page."""
    return actor_path(f"state:{code}")
