"""What may be asked, as models that refuse everything else; unknown parameters are errors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from communique.errors import InputError
from communique.export.choice import Choice
from communique.ledger.filters import first_day
from communique.records import Mode, Status

MOST = 500
"""How many objects one page may have."""


def _real_day(day: str) -> str:
    try:
        first_day(day)
    except InputError as error:
        raise ValueError(str(error)) from None
    return day


_TEXT = r"^[^\x00-\x1f\x7f]*$"

Words = Annotated[str, Field(min_length=1, max_length=300, pattern=_TEXT)]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=_TEXT)]
Side = Annotated[str, Field(pattern=r"^[A-Z]{2,12}$", examples=["RUS"])]
Day = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}(-[0-9]{2}){0,2}$", description="a day, a month or a year", examples=["2022-05"]),
    AfterValidator(_real_day),
]
DocumentId = Annotated[str, Field(pattern=r"^[a-z]{3,12}-[0-9a-f]{16}$")]
ContactId = Annotated[str, Field(pattern=r"^[a-z]{3,12}-[0-9a-f]{16}$")]
ClaimId = Annotated[str, Field(pattern=r"^[a-z]{3,12}-[0-9a-f]{16}$")]
DivergenceId = Annotated[str, Field(pattern=r"^[a-z]{3,12}-[0-9a-f]{16}$")]
Flag = Literal["true", "false"]
Sides = Annotated[list[Side], Field(max_length=10, description="codes, all of which must take part")]


class Nothing(BaseModel):
    """No parameters at all."""

    model_config = ConfigDict(extra="forbid")


class Paging(Nothing):
    """Which page of a list."""

    cursor: Annotated[
        str | None, Field(max_length=1000, pattern=r"^[A-Za-z0-9_-]+$", description="`next` of the page before")
    ] = None
    limit: Annotated[int, Field(ge=1, le=MOST, description="objects on the page")] = 50


class Between(Nothing):
    """A span of time."""

    since: Annotated[Day | None, Field(description="from this day, month or year on")] = None
    until: Annotated[Day | None, Field(description="up to this day, month or year")] = None


class Order(Nothing):
    """The order of a list by day; entries without a day are last in either."""

    order: Annotated[Literal["newest", "oldest"], Field(description="by day; entries without one come last")] = "newest"


class ContactFilters(Between):
    """Which contacts."""

    side: Sides = []
    actor: Annotated[list[Name], Field(max_length=10, description="ids of actors, all of whom must take part")] = []
    person: Annotated[Name | None, Field(description="part of a participant's name")] = None
    mode: Annotated[list[Mode], Field(max_length=10)] = []
    status: Annotated[list[Status], Field(max_length=10)] = []
    topic: Annotated[Name | None, Field(description="part of a topic")] = None
    text: Annotated[Words | None, Field(description="words of a document that reports it")] = None
    undated: Annotated[Flag, Field(description="only those whose date is unknown")] = "false"

    def filters(self) -> dict[str, object]:
        """Return the filters as the ledger takes them."""
        return {
            "since": self.since, "until": self.until, "undated": self.undated == "true", "sides": self.side,
            "actors": self.actor, "person": self.person, "modes": self.mode, "statuses": self.status,
            "topic": self.topic, "text": self.text,
        }  # fmt: skip


class Contacts(Paging, Order, ContactFilters):
    """Parameters of the list of contacts."""


class Format(Nothing):
    """What contacts are made into."""

    format: Literal["report", "ics", "bibtex", "csl-json"]


class Export(Format, Between):
    """Which contacts are made into what."""

    side: Sides = []
    person: Annotated[Name | None, Field(description="part of a participant's name")] = None
    mode: Annotated[list[Mode], Field(max_length=10)] = []
    status: Annotated[list[Status], Field(max_length=10)] = []
    topic: Annotated[Name | None, Field(description="part of a topic")] = None
    text: Annotated[Words | None, Field(description="words of a document that reports it")] = None

    def choice(self) -> Choice:
        """Return the choice as exports take it."""
        return Choice(
            since=self.since, until=self.until, sides=tuple(self.side), person=self.person,
            modes=tuple(self.mode), statuses=tuple(self.status), topic=self.topic, text=self.text,
        )  # fmt: skip

    def filters(self) -> dict[str, object]:
        """Return the filters as the ledger takes them."""
        return {
            "since": self.since, "until": self.until, "sides": self.side, "person": self.person, "modes": self.mode,
            "statuses": self.status, "topic": self.topic, "text": self.text,
        }  # fmt: skip


class Calendar(Paging):
    """Parameters of the calendar."""

    since: Annotated[
        Day | None, Field(description="from this day on; without it, from the last day of publication on")
    ] = None
    until: Annotated[Day | None, Field(description="up to this day, month or year")] = None
    side: Sides = []


class Documents(Paging, Order, Between):
    """Parameters of the list of documents."""

    publisher: Name | None = None
    lineage: Literal["original", "reprint", "rewrite"] | None = None
    reprint_of: Annotated[DocumentId | None, Field(description="only the copies of this document")] = None
    language: Annotated[str | None, Field(pattern=r"^[a-z]{2,8}$")] = None
    text: Annotated[Words | None, Field(description="words of title or text")] = None


class _Claims(Paging, Order, Between):
    document: DocumentId | None = None


class Accounts(_Claims):
    """Parameters of the list of accounts."""

    contact: ContactId | None = None
    side: Annotated[Side | None, Field(description="for which the source speaks")] = None
    actor: Annotated[Name | None, Field(description="id of the source")] = None


class Events(_Claims):
    """Parameters of the list of events."""

    contact: ContactId | None = None
    side: Annotated[Side | None, Field(description="of the actor")] = None
    actor: Annotated[Name | None, Field(description="id of the actor")] = None
    code: Annotated[str | None, Field(pattern=r"^[A-Z]{2,20}$", description="PLOVER class")] = None


class Figures(_Claims):
    """Parameters of the list of figures."""

    unit: Name | None = None


class Divergences(Paging, Order, Between):
    """Parameters of the list of divergences."""

    contact: ContactId | None = None
    kind: Literal["contradiction", "number", "omission"] | None = None
    about: Annotated[
        Literal["contacts", "other-matters"] | None, Field(description="only those on contacts, or only the others")
    ] = None
    side: Annotated[list[Side], Field(max_length=2, description="among the two sides")] = []


class RejectedItems(Paging):
    """Parameters of the list of what could not be read or was screened out."""

    reason: Annotated[str | None, Field(pattern=r"^[a-z0-9-]{1,60}$")] = None


class Actors(Paging):
    """Parameters of the list of sides and actors."""

    kind: Annotated[str | None, Field(pattern=r"^[a-z]{1,20}$", description="side, person, group and others")] = None
    country: Side | None = None
    name: Annotated[Name | None, Field(description="part of the name")] = None


class Search(Between):
    """Parameters of the search."""

    q: Annotated[Words, Field(description='words, all of which must occur; "a phrase"; begin*', examples=["grain"])]
    publisher: Annotated[Name | None, Field(description="part of its name")] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    offset: Annotated[int, Field(ge=0, le=1000, description="hits to pass over")] = 0


class Timeline(ContactFilters):
    """Parameters of the timeline."""

    unit: Annotated[
        Literal["year", "month", "day"], Field(description="what is counted together; days need since and until")
    ] = "year"


class Network(Between):
    """Parameters of the network."""

    of: Annotated[Literal["sides", "persons"], Field(description="what the nodes are")] = "sides"
    nodes: Annotated[int, Field(ge=2, le=100, description="at most so many, those with the most contacts")] = 30
