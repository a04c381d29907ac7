"""Whether a candidate is a contact: the parties that each word and mode asks for."""

from __future__ import annotations

import re

from spacy.tokens import Token

from communique.actors.authority import authority
from communique.annotate.annotated import Annotated
from communique.extract.contacts import cities
from communique.extract.contacts.candidate import Candidate
from communique.extract.contacts.encounters import WRANGLING
from communique.extract.contacts.invitations import INVITING
from communique.extract.contacts.pairs import PAIR
from communique.extract.contacts.participants import persons, persons_at, side_count
from communique.extract.contacts.syntax import antecedent, subjects
from communique.extract.contacts.triggers import CONCLUDING
from communique.extract.contacts.verb_senses import asks_to_visit
from communique.records import Mode, Status

#: Organisations whose councils envoys and ministers brief.
_COUNCILS = frozenset({"NATO", "EUU", "OSCE", "AU", "ASEAN", "LAS"})
#: Those who sit for the members of an organisation.
_SITTING = re.compile(r"\b(?:ministers|ambassadors|envoys|chiefs|leaders|negotiators|directors|commissioners)$")
_HOSTING = frozenset({"host", "receive", "welcome", "greet", "summon", "see"})


def is_contact(annotated: Annotated, candidate: Candidate) -> bool:
    """Tell whether a candidate can stand, alone or as pointing back to another.

    A meeting that a body of states holds becomes a summit here.
    """
    return _is_sensible(annotated, candidate) and _has_parties(annotated, candidate)


def _is_sensible(annotated: Annotated, candidate: Candidate) -> bool:
    """Tell whether the parties are such as the word asks for: persons sign and brief, a guest is received."""
    trigger, mode, actors = candidate.trigger, candidate.mode, candidate.actors
    people = persons(actors)
    if mode is Mode.VISIT and trigger.token.dep_ == "attr" and actors and not people:
        return False  # "it was the first visit by a British prime minister since 1943"
    if mode is Mode.TALKS and actors and all(a.kind == "organisation" and a.country is None for a in actors.values()):
        return False  # the Munich Security Conference is an occasion
    if trigger.lemma == "unite" and not _are_brought_together(annotated, candidate):
        return False
    if trigger.lemma in {"sign", "join"} and len({a.country for a in people}) < PAIR:
        return False
    if trigger.lemma in CONCLUDING:
        there = candidate.place is not None and cities.is_city(candidate.place)
        of_states = candidate.time is not None and all(a.kind in {"state", "group"} for a in actors.values())
        return there and len({a.country for a in (actors.values() if of_states else people)}) >= PAIR
    if trigger.lemma == "brief" and not _is_briefing(candidate):
        return False
    if actors and all(a.kind == "neutral" for a in actors.values()):
        return False  # "the Munich Security Conference" is where others met
    if trigger.kind == "noun" and mode is Mode.TALKS and _is_wished_for(candidate):
        return False
    if trigger.kind == "verb" and trigger.lemma in WRANGLING and not people:
        return False
    if trigger.lemma == "discuss" and len({a.country for a in people}) < PAIR:
        return False
    if mode is Mode.CALL and trigger.lemma == "call" and actors and not people and not candidate.anaphoric:
        return any(a.kind == "group" for a in actors.values())
    hosting = trigger.kind == "verb" and trigger.lemma in _HOSTING
    return not hosting or _has_guest(annotated, trigger.token)


def _is_briefing(candidate: Candidate) -> bool:
    """Tell whether one briefs persons of another side, or an organisation's council."""
    people, actors = persons(candidate.actors), candidate.actors.values()
    if len({a.country for a in people}) >= PAIR:
        return len(people) == len(actors)
    bodies = [a for a in actors if a.kind in {"body", "organisation"} and a.country in _COUNCILS]
    return len(people) == 1 and len(bodies) + 1 == len(actors) and bool(bodies)


