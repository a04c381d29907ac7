"""Which documents may be copies of which: blocks with alike MinHash signatures (Broder 1997), found by banded LSH.

A short cutting of a long article is like none of its blocks, but it has whole sentences from it; so sentences are
looked up as well, by a hash of their words of substance.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from zlib import crc32

from rensa import RMinHash, RMinHashLSH

from communique.merge.lineage_text import Article, Hashes

#: 20 bands of 4 rows: blocks with Jaccard index .5 meet with probability .73, with .2 of .03, with .05 of .0001.
_ROWS, _BANDS = 4, 20
_PERMUTATIONS = _ROWS * _BANDS
_SEED = 20_160_706
#: Where a standing paragraph makes many alike, those with the most blocks in common are enough.
_MOST_CANDIDATES = 20
_FEWEST_STEMS = 6


#: Blocks that met by chance in one band are no candidates; a rewritten block keeps about half of its words.
_LEAST_ALIKE = 0.25


class CandidateIndex:
    """The blocks of the articles added so far, which are numbered from 0 in the order of adding."""

    def __init__(self) -> None:
        self._index = RMinHashLSH(0.5, _PERMUTATIONS, _BANDS)
        self._added: list[tuple[int, RMinHash]] = []
        self._by_sentence: defaultdict[int, list[int]] = defaultdict(list)
        self._articles = 0

    def add(self, article: Article, signatures: Sequence[RMinHash]) -> None:
        """Add an article, given the signatures of its blocks, under the next number."""
        for key in _sentence_keys(article):
            self._by_sentence[key].append(self._articles)
        for signature in signatures:
            self._index.insert(len(self._added), signature)
            self._added.append((self._articles, signature))
        self._articles += 1

    def near(self, article: Article, signatures: Sequence[RMinHash]) -> list[int]:
        """Return the numbers of the articles that have blocks or sentences alike, those with the most first."""
        met: Counter[int] = Counter()
        for key in _sentence_keys(article):
            met.update(self._by_sentence.get(key, ())[:_MOST_CANDIDATES])
        for signature in signatures:
            found = (self._added[key] for key in self._index.query(signature))
            met.update({owner for owner, other in found if signature.jaccard(other) >= _LEAST_ALIKE})
        return sorted(met, key=lambda number: (-met[number], number))[:_MOST_CANDIDATES]


def _sentence_keys(article: Article) -> list[int]:
    long_enough = (s.stems for s in article.sentences if len(s.stems) >= _FEWEST_STEMS)
    return sorted({crc32(stems.tobytes()) for stems in long_enough})


def signatures_of(article: Article) -> list[RMinHash]:
    """Return the MinHash signatures of an article's blocks."""
    return [_signature(block) for block in article.blocks if len(block) >= _FEWEST_STEMS]


def _signature(block: Hashes) -> RMinHash:
    signature = RMinHash(_PERMUTATIONS, _SEED)
    signature.update([str(h) for h in block.tolist()])
    return signature
