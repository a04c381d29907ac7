"""What a whole document says of its actors: its days, the persons it names in full, its own side, its meanings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache, cached_property

from communique.actors.actor import Actor, Days
from communique.actors.authority import Name, Person, Term
from communique.actors.fit import PROMINENT, expand
from communique.actors.index import SURNAME_FIRST, NameIndex
from communique.actors.lexicon import LEADING
from communique.actors.phrase import Phrase
from communique.actors.resolver import Resolver, surname
from communique.actors.spelling import same_first_name, same_surname, skeleton
from communique.actors.text import name_key

#: The same where the office's own side is an organisation that has one: "the Secretary-General" in a text of the UN.
_ORGANISATION_TITLES = frozenset({"secretary-general", "secretary general"})
#: Days between an election and the day on which the elected takes office, at most.
_TRANSITION = 150
#: Titles that, without a side, are those of the office's own side.
_HOME_TITLES = frozenset(
    {
        "president", "prime minister", "chancellor", "president of the republic", "vice president", "secretary",
        "deputy secretary", "under secretary", "foreign secretary", "secretary of state", "secretary of defense",
        "national security advisor", "national security adviser", "head of state",
    }
)  # fmt: skip

#: Persons in office together who date a text, and their share of all.
_ENOUGH, _SHARE = 3, 0.75

#: Sides whose leaders and ministers the press names without their country, and those whose leaders alone.
_IN_THE_NEWS = frozenset(
    """
    USA RUS SUN CHN GBR FRA DEU JPN IND ITA CAN AUS BRA MEX TUR KOR SAU ZAF ARG IDN ISR IRN UKR PRK SYR EGY PAK IRQ AFG
    EUU UNO NATO VAT PSE POL ESP CUB VEN
    """.split()
)

_LEADERS_IN_THE_NEWS = frozenset(
    """
    BLR KAZ AZE ARM GEO HUN SRB GRC NLD BEL SWE NOR FIN DNK CHE AUT PRT IRL CZE CSK ROU BGR YUG MDA KGZ UZB MNG VNM PHL
    THA MYS SGP MMR BGD ARE QAT KWT JOR LBN LBY TUN DZA MAR SDN SSD ETH ERI SOM KEN UGA RWA COD AGO NGA ZWE COL PER CHL
    CYP TWN
    """.split()
)

_OF_A_REPUBLIC = frozenset({"of", "the", "republic", "federation"})


class Context:
    """The phrases of one document, with what can only be decided with all of them in view."""

    def __init__(
        self, phrases: Sequence[Phrase], days: Days, source: Resolver, index: NameIndex, home: str | None
    ) -> None:
        self.source = source
        self.index = index
        self.codes = frozenset(n.code for p in phrases for n in p.sides)
        self._given = phrases
        if home:
            phrases = [_at_home(p, home, source, days) for p in phrases]
        self.days = days if days.known else days_of(phrases)
        if not self.days.known:
            self.days = era_of(phrases)
        self.phrases = [self._placed(p) for p in phrases]
        # Each person is asked for twice: by what names him or her in full, and when the phrase is read.
        self._persons: dict[int, tuple[Phrase, Actor | None]] = {}
        self.elect = self._elect()
        self.named = self._named()

    @cached_property
    def _clear(self) -> frozenset[str]:
        """The sides that the document names by words that mean no other."""
        names = {n for p in self._given for n in p.sides}
        return frozenset(n.code for n in names if len({m.code for m in self.index.meanings(n)}) == 1)

    def _elect(self) -> frozenset[str]:
        """Return the persons who are elected and not yet in office, where the text speaks of somebody elect."""
        speaking = [p for p in self.phrases if "elect" in p.roles]
        if not speaking or not self.days.known or self.days.inferred:
            return frozenset(p.name for q in speaking for p in q.persons)
        coming = (date.fromisoformat(self.days.end) + timedelta(days=_TRANSITION)).isoformat()
        return frozenset(
            p.name
            for q in self.phrases
            for p in q.persons
            for t in p.terms
            if t.office.leads and self.days.end < t.start <= coming
        )

    def _placed(self, phrase: Phrase) -> Phrase:
        """Return the phrase with the sides of its day: "Moscow" is the Soviet government's in 1985."""
        if not phrase.sides or all(len(self.index.meanings(n)) == 1 for n in phrase.sides):
            return phrase
        return phrase._replace(sides=tuple(self._meaning(n, phrase.place) for n in phrase.sides))

    def _meaning(self, name: Name, place: bool) -> Name:
        found = [n for n in self.index.meanings(name) if self._exists(n.code)]
        codes = dict.fromkeys(n.code for n in found)
        if not found or (len(codes) == 1 and name in found):
            return name
        if len(codes) == 1:
            return found[0]
        if name.text == "Brussels" and not place:
            belgian = "BEL" in self._clear and "EUU" not in self._clear
            return next((n for n in found if n.code == ("BEL" if belgian else "EUU")), name)
        if name in found:
            same_kind = [n for n in found if n.kind == name.kind]
            named = [n for n in same_kind if n.code in self._clear]
            return name if name in named or not named else named[0]
        return next((n for n in found if n.kind == name.kind), found[0])

    def _exists(self, code: str) -> bool:
        state = self.source.authority.states.get(code)
        return state is None or (state.start <= self.days.end and self.days.start <= state.end)

    def _named(self) -> dict[str, list[Actor]]:
        """Return the persons that the document names in full, by surname, each with the most that is said of him."""
        best: dict[str, Actor] = {}
        for phrase in self.phrases:
            if phrase.kind != "person" or not phrase.full:
                continue
            actor = self.person(phrase)
            if actor is None:
                continue
            known = best.get(actor.id)
            if known is None or _says_more(actor, known):
                best[actor.id] = actor
        out: dict[str, list[Actor]] = {}
        for actor in best.values():
            for word in surnames_of(actor, self.source.authority.persons.get(actor.name)):
                out.setdefault(word, []).append(actor)
        return out

    def best(self, actor: Actor | None) -> Actor | None:
        """Return a person with the most that the document has said of him or her."""
        if actor is None:
            return None
        for actors in self.named.values():
            for i, known in enumerate(actors):
                if known.id == actor.id:
                    if known.country is not None or actor.country is None:
                        return known
                    actors[i] = actor
        return actor

    def neutral_name(self, phrase: Phrase) -> str | None:
        """Return the name of a body without a side as the document has it: in full where it says so once."""
        full = phrase.neutral.name if phrase.neutral else None
        return full if any(p.kind == "neutral" and p.text == full for p in self.phrases) else phrase.text

    def person(self, phrase: Phrase) -> Actor | None:
        """Return the person of a phrase, with other spellings of known names and with persons elect."""
        known = self._persons.get(id(phrase))
        if known is None:
            known = self._persons[id(phrase)] = (phrase, self._person(phrase))
        return known[1]

    def _person(self, phrase: Phrase) -> Actor | None:
        if phrase.full and not phrase.persons and phrase.person_text:
            phrase = phrase._replace(persons=self._respelled(phrase))
        actor = self.source.person(phrase, self.days)
        if actor is not None and not phrase.full and self._is_far_fetched(actor, phrase):
            return None
        if actor is not None and actor.side is None and actor.name in self.elect and not phrase.former:
            return self.source.person(phrase._replace(title="president-elect", roles=("elect",)), self.days)
        return actor

    def _is_far_fetched(self, actor: Actor, phrase: Phrase) -> bool:
        """Tell whether a surname alone would bring in a person of a side that the text never names.

        The leaders and ministers of the sides that fill the news need no introduction, nor does whom the title fits.
        """
        if phrase.sides or actor.country is None or actor.country in self.codes:
            return False
        if phrase.title and actor.role in expand(phrase.roles):
            return False
        if actor.country in _LEADERS_IN_THE_NEWS and actor.role in LEADING:
            return False
        return actor.country not in _IN_THE_NEWS or actor.role not in PROMINENT

    def _respelled(self, phrase: Phrase) -> tuple[Person, ...]:
        """Return the persons of the authority whose name, otherwise spelled, the phrase bears."""
        words = (phrase.person_text or "").replace("-", " ").split()
        if len(words) < 2:
            return ()
        codes = {n.code for n in phrase.sides}
        found = [
            p
            for p in _by_skeleton(self.source).get(skeleton(words[-1]), ())
            if same_first_name(words[0], p.name.split()[0])
            and any(
                t.office.code in codes or (not codes and t.covers(self.days.start, self.days.end) and self.days.known)
                for t in p.terms
            )
        ]
        return tuple(found) if len(found) == 1 else ()

    def bound(self, name: str) -> list[Actor]:
        """Return the persons named in full who bear a surname, in this spelling or one close to it."""
        key = " ".join(name_key(name))
        found = self.named.get(key) or self.named.get(key.split()[-1] if key else "")
        if found:
            return found
        close = (a for word, known in self.named.items() if same_surname(name, word, inflected=True) for a in known)
        return list({a.id: a for a in close}.values())

    def in_office(self, name: str, roles: Iterable[str], codes: set[str]) -> Person | None:
        """Return the one prominent holder on the day whose surname, otherwise spelled, is the name."""
        wanted = set(roles)
        found = {
            p.name: p
            for p in _by_skeleton(self.source).get(skeleton(name), ())
            for t in p.terms
            if t.covers(self.days.start, self.days.end) and _fits(t, wanted, codes)
        }
        return next(iter(found.values())) if len(found) == 1 and self.days.known else None


