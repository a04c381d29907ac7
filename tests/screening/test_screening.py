"""Screening: pages on contacts go on, other pages do not, and what does not go on is counted by file."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

import communique
from communique.actors.authority import authority
from communique.ledger import open_ledger
from communique.parts import extract_parts, load_parts
from communique.read import read_item
from communique.read.items import RawItem
from communique.screening import PAGE, TEXT, Sieve, screened_document, screened_item
from communique.screening.patterns import pattern_set
from communique.screening.points import matcher
from conftest import DOSSIERS
from read.warcs import packed, record

GOLD = DOSSIERS.parents[1] / "gold" / "gold.jsonl"
LEAD = "President Joe Biden spoke by telephone with President Vladimir Putin of Russia on Sunday, the White House said."
THIN = "Officials from Brazil and Canada discussed it."
FILLER = "The council will rebuild the town's swimming pool next year, and the old one stays open until then. " * 20
HEADLINES = "".join(
    f'<li><a href="/{i}">{words}</a></li>'
    for i, words in enumerate(
        ["Putin meets Biden in Geneva", "Merkel calls Macron", "Talks between Iran and US resume"] * 9
    )
)


def page(*paragraphs: str, around: str = "", title: str = "A page") -> bytes:
    body = "".join(f'<p class="text">{html.escape(p)}</p>\n' for p in paragraphs)
    return f"<html><head><title>{title}</title></head><body>{around}{body}</body></html>".encode()


def goes_on(data: bytes, form: str = "html") -> bool:
    return screened_item(RawItem("p", "", form, data)) is None


def test_a_page_on_a_contact_goes_on() -> None:
    assert goes_on(page(FILLER, LEAD))


def test_a_page_among_headlines_of_others_is_screened_out() -> None:
    assert not goes_on(page(FILLER, around=HEADLINES))
    assert goes_on(page(FILLER, LEAD, around=HEADLINES))


def test_a_longer_text_needs_more_than_two_sides_near_a_word() -> None:
    def goes_on(text: str) -> bool:
        return screened_document(read_item(RawItem("p", "", "text", text.encode()))) is None

    assert goes_on(f"{THIN} {FILLER}")
    assert not goes_on(f"{THIN} {FILLER * 3}")
    assert goes_on(f"{LEAD} {FILLER * 3}")


def test_all_text_counts_where_there_are_no_paragraphs() -> None:
    assert goes_on(f"<html><body><div>{FILLER}<br>{LEAD}</div></body></html>".encode())
    assert not goes_on(f"<html><body><div>{FILLER}</div><script>var s = '{LEAD}'</script></body></html>".encode())


def test_an_article_in_a_script_for_search_engines_counts() -> None:
    script = f'<script type="application/ld+json">{{"articleBody": "{LEAD}"}}</script>'
    assert goes_on(page(FILLER, around=script))


@pytest.mark.parametrize("name", ["Erdoğan", "Erdogan"])
def test_names_count_with_accents_and_without(name: str) -> None:
    told = f"Turkey’s president, Recep Tayyip {name}, met Russia’s Sergei Lavrov for talks."
    assert matcher().points(told.encode()) > matcher().points(told.replace(name, "Xyz").encode()) > 0


def test_words_count_whole_only() -> None:
    assert matcher().points(b"Putinesque metaphors, Bidenomics and a Chinatown summitry") == 0


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
def test_what_cannot_be_judged_goes_on(codec: str) -> None:
    assert goes_on(page(FILLER).decode().encode(codec))
    assert goes_on(b'{"text": "nothing"}', form="jsonl")


@pytest.mark.parametrize("data", [b"", b"<", b"<p", b"<p>", b"<title", b"<script", b"\xff" * 40, b'"articleBody"'])
def test_broken_pages_are_judged_without_error(data: bytes) -> None:
    assert not goes_on(data)


def test_patterns_are_sorted_single_and_each_means_something() -> None:
    patterns, meanings = pattern_set(authority())
    assert patterns == sorted(set(patterns))
    assert (patterns, meanings) == pattern_set(authority())
    by_pattern = dict(zip(patterns, meanings, strict=True))
    assert "RUS" in by_pattern[b"Moscow"].sides
    assert by_pattern[b"Vladimir Putin"].person
    assert by_pattern[b"summit"].contact > by_pattern[b"talk"].contact > 0
    assert by_pattern[b"minister"].title
    assert not by_pattern[b"Hong Kong"].sides


def test_of_the_examples_contacts_none_is_lost() -> None:
    contacts = {g["id"]: len(g["contacts"] or []) for g in map(json.loads, GOLD.read_text("utf-8").splitlines())}
    lost: list[str] = []
    for line in DOSSIERS.read_text("utf-8").splitlines():
        entry = json.loads(line)
        paragraphs = entry["text"].split("\n")
        as_page = RawItem("p", "", "html", page(*paragraphs, around=HEADLINES, title=entry.get("title") or ""))
        document = read_item(RawItem("p", "", "jsonl", line.encode()))
        if contacts[entry["id"]] and (screened_item(as_page) or screened_document(document)):
            lost.append(entry["id"])
    assert sum(contacts.values()) > 20
    assert not lost


def test_the_sieve_counts_by_file() -> None:
    sieve = Sieve(True)
    poor, rich = page(FILLER), page(LEAD)
    given = [RawItem("a", "1", "html", poor), RawItem("a", "2", "html", rich), RawItem("b", "", "html", poor)]
    assert list(sieve.through(given)) == given[1:2]
    assert sieve.counts == {("a", PAGE): 1, ("b", PAGE): 1}
    assert sieve.reasons() == {PAGE: 2}


def crawl(path: Path) -> Path:
    # The third page looks like one on a contact until its article is taken out of it.
    menu = f"<div>{HEADLINES}</div><div>{FILLER[:400]}</div>".encode()
    pages = [page(FILLER), page(LEAD * 2, FILLER), menu, page(FILLER[1:])]
    path.write_bytes(packed(record(f"https://example.org/{i}", p) for i, p in enumerate(pages)))
    return path


def test_crawls_are_screened_and_counted_once_however_often_they_are_read(tmp_path: Path) -> None:
    source, ledger = crawl(tmp_path / "c.warc.gz"), tmp_path / "l.db"
    first = communique.build([source], ledger)
    again = communique.build([source], ledger)
    assert (first.read, again.known) == (1, 1)
    assert first.screened == again.screened == {PAGE: 2, TEXT: 1}
    with open_ledger(ledger) as view:
        found = sorted((r.path, r.reason, r.detail.rsplit(" ", 1)[-1]) for r in view.rejections())
    assert found == [(str(source), PAGE, "2"), (str(source), TEXT, "1")]


def test_folders_are_screened_on_request_only(tmp_path: Path) -> None:
    for name, data in (("a.html", page(FILLER)), ("b.html", page(LEAD, FILLER))):
        (tmp_path / name).write_bytes(data)
    assert communique.build([tmp_path], tmp_path / "all.db").read == 2
    wanted = communique.build([tmp_path], tmp_path / "some.db", screen=True)
    assert (wanted.read, wanted.screened) == (1, {PAGE: 1})


def test_a_crawl_is_read_whole_on_request(tmp_path: Path) -> None:
    summary = communique.build([crawl(tmp_path / "c.warc.gz")], tmp_path / "l.db", screen=False)
    assert summary.screened == {}
    assert summary.read + sum(summary.rejected.values()) == 4


def test_what_a_later_build_took_in_is_no_longer_listed_as_screened_out(tmp_path: Path) -> None:
    source, other, ledger = crawl(tmp_path / "c.warc.gz"), tmp_path / "d.warc", tmp_path / "l.db"
    other.write_bytes(record("https://example.net/", page(FILLER[2:])))
    communique.build([source, other], ledger)
    communique.build([source], ledger, screen=False)
    with open_ledger(ledger) as view:
        assert [(r.path, r.reason) for r in view.rejections() if r.reason.startswith("screened")] == [
            (str(other), PAGE)
        ], "of a file that was not read again nothing is known but that"
        counts = view.counts()
    third = communique.build([source, other], ledger)
    assert (third.read, third.known, third.screened) == (0, 4, {PAGE: 1})
    with open_ledger(ledger) as view:
        assert view.counts() == counts


def test_parts_read_whole_clear_what_was_screened_out_of_their_files(tmp_path: Path) -> None:
    source, ledger = crawl(tmp_path / "c.warc.gz"), tmp_path / "l.db"
    communique.build([source], ledger)
    extract_parts([source], tmp_path / "parts", screen=False)
    load_parts(tmp_path / "parts", ledger)
    with open_ledger(ledger) as view:
        assert not [r for r in view.rejections() if r.reason.startswith("screened")]


def test_parts_are_screened_as_a_build_is(tmp_path: Path) -> None:
    source = crawl(tmp_path / "c.warc.gz")
    built = communique.build([source], tmp_path / "built.db")
    extracted = extract_parts([source], tmp_path / "parts", part_bytes=600)
    loaded = load_parts(tmp_path / "parts", tmp_path / "loaded.db")
    assert extracted.parts > 1
    assert extracted.screened == loaded.screened == built.screened
    with open_ledger(tmp_path / "built.db") as one, open_ledger(tmp_path / "loaded.db") as other:
        assert list(one.rejections()) == list(other.rejections())
