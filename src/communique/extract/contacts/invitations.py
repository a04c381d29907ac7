"""Invitations and requests: who is to come where, and who asked whom for a contact."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.actors.cast import Mention
from communique.annotate.annotated import Annotated
from communique.extract.contacts.roles import Parties
from communique.extract.contacts.syntax import subjects
from communique.extract.contacts.triggers import Trigger

#: Words that make a visit of what follows "to": they name the guest.
INVITING = frozenset({"invite", "ask", "invitation", "bid"})
_TAKING = frozenset(
    """
    accept receive get take turn decline refuse have consider welcome answer reject spurn ignore appreciate obtain
    """.split()
)
_REQUESTS = frozenset(
    """
    request proposal offer invitation bid overture appeal plea demand suggestion idea call wish desire readiness
    """.split()
)
_GIVERS = frozenset({"by", "from", "of"})


def guests(parties: Parties, trigger: Trigger) -> list[Mention]:
    """Return whom a verb or noun of inviting asks to come; nobody where it names no guest."""
    token = trigger.token
    if trigger.kind == "verb":
        invited = [c for c in token.children if c.dep_ in {"dobj", "nsubjpass", "dative"}]
        if token.dep_ == "relcl" and not invited:
            invited = [token.head]  # "the Taoiseach, whom he invited to London"
        return [m for t in invited for m in parties.listed(t)]
    invited = [g for h in (token, token.head) for c in h.children if c.lower_ in {"to", "for"} for g in c.children]
    if token.head.pos_ == "VERB":
        invited += [c for c in token.head.children if c.dep_ == "dative"]
    named = [m for t in invited for m in parties.listed(t) if m.kind in {"person", "title", "pronoun", "group"}]
    if named:
        return named
    if token.dep_ == "dobj" and token.head.lemma_ in _TAKING:
        return [m for s in subjects(token.head) for m in parties.listed(s)]
    return []


def asked_for(annotated: Annotated, parties: Parties, noun: Token) -> Iterator[Mention]:
    """Yield who asks whom for a contact ("A has turned down a request by B for talks")."""
    request = next((a for a in _above(noun) if a.lemma_ in _REQUESTS), None)
    if request is None:
        return
    for child in request.children:
        if child.dep_ == "poss":
            yield from parties.listed(child)
        elif child.lower_ in _GIVERS:
            yield from (m for g in child.children if g.dep_ == "pobj" for m in parties.listed(g))
    if request.dep_ in {"dobj", "pobj"}:
        verb = next((a for a in request.ancestors if a.pos_ in {"VERB", "AUX"}), None)
        for subject in subjects(verb) if verb is not None else ():
            yield from parties.listed(subject)


def _above(noun: Token) -> Iterator[Token]:
    """Yield the nouns above a noun, by "for" or "to" and by the name of the one who asks."""
    node = noun
    for _ in range(4):
        link = node.head
        if link.lower_ == "for" and link.head.pos_ == "VERB":  # the parser may hang "for a meeting" on the verb
            yield from (c for c in link.head.children if c.dep_ == "dobj" and c.i < link.i)
            return
        if link.lower_ not in {"for", "to", "by", "from", "of"} or link.head.pos_ not in {"NOUN", "PROPN"}:
            return
        node = link.head
        yield node
