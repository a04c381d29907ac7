"""What comparing needs to know of the documents that accounts stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from communique.actors.cast import home_of
from communique.records import Document


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


def sources_of(documents: Documents, ids: Iterable[str]) -> dict[str, Source]:
    """Return what comparing needs of the documents of these ids."""
    found = {id_: documents.document(id_) for id_ in sorted(set(ids))}
    return {id_: Source(d.text, home_of(d.publisher), d.reprint_of) for id_, d in found.items()}
