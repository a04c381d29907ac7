"""What the builders of the time grammar ask of the words around: a noun, a determiner, a year, "last" or "next"."""

from __future__ import annotations

from typing import Any

from communique.annotate.time_lexicon import Line

# Token classes of months and of weekdays.
MONTHS = "month may mon lowmonth"
WEEKDAYS = "weekday abbr wd"

_NUMBER = {"last": -1, "past": -1, "previous": -1, "this": 0, "same": 0, "next": 1, "coming": 1, "following": 1}
_FUNCTION_WORDS = frozenset(
    "and to in at with when after for by on that the a an or as from before between of but while since until where who "
    "which he she they it we his her their its via during amid over under near against about into than if so".split()
)


def number(line: Line, i: int, j: int) -> int | None:
    """Return -1, 0 or 1 for the first "last", "this" or "next" word of the tokens, None when there is none."""
    word = line.first("last past previous this same next coming following", i, j)
    return None if word is None else _NUMBER.get(word, 0)


def is_word(line: Line, index: int) -> bool:
    """Return whether a token is a word that stands for a thing, not a function word, mark or figure."""
    word = line.word(index)
    return bool(word) and word[0].isalpha() and word.lower() not in _FUNCTION_WORDS


def attributive(line: Line, i: int, j: int) -> bool:
    """Return whether the tokens stand between a determiner and a noun, as in "the June 14 summit"."""
    return (
        (line.is_(i - 1, "the", "det", "art", "poss") or line.is_(i, "the"))
        and line.is_(j, "other")
        and is_word(line, j)
    )


def year_fields(line: Line, i: int, j: int) -> dict[str, Any]:
    """Return the fields for a year at the end of the tokens: stated ("2016") or counted ("last year")."""
    year = line.first("year", i, j)
    if year is not None:
        return {"year": year}
    if line.first("yr", i, j):
        return {"unit": "year", "offset": number(line, i, j) or 0}
    return {}
