"""Words of a text with their places, folded for comparison of names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# An empty line is a mark of its own, so that no name reaches over it.
_WORD = re.compile(r"\n[ \t\r]*\n\s*|[A-Za-z](?:\.[A-Za-z])+\.?|\w+(?:['’]\w+)*|[^\w\s]")
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "’": "'"})


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Return the word without accents and with straight apostrophes; case is kept."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of a text: ``text[start:end]``, folded, without a possessive ending."""

    start: int
    end: int
    text: str
    possessive: bool


def words(text: str, offset: int = 0) -> list[Word]:
    """Return the words and marks of a text in order; a possessive 's is cut off and noted."""
    out = []
    for match in _WORD.finditer(text):
        word, end, possessive = fold(match.group()), match.end(), False
        if len(word) > 2 and word[-2:] in {"'s", "'S"}:
            word, end, possessive = word[:-2], end - 2, True
        out.append(Word(match.start() + offset, end + offset, word, possessive))
    return out


def key(name: str) -> tuple[str, ...]:
    """Return a name as the tuple of words by which it is looked up; dots of abbreviations do not count."""
    return tuple(w.text.replace(".", "") or w.text for w in words(name))
