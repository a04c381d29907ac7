"""Divergences that copies tell again.

The ledger holds a divergence once, with the passages of the original. Whoever reads the export document by document
finds it at each copy too, with the copy's own passages, since the export has those among the accounts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from communique.ledger import Ledger
from communique.merge.lineage_text import folded_words
from communique.records import Account, Divergence, content_id

#: A passage of a copy is the original's when so much of the words of the two together is in both.
_SAME = 0.6


def retold(divergences: Iterable[Divergence], ledger: Ledger) -> Iterator[Divergence]:
    """Yield the divergences with those that copies of their documents tell again, by id."""
    copies = ledger.copies_by_original()
    found = {d.id: d for d in divergences}
    ids = {i for d in found.values() for i in (d.account_a, d.account_b) if i is not None} if copies else set()
    told = ledger.accounts_by_id(ids)
    accounts_of = cache(lambda document: list(ledger.accounts(document=document)))
    for divergence in list(found.values()) if copies else ():
        documents = {told[i].document for i in (divergence.account_a, divergence.account_b) if i in told}
        if len(documents) != 1:
            continue
        for copy in copies.get(documents.pop(), ()):
            again = _again(divergence, told, accounts_of(copy))
            if again is not None:
                found[again.id] = again
    yield from (found[id_] for id_ in sorted(found))


def _again(divergence: Divergence, told: dict[str, Account], copied: Sequence[Account]) -> Divergence | None:
    first = _copy_of(told[divergence.account_a], copied)
    second = _copy_of(told[divergence.account_b], copied) if divergence.account_b is not None else None
    if first is None or (divergence.account_b is not None and second is None):
        return None
    account_b = second.id if second is not None else None
    id_ = content_id(
        "divergence", divergence.contact, divergence.kind, first.side, first.id, divergence.side_b, account_b
    )
    return replace(divergence, id=id_, account_a=first.id, account_b=account_b)


def _copy_of(account: Account, copied: Iterable[Account]) -> Account | None:
    """Return the account of a copy that says what this one says, the likest; None when there is none."""
    words = set(folded_words(account.content.quote))
    best, likeness = None, _SAME
    for other in copied:
        theirs = set(folded_words(other.content.quote))
        shared = len(words & theirs) / max(1, len(words | theirs))
        if other.side == account.side and shared >= likeness and (best is None or shared > likeness):
            best, likeness = other, shared
    return best
