"""From files to the items that a ledger lacks, screened on the way.

Crawl files of this machine are cut into pieces, which the engine's workers read and screen, so that no more than what
goes on travels between processes. All else is read here: other files, standard input, crawls that lie elsewhere, are in
one packed member, or of which everything goes on.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import chain, groupby
from typing import TYPE_CHECKING

from communique.engine import Engine
from communique.extract.registry import VERSION
from communique.read.items import RawItem
from communique.read.pieces import Piece, pieces_of
from communique.read.remote import is_url
from communique.read.sources import File, items_of
from communique.records import Rejection
from communique.screening import Sieve

if TYPE_CHECKING:
    from communique.ledger import Writer

PIECE_BYTES = 2_000_000
"""Of a crawl file as it is packed: forty pages or so, of which few go on, in 50 ms."""

#: Raw items whose fingerprints are looked up in the ledger at once, their bytes, and the seconds that they are gathered
#: for: where most pages are screened out on the way here, the workers would have nothing to do meanwhile.
_LOOKUP = 256
_LOOKUP_BYTES = 8_000_000
_LOOKUP_SECONDS = 0.1

Marked = tuple[RawItem, str]
"""A raw item with its fingerprint."""

Found = list[tuple[RawItem | Rejection, str]]
"""Raw items with their fingerprints, and rejections, which have none."""

Progress = Callable[[int], None]
"""Called after each item with the number of bytes of raw data that it had."""


@dataclass(frozen=True, slots=True)
class Gleaned:
    """What a worker made of a piece of a crawl: what goes on, what was screened out by file and reason, its sizes."""

    found: Found
    screened: tuple[tuple[str, str, int], ...]
    sizes: tuple[int, ...]


def fingerprint(item: RawItem) -> str:
    """Return what tells that this item was read by these extractors: a newer extractor reads it again."""
    return sha256(f"{VERSION}\0{item.fingerprint()}".encode()).hexdigest()


def glean(piece: Piece, screen: bool | None) -> Gleaned:
    """Read and screen a piece. A pure function of the file."""
    sizes: list[int] = []
    sieve = Sieve(screen, sizes.append)
    found = [_marked(item) for item in sieve.through(piece.items())]
    counts = tuple((path, reason, count) for (path, reason), count in sorted(sieve.counts.items()))
    return Gleaned(found, counts, tuple(sizes))


def _lost(piece: Piece, trouble: str) -> Gleaned:
    """Return a piece at which the process that read it failed twice."""
    place = f"bytes {piece.start} to {piece.end or piece.size}"
    return Gleaned([(Rejection(piece.shown, place, "failed", trouble), "")], (), ())


class Gathering:
    """The items of the input that a ledger lacks; it counts those that the ledger has, and notes unreadable ones.

    known: how many items the ledger has. rejected: how many are unreadable, by reason.
    """

    def __init__(self, engine: Engine, writer: Writer, sieve: Sieve, progress: Progress | None = None) -> None:
        self._engine = engine
        self._writer = writer
        self._sieve = sieve
        self._progress = progress
        self.known = 0
        self.rejected: Counter[str] = Counter()

    def items(self, before: Iterable[RawItem | Rejection], files: Iterable[File]) -> Iterator[Marked]:
        """Return the items in the order of the input: first what stands before the files, then theirs."""
        return self._unknown(chain(self._chunks(before), self._of_files(files)))

    def _of_files(self, files: Iterable[File]) -> Iterator[Found]:
        cut = ((file, self._cut(file)) for file in files)
        for in_pieces, group in groupby(cut, lambda f: bool(f[1])):
            if in_pieces:
                yield from self._gleaned(piece for _, pieces in group for piece in pieces)
            else:
                yield from self._chunks(item for file, _ in group for item in items_of(file))

    def _cut(self, file: File) -> list[Piece]:
        """Return the pieces of a file that workers can read and screen, none for one that is read here."""
        if (
            file.format.split_range is None
            or is_url(file.location)
            or self._sieve.wanted is False
            or not self._engine.sees_files
        ):
            return []
        pieces = pieces_of(file, PIECE_BYTES)
        return pieces if all(piece.length <= PIECE_BYTES for piece in pieces) else []

    def _gleaned(self, pieces: Iterable[Piece]) -> Iterator[Found]:
        stage = partial(glean, screen=self._sieve.wanted)
        for gleaned in self._engine.each(stage, pieces, weigh=lambda p: p.length, failed=_lost):
            self._sieve.add(gleaned.screened)
            for size in gleaned.sizes:
                self._tell(size)
            yield gleaned.found

    def _chunks(self, items: Iterable[RawItem | Rejection]) -> Iterator[Found]:
        through = self._sieve.through(items)
        while chunk := _chunk(through):
            yield chunk

    def _unknown(self, chunks: Iterable[Found]) -> Iterator[Marked]:
        for chunk in chunks:
            known = self._writer.known(mark for _, mark in chunk if mark)
            for item, mark in chunk:
                if isinstance(item, Rejection):
                    self._writer.add_rejection(item)
                    self.rejected[item.reason] += 1
                elif mark in known:
                    self.known += 1
                    self._tell(len(item.data))
                else:
                    yield item, mark

    def _tell(self, size: int) -> None:
        if self._progress is not None:
            self._progress(size)


def _chunk(items: Iterator[RawItem | Rejection]) -> Found:
    """Return the next items with their fingerprints, as many as are looked up at once."""
    chunk: Found = []
    size = 0
    started = time.monotonic()
    for item in items:
        chunk.append(_marked(item))
        size += len(item.data) if isinstance(item, RawItem) else 0
        full = len(chunk) >= _LOOKUP or size >= _LOOKUP_BYTES
        if full or time.monotonic() - started > _LOOKUP_SECONDS:
            break
    return chunk


def _marked(item: RawItem | Rejection) -> tuple[RawItem | Rejection, str]:
    return item, fingerprint(item) if isinstance(item, RawItem) else ""
