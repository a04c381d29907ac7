"""Contacts as a calendar (RFC 5545) that a calendar program subscribes to or imports: all-day events.

Nothing depends on the clock: an event's stamp is the day on which it was last written about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from icalendar import Calendar
from icalendar import Event as Entry

from communique.export.choice import Choice
from communique.export.links import web_link
from communique.export.visible import one_line
from communique.ledger import Ledger
from communique.records import Contact, ContactReport, Document, Participant, Status, content_id

_LINE_END = "\r\n"
_PRODUCT = "-//communique//contacts//EN"
#: Passages of evidence in a description; more would not be read in a calendar.
_MOST_QUOTES = 6
_MODES = {"call": "Call", "video": "Video call", "letter": "Letter"}


def export_calendar(ledger: Ledger, choice: Choice) -> Iterator[str]:
    """Return the lines of a calendar of the chosen contacts that have a date, folded as RFC 5545 has it.

    Unless statuses are asked for, these are the scheduled ones.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", one_line(f"Contacts: {choice.words or 'scheduled'}"))
    for contact in choice.contacts(ledger):
        wanted = choice.statuses or choice.contact or contact.status is Status.SCHEDULED
        if wanted and contact.date is not None:
            ids = dict.fromkeys(report.document for report in contact.reports)
            calendar.add_component(_entry(contact, {id_: ledger.document(id_) for id_ in ids}))
    yield from calendar.to_ical().decode().removesuffix(_LINE_END).split(_LINE_END)


def event_uid(contact: Contact, documents: Mapping[str, Document]) -> str:
    """Return the UID of a contact's event: made from its earliest report, so later reports do not change it."""

    def order(report: ContactReport) -> tuple[str, str, int]:
        return documents[report.document].published.date or "9999", report.document, report.spans[0].start

    first = min(contact.reports, key=order)
    actors = sorted(p.actor for p in first.participants)
    return f"{content_id('event', first.document, first.spans[0].start, actors)}@communique"


def _entry(contact: Contact, documents: Mapping[str, Document]) -> Entry:
    when = contact.date
    if when is None:
        raise ValueError(f"{contact.id} has no date")
    first, last = date.fromisoformat(when.start), date.fromisoformat(when.end)
    stamp = _stamp(documents, first)
    entry = Entry()
    entry.add("uid", event_uid(contact, documents))
    entry.add("dtstamp", stamp)
    entry.add("last-modified", stamp)
    # A later edition of the calendar replaces an event only when its number is higher.
    entry.add("sequence", len(documents) - 1)
    entry.add("dtstart", first)
    entry.add("dtend", last + timedelta(days=1))
    entry.add("summary", one_line(_summary(contact)))
    if contact.place:
        entry.add("location", one_line(contact.place))
    entry.add("description", "\n".join(map(one_line, _description(contact, documents))))
    entry.add("categories", [contact.mode.value, *map(one_line, contact.topics)])
    link = next((link for d in documents.values() if (link := web_link(d.url))), None)
    if link:
        entry.add("url", link)
    entry.add("status", _status(contact))
    # What others do is no appointment of the reader's.
    entry.add("transp", "TRANSPARENT")
    return entry


def _stamp(documents: Mapping[str, Document], otherwise: date) -> datetime:
    told = max((d.published.date for d in documents.values() if d.published.date), default=None)
    day = date.fromisoformat(told) if told else otherwise
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _status(contact: Contact) -> str:
    if contact.status is Status.CANCELLED:
        return "CANCELLED"
    certain = contact.status is not Status.PROPOSED and contact.date is not None and contact.date.is_day
    return "CONFIRMED" if certain else "TENTATIVE"


def _summary(contact: Contact) -> str:
    mode = _MODES.get(contact.mode.value, contact.mode.value.capitalize())
    return f"{mode}: {', '.join(map(_named, contact.participants))}"


def _named(participant: Participant) -> str:
    return f"{participant.name} ({participant.country})" if participant.country else participant.name


def _description(contact: Contact, documents: Mapping[str, Document]) -> Iterator[str]:
    basis = contact.date.basis if contact.date else "unknown"
    yield f"{contact.mode.value}, {contact.status.value}; date: {basis}"
    if contact.initiator:
        yield f"at the initiative of {contact.initiator}"
    if contact.topics:
        yield f"on {'; '.join(contact.topics)}"
    yield f"independent sources: {contact.independent_sources}; documents: {len(documents)}"
    quotes = [(documents[r.document], s.quote) for r in contact.reports for s in r.spans]
    for document, quote in islice(quotes, _MOST_QUOTES):
        yield f"“{quote}” ({', '.join(_origin(document))})"
    if len(quotes) > _MOST_QUOTES:
        yield f"and {len(quotes) - _MOST_QUOTES} more passages"
    yield contact.id


def _origin(document: Document) -> Sequence[str]:
    parts = (document.publisher or document.path, document.published.date, web_link(document.url))
    return [part for part in parts if part]
