"""Omissions: a main point of one side's account on which the other side's own account of the contact is silent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from communique.actors.authority import authority
from communique.compare.align import overlap
from communique.compare.points import LIKELY, Heard, evidence, likelihood
from communique.compare.propositions import Proposition, Reader, sides_called
from communique.compare.setting import Source
from communique.compare.words import topical_concepts
from communique.merge.lineage_text import folded_words, stem

#: So many points of a readout are told as passed over, at most.
_MOST = 3
#: A document is a readout of the contact when it has so many statements on it.
_FEWEST_STATEMENTS = 2
_PARAGRAPH_WORDS, _SENTENCE_WORDS = 8, 4
#: So many words tell what a point is on, where it has no topic.
_NAMED = 3
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_MUTE = re.compile(
    r"\b(?:made|makes|making|contain(?:ed|s)?|had|has|with|there was) no (?:such )?"
    r"(?:mention|word|reference|trace|warning|hint|talk)\b|"
    r"\bdid(?: not|n['’]t) mention\b|\bnot a word\b|\b(?:is|was|were|remained|stayed) (?:mute|silent)\b|"
    r"\b(?:has|had|have) (?:not|n['’]t) (?:written|spoken|said anything|mentioned)\b|\bpass(?:ed|es) over\b|"
    r"\bsays nothing (?:of|about)\b|\bsaid nothing (?:of|about)\b|\bno word of\b",
    re.IGNORECASE,
)
#: How far back from the remark a point may stand that it says the other side is silent on.
_REACH = 900
#: A point is on the matter of a remark when they share so much weight.
_MATTER = 0.9


@dataclass(frozen=True, slots=True)
class Silence:
    """A point that ``side`` is silent on, and why it is taken for one."""

    point: Proposition
    side: str
    why: str
    score: float


def silences(
    propositions: Sequence[Proposition],
    own: Mapping[str, Sequence[Proposition]],
    sources: Mapping[str, Source],
    reader: Reader,
    *,
    loose: Sequence[Proposition] = (),
    leading: Collection[str] = (),
) -> list[Silence]:
    """Return the omissions of each side that has an account of its own, the surest first.

    own: side -> what it says itself. sources: the documents that the propositions and readouts stand in. loose: what
    sides that took part say in these documents, of this contact or of something else: where a text remarks on a
    silence, it is an account of their own. leading: the documents that begin with the contact.
    """
    passed = _passed_over(propositions, own, sources, reader, leading)
    found = [*_remarked(propositions, own, sources, reader, loose), *passed]
    best: dict[tuple[str, str], Silence] = {}
    for silence in found:
        key = (silence.point.account.id, silence.side)
        if key not in best or best[key].score < silence.score:
            best[key] = silence
    return sorted(best.values(), key=lambda s: (-s.score, s.point.account.id, s.side))


def _passed_over(
    propositions: Sequence[Proposition],
    own: Mapping[str, Sequence[Proposition]],
    sources: Mapping[str, Source],
    reader: Reader,
    leading: Collection[str],
) -> Iterator[Silence]:
    """Yield the main points of a side's readout that the other side's readout has nothing of."""
    readouts = _readouts(propositions, sources)
    silent = _readouts(propositions, sources, leading)
    for side in sorted(silent):
        texts = [
            _on_the_contact(sources[id_].text, [p for p in propositions if p.account.document == id_])
            for id_ in silent[side]
        ]
        heard = _heard(side, own.get(side, ()), texts, reader)
        for other in sorted((readouts.keys() & own.keys()) - {side}):
            points = []
            for point in own[other]:
                if point.account.document not in readouts[other]:
                    continue
                topics = _topics(point) - heard.weights.keys()
                likely = likelihood(evidence(point, topics, heard))
                if likely >= LIKELY:
                    points.append(Silence(point, side, _why(point, side, topics, heard), likely))
            yield from sorted(points, key=lambda s: (-s.score, s.point.account.id))[:_MOST]


def _heard(side: str, own: Sequence[Proposition], texts: Sequence[str], reader: Reader) -> Heard:
    weights: dict[str, float] = {}
    for said in own:
        weights.update(said.weights)
    for text in texts:
        weights.update(reader.weights_of(text))
    sentences = [s for text in texts for s in _SENTENCE_END.split(text) if len(s.split()) >= _SENTENCE_WORDS]
    return Heard(side, weights, [reader.weights_of(s) for s in sentences])


def _why(point: Proposition, side: str, topics: Collection[str], heard: Heard) -> str:
    told = sorted(topics) or sorted(t for t, w in point.weights.items() if w >= 1.0 and t not in heard.weights)[:_NAMED]
    matter = f"is on {', '.join(told)}" if told else "says as much"
    return f"nothing in what {side} says of the contact {matter}".replace("_", " ")


def _readouts(
    propositions: Sequence[Proposition], sources: Mapping[str, Source], leading: Collection[str] = ()
) -> dict[str, list[str]]:
    """Return by side the documents of its own that tell of the contact in several statements, or begin with it."""
    telling = Counter(p.account.document for p in propositions)
    found: dict[str, list[str]] = {}
    for id_, source in sorted(sources.items()):
        if source.home and source.copy_of is None and (telling[id_] >= _FEWEST_STATEMENTS or id_ in leading):
            found.setdefault(source.home, []).append(id_)
    return found


def _on_the_contact(text: str, told: Sequence[Proposition]) -> str:
    """Return the text, or only the paragraphs with statements on the contact where most are on other things."""
    paragraphs = [m for m in re.finditer(r"[^\n]+", text) if len(m[0].split()) >= _PARAGRAPH_WORDS]
    places = [p.account.content.start for p in told]
    held = [m[0] for m in paragraphs if any(m.start() <= at < m.end() for at in places)]
    return "\n".join(held) if 0 < 2 * len(held) < len(paragraphs) else text


def _topics(point: Proposition) -> frozenset[str]:
    """Return the names and the concepts that tell what a statement is about."""
    concepts = {t for t in point.weights if t in topical_concepts()}
    return frozenset(concepts | {n for n in point.names - _person_words() if n in point.weights})


@cache
def _person_words() -> frozenset[str]:
    """Return the stems of the words of all persons' names: who is spoken of is no topic."""
    return frozenset(stem(w) for name in authority().persons for w in folded_words(name))


