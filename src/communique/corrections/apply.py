"""Writing corrections and deriving anew the contacts that they concern, and only those.

Reports that no edge of the program and no judgement of a person connects, directly or by way of others, cannot come to
share a contact. So what a correction can change lies within the reports that are connected with those it is about, and
deriving these alone gives what deriving everything would. There is one exception: undated documents are dated by the
contacts that they tell of, across all of the ledger. Where a merge or a split touches such a document the ledger stays
marked as stale, and the next build derives all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from communique.corrections.attach import attach, decisions_of
from communique.deriving import contacts_of, divergences_of
from communique.ledger import Ledger, Standing, Writer, open_ledger
from communique.ledger.backend import Place
from communique.ledger.statements import chunks
from communique.merge.clusters import Attached, named
from communique.merge.corrected import OF_ACCOUNT
from communique.merge.dating import is_open
from communique.records import Account, ContactReport, Judgement

_JOINING = frozenset({"same", "different"})


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of recording judgements: the new ones, those of them waiting for their document, contacts derived."""

    added: tuple[Judgement, ...]
    waiting: tuple[Judgement, ...]
    contacts: tuple[str, ...]


def record(ledger: str | Place, judgements: Iterable[Judgement], *, wait: float = 10.0) -> Recorded:
    """Write judgements of persons into a ledger and derive anew the contacts that they concern; all or nothing.

    Those that the ledger holds already change nothing. wait: seconds to wait for another writer. Raises LedgerError.
    """
    given = {j.id: j for j in judgements}
    with Writer(ledger, wait=wait) as writer, writer.together(), open_ledger(writer.path) as view:
        known = list(view.judgements(human=True))
        new = [given[id_] for id_ in sorted(given.keys() - {j.id for j in known})]
        stale = writer.stale
        writer.add_judgements(new)
        attached = attach(view, new)
        contacts = _rederive(writer, view, _Batch(new, [*known, *new], attached), current=not stale) if new else ()
    waiting = [j for j in new if j.verdict != "revoke" and (j.about or j.others) and j.id not in attached]
    return Recorded(tuple(new), tuple(waiting), contacts)


def catch_up(writer: Writer, seen: Collection[str]) -> None:
    """Derive anew what judgements concern that came while everything was derived without them; seen: their ids."""
    with writer.together(), open_ledger(writer.path) as view:
        people = list(view.judgements(human=True))
        late = [j for j in people if j.id not in seen]
        if late:
            _rederive(writer, view, _Batch(late, people, attach(view, late)), current=False)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Judgements that are new, all of persons with them, and where the new ones were found."""

    new: Sequence[Judgement]
    people: Sequence[Judgement]
    attached: Attached


def _rederive(writer: Writer, view: Ledger, batch: _Batch, *, current: bool) -> tuple[str, ...]:
    """Put the contacts that the new judgements concern in the place of what they were; return their ids.

    current: the ledger was not stale before.
    """
    attached = {**view.attached(), **batch.attached}
    touched = _with_revoked(batch.new, batch.people)
    judged = {c for j in touched if j.verdict in OF_ACCOUNT for c in named(j, attached)[0]}
    decisions = decisions_of(view, batch.people, attached)
    standing = Standing(batch.attached, {claim: decisions.accounts.get(claim) for claim in sorted(judged)})

    reports = _connected(view, _reports_of(view, touched, attached, judged), batch.people, attached)
    claims = [c for c in view.claims_by_id(reports).values() if isinstance(c, ContactReport)]
    found = [r for some in chunks(sorted({c.document for c in claims})) for r in view.merge_input(some)]
    dates = view.inferred_dates(reports)
    contacts = list(contacts_of(found, view.program_edges(reports), decisions, dates, reports))
    parted = list(divergences_of(contacts, found, decisions, view))
    old = set(view.contacts_of_reports(reports).values())
    writer.replace_contacts(contacts, parted, old, standing)
    undated = any(c.written and is_open(c) for c in claims) and any(j.verdict in _JOINING for j in touched)
    if current and not undated:
        writer.mark_current()
    return tuple(sorted(c.id for c in contacts))


def _with_revoked(new: Iterable[Judgement], people: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements with those that they revoke, and those that these revoke, by id."""
    by_id = {j.id: j for j in people}
    found: dict[str, Judgement] = {}
    waiting = list(new)
    while waiting:
        judgement = waiting.pop()
        found[judgement.id] = judgement
        revoked = by_id.get(judgement.claim) if judgement.verdict == "revoke" else None
        if revoked is not None:
            waiting.append(revoked)
    return [found[id_] for id_ in sorted(found)]


def _reports_of(view: Ledger, touched: Iterable[Judgement], attached: Attached, accounts: Collection[str]) -> set[str]:
    """Return the reports that judgements are on, or that the accounts are about which they are on."""
    found = {c for j in touched if j.verdict not in OF_ACCOUNT for end in named(j, attached) for c in end}
    of_accounts = (claim.report for claim in view.claims_by_id(accounts).values() if isinstance(claim, Account))
    return found | {report for report in of_accounts if report is not None}


def _connected(view: Ledger, seeds: Iterable[str], people: Iterable[Judgement], attached: Attached) -> set[str]:
    """Return all reports that edges connect with these: the program's, people's of whatever state, and contacts."""
    of_people: dict[str, set[str]] = {}
    for judgement in people:
        if judgement.verdict in _JOINING:
            ends = {claim for end in named(judgement, attached) for claim in end}
            for claim in ends:
                of_people.setdefault(claim, set()).update(ends)
    found: set[str] = set()
    frontier = set(seeds)
    while frontier:
        found |= frontier
        near = {end for edge in view.program_edges(frontier) for end in (edge.claim, edge.other)}
        near |= set(view.reports_of_contacts(set(view.contacts_of_reports(frontier).values())))
        near.update(*(of_people.get(claim, ()) for claim in frontier))
        frontier = near - found
    return found
