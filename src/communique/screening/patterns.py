"""The words by which a page is screened: names of the authority, titles of officials, words of contact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from communique.actors.authority import Authority, Person
from communique.actors.index import SURNAME_FIRST
from communique.actors.text import fold

#: Words that hardly tell of anything but a contact, that often do, and that may.
_STRONG = """
    met meets meeting meetings talks spoke speaks phone phoned telephone telephoned telephonic summit summits
    negotiations negotiate negotiating bilateral trilateral videoconference teleconference counterpart counterparts
    conversation conversations consultations
"""
_MIDDLE = """
    letter letters telegram telegrams hosted hosts hosting welcomed delegation delegations envoy envoys hotline visited
    visiting visit visits discussed discuss conferred conference wrote message messages dinner lunch call calls called
    talked travelled traveled trip negotiators negotiation encounter exchange session exchanged summoned dispatched
    congratulated
"""
_WEAK = """
    meet calling speak speaking talk talking travel traveling travelling flew arrive arrived arrives write consult
    consultation discusses discussing discussions discussion confer host receive received receives welcomes welcome
    greeted summon summons audience video virtual virtually told briefed retreat gathering gathered round sat signed
    huddled dined cable send sent
"""
_TITLES = """
    president presidents minister ministers chancellor premier premiers leader leaders king queen emir prince sultan
    envoy envoys ambassador ambassadors diplomat diplomats secretary officials delegation advisor advisors adviser
    advisers
"""
#: Weight of a contact word of each kind.
STRONG, MIDDLE, WEAK = 4.0, 2.0, 0.5

_LEADING = frozenset({"head-of-state", "head-of-government", "foreign-minister", "organisation-head", "leader"})
#: Only of persons in office since then is the bare surname looked for, and only where it is long enough to tell.
_SURNAMES_SINCE = "1985-01-01"
_SHORTEST_SURNAME = 4
_FUNCTION_WORDS = frozenset({"to", "an", "do", "so", "no", "in"})

# Everything but letters and digits becomes a blank, the bytes of typographic marks and of the hard blank in UTF-8, too.
_MARKS = (0xE2, 0x80, 0x93, 0x94, 0x98, 0x99, 0x9C, 0x9D, 0xA0, 0xA6, 0xC2)
PLAIN = bytes(32 if (i < 128 and not chr(i).isalnum()) or i in _MARKS else i for i in range(256))
"""A table for ``bytes.translate``: text and patterns both go through it before they are compared."""


class Meaning(NamedTuple):
    """What a pattern tells: sides it can stand for; whether it names a person; a title; its weight as contact word."""

    sides: frozenset[str]
    person: bool
    title: bool
    contact: float


def pattern_set(authority: Authority) -> tuple[list[bytes], list[Meaning]]:
    """Return the patterns that the authority's tables and the words above give, sorted, and what each means."""
    sides: defaultdict[bytes, set[str]] = defaultdict(set)
    persons: set[bytes] = set()
    for name in authority.names:
        # A city is no side, but it must be known, or "Hong" were found in "Hong Kong".
        _add(sides, [name.text], [name.code] if name.kind != "city" else [])
    for state in authority.states.values():
        _add(sides, [state.name], [state.code])
    given = {person.name.partition(" ")[0] for person in authority.persons.values() if not _is_surname_first(person)}
    for person in authority.persons.values():
        codes = sorted({term.office.code for term in person.terms})
        names = [name for name in (person.name, *person.aliases) if " " in name]
        if any(t.office.role in _LEADING and t.end >= _SURNAMES_SINCE for t in person.terms):
            names += [name for name in _surnames(person) if name not in given]
        persons |= _add(sides, names, codes)
    contacts = {
        form: weight
        for words, weight in ((_WEAK, WEAK), (_MIDDLE, MIDDLE), (_STRONG, STRONG))
        for form in _forms(words.split())
    }
    titles = _forms(_TITLES.split())
    patterns = sorted({*sides, *contacts, *titles})
    return patterns, [
        Meaning(frozenset(sides.get(p, ())), p in persons, p in titles, contacts.get(p, 0.0)) for p in patterns
    ]


def _is_surname_first(person: Person) -> bool:
    return any(term.office.code in SURNAME_FIRST for term in person.terms)


def _surnames(person: Person) -> list[str]:
    """Return the surname where it is long enough to tell; short ones of the sides that put it first tell, too."""
    words = person.name.split(" ")
    if _is_surname_first(person):
        return [word for word in words[:1] if word.lower() not in _FUNCTION_WORDS]
    return [word for word in words[-1:] if len(word) >= _SHORTEST_SURNAME]


def plain(text: str) -> bytes:
    """Return a name as a pattern: in UTF-8, marks as blanks, none at its ends."""
    return text.encode("utf-8", "replace").translate(PLAIN).strip()


def _add(table: defaultdict[bytes, set[str]], names: Iterable[str], codes: Iterable[str]) -> set[bytes]:
    """Note names and their spelling without accents; return the patterns that they became."""
    added = {pattern for name in names for pattern in (plain(name), plain(fold(name))) if len(pattern) > 1}
    for pattern in sorted(added):
        table[pattern].update(codes)
    return added


def _forms(words: Iterable[str]) -> set[bytes]:
    return {form.encode() for word in words for form in (word, word.capitalize())}
