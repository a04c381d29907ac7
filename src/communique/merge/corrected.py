"""What people's corrections make of contacts and accounts. Nothing is read here: pure functions of the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from communique.merge.clusters import Attached, named
from communique.records import Account, Change, Contact, Judgement, Participant

OF_CONTACT = frozenset({"not-contact", "date", "mode", "participant"})
"""Verdicts on a contact that change the record made of its reports; "same" and "different" change which reports."""

OF_ACCOUNT = frozenset({"source", "side", "not-about"})
"""Verdicts on an account."""

_NOTHING = Change()


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that are not revoked, less the revocations, by (made, id).

    A revocation may be revoked in turn; then what it revoked holds again.
    """
    everything = list(judgements)
    revoking: dict[str, list[Judgement]] = {}
    for judgement in everything:
        if judgement.verdict == "revoke":
            revoking.setdefault(judgement.claim, []).append(judgement)

    def holds(judgement: Judgement) -> bool:
        # An id is a hash over the id of what it revokes, so there are no circles.
        return not any(holds(r) for r in revoking.get(judgement.id, ()))

    found = [j for j in everything if j.verdict != "revoke" and holds(j)]
    return sorted(found, key=lambda j: (j.made or "", j.id))


def by_cluster(
    clusters: Sequence[Sequence[str]], judgements: Iterable[Judgement], attached: Attached
) -> dict[int, list[Judgement]]:
    """Return the verdicts on contacts by the place of the cluster that each is about: that with most of its reports.

    Among equals that with the first. Verdicts whose reports are all gone are left out.
    """
    place = {report: at for at, cluster in enumerate(clusters) for report in cluster}
    found: dict[int, list[Judgement]] = {}
    for judgement in judgements:
        if judgement.verdict not in OF_CONTACT:
            continue
        places = [place[claim] for claim in named(judgement, attached)[0] if claim in place]
        if places:
            counted = Counter(places)
            target = max(counted, key=lambda at: (counted[at], -places.index(at)))
            found.setdefault(target, []).append(judgement)
    return found


def corrected_contact(contact: Contact, judgements: Iterable[Judgement]) -> Contact | None:
    """Return the contact with the corrections made to it, in their order; None when it was judged to be none."""
    for judgement in judgements:
        change = judgement.change or _NOTHING
        if judgement.verdict == "not-contact":
            return None
        if judgement.verdict == "date":
            contact = replace(contact, date=change.date)
        elif judgement.verdict == "mode" and change.mode is not None:
            contact = replace(contact, mode=change.mode)
        elif judgement.verdict == "participant":
            contact = replace(contact, participants=_participants(contact.participants, change))
    return contact


def _participants(present: Iterable[Participant], change: Change) -> tuple[Participant, ...]:
    by_actor = {p.actor: p for p in present if p.actor != change.actor}
    if change.participant is not None:
        by_actor[change.participant.actor] = change.participant
    return tuple(sorted(by_actor.values(), key=lambda p: (p.country or "~", p.name, p.actor)))


def corrected_accounts(
    judgements: Iterable[Judgement], attached: Attached, accounts: Mapping[str, Account]
) -> dict[str, Account]:
    """Return by id the accounts that people have corrected, with all corrections made, by id.

    accounts: those that the judgements are on, as they were read.
    """
    found: dict[str, Account] = {}
    for judgement in judgements:
        if judgement.verdict not in OF_ACCOUNT:
            continue
        for claim in named(judgement, attached)[0]:
            account = found.get(claim) or accounts.get(claim)
            if account is not None:
                found[claim] = _corrected(account, judgement)
    return {claim: found[claim] for claim in sorted(found)}


def _corrected(account: Account, judgement: Judgement) -> Account:
    change = judgement.change or _NOTHING
    if judgement.verdict == "not-about":
        return replace(account, report=None)
    if judgement.verdict == "side":
        return replace(account, side=change.side)
    # The words that named the old source are no evidence of the new one.
    return replace(
        account, source=change.source or account.source, actor=change.actor, side=change.side, source_span=None
    )


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that people decided and that holds: judgements in force, where they were found, the accounts they correct."""

    judgements: tuple[Judgement, ...] = ()
    attached: Attached = field(default_factory=dict)
    accounts: Mapping[str, Account] = field(default_factory=dict)

    def disowned(self) -> frozenset[str]:
        """Return the accounts that were judged not to be about their contact, by id."""
        return frozenset(i for i, account in self.accounts.items() if account.report is None)
