"""From the tagger's probabilities to spans: constrained decoding of cues, then of each cue's source and content."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from communique.annotate.attribution_text import QUOTE_COLUMN, IntArray, Pieces, Quote, Window, windows

FloatArray = npt.NDArray[np.float32]

REACH = 128
"""How many pieces before and after the beginning of its cue a source or content is looked for."""
NEAR, BEYOND = 112, 32
"""At run time the same, but no further than so many pieces from the cue, nor than so many outside its paragraph: one
attribution in a hundred of PolNeAR crosses paragraphs, and the link head takes half the time."""
OUTSIDE, BEGIN, CONTINUE = range(3)
"""Labels of the cue head."""
SOURCE_START, SOURCE_END, CONTENT_START, CONTENT_END, CONTENT_INSIDE, SOURCE_INSIDE = range(6)
"""Columns of the link head; its slot 0 stands for "none", slot 1 + d + REACH for the piece d after the cue's first."""

LINK_COLUMNS = 6

_TINY = 1e-9
_STARTS_TRIED = 8
_LONGEST_SOURCE = 90

Range = tuple[int, int]
"""First and last number, both included."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What development data chose: weights against a cue and against a source, as added log odds."""

    cue_bias: float = 0.0
    source_bias: float = 0.0


class Network(Protocol):
    """The encoder and its two heads, over one window at a time."""

    def encode(self, ids: IntArray, features: IntArray) -> tuple[object, FloatArray]:
        """Return the window's hidden state, opaque to the decoder, and the cue probabilities [pieces, 3]."""

    def link(self, hidden: object, cues: IntArray, reach: IntArray) -> FloatArray:
        """Return probabilities [cues, 1 + 2 * REACH, 6] for the cues' first and last pieces in the window.

        reach: the pieces [start, end) that each cue's source and content are looked for in; a network may look further.
        """


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in piece numbers of the document; content is its parts, in order."""

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    score: float


def decode_document(text: str, pieces: Pieces, network: Network, settings: Settings) -> list[Found]:
    """Return the attributions of a document; one window is in memory at a time, so memory does not grow with length."""
    wordy = word_flags(text, pieces)
    found: list[Found] = []
    for window in windows(pieces):
        found.extend(_decode_window(pieces, wordy, window, network, settings))
    return found


def word_flags(text: str, pieces: Pieces) -> npt.NDArray[np.bool_]:
    """Return for each piece whether it holds a letter or digit; a span may not end on one that holds none."""
    flags = (any(c.isalnum() for c in text[a:b]) for a, b in zip(pieces.starts, pieces.ends, strict=True))
    return np.fromiter(flags, dtype=np.bool_, count=len(pieces))


def _decode_window(
    pieces: Pieces, wordy: npt.NDArray[np.bool_], window: Window, network: Network, settings: Settings
) -> list[Found]:
    inside = slice(window.start, window.end)
    hidden, cue_probabilities = network.encode(pieces.ids[inside], pieces.features[inside])
    words = pieces.words[inside]
    core = (window.core_start - window.start, window.core_end - window.start)
    cues = decode_cues(cue_probabilities, words, wordy[inside], core, settings.cue_bias)
    if not cues:
        return []
    spans = np.array([(c.first, c.last) for c in cues], dtype=np.int64)
    links = network.link(hidden, spans, _reaches(spans[:, 0], pieces.paragraphs[inside]))
    edges = _Edges.of(words, wordy[inside], pieces.features[inside, QUOTE_COLUMN] == Quote.INSIDE)
    base = window.start
    found = []
    for cue, scores in zip(cues, links, strict=True):
        source, source_probability = _decode_source(scores, cue, edges, settings.source_bias)
        content, content_probability = _decode_content(scores, cue, source, edges)
        found.append(
            Found(
                (base + cue.first, base + cue.last),
                None if source is None else (base + source[0], base + source[1]),
                tuple((base + a, base + b) for a, b in content),
                cue.probability * float(np.sqrt(source_probability * content_probability)),
            )
        )
    return found


def _reaches(firsts: IntArray, paragraphs: IntArray) -> IntArray:
    """Return for each cue where its links may lie: its paragraph and a little beyond, within NEAR of it."""
    own = paragraphs[firsts]
    low = np.maximum(np.searchsorted(paragraphs, own, "left") - BEYOND, firsts - NEAR)
    high = np.minimum(np.searchsorted(paragraphs, own, "right") + BEYOND, firsts + NEAR)
    return np.stack([np.maximum(low, 0), np.minimum(high, len(paragraphs))], axis=1)


@dataclass(frozen=True, slots=True)
class _Cue:
    first: int
    last: int
    probability: float


def decode_cues(
    probabilities: FloatArray, words: IntArray, wordy: npt.NDArray[np.bool_], core: Range, bias: float
) -> list[_Cue]:
    """Return the cues that begin in ``core`` on the likeliest path over whole words; CONTINUE never follows OUTSIDE.

    bias: added to the log probability of OUTSIDE; below zero finds more cues.
    """
    firsts = np.flatnonzero(np.diff(words, prepend=-1))
    lasts = np.append(firsts[1:], len(words)) - 1
    scores = np.log(np.maximum(probabilities[firsts], _TINY)).astype(np.float64)
    scores[:, OUTSIDE] += bias
    path = _best_path(scores.tolist())
    cues: list[_Cue] = []
    for index, label in enumerate(path):
        if label != BEGIN:
            continue
        stop = index
        while stop + 1 < len(path) and path[stop + 1] == CONTINUE:
            stop += 1
        trimmed = _trim((int(firsts[index]), int(lasts[stop])), wordy)
        if trimmed is None:
            continue
        first, last = trimmed
        if core[0] <= first < core[1]:
            cues.append(_Cue(first, last, float(probabilities[firsts[index], BEGIN])))
    return cues


def _best_path(scores: list[list[float]]) -> list[int]:
    """Return the likeliest labels, one a word (Viterbi 1967, with one forbidden step)."""
    back: list[tuple[int, int]] = []
    outside, begin, continues = 0.0, -np.inf, -np.inf
    for o, b, c in scores:
        inner, inner_from = (begin, BEGIN) if begin >= continues else (continues, CONTINUE)
        best, best_from = (outside, OUTSIDE) if outside >= inner else (inner, inner_from)
        back.append((best_from, inner_from))
        outside, begin, continues = best + o, best + b, inner + c
    label = int(np.argmax([outside, begin, continues]))
    path = []
    for best_from, inner_from in reversed(back):
        path.append(label)
        label = inner_from if label == CONTINUE else best_from
    return path[::-1]


def _trim(span: Range, wordy: npt.NDArray[np.bool_]) -> Range | None:
    kept = np.flatnonzero(wordy[span[0] : span[1] + 1])
    return (span[0] + int(kept[0]), span[0] + int(kept[-1])) if len(kept) else None


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where a span may begin and end: at the first and last piece of a word with a letter or digit in it.

    quoted: which pieces stand between double quotation marks.
    """

    begins: npt.NDArray[np.bool_]
    ends: npt.NDArray[np.bool_]
    quoted: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, words: IntArray, wordy: npt.NDArray[np.bool_], quoted: npt.NDArray[np.bool_]) -> _Edges:
        first = np.diff(words, prepend=-1) != 0
        last = np.append(first[1:], True)
        return cls(first & wordy, last & wordy, quoted)

    def slots(self, cue_first: int) -> tuple[int, slice, slice]:
        """Return the window piece of the first usable slot, and the matching slices of slots and of pieces."""
        low = max(0, cue_first - REACH)
        high = min(len(self.begins), cue_first + REACH)
        offset = 1 + REACH - cue_first
        return low, slice(low + offset, high + offset), slice(low, high)


