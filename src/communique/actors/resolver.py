"""From a phrase to the actor of that day: who it is, which office he or she held, for which side.

Every resolution carries a score in 0..1 and its reason. What the text itself says of a person ("Wang Yi, the Chinese
foreign minister") beats the authority where they disagree; what stays ambiguous stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.actors.authority import EARLIEST, LATEST, Authority, Name, Person, Term
from communique.actors.lexicon import COMMON_WORDS, LEADING, TITLES
from communique.actors.phrases import Phrase
from communique.actors.text import fold, words

#: Roles whose holders the press names by surname alone.
PROMINENT = frozenset({
    "head-of-state", "head-of-government", "foreign-minister", "defence-minister", "secretary-general",
    "organisation-head", "deputy-leader", "national-security-adviser", "spokesperson", "envoy",
})  # fmt: skip
_SUPPORTING = ("official", "minister", "military", "legislator", "elect", "counterpart")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who a mention stands for.

    kind: person, office (a titled but unnamed holder), group, body, state or organisation. country: whose citizen or
    servant the actor is. side: for whom the actor speaks; None for private and former persons.
    """

    id: str
    kind: str
    name: str
    office: str | None
    role: str | None
    country: str | None
    side: str | None
    sex: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Days:
    """The interval of days, both included, on which a text was written as far as it is known."""

    start: str = EARLIEST
    end: str = LATEST

    @property
    def known(self) -> bool:
        """True when the interval bounds anything."""
        return (self.start, self.end) != (EARLIEST, LATEST)


class Resolver:
    """Resolves phrases against the authority; knows nothing of the rest of the document."""

    def __init__(self, source: Authority) -> None:
        self.authority = source

    def person(self, phrase: Phrase, days: Days) -> Actor | None:
        """Return the person that a named phrase means, or None when nobody or several fit equally well."""
        candidates = phrase.persons
        if not phrase.full and not self._may_stand_alone(phrase, days):
            return None
        scored = sorted(((self._fit(p, phrase, days), p.name, p) for p in candidates), key=lambda t: (-t[0], t[1]))
        if scored and scored[0][0] > 0 and (len(scored) == 1 or scored[0][0] > scored[1][0]):
            return self._known(scored[0][2], phrase, days)
        if scored:
            return None
        return self._stranger(phrase) if phrase.full else None

    def _may_stand_alone(self, phrase: Phrase, days: Days) -> bool:
        if phrase.title or phrase.honorific or phrase.sides:
            return True
        return (phrase.person_text or "") not in COMMON_WORDS and any(
            t.office.role in PROMINENT and t.covers(days.start, days.end) for p in phrase.persons for t in p.terms
        )

    def _fit(self, person: Person, phrase: Phrase, days: Days) -> float:
        """Return how well a person fits; 0 when the text excludes him or her."""
        score = 1.0 if phrase.full else 0.5
        codes = {n.code for n in phrase.sides}
        if codes:
            if not codes & {t.office.code for t in person.terms}:
                return 0.3 if phrase.full else 0.0
            score += 1.0
        held = [t for t in person.terms if t.covers(days.start, days.end)]
        if held:
            score += 1.0 + (0.5 if any(t.office.leads for t in held) else 0.0)
            if days.known:
                score += 0.2 * any(t.office.role in PROMINENT for t in held)
        elif not phrase.full and not phrase.former and days.known:
            return 0.0
        roles = _expand(phrase.roles)
        if roles and any(t.office.role in roles for t in held):
            score += 1.0
        elif roles and not phrase.full and not set(roles) & set(_SUPPORTING) and not phrase.former:
            score -= 0.4
        if phrase.honorific in {"Mr", "Mr.", "Sir"} and person.sex == "f":
            return 0.0
        if not days.known and person.terms:
            score += 0.1 * (person.terms[-1].end > "2000") + 0.1 * any(t.office.leads for t in person.terms)
        return score

    def _known(self, person: Person, phrase: Phrase, days: Days) -> Actor:
        held = [t for t in person.terms if t.covers(days.start, days.end)]
        roles, codes = _expand(phrase.roles), {n.code for n in phrase.sides}
        term = _best_term(held, roles, codes)
        last = max(person.terms, key=lambda t: (t.end, t.start), default=None)
        country = term.office.code if term else (last.office.code if last else None)
        office, role = (term.office.title, term.office.role) if term else (None, None)
        reason = f"{'named' if phrase.full else 'surname'}; {office or 'no office on the day'}"
        if codes and country not in codes and phrase.title:
            country, office, role = phrase.sides[0].code, _office_title(phrase, self.authority), _role(phrase)
            reason = "named; office as the text gives it"
        elif term is None and phrase.title and phrase.sides and not phrase.former:
            office, role = _office_title(phrase, self.authority), _role(phrase)
            reason = "named; office as the text gives it"
        former = phrase.former or (office is None and days.known)
        return Actor(
            f"person:{person.name}", "person", person.name, office, role, country,
            None if former else country, person.sex or "m", 0.95 if phrase.full else 0.85, reason,
        )  # fmt: skip

    def _stranger(self, phrase: Phrase) -> Actor:
        """Return a person outside the authority, with office and country as the text gives them."""
        name = _tidy(phrase.person_text or phrase.text)
        country = phrase.sides[0].code if phrase.sides and phrase.title else None
        office = _office_title(phrase, self.authority) if phrase.title else None
        sex = (
            "f" if phrase.honorific in {"Mrs", "Ms", "Miss", "Lady", "Dame"} or "woman" in (phrase.title or "") else ""
        )
        side = None if phrase.former else country
        return Actor(
            f"person:{name}", "person", name, office, _role(phrase), country, side, sex, 0.6, "as the text gives it"
        )

    def holder(self, code: str, roles: Sequence[str], days: Days) -> Term | None:
        """Return who held such an office of a side on the day, None when that is not one person."""
        if "leader" in roles:
            found = self.authority.leading(code, days.start, days.end)
            return found[0] if len({t.person for t in found}) == 1 else None
        for role in roles:
            found = self.authority.holders(code, (role,), days.start, days.end)
            if len({t.person for t in found}) == 1:
                return found[0]
            if found:
                return None
        return None

    def office(self, phrase: Phrase, days: Days) -> Actor | None:
        """Return the holder of a titled office that the phrase does not name, or the office when nobody is known."""
        if not phrase.sides or not phrase.title:
            return None
        code = phrase.sides[0].code
        title = _office_title(phrase, self.authority)
        role = _role(phrase)
        if phrase.roles == ("official",) or (
            role in {"diplomat", "adviser", "minister"} and phrase.title == "diplomat"
        ):
            return self._unnamed(phrase, code)
        term = None if phrase.former else self.holder(code, phrase.roles, days)
        if term is not None:
            return self.incumbent(term)
        side = None if phrase.former else code
        return Actor(
            f"office:{code}/{phrase.title}", "office", title, title, role, code, side, "", 0.5, "office, holder unknown"
        )

    def incumbent(self, term: Term) -> Actor:
        """Return the holder of an office as an actor whom a text means without the name."""
        person, code = self.authority.persons[term.person], term.office.code
        reason = f"holder of {term.office.id} on the day"
        return Actor(
            f"person:{person.name}", "office", person.name, term.office.title, term.office.role, code, code,
            person.sex or "m", 0.8, reason,
        )  # fmt: skip

    def _unnamed(self, phrase: Phrase, code: str) -> Actor:
        short = self.adjective(code)
        name = f"{short} {phrase.title or 'official'} (unnamed)"
        return Actor(
            f"group:{code}/{phrase.title}", "group", name, None, "official", code, code, "", 0.7, "unnamed official"
        )

    def group(self, phrase: Phrase) -> tuple[Actor, ...]:
        """Return one actor a side for a collective ("US and Russian officials", "leaders of Britain and France")."""
        out = []
        for name in phrase.sides:
            what = phrase.title or phrase.group or "officials"
            if phrase.group == "leaders":
                label = (
                    f"leader of {self._full(name.code)}"
                    if len(phrase.sides) > 1
                    else f"{self.adjective(name.code)} leaders"
                )
            elif name.kind in {"seat", "body"}:
                label = f"{name.text} {what}"
            else:
                label = f"{self.adjective(name.code)} {what}"
            out.append(
                Actor(
                    f"group:{name.code}/{phrase.group}",
                    "group",
                    label,
                    None,
                    phrase.group,
                    name.code,
                    name.code,
                    "",
                    0.7,
                    "group",
                )
            )
        return tuple(out)

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
                f"body:{name.code}/{name.text}",
                "body",
                name.text,
                None,
                "body",
                name.code,
                name.code,
                "",
                0.9,
                f"{name.kind} of {full}",
            )
        kind = "organisation" if state and state.is_organisation else "state"
        reason = "named" if name.kind == "alias" else f"{name.kind} of {full}"
        return Actor(f"state:{name.code}", kind, full, None, None, name.code, name.code, "", 0.9, reason)

    def adjective(self, code: str) -> str:
        """Return the adjective of a side ("Russian"), "US" for the United States, its name when there is none."""
        if code == "USA":
            return "US"
        for name in self.authority.names:
            if name.code == code and name.kind == "adjective":
                return name.text
        state = self.authority.states.get(code)
        return "UN" if code == "UNO" else "EU" if code == "EUU" else state.name if state else code

    def _full(self, code: str) -> str:
        state = self.authority.states.get(code)
        return state.name if state else code


