"""Who a mention stands for, and on which days a text was written."""

from __future__ import annotations

from typing import NamedTuple

from communique.actors.authority import EARLIEST, LATEST

#: Kinds of actors that are one person, named or by office.
PERSONAL = frozenset({"person", "office"})


class Actor(NamedTuple):
    """Who a mention stands for.

    kind: person, office (a titled but unnamed holder), group, body, state, organisation or media. country: whose
    citizen or servant the actor is. side: for whom the actor speaks; None for private and former persons, for media,
    charities and groups of several sides.
    """

    id: str
    kind: str
    name: str
    office: str | None
    role: str | None
    country: str | None
    side: str | None
    sex: str
    score: float
    reason: str


class Days(NamedTuple):
    """The interval of days, both included, on which a text was written as far as it is known."""

    start: str = EARLIEST
    end: str = LATEST

    @property
    def inferred(self) -> bool:
        """True when the day is known only as an interval; nobody is former by it."""
        return self.known and self.start != self.end

    @property
    def known(self) -> bool:
        """True when the interval bounds anything."""
        return self.start != EARLIEST or self.end != LATEST
