"""Quotation marks of a text paired to quotations, in the ways the press sets them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = re.compile("[“”„«»\"‘’']")
_OPENING = {"“": "”", "„": "”", "«": "»", "‘": "’"}
_CLOSING = frozenset("”»’")
_BEFORE_OPENING = frozenset(' \t\n\u00a0([{—–-:;,“"‘/')
_SINGLE = frozenset("‘’'")
_AFTER_CLOSING = frozenset(' \t\n\u00a0.,;:!?)]}—–-”"’…')


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: ``text[start:end]`` with its marks, ``text[first:last]`` without; both in characters."""

    start: int
    end: int
    first: int
    last: int

    def holds(self, place: int) -> bool:
        """Tell whether a character lies between the marks."""
        return self.first <= place < self.last


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations of a text in order.

    A quotation ends at its closing mark, at a second opening mark or at the end of its line; marks that pair with
    nothing are no quotation.
    """
    out: list[Quotation] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        out.extend(_in_line(text, offset, offset + len(line.rstrip())))
        offset += len(line)
    return tuple(out)


def _in_line(text: str, start: int, end: int) -> Iterator[Quotation]:
    opened: int | None = None
    mark = ""
    for match in _MARKS.finditer(text, start, end):
        place, char = match.start(), match.group()
        if opened is None:
            if _opens(text, place, char, start):
                opened, mark = place, char
        elif _closes(text, place, char, mark, end):
            yield from _made(text, opened, place + 1, closed=True)
            opened = None
        elif char in _OPENING and char == mark and char not in _SINGLE and _opens(text, place, char, start):
            yield from _made(text, opened, place, closed=False)
            opened = place
    if opened is not None and mark not in _SINGLE and (mark != '"' or opened == start):
        yield from _made(text, opened, end, closed=False)


def _opens(text: str, place: int, char: str, start: int) -> bool:
    before = text[place - 1] if place > start else " "
    after = text[place + 1 : place + 2]
    if char in _CLOSING or not after:
        return False
    if char in _OPENING and char not in _SINGLE:
        return True
    return before in _BEFORE_OPENING and not after.isspace()


def _closes(text: str, place: int, char: str, mark: str, end: int) -> bool:
    after = text[place + 1] if place + 1 < end else " "
    if mark in _OPENING and mark not in _SINGLE:
        return char == _OPENING[mark] or (mark == "“" and text[place : place + 2] in {"’’", "''"})
    if mark == '"':
        return char == '"'
    if char not in {"’", "'"} or (mark == "'" and char != "'"):
        return False
    plural = text[place - 1] == "s" and after == " "  # "the ministers' talks" closes nothing
    return after in _AFTER_CLOSING and not plural


def _made(text: str, start: int, end: int, *, closed: bool) -> Iterator[Quotation]:
    first, last = start + 1, end - 1 if closed else end
    while first < last and text[first].isspace():
        first += 1
    while last > first and (text[last - 1].isspace() or text[last - 1] == ","):
        last -= 1
    if first < last and any(c.isalnum() for c in text[first:last]):
        yield Quotation(start, end, first, last)


class Quotations:
    """The quotations of one text, with look-up by place."""

    def __init__(self, text: str) -> None:
        self.all = quotations(text)
        self._starts = [q.start for q in self.all]

    def around(self, place: int) -> Quotation | None:
        """Return the quotation that holds a character, if any."""
        at = bisect_right(self._starts, place) - 1
        return self.all[at] if at >= 0 and self.all[at].holds(place) else None

    def before(self, place: int) -> Quotation | None:
        """Return the last quotation that ends at a place or before it."""
        at = bisect_right(self._starts, place) - 1
        while at >= 0 and self.all[at].end > place:
            at -= 1
        return self.all[at] if at >= 0 else None

    def after(self, place: int) -> Quotation | None:
        """Return the first quotation that begins at a place or behind it."""
        at = bisect_left(self._starts, place)
        return self.all[at] if at < len(self.all) else None

    def within(self, start: int, end: int) -> Iterator[Quotation]:
        """Yield the quotations that lie in ``text[start:end]``."""
        for quote in self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if quote.end <= end:
                yield quote
