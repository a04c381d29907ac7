"""Which contact report an account is about, if any."""

from __future__ import annotations

from collections.abc import Sequence

from communique.annotate.annotated import Annotated
from communique.extract.account_clauses import Range
from communique.records import ContactReport


class Abouts:
    """Links the accounts of one document to its contact reports."""

    def __init__(self, annotated: Annotated, reports: Sequence[ContactReport]) -> None:
        self.annotated = annotated
        self.reports = list(reports)

    def of(self, content: Range, cue: Range | None, side: str | None) -> str | None:
        """Return the id of the report that an account is about, None when it is about none."""
        if not self.reports:
            return None
        start, end = min(content[0], cue[0] if cue else content[0]), max(content[1], cue[1] if cue else content[1])
        here = [r for r in self.reports if any(s.start < end and start < s.end for s in r.spans)]
        if here:
            return max(here, key=lambda r: side in r.sides).id
        before = [
            (s.start, r)
            for r in self.reports
            for s in r.spans
            if s.start <= start and (side in r.sides or side is None)
        ]
        if before:
            return max(before, key=lambda p: p[0])[1].id
        return None
