"""Cues: the verbs, and "according to", that mark a content as somebody's, each with its source and its reach."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.extract.accounts.counts import counted
from communique.extract.accounts.cue_sources import AUXILIARY, SUBJECT, carriers, source_heads, source_range
from communique.extract.accounts.lexicon import (
    CHARGE,
    CUES,
    NAMING,
    OBJECT,
    PARENTHETICAL,
    PLAIN,
    SAY,
    UNSAID,
    URGE,
    WITH_PREPOSITION,
)  # fmt: skip
from communique.extract.accounts.spans import Range, is_infinitive, neighbour, subtree

_UNREAL = frozenset({"would", "could", "must", "may", "might", "should", "can", "'d", "’d"})
_CARRIERS = frozenset({"go", "continue", "appear", "seem", "begin", "start", "compel"})
_OPENS = re.compile('[:“«]|(?<=[\\s,])"(?=\\w)')
_CITING = frozenset({"cite", "quote"})
_REASONS = frozenset({"condition", "basis", "grounds", "ground", "fact", "assumption"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in its clause; left..right are the characters of the cue with source and addressee.

    kind: how it governs a content behind it, None when it does not. complement: whether such a clause follows.
    parenthetical: whether it may stand behind its content. bare: whether even a content without a verb may stand
    before it ("Almost two hours, he said"). via: who passes it on ("quoted by TASS as saying").
    """

    token: Token
    span: Range
    source: Range | None
    left: int
    right: int
    kind: str | None
    complement: bool
    parenthetical: bool
    bare: bool
    via: Range | None = None


def lemma_of(token: Token) -> str:
    """Return the lemma of a verb in lower case ("hope" where the lemmatiser makes "hop" of it)."""
    lemma: str = token.lemma_.lower()
    return "hope" if lemma == "hop" and token.lower_.startswith("hope") else lemma


def cue_of(annotated: Annotated, token: Token) -> Cue | None:
    """Return the cue that a token is the head of, None when it reports no speech."""
    if token.lower_ == "according":
        return _according(annotated, token)
    lemma = lemma_of(token)
    if lemma not in CUES or not _may_be_verb(token) or _is_unsaid(token):
        return None
    if counted(token) is not None:
        return None
    heads = source_heads(annotated, token)
    if not heads and lemma != "say":
        return None
    span = _cue_span(token)
    source = source_range(annotated, heads)
    left, right = _group(token, heads, span, source)
    if (mark := _OPENS.search(annotated.text, span[1], right)) is not None:
        right = mark.start()
    kind = _kind(token, lemma)
    if kind is None and lemma not in PARENTHETICAL:
        return None
    return Cue(
        token, span, source, left, right, kind, _is_complemented(annotated.text, token, heads, right),
        lemma in PARENTHETICAL, lemma in PLAIN, source_range(annotated, carriers(token)),
    )  # fmt: skip


def may_be_cue(token: Token) -> bool:
    """Tell by the word alone, in a fraction of the time, whether ``cue_of`` can find anything."""
    return token.lower_ == "according" or lemma_of(token) in CUES


def _may_be_verb(token: Token) -> bool:
    """Tell whether a token is a verb; "Assad claims" with its subject is one even where the tagger sees a noun."""
    return token.pos_ in {"VERB", "AUX"} or (token.dep_ == "ROOT" and any(c.dep_ == "nsubj" for c in token.children))


def _is_unsaid(token: Token) -> bool:
    """Tell whether a verb reports no words here: "declined to say", "is said to", "a promised visit"."""
    if token.dep_ in {"amod", "compound"} or token.tag_ == "NN":
        return True
    if token.dep_ == "xcomp" and token.tag_ == "VB" and token.head.lemma_ in UNSAID:
        return True
    negated = any(c.dep_ == "neg" for c in token.children)
    if negated and token.lemma_ in {"say", "tell", "mention", "specify", "ask", "give"}:
        return True
    passive = any(c.dep_ == "auxpass" for c in token.children)
    if passive and not any(c.dep_ == "agent" for c in token.children):
        return not any(c.dep_ == "prep" and c.lower_ == "as" for c in token.children)
    if token.tag_ == "VBN" and not any(
        c.dep_ in {"aux", "auxpass", "agent"} or c.dep_ in SUBJECT for c in token.children
    ):
        return token.dep_ not in {"conj", "ROOT"} or token.i == token.sent.start
    if any(c.dep_ == "aux" and c.lower_ in _UNREAL for c in token.children):
        return True
    to = token.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    return (to or token.dep_ == "xcomp") and token.head.lemma_ not in _CARRIERS


