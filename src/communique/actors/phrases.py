"""Noun phrases that name actors: side, title and person in the orders in which the press puts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.actors.appositions import Appositions
from communique.actors.authority import Name
from communique.actors.grammar import DETERMINERS, NO_FLAGS, POSSESSIVES, TITLE_WORDS, Flags, Title
from communique.actors.groups import MOVING, NO_NOUN, OPPOSED_HEADS, PLACING, REGIONS, WITHOUT_SIDE
from communique.actors.heads import HEADS, headed
from communique.actors.index import PARTICLES, NameIndex, NameMatch
from communique.actors.lexicon import FORMER, HONORIFICS, MODIFIERS
from communique.actors.phrase import Phrase
from communique.actors.text import Word

_PRONOUNS = frozenset({"he", "she", "they", "him", "them", "his", "her", "their"})
_PERSONAL = frozenset({"he", "she", "they", "him", "them"})
_AFTER_THE_TWO = frozenset(
    """
    met had have has will would spoke talked also last then later are were was sat shook saw did could may might should
    , . held began exchanged first never both again did do and since on in at during ; followed before after until
    """.split()
)
_PAIR = frozenset({"leaders", "presidents", "men", "sides", "ministers", "counterparts", "parties", "diplomats",
                   "countries", "governments", "statesmen", "women", "officials", "premiers"})  # fmt: skip
_OF = frozenset({"of", "for", "to", "in", "at", "from"})
_BEFORE_OPPONENTS = frozenset({"the", "and", "both", "with", "between", "of", "its"})
_KOREAS = (Name("KOR", "alias", "South Korea"), Name("PRK", "alias", "North Korea"))
_COLLECTIVE_NOUNS = frozenset({"powers", "capitals", "governments", "countries", "allies", "partners", "nations"})

#: A text without any of these has no region, no allies and not both Koreas.
_REGION_WORDS = frozenset({word for region in REGIONS for word in region.split()} | {"allies", "partners", "koreas"})
#: Words in small letters with which a phrase can begin.
_STARTS = (
    DETERMINERS | POSSESSIVES | _PRONOUNS | PARTICLES | MODIFIERS | FORMER | TITLE_WORDS
    | {word for region in REGIONS for word in region.split()} | {"two", "then", "allies", "partners", "opposition"}
)  # fmt: skip


_Read = tuple[Phrase, int]


class PhraseReader(Appositions):
    """Reads the phrases of one text, left to right, the longest reading at each place."""

    def __init__(self, text: str, words: list[Word], index: NameIndex, unknown: Mapping[int, int]) -> None:
        super().__init__(text, words, index, unknown)
        self._with_regions = not _REGION_WORDS.isdisjoint(self._lower)  # most short texts have none

    def phrases(self) -> Iterator[Phrase]:
        """Yield the phrases in the order of the text; they do not overlap."""
        i = 0
        while i < len(self.words):
            may_start = self.words[i].text[:1].isupper() or self.word(i) in _STARTS
            found = self._phrase(i) if may_start else None
            if found is None:
                i += 1
            else:
                phrase, i = found
                yield phrase

    def _phrase(self, i: int) -> _Read | None:
        lower = self.word(i)
        if found := self._pair(i) or (self._with_regions and (self._koreas(i) or self._region(i))):
            return found
        if lower in _PERSONAL and not self._is_full_name(i):
            return self.make("pronoun", i, i + 1), i + 1
        j, possessor, definite = i, None, False
        if lower in POSSESSIVES and i + 1 < len(self.words) and self.words[i + 1].text in HONORIFICS:
            j += 1  # "His Majesty King Abdullah"
        elif lower in POSSESSIVES or lower in DETERMINERS:
            possessor = lower if lower in POSSESSIVES else None
            definite = lower not in {"a", "an"}
            j += 1
        core = self._core(j)
        if core is None:
            return (self.make("pronoun", i, i + 1, possessor=possessor), i + 1) if lower in _PRONOUNS else None
        phrase, end, flags = core
        bare = phrase.kind in {"side", "neutral"} or (
            phrase.kind == "person" and lower in DETERMINERS and (not phrase.title or lower == "that")
        )
        first = phrase.start if bare else self.words[i].start
        text = self.text[first : phrase.end]
        if text != phrase.text or first != phrase.start or possessor or definite or flags != NO_FLAGS:
            phrase = phrase._replace(
                start=first, text=text, possessor=possessor, definite=definite,
                former=flags.former or phrase.former, then=flags.then or phrase.then,
            )  # fmt: skip
        return phrase, end

    def _is_full_name(self, i: int) -> bool:
        """Tell whether "He" begins a name ("He Lifeng")."""
        found = self.name(i)
        return found is not None and found[0].full and found[1] > i + 1

    def _core(self, i: int) -> tuple[Phrase, int, Flags] | None:
        """Read what may stand behind a determiner."""
        if neutral := self._neutral(i):
            return (*neutral, NO_FLAGS)
        if opponents := self._opponents(i):
            return (*opponents, NO_FLAGS)
        j, flags = self.modifiers(i)
        sides, after_sides = self.sides(j)
        k, more = self.modifiers(after_sides) if sides else (j, NO_FLAGS)
        title = self.title(k)
        if title is not None and title.text == "host" and self.word(i - 1) in {"to", "will", "would", "could", "can"}:
            return None  # "offered to host Putin" has a verb
        posts: tuple[Name, ...] = ()
        if title is None and sides and not self.words[after_sides - 1].possessive:
            title, posts = self._behind_post(k)
        if title is not None and self._is_scene(sides, j, after_sides, k):
            return (*self._side_phrase(i, j, sides, after_sides), flags)
        if title is not None:
            got = self._titled(i, sides, title, posts)
            return (*got, flags.joined(more)) if got else None
        if sides:
            return (*self._side_phrase(i, j, sides, after_sides), flags)
        if k > i and not self.starts_person(k):
            return None
        person = self.person(k)
        return (*person, flags.joined(more)) if person else None

    def _is_scene(self, sides: tuple[Name, ...], i: int, end: int, title: int) -> bool:
        """Tell whether a capital before a title is where things happen: "In Washington Chancellor Kohl ..."."""
        if len(sides) != 1 or sides[0].kind not in {"capital", "city"} or self.words[end - 1].possessive:
            return False
        return self.word(i - 1) in {"in", "at", "from", "to"} and self.words[title].text[:1].isupper()

    def _behind_post(self, i: int) -> tuple[Title | None, tuple[Name, ...]]:
        """Read "Syria envoy" in "the UN Syria envoy"."""
        post = self.side(i)
        if post is None:
            return None, ()
        j, _ = self.modifiers(post[1])
        title = self.title(j)
        return (title, post[0]) if title is not None else (None, ())

    def _neutral(self, i: int) -> _Read | None:
        """Read the name of a newspaper, a charity, an institute."""
        if i >= len(self.words) or not self.words[i].text[:1].isupper():
            return None
        found = self.index.neutral_at(self.words, i)
        if found is None:
            return None
        length, body = found
        known = self.person_at(i)
        side = self.side_at(i)
        if (known is not None and known.length > length) or (side is not None and side[0] >= length):
            return None
        return self.make("neutral", i, i + length)._replace(neutral=body), i + length

    def _side_phrase(self, i: int, j: int, sides: tuple[Name, ...], end: int) -> _Read:
        """Return "Russia's Vladimir Putin", "the Syrian opposition", "the American" or the side alone."""
        last = self.words[end - 1]
        kinds = {n.kind for n in self.index.meanings(sides[0])} if len(sides) == 1 else set()
        if end < len(self.words) and (last.possessive or kinds & {"adjective", "demonym"}) and kinds:
            person = self.person(end)
            if person is not None and (person[0].full or last.possessive) and person[0].kind == "person":
                return person[0]._replace(start=self.words[i].start, sides=sides + person[0].sides), person[1]
        if opposed := self._opposed(j, sides, end):
            return opposed
        first = self.side(j)
        if first is not None and first[1] < end:  # a list of sides without a title is read one side at a time
            sides, end = first
        side = self.make("side", j, end, sides=sides, possessive=self.words[end - 1].possessive)
        if self.word(j - 1) == "the" and self._is_one_person(sides[0], end):
            return side._replace(
                kind="title", start=self.words[j - 1].start, title="leader", roles=("leader",), demonym=True
            ), end
        return (side._replace(place=True) if self._is_place(sides[0], j, end) else side), end

    def _opposed(self, j: int, sides: tuple[Name, ...], end: int) -> _Read | None:
        """Read "the Syrian opposition", "Syrian Kurdish authorities", "the US-led coalition"."""
        last = self.words[end - 1]
        noun = self.word(end)
        if noun not in WITHOUT_SIDE or not (last.possessive or sides[-1].kind in {"adjective", "demonym", "alias"}):
            return None
        stop = end + 1
        while self.word(stop) in OPPOSED_HEADS | WITHOUT_SIDE and not self.words[stop - 1].possessive:
            stop += 1
        group = self.make("group", j, stop, group=self.word(stop - 1), possessive=self.words[stop - 1].possessive)
        carrier = self.words[stop - 1]
        return group._replace(opposed=True, head=(carrier.start, carrier.end)), stop

    def _opponents(self, i: int) -> _Read | None:
        """Read "the opposition", "opposition and government": opponents whose state the text has named before."""
        if self.word(i) != "opposition" or self.word(i - 1) not in _BEFORE_OPPONENTS or self.word(i + 1) == "to":
            return None
        stop = i + 1
        while self.word(stop) in OPPOSED_HEADS and not self.words[stop - 1].possessive:
            stop += 1
        if stop < len(self.words) and (self.words[stop].text[:1].isupper() or self.title(stop) is not None):
            return None
        last = self.words[stop - 1]
        return self.make("group", i, stop, group=last.text, possessive=last.possessive)._replace(opposed=True), stop

    def _is_one_person(self, name: Name, end: int) -> bool:
        """Tell whether "the Russian" stands alone, for a person: no noun follows."""
        kinds = {n.kind for n in self.index.meanings(name)}
        if "demonym" not in kinds or "plural" in kinds or self.words[end - 1].possessive:
            return False
        following = self.word(end)
        return end >= len(self.words) or following in NO_NOUN or following.startswith("\n") or following[-2:] == "ed"

    def _is_place(self, name: Name, i: int, end: int) -> bool:
        """Tell whether a capital, city or country is named as a place."""
        if name.kind not in {"capital", "city", "seat", "alias"}:
            return False
        before = i - 1
        if self.word(before) == "the":
            before -= 1
        lower = self.word(before)
        if lower in {"to", "from", "for"}:
            near = {self.word(k) for k in range(max(0, before - 4), before)}
            return bool(near & MOVING)
        if lower == "," and self.words[before - 1 : before] and end < len(self.words):  # "Geneva, Switzerland"
            city = self.side_at(before - 1)
            return city is not None and city[1][0].kind in {"city", "capital"} and name.kind == "alias"
        return lower in PLACING

    def _titled(self, i: int, sides: tuple[Name, ...], title: Title, posts: tuple[Name, ...] = ()) -> _Read | None:
        if (whole := self._title_in_name(i, sides, title)) is not None:
            return whole
        title, sides = self._headed(title, sides)
        title = self.compound(title)
        sides, posts = self.post_before(sides, posts, title)
        links = self.links(title, served=bool(sides))
        end, all_sides, posts = links.end, sides or links.sides, posts or links.posts
        if title.group is not None:
            group = self.make("group", i, end, sides=all_sides, group=title.group, title=title.text)
            last = self.words[title.end - 1]
            return group._replace(head=(last.start, last.end), possessive=self.words[end - 1].possessive), end
        owner = self.served_person(end, title) if not all_sides else None
        if owner is not None:
            end = owner[1]
        said = self.make(
            "title", i, end, sides=all_sides, title=title.text, roles=title.roles,
            possessive=self.words[end - 1].possessive,
        )  # fmt: skip
        if posts or owner:
            said = said._replace(posts=posts, owner=owner[0] if owner else None)
        person = self._named_holder(end, title, all_sides)
        return (self.with_title(person[0], title, said), person[1]) if person is not None else (said, end)

    def _headed(self, title: Title, sides: tuple[Name, ...]) -> tuple[Title, tuple[Name, ...]]:
        """Read "head of the Russian state", "chief of French diplomacy" for the office that is meant, with its side."""
        if sides or title.text not in HEADS or self.word(title.end) != "of":
            return title, sides
        j = title.end + 1 + (self.word(title.end + 1) == "the")
        side = self.side(j)
        found = headed(self._lower, j, side[1]) if side is not None else None
        if side is None or found is None:
            return title, sides
        text, roles, end = found
        state = side[0][0]  # of a ministry, the state whose it is
        return Title(end, text, roles, None), (state._replace(kind="alias") if state.kind == "body" else state,)

    def _title_in_name(self, i: int, sides: tuple[Name, ...], title: Title) -> _Read | None:
        """Read "King Salman", "Crown Prince Mohammed": names that hold their title."""
        start = next((k for k in range(i, title.end) if self.title(k) == title), None)
        if start is None:
            return None
        known = self.person_at(start)
        if known is None or start + known.length <= title.end:
            return None
        longer = self.name(title.end)
        if longer is not None and longer[1] > start + known.length:
            return None
        phrase, end = self.about(NameMatch(known.length, known.persons, full=False), start, start + known.length, None)
        return phrase._replace(
            start=self.words[i].start, sides=sides or phrase.sides, title=title.text, roles=title.roles
        ), end

    def _named_holder(self, end: int, title: Title, sides: tuple[Name, ...]) -> _Read | None:
        """Return the person named behind a title, directly or behind a comma or dash."""
        if self.words[end - 1].possessive:
            end = self.behind_office(end)
        start = self.skip(end, {",", "-", "–", "—"})
        person = self.person(start, titled=True)
        if person is None:
            person = self._one_word(end, title)
        if person is None or (self.word(end) == "," and not person[0].full):
            return None
        return None if self.word(end) == "," and self._is_next(person[0], sides, title) else person

    def _is_next(self, person: Phrase, sides: tuple[Name, ...], title: Title) -> bool:
        """Tell whether a name behind a comma is the next of a list: a leader of one side never served the other."""
        if not (sides and person.persons) or not set(title.roles) & {"head-of-state", "head-of-government", "leader"}:
            return False
        codes = {n.code for n in sides for n in self.index.meanings(n)}
        terms = [t.office for p in person.persons for t in p.terms]
        return any(o.leads for o in terms) and not any(o.code in codes for o in terms)

    def _pair(self, i: int) -> _Read | None:
        """Read "the two leaders", "both presidents", "the presidents", "the pair"."""
        j = i
        if self.word(j) == "the" and self.word(j + 1) in {"pair", "duo"}:
            return self.make("pair", i, j + 2), j + 2
        if self.word(j) == "each" and self.word(j + 1) == "of" and self.word(j + 2) == "them":
            return self.make("pair", i, j + 3), j + 3
        if self.word(j) not in {"the", "both", "these", "those", "two"}:
            return None
        if self.word(j) in {"the", "these", "those"}:
            j += 1
        if self.word(j) in {"two", "both"}:
            j += 1
            if j - i == 2 and self.word(j) not in _PAIR and not self._is_noun_like(j):
                return self.make("pair", i, j), j
        # "joined the two leaders for a dinner", "telephoned both presidents in the final hours"
        onward = self.word(j + 1) in _OF - {"of", "to"} and self.word(j - 1) in {"two", "both"}
        if self.word(j) in _PAIR and (onward or self.word(j + 1) not in _OF):
            return self.make("pair", i, j + 1, group=self.word(j)), j + 1
        return None

    def _koreas(self, i: int) -> _Read | None:
        """Read "both Koreas", "the two Koreas"."""
        j = i
        while self.word(j) in {"the", "two", "both"}:
            j += 1
        if j >= len(self.words) or self.words[j].text != "Koreas":
            return None
        return self.make("group", i, j + 1, sides=_KOREAS, group="states"), j + 1

    def _region(self, i: int) -> _Read | None:
        """Read "European leaders", "senior Western officials", "allies and partners"."""
        j, _ = self.modifiers(i) if self.word(i) not in {"opposition", "foreign"} else (i, NO_FLAGS)
        region = next((r for r in (f"{self.word(j)} {self.word(j + 1)}", self.word(j)) if r in REGIONS), None)
        if region is None:
            return self._allies(i)
        k, _ = self.modifiers(j + region.count(" ") + 1)
        title = self.title(k)
        if title is not None and title.text == "foreign":
            return None
        if title is None or title.group is None:
            if self.word(k) not in _COLLECTIVE_NOUNS:
                return None
            end, group = k + 1, self.word(k)
        else:
            end, group = title.end, title.group
        if region in {"foreign", "international"} and self.title(j) is not None:
            return None
        phrase = self.make("group", i, end, group=group, possessive=self.words[end - 1].possessive)
        last = self.words[end - 1]
        return phrase._replace(region=region, title=title.text if title else None, head=(last.start, last.end)), end

    def _allies(self, i: int) -> _Read | None:
        """Read "allies and partners"."""
        j = i + (self.word(i) in DETERMINERS | POSSESSIVES)
        if self.word(j) not in {"allies", "partners"}:
            return None
        end = j + 1
        if self.word(end) != "and" or self.word(end + 1) not in {"allies", "partners"}:
            return None
        end += 2
        return self.make("group", j, end, group="allies")._replace(region="allied"), end

    def _is_noun_like(self, i: int) -> bool:
        """Tell whether "the two" goes on with what it counts; behind it alone stand few words."""
        return self.word(i) not in _AFTER_THE_TWO and not self.word(i).endswith("ed")


__all__ = ["Phrase", "PhraseReader"]
