"""What pages make of text, days and addresses, by itself."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import InputError
from communique.records import Span
from communique.web.pages.asked import Asked
from communique.web.pages.days import Window, day_words, duration_words, span_words, window
from communique.web.pages.excerpts import excerpts
from communique.web.pages.highlight import Mark, paragraphs
from communique.web.pages.labels import actor_path, document_path
from communique.web.pages.search import highlighted
from communique.web.pages.text import isolated, marked, plain, web_address

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


class Reader(HTMLParser):
    """The tags of a piece of HTML, and the text that a browser would show."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text())
def test_text_stays_text_and_turns_nothing(text: str) -> None:
    html = marked(text)
    assert set(Reader(html).tags) <= {"span"}
    assert not re.search(f"[{TURNING}\x00-\x08\x0b-\x1f\x7f-\x9f]", html)
    assert not re.search(f"[{TURNING}\x00-\x08\x0b-\x1f\x7f-\x9f]", plain(text))


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=60))
def test_ordinary_text_is_shown_as_it_is(text: str) -> None:
    assert Reader(marked(text)).text == plain(text) == text


def test_what_is_invisible_is_named() -> None:
    assert plain("abc\u202etxt.exe\u2069") == "abc[RLO]txt.exe[PDI]"
    assert plain("a\x00b") == "a[U+0000]b"
    assert 'title="right-to-left override, U+202E"' in marked("\u202e")
    tower = "Z" + "\u0300" * 40
    assert plain(tower) == "Z" + "\u0300" * 4 + "[+36 marks]"
    assert plain("Việt שָׁלוֹם") == "Việt שָׁלוֹם"
    assert isolated("x") == "<bdi>x</bdi>"
    assert isolated(None) == ""


@pytest.mark.parametrize("url", ["https://a.example/b?c=d#e", "http://a.example:8080"])
def test_addresses_of_the_web_are_links(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x",
        "//a.example", "https:", "https://", "ftp://a.example", "java\tscript:alert(1)", "https://a.example/\u202etxt",
        "http://[x", "file:///etc",
    ],
)  # fmt: skip
def test_other_addresses_are_not(url: str | None) -> None:
    assert web_address(url) is None


def test_days_in_words() -> None:
    assert day_words("2021-12-07") == "7 December 2021"
    assert day_words("2021-12-07", short=True) == "7 Dec 2021"
    assert span_words("2022-04-02", "2022-04-16") == "2–16 April 2022"
    assert span_words("2022-02-01", "2022-02-28") == "February 2022"
    assert span_words("2024-02-01", "2024-02-28") == "1–28 February 2024"
    assert span_words("2018-03-30", "2018-04-02", short=True) == "30 Mar – 2 Apr 2018"
    assert span_words("2018-12-30", "2019-01-02") == "30 December 2018 – 2 January 2019"
    assert span_words("2019-01-01", "2019-12-31") == "2019"
    assert [duration_words(n) for n in (35, 60, 105, 1440, 2880)] == ["35 min", "1 h", "1 h 45 min", "1 day", "2 days"]


def test_windows_lead_to_those_around_and_beside() -> None:
    month = window("2020-02")
    assert (month.first, month.last, month.zoom) == ("2020-02-01", "2020-02-29", "days")
    assert [w.name for w in month.parents] == ["", "2020"]
    assert [w.name for w in (month.beside(-1), month.beside(1)) if w] == ["2020-01", "2020-03"]
    assert Window("2020").beside(1) == Window("2021")
    assert window("2020-02-29").beside(1) == Window("2020-03-01")
    assert Window("").beside(1) is None
    assert Window("9999-12-31").beside(1) is None
    assert window("undated").zoom == ""


@pytest.mark.parametrize("name", ["20", "2020-13", "2021-02-29", "2020-2", "x", "2020/01", "0000", "２０２０"])
def test_other_windows_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="write it as"):
        window(name)


def test_addresses_keep_what_is_asked() -> None:
    asked = Asked(side="RUS", text="a&b=c #x")
    assert asked.address(period="2022") == "/?period=2022&side=RUS&text=a%26b%3Dc+%23x"
    assert asked.but(side="", text="").address() == "/"
    assert actor_path("group:/european leaders?") == "/actors/group:%2Feuropean%20leaders%3F"
    assert document_path("doc-1", "a#b") == "/documents/doc-1?claim=a%23b#a%23b"


def test_found_words_are_marked_and_the_rest_is_text() -> None:
    html = highlighted("<b>\ue000talks\ue001 \ue000stray</b>")
    assert html == "&lt;b&gt;<mark>talks</mark> \ue000stray&lt;/b&gt;"


TEXT = "Head line\n\nA first paragraph of some words.\n  \nAnd a second, longer than the first one was.\n"
marks = st.builds(
    lambda start, length, kind, claim: Mark(start, start + length, kind, claim),
    st.integers(0, len(TEXT) - 1), st.integers(1, 50), st.sampled_from(["contact", "account", "event", "figure"]),
    st.sampled_from(["a", "b", "c", "d"]),
)  # fmt: skip


@given(st.lists(marks, max_size=12))
def test_overlapping_marks_lose_and_double_nothing(found: list[Mark]) -> None:
    inside = [m for m in found if m.end <= len(TEXT)]
    rows = paragraphs(TEXT, found)
    assert ["".join(s.text for s in p.segments) for p in rows] == [x for x in TEXT.split("\n") if x.strip()]
    for row in rows:
        at = row.start
        for segment in row.segments:
            for place in range(at, at + len(segment.text)):
                over = [m for m in inside if m.start <= place < m.end]
                assert set(segment.kinds) == {m.kind for m in over}
                assert set(segment.claims) == {m.claim for m in over}
            at += len(segment.text)
    anchors = [a for p in rows for s in p.segments for a in s.anchors]
    assert len(anchors) == len(set(anchors))
    assert set(anchors) == {c for p in rows for s in p.segments for c in s.claims}


def test_evidence_is_shown_in_its_surroundings() -> None:
    text = "x " * 100 + "The two spoke. And again." + " y" * 100 + "\nElsewhere."
    start = text.index("The two")
    first, second = Span(start, start + 14, "The two spoke."), Span(start + 15, start + 25, "And again.")
    last = Span(text.index("Else"), len(text), "Elsewhere.")
    found = excerpts(text, [last, second, first])
    assert len(found) == 2
    assert [words for words, is_evidence in found[0] if is_evidence] == ["The two spoke.", "And again."]
    assert found[0][0] == ("… ", False)
    assert found[1] == (("Elsewhere.", True),)
