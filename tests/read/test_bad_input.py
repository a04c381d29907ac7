"""Bad input: every kind has a reason that can be counted, takes no time, and never another exception."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from os import urandom

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from communique.errors import Rejected
from communique.read import FORMATS, RawItem, read_item
from communique.read.canonical import canonical_text
from communique.read.html import MAX_TAGS
from communique.read.items import PAGE_BYTES, TEXT_CHARS
from communique.records import Document
from read.pages import ARTICLE, article_page, document, item, page, reason

FRENCH = "Le ministre des affaires étrangères a reçu son homologue mardi à la gare, où ils ont parlé du chemin de fer."


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b" \n\t \r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"Share\nAdvertisement\n[ad_2]", "empty"),
        (b"1234 5678\n***", "empty"),
        (b"%PDF-1.7\n1 0 obj", "binary"),
        (b"PK\x03\x04\x14\x00\x06\x00", "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "binary"),
        (bytes(range(256)) * 20, "binary"),
        (ARTICLE.encode()[:80] + b"\0\0\0" + ARTICLE.encode()[80:], "nul-bytes"),
        (bytes(1_000), "nul-bytes"),
        ("Встреча министров прошла во вторник. ".encode("cp1251") * 5, "encoding"),
        ("Встреча министров прошла во вторник. ".encode() * 5, "not-english"),
        (b"\xff\xfe" + b"\x00\xd8" * 1_000, "encoding"),
        (FRENCH.encode(), "not-english"),
        (("word " * (TEXT_CHARS // 5 + 1)).encode(), "too-large"),
    ],
)
def test_text_that_cannot_be_read(data: bytes, expected: str) -> None:
    assert reason(data) == expected


def test_random_bytes_are_no_text() -> None:
    assert reason(urandom(4_000)) in {"binary", "nul-bytes"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("not json", "not-json"),
        ('{"text": "cut off', "not-json"),
        ("[1, 2]", "not-json"),
        ('"text"', "not-json"),
        ("null", "not-json"),
        ("[" * 200_000, "too-deep"),
        ('{"text":' * 100_000, "too-deep"),
        ("{}", "no-text"),
        ('{"id": "1", "title": "A title"}', "no-text"),
        ('{"text": null}', "no-text"),
        ('{"text": ["a", "b"]}', "no-text"),
        ('{"text": "", "html": "  "}', "no-text"),
        ('{"text": "\\u200b\\u00ad"}', "empty"),
        ('{"html": "<p></p>"}', "html-empty"),
        ('{"text": ' + "9" * 10_000 + "}", "not-json"),
        ('{"text": "a\0b"}', "nul-bytes"),
    ],
)
def test_lines_that_cannot_be_read(line: str, expected: str) -> None:
    assert reason(line, "jsonl") == expected


NEST = 10_000
HOSTILE = {
    "empty": ("", "empty"),
    "no article": (page("<nav>Home</nav>"), "html-empty"),
    "nothing but markup": ("<html><head><title>x</title></head><body></body></html>", "html-empty"),
    "10,000 nested tags": (page("<div>" * NEST + ARTICLE + "</div>" * NEST), "too-deep"),
    "10,000 open tags": (page("<b>" * NEST + f"<p>{ARTICLE}</p>"), "too-deep"),
    "10,000 open tags and no page": ("<b>" * NEST + f"<p>{ARTICLE}</p>", "html-empty"),
    "nested tables": (page("<table><tr><td>" * (NEST // 4)), "too-deep"),
    "too many tags": (page("<br>" * (MAX_TAGS + 1)), "too-complex"),
    "a tag with 100,000 attributes": (
        page("<p " + " ".join(f"a{i}" for i in range(100_000)) + ">x</p>"),
        "too-complex",
    ),
    "too large": (page("x" * PAGE_BYTES), "too-large"),
    "angle brackets": ("<" * 20_000, "html-empty"),
    "an unclosed comment": ("<!--" + "-" * 100_000, "html-empty"),
    "French": (page(f"<article>{f'<p>{FRENCH}</p>' * 3}</article>"), "not-english"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_pages_that_cannot_be_read(name: str) -> None:
    data, expected = HOSTILE[name]
    started = time.perf_counter()
    assert reason(data, "html") == expected
    assert time.perf_counter() - started < 20


def test_a_page_at_the_limit_of_tags_takes_seconds_not_minutes() -> None:
    rows = "<tr><td>The envoy</td><td>spoke</td></tr>" * (MAX_TAGS // 6 - 10)
    started = time.perf_counter()
    assert "The envoy" in document(page(f"<article><p>{ARTICLE}</p><table>{rows}</table></article>"), "html").text
    assert time.perf_counter() - started < 30


def test_nul_bytes_in_a_page_are_dropped_as_browsers_do() -> None:
    broken = article_page().replace("railway", "rail\0way")
    assert "about the railway and" in document(broken, "html").text


def test_a_page_that_breaks_the_extractor_is_a_rejection(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **options: object) -> None:
        raise AssertionError("a fault inside the library")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    assert reason(article_page(), "html") == "html-broken"


def checked(raw: RawItem) -> Document | Rejected:
    """Return what becomes of an item, after checking what must hold of every document."""
    try:
        found = read_item(raw)
    except Rejected as rejected:
        return rejected
    assert canonical_text(found.text) == found.text
    json.dumps([found.text, found.title, found.url, found.publisher]).encode()
    found.text.encode()
    ends = [0, *(d.end for d in found.debris)]
    assert all(0 <= d.start < d.end <= len(found.text) for d in found.debris)
    assert all(d.start >= end for d, end in zip(found.debris, ends, strict=False)), "debris in order, none overlapping"
    assert all(a < b for a, b in pairwise(found.debris))
    assert read_item(raw) == found
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from([f.name for f in FORMATS]))
@example(b"\xff\xfe\x00\xd8", "text")
@example(b"<p>\x00", "html")
@example(b'{"text": "\\ud800 the word", "url": "\\udfff"}', "jsonl")
@example(b'{"text": "the word", "published": "9999-99-99T"}', "jsonl")
def test_any_bytes_give_a_document_or_a_rejection(data: bytes, kind: str) -> None:
    checked(item(data, kind))


_PIECES = st.sampled_from(
    "Share;[ad_1];|;\n;\n\n;   ; > ;By;Via FT;REUTERS;,;.;the minister said;Dec 7;2021;Media ID: 5;(;);WASHINGTON; - ;"
    "///;#a #b;See also;<p>;</div>;é;\u200b;“".split(";")
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join), st.sampled_from(["text", "html", "jsonl"]))
def test_debris_of_all_kinds_in_any_order_is_marked_inside_the_text(text: str, kind: str) -> None:
    checked(item(json.dumps({"text": text}) if kind == "jsonl" else text, kind))


_FIELDS = st.dictionaries(
    st.sampled_from(["id", "url", "publisher", "published", "title", "text", "html"]),
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=60)
    | st.lists(st.text(max_size=5), max_size=2),
)


@settings(max_examples=150, deadline=None)
@given(_FIELDS)
def test_any_object_gives_a_document_or_a_rejection(fields: dict[str, object]) -> None:
    checked(item(json.dumps(fields), "jsonl"))
