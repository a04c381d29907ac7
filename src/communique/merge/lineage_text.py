"""A document as the lineage sees it: sentences of the article proper, their words, and the blocks that are compared.

Words are folded and hashed to 32 bits, so that ten thousand articles fit in memory. Crawl debris, and lines that are no
sentences (menus, captions, links), are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from communique.records import Document

Hashes = NDArray[np.uint32]

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[^\W_])")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|No|vs|U\.S|U\.K|U\.N|Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.$"
)
_CLOSED = re.compile(r"[.!?…:][\"”’')\]]*$")
#: A line without a full stop is a sentence only when it is longer than menus and captions are.
_FEWEST_WORDS, _FEWEST_WORDS_OPEN = 4, 25
#: Sentences are gathered into blocks of so many words: single-sentence paragraphs are too short to be told apart.
_BLOCK_WORDS = 35
_STOP = frozenset(
    """
    the a an of and or to in on at by for with from that this these those it its he she they him his her their we our
    us you your i me my is are was were be been being has have had do does did will would could should may might can
    shall must also said say says saying told tell tells add added adds about into over under as than then there here
    who whom whose which what when where while during after before more most any some all each both not no nor so such
    very only just still yet again if but mr mrs ms out up down off other
    """.split()
)
_SUFFIXES = (
    "ations",
    "ation",
    "ements",
    "ement",
    "ments",
    "ment",
    "ings",
    "ions",
    "ing",
    "ion",
    "ies",
    "ied",
    "ed",
    "es",
    "ly",
    "s",
    "e",
    "y",
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at ``text[start:end]``: the hashes of its words in order, and of its words of substance, sorted."""

    start: int
    end: int
    words: Hashes
    stems: Hashes


@dataclass(frozen=True, slots=True)
class Article:
    """What the lineage keeps of a document. blocks: the stems of runs of sentences, and last those of the whole."""

    id: str
    sentences: tuple[Sentence, ...]
    blocks: tuple[Hashes, ...]

    @property
    def size(self) -> int:
        """The number of words in its sentences."""
        return sum(len(s.words) for s in self.sentences)


def article_of(document: Document) -> Article:
    """Return what the lineage needs of a document."""
    sentences = tuple(_sentences(document))
    blocks = list(_blocks(sentences))
    if len(blocks) > 1:
        blocks.append(_union(sentences))
    return Article(document.id, sentences, tuple(blocks))


def folded_words(text: str) -> list[str]:
    """Return the words of a text without case, accents and possessive endings."""
    plain = text.replace("’", "'").lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return [w.split("'s")[0] if "'" in w else w for w in _WORD.findall(plain)]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return a word without its endings, so that "agreed" and "agreement" meet."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def _sentences(document: Document) -> Iterator[Sentence]:
    for start, end in _extents(document):
        words = folded_words(document.text[start:end])
        closed = bool(_CLOSED.search(document.text[start:end]))
        if len(words) >= (_FEWEST_WORDS if closed else _FEWEST_WORDS_OPEN):
            stems = {crc32(stem(w).encode()) for w in words if w not in _STOP}
            yield Sentence(
                start, end,
                np.array([crc32(w.encode()) for w in words], np.uint32),
                np.array(sorted(stems), np.uint32),
            )  # fmt: skip


def _extents(document: Document) -> Iterator[tuple[int, int]]:
    """Yield start and end of the sentences outside the debris, blanks cut off."""
    text = document.text
    for start, end in _kept(document):
        at = start
        for cut in [m.end() for m in _cuts(text, start, end)] + [end]:
            first, last = at, cut
            while first < last and text[first].isspace():
                first += 1
            while last > first and text[last - 1].isspace():
                last -= 1
            if first < last:
                yield first, last
            at = cut


def _cuts(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for found in _SENTENCE_END.finditer(text, start, end):
        if not _ABBREVIATION.search(text, max(start, found.start() - 5), found.start() + 1):
            yield found


def _kept(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the lines of the text without the debris in them."""
    debris = sorted((d.start, d.end) for d in document.debris)
    for line in re.finditer(r"[^\n]+", document.text):
        at = line.start()
        for start, end in debris:
            if end > at and start < line.end():
                if start > at:
                    yield at, start
                at = max(at, end)
        if at < line.end():
            yield at, line.end()


def _blocks(sentences: Iterable[Sentence]) -> Iterator[Hashes]:
    run: list[Sentence] = []
    for sentence in sentences:
        run.append(sentence)
        if sum(len(s.words) for s in run) >= _BLOCK_WORDS:
            yield _union(run)
            run = []
    if run:
        yield _union(run)


def _union(sentences: Iterable[Sentence]) -> Hashes:
    return np.unique(np.concatenate([s.stems for s in sentences]))