def _are_brought_together(annotated: Annotated, candidate: Candidate) -> bool:
    """Tell whether two or more are brought together by another than one of them."""
    verb = candidate.trigger.token
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    bringing = persons_at(annotated, subjects(verb)) if not passive else []
    return len(candidate.actors) >= PAIR and not any(a.id in candidate.actors for a in bringing)


def _has_parties(annotated: Annotated, candidate: Candidate) -> bool:
    """Tell whether enough parties are known for a contact of its mode."""
    trigger, mode, actors = candidate.trigger, candidate.mode, candidate.actors
    if side_count(actors) >= PAIR:
        return trigger.kind != "address" or candidate.time is not None
    if mode is Mode.VISIT:
        if trigger.lemma in INVITING and asks_to_visit(trigger.token):
            return len(actors) == 1
        return bool(actors) and candidate.place is not None and _is_abroad(annotated, candidate)
    if mode is Mode.MEETING and is_of_body(candidate) and (candidate.place or candidate.time):
        leaders = any(a.name.endswith("leaders") for a in actors.values())
        candidate.mode = Mode.SUMMIT if leaders else Mode.TALKS  # "NATO ambassadors met in Brussels"
        return True
    organised = [a for a in actors.values() if a.kind == "organisation"]
    hosted = trigger.token.head.lemma_ in {"host", "hold", "convene", "stage", "open"}
    if mode is Mode.MEETING and organised and (candidate.anaphoric or hosted) and (candidate.place or candidate.time):
        candidate.mode = mode = Mode.SUMMIT  # "the Arab League meeting in Riyadh"
    if mode is Mode.SUMMIT or (mode is Mode.TALKS and candidate.place):
        return candidate.anaphoric or any(
            a.kind in {"organisation", "state", "series"} or (a.kind == "group" and a.name.endswith("leaders"))
            for a in actors.values()
        )
    return candidate.anaphoric and trigger.kind == "noun"


def is_of_body(candidate: Candidate) -> bool:
    """Tell whether those who serve one organisation of states meet: its ministers, its ambassadors."""
    actors = list(candidate.actors.values())
    return bool(actors) and all(
        a.kind == "group" and _is_organisation(a.country) and _SITTING.search(a.name) for a in actors
    )


def _is_organisation(code: str | None) -> bool:
    state = authority().states.get(code or "")
    return state is not None and state.is_organisation


def _has_guest(annotated: Annotated, verb: Token) -> bool:
    """Tell whether it is somebody who is received or welcomed, not an outcome or a message."""
    objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    if not objects and any(c.dep_ == "agent" for c in verb.children):
        objects = list(subjects(verb))  # "flew to Moscow and was welcomed by Putin"
    objects += [g for c in verb.children if c.lower_ == "in" and c.i == verb.i + 1 for g in c.children]  # "called in X"
    whom = (antecedent(verb, o) if o.tag_ == "WP" and verb.dep_ == "relcl" else o for o in objects)
    return any(annotated.mention_at(o) is not None for o in whom)


def _is_abroad(annotated: Annotated, candidate: Candidate) -> bool:
    """Tell whether the place of a visit lies outside the visitor's own state."""
    if not all(a.country for a in candidate.actors.values()):
        return False
    home = {a.country for a in candidate.actors.values()}
    for mention in annotated.mentions_in(*annotated.extent(candidate.trigger.sentence)):
        name = mention.phrase.sides[0] if mention.kind == "side" and mention.phrase.sides else None
        if name and candidate.place and candidate.place in mention.phrase.text:
            return name.code not in home
    # A town that no table knows lies abroad when the sentence speaks of another state.
    codes = {n.code for m in annotated.mentions_in(*annotated.extent(candidate.trigger.sentence))
             for n in m.phrase.sides}  # fmt: skip
    return bool(codes - home)


def _is_wished_for(candidate: Candidate) -> bool:
    """Tell whether talks are only wished for between governments, on no day, in no place ("support for talks")."""
    plain = candidate.time is None and candidate.place is None and candidate.status is Status.PROPOSED
    return plain and any(a.kind == "state" for a in candidate.actors.values()) and not candidate.anaphoric
