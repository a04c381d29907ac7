"""Noun phrases that name actors: side, title and person in the orders in which the press puts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from communique.actors.authority import Name, Person
from communique.actors.index import NameIndex, NameMatch
from communique.actors.lexicon import FORMER, GROUPS, HONORIFICS, MODIFIERS, TITLES
from communique.actors.text import words

_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "both", "all", "each", "any"})
_POSSESSIVES = frozenset({"his", "her", "their", "its", "our", "my"})
_PRONOUNS = frozenset({"he", "she", "they", "him", "them", "his", "her", "their"})
_PARTICLES = frozenset("al el bin bint ibn de da dos di von van der den la le ul - ould abu".split())
_AFTER_THE_TWO = frozenset(
    """
    met had have has will would spoke talked also last then later are were was sat shook saw did could may might should
    , . held began exchanged first never both again did do and
    """.split()
)
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV", "VI", "XIV", "XVI"})
_LOCAL = frozenset({"capital", "city"})
_NONE: tuple[Name, ...] = ()
_AFTER_APPOSITION = frozenset({",", ".", ";", ")", ":", "and", "who", "said", "told"})
_LINKS = frozenset({"of", "for", "to", "in", "at", "from"})
_COLLECTIVES = frozenset({"administration", "government", "regime", "side", "team", "delegation", "cabinet"})
_PAIR = frozenset({"leaders", "presidents", "men", "sides", "ministers", "counterparts", "parties", "diplomats",
                   "countries", "governments", "statesmen", "women", "officials", "premiers"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase as found: ``start`` and ``end`` in characters; what it says of side, title and person.

    kind: "person", "title", "group", "side", "pronoun" or "pair" ("the two leaders").
    sides: codes that the phrase itself gives, in order. possessor: "his" and the like before a title.
    head: start and end of the one word that carries the phrase (a surname, "officials"), where it has one.
    """

    kind: str
    start: int
    end: int
    text: str
    persons: tuple[Person, ...] = ()
    person_text: str | None = None
    full: bool = False
    honorific: str | None = None
    sides: tuple[Name, ...] = ()
    title: str | None = None
    roles: tuple[str, ...] = ()
    group: str | None = None
    former: bool = False
    possessor: str | None = None
    possessive: bool = False
    definite: bool = False
    head: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Title:
    end: int
    text: str
    roles: tuple[str, ...]
    group: str | None


def _table() -> Mapping[tuple[str, ...], tuple[str, tuple[str, ...], str | None]]:
    out: dict[tuple[str, ...], tuple[str, tuple[str, ...], str | None]] = {}
    for text, roles in TITLES.items():
        out[tuple(w.text for w in words(text))] = (text, roles, None)
    for text, group in GROUPS.items():
        out[tuple(w.text for w in words(text))] = (text, (), group)
    return out


_TITLES = _table()
_LONGEST_TITLE = max(len(k) for k in _TITLES)


