"""Pairings: two actors of different sides in one sentence, between whom it may tell of a contact."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as Sentence

from communique.actors.cast import Mention
from communique.actors.resolver import Actor
from communique.annotate.annotated import Annotated
from communique.annotate.pair_model import marked
from communique.extract.contacts.pairs import PAIR

#: A sentence with more actors than this is a list; its first pairings are enough.
MOST = 8


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two actors and the mentions that name them; a plural mention ("the two leaders") names both."""

    first: Mention
    second: Mention
    actors: tuple[Actor, Actor]


def pairings(annotated: Annotated, sentence: Sentence) -> tuple[Pairing, ...]:
    """Return the pairings of a sentence, each two actors once, in the order of their mentions."""
    start, end = annotated.extent(sentence)
    named = (m for m in annotated.cast.within(start, end) if m.actors and m.kind != "neutral")
    mentions = [m for m in named if len(annotated.tokens(m.start, m.end))]
    found: dict[tuple[str, str], Pairing] = {}
    for place, mention in enumerate(mentions):
        if len(mention.actors) == PAIR:
            _note(found, Pairing(mention, mention, (mention.actors[0], mention.actors[1])))
        for other in mentions[place + 1 :]:
            if not _is_mere_place(mention) and not _is_mere_place(other):
                _note(found, Pairing(mention, other, (mention.actors[0], other.actors[0])))
    return tuple(found.values())[:MOST]


def _note(found: dict[tuple[str, str], Pairing], pairing: Pairing) -> None:
    one, two = pairing.actors
    if one.country and two.country and one.country != two.country:
        found.setdefault((min(one.name, two.name), max(one.name, two.name)), pairing)


def _is_mere_place(mention: Mention) -> bool:
    return mention.kind == "side" and mention.place


def marked_sentence(annotated: Annotated, sentence: Sentence, pairing: Pairing) -> str:
    """Return the sentence with the two marked, as the classifier reads it; a plural mention has one mark."""
    start, end = annotated.extent(sentence)
    first, second = ((m.start - start, m.end - start) for m in (pairing.first, pairing.second))
    text = annotated.text[start:end]
    if first == second:
        return f"{text[: first[0]]}<s>{text[first[0] : first[1]]}</s>{text[first[1] :]}"
    return marked(text, first, second)
