"""A candidate: what one trigger says of a contact."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.tokens import Span as Sentence

from communique.actors.actor import Actor
from communique.annotate.times import TimeMention
from communique.extract.contacts.pairs import PAIR
from communique.extract.contacts.participants import Actors, side_count
from communique.extract.contacts.triggers import Trigger
from communique.records import Mode, Participant, Period, Span, Status

IN_PERSON = frozenset({Mode.MEETING, Mode.SUMMIT, Mode.VISIT, Mode.TALKS})
REMOTE = frozenset({Mode.CALL, Mode.VIDEO})
#: Gatherings without an office of their own: their leaders take part, but for no side of that name.
GROUPINGS = frozenset({"G7", "G8", "G20", "APEC", "QUAD", "BRICS"})


@dataclass(slots=True)
class Candidate:
    """What one trigger says; ``anaphoric`` when it points back to a contact already told ("the call").

    stated: the sides that the text itself names, where the others are known from the table of gatherings.
    fallback: the parties where nothing told before is pointed back to.
    another: words such as "last" or "a second time" tell that it is not the contact told before.
    """

    trigger: Trigger
    mode: Mode | None
    status: Status
    actors: Actors
    spans: list[Span]
    time: TimeMention | None
    date: Period | None
    place: str | None
    initiator: str | None
    duration: int | None
    topics: list[str]
    anaphoric: bool
    another: bool = False
    sentences: list[Sentence] = field(default_factory=list)
    summit: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    stated: frozenset[str] | None = None
    fallback: Actors = field(default_factory=dict)

    @property
    def sides(self) -> frozenset[str]:
        """The sides of the parties found so far."""
        return frozenset(a.country for a in self.actors.values() if a.country)

    def with_actors(self, actors: Actors, *, another: bool) -> Candidate:
        """Return the same mention as one of a contact between these."""
        return replace(
            self, actors=actors, another=another, spans=list(self.spans), sentences=list(self.sentences), topics=[]
        )

    def participants(self) -> tuple[Participant, ...]:
        """Return the parties as the record has them; an office stands in where the document names no person."""
        return tuple(
            Participant(a.id, f"{a.name.removesuffix(' leaders')} leaders", None, None)
            if a.country in GROUPINGS or a.kind == "series"
            else Participant(a.id, self.names.get(a.id, a.name), a.office, None if _opposes(a) else a.country)
            for a in self.actors.values()
        )


def _opposes(actor: Actor) -> bool:
    """Tell whether the text alone knows somebody as an opponent of the state's government: a party of no side."""
    return actor.side is None and "pposition" in (actor.office or "") and actor.role != "opposition-leader"


def without_mere_journeys(candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates of a sentence less the visits whose counterpart it names ("flew there to meet X")."""
    others = [
        c for c in candidates if c.mode is not Mode.VISIT and side_count(c.actors) >= PAIR and c.mode in IN_PERSON
    ]
    return [c for c in candidates if not any(_leads_to(c, o) for o in others)]


def _leads_to(journey: Candidate, meeting: Candidate) -> bool:
    verb = journey.trigger.token
    if (
        journey.mode is not Mode.VISIT
        or journey.trigger.kind != "verb"
        or not set(journey.actors) & set(meeting.actors)
    ):
        return False
    return verb.is_ancestor(meeting.trigger.token) or meeting.place in {None, journey.place}


def modes_agree(a: Mode | None, b: Mode | None) -> bool:
    """Tell whether two mode words can mean one contact."""
    if a is None or b is None or a == b or Mode.TALKS in (a, b):
        return True
    return {a, b} <= IN_PERSON or {a, b} <= REMOTE


def overlap(a: Period | None, b: Period | None) -> bool:
    """Tell whether two intervals share a day; an unknown one may."""
    return a is None or b is None or (a.start <= b.end and b.start <= a.end)
