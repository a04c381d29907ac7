"""spaCy's parser on all paragraphs of a text at once.

No sentence reaches over the places where one must start, so the parser can work on all that lies between them side by
side, which saves it most of its small matrix products. The vectors of the words are those of the whole text, and each
piece ends with the first words of the next one, at which the parser looks while it closes a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, SENT_START
from spacy.language import Language
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc

_AHEAD = 2
#: Edges of a text in one piece, or without a word.
_WHOLE = 2
_LISTENS = "tok2vec-listener"


class PieceParser:
    """Does what the parser of a pipeline does; for pipelines that ``reads`` tells to be fit for it."""

    def __init__(self, parser: DependencyParser) -> None:
        self._parser: Any = parser

    @staticmethod
    def reads(nlp: Language) -> bool:
        """Tell whether the pipeline's parser is greedy and takes the vectors of words that another part has set."""
        pipe: Any = nlp.get_pipe("parser") if nlp.has_pipe("parser") else None
        return (
            type(pipe) is DependencyParser
            and pipe.cfg["beam_width"] == 1
            and any(node.name == _LISTENS for node in pipe.model.walk())
        )

    def __call__(self, doc: Doc) -> Doc:
        """Set heads and relations of a doc on which the starts of sentences are marked, and return it."""
        starts = doc.to_array([SENT_START])
        edges = [0, *(np.flatnonzero(starts[1:] == 1) + 1).tolist(), len(doc)]
        if len(edges) == _WHOLE:
            whole: Doc = self._parser(doc)
            return whole
        pieces = list(_pieces(doc, starts, edges))
        self._parser.set_annotations(pieces, self._parser.predict(pieces))
        lengths = [end - start for start, end in pairwise(edges)]
        parsed = [p.to_array([HEAD, DEP])[:length] for p, length in zip(pieces, lengths, strict=True)]
        together: Any = np.concatenate(parsed)
        return doc.from_array([HEAD, DEP], together)


def _pieces(doc: Doc, starts: Any, edges: Sequence[int]) -> Iterator[Doc]:
    """Yield a doc for each piece: the parser reads nothing of it but vectors and starts of sentences."""
    for start, end in pairwise(edges):
        end = min(end + _AHEAD, len(doc))  # noqa: PLW2901
        piece = Doc(doc.vocab, ["a"] * (end - start))
        piece.from_array([SENT_START], starts[start:end].reshape(-1, 1))
        piece.tensor = doc.tensor[start:end]
        yield piece
