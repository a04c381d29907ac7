"""Parties whom a text only implies: "they", "both leaders", the pair of a call told by its date, standing groups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from communique.actors.actor import PERSONAL
from communique.actors.authority import Name
from communique.actors.cast import resolver
from communique.actors.lexicon import LEADING
from communique.actors.resolver import Actor
from communique.annotate.annotated import Annotated
from communique.annotate.times import TimeMention
from communique.extract.contacts import timing
from communique.extract.contacts.pairs import PAIR, couple_of
from communique.extract.contacts.participants import Actors
from communique.extract.contacts.triggers import Trigger
from communique.records import Mode

_BETWEEN_TWO = frozenset({Mode.CALL, Mode.VIDEO, Mode.MEETING, Mode.SUMMIT, Mode.LETTER, None})
_PLAIN = frozenset({"phone", "telephone", "video", "face", "first", "second", "third", "last", "previous", "earlier",
                    "long", "short", "brief", "new", "another", "secret", "late", "next", "further",
                    "fresh"})  # fmt: skip
_FURTHER = frozenset({"another", "second", "third", "fourth", "further"})
#: The same of what lies ahead ("a new meeting is expected before the end of July").
_TO_FOLLOW = frozenset({"new", "next", "fresh"})
_AHEAD = frozenset({"expect", "plan", "schedule", "set", "due", "foresee", "envisage", "arrange", "agree", "slate"})
#: Groups of states that meet under one name.
_FORMATS: Mapping[re.Pattern[str], Sequence[str]] = {
    re.compile(r"\b[Tt]rilateral [Cc]ontact [Gg]roup\b"): ("OSCE", "RUS", "UKR"),
    re.compile(r"\bNormandy (?:[Ff]ormat|[Ff]our|[Qq]uartet)\b"): ("DEU", "FRA", "RUS", "UKR"),
    re.compile(r"\bMinsk Group\b"): ("FRA", "RUS", "USA"),
    re.compile(r"\b(?:Middle East )?Quartet\b"): ("EUU", "RUS", "UNO", "USA"),
    re.compile(r"\b[Ss]ix-[Pp]arty\b"): ("CHN", "JPN", "KOR", "PRK", "RUS", "USA"),
    re.compile(r"\b(?:P5\+1|E3\+3)(?!\w)"): ("CHN", "DEU", "FRA", "GBR", "RUS", "USA"),
    re.compile(r"\bE3\b(?!\+)"): ("DEU", "FRA", "GBR"),
    re.compile(r"\bVisegr[aá]d (?:[Ff]our|[Gg]roup)\b"): ("CZE", "HUN", "POL", "SVK"),
    re.compile(r"\b(?:NATO|Nato)[-–]Russia Council\b"): ("NATO", "RUS"),
    re.compile(r"\b(?:NATO|Nato)[-–]Ukraine (?:Council|Commission)\b"): ("NATO", "UKR"),
    re.compile(r"\b(?:NATO|Nato)[-–]Georgia Commission\b"): ("GEO", "NATO"),
    re.compile(r"\bRamstein (?:[Ff]ormat|[Gg]roup)\b|\bUkraine Defense Contact Group\b"): ("UKR", "USA"),
    re.compile(r"\bAUKUS\b"): ("AUS", "GBR", "USA"),
    re.compile(r"\bWeimar [Tt]riangle\b"): ("DEU", "FRA", "POL"),
}


def pair_by_date(
    annotated: Annotated, trigger: Trigger, time: TimeMention | None, told: Sequence[Actors]
) -> list[Actor]:
    """Return the two of whom "a call of 25 August" or "another meeting" is told without a name.

    They are the parties of the last contact told, else, for a contact told by its day, the document's two leaders.
    """
    noun = trigger.token
    if trigger.kind != "noun" or trigger.mode not in _BETWEEN_TWO or not _is_plain(annotated, noun):
        return []
    if noun.head.lower_ == "for" and noun.head.head.lemma_ == "ask":
        return []  # "had asked for another call" tells of the call that then took place
    last = _main_pair(told)
    own = {c.lower_ for c in noun.children}
    following = noun.head.lemma_ in _AHEAD and bool(own & _TO_FOLLOW) and "no" not in own
    if following or any(c.lower_ in _FURTHER for c in noun.children):
        pair = next((m for m in annotated.mentions_in(*annotated.extent(trigger.sentence)) if m.kind == "pair"), None)
        meant = couple_of(annotated, pair, told) if pair is not None else []
        return meant if len(meant) == PAIR else last
    dated = time is not None and time.kind in {"day", "month"} and timing.is_attached(annotated, time, trigger)
    if not dated:
        return []
    by_day = any(c.lower_ == "of" and any(g.ent_type_ == "DATE" for g in c.subtree) for c in noun.children)
    return last or (_two_leaders(annotated) if by_day else [])


def pair_of_clause(trigger: Trigger, told: Sequence[tuple[Token, Actors]]) -> Actors:
    """Return the parties of the clause for a contact that it is counted from ("had not spoken since a call in May")."""
    noun = trigger.token
    if trigger.kind != "noun" or noun.dep_ != "pobj" or noun.head.lower_ != "since":
        return {}
    for token, actors in reversed(told):
        if token.sent == noun.sent and token.is_ancestor(noun):
            return dict(actors)
    return {}


def members(trigger: Trigger) -> list[Actor]:
    """Return the states that meet as a standing group ("a meeting of the Trilateral Contact Group")."""
    text = trigger.sentence.doc[trigger.token.left_edge.i : trigger.token.right_edge.i + 1].text
    for pattern, codes in _FORMATS.items():
        if pattern.search(text):
            return [resolver().side(Name(code, "alias", code)) for code in codes]
    return []


def _is_plain(annotated: Annotated, noun: Token) -> bool:
    """Tell whether nothing at a noun says whose contact it is ("a cabinet meeting", "a meeting of ministers")."""
    for child in noun.children:
        measure = child.ent_type_ in {"DATE", "TIME"} or child.like_num or child.lower_.endswith("minute")
        if child.dep_ in {"compound", "amod", "nmod", "poss"} and child.lower_ not in _PLAIN and not measure:
            return False
        if child.lower_ in {"with", "between", "among", "for"} and child.dep_ == "prep":
            return False
        if child.lower_ == "of" and not any(g.ent_type_ in {"DATE", "TIME"} or g.like_num for g in child.subtree):
            return False
    return True


def _main_pair(told: Sequence[Actors]) -> list[Actor]:
    """Return the two persons of whom most contacts are told, of equals the last."""
    pairs = [p for t in told if len(p := _two_persons(t)) == PAIR]
    ids = [frozenset(a.id for a in p) for p in pairs]
    best = max(range(len(pairs)), key=lambda i: (ids.count(ids[i]), i), default=None)
    return [] if best is None else pairs[best]


def _two_persons(actors: Actors) -> list[Actor]:
    found = [a for a in actors.values() if a.kind in PERSONAL and a.country]
    return found if len({a.country for a in found}) == PAIR else []


def _two_leaders(annotated: Annotated) -> list[Actor]:
    """Return the two leaders whom a document names most, where no third comes near."""
    actors: Actors = {}
    counts: Counter[str] = Counter()
    for mention in annotated.cast.mentions:
        actor = mention.actor
        if actor is not None and actor.role in LEADING and actor.country and mention.kind != "pronoun":
            actors[actor.id] = actor
            counts[actor.id] += 1
    ranked = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    if len(ranked) < PAIR or (len(ranked) > PAIR and ranked[2][1] >= ranked[1][1]):
        return []
    found = [actors[i] for i, _ in ranked[:PAIR]]
    return found if len({a.country for a in found}) == PAIR else []
