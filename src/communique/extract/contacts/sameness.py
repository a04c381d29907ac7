"""Whether two candidates of one document are one contact: their kinds, days, parties and words."""

from __future__ import annotations

import re
from datetime import date

from communique.actors.actor import PERSONAL
from communique.actors.lexicon import LEADING
from communique.actors.resolver import Actor
from communique.annotate.times import TimeMention
from communique.extract.contacts.candidate import IN_PERSON, REMOTE, Candidate, modes_agree, overlap
from communique.extract.contacts.cities import state_of
from communique.extract.contacts.collectives import are_to_begin
from communique.extract.contacts.distribution import PARTED
from communique.extract.contacts.pairs import PAIR
from communique.extract.contacts.participants import side_count
from communique.extract.contacts.proposals import LEARNED
from communique.extract.contacts.story_initiators import REPLIES
from communique.records import AHEAD, Mode, Period, Status

_ONE_OF = re.compile(r"(?:leader|president|(?:prime |foreign |defen[cs]e )?minister|foreign secretary|head of \w+|"
                     r"national security advis[eo]r) of ")  # fmt: skip
_PROCESS = frozenset({"talk", "negotiation", "round", "consultation", "dialogue"})
#: Words for a sitting that may be one by video link.
_SITTINGS = frozenset({"meeting", "session", "summit", "encounter", "bilateral"})
_GATHERINGS = frozenset({Mode.SUMMIT, Mode.TALKS})
_OF_MORE = re.compile(
    r"\b(?:trilateral|tripartite|quadrilateral|multilateral|(?:three|four|five|six)-way)\b", re.IGNORECASE
)
_HEAD = 40
"""In words: so near behind its heading a text's lead begins."""
#: Verbs of speech that stand for a call unless the text tells of a meeting.
_CONVERSING = frozenset({"speak", "converse", "chat"})
_FROM_AFAR = re.compile(r"\b(?:tele)?phon\w*|\bcall(?:s|ed)?\b|\bon the line\b|\bvideo\b", re.IGNORECASE)
_NAMES_OF_ONE = (frozenset({"conference", "congress"}), frozenset({"talk", "round", "negotiation"}))


