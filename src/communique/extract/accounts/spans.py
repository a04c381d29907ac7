"""Passages of a text and the tokens at their edges."""

from __future__ import annotations

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from communique.annotate.annotated import Annotated

_LONGEST = 300
"""In characters: no mention is longer."""

Range = tuple[int, int]
"""Start and end in characters, the end excluded."""

_EDGE_LEFT = ' \t\n\u00a0,;:—–-“”"«»’'
_EDGE_RIGHT = ' \t\n\u00a0,;:—–-.“”"«»'


def trimmed(text: str, start: int, end: int) -> Range | None:
    """Return the range without blanks and marks at its edges, None when nothing with a letter or digit is left.

    A quotation mark stays where its partner lies inside.
    """
    while start < end and text[start] in _EDGE_LEFT:
        start += 1
    while end > start and text[end - 1] in _EDGE_RIGHT:
        end -= 1
    inner = text[start:end]
    opens, closes = inner.count("“"), inner.count("”")
    if opens > closes and text[end : end + 1] == "”":
        end += 1
    if closes > opens and start > 0 and text[start - 1] == "“":
        start -= 1
    straight = inner.count('"')
    if straight % 2 and text[end : end + 1] == '"':
        end += 1
    elif straight % 2 and start > 0 and text[start - 1] == '"':
        start -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def whole_mentions(annotated: Annotated, start: int, end: int) -> Range:
    """Return the range with its first and last mention whole: the parser sees names without titles and appositions."""
    for mention in annotated.mentions_in(max(0, start - _LONGEST), end + _LONGEST):
        if mention.start < start < mention.end:
            start = mention.start
        if mention.start < end < mention.end:
            end = mention.end
    return start, end


def sentence_range(annotated: Annotated, sentence: Sentence) -> Range:
    """Return the range of a sentence without blanks at its ends, its first and last mention whole."""
    words = [t for t in sentence if not t.is_space]
    return whole_mentions(annotated, words[0].idx, words[-1].idx + len(words[-1]))


def neighbour(token: Token, step: int) -> Token | None:
    """Return the next token in a direction that is no blank: titles of names are blanks to the parser."""
    i = token.i + step
    while 0 <= i < len(token.doc):
        if not token.doc[i].is_space:
            return token.doc[i]
        i += step
    return None


def subtree(token: Token, after: Token | None = None) -> Range:
    """Return the range of a token with all that depends on it, cut to what lies behind ``after``."""
    left, right = token.left_edge, token.right_edge
    start = left.idx if after is None or left.i > after.i else after.idx + len(after)
    return start, right.idx + len(right)


def is_infinitive(token: Token) -> bool:
    """Tell whether "to" belongs to a verb."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
