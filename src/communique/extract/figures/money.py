"""Sums of money with their currency: "$2.5 billion", "1.2 billion euros", "40 milliards of dollars"."""

from __future__ import annotations

import re

from communique.extract.figures.numbers import Number
from communique.extract.figures.reading import Reading
from communique.extract.figures.units import CURRENCIES

_NAMED = re.compile(rf"\s+(?:of\s+)?(?:US\s+|U\.S\.\s+)?(?P<name>{'|'.join(CURRENCIES)})s?\b", re.IGNORECASE)
_PURPOSE = re.compile(
    r"\s+(?:(?:worth\s+of|in|of|for)\s+)(?P<of>(?:(?!and\b|since\b|to\b|from\b|a\b|the\b)[\w-]+\s?){1,3})"
)


def money_at(text: str, number: Number) -> Reading | None:
    """Return the sum that a number gives, with what it is for, or None; a sum converted in brackets is the same sum."""
    end, currency = number.end, number.currency
    named = _NAMED.match(text, end)
    if currency is None and named is not None:
        end, currency = named.end(), CURRENCIES[named["name"].lower()]
        if currency in {"DEM", "KRW", "GBP"} and number.value < 1000:  # marks, won and pounds have other meanings
            return None
    if currency is None or text[number.start - 1 : number.start] == "(":
        return None
    purpose = _PURPOSE.match(text, end)
    if purpose is None:
        return Reading(number.start_hedge, end, number.value, currency, None)
    of = purpose["of"].strip()
    return Reading(number.start_hedge, purpose.start("of") + len(of), number.value, currency, of)
