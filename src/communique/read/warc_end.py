"""Whether a WARC file ends where a record ends; FastWARC passes over a record whose head breaks off without a word."""

from __future__ import annotations

import re
import zlib
from typing import BinaryIO

_GZIP, _ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
_BLOCK = 1 << 16
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def broken_off(source: BinaryIO, last: int) -> int | None:
    """Return the offset at which a file breaks off after the start of its last record, None where it ends whole.

    last: where the last record begins that could be read, 0 where there is none. The file can be wound back. Raises
    OSError.
    """
    source.seek(last)
    magic = source.read(4)
    if not magic or magic.startswith(_ZSTD):
        return None  # a frame of zstd that breaks off is told when it is read
    return _member_broken_off(source, last) if magic.startswith(_GZIP) else _plain_broken_off(source, last)


def _member_broken_off(source: BinaryIO, start: int) -> int | None:
    while True:
        source.seek(start)
        length = _member_length(source)
        if length is None:
            return start
        start += length
        source.seek(start)
        follows = source.read(_BLOCK)
        if not follows.startswith(_GZIP):
            return start if follows and _GZIP.startswith(follows) else None


def _member_length(source: BinaryIO) -> int | None:
    """Return the length of the packed member that begins here, None when it breaks off; what is damaged ends there."""
    unpacker = zlib.decompressobj(31)
    read = 0
    while block := source.read(_BLOCK):
        read += len(block)
        try:
            while block and not unpacker.eof:
                unpacker.decompress(block, _BLOCK)
                block = unpacker.unconsumed_tail
        except zlib.error:
            return read
        if unpacker.eof:
            return read - len(unpacker.unused_data)
    return None


def _plain_broken_off(source: BinaryIO, start: int) -> int | None:
    source.seek(start)
    head = source.read(_BLOCK)
    end = _HEAD_END.search(head)
    if end is None:
        return start if head.strip() else None
    length = _LENGTH.search(head[: end.end()])
    if length is None:
        return None
    after = start + end.end() + int(length[1])
    source.seek(after)
    rest = source.read(_BLOCK)
    return after + len(rest) - len(rest.lstrip()) if rest.strip() else None
