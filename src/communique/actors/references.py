"""Whom each phrase of a document means, in the order of the text."""

from __future__ import annotations

from collections.abc import Mapping

from communique.actors.actor import Actor
from communique.actors.authority import Name, Term
from communique.actors.context import Context
from communique.actors.groups import VERBS
from communique.actors.incumbents import BROAD
from communique.actors.lexicon import LEADING
from communique.actors.memory import Memory
from communique.actors.phrase import Phrase
from communique.actors.picking import PLURAL_ROLES, SINGULAR_ROLES, among, may_be, one, words_of
from communique.actors.resolver import surname
from communique.actors.spelling import same_first_name

_PLURAL_PRONOUNS = frozenset({"they", "their", "them"})
_ADJACENT = 4
#: Collectives that a text names again without their side.
_NAMED_AGAIN = frozenset({"foreign ministry", "defence ministry", "embassy", "government", "authorities", "military",
                          "delegation"})  # fmt: skip
_COUNTERPART = "counterpart"
#: Titles that several of one side bear: whoever was named before is meant.
_OF_SEVERAL = frozenset({"secretary", "deputy secretary", "under secretary", "undersecretary"})


#: Titles before a first name, and those that no other leader is called by.
_BEFORE_FIRST_NAMES = frozenset({"sheikh", "sheik", "prince", "crown prince", "princess", "sayyid", "sayed"})
_OF_ITS_OWN = frozenset({"chairman", "king", "queen", "emir", "sultan", "pope", "shah", "ayatollah", "chancellor"})
#: Titles that few states' leaders bear, so that a side named in the text tells which.
_OF_FEW = frozenset({"emir", "amir", "king", "queen", "sultan", "chancellor", "pope", "taoiseach", "monarch"})
#: Offices that the bodies of the European Union alone have by that name.
_OF_THE_UNION = frozenset({"commission president", "council president", "high representative"})
#: How the press shortens titles before a name.
_SHORT = {"general": "gen", "foreign minister": "fm", "prime minister": "pm", "senator": "sen"}


