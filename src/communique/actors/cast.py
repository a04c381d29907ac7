"""The cast of a document: every mention of an actor, resolved with the whole document in view."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from communique.actors.actor import Days
from communique.actors.authority import authority
from communique.actors.context import Context
from communique.actors.index import name_index
from communique.actors.memory import UNBOUND, Bindings, Memory
from communique.actors.mention import Mention
from communique.actors.own_phrases import OwnPhraseReader
from communique.actors.phrase import Phrase
from communique.actors.phrases import PhraseReader
from communique.actors.publisher import home_of
from communique.actors.references import References
from communique.actors.resolver import Resolver
from communique.actors.text import Word, words


@dataclass(frozen=True)
class Cast:
    """All mentions of a document in the order of the text, and the days it was written on as far as known."""

    mentions: tuple[Mention, ...]
    days: Days

    @cached_property
    def _starts(self) -> list[int]:
        return [m.start for m in self.mentions]

    def within(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that lie in ``text[start:end]``."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [m for m in self.mentions[first:last] if m.end <= end]


@cache
def resolver() -> Resolver:
    """Return the resolver over the authority, once per process."""
    return Resolver(authority())


def find_phrases(text: str, names: Mapping[int, int], words_: list[Word] | None = None) -> list[Phrase]:
    """Return the phrases of a text that name actors; names: start and end of person names that a tagger found.

    words_: the words of the text, where the caller has them.
    """
    found = words(text) if words_ is None else words_
    index = name_index()
    reader = OwnPhraseReader if index.own_titles else PhraseReader
    return list(reader(text, found, index, _without_sides(found, names)).phrases())


def _without_sides(words_: Sequence[Word], names: Mapping[int, int]) -> dict[int, int]:
    """Return the names less a state that a tagger took for a first name ("President of Serbia Aleksandar Vucic")."""
    index, out = name_index(), {}
    starts = [w.start for w in words_]
    for start, end in names.items():
        first, stop = bisect_left(starts, start), bisect_left(starts, end)
        parts = words_[first:stop]
        side = index.side_at(parts, 0) if len(parts) > 1 else None
        known = index.person_at(parts, 0) if side is not None else None
        if side is None or side[0] >= len(parts) or (known is not None and (known.full or not parts[0].possessive)):
            out[start] = end
        else:
            out[parts[side[0]].start] = end
    return out


def cast_of(
    phrases: Sequence[Phrase],
    days: Days,
    subjects: frozenset[int],
    home: str | None = None,
    bindings: Bindings = UNBOUND,
) -> Cast:
    """Return the cast that the phrases of a document make.

    subjects: starts of the words that are subjects of a clause, which pronouns prefer. home: the side whose own office
    wrote the document: there "the President" and "National Security Advisor X" are that side's.
    """
    context = Context(phrases, days, resolver(), name_index(), home)
    memory = Memory(subjects, bindings.apart)
    references = References(context, memory, bindings.behind)
    mentions: list[Mention] = []
    for phrase in context.phrases:
        actors, read = references.resolve(phrase)
        mention = Mention(phrase.start, phrase.end, phrase.kind, actors, read)
        mentions.append(mention)
        memory.note(mention)
    return Cast(tuple(mentions), context.days)


__all__ = ["Cast", "Mention", "cast_of", "find_phrases", "home_of", "resolver"]
