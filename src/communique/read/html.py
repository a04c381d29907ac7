"""HTML pages: trafilatura finds the article and its metadata, this module keeps hostile pages from it."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.errors import Rejected
from communique.read.daytext import MONTHS
from communique.read.decoding import decode
from communique.read.items import PAGE_BYTES, Draft, Format, RawItem, one_item
from communique.read.page import Metadata, metadata_of, tree_of

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

for _name in ("trafilatura", "htmldate"):
    # What goes wrong with a page is told by its rejection; without a handler Python would also print it.
    logging.getLogger(_name).addHandler(logging.NullHandler())

MAX_TAGS = 30_000
"""Opening angle brackets in a page; the largest of 61 news pages has 3,000. At the limit extraction takes 1 to 8 s."""
MAX_DEPTH = 250
"""libxml2 drops what stands deeper than 256 tags, so such a page is not read as a whole."""
MAX_ATTRIBUTES = 40_000
"""Of one tag; libxml2 takes time quadratic in their number, 1.5 s here."""
_LONG_TAG = 65_536
ENOUGH_TEXT = 500
"""Characters of article that make the fast extraction do; below, the slower fallbacks of trafilatura are tried too."""
FEWEST_WORDS = 5
"""Of an article; with less the extractor found a menu or a button."""
EARLIEST, LATEST = "1850-01-01", "2100-01-01"
"""Fixed bounds for dates: htmldate's own end with the current day, and a result may not depend on that."""

_SEPARATOR = re.compile(rb"[\s\"'/=]")
_META_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_UTF8 = re.compile(r"utf-?8", re.IGNORECASE)
_PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|!--|\?xml|html|head|body|meta|title|article|div|p)\b|\s*<!--", re.IGNORECASE
)
_DATE_PUBLISHED = re.compile(r"\"datePublished\"\s*:\s*\"([0-9T:.Z+-]{10,40})\"")
_WORDS = re.compile(r"\W+")


def read_page(item: RawItem) -> Draft:
    """Return the article of a page as a draft; raises Rejected as ``draft_of_page`` and ``decode`` do."""
    if len(item.data) > PAGE_BYTES:
        raise Rejected("too-large", f"more than {PAGE_BYTES // 1_000_000} MB of HTML")
    url = item.fields.get("url")
    draft = draft_of_page(decode(item.data, _charset(item), keep_nul=True), url)
    return replace(draft, url=url) if url else draft


def draft_of_page(html: str, url: str | None) -> Draft:
    """Return the article in a page's markup, with title, site name, url and date from its metadata.

    Raises Rejected: "empty", "too-large", "too-complex", "too-deep", "html-broken" (no parser takes it) or "html-empty"
    (no article found).
    """
    if not html.strip():
        raise Rejected("empty", "the page is empty")
    _refuse_hostile(html.encode("utf-8", "replace"))
    tree = _parse(html.replace("\0", ""))
    page = _metadata(tree, url)
    text = _without_title(_text(tree, url or page.url), page.title)
    if len(text.split()) < FEWEST_WORDS:
        raise Rejected("html-empty", "no article was found in the page")
    day = _stated_day(html, page.day)
    return Draft(
        text=text,
        url=page.url or url,
        publisher=page.site or page.host,
        page_date=day,
        page_time=_timestamp(tree, html, day),
        title=page.title,
    )


def _charset(item: RawItem) -> str | None:
    """Return the character set that counts when the bytes are no UTF-8: the server's word, unless it says UTF-8."""
    told = item.fields.get("charset")
    return told if told and not _UTF8.fullmatch(told) else _declared_charset(item.data)


def _declared_charset(data: bytes) -> str | None:
    match = _META_CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None


