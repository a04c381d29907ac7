"""Lists of those who took part, told in a sentence of their own: "Participants in the call included X, Y and Z"."""

from __future__ import annotations

import re

from spacy.tokens import Span as Sentence

from communique.actors.actor import PERSONAL
from communique.actors.resolver import Actor
from communique.annotate.annotated import Annotated
from communique.extract.contacts.candidate import Candidate
from communique.extract.contacts.pairs import PAIR
from communique.extract.contacts.participants import side_count

_LISTED = re.compile(
    r"\s*(?:the )?(?:other |additional |further )?"
    r"(?:(?:participants|attendees|those (?:present|attending|taking part|on the call))\b[^.;:]{0,60}?"
    r"\b(?:included?|were|are)\b"
    r"|(?:also )?(?:joining|attending|participating|taking part|present|on the call)\b[^.;:]{0,80}?\b(?:were|was)\b)",
    re.IGNORECASE,
)
_LED = re.compile(
    r"\s*(?:it|both|the (?:[\w.&-]+ ){0,5}(?:meeting|session|dialogue|talks|summit|call|conversation|discussions?|"
    r"consultations|delegations?|sides?|teams?|council|group|committee|forum|ministerial))\b[^.;:]{0,40}?"
    r"\b(?:was|were|is|are|will be) (?:jointly )?(?:co-? ?)?(?:chaired|led|headed|hosted|opened|attended) by\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\b(?:was|were|is|are) (?:also |both )?(?:joined|accompanied)(?: \w+){0,5}? by\b", re.IGNORECASE)
_TOOK_PART = re.compile(
    r"\b(?:(?:took part|taking part|participated|sat in|(?P<present>(?:was|were) present))"
    r"(?: (?:in|on|at|for) (?:the|their|that|this|part of the) (?:[\w-]+ ){0,2}"
    r"(?:meeting|talks|call|conversation|discussions?|session|summit|dinner|lunch))?"
    r"|joined (?:them|the (?:two|pair|three|talks|meeting|call|conversation|discussions?|dinner|lunch)))\b",
    re.IGNORECASE,
)
_NEAR = 2
"""In sentences: how far behind a contact the text tells who joined it."""


def roster_of(annotated: Annotated, sentence: Sentence, told: Candidate) -> dict[str, Actor]:
    """Return the persons whom a sentence lists as those who took part, by id; none when it is no such list.

    told: the contact told last, which somebody may have joined.
    """
    return _listed(annotated, sentence) or _joining(annotated, sentence, told)


def _listed(annotated: Annotated, sentence: Sentence) -> dict[str, Actor]:
    start, end = annotated.extent(sentence)
    match = (
        _LISTED.match(annotated.text, start, end)
        or _LED.match(annotated.text, start, end)
        or _JOINED.search(annotated.text, start, end)
    )
    if match is None:
        return {}
    return _people(annotated, start if match.start() == start else match.end(), end)


def _joining(annotated: Annotated, sentence: Sentence, told: Candidate) -> dict[str, Actor]:
    """Return who came to those of a contact told before ("X also took part in the talks", "X joined them for dinner").

    Where the sentence goes on to others, it tells of more than that; of the aides of those who meet it says little
    that they "were present".
    """
    start, end = annotated.extent(sentence)
    match = _TOOK_PART.search(annotated.text, start, end)
    if match is None or annotated.mentions_in(match.end(), end):
        return {}
    near = annotated.sentences[: annotated.sentences.index(sentence)][-_NEAR:]
    if side_count(told.actors) < PAIR or not any(s in told.sentences for s in near):
        return {}
    found = _people(annotated, start, match.start())
    return {i: a for i, a in found.items() if match["present"] is None or a.country not in told.sides}


def _people(annotated: Annotated, start: int, end: int) -> dict[str, Actor]:
    return {
        a.id: a
        for m in annotated.mentions_in(start, end)
        for a in m.actors
        if m.kind in {"person", "title"} and a.kind in PERSONAL and a.country
    }
