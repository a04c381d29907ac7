"""Which named summit or round of talks a candidate is; the table gives days, place and members."""

from __future__ import annotations

from communique.actors.authority import Summit
from communique.annotate.annotated import Annotated
from communique.extract.contacts import timing
from communique.extract.contacts.candidate import Candidate, overlap
from communique.extract.contacts.gatherings import convened, days_of, gathering_of, grouping, process_of
from communique.extract.contacts.pairs import PAIR
from communique.extract.contacts.participants import persons, side_count
from communique.records import Mode, Status


def identify(annotated: Annotated, candidate: Candidate) -> None:
    """Take days and place of a named summit from the table where the text does not give them."""
    if candidate.mode is Mode.SUMMIT:
        summit = gathering_of(annotated, candidate.trigger, candidate.date, candidate.status)
        for days in timing.readings(annotated, candidate.time) if summit is None else ():
            summit = summit or gathering_of(annotated, candidate.trigger, days, candidate.status)
            candidate.date = days if summit is not None and candidate.date is not None else candidate.date
    elif candidate.mode in {Mode.TALKS, Mode.MEETING}:
        summit = _process(annotated, candidate)
    else:
        return
    if summit is None:
        return
    if side_count(candidate.actors) < PAIR:
        if candidate.mode is Mode.TALKS and summit.participants:
            candidate.actors = {i: a for i, a in candidate.actors.items() if a.country in {*summit.participants, None}}
        given = candidate.stated = candidate.sides
        candidate.actors.update({a.id: a for a in convened(summit) if a.country not in given})
    if not any(a.kind == "organisation" for a in candidate.actors.values()) and (
        candidate.mode is Mode.SUMMIT and not summit.participants
    ):
        series = grouping(summit)
        if series.country is None or series.country not in candidate.sides:  # "G8 leaders ended their summit"
            candidate.actors[series.id] = series
    candidate.summit = summit.name
    span = days_of(summit)
    # Who "will arrive on Wednesday for the talks" is told of: they last as long as the table says.
    lasting = candidate.mode is Mode.TALKS and span is not None and overlap(candidate.date, span)
    if candidate.date is None or lasting or (span is not None and not overlap(candidate.date, span)):
        candidate.date = span
    written = annotated.reference
    if candidate.status is Status.HELD and written and candidate.date and candidate.date.start > written.end:
        candidate.status = Status.SCHEDULED
    candidate.place = candidate.place or summit.city or None


def _process(annotated: Annotated, candidate: Candidate) -> Summit | None:
    """Return the round of talks that is meant; days counted from another event give way to the table's."""
    trigger, place, status = candidate.trigger, candidate.place, candidate.status
    if _is_of_persons(candidate):
        return None
    found = process_of(annotated, trigger, place, candidate.date, status)
    if found is None and candidate.time is not None and candidate.time.anchored:
        found = process_of(annotated, trigger, place, None, status)
        candidate.date = days_of(found) if found else candidate.date
    return found


def _is_of_persons(candidate: Candidate) -> bool:
    """Tell whether a word names two persons of different sides, whose talks are no round of a process."""
    return len({a.country for a in persons(candidate.actors)}) >= PAIR and candidate.trigger.kind == "noun"
