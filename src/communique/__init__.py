"""Sourced records of diplomatic contacts, read from press coverage.

>>> import communique
>>> communique.build(["articles/"], ledger="affair.db")  # doctest: +SKIP
>>> with communique.open_ledger("affair.db") as ledger:  # doctest: +SKIP
...     for contact in ledger.contacts(sides=["USA", "RUS"]):
...         print(contact.date, contact.mode, [p.name for p in contact.participants])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.errors import CommuniqueError, InputError, LedgerError, Rejected, SpanError
from communique.ledger import Ledger, open_ledger
from communique.records import (
    Account,
    Contact,
    ContactReport,
    Divergence,
    Document,
    Figure,
    Judgement,
    Mode,
    Participant,
    Period,
    Publication,
    Rejection,
    Span,
    Status,
)

if TYPE_CHECKING:
    from communique.pipeline import Summary, build

__all__ = [
    "Account",
    "CommuniqueError",
    "Contact",
    "ContactReport",
    "Divergence",
    "Document",
    "Figure",
    "InputError",
    "Judgement",
    "Ledger",
    "LedgerError",
    "Mode",
    "Participant",
    "Period",
    "Publication",
    "Rejected",
    "Rejection",
    "Span",
    "SpanError",
    "Status",
    "Summary",
    "build",
    "open_ledger",
]


def __getattr__(name: str) -> Any:
    # Building needs the parser, which takes a second to load; reading a ledger does not.
    if name in {"Summary", "build"}:
        from communique import pipeline  # noqa: PLC0415

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
