"""How input is cut into parts: ranges of large crawl files, whole files of other formats, many small files together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BufferedIOBase
from typing import Any, BinaryIO, cast

from communique.errors import InputError
from communique.read.items import RawItem
from communique.read.registry import format_named
from communique.read.sources import File, discover, items_of
from communique.read.warc_search import next_record
from communique.records import Rejection

PART_BYTES = 64_000_000
"""Of input as it is packed: 4,000 pages or so of a news crawl, half a minute of one core."""


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


@dataclass(frozen=True, slots=True)
class Part:
    """What is read in one go and written to one file of each table."""

    name: str
    pieces: tuple[Piece, ...]
    rejections: tuple[Rejection, ...] = ()

    @property
    def length(self) -> int:
        """Its size in bytes of input."""
        return sum(piece.length for piece in self.pieces)

    def described(self) -> dict[str, Any]:
        """Return the part for the manifest."""
        pieces = [{"file": p.shown, "size": p.size, "start": p.start, "end": p.end} for p in self.pieces]
        return {"name": self.name, "pieces": pieces}


def plan(paths: Sequence[str], part_bytes: int = PART_BYTES) -> list[Part]:
    """Return the parts of the input: the same for the same files, in the order of their paths.

    Raises InputError for input that cannot be read at all, and for standard input, which cannot be cut.
    """
    if "-" in paths:
        raise InputError("standard input cannot be cut into parts; save it to a file")
    files, rejections = discover(paths)
    if not files and not rejections:
        raise InputError(f"nothing to read in {', '.join(paths) or 'no path'}")
    groups = list(_grouped((p for file in files for p in _pieces(file, part_bytes)), part_bytes))
    if rejections and not groups:
        groups = [()]
    return [
        Part(f"part-{number:05}", pieces, tuple(rejections) if number == 0 else ())
        for number, pieces in enumerate(groups)
    ]


def _pieces(file: File, part_bytes: int) -> Iterator[Piece]:
    try:
        size = file.size()
        step = part_bytes if size > part_bytes and _can_be_cut(file) else max(size, 1)
    except OSError:
        size, step = 0, 1  # told when it is read
    starts = range(0, max(size, 1), step)
    for start in starts:
        end = start + step if start != starts[-1] else None
        yield Piece(file.location, file.shown, file.format.name, size, start, end)


def _can_be_cut(file: File) -> bool:
    """Return whether a record can be found from the middle of the file: not so where one packed member holds all."""
    if file.format.split_range is None:
        return False
    with cast(BufferedIOBase, file.open()) as stream:
        return next_record(cast(BinaryIO, stream), 1) is not None


def _grouped(pieces: Iterable[Piece], part_bytes: int) -> Iterator[tuple[Piece, ...]]:
    group: list[Piece] = []
    for piece in pieces:
        if group and sum(p.length for p in group) + piece.length > part_bytes:
            yield tuple(group)
            group = []
        group.append(piece)
    if group:
        yield tuple(group)
