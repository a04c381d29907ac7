"""A contact report as the merge has it, and who takes part in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.merge.lineage_text import folded_words, stem
from communique.records import Account, ContactReport

_LONG_WORD = 5


@dataclass(frozen=True, slots=True)
class Report:
    """A contact report with what the merge needs of its document.

    home: the side whose own office published it. words: those of what is said about the contact, as stems; they tell
    which contact an undated report is of, and may be left out.
    """

    report: ContactReport
    published: str | None
    home: str | None = None
    words: frozenset[str] = frozenset()


def words_said(accounts: Iterable[Account]) -> frozenset[str]:
    """Return the stems of the longer words of what is said, for a report that these accounts are about."""
    words = {w for a in accounts for w in folded_words(a.content.quote)}
    return frozenset(stem(w) for w in words if len(w) >= _LONG_WORD)


def persons(report: ContactReport) -> dict[str, set[str]]:
    """Return the persons that each side is served by."""
    out: dict[str, set[str]] = {}
    for participant in report.participants:
        if participant.country and participant.actor.startswith("person:"):
            out.setdefault(participant.country, set()).add(participant.actor)
    return out


def have_different_persons(a: ContactReport, b: ContactReport) -> bool:
    """Tell whether a side is served by other persons in the one than in the other."""
    first, second = persons(a), persons(b)
    return any(not first[side] & second[side] for side in first.keys() & second.keys())


def share_persons(a: ContactReport, b: ContactReport) -> bool:
    """Tell whether somebody takes part in both."""
    first, second = persons(a), persons(b)
    return any(first[side] & second[side] for side in first.keys() & second.keys())
