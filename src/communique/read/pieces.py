"""Files cut into pieces that can be read apart: ranges of large crawl files, other files whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedIOBase
from typing import BinaryIO, cast

from communique.read.items import RawItem
from communique.read.registry import format_named
from communique.read.sources import File, items_of
from communique.read.warc_search import next_record
from communique.records import Rejection


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or the records that begin in a range of its bytes. ``end`` None: up to the end."""

    location: str
    shown: str
    format: str
    size: int
    start: int = 0
    end: int | None = None

    def items(self) -> Iterator[RawItem | Rejection]:
        """Yield its raw items."""
        return items_of(File(self.location, self.shown, format_named(self.format)), self.start, self.end)

    @property
    def length(self) -> int:
        """Its size in bytes."""
        return (self.size if self.end is None else self.end) - self.start


def pieces_of(file: File, size: int) -> list[Piece]:
    """Return the pieces of a file in order: of so many bytes where it can be cut, else the file whole."""
    try:
        total = file.size()
        step = size if total > size and can_be_cut(file) else max(total, 1)
    except OSError:
        total, step = 0, 1  # told when it is read
    starts = range(0, max(total, 1), step)
    ends = [*starts[1:], None]
    return [
        Piece(file.location, file.shown, file.format.name, total, start, end)
        for start, end in zip(starts, ends, strict=True)
    ]


def can_be_cut(file: File) -> bool:
    """Return whether a record can be found from the middle of the file: not so where one packed member holds all.

    Raises OSError.
    """
    if file.format.split_range is None:
        return False
    with cast(BufferedIOBase, file.open()) as stream:
        return next_record(cast(BinaryIO, stream), 1) is not None
