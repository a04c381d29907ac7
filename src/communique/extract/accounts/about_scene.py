"""The scene of a document: which sentence tells which contact and how, and what each contact report is known by."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from communique.actors.actor import PERSONAL
from communique.actors.resolver import surname
from communique.annotate.annotated import Annotated
from communique.extract.accounts.source_names import Source
from communique.extract.accounts.spans import Range
from communique.extract.contacts.candidate import modes_agree
from communique.extract.contacts.triggers import triggers
from communique.records import AHEAD, ContactReport, Status

_BACKGROUND = re.compile(
    r"\b(?:another|previous(?:ly)?|earlier|last|since|ago|former|recall(?:ed|s)?|first"
    r"|had (?:\w+ )?\w+(?:ed|en|ld|et|id|ad))\b",
    re.IGNORECASE,
)
_CONTENT_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_FAINT = frozenset({"be", "have", "say", "tell", "do", "make", "take", "other", "also", "would", "could"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "pcomp", "csubj"})
_NOMINAL = frozenset({"poss", "compound", "appos", "npadvmod", "nmod"})
_READ = 8
"""Sentences of a report whose words are compared with those of an account: the first ones."""

Item = tuple[Range, Range | None, Source]
"""An account before it is linked: content, cue and source."""


@dataclass(frozen=True, slots=True)
class Said:
    """An account before it is linked: where it stands and whom it names.

    sentence: from the start of the first sentence to the end of the last, whose numbers are ``first`` and ``last``.
    names, sides: whom these sentences and the source name; inside, inside_sides: whom the content itself names.
    """

    content: Range
    sentence: Range
    first: int
    last: int
    paragraph: int
    names: frozenset[str]
    sides: frozenset[str]
    source: Source
    inside: frozenset[str]
    inside_sides: frozenset[str]
    lemmas: frozenset[str]


class Scene:
    """What the linking of accounts asks of a document and its contact reports.

    ways: how each report is told by each of its sentences, by their numbers: "news" of the sentence itself, "aside" in
    passing, or "quoted" where it stands in what somebody said. own: whether the document is an office's readout.
    """

    def __init__(
        self, annotated: Annotated, reports: Sequence[ContactReport], publisher_side: str | None, contents: list[Range]
    ) -> None:
        self.annotated = annotated
        self.reports = tuple(reports)
        self.own = publisher_side is not None
        self.people = [{surname(p.name) for p in r.participants if p.actor.startswith("person:")} for r in reports]
        self.sides = [frozenset(r.sides) for r in reports]
        self._contents = sorted(contents)
        self.told = [sorted({self.sentence_at(s.start) for s in r.spans}) for r in reports]
        self.ways = {(i, s): self._way(i, s) for i, told in enumerate(self.told) for s in told}
        self.main = self._main()
        self._give_back()
        self.telling: dict[int, list[int]] = {}
        for i, told in enumerate(self.told):
            for s in told:
                self.telling.setdefault(s, []).append(i)
        self._all = sorted(self.telling)
        self._news = sorted({s for (_, s), way in self.ways.items() if way == "news"})

    @cached_property
    def extents(self) -> list[Range]:
        """Start and end of each sentence."""
        return [self.annotated.extent(s) for s in self._sentences]

    @cached_property
    def _sentences(self) -> list[Span]:
        """The sentences, ended at the end of a line where the parser runs on."""
        return [part for sentence in self.annotated.sentences for part in _lines(sentence)]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.extents]

    @cached_property
    def _breaks(self) -> list[int]:
        return [m.end() for m in re.finditer(r"\n", self.annotated.text)]

    @cached_property
    def openings(self) -> dict[int, int]:
        """The first sentence of each paragraph."""
        out: dict[int, int] = {}
        for i, (start, _) in enumerate(self.extents):
            out.setdefault(self.paragraph_at(start), i)
        return out

    @cached_property
    def title(self) -> frozenset[str]:
        """The words of the title in lower case."""
        return frozenset(re.findall(r"\w+", (self.annotated.document.title or "").lower()))

    @cached_property
    def speakers(self) -> Counter[str]:
        """In how many reports each person takes part, by surname."""
        return Counter(name for people in self.people for name in people)

    @cached_property
    def parties(self) -> Counter[str]:
        """In how many reports each side takes part."""
        return Counter(side for sides in self.sides for side in sides)

    def others(self, i: int, side: str | None) -> frozenset[str]:
        """Return the surnames of the persons in a report who are not of a side."""
        return frozenset(surname(p.name) for p in self.reports[i].participants if p.country != side) & self.people[i]

    @cached_property
    def modes(self) -> Counter[str]:
        """How many reports each mode has."""
        return Counter(r.mode for r in self.reports)

    @cached_property
    def lemmas(self) -> list[frozenset[str]]:
        """The words of the sentences that tell each report."""
        return [frozenset(w for s in told[:_READ] for w in self._lemmas(*self.extents[s])) for told in self.told]

    @cached_property
    def background(self) -> list[bool]:
        """Whether each report is told but once, and as something from before."""
        return [
            len(told) == 1
            and report.status is Status.HELD
            and _BACKGROUND.search(self.annotated.text, *self.extents[told[0]]) is not None
            for report, told in zip(self.reports, self.told, strict=True)
        ]

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence that holds a place, of the one before between two."""
        return max(0, bisect_right(self._starts, place) - 1)

    def paragraph_at(self, place: int) -> int:
        """Return the number of the paragraph that holds a place."""
        return bisect_right(self._breaks, place)

    def paragraph_of(self, sentence: int) -> int:
        """Return the number of the paragraph in which a sentence begins."""
        return self.paragraph_at(self.extents[sentence][0])

    def said(self, item: Item) -> Said:
        """Return where an account stands and whom it names."""
        content, cue, source = item
        start, end = min(content[0], cue[0] if cue else content[0]), max(content[1], cue[1] if cue else content[1])
        first = self.sentence_at(start)
        last = max(first, bisect_left(self._starts, end) - 1)
        sentence = min(self.extents[first][0], start), max(self.extents[last][1], end)
        actors = [a for m in self.annotated.mentions_in(*sentence) for a in m.actors]
        within = [a for m in self.annotated.mentions_in(*content) for a in m.actors]
        names = {surname(a.name) for a in actors if a.kind in PERSONAL} | {surname(source.name)}
        sides = {a.country for a in actors if a.country} | ({source.side} if source.side else set())
        return Said(
            content, sentence, first, last, self.paragraph_at(content[0]), frozenset(names), frozenset(sides), source,
            frozenset(surname(a.name) for a in within if a.kind in PERSONAL),
            frozenset(a.country for a in within if a.country),
            frozenset(self._lemmas(*content)),
        )  # fmt: skip

    def latest(self, sentence: int) -> tuple[int, list[int]] | None:
        """Return the last sentence up to a given one that tells contacts in any way, and these."""
        at = bisect_right(self._all, sentence) - 1
        return (self._all[at], self.telling[self._all[at]]) if at >= 0 else None

    def latest_news(self, sentence: int) -> tuple[int, list[int]] | None:
        """Return the last sentence up to a given one that tells contacts as its own news, and these."""
        at = bisect_right(self._news, sentence) - 1
        return (self._news[at], self.news_of(self._news[at])) if at >= 0 else None

    def tells_between(self, after: int, last: int) -> bool:
        """Tell whether a sentence behind the first given and up to the last tells a contact."""
        return bisect_right(self._all, last) > bisect_right(self._all, after)

    def news_of(self, sentence: int) -> list[int]:
        """Return the reports that a sentence tells as its own news."""
        return [i for i in self.telling.get(sentence, ()) if self.ways[i, sentence] == "news"]

    @cached_property
    def _topics(self) -> list[tuple[int, list[int]] | None]:
        """For each paragraph the last one up to it whose first sentence tells contacts held as news, and these."""
        out: list[tuple[int, list[int]] | None] = []
        found: tuple[int, list[int]] | None = None
        for paragraph in range(len(self._breaks) + 1):
            told = self.news_of(self.openings[paragraph]) if paragraph in self.openings else []
            held = [i for i in told if self.reports[i].status is Status.HELD]
            found = (paragraph, held) if held else found
            out.append(found)
        return out

    def topic(self, paragraph: int) -> tuple[int, list[int]] | None:
        """Return the last paragraph up to one whose first sentence tells contacts held as news, and these."""
        return self._topics[paragraph]

    def _lemmas(self, start: int, end: int) -> Iterator[str]:
        for token in self.annotated.tokens(start, end):
            lemma = token.lemma_.lower()
            if token.pos_ in _CONTENT_WORDS and lemma.isalpha() and lemma not in _FAINT and token.ent_type_ != "PERSON":
                yield lemma

    def _way(self, i: int, s: int) -> str:
        report = self.reports[i]
        found = [t for t in triggers(self._sentences[s]) if modes_agree(t.mode, report.mode)]
        if not found:
            return "quoted" if self._is_said(sum(self.extents[s]) // 2) else "news"
        outside = [t for t in found if not self._is_said(t.token.idx)]
        if not outside:
            return "quoted"
        news = report.status is not Status.HELD or any(_depth(t.token) == 0 for t in outside)
        return "news" if news else "aside"

    def _is_said(self, place: int) -> bool:
        """Tell whether a place lies in somebody's words, those of the publishing office aside."""
        at = bisect_right(self._contents, (place, len(self.annotated.text) + 1))
        return any(start <= place < end for start, end in self._contents[max(0, at - 4) : at])

    def _main(self) -> int | None:
        """Return the contact that the text is mainly about: the first held one that is news, else the first."""

        def rank(i: int) -> tuple[bool, bool, int]:
            ways = [self.ways[i, s] for s in self.told[i]]
            return self.reports[i].status in AHEAD, "news" not in ways, self.told[i][0] if self.told[i] else 0

        return min(range(len(self.reports)), key=rank, default=None)

    def _give_back(self) -> None:
        """Let "the call" mean the main contact where another like it was mentioned only in passing.

        That other keeps its first sentence and those that give a time.
        """
        if self.main is None:
            return
        main = self.reports[self.main]
        for i, report in enumerate(self.reports):
            alike = report.mode == main.mode and report.sides == main.sides and self.people[i] == self.people[self.main]
            if i == self.main or not alike or not self.told[i] or self.ways[i, self.told[i][0]] == "news":
                continue
            vague = [s for s in self.told[i][1:] if not self.annotated.times_in(*self.extents[s])]
            for s in vague:
                self.ways.setdefault((self.main, s), self.ways.pop((i, s)))
            self.told[i] = [s for s in self.told[i] if s not in vague]
            self.told[self.main] = sorted({*self.told[self.main], *vague})


def _lines(sentence: Span) -> Iterator[Span]:
    """Yield the parts of a sentence that stand on lines of their own, without blank ones."""
    start = sentence.start
    for token in sentence:
        if "\n" in token.text:
            if token.i > start:
                yield sentence.doc[start : token.i]
            start = token.i + 1
    if start < sentence.end:
        yield sentence.doc[start : sentence.end]


def _depth(token: Token) -> int:
    """Return how many clauses and phrases lie between a word and the main clause of its sentence."""
    depth = 0
    while token.head != token:
        within = token.dep_ == "prep" and token.head.pos_ in {"NOUN", "PROPN"}
        depth += within or token.dep_ in _CLAUSES or token.dep_ in _NOMINAL
        token = token.head
    return depth
