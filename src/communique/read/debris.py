"""Debris: what stands in a saved or crawled text and is no part of the article. It is marked, never deleted.

Lines are taken apart at the places where a page had gaps, and each segment is held against the vocabulary of pages
(``furniture``). An article's sentence must never be marked, so a line counts only when all or most of it is furniture.
Headings stay unmarked, also those of other articles under "See also": they can be the only report of a contact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.read.furniture import (
    CLOSING_CHARS,
    CLOSINGS,
    CREDIT_AT_TAIL,
    INLINE,
    LINES,
    segment_kind,
)
from communique.read.lines import lines_of
from communique.read.published import is_date_segment
from communique.records import Debris

_SEGMENT_END = re.compile(r"\s+[|•·*>»›]\s+|\s/\s|\t+|\s{2,}|(?<=\])\s*(?=\[)|\s*\[/?ad_\d\]\s*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_BREADCRUMB = re.compile(r"\s[>»›]\s")

_LINE_CHARS = 600
"""A longer line is a paragraph of prose; only markers inside it and words stuck to its end are looked for."""
_LINES_AT_EACH_END = 1_000
_HEAD_LINES, _TAIL_LINES = 6, 5
_PROSE_WORDS = 12

# A word or two of page that a crawl glued to a paragraph: "in Washington.rel", "the official said. top story."
_GLUED = re.compile(
    r"(?<=[a-z]{3}\.)(?P<word>[a-z]{2,12})$|(?:(?<=[a-z]{3}\.)|(?<=[a-z]{3}\.”))\s(?P<words>[a-z]{3,12}(?:\s[a-z]{3,12}){0,2})\.?$"
)
_ENDING_OF_URL = frozenset(
    "com org net gov edu mil int info biz co uk us eu ru ua de fr it es pl cn jp in ir tr html htm php aspx pdf".split()
)
_ABBREVIATION = re.compile(
    r"\b(?:gen|sen|rep|gov|col|capt|lieut|adm|amb|prof|corp|inc|ltd|bros|dept|sept|oct|nov|dec|jan|feb|mar|apr|aug|etc|approx|est|"
    r"vol|fig|nos)\.”?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, ``text[start:end]`` without the space around it, and whether it is in the head or tail.

    The head goes up to the first paragraph of prose.
    """

    text: str
    start: int
    end: int
    at_head: bool
    at_tail: bool


def find_debris(text: str) -> tuple[Debris, ...]:
    """Return the passages of the text that are no part of the article, in order, without overlap.

    Kinds: share, advertisement, media-id, caption, navigation, credit, comments, link, tags, byline, end-mark, and
    "fragment" for words of a page glued to the end of a paragraph.
    """
    lines = _lines(text)
    kinds = [_kind_of_line(line) for line in lines]
    _mark_repeated_heading(lines, kinds)
    _mark_site_name(lines, kinds)
    found: list[Debris] = []
    for line, kind in zip(lines, kinds, strict=True):
        if kind:
            found.append(Debris(line.start, line.end, kind))
        else:
            found.extend(_inside(line))
    return tuple(found)


def _lines(text: str) -> list[_Line]:
    found = list(lines_of(text))
    if len(found) > 2 * _LINES_AT_EACH_END:
        found = found[:_LINES_AT_EACH_END] + found[-_LINES_AT_EACH_END:]
    head = next((number for number, line in enumerate(found[:_HEAD_LINES]) if _is_prose(line.text)), _HEAD_LINES)
    tail = len(found) - _TAIL_LINES
    return [_Line(*line, number < head, number >= tail) for number, line in enumerate(found)]


def _is_prose(line: str) -> bool:
    return line.count(" ") >= _PROSE_WORDS and bool(_SENTENCE_END.search(line, max(0, len(line) - 5)))


def _kind_of_line(line: _Line) -> str | None:
    if len(line.text) > _LINE_CHARS:
        return None
    for kind, pattern in LINES:
        if pattern.fullmatch(line.text):
            return kind
    for kind, pattern in CLOSINGS:
        if pattern.search(line.text, max(0, len(line.text) - CLOSING_CHARS)):
            return kind
    if line.at_tail and CREDIT_AT_TAIL.fullmatch(line.text):
        return "credit"
    return _kind_of_segments(line)


def _kind_of_segments(line: _Line) -> str | None:
    """Return the kind of a line in which all segments are furniture, or enough of them among short others."""
    segments = [s for s in (part.strip() for part in _SEGMENT_END.split(line.text)) if s]
    kinds = [segment_kind(s, alone=len(segments) == 1) for s in segments]
    if line.at_head:
        kinds = [kind or ("byline" if is_date_segment(s) else None) for s, kind in zip(segments, kinds, strict=True)]
    known = [kind for kind in kinds if kind]
    if not segments:
        return "advertisement"  # the markers at which the line was split are all there is
    if len(known) == len(segments):
        return known[0]
    if len(segments) < 2 or not all(_is_label(s) for s, kind in zip(segments, kinds, strict=True) if not kind):
        return None
    if kinds[0] or 2 * len(known) >= len(segments):
        return known[0]
    if not (line.at_head or line.at_tail):
        return None
    if _BREADCRUMB.search(line.text) or (known and len(segments) > 2):
        return "navigation"
    return "navigation" if len(segments) > 2 and not any(c.isdigit() for s in segments[1:-1] for c in s) else None


def _is_label(segment: str) -> bool:
    """Return whether a segment is a heading of a few words, as menus have them, and no sentence or clause."""
    words = segment.split()
    return len(words) <= 4 and not _SENTENCE_END.search(segment) and not segment[0].islower()


def _mark_repeated_heading(lines: Sequence[_Line], kinds: list[str | None]) -> None:
    """Mark a heading that stands twice at the head, first with a breadcrumb or the site's name stuck to it."""
    for index in range(min(len(lines) - 1, 3)):
        first, second = lines[index].text, lines[index + 1].text
        is_heading = len(second.split()) >= 4 and not _SENTENCE_END.search(second)
        if (
            is_heading
            and len(second) < len(first) <= len(second) + 60
            and (first.endswith(second) or first.startswith(second))
        ):
            kinds[index] = kinds[index] or "navigation"


def _mark_site_name(lines: Sequence[_Line], kinds: list[str | None]) -> None:
    """Mark up to three words on a line between prose and the debris at the end: the outlet's or a channel's name."""
    last = len(lines) - 1
    while last >= 0 and kinds[last]:
        last -= 1
    if last < 1 or not any(kind not in (None, "end-mark") for kind in kinds[last + 1 :]):
        return
    name, before = lines[last].text, lines[last - 1].text
    if (
        len(name.split()) <= 3
        and not name.endswith((".", ":", "?", "!"))
        and (kinds[last - 1] or len(before.split()) >= 12)
    ):
        kinds[last] = "credit"


def _inside(line: _Line) -> Iterator[Debris]:
    """Yield the markers inside a line of prose, and words of the page stuck to its end."""
    marked = [
        Debris(line.start + m.start(), line.start + m.end(), kind) for kind, p in INLINE for m in p.finditer(line.text)
    ]
    yield from sorted(marked)
    glued = _GLUED.search(line.text, max(0, len(line.text) - 60))
    if glued and len(line.text) > 60 and not _ABBREVIATION.search(line.text[: glued.start()]):
        group = "word" if glued["word"] else "words"
        if glued["word"] in _ENDING_OF_URL:
            return
        yield Debris(line.start + glued.start(group), line.end, "fragment")
