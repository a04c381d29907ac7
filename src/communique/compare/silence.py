"""Omissions: a main point of one side's account on which the other side's own account of the contact is silent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from communique.actors.authority import authority
from communique.compare.points import LIKELY, Heard, evidence, likelihood
from communique.compare.propositions import Proposition, Reader
from communique.compare.remarks import Silence, remarked
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
    found = [*remarked(propositions, own, sources, reader, loose), *passed]
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
