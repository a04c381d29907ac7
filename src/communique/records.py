"""The records of the ledger: documents, claims, judgements and what is assembled from them.

All are frozen and slotted. Ids are content hashes, so the same input under the same version has the same ids on every
machine. Every value that was read from a text carries the ``Span`` it was read from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

PROGRAM = "communique"
"""The author of the program's own judgements; every other author is a person."""


def content_id(prefix: str, *parts: Any) -> str:
    """Return ``prefix-`` and 16 hexadecimal digits of SHA-256 over the JSON array of the parts.

    A JSON array, not joined text: different parts can never give the same bytes.
    """
    data = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{prefix}-{hashlib.sha256(data.encode()).hexdigest()[:16]}"


class Mode(StrEnum):
    """How a contact took place (codebook)."""

    CALL = "call"
    VIDEO = "video"
    MEETING = "meeting"
    SUMMIT = "summit"
    VISIT = "visit"
    LETTER = "letter"
    TALKS = "talks"


class Status(StrEnum):
    """Whether a contact took place (codebook)."""

    HELD = "held"
    SCHEDULED = "scheduled"
    PROPOSED = "proposed"
    CANCELLED = "cancelled"


#: What has not taken place yet.
AHEAD = frozenset({Status.SCHEDULED, Status.PROPOSED})


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage of a document: ``text[start:end] == quote``, in characters of the canonical text."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Period:
    """An interval of days, both ends included, as ISO days; a single day has equal ends.

    basis: how it is known ("stated", "relative to publication", "weekday; summit NATO Warsaw 2016").
    """

    start: str
    end: str
    basis: str

    @property
    def is_day(self) -> bool:
        """True when the interval is one day."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Publication:
    """When a document was published: an ISO day or None, and its basis.

    basis: "metadata", "url", "dateline", "text", "inferred" or "unknown".
    """

    date: str | None
    basis: str


@dataclass(frozen=True, slots=True, order=True)
class Debris:
    """A passage that is no part of the article: kind is "share", "advertisement", "caption", "credit" and the like."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article in canonical text; every span of every claim indexes ``text``.

    external_id: the input's own id, if any. path: as given on input. lineage: "original", "reprint" or "rewrite".
    """

    id: str
    text: str
    external_id: str | None
    path: str
    url: str | None
    publisher: str | None
    published: Publication
    title: str | None
    language: str
    debris: tuple[Debris, ...] = ()
    lineage: str = "original"
    reprint_of: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part: actor id, full name as commonly known, the office held on the day, the side (ISO 3166 or org)."""

    actor: str
    name: str
    office: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class ContactReport:
    """A claim: this document says that this contact took place, or is to.

    told: the words that tell when ("Tuesday", "last week"), unless they count from another event of the text.
    written: of a document without a known day of publication the intervals in which it can have been published.
    """

    id: str
    document: str
    extractor: str
    mode: Mode
    status: Status
    date: Period | None
    place: str | None
    initiator: str | None
    duration_minutes: int | None
    participants: tuple[Participant, ...]
    topics: tuple[str, ...]
    spans: tuple[Span, ...]
    summit: str | None = None
    weekday: int | None = None
    note: str | None = None
    told: str | None = None
    written: tuple[Period, ...] = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that took part, sorted, each once."""
        return tuple(sorted({p.country for p in self.participants if p.country}))


@dataclass(frozen=True, slots=True)
class Account:
    """A claim: an attributed statement; ``content`` is what is said, verbatim.

    report: the id of the contact report that it is about, if any.
    """

    id: str
    document: str
    extractor: str
    report: str | None
    source: str
    actor: str | None
    side: str | None
    via: tuple[str, ...]
    cue: str | None
    content: Span
    source_span: Span | None = None
    cue_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim: a number with its unit and what it counts.

    date: the days that the text gives it; where it gives none, readers take the document's. place: where the sentence
    says. side: whose people or things they are, by the words for them or the subject of their verb.
    """

    id: str
    document: str
    extractor: str
    value: float
    unit: str
    of: str | None
    source: str | None
    span: Span
    date: Period | None = None
    place: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A claim: who did what to whom, coded by PLOVER.

    code: the PLOVER class ("AGREE"). cameo: the CAMEO code where the mapping is unambiguous. mode, context: as PLOVER
    defines them. status: "happened", "announced", "hypothetical" or "denied". report: the contact report that a CONSULT
    is, if any. score: the classifier's probability of the class, 1.0 where a rule is sure.
    """

    id: str
    document: str
    extractor: str
    code: str
    cameo: str | None
    mode: str | None
    context: tuple[str, ...]
    status: str
    actor: Participant | None
    recipient: Participant | None
    date: Period | None
    place: str | None
    report: str | None
    score: float
    span: Span


Claim = ContactReport | Account | Figure | Event


@dataclass(frozen=True, slots=True)
class Anchor:
    """A claim that a person judged, by what it stands on: so it is found again when its id has become another.

    kind: "contact" for a report of one, or "account". claim, document: their ids when it was judged. text_sha256: of
    the document's text. span: the claim's main one. hints: values that tell it from other claims of the same place.
    """

    kind: str
    claim: str
    document: str
    text_sha256: str
    span: Span
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a correction puts in the place of what was read; the judgement's verdict tells which fields count.

    actor: the participant who is replaced or removed, or the key of an account's source. judgement: the one revoked.
    """

    date: Period | None = None
    mode: Mode | None = None
    participant: Participant | None = None
    actor: str | None = None
    source: str | None = None
    side: str | None = None
    judgement: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the program or a person decided about claims. Never overwritten, only outvoted or revoked.

    verdict: "same" (one contact) or "different", by anyone; the others, by a person: "not-contact", "date", "mode",
    "participant", "source", "side", "not-about", and "revoke". claim, other: the first claim on either side, or the
    revoked judgement. author: "communique" for the program, else a person's name. made: when, ISO in UTC. about,
    others: what a person's judgement is on; a person's beats the program's, and a later one an earlier.
    """

    id: str
    verdict: str
    claim: str
    other: str
    score: float
    reason: str
    author: str
    made: str | None = None
    about: tuple[Anchor, ...] = ()
    others: tuple[Anchor, ...] = ()
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """One real contact, assembled from its reports and the judgements that join them."""

    id: str
    mode: Mode
    status: Status
    date: Period | None
    place: str | None
    initiator: str | None
    duration_minutes: int | None
    participants: tuple[Participant, ...]
    topics: tuple[str, ...]
    reports: tuple[ContactReport, ...]
    independent_sources: int

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that took part, sorted, each once."""
        return tuple(sorted({p.country for p in self.participants if p.country}))


@dataclass(frozen=True, slots=True)
class Divergence:
    """Where two sides' accounts part: kind is "contradiction", "number" or "omission".

    contact: the id of the contact that both are about; None for another matter. A side is "" when the source speaks
    for none.
    """

    id: str
    contact: str | None
    kind: str
    side_a: str
    account_a: str
    side_b: str
    account_b: str | None
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Rejection:
    """One item of input that could not be read: where it stood, a countable reason, and what a person should know."""

    path: str
    place: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one item of input became: a document and its claims."""

    document: Document
    claims: tuple[Claim, ...]


def check_spans(text: str, spans: Iterable[Span]) -> Span | None:
    """Return the first span that does not verify against the text, or None when all do."""
    for span in spans:
        if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != span.quote:
            return span
    return None


def spans_of(claim: Claim) -> tuple[Span, ...]:
    """Return every span of a claim's values, in the order of the fields."""
    match claim:
        case ContactReport():
            return claim.spans
        case Account():
            return tuple(s for s in (claim.content, claim.source_span, claim.cue_span) if s is not None)
        case Figure() | Event():
            return (claim.span,)
