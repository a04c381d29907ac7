"""The parser's quicker parts find what spaCy's own find: entities by arrays, the attribute ruler and
the lemmatizer by tables, syntax by paragraphs."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate.attributes import AttributeTable
from communique.annotate.entities import EntityDecoder
from communique.annotate.language import MODEL, language, names, parse
from communique.annotate.lemmas import LemmaTable
from communique.annotate.pieces import PieceParser

DOSSIERS = Path(__file__).parents[2] / "examples" / "dossiers"
AWKWARD = [
    "",
    "\n",
    "Moscow",
    "   Berlin \n\n Paris  ",
    "There's no doubt: there is one. Let's go, y' all! I've got ta say it ain't so. C'm on, he's gon na come.",
    "WASHINGTON – On Friday, U.S. President Joe Biden spoke for 45 minutes with Angela Merkel of Germany and NATO's",
    "the European Union and the United Nations Security Council and the Organization for Security and Co-operation in",
    "$2.5 billion, 40%, two thousand troops, at 9 a.m. on 3 March 2022; nothin' said 'cause they're cos it's THE END",
]


@pytest.fixture(scope="module")
def untouched() -> Language:
    """The pipeline as spaCy runs it."""
    return loaded()


def loaded() -> Language:
    module: Any = importlib.import_module(MODEL)
    nlp: Language = module.load()
    return nlp


def texts() -> list[str]:
    lines = [line for p in sorted(DOSSIERS.rglob("*.jsonl")) for line in p.read_text("utf-8").splitlines()]
    articles = [json.loads(line)["text"] for line in lines]
    articles += [p.read_text("utf-8") for p in sorted(DOSSIERS.rglob("*.txt"))]
    assert len(articles) >= 4
    return [*AWKWARD, *articles]


def test_the_shipped_pipeline_is_fit_for_all() -> None:
    for part in (EntityDecoder, AttributeTable, PieceParser, LemmaTable):
        assert part.reads(language())


def test_entities_are_those_of_the_recogniser(untouched: Language) -> None:
    recogniser = untouched.get_pipe("ner")
    for text in texts():
        wanted = recogniser(untouched.make_doc(text))
        found = names(text)
        assert [(e.start, e.end, e.label_) for e in found.ents] == [(e.start, e.end, e.label_) for e in wanted.ents]
        assert [t.ent_iob_ for t in found] == [t.ent_iob_ for t in wanted]


def test_the_table_sets_what_the_ruler_sets(untouched: Language) -> None:
    ruler: Any = untouched.get_pipe("attribute_ruler")
    table = AttributeTable(ruler)
    columns = [TAG, POS, MORPH, LEMMA, DEP, HEAD]
    for text in texts():
        doc = untouched.make_doc(text)
        for name in ("tok2vec", "tagger", "parser"):
            doc = untouched.get_pipe(name)(doc)
        copy = doc.copy()
        assert table(copy).to_array(columns).tolist() == ruler(doc).to_array(columns).tolist()


def test_lemmas_are_those_of_the_lemmatizer(untouched: Language) -> None:
    lemmatizer: Any = untouched.get_pipe("lemmatizer")
    table = LemmaTable(lemmatizer)
    for text in texts():
        doc = untouched.make_doc(text)
        for name in ("tok2vec", "tagger", "parser", "attribute_ruler"):
            doc = untouched.get_pipe(name)(doc)
        copy = doc.copy()
        wanted = [t.lemma_ for t in lemmatizer(doc)]
        for _ in range(2):  # learnt, then looked up
            assert [t.lemma_ for t in table(copy.copy())] == wanted


def test_paragraphs_are_parsed_as_in_the_text_they_stand_in(untouched: Language) -> None:
    parser: Any = untouched.get_pipe("parser")
    pieces = PieceParser(parser)
    # Without quotation marks: where a paragraph opens with one, the parser at times takes it for a sentence.
    paragraphs = [
        "The chancellor met the king on Friday.",
        "They spoke about gas",
        "Neither said more. No date was set.",
    ]
    for text in ("\n".join(paragraphs), paragraphs[0], "Talks\nBerlin\nThey met.", ""):
        doc = Doc(untouched.vocab, text.split())
        begins = [len(" ".join(text.split("\n")[:i]).split()) for i in range(1, text.count("\n") + 1)]
        starts: Any = np.asarray([[i in begins] for i in range(len(doc))], dtype=np.uint64).reshape(-1, 1)
        doc = doc.from_array([SENT_START], starts)
        for name in ("tok2vec", "tagger"):
            doc = untouched.get_pipe(name)(doc)
        copy = doc.copy()
        assert pieces(copy).to_array([HEAD, DEP]).tolist() == parser(doc).to_array([HEAD, DEP]).tolist()
        assert [s.start for s in copy.sents] == [s.start for s in doc.sents]


def test_pieces_are_no_stand_in_for_a_parser_that_keeps_several_parses() -> None:
    other = loaded()
    parser: Any = other.get_pipe("parser")
    parser.cfg["beam_width"] = 8
    assert not PieceParser.reads(other)


def test_a_table_is_no_stand_in_for_a_ruler_that_looks_at_more(untouched: Language) -> None:
    other = loaded()
    ruler: Any = other.get_pipe("attribute_ruler")
    ruler.add([[{"SHAPE": "Xxxx"}]], {"POS": "PROPN"})
    assert not AttributeTable.reads(other)
    assert AttributeTable.reads(untouched)


def test_parsed_words_are_those_of_the_untouched_pipeline(untouched: Language) -> None:
    def told(doc: Doc) -> list[tuple[str, str, str, str, str]]:
        return [(t.text, t.tag_, t.pos_, t.lemma_, t.dep_) for t in doc if not t.is_space]

    text = "Angela Merkel spoke to Joe Biden on Friday. There is no date yet, the chancellor's spokesman said."
    assert told(parse(text)) == told(untouched(text))


def test_words_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    before, wanted = language(), [(e.text, e.label_) for e in names("Angela Merkel met Joe Biden in Berlin.").ents]
    monkeypatch.setattr("communique.annotate.language._MOST_WORDS", len(before.vocab.strings) - 1)
    found = names("Angela Merkel met Joe Biden in Berlin.")
    assert language() is not before
    assert found.vocab is language().vocab
    assert [(e.text, e.label_) for e in found.ents] == wanted
