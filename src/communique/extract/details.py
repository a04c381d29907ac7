"""What else a text says of a contact: initiator, duration."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from communique.actors.index import name_index
from communique.actors.text import words
from communique.annotate.annotated import Annotated
from communique.extract.roles import subjects
from communique.extract.triggers import Trigger
from communique.records import Mode

_NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"an": 1, "a": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "twenty-five": 25,
     "thirty-five": 35, "forty-five": 45, "half": 0}  # fmt: skip
_COUNT = r"(\d+(?:\.\d+)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_HOURS = re.compile(
    rf"\b{_COUNT}[\s-]*(?P<half>and[\s-]a[\s-]half[\s-]*)?hours?(?P<tail>[\s-]+and[\s-]+a[\s-]+half)?"
    rf"(?:[\s,-]*(?:and[\s-]+)?{_COUNT.replace('(', '(?P<minutes>', 1)}[\s-]*minutes?)?",
    re.IGNORECASE,
)
_MINUTES = re.compile(rf"\b{_COUNT}[\s-]*minutes?\b", re.IGNORECASE)
_HALF_HOUR = re.compile(r"\bhalf[\s-]+(?:an[\s-]+)?hour\b", re.IGNORECASE)
_INITIATIVE = re.compile(
    r"\b(?:at|on) (?:the )?(?:initiative|request|invitation) of\b|\binitiated by\b|\brequested by\b", re.IGNORECASE
)
_SIDE_INITIATIVE = re.compile(r"\b(?:at|on) [\w’'. -]{2,30}? (?:initiative|request|invitation)\b", re.IGNORECASE)
_ASKING = frozenset({"ask", "request", "initiate", "seek"})
_CONVENING = frozenset({"organise", "organize", "convene", "host", "hold", "stage"})
_HOSTED = frozenset({Mode.TALKS, Mode.SUMMIT})
_NEAR = 30
"""In characters: how far before a word its side may stand ("UN-sponsored Syrian peace talks")."""
_BY_SIDE = re.compile(r"\b([A-Z][\w.]*)[-–](?:initiated|organi[sz]ed|convened|hosted|sponsored)\b")


def duration(text: str) -> int | None:
    """Return a stated duration in minutes ("50-minute", "an hour and a half", "two hours and 20 minutes"), or None."""
    if _HALF_HOUR.search(text):
        return 30
    hours = _HOURS.search(text)
    if hours:
        total = _number(hours.group(1)) * 60 + (30 if hours["half"] or hours["tail"] else 0)
        total += _number(hours["minutes"]) if hours["minutes"] else 0
        return round(total)
    minutes = _MINUTES.search(text)
    return round(_number(minutes.group(1))) if minutes else None


def _number(word: str) -> float:
    return float(_NUMBERS.get(word.lower(), 0)) if not word[0].isdigit() else float(word)


def initiator(annotated: Annotated, trigger: Trigger, codes: Sequence[str]) -> str | None:
    """Return the side that placed, asked for or convened the contact, when the sentence says so.

    codes: the sides that take part; none when the sentence only points back to a contact.
    """
    start, end = annotated.extent(trigger.sentence)
    text = annotated.text[start:end]
    match = _INITIATIVE.search(text)
    if match:
        found = _first_side(annotated, start + match.end(), end)
        if found is not None and (found in codes or not codes):
            return found
    match = _SIDE_INITIATIVE.search(text)
    if match:
        found = _first_side(annotated, start + match.start(), start + match.end())
        if found is not None and (found in codes or not codes):
            return found
    own = trigger.token.idx - start
    match = next((m for m in _BY_SIDE.finditer(text) if m.end() <= own <= m.end() + _NEAR), None)
    if match or (match := _BY_SIDE.search(text) if trigger.mode not in _HOSTED else None):
        found = _side_named(match.group(1))
        if found is not None and (found in codes or not codes):
            return found
    return _by_verb(annotated, trigger)


def _first_side(annotated: Annotated, start: int, end: int) -> str | None:
    """Return the side of the first mention in a stretch of text."""
    for mention in annotated.cast.mentions:
        if start <= mention.start < end and mention.actors:
            return mention.actors[0].country
    return None


def _side_named(word: str) -> str | None:
    match = name_index().side_at(words(word), 0)
    return match[1][0].code if match else None


def _by_verb(annotated: Annotated, trigger: Trigger) -> str | None:
    """Return who calls, places the call, asks for it, or from whom it is received."""
    token = trigger.token
    if trigger.mode is Mode.LETTER:
        return _writer(annotated, trigger)
    if trigger.kind == "verb" and trigger.lemma in {"call", "phone", "telephone", "ring", "dial"}:
        return _caller(annotated, token)
    if trigger.kind == "verb" and trigger.lemma == "meet" and token.head.lemma_ in {"ask", "invite", "urge"}:
        return _caller(annotated, token.head)
    return _by_noun(annotated, trigger) if trigger.kind == "noun" else None


def _by_noun(annotated: Annotated, trigger: Trigger) -> str | None:
    """Return who asks for what a noun names, convenes it, or owns it ("Putin's conference")."""
    token = trigger.token
    if trigger.lemma in {"conference", "congress"} and (owner := _owner(annotated, token)) is not None:
        return owner
    if _asking_verb(token).lemma_ in _ASKING:
        return _caller(annotated, _asking_verb(token))
    carrier = token.head.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head
    if trigger.mode in _HOSTED and carrier.lemma_ in _CONVENING:  # "is convening two days of talks"
        hosts = subjects(carrier)
        return _caller(annotated, carrier) if len(hosts) == 1 and not hosts[0].conjuncts else None
    return _by_carrier(annotated, token) if trigger.mode is Mode.CALL else None


def _owner(annotated: Annotated, noun: Token) -> str | None:
    for child in noun.children:
        mention = annotated.mention_at(child) if child.dep_ == "poss" else None
        if mention is not None and mention.actor is not None:
            return mention.actor.country
    return None


def _by_carrier(annotated: Annotated, token: Token) -> str | None:
    """Return who places a call, or from whom it is received."""
    if token.head.lemma_ in {"place", "make", "initiate"}:
        return _caller(annotated, token.head)
    if token.head.lemma_ in {"receive", "take", "get"}:
        for child in (*token.children, *token.head.children):
            if child.lower_ == "from":
                return _side_of_object(annotated, child) or _first_side(annotated, child.idx, child.idx + 120)
    return None


def _side_of_object(annotated: Annotated, preposition: Token) -> str | None:
    """Return the side of whom a preposition governs, himself or by apposition ("from his ally, the Russian leader")."""
    for token in preposition.children:
        for named in (token, *(c for c in token.children if c.dep_ == "appos")):
            mention = annotated.mention_at(named)
            if mention is not None and mention.actor is not None:
                return mention.actor.country
    return None


def _writer(annotated: Annotated, trigger: Trigger) -> str | None:
    """Return the side whose letter it is."""
    if trigger.kind != "noun":
        return _caller(annotated, trigger.token)
    if (owner := _owner(annotated, trigger.token)) is not None:
        return owner
    carrier = trigger.token.head
    if carrier.lower_ == "in" and carrier.head.pos_ in {
        "VERB",
        "AUX",
    }:  # "X wrote in a letter", "had offered in a message"
        return _caller(annotated, carrier.head)
    return _caller(annotated, carrier) if carrier.lemma_ in {"send", "write", "deliver"} else None


def _asking_verb(noun: Token) -> Token:
    """Return the verb by which somebody asks for what the noun names ("asked for the call")."""
    head = noun.head
    return head.head if head.pos_ == "ADP" else head


def _caller(annotated: Annotated, verb: Token) -> str | None:
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return None
    for subject in subjects(verb):
        mention = annotated.mention_at(subject)
        if mention is not None and mention.actor is not None:
            return mention.actor.country
    return None
