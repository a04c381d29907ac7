"""Spellings of one name in several transliterations: "Eltsine" and "Yeltsin", "Choïgou" and "Shoigu"."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from communique.actors.text import fold

# Sounds that transliterations from Cyrillic and Arabic write differently, the longer spelling first.
_SOUNDS = (
    ("tsch", "c"), ("shch", "c"), ("tch", "c"), ("sch", "c"), ("dzh", "j"), ("sh", "c"), ("ch", "c"), ("zh", "j"),
    ("dj", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ou", "u"), ("oo", "u"), ("ck", "k"),
    ("tz", "ts"), ("w", "v"), ("q", "k"), ("x", "ks"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
#: Endings that other languages put behind a foreign surname.
_CASES = frozenset({"n", "a", "u", "in", "en", "om", "em", "an", "ia", "s", "lle", "sta", "lta"})
_SHORTEST = 5
_FIRST_NAMES = 70
_SURNAMES = 90


@lru_cache(maxsize=20_000)
def skeleton(name: str) -> str:
    """Return a name with the sounds that transliterations write differently brought to one spelling."""
    plain = "".join(c for c in fold(name).lower() if c.isalpha())
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    plain = _TWICE.sub(r"\1", plain)
    if plain.startswith("ie"):
        plain = plain[1:]
    return plain[:-1] if len(plain) > _SHORTEST and plain.endswith("e") else plain


def same_surname(a: str, b: str, *, inflected: bool = False) -> bool:
    """Tell whether two surnames are spellings of one. inflected: the first may carry a foreign case ending."""
    x, y = skeleton(a), skeleton(b)
    if x == y:
        return True
    if min(len(x), len(y)) < _SHORTEST or x[0] != y[0]:
        return False
    if inflected and x.startswith(y) and x[len(y) :] in _CASES:
        return True
    return abs(len(x) - len(y)) <= 1 and fuzz.ratio(x, y) >= _SURNAMES


def same_first_name(a: str, b: str) -> bool:
    """Tell whether two first names can be one: spellings, or one the initial of the other."""
    x, y = skeleton(a), skeleton(b)
    if not x or not y:
        return True
    return x[0] == y[0] and (len(x) == 1 or len(y) == 1 or fuzz.ratio(x, y) >= _FIRST_NAMES)
