"""Phrases of a text that may name the user's own offices; without such offices nobody pays for looking for them."""

from __future__ import annotations

from communique.actors.grammar import Title
from communique.actors.phrases import PhraseReader


class OwnPhraseReader(PhraseReader):
    """Reads the titles of the user's offices beside those of the package."""

    def title(self, i: int) -> Title | None:
        """Return the longest title that begins at a word; of two equally long ones that of the package."""
        usual, own = super().title(i), self._own_title(i)
        if own is None or (usual is not None and usual.end >= own.end):
            return usual
        return own

    def _own_title(self, i: int) -> Title | None:
        longest = max((len(parts) for parts in self.index.own_titles if parts[0] == self.word(i)), default=0)
        for length in range(min(longest, len(self.words) - i), 0, -1):
            parts = tuple(self._lower[i : i + length])
            if (offices := self.index.own_titles.get(parts)) is not None:
                roles = tuple(dict.fromkeys(office.role for office in offices))
                return Title(i + length, " ".join(parts), roles, None)
        return None
