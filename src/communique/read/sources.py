"""From paths to raw items: directories walked, files opened, unpacked and broken into articles, one at a time."""

from __future__ import annotations

import glob
import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from communique.errors import InputError
from communique.read.items import Format, RawItem
from communique.read.registry import endings, format_of_bytes, format_of_path
from communique.read.remote import find, has_magic, is_url, open_url, size_of
from communique.records import Rejection

STDIN = "-"
_GZIP = b"\x1f\x8b"

DAMAGE = frozenset({"broken-gzip", "truncated-gzip", "unreadable", "warc-broken", "warc-length", "warc-truncated"})
"""Reasons that tell of a file rather than of an article in it: not all that it held could be read."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: where it is, a path or url, and the same as text that can be shown and stored."""

    location: str
    shown: str
    format: Format

    def open(self) -> BinaryIO:
        """Return the file, open for reading. Raises OSError."""
        return cast(BinaryIO, open_url(self.location)) if is_url(self.location) else Path(self.location).open("rb")

    def size(self) -> int:
        """Return its size in bytes. Raises OSError."""
        return size_of(self.location) if is_url(self.location) else Path(self.location).stat().st_size


def sources(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[RawItem | Rejection]:
    """Return the raw items of files and directories in the order of their paths, and rejections of unreadable ones.

    Directories are walked; hidden files, links to directories and unknown endings in them are passed over. A path that
    does not exist may be a pattern ("crawl/*.warc.gz"), and a url (s3://, file:// and what else fsspec reaches) a file,
    a folder or a pattern. A file comes once, however often it is named. ``-`` is standard input (``stdin`` if given),
    whose format its first bytes tell, packed or not. Raises InputError, at once, for a path that does not exist and for
    directories in which nothing can be read.
    """
    before, files = opened(paths, stdin)
    return chain(before, chain.from_iterable(map(items_of, files)))


def opened(paths: Sequence[str], stdin: BinaryIO | None = None) -> tuple[Iterator[RawItem | Rejection], list[File]]:
    """Return what stands before the files, standard input and rejections, and the files, as ``sources`` has them."""
    files, rejections = discover([p for p in paths if p != STDIN])
    if not files and not rejections and STDIN not in paths:
        named = ", ".join(paths) or "no path was given"
        raise InputError(f"nothing to read in {named}; files are read that end in {endings()}")
    given = _guarded(STDIN, stdin or sys.stdin.buffer, None) if STDIN in paths else ()
    return chain(given, rejections), files


def items_of(file: File, start: int = 0, end: int | None = None) -> Iterator[RawItem | Rejection]:
    """Yield the raw items of one file; of a packed format those that begin in the range of bytes."""
    try:
        stream = file.open()
    except OSError as error:
        yield _unreadable(file.shown, error)
        return
    with closing(stream):
        if file.format.split_range is not None and (start or end is not None):
            yield from file.format.split_range(cast(io.BufferedIOBase, stream), file.shown, start, end)
        else:
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
            yield empty_file(shown)
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


def empty_file(shown: str) -> Rejection:
    """Return the rejection of a file in which nothing stands that could be an article."""
    return Rejection(shown, "", "empty", "the file holds no article")


def _unreadable(shown: str, error: OSError) -> Rejection:
    return Rejection(shown, "", "unreadable", error.strerror or type(error).__name__)


def discover(paths: Sequence[str]) -> tuple[list[File], list[Rejection]]:
    """Return the files to read and what cannot be read, both sorted by path, each once. Raises InputError."""
    files: dict[str, File] = {}
    rejections: set[Rejection] = set()
    for given in paths:
        for file in _remote(given, rejections) if is_url(given) else _local(given, rejections):
            key = file.location if is_url(file.location) else os.path.realpath(file.location)
            if key not in files or file.shown < files[key].shown:
                files[key] = file
    return sorted(files.values(), key=lambda f: f.shown), sorted(rejections)


def _remote(given: str, rejections: set[Rejection]) -> list[File]:
    found = find(given)
    if not found:
        raise InputError(f"cannot read {given!r}: nothing is there")
    known = [File(url, url, kind) for url in found if (kind := format_of_path(url)) is not None]
    if not known and found == [given]:
        rejections.add(Rejection(given, "", "unknown-format", f"files are read that end in {endings()}"))
    return known


def _local(given: str, rejections: set[Rejection]) -> list[File]:
    path = Path(given)
    try:
        path.stat()
    except (OSError, ValueError) as error:
        if has_magic(given) and (fitting := sorted(glob.glob(given, recursive=True))):  # noqa: PTH207  takes absolute patterns, too
            return [file for one in fitting for file in _local(one, rejections)]
        raise InputError(f"cannot read {given!r}: {getattr(error, 'strerror', None) or error}") from error
    if path.is_dir():
        return _walk(path, rejections)
    if (kind := format_of_path(path.name)) is None:
        rejections.add(Rejection(_shown(path), "", "unknown-format", f"files are read that end in {endings()}"))
        return []
    if not path.is_file():
        rejections.add(Rejection(_shown(path), "", "unreadable", "neither a file nor a directory"))
        return []
    return [_file(path, kind)]


def _walk(root: Path, rejections: set[Rejection]) -> list[File]:
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
                    found.append(_file(location, kind))
            except OSError as error:
                note(error)
    return found


def _file(path: Path, kind: Format) -> File:
    return File(str(path), _shown(path), kind)


def _shown(path: Path) -> str:
    """Return the path as text; bytes of a file name that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
