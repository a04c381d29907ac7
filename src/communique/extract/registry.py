"""The extractors: a new one is a file of its own and a line in ``extract``."""

from __future__ import annotations

from communique.annotate.annotated import Annotated
from communique.extract.accounts.reader import accounts
from communique.extract.contacts.reports import contact_reports
from communique.extract.events.coder import events
from communique.extract.figures.reader import figures
from communique.records import Claim

#: Raised when what an extractor finds changes: documents in a ledger are then read again.
VERSION = "1"


def extract(annotated: Annotated) -> tuple[Claim, ...]:
    """Return all claims of a document, in the order of the extractors."""
    reports = contact_reports(annotated)
    found = accounts(annotated, reports)
    return (*reports, *found, *figures(annotated, found), *events(annotated, reports))
