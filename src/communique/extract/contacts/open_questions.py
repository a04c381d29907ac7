"""What a text leaves open: it is not known whether or when something took place."""

from __future__ import annotations

from spacy.tokens import Token

_UNKNOWN = frozenset({"unknown", "unclear", "uncertain", "unsure"})
_DISCLOSING = frozenset({"know", "clear", "certain", "disclose", "reveal"})
_NOT = frozenset({"not", "n't", "n’t"})


def is_open_question(token: Token) -> bool:
    """Tell whether it is left open whether or when something happened ("it is not known when they last spoke")."""
    if not any(c.lower_ in {"when", "whether", "if"} for c in token.children):
        return False
    above = token.head
    words = {c.lower_ for c in above.children}
    if above.lower_ in _UNKNOWN or words & _UNKNOWN:
        return True
    asked = above.lemma_ in _DISCLOSING or (above.lemma_ == "be" and bool(words & _DISCLOSING))
    return asked and bool((words | {c.lower_ for c in above.head.children}) & _NOT)
