"""Which contact report an account is about, if any: by what stands beside it, who is named in it and what came before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from communique.actors.resolver import surname
from communique.annotate.annotated import Annotated
from communique.extract.account_sources import Source
from communique.extract.account_spans import Range
from communique.records import ContactReport, Mode, Status

_MODE_WORDS: Mapping[Mode, re.Pattern[str]] = {
    Mode.CALL: re.compile(r"\b(?:call|phone|telephone|conversation|exchange|talked|spoke)\b", re.IGNORECASE),
    Mode.VIDEO: re.compile(r"\b(?:video|virtual|call|conversation|exchange|screen|talked|spoke)\b", re.IGNORECASE),
    Mode.MEETING: re.compile(r"\b(?:meeting|met|meet|talks|visit|encounter|conversation)\b", re.IGNORECASE),
    Mode.SUMMIT: re.compile(r"\b(?:summit|meeting|talks|gathering)\b", re.IGNORECASE),
    Mode.VISIT: re.compile(r"\b(?:visit|trip|travel|come to|go to)\b", re.IGNORECASE),
    Mode.LETTER: re.compile(r"\b(?:letter|message|telegram|note|wrote|reply|answer)\b", re.IGNORECASE),
    Mode.TALKS: re.compile(r"\b(?:talks|negotiations?|negotiat\w+|delegations?|round|teams?)\b", re.IGNORECASE),
}
_AHEAD = frozenset({Status.SCHEDULED, Status.PROPOSED})
_FUTURE = re.compile(
    r"\b(?:will|would|could|to be held|plans?|expects?|hopes?|ready|next|coming|planned)\b", re.IGNORECASE
)
_BETWEEN = re.compile(r"\n[ \t]*\n|\n")

_NEAR = 500
"""In characters: this close behind a contact, what is said belongs to it more often than not."""

#: What each kind of evidence weighs; chosen by hand on the bundled corpus.
WEIGHTS: Mapping[str, float] = {
    "inside": 4.0, "beside": 1.0, "main": 1.7, "latest": 1.0, "paragraph": 0.5, "near": 0.4, "pair": 1.8, "one": 0.5,
    "side": 1.2, "foreign": -1.2, "neutral": -0.5, "mode": 0.8, "place": 2.5, "ahead": -0.3, "due": 1.2, "same": 0.8,
    "own": 0.8,
}  # fmt: skip
THRESHOLD = 2.4


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
        sentence = self._sentence(content, cue)
        named, sides = self._named(sentence, source)
        scores = [
            sum(WEIGHTS[name] for name in self._evidence(i, content, sentence, named, sides, source))
            for i in range(len(self.reports))
        ]
        best = max(range(len(scores)), key=lambda i: (scores[i], -i))
        if scores[best] < THRESHOLD:
            return None
        self.last = (source.name, best)
        return self.reports[best].id

    def _main(self) -> int | None:
        """Return the contact that the text is mainly about: the first that took place, else the first."""
        order = sorted(range(len(self.reports)), key=lambda i: (self.reports[i].status in _AHEAD, self._first(i)))
        return order[0] if order else None

    def _first(self, i: int) -> int:
        return min((s.start for s in self.reports[i].spans), default=0)

    def _sentence(self, content: Range, cue: Range | None) -> Range:
        """Return the sentences over which content and cue stretch."""
        start, end = min(content[0], cue[0] if cue else content[0]), max(content[1], cue[1] if cue else content[1])
        sentences = self.annotated.sentences
        first = max(0, bisect_right(sentences, start, key=lambda s: s.start_char) - 1)
        for sentence in sentences[first:]:
            if sentence.start_char >= end:
                break
            if start < sentence.end_char:
                start, end = min(start, sentence.start_char), max(end, sentence.end_char)
        return start, end

    def _named(self, sentence: Range, source: Source) -> tuple[set[str], set[str]]:
        """Return the surnames and sides of those whom a sentence names, its source included."""
        mentions = self.annotated.mentions_in(*sentence)
        actors = [a for m in mentions for a in m.actors]
        names = {surname(a.name) for a in actors if a.kind in {"person", "office"}} | {surname(source.name)}
        sides = {a.country for a in actors if a.country} | ({source.side} if source.side else set())
        return names, sides

    def _evidence(
        self, i: int, content: Range, sentence: Range, named: set[str], sides: set[str], source: Source
    ) -> list[str]:
        """Return what speaks for and against a report, as names of weights."""
        report, text = self.reports[i], self.annotated.text
        out = []
        if any(s.start < sentence[1] and sentence[0] < s.end for s in report.spans):
            inside = _MODE_WORDS[report.mode].search(text, *content) is not None or not any(
                s.start >= content[1] for s in report.spans
            )
            out.append("inside" if inside else "beside")
        if i == self.main:
            out.append("main")
        if self._latest(sentence[0]) == i:
            out.append("latest")
            told = self.starts[bisect_right(self.starts, sentence[0]) - 1]
            if not _BETWEEN.search(text, told, content[0]):
                out.append("paragraph")
            if content[0] - told < _NEAR:
                out.append("near")
        shared = len(self.people[i] & named)
        covered = len(set(report.sides) & sides)
        if shared > 1 or (covered > 1 and covered == len(report.sides)):
            out.append("pair")
        elif shared == 1:
            out.append("one")
        if source.side is None:
            out.append("neutral")
        else:
            out.append("side" if source.side in report.sides else "foreign")
        if _MODE_WORDS[report.mode].search(text, *sentence):
            out.append("mode")
        if report.place and report.place.split(",")[0] in text[sentence[0] : sentence[1]]:
            out.append("place")
        if report.status in _AHEAD:
            out.append(
                "due" if _FUTURE.search(text, *content) and _MODE_WORDS[report.mode].search(text, *content) else "ahead"
            )
        if self.last == (source.name, i):
            out.append("same")
        if self.publisher_side and i == self.main:
            out.append("own")
        return out

    def _latest(self, place: int) -> int | None:
        """Return the report told last before a place."""
        at = bisect_right(self.starts, place) - 1
        return self.places[at][1] if at >= 0 else None
