"""What a pronoun, a bare title or "his counterpart" can refer back to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType
from typing import NamedTuple

from communique.actors.actor import Actor
from communique.actors.lexicon import LEADING
from communique.actors.mention import Mention

_RECENT = 6
_ONE_CLAUSE = 40
"""In characters: so near behind "he" another pronoun is that of the same clause, and of another person."""
#: The offices that a word for two persons asks for, and words for two that are no persons.
_LEADERS = (*LEADING, "organisation-head", "secretary-general")  # the general secretary of a party that rules as well
PAIR_ROLES: Mapping[str, Sequence[str]] = {
    "presidents": ("head-of-state",), "premiers": ("head-of-government",), "leaders": _LEADERS, "statesmen": _LEADERS,
    "ministers": ("foreign-minister", "defence-minister", "finance-minister", "minister"),
    "diplomats": ("foreign-minister", "diplomat", "envoy", "ambassador", "un-ambassador"),
}  # fmt: skip
NO_PERSONS = frozenset({"sides", "countries", "governments", "parties", "officials"})


class Bindings(NamedTuple):
    """What the grammar tells of pronouns, all by the starts of words.

    apart: by a pronoun the subject whom it cannot mean. behind: by a pronoun the name behind it which it does mean.
    """

    apart: Mapping[int, int]
    behind: Mapping[int, int]


UNBOUND = Bindings(MappingProxyType({}), MappingProxyType({}))


class Memory:
    """The mentions of a document read so far."""

    def __init__(self, subjects: frozenset[int], apart: Mapping[int, int]) -> None:
        self.subjects = subjects
        self.apart = apart
        self.persons: list[tuple[Actor, bool]] = []
        self.mentions: list[Mention] = []

    def note(self, mention: Mention) -> None:
        """Remember a mention."""
        self.mentions.append(mention)
        actor = mention.actor
        if actor is not None and actor.kind in {"person", "office"} and mention.kind in {"person", "title", "pronoun"}:
            subject = not self.subjects.isdisjoint(range(mention.start, mention.end))
            self.persons.append((actor, subject))

    def he_or_she(self, pronoun: str, start: int = 0) -> Actor | None:
        """Return the latest subject of fitting sex, else the latest such person; start: where the pronoun stands."""
        sex = "f" if pronoun in {"she", "her"} else "m"
        recent = [(a, s) for a, s in self.persons[-_RECENT:] if a.sex in {sex, ""}]
        doing = self._doing(start)
        if doing is not None:
            beside_him = [a for a in self._since(doing) if a.sex in {sex, ""}]
            if beside_him:
                return beside_him[-1]  # "X spoke to Y on Monday and told him"
            recent = [(a, s) for a, s in recent if a != doing.actor]
        beside = self.mentions and self.mentions[-1].phrase.text.lower() == "he"
        if pronoun == "him" and beside and start - self.mentions[-1].end < _ONE_CLAUSE:
            others = [(a, s) for a, s in recent if a != self.mentions[-1].actor]  # "he would see him": two persons
            return others[-1][0] if others else None
        for actor, subject in reversed(recent):
            if subject:
                return actor
        return recent[-1][0] if recent else None

    def _doing(self, pronoun: int) -> Mention | None:
        """Return the subject of the clause in which a pronoun is the object: another than who is meant by it."""
        subject = self.apart.get(pronoun)
        if subject is None:
            return None
        return next((m for m in reversed(self.mentions) if m.start <= subject < m.end and m.actor is not None), None)

    def _since(self, subject: Mention) -> list[Actor]:
        """Return the persons other than a subject whom the text has named behind it."""
        behind = (m for m in self.mentions if m.start > subject.start and m.kind in {"person", "title", "pronoun"})
        return [m.actor for m in behind if m.actor is not None and m.actor != subject.actor]

    def owner(self, possessor: str) -> Actor | None:
        """Return to whom "his", "her", "its" or "their" points, when that is one actor."""
        if possessor in {"his", "her"}:
            return self.he_or_she(possessor)
        if possessor == "its":
            wanted = {"state", "organisation", "body", "group"}
            return next((m.actor for m in reversed(self.mentions) if m.actor and m.actor.kind in wanted), None)
        if possessor == "their":
            return next(
                (m.actors[0] for m in reversed(self.mentions) if m.actors and m.actors[0].kind == "group"), None
            )
        return None

    def titled(self, roles: Sequence[str], title: str = "", codes: Set[str] = frozenset()) -> Actor | None:
        """Return the latest person who holds an office of such a role, if there is one of such a title, that one.

        codes: only persons of these sides, where any are given.
        """
        found = [
            a
            for a, _ in reversed(self.persons)
            if (a.role in roles or ("leader" in roles and a.role in LEADING)) and (not codes or a.country in codes)
        ]
        called = (a for a in found if title and set(title.split()) <= set((a.office or "").lower().split()))
        return next(called, None) or next(iter(found), None)

    def counterpart(self) -> Actor | None:
        """Return the latest person of another side than the latest one."""
        return self.other_than({self.persons[-1][0].country or ""}) if self.persons else None

    def other_than(self, codes: set[str]) -> Actor | None:
        """Return the latest person of another side, whose counterpart is meant."""
        for actor, _ in reversed(self.persons):
            if actor.country not in codes:
                return actor
        return None

    def of_side(self, code: str) -> Actor | None:
        """Return the leader of a side named before, else the one person of it named before."""
        found = {a.id: a for a, _ in self.persons if a.country == code}
        leaders = [a for a in found.values() if a.role in LEADING]
        return leaders[-1] if leaders else next(iter(found.values())) if len(found) == 1 else None

    def group(self, group: str) -> Actor | None:
        """Return the latest collective of that kind ("the ministry" behind "the Indian foreign ministry")."""
        for mention in reversed(self.mentions):
            actor = mention.actor
            if actor is not None and actor.side and actor.kind == "group" and mention.phrase.group == group:
                return actor
        return None

    def pair(self, group: str | None) -> tuple[Actor, ...]:
        """Return whom "the two leaders" means: the latest two persons of two sides whose office fits the word."""
        if group in NO_PERSONS:
            return ()
        roles = PAIR_ROLES.get(group or "")
        found: dict[str, Actor] = {}
        for actor, _ in reversed(self.persons):
            if actor.country and (roles is None or actor.role in roles):
                found.setdefault(actor.country, actor)
            if len(found) == 2:
                return tuple(reversed(found.values()))
        return ()
