"""Whom of several a surname with its title or honorific picks out, and the offices that plurals name."""

from __future__ import annotations

from collections.abc import Sequence

from communique.actors.actor import Actor
from communique.actors.authority import Term
from communique.actors.fit import FEMALE_HONORIFICS
from communique.actors.lexicon import LEADING
from communique.actors.phrase import Phrase

SINGULAR_ROLES = {
    "ambassadors": "ambassador", "foreign ministers": "foreign-minister", "defence ministers": "defence-minister",
    "envoys": "envoy", "national security advisers": "national-security-adviser",
}  # fmt: skip
PLURAL_ROLES = {
    "leaders": LEADING, "presidents": ("head-of-state",), "prime ministers": ("head-of-government",),
    "heads of state": ("head-of-state",), "heads of government": ("head-of-government",),
    "foreign ministers": ("foreign-minister",), "foreign secretaries": ("foreign-minister",),
    "defence ministers": ("defence-minister",), "defense ministers": ("defence-minister",),
    "national security advisers": ("national-security-adviser",),
    "national security advisors": ("national-security-adviser",),
}  # fmt: skip


def words_of(term: Term) -> set[str]:
    """Return the words of an office's title and of its aliases, in small letters."""
    return {word for text in (term.office.title, *term.office.aliases) for word in text.lower().split()}


def one(actor: Actor | None) -> tuple[Actor, ...]:
    """Return the actor alone, nobody for None."""
    return (actor,) if actor is not None else ()


def may_be(actor: Actor, phrase: Phrase) -> bool:
    """Tell whether a surname with a title or honorific can mean the person of that surname named in full."""
    if phrase.honorific in FEMALE_HONORIFICS and actor.sex == "m" and actor.score > 0.9:
        return False
    return not (phrase.honorific in {"Mr", "Mr."} and actor.sex == "f")


def among(bound: Sequence[Actor], phrase: Phrase) -> Actor | None:
    """Return the one of several persons of a surname whom title, side or honorific picks out."""
    codes = {n.code for n in phrase.sides}
    fitting = [a for a in bound if a.country in codes or a.role in phrase.roles]
    if not fitting and phrase.honorific:
        sex = "f" if phrase.honorific in FEMALE_HONORIFICS else "m"
        fitting = [a for a in bound if a.sex == sex]
    leading = [a for a in fitting or bound if a.role in LEADING]
    if len(fitting) == 1:
        return fitting[0]
    return leading[0] if len(leading) == 1 and not (phrase.roles and not fitting) else None
