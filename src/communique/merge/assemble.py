"""A contact assembled from its reports: the last word on each value, by a rule that a reader can follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from communique.merge.dating import agreed_date, with_dates
from communique.merge.report import Report
from communique.records import Contact, ContactReport, Mode, Participant, Period, Status, content_id

V = TypeVar("V", bound=Hashable)

_FINAL = (Status.PROPOSED, Status.SCHEDULED, Status.CANCELLED, Status.HELD)
#: Of two mode words for one contact the more telling one is kept.
_TELLING = (Mode.VIDEO, Mode.CALL, Mode.SUMMIT, Mode.MEETING, Mode.LETTER, Mode.VISIT, Mode.TALKS)


def assemble(items: Sequence[Report], sources: int, dates: Mapping[str, Period] | None = None) -> Contact:
    """Return the contact that the reports make.

    sources: how many independent sources tell of it. dates: those inferred from other documents for reports that leave
    their day open, by report id; the reports themselves keep what they say.
    """
    ordered = sorted(items, key=lambda i: (i.published or "9999", i.report.id))
    reports = [i.report for i in ordered]
    return Contact(
        id=content_id("contact", min(r.id for r in reports)),
        mode=_mode(reports),
        status=_status(ordered),
        date=agreed_date(with_dates(reports, dates or {})),
        place=_place([r.place for r in reports if r.place]),
        initiator=_most_common(r.initiator for r in reports if r.initiator),
        duration_minutes=_most_common(r.duration_minutes for r in reports if r.duration_minutes),
        participants=_participants(reports),
        topics=_topics(reports),
        reports=tuple(reports),
        independent_sources=sources,
    )


def _most_common(values: Iterable[V]) -> V | None:
    """Return the value that most reports give; the first told among equals."""
    counted = Counter(values)
    return counted.most_common(1)[0][0] if counted else None


def _place(told: Sequence[str]) -> str | None:
    """Return the place that most reports give, with the building or the city that others add to it."""
    best = _most_common(part for place in told for part in place.split(", "))
    if best is None:
        return None
    return max((p for p in told if best in p.split(", ")), key=lambda p: (p.count(", "), told.count(p)))


def _mode(reports: Sequence[ContactReport]) -> Mode:
    counted = Counter(r.mode for r in reports)
    return max(counted, key=lambda m: (m is not Mode.TALKS, counted[m], -_TELLING.index(m)))


def _status(ordered: Sequence[Report]) -> Status:
    """Return the last word: that of the latest publication, the most final one where the order is unknown."""
    dated = [i for i in ordered if i.published]
    if len(dated) == len(ordered):
        last = max(i.published or "" for i in dated)
        ordered = [i for i in dated if i.published == last]
    return max((i.report.status for i in ordered), key=_FINAL.index)


def _participants(reports: Sequence[ContactReport]) -> tuple[Participant, ...]:
    """Return all who are told to have taken part; an office or state gives way to a person or group of its side."""
    by_actor: dict[str, Participant] = {}
    for report in reports:
        for participant in report.participants:
            known = by_actor.get(participant.actor)
            if known is None or (known.office is None and participant.office) or _is_fuller(participant, known):
                by_actor[participant.actor] = participant
    served = {p.country for p in by_actor.values() if p.actor.startswith("person:")}
    people = [p for p in by_actor.values() if p.actor.startswith("person:") or p.country not in served]
    sent = {p.country for p in people if p.actor.startswith(("group:", "office:"))}
    people = [p for p in people if not (p.actor.startswith("state:") and p.country in sent)]
    return tuple(sorted(people, key=lambda p: (p.country or "~", p.name)))


def _is_fuller(new: Participant, old: Participant) -> bool:
    """Tell whether a name replaces the title that stood in for it."""
    return new.actor == f"person:{new.name}" and old.actor != f"person:{old.name}"


def _topics(reports: Sequence[ContactReport]) -> tuple[str, ...]:
    counted: Mapping[str, int] = Counter(t for r in reports for t in r.topics)
    return tuple(sorted(counted, key=lambda t: (-counted[t], t.lower())))[:8]
