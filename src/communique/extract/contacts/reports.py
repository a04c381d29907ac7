"""Contact reports: the candidates of a document put together, one report for each contact that it tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict

from communique.actors.actor import PERSONAL
from communique.actors.authority import authority
from communique.actors.lexicon import LEADING
from communique.annotate.annotated import Annotated
from communique.extract.contacts.candidate import IN_PERSON, REMOTE, Candidate, overlap
from communique.extract.contacts.candidates import CandidateReader
from communique.extract.contacts.cities import is_city, state_of
from communique.extract.contacts.durations import add_durations
from communique.extract.contacts.newsdays import add_days
from communique.extract.contacts.notes import note_of
from communique.extract.contacts.pairs import PAIR
from communique.extract.contacts.participants import persons, side_count
from communique.extract.contacts.proposals import LEARNED
from communique.extract.contacts.sameness import is_of_two, is_same, is_titled
from communique.extract.contacts.standing import is_of_body
from communique.extract.contacts.story_initiators import REPLIES, add_initiators, replying
from communique.extract.contacts.story_places import add_places
from communique.extract.contacts.timing import status_by
from communique.extract.contacts.venues import city_of, is_venue
from communique.records import ContactReport, Mode, Period, Status, content_id

EXTRACTOR = "contacts/1"
#: Of a contact that the classifier alone has found.
CLASSIFIER = "contacts/1 classifier"
_THAT_TIME = re.compile(r"(?:on )?(?:that|this) (?:time|occasion)\b", re.IGNORECASE)
_POINTED_AT = 6.0
_MOST_TOPICS = 9
#: Modes in which the parties are not in one place.
_APART = frozenset({Mode.CALL, Mode.VIDEO, Mode.LETTER})


def contact_reports(annotated: Annotated) -> tuple[ContactReport, ...]:
    """Return the contacts that a document reports, one claim each, in the order of the text."""
    merged: list[Candidate] = []
    for candidate in CandidateReader(annotated).read():
        if candidate.trigger.lemma in REPLIES:
            candidate.initiator = candidate.initiator or replying(candidate, merged)
        earlier = _antecedent(merged, candidate)
        if earlier is not None:
            _absorb(earlier, candidate)
            continue
        if not _stands_alone(candidate) and candidate.fallback:
            candidate.actors = candidate.fallback
        if _stands_alone(candidate):
            merged.append(candidate)
    merged = _one_denied(merged)
    merged = _without_journeys(_one_a_summit(merged))
    for candidate in merged:
        if candidate.mode is None:
            candidate.mode = _mode_of_neighbour(merged, candidate)
    add_durations(annotated, merged)
    add_days(annotated, merged)
    add_places(annotated, merged)
    add_initiators(annotated, merged)
    return tuple(_report(annotated, c) for c in merged)


def _one_denied(merged: Sequence[Candidate]) -> list[Candidate]:
    """Put with a call that is denied what is said of the same two without a day: reports, thoughts, questions."""
    out = list(merged)
    for denied in [c for c in merged if c.status is Status.CANCELLED and c.mode in REMOTE and len(c.actors) == PAIR]:
        for other in [c for c in out if c is not denied and c.mode in REMOTE and set(c.actors) == set(denied.actors)]:
            if other.date is None or not other.date.is_day:
                _absorb(denied, other)
                out.remove(other)
    return sorted(out, key=lambda c: (c.spans[0], c.trigger.token.i))


def _one_a_summit(merged: Sequence[Candidate]) -> list[Candidate]:
    """Put together what turned out to be the same named gathering only after a later mention."""
    out: list[Candidate] = []
    for candidate in merged:
        same = next((c for c in out if c.summit and c.summit == candidate.summit), None)
        if same is None:
            out.append(candidate)
        else:
            _absorb(same, candidate)
    return out


def _without_journeys(merged: Sequence[Candidate]) -> list[Candidate]:
    """Put a journey with the meeting that it was made for ("flew to Cairo, where he met ...")."""
    out = [c for c in merged if c.mode is not Mode.VISIT]
    for visit in (c for c in merged if c.mode is Mode.VISIT):
        meeting = next((c for c in out if _is_made_for(visit, c)), None)
        if meeting is None:
            out.append(visit)
        else:
            meeting.place = meeting.place or visit.place
            meeting.date = meeting.date or visit.date
            meeting.time = meeting.time or visit.time
    return sorted(out, key=lambda c: (c.spans[0], c.trigger.token.i))


def _is_made_for(visit: Candidate, meeting: Candidate) -> bool:
    together = any(s in meeting.sentences for s in visit.sentences)
    shared = set(visit.actors) & set(meeting.actors)
    if meeting.mode not in IN_PERSON or not (shared if together else set(visit.actors) < set(meeting.actors)):
        return False
    # In a building of the city to which the journey went; a journey told without a place fits a meeting in a city.
    within = meeting.place is not None and visit.place == city_of(meeting.place) and visit.status is meeting.status
    there = visit.place == meeting.place or within or (meeting.place is None and together)
    return there and overlap(visit.date, meeting.date)


def _mode_of_neighbour(merged: Sequence[Candidate], candidate: Candidate) -> Mode | None:
    """Return the remote mode in which the same sides speak elsewhere in the document, for "they talked" alone."""
    modes = [c.mode for c in merged if c.sides == candidate.sides and c.mode in REMOTE]
    return Mode.CALL if modes else None


def _antecedent(merged: Sequence[Candidate], candidate: Candidate) -> Candidate | None:
    """Return the contact that a further mention is of: for "the call", the one the document is most about."""
    fitting = [(i, c) for i, c in enumerate(merged) if is_same(c, candidate)]
    if not fitting:
        return None
    if not candidate.anaphoric:
        return fitting[-1][1]
    return max(fitting, key=lambda f: (_salience(f[1], candidate), f[0]))[1]


def _salience(earlier: Candidate, later: Candidate) -> float:
    near = later.trigger.sentence.start - max(c.end for c in earlier.sentences) <= 1
    score = 2.0 * (earlier.mode == later.mode or later.mode is None)
    score += 1.5 * (near and not earlier.another) - 1.0 * earlier.another
    score += 1.0 * bool(set(earlier.actors) & set(later.actors)) + 1.5 * (later.place == earlier.place is not None)
    if near and _THAT_TIME.match(later.spans[0].quote):
        return score + _POINTED_AT
    return score + min(0.5 * len(earlier.spans), 2.0)


def _stands_alone(candidate: Candidate) -> bool:
    if candidate.mode is Mode.SUMMIT and candidate.summit is None:
        people = candidate.actors.values()
        return side_count(candidate.actors) >= PAIR or any(a.kind not in PERSONAL for a in people)
    placed = candidate.mode is Mode.TALKS and (candidate.place or is_of_body(candidate))
    if candidate.mode in {Mode.SUMMIT, Mode.VISIT} or placed:
        return bool(candidate.actors)
    told = candidate.trigger.lemma != "discuss" or candidate.mode in REMOTE or candidate.time is not None
    return side_count(candidate.actors) >= PAIR and told


def _absorb(earlier: Candidate, later: Candidate) -> None:
    """Add what a further mention says to the contact it is of."""
    if later.spans[0] not in earlier.spans:
        earlier.spans += later.spans
        earlier.sentences += later.sentences
    if earlier.mode is None or (earlier.mode is Mode.TALKS and later.mode in REMOTE and not earlier.place):
        earlier.mode = later.mode
    if later.mode is Mode.VIDEO and earlier.mode is Mode.CALL:
        earlier.mode = Mode.VIDEO
    if set(later.actors) > set(earlier.actors) and not later.anaphoric:
        earlier.actors = {**earlier.actors, **later.actors}
    if later.date is not None and (earlier.date is None or _is_within(later.date, earlier.date)):
        earlier.date = later.date
    earlier.time = earlier.time or later.time
    earlier.place = _finer(earlier.place, later.place)
    if earlier.mode not in REMOTE:
        earlier.summit = earlier.summit or later.summit
    earlier.initiator = earlier.initiator or later.initiator
    earlier.duration = earlier.duration or later.duration
    earlier.topics += [t for t in later.topics if t not in earlier.topics]
    earlier.names.update(later.names)


def _finer(told: str | None, again: str | None) -> str | None:
    """Return the place told first, but the city for the state in which it lies ("Eritrea", then "Asmara")."""
    if told is None or again is None or is_city(told):
        return told or again
    in_it = is_city(again) and not is_venue(told) and state_of(again) == state_of(told.removeprefix("State of "))
    return again if in_it else told


def _is_within(inner: Period, outer: Period) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and inner.is_day and not outer.is_day


def _final_mode(candidate: Candidate) -> Mode:
    """Return the mode by the codebook, which goes by who took part where the words leave it open.

    A summit has three or more leaders, a meeting persons on both sides; delegations and officials hold talks.
    """
    mode = candidate.mode
    if mode is None:
        return Mode.CALL if candidate.trigger.kind == "address" or _is_conversation(candidate) else Mode.TALKS
    if mode not in {Mode.MEETING, Mode.TALKS, Mode.SUMMIT}:
        return mode
    actors = list(candidate.actors.values())
    leading = {a.country for a in actors if a.role in {*LEADING, "leaders"}}
    crowds = [a for a in actors if a.name.endswith("leaders") and _is_of_many(a.country)]
    others = [a for a in actors if a not in crowds]
    many = len(crowds) > 1 or (bool(crowds) and any(a.role in LEADING or a.kind != "person" for a in others))
    if mode is Mode.SUMMIT:
        return Mode.MEETING if is_of_two(candidate) else mode
    if len(leading) > PAIR or (many and len(actors) >= PAIR):
        return Mode.SUMMIT
    named = {a.country for a in actors if is_titled(a)}
    if mode is Mode.TALKS:
        return Mode.MEETING if len(named) >= PAIR else mode
    states = {a.country for a in actors if a.kind == "state"} - named
    sent = any(a.kind == "group" and a.name.endswith("delegation") for a in actors)
    return mode if named and not states and not sent else Mode.TALKS


def _is_of_many(side: str | None) -> bool:
    """Tell whether the leaders of a side are those of several states ("European leaders", "the leaders of the G7")."""
    state = authority().states.get(side) if side else None
    return state is None or state.is_organisation


def _is_conversation(candidate: Candidate) -> bool:
    """Tell whether persons of two sides spoke, no place being named: that was by telephone, if not just "talks"."""
    if candidate.place is not None or len({a.country for a in persons(candidate.actors)}) < PAIR:
        return False
    on_a_day = candidate.date is not None and candidate.date.is_day
    word = candidate.trigger.token
    # "their recent conversations with X" may have been of any kind, "had conversations with X" were of a day.
    one = candidate.trigger.lemma == "conversation" and (word.tag_ == "NN" or word.head.lemma_ == "have")
    return one or (on_a_day and candidate.trigger.lemma in {"conversation", "converse", "talk"})


def _report(annotated: Annotated, candidate: Candidate) -> ContactReport:
    mode = _final_mode(candidate)
    place = None if mode in _APART else candidate.place
    summit = None if candidate.mode is not Mode.TALKS and is_of_two(candidate) else candidate.summit
    time = candidate.time
    candidate.status = status_by(annotated, candidate.date, candidate.status)
    spans = tuple(sorted(candidate.spans))
    participants = candidate.participants()
    topics = tuple(candidate.topics[:_MOST_TOPICS])
    values = [
        mode, candidate.status, asdict(candidate.date) if candidate.date else None, place,
        candidate.initiator, candidate.duration, [asdict(p) for p in participants], topics,
        [asdict(s) for s in spans], summit,
    ]  # fmt: skip
    return ContactReport(
        id=content_id("claim", annotated.document.id, EXTRACTOR, *values),
        document=annotated.document.id,
        extractor=CLASSIFIER if candidate.trigger.lemma == LEARNED else EXTRACTOR,
        mode=mode,
        status=candidate.status,
        date=candidate.date,
        place=place,
        initiator=candidate.initiator,
        duration_minutes=candidate.duration,
        participants=participants,
        topics=topics,
        spans=spans,
        summit=summit,
        note=note_of(annotated, candidate),
        weekday=time.weekday if time else None,
        told=time.quote if time and not time.anchored else None,
    )
