"""Figures of a network on annotated texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tokenizers import Tokenizer

from communique.annotate.attribution_decode import Found, Network, Range, Settings, character_span, decode_document
from communique.annotate.attribution_text import Pieces, read_pieces

from .data import GoldAttribution, Reading
from .score import score_texts


def as_gold(text: str, pieces: Pieces, found: Iterable[Found]) -> list[GoldAttribution]:
    """Return decoded attributions in the form that the scorer compares."""

    def characters(span: Range | None) -> tuple[tuple[int, int], ...] | None:
        return None if span is None else (character_span(text, pieces, span),)

    return [
        GoldAttribution(
            characters(f.cue),
            characters(f.source),
            tuple(character_span(text, pieces, part) for part in f.content) or None,
        )
        for f in found
    ]


def evaluate(
    readings: Sequence[Reading], tokenizer: Tokenizer, network: Network, settings: Settings
) -> dict[str, float]:
    """Return the scores of ``score_texts`` over the readings."""
    triples = []
    for reading in readings:
        pieces = read_pieces(reading.text, tokenizer)
        found = decode_document(reading.text, pieces, network, settings)
        triples.append((reading.text, as_gold(reading.text, pieces, found), reading.attributions))
    return score_texts(triples)
