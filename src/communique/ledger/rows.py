"""Records as rows of the ledger's tables, and rows as records."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import RowMapping

from communique.ledger.codec import CLAIM_KINDS, canonical, field_names, from_json, kind_of, to_json
from communique.records import (
    Account,
    Claim,
    Contact,
    ContactReport,
    Debris,
    Divergence,
    Document,
    Event,
    Figure,
    Judgement,
    Publication,
    Rejection,
    content_id,
    spans_of,
)

Values = dict[str, Any]

_JUDGEMENT_VALUE = ("about", "others", "change")

# Letters that Unicode does not take apart into a base and a mark, as names in Latin script have them.
_WHOLE_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'", "ʼ": "'"})


def folded(text: str) -> str:
    """Return the text without case and accents, for comparing names as a user types them."""
    marks = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in marks if not unicodedata.combining(c)).translate(_WHOLE_LETTERS)


def storable(text: str) -> str:
    """Return the text with what no database takes written out: NUL, and lone surrogates as in odd file names."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode("utf-8")


def text_hash(text: str) -> str:
    """Return the SHA-256 of the text in UTF-8, in hexadecimal digits; UnicodeEncodeError for lone surrogates."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def document_row(document: Document, place: str) -> Values:
    """Return the row of a document that stood at this place of its file."""
    return {
        "id": document.id,
        "external_id": _storable_or_none(document.external_id),
        "path": storable(document.path),
        "place": storable(place),
        "url": _storable_or_none(document.url),
        "publisher": _storable_or_none(document.publisher),
        "published_date": document.published.date,
        "published_basis": document.published.basis,
        "title": _storable_or_none(document.title),
        "language": document.language,
        "lineage": document.lineage,
        "reprint_of": document.reprint_of,
        "debris": canonical(to_json(document.debris)),
        "text_sha256": text_hash(document.text),
        "text": document.text,
    }


def document_of(row: RowMapping) -> Document:
    """Return the document of a row."""
    return Document(
        id=row["id"],
        text=row["text"],
        external_id=row["external_id"],
        path=row["path"],
        url=row["url"],
        publisher=row["publisher"],
        published=Publication(row["published_date"], row["published_basis"]),
        title=row["title"],
        language=row["language"],
        debris=tuple(from_json(Debris, entry) for entry in json.loads(row["debris"])),
        lineage=row["lineage"],
        reprint_of=row["reprint_of"],
    )


def claim_row(claim: Claim, published: str | None = None) -> Values:
    """Return the row of a claim; its main span is the first one. published: the day of the document, if known."""
    value = to_json(claim)
    main = spans_of(claim)[0]
    return {
        "id": value.pop("id"),
        "kind": kind_of(claim),
        "document": value.pop("document"),
        "extractor": value.pop("extractor"),
        "report": claim.report if isinstance(claim, Account | Event) else None,
        "span_start": main.start,
        "span_end": main.end,
        "value": canonical(value),
        "day": published,
        **_listed(claim),
    }


def _listed(claim: Claim) -> Values:
    """Return what the row repeats for lists; ``day`` only where the claim has one of its own."""
    match claim:
        case Account():
            return {"side": claim.side, "actor": claim.actor, "code": None}
        case Event():
            who = claim.actor
            row = {"side": who and who.country, "actor": who and who.actor, "code": claim.code}
            return row | {"day": claim.date.start} if claim.date else row
        case Figure():
            return {"side": None, "actor": None, "code": claim.unit}
        case ContactReport():
            return {"side": None, "actor": None, "code": None}


def claim_of(row: RowMapping) -> Claim:
    """Return the claim of a row; ValueError when the row's value does not fit its kind."""
    kind = CLAIM_KINDS.get(row["kind"])
    if kind is None:
        raise ValueError(f"claims of the kind {row['kind']!r} are unknown to this package")
    value = json.loads(row["value"])
    if not isinstance(value, dict):
        raise ValueError("the value is no JSON object")
    return from_json(kind, value | {"id": row["id"], "document": row["document"], "extractor": row["extractor"]})


def judgement_row(judgement: Judgement) -> Values:
    """Return the row of a judgement."""
    row: Values = to_json(judgement)
    value = {name: row.pop(name) for name in _JUDGEMENT_VALUE}
    return row | {
        "author": storable(judgement.author),
        "reason": storable(judgement.reason),
        "value": canonical(value) if any(value.values()) else None,
    }


def judgement_of(row: RowMapping) -> Judgement:
    """Return the judgement of a row; ValueError when its value does not make one."""
    value = json.loads(row["value"]) if row["value"] else {}
    return from_json(Judgement, {name: row[name] for name in row if name != "value"} | value)


def rejection_row(rejection: Rejection) -> Values:
    """Return the row of a rejection."""
    row: Values = {name: storable(text) for name, text in to_json(rejection).items()}
    return {"id": content_id("rejected", row["path"], row["place"], row["reason"], row["detail"])} | row


def contact_row(contact: Contact) -> Values:
    """Return the row of ``contacts``."""
    value = to_json(contact)
    del value["reports"]
    date = contact.date
    return {
        "id": contact.id,
        "mode": contact.mode.value,
        "status": contact.status.value,
        "date_start": date.start if date else None,
        "date_end": date.end if date else None,
        "date_basis": date.basis if date else None,
        "sides": ",".join(contact.sides),
        "place": contact.place,
        "initiator": contact.initiator,
        "duration_minutes": contact.duration_minutes,
        "independent_sources": contact.independent_sources,
        "value": canonical(value),
    }


def contact_parts(contact: Contact) -> Mapping[str, list[Values]]:
    """Return the rows of the tables that hang on ``contacts``, by the name of the table.

    The rows of ``contact_reports`` still lack ``document_key``.
    """
    date = contact.date
    listed = {
        "day": date.start if date else None,
        "last_day": date.end if date else None,
        "mode": contact.mode.value,
        "status": contact.status.value,
    }
    return {
        "contact_sides": [{"contact": contact.id, "side": side, **listed} for side in contact.sides],
        "contact_persons": [
            {"contact": contact.id, "position": position, "folded": folded(p.name), **to_json(p), **listed}
            for position, p in enumerate(contact.participants)
        ],
        "contact_topics": [
            {"contact": contact.id, "position": position, "topic": topic, "folded": folded(topic)}
            for position, topic in enumerate(contact.topics)
        ],
        "contact_reports": [
            {"contact": contact.id, "position": position, "claim": report.id, "document": report.document}
            for position, report in enumerate(contact.reports)
        ],
    }


def contact_of(row: RowMapping, reports: Iterable[ContactReport]) -> Contact:
    """Return the contact of a row of ``contacts`` and the reports that it rests on."""
    return replace(from_json(Contact, json.loads(row["value"]) | {"reports": []}), reports=tuple(reports))


def divergence_of(row: RowMapping) -> Divergence:
    """Return the divergence of a row."""
    return Divergence(**{name: row[name] for name in field_names(Divergence)})


def _storable_or_none(text: str | None) -> str | None:
    return None if text is None else storable(text)
