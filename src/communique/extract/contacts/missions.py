"""Delegations sent to another capital: who goes, and with whom they talk there where nobody else is named."""

from __future__ import annotations

from spacy.tokens import Token

from communique.actors.authority import Name, authority
from communique.actors.cast import resolver
from communique.actors.phrase import Phrase
from communique.actors.resolver import Actor
from communique.annotate.annotated import Annotated
from communique.extract.contacts.participants import Actors
from communique.extract.contacts.syntax import subjects
from communique.extract.contacts.triggers import Trigger
from communique.records import Mode

_TALKING = frozenset({"talk", "negotiation", "consultation", "discussion", "round"})
_GOING = frozenset(
    """
    be arrive fly travel go come stay land return head leave depart send dispatch despatch lead hold begin start open
    have conduct finish end conclude resume continue
    """.split()
)
#: States in which others meet, so that talks there are not with the host.
_VENUES = frozenset({"CHE", "AUT", "NOR", "FIN", "SWE", "OMN", "QAT", "KAZ", "BEL", "ISL"})
_WHO_GO = frozenset({"person", "office", "group"})


def sent(annotated: Annotated, trigger: Trigger) -> Actors:
    """Return whom somebody sends or leads to a place: those named, else a delegation of the side that sends them."""
    verb = trigger.token
    found = [m for c in verb.children if c.dep_ == "dobj" and (m := annotated.mention_at(c)) is not None]
    going = {a.id: a for m in found for a in m.actors if a.country and a.kind in _WHO_GO}
    acting = subjects(verb)
    if any(s.lower_ in {"it", "they"} for s in acting) and verb.head != verb:  # "Ukraine said it would send"
        acting = [*acting, *subjects(verb.head)]
    senders = [a for s in acting if (m := annotated.mention_at(s)) is not None for a in m.actors if a.country]
    if verb.lemma_ == "lead":  # who leads a delegation goes with it
        return {a.id: a for a in senders if a.kind in _WHO_GO} or going
    if going or not senders:
        return going if senders or all(a.kind == "group" for a in going.values()) else {}
    side = Name(senders[0].country or "", "alias", senders[0].country or "")
    phrase = Phrase("group", verb.idx, verb.idx, "", sides=(side,), group="delegation", title="delegation")
    return {a.id: a for a in resolver().group(phrase)}


def host_of_talks(annotated: Annotated, trigger: Trigger, actors: Actors) -> Actor | None:
    """Return the state with which a delegation talks in its capital, None where the text leaves that open.

    "A Turkish delegation was in Moscow for talks" are talks with Russia; in Geneva they would be with others.
    """
    codes = {a.country for a in actors.values()}
    if trigger.mode is not Mode.TALKS or trigger.lemma not in _TALKING or len(codes) != 1 or None in codes:
        return None
    if any(a.kind != "group" for a in actors.values()) and not _is_led(trigger.token):
        return None
    for token in trigger.token.ancestors:
        if token.pos_ in {"VERB", "AUX"}:
            return _host_at(annotated, trigger.token, token, codes) if token.lemma_ in _GOING else None
    return None


def _is_led(noun: Token) -> bool:
    return noun.dep_ != "dobj" and any(
        a.lemma_ in {"lead", "head", "send"} and a.pos_ == "VERB" for a in noun.ancestors
    )


def _host_at(annotated: Annotated, noun: Token, verb: Token, codes: set[str | None]) -> Actor | None:
    """Return the state whose capital is named at the verb, or at the talks, as the place."""
    parts = [noun, *(t for t in noun.ancestors if t.i >= verb.i and t.pos_ == "NOUN"), verb]
    parts += [c for c in verb.children if c.dep_ == "dobj"]
    for part in parts:
        for preposition in part.children:
            if preposition.dep_ != "prep" or preposition.lower_ not in {"in", "to", "at", "into"}:
                continue
            for goal in preposition.children:
                mention = annotated.mention_at(goal)
                if mention is None or mention.kind != "side" or not mention.phrase.sides:
                    continue
                code = mention.phrase.sides[0].code
                state = authority().states.get(code)
                if state is None or state.is_organisation or code in _VENUES or code in codes:
                    return None
                return resolver().side(Name(code, "alias", code))
    return None
