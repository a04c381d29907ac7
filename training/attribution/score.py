"""Scores of tagged attributions against PolNeAR.

Exact: same role, same first and last token, where a token is a run of word characters or one other mark and marks at
the edges of a span are not counted; the parts of a discontinuous content count as one span from its first to its last
token; a span that several attributions share counts once. Any-overlap: a span is right when it shares a token with a
span of its role on the other side. Linked: pairs cue-source and cue-content, right when both spans are exact
("linked") or when both overlap ("linked_overlap").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .data import GoldAttribution, Parts

ROLES = ("source", "cue", "content")
_TOKEN = re.compile(r"\w+|[^\w\s]")


def token_count(text: str) -> int:
    """Return the number of tokens of ``text``, as the scores count them."""
    return len(_TOKEN.findall(text))


TokenSpan = tuple[int, ...]
"""The numbers of the word tokens of a span, in order; the exact score looks at the first and last alone."""


class Tokens:
    """The tokens of one text, to turn character ranges into token numbers."""

    def __init__(self, text: str) -> None:
        found = list(_TOKEN.finditer(text))
        self._starts = [m.start() for m in found]
        self._ends = [m.end() for m in found]
        self._is_word = [m.group()[0].isalnum() or m.group()[0] == "_" for m in found]

    def span(self, parts: Parts | None) -> TokenSpan | None:
        """Return the tokens that the parts touch, without marks at the outer edges, or None when no word is left."""
        if not parts:
            return None
        tokens: list[int] = []
        for start, end in sorted(parts):
            tokens.extend(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        while tokens and not self._is_word[tokens[0]]:
            tokens.pop(0)
        while tokens and not self._is_word[tokens[-1]]:
            tokens.pop()
        return tuple(tokens) or None


@dataclass(slots=True)
class Counts:
    """True positives on the predicted and on the gold side, and the totals, by key."""

    hit_predicted: Counter[str] = field(default_factory=Counter)
    hit_gold: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(self, key: str, hits: tuple[int, int], totals: tuple[int, int]) -> None:
        """Count hits and totals, each as (predicted, gold)."""
        self.hit_predicted[key] += hits[0]
        self.hit_gold[key] += hits[1]
        self.predicted[key] += totals[0]
        self.gold[key] += totals[1]

    def prf(self, *keys: str) -> tuple[float, float, float]:
        """Return precision, recall and F1 over the keys together."""
        precision = _ratio(sum(self.hit_predicted[k] for k in keys), sum(self.predicted[k] for k in keys))
        recall = _ratio(sum(self.hit_gold[k] for k in keys), sum(self.gold[k] for k in keys))
        return precision, recall, _ratio(2 * precision * recall, precision + recall)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _overlaps(one: Iterable[TokenSpan], others: Iterable[TokenSpan]) -> int:
    taken = {token for span in others for token in span}
    return sum(1 for span in one if not taken.isdisjoint(span))


def _edges(span: TokenSpan) -> tuple[int, int]:
    return span[0], span[-1]


Spans = dict[str, TokenSpan | None]


def _spans(tokens: Tokens, attributions: Sequence[GoldAttribution]) -> list[Spans]:
    return [{role: tokens.span(getattr(a, role)) for role in ROLES} for a in attributions]


def _add_linked(counts: Counts, predicted: list[Spans], gold: list[Spans]) -> None:
    for role in ("source", "content"):
        ours = [(a["cue"], a[role]) for a in predicted if a["cue"] and a[role]]
        theirs = [(a["cue"], a[role]) for a in gold if a["cue"] and a[role]]
        exact = {(_edges(c), _edges(r)) for c, r in ours if c and r}
        wanted = {(_edges(c), _edges(r)) for c, r in theirs if c and r}
        same = len(exact & wanted)
        counts.add(f"linked-{role}", (same, same), (len(exact), len(wanted)))
        pairs = [
            (i, j)
            for i, (c, r) in enumerate(ours)
            for j, (d, s) in enumerate(theirs)
            if c and r and d and s and not set(c).isdisjoint(d) and not set(r).isdisjoint(s)
        ]
        hits = (len({i for i, _ in pairs}), len({j for _, j in pairs}))
        counts.add(f"linked_overlap-{role}", hits, (len(ours), len(theirs)))


def score_texts(items: Iterable[tuple[str, Sequence[GoldAttribution], Sequence[GoldAttribution]]]) -> dict[str, float]:
    """Return F1 by metric and role over (text, predicted, gold) triples, with precision and recall of the exact
    micro."""
    exact, overlap, linked = Counts(), Counts(), Counts()
    for text, predicted_attributions, gold_attributions in items:
        tokens = Tokens(text)
        predicted = _spans(tokens, predicted_attributions)
        gold = _spans(tokens, gold_attributions)
        for role in ROLES:
            ours = {_edges(s): s for a in predicted if (s := a[role])}
            theirs = {_edges(s): s for a in gold if (s := a[role])}
            totals = (len(ours), len(theirs))
            same = len(ours.keys() & theirs.keys())
            exact.add(role, (same, same), totals)
            hits = (_overlaps(ours.values(), theirs.values()), _overlaps(theirs.values(), ours.values()))
            overlap.add(role, hits, totals)
        _add_linked(linked, predicted, gold)
    result: dict[str, float] = {}
    for name, counts in (("exact", exact), ("overlap", overlap)):
        for role in ROLES:
            result[f"{name}.{role}"] = counts.prf(role)[2]
        result[f"{name}.micro"] = counts.prf(*ROLES)[2]
    result["exact.precision"], result["exact.recall"], _ = exact.prf(*ROLES)
    for name in ("linked", "linked_overlap"):
        for role in ("source", "content"):
            result[f"{name}.{role}"] = linked.prf(f"{name}-{role}")[2]
        result[f"{name}.micro"] = linked.prf(f"{name}-source", f"{name}-content")[2]
    return result
