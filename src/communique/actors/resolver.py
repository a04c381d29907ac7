"""From a phrase to the actor of that day: who it is, which office he or she held, for which side.

Every resolution carries a score in 0..1 and its reason. What the text itself says of a person ("Wang Yi, the Chinese
foreign minister") beats the authority where they disagree; what stays ambiguous stays unresolved.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.actors.actor import Actor, Days
from communique.actors.authority import Authority, Name, Person, Term
from communique.actors.fit import (
    FEMALE_HONORIFICS,
    PROMINENT,
    best_term,
    expand,
    fit,
    may_stand_alone,
    office_text,
    opposes,
    role_of,
)
from communique.actors.groups import POSTED, PRIVATE, REGIONS
from communique.actors.incumbents import Incumbents
from communique.actors.lexicon import LEADING, TITLES
from communique.actors.phrase import Phrase
from communique.actors.text import fold, words

_SINGULAR = {
    "leaders": "leader", "presidents": "president", "prime ministers": "prime minister", "ministers": "minister",
    "heads of state": "head of state", "foreign ministers": "foreign minister",
    "defence ministers": "defence minister", "defense ministers": "defence minister",
    "foreign secretaries": "foreign secretary", "national security advisers": "national security adviser",
    "national security advisors": "national security adviser",
}  # fmt: skip


_WITH_ARTICLE = frozenset({"European Union", "African Union", "Arab League", "Netherlands", "Philippines", "Maldives",
                           "Soviet Union", "Bahamas", "Holy See", "Czech Republic", "Dominican Republic",
                           "Central African Republic", "Marshall Islands", "Solomon Islands"})  # fmt: skip


#: Roles of titles that name no one office: "the German diplomat" may serve an organisation.
_OF_NO_OFFICE = frozenset({"diplomat", "official", "military", "private", "legislator"})


class Resolver:
    """Resolves phrases against the authority; knows nothing of the rest of the document."""

    def __init__(self, source: Authority) -> None:
        self.authority = source
        self.incumbents = Incumbents(source)
        self._adjectives = _adjectives(source)

    def person(self, phrase: Phrase, days: Days) -> Actor | None:
        """Return the person that a named phrase means, or None when nobody or several fit equally well."""
        if not phrase.full and not may_stand_alone(phrase, days):
            return None
        best, score, tied = None, 0.0, False
        for candidate in phrase.persons:
            value = fit(candidate, phrase, days)
            if value > score:
                best, score, tied = candidate, value, False
            elif value == score:
                tied = True
        if best is not None:
            return None if tied else self._known(best, phrase, days)
        return self._stranger(phrase) if phrase.full and not phrase.persons else None

    def _known(self, person: Person, phrase: Phrase, days: Days) -> Actor:
        held = [t for t in person.terms if t.covers(days.start, days.end)]
        roles, codes = expand(phrase.roles), {n.code for n in phrase.sides}
        if phrase.then or phrase.former:
            held = [t for t in person.terms if t.office.role in roles] if phrase.then else []
        if days.inferred and not held and not phrase.former:
            held = [t for t in person.terms if t.office.role in roles] or list(person.terms)
        term = best_term(held, roles, codes)
        country = term.office.code if term else self._country(person, phrase, days)
        office, role = (term.office.title, term.office.role) if term else (None, None)
        named = "named" if phrase.full else "surname"
        reason = f"{named}; {f'held {term.office.id}' if term else 'no office on the day'}"
        if "elect" in phrase.roles:
            return self._elect(person, phrase, days, country)
        if set(phrase.roles) & PRIVATE and term is None:
            return _make(person, phrase, country=country, reason=f"{named}; private on the day")
        stated = bool(phrase.title and phrase.sides and not phrase.former)
        posted = term is not None and term.office.role in POSTED and (phrase.posts or set(roles) & POSTED)
        served = term is not None and self._is_organisation(term.office.code) and set(roles) <= _OF_NO_OFFICE
        if stated and (country not in codes or term is None) and not posted and not served:
            country, office = phrase.sides[0].code, office_text(phrase, self.authority)
            role, reason = role_of(phrase), f"{named}; office as the text gives it"
        unknown_now = office is None and days.known and not phrase.then
        side = None if phrase.former or unknown_now or (term is not None and opposes(term)) else country
        return _make(person, phrase, office=office, role=role, country=country, side=side, reason=reason)

    def _country(self, person: Person, phrase: Phrase, days: Days) -> str | None:
        """Return the side of a person who holds no office on the day: as told, else of offices held before.

        Who went on to an organisation is still of the state that he or she led; whom an organisation is to call one day
        is of a state that nothing tells.
        """
        if phrase.sides and not phrase.title:
            return phrase.sides[0].code
        before = [t for t in person.terms if not days.known or t.start <= days.end]
        terms = before or [t for t in person.terms if not self._is_organisation(t.office.code)]
        last = max(
            terms, key=lambda t: (not self._is_organisation(t.office.code), bool(t.office.leads), t.end, t.start),
            default=None,
        )  # fmt: skip
        return last.office.code if last else None

    def _is_organisation(self, code: str) -> bool:
        state = self.authority.states.get(code)
        return state is not None and state.is_organisation

    def _elect(self, person: Person, phrase: Phrase, days: Days, country: str | None) -> Actor:
        coming = next((t for t in person.terms if t.start >= days.start and t.office.role in LEADING), None)
        code = phrase.sides[0].code if phrase.sides else (coming.office.code if coming else country)
        office = f"{phrase.title[:1].upper()}{phrase.title[1:]} of {self._full(code or '')}" if phrase.title else None
        reason = "named; elected, not yet in office"
        return _make(person, phrase, office=office, role="elect", country=code, side=code, reason=reason)

    def _stranger(self, phrase: Phrase) -> Actor:
        """Return a person outside the authority, with office and country as the text gives them."""
        name = _tidy(phrase.person_text or phrase.text)
        private = bool(set(phrase.roles) & PRIVATE)
        country = phrase.sides[0].code if phrase.sides and not private else None
        office = office_text(phrase, self.authority) if phrase.title else None
        sex = "f" if phrase.honorific in FEMALE_HONORIFICS or "woman" in (phrase.title or "") else ""
        side = None if phrase.former else country
        role = None if phrase.former else role_of(phrase)
        return Actor(f"person:{name}", "person", name, office, role, country, side, sex, 0.6, "as the text gives it")

    def holder(self, code: str, roles: Sequence[str], days: Days) -> Term | None:
        """Return who held such an office of a side on the day, None when that is not one person."""
        return self.incumbents.holder(code, roles, days)

    def office(self, phrase: Phrase, days: Days) -> Actor | None:
        """Return the holder of a titled office that the phrase does not name, or the office when nobody is known."""
        if not phrase.sides or not phrase.title or set(phrase.roles) & PRIVATE:
            return None
        code = phrase.sides[0].code
        indefinite = phrase.text[:2].lower() == "a " or phrase.text[:3].lower() in {"an ", "one", "any"}
        if phrase.roles == ("official",) or phrase.title == "diplomat" or (indefinite and "leader" not in phrase.roles):
            return self._unnamed(phrase, code)
        term = None if phrase.former or phrase.then else self.incumbents.of_phrase(phrase, days)
        if term is not None:
            return self.incumbent(term)
        title = office_text(phrase, self.authority)
        side = None if phrase.former or phrase.sides[0].kind == "city" else code  # "the Gaza leader"
        return Actor(
            f"office:{code}/{phrase.title}", "office", title, title, role_of(phrase), code, side, "", 0.5,
            "office, holder unknown",
        )  # fmt: skip

    def incumbent(self, term: Term) -> Actor:
        """Return the holder of an office as an actor whom a text means without the name."""
        person, office = self.authority.persons[term.person], term.office
        return Actor(
            f"person:{person.name}", "office", person.name, office.title, office.role, office.code,
            None if opposes(term) else office.code,
            person.sex or "m", 0.8, f"holder of {office.id} on the day",
        )  # fmt: skip

    def _unnamed(self, phrase: Phrase, code: str) -> Actor:
        name = f"{self._whose(phrase.sides[0])} {phrase.title or 'official'} (unnamed)"
        side = None if phrase.former else code
        name = f"former {name}" if phrase.former else name
        return Actor(
            f"group:{code}/{phrase.title}", "group", name, None, "official", code, side, "", 0.7, "unnamed official"
        )

    def group(self, phrase: Phrase) -> tuple[Actor, ...]:
        """Return one actor a side for a collective ("US and Russian officials", "leaders of Britain and France").

        A collective without a side ("European leaders", "the Syrian opposition") is one actor that speaks for none.
        """
        if not phrase.sides:
            return self._without_side(phrase)
        if phrase.group == "states":
            return tuple(self.side(name) for name in phrase.sides)
        return tuple(self._collective(phrase, name) for name in phrase.sides)

    def one_of(self, phrase: Phrase, name: Name) -> Actor:
        """Return the holder whom "the leaders of Iran and Turkey" means for one of the sides, without a name."""
        return self._collective(phrase, name, alone=True)

    def _collective(self, phrase: Phrase, name: Name, *, alone: bool = False) -> Actor:
        what = phrase.title or phrase.group or "officials"
        holder = singular(what)
        if holder and (len(phrase.sides) > 1 or alone):
            label = f"{holder} of {self.name(name.code)}"
        else:
            label = f"{self._whose(name)} {what}"
        side = None if phrase.former else name.code
        return Actor(
            f"group:{name.code}/{phrase.group}", "group", label, None, phrase.group, name.code, side, "", 0.7, "group"
        )

    def _without_side(self, phrase: Phrase) -> tuple[Actor, ...]:
        if phrase.region is None and not phrase.opposed:
            return ()
        label = _tidy(phrase.text)
        label = label[4:] if label.lower().startswith("the ") else label
        country = REGIONS.get(phrase.region or "") if phrase.group == "leaders" else None
        head, found, _ = label.lower().partition(" opposition")
        named = head + found  # delegations, leaders and groups of one opposition are one actor
        return (Actor(f"group:/{named}", "group", label, None, phrase.group, country, None, "", 0.6, "no one side"),)

    def government(self, code: str, label: str | None = None) -> Actor:
        """Return the government of a side, under the name that a text gives it ("Biden administration")."""
        name = label or f"{self.adjective(code)} government"
        return Actor(f"state:{code}", "group", name, None, "government", code, code, "", 0.8, "government")

    def side(self, name: Name) -> Actor:
        """Return the state, organisation, or body that a word stands for."""
        state = self.authority.states.get(name.code)
        full = state.name if state else name.code
        if name.kind in {"seat", "body"}:
            return Actor(
                f"body:{name.code}/{name.text}", "body", name.text, None, "body", name.code, name.code, "", 0.9,
                f"{name.kind} of {full}",
            )  # fmt: skip
        kind = "organisation" if state and state.is_organisation else "state"
        reason = "named" if name.kind == "alias" else f"{name.kind} of {full}"
        return Actor(f"state:{name.code}", kind, full, None, None, name.code, name.code, "", 0.9, reason)

    def neutral(self, phrase: Phrase, name: str | None = None) -> Actor | None:
        """Return the newspaper, charity or institute of a phrase: an actor that speaks for no side.

        name: how the document calls it, where that is not its full name.
        """
        body = phrase.neutral
        if body is None:
            return None
        return Actor(
            f"body:{body.name}", body.kind, name or body.name, None, None, None, None, "", 0.9, "speaks for no side"
        )

    def adjective(self, code: str) -> str:
        """Return the adjective of a side ("Russian"), "US" for the United States, its name when there is none."""
        return self._adjectives.get(code) or self._full(code)

    def _whose(self, name: Name) -> str:
        return name.text if name.kind in {"seat", "body"} else self.adjective(name.code)

    def name(self, code: str) -> str:
        """Return the name of a side as it stands in a phrase ("the United States")."""
        name = self._full(code)
        return f"the {name}" if name.startswith("United ") or name in _WITH_ARTICLE else name

    def _full(self, code: str) -> str:
        state = self.authority.states.get(code)
        return state.name if state else code


def singular(title: str) -> str | None:
    """Return the office of a plural of offices ("leader" of "leaders"), None for other groups."""
    return _SINGULAR.get(title)


def _make(person: Person, phrase: Phrase, *, office: str | None = None, role: str | None = None,
          country: str | None = None, side: str | None = None, reason: str) -> Actor:  # fmt: skip
    return Actor(
        f"person:{person.name}", "person", person.name, office, role, country, side, person.sex or "m",
        0.95 if phrase.full else 0.85, reason,
    )  # fmt: skip


def _adjectives(source: Authority) -> dict[str, str]:
    out: dict[str, str] = {}
    for name in source.names:
        if name.kind == "adjective":
            out.setdefault(name.code, name.text)
    return out | {"USA": "US", "UNO": "UN", "EUU": "EU"}


def _tidy(name: str) -> str:
    return " ".join(name.split()).strip(" ,.;:'’\"")


def surname(name: str) -> str:
    """Return the folded last word of a name."""
    found = [w.text for w in words(name) if w.text[:1].isalpha()]
    return fold(found[-1]) if found else fold(name)


__all__ = ["PROMINENT", "TITLES", "Actor", "Days", "Resolver", "singular", "surname"]
