"""Quantities in a statement: value, unit, and whether it is said to be exact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.merge.lineage_text import stem

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {w: float(n) for n, w in enumerate(_SMALL)} | {w: 10.0 * n for n, w in enumerate(_TENS, 2)} | {"dozen": 12.0}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "milliard": 1e9,
    "milliards": 1e9, "trillion": 1e12,
}  # fmt: skip
_TIMES = {"minute": ("minutes", 1.0), "hour": ("minutes", 60.0), "day": ("days", 1.0), "week": ("days", 7.0)}
_PARTS = {"half": 30.0, "quarter": 15.0}
_CURRENCIES = {"dollar": "$", "euro": "€", "pound": "£", "usd": "$", "eur": "€", "us$": "$"}
#: Different words for what is counted.
_KINDS = {
    "persons": frozenset(
        """
        people persons men women children soldiers troops servicemen nationals citizens civilians inhabitants residents
        prisoners captives detainees hostages refugees migrants deportees aliens victims dead lives casualties
        fatalities wounded killed sailors pilots workers diplomats officers fighters militants rebels protesters
        terrorists troopers guardsmen marines recruits conscripts mercenaries peacekeepers advisers advisors trainers
        experts inspectors
        """.split()
    ),
    "aircraft": frozenset("aircraft planes jets fighters helicopters warplanes bombers airplanes drones".split()),
    "ships": frozenset("ships vessels boats warships tankers freighters cutters".split()),
    "vehicles": frozenset("trucks lorries vehicles convoys".split()),
    "times": frozenset("times occasions rounds incidents violations cases breaches".split()),
    "articles": frozenset("points articles demands conditions clauses items".split()),
}
KINDS = frozenset(_KINDS)
"""The units that stand for different words of what is counted."""
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"

_SPELLED = "|".join(sorted([*_WORDS, "hundred", "thousand", "half"], key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?:\b(?P<about>about|around|almost|nearly|some|roughly|approximately|more than|over|up to|at least|near of|"
    rf"as many as) )?(?P<money>[$€£¥]|US\$|USD |EUR )?(?<![\w.,])"
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)|"
    rf"\b(?P<words>(?:a )?(?:{_SPELLED})(?:(?:[ -]|(?<=hundred|housand) and )(?:{_SPELLED}))*)\b)"
    r"(?P<half> and a half)?(?:[ -]?\b(?P<scale>hundred|thousand|million|billion|milliards?|trillion|bn|mn)\b)?"
    r"(?:[ -]?(?P<percent>%|per ?cent))?(?P<after>(?:[ -][A-Za-z$€£]+){0,3})",
    re.IGNORECASE,
)
_NO_UNIT = frozenset("that with from more have year years month months time times this such into were been".split())
#: "one hour and 50 minutes" is one quantity.
_HOURS = re.compile(r"(\w+) hours? and (?:a (half|quarter)|(\w+(?:-\w+)?) minutes?)", re.IGNORECASE)
_QUARTER = re.compile(r"\ba quarter of an hour\b", re.IGNORECASE)
#: "an hour" is one hour; not that of "half an hour" and "kilometres an hour", nor a time at which something was done.
_AN_HOUR = re.compile(
    r"(?<!half )(?<!of )(?<!res )(?<!les )(?<!after )(?<!within )(?<!times )"
    r"\ban(?= hour\b(?! (?:ago|later|before|after|earlier)))",
    re.IGNORECASE,
)
_NO_QUANTITY = re.compile(
    rf"\b{_MONTH}\.? \d{{1,2}}\b(?:, \d{{4}})?|\b\d{{1,2}} {_MONTH}\b|\b(?:1[5-9]|20)\d\d\b(?! [a-z]+s\b)|"
    r"\b(?:article|resolution|part|page|no\.?|number|group of|g) ?\d+|\bno one\b|"
    r"\bone (?:of|another|side|china|day|hand)\b|"
    r"\b(?:the |no |any |each |every )one\b|\bone'?s\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something.

    units: "minutes" for durations, a currency sign, "%", or the stems of the words that may be what is counted; none
    where it is left unsaid. exact: False where it is said to be about so much.
    """

    value: float
    units: frozenset[str]
    exact: bool
    words: str

    def differs(self, other: Quantity) -> bool:
        """Tell whether the values are apart: by 2 in a hundred, or by 8 where one is said to be rough."""
        tolerance = 0.02 if self.exact and other.exact else 0.08
        return abs(self.value - other.value) > tolerance * max(abs(self.value), abs(other.value))


def quantities_of(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order; dates, years and ordinals are none."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Quantity]:
    plain = _NO_QUANTITY.sub(lambda m: "_" * len(m[0]), text.replace("’", "'"))
    plain = _QUARTER.sub(lambda m: "15 minutes".ljust(len(m[0])), plain)
    plain = _AN_HOUR.sub("01", plain)
    for match in _HOURS.finditer(plain):
        hours = _spelled(match[1])
        if hours is not None:
            more = _PARTS[match[2].lower()] if match[2] else _spelled(match[3]) or 0.0
            yield Quantity(hours * 60 + more, frozenset({"minutes"}), True, text[slice(*match.span())])
    plain = _HOURS.sub(lambda m: "_" * len(m[0]) if _spelled(m[1]) is not None else m[0], plain)
    for match in _QUANTITY.finditer(plain):
        value = _spelled(match["digits"] or match["words"])
        if value is None:
            continue
        value = (value + (0.5 if match["half"] else 0.0)) * _SCALES.get((match["scale"] or "").lower(), 1.0)
        units, factor = _units(match)
        words = text[match.start() : match.end()].strip()
        yield Quantity(value * factor, units, match["about"] is None, words)


def _spelled(words: str) -> float | None:
    """Return the value of a number in digits or words, None when it is none."""
    if words[0].isdigit():
        return float(words.replace(",", "")) if re.fullmatch(r"[\d,.]+", words) else None
    total, part, seen = 0.0, 0.0, False
    for word in re.split(r"[ -]", words.lower()):
        if word == "hundred":
            part = (part or 1.0) * _SCALES[word]
        elif word == "thousand":
            total, part = total + (part or 1.0) * _SCALES[word], 0.0
        elif word == "half":
            part += 0.5
        elif word in _WORDS:
            part += _WORDS[word]
        elif word not in {"a", "and"}:
            return None
        seen = seen or word not in {"a", "and"}
    return total + part if seen else None


def _units(match: re.Match[str]) -> tuple[frozenset[str], float]:
    """Return what is counted, and the factor to its unit."""
    if match["money"]:
        sign = match["money"].strip().lower()
        return frozenset({_CURRENCIES.get(sign, sign)}), 1.0
    if match["percent"]:
        return frozenset({"%"}), 1.0
    after = (match["after"] or "").lower().replace("-", " ").split()
    for word in after[:2]:
        bare = word.rstrip("s")
        if bare in _TIMES and (match["words"] or "").lower() != "a":
            unit, factor = _TIMES[bare]
            return frozenset({unit}), factor
        if bare in _CURRENCIES:
            return frozenset({_CURRENCIES[bare]}), 1.0
    if after[:3] in (["quarters", "of", "an"], ["quarter", "of", "an"]):
        return frozenset({"minutes"}), 15.0
    if after and after[0] in {"an", "of"} and "hour" in after:
        return frozenset({"minutes"}), 60.0
    named = {stem(w) for w in after if len(w) > 3 and w not in _NO_UNIT}
    return frozenset(named | {kind for kind, words in _KINDS.items() if not words.isdisjoint(after[:2])}), 1.0
