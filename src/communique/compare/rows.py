"""The lines of a comparison: two passages and what they are to each other, in order, and as divergences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from communique.compare.answers import answer, answer_to_none
from communique.compare.judge import judge
from communique.compare.pair import Pair, Verdict
from communique.records import Account, Contact, Divergence, content_id

_PARTING = frozenset({"contradiction", "number"})


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


def verdict_on(pair: Pair) -> Verdict | None:
    """Return the verdict on a pair by what the two say, else by how their text puts them."""
    if not (pair.a.side and pair.b.side):
        return answer_to_none(pair)
    verdict = judge(pair)
    if verdict is None or verdict.kind == "both":
        return answer(pair) or verdict
    return verdict


def overlapping(a: Account, b: Account) -> bool:
    """Tell whether two accounts have words in common."""
    same = a.document == b.document
    return same and a.content.start < b.content.end and b.content.start < a.content.end


def clearest(rows: Iterable[Row]) -> list[Row]:
    """Return the rows, each statement contradicted once by a side: where it is clearest."""
    return _once(rows, lambda one, other: (one.id, other.side))


def once_a_document(rows: Iterable[Row]) -> list[Row]:
    """Return the rows, each statement contradicted once by a side in a document: where it is clearest."""
    return _once(rows, lambda one, other: (one.id, other.side, other.document))


def _once(rows: Iterable[Row], end: Callable[[Account, Account], tuple[str | None, ...]]) -> list[Row]:
    found: list[Row] = []
    used: set[tuple[str | None, ...]] = set()
    for row in sorted(rows, key=lambda r: (r.kind not in _PARTING, -r.score, *order_of(r))):
        if row.kind in _PARTING and row.b:
            ends = {end(row.a, row.b), end(row.b, row.a)}
            if used & ends:
                continue
            used |= ends
        found.append(row)
    return found


def of_sides(rows: Iterable[Row], sides: Collection[str]) -> list[Row]:
    """Return the rows between these sides, and of each what it says that meets nothing of the others.

    A statement that only meets one of a third side is, between these, said by one alone.
    """
    found = list(rows)
    kept = [
        r
        for r in found
        if r.a.side in sides and (r.b is None or r.b.side in sides) and (r.kind != "omission" or r.other in sides)
    ]
    shown = {a.id for r in kept for a in (r.a, r.b) if a is not None}
    others = {a.id: a for r in found for a in (r.a, r.b) if a is not None and a.side in sides and a.id not in shown}
    return kept + [Row("only", others[id_], None, "", "", 0.0) for id_ in sorted(others)]


def row_of(pair: Pair, verdict: Verdict) -> Row:
    """Return a pair with its verdict as a line, the sides in the order of their codes."""
    a, b = sorted((pair.a, pair.b), key=lambda p: (p.side, p.account.id))
    return Row(verdict.kind, a.account, b.account, "", verdict.why, verdict.score, verdict.by_text)


def divergence_of(contact: Contact | None, row: Row) -> Divergence:
    """Return a line as a divergence about a contact, or about another matter, with its reason in words."""
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


def place_of(account: Account) -> tuple[str, int, str]:
    """Return what sorts accounts by document and place in it."""
    return account.document, account.content.start, account.id


_KINDS = ("contradiction", "number", "omission", "both", "only")


def order_of(row: Row) -> tuple[int, float, str, str]:
    """Return what sorts lines: by kind, the surest first."""
    return _KINDS.index(row.kind), -row.score, row.a.id, row.b.id if row.b else ""
