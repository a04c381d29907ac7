"""Candidates: what one trigger says of a contact, before the mentions of a document are put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from communique.actors.authority import authority
from communique.actors.cast import Mention, resolver
from communique.actors.lexicon import LEADING
from communique.actors.resolver import Actor, Days
from communique.annotate.annotated import Annotated
from communique.annotate.times import TimeMention, resolve
from communique.extract import details
from communique.extract.roles import Parties, subjects
from communique.extract.status import status_of
from communique.extract.triggers import Trigger, triggers
from communique.records import Mode, Participant, Period, Span, Status

IN_PERSON = frozenset({Mode.MEETING, Mode.SUMMIT, Mode.VISIT, Mode.TALKS})
REMOTE = frozenset({Mode.CALL, Mode.VIDEO})
#: Gatherings without an office of their own: their leaders take part, but for no side of that name.
GROUPINGS = frozenset({"G7", "G8", "G20", "APEC", "QUAD", "BRICS"})
_PLURAL = frozenset({"they", "their", "them"})
_PAIR_SIZE = 2
_OTHERNESS = frozenset("last previous previously another second third fourth fifth earlier again next".split())
_VAGUE = frozenset({"season"})
#: Verbs by which one leader addresses another: with a contact word near by they name its parties.
ADDRESS = frozenset(
    """
    tell urge warn ask press assure inform thank congratulate remind promise offer describe call assure demand say
    brief caution implore beg encourage challenge propose suggest
    """.split()
)


@dataclass(slots=True)
class Candidate:
    """What one trigger says; ``anaphoric`` when it points back to a contact already told ("the call").

    another: words such as "last" or "a second time" tell that it is not the contact told before.
    """

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
    another: bool = False
    sentences: list[Sentence] = field(default_factory=list)
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
        actors, points_back = self._actors(mentions, trigger)
        if trigger.mode is Mode.VISIT:
            actors = {i: a for i, a in actors.items() if a.kind in {"person", "office", "group"}}
        actors = self._with_host(trigger, actors)
        definite = points_back or (trigger.kind == "noun" and _is_definite(trigger.token))
        if trigger.kind == "noun" and _side_count(actors) < _PAIR_SIZE:
            self._complete(trigger, actors)
        place = details.place(self.annotated, trigger)
        since = self._not_since(trigger)
        time = since or self._time(trigger, others)
        status = Status.HELD if since else status_of(trigger, dated=time is not None or place is not None)
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
            since is not None or _is_another(trigger),
            sentences=[trigger.sentence],
            names=self._stand_ins(mentions),
        )
        return candidate if self._is_contact(candidate, mentions) else None

    def _with_host(self, trigger: Trigger, actors: dict[str, Actor]) -> dict[str, Actor]:
        """Add the leader whose office wrote a readout to "telephone conversation with President X" at its head."""
        home, published = self.annotated.home, self.annotated.published
        alone = trigger.kind == "noun" and len(actors) == 1 and not self.last
        if not alone or home is None or any(c.dep_ == "poss" for c in trigger.token.children):
            return actors
        guest = next(iter(actors.values()))
        if guest.country == home or guest.role not in {"head-of-state", "head-of-government"}:
            return actors
        days = Days(published.start, published.end) if published else self.annotated.cast.days
        term = resolver().holder(home, ("leader",), days)
        if term is None:
            return actors
        host = resolver().incumbent(term)
        return {host.id: host, **actors}

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

    def _actors(self, mentions: Iterable[Mention], trigger: Trigger) -> tuple[dict[str, Actor], bool]:
        """Return the actors of the mentions by id, and whether a plural pronoun pointed back."""
        actors: dict[str, Actor] = {}
        points_back = False
        for mention in mentions:
            if mention.kind == "pair" or (mention.kind == "pronoun" and mention.phrase.text.lower() in _PLURAL):
                points_back = True
                for actor in self._pair(mention.phrase.group, mention.start):
                    actors.setdefault(actor.id, actor)
            elif not self._is_place(mention, trigger) and not self._is_modifier(mention, trigger):
                for actor in mention.actors:
                    actors.setdefault(actor.id, actor)
        return _without_stand_ins(actors), points_back

    def _is_modifier(self, mention: Mention, trigger: Trigger) -> bool:
        """Tell whether an adjective of a side ("Iranian") describes something else than the contact word itself."""
        if mention.kind != "side" or not mention.phrase.sides or mention.phrase.sides[0].kind != "adjective":
            return False
        words = self.annotated.tokens(mention.start, mention.end)
        return not any(trigger.token in (w.head, w.head.head) for w in words)

    def _is_place(self, mention: Mention, trigger: Trigger) -> bool:
        """Tell whether a capital is named as a place ("in Moscow"), not for its government."""
        if mention.kind != "side" or not mention.phrase.sides:
            return False
        if mention.phrase.sides[0].kind not in {"capital", "city", "alias", "seat"}:
            return False
        if trigger.mode is Mode.SUMMIT and mention.phrase.sides[0].kind in {"capital", "city"}:
            return True
        before = self.annotated.text[max(0, mention.start - 9) : mention.start].lower().split()
        before = [w for w in before if w not in {"the", "a"}]
        return bool(before) and before[-1] in {"in", "at", "near", "outside", "from", "around", "across"}

    def _pair(self, group: str | None, position: int) -> list[Actor]:
        """Return whom "they" or "the two presidents" means: the parties of the last contact told that fit the word."""
        role = {"presidents": "head-of-state", "premiers": "head-of-government"}.get(group or "")
        for candidate in reversed(self.last):
            persons = [a for a in candidate.actors.values() if a.kind in {"person", "office"}]
            if role and any(a.role != role for a in persons):
                continue
            if len({a.country for a in persons}) >= _PAIR_SIZE:
                return persons
        for candidate in reversed(self.last):
            if len(candidate.sides) >= _PAIR_SIZE:
                return list(candidate.actors.values())
        return self._last_two(role, position)

    def _last_two(self, role: str | None, position: int) -> list[Actor]:
        """Return the last leaders of two sides named before a place in the text."""
        found: dict[str, Actor] = {}
        for mention in reversed([m for m in self.annotated.cast.mentions if m.end <= position]):
            actor = mention.actor
            if actor is None or actor.role not in LEADING or (role and actor.role != role) or not actor.country:
                continue
            found.setdefault(actor.country, actor)
            if len(found) == _PAIR_SIZE:
                return list(found.values())
        return []

    def _complete(self, trigger: Trigger, actors: dict[str, Actor]) -> None:
        """Add the two who address each other in the sentence of a contact word that names fewer than two parties."""
        for token in trigger.sentence:
            if token.pos_ != "VERB" or token.lemma_ not in ADDRESS:
                continue
            first = self._persons(subjects(token))
            second = self._persons(_addressees(token))
            pair = {a.id: a for a in (*first, *second)}
            if _side_count(pair) >= _PAIR_SIZE and (not actors or set(actors) & set(pair) or _only_bodies(actors)):
                for bodies in [i for i, a in actors.items() if a.kind == "body"]:
                    del actors[bodies]
                actors.update(pair)
                return
        if _side_count(actors) == 1 and not _is_definite(trigger.token):
            self._add_subject(trigger, actors)

    def _add_subject(self, trigger: Trigger, actors: dict[str, Actor]) -> None:
        """Add the nearest person before the trigger who is a subject in its sentence ("X did so, in a call with Y")."""
        for token in reversed(list(trigger.sentence.doc[trigger.sentence.start : trigger.token.i])):
            if token.dep_ in {"nsubj", "nsubjpass"}:
                found = [a for a in self._persons([token]) if a.country and a.id not in actors]
                if found:
                    actors.update({a.id: a for a in found})
                    return

    def _persons(self, tokens: Iterable[Token]) -> list[Actor]:
        found = (self.annotated.mention_at(t) for t in tokens)
        return [
            m.actor for m in found if m is not None and m.actor is not None and m.actor.kind in {"person", "office"}
        ]

    def _time(self, trigger: Trigger, others: Sequence[Trigger]) -> TimeMention | None:
        """Return the time expression of a trigger: the one in its own phrase, else the nearest that is no other's."""
        sentence = trigger.sentence
        best: tuple[bool, int, TimeMention] | None = None
        rivals = [o.token for o in others if o.token.i != trigger.token.i]
        for time in self.annotated.times_in(*self.annotated.extent(sentence)):
            if time.kind == "duration-since" or time.kind in _VAGUE:
                continue
            words = self.annotated.tokens(time.start, time.end)
            attached = _is_attached(words, trigger.token)
            mine = _distance(trigger.token, time)
            if not attached and (
                trigger.lemma == "discuss"
                or any(_is_attached(words, r) or _distance(r, time) < mine for r in rivals)
                or _is_in_other_clause(words, trigger.token)
            ):
                continue
            rank = (not attached, mine, time)
            if best is None or rank[:2] < best[:2]:
                best = rank
        return best[2] if best else None

    def _not_since(self, trigger: Trigger) -> TimeMention | None:
        """Return the day of the last contact where a sentence says that there was none since."""
        if not any(c.dep_ == "neg" for c in trigger.token.children):
            return None
        for time in self.annotated.times_in(*self.annotated.extent(trigger.sentence)):
            if time.kind == "duration-since" and time.base is not None and time.start > trigger.token.idx:
                return time.base
        return None

    def _date(self, time: TimeMention | None, status: Status) -> Period | None:
        published = self.annotated.published
        if time is None:
            if self.last or published is None or status is not Status.HELD or self.annotated.home is None:
                return None
            return replace(published, basis="publication of the readout")
        direction = "future" if status in {Status.SCHEDULED, Status.PROPOSED} else "past"
        anchor = next((c.date for c in reversed(self.last) if c.date is not None), None)
        return resolve(time, self.annotated.reference, direction, anchor=anchor if time.anchored else None)

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


