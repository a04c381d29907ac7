"""Which contacts leave the house: one, those that fit what is asked, or all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from communique.ledger import Ledger
from communique.records import Contact


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked of the contacts; all of it must hold. See ``Ledger.contacts``; contact: an id or its beginning."""

    contact: str | None = None
    since: str | None = None
    until: str | None = None
    sides: tuple[str, ...] = ()
    person: str | None = None
    modes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    topic: str | None = None
    text: str | None = None

    @property
    def everything(self) -> bool:
        """True when nothing is asked, so that every contact is chosen."""
        return not self._asked()

    @property
    def words(self) -> str:
        """What is asked, for a reader: "sides RUS, USA; since 2016"; empty when nothing is."""
        return "; ".join(
            f"{name} {', '.join(value) if isinstance(value, tuple) else value}" for name, value in self._asked().items()
        )

    def contacts(self, ledger: Ledger) -> Iterator[Contact]:
        """Return the chosen contacts by (first day, id), those without a date last.

        Raises InputError for a day, mode or status that is none, LedgerError for an id that no contact has.
        """
        if self.contact is None:
            return ledger.contacts(**self._asked())
        return iter([ledger.contact(full_id(self.contact))])

    def _asked(self) -> dict[str, Any]:
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name))}


def full_id(contact: str) -> str:
    """Return the beginning of a contact's id with the word that all such ids begin with."""
    return contact if contact.startswith("contact-") else f"contact-{contact}"


EVERYTHING = Choice()
