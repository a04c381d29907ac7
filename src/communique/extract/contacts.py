"""Contact reports: the candidates of a document put together, one report for each contact that it tells of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from communique.actors.lexicon import LEADING
from communique.annotate.annotated import Annotated
from communique.annotate.times import TimeMention
from communique.extract.candidates import REMOTE, Candidate, CandidateReader, modes_agree
from communique.extract.pairs import PAIR
from communique.extract.participants import persons
from communique.records import ContactReport, Mode, Period, Status, content_id

EXTRACTOR = "contacts/1"
#: "European leaders", "Western leaders": leaders of several sides under one name.
_OF_MANY = frozenset({None, "EUU", "NATO"})
_GATHERINGS = frozenset({Mode.SUMMIT, Mode.TALKS})
_AHEAD = frozenset({Status.SCHEDULED, Status.PROPOSED})


def contact_reports(annotated: Annotated) -> tuple[ContactReport, ...]:
    """Return the contacts that a document reports, one claim each, in the order of the text."""
    merged: list[Candidate] = []
    for candidate in CandidateReader(annotated).read():
        earlier = _antecedent(merged, candidate)
        if earlier is not None:
            _absorb(earlier, candidate)
        elif _stands_alone(candidate):
            merged.append(candidate)
    for candidate in merged:
        if candidate.mode is None:
            candidate.mode = _mode_of_neighbour(merged, candidate)
    return tuple(_report(annotated, c) for c in merged)


def _mode_of_neighbour(merged: Sequence[Candidate], candidate: Candidate) -> Mode | None:
    """Return the remote mode in which the same sides speak elsewhere in the document, for "they talked" alone."""
    modes = [c.mode for c in merged if c.sides == candidate.sides and c.mode in REMOTE]
    return Mode.CALL if modes else None


def _antecedent(merged: Sequence[Candidate], candidate: Candidate) -> Candidate | None:
    """Return the contact that a further mention is of: for "the call", the one the document is most about."""
    fitting = [(i, c) for i, c in enumerate(merged) if _is_same(c, candidate)]
    if not fitting:
        return None
    if not candidate.anaphoric:
        return fitting[-1][1]
    return max(fitting, key=lambda f: (_salience(f[1], candidate), f[0]))[1]


def _salience(earlier: Candidate, later: Candidate) -> float:
    near = later.trigger.sentence.start - max(c.end for c in earlier.sentences) <= 1
    score = 2.0 * (earlier.mode == later.mode or later.mode is None)
    score += 1.5 * (near and not earlier.another) - 1.0 * earlier.another
    score += 1.0 * bool(set(earlier.actors) & set(later.actors))
    return score + min(0.5 * len(earlier.spans), 2.0)


def _stands_alone(candidate: Candidate) -> bool:
    if candidate.mode in {Mode.SUMMIT, Mode.VISIT} or (candidate.mode is Mode.TALKS and candidate.place):
        return bool(candidate.actors)
    return len(candidate.sides) >= PAIR and (candidate.trigger.lemma != "discuss" or candidate.time is not None)


def _is_same(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether two candidates of one document are one contact."""
    if not modes_agree(earlier.mode, later.mode):
        return False
    if earlier.summit and later.summit:
        return earlier.summit == later.summit
    if not _kinds_agree(earlier, later) or not _days_agree(earlier, later):
        return False
    if later.trigger.token.dep_ == "appos" and later.sentences[0].start == earlier.sentences[-1].start:
        return later.sides <= earlier.sides
    if _set_apart(earlier, later):
        return False
    if later.place and earlier.place == later.place and {earlier.mode, later.mode} <= _GATHERINGS:
        return True
    return _parties_agree(earlier, later)


