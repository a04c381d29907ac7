"""Verbs and nouns of encounters and arrivals that tell of a contact only in the right company.

To run into somebody, to drop in on him, to face him across a table; to turn up, slip into or touch down in a place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Token

from communique.records import Mode

Sense = Callable[[Token], bool]

#: Prepositions that lead to whom one meets, by verb; particles between do not matter ("dropped in on").
MET_BEHIND: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("ring", "call", "phone"), frozenset({"up"})),
    "drop": frozenset({"on"}), "look": frozenset({"on"}), "run": frozenset({"into"}),
    "bump": frozenset({"into"}), "cross": frozenset({"with"}), "clasp": frozenset({"of"}),
}  # fmt: skip
_OBJECTS = frozenset({"dobj", "dative", "nsubjpass"})
WRANGLING = tuple("bargain haggle wrangle parley deliberate spar quarrel tussle commune".split())
_ENTERTAIN = tuple("entertain fete fête escort usher buttonhole corner accost rejoin flank court face".split())
_ARRIVE = tuple(
    "slip show pop touch stop swing jet hurry rush dash hop proceed continue sail descend alight disembark".split()
)
_RUN_INTO = ("run", "bump")
_DROP_IN = ("drop", "look")
ENCOUNTER_VERBS: Mapping[str, Mode | None] = {
    **dict.fromkeys((*WRANGLING, *_ENTERTAIN, *_RUN_INTO, *_DROP_IN), Mode.MEETING),
    **dict.fromkeys(("breakfast", "sup", "cross", "closet", "clasp"), Mode.MEETING),
    **dict.fromkeys((*_ARRIVE, "turn", "set", "put", "pass"), Mode.VISIT),
}
ENCOUNTER_NOUNS: Mapping[str, Mode | None] = {
    **dict.fromkeys(("breakfast", "luncheon", "supper", "banquet", "handshake", "parley", "huddle"), Mode.MEETING),
    **dict.fromkeys(("haggling", "wrangling", "bargaining", "quarrel"), Mode.TALKS),
    **dict.fromkeys(("stopover", "layover", "journey"), Mode.VISIT),
}


def _parts(token: Token) -> set[str]:
    """Return prepositions, particles and adverbs that hang on a verb, also one on another ("in on")."""
    own = [c for c in token.children if c.dep_ in {"prep", "prt", "advmod"}]
    return {c.lower_ for c in own} | {g.lower_ for c in own for g in c.children if g.dep_ == "prep"}


def _is_placed(token: Token, prepositions: frozenset[str]) -> bool:
    """Tell whether such a preposition leads from a verb to a name of a place."""
    heads = [token, *(c for c in token.children if c.dep_ in {"prt", "advmod", "prep", "dobj"})]
    leading = [c for h in heads for c in h.children if c.dep_ in {"prep", "prt", "advmod"} and c.lower_ in prepositions]
    return any(g.pos_ == "PROPN" and g.ent_type_ not in {"PERSON", "DATE"} for c in leading for g in c.children)


def _is_dated(token: Token) -> bool:
    return any(w.ent_type_ in {"DATE", "TIME"} for w in token.sent)


def _has(dep: str, *lemmas: str) -> Sense:
    return lambda t: any(c.dep_ == dep and c.lemma_ in lemmas for c in t.children)


def _has_guest(token: Token) -> bool:
    return any(c.dep_ in _OBJECTS and c.pos_ in {"PROPN", "NOUN", "PRON"} for c in token.children) and _is_dated(token)


def _runs_into(token: Token) -> bool:
    met = (g for c in token.children if c.lower_ == "into" for g in c.children if g.dep_ == "pobj")
    return any(g.pos_ == "PROPN" and g.ent_type_ not in {"GPE", "ORG"} for g in met)


_IN = frozenset({"in", "into", "to", "at"})
ENCOUNTER_SENSES: Mapping[str, Sense] = {
    **dict.fromkeys(WRANGLING, lambda t: t.tag_ not in {"VBP", "VBZ"}),
    **dict.fromkeys(_ENTERTAIN, _has_guest),
    **dict.fromkeys(_ARRIVE, lambda t: _is_placed(t, _IN | {"on"}) and all(c.dep_ != "dobj" for c in t.children)),
    "touch": lambda t: "down" in _parts(t) and _is_placed(t, _IN),  # not "touched on Syria"
    **dict.fromkeys(_RUN_INTO, _runs_into),
    **dict.fromkeys(_DROP_IN, lambda t: {"in", "by"} & _parts(t) != set()),
    "cross": lambda t: _has("dobj", "path", "sword")(t) and "with" in {w.lower_ for w in t.subtree},
    "clasp": _is_dated,
    "closet": lambda t: t.tag_ == "VBN",
    "turn": lambda t: "up" in _parts(t) and _is_placed(t, _IN) and not _has("dobj", "pressure", "heat")(t),
    "set": lambda t: _has("dobj", "foot")(t) and _is_placed(t, _IN | {"on"}),
    "put": lambda t: _has("prt", "in")(t) and _is_placed(t, _IN),
    "pass": lambda t: _is_placed(t, frozenset({"through"})),
}  # fmt: skip


def gesture(token: Token) -> str | None:
    """Return the plain verb for what is done with names and hands: "put their names to", "took the hand of X"."""
    for child in token.children:
        if child.dep_ != "dobj":
            continue
        if token.lemma_ in {"put", "set", "affix", "append"} and child.lemma_ in {"name", "signature", "initial"}:
            return "sign"
        if token.lemma_ in {"take", "clasp", "grasp", "grip"} and child.lemma_ == "hand":
            return "clasp"
    return None
