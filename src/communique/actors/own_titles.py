"""Titles of the offices that a user has added, so that a text can name them as it names those of the package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.actors.authority import Authority, Name, Office
from communique.actors.text import words

#: The words of a title, in small letters.
Key = tuple[str, ...]


def own_titles(source: Authority) -> Mapping[Key, list[Office]]:
    """Return the user's own offices by the words of their titles, without the side ("Minister for Tests of Malta")."""
    if not source.own_offices:
        return {}
    names: dict[str, list[Name]] = {}
    codes = {office.code for office in source.own_offices}
    for name in source.names:
        if name.code in codes:
            names.setdefault(name.code, []).append(name)
    out: dict[Key, list[Office]] = {}
    for office in source.own_offices:
        if key := title_key(_without_side(office.title, names.get(office.code, ()))):
            out.setdefault(key, []).append(office)
    return out


def title_key(title: str) -> Key:
    """Return the words of a title as a text of any case would have them."""
    return tuple(word.text.lower() for word in words(title))


def _without_side(title: str, names: Iterable[Name]) -> str:
    """Return a title less the name of its side before or behind it."""
    lower = title.lower()
    for text in sorted({n.text.lower() for n in names}, key=lambda t: (-len(t), t)):
        for ending in (f" of {text}", f" of the {text}"):
            if lower.endswith(ending):
                return title[: -len(ending)]
        for beginning in (f"{text} ", f"{text}'s "):
            if lower.startswith(beginning):
                return title[len(beginning) :]
    return title
