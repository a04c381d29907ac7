"""Candidates: what one trigger says of a contact, before the mentions of a document are put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from communique.actors.authority import authority
from communique.actors.cast import Mention
from communique.actors.resolver import Actor
from communique.annotate.annotated import Annotated
from communique.annotate.times import TimeMention, resolve
from communique.extract import details
from communique.extract.roles import Parties, subjects
from communique.extract.status import status_of
from communique.extract.triggers import Trigger, triggers
from communique.records import Mode, Participant, Period, Span, Status

IN_PERSON = frozenset({Mode.MEETING, Mode.SUMMIT, Mode.VISIT, Mode.TALKS})
REMOTE = frozenset({Mode.CALL, Mode.VIDEO})
_PLURAL = frozenset({"they", "their", "them"})
_PAIR_SIZE = 2
#: Verbs by which one leader addresses another: with a contact word near by they name its parties.
ADDRESS = frozenset(
    """
    tell urge warn ask press assure inform thank congratulate remind promise offer describe call assure demand say
    brief caution implore beg encourage challenge propose suggest
    """.split()
)


@dataclass(slots=True)
class Candidate:
    """What one trigger says; ``anaphoric`` when it points back to a contact already told ("the call")."""

    trigger: Trigger
    mode: Mode | None
    status: Status
    actors: dict[str, Actor]
    spans: list[Span]
    time: TimeMention | None
    date: Period | None
    place: str | None
    initiator: str | None
    duration: int | None
    topics: list[str]
    anaphoric: bool
    summit: str | None = None
    names: dict[str, str] = field(default_factory=dict)

    @property
    def sides(self) -> frozenset[str]:
        """The sides of the parties found so far."""
        return frozenset(a.country for a in self.actors.values() if a.country)

    def participants(self) -> tuple[Participant, ...]:
        """Return the parties as the record has them; an office stands in where the document names no person."""
        return tuple(Participant(a.id, self.names.get(a.id, a.name), a.office, a.country) for a in self.actors.values())


def modes_agree(a: Mode | None, b: Mode | None) -> bool:
    """Tell whether two mode words can mean one contact."""
    if a is None or b is None or a == b or Mode.TALKS in (a, b):
        return True
    return {a, b} <= IN_PERSON or {a, b} <= REMOTE


class CandidateReader:
    """Reads the candidates of one document, sentence by sentence."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.parties = Parties(annotated)
        self.last: list[Candidate] = []

    def read(self) -> list[Candidate]:
        """Return the candidates in the order of the text."""
        for sentence in self.annotated.sentences:
            found = list(triggers(sentence))
            for trigger in found:
                candidate = self._candidate(trigger, found)
                if candidate is not None:
                    self.last.append(candidate)
        return self.last

    def _candidate(self, trigger: Trigger, others: Sequence[Trigger]) -> Candidate | None:
        mentions = self.parties.of(trigger)
        actors, points_back = self._actors(mentions)
        definite = points_back or (trigger.kind == "noun" and _is_definite(trigger.token))
        if trigger.kind == "noun" and _side_count(actors) < _PAIR_SIZE:
            self._complete(trigger, actors)
        place = details.place(self.annotated, trigger)
        time = self._time(trigger, others)
        status = status_of(trigger, dated=time is not None or place is not None)
        codes = tuple(sorted({a.country for a in actors.values() if a.country}))
        start, end = self.annotated.extent(trigger.sentence)
        candidate = Candidate(
            trigger,
            trigger.mode,
            status,
            actors,
            [Span(start, end, self.annotated.text[start:end])],
            time,
            self._date(time, status),
            place,
            details.initiator(self.annotated, trigger, codes),
            details.duration(trigger.sentence.text) if trigger.mode not in {Mode.VISIT, Mode.LETTER} else None,
            list(details.topics(trigger.sentence, trigger.token)),
            definite,
            names=self._stand_ins(mentions),
        )
        return candidate if self._is_contact(candidate, mentions) else None

    def _is_contact(self, candidate: Candidate, mentions: Sequence[Mention]) -> bool:
        """Tell whether a candidate can stand, alone or as pointing back to another."""
        trigger = candidate.trigger
        if trigger.lemma == "discuss" and not _two_persons(candidate):
            return False
        if _side_count(candidate.actors) >= _PAIR_SIZE:
            return True
        if candidate.mode is Mode.VISIT:
            return bool(candidate.actors) and candidate.place is not None and self._is_abroad(candidate)
        if candidate.mode is Mode.SUMMIT:
            return any(a.kind == "organisation" for a in candidate.actors.values()) or candidate.anaphoric
        return candidate.anaphoric and trigger.kind == "noun"

    def _is_abroad(self, candidate: Candidate) -> bool:
        """Tell whether the place of a visit lies outside the visitor's own state."""
        home = {a.country for a in candidate.actors.values()}
        if not all(a.kind in {"person", "office", "group"} and a.country for a in candidate.actors.values()):
            return False
        sentence = candidate.trigger.sentence
        for mention in self.annotated.mentions_in(sentence.start_char, sentence.end_char):
            name = mention.phrase.sides[0] if mention.kind == "side" and mention.phrase.sides else None
            if name and candidate.place and candidate.place in mention.phrase.text:
                return name.code not in home
        return True

    def _actors(self, mentions: Iterable[Mention]) -> tuple[dict[str, Actor], bool]:
        """Return the actors of the mentions by id, and whether a plural pronoun pointed back."""
        actors: dict[str, Actor] = {}
        points_back = False
        for mention in mentions:
            if mention.kind == "pair" or (mention.kind == "pronoun" and mention.phrase.text.lower() in _PLURAL):
                points_back = True
                for actor in self._pair():
                    actors.setdefault(actor.id, actor)
            elif not self._is_place(mention):
                for actor in mention.actors:
                    actors.setdefault(actor.id, actor)
        return _without_stand_ins(actors), points_back

    def _is_place(self, mention: Mention) -> bool:
        """Tell whether a capital is named as a place ("in Moscow"), not for its government."""
        if mention.kind != "side" or not mention.phrase.sides:
            return False
        if mention.phrase.sides[0].kind not in {"capital", "city", "alias", "seat"}:
            return False
        before = self.annotated.text[max(0, mention.start - 9) : mention.start].lower().split()
        before = [w for w in before if w not in {"the", "a"}]
        return bool(before) and before[-1] in {"in", "at", "near", "outside", "from", "around", "across"}

    def _pair(self) -> list[Actor]:
        """Return whom "they" or "the two leaders" means: the parties of the last contact told."""
        for candidate in reversed(self.last):
            persons = [a for a in candidate.actors.values() if a.kind in {"person", "office"}]
            if len({a.country for a in persons}) >= _PAIR_SIZE:
                return persons
        for candidate in reversed(self.last):
            if len(candidate.sides) >= _PAIR_SIZE:
                return list(candidate.actors.values())
        return []

    def _complete(self, trigger: Trigger, actors: dict[str, Actor]) -> None:
        """Add the two who address each other in the sentence of a contact word that names fewer than two parties."""
        for token in trigger.sentence:
            if token.pos_ != "VERB" or token.lemma_ not in ADDRESS:
                continue
            first = self._persons(subjects(token))
            second = self._persons([c for c in token.children if c.dep_ in {"dobj", "dative"}])
            pair = {a.id: a for a in (*first, *second)}
            if _side_count(pair) >= _PAIR_SIZE and (not actors or set(actors) & set(pair) or _only_bodies(actors)):
                for bodies in [i for i, a in actors.items() if a.kind == "body"]:
                    del actors[bodies]
                actors.update(pair)
                return

    def _persons(self, tokens: Iterable[Token]) -> list[Actor]:
        found = (self.annotated.mention_at(t) for t in tokens)
        return [
            m.actor for m in found if m is not None and m.actor is not None and m.actor.kind in {"person", "office"}
        ]

    def _time(self, trigger: Trigger, others: Sequence[Trigger]) -> TimeMention | None:
        """Return the time expression that belongs to a trigger: the nearest that no other trigger is nearer to."""
        sentence = trigger.sentence
        best: tuple[int, TimeMention] | None = None
        for time in self.annotated.times_in(sentence.start_char, sentence.end_char):
            if time.kind == "duration-since":
                continue
            mine = _distance(trigger.token, time)
            if any(
                _distance(o.token, time) < mine
                for o in others
                if o.token.i != trigger.token.i and o.mode != trigger.mode
            ):
                continue
            if best is None or mine < best[0]:
                best = (mine, time)
        return best[1] if best else None

    def _date(self, time: TimeMention | None, status: Status) -> Period | None:
        if time is None:
            return None
        direction = "future" if status in {Status.SCHEDULED, Status.PROPOSED} else "past"
        anchor = next((c.date for c in reversed(self.last) if c.date is not None), None)
        return resolve(time, self.annotated.published, direction, anchor=anchor if time.anchored else None)

    def _stand_ins(self, mentions: Iterable[Mention]) -> dict[str, str]:
        """Return the names of offices for holders whom the document does not name."""
        out: dict[str, str] = {}
        for mention in mentions:
            actor = mention.actor
            if actor is not None and actor.kind == "office" and mention.phrase.sides and mention.phrase.title:
                state = mention.phrase.sides[0].code
                title = mention.phrase.title
                out[actor.id] = f"{title[:1].upper()}{title[1:]} of {_state_name(state)}"
        return out


