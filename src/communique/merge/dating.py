"""When a contact took place, by all its reports: the day they agree on, the reports that contradict it, in words.

The reports vote. A stated date counts more than one counted from a known day of publication, and that more than one
counted from an inferred day; the same sentence in two documents is one vote. What is outvoted stays with its report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from communique.records import Contact, ContactReport, Period

_STATED, _COUNTED, _INFERRED = 3, 2, 1
#: Days that one contact lasts, at most.
_MOST_DAYS = 5


def trust(period: Period) -> int:
    """Return the weight of a date's basis in the vote: 3 for a stated one, 2 counted from publication, 1 inferred."""
    if "inferred" in period.basis or "; publication " in period.basis:
        return _INFERRED
    if period.basis.startswith("stated") and "year by publication" not in period.basis:
        return _STATED
    return _COUNTED


def agreed_date(reports: Sequence[ContactReport]) -> Period | None:
    """Return the date that the reports give together: the day with most votes, else what their intervals share.

    Among equals the best founded day, then the earliest. None when no report has a date.
    """
    periods = _votes(reports)
    days: dict[str, list[Period]] = defaultdict(list)
    for period in periods:
        if period.is_day:
            days[period.start].append(period)
    if days:
        spans = [p for p in periods if _lasted(p) and all(p.start <= day <= p.end for day in days)]
        if spans:  # "October 11 and 12": one report tells of all its days, another of the last
            return max(spans, key=lambda p: (trust(p), p.start, p.basis))
        best = min(days, key=lambda d: (-sum(map(trust, days[d])), -max(map(trust, days[d])), d))
        return max(days[best], key=lambda p: (trust(p), p.basis))
    return _shared(periods)


def _lasted(period: Period) -> bool:
    """Tell whether a period is the stated days of a contact of two to five days, not days one of which is meant."""
    return (
        period.basis.startswith(("stated", "named summit"))
        and 0 < _length(period) < _MOST_DAYS
        and ("open" not in period.basis and "; publication " not in period.basis)
    )


def _votes(reports: Sequence[ContactReport]) -> list[Period]:
    """Return the dates of the reports, one for each that does not repeat another's sentence with the same date."""
    seen: set[tuple[str, str, str]] = set()
    out = []
    for report in reports:
        if report.date is None:
            continue
        evidence = report.spans[0].quote if report.spans else report.id
        vote = (report.date.start, report.date.end, " ".join(evidence.split()))
        if vote not in seen:
            seen.add(vote)
            out.append(report.date)
    return out


def _shared(periods: Sequence[Period]) -> Period | None:
    """Return what all the intervals have in common, with the basis of the narrowest; that one when it is nothing."""
    if not periods:
        return None
    narrow = min(periods, key=lambda p: (_length(p), -trust(p), p.start, p.basis))
    start, end = max(p.start for p in periods), min(p.end for p in periods)
    if start > end or (start, end) == (narrow.start, narrow.end):
        return narrow
    return Period(start, end, f"{narrow.basis}; as the reports agree")


def _length(period: Period) -> int:
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days


def contradicting(contact: Contact) -> tuple[ContactReport, ...]:
    """Return the reports that date the contact to other days than the record does, by id."""
    agreed = contact.date
    if agreed is None:
        return ()
    out = [r for r in contact.reports if r.date and (r.date.end < agreed.start or agreed.end < r.date.start)]
    return tuple(sorted(out, key=lambda r: r.id))


def contradiction(contact: Contact, outlets: Mapping[str, str]) -> str | None:
    """Return the reports' disagreement about the day in words, None when there is none.

    outlets: document id -> the name to show for it. "Meridian Wire says Tuesday 8 March 2022, Kremlin Monday 7 March
    2022": the day of the record first, then the others in order.
    """
    others = contradicting(contact)
    if not others or contact.date is None:
        return None
    against = {r.id for r in others}
    said: dict[tuple[bool, str, str], list[str]] = defaultdict(list)
    for report in sorted(contact.reports, key=lambda r: (outlets.get(r.document, r.document), r.id)):
        if report.date is not None:
            name = outlets.get(report.document, report.document)
            names = said[(report.id in against, report.date.start, report.date.end)]
            if name not in names:
                names.append(name)
    parts = [(_and(names), in_words(start, end)) for (_, start, end), names in sorted(said.items())]
    first = f"{parts[0][0]} {'say' if ' and ' in parts[0][0] else 'says'} {parts[0][1]}"
    return ", ".join([first, *(f"{names} {days}" for names, days in parts[1:])])


def _and(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def in_words(start: str, end: str) -> str:
    """Return an interval of ISO days in words: "Tuesday 8 March 2022", or "1 March 2022 to 31 March 2022"."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return f"{first:%A} {first.day} {first:%B %Y}"
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"


def is_open(report: ContactReport) -> bool:
    """Return whether a report leaves its day open: no date, or one that an unsure day of publication spreads.

    The days of a named summit are known, whenever the document was written.
    """
    if report.date is None:
        return True
    return not report.date.is_day and bool(report.written) and not report.date.basis.startswith("named summit")


def with_dates(reports: Iterable[ContactReport], dates: Mapping[str, Period]) -> list[ContactReport]:
    """Return the reports, those that leave their day open with the date inferred for them (by report id)."""
    return [replace(r, date=dates[r.id]) if r.id in dates and is_open(r) else r for r in reports]
