"""Contacts that are only wanted, suggested or left open, or have not come about yet."""

from __future__ import annotations

from spacy.tokens import Token

from communique.extract.contacts.triggers import Trigger

SEEKING = frozenset(
    """
    support invitation call need hope proposal prospect appeal push bid idea request offer overture plea suggestion
    favour favor
    """.split()
)
_NOT = frozenset({"not", "n't", "n’t"})
_SUGGESTING = frozenset({"suggest", "propose", "ask", "request", "demand", "recommend", "urge", "insist"})


def is_left_open(verb: Token) -> bool:
    """Tell whether somebody does not rule a contact out."""
    excluding = verb.lemma_ == "exclude" or (verb.lemma_ == "rule" and "out" in _words(verb))
    return excluding and any(c.dep_ == "neg" for c in verb.children)


def is_sought(trigger: Trigger) -> bool:
    """Tell whether a contact is what somebody supports, needs or calls for ("support for negotiations")."""
    noun = trigger.token
    arranging = noun.dep_ == "dobj" and noun.head.dep_ == "pcomp"  # "in favour of setting up a meeting"
    link = noun.head.head if arranging else noun.head
    if trigger.kind != "noun" or link.lower_ not in {"for", "of"}:
        return False
    return link.head.lemma_ in SEEKING or (link.i > 0 and link.nbor(-1).lemma_ in {"favour", "favor"})


def is_without_date(trigger: Trigger) -> bool:
    """Tell whether no day has been found yet for a contact ("no date has been set for a meeting")."""
    link = trigger.token.head
    if trigger.kind != "noun" or link.lower_ != "for":
        return False
    dates = [t for t in (link.head, *link.head.children) if t.lemma_ in {"date", "day"}]
    return any((_words(t) | _words(link.head)) & {"no", "any", "yet", *_NOT} for t in dates)


def is_suggested(verb: Token) -> bool:
    """Tell whether a clause is what somebody suggests ("proposed that they hold a summit in June")."""
    bare = verb.tag_ in {"VB", "VBP"} and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    return bare and verb.dep_ == "ccomp" and verb.head.lemma_ in _SUGGESTING


def has_not_come_about(trigger: Trigger) -> bool:
    """Tell whether a contact has not come about: "have not met", "has yet to meet", "no minister has met"."""
    verb = trigger.token
    if trigger.kind != "verb":
        return False
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "have" and _words(verb.head) & {"yet", "still"}:
        return True
    nobody = any(c.dep_ == "nsubj" and "no" in _words(c) for c in verb.children)
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "neg"}}
    return bool(auxiliaries & {"have", "has", "had"}) and (nobody or bool(auxiliaries & _NOT))


def _words(token: Token) -> set[str]:
    """Return the words that hang on a word, in lower case."""
    return {c.lower_ for c in token.children}
