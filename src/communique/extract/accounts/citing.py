"""Whom a medium cites: "Interfax reported, citing the ministry, that ..." passes on what the ministry says."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.extract.accounts.cue_sources import source_range
from communique.extract.accounts.source_words import SPEAKERS, UNNAMED, UTTERANCES
from communique.extract.accounts.spans import Range

if TYPE_CHECKING:
    from communique.extract.accounts.attribution_rules import Attribution

_THAT = re.compile(r"[^,]{0,80},\s*(?:that\s+)?")
_CITING = frozenset({"citing", "quoting"})


def of_the_cited(annotated: Annotated, found: Attribution) -> Attribution:
    """Return what a medium reports as the words of whom it cites, by way of the medium; else the attribution as it is.

    found: an attribution whose source is a medium.
    """
    if found.source is None or found.cue is None:
        return found
    start = min(found.source[0], found.cue[0])
    sentence = next((s for s in annotated.sentences if s.start_char <= start < s.end_char), None)
    for token in sentence or ():
        inside = any(a < token.idx < b for a, b in found.contents)
        if token.lower_ in _CITING and token.idx > start and not inside:
            cited = _object(token)
            place = source_range(annotated, [cited]) if cited is not None and _speaks(cited) else None
            if place is not None:
                contents = tuple(
                    _behind(annotated.text, place[1], *c) if c[0] == token.idx else c for c in found.contents
                )
                return replace(found, source=place, contents=contents, via=(found.source, *found.via))
    return found


def _behind(text: str, cited: int, start: int, end: int) -> Range:
    """Return a content without the "citing ..., that" with which it was read."""
    match = _THAT.match(text, cited, end) if start < cited < end else None
    return (match.end(), end) if match is not None else (start, end)


def _object(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in {"dobj", "pobj"} and c.i > verb.i), None)


def _speaks(noun: Token) -> bool:
    """Tell whether a noun names somebody who speaks, or a text: none are "reasons" and "security concerns"."""
    return noun.pos_ == "PROPN" or noun.lower_ in SPEAKERS | UNNAMED | UTTERANCES
