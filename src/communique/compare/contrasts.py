"""Statements that exclude each other by their words: lifted and kept, before and after, free and forced.

Each line of the table holds two groups of words; a statement takes one side of a line where it has words of that side
alone, or denies words of the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from communique.compare.align import overlap
from communique.compare.doers import DOERS
from communique.compare.pair import Pair, Rule, Verdict, affirmed, names_of
from communique.compare.words import rows
from communique.merge.lineage_text import folded_words, stem

#: So much weight the two share besides names, for words that clash in most and in all surroundings.
_MATTER, _SUBJECT = 1.9, 0.9
#: Or two names and one term.
_NAMES = 2
#: A word is denied by a negation among so many words before it.
_REACH = 3
_WISH = re.compile(
    r"\b(?:must|should|shall|ought|has to|have to|had to|call(?:s|ed)? (?:on|for)|urg(?:es|ed)|demand(?:s|ed)?|"
    r"wish(?:es|ed)?|wants?|insist(?:s|ed)?|appeal(?:s|ed)?|hop(?:es|ed)|propos(?:es|ed)|suggest(?:s|ed)?|needs? to)\b",
    re.IGNORECASE,
)
#: Concepts of acts that every contact is full of are no matter of their own.
_ACTS = frozenset("accept agree commit contact continue discuss offer plan relations request start talks visit".split())
_NO_DEAL = re.compile(
    r"\b(?:no|not any) (?:agreement|deal|accord|understanding|document|decision)s?\b.{0,12}\b(?:reached|struck|made|"
    r"concluded|signed|agreed)\b|\b(?:nothing|not a thing) (?:was |has been |had been )?"
    r"(?:agreed|signed|decided|settled)\b|"
    r"\b(?:did not|didn['’]t|failed to) (?:reach|conclude|strike) (?:an?|any) (?:agreement|deal|accord)\b",
    re.IGNORECASE,
)
#: In longer statements words are of many matters.
_LONG = 45
#: A statement of so few words is about the contact as a whole.
_SHORT = 9
#: One statement comes right after another that ends so near before it.
_NEXT = 160
_CAPITAL = re.compile(r"\b[A-Z][\w-]+")
_NEGATIONS = frozenset("not no never nor none nothing nobody neither cannot without nowhere".split())


@cache
def _lexicon() -> Mapping[tuple[str, ...], tuple[tuple[int, int], ...]]:
    found: dict[tuple[str, ...], set[tuple[int, int]]] = {}
    for line, (_, both) in enumerate(rows("antonyms.tsv")):
        for column, phrases in enumerate(both.split("\t")):
            for phrase in phrases.split("|"):
                key = tuple(stem(w) for w in folded_words(phrase.replace("-", " ")))
                found.setdefault(key, set()).add((line, column))
    return {key: tuple(sorted(places)) for key, places in found.items()}


@cache
def _stark() -> frozenset[int]:
    return frozenset(line for line, (force, _) in enumerate(rows("antonyms.tsv")) if force == "stark")


@cache
def _longest() -> int:
    return max(map(len, _lexicon()))


@lru_cache(maxsize=4096)
def stances_taken(text: str) -> Mapping[int, tuple[int, bool, str]]:
    """Return by line of the table the side taken (0 or 1), whether by denying the other, and the words that show it.

    A line of which a text has both sides is left out; of a long text no line is told.
    """
    words = folded_words(text.replace("-", " ").replace("’", "'"))
    if len(words) > _LONG:
        return {}
    stems = [stem(w) for w in words]
    found: dict[int, set[tuple[int, bool, str]]] = {}
    at = 0
    while at < len(words):
        for length in range(min(_longest(), len(words) - at), 0, -1):
            places = _lexicon().get(tuple(stems[at : at + length]))
            if places:
                before = words[max(0, at - _REACH) : at]
                denied = any(w in _NEGATIONS or w.endswith("n't") for w in before)
                for line, column in places:
                    found.setdefault(line, set()).add((column ^ denied, denied, " ".join(words[at : at + length])))
                at += length
                break
        else:
            at += 1
    return {line: min(taken) for line, taken in sorted(found.items()) if len({side for side, _, _ in taken}) == 1}


def _capitals(text: str) -> frozenset[str]:
    return frozenset(stem(w) for name in _CAPITAL.findall(text) for w in folded_words(name))


def _opposed(pair: Pair) -> list[tuple[int, str]]:
    """Return the lines of the table of which the two take opposite sides, with the words of both.

    Where both only deny the other side they say nothing against each other.
    """
    a, b = stances_taken(pair.a.passage), stances_taken(pair.b.passage)
    return [
        (line, f"{a[line][2]} against {b[line][2]}")
        for line in a
        if line in b and a[line][0] != b[line][0] and not (a[line][1] and b[line][1])
    ]


def _antonyms(pair: Pair) -> Verdict | None:
    """The two take opposite sides of one line of the table, of one matter."""
    opposed = _opposed(pair)
    if not opposed or ("request" in pair.a.acts) != ("request" in pair.b.acts):
        return None
    if bool(_WISH.search(pair.a.passage)) != bool(_WISH.search(pair.b.passage)):
        return None  # what the one wants is not what the other says to be so
    shared = overlap(pair.a.weights, pair.b.weights)
    names = pair.a.names | pair.b.names | (_capitals(pair.a.passage) & _capitals(pair.b.passage))
    matter = {t for t in shared.terms if t not in names | _ACTS and not t.isupper() and not t.isdigit()}
    weight = sum(min(pair.a.weights[t], pair.b.weights[t]) for t in matter)
    named = len(names.intersection(shared.terms)) >= _NAMES and bool(matter)
    for line, why in opposed:
        if weight >= (_SUBJECT if line in _stark() or named else _MATTER):
            return Verdict("contradiction", f"{why} ({names_of(matter)})", 0.5)
    return None


def _opposed_next(pair: Pair) -> Verdict | None:
    """One right after the other, of one contact, they say what excludes each other, whatever else they say."""
    if not pair.between or len(pair.between) > _NEXT or "\n" in pair.between:
        return None
    if pair.a.account.report is None or pair.b.account.report is None:
        return None
    for line, why in _opposed(pair):
        if line in _stark():
            return Verdict("contradiction", why, 0.5 - len(pair.between) / 1000)
    return None


def _nothing_agreed(pair: Pair) -> Verdict | None:
    """The one says of the whole contact that nothing was agreed, the other tells of an agreement."""
    for one, other in pair.both_ways():
        bare = one.account.report is not None and len(one.passage.split()) <= _SHORT
        agreed = "agree" in affirmed(other) and not _NO_DEAL.search(other.passage)
        if bare and agreed and _NO_DEAL.search(one.passage):
            return Verdict("contradiction", "nothing was agreed, says the one; the other tells what was", 0.6)
    return None


CONTRASTS: tuple[Rule, ...] = (*DOERS, _nothing_agreed, _antonyms, _opposed_next)
"""Tried in this order."""
