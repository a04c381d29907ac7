"""A short list of topics with broader terms, so that contacts can be asked for by either.

Arms control is security, a test ban is arms control. The list is ``data/topics.tsv``: topic, broader topic, its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Topic(NamedTuple):
    """A topic of the list, the broader one it belongs to (or None), and the words by which texts name it."""

    name: str
    broader: str | None
    words: tuple[str, ...]


@cache
def topic_list() -> tuple[Topic, ...]:
    """Return the topics of the list, in its order."""
    lines = (files("communique.extract.contacts") / "data/topics.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines if line.strip())
    return tuple(Topic(name, broader or None, tuple(words.split("|"))) for name, broader, words in rows)


def narrower(name: str) -> tuple[str, ...]:
    """Return a topic and all topics below it, each once; only the name itself where the list does not have it."""
    found = [name]
    for topic in found:
        found += [t.name for t in topic_list() if (t.broader or "").lower() == topic.lower() and t.name not in found]
    return tuple(found)


def broader(name: str) -> tuple[str, ...]:
    """Return the broader topics of a topic, the nearest first; none where the list has none."""
    above = {t.name.lower(): t.broader for t in topic_list()}
    out: list[str] = []
    parent = above.get(name.lower())
    while parent is not None and parent not in out:
        out.append(parent)
        parent = above.get(parent.lower())
    return tuple(out)


def listed(phrases: Iterable[str]) -> tuple[str, ...]:
    """Return the topics of the list that phrases name, in its order; a broader one only where no narrower one is."""
    text = " | ".join(phrases).lower()
    found = [t.name for t in topic_list() if _pattern(t).search(text)]
    above = {b for name in found for b in broader(name)}
    return tuple(name for name in found if name not in above)


@cache
def _pattern(topic: Topic) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(topic.words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?:[’']s?)?(?!\w)")
