"""What somebody may have meant who wrote a name or code that the authority does not have."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from communique.actors.authority import Authority
from communique.actors.text import fold

_LIKE_A_NAME = 78
_LIKE_A_CODE = 60
_LONGEST_CODE = 4
_SHOWN = 3


def near(text: str, source: Authority) -> tuple[str, ...]:
    """Return up to three persons, sides ("FRA (France)") and offices whose name, code or id is much like the text.

    The likeliest is first.
    """
    choices: dict[tuple[str, str], None] = dict.fromkeys(_choices(source))
    written, labels = [w for w, _ in choices], [label for _, label in choices]
    least = _LIKE_A_CODE if len(text) <= _LONGEST_CODE else _LIKE_A_NAME
    found = process.extract(_plain(text), written, scorer=fuzz.ratio, score_cutoff=least, limit=None)
    first = _plain(text)[:1]

    def rank(hit: tuple[str, float, int]) -> tuple[float, bool, bool, str]:
        name, score, index = hit
        itself = labels[index].lower().startswith(name)  # rather than an alias
        return -score, name[:1] != first, not itself, labels[index]

    return tuple(dict.fromkeys(labels[index] for _, _, index in sorted(found, key=rank)))[:_SHOWN]


def or_near(text: str, source: Authority) -> str:
    """Return a hint for the end of a message ("; near: Emmanuel Macron"), empty when nothing is near."""
    found = near(text, source)
    return f"; near: {', '.join(found)}" if found else ""


def _choices(source: Authority) -> Iterator[tuple[str, str]]:
    for state in source.states.values():
        yield _plain(state.code), f"{state.code} ({state.name})"
    for name in source.names:
        state_ = source.states.get(name.code)
        if state_ is not None:
            yield _plain(name.text), f"{name.code} ({state_.name})"
    for office in source.offices:
        yield _plain(office), office
    for person in source.persons.values():
        for name_ in (person.name, person.name.rsplit(" ", 1)[-1], *person.aliases):
            yield _plain(name_), person.name


def _plain(text: str) -> str:
    return fold(text).lower()