def _remarked(
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
        text = sources[id_].text if id_ in sources else ""
        for remark in _MUTE.finditer(text):
            sentence = _sentence_at(text, remark.start())
            speaking = own.keys() | {p.side for p in loose if p.account.document == id_}
            named = sides_called(sentence) & speaking or _named_before(text, remark.start()) & speaking
            told = [p for p in members if p.side in speaking and _reaches(p, remark.start())]
            found = _point_of(told, named, reader.weights_of(sentence))
            if found is not None:
                yield Silence(found[0], found[1], f'the text says so: "{sentence.strip()}"', 3.0)


def _reaches(said: Proposition, place: int) -> bool:
    return said.account.content.start <= place <= said.account.content.end + _REACH


def _sentence_at(text: str, place: int) -> str:
    start = max(text.rfind(mark, 0, place) for mark in (". ", "\n", "? ", "! ")) + 1
    ends = [at for mark in (". ", "\n", "? ", "! ") if (at := text.find(mark, place)) >= 0]
    return text[start : min(ends, default=len(text)) + 1]


def _named_before(text: str, place: int) -> frozenset[str]:
    """Return the sides that the first sentence of a paragraph names, as in "Moscow was briefer still"."""
    paragraph = text[text.rfind("\n", 0, place) + 1 : place]
    return sides_called(paragraph.partition(". ")[0])


def _point_of(
    told: Sequence[Proposition], named: Collection[str], matter: Mapping[str, float]
) -> tuple[Proposition, str] | None:
    """Return the point that a remark is on, and the silent side.

    told: what was said before. The silent side is the one that the remark names ("the Chinese account had no such
    warning") or its paragraph begins with, else the one that was quoted last. The point is what the other side said of
    the remark's matter, or what it said last.
    """
    if not told:
        return None
    silent = min(named) if len(named) == 1 else max(told, key=lambda p: p.account.content.start).side
    others = [p for p in told if p.side != silent and p.account.report is not None]
    if not others:
        return None
    shared = {p.account.id: overlap(p.weights, matter).weight for p in others}
    if matter.keys() & topical_concepts() and max(shared.values()) < _MATTER:
        return None
    return max(
        others, key=lambda p: (shared[p.account.id] >= _MATTER and shared[p.account.id], p.account.content.start)
    ), silent
