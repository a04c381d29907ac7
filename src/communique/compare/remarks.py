"""Silences that a text remarks on: "it made no mention of a ceasefire"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.compare.align import overlap
from communique.compare.propositions import Proposition, Reader, sides_called
from communique.compare.setting import Source
from communique.compare.words import topical_concepts

_MUTE = re.compile(
    r"\b(?:made|makes|making|contain(?:ed|s)?|had|has|with|there (?:was|is)) no (?:such )?"
    r"(?:mention|word|reference|trace|warning|hint|talk)\b|"
    r"\b(?:did|does|do)(?: not|n['’]t) (?:even )?(?:mention|refer to|speak of|touch on|say anything (?:of|about))\b|"
    r"\bnot a word\b|\b(?:is|was|were|remain(?:s|ed)|stay(?:s|ed)|kept|keeps) (?:mute|silent|quiet|mum)\b|"
    r"\b(?:has|had|have) (?:not|n['’]t) (?:written|spoken (?:of|about)|said anything|mentioned)\b|"
    r"\b(?:pass|gloss)(?:ed|es) over\b|\bfail(?:ed|s) to mention\b|\bomit(?:s|ted)\b|\bno word of\b|"
    r"\b(?:left|leaves) (?:it |this |that )?(?:out|unmentioned)\b|\b(?:is|was|were) (?:absent|missing) from\b|"
    r"\bsa(?:ys|id) nothing (?:of|about)\b",
    re.IGNORECASE,
)
#: What a side puts out about a contact.
_TEXT = re.compile(r"\b(?:version|account|text|readout|statement|summary|communique|bulletin|report)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\W*(?:it|he|she|they)\b", re.IGNORECASE)
#: What a remark may call a point by no more than this: "it did not mention the offer".
_ACTS = frozenset("offer request warn commit concern blame condemn threat accept".split())
#: How far back from the remark a point may stand that it says the other side is silent on.
_REACH = 900
#: A point is on the matter of a remark when they share so much weight.
_MATTER = 0.9
#: What the remark names outright may be a word of little weight, such as "hotline".
_LEAST = 0.4


@dataclass(frozen=True, slots=True)
class Silence:
    """A point that ``side`` is silent on, and why it is taken for one."""

    point: Proposition
    side: str
    why: str
    score: float


def remarked(
    propositions: Sequence[Proposition],
    own: Mapping[str, Sequence[Proposition]],
    sources: Mapping[str, Source],
    reader: Reader,
    loose: Sequence[Proposition],
) -> Iterator[Silence]:
    """Yield the points of which the text itself says that the other side is silent on them."""
    by_document: dict[str, list[Proposition]] = {}
    for proposition in (*propositions, *loose):
        by_document.setdefault(proposition.account.document, []).append(proposition)
    for id_, members in sorted(by_document.items()):
        speaking = own.keys() | {p.side for p in loose if p.account.document == id_}
        if id_ in sources:
            yield from _in_text(sources[id_].text, members, speaking, reader)


def remarked_by_the_way(told: Sequence[Proposition], text: str, reader: Reader) -> Iterator[Silence]:
    """Yield the points of a text, of whatever contact or none, of which it says that another side is silent on them.

    told: what sides say in the text.
    """
    yield from _in_text(text, told, {p.side for p in told if p.side}, reader, attached=False)


def _in_text(
    text: str, told: Sequence[Proposition], speaking: Collection[str], reader: Reader, *, attached: bool = True
) -> Iterator[Silence]:
    for remark in _MUTE.finditer(text):
        sentence = _sentence_at(text, remark.start())
        heard = frozenset(speaking) | _sides_of_texts(text, remark.start())
        near = [p for p in told if p.side in heard and _reaches(p, remark.start())]
        named = _last_quoted(text, remark.start(), sentence, near)
        named = named or _sides_before(text, remark.start(), sentence, heard)
        matter = reader.weights_of(_matter_of(text, remark, sentence) if not attached else sentence)
        found = _point_of(near, named, matter, attached=attached)
        if found is not None:
            yield Silence(found[0], found[1], f'the text says so: "{sentence.strip()}"', 3.0)


def _matter_of(text: str, remark: re.Match[str], sentence: str) -> str:
    """Return the words for what is passed over: those after the remark's verb, else those before it."""
    if remark[0].endswith("from"):
        return sentence.partition(remark[0])[0]
    after = text[remark.end() :].split("\n", 1)[0].partition(".")[0]
    return after if len(after.split()) > 1 or not sentence.partition(remark[0])[0].strip() else sentence


