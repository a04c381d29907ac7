"""How corrections stand in a ledger: in force, undone, or waiting for the document that they are on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from communique.errors import UnknownIdError
from communique.export.jsonl import judgement_entry
from communique.ledger import Ledger
from communique.merge.clusters import named
from communique.merge.corrected import OF_ACCOUNT, in_force
from communique.records import Account, Judgement


@dataclass(frozen=True, slots=True)
class Listed:
    """A correction and how it stands.

    state: "in force", "undone" (by ``undone_by``) or "waiting". contacts, accounts: the ids of those that it is on now.
    """

    judgement: Judgement
    state: str
    undone_by: Judgement | None
    contacts: tuple[str, ...]
    accounts: tuple[str, ...]


def corrections(ledger: Ledger, *, contact: str | None = None, account: str | None = None) -> list[Listed]:
    """Return all corrections by (time, id), or those on a contact and its accounts, or on an account, by full ids."""
    people = list(ledger.judgements(human=True))
    attached = ledger.attached()
    holding = {j.id for j in in_force(people)}
    undoing = _undoing(people)
    judged = {j.id: [c for end in named(j, attached) for c in end] for j in people if j.verdict != "revoke"}
    accounts = _accounts(ledger, people, judged)
    reports = {a.report for a in accounts.values() if a.report} | {
        c for claims in judged.values() for c in claims if c not in accounts
    }
    contacts = ledger.contacts_of_reports(reports)
    found = []
    for judgement in sorted(people, key=lambda j: (j.made or "", j.id)):
        if judgement.verdict == "revoke":
            continue
        claims = judged[judgement.id]
        of_accounts = tuple(c for c in claims if c in accounts)
        told = [accounts[c].report if c in accounts else c for c in claims]
        on = tuple(sorted({contacts[report] for report in told if report in contacts}))
        state = "undone" if judgement.id not in holding else "in force" if claims else "waiting"
        listed = Listed(judgement, state, undoing.get(judgement.id), on, of_accounts)
        if (contact is None or contact in on) and (account is None or account in of_accounts):
            found.append(listed)
    return found


def correction(ledger: Ledger, id_: str) -> Listed:
    """Return the correction of this id, or of the one id that begins so; UnknownIdError when none or several do."""
    wanted = id_.strip()
    found = [c for c in corrections(ledger) if wanted and c.judgement.id.startswith(wanted)]
    exact = [c for c in found if c.judgement.id == wanted]
    if len(exact or found) != 1:
        several = f"several corrections begin with {id_!r}" if found else f"it has no correction {id_!r}"
        raise UnknownIdError(ledger.path, several)
    return (exact or found)[0]


def correction_entry(listed: Listed) -> dict[str, Any]:
    """Return the object of a correction: that of the export, and how it stands."""
    undone = listed.undone_by
    return judgement_entry(listed.judgement) | {
        "state": listed.state,
        "undone": None
        if undone is None
        else {"id": undone.id, "author": undone.author, "made": undone.made, "reason": undone.reason},
        "contacts": list(listed.contacts),
        "accounts": list(listed.accounts),
    }


def _undoing(people: Iterable[Judgement]) -> Mapping[str, Judgement]:
    """Return by judgement the first revocation of it that holds."""
    everything = list(people)
    revoked = {j.claim for j in everything if j.verdict == "revoke"}
    # A revocation that is itself revoked is not looked through here: what it revoked is told by ``in_force``.
    holding = [j for j in everything if j.verdict == "revoke" and j.id not in revoked]
    found: dict[str, Judgement] = {}
    for judgement in sorted(holding, key=lambda j: (j.made or "", j.id)):
        found.setdefault(judgement.claim, judgement)
    return found


def _accounts(
    ledger: Ledger, people: Iterable[Judgement], judged: Mapping[str, Iterable[str]]
) -> Mapping[str, Account]:
    ids = {claim for j in people if j.verdict in OF_ACCOUNT for claim in judged[j.id]}
    return {id_: c for id_, c in ledger.claims_by_id(ids).items() if isinstance(c, Account)}
