"""Whom a pronoun cannot mean, and whom it means that is named only behind it.

Who does something to "him" is another than he ("Putin told him", "Hussein met him"). "In his call to Putin, Trump said"
has the call of the one whom the sentence is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from communique.actors.memory import Bindings

_OBJECTS = frozenset({"him", "her"})
_OWNERS = frozenset({"his", "her"})
_OPENING = frozenset({"prep", "advcl"})
_WITHIN = frozenset({"prep", "pobj", "pcomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: Prepositions behind which the subject itself would be "himself"; not so "had his wife beside him".
_ON_ANOTHER = frozenset({"to", "by", "for", "from", "on", "at", "against"})
_DEEPEST = 4


def bindings(doc: Doc) -> Bindings:
    """Return what the grammar of a text tells of its pronouns."""
    return Bindings(_objects_apart(doc), _subjects_behind(doc))


def _objects_apart(doc: Doc) -> dict[int, int]:
    """Return the start of each pronoun that is an object, with that of the subject of its clause."""
    found = ((t, _subject(t)) for t in doc if t.lower_ in _OBJECTS)
    return {t.idx: subject.idx for t, subject in found if subject is not None}


def _subjects_behind(doc: Doc) -> dict[int, int]:
    """Return the start of each "his" or "her" in what opens a sentence, with that of the name that is its subject."""
    found = ((t, _named_behind(t)) for t in doc if t.lower_ in _OWNERS and t.dep_ == "poss")
    return {t.idx: subject.idx for t, subject in found if subject is not None}


def _named_behind(pronoun: Token) -> Token | None:
    opening = pronoun
    while opening.head != opening and opening.dep_ not in _OPENING:
        opening = opening.head
    while opening.dep_ in _WITHIN and opening.head != opening and opening.head.pos_ not in {"VERB", "AUX"}:
        opening = opening.head
    verb = opening.head
    if verb == opening or opening.left_edge.i != opening.sent.start:
        return None
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    named = subject is not None and subject.pos_ == "PROPN" and opening.i < pronoun.i < subject.i
    return subject if named else None


def _subject(pronoun: Token) -> Token | None:
    governing = _verb(pronoun)
    for verb in _clause(governing) if governing is not None else ():
        own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        if own is not None:
            return own if own.i < pronoun.i else None
    return None


def _verb(pronoun: Token) -> Token | None:
    """Return the verb that does something to whom the pronoun means, by itself or by such a preposition."""
    head = pronoun.head
    if pronoun.dep_ in {"dobj", "dative"} and head.pos_ == "VERB":
        return head
    if pronoun.dep_ != "pobj" or head.head.pos_ != "VERB":
        return None
    with_another = head.lower_ == "with" and not any(c.dep_ == "dobj" for c in head.head.children)
    return head.head if head.lower_ in _ON_ANOTHER or with_another else None


def _clause(verb: Token) -> Iterator[Token]:
    """Yield the verb and those whose subject is its own: "came and met him", "came to meet him"."""
    for _ in range(_DEEPEST):
        yield verb
        governed = verb.dep_ == "xcomp" and not any(c.dep_ in {"dobj", "dative"} for c in verb.head.children)
        if not (verb.dep_ == "conj" or governed) or verb.head.pos_ not in {"VERB", "AUX"}:
            return
        verb = verb.head
