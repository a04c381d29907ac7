"""What a feed or a news sitemap says: its entries, each with a link, and with the article where the feed carries it.

Feeds come from strangers. A document type with entities of its own is refused before any parser sees it, so nothing can
be expanded or fetched; feedparser takes what is left, well-formed or not, and lxml the sitemaps.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import feedparser
from lxml import etree

from communique.errors import Rejected
from communique.read.decoding import decode

FULL_WORDS = 80
"""A summary of so many words, not cut, is the whole article; teasers have 20 to 60."""

FULL_CONTENT_WORDS = 20
"""An element made for the whole article holds it with fewer already: short statements."""

MOST_ENTRIES = 50_000
"""The limit of the sitemap protocol; feeds have tens or hundreds."""

_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{2,40})[\"']")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_ROOT = re.compile(r"<(?!\?|!)(?:[\w.-]+:)?([\w.-]+)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_CUT = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|(?:continue|keep) reading\W*|read (?:more|on)\W*)$", re.IGNORECASE)
_FEED_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as the feed has it. html: the article, where the feed carries the whole of it, else None."""

    link: str | None
    external_id: str | None = None
    title: str | None = None
    published: str | None = None
    html: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, a sitemap, or a list of sitemaps (``of_sitemaps``: the links lead to further lists)."""

    title: str | None
    entries: tuple[Entry, ...]
    of_sitemaps: bool = False


def parse_feed(data: bytes, charset: str | None = None) -> Feed:
    """Return what the feed says. Raises Rejected: "not-a-feed", "feed-entities" and what decoding raises."""
    text = _DECLARATION.sub("", decode(data, _charset(data) or charset).lstrip("\ufeff"), count=1)
    root = root_name(text)
    if root not in _FEED_ROOTS | {"urlset", "sitemapindex"}:
        raise Rejected("not-a-feed", f"the outermost element is {root or 'missing'}, none of RSS, Atom or a sitemap")
    if _ENTITY.search(text):
        raise Rejected("feed-entities", "the document type declares entities, which no feed needs: not expanded")
    if root in {"urlset", "sitemapindex"}:
        return _sitemap(text, root)
    return _syndicated(text)


def root_name(text: str) -> str:
    """Return the name of the outermost element in small letters without its prefix, or ""."""
    match = _ROOT.search(_COMMENT.sub("", text[:20_000]))
    return match[1].casefold() if match else ""


def _charset(data: bytes) -> str | None:
    match = _DECLARED.match(data.lstrip()[:300])
    return match[1].decode("ascii") if match else None


def _syndicated(text: str) -> Feed:
    # From a stream, for feedparser would take a string for an address and fetch it.
    headers = {"content-type": "application/xml; charset=utf-8"}
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    try:
        found = feedparser.parse(stream, response_headers=headers, sanitize_html=True, resolve_relative_uris=True)
    except (AssertionError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise Rejected("not-a-feed", f"the feed cannot be parsed: {type(error).__name__}: {error}") from error
    entries = tuple(_entry(e) for e in found.entries[:MOST_ENTRIES])
    return Feed(_plain(found.feed.get("title")), entries)


def _entry(entry: Mapping[str, Any]) -> Entry:
    content = max((c.get("value") or "" for c in entry.get("content", ())), key=len, default="")
    summary = entry.get("summary") or ""
    return Entry(
        link=entry.get("link") or None,
        external_id=entry.get("id") or None,
        title=_plain(entry.get("title")),
        published=entry.get("published") or None,
        html=next((h for h, few in ((content, FULL_CONTENT_WORDS), (summary, FULL_WORDS)) if _is_whole(h, few)), None),
    )


def _is_whole(markup: str, fewest: int) -> bool:
    words = _TAG.sub(" ", html.unescape(markup)).split()
    return len(words) >= fewest and not _CUT.search(" ".join(words[-3:]))


def _plain(markup: str | None) -> str | None:
    return html.unescape(_TAG.sub("", markup)).strip() or None if markup else None


def _sitemap(text: str, root: str) -> Feed:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if tree is None:
        raise Rejected("not-a-feed", "the sitemap cannot be parsed")
    of_sitemaps = root == "sitemapindex"
    kind = "sitemap" if of_sitemaps else "url"
    entries = (_location(e) for e in tree.iter(f"{{*}}{kind}"))
    return Feed(None, tuple(e for e, _ in zip(entries, range(MOST_ENTRIES), strict=False) if e.link), of_sitemaps)


def _location(element: Any) -> Entry:
    found: dict[str, str] = {}
    for name, value in _texts(element):
        found.setdefault(name, value)
    return Entry(found.get("loc"), title=found.get("title"), published=found.get("publication_date"))


def _texts(element: Any) -> Iterator[tuple[str, str]]:
    for child in element.iter("{*}loc", "{*}title", "{*}publication_date"):
        if child.text and child.text.strip():
            yield etree.QName(child).localname, child.text.strip()
