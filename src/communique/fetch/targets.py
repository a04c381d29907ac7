"""What is to be fetched: urls given, listed in a file, or named by a feed or sitemap."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path

from communique.errors import InputError, Rejected
from communique.fetch.client import Answer, normal_url
from communique.read.feed import FEED
from communique.read.feed_parse import Feed, parse_feed
from communique.read.http import charset_of, media_type, unpacked
from communique.read.items import ITEM_BYTES


def given(arguments: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return urls that were given themselves, which may be feeds, and urls that are articles, each once, in order.

    An argument is a url, a feed's file, a file with a url on each line, or - for such lines on standard input. Raises
    InputError for a file that cannot be read, and for a line that is no url.
    """
    asked: dict[str, None] = {}
    pages: dict[str, None] = {}
    for argument in arguments:
        if argument.startswith(("http://", "https://")):
            asked[_checked(argument, argument)] = None
            continue
        data = _data(argument)
        if argument.casefold().removesuffix(".gz").endswith(FEED.endings):
            pages.update(dict.fromkeys(_links_of_file(argument, data)))
        else:
            lines = data.decode("utf-8", "replace").splitlines()
            urls = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
            pages.update((_checked(url, argument), None) for url in urls)
    return list(asked), [url for url in pages if url not in asked]


def _checked(url: str, argument: str) -> str:
    try:
        return normal_url(url)
    except Rejected as error:
        raise InputError(f"{argument}: {error.detail}") from error


def _data(argument: str) -> bytes:
    try:
        data = sys.stdin.buffer.read() if argument == "-" else Path(argument).read_bytes()
        return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(
            f"{argument}: cannot be read: {error}; give urls, a feed, or a file with a url a line"
        ) from error


def _links_of_file(argument: str, data: bytes) -> list[str]:
    try:
        return links_of(parse_feed(data))
    except Rejected as error:
        raise InputError(f"{argument}: {error.detail}") from error


def links_of(feed: Feed) -> list[str]:
    """Return the normal urls that a feed names; what is no url is left out."""
    found = []
    for entry in feed.entries:
        try:
            found.append(normal_url(entry.link or ""))
        except Rejected:
            continue
    return found


def feed_of(answer: Answer) -> Feed | None:
    """Return the feed that an answer holds, None if it holds a page. Raises Rejected for a feed that cannot be read."""
    told = answer.header("Content-Type")
    body = unpacked(answer.body, "", answer.header("Content-Encoding"))
    if body[:2] == b"\x1f\x8b":
        body = unpacked(body, "", "gzip")  # sitemaps come as .xml.gz
    if not FEED.recognises(body[:20_000]) or (media_type(told) == "text/html"):
        return None
    return parse_feed(body[:ITEM_BYTES], charset_of(told))
