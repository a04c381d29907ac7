"""Evidence in its surroundings: the passages of a document that a contact was read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.records import Span

#: Characters of the paragraph that are shown before and after evidence.
_CONTEXT = 90

Excerpt = tuple[tuple[str, bool], ...]
"""A passage in pieces, each with True where it is evidence."""


def excerpts(text: str, spans: Iterable[Span]) -> list[Excerpt]:
    """Return the passages around the spans, by place; spans that stand near in one paragraph share a passage."""
    return [_excerpt(text, group) for group in _groups(text, sorted({(s.start, s.end) for s in spans}))]


def _groups(text: str, spans: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    out: list[list[tuple[int, int]]] = []
    for start, end in spans:
        last = out[-1][-1][1] if out else None
        if last is not None and start - last <= 2 * _CONTEXT and "\n" not in text[last:start]:
            out[-1].append((max(start, last), max(end, last)))
        else:
            out.append([(start, end)])
    return out


def _excerpt(text: str, spans: Sequence[tuple[int, int]]) -> Excerpt:
    left, right = _left(text, spans[0][0]), _right(text, spans[-1][1])
    pieces = [("… ", False)] if left and text[left - 1] != "\n" else []
    at = left
    for start, end in spans:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces += [(text[at:right], False)]
    if right < len(text) and text[right] != "\n":
        pieces.append((" …", False))
    return tuple((piece, is_evidence) for piece, is_evidence in pieces if piece)


def _left(text: str, start: int) -> int:
    """Return where the shown part before evidence begins: with the paragraph, or at a word."""
    paragraph = text.rfind("\n", 0, start) + 1
    if start - paragraph <= _CONTEXT:
        return paragraph
    space = text.find(" ", start - _CONTEXT, start)
    return space + 1 if space >= 0 else start


def _right(text: str, end: int) -> int:
    """Return where the shown part after evidence ends: with the paragraph, or after a word."""
    paragraph = text.find("\n", end)
    paragraph = len(text) if paragraph < 0 else paragraph
    if paragraph - end <= _CONTEXT:
        return paragraph
    space = text.rfind(" ", end, end + _CONTEXT)
    return space if space >= 0 else end
