"""The ledger, and the only room that speaks SQL: schema and migrations, the writer, the read-only view."""

from communique.ledger.evidence import BrokenSpan
from communique.ledger.view import Hit, Ledger, ReportInContext, open_ledger
from communique.ledger.writer import PROGRAM, Writer

__all__ = ["PROGRAM", "BrokenSpan", "Hit", "Ledger", "ReportInContext", "Writer", "open_ledger"]
