"""When two names, passages, dates or modes count as the same for the referee. Standard library only."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

Record = Mapping[str, Any]

_IN_PERSON = {"meeting", "summit", "visit", "talks"}
_REMOTE = {"call", "video"}
_ALIASES = {
    "us": "usa",
    "u.s.": "usa",
    "united states": "usa",
    "washington": "usa",
    "american": "usa",
    "moscow": "russia",
    "biden administration": "us government",
    "obama administration": "us government",
}
_STOP = frozenset(
    "the of a an and in on for to president minister prime foreign official officials senior unnamed spokesman "
    "spokeswoman spokesperson government ministry department mr mrs ms secretary general us u.s.".split()
)


def fold(text: str | None) -> str:
    """Return the text without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text or "")
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def tokens(text: str | None) -> list[str]:
    """Return the words of the folded text."""
    return re.findall(r"\w+", fold(text))


def overlap(a: str | None, b: str | None) -> float:
    """Return the token F1 of two passages; 0 when either is empty."""
    first, second = Counter(tokens(a)), Counter(tokens(b))
    common = (first & second).total()
    if not common:
        return 0.0
    precision, recall = common / second.total(), common / first.total()
    return 2 * precision * recall / (precision + recall)


def contains(a: str | None, b: str | None) -> float:
    """Return the share of the shorter passage's tokens that is found in the longer."""
    first, second = Counter(tokens(a)), Counter(tokens(b))
    if not first or not second:
        return 0.0
    return (first & second).total() / min(first.total(), second.total())


def same_person(a: str, b: str) -> bool:
    """Tell whether two names may be of one person: same surname, a transliteration of it, or half of the words."""
    first, second = set(tokens(a)) - _STOP, set(tokens(b)) - _STOP
    if not first or not second:
        return fold(a) == fold(b)
    if _surname(a) == _surname(b) and _surname(a):
        return True
    stem_a, stem_b = (re.sub(r"(iy|yy|ij|y|i)$", "", _surname(name)) for name in (a, b))
    return (len(stem_a) > 3 and stem_a == stem_b) or len(first & second) / min(len(first), len(second)) >= 0.5


def _surname(name: str) -> str:
    words = tokens(name)
    return words[-1] if words else ""


def same_source(gold: str, system: str | None) -> bool:
    """Tell whether two names of a source may mean the same."""
    a, b = fold(gold), fold(system)
    a, b = _ALIASES.get(a, a), _ALIASES.get(b, b)
    if not b:
        return False
    if a == b or same_person(a, b):
        return True
    first, second = set(tokens(a)) - _STOP, set(tokens(b)) - _STOP
    if not first:  # "US official (unnamed)"
        return bool(set(tokens(a)) & set(tokens(b)))
    return bool(first & second)


def countries(participants: Iterable[Record]) -> Counter[str]:
    """Return how many participants each country has."""
    return Counter(p["country"] for p in participants if p.get("country"))


def jaccard(a: Counter[str], b: Counter[str]) -> float:
    """Return the Jaccard index of two multisets; 0 for two empty ones."""
    union = (a | b).total()
    return (a & b).total() / union if union else 0.0


def modes_agree(a: str, b: str) -> bool:
    """Tell whether two modes may be of one contact."""
    return a == b or {a, b} <= _IN_PERSON or {a, b} <= _REMOTE or "talks" in (a, b)


def date_verdict(gold: Record, contact: Record, known: Sequence[str | None] = ()) -> bool | None:
    """Return whether the system's date is right; None when there is nothing to compare.

    The system may know a day that this document does not show: the one in the contact's key, or the one that another
    document gives for the same contact (``known``), is right as well.
    """
    stated: str | None = gold["date"]
    wanted = [w for w in dict.fromkeys([stated, _key_date(gold["key"]), *known]) if w]
    start, end = _system_days(contact)
    if not wanted:
        return None
    if not start:
        return False if stated else None
    finest = len(stated) if stated else max(map(len, wanted))
    return any(
        _date_fits(w, start, end or start) for w in wanted if len(w) >= min(finest, len(stated) if stated else len(w))
    )


def _key_date(key: str) -> str | None:
    match = re.match(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)/", key)
    return match[1] if match else None


def _system_days(contact: Record) -> tuple[str | None, str | None]:
    found = contact.get("date")
    if not found:
        return None, None
    return (found, found) if isinstance(found, str) else (found.get("start"), found.get("end") or found.get("start"))


def _date_fits(want: str, start: str, end: str) -> bool:
    if len(want) < len("2022-03-17"):
        return start.startswith(want) or end.startswith(want)
    near = start <= want <= end and end[:7] == start[:7] and _days_between(start, end) <= 2
    return start == want or near


def _days_between(start: str, end: str) -> int:
    try:
        return (date.fromisoformat(end) - date.fromisoformat(start)).days
    except ValueError:
        return 99
