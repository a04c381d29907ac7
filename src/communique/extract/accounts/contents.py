"""Contents that follow their cue: which words of the sentence it governs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.extract.accounts.cue_sources import outer_cue
from communique.extract.accounts.cues import Cue, complement_of, is_of_time, marker_of, predicate_of, that_clause
from communique.extract.accounts.lexicon import CUES, TELLING, WITH_PREPOSITION
from communique.extract.accounts.spans import Range, is_infinitive, neighbour, subtree, trimmed, whole_mentions

_THAT = re.compile(r"^\s*that\b\s*", re.IGNORECASE)


def content_after(annotated: Annotated, cue: Cue, end: int, following: int) -> list[Range]:
    """Return the ranges of the content that follows a cue, in order."""
    text = annotated.text
    found = _span_after(cue, end)
    if found is None:
        return []
    first, last = whole_mentions(annotated, *found)
    last = _cut(annotated, cue, first, last, following)
    first = _behind_addressee(annotated, cue, first, last)
    that = _THAT.match(text[first:last])
    first += len(that.group()) if that else 0
    parts = _split_at_that(text, first, last)
    return [r for r in (trimmed(text, a, b) for a, b in parts) if r is not None]


def _behind_addressee(annotated: Annotated, cue: Cue, first: int, last: int) -> int:
    """Return where the clause begins that the parser joins with who is told: "told Russian news agencies that ..."."""
    if cue.token.lemma_.lower() not in TELLING:
        return first
    for token in annotated.tokens(first, last):
        if token.lower_ == "that" and token.tag_ in {"IN", "WDT"} and token.idx > first:
            return token.idx
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM"} and token.tag_ != "POS":
            return first
    return first


def _span_after(cue: Cue, end: int) -> Range | None:
    token = cue.token
    after = [c for c in token.children if c.i > token.i]
    if cue.kind == "according":
        return (cue.right, end)
    if cue.kind == "name":
        predicate = predicate_of(token)
        return subtree(predicate) if predicate is not None else None
    if cue.kind == "preposition":
        wanted = WITH_PREPOSITION[token.lemma_.lower()]
        marker = marker_of(token)
        if marker is not None and marker.lower_ in wanted and marker.dep_ == "mark":
            return marker.idx + len(marker), subtree(marker.head)[1]
        for child in after:
            if child.dep_ in {"prep", "prt", "dative"} and child.lower_ in wanted and not is_of_time(child):
                return (child.idx + len(child), max(subtree(child)[1], _end_of(after, child)))
        return None
    if cue.kind in {"charge", "object", "call-on"}:
        starts = [
            c for c in after if c.dep_ in {"dobj", "ccomp", "xcomp"} or (cue.kind == "call-on" and c.lower_ == "on")
        ]
        if not starts:
            return None
        first = subtree(starts[0])[0] if cue.kind != "call-on" else starts[0].idx + len(starts[0])
        return first, max(_end_of(after, starts[0]), subtree(starts[0])[1])
    if cue.kind == "urge":
        for child in after:
            if child.dep_ in {"xcomp", "ccomp", "advcl"} and is_infinitive(child):
                to = next(c for c in child.children if c.lower_ == "to" and c.dep_ == "aux")
                return to.idx, subtree(child)[1]
        return None
    complement = complement_of(token, ())
    if complement is not None:
        return subtree(complement, after=token)
    that = that_clause(token)
    return (
        (that.idx, max(that.head.right_edge.idx + len(that.head.right_edge), cue.right)) if that is not None else None
    )


def _end_of(children: Sequence[Token], first: Token) -> int:
    """Return the end of the last complement from the first on ("accused Russia of ...")."""
    ends = [
        subtree(c)[1]
        for c in children
        if c.i >= first.i and c.dep_ in {"dobj", "prep", "xcomp", "ccomp", "oprd", "dative"}
    ]
    return max(ends, default=subtree(first)[1])


def _cut(annotated: Annotated, cue: Cue, first: int, last: int, following: int) -> int:
    """Return where the content ends: before a further cue of the same source."""
    token = cue.token
    for other in annotated.tokens(first, last):
        if other.i <= token.i or other.lemma_.lower() not in CUES or other.pos_ != "VERB":
            continue
        before = neighbour(other, -1)
        if other.tag_ == "VBG" and before is not None and before.text == ",":
            return before.idx
        if other.dep_ == "conj" and other.head == token:
            return min(last, other.left_edge.idx)
        if outer_cue(other) == token:
            return min(last, _coordinator(other))
    return last


def _coordinator(verb: Token) -> int:
    """Return where the "and" before a coordinated verb begins."""
    left = neighbour(verb, -1)
    while left is not None and left.dep_ in {"advmod", "aux", "neg"}:
        left = neighbour(left, -1)
    return left.idx if left is not None and left.dep_ == "cc" else verb.idx


def _split_at_that(text: str, first: int, last: int) -> list[Range]:
    """Return the clauses of "that ..., and that ..." apart."""
    parts: list[Range] = []
    start = first
    for match in re.finditer(r",\s+(?:and|but|or)\s+that\b", text[first:last]):
        parts.append((start, first + match.start()))
        start = first + match.end()
    return [*parts, (start, last)]