def _cue_span(token: Token) -> Range:
    """Return the verb with its auxiliaries where they stand together, and "as saying" behind a passive."""
    start, end = token.idx, token.idx + len(token)
    i = token.i - 1
    while i >= 0 and token.doc[i].head == token and token.doc[i].dep_ in (*AUXILIARY, "advmod"):
        if token.doc[i].dep_ != "advmod" or token.doc[i - 1].head == token:
            start = token.doc[i].idx
        i -= 1
    if token.lemma_ == "quote" and token.doc[token.i + 1 : token.i + 3].text.lower() == "as saying":
        end = token.doc[token.i + 2].idx + len("saying")
    return start, end


def _group(token: Token, heads: Sequence[Token], span: Range, source: Range | None) -> Range:
    """Return the range of the cue with its source, where it stands beside it, and what belongs to the telling."""
    left, right = span
    for head in heads:
        edge = head.left_edge
        if head.head == token and source and abs(head.i - token.i) < 40:
            left = min(left, edge.idx, source[0])
            right = max(right, source[1]) if head.i > token.i else right
    for child in token.children:
        if child.i < token.i or child.idx > right + 60:
            continue
        own = child.dep_ in {"prt", "advmod", "npadvmod", "dative", "prep", "agent", "nmod"} or (
            child.dep_ == "dobj" and token.lemma_ in URGE | {"inform", "assure", "advise", "write"}
        )
        if own or child.dep_ in SUBJECT or child in heads:
            edge = child.right_edge
            plain = not any(t.pos_ == "VERB" and t.tag_ != "VBG" for t in child.subtree)
            if plain or child in heads or child.dep_ in SUBJECT:
                right = max(right, (edge if plain else child).idx + len(edge if plain else child))
    return left, right


def complement_of(token: Token, heads: Sequence[Token]) -> Token | None:
    for child in token.children:
        if child.i > token.i and child not in heads and child.dep_ in {"ccomp", "xcomp"}:
            return child
    return None


def marker_of(token: Token) -> Token | None:
    """Return the word behind a verb, adverbs passed over: the "for" of "called again for talks to resume"."""
    following = neighbour(token, 1)
    while following is not None and following.dep_ == "advmod" and following.head == token:
        following = neighbour(following, 1)
    return following


def _kind(token: Token, lemma: str) -> str | None:
    """Return how the cue governs its content, None when it can only stand behind it."""
    linked = [c for c in token.children if c.dep_ in {"prep", "prt", "dative"} and c.i > token.i]
    prepositions = {c.lower_ for c in linked if not is_of_time(c)}
    infinitive = any(
        c.dep_ in {"xcomp", "ccomp", "advcl"} and c.i > token.i and is_infinitive(c) for c in token.children
    )
    if lemma == "quote":
        return None
    marker = marker_of(token)
    if marker is not None and marker.dep_ == "mark":
        prepositions.add(marker.lower_)
    if prepositions & WITH_PREPOSITION.get(lemma, frozenset()):
        return "preposition"
    if lemma in NAMING and predicate_of(token) is not None:
        return "name"
    if lemma == "call" and "on" in prepositions:
        return "call-on"
    if lemma in URGE and infinitive and lemma != "call":
        return "urge"
    if lemma in CHARGE:
        return "charge" if any(c.dep_ == "dobj" for c in token.children) else None
    if lemma in SAY or (lemma == "ask" and complement_of(token, ()) is not None):
        return (
            "say"
            if lemma not in OBJECT or not any(c.dep_ == "dobj" and c.i > token.i for c in token.children)
            else "object"
        )
    if lemma in OBJECT:
        return "object"
    return "say" if lemma in {"tell", "urge", "warn", "ask"} and complement_of(token, ()) is not None else None


