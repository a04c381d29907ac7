"""How many independent sources tell of a contact: documents that share a sentence of evidence are one source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from communique.records import ContactReport

#: Shorter sentences ("The two met.") are the same by chance.
_LONG_ENOUGH = 60


def independent_sources(reports: Iterable[ContactReport], lineage: Mapping[str, str]) -> int:
    """Return the number of sources: reprints count with their original, as do documents with a sentence in common.

    lineage: document id -> id of the document that it copies (itself for an original).
    """
    groups: list[set[str]] = []
    for report in reports:
        marks = {f"doc:{lineage.get(report.document, report.document)}"}
        marks |= {_plain(s.quote) for s in report.spans if len(s.quote) >= _LONG_ENOUGH}
        touching = [g for g in groups if g & marks]
        groups = [g for g in groups if not g & marks]
        groups.append(marks.union(*touching))
    return len(groups)


def _plain(quote: str) -> str:
    return " ".join(re.findall(r"\w+", quote.lower()))
