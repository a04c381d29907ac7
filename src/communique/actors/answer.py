"""The answer to one look-up, with what a person needs to ask better: why it stays open, between whom, what was read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from communique.actors.actor import Actor, Days
from communique.actors.authority import authority
from communique.actors.cast import resolver
from communique.actors.groups import PRIVATE
from communique.actors.lookup import lookup
from communique.actors.mention import Mention
from communique.actors.near import near
from communique.actors.phrase import Phrase
from communique.actors.text import words
from communique.actors.wording import with_articles

_PORTFOLIO = re.compile(r"\s+(?:of|for)\s+\w")
_ARTICLES = re.compile(r"\A(?:the|an?)\s+", re.IGNORECASE)
_SHOWN = 5
_ASK_FOR_DAY = "give the day with --on"


class Status(StrEnum):
    """How far a look-up came."""

    FOUND = "found"
    HOLDER_UNKNOWN = "holder-unknown"
    NOT_IN_AUTHORITY = "not-in-authority"
    UNRESOLVED = "unresolved"


class Answer(NamedTuple):
    """Whom a mention means, as far as that is known.

    reason: why it is not known, empty where it is. candidates: the names between which it stays open, or those near to
    one that the authority does not have. read: the part of the text that was read as a mention, None for no part.
    """

    status: Status
    actors: tuple[Actor, ...]
    reason: str
    candidates: tuple[str, ...]
    read: str | None


def answer(text: str, day: str | None = None) -> Answer:
    """Return the answer to a look-up of a text on an ISO day."""
    mention = lookup(text, day)
    if mention is None:
        found = near(text.strip(), authority())
        return Answer(Status.UNRESOLVED, (), "no name, title or place in it is in the authority", found, None)
    read = mention.phrase.text
    if mention.kind == "title" and _PORTFOLIO.match(text, mention.end):
        title = _ARTICLES.sub("", text.strip(), count=1)
        return Answer(Status.UNRESOLVED, (), f"there is no office “{title}” in the authority", (), read)
    days = Days(day, day) if day else Days()
    if mention.kind == "side" and not all_was_read(text, read):  # "the mayor of Paris" is not France
        return Answer(Status.UNRESOLVED, (), "the authority does not know the whole of it", (), read)
    if not mention.actors:
        return Answer(Status.UNRESOLVED, (), *_open(mention, days), read)
    if any(a.id.startswith("office:") for a in mention.actors):
        return Answer(Status.HOLDER_UNKNOWN, mention.actors, *_without_holder(mention.phrase, days), read)
    unknown = [a.name for a in mention.actors if a.kind == "person" and a.name not in authority().persons]
    if unknown:
        found = near(unknown[0], authority())
        return Answer(Status.NOT_IN_AUTHORITY, mention.actors, "not in the authority", found, read)
    return Answer(Status.FOUND, mention.actors, "", (), read)


def all_was_read(given: str, read: str | None) -> bool:
    """Tell whether a mention is the whole of a text, but for articles and marks; True where there is no mention."""
    return read is None or _count(read) >= _count(given)


def _count(text: str) -> int:
    return sum(w.text[0].isalnum() for w in words(_ARTICLES.sub("", text.strip(), count=1)) if w.text)


_Why = tuple[str, tuple[str, ...]]


def _open(mention: Mention, days: Days) -> _Why:
    """Return why nobody is meant, and who may be."""
    phrase = mention.phrase
    if mention.kind in {"pronoun", "pair"} or phrase.possessor or "counterpart" in phrase.roles:
        return "it points back to somebody in a text, and a look-up has none", ()
    match mention.kind:
        case "person":
            return _person(phrase, days)
        case "side":
            return "a city is named, which stands for no government", ()
        case "group":
            return "it does not say whose they are", ()
        case "title" if phrase.demonym:
            return "any citizen of that side may be meant", ()
        case "title" if set(phrase.roles) & PRIVATE:
            return "it is no office of a state", ()
        case "title" if not phrase.sides:
            return f"no country is given; say whose, as in “the French {phrase.title}”", ()
    return "nobody in the authority is meant by it", ()


def _person(phrase: Phrase, days: Days) -> _Why:
    if not phrase.persons:
        return "nobody of that name is in the authority", near(phrase.person_text or phrase.text, authority())
    everybody = tuple(p.name for p in phrase.persons)
    if not days.known:
        more = "write the full name" if phrase.full is False and len(everybody) == 1 else _ASK_FOR_DAY
        if len(everybody) == 1:
            return f"a surname alone is too little; {more}", everybody
        return f"ambiguous; {more} or write the full name", everybody
    holding = tuple(p.name for p in phrase.persons if any(t.covers(days.start, days.end) for t in p.terms))
    if len(holding) > 1:
        return f"ambiguous on {days.start}", holding
    if holding:
        return "a surname alone is too little; write the full name or the title", holding
    return f"nobody of that name held an office on {days.start}", everybody


def _without_holder(phrase: Phrase, days: Days) -> _Why:
    """Return why the holder of an office stays unknown, and who may be meant."""
    held = _names(phrase, days)
    if phrase.former or phrase.then:
        return "which former holder is meant is not told", _names(phrase, Days())
    if not days.known:
        return _at_some_time(phrase)
    if len(held) > 1:
        return f"ambiguous on {days.start}", held
    return f"the authority knows nobody who held it on {days.start}", ()


def _at_some_time(phrase: Phrase) -> _Why:
    terms = resolver().incumbents.considered(phrase, Days())
    if not terms:
        return "the authority knows no holder of it", ()
    names = tuple(dict.fromkeys(t.person for t in terms))
    last = max(terms, key=lambda t: (t.end, t.start)).person
    return f"held by {len(names)} persons, the last of them {last}; {_ASK_FOR_DAY}", names


def _names(phrase: Phrase, days: Days) -> tuple[str, ...]:
    terms = resolver().incumbents.considered(phrase, days)
    return tuple(dict.fromkeys(t.person for t in terms))


def entries(found: Answer) -> Iterator[str]:
    """Yield an answer as JSON, an object for each actor, or one without an actor."""
    told = {"candidates": found.candidates, "status": found.status, "read": found.read}
    for actor in found.actors or (None,):
        entry: dict[str, Any] = _entry(actor) if actor is not None else {"actor": None}
        if found.reason:
            entry["reason"] = found.reason
        yield json.dumps({**entry, **told}, ensure_ascii=False)


def _entry(actor: Actor) -> dict[str, Any]:
    return {
        "actor": actor.id, "kind": actor.kind, "name": actor.name, "office": actor.office, "role": actor.role,
        "country": actor.country, "side": actor.side, "score": actor.score, "reason": actor.reason,
    }  # fmt: skip


def lines(mention: str, found: Answer) -> Iterator[str]:
    """Yield an answer as lines for people."""
    if not found.actors:
        yield f"{mention}: unresolved: {found.reason}{_listed(found)}"
    for actor in found.actors:
        office = f", {actor.office}" if actor.office and actor.office != actor.name else ""
        side = f"speaks for {actor.side}" if actor.side else "speaks for no side"
        reason = f"{found.reason}{_listed(found)}" if found.reason else actor.reason
        yield with_articles(f"{actor.name}{office}; {side} (score {actor.score:.2f}: {reason})")
    if not all_was_read(mention, found.read):
        yield f"only “{found.read}” was read"


def _listed(found: Answer) -> str:
    """Return who may be meant, the first ones when they are many."""
    if not found.candidates or (found.actors and len(found.candidates) > _SHOWN):
        return ""
    more = f" and {len(found.candidates) - _SHOWN} more" if len(found.candidates) > _SHOWN else ""
    names = ", ".join(found.candidates[:_SHOWN]) + more
    if found.status is Status.NOT_IN_AUTHORITY or found.read is None:
        return f"; near: {names}"
    return f": {names}" if found.actors else f" ({names})"
