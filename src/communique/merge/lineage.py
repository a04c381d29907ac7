"""The lineage of documents: which is an original, which a reprint or a rewrite of which, and what passages they share.

The rule, as a reader would put it: documents are taken in the order in which they can have come from one another (the
agency's own copy first, then the earlier, then the longer one, then the smaller id), and each is compared with the
originals before it. One that has half of its words in runs from an original is a reprint; one that tells most of its
sentences in an original's words of substance is a rewrite; one made of passages of two is a rewrite of the one that it
has most from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.merge.lineage_align import Alignment, Shared, align
from communique.merge.lineage_candidates import CandidateIndex, signatures_of
from communique.merge.lineage_credits import agencies_of, credits_of
from communique.merge.lineage_text import Article, article_of
from communique.records import Document

#: A reprint has this part of its words in runs from the original ...
_REPRINT = 0.5
#: ... or holds the original nearly whole and consists of it to a good part.
_HOLDS, _PART = 0.8, 0.3
#: A rewrite has this part of its words from the original, in runs or in sentences told with its words of substance.
_REWRITE = 0.5
#: A mash-up has so much from each of its sources, and the part above from all.
_FROM_EACH = 0.2
_FEWEST_SENTENCES = 3
#: One publisher's texts follow a formula ("The leaders reaffirmed ..."); between them only a whole copy is one.
_SAME_PUBLISHER = 0.85


@dataclass(frozen=True, slots=True)
class Lineage:
    """What a document is: "original", "reprint" or "rewrite", of which original, the passages shared, and why."""

    document: str
    kind: str
    origin: str | None
    shared: tuple[Shared, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class _Entry:
    article: Article
    publisher: str | None
    published: str | None
    credits: tuple[str, ...]


_Found = tuple[Alignment, _Entry]


def lineages(documents: Iterable[Document]) -> list[Lineage]:
    """Return the lineage of every document, by id; the order of input changes nothing."""
    entries = [_entry(d) for d in documents]
    agencies = agencies_of((e.publisher, e.credits) for e in entries)
    ordered = sorted(entries, key=lambda e: _precedence(e, agencies))
    index = CandidateIndex()
    originals: list[_Entry] = []
    found = []
    for entry in ordered:
        signatures = signatures_of(entry.article)
        near = [originals[i] for i in index.near(entry.article, signatures)]
        lineage = _lineage(entry, near)
        if lineage.kind == "original":
            index.add(entry.article, signatures)
            originals.append(entry)
        found.append(lineage)
    return sorted(found, key=lambda x: x.document)


def _entry(document: Document) -> _Entry:
    return _Entry(article_of(document), document.publisher, document.published.date, credits_of(document))


def _precedence(entry: _Entry, agencies: frozenset[str]) -> tuple[bool, str, int, str]:
    return (
        entry.publisher not in agencies,
        entry.published or "9999",
        -entry.article.size,
        entry.article.id,
    )


def _lineage(entry: _Entry, near: Iterable[_Entry]) -> Lineage:
    """Return what an article is, given the originals before it that it may be from."""
    article = entry.article
    found = [(align(article, other.article), other) for other in near]
    found = [(a, o) for a, o in found if not _of_one_formula(a, entry, o)]
    found.sort(key=lambda f: (-f[0].covered, f[1].article.id))
    for alignment, other in found:
        if alignment.copied >= _REPRINT or (alignment.copied_of_other >= _HOLDS and alignment.copied >= _PART):
            reason = f"{alignment.copied:.0%} of it stands word for word in {other.article.id}"
            return _copy("reprint", article, other.article, reason, found)
    for alignment, other in found:
        if alignment.covered >= _REWRITE and len(alignment.shared) >= _FEWEST_SENTENCES:
            reason = f"{alignment.covered:.0%} of it is told in the words of {other.article.id}"
            return _copy("rewrite", article, other.article, reason, found)
    return _mash_up(article, found) or Lineage(article.id, "original", None, tuple(_passages(found)), "")


def _copy(kind: str, article: Article, origin: Article, reason: str, found: Sequence[_Found]) -> Lineage:
    """Return the lineage of a copy; a second source that gives passages of its own is named in the reason."""
    taken = {(s.start, s.end) for a, o in found if o.article is origin for s in a.shared}
    words = {(s.start, s.end): len(s.words) for s in article.sentences}
    for alignment, other in found:
        more = {(s.start, s.end) for s in alignment.shared} - taken
        if other.article is not origin and sum(words[m] for m in more) >= _FROM_EACH * article.size:
            reason += f"; other passages are from {other.article.id}"
            taken |= more
    return Lineage(article.id, kind, origin.id, tuple(_passages(found)), reason)


def _of_one_formula(alignment: Alignment, entry: _Entry, other: _Entry) -> bool:
    """Tell whether likeness is only that of two texts by one hand."""
    one_hand = entry.publisher is not None and entry.publisher == other.publisher
    return one_hand and min(alignment.copied, alignment.copied_of_other) < _SAME_PUBLISHER


def _mash_up(article: Article, found: Sequence[_Found]) -> Lineage | None:
    """Return the lineage of an article that is made of two originals or more, None for another."""
    sources = [(a, o) for a, o in found if a.covered >= _FROM_EACH]
    if len(sources) < 2:
        return None
    taken = {(s.start, s.end) for alignment, _ in sources for s in alignment.shared}
    words = {(s.start, s.end): len(s.words) for s in article.sentences}
    share = sum(words[t] for t in taken) / max(1, article.size)
    if share < _REWRITE or len(taken) < _FEWEST_SENTENCES:
        return None
    origin = sources[0][1].article.id
    copied = Counter(s.kind for alignment, _ in sources for s in alignment.shared)
    kind = "reprint" if copied["rewritten"] == 0 else "rewrite"
    reason = f"{share:.0%} of it is from {' and '.join(o.article.id for _, o in sources)}"
    return Lineage(article.id, kind, origin, tuple(_passages(sources)), reason)


def _passages(found: Iterable[_Found]) -> Iterator[Shared]:
    yield from sorted({s for alignment, _ in found for s in alignment.shared})
