"""What a page is asked for: the filters that its address holds, and the addresses that change one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query

from communique.web.pages.days import Window, window

#: Longer words are no filter but an attack or an accident.
LONGEST = 200

Words = Annotated[str, Query(max_length=LONGEST)]


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a list of contacts; "" where nothing is asked.

    period: a year, month or day, or "undated". side, other: sides that both took part. person, topic: part of one.
    mode, status: one of the codebook's. text: words that a reporting document holds. actor, counterpart: ids of actors
    who both took part.
    """

    period: str = ""
    side: str = ""
    other: str = ""
    person: str = ""
    mode: str = ""
    status: str = ""
    topic: str = ""
    text: str = ""
    actor: str = ""
    counterpart: str = ""

    @property
    def window(self) -> Window:
        """The period as a window; InputError when it is none."""
        return window(self.period)

    @property
    def is_narrowed(self) -> bool:
        """True when anything but the period is asked."""
        return any(getattr(self, f.name) for f in fields(self) if f.name != "period")

    @property
    def given(self) -> dict[str, str]:
        """What is asked, by parameter, without what is not."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name))}

    def but(self, **changes: str) -> Asked:
        """Return the same with some filters changed."""
        return replace(self, **changes)

    def address(self, path: str = "/", **changes: str) -> str:
        """Return the address of a page with these filters, some of them changed."""
        return address(path, (replace(self, **changes) if changes else self).given)

    def conditions(self) -> dict[str, Any]:
        """Return the filters as arguments of ``Ledger.contacts``."""
        return {
            "since": self.window.first,
            "until": self.window.last,
            "undated": self.window.is_undated,
            "sides": tuple(s for s in (self.side, self.other) if s),
            "person": self.person or None,
            "modes": (self.mode,) if self.mode else (),
            "statuses": (self.status,) if self.status else (),
            "topic": self.topic or None,
            "text": self.text or None,
            "actors": tuple(i for i in (self.actor, self.counterpart) if i),
        }


def asked(
    *,
    period: Annotated[str, Query(max_length=10)] = "",
    side: Annotated[str, Query(max_length=20)] = "",
    other: Annotated[str, Query(max_length=20)] = "",
    person: Words = "",
    mode: Annotated[str, Query(max_length=20)] = "",
    status: Annotated[str, Query(max_length=20)] = "",
    topic: Words = "",
    text: Words = "",
    actor: Words = "",
    counterpart: Words = "",
) -> Asked:
    """Return the filters of a request."""
    return Asked(
        period=period.strip(), side=side.strip().upper(), other=other.strip().upper(), person=person.strip(),
        mode=mode.strip().lower(), status=status.strip().lower(), topic=topic.strip(), text=text.strip(),
        actor=actor.strip(), counterpart=counterpart.strip(),
    )  # fmt: skip


AskedHere = Annotated[Asked, Depends(asked)]
"""The type of a handler's parameter that receives the filters."""


def address(path: str, parameters: Mapping[str, str]) -> str:
    """Return a path with its parameters, those that are empty left out."""
    query = urlencode({k: v for k, v in parameters.items() if v})
    return f"{path}?{query}" if query else path
