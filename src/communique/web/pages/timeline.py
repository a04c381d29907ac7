"""The first page: contacts over time, narrowed by filters, from years down to a day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from communique.ledger import Ledger
from communique.ledger.overview import Share
from communique.records import Contact, Mode
from communique.web.pages.asked import Asked, AskedHere
from communique.web.pages.base import new_router, render
from communique.web.pages.charts.timeline import Bar, Part, Unit, is_one_by_one, timeline
from communique.web.pages.days import MONTHS, Window, day_words, period_words
from communique.web.pages.labels import MODE_WORDS, contact_path, contact_title, is_open
from communique.web.pages.paging import contact_page
from communique.web.room import LedgerHere

router = new_router()

#: Up to so many contacts are drawn one by one.
MOST_UNITS = 240
#: So many of those ahead are listed on the first page; the calendar has all.
_AHEAD = 6
_LENGTHS = {"years": 4, "months": 7, "days": 10, "": 10}


@router.get("/")
def page(
    request: Request, ledger: LedgerHere, asked: AskedHere, after: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """Return the timeline."""
    window = asked.window
    shares = ledger.spread(_LENGTHS[window.zoom], **asked.conditions())
    latest = ledger.latest_publication()
    bars = bars_of(shares, asked, _drawn_one_by_one(ledger, shares, asked))
    listed, following = contact_page(ledger, asked, after)
    return render(
        request, "timeline.html", asked=asked, window=window, bars=bars, latest=latest,
        total=sum(s.count for s in shares),
        undated=sum(s.count for s in shares if s.start is None),
        modes={m: sum(s.count for s in shares if s.mode is m) for m in Mode},
        has_open=any(is_open(s.status) for s in shares),
        one_by_one=is_one_by_one(bars), chart=timeline(bars, *_now(window, bars, latest)) if bars else None,
        contacts=listed, following=following, after=after, divergences=ledger.divergence_counts([c.id for c in listed]),
        ahead=[] if asked.window.name else ahead(ledger, asked, latest, _AHEAD),
        sides=sorted(ledger.sides()),
    )  # fmt: skip


def ahead(ledger: Ledger, asked: Asked, latest: str | None, limit: int) -> list[Contact]:
    """Return the scheduled contacts that begin after the last day of publication, the next first."""
    if latest is None or asked.status not in {"", "scheduled"}:
        return []
    filters = asked.but(status="scheduled").conditions() | {"since": latest}
    return ledger.first_contacts(limit, began_after=latest, **filters)


def bars_of(shares: Sequence[Share], asked: Asked, contacts: Iterable[Contact] = ()) -> list[Bar]:
    """Return the bars of a window, without gaps, in order; none when it has none or nothing is dated.

    contacts: all that the shares count, where each is to be drawn by itself.
    """
    window = asked.window
    counts: dict[str, dict[tuple[Mode, bool], int]] = {}
    for share in shares:
        if share.start is not None:
            part = counts.setdefault(share.start, {})
            key = (share.mode, not is_open(share.status))
            part[key] = part.get(key, 0) + share.count
    units = _units(contacts, window)
    return [
        Bar(
            name=_short(name), label=day_words(name), href=asked.address(period=name),
            parts=_parts(counts.get(name, {})), units=tuple(units.get(name, ())),
        )
        for name in _names(window, counts)
    ]  # fmt: skip


def _names(window: Window, counts: Mapping[str, object]) -> list[str]:
    match window.zoom:
        case "years":
            years = sorted(counts)
            return [f"{y:04}" for y in range(int(years[0]), int(years[-1]) + 1)] if years else []
        case "months":
            return [f"{window.name}-{m:02}" for m in range(1, 13)]
        case "days":
            return [f"{window.name}-{d:02}" for d in range(1, monthrange(*map(int, window.name.split("-")))[1] + 1)]
    return []


def _short(name: str) -> str:
    """Return what stands below a bar."""
    year, *rest = name.split("-")
    match rest:
        case []:
            return year
        case [month]:
            return MONTHS[int(month) - 1][:3]
    return str(int(rest[-1]))


def _parts(counts: Mapping[tuple[Mode, bool], int]) -> tuple[Part, ...]:
    """Return the parts of a bar from the bottom up: what took place, then what has not, each by mode."""
    return tuple(
        Part(mode, settled, counts[mode, settled])
        for settled in (True, False)
        for mode in Mode
        if (mode, settled) in counts
    )


def _drawn_one_by_one(ledger: Ledger, shares: Sequence[Share], asked: Asked) -> Iterable[Contact]:
    few = sum(s.count for s in shares if s.start is not None) <= MOST_UNITS
    return ledger.first_contacts(MOST_UNITS, **asked.conditions()) if few and asked.window.zoom else ()


def _units(contacts: Iterable[Contact], window: Window) -> dict[str, list[Unit]]:
    """Return the squares of each bar, in the order in which its parts are stacked."""
    length = _LENGTHS[window.zoom]
    order = list(Mode)
    found: dict[str, list[Unit]] = {}
    for contact in contacts:
        if contact.date is None:
            continue
        start = max(contact.date.start, window.first or "")[:length]
        told = f"{contact_title(contact)}: {MODE_WORDS[contact.mode]}, {contact.status}, {period_words(contact.date)}"
        unit = Unit(contact.mode, not is_open(contact.status), told, contact_path(contact.id))
        found.setdefault(start, []).append(unit)
    for units in found.values():
        units.sort(key=lambda u: (not u.settled, order.index(u.mode)))
    return found


def _now(window: Window, bars: Sequence[Bar], latest: str | None) -> tuple[float | None, str]:
    """Return where in the chart the coverage ends, in bars, and the words for it; None when that is outside of it."""
    if latest is None or not bars:
        return None, ""
    label = f"coverage ends {day_words(latest)}"
    year, month, day = (int(part) for part in latest.split("-"))
    if window.zoom == "years":
        first = int(bars[0].name)
        place = year - first + (month - 0.5) / 12
        return (place, label) if year <= first + len(bars) else (None, "")
    if not latest.startswith(window.name):
        return None, ""
    return (month - 1 + (day - 0.5) / 31 if window.zoom == "months" else float(day)), label
