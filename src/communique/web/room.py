"""What a request handler may use: the ledger and who may write to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from communique.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Room:
    """One served ledger.

    ledger: opened for reading; threads share it. editor: the name under which corrections are made, None when the
    room is read-only. token: the secret that a correction has to bring, None when the room is read-only.
    """

    ledger: Ledger
    editor: str | None = None
    token: str | None = None

    @property
    def writable(self) -> bool:
        """True when corrections may be made here."""
        return self.editor is not None and self.token is not None


# Coroutines, though they wait for nothing: the framework would run functions in a thread, which takes longer than they.
async def room_of(request: Request) -> Room:
    """Return the room that a request is made to."""
    return cast(Room, request.app.state.room)


async def ledger_of(request: Request) -> Ledger:
    """Return the ledger that a request reads."""
    return (await room_of(request)).ledger


RoomHere = Annotated[Room, Depends(room_of)]
"""The type of a handler's parameter that receives the room."""

LedgerHere = Annotated[Ledger, Depends(ledger_of)]
"""The type of a handler's parameter that receives the ledger."""
