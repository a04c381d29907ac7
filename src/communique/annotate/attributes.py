"""spaCy's attribute ruler as a table: what its patterns set on a word, looked up by the word's tag, form and relation.

Nearly all of the ruler's patterns look at single words; matching them costs ten times what reading the answer from a
table does. The table is filled by the ruler itself, one kind of word at a time as kinds are met, so the result is the
ruler's; the few places where a pattern of several words may begin are handed to the ruler as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

_LOOKS_AT = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_WAYS = frozenset({"IN", "NOT_IN", "REGEX"})
_SETS = [POS, MORPH, LEMMA, TAG, DEP]
#: Stands for every form that no pattern names.
_OTHER = "communique"
_FORMS = 50_000

Key = tuple[int, str, int]
Attributes = dict[int, int]
Word = dict[str, Any]


class AttributeTable:
    """Does what the attribute ruler of a pipeline does; for pipelines that ``reads`` tells to be fit for it."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._vocab = ruler.vocab
        words = [word["LOWER"] for pattern in _patterns(ruler) for word in pattern if "LOWER" in word]
        self._named = frozenset(form for value in words for form in _forms(value))
        self._shaped = [re.compile(value["REGEX"]) for value in words if isinstance(value, dict) and "REGEX" in value]
        long = [pattern for pattern in _patterns(ruler) if len(pattern) > 1]
        self._reach = max(map(len, long), default=1)
        self._begins = Matcher(ruler.vocab)
        for number, pattern in enumerate(long):
            self._begins.add(str(number), [pattern[:1]])
        self._table: dict[Key, tuple[Attributes, bool]] = {}
        self._form = lru_cache(_FORMS)(self._form_of)

    @staticmethod
    def reads(nlp: Language) -> bool:
        """Tell whether the pipeline's ruler looks at tag, form and relation of words alone, and sets what we set."""
        ruler = nlp.get_pipe("attribute_ruler") if nlp.has_pipe("attribute_ruler") else None
        return (
            isinstance(ruler, AttributeRuler)
            and all(set(attributes) <= set(_SETS) for attributes in ruler.attrs)
            and all(_is_plain(word) for pattern in _patterns(ruler) for word in pattern)
        )

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of the words of a tagged and parsed doc, and return it."""
        keys = [(tag, self._form(lower), dep) for tag, lower, dep in doc.to_array([TAG, LOWER, DEP]).tolist()]
        looked_up = [self._table.get(key) or self._learn(key) for key in keys]
        found = [attributes for attributes, _ in looked_up]
        for start, end in self._runs([begins for _, begins in looked_up]):
            found[start:end] = self._by_ruler(keys[start:end])
        values = doc.to_array(_SETS).tolist()
        for row, attributes in zip(values, found, strict=True):
            for column, name in enumerate(_SETS):
                if name in attributes:
                    row[column] = attributes[name]
        array: Any = np.asarray(values, dtype=np.uint64).reshape(len(values), len(_SETS))
        return doc.from_array(_SETS, array)

    def _form_of(self, lower: int) -> str:
        """Return the form behind a number when a pattern can tell it from others, else the one for all others."""
        form: str = self._vocab.strings[lower]
        told = form in self._named or form.isspace() or any(shape.search(form) for shape in self._shaped)
        return form if told else _OTHER

    def _learn(self, key: Key) -> tuple[Attributes, bool]:
        attributes = self._by_ruler([key])[0]
        self._table[key] = learnt = attributes, bool(self._begins(self._doc([key]), allow_missing=True))
        return learnt

    def _by_ruler(self, keys: Sequence[Key]) -> list[Attributes]:
        """Return what the ruler sets on words that stand next to each other; later patterns win over earlier ones."""
        out: list[Attributes] = [{} for _ in keys]
        for number, _, start, end in self._ruler.match(self._doc(keys)):
            out[range(start, end)[self._ruler.indices[number]]].update(self._ruler.attrs[number])
        return out

    def _doc(self, keys: Sequence[Key]) -> Doc:
        doc = Doc(self._vocab, [form for _, form, _ in keys])
        array: Any = np.asarray([(tag, dep) for tag, _, dep in keys], dtype=np.uint64)
        return doc.from_array([TAG, DEP], array)

    def _runs(self, begins: Sequence[bool]) -> Iterator[tuple[int, int]]:
        """Yield the stretches in which patterns of several words can lie."""
        start = end = 0
        for i in [i for i, begun in enumerate(begins) if begun]:
            if i >= end:
                if start < end:
                    yield start, end
                start = i
            end = min(i + self._reach, len(begins))
        if start < end:
            yield start, end


def _patterns(ruler: AttributeRuler) -> list[list[Word]]:
    entries: list[Any] = ruler.patterns
    return [pattern for entry in entries for pattern in entry["patterns"]]


def _is_plain(word: Word) -> bool:
    return set(word) <= _LOOKS_AT and all(not isinstance(v, dict) or set(v) <= _WAYS for v in word.values())


def _forms(value: Any) -> list[str]:
    """Return the forms that a pattern's condition on the form names."""
    if isinstance(value, dict):
        return [form for way in ("IN", "NOT_IN") for form in value.get(way, ())]
    return [value]
