"""Numbers as the press writes them: "9,200", "$2.5 billion", "forty-five", "two and a half", "half a million", "15-20".

Only the number itself is read here, with its scale and the hedge before it; what it counts is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: value for value, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "milliard": 1e9, "milliards": 1e9,
    "trillion": 1e12, "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
_BEFORE_MONEY = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₹": "INR"}

_ONE = "|".join(_ONES)
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES[1:10])}))?|{_ONE})"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:[-\s]+(?:dozen|hundred|thousand|million|billion|milliards?|trillion)\b|(?:bn|mn|tn|m|k)\b)"
_SIGN = r"(?:US|C|A)?[$£€¥₽₴₹]\s?"
_NUMBER = re.compile(
    rf"(?P<sign>{_SIGN})?(?<![\w.,/:])"
    rf"(?:(?P<digits>{_DIGITS})|(?P<word>{_WORD})(?![a-z])|(?P<part>half[-\s]an?(?=[-\s]+(?:million|billion|thousand|dozen|hundred)\b))"
    rf"|(?P<a>\ban?(?=[-\s]+(?:million|billion|thousand|dozen|hundred)\b)))"
    rf"(?P<half>(?:[-\s]and)?[-\s]an?[-\s]half(?!\w))?(?P<scale>{_SCALE})?(?P<rest>(?:[-\s]+and)?[-\s]+{_WORD}\b(?=[-\s]))?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?[-–—]\s?|[-–]?\s+(?:to|or)\s+", re.IGNORECASE)
_HEDGE = re.compile(
    r"(?:(?:at\s+least|at\s+most|as\s+(?:many|much)\s+as|up\s+to|close\s+to|more\s+than|less\s+than|fewer\s+than|(?:an|the)\s+estimated|"
    r"not\s+quite|well\s+over|near\s+of|near|over|under|about|around|nearly|almost|roughly|approximately|approx\.?|some|"
    r"just|only|estimated|another|further|an\s+additional|a\s+staggering|a\s+total\s+of)\s+)+$",
    re.IGNORECASE,
)
_HEDGE_REACH = 45
# "A-10", "G20", "Article-5" are names; "18:15", "7/12" times and dates.
_NAME_BEFORE = re.compile(r"\b[A-Z]+-$")
_CLOCK_OR_DATE = re.compile(r"[:/.]\d")
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: ``text[start:end]``, its currency sign and scale in it; from ``start_hedge`` with its hedge.

    value: for a range its upper end. currency: ISO 4217 code of a sign before it.
    """

    start: int
    end: int
    start_hedge: int
    value: float
    currency: str | None
    in_words: bool

    @property
    def hedged(self) -> bool:
        """True when words such as "about" or "more than" stand before it."""
        return self.start_hedge < self.start


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a text in their order; a range ("15-20", "ten to twelve") is one number."""
    pending: Number | None = None
    for match in _NUMBER.finditer(text):
        number = _read(text, match)
        if number is None:
            continue
        if pending is not None and _is_range(text, pending, number):
            pending = Number(pending.start, number.end, pending.start_hedge, number.value,
                             number.currency or pending.currency, number.in_words)  # fmt: skip
            continue
        if pending is not None:
            yield pending
        pending = number
    if pending is not None:
        yield pending


def _is_range(text: str, low: Number, high: Number) -> bool:
    between = text[low.end : high.start]
    spelled = between.strip() == "and" and _BETWEEN.search(text, max(0, low.start_hedge - 9), low.start_hedge)
    return bool(spelled or _RANGE.fullmatch(between)) and (low.value < high.value or low.value * 1e3 <= high.value)


def _read(text: str, match: re.Match[str]) -> Number | None:
    end = match.end()
    if _NAME_BEFORE.search(text, max(0, match.start() - 4), match.start()) or _CLOCK_OR_DATE.match(text, end):
        return None
    if match["digits"]:
        value, words = float(match["digits"].replace(",", "")), False
    elif match["word"]:
        value, words = _word_value(match["word"]), True
    else:
        value, words = (0.5 if match["part"] else 1.0), True
    if match["half"]:
        value += 0.5
    scale = re.sub(r"[-\s]", "", match["scale"] or "").lower()
    sign = re.sub(r"\s", "", match["sign"] or "")
    if scale in {"m", "k"} and not sign:  # "500m" without a currency is metres
        return None
    value *= _SCALES.get(scale, 1.0)
    if match["rest"]:
        rest = re.sub(r"^[-\s]+(?:and[-\s]+)?", "", match["rest"], flags=re.IGNORECASE)
        if match["word"] and scale == "hundred":
            value += _word_value(rest)
        else:
            end = match.start("rest")
    if not scale and text[end : end + 1].isalpha() and text[end : end + 2] not in {"km", "kg"}:
        return None
    hedge = _HEDGE.search(text, max(0, match.start() - _HEDGE_REACH), match.start())
    start_hedge = hedge.start() if hedge and not text[hedge.start() - 1 : hedge.start()].isalpha() else match.start()
    return Number(match.start(), end, start_hedge, value, _BEFORE_MONEY.get(sign[-1:]) if sign else None, words)


def _word_value(word: str) -> float:
    return float(sum(_WORDS[part] for part in re.split(r"[-\s]+", word.lower())))
