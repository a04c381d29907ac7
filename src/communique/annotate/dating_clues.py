"""What an undated text offers for dating it: its clues, each a set of possible days of publication with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from communique.actors.phrases import Phrase
from communique.annotate.dating_days import DaySet
from communique.annotate.time_mention import TimeMention
from communique.read.dateline import Dateline, dateline


@dataclass(frozen=True, slots=True)
class Clue:
    """One constraint on the day of publication.

    days: from the days that are still possible to those that this clue allows. Clues that know no year ("Thursday,
    December 30th") need them to bound the search; what comes back is cut to the possible days by the caller.
    """

    reason: str
    days: Callable[[DaySet], DaySet]


def fixed(reason: str, days: DaySet) -> Clue:
    """Return the clue whose days do not depend on what is known already."""
    return Clue(reason, lambda _: days)


_AHEAD_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_UNREAL = frozenset({"would", "could", "may", "might", "can", "should", "must"})
_ABOUT_TO = frozenset(
    {"be", "due", "expect", "plan", "schedule", "set", "slate", "intend", "expected", "scheduled", "go"}
)
_WILL = re.compile(r"\b(?:will|shall|is to|are to)\b|[’']ll\b")
_SAID = re.compile(r"\b(?:said|told|was|were|had|did|\w{3,}ed)\b")


@dataclass(frozen=True)
class Undated:
    """A text without a date of publication, as the clues read it. Offsets are characters of ``text``."""

    text: str
    doc: Doc
    phrases: Sequence[Phrase]
    times: Sequence[TimeMention]

    @cached_property
    def dateline(self) -> Dateline | None:
        """The dateline at the head of the text."""
        return dateline(self.text)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Start and end of the sentences that are not blank."""
        return tuple((s.start_char, s.end_char) for s in self.doc.sents if not s.text.isspace())

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Return start and end of the sentence at a place of the text."""
        return next((s for s in self.sentences if s[0] <= place < s[1]), (place, place))

    def in_article(self) -> Iterator[TimeMention]:
        """Yield the time expressions outside the dateline."""
        head = self.dateline.end if self.dateline else 0
        return (t for t in self.times if t.start >= head)

    def direction(self, mention: TimeMention) -> str | None:
        """Return "past" or "future" as the verb above a time expression has it, None when that does not tell."""
        return self.tense_at(mention.start, mention.end)

    def tense_at(self, start: int, end: int) -> str | None:
        """Return "past" or "future" as the verb above ``text[start:end]`` has it, None when that does not tell."""
        return tense_at(self.doc, start, end)

    def looks_both_ways(self, place: int) -> bool:
        """Return whether the sentence at a place has verbs of the past and of the future, which parsers mix up."""
        low, high = self.sentence_at(place)
        return bool(_WILL.search(self.text, low, high)) and bool(_SAID.search(self.text, low, high))


def tense_at(doc: Doc, start: int, end: int) -> str | None:
    """Return "past" or "future" as the verb above those characters has it, None when it does not tell."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    token, through_noun = span.root, False
    for _ in range(6):
        if token.pos_ in {"VERB", "AUX"}:
            found = _tense(token)
            if found is not None or token.dep_ in {"ccomp", "relcl", "parataxis"} or _is_timeless(token):
                # "Agreed on talks on Monday" leaves open when the talks are; "will hold talks on Monday" does not.
                return None if through_noun and found == "past" else found
        elif token.pos_ in {"NOUN", "PROPN"} and not start <= token.idx < end:
            through_noun = True
        if token.head == token:
            return None
        token = token.head
    return None


def _is_timeless(verb: Token) -> bool:
    """Return whether a gerund or infinitive cuts what stands below it off from the tense above ("agreed to meet")."""
    return verb.tag_ == "VBG" or any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _tense(verb: Token) -> str | None:
    """Return what one verb says of the time of its clause; None for participles and infinitives without a sign."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if auxiliaries & _AHEAD_MODALS:
        return "future"
    if auxiliaries & _UNREAL:
        return "past" if "have" in auxiliaries else None
    if "to" in auxiliaries:  # "is to meet", "due to resume", "a summit to be held"
        head = verb.head
        held = verb.dep_ in {"relcl", "acl", "csubj", "csubjpass"} and verb.tag_ == "VBN"
        return "future" if held or head.lemma_ in _ABOUT_TO or head.lower_ in _ABOUT_TO else None
    if verb.lemma_ in _ABOUT_TO and any(c.dep_ == "xcomp" for c in verb.children):
        return "future" if verb.lemma_ != "go" else None
    present = verb.tag_ in {"VBZ", "VBP"}
    if present and verb.lemma_ == "be" and any(c.dep_ == "acomp" and c.lower_ == "due" for c in verb.children):
        return "future"
    if verb.tag_ == "VBD" or auxiliaries & {"was", "were", "had", "has", "have", "'ve", "’ve"}:
        return "past"
    if present and verb.lemma_ in {"leave", "travel", "meet", "begin", "start", "open"}:
        return "future"
    return None
