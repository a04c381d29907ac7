"""Persons of different sides whom a clause puts in one place at one time, whatever verb it has.

"They had slipped into a side room for half an hour"; "X was shown the map in the Oval Office on Monday".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from communique.actors.actor import PERSONAL
from communique.actors.cast import Mention
from communique.actors.resolver import Actor
from communique.annotate.annotated import Annotated
from communique.extract.accounts.lexicon import CUES
from communique.extract.contacts.cities import is_city
from communique.extract.contacts.participants import leader_of
from communique.extract.contacts.roles import Parties
from communique.extract.contacts.syntax import subjects
from communique.extract.contacts.triggers import Trigger
from communique.records import Mode

_TWO = 2
#: What one can do to or about another who is far away, beside all verbs of saying.
_FROM_AFAR = CUES | frozenset(
    """
    support oppose back help want need know understand like love hate trust distrust admire despise respect fear worry
    anger irritate please hurt beat defeat outlast outlive succeed replace follow precede resemble remember forget
    mention cite invoke mock insult attack target sanction indict arrest ignore watch hear study copy imitate mirror
    echo rival compare contrast prefer choose pick name appoint elect nominate sue charge convict consider regard treat
    view see judge recognise recognize expect await surprise shock stun impress persuade convince force oblige compel
    allow enable prevent stop block undermine weaken strengthen bolster embolden isolate sideline bypass betray abandon
    desert fail owe match outmanoeuvre outmaneuver outwit give face share disagree differ reach call use lose win
    be do make
    """.split()
)
#: With two as one subject, words of what each may do at home.
_APART = frozenset(
    """
    condemn denounce criticise criticize deplore lambast slam reject dismiss support oppose back want need know like
    hate fear face believe think hope expect say tell insist warn claim deny blame accuse demand urge welcome hail
    praise differ disagree deserve lack owe remain seem appear become represent govern rule lead head live die be have
    foresee envisage plan schedule
    """.split()
)
_LOCATIVE = frozenset(
    {"in", "at", "inside", "into", "outside", "near", "aboard", "on", "over", "around", "round", "across"}
)
_ROOMS = frozenset(
    """
    hotel room palace villa hall office residence garden lodge embassy ranch estate suite dacha tent library castle
    restaurant flat apartment airport terrace corridor table tarmac bunker club study salon lounge margin sideline
    fringe retreat guesthouse compound mansion farmhouse chateau monastery cathedral church ship yacht carrier lobby
    """.split()
)
_PAST = frozenset({"VBD", "VBN", "VBG"})
_BESIDE_CLAUSES = frozenset({"relcl", "acl"})
_BESIDE = frozenset({"with", "beside", "alongside", "opposite", "before", "of", "across"})
#: Rooms in which nobody is received but by the one whose they are.
_OWN_ROOMS = frozenset({"Oval Office"})
_UPON = frozenset({"on", "over", "around", "round", "across"})
#: "Kept him on the line for an hour" puts nobody in one place.
_AFAR = re.compile(r"\bon the (?:line|phone|telephone)\b|\bby (?:tele)?phone\b|\bvideo", re.IGNORECASE)
_LENGTHS = frozenset({"hour", "minute", "night", "evening", "morning", "afternoon", "day", "breakfast", "lunch"})


def encounters(
    annotated: Annotated, parties: Parties, sentence: Sentence, found: Sequence[Trigger]
) -> Iterator[Trigger]:
    """Yield the verbs of a sentence that put persons of two sides together, where their clause has no contact word."""
    taken = {v.i for t in found for v in _verbs_of(t.token)}
    for verb in sentence:
        if verb.pos_ != "VERB" or verb.i in taken or verb.tag_ not in _PAST or verb.dep_ in _BESIDE_CLAUSES:
            continue
        own = verb.dep_ == "conj" or any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
        if (
            not (own or next(parties.listed_before(verb), None))
            or any(c.dep_ == "neg" for c in verb.children)
            or not _is_placed(annotated, verb)
            or _is_of_call(verb, found)
        ):
            continue
        met = together(annotated, parties, verb)
        host = host_of_room(annotated, verb)
        if len(_sides(met) | ({host.country} if host is not None and _sides(met) else set())) >= _TWO:
            yield Trigger(verb, "together", verb.lemma_.lower(), Mode.MEETING, sentence)


def _is_of_call(verb: Token, found: Sequence[Trigger]) -> bool:
    """Tell whether a verb tells how a call went on ("rang X and held him for an hour", "kept him on the line")."""
    if _AFAR.search(verb.doc[verb.left_edge.i : verb.right_edge.i + 1].text):
        return True
    placed = any(c.dep_ == "prep" and c.lower_ in _LOCATIVE for c in verb.children)
    call = any(t.token == verb.head and t.mode in {Mode.CALL, Mode.VIDEO} for t in found)
    return verb.dep_ == "conj" and call and not placed


def together(annotated: Annotated, parties: Parties, verb: Token) -> list[Mention]:
    """Return the persons whom a verb puts together: its subjects, and its objects where it is no act from afar."""
    lemma = verb.lemma_.lower()
    acting = [m for s in subjects(verb) for m in parties.listed(s)] or list(parties.listed_before(verb))
    found = [m for m in acting if _is_personal(m)]
    if len(_sides(found)) >= _TWO:
        return [] if lemma in _APART else found
    if not found or (lemma in _FROM_AFAR and host_of_room(annotated, verb) is None):
        return []
    for child in verb.children:
        if child.dep_ in {"dobj", "dative", "agent"} or (child.dep_ == "prep" and child.lower_ in _BESIDE):
            heads = [child, *(g for g in child.children if g.dep_ == "pobj")]
            found += [m for h in heads for m in parties.listed(h) if _is_personal(m)]
            if child.dep_ == "dobj" and child.lemma_ in {"hand", "arm"}:  # "took the hand of X"
                inner = [h for g in child.children if g.lower_ == "of" for h in g.children]
                found += [m for h in inner for m in parties.listed(h) if _is_personal(m)]
    return found


def host_of_room(annotated: Annotated, verb: Token) -> Actor | None:
    """Return the leader whom one finds in the room where a clause puts somebody ("was shown round the Oval Office")."""
    leading = (t for t in verb.subtree if t.dep_ == "prep" and t.lower_ in _LOCATIVE | {"to", "from"})
    own = (t for t in leading if next((a for a in t.ancestors if a.pos_ in {"VERB", "AUX"}), None) == verb)
    within = (g for t in own for g in t.children)
    for mention in (annotated.mention_at(g) for g in within):
        if mention is not None and mention.kind == "side" and mention.phrase.text.removeprefix("the ") in _OWN_ROOMS:
            return leader_of(annotated, mention.phrase.sides[0].code)
    return None


def _sides(mentions: Sequence[Mention]) -> set[str]:
    return {a.country for m in mentions for a in m.actors if a.country and a.kind in PERSONAL}


def _is_personal(mention: Mention) -> bool:
    return mention.kind in {"person", "title", "pronoun", "pair"}


def _verbs_of(token: Token) -> Iterator[Token]:
    """Yield the verbs whose clause a contact word is part of."""
    yield token
    for ancestor in token.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            yield ancestor
            if ancestor.dep_ in {"relcl", "ccomp", "advcl", "conj"}:
                return


def _is_placed(annotated: Annotated, verb: Token) -> bool:
    """Tell whether a verb has a place where people meet, or a length of hours."""
    if host_of_room(annotated, verb) is not None:
        return True
    for child in verb.children:
        if child.dep_ == "npadvmod" and child.lemma_ in {"hour", "minute"}:
            return True
        if child.dep_ != "prep":
            continue
        objects = [g for g in child.children if g.dep_ == "pobj"]
        if child.lower_ in {"for", "through", "until"} and any(g.lemma_ in _LENGTHS for g in objects):
            return True
        if child.lower_ in _LOCATIVE and any(_is_site(annotated, g, child) for g in objects):
            return True
    return False


def _is_site(annotated: Annotated, noun: Token, preposition: Token) -> bool:
    if noun.lemma_ in _ROOMS:
        return True
    if preposition.lower_ in _UPON:
        return False  # "put pressure on Kyiv", "were divided over Moscow"
    if is_city(noun.text):
        return True
    mention = annotated.mention_at(noun)
    return (
        mention is not None and mention.kind == "side" and mention.phrase.sides[0].kind in {"city", "capital", "seat"}
    )
