"""Training data of the reader of contacts: what is read from annotated coverage and from written sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

data = pytest.importorskip("training.contacts.data", reason="runs from the checkout, where training/ lies")

PRACTICE = Path(__file__).parents[1] / "training" / "practice"
TEXT = "John Kerry argued with Sergei Lavrov for four hours on Friday.\n\nBarack Obama distrusts Vladimir Putin."


@pytest.fixture
def annotated_set(tmp_path: Path) -> Path:
    contact = {
        "key": "k", "mode": "video", "quote": TEXT.partition("\n")[0],
        "participants": [{"name": "John Kerry", "country": "USA"}, {"name": "Sergei Lavrov", "country": "RUS"}],
    }  # fmt: skip
    document = {"id": "d", "published": "2016-09-11", "text": TEXT}
    (tmp_path / "documents.jsonl").write_text(json.dumps(document) + "\n", "utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "d", "contacts": [contact]}) + "\n", "utf-8")
    return tmp_path


def test_a_pairing_has_the_mode_of_the_contact_of_its_sentence(annotated_set: Path) -> None:
    found = [(e.text, e.label) for e in data.examples(annotated_set)]
    assert found == [
        ("<s>John Kerry</s> argued with <t>Sergei Lavrov</t> for four hours on Friday.", "call"),
        ("<s>Barack Obama</s> distrusts <t>Vladimir Putin</t>.", "none"),
    ]


def test_documents_whose_contacts_are_not_annotated_give_nothing(annotated_set: Path) -> None:
    (annotated_set / "gold.jsonl").write_text(json.dumps({"id": "d", "contacts": None}) + "\n", "utf-8")
    assert data.examples(annotated_set) == []


def test_articles_without_contacts_give_what_has_no_word_for_one(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    text = "Barack Obama distrusts Vladimir Putin.\n\nBarack Obama called Vladimir Putin on Friday."
    article.write_text(text, "utf-8")
    assert [(e.text, e.label) for e in data.negatives([article])] == [
        ("<s>Barack Obama</s> distrusts <t>Vladimir Putin</t>.", "none")
    ]


def test_every_written_sentence_has_its_two_marked_and_a_known_label() -> None:
    found = data.written(PRACTICE / "sentences.tsv")
    assert len(found) > 50
    for example in found:
        assert example.text.count("<s>") == example.text.count("<t>") == 1
        assert example.label in data.LABELS
