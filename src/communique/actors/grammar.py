"""Parts of noun phrases: titles, sides, modifiers, and what hangs on a title with "of", "to" or "for"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from communique.actors.authority import Name
from communique.actors.groups import POSTED
from communique.actors.index import NameIndex
from communique.actors.lexicon import FORMER, GROUPS, HONORIFICS, MODIFIERS, TITLES
from communique.actors.naming import NameReader
from communique.actors.text import Word, words

DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "both", "all", "each", "any"})
POSSESSIVES = frozenset({"his", "her", "their", "its", "our", "my"})
_POSTING = frozenset({"to", "for", "in", "on", "at"})
#: Offices that one holds at home: what stands behind "to" is where the holder goes.
_AT_HOME = frozenset({"head-of-state", "head-of-government", "foreign-minister", "defence-minister"})
_IN_GROUP = frozenset({"officials", "authorities", "embassy", "negotiators", "delegation", "leaders", "ambassadors",
                       "counterparts"})  # fmt: skip
_FROM_GROUP = frozenset({"envoys", "diplomats", "experts", "representatives", "delegates", "delegations", "ministers"})
_PORTFOLIO = frozenset({"minister", "minister of state", "secretary", "state secretary", "assistant secretary of state",
                        "deputy assistant secretary of state", "under secretary of state", "undersecretary of state",
                        "deputy minister", "secretary of state", "deputy national security advisor",
                        "deputy national security adviser"})  # fmt: skip
_PORTFOLIO_ENDS = frozenset(
    """
    affairs security defence defense trade development energy policy finance cooperation communications technology
    economics interior justice forces war integration relations transport industry commerce treasury health education
    """.split()
)
_BY_PORTFOLIO = {
    "foreign": "foreign-minister", "external": "foreign-minister", "defence": "defence-minister",
    "defense": "defence-minister", "war": "defence-minister", "armed": "defence-minister",
    "finance": "finance-minister",
}  # fmt: skip
#: Likeliest roles of titles whose portfolio says which minister is meant.
_MINISTERIAL = (("minister",), ("foreign-minister",))


class Title(NamedTuple):
    """A title as read: the index behind it, its words in lower case, its roles, and the group it names if plural."""

    end: int
    text: str
    roles: tuple[str, ...]
    group: str | None


class Flags(NamedTuple):
    """What modifiers say of an office: held once, or held on an earlier day that the text tells of."""

    former: bool = False
    then: bool = False

    def joined(self, other: Flags) -> Flags:
        """Return what either says."""
        return Flags(self.former or other.former, self.then or other.then) if other != NO_FLAGS else self


NO_FLAGS = Flags()


class Links(NamedTuple):
    """What hangs on a title: whom it serves, where it is posted, and the index behind."""

    sides: tuple[Name, ...]
    posts: tuple[Name, ...]
    end: int


def _table() -> Mapping[tuple[str, ...], tuple[str, tuple[str, ...], str | None]]:
    out: dict[tuple[str, ...], tuple[str, tuple[str, ...], str | None]] = {}
    for text, roles in TITLES.items():
        out[tuple(w.text for w in words(text))] = (text, roles, None)
    for text, group in GROUPS.items():
        out[tuple(w.text for w in words(text))] = (text, (), group)
    return out


_TITLES = _table()
_REACH: dict[str, int] = {}
for _parts in _TITLES:
    _REACH[_parts[0]] = max(_REACH.get(_parts[0], 0), len(_parts))
#: First words of titles.
TITLE_WORDS = frozenset(_REACH)


class Grammar(NameReader):
    """Reads the parts of the phrases of one text; every method takes the index of a word."""

    def __init__(self, text: str, words: list[Word], index: NameIndex, unknown: Mapping[int, int]) -> None:
        super().__init__(text, words, index, unknown)
        self._titles_at: dict[int, Title | None] = {}

    def title(self, i: int) -> Title | None:
        """Return the longest title that begins at a word, with its portfolio ("minister of industry and trade")."""
        reach = _REACH.get(self.word(i))
        if reach is None:
            return None
        if i not in self._titles_at:
            self._titles_at[i] = self._read_title(i, reach)
        return self._titles_at[i]

    def _read_title(self, i: int, reach: int) -> Title | None:
        for length in range(min(reach, len(self.words) - i), 0, -1):
            found = _TITLES.get(tuple(self._lower[i : i + length]))
            if found and not any(w.possessive for w in self.words[i : i + length - 1]):
                title = Title(i + length, *found)
                return self._with_portfolio(title) if title.group is None else title
        return None

    def _with_portfolio(self, title: Title) -> Title:
        if title.text not in _PORTFOLIO or self.word(title.end) not in {"of", "for"}:
            return title
        end = self._portfolio_end(title)
        if end == title.end:
            end = self._unlisted_end(title)
        if end == title.end:
            return title
        subject = self._lower[title.end : end]
        roles = title.roles
        if roles[:1] in _MINISTERIAL:
            roles = tuple(dict.fromkeys((*_named_by(subject), "minister")))
        return Title(end, f"{title.text} {' '.join(self.words[k].text for k in range(title.end, end))}", roles, None)

    def _portfolio_end(self, title: Title) -> int:
        """Return the index behind a portfolio that ends in a usual word ("of Industry and Trade"), else the title's."""
        end, j = title.end, title.end + 1
        while j < len(self.words) and j - title.end < 10:
            word = self.words[j]
            if word.text in {"and", "the", ",", "&", "of", "for"} and j > title.end:
                j += 1
                continue
            if not word.text[:1].isupper() or self._is_other(j, title):
                break
            j += 1
            if self.word(j - 1) in _PORTFOLIO_ENDS:
                end = j
                if word.possessive or self.word(j) not in {"and", ",", "of", "for", "&"}:
                    break
        return end

    def _unlisted_end(self, title: Title) -> int:
        """Return the index behind a portfolio that no list has ("for Silly Walks"), else the title's.

        Without it "the Minister for Silly Walks" were a minister, and of those the foreign minister is best known.
        """
        first = title.end + 1 + (self.word(title.end + 1) == "the")
        if title.roles[:1] not in _MINISTERIAL or not self._is_subject(first):
            return title.end
        if title.text == "secretary" and self.words[first].text.isupper():
            return title.end  # of a party's committee ("secretary of the C.C.")
        end = first + 1
        if self._tagged_words(first) > 2:  # a portfolio and a name behind it, which something took for one name
            return end
        while end - first < 3 and not self.words[end - 1].possessive:
            following = end + (self.word(end) == "and")
            if not self._is_subject(following) or self.words[following].start in self.unknown:
                break
            end = following + 1
        return end

    def _is_subject(self, j: int) -> bool:
        """Tell whether a word behind "minister for" can be what the minister is for: no side, no person, no title."""
        if j >= len(self.words) or not self.words[j].text[:1].isupper():
            return False
        return self.side_at(j) is None and self.person_at(j) is None and self.title(j) is None

    def _tagged_words(self, j: int) -> int:
        """Return how many words a name has that was tagged from a word on."""
        end = self.unknown.get(self.words[j].start, 0)
        return sum(w.end <= end for w in self.words[j : j + 5])

    def _is_other(self, j: int, title: Title) -> bool:
        """Tell whether a word in a portfolio begins something else: a side, a person."""
        if self.side_at(j) is not None and self.word(j + 1) not in _PORTFOLIO_ENDS | {"eastern"}:
            return not (j == title.end + 1 and self.word(j + 1) in {"and", "affairs"})
        known = self.person_at(j)
        return (known is not None and known.full) or self.words[j].start in self.unknown

    def modifiers(self, i: int) -> tuple[int, Flags]:
        """Return the index behind words such as "senior" or "former", and what they say of the office."""
        former = then = False
        while i < len(self.words):
            lower = self.word(i)
            if lower in FORMER:
                former = True
            elif lower == "then":
                then = True
            elif not (lower == "-" and (former or then)) and (
                lower not in MODIFIERS or self.side_at(i) is not None or (self.title(i) is not None)
            ):
                break
            i += 1
        return i, Flags(former, then) if former or then else NO_FLAGS

    def side(self, i: int) -> tuple[tuple[Name, ...], int] | None:
        """Return the side whose name begins at a word, and the index behind it."""
        if i >= len(self.words):
            return None
        text = self.words[i].text
        if text == "the":
            return self.side(i + 1)
        if not text[:1].isupper():
            return self._small_body(i) if self.word(i - 1) == "the" else None
        found = self.side_at(i)
        if found is None:
            return self._half_of_korea(i)
        length, names = found
        after = i + length
        known = self.person_at(i)
        if known is not None and known.full and known.length > length:
            return None
        if self._is_compound(after):
            return None
        name = names[0]
        if any(n.kind == "adjective" for n in names) and not self.words[after - 1].possessive:
            name = next(n for n in names if n.kind == "adjective") if self._before_noun(after) else name
        if self.unknown.get(self.words[i].start, 0) > self.words[after - 1].end and name.kind != "adjective":
            return None
        return self._own_body(name, after) or ((name,), after)

    def _own_body(self, name: Name, after: int) -> tuple[tuple[Name, ...], int] | None:
        """Read "Central Command" behind "US", "Duma" behind "Russian": the body is what is meant."""
        if after >= len(self.words) or name.kind not in {"alias", "adjective"}:
            return None
        small = self._small_body(after)
        if small is None:
            found = self.side_at(after)
            small = (found[1][:1], after + found[0]) if found is not None else None
        if small is None or small[0][0].code != name.code or small[0][0].kind != "body":
            return None
        return small

    def _small_body(self, i: int) -> tuple[tuple[Name, ...], int] | None:
        """Read a body in small letters, as some papers write it: "the state department", "the foreign office"."""
        if i + 1 >= len(self.words) or not self.words[i].text.islower():
            return None
        names = self.index.titled_side(f"{self.words[i].text} {self.words[i + 1].text}")
        return (names[:1], i + 2) if names and names[0].kind == "body" else None

    def _before_noun(self, after: int) -> bool:
        return self.title(after) is not None

    def _is_compound(self, after: int) -> bool:
        """Tell whether a hyphen joins a side to a word in lower case: "Russian-backed rebels" names no actor."""
        if self.word(after) != "-" or after + 1 >= len(self.words):
            return False
        following = self.words[after + 1]
        return following.start == self.words[after].end and following.text.islower()

    def _half_of_korea(self, i: int) -> tuple[tuple[Name, ...], int] | None:
        """Read "the North" and "the South" in a text about the Koreas."""
        text = self.words[i].text
        if text not in {"North", "South"} or "Korea" not in self.text:
            return None
        following = self.words[i + 1].text if i + 1 < len(self.words) else ""
        if not self.words[i].possessive and (self.word(i - 1) != "the" or following[:1].isupper()):
            return None
        return (Name("PRK" if text == "North" else "KOR", "alias", f"the {text}"),), i + 1

    def sides(self, i: int) -> tuple[tuple[Name, ...], int]:
        """Return the sides of a list ("US and Russian", "Britain, France and Italy") and the index after it."""
        first = self.side(i)
        if first is None:
            return (), i
        sides, end = first
        while True:
            j = end
            if self.word(j) == ",":
                if len(sides) == 1 and self.word(j + 1) in {"and", "or"}:
                    break  # "of the G7, and the United States will ...": another clause
                j += 1
            if self.word(j) in {"and", "&", "or"}:
                j += 1
            if j == end and self.word(j) != "-":
                break
            if j == end:
                j += 1
            following = self.side(j)
            if following is None or not _alike(following[0][0], sides[0]) or self.words[end - 1].possessive:
                break
            sides, end = sides + following[0], following[1]
        return sides, end

    def links(self, title: Title, *, served: bool) -> Links:
        """Return what hangs on a title. served: the side that it serves is known already."""
        sides: tuple[Name, ...] = ()
        posts: tuple[Name, ...] = ()
        end = title.end
        posted = bool(set(title.roles) & POSTED)
        for _ in range(2):
            link = self.word(end)
            found = self._of_sides(end, title)
            if found is None or self.words[end - 1].possessive:
                break
            if link in {"in", "at", "from"} and (served or sides) and not posted:
                break
            if posted and link in _POSTING:
                posts = posts or found[0]
            elif not sides:
                sides = found[0]
            else:
                break
            end = found[1]
        return Links(sides, posts, end)

    def _of_sides(self, i: int, title: Title) -> tuple[tuple[Name, ...], int] | None:
        """Read "of the Russian Federation", "to the President of France", "for Syria" behind a title."""
        link = self.word(i)
        posted = bool(set(title.roles) & POSTED)
        if link not in {"of", "for", "to", "in", "at", "from", "on"} or (link == "on" and not posted):
            return None
        sent = link == "from" and title.group in _FROM_GROUP
        if link in {"in", "at", "from"} and not posted and not sent and title.group not in _IN_GROUP:
            return None
        j = i + 1
        if self.word(j) in DETERMINERS:
            j += 1
        j, _ = self.modifiers(j)
        office = self.title(j)  # "National Security Advisor to the President of France"
        if office is not None and office.group is None and self.word(office.end) == "of":
            return self._of_sides(office.end, office)
        sides, end = self.sides(j)
        if not sides or (link == "to" and office is None and set(title.roles) & _AT_HOME):
            return None  # "a trip by the Russian leader to Japan"
        if link == "to" and office is None and not posted and sides[0].kind in {"capital", "city", "alias"}:
            return None  # whom somebody sends there, not who serves there
        if link != "of" and sides[0].kind in {"capital", "city"} and link != "to" and not posted:
            return None
        if office is None and sides[0].kind in {"adjective", "demonym", "plural"}:
            inner, _ = self.modifiers(end)
            held = self.title(inner)
            if held is None:
                return None
            end = held.end
        return sides, end

    def starts_person(self, i: int) -> bool:
        """Tell whether a name, or an honorific before one, begins at a word."""
        return i < len(self.words) and (self.words[i].text in HONORIFICS or self.name(i) is not None)


def _named_by(subject: Sequence[str]) -> tuple[str, ...]:
    """Return the role that the words of a portfolio give, if they give one."""
    if "international" in subject and "relations" in subject:
        return ("foreign-minister",)
    return tuple(_BY_PORTFOLIO[w] for w in subject if w in _BY_PORTFOLIO)[:1]


def _alike(a: Name, b: Name) -> bool:
    return (a.kind == "adjective") == (b.kind == "adjective") or {a.text, b.text} & {"US", "UN", "EU", "UK"} != set()
