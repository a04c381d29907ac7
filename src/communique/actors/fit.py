"""How well a person or a term fits what a phrase says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from communique.actors.actor import Days
from communique.actors.authority import Authority, Name, Office, Person, Term
from communique.actors.groups import VERBS
from communique.actors.lexicon import COMMON_WORDS, LEADING, ORDINARY_WORDS
from communique.actors.phrase import Phrase

#: Roles whose holders the press names by surname alone.
PROMINENT = frozenset({
    "head-of-state", "head-of-government", "foreign-minister", "defence-minister", "secretary-general",
    "organisation-head", "deputy-leader", "national-security-adviser", "spokesperson", "envoy",
})  # fmt: skip
FEMALE_HONORIFICS = frozenset(
    {"Mrs", "Ms", "Miss", "Lady", "Dame", "Madame", "Mrs.", "Ms.", "Mme", "Mlle", "Senora", "Signora", "Frau"}
)
_MALE_HONORIFICS = frozenset({"Mr", "Mr.", "Sir", "Lord", "King", "Messrs", "M", "Monsieur", "Herr", "Senor", "Signor",
                              "Senhor"})  # fmt: skip
_SUPPORTING = frozenset({"official", "minister", "military", "legislator", "elect", "counterpart", "private"})
_SMALL = frozenset({"of", "for", "the", "and", "to", "at", "in"})


@lru_cache(maxsize=1000)
def expand(roles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the roles with "leader" as the offices that lead."""
    out: list[str] = []
    for role in roles:
        out += LEADING if role == "leader" else (role,)
    return tuple(out)


def may_stand_alone(phrase: Phrase, days: Days) -> bool:
    """Tell whether a surname alone can be looked up: a prominent holder's that is no common word."""
    if phrase.title or phrase.honorific or phrase.sides:
        return True
    text = (phrase.person_text or "").title()
    if text in ORDINARY_WORDS or text.lower() in VERBS:
        return False
    common = text in COMMON_WORDS
    return any(
        t.start <= days.end and days.start <= t.end and (t.office.leads if common else t.office.role in PROMINENT)
        for p in phrase.persons
        for t in p.terms
    )


def fit(person: Person, phrase: Phrase, days: Days) -> float:
    """Return how well a person fits a phrase; 0 when the text excludes him or her."""
    if person.sex == "f" and phrase.honorific in _MALE_HONORIFICS:
        return 0.0
    if person.sex == "m" and phrase.honorific in FEMALE_HONORIFICS:
        return 0.0
    score = 1.0 if phrase.full else 0.5
    if phrase.sides:
        codes = {n.code for n in phrase.sides}
        if not any(t.office.code in codes for t in person.terms):
            return 0.3 if phrase.full else 0.0
        score += 1.0
    roles = expand(phrase.roles)
    held = [t for t in person.terms if t.start <= days.end and days.start <= t.end]
    if held:
        score += 1.0 + (0.5 if any(t.office.leads for t in held) else 0.0)
        if days.known:
            score += 0.2 * any(t.office.role in PROMINENT for t in held)
    elif not phrase.full and days.known and not (phrase.former or phrase.then or "elect" in roles):
        return 0.0
    timely = person.terms if phrase.former or phrase.then else held
    if roles and any(t.office.role in roles for t in timely):
        score += 1.0
    elif roles and not phrase.full and not (_SUPPORTING.intersection(roles) or phrase.former):
        score -= 0.4
    if phrase.former and days.known and not held and person.terms:
        score += 0.3 if person.terms[-1].end <= days.end else 0.0
    return score


def best_term(held: Sequence[Term], roles: Sequence[str], codes: set[str]) -> Term | None:
    """Return the term that fits the text best: the likeliest meaning of the title, then side, then the higher office.

    Who leads a state and for a year an organisation of states as well is first of all the leader of the state.
    """
    if len(held) < 2:
        return held[0] if held else None
    order = {role: len(roles) - i for i, role in reversed(list(enumerate(roles)))}
    return max(
        held,
        key=lambda t: (
            t.office.role in order,
            t.office.code in codes,
            order.get(t.office.role, 0) if not codes else 0,
            bool(t.office.leads),
            t.office.role in LEADING,
            t.office.role in PROMINENT,
            t.start,
        ),
    )


def opposes(term: Term) -> bool:
    """Tell whether an office is one against the government of its side; its holder does not speak for the side."""
    office = term.office
    return (office.role == "opposition-leader" and not office.leads) or "pposition" in office.title


def role_of(phrase: Phrase) -> str | None:
    """Return the likeliest role of a phrase's title."""
    return phrase.roles[0] if phrase.roles else None


def office_text(phrase: Phrase, source: Authority) -> str:
    """Return a title with its side ("Prime Minister of Georgia") as the text gives it."""
    parts = (phrase.title or "").split()
    title = " ".join(w if w in _SMALL else w[:1].upper() + w[1:] for w in parts)
    if phrase.sides:
        title = f"{title} of {_full(phrase.sides[0], source)}"
    if phrase.posts:
        link = "to" if "mbassador" in title else "for"
        title = f"{title} {link} {_full(phrase.posts[0], source)}"
    return f"former {title}" if phrase.former else title


def _full(name: Name, source: Authority) -> str:
    state = source.states.get(name.code)
    return name.text if name.kind in {"body", "city"} else state.name if state else name.code


def names_post(office: Office, posts: Iterable[Name], source: Authority) -> bool:
    """Tell whether an office's title or an alias of it names one of the posts ("Special Envoy for Syria")."""
    texts = (office.title, *office.aliases)
    wanted = {n.text for n in posts} | {source.states[n.code].name for n in posts if n.code in source.states}
    return any(w in text for w in wanted for text in texts)