def _fits(term: Term, roles: set[str], codes: set[str]) -> bool:
    if codes and term.office.code not in codes:
        return False
    return term.office.role in roles if roles else bool(term.office.leads)


def _says_more(actor: Actor, known: Actor) -> bool:
    if known.office is None and actor.office:
        return True
    return (known.country is None and actor.country is not None) or (
        known.side is None and actor.side is not None and known.office is None
    )


def surnames_of(actor: Actor, person: Person | None) -> list[str]:
    """Return the folded words by which a person who was named in full is named again."""
    out = []
    for name in (actor.name, *(person.aliases if person else ())):
        parts = name_key(name)
        if parts and (name == actor.name or len(parts) == 1):
            out.append(parts[-1])
        if parts and name == actor.name and "-" in name.rsplit(" ", 1)[-1]:
            out.append(" ".join(name_key(name.rsplit(" ", 1)[-1])))
    if person is None or any(t.office.code in SURNAME_FIRST for t in person.terms):
        first = name_key(actor.name)
        if len(first) > 1 and person is not None:
            out.append(first[0])
    return list(dict.fromkeys(out))


@cache
def _by_skeleton(source: Resolver) -> dict[str, list[Person]]:
    out: dict[str, list[Person]] = {}
    for person in source.authority.persons.values():
        if person.terms:
            out.setdefault(skeleton(surname(person.name)), []).append(person)
    return out


