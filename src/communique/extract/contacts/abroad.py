"""Visits told by what somebody said abroad: "the French foreign minister announced in Yerevan on Tuesday"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from communique.actors.cast import Mention
from communique.actors.lexicon import LEADING
from communique.annotate.annotated import Annotated
from communique.extract.accounts.lexicon import SAY
from communique.extract.contacts.roles import Parties
from communique.extract.contacts.syntax import subjects
from communique.extract.contacts.triggers import Trigger
from communique.records import Mode

_TRAVELLING = frozenset({*LEADING, "foreign-minister", "defence-minister", "national-security-adviser"})
#: Seats of organisations, where ministers of all states come and go.
_SEATS = frozenset({"Brussels", "Geneva", "Vienna", "New York", "The Hague", "Strasbourg", "Rome", "Paris", "Munich"})
_DAYLIKE = frozenset({"day", "weekday", "relative"})


def speakers_abroad(annotated: Annotated, parties: Parties, sentence: Sentence) -> Iterator[Trigger]:
    """Yield the verbs of saying whose subject, who serves one state, speaks in the capital of another on a day."""
    if not any(t.kind in _DAYLIKE for t in annotated.times_in(*annotated.extent(sentence))):
        return
    for verb in sentence:
        if verb.pos_ == "VERB" and verb.lemma_ in SAY and verb.tag_ == "VBD":
            homes = {m.actor.country for m in speaking(parties, verb) if m.actor is not None}
            if homes and (state := _state_of(annotated, verb)) is not None and state not in homes:
                yield Trigger(verb, "abroad", verb.lemma_, Mode.VISIT, sentence)


def speaking(parties: Parties, verb: Token) -> list[Mention]:
    """Return the persons who speak and hold an office that sends them abroad."""
    said = [m for s in subjects(verb) for m in parties.listed(s)]
    return [
        m for m in said
        if m.kind in {"person", "title", "pronoun"} and m.actor is not None and m.actor.country
        and m.actor.role in _TRAVELLING
    ]  # fmt: skip


def _state_of(annotated: Annotated, verb: Token) -> str | None:
    """Return the state in whose capital a verb places what is said."""
    heads = (verb, *(c for c in verb.children if c.dep_ in {"dobj", "dative"}))
    for child in (c for h in heads for c in h.children):
        if child.dep_ != "prep" or child.lower_ != "in":
            continue
        for mention in (annotated.mention_at(g) for g in child.children if g.dep_ == "pobj"):
            if mention is not None and mention.kind == "side" and mention.phrase.text not in _SEATS:
                name = mention.phrase.sides[0]
                return name.code if name.kind == "capital" else None
    return None
