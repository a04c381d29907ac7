"""What contacts are about, the list of topics, and what a text remarks on a contact."""

from __future__ import annotations

import pytest

from communique.annotate.annotated import annotate
from communique.extract.contacts.reports import contact_reports
from communique.extract.contacts.topic_list import broader, listed, narrower, topic_list
from communique.records import ContactReport, Document, Publication


def read(text: str) -> tuple[ContactReport, ...]:
    """Return the contacts of a text published on 18 March 2022."""
    published = Publication("2022-03-18", "metadata")
    return contact_reports(annotate(Document("doc-1", text, None, "a.txt", None, None, published, None, "en")))


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Joe Biden and Xi Jinping discussed sanctions on Thursday.", ("sanctions",)),
        ("Joe Biden and Xi Jinping spoke on Thursday about a range of tariffs.", ("tariffs", "trade")),
        ("Joe Biden and Xi Jinping spoke on Thursday about the need for strategic stability.",
         ("strategic stability", "arms control")),
        ("Joe Biden spoke to Xi Jinping on the telephone on Thursday about their many priorities.", ()),
    ],
)  # fmt: skip
def test_topics_are_phrases_and_the_topics_of_the_list(text: str, topics: tuple[str, ...]) -> None:
    (report,) = read(text)
    assert report.topics == topics


def test_every_broader_topic_is_in_the_list_and_no_chain_is_a_ring() -> None:
    names = {t.name for t in topic_list()}
    assert len(names) == len(topic_list())
    for topic in topic_list():
        assert topic.broader is None or topic.broader in names
        assert topic.name not in broader(topic.name)


def test_a_topic_is_found_by_its_broader_one() -> None:
    assert broader("missile defence") == ("arms control", "security")
    assert "missile defence" in narrower("security")
    assert narrower("Atlantis") == ("Atlantis",)


def test_only_the_narrowest_topic_is_listed() -> None:
    assert listed(["the Strategic Defense Initiative", "strategic stability"]) == ("missile defence",)
    assert listed(["the salty sea"]) == ()


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Joe Biden called off a meeting with Xi Jinping over the balloon.", "called off over the balloon"),
        ("Joe Biden and Xi Jinping spoke on Thursday, only the second time since January.",
         "only the second time since January"),
        ("Joe Biden and Xi Jinping spoke on Thursday and agreed to meet again.", "agreed to meet again"),
        ("Joe Biden and Xi Jinping spoke on Thursday.", None),
    ],
)  # fmt: skip
def test_remarks_are_kept_in_the_words_of_the_text(text: str, note: str | None) -> None:
    assert read(text)[0].note == note
