"""The words of a statement as comparing sees them: stems, and the concepts that different words share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.merge.lineage_text import folded_words, stem

_STOP = frozenset(
    """
    the a an and or of to in on at by for with from as that this these those it its he she they them him his her their
    we our us i you your my me who whom whose which what when where while how why is are was were be been being am has
    have had do does did done will would could should may might can shall must also too very so such than then there
    here into over under about after before during between among through against because if but yet still just only
    even more most much many any some all each every both either other another one two own same new now today yesterday
    tomorrow not no never nor none nothing nobody neither without cannot say said says saying tell told tells add added
    adding according state stated note noted stress stressed emphasise emphasised emphasize emphasized underline
    underlined point pointed reiterate reaffirm express expressed mr mrs ms president presidents minister ministers
    prime foreign secretary chancellor leader leaders premier government side sides country countries official
    officials spokesman spokeswoman statement conversation meeting met meet call week day year time month month's way
    matter matters question questions issue issues thing things part make made take taken took give given gave get got
    put come came go went out up down off per monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december first second last next once again already well
    zero two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million
    billion half years months weeks days hours minutes hour minute actually however instead rather indeed
    possible impossible united state states stated department departments subject subjects topic topics
    """.split()
)
#: Words that the stemmer takes for others: "united" is no unit, "statement" no station, "promising" no promise.
_FALSE_FRIENDS = frozenset(
    """
    united unity state states stated statement statements department departments according good hand hands signed live
    transit range promising
    """.split()
)
_ROOM = "communique.compare"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of substance, or the concept that it stands for. at: its number among the words of the text."""

    name: str
    at: int
    is_concept: bool


def terms_of(text: str) -> tuple[Term, ...]:
    """Return the terms of a text in order; the words of a phrase give one term."""
    words = folded_words(text.replace("-", " "))
    stems = [stem(w) for w in words]
    out: list[Term] = []
    at = 0
    while at < len(words):
        length, concepts = (0, ()) if words[at] in _FALSE_FRIENDS else _concepts_at(stems, at)
        if concepts:
            out.extend(Term(c, at, True) for c in concepts)
            if length > 1:
                out.extend(Term(s, at, False) for s in stems[at : at + length] if _is_plain(s))
        elif (
            words[at] not in _STOP
            and not words[at].endswith(("ly", "n't"))
            and (len(words[at]) > 2 or words[at].isdigit())
        ):
            out.append(Term(stems[at], at, False))
        at += max(1, length)
    return tuple(out)


def concepts_in(text: str) -> frozenset[str]:
    """Return the concepts that a text has words of."""
    return frozenset(t.name for t in terms_of(text) if t.is_concept)


def _concepts_at(stems: list[str], at: int) -> tuple[int, tuple[str, ...]]:
    """Return the length of the longest phrase of the lexicon that starts at a word, and its concepts."""
    lexicon = _lexicon()
    for length in range(min(_longest(), len(stems) - at), 0, -1):
        found = lexicon.get(tuple(stems[at : at + length]))
        if found:
            return length, found
    return 0, ()


def _is_plain(stemmed: str) -> bool:
    """Tell whether a word within a phrase is one of substance and of no concept itself."""
    return len(stemmed) > 4 and stemmed not in _STOP and (stemmed,) not in _lexicon()


@cache
def _lexicon() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for name, phrases in rows("concepts.tsv"):
        for phrase in phrases.split("|"):
            key = tuple(stem(w) for w in folded_words(phrase.replace("-", " ")))
            found.setdefault(key, set()).add(name)
    return {key: tuple(sorted(names)) for key, names in found.items()}


@cache
def _longest() -> int:
    return max(map(len, _lexicon()))


_GENERAL = frozenset(
    """
    accept reject offer request agree commit warn concern condemn blame violate start stop continue increase decrease
    allow forbid success failure true false evidence plan pressure interest satisfy delay equal date contact talks
    discuss relations visit telephone apology join secret legitimate lift summit cooperate peace war fighting start
    kill inspect infrastructure resign treaty ownership capture territory border comply voluntary forced linked separate
    temporary permanent partial total
    """.split()
)


@cache
def topical_concepts() -> frozenset[str]:
    """Return the concepts that are topics of talks, not acts, judgements or things that every contact is about."""
    return frozenset(name for name, _ in rows("concepts.tsv")) - _GENERAL


@cache
def opposites() -> frozenset[frozenset[str]]:
    """Return the pairs of concepts of which one excludes the other."""
    return frozenset(frozenset(row) for row in rows("opposites.tsv"))


def rows(name: str) -> Iterator[tuple[str, str]]:
    """Yield the two columns of one of this room's tables."""
    for line in _lines((files(_ROOM) / name).read_text(encoding="utf-8").splitlines()):
        first, _, second = line.partition("\t")
        yield first, second


def _lines(lines: Iterable[str]) -> Iterator[str]:
    return (line for line in lines if line.strip() and not line.startswith("#"))
