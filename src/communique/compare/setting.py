"""What comparing needs to know of the documents that accounts stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from communique.actors.cast import home_of
from communique.merge.lineage_text import folded_words
from communique.records import Account, Document

#: Two names are of one office when they have so much of the publisher's in common.
_SAME_NAME = 0.75


@dataclass(frozen=True, slots=True)
class Source:
    """A document: its text, the side whose own office published it, and the original that it is a copy of, if any."""

    text: str = ""
    home: str | None = None
    copy_of: str | None = None


class Documents(Protocol):
    """Whatever has documents by id, such as a ledger."""

    def document(self, id_: str) -> Document:
        """Return the document of this id."""
        ...


def sources_of(documents: Documents, ids: Iterable[str], accounts: Iterable[Account] = ()) -> dict[str, Source]:
    """Return what comparing needs of the documents of these ids; accounts: those that stand in them."""
    told: dict[str, list[Account]] = {}
    for account in accounts:
        told.setdefault(account.document, []).append(account)
    found = {id_: documents.document(id_) for id_ in sorted(set(ids))}
    return {
        id_: Source(d.text, publishing_side(d.publisher, told.get(id_, ()), d.url), d.reprint_of)
        for id_, d in found.items()
    }


def publishing_side(publisher: str | None, accounts: Iterable[Account], url: str | None = None) -> str | None:
    """Return the side whose own office published a document, None for the press.

    The publisher's name tells, or that the document's statements are made by an office of nearly that name.
    """
    home = home_of(publisher, url=url)
    words = _name_words(publisher)
    if home is not None or len(words) < 2:
        return home
    for account in accounts:
        if account.side and len(words & _name_words(account.source)) >= _SAME_NAME * len(words):
            return account.side
    return None


def _name_words(name: str | None) -> set[str]:
    return set(folded_words(name or "")) - {"the", "of", "and"}
