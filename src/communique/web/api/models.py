"""The shapes of the answers, for the description of the API; the answers themselves are made by ``export.jsonl``."""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, Field

from communique.records import Mode, Status

T = TypeVar("T")
Lineage = Literal["original", "reprint", "rewrite"]


class _Model(BaseModel):
    """A shape to which later versions may add fields."""


class ErrorBody(_Model):
    """What went wrong: a word for programs, a sentence for people, and the parameter at fault, if one is."""

    code: Annotated[str, Field(examples=["bad-parameter"])]
    message: Annotated[str, Field(examples=["2022-13: this is no day; write it as 2016-07-31, 2016-07 or 2016"])]
    field: Annotated[str | None, Field(examples=["since"])]


class Error(_Model):
    """The answer to a request that failed."""

    error: ErrorBody


class Listed(_Model, Generic[T]):
    """A page of a list. next: the cursor of the next page, null at the end."""

    items: list[T]
    next: str | None


class PublishedDay(_Model):
    """Day of publication and how it is known."""

    date: Annotated[str | None, Field(examples=["2022-05-15"])]
    basis: Annotated[str, Field(examples=["metadata"])]


class Days(_Model):
    """The first and the last day of an interval and how they are known."""

    start: Annotated[str, Field(examples=["2022-05-14"])]
    end: Annotated[str, Field(examples=["2022-05-14"])]
    basis: Annotated[str, Field(examples=["weekday before publication"])]


class Document(_Model):
    """An article, without its text."""

    type: Literal["document"]
    id: Annotated[str, Field(examples=["doc-04c0b6a1f3a4a1b2"])]
    external_id: str | None
    path: str
    url: str | None
    publisher: Annotated[str | None, Field(examples=["Northern Wire"])]
    published: PublishedDay
    title: str | None
    language: Annotated[str, Field(examples=["en"])]
    lineage: Lineage
    reprint_of: str | None


class DebrisSpan(_Model):
    """A passage of the text that is no part of the article."""

    start: int
    end: int
    kind: str


class DocumentWithText(Document):
    """An article with its text, which the spans of all claims index."""

    text: str
    debris: list[DebrisSpan]


class Participant(_Model):
    """Who took part."""

    actor: Annotated[str, Field(examples=["person:Sauli Niinistö"])]
    name: Annotated[str, Field(examples=["Sauli Niinistö"])]
    office: Annotated[str | None, Field(examples=["President of Finland"])]
    country: Annotated[str | None, Field(examples=["FIN"])]


class Report(_Model):
    """Where a document tells of a contact."""

    document: str
    start: int
    end: int
    quote: str
    status: Status
    date: Days | None
    note: str | None


class Contact(_Model):
    """A contact."""

    type: Literal["contact"]
    id: Annotated[str, Field(examples=["contact-062fbd0d6c1f6d5f"])]
    mode: Mode
    status: Status
    date: Days | None
    place: str | None
    initiator: str | None
    duration_minutes: int | None
    participants: list[Participant]
    topics: list[str]
    reports: list[Report]
    independent_sources: int


class Account(_Model):
    """An attributed statement."""

    type: Literal["account"]
    id: str
    document: str
    contact: str | None
    source: str
    actor: str | None
    side: str | None
    via: list[str]
    cue: str | None
    content: str
    start: int
    end: int


class Divergence(_Model):
    """Where the accounts of two sides part.

    contact is null for another matter, a side for a source that speaks for none, account_b for an omission.
    """

    type: Literal["divergence"]
    id: str
    contact: str | None
    kind: Literal["contradiction", "number", "omission"]
    side_a: str | None
    account_a: str
    side_b: str | None
    account_b: str | None
    reason: str


class ContactWithAccounts(Contact):
    """A contact with the accounts of it and where they part."""

    accounts: list[Account]
    divergences: list[Divergence]


class Event(_Model):
    """Who did what to whom, coded by PLOVER."""

    type: Literal["event"]
    id: str
    document: str
    code: Annotated[str, Field(examples=["CONSULT"])]
    cameo: str | None
    mode: str | None
    context: list[str]
    status: str
    actor: Participant | None
    recipient: Participant | None
    date: Days | None
    place: str | None
    contact: str | None
    score: float
    quote: str
    start: int
    end: int


class Figure(_Model):
    """A number with its unit and what it counts."""

    type: Literal["figure"]
    id: str
    document: str
    value: float
    unit: str
    of: str | None
    source: str | None
    date: Days | None
    place: str | None
    side: str | None
    quote: str
    start: int
    end: int


class Rejected(_Model):
    """An item of input that could not be read, or those of a file that were screened out."""

    type: Literal["rejected"]
    id: str
    path: str
    place: str
    reason: Annotated[str, Field(examples=["empty"])]
    detail: str


class Actor(_Model):
    """A side or an actor that took part in contacts; kind is side, person, group or another sort."""

    type: Literal["actor"]
    id: Annotated[str, Field(examples=["person:Sauli Niinistö"])]
    kind: Annotated[str, Field(examples=["person"])]
    name: str
    country: str | None
    contacts: int
    first: str | None
    last: str | None


class Office(_Model):
    """An office that a person held; start and end are null where the term is open."""

    title: str
    country: str
    start: str | None
    end: str | None
    acting: bool


class Counterpart(_Model):
    """Who took part in contacts with the actor, and in how many."""

    id: str
    name: str
    country: str | None
    contacts: int


class ActorInFull(Actor):
    """A side or an actor with its offices and those whom it was in contact with most."""

    offices: list[Office]
    counterparts: list[Counterpart]


class Publisher(_Model):
    """What the ledger has of a publisher; its name is null where documents name none."""

    type: Literal["publisher"]
    name: str | None
    documents: int
    originals: int
    reprints: int
    rewrites: int
    first: str | None
    last: str | None


class CopiedDocument(_Model):
    """A document that others copy."""

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    reprints: int
    rewrites: int


class Sources(Listed[Publisher]):
    """A page of publishers, and the documents that most others copy."""

    most_copied: list[CopiedDocument]


class Hit(_Model):
    """A document that a search found; in the passage the words found stand between U+E000 and U+E001."""

    document: str
    title: str | None
    passage: str


class Hits(_Model):
    """What a search found, best first; more: whether there are hits beyond these."""

    items: list[Hit]
    more: bool


class Bar(_Model):
    """So many contacts of a mode and status began in this year, month or day; start is null for the undated."""

    start: Annotated[str | None, Field(examples=["2022"])]
    mode: Mode
    status: Status
    contacts: int


class TimelineBody(_Model):
    """Contacts over time."""

    unit: Literal["year", "month", "day"]
    items: list[Bar]


class Node(_Model):
    """A side or a person, and in how many contacts it took part."""

    id: str
    name: str
    country: str | None
    contacts: int


class Edge(_Model):
    """Two nodes and in how many contacts both took part."""

    a: str
    b: str
    contacts: int


class NetworkBody(_Model):
    """Who was in contact with whom."""

    nodes: list[Node]
    edges: list[Edge]


class LedgerBody(_Model):
    """What the ledger holds."""

    version: Annotated[str, Field(examples=["0.1.0"])]
    counts: dict[str, int]
    last_publication: str | None