def _addressees(verb: Token) -> list[Token]:
    """Return the words for whom a verb of speech addresses ("told X", "described to X", "said to X")."""
    out = [c for c in verb.children if c.dep_ in {"dobj", "dative"}]
    for child in verb.children:
        if child.lower_ in {"to", "of", "with"} and child.dep_ in {"prep", "dative"}:
            out += [c for c in child.children if c.dep_ == "pobj"]
    return out


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


def _is_another(trigger: Trigger) -> bool:
    """Tell whether the words at a trigger set it apart ("they last met", "another call", "a second time")."""
    near = {c.lower_ for c in trigger.token.children} | {g.lower_ for c in trigger.token.children for g in c.children}
    dated = any(
        c.lower_ == "of" and any(g.ent_type_ == "DATE" for g in c.children)
        for c in trigger.token.children
        if trigger.kind == "noun"
    )
    return bool(near & _OTHERNESS) or dated


def _is_attached(words: Sequence[Token], trigger: Token) -> bool:
    """Tell whether a time phrase hangs on the trigger or on the verb that carries it, without a clause between."""
    if not words:
        return False
    inside = {w.i for w in words}
    node = next((w for w in words if w.head.i not in inside), words[0])
    carrier = trigger.head if trigger.pos_ in {"NOUN", "PROPN"} else trigger
    while carrier.pos_ == "ADP":
        carrier = carrier.head
    for _ in range(4):
        node = node.head
        if node.i == trigger.i or (node.i == carrier.i and carrier.pos_ in {"VERB", "AUX"}):
            return True
        if node.pos_ not in {"ADP", "SCONJ", "ADV", "NUM"} and node.ent_type_ not in {"DATE", "TIME", "GPE"}:
            return False
    return False


def _is_in_other_clause(words: Sequence[Token], trigger: Token) -> bool:
    """Tell whether a time phrase lies in a relative or subordinate clause that the trigger is not part of."""
    if not words:
        return False
    for ancestor in words[0].ancestors:
        if ancestor.i == trigger.i:
            return False
        if ancestor.dep_ in {"relcl", "acl", "advcl", "ccomp"}:
            return not ancestor.is_ancestor(trigger)
    return False


def _distance(token: Token, time: TimeMention) -> int:
    return min(abs(time.start - token.idx), abs(time.end - token.idx))
