"""Annotated texts to training windows, and windows to batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from communique.annotate.attribution_decode import BEGIN, CONTINUE, REACH, Range, word_flags
from communique.annotate.attribution_text import FEATURE_SIZES, Pieces, Window, read_pieces, windows

from .data import ANNOTATORS, Parts, Reading

IGNORED = -100
CORE, CONTEXT = 336, 48
"""Sizes of training windows: longer than at run time, where a shorter window is faster and loses nothing on dev."""
SLOTS = 1 + 2 * REACH
CLASSIFY, SEPARATE = 101, 102
"""The BERT vocabulary's marks before and after a window."""


@dataclass(slots=True)
class Example:
    """One window as the encoder reads it, marks included.

    core: the pieces that are decided here, the last one not included. labels: of the cue head, IGNORED off the core.
    cues: first and last piece. edges: slots of source start, source end, content start, content end. inside: of
    content and source. hard: whether a cue is annotated, not only a teacher's guess. soft_*: a teacher's
    probabilities, zero off the core.
    """

    text: int
    core: Range
    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    annotator: int
    labels: NDArray[np.int64]
    cues: NDArray[np.int64]
    edges: NDArray[np.int64]
    inside: NDArray[np.bool_]
    hard: NDArray[np.bool_]
    soft_labels: NDArray[np.float16] | None = None
    soft_links: NDArray[np.float16] | None = None


@dataclass(slots=True)
class Prepared:
    """A text with its pieces and its attributions in piece numbers; ``index`` is the text's number, for the folds."""

    index: int
    pieces: Pieces
    annotator: int
    hidden: NDArray[np.bool_]
    attributions: list[tuple[Range, Range | None, Range | None, NDArray[np.int64], NDArray[np.int64]]] = field(
        default_factory=list
    )


def _touched(pieces: Pieces, wordy: NDArray[np.bool_], parts: Parts | None) -> NDArray[np.int64]:
    """Return the pieces that the parts touch, without marks at the outer edges."""
    if not parts:
        return np.zeros(0, dtype=np.int64)
    mask = np.zeros(len(pieces), dtype=bool)
    for start, end in parts:
        mask[np.searchsorted(pieces.ends, start, "right") : np.searchsorted(pieces.starts, end, "left")] = True
    found = np.flatnonzero(mask)
    solid = np.flatnonzero(wordy[found])
    return found[solid[0] : solid[-1] + 1] if len(solid) else found[:0]


def _whole_words(pieces: Pieces, touched: NDArray[np.int64]) -> Range | None:
    if not len(touched):
        return None
    first = int(np.searchsorted(pieces.words, pieces.words[touched[0]], "left"))
    last = int(np.searchsorted(pieces.words, pieces.words[touched[-1]], "right")) - 1
    return first, last


def prepare(index: int, reading: Reading, tokenizer: Tokenizer) -> Prepared:
    """Return the reading in pieces; attributions without a cue are left out."""
    pieces = read_pieces(reading.text, tokenizer)
    wordy = word_flags(reading.text, pieces)
    hidden = np.zeros(len(pieces), dtype=bool)
    hidden[_touched(pieces, np.ones_like(wordy), reading.discarded)] = True
    annotator = 1 + ANNOTATORS.index(reading.annotator) if reading.annotator in ANNOTATORS else 0
    prepared = Prepared(index, pieces, annotator, hidden)
    for gold in reading.attributions:
        source, content = (_touched(pieces, wordy, p) for p in (gold.source, gold.content))
        cue = _whole_words(pieces, _touched(pieces, wordy, gold.cue))
        if cue is not None:
            ranges = _whole_words(pieces, source), _whole_words(pieces, content)
            prepared.attributions.append((cue, *ranges, source, content))
    return prepared


def unlabelled(index: int, text: str, tokenizer: Tokenizer) -> Prepared:
    """Return a text without annotation in pieces."""
    pieces = read_pieces(text, tokenizer)
    return Prepared(index, pieces, 0, np.ones(len(pieces), dtype=bool))


def _edge_slots(target: Range | None, cue: int, window: Window) -> tuple[int, int]:
    if target is None:
        return 0, 0
    low, high = max(window.start, cue - REACH), min(window.end, cue + REACH)
    if target[0] < low or target[1] >= high:
        return IGNORED, IGNORED
    return 1 + REACH + target[0] - cue, 1 + REACH + target[1] - cue


def _inside_slots(touched: NDArray[np.int64], cue: int) -> NDArray[np.int64]:
    slots = 1 + REACH + touched - cue
    return slots[(slots > 0) & (slots < SLOTS)]


