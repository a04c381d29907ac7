"""What a noun phrase says of an actor, before anybody is looked up."""

from __future__ import annotations

from typing import NamedTuple

from communique.actors.authority import Name, Neutral, Person


class Phrase(NamedTuple):
    """One phrase as found: ``start`` and ``end`` in characters; what it says of side, title and person.

    kind: "person", "title", "group", "side", "pronoun", "pair" ("the two leaders") or "neutral" (media, charities).
    sides: codes that the phrase itself gives, in order. possessor: "his" and the like before a title.
    head: start and end of the one word that carries the phrase (a surname, "officials"), where it has one.
    posts: where an envoy is sent or what he deals with ("the UN envoy for Syria"). owner: the person whose adviser or
    envoy somebody is ("Steve Witkoff, Trump's envoy"). then: the office is one of an earlier day ("then-president").
    region: the region of a group without a side ("European leaders"), in lower case. place: a capital or city is named
    as a place ("in Moscow"), not for its government.
    """

    kind: str
    start: int
    end: int
    text: str
    persons: tuple[Person, ...] = ()
    person_text: str | None = None
    full: bool = False
    honorific: str | None = None
    sides: tuple[Name, ...] = ()
    title: str | None = None
    roles: tuple[str, ...] = ()
    group: str | None = None
    former: bool = False
    possessor: str | None = None
    possessive: bool = False
    definite: bool = False
    head: tuple[int, int] | None = None
    posts: tuple[Name, ...] = ()
    owner: Phrase | None = None
    then: bool = False
    region: str | None = None
    place: bool = False
    neutral: Neutral | None = None
    opposed: bool = False
    demonym: bool = False
