"""The cast of a document: every mention of an actor, resolved with the whole document in view."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from communique.actors.authority import Name, authority
from communique.actors.index import name_index
from communique.actors.lexicon import LEADING
from communique.actors.phrases import Phrase, PhraseReader
from communique.actors.resolver import Actor, Days, Resolver, surname
from communique.actors.text import words


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: ``text[start:end]``, the kind of phrase, and whom it stands for (nobody when unresolved).

    kind: as of the phrase (person, title, group, side, pronoun, pair). possessive: followed by 's.
    """

    start: int
    end: int
    kind: str
    actors: tuple[Actor, ...]
    phrase: Phrase

    @property
    def actor(self) -> Actor | None:
        """The one actor of the mention, None when there is none or there are several."""
        return self.actors[0] if len(self.actors) == 1 else None


@dataclass(frozen=True, slots=True)
class Cast:
    """All mentions of a document in the order of the text, and the days it was written on as far as known."""

    mentions: tuple[Mention, ...]
    days: Days

    def within(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that lie in ``text[start:end]``."""
        starts = [m.start for m in self.mentions]
        return [m for m in self.mentions[bisect_left(starts, start) : bisect_left(starts, end)] if m.end <= end]


@cache
def resolver() -> Resolver:
    """Return the resolver over the package's authority, once per process."""
    return Resolver(authority())


def find_phrases(text: str, names: Mapping[int, int]) -> list[Phrase]:
    """Return the phrases of a text that name actors; names: start and end of person names that a tagger found."""
    return list(PhraseReader(text, name_index(), names).phrases())


def home_of(publisher: str | None) -> str | None:
    """Return the side whose office publishes a document ("White House", "Kremlin"), None for any other publisher."""
    found = words(publisher or "")
    start = 1 if found and found[0].text in {"The", "the"} else 0
    match = name_index().side_at(found, start) if len(found) > start else None
    if match is None or match[0] != len(found) - start or match[1][0].kind not in {"seat", "body"}:
        return None
    return match[1][0].code


def cast_of(phrases: Sequence[Phrase], days: Days, subjects: frozenset[int], home: str | None = None) -> Cast:
    """Return the cast that the phrases of a document make.

    subjects: starts of the words that are subjects of a clause, which pronouns prefer. home: the side whose own office
    wrote the document: there "the President" and "National Security Advisor X" are that side's.
    """
    source = resolver()
    if home:
        phrases = [_at_home(p, home, source) for p in phrases]
    days = days if days.known else _days_of(phrases, source)
    named = _named(phrases, days, source)
    mentions: list[Mention] = []
    memory = _Memory(subjects)
    for phrase in phrases:
        actors = _resolve(phrase, days, source, named, memory)
        mention = Mention(phrase.start, phrase.end, phrase.kind, actors, phrase)
        mentions.append(mention)
        memory.note(mention)
    return Cast(tuple(mentions), days)


def _at_home(phrase: Phrase, home: str, source: Resolver) -> Phrase:
    """Give a title without a side the side of the office that wrote the document."""
    if phrase.kind not in {"person", "title"} or phrase.sides or not phrase.title or "counterpart" in phrase.roles:
        return phrase
    if any(t.office.code != home for p in phrase.persons for t in p.terms) or phrase.honorific:
        return phrase
    if phrase.kind == "title" and not (
        phrase.definite and phrase.title in {"president", "prime minister", "chancellor"}
    ):
        return phrase
    return replace(phrase, sides=(Name(home, "alias", home),))


class _Memory:
    """What a pronoun or a bare title can refer back to."""

    def __init__(self, subjects: frozenset[int]) -> None:
        self.subjects = subjects
        self.persons: list[tuple[Actor, bool]] = []

    def note(self, mention: Mention) -> None:
        actor = mention.actor
        if actor is not None and actor.kind in {"person", "office"} and mention.kind in {"person", "title", "pronoun"}:
            subject = any(s in self.subjects for s in range(mention.start, mention.end))
            self.persons.append((actor, subject))

    def he_or_she(self, pronoun: str) -> Actor | None:
        """Return the latest subject of fitting sex, else the latest such person."""
        sex = "f" if pronoun in {"she", "her"} else "m"
        recent = [(a, s) for a, s in self.persons[-6:] if a.sex in {sex, ""}]
        for actor, subject in reversed(recent):
            if subject:
                return actor
        return recent[-1][0] if recent else None

    def sides_of(self, possessor: str) -> tuple[Name, ...]:
        """Return the side of the person to whom "his" or "her" points, as a name of it."""
        owner = self.he_or_she(possessor) if possessor in {"his", "her"} else None
        return (Name(owner.country, "alias", owner.country),) if owner and owner.country else ()

    def titled(self, roles: Sequence[str]) -> Actor | None:
        """Return the latest person who holds an office of such a role."""
        for actor, _ in reversed(self.persons):
            if actor.role in roles or ("leader" in roles and actor.role in {"head-of-state", "head-of-government"}):
                return actor
        return None

    def counterpart(self) -> Actor | None:
        """Return the latest person of another side than the latest one."""
        return self.other_than({self.persons[-1][0].country or ""}) if self.persons else None

    def other_than(self, codes: set[str]) -> Actor | None:
        """Return the latest person of another side, whose counterpart is meant."""
        for actor, _ in reversed(self.persons):
            if actor.country not in codes:
                return actor
        return None


def _days_of(phrases: Sequence[Phrase], source: Resolver) -> Days:
    """Return the days on which all titled persons of the text held their offices, unbounded when they never did."""
    start, end = Days().start, Days().end
    for phrase in phrases:
        if phrase.kind != "person" or not phrase.title or phrase.former or not phrase.persons:
            continue
        codes = {n.code for n in phrase.sides}
        terms = [
            t
            for p in phrase.persons
            for t in p.terms
            if t.office.role in phrase.roles and (not codes or t.office.code in codes)
        ]
        if not terms:
            continue
        low, high = min(t.start for t in terms), max(t.end for t in terms)
        if max(low, start) <= min(high, end):
            start, end = max(low, start), min(high, end)
    return Days(start, end)


def _named(phrases: Sequence[Phrase], days: Days, source: Resolver) -> dict[str, list[Actor]]:
    """Return the persons that the document names in full, by surname; each with the most that is said of him or her."""
    best: dict[str, Actor] = {}
    for phrase in phrases:
        if phrase.kind != "person" or not phrase.full:
            continue
        actor = source.person(phrase, days)
        if actor is None:
            continue
        known = best.get(actor.id)
        if known is None or (known.office is None and actor.office) or (known.country is None and actor.country):
            best[actor.id] = actor
    out: dict[str, list[Actor]] = {}
    for actor in best.values():
        person = source.authority.persons.get(actor.name)
        single = [alias for alias in (person.aliases if person else ()) if " " not in alias]
        for word in dict.fromkeys(surname(name) for name in (actor.name, *single)):
            out.setdefault(word, []).append(actor)
    return out


def _resolve(
    phrase: Phrase, days: Days, source: Resolver, named: Mapping[str, list[Actor]], memory: _Memory
) -> tuple[Actor, ...]:
    match phrase.kind:
        case "person":
            if phrase.possessor and phrase.title and not phrase.sides:
                phrase = replace(phrase, sides=memory.sides_of(phrase.possessor))
            actor = _person(phrase, days, source, named)
            return (actor,) if actor else ()
        case "title":
            actor = _titled(phrase, days, source, named, memory)
            return (actor,) if actor else ()
        case "group":
            return _group(phrase, days, source, named)
        case "side":
            return (source.side(phrase.sides[0]),) if phrase.sides[0].kind != "city" else ()
        case "pronoun" if phrase.text.lower() not in {"they", "their", "them"}:
            actor = memory.he_or_she(phrase.text.lower())
            return (actor,) if actor else ()
    return ()


def _person(phrase: Phrase, days: Days, source: Resolver, named: Mapping[str, list[Actor]]) -> Actor | None:
    bound = named.get(surname(phrase.person_text or phrase.text), [])
    if phrase.full:
        actor = source.person(phrase, days)
        for known in bound:
            if actor is not None and known.id == actor.id:
                return known
        return actor
    if len(bound) == 1:
        return bound[0]
    if bound:
        codes = {n.code for n in phrase.sides}
        fitting = [a for a in bound if a.country in codes or a.role in phrase.roles]
        fitting = fitting or [a for a in bound if (a.sex == "f") == (phrase.honorific in {"Mrs", "Ms", "Miss"})]
        leading = [a for a in fitting or bound if a.role in LEADING]
        return fitting[0] if len(fitting) == 1 else leading[0] if len(leading) == 1 else None
    return source.person(phrase, days)


def _titled(
    phrase: Phrase, days: Days, source: Resolver, named: Mapping[str, list[Actor]], memory: _Memory
) -> Actor | None:
    codes = {n.code for n in phrase.sides}
    roles = phrase.roles
    if "counterpart" in roles:
        other = memory.other_than(codes)
        if not codes:
            return memory.counterpart()
        if other is None or other.role is None:
            return source.office(phrase, days)
        roles = (other.role,)
        phrase = replace(phrase, roles=roles)
    if not codes:
        return memory.titled(roles) if phrase.definite or phrase.text[:1].isupper() else None
    actor = source.office(phrase, days)
    if actor is None:
        return None
    for known in (a for actors in named.values() for a in actors):
        if known.id == actor.id:
            return known
    fitting = {
        a.id: a
        for actors in named.values()
        for a in actors
        if a.country in codes
        and (a.role in roles or ("leader" in roles and a.role in {"head-of-state", "head-of-government"}))
    }
    if len(fitting) == 1 and not phrase.former:
        return next(iter(fitting.values()))
    return actor


def _group(phrase: Phrase, days: Days, source: Resolver, named: Mapping[str, list[Actor]]) -> tuple[Actor, ...]:
    if phrase.sides:
        return source.group(phrase)
    if phrase.persons or phrase.person_text:  # "the Biden administration"
        actor = _person(replace(phrase, kind="person"), days, source, named)
        if actor is not None and actor.country:
            label = f"{surname(actor.name)} administration" if "administration" in phrase.text.lower() else None
            return (source.government(actor.country, label),)
    return ()
