"""Who took part: from the mentions that syntax gives to actors, with those whom the text only implies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from communique.actors.actor import PERSONAL
from communique.actors.cast import Mention, resolver
from communique.actors.lexicon import LEADING
from communique.actors.resolver import Actor, singular
from communique.annotate.annotated import Annotated
from communique.extract.contacts.pairs import PAIR, couple_of, last_two, points_back
from communique.extract.contacts.roles import DELEGATIONS
from communique.extract.contacts.syntax import subjects
from communique.extract.contacts.triggers import Trigger
from communique.records import Mode

Actors = dict[str, Actor]

_OBJECTS = frozenset({"them", "their"})
_OBJECTIVE = frozenset({"him", "her"})
#: Gatherings that a country before them is the subject of, and words that say so of its adjective.
_GATHERINGS = frozenset({"conference", "congress", "talk", "talks", "negotiation", "negotiations"})
_SUBJECT_MATTER = frozenset({"peace", "nuclear", "reconstruction", "dialogue", "constitution", "ceasefire", "crisis"})
_OPPONENTS = re.compile(r"\b(?:opposition|rebels?|separatists?|insurgents?)\b", re.IGNORECASE)
_BYSTANDERS = frozenset({"allies", "partners", "nations", "countries", "powers", "capitals", "governments"})
_MEETING_GROUPS = frozenset({"leaders", "delegation", "delegations", "ambassadors", "ministers", "negotiators",
                             "representatives", "opposition", "rebels"})  # fmt: skip
_MATTERS = frozenset({"affair", "crisis", "war", "conflict", "question", "issue", "problem", "deal", "file"})
_SERVING = frozenset({"person", "office", "group"})
_PERSONAL_MODES = frozenset({Mode.MEETING, Mode.CALL, Mode.VIDEO, Mode.SUMMIT})
#: Collectives for which the person of their side stands who takes part ("placed by the German side").
_LED = ("delegation", "delegations", " side", " team", " teams")
_PLACE_WORDS = frozenset({"in", "at", "near", "outside", "from", "around", "across"})


def actors_of(
    annotated: Annotated, mentions: Iterable[Mention], trigger: Trigger, told: Sequence[Actors]
) -> tuple[Actors, bool]:
    """Return the actors of the mentions by id, and whether a plural pronoun points back.

    told: the parties of the contacts told before, in order.
    """
    mentions = list(mentions)
    named: Actors = {}
    for mention in mentions:
        if points_back(mention):
            continue
        if _is_opposed(annotated, mention):
            continue
        if not _is_place(annotated, mention, trigger) and not _is_modifier(annotated, mention, trigger):
            owner = _named_later(annotated, mention, trigger)
            meant = (
                [owner] if owner else _of_other_side(mention, _bound(annotated, mention, named, trigger), named, told)
            )
            named.update({a.id: a for a in meant})
    # "the call between X and Y, in which the leaders agreed": the call has its parties, the plural means just these.
    full = trigger.kind == "noun" and side_count(named) >= PAIR
    pairs = [m for m in mentions if points_back(m) and not (full and m.start > trigger.token.idx)]
    actors: Actors = {}
    for mention in pairs[:1]:
        if mention.phrase.text.lower() not in _OBJECTS or side_count(named) < PAIR:  # "X and Y, with Z between them"
            actors.update({a.id: a for a in _couple(annotated, mention, trigger, told, named)})
    actors.update({i: a for i, a in named.items() if i not in actors})
    if trigger.mode is Mode.VISIT:
        serving = PERSONAL if pairs else _SERVING
        actors = {i: a for i, a in actors.items() if a.kind in serving}
    if trigger.mode in _PERSONAL_MODES and trigger.lemma != "summon":  # it is not the Kremlin that meets Mr Trump
        actors = _leaders_for_seats(annotated, trigger, actors)
    return _without_bystanders(without_stand_ins(actors)), bool(pairs)


def _couple(
    annotated: Annotated, mention: Mention, trigger: Trigger, told: Sequence[Actors], named: Actors
) -> list[Actor]:
    """Return whom a plural means; "both men" whom somebody met are not himself and another."""
    if mention.kind == "pair" and named and mention.start > trigger.token.idx:
        others = couple_of(annotated, mention, [t for t in told if not named.keys() & t.keys()])
        if not any(a.id in named for a in others):
            return others
        return last_two(annotated, LEADING, mention.start, without=frozenset(named))
    return couple_of(annotated, mention, told, named)


def _bound(annotated: Annotated, mention: Mention, named: Actors, trigger: Trigger) -> Sequence[Actor]:
    """Return whom a mention means among the parties: "him" and "the king" are not the one who receives."""
    objective = mention.phrase.text.lower() in _OBJECTIVE or (mention.kind == "title" and not mention.phrase.sides)
    if not objective or mention.start < trigger.token.idx or not any(a.id in named for a in mention.actors):
        return mention.actors
    sides = {a.country for a in named.values()}
    for earlier in reversed(annotated.mentions_in(0, mention.start)):
        actor = earlier.actor
        if actor is not None and actor.kind == "person" and actor.country and actor.country not in sides:
            return (actor,)
    return mention.actors


def _leaders_for_seats(annotated: Annotated, trigger: Trigger, actors: Actors) -> Actors:
    """Return the parties less bodies; the seat to which a call goes stands for the leader."""
    out = {i: a for i, a in actors.items() if a.kind != "body"}
    people = persons(out)
    seats = [a for a in actors.values() if a.kind == "body" and a.reason.startswith("seat of") and a.country]
    called = trigger.mode is Mode.CALL and len(seats) == 1 and people
    if called and seats[0].country not in {a.country for a in out.values()}:
        leader = leader_of(annotated, seats[0].country or "")
        if leader is not None:
            out[leader.id] = leader
    return out


def leader_of(annotated: Annotated, country: str) -> Actor | None:
    """Return who leads a state when a document was written, or whom it names as its leader where its day is open."""
    term = resolver().holder(country, ("leader",), annotated.cast.days)
    if term is not None:
        return resolver().incumbent(term)
    named = (m.actor for m in annotated.cast.mentions if m.kind == "person" and m.actor is not None)
    return next((a for a in named if a.country == country and a.role in LEADING), None)


def _of_other_side(mention: Mention, actors: Sequence[Actor], named: Actors, told: Sequence[Actors]) -> Sequence[Actor]:
    """Return somebody unknown who is called a counterpart, with the other side of a contact told before."""
    own = {a.country for a in named.values() if a.country}
    unknown = len(actors) == 1 and actors[0].kind == "person" and actors[0].country is None
    if not unknown or "counterpart" not in mention.phrase.roles or len(own) != 1:
        return actors
    for parties in reversed(told):
        sides = {a.country for a in parties.values() if a.country}
        if len(sides) == PAIR and own < sides:
            return [actors[0]._replace(country=next(iter(sides - own)))]
    return actors


def side_count(actors: Actors) -> int:
    """Return how many sides the actors serve; people of no one side, and opponents facing another state's, are one."""
    countries = {a.country for a in actors.values() if a.country}
    if not countries:
        return 0
    own = [resolver().adjective(c) for c in sorted(countries)]
    facing = (
        a for a in actors.values()
        if a.country is None and a.kind == "group" and (a.role in _MEETING_GROUPS or _OPPONENTS.search(a.name))
    )  # fmt: skip
    if any(not any(adjective in a.name for adjective in own) for a in facing):
        return len(countries) + 1
    return len(countries)


