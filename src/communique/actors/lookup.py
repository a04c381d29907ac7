"""Look-up of one mention outside any document: for the command line and for trying the resolver."""

from __future__ import annotations

from collections.abc import Sequence

from communique.actors.actor import Days
from communique.actors.cast import cast_of, find_phrases
from communique.actors.mention import Mention
from communique.actors.text import Word, words

_SMALL = frozenset({"the", "a", "an", "of", "and", "for", "to", "in", "al", "el", "de", "von", "van", "der", "bin"})


def lookup(text: str, day: str | None = None) -> Mention | None:
    """Return the mention that a text is, resolved on an ISO day, None when no phrase names an actor there.

    Of several phrases the one that covers most of the text is meant.
    """
    found = lookup_all(text, day)
    return max(found, key=lambda m: (m.end - m.start, -m.start), default=None)


def lookup_all(text: str, day: str | None = None) -> Sequence[Mention]:
    """Return every mention of a text, resolved on an ISO day; the interval is unbounded when there is none."""
    days = Days(day, day) if day else Days()
    found = words(text)
    return cast_of(find_phrases(text, _capitalised(found), found), days, frozenset()).mentions


def _capitalised(found: Sequence[Word]) -> dict[int, int]:
    """Return runs of two to four capitalised words, which in a text this short are names."""
    out: dict[int, int] = {}
    run: list[tuple[int, int]] = []
    for word in [*found, None]:
        if word is not None and word.text[:1].isupper() and word.text[1:2].islower() and word.key not in _SMALL:
            run.append((word.start, word.end))
            if not word.possessive:
                continue
        if 2 <= len(run) <= 4:
            out[run[0][0]] = run[-1][1]
        run = []
    return out