def _best_pair(starts: FloatArray, ends: FloatArray, longest: int, barred: Range | None) -> tuple[Range | None, float]:
    """Return the likeliest (start, end), neither across ``barred``, and its probability."""
    best: Range | None = None
    best_probability = 0.0
    for start in np.argsort(-starts, kind="stable")[:_STARTS_TRIED]:
        if starts[start] <= 0.0:
            break
        stop = min(len(ends), int(start) + longest)
        if barred is not None and start <= barred[1]:
            stop = min(stop, barred[0]) if start < barred[0] else int(start)
        reach = ends[start:stop]
        if not len(reach):
            continue
        end = int(np.argmax(reach))
        probability = float(starts[start] * reach[end])
        if probability > best_probability:
            best, best_probability = (int(start), int(start) + end), probability
    return best, best_probability


def _decode_source(scores: FloatArray, cue: _Cue, edges: _Edges, bias: float) -> tuple[Range | None, float]:
    low, slots, span = edges.slots(cue.first)
    starts = scores[slots, SOURCE_START] * edges.begins[span]
    ends = scores[slots, SOURCE_END] * edges.ends[span]
    barred = (cue.first - low, cue.last - low)
    best, probability = _best_pair(starts, ends, _LONGEST_SOURCE, barred)
    none = float(scores[0, SOURCE_START] * scores[0, SOURCE_END])
    if best is None or none * np.exp(bias) > probability:
        return None, none
    return (best[0] + low, best[1] + low), probability


