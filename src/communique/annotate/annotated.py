"""A document with everything the extractors read: syntax, the cast of actors, time expressions, durations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from spacy.attrs import IDX, LENGTH
from spacy.tokens import Doc, Span, Token

from communique.actors.cast import Cast, Mention, cast_of, find_phrases, home_of
from communique.actors.phrases import Phrase
from communique.actors.resolver import Days
from communique.annotate.bindings import bindings
from communique.annotate.dating import INFERRED, Dating, date_text
from communique.annotate.dating_clues import Undated, tense_at
from communique.annotate.language import blank_out, names, parse
from communique.annotate.times import TimeMention, find_times
from communique.read.dateline import dateline
from communique.read.published import url_day
from communique.records import Document, Period, Publication

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MODAL_NAMES = {"May": "Lee", "Will": "Webb"}
#: What a sentence may begin with before a name ("Receiving Khan in the Oval Office, he said").
_NO_FIRST_NAMES = frozenset(
    "Receiving Meeting Hosting Welcoming Greeting Visiting Calling Seeing Telling Joining Addressing Following".split()
)
_FINITE = frozenset({"VBD", "VBN", "VBZ"})
#: What goes on behind a comma with what somebody is, not with the next of a list.
_APPOSED = re.compile(r",\s+(?:both|all|each|a|an|then|now|once|formerly)\b")


@dataclass(frozen=True)
class Annotated:
    """One document, read; all offsets are characters of ``document.text``.

    home: the side whose own office published it (a readout), None for the press.
    dating: for a text without a date of publication, the days on which it can have been published.
    """

    document: Document
    doc: Doc
    cast: Cast
    times: tuple[TimeMention, ...]
    home: str | None
    dating: Dating | None = None

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.document.text

    @property
    def published(self) -> Period | None:
        """The day of publication as an interval, None when unknown."""
        day = own_day(self.document)
        return Period(day, day, self.document.published.basis) if day else None

    @property
    def reference(self) -> Period | None:
        """The days from which relative dates count: publication, or the interval in which it can be inferred to lie."""
        return self.published if self.dating is None else self.dating.period

    def direction_of(self, time: TimeMention) -> str | None:
        """Return "past" or "future" as the verb above a time expression has it, None when that does not tell."""
        return tense_at(self.doc, time.start, time.end)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences that hold more than blanks, in order."""
        return tuple(s for s in self.doc.sents if not s.text.isspace())

    def entities_in(self, sentence: Span) -> Sequence[Span]:
        """Return the named entities of a sentence, in order, as ``sentence.ents`` makes them anew at every call."""
        first, last = bisect_left(self._entity_starts, sentence.start), bisect_left(self._entity_starts, sentence.end)
        return [e for e in self.entities[first:last] if e.end <= sentence.end]

    def entity_at(self, token: Token) -> Span | None:
        """Return the named entity that a token belongs to, if any."""
        number = bisect_right(self._entity_starts, token.i) - 1
        return self.entities[number] if number >= 0 and token.i < self.entities[number].end else None

    @cached_property
    def entities(self) -> tuple[Span, ...]:
        """The named entities of the document, in order."""
        return tuple(self.doc.ents)

    @cached_property
    def _entity_starts(self) -> list[int]:
        return [e.start for e in self.entities]

    @cached_property
    def _mention_of_token(self) -> dict[int, Mention]:
        """The mention that covers each token, by index."""
        return {i: mention for mention in self.cast.mentions for i in self._range(mention.start, mention.end)}

    @cached_property
    def _token_starts(self) -> list[int]:
        found: list[int] = self.doc.to_array(IDX).tolist()
        return found

    @cached_property
    def _token_ends(self) -> list[int]:
        return [
            start + length for start, length in zip(self._token_starts, self.doc.to_array(LENGTH).tolist(), strict=True)
        ]

    @cached_property
    def _extents(self) -> dict[tuple[int, int], tuple[int, int]]:
        return {}

    def extent(self, sentence: Span) -> tuple[int, int]:
        """Return start and end of a sentence in the text: the mentions at its edges whole, no blanks around it."""
        place = sentence.start, sentence.end
        if place not in self._extents:
            self._extents[place] = self._extent(sentence)
        return self._extents[place]

    def _extent(self, sentence: Span) -> tuple[int, int]:
        words = [t for t in sentence if not t.is_space]
        if not words:
            return sentence.start_char, sentence.end_char
        first, last = self.mention_at(words[0]), self.mention_at(words[-1])
        start = min(words[0].idx, first.start) if first else words[0].idx
        end = words[-1].idx + len(words[-1])
        return start, max(end, last.end) if last else end

    def _range(self, start: int, end: int) -> range:
        """Return the indices of the tokens that share a character with ``text[start:end]``."""
        first = bisect_right(self._token_ends, start)
        return range(first, max(first, bisect_left(self._token_starts, end)))

    def tokens(self, start: int, end: int) -> Sequence[Token]:
        """Return the tokens that share a character with ``text[start:end]``."""
        return [self.doc[i] for i in self._range(start, end)]

    def mention_at(self, token: Token) -> Mention | None:
        """Return the mention that covers a token, if any."""
        return self._mention_of_token.get(token.i)

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that lie in ``text[start:end]``."""
        return self.cast.within(start, end)

    def times_in(self, start: int, end: int) -> list[TimeMention]:
        """Return the time expressions that lie in ``text[start:end]``."""
        return [t for t in self.times if start <= t.start and t.end <= end]


def annotate(document: Document) -> Annotated:
    """Return the document with its annotations. A pure function of the document and the package's version.

    The parser reads the text with debris blanked out and every named person cut down to the surname: "Trump and Putin
    spoke today" is parsed right more often than the same with titles, first names and appositions.
    """
    article = blank_out(document.text, [(d.start, d.end) for d in document.debris])
    named = names(article)
    phrases = find_phrases(article, dict(_name(e) for e in named.ents if e.label_ == "PERSON"))
    plain = blank_out(article, [*filed(article), *trimmings(article, phrases)])
    doc = parse(_without_modal_names(plain, phrases), named.ents)
    subjects = _subjects(doc)
    times = find_times(article)
    day = own_day(document)
    dating = None if day else date_text(Undated(article, doc, phrases, times))
    if dating is not None and dating.day is not None:
        document = replace(document, published=Publication(dating.day, INFERRED))
    written = dating.period if dating else Period(day, day, "") if day else None
    days = Days(written.start, written.end) if written else Days()
    home = home_of(document.publisher, days, document.url)
    cast = cast_of(phrases, days, subjects, home, bindings(doc))
    return Annotated(document, doc, cast, times, home, dating)


def _name(entity: Span) -> tuple[int, int]:
    """Return start and end of a name, without a participle that the tagger took for a first name."""
    begins = entity[1].idx if len(entity) > 1 and entity[0].text in _NO_FIRST_NAMES else entity.start_char
    return begins, entity.end_char


def filed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the dateline, which the parser would take for the subject of the first sentence."""
    found = dateline(text)
    if found is not None:
        yield found.start, found.end


