"""Full-text search takes whatever a user types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.ledger import Ledger, open_ledger
from communique.ledger.words import MOST_WORDS

from . import samples

TEXTS = {
    "grain": "Émile Bonnet spoke of grain. He said the don't-know-how would pass.",
    "ships": "Forty ships lay in the harbour of Odesa. The minister said grain AND ships OR NOT would NEAR the sea.",
    "talks": "The talks on tariffs ended. Anna Adler said they were good talks, really good talks.",
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Three documents, in either database."""
    path: Any = tmp_path_factory.mktemp("search") / "l.db"
    if request.param == "postgresql":
        path = request.getfixturevalue("postgresql_server").new_schema()
    samples.write(path, *(samples.reading(text, path=name, title=f"On {name}") for name, text in TEXTS.items()))
    with open_ledger(path) as opened:
        yield opened


def found(ledger: Ledger, text: str) -> set[str]:
    return {ledger.document(hit.document).path for hit in ledger.search(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("grain", {"grain", "ships"}),
        ("EMILE", {"grain"}),
        ("grain ships", {"ships"}),
        ('"forty ships"', {"ships"}),
        ('"ships forty"', set()),
        ("tarif*", {"talks"}),
        ("tarif", set()),
        ("don't-know-how", {"grain"}),
        ("AND", {"ships"}),
        ("grain OR tariffs", set()),
        ("title:grain", set()),
        ("on talks", {"talks"}),
        ("", set()),
        ('"', set()),
        ('""', set()),
        ("*", set()),
        ("🙂", set()),
    ],
)
def test_words_phrases_and_beginnings(ledger: Ledger, text: str, expected: set[str]) -> None:
    assert found(ledger, text) == expected


HOSTILE = [
    "grain'; DROP TABLE documents; --",
    'grain" OR "1"="1',
    "NEAR(grain ships, 2",
    "grain AND",
    "(((",
    "^grain",
    "{title text} : grain",
    "-grain",
    "grain\x00ships",
    "\udcff grain",
    '"unclosed grain',
    "a" * 100_000,
    "grain " * 5000,
    "\\",
    "%_?",
    "grain\n\t\rships",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(ledger: Ledger, text: str) -> None:
    ledger.search(text)
    list(ledger.contacts(text=text))
    assert ledger.counts()["documents"] == 3


@settings(max_examples=200, deadline=None)
@given(st.text() | st.text("\"*():^-+{}ANDORNEAR' ab", max_size=40))
def test_no_text_is_an_error(ledger: Ledger, text: str) -> None:
    assert len(ledger.search(text)) <= 3


def test_so_many_words_are_looked_for(ledger: Ledger) -> None:
    assert found(ledger, "grain " * MOST_WORDS + "nonsense") == {"grain", "ships"}


def test_the_best_come_first_with_their_passage(ledger: Ledger) -> None:
    hits = ledger.search("talks")
    assert [ledger.document(hit.document).path for hit in hits] == ["talks"]
    assert "The \ue000talks\ue001 on tariffs" in hits[0].passage
    assert hits[0].title == "On talks"
    assert len(ledger.search("said", limit=2)) == 2


def test_a_replaced_document_is_found_by_its_new_text_only(place: Any) -> None:
    path = place
    samples.write(path, samples.reading("Adler called Bonnet. She said barley.", "X", "b.txt"))
    samples.write(path, samples.reading("Adler called Bonnet. She said wheat.", "X", "a.txt"))
    with open_ledger(path) as ledger:
        assert ledger.search("barley") == []
        assert len(ledger.search("wheat")) == 1