def _kinds_agree(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether visits meet visits, summits summits, and what lies ahead what lies ahead."""
    if (earlier.mode is Mode.VISIT) != (later.mode is Mode.VISIT):
        return False
    bare = later.anaphoric and not later.actors
    if (earlier.mode is Mode.SUMMIT) != (later.mode is Mode.SUMMIT) and later.mode is not None and not bare:
        return False
    return later.anaphoric or (earlier.status in _AHEAD) == (later.status in _AHEAD)


def _days_agree(earlier: Candidate, later: Candidate) -> bool:
    if earlier.date and later.date and (earlier.date.end < later.date.start or later.date.end < earlier.date.start):
        return False
    if earlier.time and later.time and _other_weekday(earlier, later):
        return False
    return not (_is_off(earlier.time, later.date) or _is_off(later.time, earlier.date))


def _is_off(time: TimeMention | None, day: Period | None) -> bool:
    """Tell whether a day is not the weekday that a time expression names."""
    if time is None or time.weekday is None or day is None or not day.is_day:
        return False
    return date.fromisoformat(day.start).weekday() != time.weekday


def _set_apart(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether words ("a second time") or a bare month ("in June") show another contact than the one told."""
    if later.another and (later.time is not None or earlier.time is not None):
        return True
    return later.time is not None and earlier.time is None and later.time.kind in {"month", "year"}


def _parties_agree(earlier: Candidate, later: Candidate) -> bool:
    if later.anaphoric and (
        set(later.actors) <= set(earlier.actors) or (later.sides <= earlier.sides and _persons_agree(earlier, later))
    ):
        return True
    if set(earlier.actors) == set(later.actors):
        return True
    paired = earlier.mode not in {Mode.SUMMIT, Mode.VISIT} and earlier.sides == later.sides
    return paired and _persons_agree(earlier, later)


def _other_weekday(a: Candidate, b: Candidate) -> bool:
    first, second = a.time, b.time
    if first is None or second is None or first.weekday is None or second.weekday is None:
        return False
    return first.weekday != second.weekday


def _persons_agree(a: Candidate, b: Candidate) -> bool:
    """Tell whether no side is served by two different persons in the two."""
    for actor in a.actors.values():
        for other in b.actors.values():
            if actor.country == other.country and actor.id != other.id and actor.kind == other.kind == "person":
                return False
    return True


def _absorb(earlier: Candidate, later: Candidate) -> None:
    """Add what a further mention says to the contact it is of."""
    if later.spans[0] not in earlier.spans:
        earlier.spans += later.spans
        earlier.sentences += later.sentences
    if earlier.mode is None or (earlier.mode is Mode.TALKS and later.mode in REMOTE):
        earlier.mode = later.mode
    if later.mode is Mode.VIDEO and earlier.mode is Mode.CALL:
        earlier.mode = Mode.VIDEO
    if set(later.actors) > set(earlier.actors) and not later.anaphoric:
        earlier.actors = {**earlier.actors, **later.actors}
    if earlier.date is None and later.date is not None:
        earlier.date = later.date
    earlier.time = earlier.time or later.time
    earlier.place = earlier.place or later.place
    earlier.summit = earlier.summit or later.summit
    earlier.initiator = earlier.initiator or later.initiator
    earlier.duration = earlier.duration or later.duration
    earlier.topics += [t for t in later.topics if t not in earlier.topics]
    earlier.names.update(later.names)


def _final_mode(candidate: Candidate) -> Mode:
    """Return the mode by the codebook, which goes by who took part where the words leave it open.

    A summit has three or more leaders, a meeting persons on both sides; delegations and officials hold talks.
    """
    mode = candidate.mode
    if mode is None:
        return Mode.CALL if candidate.trigger.kind == "address" or _is_conversation(candidate) else Mode.TALKS
    if mode is Mode.SUMMIT and _is_of_two(candidate):
        return Mode.MEETING
    if mode not in {Mode.MEETING, Mode.TALKS}:
        return mode
    people = persons(candidate.actors)
    leading = {a.country for a in candidate.actors.values() if a.role in {*LEADING, "leaders"}}
    many = any(
        a.kind == "group" and a.name.endswith("leaders") and a.country in _OF_MANY for a in candidate.actors.values()
    )
    if len(leading) > PAIR or (many and len(candidate.actors) >= PAIR):
        return Mode.SUMMIT
    named = {a.country for a in people}
    if mode is Mode.TALKS:
        return Mode.MEETING if len(named) >= PAIR else mode
    return mode if named else Mode.TALKS


def _is_conversation(candidate: Candidate) -> bool:
    """Tell whether persons of two sides spoke on a day, no place being named: that was by telephone."""
    spoken = candidate.trigger.lemma in {"conversation", "converse", "talk"} and candidate.place is None
    return (
        spoken
        and candidate.date is not None
        and candidate.date.is_day
        and len({a.country for a in persons(candidate.actors)}) >= PAIR
    )


def _is_of_two(candidate: Candidate) -> bool:
    """Tell whether a summit is the meeting of two leaders or states, not a gathering of many."""
    kinds = {a.kind for a in candidate.actors.values()}
    return len(candidate.actors) == PAIR == len(candidate.sides) and kinds <= {"person", "office", "state"}


def _report(annotated: Annotated, candidate: Candidate) -> ContactReport:
    mode = _final_mode(candidate)
    time = candidate.time
    spans = tuple(sorted(candidate.spans))
    participants = candidate.participants()
    topics = tuple(candidate.topics[:6])
    values = [
        mode, candidate.status, asdict(candidate.date) if candidate.date else None, candidate.place,
        candidate.initiator, candidate.duration, [asdict(p) for p in participants], topics,
        [asdict(s) for s in spans], candidate.summit,
    ]  # fmt: skip
    return ContactReport(
        id=content_id("claim", annotated.document.id, EXTRACTOR, *values),
        document=annotated.document.id,
        extractor=EXTRACTOR,
        mode=mode,
        status=candidate.status,
        date=candidate.date,
        place=candidate.place,
        initiator=candidate.initiator,
        duration_minutes=candidate.duration,
        participants=participants,
        topics=topics,
        spans=spans,
        summit=candidate.summit,
        weekday=time.weekday if time else None,
        told=time.quote if time and not time.anchored else None,
    )
