"""Named entities by spaCy's network, decoded for all words at once.

spaCy's own decoder takes the Python lock for every move that it looks at, which costs more than the network. With no
entity open the scores of a word depend on that word alone, and inside an entity on its first, last and next word, so
they can be computed by arrays: first those of all words, then, round by round, those inside the entities that begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.attrs import IS_SPACE
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

Floats = npt.NDArray[np.float32]
_FEATURES = 3
"""Of a state: the next word, the first word of the open entity, the word before the next one."""
_OUT = "O"


class _Moves(NamedTuple):
    """Numbers of the transition system's moves: into, on through and out of an entity, by label."""

    begin: dict[int, str]
    unit: dict[int, str]
    inside: dict[str, int]
    last: dict[str, int]
    out: int


class EntityDecoder:
    """Finds what the entity recogniser of a pipeline finds, in a fraction of its time."""

    def __init__(self, pipe: EntityRecognizer) -> None:
        self._pipe = pipe
        model = pipe.model
        self._tok2vec, self._lower, self._upper = (model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        self._moves = _moves_of(pipe)
        unseen = sorted(model.attrs["unseen_classes"])
        self._closed = np.zeros(pipe.moves.n_moves, dtype=bool)
        self._closed[[*self._moves.begin, *self._moves.unit, self._moves.out]] = True
        self._closed[unseen] = False

    @staticmethod
    def reads(nlp: Language) -> bool:
        """Tell whether the pipeline's entity recogniser is of the kind that is decoded here: greedy, three features."""
        if not nlp.has_pipe("ner"):
            return False
        pipe = nlp.get_pipe("ner")
        return (
            isinstance(pipe, EntityRecognizer)
            and pipe.cfg["beam_width"] == 1
            and bool(pipe.model.attrs.get("has_upper"))
            and pipe.model.get_ref("lower").get_dim("nF") == _FEATURES
        )

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of a doc that has none yet, and return it."""
        if len(doc):
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in self._found(doc)])
        return doc

    def _found(self, doc: Doc) -> Iterable[tuple[int, int, str]]:
        """Return the entities as first word, word after the last, label; in the order of the text."""
        features = self._features(doc)
        count = len(doc)
        moves = self._first_moves(doc, features)
        opened = {i: self._moves.begin[m] for i, m in enumerate(moves) if m in self._moves.begin}
        ends = self._ends(features, opened, count)
        at, out = 0, []
        while at < count:
            label = opened.get(at) or self._moves.unit.get(moves[at])
            end = ends.get(at, at + 1)
            if label is not None:
                out.append((at, end, label))
            at = end
        return out

    def _features(self, doc: Doc) -> Floats:
        """Return the hidden layer's input for each word as each feature [words + 1, features, width]; 0: no word."""
        vectors = self._tok2vec.predict([doc])
        found: Floats = self._lower.predict(vectors)
        return found.reshape(len(doc) + 1, _FEATURES, -1)

    def _hidden(self, summed: Floats) -> Floats:
        """Return the hidden layer of states whose features are summed [states, width * pieces]."""
        lower = self._lower
        pieces = lower.get_dim("nP")
        bias = lower.get_param("b").reshape(-1)
        found: Floats = (summed + bias).reshape(len(summed), -1, pieces).max(axis=2)
        return found

    def _first_moves(self, doc: Doc, features: Floats) -> list[int]:
        """Return for each word the move that is made at it when no entity is open."""
        summed = features[1:, 0] + (features[0, 1] + features[0, 2])
        scores = self._upper.predict(self._hidden(summed))
        scores[:, ~self._closed] = -np.inf
        blank = np.flatnonzero(doc.to_array(IS_SPACE))
        scores[np.ix_(blank, np.asarray([*self._moves.begin, *self._moves.unit]))] = -np.inf
        scores[-1, [*self._moves.begin]] = -np.inf  # the last word can only be an entity by itself
        best: list[int] = scores.argmax(axis=1).tolist()
        return best

    def _ends(self, features: Floats, opened: dict[int, str], count: int) -> dict[int, int]:
        """Return for each first word of an entity the word after its last."""
        ends: dict[int, int] = {}
        weights, bias = self._upper.get_param("W"), self._upper.get_param("b")
        going, length = sorted(opened), 1
        while going:
            starts = np.asarray(going)
            at = starts + length
            hidden = self._hidden(features[at + 1, 0] + features[starts + 1, 1] + features[at, 2])
            stay = np.asarray([self._moves.inside[opened[i]] for i in going])
            leave = np.asarray([self._moves.last[opened[i]] for i in going])
            closes = _scores(hidden, weights, bias, leave) >= _scores(hidden, weights, bias, stay)
            closes |= at == count - 1
            ends |= {i: int(end) + 1 for i, end, closed in zip(going, at, closes, strict=True) if closed}
            going, length = [i for i, closed in zip(going, closes, strict=True) if not closed], length + 1
        return ends


def _scores(hidden: Floats, weights: Floats, bias: Floats, rows: npt.NDArray[Any]) -> Floats:
    found: Floats = np.einsum("ij,ij->i", hidden, weights[rows]) + bias[rows]
    return found


def _moves_of(pipe: EntityRecognizer) -> _Moves:
    names: Sequence[str] = [pipe.moves.get_class_name(i) for i in range(pipe.moves.n_moves)]
    by_kind: dict[str, dict[int, str]] = {kind: {} for kind in "BILU"}
    for number, name in enumerate(names):
        kind, _, label = name.partition("-")
        if label:
            by_kind[kind][number] = label
    inside, last = ({label: number for number, label in by_kind[kind].items()} for kind in "IL")
    return _Moves(by_kind["B"], by_kind["U"], inside, last, names.index(_OUT))
