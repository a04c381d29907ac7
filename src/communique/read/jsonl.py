"""JSON Lines: one article a line, ``{"id", "url", "publisher", "published", "title", "text" or "html"}``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BufferedIOBase
from typing import Any

from communique.errors import Rejected
from communique.read.decoding import decode
from communique.read.html import draft_of_page
from communique.read.items import ITEM_BYTES, Draft, Format, RawItem, too_large
from communique.records import Rejection

_CHUNK = 1_000_000
_HOPELESS = 10 * ITEM_BYTES
"""After a line of this many bytes the rest of the file is given up: it has no lines."""


def split_lines(stream: BufferedIOBase, path: str) -> Iterator[RawItem | Rejection]:
    """Yield one item a line that is not blank; a line above ``ITEM_BYTES`` becomes a rejection.

    Memory is bounded by one line.
    """
    number = 0
    while line := stream.readline(ITEM_BYTES + 1):
        number += 1
        place = f"line {number}"
        if len(line) > ITEM_BYTES and not line.endswith(b"\n"):
            yield too_large(path, place)
            if not _skip_line(stream):
                return
        elif line.strip():
            yield RawItem(path, place, "jsonl", line.rstrip(b"\r\n"))


def _skip_line(stream: BufferedIOBase) -> bool:
    """Read to the end of the line; return False when it never ends."""
    skipped = ITEM_BYTES
    while chunk := stream.readline(_CHUNK):
        if chunk.endswith(b"\n"):
            return True
        skipped += len(chunk)
        if skipped > _HOPELESS:
            return False
    return False


def read_line(item: RawItem) -> Draft:
    """Return the draft of one line; raises Rejected: "not-json", "too-deep", "no-text" and what its page raises."""
    fields = _object(decode(item.data).removeprefix("\ufeff"))
    external_id = fields.get("id")
    given = Draft(
        text="",
        external_id=str(external_id) if isinstance(external_id, str | int) else None,
        url=_text(fields, "url"),
        publisher=_text(fields, "publisher"),
        published=_text(fields, "published"),
        title=_text(fields, "title"),
    )
    text, html = _text(fields, "text"), _text(fields, "html")
    if text:
        return replace(given, text=text)
    if html:
        return _merged(given, draft_of_page(html, given.url))
    raise Rejected("no-text", 'the object has neither "text" nor "html" with text in it')


def _object(line: str) -> Mapping[str, Any]:
    try:
        value = json.loads(line)
    except RecursionError:
        raise Rejected("too-deep", "JSON nested too deep to be an article") from None
    except ValueError as error:
        raise Rejected("not-json", f"one JSON object a line is expected: {error}") from None
    if not isinstance(value, dict):
        raise Rejected("not-json", f"one JSON object a line is expected, this is a {type(value).__name__}")
    return value


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) and value.strip() else None


def _merged(given: Draft, page: Draft) -> Draft:
    """Return the page's draft with what the line itself says put over it."""
    return replace(
        page,
        external_id=given.external_id,
        url=given.url or page.url,
        publisher=given.publisher or page.publisher,
        published=given.published,
        title=given.title or page.title,
    )


def _begins_with_object(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


JSONL = Format("jsonl", (".jsonl",), split_lines, read_line, recognises=_begins_with_object)