def _reaches(said: Proposition, place: int) -> bool:
    return said.account.content.start <= place <= said.account.content.end + _REACH


def _sentence_at(text: str, place: int) -> str:
    start = max(text.rfind(mark, 0, place) for mark in (". ", "\n", "? ", "! ")) + 1
    ends = [at for mark in (". ", "\n", "? ", "! ") if (at := text.find(mark, place)) >= 0]
    return text[start : min(ends, default=len(text)) + 1]


def _last_quoted(text: str, place: int, sentence: str, near: Sequence[Proposition]) -> frozenset[str]:
    """Return the side quoted last before a remark that begins with "it" or "they", in its paragraph; else none."""
    start = text.rfind("\n", 0, place) + 1
    inside = [p for p in near if p.account.content.start >= start and p.account.content.end <= place]
    if not inside or not _PRONOUN.match(sentence):
        return frozenset()
    return frozenset({max(inside, key=lambda p: p.account.content.end).side})


def _sides_of_texts(text: str, place: int) -> frozenset[str]:
    """Return the sides whose account a paragraph tells of: "China's version was sterner"."""
    paragraph = text[text.rfind("\n", 0, place) + 1 : place]
    return frozenset(
        side for s in re.split(r"(?<=[.!?]) ", paragraph) if _TEXT.search(s) and len(sides_called(s)) == 1
        for side in sides_called(s)
    )  # fmt: skip


def _sides_before(text: str, place: int, sentence: str, speaking: frozenset[str]) -> frozenset[str]:
    """Return the speaking sides that a remark may be on, by the names in its own sentence or in those before it.

    "It did not mention": the sentence before tells whose account that is, when it names one side; else the first
    sentence of the paragraph, as in "Moscow was briefer still".
    """
    found = sides_called(sentence) & speaking
    if found:
        return found
    paragraph = text[text.rfind("\n", 0, place) + 1 : place]
    before = [s for s in re.split(r"(?<=[.!?]) ", paragraph) if s.strip() and s.strip() not in sentence]
    told = sides_called(before[-1]) & speaking if before else frozenset[str]()
    return told if len(told) == 1 else sides_called(paragraph.partition(". ")[0]) & speaking


def _point_of(
    told: Sequence[Proposition], named: Collection[str], matter: Mapping[str, float], *, attached: bool
) -> tuple[Proposition, str] | None:
    """Return the point that a remark is on, and the silent side.

    told: what was said before. The silent side is the one that the remark names ("the Chinese account had no such
    warning") or its paragraph begins with, else the one that was quoted last. The point is what the other side said of
    the remark's matter, or what it said last.
    """
    if not told:
        return None
    silent = min(named) if len(named) == 1 else max(told, key=lambda p: p.account.content.start).side
    others = [p for p in told if p.side != silent and (p.account.report is not None or not attached)]
    if not others:
        return None
    shared = {p.account.id: overlap(p.weights, matter).weight for p in others}
    if not attached:
        best = max(others, key=lambda p: (shared[p.account.id], p.account.content.start))
        known = shared[best.account.id] >= _LEAST or (matter and matter.keys() <= _ACTS)
        return (best, silent) if known else None
    if matter.keys() & topical_concepts() and max(shared.values()) < _MATTER:
        return None
    return max(
        others, key=lambda p: (shared[p.account.id] >= _MATTER and shared[p.account.id], p.account.content.start)
    ), silent
