"""The exceptions that communique raises on purpose; everything else is a bug."""

from __future__ import annotations


class CommuniqueError(Exception):
    """Root of the package's own errors; its text names the file and the remedy."""


class Rejected(CommuniqueError):
    """One item of input cannot be read; the run goes on and the item becomes a row of ``rejected``.

    reason: a short slug that can be counted ("empty", "binary", "not-english").
    detail: what a person needs to mend it.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class InputError(CommuniqueError):
    """The call itself cannot be carried out: no such path, nothing readable in it."""


class LedgerError(CommuniqueError):
    """The ledger cannot be opened, written or understood."""


class UnknownIdError(LedgerError):
    """A ledger has no record of this id, or several whose ids begin so; ``short`` says it without the ledger's name."""

    def __init__(self, ledger: object, short: str) -> None:
        super().__init__(f"ledger {ledger}: {short}")
        self.short = short


class SpanError(CommuniqueError):
    """A value does not stand in the text where it says it stands."""
