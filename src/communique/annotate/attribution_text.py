"""Text to numbers for the attribution tagger: word pieces, what their spelling loses, and windows.

The encoder reads lower-case word pieces, so the layout of the page (capitals, quotation marks, paragraphs), which
decides where a quotation begins and ends, is handed to it as three small features beside each piece. Training and run
time share this module, so both see the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

IntArray = npt.NDArray[np.int64]

CORE = 240
"""Pieces that a window is to decide about, at most."""
CONTEXT = 16
"""Pieces before the core (and after one that ends inside a paragraph) that a window only reads."""


class Case(IntEnum):
    """How the word of a piece is written."""

    OTHER = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    MIXED = 4
    DIGIT = 5


class Quote(IntEnum):
    """Where a piece stands to quotation marks, within its paragraph."""

    OUTSIDE = 0
    INSIDE = 1
    OPENING = 2
    CLOSING = 3


class Layout(IntEnum):
    """What precedes a piece."""

    GLUED = 0
    SPACED = 1
    PARAGRAPH = 2
    DOCUMENT = 3


FEATURE_SIZES = (len(Case), len(Quote), len(Layout))
QUOTE_COLUMN = 1

Mark = tuple[int, int, bool]
"""A quotation mark: its characters [start, end), and whether it opens."""

_DOUBLE_QUOTE = re.compile(r"[\"“”„«»]|''|``|’’|‘‘")
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a document.

    ids: vocabulary numbers. starts, ends: character offsets. words: number of the word that a piece belongs to.
    paragraphs: number of its paragraph. features: Case, Quote and Layout, one row a piece. marks: the quotation
    marks, as ``quote_marks`` gives them, in characters of the document.
    """

    ids: IntArray
    starts: IntArray
    ends: IntArray
    words: IntArray
    paragraphs: IntArray
    features: IntArray
    marks: list[Mark]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces [start, end) that are read together; the cues that begin in [core_start, core_end) are decided here."""

    start: int
    end: int
    core_start: int
    core_end: int


def _case_of(word: str) -> Case:
    if word.islower():
        return Case.LOWER
    if word.isupper():
        return Case.TITLE if len(word) == 1 else Case.UPPER
    if word.istitle():
        return Case.TITLE
    if word[0].isdigit():
        return Case.DIGIT
    return Case.MIXED if any(c.isalpha() for c in word) else Case.OTHER


def quote_marks(paragraph: str) -> list[Mark]:
    """Return the double quotation marks of a paragraph as (start, end, opens).

    Straight marks alternate, curved ones say it themselves; a mark after white space never closes and one before it
    never opens, so a missing partner disturbs the rest of the paragraph no further than the next mark.
    """
    marks: list[Mark] = []
    inside = False
    for match in _DOUBLE_QUOTE.finditer(paragraph):
        start, end, mark = match.start(), match.end(), match.group()
        if mark in "“„«``‘‘":
            opens = True
        elif mark in "”»":
            opens = False
        else:
            free_left = start == 0 or paragraph[start - 1] in " \t\u00a0(—–-["
            free_right = end == len(paragraph) or paragraph[end] in " \t\u00a0"
            opens = free_left if free_left != free_right else not inside
        inside = opens
        marks.append((start, end, opens))
    return marks


def _quote_states(paragraph: str, marks: list[Mark]) -> npt.NDArray[np.int8]:
    states = np.zeros(len(paragraph), dtype=np.int8)
    opened: int | None = None
    for start, end, opens in marks:
        if opens:
            opened = end
        else:
            if opened is not None:
                states[opened:start] = Quote.INSIDE
            opened = None
        states[start:end] = Quote.OPENING if opens else Quote.CLOSING
    if opened is not None:
        tail = states[opened:]
        tail[tail == Quote.OUTSIDE] = Quote.INSIDE
    return states


def read_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """Return the word pieces of ``text``, paragraph by paragraph; offsets are characters of ``text``."""
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    words: list[int] = []
    paragraphs: list[int] = []
    features: list[tuple[int, int, int]] = []
    marks: list[Mark] = []
    word_base = 0
    for number, match in enumerate(_PARAGRAPH.finditer(text)):
        paragraph, base = match.group(), match.start()
        encoding = tokenizer.encode(paragraph, add_special_tokens=False)
        if not encoding.ids:
            continue
        local_marks = quote_marks(paragraph)
        marks.extend((base + a, base + b, opens) for a, b, opens in local_marks)
        states = _quote_states(paragraph, local_marks)
        spans = _word_spans(encoding.word_ids, encoding.offsets)
        cases = [_case_of(paragraph[a:b]) for a, b in spans]
        before = -1
        local = -1
        last_word: int | None = None
        for piece, (start, end), word in zip(encoding.ids, encoding.offsets, encoding.word_ids, strict=True):
            if word != last_word:
                local += 1
                last_word = word
            if before < 0:
                layout = Layout.PARAGRAPH if ids else Layout.DOCUMENT
            else:
                layout = Layout.SPACED if start > before else Layout.GLUED
            ids.append(piece)
            starts.append(base + start)
            ends.append(base + end)
            words.append(word_base + local)
            paragraphs.append(number)
            features.append((cases[local], int(states[start]), layout))
            before = end
        word_base += len(spans)
    return Pieces(
        np.array(ids, dtype=np.int64),
        np.array(starts, dtype=np.int64),
        np.array(ends, dtype=np.int64),
        np.array(words, dtype=np.int64),
        np.array(paragraphs, dtype=np.int64),
        np.array(features, dtype=np.int64).reshape(-1, len(FEATURE_SIZES)),
        marks,
    )


def _word_spans(word_ids: list[int | None], offsets: list[tuple[int, int]]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    last: int | None = None
    for word, (start, end) in zip(word_ids, offsets, strict=True):
        if spans and word == last:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        last = word
    return spans


def windows(pieces: Pieces, *, core: int = CORE, context: int = CONTEXT, first: int | None = None) -> Iterator[Window]:
    """Yield windows whose cores tile the document, cut between paragraphs wherever one fits.

    They depend on the document alone. ``first`` shortens the first core, so that training sees other cuts.
    """
    total = len(pieces)
    cuts = np.flatnonzero(np.diff(pieces.paragraphs, prepend=-1, append=-1))
    start = 0
    room = core if first is None else max(1, min(first, core))
    while start < total:
        limit = min(start + room, total)
        fitting = cuts[(cuts > start) & (cuts <= limit)]
        if len(fitting):
            end = int(fitting[-1])
            reach = end
        else:
            end = _word_start(pieces, limit, start)
            reach = min(end + context, total)
        yield Window(_word_start(pieces, max(0, start - context), 0), reach, start, end)
        start = end
        room = core


def _word_start(pieces: Pieces, index: int, floor: int) -> int:
    """Return the nearest beginning of a word at or before ``index``, or ``index`` where none lies above ``floor``."""
    if index >= len(pieces):
        return index
    found = index
    while found > floor and pieces.words[found] == pieces.words[found - 1]:
        found -= 1
    return found if found > floor or floor == 0 else index