def _expand(roles: Iterable[str]) -> tuple[str, ...]:
    out: list[str] = []
    for role in roles:
        out += LEADING if role == "leader" else (role,)
    return tuple(out)


def _best_term(held: Sequence[Term], roles: Sequence[str], codes: set[str]) -> Term | None:
    """Return the term that fits the text best: title, then side, then the higher office."""
    return max(
        held,
        key=lambda t: (
            t.office.role in roles,
            t.office.code in codes,
            bool(t.office.leads),
            t.office.role in PROMINENT,
            t.start,
        ),
        default=None,
    )


def _role(phrase: Phrase) -> str | None:
    return phrase.roles[0] if phrase.roles else None


def _office_title(phrase: Phrase, source: Authority) -> str:
    """Return a title with its side ("Prime Minister of Georgia") as the text gives it."""
    words_ = (phrase.title or "").split()
    title = " ".join(w if w in {"of", "for", "the", "and", "to"} else w[:1].upper() + w[1:] for w in words_)
    if phrase.sides:
        state = source.states.get(phrase.sides[0].code)
        title = f"{title} of {state.name if state else phrase.sides[0].code}"
    return f"former {title}" if phrase.former else title


def _tidy(name: str) -> str:
    return " ".join(name.split()).strip(" ,.;:'’\"")


def surname(name: str) -> str:
    """Return the folded last word of a name."""
    found = [w.text for w in words(name) if w.text[:1].isalpha()]
    return fold(found[-1]) if found else fold(name)


__all__ = ["PROMINENT", "TITLES", "Actor", "Days", "Resolver", "surname"]
