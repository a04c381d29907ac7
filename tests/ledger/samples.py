"""Records made for the tests: a small affair told by several documents, and strategies for arbitrary records."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from communique.ledger import Writer
from communique.records import (
    Account,
    Anchor,
    Change,
    Claim,
    Contact,
    ContactReport,
    Debris,
    Divergence,
    Document,
    Event,
    Figure,
    Judgement,
    Mode,
    Participant,
    Period,
    Publication,
    Reading,
    Span,
    Status,
    content_id,
)

TEXT = "Anna Adler called Émile Bonnet on Monday. They discussed grain. Adler said 40 ships were ready."
ADLER = Participant("person/adler", "Anna Adler", "Foreign Minister", "AUT")
BONNET = Participant("person/bonnet", "Émile Bonnet", "President", "FRA")


def span(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote), quote)


def document(text: str = TEXT, external_id: str | None = None, path: str = "press/a.txt", **more: Any) -> Document:
    values: dict[str, Any] = {
        "id": content_id("document", external_id, text),
        "text": text,
        "external_id": external_id,
        "path": path,
        "url": None,
        "publisher": "The Daily Ledger",
        "published": Publication("2016-07-05", "metadata"),
        "title": "A call about grain",
        "language": "en",
        "debris": (Debris(0, 4, "share"),),
    }
    return Document(**(values | more))


def report(of: Document, quote: str | None = None, **more: Any) -> ContactReport:
    quote = quote or of.text.split(".")[0]
    values: dict[str, Any] = {
        "id": content_id("report", of.id, quote, sorted(more.items(), key=str).__repr__()),
        "document": of.id,
        "extractor": "contacts/1",
        "mode": Mode.CALL,
        "status": Status.HELD,
        "date": Period("2016-07-04", "2016-07-04", "relative to publication"),
        "place": None,
        "initiator": "AUT",
        "duration_minutes": 40,
        "participants": (ADLER, BONNET),
        "topics": ("grain",),
        "spans": (span(of.text, quote),),
    }
    return ContactReport(**(values | more))


def account(of: Document, about: ContactReport | None, quote: str | None = None, **more: Any) -> Account:
    quote = quote or of.text.split(".")[-2].strip()
    values: dict[str, Any] = {
        "id": content_id("account", of.id, quote, about.id if about else None),
        "document": of.id,
        "extractor": "accounts/1",
        "report": about.id if about else None,
        "source": "Anna Adler",
        "actor": "person/adler",
        "side": "AUT",
        "via": ("The Daily Ledger",),
        "cue": "said",
        "content": span(of.text, quote),
    }
    return Account(**(values | more))


def figure(of: Document, quote: str, value: float) -> Figure:
    id_ = content_id("figure", of.id, quote, value)
    return Figure(id_, of.id, "figures/1", value, "ship", "ships", "Anna Adler", span(of.text, quote))


def reading(text: str = TEXT, external_id: str | None = None, path: str = "press/a.txt", **more: Any) -> Reading:
    """Return a document with a contact report on its first sentence and an account on its last."""
    of = document(text, external_id, path, **more)
    told = report(of)
    return Reading(of, (told, account(of, told)))


def numbered(number: int, **more: Any) -> Reading:
    """Return one of any number of different readings."""
    text = f"Anna Adler called Émile Bonnet again, for the {number}th time. Adler said that {number} ships were ready."
    return reading(text, path=f"press/{number:06}.txt", **more)


def contact(reports: tuple[ContactReport, ...], **more: Any) -> Contact:
    first = reports[0]
    values: dict[str, Any] = {
        "id": content_id("contact", sorted(r.id for r in reports)),
        "mode": first.mode,
        "status": first.status,
        "date": first.date,
        "place": first.place,
        "initiator": first.initiator,
        "duration_minutes": first.duration_minutes,
        "participants": first.participants,
        "topics": first.topics,
        "reports": reports,
        "independent_sources": len({r.document for r in reports}),
    }
    return Contact(**(values | more))


def divergence(of: Contact, a: Account, b: Account | None) -> Divergence:
    id_ = content_id("divergence", of.id, a.id, b.id if b else None)
    return Divergence(id_, of.id, "contradiction", "AUT", a.id, "FRA", b.id if b else None, "one denies it")


def judgement(claim: Claim, other: Claim, author: str = "communique", made: str | None = None) -> Judgement:
    id_ = content_id("judgement", claim.id, other.id, author)
    return Judgement(id_, "same", claim.id, other.id, 0.75, "same sides, same day", author, made)


def write(path: Any, *readings: Reading, batch: int = 500) -> None:
    """Write readings whose fingerprint is their path and document id."""
    with Writer(path, batch=batch) as writer:
        for entry in readings:
            writer.add_reading(entry, f"{entry.document.path}#{entry.document.id}")


def write_with_contacts(path: Any, *readings: Reading) -> tuple[Contact, ...]:
    """Write readings, and a contact for each report of theirs; return the contacts."""
    write(path, *readings)
    reports = [claim for entry in readings for claim in entry.claims if isinstance(claim, ContactReport)]
    made = tuple(contact((told,)) for told in reports)
    with Writer(path) as writer:
        writer.replace_contacts(made, ())
    return made


# Arbitrary records. Text is what a ledger takes: no lone surrogates, no NUL.

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
maybe_texts = st.none() | texts
counts = st.integers(0, 2**40)
numbers = st.floats(allow_nan=False, allow_infinity=False)
spans = st.builds(Span, counts, counts, texts)
periods = st.builds(Period, texts, texts, texts)
participants = st.builds(Participant, texts, texts, maybe_texts, maybe_texts)


def tuples(of: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, min_size=least, max_size=3).map(tuple)


documents = st.builds(
    Document, texts, texts, maybe_texts, texts, maybe_texts, maybe_texts, st.builds(Publication, maybe_texts, texts),
    maybe_texts, texts, tuples(st.builds(Debris, counts, counts, texts)), texts, maybe_texts,
)  # fmt: skip
reports = st.builds(
    ContactReport, texts, texts, texts, st.sampled_from(Mode), st.sampled_from(Status), st.none() | periods,
    maybe_texts, maybe_texts, st.none() | counts, tuples(participants), tuples(texts), tuples(spans, 1),
    maybe_texts, st.none() | counts, maybe_texts,
)  # fmt: skip
accounts = st.builds(
    Account, texts, texts, texts, maybe_texts, texts, maybe_texts, maybe_texts, tuples(texts), maybe_texts, spans,
    st.none() | spans, st.none() | spans,
)  # fmt: skip
figures = st.builds(Figure, texts, texts, texts, numbers, texts, maybe_texts, maybe_texts, spans)
events = st.builds(
    Event, texts, texts, texts, texts, maybe_texts, maybe_texts, tuples(texts), texts, st.none() | participants,
    st.none() | participants, st.none() | periods, maybe_texts, maybe_texts, numbers, spans,
)  # fmt: skip
claims = st.one_of(reports, accounts, events, figures)
anchors = st.builds(Anchor, texts, texts, texts, texts, spans, tuples(texts))
changes = st.builds(
    Change, st.none() | periods, st.none() | st.sampled_from(Mode), st.none() | participants, maybe_texts, maybe_texts,
    maybe_texts, maybe_texts,
)  # fmt: skip
judgements = st.builds(
    Judgement, texts, texts, texts, texts, numbers, texts, texts, maybe_texts, tuples(anchors), tuples(anchors),
    st.none() | changes,
)  # fmt: skip
contacts = st.builds(
    Contact, texts, st.sampled_from(Mode), st.sampled_from(Status), st.none() | periods, maybe_texts, maybe_texts,
    st.none() | counts, tuples(participants), tuples(texts), tuples(reports), counts,
)  # fmt: skip
divergences = st.builds(Divergence, texts, texts, texts, texts, texts, texts, maybe_texts, texts)
