"""The same quantity over time: figures of different documents and sources as one series, and where they disagree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from communique.actors.index import name_index
from communique.actors.text import fold, words
from communique.ledger import Ledger
from communique.ledger.filters import first_day, last_day
from communique.merge.lineage_text import stem
from communique.records import Contact, Document, Figure, Period, Span

#: Two values farther apart than this share of the greater one are different.
TOLERANCE = 0.01
#: Units that are told as another, and how many of that they are.
_CONVERTED: Mapping[str, tuple[str, float]] = MappingProxyType(
    {"hours": ("minutes", 60), "weeks": ("days", 7), "miles": ("km", 1.609344), "metres": ("km", 0.001)}
)
#: Words for what is counted that tell it from nothing else.
_GENERAL = frozenset(
    "a an the of in its their his her our other others more additional new about some people person persons"
    " man men woman women human total estimated".split()
)
#: So many characters behind a report of a contact, a length of time is still taken for that of the contact.
_NEAR = 100
_WORD = re.compile(r"[a-z][a-z'-]+")


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """What a series is of: the unit, the stems of the words for what is counted, the side, the place as named."""

    unit: str
    words: tuple[str, ...]
    side: str
    place: str

    @property
    def is_definite(self) -> bool:
        """True when more than the unit is known, so that two values of one time can be of one thing."""
        return bool(self.words or self.side or self.place)


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series. value: in the unit of the series.

    date: of the text, of a contact's length that of the contact; else the day of publication, and is_told is False.

    source: who gives it, else the publisher or file. disagrees: ids of the figures of the same days with other values.
    """

    figure: Figure
    value: float
    date: Period | None
    is_told: bool
    source: str
    disagrees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one quantity by (date, document, place in it); what: it in the words of its first figure."""

    quantity: Quantity
    what: str
    points: tuple[Point, ...]


def figure_series(
    ledger: Ledger, *, of: str | None = None, unit: str | None = None, since: str | None = None,
    until: str | None = None, fewest: int = 2,
) -> list[Series]:  # fmt: skip
    """Return the series of at least ``fewest`` values, by quantity. A value of a reprint counts once, in its original.

    of: only figures whose words, unit or place hold this. unit: only of this unit, as the text or the series has it.
    since, until: only values whose days touch this span. Raises InputError for a day that is none.
    """
    span = (first_day(since) if since else "", last_day(until) if until else "9999-12-31")
    bounded = bool(since or until)
    chosen = [f for f in ledger.figures() if _is_asked(f, of, unit)]
    documents = ledger.documents_by_id({f.document for f in chosen})
    told = _reports_of(ledger) if any(_is_lasting(f) for f in chosen) else {}
    found: dict[Quantity, list[Point]] = {}
    for figure in chosen:
        document = documents[figure.document]
        contact = _contact_of(figure, told.get(figure.document, ())) if _is_lasting(figure) else None
        point = _point(figure, document, contact)
        if document.reprint_of is None and _touches(point.date, span, bounded=bounded):
            found.setdefault(_of_contact(figure, contact) if contact else quantity_of(figure), []).append(point)
    return [_series(quantity, points) for quantity, points in sorted(found.items()) if len(points) >= fewest]


def quantity_of(figure: Figure) -> Quantity:
    """Return what a figure is of, so that the figures of one thing have one quantity."""
    kept, side = _without_sides(figure.of or "")
    unit = _CONVERTED.get(figure.unit, (figure.unit, 1.0))[0]
    bare = {stem(w).removesuffix("s") for w in _WORD.findall(kept.lower()) if w not in _GENERAL}
    bare -= {stem(unit).removesuffix("s"), stem(figure.unit).removesuffix("s")}
    place = fold(figure.place or "").casefold().removeprefix("the ")
    return Quantity(unit, tuple(sorted(bare)), side or figure.side or "", place)


def _is_lasting(figure: Figure) -> bool:
    return figure.unit in {"minutes", "hours"}


def _reports_of(ledger: Ledger) -> dict[str, list[tuple[Span, Contact]]]:
    """Return where the reports of the contacts stand, by document."""
    out: dict[str, list[tuple[Span, Contact]]] = {}
    for contact in ledger.contacts_by_id():
        for report in contact.reports:
            out.setdefault(report.document, []).extend((s, contact) for s in report.spans)
    return out


def _contact_of(figure: Figure, told: Iterable[tuple[Span, Contact]]) -> Contact | None:
    """Return the contact that lasted so long: of the shortest report around the figure, else of the last before it."""
    span = figure.span
    around = [(s.end - s.start, c.id, c) for s, c in told if s.start <= span.start and span.end <= s.end]
    if around:
        return min(around, key=lambda found: found[:2])[2]
    before = [(span.start - s.end, c.id, c) for s, c in told if 0 <= span.start - s.end <= _NEAR]
    return min(before, key=lambda found: found[:2])[2] if before else None


def _of_contact(figure: Figure, contact: Contact) -> Quantity:
    return Quantity(quantity_of(figure).unit, (contact.mode.value,), "-".join(contact.sides), "")


def _without_sides(text: str) -> tuple[str, str | None]:
    """Return a phrase without the names of sides in it, and the first of these: "Russian tanks" are tanks of RUS."""
    found, side, kept, i = words(text), None, [], 0
    while i < len(found):
        match = name_index().side_at(found, i)
        if match is None:
            kept.append(found[i].text)
        side = side or (match[1][0].code if match else None)
        i += match[0] if match else 1
    return " ".join(kept), side


def _is_asked(figure: Figure, of: str | None, unit: str | None) -> bool:
    told = (figure.of, figure.unit, figure.place, figure.span.quote)
    if of is not None and not any(of.casefold() in text.casefold() for text in told if text):
        return False
    return unit is None or unit.casefold() in {figure.unit.casefold(), quantity_of(figure).unit.casefold()}


def _point(figure: Figure, document: Document, contact: Contact | None) -> Point:
    day = document.published.date
    own = contact.date if contact else figure.date
    date = own or (Period(day, day, document.published.basis) if day else None)
    factor = _CONVERTED.get(figure.unit, ("", 1.0))[1]
    source = figure.source or document.publisher or document.external_id or document.path
    return Point(figure, round(figure.value * factor, 3), date, own is not None, source)


def _touches(days: Period | None, span: tuple[str, str], *, bounded: bool) -> bool:
    return not bounded if days is None else days.start <= span[1] and span[0] <= days.end


def _series(quantity: Quantity, points: Iterable[Point]) -> Series:
    ordered = sorted(points, key=_place_in_time)
    marked = tuple(
        Point(
            p.figure,
            p.value,
            p.date,
            p.is_told,
            p.source,
            tuple(o.figure.id for o in ordered if _disagree(quantity, p, o)),
        )
        for p in ordered
    )
    first = ordered[0].figure
    what = " ".join(quantity.words) if _is_lasting(first) else first.of or first.unit
    return Series(quantity, what, marked)


def _place_in_time(point: Point) -> tuple[bool, str, str, str, int, str]:
    days, figure = point.date, point.figure
    start, end = (days.start, days.end) if days else ("", "")
    return days is None, start, end, figure.document, figure.span.start, figure.id


def _disagree(quantity: Quantity, a: Point, b: Point) -> bool:
    """Tell whether two tellers give different values for the same days of one thing."""
    if not quantity.is_definite or a.date is None or b.date is None:
        return False
    if (a.date.start, a.date.end) != (b.date.start, b.date.end):
        return False
    teller_a, teller_b = ((p.source, p.figure.document if p.figure.source is None else "") for p in (a, b))
    return teller_a != teller_b and abs(a.value - b.value) > TOLERANCE * max(abs(a.value), abs(b.value))