def _example(prepared: Prepared, window: Window) -> Example:
    pieces = prepared.pieces
    inside = slice(window.start, window.end)
    length = window.end - window.start
    features = np.zeros((length + 2, len(FEATURE_SIZES)), dtype=np.int64)
    features[1:-1] = pieces.features[inside]
    labels = np.full(length + 2, IGNORED, dtype=np.int64)
    labels[1 + window.core_start - window.start : 1 + window.core_end - window.start] = 0
    labels[1:-1][prepared.hidden[inside]] = IGNORED
    cues, edges, masks = [], [], []
    for cue, source, content, source_pieces, content_pieces in prepared.attributions:
        if not (window.core_start <= cue[0] < window.core_end and cue[1] < window.end):
            continue
        first, last = 1 + cue[0] - window.start, 1 + cue[1] - window.start
        labels[first : last + 1] = CONTINUE
        labels[first] = BEGIN
        cues.append((first, last))
        edges.append((*_edge_slots(source, cue[0], window), *_edge_slots(content, cue[0], window)))
        mask = np.zeros((SLOTS, 2), dtype=bool)
        mask[_inside_slots(content_pieces, cue[0]), 0] = True
        mask[_inside_slots(source_pieces, cue[0]), 1] = True
        masks.append(mask)
    return Example(
        prepared.index,
        (1 + window.core_start - window.start, 1 + window.core_end - window.start),
        np.concatenate(([CLASSIFY], pieces.ids[inside], [SEPARATE])),
        features,
        prepared.annotator,
        labels,
        np.array(cues, dtype=np.int64).reshape(-1, 2),
        np.array(edges, dtype=np.int64).reshape(-1, 4),
        np.array(masks, dtype=bool).reshape(-1, SLOTS, 2),
        np.ones(len(cues), dtype=bool),
    )


def examples(prepared: Iterable[Prepared], first: int | None) -> list[Example]:
    """Return the windows of the texts; ``first`` as in ``windows``."""
    cut = {"core": CORE, "context": CONTEXT, "first": first}
    return [_example(p, window) for p in prepared for window in windows(p.pieces, **cut)]


@dataclass(slots=True)
class Batch:
    """Tensors of several windows, padded."""

    ids: Tensor
    features: Tensor
    annotators: Tensor
    mask: Tensor
    labels: Tensor
    rows: Tensor
    cues: Tensor
    edges: Tensor
    inside: Tensor
    hard: Tensor
    soft_labels: Tensor | None
    soft_links: Tensor | None


def collate(chosen: list[Example], device: torch.device) -> Batch:
    """Return the examples as one batch on ``device``."""
    length = max(len(e.ids) for e in chosen)
    size = len(chosen)
    ids = np.zeros((size, length), dtype=np.int64)
    features = np.zeros((size, length, len(FEATURE_SIZES)), dtype=np.int64)
    labels = np.full((size, length), IGNORED, dtype=np.int64)
    soft = np.zeros((size, length, 3), dtype=np.float16)
    for row, e in enumerate(chosen):
        ids[row, : len(e.ids)] = e.ids
        features[row, : len(e.ids)] = e.features
        labels[row, : len(e.ids)] = e.labels
        if e.soft_labels is not None:
            soft[row, : len(e.ids)] = e.soft_labels
    lengths = np.array([len(e.ids) for e in chosen])
    taught = all(e.soft_links is not None for e in chosen)

    def put(array: NDArray[np.generic]) -> Tensor:
        tensor = torch.from_numpy(np.ascontiguousarray(array))
        return tensor.pin_memory().to(device, non_blocking=True) if device.type == "cuda" else tensor

    links = [e.soft_links for e in chosen if e.soft_links is not None]
    return Batch(
        put(ids),
        put(features),
        put(np.array([e.annotator for e in chosen])),
        put(np.arange(length)[None] < lengths[:, None]),
        put(labels),
        put(np.repeat(np.arange(size), [len(e.cues) for e in chosen])),
        put(np.concatenate([e.cues for e in chosen])),
        put(np.concatenate([e.edges for e in chosen])),
        put(np.concatenate([e.inside for e in chosen])),
        put(np.concatenate([e.hard for e in chosen])),
        put(soft) if taught else None,
        put(np.concatenate(links)) if taught else None,
    )


def batches(
    pool: list[Example], size: int, device: torch.device, random: np.random.Generator | None
) -> Iterator[Batch]:
    """Yield batches of windows of like length, in random order when ``random`` is given."""
    order = np.arange(len(pool))
    if random is not None:
        random.shuffle(order)
    chunk = size * 16
    for start in range(0, len(order), chunk):
        part = sorted(order[start : start + chunk].tolist(), key=lambda i: len(pool[i].ids))
        groups = [part[i : i + size] for i in range(0, len(part), size)]
        if random is not None:
            random.shuffle(groups)
        for group in groups:
            yield collate([pool[i] for i in group], device)