def _state_name(code: str) -> str:
    state = authority().states.get(code)
    return state.name if state else code


def _without_stand_ins(actors: dict[str, Actor]) -> dict[str, Actor]:
    """Drop states and bodies for which a person or group takes part ("Russian President Putin" is not also Russia)."""
    served = {a.country for a in actors.values() if a.kind in {"person", "office", "group"}}
    return {
        i: a
        for i, a in actors.items()
        if a.kind in {"person", "office", "group"} or a.country not in served
    }  # fmt: skip


def _only_bodies(actors: dict[str, Actor]) -> bool:
    return all(a.kind == "body" for a in actors.values())


def _side_count(actors: dict[str, Actor]) -> int:
    return len({a.country for a in actors.values() if a.country})


def _two_persons(candidate: Candidate) -> bool:
    persons = [a for a in candidate.actors.values() if a.kind in {"person", "office"}]
    return len({a.country for a in persons}) >= _PAIR_SIZE


def _is_definite(noun: Token) -> bool:
    return (
        any(
            c.lower_ in {"the", "this", "that", "their", "his", "her", "its", "these"}
            for c in noun.children
            if c.dep_ in {"det", "poss"}
        )
        or noun.i == noun.sent.start
    )


def _distance(token: Token, time: TimeMention) -> int:
    return min(abs(time.start - token.idx), abs(time.end - token.idx))
