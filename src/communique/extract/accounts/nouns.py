"""Nouns of saying as cues: "Mr Vale's warning that ...", "Ankara's demands for a truce"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.extract.accounts.cue_sources import source_range
from communique.extract.accounts.lexicon import NOUNS
from communique.extract.accounts.spans import Range, is_infinitive, subtree, trimmed, whole_mentions

NounCue = tuple[Range, Range, Range]
"""Source, cue and content."""


def noun_cues(annotated: Annotated, sentence: Iterator[Token]) -> Iterator[NounCue]:
    """Yield the nouns of saying of a sentence that have a source and a content."""
    for token in sentence:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in NOUNS:
            continue
        source = _source(annotated, token)
        content = _content(annotated, token) if source is not None else None
        if source is not None and content is not None:
            yield source, (token.idx, token.idx + len(token)), content


def _source(annotated: Annotated, noun: Token) -> Range | None:
    """Return whose saying it is: a genitive, or the name of a side before the noun ("a US announcement")."""
    for child in noun.children:
        if child.dep_ == "poss" and child.pos_ in {"PROPN", "NOUN", "PRON"}:
            return source_range(annotated, [child])
    for child in noun.children:
        mention = annotated.mention_at(child)
        if child.dep_ in {"compound", "amod", "nmod"} and mention is not None and mention.kind in {"side", "group"}:
            return mention.start, mention.end
    return None


def _content(annotated: Annotated, noun: Token) -> Range | None:
    """Return what is said: a clause with "that", an infinitive where the noun takes one, or a prepositional object."""
    wanted = NOUNS[noun.lemma_.lower()]
    for child in noun.children:
        if child.i < noun.i:
            continue
        that = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
        if child.dep_ in {"acl", "ccomp", "relcl"} and that:
            start, end = subtree(child)
            mark = next(c for c in child.children if c.lower_ == "that")
            return _made(annotated, max(start, mark.idx + len(mark)), end)
        if child.dep_ in {"acl", "xcomp"} and "to" in wanted and is_infinitive(child):
            return _made(annotated, *subtree(child))
        if child.dep_ == "prep" and child.lower_ in wanted and child.lower_ != "to":
            return _made(annotated, child.idx + len(child), subtree(child)[1])
    return None


def _made(annotated: Annotated, start: int, end: int) -> Range | None:
    return trimmed(annotated.text, *whole_mentions(annotated, start, end))
