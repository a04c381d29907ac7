"""Points for a page: how plainly contact words stand among officials of different sides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from communique.actors.authority import authority
from communique.screening.patterns import PLAIN, Meaning, pattern_set

#: What two sides are worth that stand within so many bytes of a contact word, the nearest first.
_REACH = ((60, 4.0), (100, 2.0), (150, 1.0), (250, 0.5))
_FARTHEST = _REACH[-1][0]
#: More when both are officials; and as much for two titles and one side.
_OFFICIALS = 1.5
#: Bytes between a title and the side whose official it makes.
_TITLED = 40
#: A page that reaches so many points is read on, whatever else stands in it.
ENOUGH = 1000.0


class _Actor(NamedTuple):
    place: int
    sides: frozenset[str]
    official: bool


class Matcher:
    """Finds the patterns of an authority in bytes."""

    def __init__(self, patterns: Sequence[bytes], meanings: Sequence[Meaning]) -> None:
        self._meanings = list(meanings)
        self._automaton = BytesAhoCorasick([b" " + p for p in patterns], matchkind=MatchKind.LeftmostLongest)

    def points(self, data: bytes) -> float:
        """Return the points of a text or page in an encoding that keeps ASCII; 0 without a contact word in reach."""
        text = b" " + data.translate(PLAIN) + b" "
        meanings = self._meanings
        found = [
            (start, meanings[number])
            for number, start, end in self._automaton.find_matches_as_indexes(text)
            if text[end] == 32
        ]
        titles = [start for start, meaning in found if meaning.title]
        actors = [_Actor(start, m.sides, m.person or _is_near(titles, start, _TITLED)) for start, m in found if m.sides]
        if not actors:
            return 0.0
        places = [a.place for a in actors]
        return sum(m.contact * _worth(start, actors, places, titles) for start, m in found if m.contact)


def _worth(place: int, actors: Sequence[_Actor], places: Sequence[int], titles: Sequence[int]) -> float:
    """Return what the surroundings of a contact word are worth."""
    if not _is_near(places, place, _FARTHEST):
        return 0.0
    best = 0.0
    for reach, worth in _REACH:
        near = actors[bisect_left(places, place - reach) : bisect_left(places, place + reach + 1)]
        if not near or worth * _OFFICIALS <= best:
            continue
        titled = bisect_left(titles, place + reach + 1) - bisect_left(titles, place - reach) >= 2
        if titled or _differ([a for a in near if a.official]):
            best = max(best, worth * _OFFICIALS)
        elif _differ(near):
            best = max(best, worth)
    return best


def _differ(actors: Sequence[_Actor]) -> bool:
    """Tell whether two of these can only be of different sides."""
    return any(not actors[i].sides & other.sides for i in range(len(actors)) for other in actors[i + 1 :])


def _is_near(places: Sequence[int], place: int, reach: int) -> bool:
    at = bisect_left(places, place - reach)
    return at < len(places) and places[at] <= place + reach


@cache
def matcher() -> Matcher:
    """Return the matcher of the authority, built once per process."""
    return Matcher(*pattern_set(authority()))
