"""From files to the items that a ledger lacks, screened on the way.

Crawl files of this machine are cut into pieces, which the engine's workers read and screen, so that only pages that go
on travel between processes. All else is read here: other files, standard input, crawls that lie elsewhere, are in
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
from communique.read.sources import DAMAGE, File, empty_file, items_of
from communique.records import Rejection
from communique.screening import Screened, Sieve, sifted

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

Found = RawItem | Rejection | Screened
"""What a look at the input gives: an item that goes on, one that cannot be read, one that is screened out."""

Progress = Callable[[int], None]
"""Called after each item with the number of bytes of raw data that it had."""


@dataclass(frozen=True, slots=True)
class Gleaned:
    """What was found, the fingerprint of its item ("" for a rejection) and the item's size in bytes.

    What is screened out has a fingerprint, too: a build that did not screen may have taken it in.
    """

    found: Found
    mark: str
    size: int


def fingerprint(item: RawItem) -> str:
    """Return what tells that this item was read by these extractors: a newer extractor reads it again."""
    return sha256(f"{VERSION}\0{item.fingerprint()}".encode()).hexdigest()


def glean(piece: Piece, screen: bool | None) -> list[Gleaned]:
    """Read and screen a piece. A pure function of the file."""
    return [_gleaned(item, screen) for item in piece.items()]


def _gleaned(item: RawItem | Rejection, screen: bool | None) -> Gleaned:
    if isinstance(item, Rejection):
        return Gleaned(item, "", 0)
    return Gleaned(sifted(item, screen), fingerprint(item), len(item.data))


def _lost(piece: Piece, trouble: str) -> list[Gleaned]:
    """Return the rejection of a piece at which the process that read it failed twice."""
    place = f"bytes {piece.start} to {piece.end or piece.size}"
    return [Gleaned(Rejection(piece.shown, place, "failed", trouble), "", 0)]


class Gathering:
    """The items of the input that a ledger lacks; it counts those that the ledger has, and notes unreadable ones.

    known: how many items the ledger has. rejected: how many are unreadable, by reason. lost: by its path a damaged file
    that gave no item at all, with what is wrong with it.
    """

    def __init__(self, engine: Engine, writer: Writer, sieve: Sieve, progress: Progress | None = None) -> None:
        self._engine = engine
        self._writer = writer
        self._sieve = sieve
        self._progress = progress
        self.known = 0
        self.rejected: Counter[str] = Counter()
        self.lost: dict[str, Rejection] = {}
        self._giving = ""

    def items(self, before: Iterable[RawItem | Rejection], files: Iterable[File]) -> Iterator[Marked]:
        """Return the items in the order of the input: first what stands before the files, then theirs."""
        return self._unknown(chain(self._chunks(before), self._of_files(files)))

    def _of_files(self, files: Iterable[File]) -> Iterator[list[Gleaned]]:
        cut = ((file, self._cut(file)) for file in files)
        for in_pieces, group in groupby(cut, lambda f: bool(f[1])):
            if in_pieces:
                yield from self._in_pieces(group)
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

    def _in_pieces(self, cut: Iterable[tuple[File, list[Piece]]]) -> Iterator[list[Gleaned]]:
        stage = partial(glean, screen=self._sieve.wanted)
        silent: dict[str, None] = {}

        def pieces() -> Iterator[Piece]:
            for file, found in cut:
                silent[file.shown] = None
                yield from found

        for gleaned in self._engine.each(stage, pieces(), weigh=lambda p: p.length, failed=_lost):
            for one in gleaned:
                silent.pop(one.found.path, None)
            yield gleaned
        yield [Gleaned(empty_file(path), "", 0) for path in silent]

    def _chunks(self, items: Iterable[RawItem | Rejection]) -> Iterator[list[Gleaned]]:
        gleaned = (_gleaned(item, self._sieve.wanted) for item in items)
        while chunk := _chunk(gleaned):
            yield chunk

    def _unknown(self, chunks: Iterable[list[Gleaned]]) -> Iterator[Marked]:
        for chunk in chunks:
            known = self._writer.known(gleaned.mark for gleaned in chunk if gleaned.mark)
            for gleaned in chunk:
                found, mark = gleaned.found, gleaned.mark
                self._note_damage(found)
                if isinstance(found, Rejection):
                    self._writer.add_rejection(found)
                    self.rejected[found.reason] += 1
                elif mark in known:
                    self.known += 1
                    self._tell(gleaned.size)
                elif isinstance(found, Screened):
                    self._sieve.note(found)
                    self._tell(gleaned.size)
                else:
                    yield found, mark

    def _note_damage(self, found: Found) -> None:
        """Keep of what is damaged only the files that give no item; the items of a file come one after the other."""
        if not isinstance(found, Rejection):
            self._giving = found.path
            self.lost.pop(found.path, None)
        elif found.reason in DAMAGE and found.path != self._giving:
            self.lost.setdefault(found.path, found)

    def _tell(self, size: int) -> None:
        if self._progress is not None:
            self._progress(size)


def _chunk(items: Iterator[Gleaned]) -> list[Gleaned]:
    """Return the next items, as many as are looked up at once."""
    chunk: list[Gleaned] = []
    size = 0
    started = time.monotonic()
    for gleaned in items:
        chunk.append(gleaned)
        size += gleaned.size if isinstance(gleaned.found, RawItem) else 0
        full = len(chunk) >= _LOOKUP or size >= _LOOKUP_BYTES
        if full or time.monotonic() - started > _LOOKUP_SECONDS:
            break
    return chunk
