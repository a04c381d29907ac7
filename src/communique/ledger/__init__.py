"""The ledger, and the only room that speaks SQL: schema and migrations, the writer, the read-only view."""

from communique.ledger.backend import printable
from communique.ledger.derived import Standing
from communique.ledger.evidence import BrokenSpan
from communique.ledger.view import Hit, Ledger, ReportInContext, open_ledger
from communique.ledger.writer import Writer
from communique.records import PROGRAM

__all__ = [
    "PROGRAM",
    "BrokenSpan",
    "Hit",
    "Ledger",
    "ReportInContext",
    "Standing",
    "Writer",
    "open_ledger",
    "printable",
]
