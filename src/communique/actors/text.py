"""Words of a text with their places, folded for comparison of names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# An empty line is a mark of its own, so that no name reaches over it.
_WORD = re.compile(r"\n[ \t\r]*\n\s*|[A-Za-z](?:\.[A-Za-z])+\.?|\w+(?:['’]\w+)*|[^\w\s]")
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "’": "'"})
_GENITIVES = frozenset({"'s", "'S"})
_BARE_GENITIVES = frozenset({"' ", "'\n", "’ ", "’\n"})
_MARKS_IN_NAMES = str.maketrans("", "", ".'ʿʾ`")


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return the word without accents and with straight apostrophes; case is kept."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    # A mark that has lost its letter stays, or a word would be empty.
    return "".join(c for c in plain if not unicodedata.combining(c)) or word


class Word(NamedTuple):
    """One word or mark of a text: ``text[start:end]``, folded, without a possessive ending.

    key: the word in lower case without the marks that names carry ("Ja'afari", "J.D.").
    """

    start: int
    end: int
    text: str
    possessive: bool
    key: str


def words(text: str) -> list[Word]:
    """Return the words and marks of a text in order; a possessive 's is cut off and noted."""
    out = []
    accents, apostrophes = not text.isascii(), "'" in text or "’" in text
    for match in _WORD.finditer(text):
        start, end = match.span()
        word, possessive = text[start:end], False
        if accents:
            word = fold(word)
        if apostrophes and len(word) > 2 and word[-2:] in _GENITIVES:
            word, end, possessive = word[:-2], end - 2, True
        elif apostrophes and word[-1] in "sS" and text[end : end + 2] in _BARE_GENITIVES:
            possessive = word[:1].isupper()  # "Xi Jinping and Erdogans' talks" is rare, "Reuters' reporter" is not
        key = word.lower()
        if not key.isalnum():
            key = key.translate(_MARKS_IN_NAMES) or word
        out.append(Word(start, end, word, possessive, key))
    return out


@lru_cache(maxsize=50_000)
def case_key(name: str) -> tuple[str, ...]:
    """Return a name as the tuple of words by which it is looked up where case matters; dots do not count."""
    plain = fold(name)
    if plain.replace(" ", "").isalpha():
        return tuple(plain.split())
    return tuple(w.text.replace(".", "") or w.text for w in words(plain))


@lru_cache(maxsize=50_000)
def name_key(name: str) -> tuple[str, ...]:
    """Return a person's name as lower-case words without hyphens; initials in a row are one word."""
    plain = fold(name).lower()
    if not plain.replace(" ", "").isalpha():
        plain = plain.replace("-", " ").replace(",", " ").translate(_MARKS_IN_NAMES)
    return join_initials(plain.split())


def join_initials(parts: list[str]) -> tuple[str, ...]:
    """Return the words with single letters in a row made one ("h", "w" become "hw")."""
    if 1 not in map(len, parts):
        return tuple(parts)
    out: list[str] = []
    single = False
    for part in parts:
        if len(part) == 1 and single:
            out[-1] += part
        else:
            out.append(part)
        single = len(part) == 1
    return tuple(out)
