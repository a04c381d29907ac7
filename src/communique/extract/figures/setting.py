"""When and where the number of a figure holds, and whose people or things it counts, as its sentence tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from communique.actors.index import name_index
from communique.actors.text import words
from communique.annotate.annotated import Annotated
from communique.annotate.time_mention import TimeMention
from communique.annotate.times import resolve
from communique.extract.figures.reading import Reading
from communique.records import Period

#: Expressions that say how long something has been so, or a part of the year, give a number no day.
_NO_DAY = frozenset({"duration-since", "season"})
_TIMES = frozenset({"seconds", "minutes", "hours", "days", "weeks", "months", "years"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_WHERE = frozenset({"in", "at", "near", "around", "across", "inside"})
_OWNERS = frozenset({"poss", "compound", "amod", "nmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Setting:
    """date: the days that the text gives a number, None where it gives none. place, side: likewise."""

    date: Period | None
    place: str | None
    side: str | None


def setting_of(annotated: Annotated, reading: Reading) -> Setting:
    """Return the setting of a number: the time and the place nearest to it in its sentence, and its side."""
    tokens = annotated.tokens(reading.start, reading.end)
    if not tokens:
        return Setting(None, None, None)
    sentence = tokens[0].sent
    return Setting(
        _date(annotated, sentence, reading), _place(annotated, sentence, reading), _side(annotated, tokens, reading)
    )


def _date(annotated: Annotated, sentence: Sentence, reading: Reading) -> Period | None:
    """Return the days of the nearest time expression that has any; those behind the number come first."""
    start, end = annotated.extent(sentence)
    times = [
        t for t in annotated.times_in(start, end)
        if t.kind not in _NO_DAY and not t.anchored and (t.end <= reading.start or t.start >= reading.end)
    ]  # fmt: skip
    for time in sorted(times, key=lambda t: _distance(t, reading)):
        days = resolve(time, annotated.reference, annotated.direction_of(time) or "past")
        if days is not None:
            return days
    return None


def _distance(time: TimeMention, reading: Reading) -> tuple[int, int]:
    gap = time.start - reading.end if time.start >= reading.end else reading.start - time.end
    return gap, time.start


def _place(annotated: Annotated, sentence: Sentence, reading: Reading) -> str | None:
    """Return the nearest place behind a preposition of place, as the text names it."""
    found = [
        (abs(e.start_char - reading.end), e.text)
        for e in annotated.entities_in(sentence)
        if e.label_ in _PLACES and e.start > sentence.start and _is_where(annotated.doc[e.start - 1])
    ]
    return " ".join(min(found)[1].split()) if found else None


def _is_where(token: Token) -> bool:
    if token.lower_ in {"the", "central", "eastern", "western", "northern", "southern"} and token.i:
        token = token.nbor(-1)
    return token.lower_ in _WHERE


def _side(annotated: Annotated, tokens: Sequence[Token], reading: Reading) -> str | None:
    """Return the side that the words for what is counted name, else that of the owner or the subject.

    A length of time belongs to no side: who spoke for an hour does not own it.
    """
    if reading.unit in _TIMES:
        return None
    return _named_side(reading.of) or _owner(annotated, tokens) or _subject(annotated, tokens)


def _named_side(text: str | None) -> str | None:
    found = words(text) if text else []
    matches = (name_index().side_at(found, i) for i in range(len(found)))
    return next((match[1][0].code for match in matches if match is not None), None)


def _owner(annotated: Annotated, tokens: Sequence[Token]) -> str | None:
    """Return the side of "Iran's" in "Iran's 300 centrifuges"."""
    heads = {t.i: t for token in tokens for t in (token, token.head)}
    owners = [c for head in heads.values() if head.pos_ in {"NOUN", "PROPN"} for c in head.children]
    return next((side for c in owners if c.dep_ in _OWNERS and (side := _country(annotated, c))), None)


def _subject(annotated: Annotated, tokens: Sequence[Token]) -> str | None:
    """Return the side that has, sends, loses or gives what is counted: the subject of its verb."""
    node = next((t for t in reversed(tokens) if t.pos_ in {"NOUN", "PROPN", "NUM", "ADJ", "SYM"}), tokens[-1])
    for _ in range(8):
        if node.pos_ in {"VERB", "AUX"}:
            subjects = [c for c in node.children if c.dep_ in _SUBJECTS]
            return next((side for c in subjects if (side := _country(annotated, c))), None)
        if node.head == node:
            return None
        node = node.head
    return None


def _country(annotated: Annotated, token: Token) -> str | None:
    mention = annotated.mention_at(token)
    if mention is None or not mention.actors:
        return None
    return mention.actors[0].country or (mention.phrase.sides[0].code if mention.phrase.sides else None)
