"""Who gives which figure: "Moscow put the toll at 60", "the ministry estimates the damage at $3 billion"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.extract.accounts.cue_sources import source_heads, source_range
from communique.extract.accounts.spans import Range, subtree, trimmed, whole_mentions

_VERBS = frozenset({"put", "place", "estimate", "reckon", "number"})


def count_cues(annotated: Annotated, sentence: Iterable[Token]) -> Iterator[tuple[Range, Range, Range]]:
    """Yield source, cue and content where somebody puts something at a number; the content is both."""
    for token in sentence:
        found = counted(token)
        source = source_range(annotated, source_heads(annotated, token)) if found is not None else None
        if found is None or source is None:
            continue
        content = trimmed(annotated.text, *whole_mentions(annotated, *found))
        if content is not None:
            yield source, (token.idx, token.idx + len(token)), content


def counted(verb: Token) -> Range | None:
    """Return the range of what a verb counts and of the number that it gives, None where it counts nothing."""
    if verb.lemma_.lower() not in _VERBS or verb.pos_ != "VERB":
        return None
    behind = [c for c in verb.children if c.i > verb.i]
    what = next((c for c in behind if c.dep_ == "dobj"), None)
    at = next((c for c in [*behind, *(what.children if what is not None else ())] if c.lower_ == "at"), None)
    if what is None or at is None or not any(t.like_num for t in at.subtree):
        return None
    return subtree(what, after=verb)[0], subtree(at)[1]
