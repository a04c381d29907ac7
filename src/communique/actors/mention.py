"""A mention of an actor in a document."""

from __future__ import annotations

from typing import NamedTuple

from communique.actors.actor import Actor
from communique.actors.phrase import Phrase


class Mention(NamedTuple):
    """One mention: ``text[start:end]``, the kind of phrase, and whom it stands for (nobody when unresolved).

    kind: as of the phrase (person, title, group, side, pronoun, pair, neutral).
    """

    start: int
    end: int
    kind: str
    actors: tuple[Actor, ...]
    phrase: Phrase

    @property
    def actor(self) -> Actor | None:
        """The one actor of the mention, None when there is none or there are several."""
        return self.actors[0] if len(self.actors) == 1 else None

    @property
    def place(self) -> bool:
        """True when a capital or city is named as a place, not for its government."""
        return self.phrase.place
