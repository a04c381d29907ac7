"""Candidates: what one trigger says of a contact, before the mentions of a document are put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from spacy.tokens import Span as Sentence

from communique.actors.cast import Mention
from communique.annotate.annotated import Annotated
from communique.annotate.times import TimeMention
from communique.extract.contacts import cities, counting, details, initiators, places, timing
from communique.extract.contacts.abroad import speakers_abroad, speaking
from communique.extract.contacts.candidate import IN_PERSON, Candidate, without_mere_journeys
from communique.extract.contacts.collectives import are_to_begin, delegations, sides_meeting
from communique.extract.contacts.completion import ADDRESS, addressing, complete, subject_of
from communique.extract.contacts.copresence import encounters, host_of_room, together
from communique.extract.contacts.counted import counted
from communique.extract.contacts.deeds import is_of_act
from communique.extract.contacts.distribution import several
from communique.extract.contacts.durations import UNTIMED, share_lengths
from communique.extract.contacts.elliptic import repeated, with_another
from communique.extract.contacts.frames import frame_of, is_hour
from communique.extract.contacts.gapping import gapped
from communique.extract.contacts.identification import identify
from communique.extract.contacts.implied import members, pair_by_date, pair_of_clause
from communique.extract.contacts.invitations import INVITING, asked_for, guests
from communique.extract.contacts.missions import host_of_talks, sent
from communique.extract.contacts.onlookers import join_onlookers
from communique.extract.contacts.pairs import PAIR, fits
from communique.extract.contacts.participants import (
    Actors,
    actors_of,
    persons,
    side_count,
    stand_in_names,
    without_stand_ins,
)
from communique.extract.contacts.proposals import only_day, proposals, set_modes
from communique.extract.contacts.recollection import recalled_contacts
from communique.extract.contacts.roles import Parties
from communique.extract.contacts.roster import roster_of
from communique.extract.contacts.stand_ins import hosts, met_there
from communique.extract.contacts.standing import is_contact
from communique.extract.contacts.status import status_of
from communique.extract.contacts.syntax import has_day, is_aside, is_definite
from communique.extract.contacts.topics import topics
from communique.extract.contacts.triggers import BY_VIDEO, Trigger, triggers
from communique.extract.contacts.wanted import has_not_come_about
from communique.records import AHEAD, Mode, Period, Span, Status

#: Verbs that, between two leaders and with a day, tell of a contact even where no contact word stands.
_TOLD = frozenset({"tell", "assure", "inform", "brief", "ask", "congratulate"})
_LETTERS = re.compile(r"\b(?:letters?|messages?|telegrams?|cables?)\b", re.IGNORECASE)
_CALLS = re.compile(r"\b(?:calls?|phone\w*|telephone\w*|conversations?|meetings?|met|talks)\b", re.IGNORECASE)
_OTHER_ONE = re.compile(
    r"\b(?:the|their) (?:first|second|previous|last|other|earlier|next)(?: one)? "
    r"(?:was|came|took place|had been|had come)\b"
)
_SIGNATORIES = frozenset({"parties", "sides", "countries", "governments"})
#: Verbs of address of which the aim may be another contact ("thanked him for the call").
_OF_ANOTHER = frozenset({"thank", "congratulate", "call", "brief"})
_PERSONAL = frozenset({Mode.CALL, Mode.VIDEO, Mode.MEETING})
SEQUENCE = "told in one sequence with a contact of that day"


class CandidateReader:
    """Reads the candidates of one document, sentence by sentence."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.parties = Parties(annotated)
        self.told: list[Candidate] = []

    def read(self) -> list[Candidate]:
        """Return the candidates in the order of the text."""
        for sentence in self.annotated.sentences:
            if self._add_roster(sentence):
                continue
            found = list(triggers(sentence))
            first = len(self.told)
            for trigger in self._words(sentence, found):
                candidate = self.candidate(trigger, found)
                if candidate is not None:
                    further = self._gapped(candidate)
                    mentions = self._mentions(trigger)
                    parted = several(self.annotated, candidate, mentions, [c.actors for c in self.told])
                    others = [] if further else with_another(self.annotated, candidate)
                    again = [] if parted or further else repeated(self.annotated, candidate)
                    self.told += [*(parted or [candidate, *self._others(candidate)]), *further, *others, *again]
            self.told[first:] = without_mere_journeys(self.told[first:])
            self.told[first:] = join_onlookers(self.annotated, sentence, self.told[first:])
            self.told += recalled_contacts(self.annotated, self.told, sentence)
            set_modes(self.annotated, sentence, self.told[first:])
            for trigger, actors in proposals(self.annotated, sentence, self.told[first:]):
                if any(c.anaphoric and c.trigger.token == trigger.token for c in self.told[first:]):
                    continue  # "the two men sat together": whom the plural means is known
                proposed = self.candidate(trigger, found, actors)
                self.told += [self._of_the_same_two(proposed)] if proposed is not None else []
            share_lengths(self.annotated, self.told[first:])
        return self.told

    def _of_the_same_two(self, proposed: Candidate) -> Candidate:
        """Return what one tells another as part of the contact of these two that was told last, if it was of them.

        A day in such a sentence is that of what is told ("informed him that the withdrawal begins on Monday").
        """
        last = next((c for c in reversed(self.told) if side_count(c.actors) >= PAIR), None)
        same = last is not None and set(last.actors) == set(proposed.actors) and last.status is Status.HELD
        verb, time = proposed.trigger.token, proposed.time
        own = proposed.place is not None or (time is not None and time.start < verb.idx)
        if not same or own or verb.lemma_ not in ADDRESS - _OF_ANOTHER:
            return proposed
        return replace(proposed, mode=None, anaphoric=True, time=None, date=None)

    def _words(self, sentence: Sentence, found: Sequence[Trigger]) -> list[Trigger]:
        """Return the words of a sentence that may tell of a contact, in order: where it has no contact word, others."""
        if not found and (addressed := self._address(sentence)):
            return addressed
        beside = list(encounters(self.annotated, self.parties, sentence, found))
        if not found and not beside:
            return list(speakers_abroad(self.annotated, self.parties, sentence))
        return sorted([*found, *beside], key=lambda t: int(t.token.i))

    def _mentions(self, trigger: Trigger) -> Sequence[Mention]:
        if trigger.kind == "together":
            return together(self.annotated, self.parties, trigger.token)
        if trigger.kind == "abroad":
            return speaking(self.parties, trigger.token)
        if trigger.lemma in INVITING:
            return guests(self.parties, trigger)
        found = {m.start: m for m in self.parties.of(trigger)}
        if trigger.kind == "noun":
            found |= {m.start: m for m in asked_for(self.annotated, self.parties, trigger.token)}
        return [found[start] for start in sorted(found)]

    def _add_roster(self, sentence: Sentence) -> bool:
        """Add those whom a sentence lists as participants to the contact told last; tell whether it does."""
        last = next((c for c in reversed(self.told) if c.actors and not c.anaphoric), None)
        listed = roster_of(self.annotated, sentence, last) if last is not None else {}
        if last is None or not listed or last.mode in {Mode.VISIT, Mode.LETTER}:
            return False
        last.actors = without_stand_ins({
            **{i: a for i, a in last.actors.items() if a.country or a.kind != "group"},
            **{i: a for i, a in listed.items() if i not in last.actors},
        })  # fmt: skip
        start, end = self.annotated.extent(sentence)
        last.spans.append(Span(start, end, self.annotated.text[start:end]))
        last.sentences.append(sentence)
        return True

    def _gapped(self, candidate: Candidate) -> list[Candidate]:
        """Return the contacts of other parties that the clause goes on to, each with its own day."""
        out = []
        for more in gapped(self.annotated, candidate):
            candidate.date = timing.date_of(self.annotated, candidate.time, candidate.status, None)
            days = timing.date_of(self.annotated, more.time, candidate.status, candidate.date)
            for actors in more.parties:
                other = candidate.with_actors({**more.host, **actors}, another=False)
                out.append(replace(other, time=more.time, date=days, place=None, duration=None, initiator=None))
        return out

    def _others(self, candidate: Candidate) -> list[Candidate]:
        """Return the further contacts that a sentence dates.

        Those on listed days, the one before a "first since", and "the first was on Feb. 12" behind the second.
        """
        if candidate.mode is Mode.VISIT and candidate.place is not None:
            stops = places.further_stops(self.annotated, candidate.trigger, candidate.place)
            return [self._stop(candidate, stop) for stop in stops]
        if side_count(candidate.actors) < PAIR:
            return []
        times = []
        if candidate.trigger.kind == "verb":
            times = timing.listed_times(self.annotated, candidate.trigger, candidate.time) if candidate.time else []
            earlier = timing.first_since(self.annotated, candidate.trigger)
            if earlier is not None and candidate.status is Status.HELD and not candidate.another:
                times.append(earlier)
        if (other := self._other_one(candidate)) is not None:
            times.append(other)
        return [
            replace(
                candidate, time=time, date=timing.date_of(self.annotated, time, candidate.status, None), another=True,
                place=None, duration=None, initiator=None, topics=[], spans=list(candidate.spans),
                sentences=list(candidate.sentences),
            )
            for time in times
        ]  # fmt: skip

    def _stop(self, visit: Candidate, place: str) -> Candidate:
        """Return the visit to a further place of the same journey; who has invited to the first has not to that."""
        hosted = visit.initiator is not None and visit.initiator == cities.state_of(visit.place or "")
        stop = visit.with_actors(visit.actors, another=visit.another)
        return replace(stop, place=place, initiator=cities.state_of(place) if hosted else visit.initiator)

    def _other_one(self, candidate: Candidate) -> TimeMention | None:
        """Return the day of "the first was on Feb. 12", and take it from the contact that the sentence begins with."""
        start, end = self.annotated.extent(candidate.trigger.sentence)
        match = _OTHER_ONE.search(self.annotated.text[start:end])
        if match is None:
            return None
        behind = self.annotated.times_in(start + match.end(), end)
        if not behind or candidate.trigger.token.idx > start + match.start():
            return None
        if candidate.time == behind[0]:
            candidate.time = candidate.date = None
        return behind[0]

    def _address(self, sentence: Sentence) -> list[Trigger]:
        """Return a verb of address between two leaders as a trigger, in a sentence without a contact word."""
        for token in sentence:
            if token.pos_ == "VERB" and token.lemma_ in _TOLD and token.tag_ in {"VBD", "VBN"}:
                pair = {a.id: a for a in addressing(self.annotated, token)}
                if side_count(pair) >= PAIR:
                    mode = Mode.VIDEO if BY_VIDEO.search(sentence.text) else self._usual_mode
                    return [Trigger(token, "address", token.lemma_, mode, sentence)]
        return []

    @cached_property
    def _usual_mode(self) -> Mode | None:
        """How this document's leaders speak to each other: by letter where it has more letters than calls."""
        text = self.annotated.text
        letters, calls = len(_LETTERS.findall(text)), len(_CALLS.findall(text))
        return Mode.LETTER if letters > calls else None

    def candidate(self, trigger: Trigger, others: Sequence[Trigger], parties: Actors | None = None) -> Candidate | None:
        """Return what a trigger says of a contact, None when it says nothing of one; parties: whom it is between."""
        annotated = self.annotated
        mentions = self._mentions(trigger)
        if trigger.lemma == "sign" and any(m.phrase.group in _SIGNATORIES for m in mentions if m.kind == "pair"):
            return None  # "the agreement signed by the parties" is on something else
        actors, points_back = self._named(trigger, mentions) if parties is None else (parties, False)
        definite = points_back or (trigger.kind == "noun" and parties is None and is_definite(trigger.token))
        actors = hosts(annotated, trigger, self._completed(trigger, actors, definite=definite, points_back=points_back))
        since = timing.not_since(annotated, trigger)
        if since is None and has_not_come_about(trigger):
            return None
        place = places.place(annotated, trigger, others)
        if side_count(actors) < PAIR and trigger.mode in IN_PERSON:
            there = met_there(annotated, mentions, trigger, actors)
            actors = {**{i: a for i, a in actors.items() if a.country or not there}, **there}
        actors = actors or self._same_again(trigger, definite=definite)
        # What "they discussed" has its own days ("the visit on August 30"), which are not those of the discussion.
        told_of = points_back and trigger.lemma == "discuss"
        time = since or (None if told_of else self._time(trigger, others, bare=definite and not actors))
        if not definite and (time is None or is_hour(time)):
            time = frame_of(annotated, trigger) or time
        if time is None and parties is not None:
            time = only_day(annotated, trigger.sentence)
        told = [c.actors for c in self.told]
        actors = actors or {a.id: a for a in pair_by_date(annotated, trigger, time, told)}
        if are_to_begin(trigger):
            actors = {a.id: a for a in delegations([list(actors.values())], trigger.token)} or actors
            time = time if time and timing.is_attached(annotated, time, trigger) else None
        met = since or trigger.kind in {"together", "abroad"}
        status = Status.HELD if met else status_of(trigger, dated=time is not None or place is not None)
        if status is not Status.HELD and time is not None and is_of_act(annotated, time, trigger):
            time = timing.time_of(annotated, trigger, others, of_acts=False)
            status = status_of(trigger, dated=time is not None or place is not None)
        start, end = annotated.extent(trigger.sentence)
        candidate = Candidate(
            trigger=trigger,
            mode=trigger.mode,
            status=status,
            actors=actors,
            spans=[Span(start, end, annotated.text[start:end])],
            time=time,
            date=self._date(trigger, time, status, actors),
            place=place,
            initiator=initiators.initiator(
                annotated, trigger, sorted({a.country for a in actors.values() if a.country})
            ),
            duration=details.duration(annotated.text[start:end]) if trigger.mode not in UNTIMED else None,
            topics=list(topics(trigger.sentence, trigger.token)),
            anaphoric=definite,
            another=since is not None or timing.is_another(trigger),
            sentences=[trigger.sentence],
            names=stand_in_names(annotated, mentions),
        )
        if candidate.place is None and status is Status.HELD and trigger.mode in IN_PERSON:
            candidate.place = self._implied_place(candidate)
        if definite and trigger.kind == "noun" and side_count(actors) < PAIR:
            candidate.fallback = self._fallback(candidate)
        identify(annotated, candidate)
        return candidate if is_contact(annotated, candidate) else None

    def _named(self, trigger: Trigger, mentions: Sequence[Mention]) -> tuple[Actors, bool]:
        """Return whom the words at a trigger name, and whether a plural of them points back."""
        if trigger.kind == "address":
            return {a.id: a for a in addressing(self.annotated, trigger.token)}, False
        held = [c.actors for c in self.told if c.status is not Status.PROPOSED]
        groups = [m.phrase.group for m in mentions if m.kind == "pair"]
        last = self.told[-1].actors if self.told else {}
        if held and None in groups and self._is_next(trigger) and all(fits(last, g) for g in groups):
            held = [last]  # "The two" are those of the sentence before
        return actors_of(self.annotated, mentions, trigger, held or [c.actors for c in self.told])

    def _completed(self, trigger: Trigger, actors: Actors, *, definite: bool, points_back: bool) -> Actors:
        """Return the parties with those whom the text implies at a word that names fewer than two sides."""
        if trigger.kind == "address":
            return actors
        host = host_of_room(self.annotated, trigger.token) if trigger.kind == "together" else None
        if host is not None and host.country not in {a.country for a in actors.values()}:
            return {**actors, host.id: host}
        if trigger.lemma == "send":
            return sent(self.annotated, trigger)
        told = [c.actors for c in self.told]
        if trigger.kind == "noun" and (side_count(actors) < PAIR or trigger.mode is Mode.TALKS):
            complete(self.annotated, trigger, actors, told, definite=definite)
        capital = host_of_talks(self.annotated, trigger, actors)
        actors = {**actors, capital.id: capital} if capital is not None else actors
        named = side_count(actors) >= PAIR
        if not named or points_back:
            meeting = sides_meeting(self.annotated, trigger, [list(t.values()) for t in told], unnamed=named)
            actors = {a.id: a for a in meeting} or actors
        if side_count(actors) < PAIR:
            actors = {a.id: a for a in members(trigger)} or actors
        actors = actors or pair_of_clause(trigger, [(c.trigger.token, c.actors) for c in self.told])
        return actors or {a.id: a for a in pair_by_date(self.annotated, trigger, None, told)}

    def _time(self, trigger: Trigger, others: Sequence[Trigger], *, bare: bool) -> TimeMention | None:
        """Return the time expression of a trigger; bare: the word points back and names nobody."""
        time = timing.time_of(self.annotated, trigger, others)
        if time and bare and not timing.is_attached(self.annotated, time, trigger):
            time = None  # "they said on Sunday that they would not attend the talks"
        if time is None and trigger.kind == "noun":
            time = timing.time_of_saying(self.annotated, trigger)
        if time is None and trigger.mode is not Mode.SUMMIT:
            time = timing.time_of_occasion(self.annotated, trigger, others)
        return time

    def _is_next(self, trigger: Trigger) -> bool:
        """Tell whether the contact told last, of two persons, stands in the sentence before."""
        last = self.told[-1]
        between = self.annotated.doc[last.sentences[-1].end : trigger.sentence.start]
        if is_aside(last.trigger.token):
            return False  # "X had stopped to see Y. The leaders are to meet again tomorrow": those of the story
        return not between.text.strip() and len(persons(last.actors)) == PAIR == side_count(last.actors)

    def _implied_place(self, candidate: Candidate) -> str | None:
        """Return the place of the contact told before when this goes on with its day, or that of the dateline."""
        if not self.told:
            return places.filed_from(self.annotated, candidate.sides) if side_count(candidate.actors) >= PAIR else None
        last = self.told[-1]
        follows = last.mode in IN_PERSON and last.place is not None and timing.is_in_sequence(candidate.trigger)
        return last.place if follows else None

    def _fallback(self, candidate: Candidate) -> Actors:
        """Return the parties of a contact word that points back where nothing was told before."""
        trigger, actors = candidate.trigger, candidate.actors
        if actors:
            return subject_of(self.annotated, trigger, actors)
        if trigger.lemma not in {"negotiation", "talk", "round"}:
            return {}
        if candidate.status not in {Status.SCHEDULED, Status.PROPOSED} and candidate.time is None:
            return {}
        return {a.id: a for a in delegations([list(c.actors.values()) for c in self.told], trigger.token)}

    def _same_again(self, trigger: Trigger, *, definite: bool) -> Actors:
        """Return the parties of the contact told last for a further one of a day ("a call on Friday", "the four")."""
        meant = counted(self.annotated, trigger, [c.actors for c in self.told])
        if meant:
            return meant
        again = trigger.kind == "noun" and not definite and trigger.mode in _PERSONAL and has_day(trigger.token)
        for earlier in reversed(self.told):
            if again and side_count(earlier.actors) >= PAIR:
                return {a.id: a for a in persons(earlier.actors)} or dict(earlier.actors)
        return {}

    def _date(self, trigger: Trigger, time: TimeMention | None, status: Status, actors: Actors) -> Period | None:
        # One told with a day that stays open is none to count from, nor is the one before it.
        dated = [c for c in self.told if c.date is not None or c.time is not None]
        last = dated[-1] if dated else None
        if time is None and side_count(actors) >= PAIR:  # these two go on after a word on a call of others
            last = next((c for c in reversed(dated) if set(c.actors) == set(actors)), last)
        anchor = last.date if last is not None else None
        if time is None:
            near = [c.date for c in self.told if c.trigger.sentence.start == trigger.sentence.start and c.date]
            counted = counting.event_day(self.annotated, trigger, near[-1] if near else None)
            if (day := counted or counting.counted_day(self.annotated, trigger, self.told)) is not None:
                return day
            if not self.told:
                return timing.date_of_readout(self.annotated, trigger, status)
            plural = trigger.lemma in {"round", "diplomacy"} or trigger.token.tag_ == "NNS"
            told = status is Status.HELD and trigger.mode not in UNTIMED and not plural
            told = told and last is not None and last.summit is None
            same_day = told and timing.is_in_sequence(trigger)
            return replace(anchor, basis=SEQUENCE) if same_day and anchor is not None and anchor.is_day else None
        found = timing.date_of(self.annotated, time, status, anchor)
        if found is not None and trigger.mode is Mode.SUMMIT and timing.is_vague(found):
            return None  # "the 2005 summit": the table of gatherings knows its days
        own = self.annotated.published
        passed = found and own and found.end < own.start and status in AHEAD and found.basis.startswith("stated")
        return None if passed and not timing.is_attached(self.annotated, time, trigger) else found
