"""Look-up of names in running text: the longest known name at a place, by words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeVar

from communique.actors.authority import Authority, Name, Neutral, Person, authority, uncollected
from communique.actors.own_titles import own_titles
from communique.actors.text import Word, case_key, join_initials, name_key, words

PARTICLES = frozenset("al el bin bint ibn ben de da do dos di del du von van der den la le ul abu ter".split())
#: Sides whose persons are named surname first.
SURNAME_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "VNM", "KHM"})
#: Sides whose persons the press names in either order.
_EITHER_ORDER = frozenset({"JPN", "HUN"})
_TITLE_WORDS = frozenset(
    """
    president chairman king queen sheikh crown prince princess lord lady sir dame emir dr general captain premier pope
    sultan colonel shaikh grand duke ayatollah marshal emperor his her majesty highness imam mullah earl baroness
    """.split()
)
#: Letters that some papers write as two ("Ploetner", "Soeder").
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe"})
_NUMERALS = frozenset({"iii", "xiv", "xvi", "xiii"})
_CAPITALS_OF_HEADLINES = 2
_NO_PERSONS: tuple[Person, ...] = ()


class NameMatch(NamedTuple):
    """Persons that a name at a place may mean; full is False when only the surname stands there."""

    length: int
    persons: tuple[Person, ...]
    full: bool


#: How many words the name of a side has, and the sides it may mean, the likeliest first.
SideMatch = tuple[int, tuple[Name, ...]]


class NameIndex:
    """Names of persons, of sides and of bodies without a side, by their words."""

    def __init__(self, source: Authority) -> None:
        self._persons: dict[tuple[str, ...], list[Person]] = defaultdict(list)
        self._surnames: dict[tuple[str, ...], list[Person]] = defaultdict(list)
        self._reach: dict[str, int] = {}
        for person in source.persons.values():
            self._add_person(person)
        self._sides, self._side_reach = _sides_of(source.names)
        self._owning = frozenset(
            w.text for n in source.names if "'" in n.text for w in words(n.text)[:-1] if w.possessive
        )
        self._neutrals: dict[tuple[str, ...], Neutral] = {
            case_key(text): body for body in source.neutrals for text in (body.name, *body.aliases)
        }
        self._neutral_reach = _reach_of(self._neutrals)
        self.own_titles = own_titles(source)

    def _add_person(self, person: Person) -> None:
        names = [person.name, *person.aliases]
        if not person.name.isascii():
            names.append(person.name.translate(_UMLAUTS))
        own = name_key(person.name)
        for parts in dict.fromkeys(map(name_key, names)):
            if not parts:
                continue
            short = _surname_length(parts)
            if short == len(parts) > 1 and parts == own:
                short -= 1  # the full name of a person begins with a first name: "Ben Wallace", "Al Gore"
            if short == len(parts) or parts[0] in _TITLE_WORDS:
                self._note(self._surnames, parts, person)
                continue
            self._note(self._persons, parts, person)
            if len(parts[-1]) > 2 and parts[-1] not in _NUMERALS:
                self._note(self._surnames, parts[-1:], person)
            if short > 1:
                self._note(self._surnames, parts[-short:], person)
        hyphened = person.name.rsplit(" ", 1)[-1]
        if "-" in hyphened and hyphened[-1:].isalpha():
            self._note(self._surnames, name_key(hyphened), person)
        if any(t.office.code in _EITHER_ORDER for t in person.terms) and person.name.count(" ") == 1:
            self._note(self._persons, name_key(person.name)[::-1], person)
        if any(t.office.code in SURNAME_FIRST for t in person.terms):
            self._note(self._surnames, name_key(person.name)[:1], person)

    def _note(self, table: dict[tuple[str, ...], list[Person]], parts: tuple[str, ...], person: Person) -> None:
        found = table[parts]
        if person not in found[-1:]:
            found.append(person)
        if self._reach.get(parts[0], 0) < len(parts):
            self._reach[parts[0]] = len(parts)

    def person_at(self, words_: Sequence[Word], i: int) -> NameMatch | None:
        """Return the longest known person name that begins at a word, else the persons of that surname, else None."""
        first = words_[i]
        reach = self._reach.get(first.key)
        if reach is None or not (first.text[:1].isupper() or first.key in PARTICLES):
            return None
        parts, ends = _collect(words_, i, reach)
        for n in range(len(parts), 0, -1):
            last = words_[ends[n - 1] - 1]
            if not last.text[:1].isupper() and not (n > 1 and words_[ends[n - 1] - 2].text == "-"):
                continue
            name = join_initials(parts[:n])
            if n > 1:
                found = self._persons.get(name)
                if found is None and any(len(p) <= 2 for p in name[1:-1]):
                    found = self._persons.get((name[0], *(p for p in name[1:-1] if len(p) > 2), name[-1]))
                if found is not None:
                    return NameMatch(ends[n - 1] - i, _unique(found), full=True)
            found = self._surnames.get(name)
            if found is not None and _is_surname(first.text, name):
                return NameMatch(ends[n - 1] - i, _unique(found), full=False)
        return None

    def surname(self, word: str) -> tuple[Person, ...]:
        """Return the persons of a surname."""
        return _unique(self._surnames.get(name_key(word), []))

    def full_name(self, name: str) -> tuple[Person, ...]:
        """Return the persons whom a full name or alias means, whatever its case."""
        return _unique(self._persons.get(name_key(name)) or self._surnames.get(name_key(name)) or [])

    def side_at(self, words_: Sequence[Word], i: int) -> SideMatch | None:
        """Return length and meanings of the longest name of a side that begins at a word, else None."""
        return _longest(words_, i, self._sides, self._side_reach, self._owning)

    def titled_side(self, text: str) -> tuple[Name, ...]:
        """Return the meanings of a name of a side that a text writes in small letters."""
        return self._sides.get(tuple(text.title().split()), ())

    def neutral_at(self, words_: Sequence[Word], i: int) -> tuple[int, Neutral] | None:
        """Return length and body of the longest name of a body without a side that begins at a word, else None."""
        return _longest(words_, i, self._neutrals, self._neutral_reach)

    def meanings(self, name: Name) -> tuple[Name, ...]:
        """Return every side that the word of a name stands for, the likeliest first."""
        return self._sides.get(case_key(name.text), (name,))


def _collect(words_: Sequence[Word], i: int, reach: int) -> tuple[list[str], list[int]]:
    """Return the words of a name from a place on, and the index behind each; hyphens, dots and nicknames go along."""
    parts: list[str] = []
    ends: list[int] = []
    j = i
    while j < len(words_) and len(parts) < reach + 2:
        word = words_[j]
        if not word.text:
            break
        if word.text[0].isalnum():
            parts.append(word.key)
            j += 1
            ends.append(j)
            if word.possessive:
                break
        elif (word.text == "-" and word.start == words_[j - 1].end) or (word.text == "." and len(parts[-1]) == 1):
            j += 1
        elif word.text in '"“(' and j + 2 < len(words_) and words_[j + 2].text in '"”)' and len(parts) == 1:
            j += 3  # a nickname between first name and surname
        else:
            break
    return parts, ends


def _surname_length(parts: tuple[str, ...]) -> int:
    """Return how many words at the end of a name are its surname with its particles."""
    n = 1
    while n < len(parts) and parts[-n - 1] in PARTICLES:
        n += 1
    return n


def _is_surname(text: str, name: tuple[str, ...]) -> bool:
    return len(name) > 1 or text[:1].isupper()


def _unique(persons: list[Person]) -> tuple[Person, ...]:
    return tuple({p.name: p for p in persons}.values()) if persons else _NO_PERSONS


_KINDS = {k: i for i, k in enumerate(("alias", "capital", "seat", "body", "adjective", "plural", "demonym", "city"))}
_Found = TypeVar("_Found")
_Sides = dict[tuple[str, ...], tuple[Name, ...]]


def _sides_of(names: Sequence[Name]) -> tuple[_Sides, dict[str, int]]:
    sides: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names:
        sides[case_key(name.text)].append(name)
    ordered = {
        parts: tuple(sorted(found, key=lambda n: (_KINDS.get(n.kind, len(_KINDS)), n.code)))
        for parts, found in sides.items()
    }
    return ordered, _reach_of(ordered)


def _reach_of(table: Mapping[tuple[str, ...], object]) -> dict[str, int]:
    reach: dict[str, int] = {}
    for parts in table:
        reach[parts[0]] = max(reach.get(parts[0], 0), len(parts))
    return reach


def _longest(
    words_: Sequence[Word],
    i: int,
    table: Mapping[tuple[str, ...], _Found],
    reach: Mapping[str, int],
    owning: frozenset[str] = frozenset(),
) -> tuple[int, _Found] | None:
    """Return length and meaning of the longest name; owning: words whose genitive is part of a name ("People's")."""
    first = words_[i].text.replace(".", "")
    cased = _cased(first)
    longest = reach.get(first, 0) if cased is first else max(reach.get(first, 0), reach.get(cased, 0))
    if not longest:
        return None
    plain: list[str] = []
    for word in words_[i : i + longest]:
        plain.append(word.text.replace(".", "") or word.text)
        if word.possessive and word.text not in owning:
            break
    running = [_cased(w) for w in plain]
    in_capitals = running != plain
    for length in range(len(plain), 0, -1):
        found = table.get(tuple(plain[:length]))
        if found is None and in_capitals:
            found = table.get(tuple(running[:length]))
        if found is not None:
            return length, found
    return None


def _cased(word: str) -> str:
    """Return a word of a headline in capitals as it would stand in running text."""
    return word.title() if len(word) > _CAPITALS_OF_HEADLINES and word.isupper() else word


@cache
def name_index() -> NameIndex:
    """Return the index over the authority, built once per process."""
    source = authority()
    with uncollected():
        return NameIndex(source)