def _without_modal_names(text: str, phrases: Iterable[Phrase]) -> str:
    """Return the text with surnames that parsers take for an auxiliary ("May met Macron") replaced by one as long."""
    for phrase in phrases:
        if phrase.kind == "person" and phrase.head is not None:
            start, end = phrase.head
            if text[start:end] in _MODAL_NAMES:
                text = text[:start] + _MODAL_NAMES[text[start:end]] + text[end:]
    return text


def own_day(document: Document) -> str | None:
    """Return the day of publication by the outlet's own clock.

    A release put out in the evening has the day after in feeds that reckon in UTC; its address keeps its own day.
    """
    published, by_url = document.published.date, url_day(document.url)
    if published and by_url and document.published.basis == "metadata":
        gap = date.fromisoformat(published) - date.fromisoformat(by_url)
        return by_url if gap.days == 1 else published
    return _day_filed(document.text, published) if published else None


def _day_filed(text: str, published: str) -> str:
    """Return the day of the dateline where it is the eve of publication, else that of publication.

    A morning paper prints on the 12th what was wired on the 11th, in the words of the wire: its "today" is the 11th.
    """
    eve, filed_on = date.fromisoformat(published) - timedelta(days=1), dateline(text)
    told = (filed_on.month, filed_on.day) if filed_on is not None else None
    return eve.isoformat() if told == (eve.month, eve.day) else published


def _subjects(doc: Doc) -> frozenset[int]:
    """Return the starts of the words that are subjects of a clause, or names that open a sentence before a verb."""
    opening = (sentence[0] for sentence in doc.sents if _opens(sentence[0]))
    return frozenset(t.idx for t in (*opening, *(t for t in doc if t.dep_ in _SUBJECTS)))


def _opens(token: Token) -> bool:
    """Tell whether the first word of a sentence is a name before a verb; the parser may take it for something else."""
    if not token.text[:1].isupper() or token.i + 1 == len(token.doc):
        return False
    following = token.nbor()
    following = following.nbor() if following.is_space and following.i + 1 < len(token.doc) else following
    return following.tag_ in _FINITE


def trimmings(text: str, phrases: Iterable[Phrase]) -> Iterator[tuple[int, int]]:
    """Yield the parts of the phrases that are not their head: titles, first names, appositions, lists of sides."""
    for phrase in phrases:
        if phrase.head is not None:
            start, end = phrase.head
            yield phrase.start, start
            # The comma that closes an apposition goes with it, or it would part the subject from its verb.
            apposed = "," in text[end : phrase.end] or _APPOSED.match(text, phrase.end) is not None
            yield end, phrase.end + (apposed and text.startswith(",", phrase.end))