def is_of_time(preposition: Token) -> bool:
    """Tell whether a preposition leads to a day, not to what is said: "agreed on Monday to cut arsenals"."""
    return any(c.dep_ == "pobj" and c.ent_type_ in {"DATE", "TIME"} for c in preposition.children)


def predicate_of(token: Token) -> Token | None:
    """Return what a verb of naming calls its object."""
    after = [c for c in token.children if c.i > token.i]
    objects = [c for c in after if c.dep_ == "dobj"]
    for child in (*after, *(c for o in objects for c in o.children)):
        if child.dep_ == "prep" and child.lower_ == "as" and child.i > token.i:
            return next((c for c in child.children if c.i > child.i and c.dep_ != "punct"), None)
    for child in after:
        if child.dep_ in {"oprd", "xcomp"}:
            return child if child.ent_type_ != "PERSON" else None  # "called President Jan Novak"
        if child.dep_ == "dobj" and child.left_edge.lower_ in {"that", "this"} and child.pos_ == "NOUN":
            return child
        if child.dep_ == "ccomp" and not any(c.dep_ == "mark" for c in child.children):
            return child
    return None


def _according(annotated: Annotated, token: Token) -> Cue | None:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "to":
        to = token.doc[token.i + 1]
    head = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if head is None or to is None:
        return None
    last = head.right_edge
    for t in head.subtree:
        if t.text == "," or t.dep_ == "relcl":
            last = t.doc[min(t.i, t.left_edge.i) - 1]
            break
    start, end = source_range(annotated, [head]) or (head.idx, head.idx + len(head))
    source = (min(start, head.left_edge.idx), max(end, last.idx + len(last)))
    span = (token.idx, to.idx + len(to))
    behind, opens = _behind_clause(head, source[1]), token.i == token.sent.start
    return Cue(token, span, source, token.idx, behind, "according", opens, True, True)


def _behind_clause(head: Token, end: int) -> int:
    """Return the end of the clause that tells who a source is ("according to an official who briefed reporters")."""
    clause = next((c for c in head.children if c.dep_ == "relcl"), None)
    near = clause is not None and 0 <= clause.left_edge.idx - end <= 1
    return clause.right_edge.idx + len(clause.right_edge) if clause is not None and near else end


def _breaks_off(verb: Token) -> bool:
    """Tell whether a verb ends the search for "that": one of a clause of time or a participle does not."""
    if verb.pos_ != "VERB" or verb.dep_ in {"relcl", "pcomp"}:
        return False
    if verb.dep_ == "advcl" and any(c.dep_ in {"mark", "advmod"} and c.i < verb.i for c in verb.children):
        return False
    return verb.tag_ != "VBG" or lemma_of(verb) in CUES - _CITING  # "reported, citing X, that ..."


def _is_complemented(text: str, token: Token, heads: Sequence[Token], right: int) -> bool:
    """Tell whether the clause behind a cue depends on it, and does not only follow ("..., he said: ...")."""
    if that_clause(token) is not None:
        return True
    complement = complement_of(token, heads)
    if complement is None:
        return False
    start = max(right, subtree(complement, after=token)[0])
    return not any(c in text[right:start] for c in ":;,") and text[right : right + 1] not in {":", ";", ","}


def that_clause(token: Token) -> Token | None:
    """Return the "that" which opens the reported clause although the parser hung it elsewhere."""
    for i in range(token.i + 1, min(token.i + 30, token.sent.end)):
        word = token.doc[i]
        if word.text in {";", ":", "“", '"'} or _breaks_off(word):
            return None
        if word.lower_ in _REASONS:
            return None
        if word.lower_ == "that" and word.dep_ == "mark" and token.lemma_ in SAY | URGE:
            return word
    return None
