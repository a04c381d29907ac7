"""Lines of a text with their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class TextLine(NamedTuple):
    """A line without the space around it: ``text == whole[start:end]``, and never empty."""

    text: str
    start: int
    end: int


def lines_of(whole: str) -> Iterator[TextLine]:
    """Yield the lines of a text that are not blank, in order."""
    at = 0
    while at < len(whole):
        newline = whole.find("\n", at)
        stop = len(whole) if newline < 0 else newline
        line = whole[at:stop]
        left = line.lstrip()
        if left:
            start = stop - len(left)
            stripped = left.rstrip()
            yield TextLine(stripped, start, start + len(stripped))
        at = stop + 1
