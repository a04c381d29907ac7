"""The agencies that documents credit: "(Reuters)" in a dateline, "PTI" under the last line, "With inputs from AFP"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.merge.lineage_text import folded_words
from communique.records import Document

#: Agencies whose copy others print, by the names and abbreviations they are credited with.
_AGENCIES = frozenset(
    """
    reuters|thomson reuters|ap|the associated press|associated press|afp|agence france-presse|upi|
    united press international|pti|press trust of india|ani|ians|uni|tass|itar-tass|interfax|ria novosti|xinhua|kyodo|
    kyodo news|jiji press|yonhap|dpa|ansa|efe|anadolu|anadolu agency|aa|ukrinform|interfax-ukraine|unian|petra|wam|spa|
    saudi press agency|irna|isna|tasnim|mehr|sana|kuna|qna|mena|bernama|antara|app|belta|pa|pa media|press association|
    bloomberg|dow jones|cp|the canadian press|canadian press|aap|apa|ats|belga|ritzau|tt|ntb|pap|ctk|mti|tanjug|hina
    """.replace("\n", " ").split("|")
)  # fmt: skip
_KNOWN = frozenset(" ".join(folded_words(name)) for name in _AGENCIES)
#: Words that many names of outlets share; a name is not recognised by them alone.
_COMMON = frozenset(
    "the news agency press service wire daily times post media group tv com org net english weekly of".split()
)

_NAME = r"[A-Z][\w.&’' -]{1,40}?"
_DATELINE = re.compile(rf"^[^\n()]{{0,60}}\(({_NAME})\)\s*(?:-+|[–—:])", re.MULTILINE)
_CLOSING = re.compile(rf"\(({_NAME})\)\s*$", re.MULTILINE)
_NAMED = re.compile(
    rf"\b(?:[Ss]ource|[Vv]ia|[Ii]nputs? from|[Rr]eporting by|[Cc]ourtesy(?: of)?|^[Bb]y)\s*:?\s+({_NAME})"
    r"(?=[\n,.)|]|$)",
    re.MULTILINE,
)
_LINE = re.compile(rf"^\W*({_NAME})(?:,\s*(?:staff|agencies|and agencies|with agencies))?\W*$", re.MULTILINE)
#: A dateline stands near the top, a credit on a line of its own near the end.
_HEAD, _TAIL = 2000, 400


def credits_of(document: Document) -> tuple[str, ...]:
    """Return the names that may be credits, folded, sorted; most lines of a tail are none, and match no agency."""
    head, tail = document.text[:_HEAD], document.text[-_TAIL:]
    found = _DATELINE.findall(head) + _CLOSING.findall(document.text) + _NAMED.findall(document.text)
    found += _LINE.findall(tail)
    return tuple(sorted({" ".join(folded_words(name)) for name in found}))


def is_agency(publisher: str | None) -> bool:
    """Tell whether a publisher is a known agency."""
    return bool(publisher) and " ".join(folded_words(publisher or "")) in _KNOWN


def names(credit: str, publisher: str | None) -> bool:
    """Tell whether a folded credit names this publisher: in full, by its initials, or by its telling words."""
    words = folded_words(publisher or "")
    if not words or not credit:
        return False
    given = credit.split()
    if given == words or (len(given) == 1 and len(words) > 1 and given[0] == "".join(w[0] for w in words)):
        return True
    telling, called = set(words) - _COMMON, set(given) - _COMMON
    return bool(telling) and bool(called) and (telling == called or (len(given) > 1 and set(given) <= set(words)))


def agencies_of(documents: Iterable[tuple[str | None, tuple[str, ...]]]) -> frozenset[str]:
    """Return the publishers, of (publisher, credits) pairs, that are agencies: known ones, or credited by others."""
    pairs = list(documents)
    publishers = {p for p, _ in pairs if p}
    credited = {(c, p) for p, found in pairs for c in found}
    by_credit = {c for c, _ in credited}
    named: dict[str, set[str]] = {p: {c for c in by_credit if names(c, p)} for p in publishers}
    return frozenset(
        p for p in publishers if is_agency(p) or any((c, q) in credited for c in named[p] for q in publishers - {p})
    )
