"""Events in the shapes of the field's own series: like POLECAT, and like the reduced files of GDELT 1.0.

Both are tab-separated with a header line, deduplicated by pair and day: one row for what one side does to another on
one day, however many articles tell it; a reprint counts as the article that it copies. docs/events.md describes the
columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from communique.extract.events.plover import sector_of
from communique.ledger import Ledger
from communique.records import Event, Participant, content_id

#: CAMEO root code for each PLOVER class; ACCUSE by investigation has root 09.
CAMEO_ROOTS: Mapping[str, str] = MappingProxyType({
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "08",
    "REQUEST": "10", "ACCUSE": "11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15",
    "SANCTION": "16", "COERCE": "17", "ASSAULT": "18",
})  # fmt: skip
#: Goldstein (1992) values of the CAMEO roots, as GDELT publishes them.
GOLDSTEIN: Mapping[str, float] = MappingProxyType({
    "02": 3.0, "03": 4.0, "04": 1.0, "05": 3.5, "06": 6.0, "07": 7.0, "08": 5.0, "09": -2.0, "10": -5.0, "11": -2.0,
    "12": -4.0, "13": -6.0, "14": -6.5, "15": -7.2, "16": -4.0, "17": -7.0, "18": -9.0, "19": -10.0, "20": -10.0,
})  # fmt: skip
_QUADS = ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")
_QUAD_OF: Mapping[str, int] = MappingProxyType({
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2, "REQUEST": 3,
    "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
})  # fmt: skip

POLECAT_COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Quad Code", "Contexts", "Status", "Actor Name",
    "Actor Country", "Primary Actor Sector", "Recipient Name", "Recipient Country", "Primary Recipient Sector",
    "Placename", "CAMEO", "Contact ID", "Articles", "Mentions", "Confidence",
)  # fmt: skip
GDELT_COLUMNS = (
    "Date", "Source", "Target", "CAMEOCode", "CAMEORoot", "QuadClass", "Goldstein", "NumEvents", "NumArts",
)  # fmt: skip

Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """One event as told: with the contact that it is, and the article that its words come from."""

    event: Event
    contact: str | None
    origin: str


def export_polecat(ledger: Ledger) -> Iterator[str]:
    """Return the header and one line for each pair, day, class and status, by date, pair and class."""
    yield "\t".join(POLECAT_COLUMNS)
    for _, members in _grouped(_told(ledger), by_status=True):
        yield "\t".join(map(_cell, _polecat_row(members)))


def export_gdelt(ledger: Ledger) -> Iterator[str]:
    """Return the header and one line for each pair of sides, day and CAMEO code, of what has happened."""
    yield "\t".join(GDELT_COLUMNS)
    happened = (t for t in _told(ledger) if t.event.status == "happened" and t.event.actor and t.event.recipient)
    rows: dict[Key, list[_Told]] = {}
    for told in happened:
        event = told.event
        key: Key = (_day(event), _country(event.actor), _country(event.recipient), cameo_of(event), event.code)
        if key[1] and key[2]:
            rows.setdefault(key, []).append(told)
    for key in sorted(rows, key=_order):
        day, source, target, cameo, code = key
        root = (cameo or "")[:2]
        articles = {t.origin for t in rows[key]}
        cells = (
            (day or "").replace("-", ""), source, target, cameo, root, _QUAD_OF[code or ""], GOLDSTEIN[root],
            len(articles), len({t.event.document for t in rows[key]}),
        )  # fmt: skip
        yield "\t".join(map(_cell, cells))


def cameo_of(event: Event) -> str:
    """Return the CAMEO code of an event where that is unambiguous, else its root."""
    if event.cameo:
        return event.cameo
    return "09" if event.code == "ACCUSE" and event.mode == "investigate" else CAMEO_ROOTS[event.code]


def _told(ledger: Ledger) -> Iterator[_Told]:
    origins = {d.id: d.reprint_of or d.id for d in ledger.documents()}
    for event, contact in ledger.events_with_contact():
        yield _Told(event, contact, origins.get(event.document, event.document))


def _grouped(found: Iterable[_Told], *, by_status: bool) -> list[tuple[Key, list[_Told]]]:
    groups: dict[Key, list[_Told]] = {}
    for told in found:
        event = told.event
        status = event.status if by_status else None
        key = (_day(event), _actor(event.actor), _actor(event.recipient), event.code, status)
        groups.setdefault(key, []).append(told)
    return [(key, groups[key]) for key in sorted(groups, key=_order)]


def _polecat_row(members: Sequence[_Told]) -> tuple[object, ...]:
    best = max(members, key=lambda t: (t.event.score, t.event.id))
    event = best.event
    contexts = sorted({c for t in members for c in t.event.context})
    contact = min((t.contact for t in members if t.contact), default=None)
    id_ = content_id("row", _day(event), _actor(event.actor), _actor(event.recipient), event.code, event.status)
    return (
        id_, _day(event), event.code, event.mode, _QUADS[_QUAD_OF[event.code] - 1], ";".join(contexts), event.status,
        *_party(event.actor), *_party(event.recipient), event.place, event.cameo, contact,
        len({t.origin for t in members}), len(members), event.score,
    )  # fmt: skip


def _party(participant: Participant | None) -> tuple[str | None, str | None, str | None]:
    if participant is None:
        return None, None, None
    return participant.name, participant.country, sector_of(participant.name, participant.office)


def _day(event: Event) -> str | None:
    return event.date.start if event.date is not None and event.date.is_day else None


def _actor(participant: Participant | None) -> str | None:
    return participant.actor if participant else None


def _country(participant: Participant | None) -> str | None:
    return participant.country if participant else None


def _order(key: Key) -> tuple[str, ...]:
    return tuple(part or "" for part in key)


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
