"""Corrections as pages show them: what was corrected, by whom, when and why; and the list of all."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import Response

from communique.corrections.make import KINDS
from communique.corrections.state import Listed, corrections
from communique.ledger import Ledger
from communique.records import Account, Change, Judgement
from communique.web.corrections import has_token
from communique.web.pages.base import new_router, render
from communique.web.pages.days import moment_words, period_words
from communique.web.pages.labels import MODE_WORDS, side_name
from communique.web.room import LedgerHere, Room, RoomHere

router = new_router()

#: The kinds under the names that the record gives their verdicts.
_SAID = {**KINDS, "same": KINDS["merge"], "different": KINDS["split"]}


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction in words. undone: who took it back, when and why, None while nobody did."""

    id: str
    words: str
    author: str
    made: str
    reason: str
    state: str
    undone: Judgement | None
    contacts: tuple[str, ...]


@router.get("/corrections")
def page(request: Request, ledger: LedgerHere, room: RoomHere) -> Response:
    """Return the list of all corrections, the latest first."""
    found = [_in_words(listed) for listed in reversed(corrections(ledger))]
    return render(request, "corrections.html", corrections=found, editor=editor_of(request, room))


def corrections_of(ledger: Ledger, contact: str) -> list[Correction]:
    """Return the corrections on a contact and its accounts, by time; contact: its full id."""
    return [_in_words(listed) for listed in corrections(ledger, contact=contact)]


def editor_of(request: Request, room: Room) -> str | None:
    """Return under which name this reader makes corrections, None for one who may not."""
    return room.editor if has_token(request, room) else None


def account_to_correct(accounts: list[Account], id_: str) -> Account | None:
    """Return the account that an editor chose, None when the contact has none of this id."""
    return next((a for a in accounts if a.id == id_), None)


def _in_words(listed: Listed) -> Correction:
    judgement = listed.judgement
    told = _told(judgement.verdict, judgement.change)
    words = _SAID.get(judgement.verdict, judgement.verdict) + (f": {told}" if told else "")
    return Correction(
        judgement.id, words, judgement.author, moment_words(judgement.made),
        judgement.reason, listed.state, listed.undone_by, listed.contacts,
    )  # fmt: skip


def _told(verdict: str, change: Change | None) -> str:
    """Return the value that a correction puts in the place of what was read."""
    if change is None:
        return ""
    match verdict:
        case "date":
            return period_words(change.date) if change.date else "on which is unknown"
        case "mode" if change.mode is not None:
            return MODE_WORDS[change.mode]
        case "participant":
            gone = change.actor.partition(":")[2] if change.actor else None
            come = change.participant.name if change.participant else None
            return " instead of ".join(n for n in (come, gone) if n) if come else f"not {gone}"
        case "source":
            return change.source or ""
        case "side":
            return side_name(change.side)
    return ""
