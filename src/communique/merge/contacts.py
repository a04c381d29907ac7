"""Which reports tell of one contact: judgements within a merge key, each with score and reason.

The rule, as a reader would put it: two reports of the same sides are one contact when the mode words agree, no side is
served by two different persons, and the days agree. A report without a day joins the contact that it fits: the one
nearest before its publication, or the one it has the most topics in common with; when several fit alike it stays apart.
Calls told for two neighbouring days are one when everything else agrees: a contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from communique.extract.contacts.candidate import modes_agree
from communique.merge.dating_joint import may_tell_of
from communique.merge.lineage_text import folded_words, stem
from communique.records import AHEAD, PROGRAM, Account, ContactReport, Judgement, Mode, Period, Status, content_id

_OPPONENTS = re.compile(r"group:/.*\b(?:opposition|rebels?|separatists?|insurgents?)\b")
#: An undated report is taken for a contact near its document's publication, not for one of another season.
_NEAR_DAYS = 45
_REMOTE = frozenset({Mode.CALL, Mode.VIDEO})
#: The score of reports that contradict each other about the day; how many topics tell that they are one contact.
_NEXT_DAY, _TOPICS = 0.5, 2
#: How well an undated report fits a contact that took place so many days before its publication.
_NEARNESS = ((3, 0.75), (10, 0.65), (_NEAR_DAYS, 0.55))
#: What a topic in common adds to a fit without a day, and at most; fits that are no further apart are alike.
_TOPIC_SCORE, _MOST_TOPICS, _ALIKE = 0.01, 4, 0.005
#: So many words that only one of two alike contacts has in common with a report tell that it is of that one.
_SAME_CONTENT, _LONG_WORD = 4, 5
#: An office may stand in for the person that another report names when the day of publication is so near.
_STAND_IN_DAYS = 2
_MONTH = 31


@dataclass(frozen=True, slots=True)
class Report:
    """A contact report with what the merge needs of its document.

    home: the side whose own office published it. words: those of what is said about the contact, as stems; they tell
    which contact an undated report is of, and may be left out.
    """

    report: ContactReport
    published: str | None
    home: str | None = None
    words: frozenset[str] = frozenset()


def words_said(accounts: Iterable[Account]) -> frozenset[str]:
    """Return the stems of the longer words of what is said, for a report that these accounts are about."""
    words = {w for a in accounts for w in folded_words(a.content.quote)}
    return frozenset(stem(w) for w in words if len(w) >= _LONG_WORD)


def merge_key(item: Report) -> str:
    """Return the key of the group that decides about a report: a named summit, else the set of its sides."""
    report = item.report
    if report.summit:
        return f"summit:{report.summit}"
    if report.mode is Mode.VISIT:
        return f"visit:{'-'.join(report.sides)}:{(report.place or '').lower()}"
    sides = report.sides
    if len(sides) == 1:  # a mediator and the opponents of a government: the opponents are the other side
        sides += tuple(sorted({p.actor for p in report.participants if _OPPONENTS.match(p.actor)}))
    return f"sides:{'-'.join(sides)}"


def merge_group(group: tuple[str, list[Report]]) -> list[Judgement]:
    """Return the judgements that join the reports of one key into contacts."""
    _, items = group
    clusters: list[list[Report]] = []
    judgements = []
    for item in sorted(items, key=_order):
        fits = [(s, r, c) for c in clusters for s, r in [_fit(c, item)] if s > 0]
        fits.sort(key=lambda f: (-f[0], f[2][0].report.id))
        best = _best(fits, item)
        if best is None:
            clusters.append([item])
            continue
        score, reason, cluster = best
        anchor = cluster[0].report.id
        cluster.append(item)
        judgements.append(_same(anchor, item.report.id, score, reason))
    return judgements + _contradicted(clusters)


def _best(fits: Sequence[tuple[float, str, list[Report]]], item: Report) -> tuple[float, str, list[Report]] | None:
    """Return the fit that counts, the best one first: where several are alike the one of the same content, if any."""
    if not fits:
        return None
    alike = [f for f in fits if fits[0][0] - f[0] <= _ALIKE]
    if len(alike) == 1 or item.report.date is not None:
        return fits[0]
    told = [frozenset[str]().union(*(m.words for m in cluster)) & item.words for _, _, cluster in alike]
    only = [len(words - frozenset[str]().union(*told[:at], *told[at + 1 :])) for at, words in enumerate(told)]
    first, second = sorted(only, reverse=True)[:2]
    if first - second < _SAME_CONTENT:
        return None
    score, reason, cluster = alike[only.index(first)]
    return score, f"{reason}; of one content", cluster


def _contradicted(clusters: Sequence[list[Report]]) -> list[Judgement]:
    """Return the judgements that join contacts of neighbouring days which are one, told with two days.

    Leaders do call each other two days running; so length or topics have to agree as well, and no document may tell of
    both days.
    """
    dated = [(day, c) for c in clusters if (day := _one_day(c)) is not None]
    dated.sort(key=lambda d: (d[0], d[1][0].report.id))
    judgements: list[Judgement] = []
    joined: Sequence[Report] = ()
    for (day, first), (after, second) in pairwise(dated):
        if first is not joined and (after - day).days == 1 and _told_alike(first, second):
            joined = second
            reason = f"same persons and particulars; the day is told as {day.isoformat()} and {after.isoformat()}"
            judgements.append(_same(first[0].report.id, second[0].report.id, _NEXT_DAY, reason))
    return judgements


def _one_day(cluster: Sequence[Report]) -> date | None:
    days = {i.report.date.start for i in cluster if i.report.date is not None and i.report.date.is_day}
    return date.fromisoformat(days.pop()) if len(days) == 1 else None


def _told_alike(first: Sequence[Report], second: Sequence[Report]) -> bool:
    """Return whether two clusters are of one remote contact but for the day."""
    if {i.report.document for i in first} & {i.report.document for i in second}:
        return False
    if any(i.report.mode not in _REMOTE or i.report.status is not Status.HELD for i in (*first, *second)):
        return False
    persons = [{p.actor for i in c for p in i.report.participants} for c in (first, second)]
    if persons[0] != persons[1] or not all(p.startswith("person:") for p in persons[0]):
        return False
    homes = [{i.home for i in c if i.home} for c in (first, second)]
    if homes[0] and homes[1] and not homes[0] & homes[1]:
        return True  # each side dates its own readout by its own clock
    # What an undated report tells counts for neither day: it may have joined either.
    dated = [[i.report for i in c if i.report.date is not None] for c in (first, second)]
    lengths = [{r.duration_minutes for r in reports} - {None} for reports in dated]
    if lengths[0] and lengths[1]:
        return bool(lengths[0] & lengths[1])
    topics = [{t.lower() for r in reports for t in r.topics} for reports in dated]
    return len(topics[0] & topics[1]) >= _TOPICS


def _order(item: Report) -> tuple[bool, bool, str, str]:
    """Dated reports first, exact days before intervals, so that the undated find the contacts they may join."""
    period = item.report.date
    return period is None, period is not None and not period.is_day, period.start if period else "", item.report.id


def _same(claim: str, other: str, score: float, reason: str) -> Judgement:
    id_ = content_id("judgement", "same", claim, other, score, reason, PROGRAM)
    return Judgement(id_, "same", claim, other, score, reason, PROGRAM)


def _fit(cluster: Sequence[Report], item: Report) -> tuple[float, str]:
    """Return how well a report fits a cluster: the worst of its fits with the members, 0 when one excludes it."""
    worst, reason = 1.0, ""
    for member in cluster:
        score, why = fit(member, item)
        if score == 0:
            return 0.0, why
        if score < worst or not reason:
            worst, reason = min(worst, score), why
    return worst, reason


def fit(a: Report, b: Report) -> tuple[float, str]:
    """Return a score in 0..1 that two reports are of one contact, and the reason; 0 when they cannot be."""
    first, second = a.report, b.report
    if first.document == second.document:
        return 0.0, "told apart by one document"
    if not modes_agree(first.mode, second.mode):
        return 0.0, f"{first.mode} and {second.mode}"
    if _different_persons(first, second):
        return 0.0, "a side is served by different persons"
    if first.mode is second.mode is Mode.LETTER and len({first.initiator, second.initiator} - {None}) > 1:
        return 0.0, "letters of different writers"
    if any(
        r.mode is Mode.LETTER and o.mode is not Mode.LETTER and o.place for r, o in ((first, second), (second, first))
    ):
        return 0.0, "a letter and what took place somewhere"
    days, reason = _days(a, b)
    if days == 0:
        return 0.0, reason
    mode = 1.0 if first.mode == second.mode else 0.9
    persons = 1.0 if _shared_persons(first, second) else 0.8
    status = 1.0 if (first.status in AHEAD) == (second.status in AHEAD) else 0.9
    return round(days * mode * persons * status, 3), f"same sides; {reason}"


def _days(a: Report, b: Report) -> tuple[float, str]:
    first, second = a.report, b.report
    if first.date and second.date:
        if first.date.end < second.date.start or second.date.end < first.date.start:
            return 0.0, f"{first.date.start} and {second.date.start}"
        if first.date.is_day and second.date.is_day:
            return 1.0, f"same day {first.date.start}"
        if _is_vague(first.date) or _is_vague(second.date):
            return 0.0, "one is told of a season or year only"
        return 0.8, "overlapping days"
    if first.weekday is not None and second.weekday is not None and first.weekday != second.weekday:
        return 0.0, "different weekdays"
    if _same_calendar_day(first, second) or _same_calendar_day(second, first):
        return 0.9, "same day of the year, told without the year"
    for day, other in ((first.date, second), (second.date, first)):
        if day is not None and day.is_day and not may_tell_of(other, day):
            return 0.0, f"written too early or too late for {day.start}"
    if (first.status in AHEAD) != (second.status in AHEAD):
        return 0.0, "one ahead, one past, and a day is missing"
    known = [p for p in (_day_of(a), _day_of(b)) if p]
    if len(known) == 2 and abs((date.fromisoformat(known[0]) - date.fromisoformat(known[1])).days) > _NEAR_DAYS:
        return 0.0, "far apart in time"
    if _told_before(a, b) or _told_before(b, a):
        return 0.0, "told before it took place"
    return _without_day(a, b)


def _is_vague(period: Period) -> bool:
    """Tell whether a period is a season or a year, in which the same persons meet more than once."""
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days > _MONTH


def _same_calendar_day(dated: ContactReport, other: ContactReport) -> bool:
    """Tell whether the one took place on the day that the other gives without a year: "the conversation of 3 May"."""
    if dated.date is None or not dated.date.is_day or other.date is not None or not other.told:
        return False
    day = date.fromisoformat(dated.date.start)
    spoken = re.fullmatch(r"(?:([A-Z][a-z]+)\.? (\d{1,2})|(\d{1,2}) ([A-Z][a-z]+))", other.told)
    if spoken is None:
        return False
    month, number = spoken[1] or spoken[4], spoken[2] or spoken[3]
    return int(number) == day.day and len(month) > 2 and f"{day:%B}".startswith(month)


def _without_day(a: Report, b: Report) -> tuple[float, str]:
    """Return how well two reports fit of which one has no day, and nothing speaks against it."""
    first, second = a.report, b.report
    gap = _gap(a, b)
    if not _shared_persons(first, second):
        if _stands_in(first, second) and first.mode == second.mode and gap is not None and gap <= _STAND_IN_DAYS:
            return 0.5, "a day and the persons are missing; told at the same time"
        return 0.0, "no day and no person in common"
    if first.weekday is not None and first.weekday == second.weekday:
        return 0.78, "a day is missing; same persons and weekday"
    if gap is None:
        return 0.6 + _in_common(first, second), "a day is missing; same persons"
    nearness = next((score for days, score in _NEARNESS if gap <= days), _NEARNESS[-1][1])
    return nearness + _in_common(first, second), f"a day is missing; same persons, told {gap} days apart"


def _told_before(dated: Report, other: Report) -> bool:
    """Tell whether a document tells of a contact as held that took place only later."""
    period, published = dated.report.date, other.published
    if period is None or other.report.date is not None or published is None:
        return False
    return other.report.status is Status.HELD and published < period.start


def _gap(a: Report, b: Report) -> int | None:
    """Return how many days lie between the day of the one and that of the other or its publication."""
    days = [_day_of(a), _day_of(b)]
    if days[0] is None or days[1] is None:
        return None
    return abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days)


def _in_common(a: ContactReport, b: ContactReport) -> float:
    """Return what topics and an equal length add to a fit without a day."""
    words = [{w for t in r.topics for w in t.lower().split() if len(w) > 3} for r in (a, b)]
    shared = min(len(words[0] & words[1]), _MOST_TOPICS) * _TOPIC_SCORE
    lengths = a.duration_minutes, b.duration_minutes
    if None in lengths:
        return shared
    return shared + (2 * _TOPIC_SCORE if lengths[0] == lengths[1] else -2 * _TOPIC_SCORE)


def _stands_in(a: ContactReport, b: ContactReport) -> bool:
    """Tell whether one of the two names offices only, one of each side, where the other has persons."""
    persons = [_persons(a), _persons(b)]
    return len(a.sides) > 1 and any(
        not mine and set(theirs) == set(a.sides) for mine, theirs in (persons, persons[::-1])
    )


def _day_of(item: Report) -> str | None:
    period = item.report.date
    return period.start if period else item.published


def _persons(report: ContactReport) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for participant in report.participants:
        if participant.country and participant.actor.startswith("person:"):
            out.setdefault(participant.country, set()).add(participant.actor)
    return out


def _different_persons(a: ContactReport, b: ContactReport) -> bool:
    first, second = _persons(a), _persons(b)
    return any(not first[side] & second[side] for side in first.keys() & second.keys())


def _shared_persons(a: ContactReport, b: ContactReport) -> bool:
    first, second = _persons(a), _persons(b)
    return any(first[side] & second[side] for side in first.keys() & second.keys())
