"""How many independent sources tell of a contact: lineages, not documents; each side's own readouts are one source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from communique.records import ContactReport

#: Shorter sentences ("The two met.") are the same by chance.
_LONG_ENOUGH = 60
_NO_HOMES: Mapping[str, str | None] = {}


def independent_sources(
    reports: Iterable[ContactReport], lineage: Mapping[str, str], homes: Mapping[str, str | None] = _NO_HOMES
) -> int:
    """Return the number of sources that tell of a contact.

    Copies count with their original, as do documents with a sentence of evidence in common; all that one side's own
    offices published counts as one source, whoever else printed it.

    lineage: document id -> id of the document that it copies (itself for an original). homes: document id -> the side
    whose own office published it, None for the press.
    """
    groups: list[set[str]] = []
    for report in reports:
        origin = lineage.get(report.document, report.document)
        marks = {f"doc:{origin}"} | {f"home:{h}" for d in (report.document, origin) if (h := homes.get(d))}
        marks |= {_plain(s.quote) for s in report.spans if len(s.quote) >= _LONG_ENOUGH}
        touching = [g for g in groups if g & marks]
        groups = [g for g in groups if not g & marks]
        groups.append(marks.union(*touching))
    return len(groups)


def _plain(quote: str) -> str:
    return " ".join(re.findall(r"\w+", quote.lower()))