def is_same(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether two candidates of one document are one contact."""
    if _is_of_one_word(earlier, later):
        return False
    if not modes_agree(earlier.mode, later.mode) and not _is_virtual(earlier, later) and not _goes_on(earlier, later):
        return False
    if earlier.mode is Mode.LETTER is later.mode and len({earlier.initiator, later.initiator} - {None}) > 1:
        return False
    if later.trigger.lemma in REPLIES and earlier.trigger.lemma not in REPLIES and earlier.mode is Mode.LETTER:
        return False
    if earlier.summit and later.summit:
        return earlier.summit == later.summit
    if _is_joined(earlier, later):
        return True
    if not _kinds_agree(earlier, later) or not _days_agree(earlier, later):
        return False
    if later.trigger.token.dep_ == "appos" and later.sentences[0].start == earlier.sentences[-1].start:
        return later.sides <= earlier.sides
    if _set_apart(earlier, later) or _is_told_beside(earlier, later) or _is_called_otherwise(earlier, later):
        return False
    if later.place and earlier.place == later.place and {earlier.mode, later.mode} <= _GATHERINGS:
        alike = _is_called_alike(earlier, later) or _is_of_one_sentence(earlier, later)
        there = len(later.sides) > PAIR and earlier.sides == later.sides and _persons_agree(earlier, later)
        again = later.anaphoric and _is_of_the_pair(earlier, later)
        return alike or there or not later.actors or again
    return _parties_agree(earlier, later)


def _is_of_one_word(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether one word tells of each of several persons ("separate sessions with X, Y and Z")."""
    met = {i for i, a in later.actors.items() if a.kind in PERSONAL} - set(earlier.actors)
    one = earlier.trigger.token == later.trigger.token
    return one and bool(met) and PARTED.search(later.trigger.sentence.text) is not None


def _is_joined(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether a meeting is the one that others are joined for ("joined X and Y for the ministers' meeting")."""
    if earlier.trigger.lemma != "join" or not earlier.trigger.token.is_ancestor(later.trigger.token):
        return False
    named = {i for i, a in later.actors.items() if a.kind in PERSONAL}
    return named <= set(earlier.actors) and later.mode in _GATHERINGS | {Mode.MEETING}


def _is_virtual(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether "the meeting" is one by video link that was told before."""
    return earlier.mode is Mode.VIDEO and later.anaphoric and later.trigger.lemma in _SITTINGS


def _goes_on(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether "the two also spoke about Iran" goes on about a meeting that was told before: no telephone in it."""
    return later.time is None and earlier.mode in IN_PERSON and earlier.mode is not Mode.VISIT and _is_open(later)


def _is_open(candidate: Candidate) -> bool:
    """Tell whether the word for a conversation leaves open whether it was by telephone."""
    trigger = candidate.trigger
    return trigger.kind == "verb" and trigger.lemma in _CONVERSING and not _FROM_AFAR.search(trigger.sentence.text)


def _lead_elsewhere(one: str | None, other: str | None) -> bool:
    """Tell whether two places of visits lie in different states."""
    states = {state_of(place) for place in (one, other) if place}
    return len(states) == PAIR and None not in states


def _is_meeting_so_called(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether the summit of two leaders is the meeting that the other candidate tells of."""
    off = (earlier.status is Status.CANCELLED) == (later.status is Status.CANCELLED)
    alike = off and (earlier.status in AHEAD) == (later.status in AHEAD)
    return alike and not later.another and _is_of_the_pair(earlier, later)


def _is_of_the_pair(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether the two of whom was told before are also those of the other candidate."""
    return is_of_two(earlier) and set(earlier.actors) == set(later.actors)


def _kinds_agree(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether visits meet visits, summits summits, and what lies ahead what lies ahead."""
    if (earlier.mode is Mode.VISIT) != (later.mode is Mode.VISIT):
        return False
    if later.mode is Mode.VISIT and _lead_elsewhere(earlier.place, later.place):
        return False
    bare = later.anaphoric and not later.actors
    again = later.anaphoric and _is_of_the_pair(earlier, later)
    if later.trigger.lemma == "summit" and earlier.mode is Mode.TALKS and not again:
        return False
    apart = (earlier.mode is Mode.SUMMIT) != (later.mode is Mode.SUMMIT) and later.mode is not None and not bare
    apart = apart and not _is_meeting_so_called(earlier, later)
    if apart and not (is_of_two(earlier) and _goes_on(earlier, later)):
        return False
    begun = earlier.mode in REMOTE or are_to_begin(later.trigger)
    if begun and later.trigger.lemma in _PROCESS and later.status in AHEAD and earlier.status is Status.HELD:
        return False  # "the negotiations" that are to begin after a call, or that two have agreed on
    if earlier.status is Status.PROPOSED and later.status is Status.HELD and later.date is not None:
        return False
    there = later.trigger.lemma == LEARNED and later.time is None and later.place == earlier.place is not None
    return later.anaphoric or there or (earlier.status in AHEAD) == (later.status in AHEAD)


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
    if earlier.date and later.date and later.date.is_day and overlap(earlier.date, later.date):
        return False
    if later.another and (later.time is not None or earlier.time is not None):
        return True
    return later.time is not None and earlier.time is None and later.time.kind in {"month", "year"}


def _is_told_beside(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether a verb joined to that of a contact tells of another time ("and held a video call in June")."""
    verb = later.trigger.token if later.trigger.kind == "verb" else later.trigger.token.head
    joined = verb.dep_ == "conj" and verb.head == earlier.trigger.token
    return joined and None not in (earlier.time, later.time) and earlier.time != later.time


def _parties_agree(earlier: Candidate, later: Candidate) -> bool:
    if later.stated is not None and later.anaphoric and later.stated <= earlier.sides and earlier.summit is None:
        return _is_called_alike(earlier, later)
    within = (
        later.sides <= earlier.sides
        and side_count(later.actors) <= max(len(later.sides), 1)
        and _persons_agree(earlier, later)
    )
    if later.anaphoric and (set(later.actors) <= set(earlier.actors) or within):
        return True
    if set(earlier.actors) == set(later.actors) or _is_headline_of(earlier, later):
        return True
    paired = earlier.mode not in {Mode.SUMMIT, Mode.VISIT} and earlier.sides == later.sides
    return paired and _persons_agree(earlier, later) and not _are_of_other_rank(earlier, later)


def _is_headline_of(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether the heading of a text names two of those of whose contact its lead tells."""
    heading = earlier.sentences[0]
    first = not heading.doc[: heading.start].text.strip() and heading.text.rstrip()[-1:] not in set('.!?:"”')
    near = 0 <= later.trigger.sentence.start - heading.end <= _HEAD
    more = set(earlier.actors) < set(later.actors) and side_count(earlier.actors) >= PAIR
    return first and near and more and earlier.mode is later.mode and not later.another


def _are_of_other_rank(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether officials of two sides were told of, and now their leaders by name."""
    staff = all(a.kind == "group" and a.role not in {"government", "leaders"} for a in earlier.actors.values())
    return staff and bool(earlier.actors) and all(a.role in LEADING for a in later.actors.values())


def _is_called_alike(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether two words are names of the same thing ("the conference", "the Sochi congress")."""
    both = {earlier.trigger.lemma, later.trigger.lemma}
    return len(both) == 1 or any(both <= names for names in _NAMES_OF_ONE)


def _is_of_one_sentence(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether a noun and the verb by which it takes place tell of the same sides ("the dialogue convened")."""
    return earlier.sentences[-1].start == later.sentences[0].start and earlier.sides == later.sides


def _is_called_otherwise(earlier: Candidate, later: Candidate) -> bool:
    """Tell whether talks are told beside a conference, unless they are held in the same place."""
    names = [next((n for n in _NAMES_OF_ONE if c.trigger.lemma in n), None) for c in (earlier, later)]
    apart = None not in names and names[0] != names[1]
    return apart and bool(later.actors) and later.place != earlier.place


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


def is_of_two(candidate: Candidate) -> bool:
    """Tell whether what is called a summit is one of two leaders, which the codebook has for a meeting."""
    actors = list(candidate.actors.values())
    plain = all(a.kind in {"person", "office", "state"} or is_titled(a) for a in actors)
    word = candidate.trigger.token
    if _OF_MORE.search(word.doc[max(word.sent.start, word.i - 4) : word.i].text):
        return False
    return plain and len({a.country for a in actors}) == PAIR == len(actors)


def is_titled(actor: Actor) -> bool:
    """Tell whether an actor is one person: named, or meant by the office ("the foreign ministers of X and Y")."""
    return actor.kind in {"person", "office"} or (actor.kind == "group" and bool(_ONE_OF.match(actor.name)))
