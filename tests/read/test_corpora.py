"""What must hold on whole corpora: nothing rejected, no evidence in debris, no false dates."""

from __future__ import annotations

import json

import pytest

from communique.read import date_in_text, find_debris, read_item, sources
from communique.read.items import RawItem
from communique.records import Document
from read.pages import corpus


def documents(name: str) -> list[Document]:
    found = list(sources([str(corpus(name) / "documents.jsonl")]))
    assert all(isinstance(raw, RawItem) for raw in found)
    return [read_item(raw) for raw in found if isinstance(raw, RawItem)]


@pytest.mark.parametrize(("name", "count"), [("dossiers", 53), ("seeds", 5), ("guardian", 35), ("whitehouse", 106)])
def test_every_document_is_read_as_it_stands(name: str, count: int) -> None:
    lines = [json.loads(line) for line in (corpus(name) / "documents.jsonl").read_text().splitlines()]
    found = documents(name)
    assert [d.external_id for d in found] == [line["id"] for line in lines]
    assert [d.published.date for d in found if d.published.basis == "metadata"] == [
        line["published"] for line in lines if line["published"]
    ]
    assert len({d.id for d in found}) == count


@pytest.mark.parametrize("name", ["dossiers", "seeds", "guardian", "whitehouse"])
def test_no_evidence_that_a_reader_marked_is_debris(name: str) -> None:
    gold = {line["id"]: line for line in map(json.loads, (corpus(name) / "gold.jsonl").read_text().splitlines())}
    checked = 0
    for found in documents(name):
        entry = gold.get(found.external_id or "", {})
        for kind, field in (("contacts", "quote"), ("accounts", "content"), ("figures", "quote")):
            for quote in (record.get(field) for record in entry.get(kind) or ()):
                start = found.text.find(quote or "\0")
                if start < 0:
                    continue
                checked += 1
                overlaps = [d for d in found.debris if d.start < start + len(quote) and start < d.end]
                assert not overlaps, (found.external_id, quote)
    assert checked > 5


def test_dates_in_the_texts_of_the_dossiers_are_those_of_publication() -> None:
    """27 of 53 texts carry a full date of their own; none is wrong."""
    dated = [(date_in_text(d.text), d) for d in documents("dossiers")]
    right = [d for own, d in dated if own and own.day == d.published.date]
    assert [d.external_id for own, d in dated if own and own.day != d.published.date] == []
    assert len(right) >= 27


def test_debris_of_news_prose_is_short_lines_only() -> None:
    """840 articles of a political corpus: what is marked is notices and credits, never a paragraph."""
    folder = corpus("polnear") / "train" / "text"
    marked, characters = [], 0
    for path in sorted(folder.iterdir()):
        text = path.read_text()
        characters += len(text)
        marked += [text[d.start : d.end] for d in find_debris(text)]
    assert len(marked) > 100
    assert sum(map(len, marked)) < characters / 1_000
    assert max(map(len, marked)) < 400
