"""A crawl of the bundled articles as pages, with what crawls have between them."""

from __future__ import annotations

import html
import json
from pathlib import Path

from conftest import DOSSIERS
from read.warcs import packed, record


def records(articles: int) -> list[bytes]:
    """Return the records of so many articles, each with a request before it and now and then a page that is gone."""
    found = []
    for number, line in enumerate(DOSSIERS.read_text("utf-8").splitlines()[:articles]):
        told = json.loads(line)
        paragraphs = "".join(f"<p>{html.escape(p)}</p>" for p in told["text"].split("\n") if p.strip())
        head = f"<title>{html.escape(told.get('title') or 'News')}</title>"
        if told.get("published"):
            head += f'<meta property="article:published_time" content="{told["published"]}">'
        page = f"<!DOCTYPE html><html lang='en'><head>{head}</head><body><article>{paragraphs}</article></body></html>"
        url = f"https://news.example/{number}"
        found += [record(url, "GET / HTTP/1.1\r\n\r\n", None, kind="request"), record(url, page)]
        if number % 5 == 0:
            found.append(record(f"{url}/gone", "gone", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n"))
    return found


def write_crawl(path: Path, articles: int) -> Path:
    """Write the crawl and return its path."""
    path.write_bytes(packed(records(articles)))
    return path
