"""From paths to raw items: directories walked, files opened, unpacked and broken into articles, one at a time."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from communique.errors import InputError
from communique.read.items import Format, RawItem
from communique.read.registry import endings, format_of_bytes, format_of_path
from communique.records import Rejection

STDIN = "-"
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class _File:
    """A file to read: where it is, and its path as text that can be shown and stored."""

    location: Path
    shown: str
    format: Format


def sources(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[RawItem | Rejection]:
    """Return the raw items of files and directories in the order of their paths, and rejections of unreadable ones.

    Directories are walked; hidden files, links to directories and unknown endings in them are passed over. A file comes
    once, however often it is named. ``-`` is standard input (``stdin`` if given): JSON Lines, HTML or text by its first
    bytes, gzipped or not. Raises InputError, at once, for a path that does not exist and for directories in which
    nothing can be read.
    """
    files, rejections = _discover([p for p in paths if p != STDIN])
    if not files and not rejections and STDIN not in paths:
        named = ", ".join(paths) or "no path was given"
        raise InputError(f"nothing to read in {named}; files are read that end in {endings()}")
    stream = (stdin or sys.stdin.buffer) if STDIN in paths else None
    return _items(files, rejections, stream)


def _items(
    files: Sequence[_File], rejections: Sequence[Rejection], stdin: BinaryIO | None
) -> Iterator[RawItem | Rejection]:
    if stdin is not None:
        yield from _guarded(STDIN, stdin, None)
    yield from rejections
    for file in files:
        try:
            stream = file.location.open("rb")
        except OSError as error:
            yield _unreadable(file.shown, error)
            continue
        with closing(stream):
            yield from _guarded(file.shown, stream, file.format)


def _guarded(shown: str, stream: BinaryIO, known: Format | None) -> Iterator[RawItem | Rejection]:
    """Yield the items of a stream up to the point where it breaks, then a rejection that tells how it broke."""
    place = ""
    buffered = io.BufferedReader(cast(io.RawIOBase, stream))
    try:
        kind = known or format_of_bytes(_head(buffered))
        opened = buffered if kind.packed else _unpacked(buffered)
        found = False
        for item in kind.split(opened, shown):
            place, found = item.place, True
            yield item
        if not found:
            yield Rejection(shown, "", "empty", "the file holds no article")
    except EOFError:
        yield Rejection(shown, _after(place), "truncated-gzip", "the compressed file ends early; fetch it again")
    except (gzip.BadGzipFile, zlib.error) as error:
        yield Rejection(shown, _after(place), "broken-gzip", f"the compressed file is damaged: {error}")
    except OSError as error:
        yield _unreadable(shown, error)
    finally:
        buffered.detach()  # the stream belongs to the caller and stays open


def _head(stream: io.BufferedReader[io.RawIOBase]) -> bytes:
    """Return the first bytes of what the stream holds, unpacked if it is gzip."""
    head = stream.peek(4096)
    if head[:2] != _GZIP:
        return head
    try:
        return zlib.decompressobj(31).decompress(head, 4096)
    except zlib.error:
        return b""


def _unpacked(stream: io.BufferedReader[io.RawIOBase]) -> io.BufferedReader[io.RawIOBase] | gzip.GzipFile:
    """Return the stream, unpacked if it is gzip, whatever its name says."""
    return gzip.GzipFile(fileobj=stream) if stream.peek(2)[:2] == _GZIP else stream


def _after(place: str) -> str:
    return f"after {place}" if place else ""


def _unreadable(shown: str, error: OSError) -> Rejection:
    return Rejection(shown, "", "unreadable", error.strerror or type(error).__name__)


def _discover(paths: Sequence[str]) -> tuple[list[_File], list[Rejection]]:
    """Return the files to read and what cannot be read, both sorted by path, each once."""
    files: dict[str, _File] = {}
    rejections: set[Rejection] = set()
    for given in paths:
        path = Path(given)
        try:
            path.stat()
        except (OSError, ValueError) as error:
            raise InputError(f"cannot read {given!r}: {getattr(error, 'strerror', None) or error}") from error
        if path.is_dir():
            found = _walk(path, rejections)
        elif (kind := format_of_path(path.name)) is None:
            rejections.add(Rejection(_shown(path), "", "unknown-format", f"files are read that end in {endings()}"))
            continue
        elif not path.is_file():
            rejections.add(Rejection(_shown(path), "", "unreadable", "neither a file nor a directory"))
            continue
        else:
            found = [_File(path, _shown(path), kind)]
        for file in found:
            key = os.path.realpath(file.location)
            if key not in files or file.shown < files[key].shown:
                files[key] = file
    return sorted(files.values(), key=lambda f: f.shown), sorted(rejections)


def _walk(root: Path, rejections: set[Rejection]) -> list[_File]:
    def note(error: OSError) -> None:
        rejections.add(_unreadable(_shown(Path(error.filename or root)), error))

    found = []
    for folder, subfolders, names in os.walk(root, onerror=note):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        for name in names:
            kind = None if name.startswith(".") else format_of_path(name)
            location = Path(folder, name)
            try:
                if kind and location.is_file():
                    found.append(_File(location, _shown(location), kind))
            except OSError as error:
                note(error)
    return found


def _shown(path: Path) -> str:
    """Return the path as text; bytes of a file name that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