class PhraseReader:
    """Reads the phrases of one text, left to right, the longest reading at each place."""

    def __init__(self, text: str, index: NameIndex, unknown: Mapping[int, int]) -> None:
        """unknown: start and end, in characters, of names of persons that some other means has found."""
        self.text = text
        self.words = words(text)
        self.index = index
        self.unknown = dict(unknown)
        self._lower = [w.text.lower() for w in self.words]

    def phrases(self) -> Iterator[Phrase]:
        """Yield the phrases in the order of the text; they do not overlap."""
        i = 0
        while i < len(self.words):
            found = self._phrase(i)
            if found is None:
                i += 1
            else:
                phrase, i = found
                yield phrase

    # the grammar: each function takes the index of a word and gives what it read and the index after it

    def _phrase(self, i: int) -> tuple[Phrase, int] | None:
        lower = self._lower[i]
        pair = self._pair(i)
        if pair is not None:
            return pair
        j, possessor, definite, former = i, None, False, False
        if lower in _POSSESSIVES or lower in _DETERMINERS:
            possessor = lower if lower in _POSSESSIVES else None
            definite = lower not in {"a", "an"}
            j += 1
        core = self._core(j)
        if core is None:
            if lower in _PRONOUNS:
                return self._make("pronoun", i, i + 1, possessor=possessor), i + 1
            return None
        phrase, end, former = core
        bare = phrase.kind == "side" or (phrase.kind == "person" and not phrase.title and lower in _DETERMINERS)
        first = phrase.start if bare else self.words[i].start
        phrase = replace(
            phrase, start=first, text=self.text[first : phrase.end], possessor=possessor, definite=definite
        )
        return replace(phrase, former=former or phrase.former), end

    def _core(self, i: int) -> tuple[Phrase, int, bool] | None:
        j, former = self._modifiers(i)
        sides, after_sides = self._sides(j)
        k, also_former = self._modifiers(after_sides)
        title = self._title(k)
        if title is not None:
            got = self._titled(i, sides, title)
            return (*got, former or also_former) if got else None
        if sides:
            return (*self._side_phrase(i, j, sides, after_sides), former)
        if k > i and not self._starts_person(k):
            return None
        person = self._person(k)
        if person is None:
            return None
        phrase, end = person
        return phrase, end, former or also_former

    def _side_phrase(self, i: int, j: int, sides: tuple[Name, ...], end: int) -> tuple[Phrase, int]:
        """Return "Russia's Vladimir Putin", or the side alone."""
        last = self.words[end - 1]
        if len(sides) == 1 and end < len(self.words) and (last.possessive or sides[0].kind == "adjective"):
            person = self._person(end)
            if person is not None and (person[0].full or last.possessive):
                return replace(person[0], start=self.words[i].start, sides=sides + person[0].sides), person[1]
        first = self._sides_one(j)
        if first is not None and first[1] < end:  # a list of sides without a title is read one side at a time
            sides, end = first
        return self._make("side", j, end, sides=sides, possessive=self.words[end - 1].possessive), end

    def _titled(self, i: int, sides: tuple[Name, ...], title: _Title) -> tuple[Phrase, int] | None:
        end, of_sides = title.end, _NONE
        after = self._of_sides(end)
        if after is not None:
            of_sides, end = after
        all_sides = sides or of_sides
        if title.group is not None:
            group = self._make("group", i, end, sides=all_sides, group=title.group, title=title.text)
            last = self.words[title.end - 1]
            return replace(group, head=(last.start, last.end)), end
        person = self._person(self._skip(end, {",", "-", "–"}), titled=True)
        if person is not None and not self._separate(end, person[0]):
            phrase, after_person = person
            full_sides = (all_sides or phrase.sides) if not of_sides else (sides or of_sides)
            return (
                replace(
                    phrase, start=self.words[i].start, text="", sides=full_sides,
                    title=title.text, roles=title.roles,
                ),
                after_person,
            )  # fmt: skip
        possessive = self.words[end - 1].possessive
        return self._make(
            "title", i, end, sides=all_sides, title=title.text, roles=title.roles, possessive=possessive
        ), end

    def _separate(self, end: int, person: Phrase) -> bool:
        """Tell whether a comma between title and name parts two people ("the French leader, Putin said")."""
        return self._lower[end : end + 1] == [","] and not person.full

    def _person(self, i: int, *, titled: bool = False) -> tuple[Phrase, int] | None:
        """Return a name with what stands behind it: an apposition with title, or "of Ukraine"."""
        honorific = None
        if i < len(self.words) and self.words[i].text in HONORIFICS:
            honorific = self.words[i].text
            i = self._skip(i + 1, {"."})
        found = self._name(i) or (self._capitalised(i) if titled else None)
        if found is None:
            return None
        match, end = found
        last = self.words[end - 1]
        surname = self.words[self._surname(i, end)]
        phrase = Phrase(
            "person", self.words[i].start, last.end, self.text[self.words[i].start : last.end],
            match.persons, self.text[self.words[i].start : last.end], match.full, honorific,
            possessive=last.possessive, head=(surname.start, surname.end),
        )  # fmt: skip
        if last.possessive:
            return phrase, end
        of_sides = self._of_sides(end, links=frozenset({"of"}))
        if of_sides is not None:
            return replace(phrase, end=self.words[of_sides[1] - 1].end, sides=of_sides[0]), of_sides[1]
        return self._apposition(phrase, end)

    def _surname(self, i: int, end: int) -> int:
        """Return the index of the last word of a name that is neither a mark nor "Jr." or a number."""
        for j in range(end - 1, i, -1):
            if self.words[j].text[:1].isalpha() and self.words[j].text not in _SUFFIXES:
                return j
        return i

    def _apposition(self, phrase: Phrase, end: int) -> tuple[Phrase, int]:
        """Read ", the Chinese foreign minister" behind a name; what stands there belongs to the person."""
        if self._lower[end : end + 1] == ["administration"] or self._word(end) in _COLLECTIVES:
            return replace(phrase, kind="group", group="government", end=self.words[end].end), end + 1
        if self._word(end) != ",":
            return phrase, end
        j = end + 1
        determined = self._word(j) in _DETERMINERS or self._word(j) in _POSSESSIVES
        j += determined
        j, former = self._modifiers(j)
        sides, j = self._sides(j)
        j, also_former = self._modifiers(j)
        title = self._title(j)
        if title is None or title.group is not None or self._starts_person(title.end):
            return phrase, end
        stop, of_sides = title.end, _NONE
        after = self._of_sides(stop)
        if after is not None:
            of_sides, stop = after
        closed = determined or stop >= len(self.words) or self._word(stop) in _AFTER_APPOSITION
        if not closed and not sides and not of_sides:
            return phrase, end
        return (
            replace(
                phrase, sides=sides or of_sides, title=title.text, roles=title.roles, former=former or also_former,
                end=self.words[stop - 1].end,
            ),
            stop,
        )  # fmt: skip

    def _name(self, i: int) -> tuple[NameMatch, int] | None:
        if i >= len(self.words) or not (self.words[i].text[:1].isupper() or self._lower[i] in _PARTICLES):
            return None
        known = self.index.person_at(self.words, i)
        foreign = self._unknown_name(i)
        if known is not None and known.full and (foreign is None or foreign <= i + known.length):
            return known, i + known.length
        if foreign is not None and foreign > i + 1:
            return NameMatch(foreign - i, (), full=True), foreign
        if known is not None:
            return known, i + known.length
        if foreign is not None:
            return NameMatch(1, (), full=False), foreign
        return None

    def _capitalised(self, i: int) -> tuple[NameMatch, int] | None:
        """Read two to four capitalised words behind a title as a name that nobody knew."""
        j = i
        while j < len(self.words) and j - i < 4 and self._is_name_word(j):
            j += 1
        while j > i and not self.words[j - 1].text[:1].isupper():
            j -= 1
        return (NameMatch(j - i, (), full=True), j) if j - i >= 2 and self.words[i].text[:1].isupper() else None

    def _is_name_word(self, i: int) -> bool:
        text = self.words[i].text
        if self.words[i - 1].possessive or self.index.side_at(self.words, i) is not None:
            return False
        return (text[:1].isupper() and text[1:2].islower()) or self._lower[i] in _PARTICLES

    def _unknown_name(self, i: int) -> int | None:
        end = self.unknown.get(self.words[i].start)
        if end is None:
            return None
        j = i
        while j < len(self.words) and self.words[j].end <= end:
            j += 1
        return j if j > i else None

    def _starts_person(self, i: int) -> bool:
        if i >= len(self.words):
            return False
        return self.words[i].text in HONORIFICS or self._name(i) is not None

    def _modifiers(self, i: int) -> tuple[int, bool]:
        former = False
        while i < len(self.words):
            lower = self._lower[i]
            if lower in FORMER:
                former = True
            elif (
                (lower not in MODIFIERS and not (lower == "-" and former))
                or self.index.side_at(self.words, i) is not None
                or self._title(i) is not None
            ):
                break
            i += 1
        return i, former

    def _sides_one(self, i: int) -> tuple[tuple[Name, ...], int] | None:
        if i >= len(self.words) or not (self.words[i].text[:1].isupper() or self.words[i].text == "the"):
            return None
        if self._lower[i] == "the":
            return self._sides_one(i + 1)
        found = self.index.side_at(self.words, i)
        if found is None:
            return None
        length, names = found
        after = i + length
        known = self.index.person_at(self.words, i)
        if known is not None and known.full and known.length > length:
            return None
        if (
            self._word(after) == "-"
            and after + 1 < len(self.words)
            and self.words[after + 1].start == self.words[after].end
        ):
            following = self.words[after + 1].text
            if following.islower():  # "Russian-backed rebels" names no actor
                return None
        if self.unknown.get(self.words[i].start, 0) > self.words[after - 1].end and names[0].kind != "adjective":
            return None
        return names[:1], after

    def _sides(self, i: int) -> tuple[tuple[Name, ...], int]:
        """Return the sides of a list ("US and Russian", "Britain, France and Italy") and the index after it."""
        first = self._sides_one(i)
        if first is None:
            return (), i
        sides, end = first
        while True:
            j = end
            if self._word(j) == ",":
                j += 1
            if self._word(j) in {"and", "&", "or"}:
                j += 1
            if j == end and self._word(j) != "-":
                break
            if j == end:
                j += 1
            following = self._sides_one(j)
            if following is None or (following[0][0].kind in _LOCAL) != (sides[0].kind in _LOCAL):
                break
            sides, end = sides + following[0], following[1]
        return sides, end

    def _of_sides(self, i: int, links: frozenset[str] = _LINKS) -> tuple[tuple[Name, ...], int] | None:
        if self._word(i) not in links:
            return None
        j = i + 1
        if self._word(j) in _DETERMINERS:
            j += 1
        j, _ = self._modifiers(j)
        office = self._title(j)  # "National Security Advisor to the President of France"
        if office is not None and office.group is None and self._word(office.end) == "of":
            return self._of_sides(office.end)
        sides, end = self._sides(j)
        if not sides or (self._word(i) != "of" and sides[0].kind in {"capital", "city"} and self._word(i) != "to"):
            return None
        if office is None and sides[0].kind == "adjective":
            title = self._title(end)
            if title is None:
                return None
            end = title.end
        return sides, end

    def _title(self, i: int) -> _Title | None:
        for length in range(min(_LONGEST_TITLE, len(self.words) - i), 0, -1):
            found = _TITLES.get(tuple(self._lower[i : i + length]))
            if found:
                return _Title(i + length, *found)
        return None

    def _pair(self, i: int) -> tuple[Phrase, int] | None:
        """Read "the two leaders", "both presidents", "the presidents", "the pair"."""
        j = i
        if self._lower[j] == "the" and self._word(j + 1) in {"pair", "duo"}:
            return self._make("pair", i, j + 2), j + 2
        if self._lower[j] not in {"the", "both", "these", "those", "two"}:
            return None
        if self._lower[j] in {"the", "these", "those"}:
            j += 1
        if self._word(j) in {"two", "both"}:
            j += 1
            if j - i == 2 and self._word(j) not in _PAIR and not self._is_noun_like(j):
                return self._make("pair", i, j), j
        if self._word(j) in _PAIR and self._word(j + 1) not in _LINKS:
            return self._make("pair", i, j + 1, group=self._lower[j]), j + 1
        return None

    def _is_noun_like(self, i: int) -> bool:
        """Tell whether "the two" goes on with what it counts; behind it alone stand few words."""
        return self._word(i) not in _AFTER_THE_TWO and not self._word(i).endswith("ed")

    def _word(self, i: int) -> str:
        return self._lower[i] if 0 <= i < len(self.words) else ""

    def _skip(self, i: int, marks: set[str]) -> int:
        return i + 1 if self._word(i) in marks else i

    def _make(
        self, kind: str, start: int, end: int, *, sides: tuple[Name, ...] = (), title: str | None = None,
        roles: tuple[str, ...] = (), group: str | None = None, possessor: str | None = None, possessive: bool = False,
    ) -> Phrase:  # fmt: skip
        first, last = self.words[start].start, self.words[end - 1].end
        return Phrase(
            kind, first, last, self.text[first:last], sides=sides, title=title, roles=roles, group=group,
            possessor=possessor, possessive=possessive,
        )  # fmt: skip
