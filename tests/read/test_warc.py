"""WARC: pages and where they stand, what is no page, and damage of every kind, none of which loses another page."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import pytest

from communique.read import RawItem, read_item, sources
from communique.read.items import ITEM_BYTES
from communique.read.warc import split_records
from communique.read.warc_search import next_record
from communique.records import Rejection

from .pages import ARTICLE, article_page
from .warcs import HTML_HEAD, brotli, packed, record, zstd

PAGES = [record(f"https://example.org/{n}", f"<p>Page {n}.</p>" * (40 * n)) for n in range(1, 6)]
URLS = [f"https://example.org/{n}" for n in range(1, 6)]
PACKINGS: dict[str, Callable[[Iterable[bytes]], bytes]] = {".warc": b"".join, ".warc.gz": packed, ".warc.zst": zstd}

packings = pytest.mark.parametrize("pack", PACKINGS.values(), ids=PACKINGS)


def read(data: bytes, start: int = 0, end: int | None = None) -> tuple[list[RawItem], list[Rejection]]:
    found = list(split_records(io.BytesIO(data), "crawl.warc", start, end))
    return [f for f in found if isinstance(f, RawItem)], [f for f in found if isinstance(f, Rejection)]


def urls(items: Iterable[RawItem]) -> list[str]:
    return [i.fields.get("url", "") for i in items]


def one(*given: bytes) -> RawItem | Rejection:
    (found,) = split_records(io.BytesIO(b"".join(given)), "crawl.warc")
    return found


def reasons(*given: bytes) -> list[str]:
    return [r.reason for r in read(b"".join(given))[1]]


@packings
def test_pages_have_url_charset_and_offset(pack: Callable[[Iterable[bytes]], bytes]) -> None:
    items, rejections = read(pack(PAGES))
    assert (urls(items), rejections) == (URLS, [])
    assert [i.place for i in items] == [f"offset {len(pack(PAGES[:n]))}" for n in range(5)]
    assert items[2].data == b"<p>Page 3.</p>" * 120
    assert items[0].fields["charset"] == "utf-8"
    assert items[0].format == "html"


@pytest.mark.parametrize("ending", PACKINGS)
def test_files_are_known_by_their_endings(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"crawl{ending}").write_bytes(PACKINGS[ending](PAGES))
    found = list(sources([str(tmp_path)]))
    assert urls(f for f in found if isinstance(f, RawItem)) == URLS


@packings
def test_standard_input(pack: Callable[[Iterable[bytes]], bytes]) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, offset: int, whence: int = 0) -> int:
            raise OSError("a pipe")

    found = list(sources(["-"], Pipe(pack(PAGES))))
    assert urls(f for f in found if isinstance(f, RawItem)) == URLS
    broken = list(sources(["-"], Pipe(pack(PAGES)[:-40])))
    assert [f.reason for f in broken if isinstance(f, Rejection)] != []
    assert len(broken) == 5


def test_the_day_of_the_crawl_is_no_day_of_publication() -> None:
    item = one(record("https://example.org/a", article_page(), date="2022-07-22T10:00:00Z"))
    again = one(record("https://example.org/a", article_page(), date="2023-01-01T10:00:00Z"))
    assert isinstance(item, RawItem)
    assert isinstance(again, RawItem)
    assert item.crawled == "2022-07-22T10:00:00Z"
    assert item.fingerprint() == again.fingerprint()
    document = read_item(item)
    assert document.published.date is None
    assert document.url == "https://example.org/a"
    assert "customs posts" in document.text


def test_the_url_of_the_crawl_goes_before_the_one_that_the_page_names() -> None:
    head = '<link rel="canonical" href="https://example.org/other">'
    item = one(record("https://example.org/a", article_page(head)))
    assert isinstance(item, RawItem)
    assert read_item(item).url == "https://example.org/a"


def test_converted_texts_and_resources_are_read() -> None:
    wet = record("https://example.org/a", ARTICLE, None, kind="conversion", type_="text/plain")
    resource = record("https://example.org/b", article_page(), None, kind="resource", type_="text/html")
    items, rejections = read(wet + resource)
    assert [(i.format, i.fields["url"]) for i in items] == [("text", URLS[0][:-1] + "a"), ("html", URLS[0][:-1] + "b")]
    assert rejections == []
    assert read_item(items[0]).text == ARTICLE


def test_what_is_no_page_is_passed_over() -> None:
    others = [
        record("https://example.org/x", "x", None, kind=k) for k in ("warcinfo", "request", "metadata", "revisit")
    ]
    items, rejections = read(packed([*others, PAGES[0], record("https://example.org/x", "", None, kind="unheard-of")]))
    assert (urls(items), rejections) == (URLS[:1], [])


def test_answers_that_are_no_pages_are_rejected_with_the_reason() -> None:
    def answer(head: str) -> bytes:
        return record("https://example.org/x", "\x89PNG", head)

    assert reasons(answer("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n")) == ["http-status"]
    assert reasons(answer("HTTP/1.1 301 Moved\r\nLocation: /\r\n")) == ["http-status"]
    assert reasons(answer("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n")) == ["not-text"]
    assert reasons(answer("HTTP/1.1 200 OK\r\n")) == ["not-text"]
    assert reasons(answer("nonsense\r\n")) == ["http-broken"]
    assert reasons(answer("HTTP/1.1 200 OK\r\nX: " + "a" * 99_000 + "\r\n"), PAGES[0]) == ["http-broken"]
    untyped = record("https://example.org/x", "<!DOCTYPE html><p>x", "HTTP/1.1 200 OK\r\n")
    assert isinstance(one(untyped), RawItem)


PAGE = b"<p>An article about a meeting.</p>" * 50
CHUNKED = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (PAGE[:700], PAGE[700:])) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Transfer-Encoding: chunked", CHUNKED),
        ("Transfer-Encoding: chunked", PAGE),
        ("Content-Encoding: gzip", gzip.compress(PAGE)),
        ("Content-Encoding: gzip", PAGE),
        ("Content-Encoding: br", brotli(PAGE)),
        ("Content-Encoding: br", PAGE),
        ("Content-Encoding: deflate", zlib.compress(PAGE)),
        ("Content-Encoding: deflate", zlib.compress(PAGE)[2:-4]),
        ("Content-Encoding: zstd", zstd([PAGE])),
        ("Content-Encoding: identity", PAGE),
        ("Transfer-Encoding: Chunked\r\nContent-Encoding: GZIP", b"%x\r\n%s\r\n0\r\n\r\n" % (
            len(gzip.compress(PAGE)), gzip.compress(PAGE))),
    ],
)  # fmt: skip
def test_bodies_are_unpacked_and_false_headers_forgiven(headers: str, body: bytes) -> None:
    item = one(record("https://example.org/x", body, f"{HTML_HEAD}{headers}\r\n"))
    assert isinstance(item, RawItem), item
    assert item.data == PAGE


def test_bodies_that_cannot_be_unpacked_are_rejected() -> None:
    cut = gzip.compress(Random(1).randbytes(9_000))[:4_000]  # noqa: S311
    assert reasons(record("https://x", cut, f"{HTML_HEAD}Content-Encoding: gzip\r\n")) == ["http-broken"]
    assert reasons(record("https://x", CHUNKED[:900], f"{HTML_HEAD}Transfer-Encoding: chunked\r\n")) == ["http-broken"]
    bomb = gzip.compress(b"\0" * (ITEM_BYTES + 1))
    assert reasons(record("https://x", bomb, f"{HTML_HEAD}Content-Encoding: gzip\r\n")) == ["too-large"]


@pytest.mark.parametrize(
    ("told", "meta", "codec", "expected"),
    [
        ("iso-8859-1", "", "cp1252", "“Très bien”"),
        ("utf-8", "windows-1251", "cp1251", "“Привет”"),
        ("iso-8859-1", "utf-8", "utf-8", "“Привет”"),
        ("", "windows-1251", "cp1251", "“Привет”"),
        ("no-such-set", "utf-8", "utf-8", "“Привет”"),
    ],
)
def test_character_sets_in_conflict(told: str, meta: str, codec: str, expected: str) -> None:
    page = article_page().replace('<meta charset="utf-8">', f'<meta charset="{meta}">' if meta else "")
    body = page.replace("“There was", f"{expected} he said. “There was").encode(codec)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html{f'; charset={told}' if told else ''}\r\n"
    item = one(record("https://example.org/x", body, head))
    assert isinstance(item, RawItem)
    assert expected in read_item(item).text


@packings
def test_a_file_that_ends_early_loses_its_last_page_only(pack: Callable[[Iterable[bytes]], bytes]) -> None:
    items, rejections = read(pack(PAGES)[:-30])
    assert urls(items) == URLS[:4]
    assert [r.reason for r in rejections][-1] in ("warc-truncated", "warc-broken")
    assert rejections[-1].place.startswith("offset ")


@packings
@pytest.mark.parametrize("kept", [0, 3])
def test_a_file_that_breaks_off_anywhere_says_so(pack: Callable[[Iterable[bytes]], bytes], kept: int) -> None:
    """In the head of a record, too, which holds nothing yet; blanks and whole files are no damage."""
    before, last = pack(PAGES[:kept]), pack([PAGES[kept]])
    for cut in (1, 7, 20, 40, 60, len(last) // 2, len(last) - 20):
        items, rejections = read(before + last[:cut])
        assert urls(items) == URLS[:kept]
        assert rejections, cut
        assert rejections[-1].reason in ("warc-truncated", "warc-broken", "warc-length")
    assert read(before)[1] == []


def test_what_follows_the_last_record_without_being_one_is_no_damage() -> None:
    for end in (b"", b"\r\n\r\n\r\n", b"\n"):
        assert read(b"".join(PAGES) + end)[1] == []
    for end in (b"", gzip.compress(b""), gzip.compress(b"\r\n")):
        assert (urls(read(packed(PAGES) + end)[0]), read(packed(PAGES) + end)[1]) == (URLS, [])


@packings
@pytest.mark.parametrize("length", [3, 150, 5_000, 10**15, 10**30, -1, "many"])
def test_a_wrong_length_costs_no_other_page(pack: Callable[[Iterable[bytes]], bytes], length: int | str) -> None:
    wrong = record("https://example.org/wrong", b"<p>x</p>" * 50, length=length)
    items, rejections = read(pack([PAGES[0], wrong, *PAGES[1:]]))
    assert [u for u in urls(items) if u != "https://example.org/wrong"] == URLS
    assert len(rejections) in (1, 2)
    assert {r.reason for r in rejections} <= {"warc-length", "warc-truncated", "warc-broken", "http-broken"}
    kept = [i.data for i in items if i.fields.get("url") == "https://example.org/wrong"]
    assert all(b"Page" not in data for data in kept), "no page swallows another"


def test_rubbish_between_records_is_told_and_skipped() -> None:
    for rubbish in (b"rubbish\r\n", b"\0" * 5_000, b"WARC", Random(3).randbytes(2_000_000)):  # noqa: S311
        items, rejections = read(b"".join([*PAGES[:2], rubbish, *PAGES[2:]]))
        assert urls(items) == URLS
        assert len(rejections) == 1
    items, rejections = read(b"rubbish\r\n" + b"".join(PAGES))
    assert (urls(items), [r.reason for r in rejections]) == (URLS, ["warc-broken"])


def test_a_file_that_is_no_warc_is_rejected_once(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_text("no crawl\n" * 500)
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(b"no crawl\n" * 500))
    (tmp_path / "c.warc").write_bytes(b"")
    found = list(sources([str(tmp_path)]))
    assert [f.reason for f in found if isinstance(f, Rejection)] == ["warc-broken", "warc-broken", "empty"]
    assert len(found) == 3


@packings
@pytest.mark.parametrize("seed", range(25))
def test_damage_costs_only_the_pages_that_it_strikes(pack: Callable[[Iterable[bytes]], bytes], seed: int) -> None:
    random = Random(seed)  # noqa: S311  a test, no secret
    parts = [pack([page]) for page in PAGES]
    struck = random.randrange(5)
    part = bytearray(parts[struck])
    for _ in range(random.choice([1, 3, 30])):
        part[random.randrange(len(part))] = random.randrange(256)
    if random.random() < 0.3:
        del part[random.randrange(len(part)) :]
    parts[struck] = bytes(part)
    items = read(b"".join(parts))[0]
    whole = [u for n, u in enumerate(URLS) if n != struck]
    found = [u for u in urls(items) if u in whole]
    assert found == whole
    for item, page in zip([i for i in items if i.fields.get("url") in whole], whole, strict=False):
        n = int(page[-1])
        assert item.data == f"<p>Page {n}.</p>".encode() * (40 * n)


@packings
@pytest.mark.parametrize("size", [1, 100, 333, 1_000, 10_000_000])
def test_ranges_of_a_file_give_each_page_once(pack: Callable[[Iterable[bytes]], bytes], size: int) -> None:
    data = pack(PAGES)
    found = [i for at in range(0, len(data), max(size, len(data) // 200)) for i in read(data, at, at + max(
        size, len(data) // 200))[0]]  # fmt: skip
    assert found == read(data)[0]


def test_the_next_record_is_found_across_blocks() -> None:
    filler = Random(5).randbytes((1 << 20) - 10) + b"\r\n"  # noqa: S311
    assert next_record(io.BytesIO(b"WARC" + filler + PAGES[0]), 1) == len(filler) + 4


def test_pages_in_one_packed_member_have_places_of_their_own() -> None:
    items, rejections = read(gzip.compress(b"".join(PAGES)))
    assert (urls(items), rejections) == (URLS, [])
    assert len({i.place for i in items}) == 5


def test_a_page_of_fifty_megabytes_is_counted_and_memory_stays_small(tmp_path: Path) -> None:
    path = tmp_path / "big.warc"
    with path.open("wb") as file:
        for n in range(4):
            file.write(record(f"https://example.org/{n}", b"<p>" + b"x" * 50_000_000))
            file.write(PAGES[n])
    tracemalloc.start()
    with path.open("rb") as stream:
        found = [(f.reason if isinstance(f, Rejection) else f.fields["url"]) for f in split_records(stream, "big")]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [x for n in range(4) for x in ("too-large", URLS[n])]
    assert peak < 4 * ITEM_BYTES
