"""Senses of the verbs of travel: who goes where, not on to another matter."""

from __future__ import annotations

from spacy.tokens import Token

from communique.extract.contacts.syntax import dependencies, prepositions

_NEAR = 2


def travels(token: Token) -> bool:
    """Tell whether a verb of motion leads to a place."""
    if token.lemma_ == "go" and any(c.lower_ == "on" and c.dep_ in {"prt", "prep", "advmod"} for c in token.children):
        return _goes_on_to_place(token)
    return bool(prepositions(token) & {"to", "in", "into", "for"})


def _goes_on_to_place(token: Token) -> bool:
    """Tell whether "went on to" leads to a name ("to Riyadh"), not to a further matter ("to arms control")."""
    leading = [c for c in token.subtree if c.lower_ == "to" and c.dep_ == "prep" and c.i - token.i <= _NEAR]
    return any(g.pos_ == "PROPN" for c in leading for g in c.children)


def comes(token: Token) -> bool:
    """Tell whether somebody comes to a place, or back from one."""
    to = [g for c in token.children if c.lower_ == "to" for g in c.children if c.dep_ == "prep"]
    back = any(c.lower_ in {"back", "home"} for c in token.children) and "from" in prepositions(token)
    return back or any(g.ent_type_ in {"GPE", "FAC"} for g in to)


def returns(token: Token) -> bool:
    """Tell whether somebody comes back from somewhere, not gives something back."""
    return "from" in prepositions(token) and "dobj" not in dependencies(token)
