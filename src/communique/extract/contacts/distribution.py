"""Sentences that tell of several contacts at once: "rang Moon and Abe", "conversations with Cameron and Nazarbayev"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.actors.actor import PERSONAL
from communique.actors.cast import Mention
from communique.annotate.annotated import Annotated
from communique.extract.contacts.pairs import PAIR
from communique.extract.contacts.participants import Actors
from communique.extract.contacts.triggers import CALLING, Trigger
from communique.records import Mode

if TYPE_CHECKING:
    from communique.extract.contacts.candidate import Candidate

_APART = re.compile(r"\b(?:separate|four|three|two|these) (?:\w+ )?calls\b")
PARTED = re.compile(
    r"\b(?:separate(?:ly)?|in turn|one after (?:the other|another)|one by one|each of|each with|two by two|"
    r"individual(?:ly)?|respectively|back[- ]to[- ]back|with both|"
    r"(?:series|round|flurry|string|marathon) of (?:\w+ ){0,2}(?:calls|conversations|diplomacy|meetings)|"
    r"(?:two|three|four|five|six) (?:phone |telephone |video )?(?:calls|conversations|meetings))\b",
    re.IGNORECASE,
)
#: Words between two names that make a second contact of the second.
_IN_TURN = re.compile(
    r"\b(?:(?:then|afterwards?|later|subsequently|after that|before that|earlier|previously|separately)\b|"
    r"in a separate \w+|in the (?:morning|afternoon|evening)|over (?:breakfast|lunch|dinner))(?! to [A-Z])",
    re.IGNORECASE,
)
#: How far behind the last name "respectively" may stand, in characters.
_TAIL = 16
#: Plurals that are one event, or any number of them.
_MASS = frozenset({"talk", "negotiation", "consultation", "discussion"})
_SITES = frozenset({"capital", "city", "alias", "name"})
_PREPOSITIONS = frozenset({"with", "to", "from"})


def several(
    annotated: Annotated, candidate: Candidate, mentions: Sequence[Mention], told: Sequence[Actors]
) -> list[Candidate]:
    """Return the contacts of which one word tells at once, none when it tells of one.

    "Their conversations with Putin and Zelensky" are of each with each; "rang Moon and Abe" are two calls, as are those
    "with Obama and with Hollande"; a meeting "with Kallas, Levits and Nauseda" is one.
    """
    trigger = candidate.trigger
    pair = told[-1] if told else {}
    plural = trigger.kind == "noun" and trigger.token.tag_ == "NNS" and trigger.lemma != "talk"
    theirs = any(c.dep_ == "poss" and c.lower_ == "their" for c in trigger.token.children)
    if plural and theirs and len(pair) == PAIR:
        others = [a for a in candidate.actors.values() if a.id not in pair and a.country]
        return _parted(candidate, [{a.id: a} for a in pair.values()], [{a.id: a} for a in others])
    if plural and len(candidate.actors) == 1:
        there = _states_visited(annotated, trigger)
        return _parted(candidate, [candidate.actors], there) if len(there) >= PAIR else []
    hosts, groups = _sides_of(annotated, candidate, mentions)
    if not hosts or len(groups) < PAIR:
        return []
    parted = _parted(candidate, [hosts], [actors for _, actors in groups])
    sites = _sites(annotated, candidate, [actors for _, actors in groups])
    if sites and len(parted) == len(sites):
        for contact, site in zip(parted, sites, strict=True):
            contact.place = site
        return parted
    if not _is_distributive(annotated, candidate, groups):
        return []
    return [replace(c, anaphoric=False) for c in parted]


def _states_visited(annotated: Annotated, trigger: Trigger) -> list[Actors]:
    """Return the states in which a plural says that one met people ("his meetings in Russia and Ukraine")."""
    for child in trigger.token.children:
        if child.dep_ == "prep" and child.lower_ == "in":
            tokens = [t for g in child.children if g.dep_ == "pobj" for t in (g, *g.conjuncts)]
            found = [m for t in tokens if (m := annotated.mention_at(t)) is not None and m.kind == "side"]
            return [{a.id: a} for m in found for a in m.actors if a.kind == "state"]
    return []


def _sites(annotated: Annotated, candidate: Candidate, groups: Sequence[Actors]) -> list[str]:
    """Return the places that a journey led to, one for each party met ("went to Quito and Lima, where he met ...").

    They stand before the word, in its sentence or the one before, one of each party's own state; else none.
    """
    trigger = candidate.trigger
    codes = [next(iter(actors.values())).country for actors in groups]
    if candidate.mode is not Mode.MEETING or len(set(codes)) < len(groups):
        return []
    place = annotated.sentences.index(trigger.sentence) if trigger.sentence in annotated.sentences else 0
    for sentence in annotated.sentences[max(0, place - 1) : place + 1][::-1]:
        start, end = annotated.extent(sentence)
        named = [
            m for m in annotated.mentions_in(start, min(end, trigger.token.idx))
            if m.kind == "side" and m.phrase.sides and m.phrase.sides[0].kind in _SITES
        ]  # fmt: skip
        found = {m.phrase.sides[0].code: m.phrase.text.removeprefix("the ") for m in named}
        if all(code in found for code in codes):
            return [found[code] for code in codes if code is not None]
    return []


def _parted(candidate: Candidate, ones: Sequence[Actors], others: Sequence[Actors]) -> list[Candidate]:
    parted = [
        (candidate.with_actors({**one, **other}, another=candidate.another), other)
        for one in ones
        for other in others
        if {a.country for a in one.values()}.isdisjoint(a.country for a in other.values())
    ]
    asking = {a.country for other in others for a in other.values()}
    for contact, other in parted:  # "took calls from X and Y": each of them rang himself
        if contact.initiator in asking and contact.initiator not in contact.sides:
            contact.initiator = next((a.country for a in other.values()), None)
    return [contact for contact, _ in parted]


def _sides_of(
    annotated: Annotated, candidate: Candidate, mentions: Sequence[Mention]
) -> tuple[Actors, list[tuple[Mention, Actors]]]:
    """Return the parties named before the trigger, and those named after it with the mention of each."""
    at = candidate.trigger.token.idx
    before: Actors = {}
    after: list[tuple[Mention, Actors]] = []
    for mention in mentions:
        meant = candidate.actors.values() if mention.kind == "pair" and mention.start > at else mention.actors
        actors = {a.id: a for a in meant if a.id in candidate.actors and a.country and a.id not in before}
        if not actors:
            continue
        if mention.start < at:
            before.update(actors)
        elif not actors.keys() & before.keys():
            split = mention.kind == "pair" or (
                mention.kind == "group" and len(actors) > 1 and all(a.kind in PERSONAL for a in actors.values())
            )
            after += [(mention, {i: a}) for i, a in actors.items()] if split else [(mention, actors)]
    if len({next(iter(a.values())).country for _, a in after}) < len(after):
        apart = len(after) == PAIR and _IN_TURN.search(annotated.text, after[0][0].end, after[1][0].start)
        return before, after if apart else []
    return before, after


def _is_distributive(annotated: Annotated, candidate: Candidate, groups: Sequence[tuple[Mention, Actors]]) -> bool:
    trigger = candidate.trigger
    first, last = groups[0][0], groups[-1][0]
    words = annotated.text[trigger.token.idx : last.end]
    if candidate.mode is Mode.SUMMIT or re.search(r"\bbetween\b", words):
        return False
    if _IN_TURN.search(annotated.text, first.end, last.start):
        return True
    reach = annotated.text[candidate.spans[0].start : last.end + _TAIL]
    if PARTED.search(reach) or _is_told_apart(annotated, trigger):
        return True
    if trigger.kind == "noun":  # also "telephone conversations with the foreign ministers of Turkey and Denmark"
        return trigger.token.tag_ == "NNS" and trigger.lemma not in _MASS
    if first.start == last.start and first.kind == "group":
        return False  # "telephoned the leaders of Britain and France"
    if trigger.lemma in CALLING and not _by_preposition(trigger.token):
        return True
    return all(_has_own_preposition(annotated, m) for m, _ in groups) and first.start != last.start


def _is_told_apart(annotated: Annotated, trigger: Trigger) -> bool:
    """Tell whether the next sentence says that there were several contacts ("In the four calls, ...")."""
    following = next((s for s in annotated.sentences if s.start >= trigger.sentence.end), None)
    return following is not None and _APART.search(following.text) is not None


def _by_preposition(verb: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ == "with" for c in verb.children)


def _has_own_preposition(annotated: Annotated, mention: Mention) -> bool:
    before = annotated.text[max(0, mention.start - 12) : mention.start].lower().split()
    return bool(set(before[-2:]) & _PREPOSITIONS)
