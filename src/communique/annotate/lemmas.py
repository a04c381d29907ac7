"""spaCy's lemmatizer as a table: the lemma of a word is looked up by its form, part of speech and features.

These are all that the lemmatizer's rules read. The table is filled by the lemmatizer itself as words are met, so the
lemmas are its own; asking it of every word anew costs four times as much as looking them up.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

_KEY = [ORTH, POS, MORPH]
Key = tuple[int, int, int]


class LemmaTable:
    """Does what the lemmatizer of a pipeline does; for pipelines that ``reads`` tells to be fit for it."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self._lemmatizer = lemmatizer
        self._strings = lemmatizer.vocab.strings
        self._table: dict[Key, int] = {}

    @staticmethod
    def reads(nlp: Language) -> bool:
        """Tell whether the pipeline lemmatizes by spaCy's English rules, and only words that have no lemma yet."""
        pipe: Any = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
        return type(pipe) in {Lemmatizer, EnglishLemmatizer} and pipe.mode == "rule" and not pipe.overwrite

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of the words of a doc that have none, and return it."""
        lemmas: list[int] = doc.to_array(LEMMA).tolist()
        for i, key in enumerate(map(tuple, doc.to_array(_KEY).tolist())):
            if not lemmas[i]:
                lemmas[i] = self._table.get(key) or self._learn(key, doc, i)
        array: Any = np.asarray(lemmas, dtype=np.uint64)
        return doc.from_array([LEMMA], array.reshape(-1, 1))

    def _learn(self, key: Key, doc: Doc, i: int) -> int:
        lemma: int = self._strings.add(self._lemmatizer.lemmatize(doc[i])[0])
        self._table[key] = lemma
        return lemma
