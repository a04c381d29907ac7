"""When: which time expression belongs to a trigger, and what day it gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.annotate.times import TimeMention, resolve
from communique.extract.contacts.completion import ADDRESS
from communique.extract.contacts.counting import is_not_of, is_of_event_behind
from communique.extract.contacts.deeds import is_of_act, is_of_another_deed, is_of_saying, is_since, is_told_by
from communique.extract.contacts.plans import moved_to, planned_ahead
from communique.extract.contacts.triggers import Trigger
from communique.records import AHEAD, Mode, Period, Status

#: Days that the date of a gathering's reading spans at most (a month), that of a contact (a year), and the event from
#: which days are counted.
_LONGEST, _LONGEST_TOLD, _LONGEST_ANCHOR = 31, 366, 4
#: The same of an event from which months and years are counted.
_ANCHORS = {"month": 31, "year": 366}
_NEAR_SENTENCES = 3
_SOON = 30
#: Verbs behind a contact word that say when it takes place.
_TAKING_PLACE = frozenset(
    """
    start begin resume restart recommence reopen reconvene open close convene hold schedule plan set slate take occur
    happen follow conclude finish expect bring gather aim
    """.split()
)
#: Verbs that in the present tense, with a weekday, tell of what is to come.
_TO_COME = frozenset(
    """
    arrive convene depart dine fly go head host land leave meet receive return sit start travel visit welcome
    """.split()
)
_OCCASIONS = frozenset({"margin", "sideline", "fringe", "connection", "occasion", "part", "opening", "close", "end"})
_PAST_FORMS = frozenset({"VBD", "VBN"})
_DAYLIKE = frozenset({"day", "weekday", "range"})
_TO_HAVE = re.compile(r"\b(?:was|were) to have \w+[^.;]*$")
_CLAUSE = 80
_FIRST_SINCE = re.compile(
    r"\bfirst (?:time|call|conversation|exchange|meeting|talks|contact)\b[^.;]{0,60}\bsince\b", re.IGNORECASE
)
_SEQUENCE = frozenset({"also", "afterwards", "afterward", "then", "separately", "next", "thereafter"})
_OTHERNESS = frozenset("last previous previously another second third fourth fifth earlier again next".split())


def time_of(
    annotated: Annotated, trigger: Trigger, others: Sequence[Trigger], *, of_acts: bool = True
) -> TimeMention | None:
    """Return the time expression of a trigger: the one in its own phrase, else the nearest that is no other's.

    of_acts: whether that of an act may be taken by which a contact is only announced, sought or called off.
    """
    best: tuple[bool, bool, int, TimeMention] | None = None
    contacts = [o.token for o in others if o.token.i != trigger.token.i]
    for time in annotated.times_in(*annotated.extent(trigger.sentence)):
        if time.kind == "duration-since" or _is_length(annotated, time):
            continue
        words = annotated.tokens(time.start, time.end)
        if (
            is_not_of(annotated, time, trigger.token)
            or (not of_acts and is_of_act(annotated, time, trigger))
            or is_of_saying(words, trigger.token)
            or is_since(words, trigger.token)
            or (time.end < trigger.token.idx and is_of_another_deed(words, trigger))
        ):
            continue
        rivals = [c for c in contacts if not is_not_of(annotated, time, c)]
        attached = _is_attached(words, trigger.token)
        mine = _distance(trigger.token, time)
        if not attached and (
            trigger.lemma == "discuss"
            or any(_is_attached(words, r) or _is_nearer(r, time, mine) for r in rivals)
            or _is_in_other_clause(words, trigger.token)
        ):
            continue
        # "On Friday, the day before the funeral": the day itself tells more than its distance from an event.
        if best is None or (not attached, time.anchored, mine) < best[:3]:
            best = (not attached, time.anchored, mine, time)
    return best[3] if best else _shared_time(annotated, trigger)


def _is_nearer(rival: Token, time: TimeMention, mine: int) -> bool:
    """Tell whether a time stands nearer to another contact word, and not before the whole clause of that."""
    if rival.pos_ == "VERB" and time.end <= rival.doc[rival.left_edge.i].idx:
        return False
    return _distance(rival, time) < mine


def _shared_time(annotated: Annotated, trigger: Trigger) -> TimeMention | None:
    """Return the time of the deed that leads to a contact: "arrived on Thursday, saw X", "left, where X met him"."""
    verb = trigger.token if trigger.token.pos_ == "VERB" else trigger.token.head
    if verb.pos_ != "VERB" or verb.tag_ not in _PAST_FORMS:
        return None
    before = verb.head
    if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
        before = next((a for a in verb.ancestors if a.pos_ == "VERB"), verb)
    elif verb.dep_ != "conj":
        return None
    if before.i >= verb.i or before.pos_ != "VERB" or before.tag_ not in _PAST_FORMS:
        return None
    for time in annotated.times_in(annotated.extent(trigger.sentence)[0], verb.idx):
        counted = time.kind == "duration-since" or time.anchored
        if not counted and _is_attached(annotated.tokens(time.start, time.end), before):
            return time
    return None


def _is_length(annotated: Annotated, time: TimeMention) -> bool:
    """Tell whether a count of hours is how long it took ("for 85 minutes"), or how soon it was ("within hours")."""
    if time.unit in {"hour", "minute"} and time.modifier == "within":
        return True
    before = annotated.text[max(0, time.start - len("for about ")) : time.start]
    return time.unit in {"hour", "minute"} and "for" in before.split()


def time_of_saying(annotated: Annotated, trigger: Trigger) -> TimeMention | None:
    """Return the day on which one leader told another something, for the call in which it was said."""
    if trigger.token.dep_ != "pobj" or trigger.token.head.lower_ not in {"in", "during", "after", "following"}:
        return None
    saying = [t for t in trigger.sentence if t.pos_ == "VERB" and t.lemma_ in ADDRESS]
    for time in annotated.times_in(*annotated.extent(trigger.sentence)):
        words = annotated.tokens(time.start, time.end)
        if time.kind != "duration-since" and any(_is_attached(words, verb) for verb in saying):
            return time
    return None


def not_since(annotated: Annotated, trigger: Trigger) -> TimeMention | None:
    """Return the day of the last contact where a sentence says that there was none since."""
    return _since(annotated, trigger) if any(c.dep_ == "neg" for c in trigger.token.children) else None


def first_since(annotated: Annotated, trigger: Trigger) -> TimeMention | None:
    """Return the day of an earlier contact where a sentence tells of the first one since."""
    start, end = annotated.extent(trigger.sentence)
    return _since(annotated, trigger) if _FIRST_SINCE.search(annotated.text[start:end]) else None


def _since(annotated: Annotated, trigger: Trigger) -> TimeMention | None:
    for time in annotated.times_in(*annotated.extent(trigger.sentence)):
        if time.kind == "duration-since" and time.base is not None and time.start > trigger.token.idx:
            return time.base if time.base.kind in {"day", "month"} else None
    return None


def listed_times(annotated: Annotated, trigger: Trigger, first: TimeMention) -> list[TimeMention]:
    """Return further days that stand in a list with the first ("on 24 February and 2 March")."""
    out, last = [], first
    for time in annotated.times_in(*annotated.extent(trigger.sentence)):
        between = annotated.text[last.end : time.start].strip()
        if time.start > last.start and time.kind == first.kind == "day" and between in {"and", ",", ", and"}:
            out.append(time)
            last = time
    return out


def date_of(annotated: Annotated, time: TimeMention | None, status: Status, anchor: Period | None) -> Period | None:
    """Return the days that a time expression gives for a contact of this status, None where they pass a month or year.

    anchor: the last day told before, from which "a day later" counts; a day that stands nearer before it comes first.
    """
    if time is None:
        return None
    moved = moved_to(annotated, time)
    if moved is not None or (not time.anchored and planned_ahead(annotated, time)):
        planned = resolve(moved or time, annotated.reference, "future")
        return planned if planned is not None and _length(planned) <= _LONGEST else None
    # What comes once a year is the nearest one where no verb tells.
    told = "future" if status in AHEAD else "near" if time.month and not time.year else "past"
    told = _told_in_present(annotated, time) or told if told == "past" else told
    direction = "near" if _was_to_have_been(annotated, time) else annotated.direction_of(time) or told
    if direction == "past" and status in AHEAD and time.month and not time.year:
        direction = "near"  # "agreed on a meeting at the beginning of July": the verb tells of the day of agreeing
    if time.anchored:
        anchor = _day_before(annotated, time) or anchor
        if anchor is None and time.kind == "weekday":
            time = replace(time, anchored=False)
        if anchor is not None and _length(anchor) > _ANCHORS.get(time.unit or "", _LONGEST_ANCHOR):
            return None
    found = resolve(time, annotated.reference, direction, anchor=anchor if time.anchored else None)
    if found is not None and status is Status.HELD and direction == "near" and _is_far_ahead(annotated, found):
        found = resolve(time, annotated.reference, "past") or found
    story = annotated.dating is None and annotated.home is None
    longest = _LONGEST_TOLD if story and _is_season_or_year(time) else _LONGEST
    return found if found is not None and _length(found) <= longest else None


def _is_far_ahead(annotated: Annotated, found: Period) -> bool:
    """Tell whether days lie so far behind publication that what was held then cannot have been meant."""
    own = annotated.published
    if own is None:
        return False
    return (date.fromisoformat(found.start) - date.fromisoformat(own.end)).days > _SOON


def _told_in_present(annotated: Annotated, time: TimeMention) -> str | None:
    """Return the direction of a weekday that hangs on a main verb in the present, None for others.

    "Receives him on Tuesday" lies ahead; what "comes after a call on Tuesday" is as near as can be.
    """
    words = annotated.tokens(time.start, time.end)
    if time.kind != "weekday" or not words:
        return None
    verb = next((a for a in words[0].ancestors if a.pos_ in {"VERB", "AUX"}), None)
    if verb is None or verb.tag_ not in {"VBZ", "VBP"} or verb.dep_ not in {"ROOT", "conj", "ccomp"}:
        return None
    return "future" if verb.lemma_ in _TO_COME else "near"


def _is_season_or_year(time: TimeMention) -> bool:
    """Tell whether a time is a season or a year told for its own sake ("in 2014", not "the 2005 summit")."""
    unit = time.unit in {"season", "quarter", "year"} and time.modifier not in {"window", "within", "under", "count"}
    return (time.kind in {"season", "year", "part"} or (time.kind == "relative" and unit)) and not time.attributive


def time_of_occasion(annotated: Annotated, trigger: Trigger, others: Sequence[Trigger]) -> TimeMention | None:
    """Return the days of the gathering on whose occasion a contact takes place ("a meeting at the summit in July")."""
    for other in others:
        if other.mode is Mode.SUMMIT and other.token.i != trigger.token.i and _is_occasion(trigger.token, other.token):
            return time_of(annotated, other, others)
    return None


def _is_occasion(contact: Token, gathering: Token) -> bool:
    """Tell whether a gathering hangs on a contact word by "at", "on the sidelines of", "in connection with"."""
    node = gathering
    for _ in range(6):
        node = node.head
        if node.i in {contact.i, contact.head.i} and node.i != gathering.i:
            return True
        if node.pos_ not in {"ADP", "NOUN"} or (node.pos_ == "NOUN" and node.lemma_ not in _OCCASIONS):
            return False
    return False


def status_by(annotated: Annotated, days: Period | None, status: Status) -> Status:
    """Return the status of a contact: what lies wholly after the day of publication is scheduled, not held."""
    reference = annotated.published
    ahead = days is not None and reference is not None and days.start > reference.end
    return Status.SCHEDULED if ahead and status is Status.HELD else status


def readings(annotated: Annotated, time: TimeMention | None) -> list[Period]:
    """Return the days that a time expression without a year can mean, ahead and back; none without one."""
    if time is None or time.anchored:
        return []
    found = (resolve(time, annotated.reference, way) for way in ("future", "past"))
    return [p for p in found if p is not None and _length(p) <= _LONGEST]


def _day_before(annotated: Annotated, time: TimeMention) -> Period | None:
    """Return the day that the text names last before an anchored expression, in the two sentences before or its own."""
    if is_of_event_behind(annotated, time):
        return None
    near = [s for s in annotated.sentences if s.start_char <= time.start][-_NEAR_SENTENCES:]
    own = time.unit if time.unit in _ANCHORS else None  # "in 1985 and in Reykjavik a year later"
    for other in reversed(annotated.times_in(near[0].start_char, time.start) if near else []):
        unit = other.kind == own and own is not None and other.start >= near[-1].start_char
        day = other.kind in _DAYLIKE or (other.kind == "relative" and other.unit == "day")
        if other.anchored or not (day or unit):
            continue
        direction = annotated.direction_of(other) or "near"
        return resolve(other, annotated.reference, direction)
    return None


def _was_to_have_been(annotated: Annotated, time: TimeMention) -> bool:
    """Tell whether a weekday is that of what came to nothing ("they were to have met on Monday"), before or ahead."""
    return (
        time.kind == "weekday" and _TO_HAVE.search(annotated.text, max(0, time.start - _CLAUSE), time.start) is not None
    )


def is_vague(period: Period) -> bool:
    """Tell whether a period is longer than a month."""
    return _length(period) > _LONGEST


def _length(period: Period) -> int:
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days + 1


def date_of_readout(annotated: Annotated, trigger: Trigger, status: Status) -> Period | None:
    """Return the day of publication for what a side's own office reports first and without a day.

    What somebody only speaks on ("briefed the press on the outcome of the talks") may lie days back.
    """
    if annotated.home is None or annotated.published is None or status is not Status.HELD:
        return None
    if any(is_told_by(verb, trigger) for verb in trigger.token.ancestors):
        return None
    return replace(annotated.published, basis="publication of the readout")


def is_in_sequence(trigger: Trigger) -> bool:
    """Tell whether a sentence goes on with what happened the same day ("She also spoke with ...", "Afterwards ...")."""
    if any(c.lower_ in {"had", "has", "have"} and c.dep_ == "aux" for c in trigger.token.children):
        return False
    start = trigger.sentence.start
    opening = trigger.sentence.doc[start : start + 8]
    behind = len(opening) > 1 and opening[0].lower_ == "after" and opening[1].lower_ in {"this", "that"}
    return behind or any(t.lower_ in _SEQUENCE for t in opening)


def is_another(trigger: Trigger) -> bool:
    """Tell whether the words at a trigger set it apart ("they last met", "another call", "a second time")."""
    if trigger.kind == "noun" and trigger.token.head.lower_ == "for" and trigger.token.head.head.lemma_ == "ask":
        return False  # "had asked for another call" tells of the call that then took place
    if trigger.kind == "noun" and trigger.token.dep_ == "attr" and trigger.token.head.lemma_ == "be":
        return False  # "it was their second meeting" tells of the meeting told before
    near = {c.lower_ for c in trigger.token.children} | {g.lower_ for c in trigger.token.children for g in c.children}
    dated = trigger.kind == "noun" and any(
        c.lower_ == "of" and any(g.ent_type_ == "DATE" for g in c.children) for c in trigger.token.children
    )
    return bool(near & _OTHERNESS) or dated


def is_attached(annotated: Annotated, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether a time expression hangs on a trigger or on the verb that carries it."""
    return _is_attached(annotated.tokens(time.start, time.end), trigger.token)


def _is_attached(words: Sequence[Token], trigger: Token) -> bool:
    """Tell whether a time phrase hangs on the trigger or on the verb that carries it, without a clause between."""
    if not words:
        return False
    inside = {w.i for w in words}
    node = next((w for w in words if w.head.i not in inside), words[0])
    carrier = trigger.head if trigger.pos_ in {"NOUN", "PROPN"} else trigger
    while carrier.pos_ == "ADP" and carrier.head != carrier:
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
    own = trigger.pos_ in {"NOUN", "PROPN"} and any(a.i == trigger.i for a in words[0].ancestors)
    for ancestor in words[0].ancestors:
        if ancestor.i == trigger.i or (own and ancestor.lemma_ in _TAKING_PLACE and ancestor.dep_ != "advcl"):
            return False  # "talks that are due to restart on 28 November"
        if ancestor.dep_ in {"relcl", "acl", "advcl", "ccomp"}:
            return not ancestor.is_ancestor(trigger)
    return False


def _distance(token: Token, time: TimeMention) -> int:
    return min(abs(time.start - token.idx), abs(time.end - token.idx))