def _decode_content(
    scores: FloatArray, cue: _Cue, source: Range | None, edges: _Edges
) -> tuple[tuple[Range, ...], float]:
    low, slots, span = edges.slots(cue.first)
    starts = scores[slots, CONTENT_START] * edges.begins[span]
    ends = scores[slots, CONTENT_END] * edges.ends[span]
    barred = (cue.first - low, cue.last - low)
    starts[barred[0] : barred[1] + 1] = 0.0
    ends[barred[0] : barred[1] + 1] = 0.0
    hull, probability = _best_pair(starts, ends, len(ends), None)
    none = float(scores[0, CONTENT_START] * scores[0, CONTENT_END])
    if hull is None or none > probability:
        return (), none
    first, last = hull
    kept = scores[slots, CONTENT_INSIDE][first : last + 1] >= 0.5
    kept[0] = kept[-1] = True
    kept |= edges.quoted[span][first : last + 1]
    own = np.zeros_like(kept)
    for gone in (cue.first - low, cue.last - low), (source[0] - low, source[1] - low) if source else (0, -1):
        own[max(0, gone[0] - first) : max(0, gone[1] + 1 - first)] = True
    return _parts(_fill(kept & ~own, own), edges, low + first), probability


def _runs(flags: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return where runs of True start and stop."""
    changes = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return list(zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True))


def _fill(kept: npt.NDArray[np.bool_], own: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return ``kept`` without the holes that hold nothing of the cue or source: in PolNeAR 96 of 100 gaps hold it."""
    filled = kept.copy()
    for start, stop in _runs(~kept):
        if not own[start:stop].any():
            filled[start:stop] = True
    return filled


def _parts(kept: npt.NDArray[np.bool_], edges: _Edges, base: int) -> tuple[Range, ...]:
    """Return the runs of kept pieces, each trimmed to whole words."""
    parts: list[Range] = []
    for start, stop in _runs(kept):
        begins = np.flatnonzero(edges.begins[base + start : base + stop])
        finishes = np.flatnonzero(edges.ends[base + start : base + stop])
        if len(begins) and len(finishes) and begins[0] <= finishes[-1]:
            parts.append((int(base + start + begins[0]), int(base + start + finishes[-1])))
    return tuple(parts)


def character_span(text: str, pieces: Pieces, span: Range) -> Range:
    """Return the characters [start, end) of a span of pieces, with the quotation marks that enclose it.

    A mark just outside is taken in when it opens or closes a quotation that reaches into the span, with the full stop
    or comma that American usage puts before a closing mark.
    """
    start, end = int(pieces.starts[span[0]]), int(pieces.ends[span[1]])
    marks = pieces.marks
    index = bisect_left(marks, (start,))
    quoted = False
    if index and marks[index - 1][1] == start and marks[index - 1][2]:
        start = marks[index - 1][0]
        quoted = True
    while index < len(marks) and marks[index][0] < end:
        quoted = marks[index][2]
        index += 1
    if quoted and index < len(marks) and not marks[index][2]:
        between = text[end : marks[index][0]]
        if len(between) <= 2 and not any(c.isalnum() or c == "\n" for c in between):
            end = marks[index][1]
    return start, end
