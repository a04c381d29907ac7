"""The shapes of corrections over HTTP, for requests and for the description of the API."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from communique.corrections.make import Wanted


class Asked(BaseModel):
    """A correction as it is asked for; what else than kind, on and reason is needed depends on the kind."""

    model_config = ConfigDict(extra="forbid")

    kind: Annotated[str, Field(examples=["mode"])]
    on: Annotated[str, Field(description="id of the contact or account", examples=["contact-062fbd0d6c1f6d5f"])]
    reason: str
    date: str | None = None
    mode: str | None = None
    actor: str | None = None
    name: str | None = None
    office: str | None = None
    country: str | None = None
    other: str | None = None
    reports: list[str] = Field(default=[], max_length=1000)
    source: str | None = None
    side: str | None = None

    def wanted(self) -> Wanted:
        """Return what is asked for without the reason."""
        values = self.model_dump(exclude={"reason", "reports"})
        return Wanted(**values, reports=tuple(self.reports))


class On(BaseModel):
    """Parameters of the list of corrections."""

    model_config = ConfigDict(extra="forbid")

    contact: Annotated[str | None, Field(pattern=r"^contact-[0-9a-f]{16}$")] = None
    account: Annotated[str | None, Field(pattern=r"^[a-z]+-[0-9a-z-]{1,80}$")] = None


class Undone(BaseModel):
    """Who took a correction back, when and why."""

    id: str
    author: str
    made: str | None
    reason: str


class Correction(BaseModel):
    """A person's judgement, as in the export, and how it stands.

    contacts, accounts: the ids of those that it is on now. change: what it puts in the place of what was read.
    """

    type: Literal["judgement"]
    id: str
    verdict: str
    author: str
    made: str | None
    reason: str
    score: float
    claim: str
    other: str
    change: dict[str, Any] | None
    about: list[dict[str, Any]]
    others: list[dict[str, Any]]
    state: Literal["in force", "undone", "waiting"]
    undone: Undone | None
    contacts: list[str]
    accounts: list[str]


class Corrections(BaseModel):
    """All corrections that were asked for; next is null, as they come in one page."""

    items: list[Correction]
    next: str | None
