"""Fetching from a real server: what is asked for and how politely, what is kept, and what is refused."""

from __future__ import annotations

import gzip
import ipaddress
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from communique.errors import InputError, Rejected
from communique.fetch.client import normal_url
from communique.fetch.guard import is_public
from communique.fetch.run import Options, Report, fetch
from communique.read import RawItem, sources
from communique.records import Rejection
from conftest import Run

from .site import Asked, Reply, Site, serve

FAST = Options(delay=0, rate=10_000, timeout=2, seconds=4, allow_private=True)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as made:
        for n in range(1, 6):
            made.pages[f"/{n}"] = Reply(f"<p>Page {n}.</p>".encode())
        yield made


def feed(site: Site, *paths: str) -> Reply:
    items = "".join(f"<item><title>t</title><link>{site.url}{path}</link></item>" for path in paths)
    return Reply(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), type="application/rss+xml")


def run(site: Site, to: Path, *paths: str, options: Options = FAST) -> Report:
    return fetch([f"{site.url}{path}" for path in paths], to, options)


def pages(path: Path) -> dict[str, bytes]:
    found = list(sources([str(path)]))
    assert [f for f in found if isinstance(f, Rejection) and f.reason != "empty"] == []
    return {i.fields["url"].partition("/")[2].rpartition("/")[2]: i.data for i in found if isinstance(i, RawItem)}


