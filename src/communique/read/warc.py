"""WARC files: what a crawl fetched, record by record, as FastWARC reads it; packed with gzip or zstd, or not.

Pages are HTTP responses with status 200 and resources, as HTML or plain text, and the texts that were converted from
them (WET). Requests, metadata and the like are no pages and are passed over; every page that cannot be given is a
rejection with its reason. After damage reading goes on at the next record that can be found.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from io import BufferedIOBase
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from communique.errors import Rejected
from communique.read.html import HTML
from communique.read.http import charset_of, media_type, unpacked
from communique.read.items import ITEM_BYTES, Format, RawItem, no_article, too_large
from communique.read.warc_end import broken_off
from communique.read.warc_search import Forward, next_record
from communique.records import Rejection

_PAGES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_KINDS = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
_NEXT = re.compile(rb"WARC/\d\.\d+\r?\n[A-Za-z-]+:")
_OK = 200


@dataclass(frozen=True, slots=True)
class _Read:
    """What was made of the record at an offset. body: as it stood there. whole: it was as long as it says."""

    offset: int
    outcome: RawItem | Rejection | None
    place: str
    body: bytes
    whole: bool


def split_records(
    stream: BufferedIOBase, path: str, start: int = 0, end: int | None = None
) -> Iterator[RawItem | Rejection]:
    """Yield the pages of the records that begin from ``start`` on and before ``end``, offsets in the file as it stands.

    Reasons of rejections: http-status, not-text, http-broken, too-large, and for damage of the file warc-length (a
    record is longer or shorter than it says), warc-truncated and warc-broken. Memory is bounded by one page.
    """
    seekable = stream.seekable()
    source = cast(BinaryIO, stream if seekable else Forward(stream))
    at: int | None = start if start == 0 else next_record(source, start)
    while at is not None and (end is None or at < end):
        at = yield from _until_damage(source, path, at, end, seekable)


def _until_damage(
    source: BinaryIO, path: str, at: int, end: int | None, seekable: bool
) -> Generator[RawItem | Rejection, None, int | None]:
    """Yield pages up to the end or to damage; return where a record follows the damage, or None.

    Whether a record has the length that it says shows only at the record after it, so one is held back.
    """
    held: _Read | None = None
    try:
        source.seek(at)
        for record in ArchiveIterator(source, parse_http=False):
            if held is not None:
                yield from _outcome(held)
            if end is not None and record.stream_pos >= end:
                return None
            held = _read(record, path, held)
            if not held.whole:
                break
        else:
            if held is not None:
                yield from _outcome(held)
            if seekable and (held is not None or at == 0):
                yield from _broken_off(source, path, at if held is None else held.offset)
            return None
        trouble = Rejection(path, held.place, "warc-truncated", "the record ends early; fetch the file again")
    except (OSError, ValueError) as error:
        place = f"offset {at}" if held is None else held.place
        trouble = Rejection(path, place, "warc-broken", f"no whole record stands here or after it: {error}")
    if held is not None:
        trouble = yield from _mended(held, trouble)
    found = next_record(source, (at if held is None else held.offset) + 1) if seekable else None
    if found is None:
        trouble = Rejection(path, trouble.place, trouble.reason, trouble.detail + "; no record was found after it")
    yield trouble
    return found


def _broken_off(source: BinaryIO, path: str, last: int) -> Iterator[Rejection]:
    if (end := broken_off(source, last)) is not None:
        detail = "the file breaks off before a record is whole; fetch it again"
        yield Rejection(path, f"offset {end}", "warc-truncated", detail)


def _outcome(held: _Read) -> Iterator[RawItem | Rejection]:
    if held.outcome is not None:
        yield held.outcome


def _mended(held: _Read, trouble: Rejection) -> Generator[RawItem | Rejection, None, Rejection]:
    """Yield the page before the damage if it is whole or can be made so; return what is to be told of the damage."""
    swallowed = _NEXT.search(held.body)
    if swallowed is not None:
        yield from _cut(held, swallowed[0])
        return Rejection(trouble.path, held.place, "warc-length", "the record is shorter than the length that it says")
    if not held.whole:
        return trouble
    yield from _outcome(held)
    if "WARC header" in trouble.detail:
        return Rejection(trouble.path, held.place, "warc-length", "the record is longer than the length that it says")
    return trouble


def _cut(held: _Read, mark: bytes) -> Iterator[RawItem | Rejection]:
    """Yield what was held, a page without the record that it swallowed; a packed page ends by itself."""
    page = held.outcome
    if isinstance(page, RawItem) and (inner := page.data.find(mark)) >= 0:
        yield replace(page, data=page.data[:inner].removesuffix(b"\r\n\r\n"))
    else:
        yield from _outcome(held)


def _read(record: WarcRecord, path: str, before: _Read | None) -> _Read:
    offset = record.stream_pos
    place = f"offset {offset}"
    if before is not None and before.offset == offset:
        # Several records in one packed member have one offset; they are told apart by their number in it.
        number = int(before.place.partition(", record ")[2] or 1)
        place = f"offset {offset}, record {number + 1}"
    if record.record_type not in _KINDS:
        return _Read(offset, None, place, b"", record.reader.consume() >= record.content_length)
    fault = _parse_head(record)
    if fault:
        return _Read(offset, Rejection(path, place, "http-broken", fault), place, b"", True)
    length = record.content_length
    body = record.reader.read(ITEM_BYTES + 1) if length else b""
    if len(body) <= ITEM_BYTES:
        return _Read(offset, _page(record, path, place, body), place, body, len(body) >= length)
    if _NEXT.search(body) is None and len(body) + record.reader.consume() >= length:
        body, length = b"", 0
    return _Read(offset, too_large(path, place), place, body, len(body) >= length)


def _parse_head(record: WarcRecord) -> str:
    """Part the HTTP head of a response from its body; return what is wrong with it, or ""."""
    if record.record_type != WarcRecordType.response:
        return ""
    try:
        record.parse_http()
    except (OSError, ValueError) as error:
        return str(error)
    return ""


def _page(record: WarcRecord, path: str, place: str, body: bytes) -> RawItem | Rejection:
    response = record.record_type == WarcRecordType.response
    head = record.http_headers if response else None
    if response:
        if head is None or head.status_code is None:
            return Rejection(path, place, "http-broken", "the record is no HTTP response")
        if head.status_code != _OK:
            return Rejection(path, place, "http-status", f"HTTP status {head.status_code}")
    told = (head.get("Content-Type") if head is not None else record.headers.get("Content-Type")) or ""
    if head is not None:
        try:
            body = unpacked(body, head.get("Transfer-Encoding") or "", head.get("Content-Encoding") or "")
        except Rejected as error:
            return Rejection(path, place, error.reason, error.detail)
    kind = _PAGES.get(media_type(told) or ("text/html" if HTML.recognises(body[:4096]) else ""))
    if kind is None:
        return Rejection(
            path, place, "not-text", f"the type is {media_type(told) or 'not told'}, neither HTML nor text"
        )
    fields = {"url": record.headers.get("WARC-Target-URI"), "charset": charset_of(told)}
    given = {name: value for name, value in fields.items() if value}
    return RawItem(path, place, kind, body, given, record.headers.get("WARC-Date") or "")


WARC = Format(
    "warc",
    (".warc", ".warc.zst"),
    split_records,
    no_article,
    recognises=lambda head: head.startswith((b"WARC/", b"\x28\xb5\x2f\xfd")),
    packed=True,
    split_range=split_records,
)
