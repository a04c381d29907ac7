"""Whom "the three", "all four leaders" or "the trio" means: the last so many of different sides named together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from spacy.tokens import Token

from communique.actors.actor import PERSONAL
from communique.actors.cast import Mention
from communique.actors.resolver import Actor
from communique.annotate.annotated import Annotated
from communique.extract.contacts.participants import Actors, persons
from communique.extract.contacts.syntax import subjects
from communique.extract.contacts.triggers import Trigger
from communique.records import Mode

_NUMBERS: Mapping[str, int] = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_WORDS: Mapping[str, int] = {"trio": 3, "threesome": 3, "quartet": 4, "foursome": 4, "quintet": 5, "duo": 2, "pair": 2}
_PEOPLE = frozenset(
    {"leader", "minister", "president", "man", "woman", "premier", "statesman", "politician", "counterpart", "chief",
     "diplomat", "chancellor", "secretary", "official", "negotiator", "envoy", "other"}
)  # fmt: skip
_BETWEEN = frozenset({"between", "of", "among", "for", "with", "by"})
_NOT_THOSE = frozenset({"other", "others", "another", "first", "last", "next", "more"})


def counted(annotated: Annotated, trigger: Trigger, told: Sequence[Actors]) -> Actors:
    """Return the persons whom a number at a trigger counts, none where it counts nobody the text has named.

    They are those of the last contact told that has so many, else the last so many named in one list.
    """
    for token in _arguments(trigger) if trigger.mode is not Mode.VISIT else ():
        mention = annotated.mention_at(token)
        number = _number(token, mention) if mention is None or not mention.actors else None
        if number is None:
            continue
        for parties in reversed(told):
            people = persons(parties)
            if len(people) == number == len({a.country for a in people}):
                return {a.id: a for a in people}
        return {a.id: a for a in _listed(annotated, token, number)}
    return {}


def _arguments(trigger: Trigger) -> Iterator[Token]:
    token = trigger.token
    yield from subjects(token)
    if trigger.kind != "noun":
        return
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in _BETWEEN:
            yield from (c for c in child.children if c.dep_ == "pobj")
    head = token.head
    while head.pos_ == "ADP" and head != head.head:
        head = head.head
    if head.pos_ in {"VERB", "AUX"}:
        yield from subjects(head)


def _number(token: Token, mention: Mention | None) -> int | None:
    """Return how many a word counts: "the four", "the trio", "all three leaders"; None where it is no number.

    mention: what covers the word, of which the parser sees the last word only.
    """
    own = {c.lower_ for c in token.children} | set(mention.phrase.text.lower().split() if mention else ())
    if own & _NOT_THOSE or not (own & {"the", "all", "these", "those"} or token.i == token.sent.start):
        return None
    if token.lower_ in _WORDS:
        return _WORDS[token.lower_]
    if token.lower_ in _NUMBERS:
        return None if any(c.dep_ == "prep" for c in token.children) else _NUMBERS[token.lower_]
    if token.lemma_ in _PEOPLE and token.tag_ == "NNS":
        return next((_NUMBERS[w] for w in sorted(own & set(_NUMBERS))), None)
    return None


def _listed(annotated: Annotated, token: Token, number: int) -> list[Actor]:
    """Return the last list of so many persons of different sides that stands before a word."""
    mentions = annotated.mentions_in(0, token.idx)
    for last in range(len(mentions), number - 1, -1):
        group = mentions[last - number : last]
        found = [m.actor for m in group if _is_person(m)]
        people = [a for a in found if a is not None]
        if len(people) == number == len({a.country for a in people}) and _is_list(annotated, group):
            return people
    return []


def _is_person(mention: Mention) -> bool:
    actor = mention.actor
    return actor is not None and actor.kind in PERSONAL and bool(actor.country) and mention.kind in {"person", "title"}


def _is_list(annotated: Annotated, mentions: Sequence[Mention]) -> bool:
    """Tell whether nothing but commas and "and" stands between the mentions."""
    gaps = (annotated.text[a.end : b.start] for a, b in pairwise(mentions))
    return all(set(gap.lower().replace(",", " ").split()) <= {"and", "with", "&"} for gap in gaps)