class References:
    """Resolves the phrases of one document; what was read before is in the memory.

    behind: by the start of a pronoun that of the name behind it which it means.
    """

    def __init__(self, context: Context, memory: Memory, behind: Mapping[int, int]) -> None:
        self.behind = behind
        self.context = context
        self.memory = memory
        self.source = context.source

    def resolve(self, phrase: Phrase) -> tuple[tuple[Actor, ...], Phrase]:
        """Return whom a phrase stands for, nobody when that stays open, and the phrase with the side it is given.

        A title or collective that takes its side from an owner, or from what was said before, has it in the phrase.
        """
        read = self._owned(phrase) if phrase.kind in {"person", "title", "group"} else phrase
        actors = self._actors(read)
        if _COUNTERPART in read.roles and read.kind == "title" and len(actors) == 1 and actors[0].office:
            read = read._replace(title=actors[0].office.split(" of ")[0].lower())
        if not read.sides and read.kind in {"title", "group"} and len(actors) == 1 and actors[0].side:
            read = read._replace(sides=(Name(actors[0].side, "alias", actors[0].side),))
        return actors, read

    def _actors(self, phrase: Phrase) -> tuple[Actor, ...]:
        match phrase.kind:
            case "person":
                return one(self._person(phrase))
            case "title":
                return one(self._titled(phrase))
            case "group":
                return self._group(phrase)
            case "side":
                return (self.source.side(phrase.sides[0]),) if phrase.sides[0].kind != "city" else ()
            case "pair":
                return self.memory.pair(phrase.group)
            case "neutral":
                return one(self.source.neutral(phrase, self.context.neutral_name(phrase)))
            case "pronoun" if phrase.text.lower() not in _PLURAL_PRONOUNS:
                return one(self._named_behind(phrase) or self.memory.he_or_she(phrase.text.lower(), phrase.start))
        return ()

    def _named_behind(self, pronoun: Phrase) -> Actor | None:
        """Return the person whose name comes only behind a pronoun: "in his call to Putin, Trump said"."""
        place = self.behind.get(pronoun.start)
        named = (
            p for p in self.context.phrases if p.kind == "person" and place is not None and p.start <= place < p.end
        )
        phrase = next(named, None)
        actor = self._person(self._owned(phrase)) if phrase is not None else None
        sex = "f" if pronoun.text.lower() == "her" else "m"
        return actor if actor is not None and actor.sex in {sex, ""} else None

    def _owned(self, phrase: Phrase) -> Phrase:
        """Give a title the side of the one whom its bearer serves: "Trump's envoy Steve Witkoff", "his adviser"."""
        if phrase.sides or not (phrase.title or phrase.group) or _COUNTERPART in phrase.roles or phrase.demonym:
            return phrase
        if phrase.opposed or phrase.region is not None or phrase.group == "counterparts":
            return phrase
        code: str | None = None
        if phrase.owner is not None:
            owner = self._person(phrase.owner) or self._titled(phrase.owner)
            code = owner.country if owner else None
        elif phrase.possessor:
            before = self.memory.owner(phrase.possessor)
            code = before.country if before else None
        elif self.memory.mentions:
            last = self.memory.mentions[-1]
            if last.phrase.possessive and last.actor and 0 <= phrase.start - last.end <= _ADJACENT:
                code = last.actor.country
                if "spokesperson" in phrase.roles and last.actor.role in LEADING:
                    phrase = phrase._replace(roles=("spokesperson",))
        if phrase.kind == "person" and phrase.full and code is None:
            return phrase
        return phrase._replace(sides=(Name(code, "alias", code),)) if code else phrase

    def _person(self, phrase: Phrase) -> Actor | None:
        if phrase.kind != "person":
            return None
        if phrase.full:
            return self.context.best(self.context.person(phrase))
        name = phrase.person_text or phrase.text
        if (royal := self._by_first_name(phrase, name)) is not None:
            return royal
        bound = self.context.bound(name)
        if len(bound) == 1 and (phrase.then or phrase.former) and phrase.persons:
            return self.context.person(phrase)
        if len(bound) == 1 and (not self._is_word(phrase) or phrase.persons):
            return bound[0] if may_be(bound[0], phrase) else self.context.person(phrase)
        if bound:
            return among(bound, phrase)
        if not phrase.persons:
            return self._respelled(name, phrase)
        return self.context.person(phrase) or self._meant_before(phrase)

    def _meant_before(self, phrase: Phrase) -> Actor | None:
        """Return the one meant by an office before whose surname is an ordinary word ("May", of the prime minister)."""
        if phrase.title or phrase.honorific:
            return None
        names = {p.name for p in phrase.persons}
        return next((a for a, _ in reversed(self.memory.persons) if a.name in names and a.role in LEADING), None)

    def _by_first_name(self, phrase: Phrase, name: str) -> Actor | None:
        """Return the one named before in full whom "Sheikh Mohammed" or "Prince Turki" means."""
        if not ({phrase.title, (phrase.honorific or "").lower()} & _BEFORE_FIRST_NAMES) or len(name.split()) != 1:
            return None
        found = (a for a, _ in reversed(self.memory.persons) if len(a.name.split()) > 1 and a.role)
        return next((a for a in found if same_first_name(name, a.name.split()[0])), None)

    def _is_word(self, phrase: Phrase) -> bool:
        """Tell whether a bare surname is an ordinary word where it stands."""
        return not (phrase.title or phrase.honorific) and (phrase.person_text or "").lower() in VERBS

    def _respelled(self, name: str, phrase: Phrase) -> Actor | None:
        """Return the holder whose surname a text spells in its own way ("President Poutine")."""
        codes = {n.code for n in phrase.sides}
        person = self.context.in_office(name, phrase.roles, codes)
        if person is None:
            return None
        return self.context.person(phrase._replace(persons=(person,)))

    def _titled(self, phrase: Phrase) -> Actor | None:
        codes = {n.code for n in phrase.sides}
        if _COUNTERPART in phrase.roles:
            return self._counterpart(phrase, codes)
        if phrase.demonym:
            return self._countryman(phrase.sides[0].code)
        if not codes and phrase.roles == ("official",):
            code = self._officials_side(phrase)
            return (
                self.source.office(phrase._replace(sides=(Name(code, "alias", code),)), self.context.days)
                if code
                else None
            )
        if not codes:
            return self._bare_title(phrase)
        if phrase.title in _OF_SEVERAL and phrase.sides[0].text == phrase.sides[0].code:
            known = self.memory.titled(phrase.roles, phrase.title, codes)
            if known is not None:
                return known
        actor = self.source.office(phrase, self.context.days)
        if actor is None:
            return None
        return self._named_in(actor, codes, phrase) or actor

    def _countryman(self, code: str) -> Actor | None:
        """Return whom "the Russian" means: one of that side named before, else its leader, beside a leader."""
        known = self.memory.of_side(code)
        if known is not None or any(a.country == code for actors in self.context.named.values() for a in actors):
            return known
        if not any(a.role in LEADING for a, _ in self.memory.persons):
            return None  # whom a minister or nobody has met, may be anybody
        term = self.source.holder(code, ("leader",), self.context.days) if self.context.days.known else None
        return self.source.incumbent(term) if term is not None else None

    def _officials_side(self, phrase: Phrase) -> str | None:
        """Return whose officials are meant where the text does not say: those told of before, if all were of one side.

        "Administration" alone is the word for the government of the United States.
        """
        if "administration" in phrase.text.lower() and "USA" in self.context.codes:
            return "USA"
        sides = {
            m.actor.side
            for m in self.memory.mentions
            if m.actor is not None and m.actor.kind == "group" and m.actor.role in {"officials", "official"}
        }
        return sides.pop() if len(sides) == 1 else None

    def _bare_title(self, phrase: Phrase) -> Actor | None:
        """Return whom "the president" means: the latest such person, else the holder of an office of that very name."""
        if phrase.former or phrase.then or not (phrase.definite or phrase.text[:1].isupper()):
            return None
        term = self.source.incumbents.aliased(phrase, self.context.days)
        if term is not None and term.office.code == "EUU" and phrase.title in _OF_THE_UNION:
            return self._named_in(self.source.incumbent(term), {"EUU"}, phrase) or self.source.incumbent(term)
        known = self._in_another_office(phrase) or self.memory.titled(phrase.roles, phrase.title or "")
        if known is not None and phrase.title in _OF_ITS_OWN and not self._has_borne(known, phrase.title):
            known = None
        if known is not None:
            return known
        if term is None or not (term.office.code in self.context.codes or term.office.code == "EUU"):
            term = self._crowned(phrase)
        return self.source.incumbent(term) if term is not None else self._called(phrase)

    def _crowned(self, phrase: Phrase) -> Term | None:
        """Return who is "the emir" or "the chancellor" of the sides named, the latest of them first."""
        if phrase.title not in _OF_FEW or not phrase.definite or not self.context.days.known:
            return None
        latest = (c for m in reversed(self.memory.mentions) for c in (n.code for n in m.phrase.sides))
        for code in dict.fromkeys((*latest, *sorted(self.context.codes))):
            for role in ("leader", "head-of-state"):
                term = self.source.holder(code, (role,), self.context.days)
                if term is not None and phrase.title in words_of(term):
                    return term
        return None

    def _called(self, phrase: Phrase) -> Actor | None:
        """Return the latest person whom the text has called by a title before ("the general" of Gen Haftar)."""
        title = phrase.title or ""
        words = {title, _SHORT.get(title, title)}
        mentions = (m for m in reversed(self.memory.mentions) if m.kind == "person" and m.phrase.title in words)
        return next((m.actor for m in mentions if m.actor is not None), None)

    def _in_another_office(self, phrase: Phrase) -> Actor | None:
        """Return the latest person who bears a title that goes with one of several offices ("the chairman" of Kim)."""
        if phrase.title not in _OF_ITS_OWN:
            return None
        persons = (a for a, _ in reversed(self.memory.persons))
        return next((a for a in persons if self._has_borne(a, phrase.title)), None)

    def _has_borne(self, actor: Actor, title: str) -> bool:
        """Tell whether an office of a person on the day, or a name of his, has a title in it."""
        person = self.source.authority.persons.get(actor.name)
        if person is None:
            return title in (actor.office or "").lower() and actor.role in LEADING
        days = self.context.days
        terms = [t for t in person.terms if t.start <= days.end and days.start <= t.end]
        offices = [t.office for t in terms if t.office.role in {*LEADING, "organisation-head"}]
        texts = [*(o.title for o in offices), *(a for o in offices for a in o.aliases), *person.aliases, person.name]
        return any(title in text.lower() for text in texts)

    def _named_in(self, actor: Actor, codes: set[str], phrase: Phrase) -> Actor | None:
        """Return the person whom the document names for an office: it knows better than the tables."""
        everyone = [a for actors in self.context.named.values() for a in actors]
        for known in everyone:
            if known.id == actor.id:
                return known
        if phrase.former or phrase.then or actor.kind == "group":
            return None
        roles = phrase.roles
        fitting = {
            a.id: a
            for a in everyone
            if a.country in codes and (a.role in roles or ("leader" in roles and a.role in LEADING))
        }
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def _counterpart(self, phrase: Phrase, codes: set[str]) -> Actor | None:
        owner = self.memory.owner(phrase.possessor) if phrase.possessor else None
        if owner is None or owner.country in codes:
            owner = self.memory.other_than(codes)
        if not codes:
            return self.memory.counterpart() if phrase.possessor or phrase.definite else None
        if owner is None or owner.role is None:
            return None
        if owner.kind == "group" and owner.role in SINGULAR_ROLES:
            role = SINGULAR_ROLES[owner.role]
            posts = (Name(owner.country, "alias", owner.country),) if owner.country and role == "ambassador" else ()
            stated = phrase._replace(title=role.replace("-", " "), roles=(role,), posts=posts, text=role)
            return self.source.office(stated, self.context.days)
        return self._same_office(owner, phrase, next(iter(codes)))

    def _same_office(self, owner: Actor, phrase: Phrase, code: str) -> Actor | None:
        """Return who holds at another side the office that the owner holds at his."""
        role = owner.role or ""
        named = {a.id: a for actors in self.context.named.values() for a in actors if a.country == code}
        roles = LEADING if role in LEADING else (role,)
        fitting = [a for a in named.values() if a.role in roles]
        if len(fitting) == 1:
            return fitting[0]
        title = role.replace("-", " ")
        if role in LEADING:
            same = self.source.holder(code, (role,), self.context.days)
            title = (owner.office or title).split(" of ")[0].split(",")[0]
            alike = same is not None and same.office.title.split()[0] == title.split()[0]
            roles = (role,) if alike else ("leader", role)
        term = self.source.holder(code, roles, self.context.days)
        if term is not None and role not in BROAD:
            return self.source.incumbent(term)
        text = title.lower() if role in LEADING else role.replace("-", " ")
        own = tuple(n for n in phrase.sides if n.code == code) or phrase.sides
        stated = phrase._replace(title=text, roles=(role,), posts=(), text=f"the {text}", sides=own)
        return self.source.office(stated, self.context.days)

    def _group(self, phrase: Phrase) -> tuple[Actor, ...]:
        if phrase.opposed and phrase.text.lower().startswith(("the opposition", "opposition", "its opposition")):
            return self._opponents(phrase)
        if phrase.opposed or phrase.region is not None:
            return self.source.group(phrase)
        if phrase.group == "counterparts" and phrase.sides:
            return self._counterparts(phrase)
        if phrase.persons or phrase.person_text:  # "the Biden administration"
            return self._of_leader(phrase)
        if len(phrase.sides) > 1 and (phrase.title or phrase.group) in PLURAL_ROLES:
            return tuple(self._holder_in(phrase, name) or self._one_of(phrase, name) for name in phrase.sides)
        if phrase.sides:
            return self.source.group(phrase)
        if phrase.group == "officials" and (code := self._officials_side(phrase)):
            return self.source.group(phrase._replace(sides=(Name(code, "alias", code),)))
        again = self.memory.group(phrase.group or "") if phrase.definite and phrase.group in _NAMED_AGAIN else None
        return one(again)

    def _opponents(self, phrase: Phrase) -> tuple[Actor, ...]:
        """Return whom "the opposition" means: opponents named before, else those of the last government named."""
        for mention in reversed(self.memory.mentions):
            actor = mention.actor
            if actor is None or actor.kind != "group":
                continue
            if mention.phrase.opposed and "opposition" in actor.name:
                return (actor,)
            if actor.role == "government" and actor.country:
                text = f"{self.source.adjective(actor.country)} {phrase.text.split('the ')[-1]}"
                return self.source.group(phrase._replace(text=text))
        return ()

    def _of_leader(self, phrase: Phrase) -> tuple[Actor, ...]:
        actor = self._person(phrase._replace(kind="person", group=None, title=None))
        if actor is None or not actor.country:
            return ()
        word = phrase.text.split()[-1].lower()
        if phrase.group == "delegation":
            return self.source.group(phrase._replace(sides=(Name(actor.country, "alias", actor.country),), title=word))
        label = f"{surname(actor.name)} administration" if word == "administration" else None
        return (self.source.government(actor.country, label),)

    def _holder_in(self, phrase: Phrase, name: Name) -> Actor | None:
        """Return the one whom the document names for an office of several sides ("the leaders of Iran and Turkey")."""
        roles = PLURAL_ROLES.get(phrase.title or phrase.group or "", ())
        named = {a.id: a for actors in self.context.named.values() for a in actors}
        fitting = [a for a in named.values() if a.country == name.code and a.role in roles]
        return fitting[0] if len(fitting) == 1 else None

    def _one_of(self, phrase: Phrase, name: Name) -> Actor:
        """Return the holder of the day for one of the sides, an office without a name when there is no one holder."""
        title = phrase.title or phrase.group or ""
        roles = ("leader",) if title == "leaders" else PLURAL_ROLES[title]
        known = phrase.former or phrase.then or not self.context.days.known
        term = None if known else self.source.holder(name.code, roles, self.context.days)
        return self.source.incumbent(term) if term is not None else self.source.one_of(phrase, name)

    def _counterparts(self, phrase: Phrase) -> tuple[Actor, ...]:
        owner = self.memory.owner(phrase.possessor) if phrase.possessor in {"his", "her"} else None
        owner = owner or self.memory.other_than({n.code for n in phrase.sides})
        if owner is None or owner.role is None:
            return self.source.group(phrase)
        return tuple(self._same_office(owner, phrase, n.code) or self.source.one_of(phrase, n) for n in phrase.sides)
