"""Sources under a genitive: the servant of a person, the office of a title-holder, the state's own media."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.actors.actor import Actor
from communique.actors.cast import Mention, resolver
from communique.extract.accounts.source_words import presidency

#: Between an owner and his servant stand few words: "Mr Vale's chief foreign policy adviser".
_NEAR = 40
_LINK = re.compile(r"\b(?:of|for|to|at|from|with|and|in)\b|,")
_PREMIER = frozenset({"prime minister", "premier", "first minister"})
_PRESIDENT = "president"
#: What a state owns where its name stands before it: "Iranian state television".
_STATE_MEDIA = re.compile(
    r"\b(?:state|official|government)(?:-(?:run|owned|controlled))?(?: [\w-]+)? "
    r"(?:television|tv|radio|media|broadcaster|news agency|newspaper|daily)$",
    re.IGNORECASE,
)


def without_owner(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Return the mentions without the owner of a servant: "Mr Vale's spokesman", "Mr Vale's envoy, Jan Novak"."""
    if len(mentions) < 2:
        return mentions
    owner, servant = mentions[0], mentions[1]
    owns = owner.kind == "person" and owner.actor is not None and owner.phrase.possessive
    serves = servant.kind in {"title", "group"} or (servant.kind == "person" and servant.phrase.title is not None)
    near = servant.start - owner.end <= _NEAR and bool(servant.actors)
    return mentions[1:] if owns and serves and near else mentions


def office_of(actor: Actor, mention: Mention) -> str | None:
    """Return what the office of a title-holder is called, who is named by the title alone; None for other titles."""
    title = (mention.phrase.title or "").lower()
    if mention.kind != "title" or actor.country is None:
        return None
    adjective = resolver().adjective(actor.country)
    if title in _PREMIER:
        return f"{adjective} Prime Minister's Office"
    return presidency(actor.country, adjective) if title == _PRESIDENT else None


def names_medium(text: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether a phrase names a medium at its end, behind whose it is ("the Russian news agency TASS")."""
    if len(mentions) < 2 or mentions[-1].kind != "neutral" or _LINK.search(text):
        return False
    return all(m.kind == "side" or m.phrase.title == "official" for m in mentions[:-1])


def is_state_media(text: str) -> bool:
    """Tell whether a phrase names the media of a state as such."""
    return _STATE_MEDIA.search(text) is not None
