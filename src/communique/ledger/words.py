"""Words as the full-text search has them: what a user asks for, and what stands in a text, without case and accents.

SQLite's index splits texts by itself; these rules follow its tokenizer (unicode61, diacritics removed), so that other
databases find the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

# FTS5 refuses expressions that nest deeper than 256; so many words are no longer a question anyway.
MOST_WORDS = 64

#: Longer runs of letters are no words; an index need not hold them whole.
_LONGEST = 500
_BEFORE, _SNIPPET = 4, 24
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")


def asked_terms(text: str) -> list[tuple[str, bool]]:
    """Return what a user typed as terms, each with whether it stands for its beginnings; no input is an error.

    All terms must occur; words in double quotes are one term, a phrase.
    """
    clean = text.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")
    terms = []
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', clean):
        term = phrase or word
        if any(c.isalnum() for c in term):
            terms.append((term.rstrip("*"), word.endswith("*")))
    return terms[:MOST_WORDS]


def words_of(text: str) -> list[str]:
    """Return the words of a text in their order, in the form in which they are compared."""
    return [word for word, _, _ in _placed(text)]


def snippet(text: str, terms: Sequence[tuple[Sequence[str], bool]], opening: str, closing: str) -> str:
    """Return so many words of the text around the finds, which stand between the marks; cut ends are told by "…"."""
    placed = list(_placed(text))
    found = [any(_is(word, term, prefix) for term, prefix in terms) for word, _, _ in placed]
    hits = [at for at, hit in enumerate(found) if hit]
    begins = max(hits, key=lambda at: (sum(found[at : at + _SNIPPET - _BEFORE]), -at), default=0)
    first = max(0, begins - _BEFORE) if begins >= _SNIPPET - _BEFORE else 0
    inside = placed[first : first + _SNIPPET]
    if not inside:
        return ""
    last = first + len(inside)
    parts = ["" if first == 0 else "…"]
    at = 0 if first == 0 else inside[0][1]
    for (_, start, end), hit in zip(inside, found[first:last], strict=True):
        parts += [text[at:start], f"{opening}{text[start:end]}{closing}" if hit else text[start:end]]
        at = end
    passage = "".join([*parts, text[at:] if last == len(placed) else "…"])
    # A phrase is one find.
    return passage.replace(f"{closing} {opening}", " ") if any(len(term) > 1 for term, _ in terms) else passage


def _is(word: str, term: Sequence[str], prefix: bool) -> bool:
    return word in term or (prefix and bool(term) and word.startswith(term[-1]))


def _placed(text: str) -> Iterator[tuple[str, int, int]]:
    for found in _WORD.finditer(text):
        word = _plain(found[0])[:_LONGEST]
        if word:
            yield word, found.start(), found.end()


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
