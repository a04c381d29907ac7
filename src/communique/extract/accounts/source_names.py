"""What a source is called: the name, kind and head noun of whom a phrase stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.actors.cast import Mention, resolver
from communique.actors.resolver import Actor

_LEAD = re.compile(
    r"^(?:(?:the|a|an|one|another|some|several|many|most|both|its|his|her|their|this|that|these|those|two|three|four|"
    r"second|senior|top|high-ranking|high-level|leading|prominent|veteran|unnamed|anonymous|said|says|another)\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:,|\bwho\b|\bwhich\b|\bthat\b|—|–|\().*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Source:
    """A resolved source; ``head`` is the noun that names it, by which the text can point back to it."""

    name: str
    actor: str | None
    side: str | None
    kind: str
    head: str
    plural: bool = False
    role: str | None = None
    private: bool = False


def actors_of(mentions: Sequence[Mention]) -> dict[Actor, Mention]:
    """Return the actors of the mentions: persons before groups before bodies and states."""
    named = {a: m for m in mentions for a in m.actors if a.kind == "person" and m.kind == "person"}
    for kinds in ({"person", "office"}, {"group"}, {"body", "organisation", "state"}):
        found = named or {a: m for m in mentions for a in m.actors if a.kind in kinds}
        if found:
            return found if len(kinds) < 3 else dict([next(iter(found.items()))])
    return {}


def body_in(mention: Mention) -> str | None:
    """Return the body that a group belongs to by the words of the text ("White House officials")."""
    names = [n for n in mention.phrase.sides if n.kind in {"seat", "body"}]
    return names[0].text if names else None


def is_group(source: Source | None) -> bool:
    """Tell whether "it" can mean a source outside the authority: an organisation named with capitals."""
    return (
        source is not None
        and source.kind == "other"
        and not source.private
        and source.name[:1].isupper()
        and not source.plural
    )


_NUMBER_TEN = re.compile(r"^(?:no\.? ?10|number (?:10|ten)|10 downing street)$", re.IGNORECASE)


def name_of(actor: Actor, mention: Mention) -> str:
    """Return what a source is called: a seat by the words of the text, a state by its government."""
    name = actor.name
    if actor.kind == "state":
        seat = mention.phrase.sides[0] if mention.phrase.sides else None
        if seat is None or seat.kind not in {"capital", "city", "seat", "body"}:
            return resolver().government(actor.country or "").name
        name = seat.text
    return "Downing Street" if _NUMBER_TEN.match(name) else name


def kind_of(actor: Actor, mention: Mention) -> str:
    if actor.kind == "group" and (mention.phrase.group == "government" or actor.role == "government"):
        return "government"
    return "person" if actor.kind == "office" else "unnamed" if actor.kind == "group" else actor.kind


def bare_name(text: str) -> str:
    """Return a source phrase without its article and what counts or qualifies it."""
    return _TAIL.sub("", _LEAD.sub("", text)).strip(" ,.;:")


def head_of(text: str) -> str:
    """Return the last word of a phrase before what qualifies it."""
    core = re.split(r",|\b(?:of|in|at|for|from|who|to|with|on|by)\b", text)[0].split()
    return core[-1].lower().strip(".,’'\"") if core else text.lower()
