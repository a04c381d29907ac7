"""Words of time: a text becomes a line of classed tokens, one letter a token, which the grammar then matches.

Reading a text as a string of class letters makes the grammar short and its cost linear in the number of words: a word
is looked up once, and the expressions over letters never see the spelling.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from communique.annotate.time_holidays import HOLIDAY, HOLIDAY_STARTS, name_of
from communique.annotate.time_mention import TimeMention

# Class names as the grammar writes them; each becomes one private letter. The m_ classes stand for found mentions.
_CLASSES = (
    "other para numeric decade holiday d ord nth num year word art vague half approx cmp than cut "
    "weekday abbr wd month may mon lowmonth day part unit wk yr units season weekend "
    "last past next this that same following previous coming recent early mid bound eve earlier later before after "
    "ago now hence ahead time on in during of at to and or through until since by from between within the det poss "
    "comma dot dash slash open close amp "
    "m_day m_weekday m_month m_year m_season m_part m_relative m_range m_holiday m_since"
).split()

LETTER = {name: chr(0x100 + i) for i, name in enumerate(_CLASSES)}
OTHER = LETTER["other"]

_MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_UNITS = "hour day weekend week fortnight month quarter year decade".split()

# Class, then words; a word's value is itself where none is given.
_PLAIN = {
    "vague": "few several",
    "half": "half",
    "cmp": "more less",
    "than": "than",
    "approx": "about around roughly nearly almost just some under barely exactly approximately",
    "part": "morning afternoon evening night noon midday midnight dawn lunchtime",
    "last": "last",
    "past": "past",
    "next": "next",
    "this": "this",
    "that": "that",
    "same": "same very",
    "following": "following ensuing",
    "previous": "previous preceding prior",
    "coming": "coming upcoming forthcoming",
    "recent": "recent",
    "early": "early late",
    "mid": "mid middle",
    "bound": "beginning start end close outset turn",
    "eve": "eve",
    "earlier": "earlier",
    "later": "later afterwards afterward",
    "before": "before",
    "after": "after",
    "ago": "ago",
    "now": "now",
    "hence": "hence",
    "ahead": "ahead",
    "time": "time",
    "on": "on",
    "in": "in",
    "during": "during throughout for",
    "of": "of",
    "at": "at over",
    "to": "to",
    "and": "and",
    "or": "or",
    "through": "through thru",
    "until": "until till",
    "since": "since",
    "by": "by",
    "from": "from",
    "between": "between",
    "within": "within",
    "the": "the",
    "det": "their his her its our my your these",
    "season": "spring summer autumn winter",
}
_SPECIAL: dict[str, tuple[str, Any]] = {
    "a": ("art", 1),
    "an": ("art", 1),
    "couple": ("vague", "couple"),
    "fall": ("season", "autumn"),
    "weekend": ("weekend", "weekend"),
    "today": ("day", (0, 0, None)),
    "tonight": ("day", (0, 0, "night")),
    "yesterday": ("day", (-1, -1, None)),
    "tomorrow": ("day", (1, 1, None)),
    "overnight": ("day", (-1, 0, "overnight")),
    "weds": ("abbr", 2),
    "tues": ("abbr", 1),
    "thurs": ("abbr", 3),
    "thur": ("abbr", 3),
    "sept": ("mon", 9),
}


def _lexicon() -> dict[str, tuple[str, Any]]:
    found: dict[str, tuple[str, Any]] = {}
    for name, words in _PLAIN.items():
        found.update({word: (name, word) for word in words.split()})
    for i, word in enumerate(_MONTHS, 1):
        found[word] = ("may" if i == 5 else "month", i)
        if i != 5:
            found[word[:3]] = ("mon", i)
    for i, word in enumerate(_WEEKDAYS):
        found[word] = ("weekday", i)
        found[word[:3]] = ("wd", i)
    found.update({word: ("word", i) for i, word in enumerate(_NUMBERS)})
    found.update({word: ("nth", i) for i, word in enumerate(_ORDINALS, 1)})
    for word in _UNITS:
        found[word] = ("unit", word)
        found[f"{word}s"] = ("units", word)
    for word, name in (("week", "wk"), ("fortnight", "wk"), ("year", "yr")):
        found[word] = (name, word)
    found["minutes"] = found["moments"] = ("units", "minute")
    found["minute"] = found["moment"] = ("unit", "minute")
    found.update(_SPECIAL)
    return found


def _in_small_letters(name: str) -> str | None:
    """Return the class of a word in small letters: a weekday wants its capital, a month its capital or a figure."""
    if name in ("weekday", "abbr", "wd", "mon"):
        return None
    return "lowmonth" if name in ("month", "may") else name


_CAPITALISED = {word: (LETTER[name], value) for word, (name, value) in _lexicon().items()}
_WORDS = {
    word: (LETTER[small], value) for word, (name, value) in _lexicon().items() if (small := _in_small_letters(name))
}
_MARKS = {
    ",": LETTER["comma"],
    ".": LETTER["dot"],
    "-": LETTER["dash"],
    "–": LETTER["dash"],
    "—": LETTER["dash"],
    "‑": LETTER["dash"],
    "/": LETTER["slash"],
    "(": LETTER["open"],
    ")": LETTER["close"],
    "&": LETTER["amp"],
    "'": LETTER["poss"],
    "’": LETTER["poss"],
}

# A number with a unit glued on, a sum of money and a number with thousands are no dates.
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+)"
    r"|(?P<numeric>\d{4}[-/]\d{1,2}[-/]\d{1,2}(?![\d/-])|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])|\d{1,2}\.\d{1,2}\.\d{4}(?!\d))"
    r"|(?P<decade>(?:1[89]|20)\d0['’]?s\b|['’][1-9]0s\b)"
    r"|(?P<ord>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<skip>\d+(?:[.,]\d+)*[^\W\d_]\w*|[$£€¥]\s?\d[\d.,]*\d?|\d+(?:[.,]\d+)*\s?%|\d{1,3}(?:,\d{3})+(?!\d)|\d+[.:]\d+)"
    r"|(?P<number>\d+)"
    r"|(?P<poss>['’]s?\b|['’](?=\s))"
    r"|(?P<para>\n[ \t\r]*\n)"
    r"|(?P<mark>[^\w\s])"
)


@dataclass(slots=True)
class Line:
    """The tokens of a text, in order: ``letters[i]`` classes ``spans[i]``, whose value is ``values[i]``."""

    text: str
    letters: str
    spans: list[tuple[int, int]]
    values: list[Any] = field(default_factory=list)

    def word(self, index: int) -> str:
        """Return the text of a token; empty outside the line."""
        if not 0 <= index < len(self.spans):
            return ""
        start, end = self.spans[index]
        return self.text[start:end]

    def is_(self, index: int, *names: str) -> bool:
        """Return whether the token is of one of the named classes; false outside the line."""
        return 0 <= index < len(self.letters) and any(self.letters[index] == LETTER[name] for name in names)

    def all(self, names: str, i: int, j: int) -> list[Any]:
        """Return the values of the tokens from i to j whose class is among the names (separated by blanks)."""
        wanted = {LETTER[name] for name in names.split()}
        return [self.values[k] for k in range(i, j) if self.letters[k] in wanted]

    def first(self, names: str, i: int, j: int) -> Any:
        """Return the value of the first token from i to j whose class is among the names, or None."""
        found = self.all(names, i, j)
        return found[0] if found else None

    def mentions(self, i: int, j: int) -> list[TimeMention]:
        """Return the mentions that already stand between i and j."""
        return [value for value in self.values[i:j] if isinstance(value, TimeMention)]


def _number(word: str) -> tuple[str, Any]:
    value = int(word) if len(word) <= 4 else 0
    if len(word) == 4 and 1700 <= value <= 2199:
        return LETTER["year"], value
    if 1 <= value <= 31 and len(word) <= 2:
        return LETTER["d"], value
    return (LETTER["num"], value) if value else (OTHER, None)


def _numeric(word: str) -> tuple[tuple[int, int, int], ...]:
    """Return the possible (year, month, day) of a date in figures: day first, then month first; dots mean day first."""
    a, b, c = (int(part) for part in re.split(r"[-/.]", word))
    if a > 31:
        return ((a, b, c),)
    year = c if c > 99 else c + (2000 if c < 50 else 1900)
    readings = ((year, b, a),) if "." in word else ((year, b, a), (year, a, b))
    return tuple(r for r in dict.fromkeys(readings) if 1 <= r[1] <= 12 and 1 <= r[2] <= 31)


def _word(word: str) -> tuple[str, Any]:
    """Return class and value of a word that is not written in small letters throughout."""
    return _CAPITALISED.get(word.lower(), (OTHER, None)) if word[0].isupper() else (OTHER, None)


def tokens(text: str, start: int, end: int) -> Line:
    """Return the classed tokens of text[start:end]; offsets are those of the text."""
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    values: list[Any] = []
    done = start
    for match in _TOKEN.finditer(text, start, end):
        if match.start() < done:
            continue
        span = match.span()
        word = match.group()
        if match.lastgroup == "word":
            letter, value = _WORDS.get(word) or _word(word)
            if word in HOLIDAY_STARTS and (named := HOLIDAY.match(text, match.start(), end)):
                span, done = named.span(), named.end()
                letter, value = LETTER["holiday"], name_of(named.group(), text[max(start, span[0] - 80) : done + 80])
        else:
            letter, value = _FIGURES[match.lastgroup or "mark"](word)
        letters.append(letter)
        spans.append(span)
        values.append(value)
    return Line(text, "".join(letters), spans, values)


def _decade(word: str) -> int:
    digits = int("".join(c for c in word if c.isdigit()))
    return digits if digits > 99 else digits + 1900


_FIGURES: dict[str, Callable[[str], tuple[str, Any]]] = {
    "mark": lambda word: (_MARKS.get(word, OTHER), None),
    "number": _number,
    "skip": lambda _: (OTHER, None),
    "ord": lambda word: (LETTER["ord"], int(word[:-2])),
    "numeric": lambda word: (LETTER["numeric"], _numeric(word)),
    "decade": lambda word: (LETTER["decade"], _decade(word)),
    "poss": lambda _: (LETTER["poss"], None),
    "para": lambda _: (LETTER["para"], None),
}
