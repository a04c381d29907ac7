"""Attributions of a text as entries, one for each span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from communique.annotate.attribution import Attribution
from communique.records import Span


def tag_entries(file: str, attributions: Iterable[Attribution]) -> Iterator[dict[str, Any]]:
    """Yield an object for each source, cue and part of a content, in the order of the attributions.

    attribution: a number within the file; the spans that bear it belong together.
    """
    for number, found in enumerate(attributions, start=1):
        if found.source is not None:
            yield _entry(file, "source", found.source, number)
        if found.cue is not None:
            yield _entry(file, "cue", found.cue, number)
        for part in found.content:
            yield _entry(file, "content", part, number)


def _entry(file: str, role: str, span: Span, number: int) -> dict[str, Any]:
    return {
        "file": file, "role": role, "start": span.start, "end": span.end, "text": span.quote, "attribution": number,
    }  # fmt: skip
