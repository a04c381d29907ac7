"""Who is meant by a word that names nobody: "I" in a statement, "the team" of an official who travels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.actors.actor import PERSONAL
from communique.actors.authority import Name
from communique.actors.cast import Mention, resolver
from communique.actors.groups import PRIVATE
from communique.actors.lexicon import LEADING
from communique.actors.phrase import Phrase
from communique.actors.resolver import Actor, Days
from communique.annotate.annotated import Annotated
from communique.extract.contacts.triggers import Trigger

if TYPE_CHECKING:
    from communique.extract.contacts.participants import Actors

_STATED_BY = re.compile(r"\b(?:statement|remarks|message|letter|op-ed|address|speech) (?:by|from|of)\b", re.IGNORECASE)
_HEAD = 240
"""In characters: how far into a text the words reach that say whose statement it is."""
#: What a publisher's name tells of who says "I" in its statements: the office of the person, the likeliest first.
_AUTHORS = (
    (re.compile(r"state department|department of state|foreign|external", re.IGNORECASE), ("foreign-minister",)),
    (re.compile(r"\b(?:defen[cs]e|pentagon)\b", re.IGNORECASE), ("defence-minister",)),
    (re.compile(r"\bvice[- ]president", re.IGNORECASE), ("deputy-leader",)),
    (re.compile(r"\bnato\b|\bunited nations\b|secretary[- ]general", re.IGNORECASE), ("secretary-general",)),
    (re.compile(r"house|president|prime minister|premier|chancell|kremlin|[eé]lys[eé]e|downing|palace|cabinet|"
                r"quirinale|royal court", re.IGNORECASE), ("leader",)),
)  # fmt: skip
_TRAVELLING = re.compile(
    r"\b(?:teams?|delegations?|party|accompan(?:y|ies|ied|ying)|joined by|led by|traveling with|travelling with|"
    r"along with|together with)\b",
    re.IGNORECASE,
)
_RECEPTIONS = frozenset({"meeting", "visit", "talk", "dinner", "lunch", "encounter"})
_SITES = frozenset({"capital", "city", "alias", "name"})
_OPENING, _CLOSING = "“", "”"


def author(annotated: Annotated, pronoun: Token) -> Iterator[Mention]:
    """Yield who says "I" in a statement that an office publishes, nobody in the press or within a quotation."""
    text = annotated.text
    if annotated.home is None or _is_quoted(text, pronoun.idx):
        return
    actor = _named_author(annotated) or _usual_author(annotated)
    if actor is not None and actor.country:
        end, own = pronoun.idx + len(pronoun), (Name(actor.country, "alias", actor.country),)
        phrase = Phrase("title", pronoun.idx, end, pronoun.text, sides=own, title=actor.office)
        yield Mention(pronoun.idx, end, "title", (actor,), phrase)


def _is_quoted(text: str, position: int) -> bool:
    start = text.rfind("\n\n", 0, position) + 1
    before = text[start:position]
    return before.count(_OPENING) > before.count(_CLOSING) or before.count('"') % 2 == 1


def _named_author(annotated: Annotated) -> Actor | None:
    """Return whose statement the first words say that it is ("Statement by Vice President Harris on ...")."""
    match = _STATED_BY.search(annotated.text, 0, _HEAD)
    found = annotated.mentions_in(match.end(), match.end() + _HEAD) if match is not None else ()
    near = next((m for m in found if m.kind in {"person", "title"}), None)
    if match is None or near is None or annotated.text[match.end() : near.start].strip() not in {"", "the"}:
        return None
    return near.actor


def _usual_author(annotated: Annotated) -> Actor | None:
    label, day = annotated.document.publisher or "", annotated.published
    roles = next((r for pattern, r in _AUTHORS if pattern.search(label)), None)
    if roles is None or day is None or annotated.home is None:
        return None
    term = resolver().holder(annotated.home, roles, Days(day.start, day.end))
    return resolver().incumbent(term) if term is not None else None


def travellers(annotated: Annotated, group: Mention) -> list[Mention]:
    """Return the persons of one side whom "the team" means: an official told before, and who came along."""
    for sentence in reversed(annotated.sentences):
        start, end = annotated.extent(sentence)
        if end > group.start or not _TRAVELLING.search(annotated.text, start, end):
            continue
        people = [
            m
            for m in annotated.mentions_in(start, end)
            if m.kind == "person" and m.actor is not None and m.actor.kind in PERSONAL and m.actor.country
        ]
        first = people[0].actor if people else None
        if first is not None:
            return [m for m in people if m.actor is not None and m.actor.country == first.country]
    return []


def bearer(annotated: Annotated, title: Token) -> Iterator[Mention]:
    """Yield the person at the end of a title that no table knows ("Director of the Office of Trade Li Yi")."""
    for word in title.doc[title.i + 1 : title.sent.end]:
        mention = annotated.mention_at(word)
        if mention is not None and mention.kind == "person":
            yield mention
            return
        if not (word.pos_ in {"PROPN", "ADP", "DET", "SPACE", "CCONJ"} or word.text[:1].isupper()):
            return


def met_there(annotated: Annotated, mentions: Sequence[Mention], trigger: Trigger, actors: Actors) -> Actors:
    """Return the officials nobody knows whom somebody met abroad: they serve the state where they were met.

    "In Suva, Fiji, he met Acting Prime Minister X": the last place named before the word, else the only one.
    """
    home = {a.country for a in actors.values() if a.country}
    unknown = [
        m for m in mentions
        if m.kind == "person" and m.phrase.full and m.phrase.title and not set(m.phrase.roles) & PRIVATE
        and not any(a.country for a in m.actors)
    ]  # fmt: skip
    if not unknown or len(home) != 1:
        return {}
    places = [
        m for m in annotated.mentions_in(*annotated.extent(trigger.sentence))
        if m.kind == "side" and m.phrase.sides and m.phrase.sides[0].kind in _SITES
        and m.phrase.sides[0].code not in home and (m.place or m.start < trigger.token.idx)
    ]  # fmt: skip
    before = [m for m in places if m.start < trigger.token.idx]
    if not before and len({m.phrase.sides[0].code for m in places}) != 1:
        return {}
    code = (before or places)[-1].phrase.sides[0].code
    named = (m.phrase._replace(sides=(Name(code, "alias", code),)) for m in unknown)
    found = (resolver().person(p, annotated.cast.days) for p in named)
    return {a.id: a for a in found if a is not None and a.country}


def hosts(annotated: Annotated, trigger: Trigger, actors: Actors) -> Actors:
    """Return the actors with the leader in place of the seat that a noun only names as where he received.

    "A Kremlin meeting with X" was with the President of Russia, if the document names him.
    """
    before = (t for t in trigger.sentence if t.dep_ in {"compound", "nmod"} and t.head.lemma_ in _RECEPTIONS)
    named = [a for c in before if (m := annotated.mention_at(c)) is not None for a in m.actors]
    seats = {a.id for a in named if a.kind == "body"} & actors.keys()
    if not seats:
        return actors
    everybody = (a for m in annotated.cast.mentions for a in m.actors)
    leaders = {a.country: a for a in everybody if a.kind == "person" and a.role in LEADING}
    met = (leaders.get(a.country, a) if a.id in seats else a for a in actors.values())
    return {a.id: a for a in met}
