"""Who keeps an id when several items of input lay claim to it.

The item that stands earliest keeps it: by path, then by place in the file. So what a ledger holds does not depend on
the order in which items arrive: one that comes late but stands earlier takes the place of the one that was there. Of
two from the very same place, as when a file was changed between two builds, the one that is there stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from communique.records import Rejection

DUPLICATE_ID = "duplicate-id"


@dataclass(frozen=True, slots=True)
class Holder:
    """A document in so far as it may quarrel with another: its ids and where it stood."""

    id: str
    external_id: str | None
    path: str
    place: str

    @property
    def standing(self) -> tuple[object, ...]:
        """What decides who is earlier; numbers in a place count as numbers, so line 9 comes before line 10."""
        place = tuple(int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", self.place))
        return (self.path, place)


@dataclass(frozen=True, slots=True)
class Settlement:
    """What becomes of a newcomer.

    accepted: the newcomer holds its ids now. rival: who kept the external id (not accepted), or lost it to the
    newcomer (accepted). replaces: the same document was there, from a later place. Neither accepted nor a rival: the
    very document is there already.
    """

    accepted: bool
    rival: Holder | None = None
    replaces: bool = False


class Register:
    """Who holds which id among the documents that can concern a batch."""

    def __init__(self, holders: Iterable[Holder]) -> None:
        self._by_id: dict[str, Holder] = {}
        self._by_external_id: dict[str, Holder] = {}
        for holder in holders:
            self._enter(holder)

    def settle(self, newcomer: Holder) -> Settlement:
        """Decide about a newcomer and enter it when it is accepted."""
        same = self._by_id.get(newcomer.id)
        if same is not None and same.standing < newcomer.standing:
            return Settlement(accepted=False)
        rival = self._by_external_id.get(newcomer.external_id) if newcomer.external_id is not None else None
        if rival is not None and rival.id == newcomer.id:
            rival = None
        if rival is not None and rival.standing <= newcomer.standing:
            return Settlement(accepted=False, rival=rival)
        for loser in (same, rival):
            if loser is not None:
                self._leave(loser)
        self._enter(newcomer)
        return Settlement(accepted=True, rival=rival, replaces=same is not None)

    def _enter(self, holder: Holder) -> None:
        self._by_id[holder.id] = holder
        if holder.external_id is not None:
            self._by_external_id[holder.external_id] = holder

    def _leave(self, holder: Holder) -> None:
        self._by_id.pop(holder.id, None)
        if holder.external_id is not None:
            self._by_external_id.pop(holder.external_id, None)


def explanation(keeper: Holder) -> str:
    """Return the detail of a rejection in favour of the holder who kept the id."""
    where = f"{keeper.path}, {keeper.place}" if keeper.place else keeper.path
    return f"the id {keeper.external_id!r} belongs to another text, in {where}"


def rejection(path: str, place: str, keeper: Holder) -> Rejection:
    """Return the rejection of the item at this place in favour of the holder who kept the id."""
    return Rejection(path, place, DUPLICATE_ID, explanation(keeper))
