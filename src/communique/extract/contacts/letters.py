"""Letters that are sent, told from those of the alphabet and of the law."""

from __future__ import annotations

from spacy.tokens import Token

from communique.extract.contacts.syntax import before

_ALPHABETIC = frozenset("capital block bold gold red large small big cyrillic latin arabic greek dead".split())


def is_letter(token: Token) -> bool:
    """Tell whether a letter is one that is written and sent, not one that is spelt ("the letters CCCP")."""
    if before(token) & _ALPHABETIC:
        return False
    if token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.pos_ in {"VERB", "AUX", "ADV"}:
        described = any(c.dep_ in {"prep", "amod", "poss", "acl", "relcl"} for c in token.children)
        if not described and token.head.head.lemma_ not in {"reply", "respond", "refer"}:
            return False  # "kept to the letter"
    after = next((t for t in token.doc[token.i + 1 : token.sent.end] if not t.is_space), None)
    spelt = after is not None and after.is_upper and after.is_alpha
    return not (token.tag_ == "NNS" and spelt)
