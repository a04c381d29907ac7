"""Two documents sentence by sentence: what one has word for word from the other, and what in other words.

Copied words are those in runs of five that both documents have (shingles, Broder 1997). A sentence is rewritten when
most of its words of substance stand in one or two neighbouring sentences of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.merge.lineage_text import Article, Hashes, Sentence

_SHINGLE = 5
#: A sentence counts as copied when so much of it stands in common shingles.
_COPIED = 0.6
#: ... and as rewritten when this part of its stems, and no fewer than so many, stand in a passage of the other.
_REWRITTEN, _FEWEST_COMMON = 0.5, 4


@dataclass(frozen=True, slots=True, order=True)
class Shared:
    """A passage of a document and the one of another that it is like; kind: "copied" or "rewritten"."""

    document: str
    start: int
    end: int
    other: str
    other_start: int
    other_end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """What a document has from another: shares of its own words, and of the other's; both from 0 to 1."""

    copied: float
    rewritten: float
    copied_of_other: float
    shared: tuple[Shared, ...]

    @property
    def covered(self) -> float:
        """The share of the document's words that it has from the other in either way."""
        return self.copied + self.rewritten


def align(article: Article, other: Article) -> Alignment:
    """Return what ``article`` has in common with ``other``."""
    copied = copied_words(article, other)
    shared, rewritten = [], 0
    windows = _Windows(other.sentences)
    for sentence, run in zip(article.sentences, copied, strict=True):
        whole = run >= _COPIED * len(sentence.words)
        best, score, common = windows.best(sentence)
        if whole or (score >= _REWRITTEN and common >= _FEWEST_COMMON):
            first, last = best
            kind = "copied" if whole else "rewritten"
            shared.append(Shared(article.id, sentence.start, sentence.end, other.id, first, last, kind))
            rewritten += len(sentence.words) - run if not whole else 0
    size = max(1, article.size)
    of_other = sum(copied_words(other, article)) / max(1, other.size)
    return Alignment(sum(copied) / size, rewritten / size, of_other, tuple(shared))


def copied_words(article: Article, other: Article) -> list[int]:
    """Return for each sentence of ``article`` how many of its words stand in runs of five that ``other`` has too."""
    mine, theirs = _stream(article.sentences), _stream(other.sentences)
    if len(mine) < _SHINGLE or len(theirs) < _SHINGLE:
        return [0] * len(article.sentences)
    hits = np.isin(_shingles(mine), _shingles(theirs))
    covered = np.zeros(len(mine), bool)
    for offset in range(_SHINGLE):
        covered[offset : offset + len(hits)] |= hits
    ends = np.cumsum([len(s.words) for s in article.sentences])
    totals = np.concatenate(([0], np.cumsum(covered)))
    return [int(totals[e] - totals[e - len(s.words)]) for s, e in zip(article.sentences, ends, strict=True)]


def _stream(sentences: Sequence[Sentence]) -> Hashes:
    return np.concatenate([s.words for s in sentences]) if sentences else np.zeros(0, np.uint32)


def _shingles(words: Hashes) -> NDArray[np.uint64]:
    """Return a hash for every run of five words."""
    out = np.zeros(len(words) - _SHINGLE + 1, np.uint64)
    for offset in range(_SHINGLE):
        out = out * np.uint64(1_000_003) + words[offset : offset + len(out)].astype(np.uint64)
    return out


class _Windows:
    """The sentences of a document, alone and in pairs of neighbours, as places to find a sentence's words in."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        #: Every stem with the number of its sentence, sorted by stem.
        self._stems = np.concatenate([s.stems for s in sentences]) if sentences else np.zeros(0, np.uint32)
        self._owner = np.repeat(np.arange(len(sentences)), [len(s.stems) for s in sentences])

    def best(self, sentence: Sentence) -> tuple[tuple[int, int], float, int]:
        """Return start and end of the best place, the share of the sentence's stems in it, and their number."""
        if not len(sentence.stems) or not len(self._stems):
            return (0, 0), 0.0, 0
        place = np.minimum(np.searchsorted(sentence.stems, self._stems), len(sentence.stems) - 1)
        hit = sentence.stems[place] == self._stems
        present = np.zeros((len(self._sentences), len(sentence.stems)), bool)
        present[self._owner[hit], place[hit]] = True
        alone = present.sum(axis=1)
        first = int(np.argmax(alone))
        most, last = int(alone[first]), first
        if len(self._sentences) > 1:
            pairs = (present[:-1] | present[1:]).sum(axis=1)
            start = int(np.argmax(pairs))
            # A second sentence has to bring more than chance would.
            if int(pairs[start]) >= most + 2:
                first, last, most = start, start + 1, int(pairs[start])
        span = self._sentences[first].start, self._sentences[last].end
        return span, most / len(sentence.stems), most
