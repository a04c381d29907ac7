"""Who says what: attributions tagged in any English text by the shipped network.

An attribution is a cue ("said", "according to"), its source and what it attributes, direct or indirect speech, belief
or intent, as PolNeAR annotates them (Newell, Margolin and Ruths 2018). How the network was made, and how well it
does, is told in ``models/attribution/MODEL_CARD.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.annotate.attribution_decode import Found, Range, character_span, decode_document
from communique.annotate.attribution_model import TaggerModel, shipped_model
from communique.annotate.attribution_text import Pieces, read_pieces
from communique.records import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attributed passage; every span verifies against the tagged text.

    content: the parts of what is attributed, in order; several when the cue interrupts it. source: None where the text
    names none. score: the network's confidence, 0 to 1, in the cue and its links together.
    """

    cue: Span | None
    source: Span | None
    content: tuple[Span, ...]
    score: float


def tag(text: str) -> tuple[Attribution, ...]:
    """Return the attributions of ``text`` in order of position; the same text always gives the same ones.

    Raises ModelError when the shipped network is missing or damaged.
    """
    return tag_with(shipped_model(), text)


def tag_many(texts: Iterable[str]) -> Iterator[tuple[Attribution, ...]]:
    """Yield ``tag(text)`` for each text; no text has any influence on another's result."""
    return map(tag, texts)


def tag_with(model: TaggerModel, text: str) -> tuple[Attribution, ...]:
    """Return the attributions that ``model`` finds in ``text``, in order of position."""
    pieces = read_pieces(text, model.tokenizer)
    found = decode_document(text, pieces, model, model.settings)
    return tuple(sorted((_attribution(text, pieces, f) for f in found), key=_position))


def _attribution(text: str, pieces: Pieces, found: Found) -> Attribution:
    def span(place: Range) -> Span:
        start, end = character_span(text, pieces, place)
        return Span(start, end, text[start:end])

    return Attribution(
        cue=span(found.cue),
        source=None if found.source is None else span(found.source),
        content=tuple(span(part) for part in found.content),
        score=round(found.score, 4),
    )


def _position(attribution: Attribution) -> tuple[int, int]:
    spans = [s for s in (attribution.cue, attribution.source, *attribution.content) if s is not None]
    return min(s.start for s in spans), attribution.cue.start if attribution.cue is not None else -1
