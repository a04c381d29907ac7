"""A document's text cut at the ends of every span, so that spans may overlap and nest as they like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A passage to be marked: kind is "contact", "account", "source", "cue", "figure", "event" or "debris".

    claim: the claim that it is evidence of, None for debris.
    """

    start: int
    end: int
    kind: str
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text on which the same marks lie; anchors: the claims that it is the first piece of."""

    text: str
    kinds: tuple[str, ...]
    claims: tuple[str, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text in pieces; start: where it stands; claims: those that have their anchor in it, by place."""

    start: int
    segments: tuple[Segment, ...]
    claims: tuple[str, ...]

    @property
    def is_debris(self) -> bool:
        """True when all of it that is no space is debris."""
        return all("debris" in s.kinds for s in self.segments if s.text.strip())


_KINDS = ("contact", "account", "source", "cue", "event", "figure", "debris")


def paragraphs(text: str, marks: Iterable[Mark]) -> list[Paragraph]:
    """Return the text's lines that are not blank, each cut where a mark begins or ends.

    The texts of the segments, in order, are the line: nothing is lost and nothing is doubled. A claim's anchor is on
    the first segment that it marks.
    """
    ordered = sorted(m for m in marks if 0 <= m.start < m.end <= len(text))
    anchored: set[str] = set()
    out = []
    at = 0
    for line in re.finditer(r"[^\n]+", text):
        if not line.group().strip():
            continue
        while at < len(ordered) and ordered[at].end <= line.start():
            at += 1
        touching = [m for m in _until(ordered, at, line.end()) if m.end > line.start()]
        segments = _segments(text, line.start(), line.end(), touching, anchored)
        here = tuple(c for s in segments for c in s.anchors)
        out.append(Paragraph(line.start(), segments, here))
    return out


def _until(marks: Sequence[Mark], at: int, end: int) -> Iterator[Mark]:
    for place in range(at, len(marks)):
        if marks[place].start >= end:
            return
        yield marks[place]


def _segments(text: str, start: int, end: int, marks: Sequence[Mark], anchored: set[str]) -> tuple[Segment, ...]:
    """Return the pieces of a line; the claims that get their anchor here are added to ``anchored``."""
    cuts = {start, end}
    for mark in marks:
        cuts.update(c for c in (mark.start, mark.end) if start < c < end)
    places = sorted(cuts)
    out = []
    for left, right in pairwise(places):
        over = [m for m in marks if m.start <= left and m.end >= right]
        kinds = {m.kind for m in over}
        claims = tuple(dict.fromkeys(m.claim for m in over if m.claim is not None))
        anchors = tuple(c for c in claims if c not in anchored)
        anchored.update(anchors)
        out.append(Segment(text[left:right], tuple(k for k in _KINDS if k in kinds), claims, anchors))
    return tuple(out)
