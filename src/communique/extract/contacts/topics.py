"""What a contact was about: noun phrases of its sentence, and the topics of the list that they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from communique.extract.contacts.topic_list import listed

_LINKS = frozenset({"about", "on", "regarding", "concerning", "over"})
_DISCUSSION = frozenset({"discuss", "address", "raise", "review", "cover", "tackle", "explore"})
_TALKING = frozenset({"talk", "speak", "conversation", "call", "discussion", "meeting", "view", "exchange", "consult"})
#: Nouns that only lead to what they are of ("the range of", "the need for").
_EMPTY = frozenset(
    """
    range number importance need possibility way effort status situation matter question variety series host array set
    urgency state course outcome prospect extent role issue topic aspect detail development step consequence opportunity
    result plan readiness implementation future support concern commitment creation condition view work level part
    """.split()
)
#: What every contact has, and what is no subject: occasions, means, other contacts.
_NOT_SUBJECTS = frozenset(
    """
    margin sideline occasion telephone phone video visit trip meeting summit call conversation talk voice side weekend
    anonymity citizen challenge priority interest cooperation
    """.split()
)
_MOST = 6
_LONGEST = 6
"""In words: how far a phrase behind a noun may reach."""


def topics(sentence: Span, trigger: Token) -> tuple[str, ...]:
    """Return what the contact is said to be about: at most six noun phrases, then the topics of the list in them."""
    found = [
        token
        for token in sentence
        if (token.dep_ == "dobj" and token.head.lemma_ in _DISCUSSION)
        or (token.dep_ == "pobj" and token.head.lower_ in _LINKS and _is_of_contact(token.head, trigger))
    ]
    parts = [part for token in found for part in (token, *token.conjuncts)]
    subjects = [s for part in parts for s in _subjects(part) if _is_subject(s)]
    phrases = tuple(dict.fromkeys(p for p in map(_phrase, subjects) if p))[:_MOST]
    named = {p.lower() for p in phrases}
    return phrases + tuple(t for t in listed(phrases) if t.lower() not in named)


def _subjects(noun: Token) -> Sequence[Token]:
    """Return the noun itself, or what a noun without content of its own is of."""
    if noun.lemma_.lower() not in _EMPTY:
        return [noun]
    inner = [
        c for p in noun.children if p.dep_ == "prep" and p.lower_ in {"of", "for", "in", "with"} for c in p.children
    ]
    return [s for token in inner if token.dep_ == "pobj" for part in (token, *token.conjuncts) for s in _subjects(part)]


def _is_subject(noun: Token) -> bool:
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.ent_type_ in {"DATE", "TIME", "PERSON"}:
        return False
    return noun.lemma_.lower() not in _NOT_SUBJECTS | _EMPTY


def _is_of_contact(preposition: Token, trigger: Token) -> bool:
    head = preposition.head
    return head == trigger or head.lemma_ in _TALKING


def _phrase(token: Token) -> str:
    """Return a noun with what stands before it and one "of/in/on" phrase behind it."""
    left = [t.i for t in token.lefts if t.dep_ not in {"det", "cc", "punct"} and t.tag_ != "PRP$"]
    start, end = min([*left, token.i]), token.i + 1
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "in", "on", "to", "with", "between"}:
            stop = max(t.i for t in child.subtree) + 1
            if stop - token.i <= _LONGEST:
                end = stop
            break
    return " ".join(token.doc[start:end].text.split()).strip(' ,.“”"')
