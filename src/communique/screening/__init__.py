"""Screening: can a page hold a contact at all? Asked of its bytes, then of its text, before anything dear is done.

A page goes on when contact words stand in reach of officials of two sides, plainly or often enough; ``points`` tells
how that is counted. What is screened out is counted by file and reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from communique.read.items import RawItem
from communique.read.registry import format_of_path
from communique.records import Document, Rejection
from communique.screening.page import is_legible, worth_reading
from communique.screening.points import matcher

ENOUGH = 8.0
"""Points that let a page or text go on. Of 404 contacts of the development sets it loses two, whose documents have 0
and 4.2 points; the next one has 11. What that costs on ordinary news is told in docs/performance.md."""

PER_CHARACTER, AT_MOST = 0.004, 24.0
"""Points that a longer text needs for each of its characters, and the most that any needs: officials and contact words
come near each other by chance in a long article on other matters. Of 838 documents with 3,626 contacts, the thinnest
that this asks for more than the points above has 5 for 1,000 characters."""

PAGE, TEXT = "screened-page", "screened-text"
"""Reasons: the bytes of the page had too few points, or its article."""

REASONS = (PAGE, TEXT)

_LEGIBLE = frozenset({"html", "text"})
_CRAWLS = frozenset({"warc"})


@dataclass(frozen=True, slots=True)
class Screened:
    """An item that was screened out: the file that it stood in, and why."""

    path: str
    reason: str


def screened_item(item: RawItem) -> Screened | None:
    """Return that an item is screened out by its bytes, or None: it goes on, or its bytes do not tell."""
    if item.format not in _LEGIBLE or not is_legible(item.data):
        return None
    data = worth_reading(item.data) if item.format == "html" else item.data
    return None if matcher().points(data) >= ENOUGH else Screened(item.path, PAGE)


def screened_document(document: Document) -> Screened | None:
    """Return that a document is screened out by its text, or None: it goes on."""
    text = f"{document.title or ''}\n{document.text}"
    points = matcher().points(text.encode("utf-8", "replace"))
    return None if points >= _needed(len(text)) else Screened(document.path, TEXT)


def _needed(characters: int) -> float:
    """Return the points that a text of so many characters needs to go on."""
    return max(ENOUGH, min(PER_CHARACTER * characters, AT_MOST))


def is_screened(item: RawItem, wanted: bool | None) -> bool:
    """Tell whether an item is to be screened: as wanted, and where nothing is wanted, when it stands in a crawl."""
    return _is_crawl(item.path) if wanted is None else wanted


def sifted(item: RawItem | Rejection, wanted: bool | None) -> RawItem | Rejection | Screened:
    """Return what was given, or that it is screened out by its bytes; wanted: as for ``is_screened``."""
    if isinstance(item, RawItem) and is_screened(item, wanted):
        return screened_item(item) or item
    return item


@lru_cache(1024)
def _is_crawl(path: str) -> bool:
    form = format_of_path(path)
    return form is not None and form.name in _CRAWLS


class Sieve:
    """Lets through what may hold a contact, and counts the rest.

    wanted: whether items are screened, as ``is_screened`` takes it. counts: items screened out, by file and reason.
    """

    def __init__(self, wanted: bool | None) -> None:
        """wanted: as for ``is_screened``."""
        self.wanted = wanted
        self.counts: Counter[tuple[str, str]] = Counter()

    def through(self, items: Iterable[RawItem | Rejection]) -> Iterator[RawItem | Rejection]:
        """Yield the items that their bytes do not screen out, and every rejection."""
        for item in items:
            kept = sifted(item, self.wanted)
            if isinstance(kept, Screened):
                self.note(kept)
            else:
                yield kept

    def note(self, screened: Screened) -> None:
        """Count an item that was screened out here or elsewhere."""
        self.counts[screened.path, screened.reason] += 1

    def add(self, counts: Iterable[tuple[str, str, int]]) -> None:
        """Add counts of another sieve, each with its file and reason."""
        for path, reason, count in counts:
            self.counts[path, reason] += count

    def rejections(self) -> list[Rejection]:
        """Return for each file and reason one rejection that tells how many items were screened out."""
        return [
            Rejection(
                path, "", reason, f"items in which no officials of two sides stand near a contact word: {count:,}"
            )
            for (path, reason), count in sorted(self.counts.items())
        ]

    def reasons(self) -> Counter[str]:
        """Return how many items were screened out, by reason."""
        found: Counter[str] = Counter()
        for (_, reason), count in sorted(self.counts.items()):
            found[reason] += count
        return found


__all__ = [
    "ENOUGH",
    "PAGE",
    "REASONS",
    "TEXT",
    "Screened",
    "Sieve",
    "is_screened",
    "screened_document",
    "screened_item",
    "sifted",
]
