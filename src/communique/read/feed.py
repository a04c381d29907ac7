"""Feeds as files: RSS, Atom and news sitemaps. An entry with the whole article is a document; the others are links."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from io import BufferedIOBase

from communique.errors import Rejected
from communique.read.feed_parse import Entry, Feed, parse_feed, root_name
from communique.read.items import ITEM_BYTES, Format, RawItem, no_article, too_large
from communique.records import Rejection

_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.IGNORECASE)
_ROOTS = frozenset({"rss", "rdf", "feed", "urlset", "sitemapindex"})


def split_feed(stream: BufferedIOBase, path: str) -> Iterator[RawItem | Rejection]:
    """Yield an item for each entry that carries its article, and a rejection that tells how many carry but a link.

    Reasons: links-only, not-a-feed, feed-entities, too-large, empty. Memory is bounded by ``ITEM_BYTES``.
    """
    data = stream.read(ITEM_BYTES + 1)
    if len(data) > ITEM_BYTES:
        yield too_large(path, "")
        return
    if not data.strip():
        yield Rejection(path, "", "empty", "the file is empty")
        return
    try:
        yield from feed_items(parse_feed(data), path)
    except Rejected as error:
        yield Rejection(path, "", error.reason, error.detail)


def feed_items(feed: Feed, path: str) -> Iterator[RawItem | Rejection]:
    """Yield the articles in a feed, as lines of JSON; the place is the number of the entry."""
    links = 0
    for number, entry in enumerate(feed.entries, start=1):
        if entry.html is None:
            links += 1
        else:
            yield RawItem(path, f"entry {number}", "jsonl", _line(entry, feed.title))
    if links or not feed.entries:
        of = "sitemaps" if feed.of_sitemaps else "articles"
        detail = f"{links} of its {len(feed.entries)} entries only link to {of}; get them with: communique fetch"
        yield Rejection(path, "", "links-only", detail)


def _line(entry: Entry, publisher: str | None) -> bytes:
    """Return the entry as a line of JSON Lines, its article as a page of its own."""
    title = html.escape(entry.title or "")
    page = (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><article>{entry.html}</article></body></html>"
    )
    told = {
        "id": entry.external_id,
        "url": entry.link,
        "publisher": publisher,
        "published": entry.published,
        "title": entry.title,
        "html": page,
    }
    return json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False).encode(
        "utf-8", "backslashreplace"
    )


def _recognises(head: bytes) -> bool:
    return bool(_START.match(head)) and root_name(head.decode("utf-8", "replace")) in _ROOTS


FEED = Format("feed", (".xml", ".rss", ".atom"), split_feed, no_article, recognises=_recognises)
