"""Reading of persons' names in running text: known names, names a tagger found, names behind titles."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from communique.actors.groups import BEFORE_MONTHS, MONTHS, WEEKDAYS
from communique.actors.index import PARTICLES, NameIndex, NameMatch, SideMatch
from communique.actors.lexicon import HONORIFICS
from communique.actors.spelling import same_surname
from communique.actors.text import Word, name_key

_SUFFIXES = frozenset({"Jr", "Sr", "2d", "3d", "2nd", "3rd", "II", "III", "IV", "VI", "XIV", "XVI"})
_WISHED = frozenset({"this", "the", "we", "god", "it", "i", "they", "he", "she", "you", "your", "our", "peace", "be"})
#: Verbs of headlines in capitals, which a tagger takes for a surname ("Xi Jinping Meets with ...").
_HEADLINE_VERBS = frozenset(
    """
    holds meets speaks talks receives hosts visits sends calls exchanges delivers attends congratulates arrives welcomes
    writes chairs addresses travels hails urges thanks greets phones telephones concludes signs
    """.split()
)
_LONGEST_UNKNOWN = 4
_PAIR = 3
"""In words: a surname, a hyphen and a surname."""
_INITIALS = 3
_LONGEST_ENDING = 3
_SHORTEST_INFLECTED = 6


class NameReader:
    """The words of one text, and the names of persons among them."""

    def __init__(self, text: str, words: list[Word], index: NameIndex, unknown: Mapping[int, int]) -> None:
        """unknown: start and end, in characters, of names of persons that some other means has found."""
        self.text = text
        self.words = words
        self.index = index
        self.unknown = dict(unknown)
        self._lower = [w.text.lower() for w in self.words]
        self._count = len(self.words)
        # The reading of one phrase asks for the same word again and again.
        self._persons_at: dict[int, NameMatch | None] = {}
        self._sides_at: dict[int, SideMatch | None] = {}

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(w.key for w in self.words)

    def person_at(self, i: int) -> NameMatch | None:
        """Return the known person whose name begins at a word."""
        if i not in self._persons_at:
            self._persons_at[i] = self.index.person_at(self.words, i)
        return self._persons_at[i]

    def side_at(self, i: int) -> SideMatch | None:
        """Return length and meanings of the name of a side that begins at a word."""
        if i not in self._sides_at:
            self._sides_at[i] = self.index.side_at(self.words, i)
        return self._sides_at[i]

    def name(self, i: int) -> tuple[NameMatch, int] | None:
        """Return the name that begins at a word, and the index behind it: the longest of known and tagged names."""
        if i >= len(self.words) or not (self.words[i].text[:1].isupper() or self._lower[i] in PARTICLES):
            return None
        known = self.person_at(i)
        if known is not None and not known.full and self._is_no_name(i, known):
            known = None
        if initials := self._initials(i):
            return initials
        if known is None and (inflected := self._inflected(i)):
            return inflected
        foreign = self._unknown_name(i)
        if known is not None and foreign is not None and all(w.text.isupper() for w in self.words[i:foreign]):
            return known, i + known.length  # in a headline in capitals a tagger cannot tell name from verb
        if known is not None and known.full and (foreign is None or foreign <= i + known.length):
            return known, self._behind_suffix(i + known.length)
        if known is not None and known.full and self.word(i + known.length) in _HEADLINE_VERBS:
            return known, i + known.length
        if foreign is not None and foreign > i + 1 and (known is None or foreign > i + known.length):
            return self._tagged(i, foreign)
        if known is not None:
            return known, self._behind_suffix(i + known.length)
        if foreign is not None:
            return NameMatch(1, (), full=False), foreign
        return None

    def _inflected(self, i: int) -> tuple[NameMatch, int] | None:
        """Read a surname with a foreign case ending ("Zelenskiyn") where the text has the person without it."""
        key = self.words[i].key
        for cut in range(1, _LONGEST_ENDING + 1):
            if len(key) - cut < _SHORTEST_INFLECTED:
                break
            persons = self.index.surname(key[:-cut])
            fitting = tuple(p for p in persons if name_key(p.name)[-1] in self._keys or key[:-cut] in self._keys)
            if fitting and same_surname(key, key[:-cut], inflected=True):
                return NameMatch(1, fitting, full=False), i + 1
        return None

    def _tagged(self, i: int, end: int) -> tuple[NameMatch, int]:
        """Return a tagged name; where its last words are a known name ("Dr Ibrahim Kalin") that one is meant."""
        for j in range(i + 1, end - 1):
            inner = self.person_at(j)
            if inner is not None and inner.full and j + inner.length >= end and self.words[i].text in HONORIFICS:
                return NameMatch(end - i, inner.persons, full=True), end
        return NameMatch(end - i, (), full=True), self._behind_suffix(end)

    def capitalised(self, i: int) -> tuple[NameMatch, int] | None:
        """Read two to four capitalised words behind a title as a name that nobody knew."""
        j = i
        while j < len(self.words) and j - i < _LONGEST_UNKNOWN + 2 and self._is_name_word(j):
            j += 1
        while j > i and not self.words[j - 1].text[:1].isupper():
            j -= 1
        if j - i < 2 or not self.words[i].text[:1].isupper():
            return None
        return NameMatch(j - i, (), full=True), self._behind_suffix(j)

    def surname_index(self, i: int, end: int) -> int:
        """Return the index of the last word of a name that is neither a mark nor "Jr." or a number."""
        for j in range(end - 1, i, -1):
            if self.words[j].text[:1].isalpha() and self.words[j].text not in _SUFFIXES:
                return j
        return i

    def _behind_suffix(self, end: int) -> int:
        """Return the index behind ", Jr." where it follows a name."""
        if end < len(self.words) and self.words[end].text in {"2d", "3d", "2nd", "3rd"}:
            return end + 1
        j = end + (self.word(end) == ",")
        if j < len(self.words) and self.words[j].text in _SUFFIXES and not self.words[end - 1].possessive:
            after = j + 1
            return after + (self.word(after) == "." and self.words[j].text in {"Jr", "Sr"})
        return end

    def _initials(self, i: int) -> tuple[NameMatch, int] | None:
        """Read "B.N. Yeltsin" and "S. K. Tsarapkin": initials before a surname."""
        letters, j = "", i
        while j < len(self.words) and len(letters) < _INITIALS:
            text = self.words[j].text
            bare = text.replace(".", "")
            dotted = "." in text or (len(text) == 1 and self.word(j + 1) == ".")
            if not (bare.isupper() and len(bare) <= _INITIALS and dotted) or self.side_at(j):
                break
            letters += bare
            j += 1 if "." in text else 2
        if not letters or j >= len(self.words) or not self.words[j].text[:1].isupper() or len(self.words[j].text) < 3:
            return None
        if self.side_at(j) is not None or not self.words[j].text[1:2].islower():
            return None
        known = self.person_at(j)
        if known is not None and not known.full:
            fitting = tuple(p for p in known.persons if p.name[:1].upper() == letters[0])
            if fitting:
                return NameMatch(j + known.length - i, fitting, full=True), j + known.length
        return NameMatch(j + 1 - i, (), full=True), j + 1

    def _is_no_name(self, i: int, match: NameMatch) -> bool:
        """Tell whether a surname that is also a month or a weekday stands for that."""
        lower = self._lower[i]
        if lower == "may" and self.word(i + 1) in _WISHED:
            return True
        if match.length > 1 or lower in WEEKDAYS:
            return match.length == 1 and self.words[i - 1].text not in HONORIFICS
        if lower not in MONTHS:
            return False
        after = self.words[i + 1].text if i + 1 < len(self.words) else ""
        return self.word(i - 1) in BEFORE_MONTHS or after[:1].isdigit() or self.word(i - 1).isdigit()

    def _is_name_word(self, i: int) -> bool:
        word = self.words[i]
        text = word.text
        if text == "-":
            return i + 1 < len(self.words) and (word.start, word.end) == (
                self.words[i - 1].end,
                self.words[i + 1].start,
            )
        if text == "." and len(self.words[i - 1].text) == 1:
            return True
        if self.words[i - 1].possessive or self.side_at(i) is not None:
            return False
        if len(text) == 1:
            return text.isupper() and self.word(i + 1) == "."
        return (text[:1].isupper() and text[1:2].islower()) or self._lower[i] in PARTICLES

    def _unknown_name(self, i: int) -> int | None:
        end = self.unknown.get(self.words[i].start)
        if end is None:
            return None
        j = i
        while j < len(self.words) and self.words[j].end <= end:
            j += 1
        plain = all(w.text[:1].isupper() or not w.text[:1].isalpha() or w.key in PARTICLES for w in self.words[i:j])
        return j if j > i and plain and not self._is_pair(i, j) else None

    def _is_pair(self, i: int, end: int) -> bool:
        """Tell whether a hyphen joins the surnames of two ("the Trump-Abbas meeting")."""
        return (
            end - i == _PAIR
            and self.words[i + 1].text == "-"
            and self.person_at(i) is not None
            and self.person_at(i + 2) is not None
        )

    def word(self, i: int) -> str:
        """Return a word in lower case, the empty string outside the text."""
        return self._lower[i] if 0 <= i < self._count else ""

    def skip(self, i: int, marks: set[str]) -> int:
        """Return the index behind a mark, if it stands there."""
        return i + 1 if self.word(i) in marks else i
