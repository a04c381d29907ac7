"""Joint dating: what other documents tell of the same contact dates a document, and so everything else in it.

A wire story filed on "Dec 7" of 2021 or 2022 tells of a call "on Tuesday". Another document dates that call to
7 December 2021; so the story is of 2021, and its "on Thursday" is 9 December. Only reports that leave their day open
are given one, so nothing that a document itself makes certain is changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from communique.annotate.dating_days import DaySet, common, days_of, hull, normal, ordinal, size
from communique.annotate.time_mention import TimeMention
from communique.annotate.times import find_times, references, resolve
from communique.merge.dating import agreed_date, is_open, with_dates
from communique.records import AHEAD, ContactReport, Period

_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
#: The press tells of a contact for weeks after it and announces it weeks before.
_TOLD_AFTER, _TOLD_BEFORE = 45, 60
_ROUNDS = 3
_FEW_DAYS = 7


def joint_dates(
    clusters: Iterable[Sequence[ContactReport]], published: Mapping[str, str | None], originals: Mapping[str, str]
) -> dict[str, Period]:
    """Return dates for reports that have none, or a span of days only, from the other reports of their contacts.

    clusters: the reports of each contact. published: document id -> its day of publication. originals: document id ->
    the document that it reprints, on whose day its text was written.
    """
    groups = [list(c) for c in clusters]
    joint = _Joint([r for g in groups for r in g], published, originals)
    for _ in range(_ROUNDS):
        before = dict(joint.dates)
        for group in groups:
            joint.learn(group)
        joint.date_reports()
        if joint.dates == before:
            break
    return joint.dates


class _Joint:
    """The state of the propagation: for each undated document its possible days, for each undated report its date."""

    def __init__(
        self, reports: Sequence[ContactReport], published: Mapping[str, str | None], originals: Mapping[str, str]
    ) -> None:
        self.dates: dict[str, Period] = {}
        self.written: dict[str, DaySet] = {}
        self.reasons: dict[str, list[str]] = defaultdict(list)
        self.undated: dict[str, list[ContactReport]] = defaultdict(list)
        for report in reports:
            if report.written:
                self.written[report.document] = normal(i for p in report.written for i in days_of(p))
                if is_open(report):
                    self.undated[report.document].append(report)
        for copy in sorted(self.written.keys() & originals.keys()):
            day = published.get(originals[copy])
            days = ((ordinal(day), ordinal(day)),) if day else self.written.get(originals[copy], ())
            self._narrow(copy, days, "published as its original")

    def learn(self, group: Sequence[ContactReport]) -> None:
        """Cut the possible days of the documents that tell of a contact whose day others know."""
        known = agreed_date(with_dates(group, self.dates))
        if known is None or not known.is_day:
            return
        for report in group:
            if is_open(report) and size(self.written.get(report.document, ())) > 1:
                self._narrow(report.document, told_on(report, known), f"the contact of {known.start}")

    def _narrow(self, document: str, days: DaySet, reason: str) -> None:
        left = common(self.written[document], days)
        if left and size(left) < size(self.written[document]):
            self.written[document] = left
            self.reasons[document].append(reason)

    def date_reports(self) -> None:
        """Date what the narrowed documents tell of; only what comes out as few days counts."""
        for document in sorted(self.reasons):
            basis = f"inferred: {'; '.join(self.reasons[document])}"
            reference = hull(self.written[document], basis)
            for report in self.undated[document]:
                mention = told(report)
                found = resolve(mention, reference, _direction(report)) if mention is not None else None
                if found is not None and size(days_of(found)) <= _FEW_DAYS:
                    self.dates[report.id] = found


def told_on(report: ContactReport, day: Period) -> DaySet:
    """Return the days on which a document can have been written that tells of a contact of that day in these words."""
    mention = told(report)
    found = references(mention, day, _direction(report)) if mention is not None else None
    if found is not None:
        return days_of(found)
    held = ordinal(day.start)
    return ((held - _TOLD_BEFORE, held),) if report.status in AHEAD else ((held, held + _TOLD_AFTER),)


def may_tell_of(report: ContactReport, day: Period) -> bool:
    """Return whether an undated document can have told of a contact of that day as this report does."""
    if not report.written:
        return True
    written = normal(i for p in report.written for i in days_of(p))
    return bool(common(written, told_on(report, day)))


def told(report: ContactReport) -> TimeMention | None:
    """Return the time expression of a report; the plain weekday where only that is known of it."""
    words = report.told or (None if report.weekday is None else _WEEKDAYS[report.weekday])
    return None if words is None else _mention(words)


@lru_cache(maxsize=4096)
def _mention(words: str) -> TimeMention | None:
    found = find_times(words)
    return found[0] if len(found) == 1 and not found[0].anchored else None


def _direction(report: ContactReport) -> str:
    return "future" if report.status in AHEAD else "past"
