"""Collectives without a side: whose "negotiators", "delegations" or "technical teams" meet, as the document has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from communique.actors.authority import Name, authority
from communique.actors.cast import resolver
from communique.actors.phrase import Phrase
from communique.actors.resolver import Actor
from communique.annotate.annotated import Annotated
from communique.extract.contacts.syntax import subjects
from communique.extract.contacts.triggers import Trigger
from communique.records import Mode

#: People who meet on behalf of two sides even where neither is named.
_NEGOTIATING = frozenset({"negotiator", "delegation", "delegate"})
#: Words that need "both", "the two" or "from both countries" to mean two sides.
_ALONE = frozenset({"see", "host", "receive", "welcome", "spend", "sign", "visit"})
_OF_BOTH = frozenset({"team", "side", "expert", "representative", "official", "diplomat", "envoy", "minister", "party",
                      "government", "group", "chief", "capital", "adviser", "advisor"})  # fmt: skip
#: Those who meet for states, and words for states that a text counts.
_SERVING = _OF_BOTH | {"ambassador", "soldier", "commander", "general", "leader", "president", "head", "staff"}
_STATES = frozenset({"country", "korea", "koreas", "neighbour", "neighbor", "nation", "state", "government", "side",
                     "rival", "capital", "ally", "party"})  # fmt: skip
_TWO = frozenset({"both", "two", "three", "four", "warring", "respective"})
_COUNTS = {"three": 3, "four": 4}
_REMOTE_OR_FACE = frozenset({Mode.MEETING, Mode.TALKS, Mode.CALL, Mode.VIDEO, None})
_LABELS = {"negotiator": "negotiators", "expert": "experts", "official": "officials", "diplomat": "diplomats"}
_OFFICES = frozenset({"foreign ministers", "defence ministers", "defense ministers", "prime ministers"})
_BEGINNING = frozenset(
    {"begin", "start", "restart", "resume", "reopen", "open", "launch", "continue", "revive", "renew"}
)
_AGREEING = frozenset({"agree", "decide", "promise", "pledge", "undertake", "resolve"})
_LEAST = 2
_PAIR = 2


def sides_meeting(
    annotated: Annotated, trigger: Trigger, told: Sequence[Sequence[Actor]], *, unnamed: bool = False
) -> list[Actor]:
    """Return the two delegations that a collective without a side means, nobody where it is not one.

    told: the parties of the contacts told before: the last two sides are meant, else the two most spoken of.
    unnamed: only a collective that is no mention of anybody ("teams of both countries").
    """
    if trigger.mode not in _REMOTE_OR_FACE or trigger.lemma in _ALONE:
        return []
    if trigger.lemma in {"talk", "speak", "discuss"} and trigger.kind == "verb" and trigger.token.tag_ != "VBD":
        return []  # "it is about getting both sides to talk"
    token = next((t for t in _arguments(trigger) if _is_collective(annotated, t)), None)
    if token is None or (unnamed and annotated.mention_at(token) is not None):
        return []
    count = next((n for word, n in _COUNTS.items() if word in {w.lower_ for w in token.subtree}), _PAIR)
    codes = _counted_sides(annotated, token) or _last_sides(told, count)
    codes = codes or (_most_named(annotated) if count == _PAIR else [])
    return _representatives(codes, token)


def are_to_begin(trigger: Trigger) -> bool:
    """Tell whether two have agreed that talks be begun: these are of their delegations, and another contact."""
    noun, verb = trigger.token, trigger.token.head
    named = trigger.kind == "noun" and trigger.mode is Mode.TALKS and noun.dep_ in {"dobj", "nsubjpass"}
    if not named or verb.lemma_ not in _BEGINNING or any(c.lower_ in {"between", "with"} for c in noun.children):
        return False
    return verb.dep_ in {"xcomp", "ccomp"} and verb.head.lemma_ in _AGREEING


def delegations(told: Sequence[Sequence[Actor]], token: Token) -> list[Actor]:
    """Return the delegations of the two sides of the last contact told, for "the negotiations" without a party."""
    return _representatives(_last_sides(told, _PAIR), token)


def _representatives(codes: Sequence[str], token: Token) -> list[Actor]:
    named = [Name(code, "alias", code) for code in codes]
    before = next((c.lower_ for c in token.children if c.dep_ in {"amod", "compound"}), "")
    office = f"{before} {token.lemma_}s"
    if office in _OFFICES:  # "foreign ministers from the three countries"
        said = Phrase("group", token.idx, token.idx + len(token), token.text, group=office, title=office)
        return [resolver().one_of(said, name) for name in named]
    label = _LABELS.get(token.lemma_, "delegation")
    phrase = Phrase("group", token.idx, token.idx + len(token), token.text, group=label, title=label)
    return [a for name in named for a in resolver().group(_of(phrase, name))]


def _of(phrase: Phrase, name: Name) -> Phrase:
    return Phrase(
        phrase.kind, phrase.start, phrase.end, phrase.text, sides=(name,), group=phrase.group, title=phrase.title
    )


def _arguments(trigger: Trigger) -> Iterator[Token]:
    token = trigger.token
    if trigger.kind == "verb":
        yield from subjects(token)
        return
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in {"between", "of", "by"}:
            yield from (c for c in child.children if c.dep_ == "pobj")
        elif child.dep_ in {"compound", "poss"}:
            yield child
    head = token.head
    while head.pos_ == "ADP" and head.head != head:
        head = head.head
    if head.pos_ in {"VERB", "AUX"}:
        yield from subjects(head)


def _is_collective(annotated: Annotated, token: Token) -> bool:
    if token.tag_ not in {"NNS", "NNPS"}:
        return False
    if _is_of_counted(token):
        return True
    mention = annotated.mention_at(token)
    if mention is not None and any(a.country for a in mention.actors) and mention.kind != "pair":
        return False
    words = {w.lower_ for w in token.subtree if w.i < token.i + 6}
    if token.lemma_ in _NEGOTIATING:
        return True
    if token.lemma_ not in _OF_BOTH:
        return False
    return bool(words & _TWO) or "technical" in words or (token.lemma_ in {"team", "side"} and "the" in words)


def _is_of_counted(token: Token) -> bool:
    """Tell whether those who meet serve "the two countries", "both Koreas", "the three neighbours"."""
    if token.lemma_ not in _SERVING:
        return False
    of = (g for c in token.children if c.lower_ in {"of", "from"} for g in c.children if g.dep_ == "pobj")
    return any(g.lemma_.lower() in _STATES and {c.lower_ for c in g.children} & _TWO for g in of)


def _counted_sides(annotated: Annotated, token: Token) -> list[str]:
    """Return the sides that a name for several states gives ("delegations from the two Koreas")."""
    of = (g for c in token.children if c.lower_ in {"of", "from"} for g in c.children if g.dep_ == "pobj")
    found = (annotated.mention_at(g) for g in of)
    named = next((m for m in found if m is not None and m.phrase.group == "states" and len(m.actors) >= _PAIR), None)
    return sorted({a.country for a in named.actors if a.country}) if named is not None else []


def _last_sides(told: Sequence[Sequence[Actor]], count: int) -> list[str]:
    """Return the sides of the last contact told that has so many."""
    for actors in reversed(told):
        codes = sorted({a.country for a in actors if a.country})
        if len(codes) == count and not any(a.kind == "organisation" for a in actors):
            return codes
    return []


def _most_named(annotated: Annotated) -> list[str]:
    """Return the two sides that a document names most, where there is no third as much spoken of."""
    counts = Counter(
        code
        for m in annotated.cast.mentions
        if not m.place and m.kind != "pronoun"
        for code in sorted({a.country for a in m.actors if a.country and a.kind != "organisation"})
    )
    states = authority().states
    counts = Counter({c: n for c, n in counts.items() if c in states and not states[c].is_organisation})
    ranked = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    if len(ranked) < _PAIR or ranked[1][1] < _LEAST or (len(ranked) > _PAIR and ranked[2][1] >= ranked[1][1]):
        return []
    return sorted(code for code, _ in ranked[:_PAIR])