def test_a_feed_is_fetched_into_a_crawl_that_build_reads(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = feed(site, "/1", "/2", "/1", "/3#part")
    report = run(site, tmp_path, "/feed")
    assert (report.fetched, report.refused) == (3, {})
    assert pages(tmp_path) == {"1": b"<p>Page 1.</p>", "2": b"<p>Page 2.</p>", "3": b"<p>Page 3.</p>"}
    (item,) = [i for i in sources([str(tmp_path)]) if isinstance(i, RawItem) and i.fields["url"].endswith("/1")]
    assert item.fields["charset"] == "utf-8"
    assert item.crawled.startswith("20")
    assert [a.path for a in site.asked].count("/robots.txt") == 1
    assert all(a.headers["User-Agent"].startswith("communique/") for a in site.asked)


def test_sitemaps_lists_and_files_of_urls(site: Site, tmp_path: Path) -> None:
    index = f"<sitemapindex><sitemap><loc>{site.url}/map.xml.gz</loc></sitemap></sitemapindex>"
    plain = f"<urlset><url><loc>{site.url}/1</loc></url></urlset>"
    site.pages["/index.xml"] = Reply(index.encode(), type="text/xml")
    site.pages["/map.xml.gz"] = Reply(gzip.compress(plain.encode()), type="application/gzip")
    (tmp_path / "list.txt").write_text(f"# articles\n{site.url}/2\n\n")
    (tmp_path / "feed.rss").write_bytes(feed(site, "/3").body)
    given = [f"{site.url}/index.xml", str(tmp_path / "list.txt"), str(tmp_path / "feed.rss"), f"{site.url}/4"]
    assert fetch(given, tmp_path / "out.warc", FAST).fetched == 4
    assert sorted(pages(tmp_path / "out.warc")) == ["1", "2", "3", "4"]


def test_robots_txt_is_obeyed(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Reply(
        b"User-agent: communique\nDisallow: /2\n\nUser-agent: *\nDisallow: /", type="text/plain"
    )
    report = run(site, tmp_path, "/1", "/2")
    assert (report.fetched, report.refused) == (1, {"robots": 1})
    assert site.paths == ["/1"]


def test_a_site_whose_rules_cannot_be_read_is_left_alone(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Reply(b"", 500)
    assert run(site, tmp_path, "/1").refused == {"robots-unknown": 1}
    assert site.paths == []


def test_delays_are_kept(site: Site, tmp_path: Path) -> None:
    def gaps() -> list[float]:
        times = [a.at for a in site.asked]
        return [later - earlier for earlier, later in pairwise(times)]

    run(site, tmp_path / "a", "/1", "/2", options=replace(FAST, delay=0.15))
    assert len(gaps()) == 2
    assert min(gaps()) >= 0.14
    site.asked.clear()
    run(site, tmp_path / "b", "/1", "/2", options=replace(FAST, rate=7))
    assert min(gaps()) >= 0.13
    site.asked.clear()
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 0.3", type="text/plain")
    run(site, tmp_path / "c", "/1", "/2")
    assert gaps()[-1] >= 0.29
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 99999", type="text/plain")
    assert run(site, tmp_path / "d", "/1").refused == {"crawl-delay": 1}


def test_a_second_run_asks_only_for_changes(site: Site, tmp_path: Path) -> None:
    def tagged(asked: Asked) -> Reply:
        if asked.headers.get("If-None-Match") == '"v1"':
            return Reply(b"", 304)
        return Reply(b"<p>Tagged.</p>", headers={"ETag": '"v1"'})

    def dated(asked: Asked) -> Reply:
        day = "Tue, 07 Dec 2021 10:00:00 GMT"
        return Reply(b"", 304) if asked.headers.get("If-Modified-Since") == day else Reply(
            b"<p>Dated.</p>", headers={"Last-Modified": day})  # fmt: skip

    site.pages |= {"/tagged": tagged, "/dated": dated}
    first = run(site, tmp_path, "/tagged", "/dated", "/1")
    assert (first.fetched, first.unchanged) == (3, 0)
    second = run(site, tmp_path, "/tagged", "/dated", "/1")
    assert (second.fetched, second.unchanged, second.known) == (1, 2, 0)
    assert sorted(pages(tmp_path)) == ["1", "dated", "tagged"]


def test_a_run_that_was_ended_goes_on_where_it_was(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = feed(site, "/1", "/2", "/3", "/4", "/5")
    first = run(site, tmp_path, "/feed", options=replace(FAST, most=2))
    assert (first.fetched, first.left) == (2, 3)
    warc = tmp_path / "pages.warc.gz"
    warc.write_bytes(warc.read_bytes() + b"\x1f\x8b\x08\x00half a record")
    state = tmp_path / "pages.warc.gz.state"
    state.write_text(state.read_text() + '{"url": "http://half a li')
    second = run(site, tmp_path, "/feed")
    assert (second.fetched, second.known, second.left) == (3, 2, 0)
    assert sorted(pages(tmp_path)) == ["1", "2", "3", "4", "5"]
    assert sorted(p for p in site.paths if p != "/feed") == ["/1", "/2", "/3", "/4", "/5"]


def test_redirects_are_followed_and_checked(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /secret", type="text/plain")
    for n in range(9):
        site.pages[f"/chain{n}"] = Reply(b"", 302, headers={"Location": f"/chain{n + 1}"})
    site.pages["/moved"] = Reply(b"", 301, headers={"Location": "/1"})
    site.pages["/to-secret"] = Reply(b"", 302, headers={"Location": "/secret"})
    site.pages["/to-file"] = Reply(b"", 302, headers={"Location": "file:///etc/passwd"})
    report = run(site, tmp_path, "/moved", "/chain0", "/to-secret", "/to-file")
    assert (report.fetched, dict(report.refused)) == (1, {"redirects": 1, "robots": 1, "bad-url": 1})
    assert sorted(pages(tmp_path)) == ["1"]
    assert "/secret" not in site.paths


def test_private_addresses_are_refused_by_default(site: Site, tmp_path: Path) -> None:
    guarded = replace(FAST, allow_private=False)
    port = site.url.rpartition(":")[2]
    urls = [f"{site.url}/1", f"http://localhost:{port}/1", f"http://[::1]:{port}/1", f"http://2130706433:{port}/1",
            "http://169.254.169.254/latest/meta-data", "http://10.0.0.1/", "http://[::ffff:127.0.0.1]/"]  # fmt: skip
    report = fetch(urls, tmp_path, guarded)
    assert report.fetched == 0
    assert report.refused["private-address"] >= 6
    assert set(report.refused) <= {"private-address", "no-such-host"}
    assert site.asked == []


def test_a_redirect_into_a_private_network_is_refused(site: Site, tmp_path: Path) -> None:
    """The site may be fetched from; where it leads to may not."""
    with serve() as inside:
        inside.pages["/1"] = Reply(b"<p>Inside.</p>")
        site.pages["/out"] = Reply(b"", 302, headers={"Location": inside.url.replace("127.0.0.1", "127.0.0.2") + "/1"})
        outside = replace(FAST, allow_private=False, allowed=frozenset({"127.0.0.1"}))
        report = run(site, tmp_path, "/out", "/1", options=outside)
        assert (report.fetched, dict(report.refused)) == (1, {"private-address": 1})
        assert inside.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False), ("0.0.0.0", False),  # noqa: S104
        ("100.64.0.1", False), ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False), ("fe80::1", False),
        ("fc00::1", False), ("::ffff:10.0.0.1", False), ("::ffff:93.184.216.34", True), ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False), ("64:ff9b::5db8:d822", True), ("ff02::1", False),
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def test_answers_that_are_no_pages_are_counted(site: Site, tmp_path: Path) -> None:
    site.pages["/image"] = Reply(b"\x89PNG", type="image/png")
    site.pages["/large"] = Reply(b"x" * 3_000)
    site.pages["/streamed"] = Reply(parts=[(0, b"x" * 3_000)])
    site.pages["/error"] = Reply(b"", 500)
    report = run(
        site, tmp_path, "/image", "/large", "/streamed", "/error", "/none", "/1", options=replace(FAST, size=2_000)
    )
    assert report.fetched == 1
    assert dict(report.refused) == {"not-text": 1, "too-large": 2, "http-500": 1, "http-404": 1}
    assert len(report.details) == 5


def test_slow_servers_are_left(site: Site, tmp_path: Path) -> None:
    site.pages["/drip"] = Reply(parts=[(0.2, b"x")] * 60)
    site.pages["/still"] = Reply(parts=[(3, b"x")])
    started = time.monotonic()
    report = run(site, tmp_path, "/drip", "/still", "/1", options=replace(FAST, timeout=0.6, seconds=1))
    assert (report.fetched, dict(report.refused)) == (1, {"too-slow": 2})
    assert time.monotonic() - started < 30, "not for as long as the server would go on"


def test_a_host_that_does_not_answer_is_given_up(tmp_path: Path) -> None:
    with serve() as gone:
        pass
    report = run(gone, tmp_path, *(f"/{n}" for n in range(9)))
    assert sum(report.refused.values()) == 9
    assert report.fetched == 0


def test_a_busy_server_is_asked_once_more(site: Site, tmp_path: Path) -> None:
    def busy_once(asked: Asked) -> Reply:
        return (
            Reply(b"", 503, headers={"Retry-After": "0"}) if site.paths.count("/busy") == 1 else Reply(b"<p>Now.</p>")
        )

    site.pages["/busy"] = busy_once
    site.pages["/always"] = Reply(b"", 429, headers={"Retry-After": "0"})
    report = run(site, tmp_path, "/busy", "/always")
    assert (report.fetched, dict(report.refused)) == (1, {"http-429": 1})
    assert site.paths.count("/always") == 2


def test_packed_answers_are_kept_and_read(site: Site, tmp_path: Path) -> None:
    site.pages["/1"] = Reply(gzip.compress(b"<p>Packed.</p>"), headers={"Content-Encoding": "gzip"})
    run(site, tmp_path, "/1")
    assert pages(tmp_path) == {"1": b"<p>Packed.</p>"}


def test_urls_have_one_form() -> None:
    assert normal_url(" HTTP://Example.ORG:80/a b?c=é#part ") == "http://example.org/a%20b?c=%C3%A9"
    assert normal_url("https://exämple.org") == "https://xn--exmple-cua.org/"
    for wrong in ("ftp://x/", "http:///x", "http://user:word@x/", "javascript:alert(1)", "http://x:99999/", ""):
        with pytest.raises(Rejected, match="bad-url"):
            normal_url(wrong)


def test_the_command(cli: Run, site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = feed(site, "/1", "/none")
    arguments = [f"{site.url}/feed", "--to", tmp_path / "p", "--delay", "0", "--rate", "1000"]
    done = cli("fetch", *arguments, "--allow-private")
    assert done.status == 0, done.err
    assert "1 page fetched" in done.out
    assert "1 http-404" in done.out
    assert "communique build" in done.out
    refused = json.loads(cli("fetch", *arguments, "--json").out)
    assert refused["refused"] == {"private-address": 1}
    assert json.loads(cli("fetch", *arguments, "--json", "--allow", "127.0.0.1").out)["refused"] == {"http-404": 1}
    assert cli("fetch", *arguments, "--allow", "localhost").status == 2
    assert cli("fetch", tmp_path / "none.txt", "--to", tmp_path).status == 2
    (tmp_path / "list.txt").write_text("not a url\n")
    with pytest.raises(InputError, match="only http"):
        fetch([str(tmp_path / "list.txt")], tmp_path, FAST)
