"""Named gatherings: which summit of the table a text means, and what the table knows of its days and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from spacy.tokens import Span as Sentence

from communique.actors.authority import Name, Summit, authority
from communique.actors.cast import resolver
from communique.actors.phrase import Phrase
from communique.actors.resolver import Actor, Days
from communique.annotate.annotated import Annotated
from communique.annotate.dating_summits import named_summits
from communique.annotate.times import TimeMention, resolve
from communique.extract.contacts.triggers import Trigger
from communique.records import AHEAD, Mode, Period, Status

#: How far from the text's own day a summit is spoken of without its year: days ahead, days back.
_KNOWN_DAYS = 45  # an interval of publication beyond which the next or the last summit may be another one
_AHEAD_DAYS, _BACK_DAYS = 250, 60
#: Words for a process that meets in rounds: known by the city they meet in.
_PROCESS = frozenset({"talk", "negotiate", "negotiation", "round", "conference", "congress"})
_FEW = 4
_MONTH_DAYS = 31


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


def process_of(
    annotated: Annotated, trigger: Trigger, place: str | None, told: Period | None, status: Status
) -> Summit | None:
    """Return the round of talks or the conference of the table that a city stands for ("the Geneva talks").

    All whom the table names must occur in the text, or the subject of the talks, where it names nobody.
    """
    if trigger.lemma not in _PROCESS:
        return None
    there = [s for s in _by_city().get(place or "", ()) if not _is_of_leaders(s)] or _by_words(trigger)
    called = [s for s in there if trigger.lemma in {"conference", "congress"} and trigger.lemma in s.name.lower()]
    found = [s for s in called or there if _is_about(annotated, s)]
    if not found:
        return None
    other = Status.HELD if status in AHEAD else Status.SCHEDULED
    return _fitting(found, annotated.reference, told, status) or _fitting(found, annotated.reference, told, other)


def _by_words(trigger: Trigger) -> list[Summit]:
    """Return the meetings of the table whose names the words before the noun are part of."""
    if trigger.lemma not in {"conference", "congress"}:
        return []
    words = {t.lower_ for t in trigger.token.subtree if t.i < trigger.token.i + 5 and t.is_alpha and not t.is_stop}
    return [s for s in authority().summits if trigger.lemma in s.name.lower() and len(_own_words(s) & words) >= 3]


def _own_words(summit: Summit) -> set[str]:
    return set(summit.name.lower().split())


def convened(summit: Summit, wanted: Sequence[str] | None = None) -> list[Actor]:
    """Return who gathers at a meeting of the table: the leaders at a summit, the sides at talks.

    wanted: only these sides.
    """
    out = []
    for code in summit.participants:
        if wanted is not None and code not in wanted:
            continue
        term = None
        if _is_of_leaders(summit):
            term = resolver().holder(code, ("leader",), Days(summit.start, summit.end))
        out.append(resolver().incumbent(term) if term else _delegation(summit, code))
    return out


def _delegation(summit: Summit, code: str) -> Actor:
    """Return the delegation of a state at talks; a conference is held by states and organisations themselves."""
    name, state = Name(code, "alias", code), authority().states.get(code)
    if "talks" not in summit.name.lower() or (state is not None and state.is_organisation):
        return resolver().side(name)
    return resolver().group(Phrase("group", 0, 0, "", sides=(name,), group="delegation", title="delegation"))[0]


def recalled(annotated: Annotated, sentence: Sentence) -> Iterator[tuple[Summit, TimeMention, Period]]:
    """Yield the meetings of the table that a sentence recalls by their day, with the city or with those who met.

    "The understanding arrived at in Vienna in June 1961" has no word for a meeting, but there was one.
    """
    start, end = annotated.extent(sentence)
    text = annotated.text[start:end]
    for time in annotated.times_in(start, end):
        if time.kind == "duration-since" or (annotated.reference is None and time.year is None):
            continue
        period = resolve(time, annotated.reference, "past", anchor=None)
        if period is None or _length(period) > _MONTH_DAYS:
            continue
        for summit in authority().summits:
            if not 1 < len(summit.participants) <= _FEW or summit.start > period.end or summit.end < period.start:
                continue
            if annotated.direction_of(time) == "future":
                break
            if annotated.reference is not None and summit.start > annotated.reference.end:
                continue
            there = bool(summit.city) and re.search(rf"\b{re.escape(summit.city)}\b", text) is not None
            named = period.is_day and _names_all(annotated, summit, start, end)
            if named or (there and _is_about(annotated, summit)):
                yield summit, time, period


def mode_of(summit: Summit) -> Mode:
    """Return how those of the table met: two leaders in a meeting, more at a summit, delegations in talks."""
    if "virtual" in summit.name:
        return Mode.VIDEO
    if not _is_of_leaders(summit):
        return Mode.TALKS
    return Mode.MEETING if len(summit.participants) <= 2 else Mode.SUMMIT


def _is_of_leaders(summit: Summit) -> bool:
    return re.search(r"\b(?:summit|meeting)\b", summit.name, re.IGNORECASE) is not None


@cache
def _by_city() -> dict[str, list[Summit]]:
    out: dict[str, list[Summit]] = {}
    for summit in authority().summits:
        out.setdefault(summit.city, []).append(summit)
    return {city: sorted(there, key=lambda s: (s.start, s.name)) for city, there in out.items()}


def _is_about(annotated: Annotated, summit: Summit) -> bool:
    """Tell whether all who take part occur in a text, or the state in the name of what the talks are about."""
    if summit.participants:
        return set(summit.participants) <= _codes(annotated) | {"UNO"}
    about = {c for c in _codes(annotated) if (state := authority().states.get(c)) and state.name in summit.name}
    return bool(about)


def _codes(annotated: Annotated) -> set[str]:
    return {n.code for m in annotated.cast.mentions for n in m.phrase.sides} | {
        a.country for m in annotated.cast.mentions for a in m.actors if a.country
    }


def _names_all(annotated: Annotated, summit: Summit, start: int, end: int) -> bool:
    """Tell whether a sentence names the leaders of all who met."""
    people = {a.id for m in annotated.mentions_in(start, end) for a in m.actors if a.kind in {"person", "office"}}
    return _is_of_leaders(summit) and all(a.id in people for a in convened(summit))


def _length(period: Period) -> int:
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days + 1


def _fitting(summits: Sequence[Summit], reference: Period | None, told: Period | None, status: Status) -> Summit | None:
    if told is not None:
        fitting = [s for s in summits if s.start <= told.end and told.start <= s.end]
        if not fitting and len(summits) == 1 and _is_of_other_year(summits[0], told):
            fitting = list(summits)  # there is one COP26 only: "in November" is that of its year
    elif reference is not None:
        first, last = date.fromisoformat(reference.start), date.fromisoformat(reference.end)
        low = (first if status in AHEAD else first - timedelta(_BACK_DAYS)).isoformat()
        high = (last + timedelta(_AHEAD_DAYS) if status in AHEAD else last).isoformat()
        fitting = [s for s in summits if s.start <= high and low <= s.end]
        if (last - first).days <= _KNOWN_DAYS:
            # The table is in the order of days: the next one, or the last one.
            fitting = fitting[:1] if status in AHEAD else fitting[-1:]
    else:
        fitting = list(summits)
    return fitting[0] if len(fitting) == 1 else None


def _is_of_other_year(summit: Summit, told: Period) -> bool:
    """Tell whether the days told are those of a summit but for the year, which a text without one leaves open."""
    days = {summit.start[5:7], summit.end[5:7]}
    return "year by publication" in told.basis and not days.isdisjoint({told.start[5:7], told.end[5:7]})


def grouping(summit: Summit) -> Actor:
    """Return those who gather at a summit of a series that is no organisation, such as the climate conferences."""
    name = summit.series
    if name in authority().states:
        return resolver().side(Name(name, "alias", name))
    return Actor(f"series:{name}", "series", name, None, None, None, None, "", 0.7, f"named summit: {summit.name}")


def days_of(summit: Summit) -> Period | None:
    """Return the days of a summit, None where the table knows no more than the month or year."""
    if (summit.start.endswith("-01") and summit.end.endswith("-31")) or len(summit.start) < len("2000-01-01"):
        return None
    return Period(summit.start, summit.end, f"named summit: {summit.name}")
