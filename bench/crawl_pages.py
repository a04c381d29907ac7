"""Pages for a made-up crawl: ordinary ones and those with contacts, mixed and written as WARC."""

from __future__ import annotations

import gzip
import html
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_DATE = "2022-03-01T00:00:00Z"


@dataclass(frozen=True)
class Pool:
    """The pages that a crawl is made of."""

    ordinary: list[bytes]
    relevant: list[bytes]


def pages_in(folder: Path) -> list[bytes]:
    """Return the pages (.html, also .gz) of a folder by name; none, with a word on standard error, if absent."""
    if not folder.is_dir():
        sys.stderr.write(f"{folder}: no such folder; the crawl is made without its pages\n")
        return []
    files = sorted(p for p in folder.iterdir() if p.name.endswith((".html", ".html.gz")))
    return [gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes() for p in files]


def articles_in(file: Path) -> list[bytes]:
    """Return the articles of a file of JSON Lines as plain pages; none, with a word, if it is absent."""
    if not file.is_file():
        sys.stderr.write(f"{file}: no such file; the crawl is made without its articles\n")
        return []
    return [_page(json.loads(line)) for line in file.read_text("utf-8").splitlines() if line.strip()]


def _page(article: dict[str, str]) -> bytes:
    title = html.escape(article.get("title") or "")
    paragraphs = "\n".join(f"<p>{html.escape(p)}</p>" for p in article["text"].split("\n") if p.strip())
    day = f'<meta property="article:published_time" content="{article.get("published") or ""}">'
    body = f"<body><article><h1>{title}</h1>\n{paragraphs}</article></body>"
    return f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{day}</head>{body}</html>".encode()


def mixed(pool: Pool, count: int, share: float) -> Iterator[bytes]:
    """Yield so many pages, the share of them relevant and evenly among the others, each different from all others."""
    relevant = 0
    for i in range(count):
        take = int((i + 1) * share) > relevant
        source, number = (pool.relevant, relevant) if take else (pool.ordinary, i - relevant)
        relevant += take
        yield source[number % len(source)] + f"\n<!-- page {i} -->".encode()


def write_warc(pages: Iterator[bytes], path: Path) -> tuple[int, int]:
    """Write pages as responses, each its own gzip member; return their bytes plain and packed."""
    plain = 0
    with path.open("wb") as file:
        for i, page in enumerate(pages):
            plain += len(page)
            file.write(gzip.compress(_record(f"https://news.example/{i}", page), compresslevel=1, mtime=0))
    return plain, path.stat().st_size


def _record(url: str, page: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = [
        "WARC/1.0", "WARC-Type: response", "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789abc>",
        f"WARC-Date: {_DATE}", f"WARC-Target-URI: {url}", "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
    ]  # fmt: skip
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
