"""Divergences about matters other than a contact: where one text sets a side's statement against another side's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType

from communique.compare.answers import answers_of
from communique.compare.pair import Pair
from communique.compare.propositions import Reader
from communique.compare.remarks import remarked_by_the_way
from communique.compare.rows import Row, clearest, divergence_of, overlapping, place_of, row_of, verdict_on
from communique.compare.setting import Documents, Source, sources_of
from communique.records import Account, Contact, Divergence

_NO_SOURCES: Mapping[str, Source] = MappingProxyType({})
_NO_CONTACTS: Mapping[str, str] = MappingProxyType({})
_UNKNOWN = Source()


def on_other_matters(
    accounts: Iterable[Account], contacts: Iterable[Contact], documents: Documents, known: Iterable[Divergence] = ()
) -> Iterator[Divergence]:
    """Yield the divergences about matters other than these contacts, document by document.

    accounts: those of one document stand in a row. known: the divergences about the contacts; a statement that they
    set against a side's is not set against another one of it.
    """
    known = list(known)
    parted = [d for d in known if d.account_b]
    taken = {(d.account_a, d.side_b) for d in parted} | {(d.account_b, d.side_a) for d in parted}
    of_report = {report.id: contact for contact in contacts for report in contact.reports}
    about = {report: contact.id for report, contact in of_report.items()}
    omitted = [d for d in known if d.account_b is None]
    points = {d.account_a for d in omitted}
    reasons = "\n".join(d.reason for d in omitted)
    for document, found in groupby(accounts, key=lambda a: a.document):
        told = list(found)
        if len({a.side for a in told}) > 1:
            sources = sources_of(documents, [document], told)
            yield from loose_divergences(told, sources, about, taken)
            yield from _silences(told, sources[document], of_report, (points, reasons))


def _silences(
    told: Iterable[Account], source: Source, contacts: Mapping[str, Contact], known: tuple[Collection[str], str]
) -> Iterator[Divergence]:
    """Yield the omissions that a document remarks on, unless a contact's comparison has used the remark.

    known: the points that are told as passed over already, and the reasons given.
    """
    if source.copy_of is not None:
        return
    reader = Reader()
    propositions = [reader.proposition(a) for a in sorted(told, key=place_of) if a.side]
    points, reasons = known
    for silence in remarked_by_the_way(propositions, source.text, reader):
        point = silence.point.account
        if point.id not in points and silence.why not in reasons:
            row = Row("omission", point, None, silence.side, silence.why, silence.score)
            yield divergence_of(contacts.get(point.report or ""), row)


def loose_divergences(
    accounts: Iterable[Account],
    sources: Mapping[str, Source] = _NO_SOURCES,
    contacts: Mapping[str, str] = _NO_CONTACTS,
    taken: Collection[tuple[str | None, str]] = (),
) -> Iterator[Divergence]:
    """Yield the divergences of a document's accounts that are about no one contact, by id.

    The later statement answers the earlier one, and neither is about a contact or they are about two; what
    ``divergences`` finds is left out, and so are copies of other documents.
    contacts: the id of the contact of each report. taken: accounts that are set against a side already, by their ids.
    """
    reader = Reader()
    kept = [a for a in accounts if sources.get(a.document, _UNKNOWN).copy_of is None]
    propositions = [reader.proposition(a) for a in sorted(kept, key=place_of)]
    by_id = {p.account.id: p for p in propositions}
    rows = []
    for (first, second), told in sorted(answers_of(propositions, sources).items()):
        pair = Pair(by_id[first], by_id[second], *told)
        about = {contacts.get(p.account.report or "", p.account.report) for p in (pair.a, pair.b)}
        elsewhere = about != {None} and (len(about) == 1 or None in about)  # among those of the one contact
        elsewhere |= (first, pair.b.side) in taken or (second, pair.a.side) in taken
        verdict = None if elsewhere or overlapping(pair.a.account, pair.b.account) else verdict_on(pair)
        if verdict is not None:
            rows.append(row_of(pair, verdict))
    found = [divergence_of(None, r) for r in clearest(rows) if r.kind in {"contradiction", "number"}]
    yield from sorted(found, key=lambda d: d.id)
