"""One contact as a report shows it: its head, the two sides' passages side against side, and the evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from communique.compare import Row, of_sides, table_of
from communique.compare.setting import sources_of
from communique.compare.stance import Stance, stances_of
from communique.ledger import Ledger
from communique.records import Account, Contact, Document, Participant, Period

_KINDS = ("contradiction", "number", "omission", "both", "only")
Numbered = Callable[[str], tuple[int, Document]]
"""Returns the document of an id and its number in the list of sources."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation: who says it, in what (publisher and date), and the number of that source."""

    quote: str
    speaker: str
    origin: str
    number: int


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A line of the two-sided table: a passage, or none, for each side."""

    kind: str
    label: str
    passages: tuple[Passage | None, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Parting:
    """A divergence in words."""

    kind: str
    sides: str
    reason: str


@dataclass(frozen=True, slots=True)
class ContactPart:
    """All that a report shows of a contact; others: the accounts that the table of the two sides does not hold."""

    id: str
    heading: str
    head: Sequence[tuple[str, str]]
    sides: Sequence[str]
    rows: Sequence[PassageRow]
    stances: Sequence[str]
    others: Sequence[Passage]
    divergences: Sequence[Parting]
    reports: Sequence[Passage]


def contact_part(contact: Contact, ledger: Ledger, numbered: Numbered) -> ContactPart:
    """Return what a report shows of a contact; the two sides of its table are those that say most."""
    accounts = list(ledger.accounts(contact=contact.id))
    told = [a.side for a in accounts if a.side]
    sides = sorted(sorted(set(told), key=lambda s: (s not in contact.sides, -told.count(s), s))[:2])
    rows: list[Row] = []
    if len(sides) == 2:
        ids = {a.document for a in accounts}
        rows = of_sides(table_of(contact, accounts, sources_of(ledger, ids, accounts)), sides)
        rows.sort(key=_order)
    shown = {a.id for r in rows for a in (r.a, r.b) if a is not None}
    partings = [d for d in ledger.divergences(contact=contact.id) if not {d.side_a, d.side_b} <= set(sides)]
    return ContactPart(
        id=contact.id,
        heading=_heading(contact),
        head=_head(contact),
        sides=sides if rows else (),
        rows=[_row(row, sides, numbered) for row in rows],
        stances=[_stance(s) for s in stances_of(a for a in accounts if a.side in sides)],
        others=[_said(a, numbered) for a in accounts if a.id not in shown],
        divergences=[Parting(d.kind, f"{d.side_a} and {d.side_b}", d.reason) for d in partings],
        reports=[_told(quote, document, numbered) for document, quote in _evidence(contact)],
    )


def _order(row: Row) -> tuple[int, float, str, str]:
    return _KINDS.index(row.kind), -row.score, row.a.id, row.b.id if row.b else ""


def _row(row: Row, sides: Sequence[str], numbered: Numbered) -> PassageRow:
    said = {a.side: _said(a, numbered) for a in (row.a, row.b) if a is not None}
    label = f"only {row.a.side}" if row.kind == "only" else row.kind
    return PassageRow(row.kind, label, tuple(said.get(side) for side in sides), row.why)


def _said(account: Account, numbered: Numbered) -> Passage:
    number, document = numbered(account.document)
    speaker = ", via ".join((account.source, *account.via))
    # An office's own readout would name it twice.
    origin = _published(document) if speaker == document.publisher else _origin(document)
    return Passage(account.content.quote, speaker, origin, number)


def _told(quote: str, id_: str, numbered: Numbered) -> Passage:
    number, document = numbered(id_)
    return Passage(quote, _origin(document), "", number)


def _origin(document: Document) -> str:
    return f"{document.publisher or document.path}, {_published(document)}"


def _published(document: Document) -> str:
    return document.published.date or "undated"


def _evidence(contact: Contact) -> list[tuple[str, str]]:
    """Return document and quotation of every passage that reports the contact, each once."""
    return list(dict.fromkeys((r.document, s.quote) for r in contact.reports for s in r.spans))


def _heading(contact: Contact) -> str:
    who = ", ".join(p.name for p in contact.participants)
    return f"{_when(contact.date)}: {contact.mode.value}, {who}"


def _head(contact: Contact) -> list[tuple[str, str]]:
    basis = f" ({contact.date.basis})" if contact.date else ""
    documents = len({r.document for r in contact.reports})
    values = [
        ("When", f"{_when(contact.date)}{basis}"),
        ("How", f"{contact.mode.value}, {contact.status.value}"),
        ("Who", "\n".join(map(_person, contact.participants))),
        ("Where", contact.place),
        ("Initiator", contact.initiator),
        ("How long", f"{contact.duration_minutes} minutes" if contact.duration_minutes else None),
        ("Topics", "; ".join(contact.topics)),
        ("Sources", f"independent: {contact.independent_sources}; documents: {documents}"),
        ("Record", contact.id),
    ]
    return [(name, value) for name, value in values if value]


def _when(period: Period | None) -> str:
    if period is None:
        return "Undated"
    return period.start if period.is_day else f"{period.start} to {period.end}"


def _person(participant: Participant) -> str:
    known = [part for part in (participant.office, participant.country) if part and part != participant.name]
    return ", ".join((participant.name, *known))


def _stance(stance: Stance) -> str:
    return f"{stance.thing}: " + "; ".join(f"{side}: {', '.join(words)}" for side, words in stance.words.items())
