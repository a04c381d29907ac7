"""The tables of a ledger.

Three layers. What was read: ``documents``, ``claims``, ``rejected``, ``sources``. What was decided: ``judgements``.
What follows from both, the ``DERIVED`` tables, which may be emptied and rebuilt at any time. Ids are the records' own
content hashes; nothing here depends on the order or the hour of writing except ``documents.key`` and ``meta``, which
never leave the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy
from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, MetaData, Table
from sqlalchemy.ext.compiler import compiles


class Text(sqlalchemy.Text):
    """Text that compares by code points in every database."""


@compiles(Text, "postgresql")
def _text_by_code_points(*_: Any, **__: Any) -> str:
    return 'TEXT COLLATE "C"'


#: A whole number of 64 bits in every database.
Integer = sqlalchemy.Integer().with_variant(BigInteger(), "postgresql")

SCHEMA_VERSION = 5
"""The version that this package writes; a change of the tables raises it and adds a step to ``migrations``."""

metadata = MetaData()

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False, comment="versions the ledger has passed through"),
    Column("package", Text, nullable=False, comment="version of communique that brought it there"),
)

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("key", Integer, primary_key=True, comment="row number for the full-text index; never exported"),
    Column("id", Text, nullable=False, unique=True),
    Column("external_id", Text, comment="the input's own id"),
    Column("path", Text, nullable=False, comment="as given on input"),
    Column("place", Text, nullable=False, comment="where in that file, such as a line"),
    Column("url", Text),
    Column("publisher", Text),
    Column("published_date", Text, comment="ISO day"),
    Column("published_basis", Text, nullable=False),
    Column("title", Text),
    Column("language", Text, nullable=False),
    Column("lineage", Text, nullable=False, comment="original, reprint or rewrite"),
    Column("reprint_of", Text),
    Column("debris", Text, nullable=False, comment="JSON: passages that are no part of the article"),
    Column("text_sha256", Text, nullable=False),
    # Last, because a row is read up to the last column asked for, and texts spill over many pages.
    Column("text", Text, nullable=False),
    Index("ix_documents_external_id", "external_id"),
    Index("ix_documents_day", "published_date", "id", "language", "lineage"),
    Index("ix_documents_publisher", "publisher", "published_date", "id", "lineage"),
    Index("ix_documents_reprint_of", "reprint_of", "lineage"),
    Index("ix_documents_text_sha256", "text_sha256"),
)

shared_passages = Table(
    "shared_passages",
    metadata,
    Column("document", Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("start", Integer, primary_key=True, autoincrement=False, comment="of the passage in the document"),
    Column("end", Integer, nullable=False),
    Column("other", Text, primary_key=True, comment="the document that has it too"),
    Column("other_start", Integer, nullable=False),
    Column("other_end", Integer, nullable=False),
    Column("kind", Text, nullable=False, comment="copied or rewritten"),
)

sources = Table(
    "sources",
    metadata,
    Column("fingerprint", Text, primary_key=True, comment="of one item of raw input"),
    Column("path", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("document", Text, ForeignKey("documents.id"), comment="what it became; null when rejected"),
    Column("outcome", Text, nullable=False, comment="'document', or the reason of its rejection"),
    Index("ix_sources_document", "document"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False, comment="contact, account, figure or event"),
    Column("document", Text, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("extractor", Text, nullable=False, comment="name and version"),
    Column("report", Text, comment="for an account: the claim of the contact that it is about"),
    Column("span_start", Integer, nullable=False, comment="first character of its main span"),
    Column("span_end", Integer, nullable=False),
    Column("value", Text, nullable=False, comment="JSON: all else, with every span and its quote"),
    # What follows repeats parts of the value, so that lists can be filtered and paged by an index.
    Column("day", Text, comment="first day of an event, else the day of publication"),
    Column("side", Text, comment="side of an account's source, or of an event's actor"),
    Column("actor", Text, comment="of an account's source, or of an event"),
    Column("code", Text, comment="PLOVER class of an event, unit of a figure"),
    Index("ix_claims_document", "document", "kind", "span_start"),
    Index("ix_claims_kind", "kind", "id"),
    Index("ix_claims_report", "report"),
    Index("ix_claims_day", "kind", "day", "id"),
    Index("ix_claims_side", "side", "kind", "day", "id"),
    Index("ix_claims_actor", "actor", "kind", "day", "id"),
    Index("ix_claims_code", "code", "kind", "day", "id"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("verdict", Text, nullable=False),
    # No foreign keys: a person's judgement outlives the claims it was made on.
    Column("claim", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("made", Text),
    Column("value", Text, comment="JSON: of a person's judgement, what it is about and what it changes"),
    Index("ix_judgements_claim", "claim"),
    Index("ix_judgements_other", "other"),
    Index("ix_judgements_author", "author", "id"),
)

rejected = Table(
    "rejected",
    metadata,
    Column("id", Text, primary_key=True),
    Column("path", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Index("ix_rejected_reason", "reason"),
)

contacts = Table(
    "contacts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("date_start", Text, comment="ISO day; null when the date is unknown"),
    Column("date_end", Text),
    Column("date_basis", Text),
    Column("sides", Text, nullable=False, comment="codes joined by commas"),
    Column("place", Text),
    Column("initiator", Text),
    Column("duration_minutes", Integer),
    Column("independent_sources", Integer, nullable=False),
    Column("value", Text, nullable=False, comment="JSON: the record without its reports"),
    Index("ix_contacts_day", "date_start", "id", "date_end", "mode", "status"),
    Index("ix_contacts_sides", "sides", "date_start", "id"),
    info={"derived": True},
)

_LISTED = ("day", "contact", "last_day", "mode", "status")


def _of_contact() -> Iterator[Column[str]]:
    """Yield the columns in which a table that hangs on ``contacts`` repeats what lists and counts ask for."""
    yield Column("day", Text, comment="first day of the contact; null when the date is unknown")
    yield Column("last_day", Text)
    yield Column("mode", Text, nullable=False)
    yield Column("status", Text, nullable=False)


contact_sides = Table(
    "contact_sides",
    metadata,
    Column("contact", Text, ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    Column("side", Text, primary_key=True),
    *_of_contact(),
    Index("ix_contact_sides_side", "side", *_LISTED),
    info={"derived": True},
)

contact_persons = Table(
    "contact_persons",
    metadata,
    Column("contact", Text, ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("actor", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, comment="the name without case and accents"),
    Column("office", Text),
    Column("country", Text),
    *_of_contact(),
    Index("ix_contact_persons_actor", "actor", *_LISTED),
    info={"derived": True},
)

contact_topics = Table(
    "contact_topics",
    metadata,
    Column("contact", Text, ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("topic", Text, nullable=False),
    Column("folded", Text, nullable=False, comment="the topic without case and accents"),
    info={"derived": True},
)

contact_reports = Table(
    "contact_reports",
    metadata,
    # The claim alone is the key: a report tells of one contact.
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("contact", Text, ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False),
    Column("document", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("document_key", Integer, nullable=False, comment="row number of the document, as in the full-text index"),
    Index("ix_contact_reports_contact", "contact", "document_key"),
    Index("ix_contact_reports_document", "document"),
    Index("ix_contact_reports_document_key", "document_key", "contact"),
    info={"derived": True},
)

divergences = Table(
    "divergences",
    metadata,
    Column("id", Text, primary_key=True),
    Column("contact", Text, ForeignKey("contacts.id", ondelete="CASCADE"), comment="null for another matter"),
    Column("kind", Text, nullable=False),
    Column("side_a", Text, nullable=False),
    Column("account_a", Text, nullable=False),
    Column("side_b", Text, nullable=False),
    Column("account_b", Text),
    Column("reason", Text, nullable=False),
    Column("day", Text, comment="first day of the contact; null when the date is unknown"),
    Index("ix_divergences_contact", "contact"),
    Index("ix_divergences_day", "day", "id"),
    info={"derived": True},
)

actors = Table(
    "actors",
    metadata,
    Column("id", Text, primary_key=True, comment="of an actor, or the code of a side"),
    Column("kind", Text, nullable=False, comment="side, person, group or another sort of actor"),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, comment="the name without case and accents"),
    Column("country", Text),
    Column("contacts", Integer, nullable=False, comment="in how many it took part"),
    Column("first_day", Text),
    Column("last_day", Text),
    Index("ix_actors_contacts", "contacts", "id"),
    Index("ix_actors_kind", "kind", "contacts", "id"),
    Index("ix_actors_country", "country", "contacts", "id"),
    info={"derived": True},
)

actor_months = Table(
    "actor_months",
    metadata,
    Column("kind", Text, primary_key=True, comment="side or actor"),
    Column("month", Text, primary_key=True, comment="of the contact's first day (2016-07); empty when unknown"),
    Column("id", Text, primary_key=True),
    Column("contacts", Integer, nullable=False),
    info={"derived": True},
)

pair_months = Table(
    "pair_months",
    metadata,
    Column("kind", Text, primary_key=True, comment="side or actor"),
    Column("month", Text, primary_key=True),
    Column("a", Text, primary_key=True, comment="sorts before b"),
    Column("b", Text, primary_key=True),
    Column("contacts", Integer, nullable=False, comment="in how many both took part"),
    Index("ix_pair_months_a", "kind", "a", "b", "month", "contacts"),
    Index("ix_pair_months_b", "kind", "b", "a", "month", "contacts"),
    info={"derived": True},
)

judgement_claims = Table(
    "judgement_claims",
    metadata,
    Column("judgement", Text, ForeignKey("judgements.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Text, primary_key=True, comment="about or others"),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), nullable=False),
    Index("ix_judgement_claims_claim", "claim"),
    info={"derived": True},
)

corrected_accounts = Table(
    "corrected_accounts",
    metadata,
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("report", Text, comment="takes the place of that of the claim"),
    Column("value", Text, nullable=False, comment="JSON: takes the place of that of the claim"),
    info={"derived": True},
)

report_dates = Table(
    "report_dates",
    metadata,
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("date_start", Text, nullable=False, comment="ISO day, inferred from other documents"),
    Column("date_end", Text, nullable=False),
    Column("date_basis", Text, nullable=False),
    info={"derived": True},
)

DERIVED: tuple[Table, ...] = tuple(t for t in metadata.sorted_tables if t.info.get("derived"))
"""The tables that follow from claims and judgements, parents before children."""
