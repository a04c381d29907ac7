"""Named gatherings: which summit of the table a text means, and what the table knows of its days and place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from communique.actors.authority import Summit
from communique.actors.resolver import Actor
from communique.annotate.annotated import Annotated
from communique.annotate.dating_summits import named_summits
from communique.extract.triggers import Trigger
from communique.records import Period, Status

#: How far from the text's own day a summit is spoken of without its year: days ahead, days back.
_AHEAD_DAYS, _BACK_DAYS = 250, 60
_AHEAD = frozenset({Status.SCHEDULED, Status.PROPOSED})


def gathering_of(annotated: Annotated, trigger: Trigger, told: Period | None, status: Status) -> Summit | None:
    """Return the summit of the table that the words at a trigger name, None when none or several fit.

    told: the days that the text itself gives, which must touch the summit's.
    """
    start, end = annotated.extent(trigger.sentence)
    place = trigger.token.idx - start
    for named in named_summits(annotated.text[start:end]):
        if named.start - 1 <= place <= named.end:
            return _fitting(named.summits, annotated.reference, told, status)
    return None


def _fitting(summits: Sequence[Summit], reference: Period | None, told: Period | None, status: Status) -> Summit | None:
    if told is not None:
        fitting = [s for s in summits if s.start <= told.end and told.start <= s.end]
    elif reference is not None:
        first, last = date.fromisoformat(reference.start), date.fromisoformat(reference.end)
        low = (first if status in _AHEAD else first - timedelta(_BACK_DAYS)).isoformat()
        high = (last + timedelta(_AHEAD_DAYS) if status in _AHEAD else last).isoformat()
        fitting = [s for s in summits if s.start <= high and low <= s.end]
        # The table is in the order of days: the next one, or the last one.
        fitting = fitting[:1] if status in _AHEAD else fitting[-1:]
    else:
        fitting = list(summits)
    return fitting[0] if len(fitting) == 1 else None


def grouping(summit: Summit) -> Actor:
    """Return those who gather at a summit of a series that is no organisation, such as the climate conferences."""
    name = summit.series
    return Actor(f"series:{name}", "series", name, None, None, None, None, "", 0.7, f"named summit: {summit.name}")


def days_of(summit: Summit) -> Period | None:
    """Return the days of a summit, None where the table knows no more than the month or year."""
    whole_month = summit.start.endswith("-01") and summit.end.endswith("-31")
    if whole_month or summit.start[:7] != summit.end[:7]:
        return None
    return Period(summit.start, summit.end, f"named summit: {summit.name}")
