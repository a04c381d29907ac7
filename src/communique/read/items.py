"""What passes between the parts of this room: raw items, drafts, and the description of a format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BufferedIOBase

from communique.errors import Rejected
from communique.records import Rejection

ITEM_BYTES = 20_000_000
"""The largest article in raw bytes: one file, or one line of JSON Lines, after gunzip."""

PAGE_BYTES = 5_000_000
"""The largest HTML page in bytes. News pages have 0.03 to 1.5 MB; Common Crawl cuts them at 5 MB."""

TEXT_CHARS = 300_000
"""The longest canonical text in characters; long transcripts of press conferences have 100,000."""


@dataclass(frozen=True, slots=True)
class RawItem:
    """One article as it stands in the input, not yet decoded.

    path: as given on input. place: where in the file ("line 12"), or "" when the file is the article.
    format: name of a registered format. fields: what the container says about the item (url, charset and the like).
    crawled: when a crawler fetched it, which says nothing about the document and so is no part of the fingerprint.
    """

    path: str
    place: str
    format: str
    data: bytes
    fields: Mapping[str, str] = field(default_factory=dict, hash=False)
    crawled: str = ""

    def fingerprint(self) -> str:
        """Return the SHA-256, in hexadecimal digits, of all that the document is made from; not of its place."""
        digest = hashlib.sha256(self.format.encode())
        for name in sorted(self.fields):
            digest.update(f"\0{name}\0{self.fields[name]}".encode("utf-8", "backslashreplace"))
        digest.update(b"\0\0")
        digest.update(self.data)
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a format's reader found: text and fields as they stand there, not yet canonical.

    published: the date as the input's own field gives it. page_date: the day (ISO) that the page's metadata give, and
    page_time: the timestamp behind it, where one is found.
    """

    text: str
    external_id: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    page_date: str | None = None
    page_time: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """One format of input.

    endings: of file names, without .gz. split: breaks an open stream into items; gets the stream and the path to show.
    read: makes a draft of one item, or raises Rejected. recognises: tells by its first bytes whether a stream without a
    name is of this format. packed: ``split`` gets the stream as it stands in the file and unpacks it itself.
    split_range: as ``split``, of the items that begin in a range of bytes; only where files can be read in parts.
    """

    name: str
    endings: tuple[str, ...]
    split: Callable[[BufferedIOBase, str], Iterator[RawItem | Rejection]]
    read: Callable[[RawItem], Draft]
    recognises: Callable[[bytes], bool]
    packed: bool = False
    split_range: Callable[[BufferedIOBase, str, int, int | None], Iterator[RawItem | Rejection]] | None = None


def one_item(name: str) -> Callable[[BufferedIOBase, str], Iterator[RawItem | Rejection]]:
    """Return the ``split`` of a format in which a file is one article."""

    def split(stream: BufferedIOBase, path: str) -> Iterator[RawItem | Rejection]:
        data = stream.read(ITEM_BYTES + 1)
        if len(data) > ITEM_BYTES:
            yield too_large(path, "")
        else:
            yield RawItem(path, "", name, data)

    return split


def no_article(item: RawItem) -> Draft:
    """The ``read`` of a format whose files hold articles of other formats; raises Rejected."""
    raise Rejected("no-article", f"a file of the format {item.format} is no article itself")


def too_large(path: str, place: str) -> Rejection:
    """Return the rejection of an item above ``ITEM_BYTES``."""
    detail = f"more than {ITEM_BYTES // 1_000_000} MB: no single article; split it into one file or one line each"
    return Rejection(path, place, "too-large", detail)
