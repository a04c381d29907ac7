"""The body of an HTTP response as it was recorded: chunks joined, packing undone, and what its header says of it."""

from __future__ import annotations

import io
import re
import zlib

from fastwarc.stream_io import BrotliReader, ChunkedReader, ZstdReader

from communique.errors import Rejected
from communique.read.items import ITEM_BYTES

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_CHUNK_HEAD = re.compile(rb"[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\r\n]*)?\r\n")
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"


def media_type(content_type: str) -> str:
    """Return the media type of a Content-Type header in small letters, "" if it has none."""
    return content_type.partition(";")[0].strip().casefold()


def charset_of(content_type: str) -> str | None:
    """Return the character set that a Content-Type header names, or None."""
    match = _CHARSET.search(content_type)
    return match[1] if match else None


def unpacked(body: bytes, transfer: str, content: str) -> bytes:
    """Return the body with its chunks joined and its packing undone.

    transfer, content: the headers Transfer-Encoding and Content-Encoding. Crawlers often store the body unpacked and
    keep the headers, so a body that does not look as they say is taken as it is. Raises Rejected: "http-broken" for one
    that breaks off, "too-large" for one that unpacks to more than ``ITEM_BYTES``.
    """
    if "chunked" in transfer.casefold() and _CHUNK_HEAD.match(body):
        body = _drained(ChunkedReader(io.BytesIO(body)))
    for name in reversed([part.strip().casefold() for part in content.split(",")]):
        body = _undone(body, name)
    return body


def _undone(body: bytes, name: str) -> bytes:
    if name in ("gzip", "x-gzip", "deflate") and body[:2] == _GZIP:
        return _inflated(body, 31)
    if name == "deflate" and not _is_markup(body):
        return _inflated(body, 15 if body[:1] == b"\x78" else -15)
    if name == "br" and not _is_markup(body):
        return _drained(BrotliReader(io.BytesIO(body)))
    if name == "zstd" and body[:4] == _ZSTD:
        return _drained(ZstdReader(io.BytesIO(body)))
    return body


def _is_markup(body: bytes) -> bool:
    return body.lstrip()[:1] == b"<"


def _inflated(body: bytes, window: int) -> bytes:
    unpacker = zlib.decompressobj(window)
    try:
        data = unpacker.decompress(body, ITEM_BYTES + 1)
    except zlib.error as error:
        raise Rejected("http-broken", f"the packed body is damaged: {error}") from error
    if len(data) <= ITEM_BYTES and not unpacker.eof:
        raise Rejected("http-broken", "the packed body breaks off")
    return _checked(data)


def _drained(reader: ChunkedReader | BrotliReader | ZstdReader) -> bytes:
    try:
        return _checked(reader.read(ITEM_BYTES + 1))
    except (OSError, ValueError) as error:
        raise Rejected("http-broken", f"the body cannot be put together: {error}") from error


def _checked(data: bytes) -> bytes:
    if len(data) > ITEM_BYTES:
        raise Rejected("too-large", f"unpacks to more than {ITEM_BYTES // 1_000_000} MB")
    return data
