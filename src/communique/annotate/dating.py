"""The days on which an undated text can have been published, inferred from what it says; each step with its reason.

A small propagation over sets of days. Every clue allows a set of days; they are applied from the most trustworthy to
the least, and each cuts what the ones before have left. A clue that would leave nothing is set aside and named as such.
The result is never narrower than what the clues say together: one day, an interval, or several intervals (the same day
of different years).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from communique.actors.authority import authority
from communique.annotate import dating_calendar, dating_offices, dating_summits
from communique.annotate.dating_clues import Clue, Undated
from communique.annotate.dating_days import FIRST, DaySet, common, hull, ordinal, size
from communique.records import Period

#: What every basis of an inferred day begins with.
INFERRED = "inferred"
_MOST_PIECES = 12
_YEAR = 366


@dataclass(frozen=True, slots=True)
class Dating:
    """What the clues leave: the possible days, the reasons that cut them, and the reasons that no day satisfies."""

    days: DaySet
    reasons: tuple[str, ...]
    dropped: tuple[str, ...] = ()

    @property
    def basis(self) -> str:
        """The reasons in words, the contradicted ones named as such."""
        holders = [r.removeprefix(dating_offices.IN_OFFICE) for r in self.reasons if _is_term(r)]
        others = [r for r in self.reasons if not _is_term(r)]
        said = "; ".join(([f"{dating_offices.IN_OFFICE}{', '.join(holders)}"] if holders else []) + others)
        return f"{INFERRED}: {said}" + (f" (set aside: {'; '.join(self.dropped)})" if self.dropped else "")

    @property
    def period(self) -> Period | None:
        """The interval that holds all possible days, None when nothing bounds them on both sides."""
        if not self.days or self.days[0][0] == FIRST or self.days[-1][1] >= horizon():
            return None
        return hull(self.days, self.basis)

    @property
    def day(self) -> str | None:
        """The ISO day when only one is possible."""
        period = self.period
        return period.start if period is not None and period.is_day else None

    @property
    def periods(self) -> tuple[Period, ...]:
        """The possible days as intervals, at most twelve (else their hull); empty when nothing bounds them."""
        whole = self.period
        if whole is None:
            return ()
        if len(self.days) > _MOST_PIECES:
            return (whole,)
        return tuple(p for piece in self.days if (p := hull((piece,), self.basis)) is not None)


@cache
def horizon() -> int:
    """Return the last day that an undated text is dated to: a year after the last day that the authority knows."""
    source = authority()
    known = [t.start for t in source.terms] + [s.start for s in source.summits]
    return max(ordinal(day) for day in known) + _YEAR


def _is_term(reason: str) -> bool:
    return reason.startswith(dating_offices.IN_OFFICE)


def date_text(text: Undated) -> Dating:
    """Return the days on which the text can have been published, with the reasons."""
    return propagate(
        [
            *dating_calendar.filed(text),
            *dating_offices.not_before(text),
            *dating_calendar.stated_years(text),
            *dating_offices.terms(text),
            *dating_summits.dated_summits(text),
            *dating_offices.taken_office(text),
            *dating_calendar.days_with_weekday(text),
            *dating_calendar.furniture_years(text),
            *dating_calendar.newsy_days(text),
            *dating_summits.summits_ahead(text),
            *dating_offices.loose_terms(text),
            *dating_calendar.wire_weekday(text),
            *dating_calendar.one_week(text),
        ]
    )


def propagate(clues: Iterable[Clue]) -> Dating:
    """Return what the clues leave of all days, applied in their order; one that would leave nothing is set aside."""
    days: DaySet = ((FIRST, horizon()),)
    reasons: dict[str, None] = {}
    dropped: dict[str, None] = {}
    for clue in clues:
        left = common(days, clue.days(days))
        if not left:
            dropped[clue.reason] = None
        elif size(left) < size(days):
            days = left
            reasons[clue.reason] = None
    return Dating(days, tuple(reasons), tuple(r for r in dropped if r not in reasons))
