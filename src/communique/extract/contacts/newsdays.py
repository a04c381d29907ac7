"""The day of a contact that a text tells without one: that of the story it belongs to, marked as inferred."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.annotate.times import resolve
from communique.extract.contacts import timing
from communique.extract.contacts.candidate import Candidate
from communique.extract.contacts.deeds import is_of_act, is_since
from communique.extract.contacts.frames import carrier, is_hour, stands_apart
from communique.extract.contacts.pairs import PAIR
from communique.extract.contacts.participants import persons
from communique.records import Mode, Period, Status

#: Words by which a sentence looks back beyond the story.
_LOOKING_BACK = frozenset(
    """
    last previous previously earlier once since ever former formerly then recent recently already repeatedly often
    before past never always twice long first regularly usually frequently sometimes rarely seldom
    """.split()
)
_SPANS = frozenset("ago since years months weeks decade decades history".split())
_STRONG_PASTS = frozenset({"rang", "met", "spoke", "saw", "sat", "held", "wrote", "flew", "hosted"})
#: How a sentence opens that steps back within the day ("Earlier", not "Earlier this year").
_OPENING = re.compile(
    r"(?:Earlier|Beforehand|Before that|(?:Minutes|Moments) (?:earlier|later)|Shortly (?:before|after(?:wards?)?))"
    r"(?! (?:this|in|last|on))\b"
)
#: Verbs that with a noun for a contact say that it took place ("held talks", "placed a call", "went into a meeting").
_CARRYING = frozenset(
    """
    hold have host place take make receive conduct convene chair attend get give go enter open begin start finish end
    conclude wrap join share follow arrange pay complete come sit use meet spend emerge leave say tell agree discuss
    urge warn ask press thank
    """.split()
)
_PERFECT = frozenset({"had", "has", "have", "having", "'ve", "’ve"})
_NEWS = "inferred: told as news of the day of publication"
_READOUT = "inferred: told in a readout of that day"
_IN_SEQUENCE = "inferred: told in one sequence with a contact of that day"
_OF_STORY = "inferred: the only day that the story has named"
_AFTER = "inferred: told right behind these days"
_MONTH = 31
_FRESH = 2
"""In days: how near publication the contacts lie that a story tells as news."""
#: Verbs of contact that a headline or lead has in the present tense for what has just been.
_HEADLINED = frozenset(
    """
    meet receive host welcome greet call phone telephone ring speak talk confer chat hold have visit arrive join brief
    """.split()
)
_WRITING = frozenset({"send", "write", "convey", "extend", "dispatch", "deliver", "address"})
_OCCASIONS = frozenset({"in", "during"})
#: Who tells the news, and where it was: without either "X has met Y" says that the two know each other.
_REPORTING = frozenset({"say", "report", "announce", "confirm", "tell", "state"})
_HEAD = 2
"""In sentences: the headline and the lead."""
_LEAD = 3
"""In sentences: where a story that has told no day yet tells its news."""


def add_days(annotated: Annotated, contacts: Sequence[Candidate]) -> None:
    """Give contacts told in the simple past, without any time, the day of the story: that of the contact told right
    before, else publication (of a readout) or the two days up to it (of the press)."""
    order = {s.start: i for i, s in enumerate(annotated.sentences)}
    before: Candidate | None = None
    for contact in contacts:
        if contact.date is None and contact.time is None:
            contact.date = _of_sentence(annotated, contact, contacts)
        if contact.date is None and contact.time is None and is_news(annotated, contact, order):
            contact.date = _day(annotated, contact, before, order)
        if contact.status is Status.HELD and contact.date is not None and contact.summit is None:
            before = contact


def _of_sentence(annotated: Annotated, contact: Candidate, contacts: Sequence[Candidate]) -> Period | None:
    """Return the days of the only time that the sentence of a contact names, unless it tells of others as well."""
    sentence = contact.sentences[0]
    if contact.anaphoric or any(c is not contact and sentence in c.sentences for c in contacts):
        return None
    times = [t for t in annotated.times_in(*annotated.extent(sentence)) if not is_hour(t)]
    if len(times) != 1 or times[0].anchored or times[0].kind == "duration-since":
        return None
    if is_since(annotated.tokens(times[0].start, times[0].end), contact.trigger.token):
        return None
    if contact.status is not Status.HELD and is_of_act(annotated, times[0], contact.trigger):
        return None
    verb = _carrier(contact.trigger.token)
    if verb is None or (stands_apart(verb) and not timing.is_attached(annotated, times[0], contact.trigger)):
        return None
    found = timing.date_of(annotated, times[0], contact.status, None)
    longest = 1 if contact.mode in {None, Mode.TALKS} else _MONTH
    return found if found is not None and _days(found) <= longest else None


def _day(annotated: Annotated, contact: Candidate, before: Candidate | None, order: dict[int, int]) -> Period | None:
    published = annotated.published
    here = order[contact.sentences[0].start]
    if before is not None and before.date is not None:
        gap = here - order[before.sentences[-1].start]
        if 0 <= gap <= 1 and set(before.actors) & set(contact.actors):
            return replace(before.date, basis=_IN_SEQUENCE)
    if published is None:
        return None
    told = _told_before(annotated, here)
    if told is not None and not _is_fresh(told, published):
        return replace(told, basis=_AFTER) if _days(told) <= _MONTH else None
    if before is None:
        if here >= _LEAD and annotated.home is None:
            return _only_day(annotated, here, published)
    elif before.date is not None and not _is_fresh(before.date, published):
        return None
    if annotated.home is not None:
        return replace(published, basis=_READOUT)
    last = date.fromisoformat(published.start)
    return Period((last - timedelta(days=1)).isoformat(), last.isoformat(), _NEWS)


def _only_day(annotated: Annotated, here: int, published: Period) -> Period | None:
    """Return the one day just past that all sentences before name, None when they name none or several."""
    times = annotated.times_in(0, annotated.extent(annotated.sentences[here])[0])
    days = {
        p for t in times if (p := resolve(t, annotated.reference, annotated.direction_of(t) or "past")) and p.is_day
    }
    starts = {p.start for p in days}
    if len(starts) != 1 or not all(_is_fresh(p, published) and p.start <= published.end for p in days):
        return None
    return replace(days.pop(), basis=_OF_STORY)


def _told_before(annotated: Annotated, here: int) -> Period | None:
    """Return the days that the sentence before in the same paragraph names last."""
    if here == 0:
        return None
    start, end = annotated.extent(annotated.sentences[here - 1])
    if "\n\n" in annotated.text[end : annotated.extent(annotated.sentences[here])[0]]:
        return None
    times = [t for t in annotated.times_in(start, end) if t.kind != "duration-since" and not t.anchored]
    if not times:
        return None
    return resolve(times[-1], annotated.reference, annotated.direction_of(times[-1]) or "past")


def is_news(annotated: Annotated, contact: Candidate, order: dict[int, int]) -> bool:
    """Tell whether a contact of persons is told as news, by a sentence that names no time and looks on.

    Most of a story tells in the simple past; its headline and lead may have the present or the perfect, too.
    """
    told_of = contact.anaphoric and contact.trigger.kind == "noun"  # "gave an account of the call"
    leading = order[contact.sentences[0].start] < _HEAD
    if contact.status is not Status.HELD or told_of or (contact.mode is Mode.LETTER and not leading):
        return False
    people = persons(contact.actors) if contact.mode is Mode.VISIT else list(contact.actors.values())
    if len({a.country for a in people if a.country}) < (1 if contact.mode is Mode.VISIT else PAIR):
        return False
    start, end = annotated.extent(contact.sentences[0])
    verb = _carrier(contact.trigger.token)
    if verb is None or any(not is_hour(t) for t in annotated.times_in(start, end)):
        return False
    if contact.trigger.kind == "noun" and not (_carries(verb, contact) or (leading and _is_occasion(contact, verb))):
        return False
    if _OPENING.match(annotated.text, start, end):  # "Earlier he had spoken with Y"
        return True
    looks_on = _is_past(verb) or (leading and _is_headlined(verb, contact))
    return not contact.another and looks_on and not _looks_back(contact, verb)


def _carries(verb: Token, contact: Candidate) -> bool:
    """Tell whether a verb says that what a noun names took place."""
    return verb.lemma_ in _CARRYING or (contact.mode is Mode.LETTER and verb.lemma_ in _WRITING)


def _is_occasion(contact: Candidate, verb: Token) -> bool:
    """Tell whether a contact is the occasion on which somebody did what a lead tells ("praised Y in a call")."""
    noun = contact.trigger.token
    return noun.dep_ == "pobj" and noun.tag_ == "NN" and noun.head.lower_ in _OCCASIONS and noun.head.head == verb


def _is_headlined(verb: Token, contact: Candidate) -> bool:
    """Tell whether a headline or lead has a contact in the present tense or, with its source or place, the perfect."""
    main = verb.dep_ in {"ROOT", "ccomp", "conj"}
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if verb.tag_ == "VBN" and auxiliaries & {"has", "have"} and main:
        told = any(t.lemma_ in _REPORTING for t in contact.sentences[0] if t.pos_ == "VERB")
        return told or contact.place is not None
    plain = verb.tag_ in {"VBZ", "VBP"} and not auxiliaries
    return plain and main and verb.lemma_ in _HEADLINED


def _is_past(verb: Token) -> bool:
    """Tell whether a verb stands in the simple past, also one for which the tagger takes its form for another."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if auxiliaries & _PERFECT:
        return False
    if verb.tag_ == "VBD" or auxiliaries & {"was", "were"}:
        return True
    taken = verb.lower_ in _STRONG_PASTS or (verb.tag_ == "VBN" and any(c.dep_ == "nsubj" for c in verb.children))
    return not auxiliaries and verb.tag_ in {"VB", "VBN"} and taken


def _looks_back(contact: Candidate, verb: Token) -> bool:
    """Tell whether a word for another time stands at the contact or its verb ("last met", "in their first call")."""
    around = {contact.trigger.token.i, verb.i}
    for token in contact.sentences[0]:
        if token.lower_ in _SPANS or (token.lower_ in _LOOKING_BACK and {token.head.i, token.head.head.i} & around):
            return True
    return False


def _carrier(token: Token) -> Token | None:
    verb = carrier(token)
    if verb is not None and verb.tag_ == "VBG" and verb.dep_ in {"pcomp", "advcl"}:  # "said so before meeting X"
        return next((t for t in verb.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    return verb


def _days(period: Period) -> int:
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days + 1


def _is_fresh(day: Period, published: Period) -> bool:
    end = date.fromisoformat(published.end)
    return any(abs((date.fromisoformat(d) - end).days) <= _FRESH for d in (day.start, day.end))
