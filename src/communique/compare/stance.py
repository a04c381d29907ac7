"""The words by which sides call the same thing from where they stand: "special operation" and "invasion"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from communique.compare.words import rows
from communique.records import Account


@dataclass(frozen=True, slots=True)
class Stance:
    """A thing that sides call by different words; words: side -> the words that it uses, sorted."""

    thing: str
    words: Mapping[str, tuple[str, ...]]


def stances_of(accounts: Iterable[Account]) -> list[Stance]:
    """Return the things that at least two sides name by words of different stances, by thing."""
    used: dict[str, dict[str, dict[int, set[str]]]] = {}
    for account in accounts:
        if account.side is None:
            continue
        for thing, stance, word in _found(account.content.quote):
            used.setdefault(thing, {}).setdefault(account.side, {}).setdefault(stance, set()).add(word)
    out = []
    for thing in sorted(used):
        by_side = used[thing]
        if any(a.keys().isdisjoint(b) for a in by_side.values() for b in by_side.values()):
            words = {side: tuple(sorted(set().union(*by_side[side].values()))) for side in sorted(by_side)}
            out.append(Stance(thing, words))
    return out


def _found(text: str) -> list[tuple[str, int, str]]:
    """Return thing, number of the stance and word for every word of a stance in a text; the longest words first."""
    found: list[tuple[str, int, str]] = []
    taken: list[tuple[int, int]] = []
    for thing, stance, pattern in _patterns():
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                found.append((thing, stance, match[0].lower() if match[0].islower() else match[0]))
    return found


@cache
def _patterns() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    listed = [
        (thing, number, word) for number, (thing, words) in enumerate(rows("stances.tsv")) for word in words.split("|")
    ]
    listed.sort(key=lambda entry: (-len(entry[2]), entry))
    return tuple(
        (thing, number, re.compile(rf"\b{re.escape(word)}\b", 0 if word[0].isupper() else re.IGNORECASE))
        for thing, number, word in listed
    )
