"""Contacts that do not come about because somebody stays away, is held up, or a plan for them fails."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from communique.extract.contacts.triggers import Trigger
from communique.records import Mode

#: "Was barred from travelling to Beirut": what one is kept from doing.
_HINDERING = frozenset({"bar", "ban", "prevent", "block", "stop", "keep", "hinder", "prohibit", "dissuade"})
#: "Failed to turn up for talks with X".
_MISSING = frozenset({"fail", "neglect", "omit"})
_COMING = frozenset({"show", "turn", "appear", "attend", "meet", "come", "arrive", "visit"})
_PLANS = frozenset(
    "plan attempt effort bid hope proposal prospect scheme preparation arrangement intention idea initiative".split()
)
_FAILING = frozenset({"collapse", "fail", "founder", "evaporate", "fade", "fizzle", "unravel", "crumble", "fall"})
_FALLING = frozenset({"through", "apart", "flat"})
#: "Dropped plans to meet X", "shelved his visit".
_GIVING_UP = frozenset({"drop", "abandon", "ditch", "axe", "shelve", "scrap", "forgo", "forego"})
_FEW = 3
"""In words: so far above a meeting the verb of the journey stands ("kept from flying to Cairo to meet X")."""
#: What takes place without the one who is kept away.
_OF_MANY = frozenset({Mode.SUMMIT, Mode.TALKS})
_TRAVELS = frozenset({"visit", "trip", "journey", "tour", "stop", "stopover"})


def is_prevented(trigger: Trigger, chain: Sequence[Token]) -> bool:
    """Tell whether a clause says that what it tells of did not come about; chain: the verbs above the trigger."""
    token = trigger.token
    above = [token, *token.ancestors]
    return (
        (trigger.mode not in _OF_MANY and any(_is_hindered(verb) for verb in above[:_FEW]))
        or any(_stays_away(verb) for verb in chain[:2])
        or any(_is_given_up(noun) for noun in above if noun.lemma_ in _PLANS and noun.pos_ == "NOUN")
        or (token.lemma_ in _TRAVELS and token.dep_ == "dobj" and token.head.lemma_ in _GIVING_UP)
    )


def _is_hindered(verb: Token) -> bool:
    """Tell whether a verb is what somebody is kept from ("prevented him from meeting X")."""
    return verb.dep_ == "pcomp" and verb.head.lower_ == "from" and verb.head.head.lemma_ in _HINDERING


def _stays_away(verb: Token) -> bool:
    """Tell whether somebody failed to come."""
    return verb.dep_ == "xcomp" and verb.lemma_ in _COMING and verb.head.lemma_ in _MISSING


def _is_given_up(noun: Token) -> bool:
    """Tell whether a plan fails or is given up."""
    verb = noun.head
    if noun.dep_ == "dobj":
        return verb.lemma_ in _GIVING_UP
    if noun.dep_ != "nsubj" or verb.lemma_ not in _FAILING:
        return False
    return verb.lemma_ != "fall" or any(c.lower_ in _FALLING for c in verb.children)