def persons(actors: Actors) -> list[Actor]:
    """Return the actors who are persons, or offices that stand for one."""
    return [a for a in actors.values() if a.kind in PERSONAL]


def persons_at(annotated: Annotated, tokens: Iterable[Token]) -> list[Actor]:
    """Return the persons whom these words name."""
    found = (annotated.mention_at(t) for t in tokens)
    return [m.actor for m in found if m is not None and m.actor is not None and m.actor.kind in PERSONAL]


def _is_place(annotated: Annotated, mention: Mention, trigger: Trigger) -> bool:
    """Tell whether a side is named as a place ("in Moscow", "their Washington summit"), not for its government."""
    if mention.kind != "side" or not mention.phrase.sides:
        return False
    kind = mention.phrase.sides[0].kind
    if trigger.mode is Mode.SUMMIT and kind in {"capital", "city"}:
        return True
    if trigger.mode is Mode.TALKS and kind in {"capital", "city"}:  # "the Minsk talks"
        words_ = annotated.tokens(mention.start, mention.end)
        if words_ and words_[-1].dep_ in {"compound", "nmod", "amod"} and words_[-1].head == trigger.token:
            return True
    if kind in {"capital", "city"} and _is_apposed(annotated, mention):
        return True
    if mention.place and annotated.text[: mention.start].rstrip().endswith(","):  # "in Geneva, Switzerland, ..."
        return True
    before = [
        w for w in annotated.text[max(0, mention.start - 9) : mention.start].lower().split() if w not in {"the", "a"}
    ]
    return kind in {"capital", "city", "alias", "seat"} and bool(before) and before[-1] in _PLACE_WORDS


def _is_apposed(annotated: Annotated, mention: Mention) -> bool:
    """Tell whether a city stands between commas behind a person ("with Mr Gorbachev, Reykjavik, ...")."""
    before = annotated.text[: mention.start].rstrip()
    after = annotated.text[mention.end : mention.end + 2].strip()
    if not before.endswith(",") or after[:1].isalnum():
        return False
    last = annotated.mentions_in(max(0, mention.start - 120), mention.start)
    return bool(last) and last[-1].kind == "person" and last[-1].end == len(before) - 1


