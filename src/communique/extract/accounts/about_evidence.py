"""Evidence on what an account is about, as names of weights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from communique.actors.resolver import surname
from communique.extract.accounts.about_scene import Said, Scene
from communique.records import AHEAD, Mode, Status

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
_PARTIES = "sides|leaders|presidents|ministers|men|countries|parties"
_BOTH = re.compile(
    rf"\b(?:the two|both (?:{_PARTIES})|(?:two|three) (?:{_PARTIES})|the (?:{_PARTIES})"
    r"|they (?:also )?(?:agreed|discussed)|(?:was|were) discussed)\b",
    re.IGNORECASE,
)

_ATTENDED = re.compile(
    r"\b(?:attend|join|tak\w+ part in|took part in|participat\w+ in|send|sent|host|boycott|skip)\w*\b[^.;]{0,50}? "
    r"(?:the|those|these|that) (?:\w+ )?(talks|negotiations|meeting|summit|conference|session)\b",
    re.IGNORECASE,
)
"""That somebody goes to a contact is of that contact, whatever was told around it."""
_OWNED = re.compile(r"['’]s\b")
_FAR = 6
"""In sentences: beyond this nothing is near any more."""
_SEVERAL = 3
"""Words in common that are more than chance."""


def _span(distance: int) -> int:
    """Return in which of the bands 1, 2-3, 4-6, 7 and more a distance in sentences lies, 0 for none."""
    return 0 if distance <= 0 else 1 if distance == 1 else 2 if distance <= _SEVERAL else 3 if distance <= _FAR else 4


class Evidence:
    """What speaks for and against each report of a document, or none, being what one account is about."""

    def __init__(self, scene: Scene, said: Said) -> None:
        self.scene = scene
        self.said = said
        self.name = surname(_OWNED.split(said.source.name)[0])  # who speaks, or whose spokesman, office or aides do
        self.side = said.source.side
        self.times = scene.annotated.times_in(*said.sentence)
        self.earlier = scene.latest(said.first - 1) if said.first else None
        self.news = scene.latest_news(said.first - 1) if said.first else None
        self.settled = self.news is not None and self._is_near(self.news[0])

    def of(self, i: int) -> list[str]:
        """Return what speaks for and against a report."""
        return [
            *self._nearness(i), *self._latest(i), *self._standing(i), *self._parties(i), *self._words(i),
            *self._lexis(i),
        ]  # fmt: skip

    def _is_near(self, sentence: int) -> bool:
        """Tell whether a sentence before the account sets what its paragraph is about."""
        return self.scene.paragraph_of(sentence) == self.said.paragraph and self.said.first - sentence <= _FAR

    @cached_property
    def _in_content(self) -> dict[Mode, tuple[bool, bool]]:
        return {mode: self._worded(mode, *self.said.content) for mode in Mode}

    @cached_property
    def _in_sentence(self) -> dict[Mode, tuple[bool, bool]]:
        return {mode: self._worded(mode, *self.said.sentence) for mode in Mode}

    def _worded(self, mode: Mode, start: int, end: int) -> tuple[bool, bool]:
        """Tell whether a passage has words of a mode, and whether it has them with an article that points back."""
        text = self.scene.annotated.text
        return bool(_MODE_WORDS[mode].search(text, start, end)), bool(_DEFINITE[mode].search(text, start, end))

    @cached_property
    def _common(self) -> list[int]:
        """How many words of the content each report's sentences share."""
        return [len(self.said.lemmas & words) for words in self.scene.lemmas]

    @cached_property
    def _most_common(self) -> int:
        return max(self._common, default=0)

    def _nearness(self, i: int) -> Iterator[str]:
        scene, said, told = self.scene, self.said, self.scene.told[i]
        here = [s for s in told if said.first <= s <= said.last]
        if here:
            yield from self._here(i, here)
        topic = scene.topic(said.paragraph)
        if topic is not None and i in topic[1] and scene.openings[topic[0]] <= said.first:
            yield "topic" if topic[0] == said.paragraph else "section"
        before = [s for s in told if s <= said.last]
        if told and not before:
            yield "untold"
            if told[0] == said.last + 1:
                yield "next"
        elif before and said.first - before[-1] > _FAR:
            yield "far"
        if sum(s < said.first for s in before) > 1:
            yield "salient"

    def _here(self, i: int, here: list[int]) -> Iterator[str]:
        scene, report = self.scene, self.scene.reports[i]
        way = next((scene.ways[i, s] for s in here if scene.ways[i, s] != "quoted"), "quoted")
        yield f"here_{way}"
        if way == "quoted":
            yield "inside" if self._in_content[report.mode][0] else "beside"
            if report.status in AHEAD:
                yield "quoted_ahead"
            elif i != scene.main:
                yield "quoted_own" if scene.own else "quoted_other"
        if all(scene.telling[s] == [i] for s in here):
            yield "here_alone"
        if here[0] == scene.told[i][0]:
            yield "here_first"

    def _latest(self, i: int) -> Iterator[str]:
        scene, said = self.scene, self.said
        own, state = "own_" if scene.own else "", "set" if self.settled else "open"
        if i == scene.main:
            yield f"{own}main_{state}"
        if self.news is not None and i in self.news[1]:
            yield f"{own}news_{state}"
            if len(self.news[1]) == 1:
                yield f"news_alone_{state}"
            if self.settled:
                yield f"news_gap{_span(said.first - self.news[0])}"
            if said.paragraph - scene.paragraph_of(self.news[0]) == 1:
                yield "news_before"
        elif i != scene.main:
            yield from self._age(i)
        if self.earlier is not None and i in self.earlier[1] and scene.ways[i, self.earlier[0]] != "news":
            yield f"aside_{state}"
            if said.first - self.earlier[0] == 1:
                yield "aside_next"

    def _age(self, i: int) -> Iterator[str]:
        """Yield whether a report is of days before or after the main contact."""
        scene = self.scene
        main = scene.reports[scene.main].date if scene.main is not None else None
        date = scene.reports[i].date
        if main is not None and date is not None:
            if date.end < main.start:
                yield "older"
            elif date.start > main.end:
                yield "later"

    def _standing(self, i: int) -> Iterator[str]:
        scene = self.scene
        if len(scene.reports) == 1:
            yield "sole"
        named = sum(not scene.title.isdisjoint(name.split()) for name in scene.people[i])
        if named:
            yield "title2" if named > 1 else "title1"
        if scene.background[i]:
            yield "background"

    def _parties(self, i: int) -> Iterator[str]:
        scene, said, sides = self.scene, self.said, self.scene.sides[i]
        if len(scene.people[i] & said.names) > 1 or (len(sides) > 1 and sides <= said.sides):
            yield "pair"
        if self.name in scene.people[i]:
            yield "speaker"
            if scene.speakers[self.name] == 1:
                yield "speaker_only"
        others = scene.others(i, self.side)
        if others & said.inside:
            yield "counterpart"
        elif others & said.names - {self.name}:
            yield "addressee"
        if self.side is None:
            yield "neutral"
        elif self.side in sides:
            yield "side"
            if scene.parties[self.side] == 1:
                yield "side_only"
        else:
            yield "foreign"
        rest = said.inside_sides - {self.side}
        if rest:
            yield "sides_in" if rest <= sides else "sides_part" if rest & sides else "sides_out"
        if said.inside and said.inside.isdisjoint(scene.people[i]):
            yield "strangers"

    def _words(self, i: int) -> Iterator[str]:
        scene, report = self.scene, self.scene.reports[i]
        worded, definite = self._in_content[report.mode]
        if worded:
            yield "mode"
            if scene.modes[report.mode] == 1:
                yield "mode_only"
        elif self._in_sentence[report.mode][0]:
            yield "mode_frame"
        if self._attended is not None and _MODE_WORDS[report.mode].fullmatch(self._attended):
            yield "attended"
        if definite:
            yield "definite"
        elif self._in_sentence[report.mode][1]:
            yield "definite_frame"
        if _BOTH.search(scene.annotated.text, *self.said.content):
            yield "both"
        if report.told is not None and any(t.quote == report.told for t in self.times):
            yield "day"
        elif self.times and report.date is not None and report.date.is_day:
            yield "times"
        yield from self._place(report.place)
        if report.mode is Mode.LETTER and report.initiator is not None and self.side is not None:
            yield "author" if report.initiator == self.side else "reader"
        if report.status in AHEAD:
            yield "due" if worded and _FUTURE.search(scene.annotated.text, *self.said.content) else "ahead"
        elif report.status is Status.CANCELLED:
            yield "cancelled"

    def _lexis(self, i: int) -> Iterator[str]:
        if self._common[i] and self._common[i] == self._most_common:
            yield "lexis"
            if self._common[i] >= _SEVERAL:
                yield "lexis_several"

    @cached_property
    def _attended(self) -> str | None:
        match = _ATTENDED.search(self.scene.annotated.text, *self.said.content)
        return match and match[1]

    def _place(self, place: str | None) -> Iterator[str]:
        city = place.split(",", maxsplit=1)[0] if place else ""
        text = self.scene.annotated.text
        if city and city in text[slice(*self.said.content)]:
            yield "place"
        elif city and city in text[slice(*self.said.sentence)]:
            yield "place_frame"

    def none(self) -> list[str]:
        """Return what speaks for and against the account being about none."""
        return list(self._none())

    def _none(self) -> Iterator[str]:
        scene, said = self.scene, self.said
        yield "none"
        if self.side is None:
            yield "none_neutral"
        elif not scene.parties[self.side]:
            yield "none_foreign"
        if not scene.speakers[self.name]:
            yield "none_outsider"
        if not any(self._in_sentence[Mode(mode)][0] for mode in scene.modes):
            yield "none_wordless"
        earlier = scene.latest(said.last)
        if earlier is None:
            yield "none_early"
        else:
            yield f"none_gap{_span(said.first - earlier[0])}"
            if scene.paragraph_of(earlier[0]) != said.paragraph:
                yield "none_paragraph"
        if scene.own:
            yield "none_own"
        if said.inside_sides - {self.side} - set(scene.parties):
            yield "none_sides"

    def moves(self, before: Said) -> list[str]:
        """Return what speaks for and against this account being about the same as the one before."""
        return list(self._moves(before))

    def _moves(self, before: Said) -> Iterator[str]:
        said = self.said
        yield "same"
        if before.source.name == said.source.name:
            yield "same_source"
        gap = said.first - before.last
        if gap <= 0:
            yield "same_sentence"
        elif gap == 1:
            yield "same_next"
        elif gap > _SEVERAL:
            yield "same_far"
        if before.paragraph != said.paragraph:
            yield "same_break"
        if self.scene.tells_between(before.last, said.last):
            yield "same_told"
