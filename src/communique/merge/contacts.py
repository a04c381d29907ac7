"""Which reports tell of one contact: judgements within a merge key, each with score and reason.

The rule, as a reader would put it: two reports of the same sides are one contact when the mode words agree, no side is
served by two different persons, and the days agree. A report without a day joins the contact that it fits: the one
nearest before its publication, or the one it has the most topics in common with; when several fit alike it stays apart.
Calls told for two neighbouring days are one when everything else agrees: a contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from communique.actors.authority import authority
from communique.extract.contacts.candidate import modes_agree
from communique.merge.days import days_fit
from communique.merge.report import Report, have_different_persons, share_persons
from communique.records import AHEAD, PROGRAM, Judgement, Mode, Status, content_id

_OPPONENTS = re.compile(r"group:/.*\b(?:opposition|rebels?|separatists?|insurgents?)\b")
_REMOTE = frozenset({Mode.CALL, Mode.VIDEO})
#: The score of reports that contradict each other about the day; how many topics tell that they are one contact.
_NEXT_DAY, _TOPICS = 0.5, 2
#: Fits that are no further apart are alike.
_ALIKE = 0.005
#: So many words that only one of two alike contacts has in common with a report tell that it is of that one.
_SAME_CONTENT = 4
#: Sides of a named summit of few.
_FEW = 6


def merge_key(item: Report) -> str:
    """Return the key of the group that decides about a report: a named summit of many, else the set of its sides.

    Few who gather are told of by name and without, so a named summit of theirs is decided on with what else they did.
    """
    report = item.report
    if report.summit:
        few = gathered(report.summit)
        return f"sides:{'-'.join(few)}" if few else f"summit:{report.summit}"
    if report.mode is Mode.VISIT:
        return f"visit:{'-'.join(report.sides)}:{(report.place or '').lower()}"
    sides = report.sides
    if len(sides) == 1:  # a mediator and the opponents of a government: the opponents are the other side
        sides += tuple(sorted({p.actor for p in report.participants if _OPPONENTS.match(p.actor)}))
    return f"sides:{'-'.join(sides)}"


@cache
def gathered(summit: str) -> tuple[str, ...]:
    """Return the sides that met at a named summit of few, sorted; nothing for one of many, or unknown."""
    sides = next((s.participants for s in authority().summits if s.name == summit), ())
    return tuple(sorted(sides)) if 1 < len(sides) <= _FEW else ()


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
    common = [frozenset[str]().union(*(m.words for m in cluster)) & item.words for _, _, cluster in alike]
    only = [len(words - frozenset[str]().union(*common[:at], *common[at + 1 :])) for at, words in enumerate(common)]
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
    if first.summit and second.summit and first.summit != second.summit:
        return 0.0, f"{first.summit} and {second.summit}"
    if not modes_agree(first.mode, second.mode):
        return 0.0, f"{first.mode} and {second.mode}"
    if have_different_persons(first, second):
        return 0.0, "a side is served by different persons"
    if first.mode is second.mode is Mode.LETTER and len({first.initiator, second.initiator} - {None}) > 1:
        return 0.0, "letters of different writers"
    if any(
        r.mode is Mode.LETTER and o.mode is not Mode.LETTER and o.place for r, o in ((first, second), (second, first))
    ):
        return 0.0, "a letter and what took place somewhere"
    days, reason = days_fit(a, b)
    if days == 0:
        return 0.0, reason
    mode = 1.0 if first.mode == second.mode else 0.9
    persons = 1.0 if share_persons(first, second) else 0.8
    status = 1.0 if (first.status in AHEAD) == (second.status in AHEAD) else 0.9
    return round(days * mode * persons * status, 3), f"same sides; {reason}"
