"""Finding where a record of a WARC file begins, from any byte of the file."""

from __future__ import annotations

import io
import re
import zlib
from io import BufferedIOBase
from typing import BinaryIO

from fastwarc.stream_io import ZstdReader

_GZIP, _ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
_PLAIN = re.compile(rb"WARC/\d\.\d+\r?\n[A-Za-z-]+:")
_ANY = re.compile(b"|".join([re.escape(_GZIP), re.escape(_ZSTD), _PLAIN.pattern]))
_BLOCK = 1 << 20
_OVERLAP = 64
#: Enough of a packed member to unpack its first bytes; a block of zstd has at most 128 kB.
_HEAD = 150_000


class Forward(io.RawIOBase):
    """A stream that cannot be wound back, in the form that FastWARC asks for: it tells where it stands."""

    def __init__(self, stream: BufferedIOBase) -> None:
        self._stream = stream
        self._at = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True: it may be asked to stay where it is."""
        return True

    def read(self, size: int | None = -1) -> bytes:
        """Return the next bytes."""
        data = self._stream.read(-1 if size is None else size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Return where it stands; OSError for any other place."""
        target = offset + (self._at if whence == io.SEEK_CUR else 0)
        if whence == io.SEEK_END or target != self._at:
            raise OSError("a stream cannot be wound back; save it to a file")
        return self._at


def next_record(source: BinaryIO, start: int) -> int | None:
    """Return the offset of the first record that begins at ``start`` or after it, or None.

    In a packed file that is the beginning of a member that holds a record's head; in another, the version of WARC
    with a header in the line after it. A file
    that does not begin with a packed member may still hold some further on.
    """
    source.seek(0)
    magic = source.read(4)
    if magic.startswith(_GZIP):
        return _search(source, start, re.compile(re.escape(_GZIP)))
    if magic.startswith(_ZSTD):
        return _search(source, start, re.compile(re.escape(_ZSTD)))
    return _search(source, start, _ANY)


def _search(source: BinaryIO, start: int, mark: re.Pattern[bytes]) -> int | None:
    at = start
    while True:
        source.seek(at)
        block = source.read(_BLOCK)
        for match in mark.finditer(block):
            found = at + match.start()
            source.seek(found)
            if _opens(source.read(_HEAD)):
                return found
        if len(block) < _BLOCK:
            return None
        at += _BLOCK - _OVERLAP


def _opens(head: bytes) -> bool:
    """Return whether a record's head stands here, packed or not."""
    if head.startswith(_GZIP):
        return _opens_gzip(head)
    return _opens_zstd(head) if head.startswith(_ZSTD) else True


def _opens_gzip(head: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(head, 16).startswith(b"WARC/")
    except zlib.error:
        return False


def _opens_zstd(head: bytes) -> bool:
    try:
        return bool(ZstdReader(io.BytesIO(head)).read(5) == b"WARC/")
    except (OSError, ValueError):
        return False