def _named_later(annotated: Annotated, mention: Mention, trigger: Trigger) -> Actor | None:
    """Return whom "his" means before a clause that names him: "In his talks with May, Erdogan said ..."."""
    if mention.kind != "pronoun" or trigger.token.dep_ != "pobj" or mention.phrase.text.lower() not in {"his", "her"}:
        return None
    if not any(t.dep_ == "poss" and t.idx == mention.start for t in trigger.token.children):
        return None
    preposition = trigger.token.head
    for subject in subjects(preposition.head):
        if preposition.i < trigger.token.i < subject.i:
            return next(iter(persons_at(annotated, [subject])), None)
    # The parser may take the subject behind the comma for one more party: it stands right before its verb.
    verb = preposition.head
    near = annotated.mentions_in(trigger.token.idx, verb.idx) if preposition.i < trigger.token.i < verb.i else ()
    last = near[-1] if len(near) > 1 else None
    return last.actor if last is not None and not annotated.text[last.end : verb.idx].strip() else None


def _is_opposed(annotated: Annotated, mention: Mention) -> bool:
    """Tell whether somebody only says whom others are for or against ("groups opposed to Assad will gather")."""
    links = [w.head for w in annotated.tokens(mention.start, mention.end) if w.dep_ == "pobj"]
    return any(k.lower_ == "to" and k.head.lower_ in {"opposed", "loyal", "hostile", "allied"} for k in links)


def _is_modifier(annotated: Annotated, mention: Mention, trigger: Trigger) -> bool:
    """Tell whether an adjective of a side ("Iranian") describes something else than the contact word itself."""
    if mention.kind != "side" or not mention.phrase.sides or mention.phrase.possessive:
        return False
    words = annotated.tokens(mention.start, mention.end)
    if trigger.token.lemma_.lower() in _GATHERINGS and _is_subject_matter(mention, trigger, words):
        return True
    if mention.phrase.sides[0].kind != "adjective":
        return False
    heads = [w.head.head if w.dep_ == "conj" else w.head for w in annotated.tokens(mention.start, mention.end)]
    if any(h.lemma_ in DELEGATIONS and h.head == trigger.token for h in heads):
        return False  # "Russian and American teams met"
    return not any(trigger.token == h or (trigger.token == h.head and h.lemma_ not in _MATTERS) for h in heads)


def _is_subject_matter(mention: Mention, trigger: Trigger, words: Sequence[Token]) -> bool:
    """Tell whether a state before a gathering is what it is about ("the Syria conference", "Syrian peace talks")."""
    actor = mention.actor
    if actor is None or actor.kind != "state" or not words or "-" in words[-1].text:
        return False
    before = [c for c in trigger.token.children if c.dep_ in {"compound", "amod", "nmod"} and c.i > words[-1].i]
    if mention.phrase.sides[0].kind == "adjective":
        return any(c.lower_ in _SUBJECT_MATTER for c in before)
    others = [t for t in words[-1].doc[words[-1].i + 1 : trigger.token.i] if t.text in {"-", "–", "and", "/"}]
    return words[-1].i < trigger.token.i and words[-1].dep_ in {"compound", "nmod"} and not others


def without_stand_ins(actors: Actors) -> Actors:
    """Return the actors less states, bodies, sides and teams that a person stands for ("Russian President Putin")."""
    served = {a.country for a in actors.values() if a.kind in _SERVING}
    led = {a.country for a in persons(actors)}
    return {
        i: a
        for i, a in actors.items()
        if (a.kind in _SERVING or a.country not in served)
        and not (a.kind == "group" and a.country in led and a.name.endswith(_LED))
    }


def _without_bystanders(actors: Actors) -> Actors:
    """Drop groups of no one side ("its European allies") where two sides take part; leaders and opponents stay."""
    if side_count(actors) < PAIR:
        return actors
    return {i: a for i, a in actors.items() if a.country or a.kind != "group" or a.role not in _BYSTANDERS}


def stand_in_names(annotated: Annotated, mentions: Iterable[Mention]) -> dict[str, str]:
    """Return the names of offices, by actor id, for holders whom the document does not name."""
    named = {m.actor.id for m in annotated.cast.mentions if m.actor is not None and m.kind == "person"}
    out: dict[str, str] = {}
    for mention in mentions:
        for actor in mention.actors:
            if actor.kind == "office" and actor.id not in named and (name := _office_name(actor, mention)):
                out[actor.id] = name
    return out


def _office_name(actor: Actor, mention: Mention) -> str | None:
    """Return an office as the text names it: "Turkish foreign minister", "leader of Iran", "President of Russia"."""
    phrase, code = mention.phrase, actor.country or ""
    if phrase.kind == "group" or "counterpart" in phrase.roles or not (phrase.title and phrase.sides):
        title = singular(phrase.title) if phrase.kind == "group" and phrase.title else None
        return f"{title} of {resolver().name(code)}" if title else actor.office
    if phrase.sides[0].text == phrase.sides[0].code:
        return None  # the side is that of the office that writes, or of an owner: "the President" is known by name
    if not phrase.text.lower().removeprefix("the ").startswith(phrase.title.lower()):
        return f"{resolver().adjective(phrase.sides[0].code)} {phrase.title}"
    return f"{phrase.title[:1].upper()}{phrase.title[1:]} of {resolver().name(phrase.sides[0].code)}"
