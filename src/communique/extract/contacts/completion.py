"""Parties whom the text only implies: the office that wrote it, who addresses whom, whose meeting it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Token

from communique.actors.actor import PERSONAL
from communique.actors.authority import Name
from communique.actors.cast import resolver
from communique.actors.index import name_index
from communique.actors.lexicon import LEADING
from communique.actors.resolver import Actor, Days
from communique.actors.text import words
from communique.annotate.annotated import Annotated
from communique.extract.contacts.pairs import PAIR, last_two
from communique.extract.contacts.participants import Actors, persons, persons_at, side_count
from communique.extract.contacts.syntax import subjects
from communique.extract.contacts.triggers import Trigger
from communique.records import Mode

#: Who, beside leaders, speaks of talks as his own ("Talks with X had been productive, the foreign minister said").
_NEGOTIATING = frozenset({"foreign-minister", "defence-minister", "national-security-adviser", "envoy"})
_OF_TWO = frozenset(
    {"meeting", "summit", "call", "encounter", "session", "haggling", "bargaining", "talk", "negotiation", "discussion"}
)
#: Verbs by which one leader addresses another: with a contact word near by they name its parties.
ADDRESS = frozenset(
    """
    tell urge warn ask press assure inform thank congratulate remind promise offer describe call demand say brief
    caution implore beg encourage challenge propose suggest
    """.split()
)
_OF_PERSONS = frozenset({Mode.CALL, Mode.VIDEO, Mode.MEETING, None})
#: "On the eve of the summit": what is told then is not of it.
_BEFORE = frozenset({"eve", "ahead", "day", "week"})
_POINTING = frozenset({"the", "this", "that", "these", "his", "her", "their", "its"})
_LED_BY = re.compile(
    r"(?:^|,|\b(?:talks|negotiations|conference|congress|largely|partly)) ?"
    r"\b(?:led|sponsored|brokered|hosted|organi[sz]ed|chaired|mediated|convened) by\b"
)
_SPONSORED = re.compile(
    r"\b([A-Z][\w.]*)[-–](?:sponsored|brokered|mediated|organi[sz]ed|hosted|led|chaired|convened|backed|run)\b"
)


def complete(annotated: Annotated, trigger: Trigger, actors: Actors, told: Sequence[Actors], *, definite: bool) -> None:
    """Add the parties whom the text implies to a contact noun that names fewer than two sides.

    told: the parties of the contacts told before, in order. definite: the noun points back ("the call").
    """
    headline = not any(t.pos_ in {"VERB", "AUX"} for t in trigger.sentence)
    if (headline or not told) and not any(c.dep_ == "poss" for c in trigger.token.children):
        _add_host(annotated, actors)
    if side_count(actors) < PAIR and trigger.mode is not Mode.SUMMIT:
        _add_addressing(annotated, trigger, actors)
    known = definite and (not actors or any(set(actors) & set(t) for t in told))
    if (
        not known
        and trigger.mode is not Mode.VISIT
        and (side_count(actors) == 1 or (not actors and trigger.lemma in _OF_TWO))
    ):
        _add_subject(annotated, trigger, actors)
    if side_count(actors) < PAIR and any(c.lower_ == "their" for c in trigger.token.children):
        _add_owners(annotated, trigger, actors)
    if side_count(actors) == 1:
        _add_speaker(annotated, trigger, actors)
    if side_count(actors) < PAIR and trigger.mode is Mode.LETTER and _is_between_parties(annotated, trigger, actors):
        _add_correspondent(annotated, trigger, actors, told)
    if side_count(actors) < PAIR and not definite and trigger.mode in _OF_PERSONS:
        _add_addressed_before(annotated, trigger, actors)
    if trigger.mode in {Mode.TALKS, Mode.SUMMIT}:
        if side_count(actors) < PAIR:
            _add_leading(annotated, trigger, actors)
        _add_sponsor(trigger, actors)


def _add_host(annotated: Annotated, actors: Actors) -> None:
    """Add the leader whose office wrote a readout to "telephone conversation with President X" at its head."""
    home, published = annotated.home, annotated.published
    if len(actors) != 1 or home is None:
        return
    guest = next(iter(actors.values()))
    if guest.country == home or guest.role not in LEADING:
        return
    days = Days(published.start, published.end) if published else annotated.cast.days
    term = resolver().holder(home, ("leader",), days)
    if term is not None:
        host = resolver().incumbent(term)
        actors[host.id] = host


def _add_addressing(annotated: Annotated, trigger: Trigger, actors: Actors) -> None:
    """Add the two who address each other ("Biden told Putin ..., the White House said after a call")."""
    for token in trigger.sentence:
        if token.pos_ != "VERB" or token.lemma_ not in ADDRESS or _is_what_is_said(trigger.token, token):
            continue
        pair = {a.id: a for a in addressing(annotated, token)}
        bodies = [i for i, a in actors.items() if a.kind == "body"]
        if side_count(pair) >= PAIR and (len(bodies) == len(actors) or set(actors) & set(pair)):
            for body in bodies:
                del actors[body]
            actors.update(pair)
            return


def _add_addressed_before(annotated: Annotated, trigger: Trigger, actors: Actors) -> None:
    """Add the two of whom the sentence before says that one addressed the other, on an occasion told only now.

    "Putin has warned Biden against sanctions. In a phone call on Thursday he said ...".
    """
    noun = trigger.token
    setting = noun.dep_ == "pobj" and noun.head.lower_ in {"in", "during"} and _says_nobody(noun)
    if not setting:
        return
    verb = next((a for a in noun.ancestors if a.pos_ == "VERB"), None)
    speaking = {a.id for a in persons_at(annotated, subjects(verb))} if verb is not None else set()
    here = bisect_left(annotated.sentences, trigger.sentence.start, key=lambda s: s.start)
    for token in annotated.sentences[here - 1] if here else ():
        pair = addressing(annotated, token) if token.pos_ == "VERB" and token.lemma_ in ADDRESS else []
        found = {a.id: a for a in pair if a.kind in PERSONAL}
        if side_count(found) == PAIR == len(found) and speaking and speaking | set(actors) <= set(found):
            actors.update(found)
            return


def _says_nobody(noun: Token) -> bool:
    """Tell whether a contact noun leaves open between whom ("in a phone call late on Thursday")."""
    return not any(
        c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ in {"with", "between", "from", "to", "of"})
        for c in noun.children
    )


def _is_what_is_said(noun: Token, verb: Token) -> bool:
    """Tell whether a contact is what one tells another of ("told him that the talks had been difficult")."""
    below = [noun, *(a for a in noun.ancestors if verb.is_ancestor(a))]
    return verb.is_ancestor(noun) and below[-1].dep_ == "ccomp"


def addressing(annotated: Annotated, verb: Token) -> list[Actor]:
    """Return the persons who speak and are spoken to by a verb of address."""
    speakers = subjects(verb) or ([verb.nbor(-1)] if verb.i > verb.sent.start else [])
    return [*persons_at(annotated, speakers), *persons_at(annotated, _addressees(verb))]


def _add_subject(annotated: Annotated, trigger: Trigger, actors: Actors) -> None:
    """Add the nearest person before the trigger who is a subject in its sentence ("X did so, in a call with Y").

    Where the noun names nobody, only two who are subject together ("X and Y agreed on a meeting").
    """
    least = 1 if actors else PAIR
    for i in range(trigger.token.i - 1, trigger.sentence.start - 1, -1):
        token = trigger.sentence.doc[i]
        if token.dep_ in {"nsubj", "nsubjpass"}:
            if trigger.mode is Mode.TALKS and token.head.lemma_ == "be":
                return  # "X is confident that the talks ..." does not tell who is at the talks
            found = {
                a.id: a for a in persons_at(annotated, [token, *token.conjuncts]) if a.country and a.id not in actors
            }
            if found and side_count(found) >= least:
                actors.update(found)
                return
    if not actors:
        _add_subject_behind(annotated, trigger, actors)


def _add_subject_behind(annotated: Annotated, trigger: Trigger, actors: Actors) -> None:
    """Add those who are subject together of the clause that a contact noun opens ("After the talks X and Y said")."""
    if trigger.token.head.lower_ == "of" and trigger.token.head.head.lower_ in _BEFORE:
        return  # "on the eve of the summit X and Y spoke"
    verb = next((a for a in trigger.token.ancestors if a.pos_ == "VERB"), None)
    for subject in subjects(verb) if verb is not None and verb.i > trigger.token.i else ():
        tokens = [subject, *subject.conjuncts]
        found = {a.id: a for a in persons_at(annotated, tokens) if a.country}
        if subject.i > trigger.token.i and side_count(found) >= PAIR:
            actors.update(found)


def subject_of(annotated: Annotated, trigger: Trigger, actors: Actors) -> Actors:
    """Return the parties with the one who tells of a contact added ("X reported on the conversation with Y")."""
    out = dict(actors)
    _add_subject(annotated, trigger, out)
    return out


def _add_owners(annotated: Annotated, trigger: Trigger, actors: Actors) -> None:
    """Add the two leaders of the sentence whose meeting it is ("at their Helsinki summit Trump sided with Putin")."""
    found: Actors = {}
    for mention in annotated.mentions_in(*annotated.extent(trigger.sentence)):
        actor = mention.actor if mention.kind in {"person", "title"} else None
        if actor is not None and actor.country and actor.role in LEADING:
            found.setdefault(actor.country, actor)
    if len(found) == PAIR:
        actors.update({a.id: a for a in found.values()})


def _add_speaker(annotated: Annotated, trigger: Trigger, actors: Actors) -> None:
    """Add the leader who speaks of a contact with somebody ("Monday's call with Putin went well, Trump said")."""
    if not any(c.dep_ == "prep" and c.lower_ == "with" for c in trigger.token.children):
        return
    sides = {a.country for a in actors.values()}
    for token in trigger.sentence:
        if token.pos_ == "VERB" and token.lemma_ in {"say", "describe", "call", "write", "tell", "add"}:
            for actor in persons_at(annotated, subjects(token)):
                speaks = actor.role in LEADING or (actor.role in _NEGOTIATING and bool(persons(actors)))
                if speaks and actor.country and actor.country not in sides:
                    talks = trigger.mode is Mode.TALKS and not persons(actors)  # of two states, not of their leaders
                    party = resolver().side(Name(actor.country, "alias", actor.country)) if talks else actor
                    actors[party.id] = party
                    return


def _add_leading(annotated: Annotated, trigger: Trigger, actors: Actors) -> None:
    """Add those by whom talks are led, wherever the clause puts them ("... in Astana, led by Turkey and Iran")."""
    start, end = annotated.extent(trigger.sentence)
    behind = trigger.token.idx
    match = _LED_BY.search(annotated.text, behind, end)
    if match is None or match.start() < start:
        return
    last = match.end()
    for mention in annotated.mentions_in(match.end(), end):
        if annotated.text[last : mention.start].strip(" ,\n") not in {"", "and", "the"}:
            return
        actors.update({a.id: a for a in mention.actors if a.country})
        last = mention.end


def _add_sponsor(trigger: Trigger, actors: Actors) -> None:
    """Add the side that holds the talks ("UN-sponsored talks", "Russian-organised talks")."""
    noun = trigger.token
    before = noun.doc[max(trigger.sentence.start, noun.i - 8) : noun.i + 1].text
    match = _SPONSORED.search(before)
    found = name_index().side_at(words(match.group(1)), 0) if match else None
    if found is not None:
        actor = resolver().side(found[1][0])
        actors.setdefault(actor.id, actor)


def _is_between_parties(annotated: Annotated, trigger: Trigger, actors: Actors) -> bool:
    """Tell whether a letter can be one between those of whom the text tells: its words name nobody else.

    "Letters from former residents", "a message to the nation", "a letter of credit" go between others.
    """
    noun = trigger.token
    parts = [noun, *([noun.head] if noun.dep_ == "dobj" else [])]
    ends = [c for p in parts for c in p.children if c.dep_ in {"prep", "dative"} and c.lower_ in {"from", "to", "by"}]
    for end in (g for c in ends for g in c.children if g.dep_ == "pobj" and g.ent_type_ not in {"DATE", "TIME"}):
        if annotated.mention_at(end) is None and end.pos_ in {"NOUN", "PROPN"}:
            return False
    if any(g.lemma_ in {"credit", "intent"} for c in noun.children if c.lower_ == "of" for g in c.children):
        return False
    coming = noun.dep_ == "nsubj"  # "Then came a letter"
    return bool(actors) or coming or any(c.dep_ in {"det", "poss"} and c.lower_ in _POINTING for c in noun.children)


def _add_correspondent(annotated: Annotated, trigger: Trigger, actors: Actors, told: Sequence[Actors]) -> None:
    """Add to whom a letter goes: the one with whom its writer is in contact in the same document."""
    for parties in reversed(told):
        found = persons(parties)
        if (not actors or set(actors) & set(parties)) and len({a.country for a in found}) == PAIR:
            actors.update({a.id: a for a in found})
            return
    found = last_two(annotated, LEADING, trigger.sentence.end_char)
    if any(a.id in actors for a in found):
        actors.update({a.id: a for a in found})


def _addressees(verb: Token) -> list[Token]:
    """Return the words for whom a verb of speech addresses ("told X", "described to X", "said to X")."""
    out = [c for c in verb.children if c.dep_ in {"dobj", "dative"}]
    for child in verb.children:
        if child.lower_ in {"to", "of", "with"} and child.dep_ in {"prep", "dative"}:
            out += [c for c in child.children if c.dep_ == "pobj"]
    return out
