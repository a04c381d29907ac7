"""Comparing the accounts of one contact, side against side: where one side denies what the other affirms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.records import Account, Contact, Divergence, content_id

_NEGATION = re.compile(
    r"\b(?:not|no|never|nor|none|nothing|nobody|neither|without|cannot|refus\w+|reject\w+|den(?:y|ie[sd]|ying)|false|untrue|"
    r"baseless|unfounded)\b|n[’']t\b",
    re.IGNORECASE,
)
_DENIAL_CUES = re.compile(
    r"\b(?:den(?:y|ie[sd]|ying|ial)|reject\w*|refut\w+|dismiss\w*|disput\w+|contradict\w*)\b", re.IGNORECASE
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_STOP = frozenset(
    """
    the a an of and or to in on at by for with from that this these those it its he she they them his her
    their we our us is are was were be been being has have had do does did will would could should may might
    can shall must also said says say about into over under as than then there here who which what when where
    while during after before more most any some all each both two one new other own not no never nor none
    nothing nobody neither without out up down off so such very only just still yet again further between
    among through against because if but president minister leader leaders presidents sides side mr mrs ms
    call talks meeting conversation phone
    """.split()
)
_SUFFIXES = (
    "ements",
    "ement",
    "ments",
    "ment",
    "ations",
    "ation",
    "ions",
    "ion",
    "ings",
    "ing",
    "ies",
    "ied",
    "ed",
    "es",
    "s",
    "e",
    "ly",
)
#: A contradiction needs so many words of substance in common, and this share of the shorter statement's.
_SHARED_WORDS, _SHARED_PART = 2, 0.25


@dataclass(frozen=True, slots=True)
class _Statement:
    account: Account
    side: str
    stems: frozenset[str]
    denied: bool


def divergences(contact: Contact, accounts: Iterable[Account]) -> Iterator[Divergence]:
    """Yield the contradictions between the sides' accounts of a contact, each with its reason in words."""
    statements = [_statement(a) for a in accounts if a.side]
    found: dict[str, Divergence] = {}
    for first, second in combinations(sorted(statements, key=lambda s: (s.side, s.account.id)), 2):
        if first.side == second.side or first.denied == second.denied:
            continue
        shared = first.stems & second.stems
        shorter = min(len(first.stems), len(second.stems))
        if len(shared) < _SHARED_WORDS or len(shared) < _SHARED_PART * shorter:
            continue
        divergence = _contradiction(contact, first, second, shared)
        found[divergence.id] = divergence
    yield from (found[i] for i in sorted(found))


def _statement(account: Account) -> _Statement:
    content = account.content.quote
    denied = len(_NEGATION.findall(content)) % 2 == 1
    if account.cue and _DENIAL_CUES.search(account.cue):
        denied = not denied
    return _Statement(account, account.side or "", frozenset(stems(content)), denied)


def stems(text: str) -> Sequence[str]:
    """Return the words of substance of a text, cut to their stems so that "agreed" meets "agreement"."""
    return [_stem(w) for w in _WORD.findall(text.lower()) if w not in _STOP and len(w) > 2]


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def _contradiction(contact: Contact, a: _Statement, b: _Statement, shared: frozenset[str]) -> Divergence:
    affirms, denies = (b, a) if a.denied else (a, b)
    reason = (
        f"{affirms.account.source}: {affirms.account.content.quote}; {denies.account.source} denies it: "
        f"{denies.account.content.quote} (in common: {', '.join(sorted(shared))})"
    )
    values = (contact.id, "contradiction", a.side, a.account.id, b.side, b.account.id)
    return Divergence(content_id("divergence", *values), *values, reason)
