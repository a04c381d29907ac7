"""WARC files for the tests: records as bytes, so that they can be wrong in every way."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable

from fastwarc.stream_io import BrotliWriter, ZstdWriter

HTML_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


class _Kept(io.BytesIO):
    """A buffer that stays open when its writer closes it."""

    def close(self) -> None:
        pass


def record(
    url: str,
    body: bytes | str,
    head: str | None = HTML_HEAD,
    *,
    kind: str = "response",
    type_: str = "application/http; msgtype=response",
    length: int | str | None = None,
    date: str = "2022-07-22T10:00:00Z",
) -> bytes:
    """Return a record; head: of the HTTP response, None for no response; length: what it says instead of the truth."""
    block = body.encode() if isinstance(body, str) else body
    if head is not None:
        block = head.encode("latin-1") + b"\r\n" + block
    lines = [
        "WARC/1.0", f"WARC-Type: {kind}", "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789abc>",
        f"WARC-Date: {date}", f"WARC-Target-URI: {url}", f"Content-Type: {type_}",
        f"Content-Length: {len(block) if length is None else length}",
    ]  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def packed(records: Iterable[bytes]) -> bytes:
    """Return the records as .warc.gz has them: each its own member."""
    return b"".join(gzip.compress(r, mtime=0) for r in records)


def zstd(records: Iterable[bytes]) -> bytes:
    """Return the records as .warc.zst has them: each its own frame."""
    return b"".join(_written(r, ZstdWriter) for r in records)


def brotli(data: bytes) -> bytes:
    """Return the data packed with brotli."""
    return _written(data, BrotliWriter)


def _written(data: bytes, writer: type[ZstdWriter] | type[BrotliWriter]) -> bytes:
    buffer = _Kept()
    with writer(buffer) as open_writer:
        open_writer.write(data)
    return buffer.getvalue()