def _at_home(phrase: Phrase, home: str, source: Resolver, days: Days) -> Phrase:
    """Give a title without a side the side of the office that wrote the document."""
    if phrase.kind not in {"person", "title"} or phrase.sides or not phrase.title or "counterpart" in phrase.roles:
        return phrase
    if phrase.owner is not None or phrase.possessor:
        return phrase
    if any(t.office.code != home for p in phrase.persons for t in p.terms) or phrase.honorific:
        return phrase
    if (phrase.kind == "title" or not phrase.persons) and _is_foreign_title(phrase, home, source, days):
        return phrase
    if phrase.kind == "title" and not (phrase.definite and _is_title_at_home(phrase.title, home, source, days)):
        return phrase
    return phrase._replace(sides=(Name(home, "alias", home),))


def _is_title_at_home(title: str, home: str, source: Resolver, days: Days) -> bool:
    """Tell whether a title without a side is one of the office's own side."""
    if title in _ORGANISATION_TITLES:
        return source.holder(home, ("secretary-general",), days) is not None
    return title in _HOME_TITLES


def _is_foreign_title(phrase: Phrase, home: str, source: Resolver, days: Days) -> bool:
    """Tell whether a leader's title is none of those at home: a "Prime Minister" in a text of the White House."""
    if not phrase.roles or phrase.roles[0] not in LEADING or phrase.title == "head of state":
        return False
    terms = (source.holder(home, (role,), days) for role in LEADING)
    own = {word for t in terms if t is not None for word in t.office.title.lower().split()}
    return bool(own) and not set((phrase.title or "").split()) - _OF_A_REPUBLIC <= own


def days_of(phrases: Sequence[Phrase]) -> Days:
    """Return the days on which all titled persons of the text held their offices, unbounded when they never did."""
    start, end = Days().start, Days().end
    for phrase in phrases:
        if phrase.kind != "person" or not phrase.title or phrase.former or phrase.then or not phrase.persons:
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


def era_of(phrases: Sequence[Phrase]) -> Days:
    """Return the days on which most persons whom the text can only mean held an office, unbounded for too few.

    Of three persons or more all but a quarter must have been in office together; former holders may be among them.
    """
    spans = {
        p.persons[0].name: sorted((t.start, t.end) for t in p.persons[0].terms)
        for p in phrases
        if p.kind == "person" and len(p.persons) == 1 and (p.full or p.honorific) and not (p.former or p.then)
    }
    spans = {name: found for name, found in spans.items() if found}
    best, eras = 0, [Days()]
    for start in sorted({low for found in spans.values() for low, _ in found}):
        held = [max(high for low, high in found if low <= start <= high)
                for found in spans.values() if any(low <= start <= high for low, high in found)]  # fmt: skip
        if len(held) >= best:
            era = Days(start, min(held))
            eras = [era] if len(held) > best else [*eras, era]
            best = len(held)
    if best < _ENOUGH or best < _SHARE * len(spans) or any(e.start > eras[0].end for e in eras):
        return Days()  # too few, or they were in office together twice
    return Days(eras[0].start, max(e.end for e in eras))
