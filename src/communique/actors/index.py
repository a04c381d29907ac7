"""Look-up of names in running text: the longest known name at a place, by words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from communique.actors.authority import Authority, Name, Person, authority
from communique.actors.text import Word, key


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Persons that a name at a place may mean; full is False when only the surname stands there."""

    length: int
    persons: tuple[Person, ...]
    full: bool


class NameIndex:
    """Names of persons and of sides, by their words."""

    def __init__(self, source: Authority) -> None:
        self._persons: dict[tuple[str, ...], list[Person]] = defaultdict(list)
        self._surnames: dict[str, list[Person]] = defaultdict(list)
        self._sides: dict[tuple[str, ...], tuple[Name, ...]] = {}
        self._longest: dict[str, int] = {}
        for person in source.persons.values():
            self._add_person(person)
        sides: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        for name in source.names:
            sides[key(name.text)].append(name)
        for words_, names in sides.items():
            self._sides[words_] = tuple(sorted(names, key=_name_order))
            self._note_length(words_)

    def _note_length(self, words_: tuple[str, ...]) -> None:
        self._longest[words_[0]] = max(self._longest.get(words_[0], 0), len(words_))

    def _add_person(self, person: Person) -> None:
        for alias in (person.name, *person.aliases):
            words_ = key(alias)
            if not words_:
                continue
            if len(words_) == 1:
                self._surnames[words_[0]].append(person)
            else:
                self._persons[words_].append(person)
                self._note_length(words_)
                if words_[-1][:1].isupper() and len(words_[-1]) > 2:
                    self._surnames[words_[-1]].append(person)

    def person_at(self, words_: Sequence[Word], i: int) -> NameMatch | None:
        """Return the longest known person name that begins at a word, else the persons of that surname, else None."""
        for length in range(self._reach(words_, i), 1, -1):
            found = self._persons.get(_key_at(words_, i, length))
            if found:
                return NameMatch(length, _unique(found), full=True)
        found = self._surnames.get(_cased(words_[i].text))
        return NameMatch(1, _unique(found), full=False) if found else None

    def side_at(self, words_: Sequence[Word], i: int) -> tuple[int, tuple[Name, ...]] | None:
        """Return length and meanings of the longest name of a side that begins at a word, else None."""
        for length in range(max(self._reach(words_, i), 1), 0, -1):
            found = self._sides.get(_key_at(words_, i, length))
            if found:
                return length, found
        return None

    def _reach(self, words_: Sequence[Word], i: int) -> int:
        first = words_[i].text.replace(".", "")
        longest = max(self._longest.get(first, 0), self._longest.get(_cased(first), 0))
        return min(longest, len(words_) - i)


def _key_at(words_: Sequence[Word], i: int, length: int) -> tuple[str, ...]:
    parts = words_[i : i + length]
    if any(w.possessive for w in parts[:-1]):
        return ()
    return tuple(_cased(w.text.replace(".", "") or w.text) for w in parts)


def _cased(word: str) -> str:
    """Return a word of a headline in capitals as it would stand in running text; abbreviations stay."""
    return word.title() if len(word) > 4 and word.isupper() else word


_KINDS = ("alias", "capital", "seat", "body", "adjective", "plural", "demonym", "city")


def _name_order(name: Name) -> tuple[int, str]:
    return (_KINDS.index(name.kind) if name.kind in _KINDS else len(_KINDS), name.code)


def _unique(persons: list[Person]) -> tuple[Person, ...]:
    return tuple({p.name: p for p in persons}.values())


@cache
def name_index() -> NameIndex:
    """Return the index over the package's own authority, built once per process."""
    return NameIndex(authority())
