"""The accounts of a contact side against side, and the divergences among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from communique.compare.align import overlap
from communique.compare.answers import answers_of
from communique.compare.pair import Pair
from communique.compare.propositions import Proposition, Reader
from communique.compare.remarks import Silence
from communique.compare.rows import (
    Row,
    clearest,
    divergence_of,
    once_a_document,
    order_of,
    overlapping,
    place_of,
    row_of,
    verdict_on,
)
from communique.compare.setting import Source
from communique.compare.silence import silences
from communique.records import Account, Contact, Divergence

_NO_SOURCES: Mapping[str, Source] = {}
_UNKNOWN = Source()
#: A side says the same again when so much is in common.
_RESTATED, _RESTATED_PART = 2.3, 0.5
#: How much less sure a contradiction is of a statement that is the same in other words.
_AGAIN = 0.9
#: A document begins with what stands before this character.
_FIRST = 600
_ANONYMOUS = re.compile(r"\b(?:unnamed|anonymous|officials?|sources?|diplomats?|aides?|people)\b", re.IGNORECASE)


def table_of(
    contact: Contact | None, accounts: Iterable[Account], sources: Mapping[str, Source] = _NO_SOURCES
) -> list[Row]:
    """Return the comparison of a contact's accounts, contradictions first; copies of other documents are left out.

    Accounts that are about no contact may be given too, from the documents that tell of this one: they count only where
    they answer, or are answered by, one that is about it.
    """
    reader = Reader(contact)
    kept = _without_copies(accounts, sources)
    everything = [reader.proposition(a) for a in sorted(kept, key=place_of)]
    propositions = [p for p in everything if p.account.report is not None]
    rows = clearest(_pairs(everything, sources))
    rows = once_a_document([*rows, *_restated(rows, everything)])
    own = _own(propositions, sources)
    if contact is not None and contact.sides:
        own = {side: said for side, said in own.items() if side in contact.sides}
    loose = [p for p in everything if p.account.report is None and contact is not None and p.side in contact.sides]
    parted = {a.id for r in rows if r.kind in {"contradiction", "number"} for a in (r.a, r.b) if a}
    matched = {a.id for r in rows for a in (r.a, r.b) if a}
    for silence in _with_restatements(
        silences(propositions, own, sources, reader, loose=loose, leading=_leading(contact, sources)), propositions
    ):
        if silence.point.account.id not in parted:
            rows.append(Row("omission", silence.point.account, None, silence.side, silence.why, silence.score))
            matched.add(silence.point.account.id)
    rows += [Row("only", p.account, None, "", "", 0.0) for p in propositions if p.account.id not in matched]
    return sorted(rows, key=order_of)


def divergences(
    contact: Contact, accounts: Iterable[Account], sources: Mapping[str, Source] = _NO_SOURCES
) -> Iterator[Divergence]:
    """Yield the divergences between the sides' accounts of a contact, by id, each with its reason in words."""
    found = {}
    for row in table_of(contact, accounts, sources):
        if row.kind in {"contradiction", "number", "omission"}:
            made = divergence_of(contact, row)
            found[made.id] = made
    yield from (found[i] for i in sorted(found))


def _leading(contact: Contact | None, sources: Mapping[str, Source]) -> frozenset[str]:
    """Return the documents of the sides' own that tell of the contact in their first sentences."""
    if contact is None:
        return frozenset()
    found = {r.document for r in contact.reports if r.spans and r.spans[0].start < _FIRST}
    return frozenset(d for d in found if sources.get(d, _UNKNOWN).home in contact.sides)


def _without_copies(accounts: Iterable[Account], sources: Mapping[str, Source]) -> list[Account]:
    """Return the accounts less those in a copy whose original gives accounts too."""
    found = list(accounts)
    documents = {a.document for a in found}
    return [a for a in found if sources.get(a.document, _UNKNOWN).copy_of not in documents]


def _pairs(propositions: Sequence[Proposition], sources: Mapping[str, Source]) -> Iterator[Row]:
    answers = answers_of(propositions, sources)
    for first, second in combinations(propositions, 2):
        if not (first.side or second.side) or first.side == second.side:
            continue
        if overlapping(first.account, second.account):
            continue
        told = answers.get((first.account.id, second.account.id))
        attached = (first.account.report is not None) + (second.account.report is not None)
        if attached < (1 if told is not None else 2):
            continue
        pair = Pair(first, second, *told) if told is not None else Pair(first, second)
        verdict = verdict_on(pair)
        if verdict is not None:
            yield row_of(pair, verdict)


def _restated(rows: Sequence[Row], propositions: Sequence[Proposition]) -> Iterator[Row]:
    """Yield for each contradiction the same one with what the side says elsewhere in other words."""
    by_id = {p.account.id: p for p in propositions}
    known = {(r.a.id, r.b.id) for r in rows if r.b}
    for row in rows:
        if row.kind != "contradiction" or row.b is None or row.by_text:
            continue
        for said, denied in ((row.a, row.b), (row.b, row.a)):
            for other in propositions:
                first, second = sorted((other.account, denied), key=lambda a: (a.side or "", a.id))
                if (first.id, second.id) in known:
                    continue
                if _says_again(by_id[said.id], other):
                    known.add((first.id, second.id))
                    yield Row(row.kind, first, second, "", row.why, row.score * _AGAIN)


def _with_restatements(found: Sequence[Silence], propositions: Sequence[Proposition]) -> Iterator[Silence]:
    """Yield the omissions, and for each that a document tells in other words the first place where it does."""
    known = {(s.point.account.id, s.side) for s in found}
    for silence in found:
        yield silence
        told = {silence.point.account.document}
        for other in propositions:
            key = (other.account.id, silence.side)
            if key in known or other.account.document in told or not _says_again(silence.point, other):
                continue
            known.add(key)
            told.add(other.account.document)
            yield Silence(other, silence.side, silence.why, silence.score / 2)


def _says_again(said: Proposition, other: Proposition) -> bool:
    """Tell whether a side says the same in another document."""
    if other.side != said.side or other.account.document == said.account.document:
        return False
    shared = overlap(said.weights, other.weights)
    return shared.weight >= _RESTATED and shared.part >= _RESTATED_PART


def _own(propositions: Iterable[Proposition], sources: Mapping[str, Source]) -> dict[str, list[Proposition]]:
    """Return by side what it says of the contact itself: in its readout, or by a named person or office."""
    found: dict[str, list[Proposition]] = {}
    for proposition in propositions:
        account = proposition.account
        at_home = sources.get(account.document, _UNKNOWN).home == account.side
        named = account.actor is not None and not account.actor.startswith("group:")
        if account.side and (at_home or (named and not _ANONYMOUS.search(account.source))):
            found.setdefault(account.side, []).append(proposition)
    return found
