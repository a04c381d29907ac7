"""Persons in running text with what stands around them: titles before, appositions behind, whom they serve."""

from __future__ import annotations

from itertools import takewhile

from communique.actors.authority import Name
from communique.actors.grammar import DETERMINERS, POSSESSIVES, Grammar, Title
from communique.actors.groups import POSTED, WEAK_ROLES
from communique.actors.index import SURNAME_FIRST, NameMatch
from communique.actors.lexicon import HONORIFICS, LEADING
from communique.actors.phrase import Phrase
from communique.actors.text import name_key

_AFTER_APPOSITION = frozenset({",", ".", ";", ")", ":", "and", "who", "said", "told"})
_COLLECTIVES = frozenset({"administration", "government", "regime", "side", "team", "delegation", "cabinet"})
#: Roles of those who serve a person by name ("an adviser to President Erdogan").
_SERVING = frozenset({"adviser", "spokesperson", "envoy", "chief-of-staff"})
_NO_SURNAMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december house office council meeting committee tower palace state minister president the
    government cabinet administration summit day week
    """.split()
)
#: Seats of learning, which are called by the place they are at and speak for no side.
_LEARNED = frozenset({"university", "college", "school", "institute", "institution", "academy"})
_LEARNED_REACH = 3
_Read = tuple[Phrase, int]


class Appositions(Grammar):
    """Reads persons of one text; every method takes the index of a word."""

    def person(self, i: int, *, titled: bool = False) -> _Read | None:
        """Return a name with what stands behind it: an apposition with title, or "of Ukraine"."""
        behind = titled and self.word(i - 1) == ","
        honorific, i = self._honorific(self._behind_title(i) if behind else i)
        found = self.name(i) or (self.capitalised(i) if titled or honorific else None)
        if found is None and honorific:
            found = self._surname_only(i)
        return self.about(found[0], i, found[1], honorific, behind_title=behind) if found else None

    def _behind_title(self, i: int) -> int:
        """Return where the name begins behind one more title ("his colleague, State Councilor Wang Yi")."""
        title = self.title(i) if self.words[i].text[:1].isupper() else None
        named = title is not None and (self.name(title.end) or self._honorific(title.end)[0]) is not None
        return title.end if title is not None and named else i

    def _honorific(self, i: int) -> tuple[str | None, int]:
        """Return the honorific that begins at a word, and the index behind it and behind military ranks."""
        honorific = None
        while i < len(self.words):
            rank = self.title(i) if self.words[i].text[:1].isupper() else None
            his = self.word(i) in {"his", "her"} and i + 1 < len(self.words) and self.words[i + 1].text in HONORIFICS
            if his or self.words[i].text in HONORIFICS or self._is_monsieur(i):
                honorific = honorific or self.words[i + his].text
                i = self.skip(i + 1, {"."})
            elif rank is not None and rank.roles == ("military",):
                i = self.skip(rank.end, {"."})
            else:
                break
        return honorific, i

    def _is_monsieur(self, i: int) -> bool:
        """Tell whether "M." stands before a surname alone, as in French; "M. K. Narayanan" has initials."""
        if self.words[i].text != "M" or self.word(i + 1) != "." or not self._is_surname_word(i + 2):
            return False
        known = self.person_at(i + 2)
        initial = known is not None and any(p.name[:1] == "M" for p in known.persons)  # "M. Albright"
        return not initial and not self._is_surname_word(i + 3)

    def about(self, match: NameMatch, i: int, end: int, honorific: str | None, *, behind_title: bool = False) -> _Read:
        """Return the phrase of a name that stands at ``words[i:end]``, with what stands behind it."""
        last = self.words[end - 1]
        head = self._head(match, i, end)
        name = self.text[self.words[i].start : last.end]
        phrase = Phrase(
            "person", self.words[i].start, last.end, name, match.persons, name, match.full, honorific,
            possessive=last.possessive, head=head,
        )  # fmt: skip
        if last.possessive:
            return self._collective(phrase, end) or (phrase, end)
        if self.word(end) == "of" and (of := self._of_side(end)) is not None:
            phrase, end = (phrase._replace(end=self.words[of[1] - 1].end, sides=of[0]), of[1])
            if self.words[end - 1].possessive:
                return phrase._replace(possessive=True), end
        elif not match.persons and (served := self._served_office(end)):
            phrase = phrase._replace(sides=served, title="representative", roles=("official",))
        return self._collective(phrase, end) or self._apposition(phrase, end, behind_title=behind_title)

    def _head(self, match: NameMatch, i: int, end: int) -> tuple[int, int]:
        """Return start and end of the surname, with what a hyphen joins to it; it stands first in Korean names."""
        first = self.words[i]
        if match.full and any(
            name_key(p.name)[:1] == (first.key,) and any(t.office.code in SURNAME_FIRST for t in p.terms)
            for p in match.persons
        ):
            return first.start, first.end
        last = j = self.surname_index(i, end)
        while j > i + 1 and self.words[j - 1].text == "-" and self.words[j - 2].end == self.words[j - 1].start:
            j -= 2
        return self.words[j].start, self.words[last].end

    def _of_side(self, i: int) -> tuple[tuple[Name, ...], int] | None:
        j = i + 1 + (self.word(i + 1) == "the")
        found = self.side(j)
        if found is None or found[0][0].kind in {"adjective", "city"} or self._is_learned(found[1]):
            return None
        return found

    def _is_learned(self, i: int) -> bool:
        """Tell whether a university or institute begins with the name before: "Georgetown University"."""
        named = takewhile(lambda word: word.text[:1].isupper(), self.words[i : i + _LEARNED_REACH])
        return any(word.key in _LEARNED for word in named)

    def _served_office(self, i: int) -> tuple[Name, ...]:
        """Return the side of the office that a person nobody knows is of ("X of the Omani Royal Office")."""
        if self.word(i) not in {"of", "from"}:
            return ()
        found = self.side(i + 1 + (self.word(i + 1) == "the"))
        if found is None or found[0][0].kind == "city" or found[1] >= len(self.words) or self._is_learned(found[1]):
            return ()
        named = self.words[found[1]].text[:1].isupper() or self.title(found[1]) is not None
        return found[0] if named and self.word(found[1]) not in {"and", ","} else ()

    def _surname_only(self, i: int) -> tuple[NameMatch, int] | None:
        """Read one capitalised word behind an honorific as a surname that nobody knew."""
        if i >= len(self.words) or not self._is_surname_word(i):
            return None
        return NameMatch(1, (), full=False), i + 1

    def _one_word(self, i: int, title: Title) -> _Read | None:
        """Read one capitalised word behind a title in capitals ("President Poutine")."""
        if i < 1 or not self._is_surname_word(i) or not self.words[title.end - 1].text[:1].isupper():
            return None
        if self.word(i + 1) == "-" or self.words[i - 1].possessive or self.title(i) is not None:
            return None
        following = self.words[i + 1].text if i + 1 < len(self.words) else ""
        if following[:1].isupper():
            return None
        return self.about(NameMatch(1, (), full=False), i, i + 1, None)

    def _is_surname_word(self, i: int) -> bool:
        if i >= len(self.words):
            return False
        text = self.words[i].text
        plain = text[:1].isupper() and text[1:2].islower() and len(text) > 3
        return plain and text.lower() not in _NO_SURNAMES and self.side_at(i) is None

    def _collective(self, phrase: Phrase, end: int) -> _Read | None:
        """Read "the Biden administration", "Assad's government"."""
        if self.word(end) not in _COLLECTIVES:
            return None
        stop = end + 1
        text = self.text[phrase.start : self.words[end].end]
        kind = "delegation" if self.word(end) in {"team", "delegation"} else "government"
        return phrase._replace(
            kind="group", group=kind, end=self.words[end].end, text=text, possessive=self.words[end].possessive
        ), stop

    def _apposition(self, phrase: Phrase, end: int, *, behind_title: bool = False) -> _Read:
        """Read ", the Chinese foreign minister" behind a name; what stands there belongs to the person."""
        if self.word(end) != ",":
            return phrase, end
        j = end + 1
        determined = self.word(j) in DETERMINERS or self.word(j) in POSSESSIVES
        possessor = self.word(j) if self.word(j) in POSSESSIVES else None
        j += determined
        j, flags = self.modifiers(j)
        owner = self._owner(j)
        if owner is not None:
            j, determined = owner[1], True
        sides, j = self.sides(j)
        j, more = self.modifiers(j)
        title = self.title(j)
        posts: tuple[Name, ...] = ()
        if title is None and sides and (post := self.side(j)) is not None:
            j, _ = self.modifiers(post[1])
            title, posts = self.title(j), post[0]
        if title is None or title.group is not None or self.starts_person(title.end):
            return phrase, end
        said = phrase._replace(
            sides=sides, posts=posts, former=flags.former or more.former, then=flags.then or more.then,
            possessor=possessor, owner=owner[0] if owner else None,
        )  # fmt: skip
        return self._with_apposition(phrase, said, end, title, determined=determined, behind_title=behind_title)

    def _with_apposition(
        self, phrase: Phrase, said: Phrase, end: int, title: Title, *, determined: bool, behind_title: bool
    ) -> _Read:
        """Return the person with the title of the apposition and what hangs on it; as before when it is none.

        said: the phrase with what the apposition says before its title. behind_title: the name has its own title and a
        comma before it.
        """
        title = self.compound(title)
        sides, posts = self.post_before(said.sides, said.posts, title)
        links = self.links(title, served=bool(sides))
        owner, stop = said.owner, links.end
        if not (sides or links.sides or owner) and (served := self.served_person(stop, title)) is not None:
            owner, stop = served
        elif not (sides or links.sides or owner) and (office := self._office_served(stop)) is not None:
            sides, stop = office
        if self.words[stop - 1].possessive and (sides or links.sides):
            stop = self.behind_office(stop)
        closed = determined or stop >= len(self.words) or self.word(stop) in _AFTER_APPOSITION
        if (not closed or self.words[stop - 1].possessive) and not (sides or links.sides):
            return phrase, end
        if self._is_another(phrase, sides or links.sides, title):
            return phrase, end
        if behind_title and determined and self.word(stop) == "," and self.starts_person(stop + 1):
            return phrase, end  # "the Indian minister, S Jaishankar, the Pakistani army chief, Asim Munir, and ..."
        return (
            said._replace(sides=sides or links.sides or phrase.sides, posts=posts or links.posts, title=title.text,
                roles=title.roles, owner=owner, end=self.words[stop - 1].end,
            ),
            stop,
        )  # fmt: skip

    def _is_another(self, phrase: Phrase, sides: tuple[Name, ...], title: Title) -> bool:
        """Tell whether what follows is the next of a list ("Erna Solberg of Norway, the emir of Kuwait and ...")."""
        if not (phrase.sides and sides) or not set(title.roles) & {*LEADING, "leader"}:
            return False
        return not {n.code for n in phrase.sides} & {n.code for n in sides}

    def _owner(self, i: int) -> _Read | None:
        """Read "Trump's" or "the president's" before the title in an apposition."""
        j = i
        if j < len(self.words) and self.words[j].text in HONORIFICS:
            j = self.skip(j + 1, {"."})
        found = self.name(j)
        if found is None or not self.words[found[1] - 1].possessive:
            return None
        return self.about(found[0], j, found[1], None)

    def served_person(self, i: int, title: Title) -> _Read | None:
        """Read "to President Trump" or "for Mr Erdogan" behind the title of one who serves a person."""
        if self.word(i) not in {"to", "for", "of"} or not set(title.roles) & _SERVING:
            return None
        j = i + 1 + (self.word(i + 1) == "the")
        j, _ = self.modifiers(j)
        held = self.title(j)
        if held is not None and held.group is None:
            j = held.end
        start = j
        if j < len(self.words) and self.words[j].text in HONORIFICS:
            j = self.skip(j + 1, {"."})
        found = self.name(j)
        if found is None:
            return None
        phrase, end = self.about(found[0], j, found[1], None)
        if phrase.kind != "person":
            return None
        if held is not None:
            phrase = phrase._replace(title=phrase.title or held.text, roles=phrase.roles or held.roles)
        return phrase._replace(start=self.words[start].start), end

    def _office_served(self, i: int) -> tuple[tuple[Name, ...], int] | None:
        """Return the side within the title of whom somebody serves ("of the President of the European Council")."""
        if self.word(i) not in {"of", "to", "for"}:
            return None
        j = i + 1 + (self.word(i + 1) == "the")
        held = self.title(j)
        found = (self.side(k) for k in range(j, held.end)) if held is not None and held.group is None else ()
        sides = next((f[0] for f in found if f is not None), None)
        return (sides, held.end) if sides and held is not None else None

    def behind_office(self, end: int) -> int:
        """Return the index behind the body that a side owns ("of Japan's National Security Secretariat")."""
        j = end
        while j < len(self.words) and j - end < 5 and self.words[j].text[:1].isupper() and not self.words[j].possessive:
            found = self.name(j)
            if found is not None and found[0].full:
                break
            j += 1
        return j if self.word(j) == "," or j == end else end

    def compound(self, title: Title) -> Title:
        """Join "Deputy Prime Minister and Foreign Minister" when a name follows."""
        if title.group is not None or self.word(title.end) != "and" or self.words[title.end - 1].possessive:
            return title
        second = self.title(title.end + 1)
        if second is None or second.group is not None or {title.roles[0], second.roles[0]} <= set(LEADING):
            return title  # "the President and Prime Minister Modi" are two
        behind = self.links(second, served=False).end
        named = self.starts_person(second.end) or self.capitalised(second.end) is not None
        if not (named or (behind > second.end and self.words[title.end + 1].text[:1].isupper())):
            return title
        return Title(second.end, f"{title.text} and {second.text}", (*title.roles, *second.roles), None)

    def post_before(
        self, sides: tuple[Name, ...], posts: tuple[Name, ...], title: Title
    ) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
        """Return sides and posts, with "Ukraine" in "Ukraine envoy" as the post that it is."""
        if len(sides) != 1 or posts or not set(title.roles) & POSTED or title.group is not None:
            return sides, posts
        name = sides[0]
        if name.kind != "alias" or any(n.kind in {"adjective", "body"} for n in self.index.meanings(name)):
            return sides, posts
        before = next((w for w in reversed(self.words[: title.end]) if w.text.endswith(name.text.split()[-1])), None)
        return (sides, posts) if before is not None and before.possessive else ((), sides)

    def with_title(self, phrase: Phrase, title: Title, said: Phrase) -> Phrase:
        """Return a person with the title that stands before the name; an apposition that says more is kept.

        said: the phrase of the title, with its start, sides, posts and owner.
        """
        apposed = phrase.title is not None
        if apposed and phrase.sides and set(title.roles) <= WEAK_ROLES and not set(phrase.roles) <= WEAK_ROLES:
            return phrase._replace(start=said.start, text="")
        return phrase._replace(
            start=said.start, text="", sides=said.sides or phrase.sides, title=title.text, roles=title.roles,
            posts=said.posts or phrase.posts, owner=said.owner or phrase.owner, former=phrase.former and apposed,
        )  # fmt: skip

    def make(
        self, kind: str, start: int, end: int, *, sides: tuple[Name, ...] = (), title: str | None = None,
        roles: tuple[str, ...] = (), group: str | None = None, possessor: str | None = None, possessive: bool = False,
    ) -> Phrase:  # fmt: skip
        """Return the phrase over ``words[start:end]``."""
        first, last = self.words[start].start, self.words[end - 1].end
        return Phrase(
            kind, first, last, self.text[first:last], sides=sides, title=title, roles=roles, group=group,
            possessor=possessor, possessive=possessive,
        )  # fmt: skip
