"""The accounts of a contact side against side, and the divergences among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from communique.compare.align import overlap
from communique.compare.answers import answer, answer_to_none, answers_of
from communique.compare.judge import Pair, Verdict, judge
from communique.compare.propositions import Proposition, Reader
from communique.compare.setting import Source
from communique.compare.silence import Silence, silences
from communique.records import Account, Contact, Divergence, content_id

_NO_SOURCES: Mapping[str, Source] = {}
_UNKNOWN = Source()
#: A side says the same again when so much is in common.
_RESTATED, _RESTATED_PART = 2.3, 0.5
_ANONYMOUS = re.compile(r"\b(?:unnamed|anonymous|officials?|sources?|diplomats?|aides?|people)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the comparison: a passage of either side, or of one, and what they are to each other.

    kind: "contradiction", "number", "omission", "both" or "only". ``b`` is None for an omission and for "only"; then
    ``other`` is the side that is silent. by_text: how the text puts the two tells it, not what they say.
    """

    kind: str
    a: Account
    b: Account | None
    other: str
    why: str
    score: float
    by_text: bool = False


def table_of(
    contact: Contact | None, accounts: Iterable[Account], sources: Mapping[str, Source] = _NO_SOURCES
) -> list[Row]:
    """Return the comparison of a contact's accounts, contradictions first; copies of other documents are left out.

    Accounts that are about no contact may be given too, from the documents that tell of this one: they count only where
    they answer, or are answered by, one that is about it.
    """
    reader = Reader(contact)
    kept = _without_copies(accounts, sources)
    everything = [reader.proposition(a) for a in sorted(kept, key=_place)]
    propositions = [p for p in everything if p.account.report is not None]
    rows = _best(_pairs(everything, sources))
    rows += list(_restated(rows, everything))
    own = _own(propositions, sources)
    if contact is not None and contact.sides:
        own = {side: said for side, said in own.items() if side in contact.sides}
    parted = {a.id for r in rows if r.kind in {"contradiction", "number"} for a in (r.a, r.b) if a}
    matched = {a.id for r in rows for a in (r.a, r.b) if a}
    for silence in _with_restatements(silences(propositions, own, sources, reader), propositions):
        if silence.point.account.id not in parted:
            rows.append(Row("omission", silence.point.account, None, silence.side, silence.why, silence.score))
            matched.add(silence.point.account.id)
    rows += [Row("only", p.account, None, "", "", 0.0) for p in propositions if p.account.id not in matched]
    return sorted(rows, key=_order)


def divergences(
    contact: Contact, accounts: Iterable[Account], sources: Mapping[str, Source] = _NO_SOURCES
) -> Iterator[Divergence]:
    """Yield the divergences between the sides' accounts of a contact, by id, each with its reason in words."""
    found = {}
    for row in table_of(contact, accounts, sources):
        if row.kind in {"contradiction", "number", "omission"}:
            divergence = _divergence(contact, row)
            found[divergence.id] = divergence
    yield from (found[i] for i in sorted(found))


def loose_divergences(
    accounts: Iterable[Account],
    sources: Mapping[str, Source] = _NO_SOURCES,
    contacts: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Divergence]:
    """Yield the divergences about matters other than a contact, by id: where a text sets one side against another.

    Both statements stand in one document, the later answers the earlier, and neither is about a contact or they are
    about two; what ``divergences`` finds is left out. Copies of other documents are left out.
    contacts: the id of the contact of each report.
    """
    reader = Reader()
    kept = [a for a in accounts if sources.get(a.document, _UNKNOWN).copy_of is None]
    propositions = [reader.proposition(a) for a in sorted(kept, key=_place)]
    answers = answers_of(propositions, sources)
    by_id = {p.account.id: p for p in propositions}
    rows = []
    for (first, second), told in sorted(answers.items()):
        a, b = by_id[first], by_id[second]
        about = {contacts.get(p.account.report or "", p.account.report) for p in (a, b)}
        elsewhere = len(about) == 1 or None in about  # with one contact: among its divergences
        if (elsewhere and about != {None}) or _overlapping(a.account, b.account):
            continue
        verdict = verdict_on(Pair(a, b, *told))
        if verdict is not None:
            rows.append(_row(Pair(a, b, *told), verdict))
    found = [_divergence(None, r) for r in _best(rows) if r.kind in {"contradiction", "number"}]
    yield from sorted(found, key=lambda d: d.id)


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
        if _overlapping(first.account, second.account):
            continue
        told = answers.get((first.account.id, second.account.id))
        attached = (first.account.report is not None) + (second.account.report is not None)
        if attached < (1 if told is not None else 2):
            continue
        pair = Pair(first, second, *told) if told is not None else Pair(first, second)
        verdict = verdict_on(pair)
        if verdict is not None:
            yield _row(pair, verdict)


def verdict_on(pair: Pair) -> Verdict | None:
    """Return the verdict on a pair by what the two say, else by how their text puts them."""
    if not (pair.a.side and pair.b.side):
        return answer_to_none(pair)
    verdict = judge(pair)
    if verdict is None or verdict.kind == "both":
        return answer(pair) or verdict
    return verdict


def _overlapping(a: Account, b: Account) -> bool:
    same = a.document == b.document
    return same and a.content.start < b.content.end and b.content.start < a.content.end


def _best(rows: Iterable[Row]) -> list[Row]:
    """Return the rows, each statement contradicted once by a side: where it is clearest."""
    found: list[Row] = []
    used: set[tuple[str, str | None]] = set()
    for row in sorted(rows, key=_order):
        if row.kind in {"contradiction", "number"} and row.b:
            ends = {(row.a.id, row.b.side), (row.b.id, row.a.side)}
            if used & ends:
                continue
            used |= ends
        found.append(row)
    return found


def _row(pair: Pair, verdict: Verdict) -> Row:
    a, b = sorted((pair.a, pair.b), key=lambda p: (p.side, p.account.id))
    return Row(verdict.kind, a.account, b.account, "", verdict.why, verdict.score, verdict.by_text)


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
                    yield Row(row.kind, first, second, "", row.why, row.score / 2)


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


def _divergence(contact: Contact | None, row: Row) -> Divergence:
    a, b = row.a, row.b
    told = f"{_speaker(a)}: {a.content.quote}"
    if b is None:
        reason = f"{told}; {row.other} is silent on it: {row.why}"
    else:
        reason = f"{told}; {_speaker(b)}: {b.content.quote}; {row.why}"
    side_b, account_b = (b.side or "", b.id) if b else (row.other, None)
    about = contact.id if contact is not None else None
    id_ = content_id("divergence", about, row.kind, a.side, a.id, side_b, account_b)
    return Divergence(id_, about, row.kind, a.side or "", a.id, side_b, account_b, reason)


def _speaker(account: Account) -> str:
    return f"{account.source} ({account.side})" if account.side else account.source


def _place(account: Account) -> tuple[str, int, str]:
    return account.document, account.content.start, account.id


_KINDS = ("contradiction", "number", "omission", "both", "only")


def _order(row: Row) -> tuple[int, float, str, str]:
    return _KINDS.index(row.kind), -row.score, row.a.id, row.b.id if row.b else ""
