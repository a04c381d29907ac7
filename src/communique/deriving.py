"""Contacts and divergences out of what the ledger holds and what was decided: for all of it, or for a few contacts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from communique.compare import divergences, on_other_matters
from communique.compare.setting import publishing_side, sources_of
from communique.ledger import Ledger, ReportInContext
from communique.merge.assemble import assemble
from communique.merge.clusters import clusters_of
from communique.merge.corrected import Decisions, by_cluster, corrected_contact
from communique.merge.report import Report
from communique.merge.sources import independent_sources
from communique.records import Account, Contact, ContactReport, Divergence, Judgement, Period

_TWO = 2


def homes_of(found: Iterable[ReportInContext]) -> dict[str, str | None]:
    """Return by document the side whose own office published it, None for the press."""
    told: dict[str, list[Account]] = {}
    publishers: dict[str, str | None] = {}
    for item in found:
        publishers[item.report.document] = item.publisher
        told.setdefault(item.report.document, []).extend(item.accounts)
    return {document: publishing_side(publisher, told[document]) for document, publisher in publishers.items()}


def contacts_of(
    found: Sequence[ReportInContext],
    judgements: Sequence[Judgement],
    decisions: Decisions,
    dates: Mapping[str, Period],
    reports: Collection[str] | None = None,
) -> Iterator[Contact]:
    """Yield the contacts that reports make by the program's judgements and people's decisions.

    dates: those inferred for reports. reports: the ids of those that are meant, when others were found with them.
    """
    by_id = {r.report.id: r for r in found if reports is None or r.report.id in reports}
    lineage = {r.report.document: r.reprint_of or r.report.document for r in found}
    homes = homes_of(found)
    clusters = clusters_of(by_id, [*judgements, *decisions.judgements], decisions.attached)
    corrections = by_cluster(clusters, decisions.judgements, decisions.attached)
    for at, cluster in enumerate(clusters):
        members = [by_id[i] for i in cluster]
        count = independent_sources([m.report for m in members], lineage, homes)
        contact = assemble([Report(m.report, m.published.date) for m in members], count, dates)
        corrected = corrected_contact(contact, corrections.get(at, ()))
        if corrected is not None:
            yield corrected


def divergences_of(
    contacts: Iterable[Contact], found: Iterable[ReportInContext], decisions: Decisions, ledger: Ledger
) -> Iterator[Divergence]:
    """Yield the divergences of the contacts that two sides speak of, by their accounts as people corrected them."""
    accounts = {r.report.id: [decisions.accounts.get(a.id, a) for a in r.accounts] for r in found}
    disowned = decisions.disowned()
    by_document: dict[str, list[ContactReport]] = {}
    for item in found:
        by_document.setdefault(item.report.document, []).append(item.report)
    for contact in contacts:
        told = [a for r in contact.reports for a in accounts.get(r.id, ()) if a.report is not None]
        if len({a.side for a in told if a.side}) > 1 or (len(contact.sides) > 1 and told):
            documents = sorted({r.document for r in contact.reports})
            inside = (decisions.accounts.get(a.id, a) for d in documents for a in _read_in(ledger, d))
            loose = [a for a in inside if a.report is None and a.id not in disowned]
            known = sources_of(ledger, documents, [*told, *loose])
            more = [a for d in documents if known[d].home for a in _of_the_readout(contact, by_document[d], accounts)]
            yield from divergences(contact, [*told, *more, *loose], known)


def _of_the_readout(
    contact: Contact, reports: Iterable[ContactReport], accounts: Mapping[str, Sequence[Account]]
) -> Iterator[Account]:
    """Yield what a readout says of other contacts of the same sides, when most that it says is of this one.

    A readout is of one contact; another that it mentions ("they had last spoken in March") takes few of its statements.
    The gathering at which the two met is told of in the sentence that tells of their meeting, and a title may name the
    countries only ("Japan-China summit meeting").
    """
    own = {r.id for r in contact.reports}
    inside = [r for r in reports if r.id in own]
    begun = {r.spans[0].start for r in inside if len(r.sides) >= _TWO}
    others = [r for r in reports if r.id not in own]
    same = [r for r in others if len(r.sides) < _TWO and r.spans[0].start in begun]
    others = [r for r in others if r.sides == contact.sides]
    if any(map(_names_persons, inside)):
        same += [r for r in others if not _names_persons(r)]
        others = [r for r in others if _names_persons(r)]
    of_this = sum(len(accounts[r.id]) for r in (*inside, *same))
    of_others = sum(len(accounts[r.id]) for r in others)
    for report in (*same, *(others if of_this > of_others else ())):
        yield from (a for a in accounts[report.id] if a.report is not None)


def _names_persons(report: ContactReport) -> bool:
    return any(p.actor.startswith("person:") for p in report.participants)


def loose_of(
    contacts: Iterable[Contact], decisions: Decisions, ledger: Ledger, known: Iterable[Divergence]
) -> Iterator[Divergence]:
    """Yield the divergences on matters other than the contacts, by the accounts as people corrected them.

    known: the divergences about the contacts.
    """
    accounts = (decisions.accounts.get(a.id, a) for a in ledger.accounts(corrected=False))
    yield from on_other_matters(accounts, contacts, ledger, known)


def _read_in(ledger: Ledger, document: str) -> Iterator[Account]:
    return ledger.accounts(document=document, corrected=False)
