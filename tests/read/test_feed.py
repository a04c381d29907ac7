"""Feeds as files: whole articles are documents, links are counted, and hostile XML does nothing."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path

import pytest

from communique.read import RawItem, read_item, sources
from communique.read.feed_parse import parse_feed
from communique.records import Rejection

from .pages import ARTICLE, corpus

PARAGRAPHS = "".join(f"<p>{p}</p>" for p in ARTICLE.split("\n\n"))
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Courier</title>
<item><title>Ministers &amp;amp; posts</title><link>https://example.org/1</link><guid>one</guid>
  <pubDate>Tue, 07 Dec 2021 10:00:00 +0000</pubDate><description>Short.</description>
  <content:encoded><![CDATA[{PARAGRAPHS}]]></content:encoded></item>
<item><title>Teaser</title><link>https://example.org/2</link>
  <description>The ministers met. Read more</description></item>
<item><title>Cut</title><link>https://example.org/3</link><description>{"word " * 90} […]</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title>
<entry><id>urn:1</id><title>Ministers</title><link href="https://example.org/1"/><published>2021-12-07T10:00:00Z</published>
<content type="html">{PARAGRAPHS.replace("<", "&lt;")}</content></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> https://example.org/1 </loc><news:news>
 <news:publication_date>2021-12-07</news:publication_date><news:title>Ministers</news:title></news:news></url>
 <url><loc>https://example.org/2</loc></url></urlset>"""
INDEX = "<sitemapindex><sitemap><loc>https://example.org/s.xml</loc></sitemap></sitemapindex>"


def read(path: Path, text: str | bytes) -> tuple[list[RawItem], list[Rejection]]:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    found = list(sources([str(path)]))
    return [f for f in found if isinstance(f, RawItem)], [f for f in found if isinstance(f, Rejection)]


@pytest.mark.parametrize(("name", "text"), [("a.rss", RSS), ("a.xml", RSS), ("a.atom", ATOM)])
def test_an_entry_with_its_article_is_a_document(tmp_path: Path, name: str, text: str) -> None:
    items, _ = read(tmp_path / name, text)
    (document,) = map(read_item, items)
    assert document.text == ARTICLE.replace("\n\n", "\n")
    assert (document.url, document.publisher) == ("https://example.org/1", "The Courier")
    assert document.published.date == "2021-12-07"
    assert document.title in ("Ministers", "Ministers & posts")


def test_links_are_counted_and_the_remedy_is_told(tmp_path: Path) -> None:
    (rejection,) = read(tmp_path / "a.rss", RSS)[1]
    assert rejection.reason == "links-only"
    assert rejection.detail.startswith("2 of its 3 entries")
    assert "communique fetch" in rejection.detail
    for text in (SITEMAP, INDEX, "<rss><channel/></rss>"):
        items, rejections = read(tmp_path / "b.xml", text)
        assert (items, [r.reason for r in rejections]) == ([], ["links-only"])


def test_a_sitemap_gives_links_with_dates() -> None:
    feed = parse_feed(SITEMAP.encode())
    assert [(e.link, e.published, e.title) for e in feed.entries] == [
        ("https://example.org/1", "2021-12-07", "Ministers"), ("https://example.org/2", None, None),
    ]  # fmt: skip
    assert not feed.of_sitemaps
    assert parse_feed(INDEX.encode()).of_sitemaps


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp1252"])
def test_the_declared_character_set_counts(codec: str) -> None:
    text = RSS.replace("UTF-8", codec).replace("The Courier", "Le Café")
    assert parse_feed(text.encode(codec)).title == "Le Café"


def test_a_stream_is_known_by_its_first_element() -> None:
    found = [type(i) for i in sources(["-"], io.BytesIO(RSS.encode()))]
    assert found == [RawItem, Rejection]


NESTED = "".join(f'<!ENTITY {b} "{10 * f"&{a};"}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
LAUGHS = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">{NESTED}]><rss><channel>&j;</channel></rss>"""
CONTENTS = "the contents of a file of this machine"


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
@pytest.mark.parametrize("root", ["rss", "urlset"])
def test_entities_are_refused_before_anything_is_parsed(tmp_path: Path, codec: str, root: str) -> None:
    (tmp_path / "secret.txt").write_text(CONTENTS)
    outside = f"""<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>
    <{root}><channel><title>&x;</title></channel><url><loc>&x;</loc></url></{root}>"""
    for text in (outside, LAUGHS.replace("rss", root)):
        started = time.monotonic()
        items, rejections = read(tmp_path / "a.xml", text.encode(codec))
        assert (items, [r.reason for r in rejections]) == ([], ["feed-entities"])
        assert CONTENTS not in str(rejections)
        assert time.monotonic() - started < 60, "not expanded"


def test_what_is_no_feed_is_told(tmp_path: Path) -> None:
    for text in ("<note><to>x</to></note>", "no markup", "<html><body>x</body></html>", "<!-- only"):
        assert [r.reason for r in read(tmp_path / "a.xml", text)[1]] == ["not-a-feed"]
    assert [r.reason for r in read(tmp_path / "a.xml", " ")[1]] == ["empty"]
    assert [r.reason for r in read(tmp_path / "a.xml", "<rss>" + "x" * 20_000_001)[1]] == ["too-large"]


@pytest.mark.parametrize("text", ["<rss><channel><item><title>x", "<rss>" + "<a>" * 5_000, "<urlset><url><loc>x"])
def test_broken_feeds_end_in_a_rejection(tmp_path: Path, text: str) -> None:
    items, rejections = read(tmp_path / "a.xml", text)
    assert items == []
    assert len(rejections) == 1


def test_scripts_do_not_survive(tmp_path: Path) -> None:
    items, _ = read(tmp_path / "a.rss", RSS.replace(PARAGRAPHS, f"<script>alert(1)</script>{PARAGRAPHS}"))
    assert "alert" not in json.loads(items[0].data)["html"]


def test_the_feed_of_official_releases() -> None:
    documents = [read_item(i) for i in sources([str(corpus("feeds"))]) if isinstance(i, RawItem)]
    assert len(documents) >= 9
    assert {d.published.date for d in documents} <= {"2022-07-21", "2022-07-22"}
    assert all(len(d.text.split()) > 20 for d in documents)
