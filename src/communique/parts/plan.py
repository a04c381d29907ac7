"""How input is cut into parts: ranges of large crawl files, whole files of other formats, many small files together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from communique.errors import InputError
from communique.read.pieces import Piece, pieces_of
from communique.read.sources import discover
from communique.records import Rejection

PART_BYTES = 64_000_000
"""Of input as it is packed: 4,000 pages or so of a news crawl, half a minute of one core."""


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
    groups = list(_grouped((p for file in files for p in pieces_of(file, part_bytes)), part_bytes))
    if rejections and not groups:
        groups = [()]
    return [
        Part(f"part-{number:05}", pieces, tuple(rejections) if number == 0 else ())
        for number, pieces in enumerate(groups)
    ]


def _grouped(pieces: Iterable[Piece], part_bytes: int) -> Iterator[tuple[Piece, ...]]:
    group: list[Piece] = []
    for piece in pieces:
        if group and sum(p.length for p in group) + piece.length > part_bytes:
            yield tuple(group)
            group = []
        group.append(piece)
    if group:
        yield tuple(group)
