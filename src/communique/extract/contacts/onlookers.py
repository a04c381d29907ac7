"""Who was there as host, witness or mediator: "with X looking on", "as X watched", "under X's eye"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Sentence

from communique.actors.actor import PERSONAL
from communique.actors.cast import Mention
from communique.annotate.annotated import Annotated
from communique.extract.contacts.candidate import IN_PERSON, Candidate
from communique.extract.contacts.pairs import PAIR
from communique.extract.contacts.participants import Actors, side_count
from communique.records import Mode

_BEFORE = re.compile(
    r"(?:(?<!then )(?<!then, )\b(?P<with>with)|\b(?P<as>as|while)|\b(?P<under>under)|"
    r"\b(?:watched|witnessed|overseen|joined|hosted) by|\bunder the (?:\w+ )?(?:eyes?|gaze|chairmanship|mediation) of)"
    r"(?: also| both| the| its| their)*\s*$"
)
#: What hosts and witnesses do, behind "with" and behind "as".
_DOING = re.compile(
    r"\s*,?\s*(?:also |both |himself |herself )?(?:in attendance|looking on|hosting|presiding|mediating|at their side|"
    r"between them|acting as (?:host|mediator|go-between)|as (?:host|mediator|go-between)|also (?:present|there))\b"
)
_DID = re.compile(r"\s*(?:looked on|watched|stood by|presided|beamed)\b")
_EYE = re.compile(r"(?:[’']s?)? (?:watchful |stern )?(?:eyes?|gaze|chairmanship|mediation)\b")
_LIST = re.compile(r"[\s,]*(?:and )?(?:the )?")
_KINDS = frozenset({"person", "title"})
_MODES = IN_PERSON - {Mode.VISIT}


def onlookers(annotated: Annotated, sentence: Sentence) -> Actors:
    """Return the persons whom a sentence puts beside those who meet in it, by id."""
    start, end = annotated.extent(sentence)
    people = [m for m in annotated.mentions_in(start, end) if m.kind in _KINDS or _is_of_offices(m)]
    out: Actors = {}
    for place, mention in enumerate(people):
        match = _BEFORE.search(annotated.text, start, mention.start)
        if match is None:
            continue
        listed = list(_listed(annotated, people[place:]))
        if _is_marked(annotated, match, listed[-1].end, end):
            out.update((a.id, a) for m in listed for a in m.actors if a.kind in _SERVING and a.country)
    return out


_SERVING = frozenset({*PERSONAL, "group"})


def _is_marked(annotated: Annotated, before: re.Match[str], start: int, end: int) -> bool:
    """Tell whether the words behind those named say what the word before them leaves open."""
    text = annotated.text
    for word, behind in (("with", _DOING), ("as", _DID), ("under", _EYE)):
        if before[word]:
            return behind.match(text, start, end) is not None
    return True


def _is_of_offices(mention: Mention) -> bool:
    """Tell whether a mention is of the holders of one office in several states ("the foreign ministers of X and Y")."""
    return mention.kind == "group" and len(mention.actors) >= PAIR


def _listed(annotated: Annotated, people: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the first mention and those joined to it by commas and "and"."""
    last = people[0]
    yield last
    for following in people[1:]:
        if not _LIST.fullmatch(annotated.text, last.end, following.start):
            return
        last = following
        yield last


def join_onlookers(annotated: Annotated, sentence: Sentence, told: list[Candidate]) -> list[Candidate]:
    """Return the contacts of a sentence, the last meeting told before an onlooker with him as a party.

    A contact that only pairs the onlooker with one of those who met is dropped: they met in one room.
    """
    found = onlookers(annotated, sentence)
    meeting = next((c for c in told if c.mode in _MODES and side_count(c.actors) >= PAIR), None)
    if not found or meeting is None or set(found) & set(meeting.actors):
        return told
    kept = [c for c in told if c is meeting or not (set(c.actors) & set(found) and set(c.actors) & set(meeting.actors))]
    meeting.actors = {**meeting.actors, **found}
    return kept