def _refuse_hostile(data: bytes) -> None:
    """Raise Rejected for markup that would cost the parser memory or minutes, seen before it is parsed."""
    if len(data) > PAGE_BYTES:
        raise Rejected("too-large", f"more than {PAGE_BYTES // 1_000_000} MB of HTML")
    if data.count(b"<") > MAX_TAGS:
        raise Rejected("too-complex", f"more than {MAX_TAGS} tags")
    for piece in data.split(b"<"):
        if len(piece) > _LONG_TAG and not _is_code(piece) and len(_SEPARATOR.findall(piece)) > MAX_ATTRIBUTES:
            raise Rejected("too-complex", f"one tag with more than {MAX_ATTRIBUTES} attributes or words")


def _is_code(piece: bytes) -> bool:
    """Return whether this is a script, style sheet or comment and its opening tag ends soon."""
    return piece[:6].lower().startswith((b"script", b"style", b"!--")) and b">" in piece[:4096]


def _parse(html: str) -> HtmlElement:
    tree = tree_of(html)
    if tree is None:
        raise Rejected("html-empty", "the page has no markup to read")
    if _depth_of_end(tree) > MAX_DEPTH:
        raise Rejected("too-deep", f"tags nested more than {MAX_DEPTH} deep: the page is broken or hostile")
    return tree


def _metadata(tree: HtmlElement, url: str | None) -> Metadata:
    try:
        return metadata_of(tree, url, EARLIEST, LATEST)
    except Exception as error:
        raise Rejected("html-broken", f"the page cannot be read: {type(error).__name__}: {error}") from error


def _text(tree: HtmlElement, url: str | None) -> str:
    """Return the text of the article. Raises Rejected where there is none."""
    text = _article(tree, url, fast=True)
    if text is None or len(text) < ENOUGH_TEXT:
        slower = _article(tree, url, fast=False)
        text = text if slower is None else slower
    if text is None:
        raise Rejected("html-empty", "no article was found in the page")
    return text


def _article(tree: HtmlElement, url: str | None, fast: bool) -> str | None:
    from trafilatura import bare_extraction  # noqa: PLC0415 - half a second, and only who reads pages needs it

    try:
        page = bare_extraction(tree, url=url, fast=fast, include_comments=False)
    except Exception as error:
        raise Rejected("html-broken", f"the article cannot be extracted: {type(error).__name__}: {error}") from error
    return None if page is None or isinstance(page, dict) else page.text or ""


def _depth_of_end(tree: _Element) -> int:
    """Return how deep the last element stands, which is where a parse that was cut off for depth ends."""
    depth, node = 0, tree
    while len(node):
        node, depth = node[-1], depth + 1
    return depth


def _stated_day(html: str, day: str | None) -> str | None:
    """Return the day unless it is the first of a month that the page nowhere writes out: made from a month alone."""
    if day is None or not day.endswith("-01"):
        return day
    year, number = day[:4], int(day[5:7])
    month, first = rf"(?:0?{number}|{MONTHS[number - 1]}[a-z]*\.?)", r"(?<!\d)0?1(?:st)?(?!\d)"
    gap = r"\W{1,2}"
    written = rf"{year}\W?{month}\W?0?1(?!\d)|{first}{gap}{month}{gap}{year}|{month}{gap}{first}{gap}{year}"
    return day if re.search(written, html, re.IGNORECASE) else None


def _timestamp(tree: _Element, html: str, day: str | None) -> str | None:
    """Return the metadata value, with time of day if it has one, that gives this day of publication."""
    if day is None:
        return None
    values = [e.get("content") or e.get("datetime") or "" for e in tree.iter("meta", "time")]
    values += _DATE_PUBLISHED.findall(html)
    return max((v for v in values if v.startswith(day)), key=len, default=None)


def _without_title(text: str, title: str | None) -> str:
    """Return the text without a first line that only repeats the title, with or without the site's name after it."""
    first, _, rest = text.partition("\n")
    heading, full = _WORDS.sub(" ", first).strip().casefold(), _WORDS.sub(" ", title or "").strip().casefold()
    return rest if heading and full.startswith(heading) and 2 * len(heading) > len(full) else text


HTML = Format(
    "html", (".html", ".htm"), one_item("html"), read_page, recognises=lambda head: bool(_PAGE_START.match(head))
)
