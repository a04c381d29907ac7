"""Whom "they", "both" or "the two presidents" means: a couple that the text has told of before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from communique.actors.actor import PERSONAL
from communique.actors.cast import Mention
from communique.actors.memory import NO_PERSONS, PAIR_ROLES
from communique.actors.resolver import Actor
from communique.annotate.annotated import Annotated

PAIR = 2
_PLURAL = frozenset({"they", "their", "them"})
_WHEN = frozenset({"when", "where", "after", "before", "as", "while", "since", "until"})
_Parties = Mapping[str, Actor]


def points_back(mention: Mention) -> bool:
    """Tell whether a mention is a plural pronoun or a word such as "the two leaders"."""
    return mention.kind == "pair" or (mention.kind == "pronoun" and mention.phrase.text.lower() in _PLURAL)


def couple_of(
    annotated: Annotated, mention: Mention, told: Sequence[_Parties] = (), named: _Parties | None = None
) -> list[Actor]:
    """Return whom a mention that points back means, in the order of the text; nobody when nothing fits.

    told: the parties of the contacts told before, in order. named: whom the words beside it name; the contact meant
    is one of theirs, if there is one. "Those two" are the two last named; "they" those of the last contact; "the two
    presidents" those of whom the text speaks most.
    """
    if mention.phrase.text.lower().startswith(("those", "these")) and mention.actors:
        return list(mention.actors)
    together = _together_before(annotated, mention) or _named_in_sentence(annotated, mention)
    if together:
        return together
    told = [t for t in told if named and named.keys() & t.keys()] or told
    group = mention.phrase.group
    couples = [] if group in NO_PERSONS else [c for t in reversed(told) if (c := _persons(t, group, mention.kind))]
    if couples and mention.kind == "pair":
        spoken_of = Counter(
            a.id for m in annotated.mentions_in(0, mention.start) for a in m.actors if m.kind != "pronoun"
        )
        return max(couples, key=lambda c: min(spoken_of[a.id] for a in c))
    if couples:
        return couples[0]
    for parties in reversed(told):
        if len({a.country for a in parties.values() if a.country}) >= PAIR and fits(parties, group):
            return list(parties.values())
    found = list(mention.actors) or last_two(annotated, PAIR_ROLES.get(group or ""), mention.start)
    return [] if group in NO_PERSONS and any(a.kind in PERSONAL for a in found) else found


def _together_before(annotated: Annotated, mention: Mention) -> list[Actor]:
    """Return the two of different sides whom a sentence names together before "their" ("X and Y ...; their talks")."""
    if mention.kind != "pronoun":
        return []
    start = max(
        (annotated.extent(s)[0] for s in annotated.sentences if annotated.extent(s)[0] <= mention.start), default=0
    )
    named = [m for m in annotated.mentions_in(start, mention.start) if m.kind in {"person", "title"}]
    for one, other in reversed(list(pairwise(named))):
        a, b = one.actor, other.actor
        if a is None or b is None or not a.country or not b.country or a.country == b.country:
            continue
        if annotated.text[one.end : other.start].strip(" ,") in {"and", "&"}:
            return [a, b]
    return []


def _named_in_sentence(annotated: Annotated, mention: Mention) -> list[Actor]:
    """Return the two whom a sentence names before a clause of time about them ("She warned Rouhani when they met").

    They must be all the persons whom it names so far, of different sides, in another clause than the plural.
    """
    words = annotated.tokens(mention.start, mention.end)
    clause = words[-1].head if words else None
    timed = clause is not None and clause.dep_ in {"advcl", "relcl"} and clause.head.i < words[0].i
    if clause is None or not timed or not any(c.lower_ in _WHEN and c.i <= words[0].i for c in clause.children):
        return []
    before = annotated.mentions_in(annotated.extent(words[0].sent)[0], mention.start)
    people = {a.id: a for m in before if (a := m.actor) is not None and a.kind in PERSONAL}
    found = list(people.values())
    first = next((m.start for m in before if m.actor is not None and m.actor.id in people), 0)
    if any(points_back(m) for m in before if m.start > first):
        return []
    sides = {a.country for a in found if a.country}
    return found if len(found) == PAIR == len(sides) else []


def last_two(
    annotated: Annotated, roles: Sequence[str] | None, position: int, without: frozenset[str] = frozenset()
) -> list[Actor]:
    """Return the last persons of two sides named before a place in the text, who hold such an office if it is given.

    without: ids of those who are not meant.
    """
    found: dict[str, Actor] = {}
    for mention in reversed(annotated.mentions_in(0, position)):
        actor = mention.actor
        if actor is None or actor.kind not in PERSONAL or not actor.country or (roles and actor.role not in roles):
            continue
        if actor.id in without:
            continue
        found.setdefault(actor.country, actor)
        if len(found) == PAIR:
            return list(reversed(found.values()))
    return []


def fits(parties: _Parties, group: str | None) -> bool:
    """Tell whether a word such as "the two leaders" can mean these: not persons who all hold other offices."""
    roles = PAIR_ROLES.get(group or "", ())
    people = [a for a in parties.values() if a.kind in PERSONAL and a.country]
    return not roles or len(people) < PAIR or any(a.role in roles for a in people)


def _persons(parties: _Parties, group: str | None, kind: str) -> list[Actor]:
    """Return the persons of two sides among the parties, if their offices fit the word ("presidents")."""
    roles = PAIR_ROLES.get(group or "")
    found = [a for a in parties.values() if a.kind in PERSONAL and a.country]
    if len({a.country for a in found}) < PAIR or (kind == "pair" and len(found) > PAIR):
        return []
    return [] if roles and any(a.role not in roles for a in found) else found
