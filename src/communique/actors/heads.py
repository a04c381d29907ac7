"""Offices told by what they are the head of: "the head of the Russian state", "the chief of French diplomacy"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.actors.lexicon import LEADING

HEADS = frozenset({"head", "chief", "boss"})
_GOVERNMENT = ("head of government", (LEADING[1], LEADING[0]))
_DIPLOMACY = ("foreign minister", ("foreign-minister",))
_DEFENCE = ("defence minister", ("defence-minister",))
#: What stands behind the side -> the title that is meant, and its roles.
_HEADED: Mapping[tuple[str, ...], tuple[str, tuple[str, ...]]] = {
    ("state",): ("head of state", (LEADING[0],)),
    ("government",): _GOVERNMENT,
    ("cabinet",): _GOVERNMENT,
    ("diplomacy",): _DIPLOMACY,
    ("foreign", "ministry"): _DIPLOMACY,
    ("ministry", "of", "foreign", "affairs"): _DIPLOMACY,
    ("foreign", "office"): _DIPLOMACY,
    ("state", "department"): _DIPLOMACY,
    ("department", "of", "state"): _DIPLOMACY,
    ("defence", "ministry"): _DEFENCE,
    ("defense", "ministry"): _DEFENCE,
    ("ministry", "of", "defence"): _DEFENCE,
    ("ministry", "of", "defense"): _DEFENCE,
}
#: Nouns behind, by which it is something else: "the head of the Syrian state news agency".
_OF_OTHERS = frozenset(
    """
    news television tv media radio broadcaster agency agencies oil gas energy bank company airline corporation security
    delegation negotiator negotiators forces troops army side team commission committee council duma school university
    department institute institution office apparatus staff press information service budget - spokesman spokeswoman
    """.split()
)
_LONGEST = max(map(len, _HEADED))


def headed(lower: Sequence[str], first: int, last: int) -> tuple[str, tuple[str, ...], int] | None:
    """Return the title and the roles of the head of what is named, and the index behind it, None for other bodies.

    lower: the words of the text in lower case. first, last: the index of the side, and the index behind it, which may
    lie behind the body as well ("Russian Foreign Ministry").
    """
    for start in range(first, last + 1):
        for length in range(_LONGEST, 0, -1):
            found = _HEADED.get(tuple(lower[start : start + length]))
            end = start + length
            if found is not None and (end >= len(lower) or lower[end] not in _OF_OTHERS):
                return *found, end
    return None
