"""Which contact report an account is about, if any: by what it names and by what the text told before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.actors.actor import PERSONAL
from communique.actors.resolver import surname
from communique.annotate.annotated import Annotated
from communique.extract.account_source_names import Source
from communique.extract.account_spans import Range
from communique.records import AHEAD, ContactReport, Mode, Status

_MODE_WORDS: Mapping[Mode, re.Pattern[str]] = {
    Mode.CALL: re.compile(r"\b(?:call|phone|telephone|conversation|exchange|talked|spoke)\b", re.IGNORECASE),
    Mode.VIDEO: re.compile(r"\b(?:video|virtual|call|conversation|exchange|screen|talked|spoke)\b", re.IGNORECASE),
    Mode.MEETING: re.compile(r"\b(?:meeting|met|meet|talks|visit|encounter|conversation)\b", re.IGNORECASE),
    Mode.SUMMIT: re.compile(r"\b(?:summit|meeting|talks|gathering)\b", re.IGNORECASE),
    Mode.VISIT: re.compile(r"\b(?:visit|trip|travel|come to|go to)\b", re.IGNORECASE),
    Mode.LETTER: re.compile(r"\b(?:letter|message|telegram|note|wrote|reply|answer)\b", re.IGNORECASE),
    Mode.TALKS: re.compile(r"\b(?:talks|negotiations?|negotiat\w+|delegations?|round|teams?)\b", re.IGNORECASE),
}
_DEFINITE: Mapping[Mode, re.Pattern[str]] = {
    mode: re.compile(rf"\b(?:the|their|that|this|his|her|its|[A-Z]\w+day[’']s) (?:\w+ ){{0,2}}(?:{words})\b")
    for mode, words in {
        Mode.CALL: "calls?|conversation|exchange|talks?", Mode.VIDEO: "calls?|conversation|exchange|talks?|meeting",
        Mode.MEETING: "meeting|talks?|visit|encounter|conversation|summit",
        Mode.SUMMIT: "summit|meeting|talks|gathering",
        Mode.VISIT: "visit|trip", Mode.LETTER: "letters?|messages?|telegram|note|reply|answer",
        Mode.TALKS: "talks|negotiations?|round|delegations?|teams?|process",
    }.items()
}  # fmt: skip
_FUTURE = re.compile(
    r"\b(?:will|would|could|to be held|plans?|expects?|hopes?|ready|next|coming|planned)\b", re.IGNORECASE
)
_BETWEEN = re.compile(r"\n[ \t]*\n|\n")

_SALIENT = 2
_FAR = 900
_NEAR = 500
"""In characters: this close behind a contact, what is said belongs to it more often than not."""

#: What each kind of evidence weighs, and what a link must outweigh: fitted by ``training/about``.
WEIGHTS: Mapping[str, float] = {
    "ahead": -0.1, "beside": 0.1, "counterpart": 1.5, "day": 0.3, "definite": 0.2, "due": 1.1, "far": -0.5,
    "foreign": -0.2, "inside": 0.3, "latest": 0.6, "main": 0.2, "mode": 1.1, "near": 0.2, "neutral": -0.5, "own": 2.4,
    "pair": 1.0, "paragraph": -1.0, "place": 0.8, "salient": 0.2, "same": 0.3, "section": 0.2, "side": 0.4,
    "speaker": 0.4, "times": -0.4, "topic": 0.9, "untold": -3.0,
}  # fmt: skip
THRESHOLD = 0.3


@dataclass(frozen=True, slots=True)
class _Said:
    """One account before it is linked: its content, the sentences round it, and whom these name."""

    content: Range
    sentence: Range
    names: frozenset[str]
    sides: frozenset[str]
    source: Source
    named: frozenset[str]


class Abouts:
    """Links the accounts of one document, in the order of the text, to its contact reports."""

    def __init__(self, annotated: Annotated, reports: Sequence[ContactReport], publisher_side: str | None) -> None:
        self.annotated = annotated
        self.reports = list(reports)
        self.publisher_side = publisher_side
        self.main = self._main()
        self.people = [{surname(p.name) for p in r.participants if p.actor.startswith("person:")} for r in self.reports]
        self.places = sorted((s.start, i) for i, r in enumerate(self.reports) for s in r.spans)
        self.starts = [place for place, _ in self.places]
        self.last: tuple[str, int] | None = None

    def of(self, content: Range, cue: Range | None, source: Source) -> str | None:
        """Return the id of the report that an account is about, None when it is about none."""
        if not self.reports:
            return None
        said = self._said(content, cue, source)
        scores = [sum(WEIGHTS[name] for name in self.evidence(i, said)) for i in range(len(self.reports))]
        best = max(range(len(scores)), key=lambda i: (scores[i], -i))
        if scores[best] < THRESHOLD:
            return None
        self.last = (source.name, best)
        return self.reports[best].id

    def _main(self) -> int | None:
        """Return the contact that the text is mainly about: the first that took place, else the first."""
        order = sorted(range(len(self.reports)), key=lambda i: (self.reports[i].status in AHEAD, self._first(i)))
        return order[0] if order else None

    def _first(self, i: int) -> int:
        return min((s.start for s in self.reports[i].spans), default=0)

    def _sentence(self, content: Range, cue: Range | None) -> Range:
        """Return the sentences over which content and cue stretch."""
        start, end = min(content[0], cue[0] if cue else content[0]), max(content[1], cue[1] if cue else content[1])
        sentences = self.annotated.sentences
        first = max(0, bisect_right(sentences, start, key=lambda s: s.start_char) - 1)
        for sentence in sentences[first:]:
            left, right = self.annotated.extent(sentence)
            if left >= end:
                break
            if start < right:
                start, end = min(start, left), max(end, right)
        return start, end

    def _said(self, content: Range, cue: Range | None, source: Source) -> _Said:
        sentence = self._sentence(content, cue)
        actors = [a for m in self.annotated.mentions_in(*sentence) for a in m.actors]
        names = {surname(a.name) for a in actors if a.kind in PERSONAL} | {surname(source.name)}
        sides = {a.country for a in actors if a.country} | ({source.side} if source.side else set())
        inside = {surname(a.name) for m in self.annotated.mentions_in(*content) for a in m.actors if a.kind in PERSONAL}
        return _Said(content, sentence, frozenset(names), frozenset(sides), source, frozenset(inside))

    def evidence(self, i: int, said: _Said) -> list[str]:
        """Return what speaks for and against a report, as names of weights."""
        return [*self._nearness(i, said), *self._parties(i, said), *self._words(i, said)]

    def _nearness(self, i: int, said: _Said) -> Iterator[str]:
        report, text, sentence = self.reports[i], self.annotated.text, said.sentence
        if any(s.start < sentence[1] and sentence[0] < s.end for s in report.spans):
            before = not any(s.start >= said.content[1] for s in report.spans)
            yield "inside" if before or _MODE_WORDS[report.mode].search(text, *said.content) else "beside"
        if i == self.main:
            yield "own" if self.publisher_side else "main"
        if self._latest(sentence[0]) == i:
            yield "latest"
            told = self.starts[bisect_right(self.starts, sentence[0]) - 1]
            if not _BETWEEN.search(text, told, said.content[0]):
                yield "paragraph"
            if said.content[0] - told < _NEAR:
                yield "near"
        if self._topic(sentence[0]) == i:
            yield "topic" if self._opening(sentence[0]) == i else "section"
        if self.last == (said.source.name, i):
            yield "same"
        if self._first(i) >= sentence[1]:
            yield "untold"
        elif said.content[0] - max(s.start for s in report.spans if s.start < sentence[1]) > _FAR:
            yield "far"
        if sum(s.start < sentence[0] for s in report.spans) >= _SALIENT:
            yield "salient"

    def _parties(self, i: int, said: _Said) -> Iterator[str]:
        report, side = self.reports[i], said.source.side
        shared = len(self.people[i] & said.names)
        covered = len(said.sides.intersection(report.sides))
        if shared > 1 or (covered > 1 and covered == len(report.sides)):
            yield "pair"
        if surname(said.source.name) in self.people[i]:
            yield "speaker"
        others = {surname(p.name) for p in report.participants if p.country != side and p.actor.startswith("person:")}
        if others & said.named:
            yield "counterpart"
        yield "neutral" if side is None else "side" if side in report.sides else "foreign"

    def _words(self, i: int, said: _Said) -> Iterator[str]:
        report, text = self.reports[i], self.annotated.text
        words = _MODE_WORDS[report.mode]
        if words.search(text, *said.sentence):
            yield "mode"
        if _DEFINITE[report.mode].search(text, *said.content):
            yield "definite"
        day = report.date.start if report.date is not None and report.date.is_day else None
        times = self.annotated.times_in(*said.sentence)
        if report.told is not None and any(t.quote == report.told for t in times):
            yield "day"
        elif times and day is not None:
            yield "times"
        if report.place and report.place.split(",", maxsplit=1)[0] in text[slice(*said.sentence)]:
            yield "place"
        if report.status in AHEAD:
            yield "due" if _FUTURE.search(text, *said.content) and words.search(text, *said.content) else "ahead"

    def _opening(self, place: int) -> int | None:
        """Return the report that the first sentence of a place's paragraph tells, None when it tells none."""
        start = self._paragraph(place)
        first = self._sentence((start, start + 1), None)
        told = [i for at, i in self.places if first[0] <= at < first[1] and self.reports[i].status is Status.HELD]
        return told[0] if told else None

    def _topic(self, place: int) -> int | None:
        """Return the report of the latest paragraph that opens with one, up to the one of this place."""
        found = self._opening(place)
        while found is None and place > 0:
            start = self._paragraph(place)
            place = self.annotated.text.rfind("\n", 0, start)
            found = self._opening(place) if place > 0 else None
        return found

    def _paragraph(self, place: int) -> int:
        """Return where the paragraph of a place starts."""
        return self.annotated.text.rfind("\n", 0, place) + 1

    def _latest(self, place: int) -> int | None:
        """Return the report told last before a place."""
        at = bisect_right(self.starts, place) - 1
        return self.places[at][1] if at >= 0 else None
