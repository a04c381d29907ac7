"""Copies are told from independent accounts, whoever copied whom is told by rule, and order changes nothing."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.merge.lineage import Lineage, lineages
from communique.records import Debris, Document, Publication


def article(name: str) -> str:
    return (Path(__file__).parent / "articles" / f"{name}.txt").read_text(encoding="utf-8").strip()


def document(id_: str, text: str, publisher: str | None, day: str | None) -> Document:
    publication = Publication(day, "metadata" if day else "unknown")
    return Document(id_, text, id_, "articles.jsonl", None, publisher, publication, None, "en")


STORY, OTHER, REPRINT, REWRITE, INDEPENDENT = map(article, ["story", "other", "reprint", "rewrite", "independent"])
STORY_DOCUMENT = document("story", STORY, "Northgate News Agency", "2024-05-04")


def of(id_: str, *documents: Document) -> Lineage:
    return next(x for x in lineages(documents) if x.document == id_)


def test_an_exact_copy_is_a_reprint_with_every_sentence_shared() -> None:
    found = of("copy", STORY_DOCUMENT, document("copy", STORY, "Daily Post", "2024-05-05"))
    assert (found.kind, found.origin) == ("reprint", "story")
    assert {p.kind for p in found.shared} == {"copied"}
    assert found.reason == "100% of it stands word for word in story"


def test_a_cut_and_retitled_copy_with_crawl_debris_is_a_reprint() -> None:
    found = of("reprint", STORY_DOCUMENT, document("reprint", REPRINT, "Daily Post", "2024-05-05"))
    assert (found.kind, found.origin) == ("reprint", "story")


def test_a_rewrite_in_other_words_and_order_is_a_rewrite() -> None:
    found = of("rewrite", STORY_DOCUMENT, document("rewrite", REWRITE, "Copycat", "2024-05-06"))
    assert (found.kind, found.origin) == ("rewrite", "story")
    assert "rewritten" in {p.kind for p in found.shared}


@pytest.mark.parametrize("text", [INDEPENDENT, OTHER])
def test_an_account_of_ones_own_is_an_original(text: str) -> None:
    assert of("own", STORY_DOCUMENT, document("own", text, "Baltic Desk", "2024-05-04")).kind == "original"


def test_a_mash_up_names_both_its_sources() -> None:
    mixed = "\n\n".join(OTHER.split("\n\n")[:3] + REWRITE.split("\n\n")[2:])
    other = document("other", OTHER, "Continental Press Agency", "2024-05-05")
    found = of("mixed", STORY_DOCUMENT, other, document("mixed", mixed, "Mix", "2024-05-07"))
    assert found.kind == "rewrite"
    assert {p.other for p in found.shared} == {"story", "other"}
    assert "story" in found.reason
    assert "other" in found.reason


def test_shared_passages_stand_where_they_say() -> None:
    copy = document("reprint", REPRINT, "Daily Post", "2024-05-05")
    for passage in of("reprint", STORY_DOCUMENT, copy).shared:
        mine, theirs = REPRINT[passage.start : passage.end], STORY[passage.other_start : passage.other_end]
        assert len(set(mine.split()) & set(theirs.split())) >= 0.7 * len(set(mine.split()))


def test_the_agency_is_the_origin_though_its_copy_is_dated_later() -> None:
    reprint = document("reprint", REPRINT, "Daily Post", "2024-05-03")
    assert of("reprint", STORY_DOCUMENT, reprint).origin == "story"


def test_a_credit_by_initials_names_the_agency() -> None:
    printed = document("a", OTHER.replace("OTTAWA, May 5 (CPA) - ", "") + "\n\nCPA, staff", "Gazette", "2024-05-01")
    agency = document("b", OTHER, "Continental Press Agency", None)
    assert of("a", printed, agency).origin == "b"


def test_without_a_credit_the_earlier_then_the_longer_then_the_smaller_id_is_the_original() -> None:
    plain = OTHER.replace("(CPA) ", "")
    cut = plain.rsplit("\n\n", 1)[0]
    early, late = document("b", cut, "X", "2024-05-05"), document("a", plain, "Y", "2024-05-06")
    assert of("a", early, late).origin == "b"
    long, short = document("b", plain, "X", "2024-05-05"), document("a", cut, "Y", "2024-05-05")
    assert of("a", long, short).origin == "b"
    assert of("b", document("b", plain, "X", None), document("a", plain, "Y", None)).origin == "a"


def test_a_copy_of_a_copy_is_traced_to_the_original() -> None:
    middle = "\n\n".join(STORY.split("\n\n")[:5])
    last = "\n\n".join(STORY.split("\n\n")[1:4])
    found = lineages([
        document("c", last, "Third", "2024-05-06"),
        document("b", middle, "Second", "2024-05-05"),
        STORY_DOCUMENT,
    ])  # fmt: skip
    assert [(x.document, x.origin) for x in found] == [("b", "story"), ("c", "story"), ("story", None)]


def test_texts_by_one_hand_are_copies_only_when_they_are_whole() -> None:
    formula = (
        "The President spoke today with {} about the security of the northern border and the trade in grain. The "
        "leaders reaffirmed their commitment to sovereignty and territorial integrity. They discussed efforts to "
        "strengthen the defensive posture on the eastern flank{}. Both agreed to remain in close contact."
    )
    one = document("a", formula.format("President Niinisto of Finland", ""), "Palace", "2024-05-01")
    two = document(
        "b", formula.format("Prime Minister Kallas of Estonia", " and the price of gas"), "Palace", "2024-05-02"
    )
    assert of("b", one, two).kind == "original"
    assert of("b", one, document("b", one.text, "Palace", "2024-05-02")).kind == "reprint"


def test_debris_is_no_part_of_what_is_compared() -> None:
    notice = "This website uses cookies to give you the best experience and to count our many dear visitors."
    text = f"{notice}\n\n{INDEPENDENT}"
    marked = Document(
        "m", text, "m", "x", None, "Baltic Desk", STORY_DOCUMENT.published, None, "en",
        (Debris(0, len(notice), "share"),),
    )  # fmt: skip
    assert all(p.start > len(notice) for p in of("m", document("n", notice, "Q", "2024-01-01"), marked).shared)


def test_the_order_of_input_changes_nothing() -> None:
    documents = [
        STORY_DOCUMENT,
        document("reprint", REPRINT, "Daily Post", "2024-05-05"),
        document("rewrite", REWRITE, "Copycat", None),
        document("own", INDEPENDENT, "Baltic Desk", "2024-05-04"),
    ]
    first = lineages(documents)
    assert all(lineages(order) == first for order in permutations(documents))


SENTENCES = STORY.replace("\n\n", " ").split(". ")


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(0, len(SENTENCES) - 1), min_size=4))
def test_any_selection_of_an_articles_sentences_is_a_reprint_of_it(chosen: set[int]) -> None:
    text = "\n\n".join(f"{SENTENCES[i].rstrip('.')}." for i in sorted(chosen))
    found = of("part", STORY_DOCUMENT, document("part", text, "Daily Post", "2024-05-05"))
    assert (found.kind, found.origin) == ("reprint", "story")


def test_texts_without_words_are_originals() -> None:
    found = lineages(
        [document("a", "", None, None), document("b", "...", None, None), document("c", "Hm.", None, None)]
    )
    assert [x.kind for x in found] == ["original"] * 3
