"""Clues from offices: the terms of everyone named with a title, and how long the text says somebody is in office."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from communique.actors.authority import Person, Term
from communique.actors.lexicon import LEADING
from communique.actors.phrases import Phrase
from communique.annotate.calendar import shift_months
from communique.annotate.dating_clues import Clue, Undated, fixed
from communique.annotate.dating_days import LAST, DaySet, normal, ordinal, size

#: The reasons of this kind are told together: "in office: Barack Obama, John Kerry".
IN_OFFICE, OUT_OF_OFFICE = "in office: ", "out of office: "
#: Titles that stand for offices outside the authority as well ("home secretary"), and that people keep for life.
_LOOSE = frozenset("secretary|minister|chief|head|top diplomat|chief diplomat|diplomat|negotiator".split("|"))
_NEEDS_SIDE = frozenset({"spokesperson", "ambassador", "un-ambassador", "adviser", "envoy", "diplomat"})
_YEAR = 366
_TAKEN = re.compile(
    r"\b(?:took|taking|takes|assumed|assuming|returned to|returning to|came to|came back to|coming to) "
    r"(?:office|power|the White House)\b"
    r"|\b(?:was|were|since (?:his|her)) (?:inaugurat\w+|sworn in)\b"
)
_NUMBERS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
_INTO = re.compile(
    rf"\b(?P<more>more than |over |just over )?(?P<count>\d\d?|{'|'.join(_NUMBERS)}) (?P<unit>weeks?|months?|years?) "
    r"in(?:to)? (?:the|his|her|its|an?) (?P<what>(?:\w+ )?(?:administration|presidency|term|premiership|job|office))\b",
    re.IGNORECASE,
)
_AFTER_NAME = 60
_STILL_TITLED = 14
_FEW_DAYS = 60
_CHARGE = re.compile(r"\b(?:for|to) (?:the )?([A-Z]\w+)")
_ACTING = re.compile(r"\bacting\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Held:
    """A person whom the text names with an office, and the terms that the title can mean."""

    person: str
    terms: tuple[Term, ...]
    former: bool

    @property
    def since(self) -> int:
        """The first day on which the person held such an office, or had left it."""
        if self.former:
            return min(ordinal(t.end, last=True) for t in self.terms)
        return min(ordinal(t.start) for t in self.terms)


def not_before(text: Undated) -> Iterator[Clue]:
    """Yield the clue that nobody is named with an office before holding it: the latest of all first days."""
    found = [h for h in titled(text) if h.since < LAST]
    if found:
        last = max(found, key=lambda h: (h.since, h.person))
        yield fixed(f"{OUT_OF_OFFICE if last.former else IN_OFFICE}{last.person}", ((last.since, LAST),))


def terms(text: Undated) -> Iterator[Clue]:
    """Yield a clue for everyone named as holding an office: the text was written in one of the terms.

    Of several named holders of one office only the last can be in it.
    """
    everyone = titled(text)
    since = max((h.since for h in everyone if h.since < LAST), default=0)
    # Who had left when another came is named for the past: "when George W. Bush was president" in Obama's years.
    present = [h for h in everyone if not h.former and max(ordinal(t.end, last=True) for t in h.terms) > since]
    last: dict[str, int] = {}
    for held in present:
        for term in held.terms:
            last[term.office.id] = max(last.get(term.office.id, 0), ordinal(term.start))
    for held in present:
        if all(ordinal(t.start) >= last[t.office.id] for t in _latest(held.terms)):
            yield fixed(f"{IN_OFFICE}{held.person}", _days(held.terms))


def loose_terms(text: Undated) -> Iterator[Clue]:
    """Yield clues from spokesmen and envoys named without their side, who may have spoken for others before.

    They only tell the years of a known day apart.
    """
    for phrase in text.phrases:
        named = phrase.kind == "person" and phrase.full and not phrase.sides and not phrase.former
        if named and set(phrase.roles) & _NEEDS_SIDE:
            held = [t for p in phrase.persons for t in p.terms if t.office.role in phrase.roles]
            if held:
                yield Clue(f"{IN_OFFICE}{held[0].person}", _if_few(_days(held)))


def _if_few(days: DaySet) -> Callable[[DaySet], DaySet]:
    return lambda possible: days if len(possible) > 1 and size(possible) <= _FEW_DAYS else possible


def _latest(held: Sequence[Term]) -> list[Term]:
    """Return a person's last term in each office."""
    found: dict[str, Term] = {}
    for term in held:
        if term.office.id not in found or term.start > found[term.office.id].start:
            found[term.office.id] = term
    return list(found.values())


def titled(text: Undated) -> list[Held]:
    """Return everyone whom the text names with an office of the authority, once as holder and once as former."""
    found: dict[tuple[str, bool], Held] = {}
    for phrase in text.phrases:
        if phrase.kind == "group" and "administration" in phrase.text and phrase.persons:
            held = [t for p in phrase.persons for t in p.terms if t.office.leads]
        else:
            held = _held(phrase, text.text[phrase.start : phrase.end])
        if held:
            found.setdefault((held[0].person, phrase.former), Held(held[0].person, tuple(held), phrase.former))
    return list(found.values())


def _held(phrase: Phrase, words: str) -> list[Term]:
    """Return the terms that a person's title in the text can mean; words: the whole phrase."""
    if phrase.kind != "person" or not phrase.title or not phrase.persons or phrase.title in _LOOSE:
        return []
    codes = {n.code for n in phrase.sides}
    if not codes and set(phrase.roles) & _NEEDS_SIDE:
        return []
    roles = {r for role in phrase.roles for r in (LEADING if role == "leader" else (role,))}
    held = [t for p in phrase.persons for t in p.terms if t.office.role in roles]
    held = [t for t in held if not codes or t.office.code in codes]
    charge = _CHARGE.search(words)
    if charge:  # "the special representative for Syria"
        held = [t for t in held if charge[1] in t.office.title] or held
    return ([t for t in held if t.acting] or held) if _ACTING.search(words) else held


def _days(held: Sequence[Term]) -> DaySet:
    """Return the days of the terms, and those weeks after in which the press still gives the title."""
    return normal((ordinal(t.start), min(LAST, ordinal(t.end, last=True) + _STILL_TITLED)) for t in held)


def taken_office(text: Undated) -> Iterator[Clue]:
    """Yield a clue for "since X took office (in January)" and for "three months into the administration"."""
    for match in _TAKEN.finditer(text.text):
        person = _person_before(text, match.start())
        if person is not None:
            month = next((t.month for t in text.times if 0 <= t.start - match.end() <= 4 and t.kind == "month"), None)
            yield from _since(person, month, text.text[match.start() : match.end()])
    for match in _INTO.finditer(text.text):
        yield from _into(text, match)


def _since(person: Person, month: int | None, words: str) -> Iterator[Clue]:
    """Yield the days after the person took office; within a year when a month without its year says when."""
    starts = [t for t in person.terms if t.office.leads and (month is None or int(t.start[5:7]) == month)]
    if not starts:
        return
    pieces = [
        (ordinal(t.start), min(ordinal(t.end, last=True), ordinal(t.start) + (_YEAR if month else LAST)))
        for t in starts
    ]
    yield fixed(f"since {person.name} {words}", normal(pieces))


def _into(text: Undated, match: re.Match[str]) -> Iterator[Clue]:
    """Yield the days that lie so long after the head of government or state named last before took office."""
    american = "administration" in match["what"]
    person = _person_before(text, match.start(), reach=len(text.text), code="USA" if american else None)
    if person is None:
        return
    count = int(match["count"]) if match["count"].isdigit() else _NUMBERS[match["count"].lower()]
    per = 12 if match["unit"].startswith("year") else 1
    pieces = []
    for term in person.terms:
        if term.office.leads:
            start = ordinal(term.start)
            if match["unit"].startswith("week"):
                pieces.append((start + 7 * count - 3, start + 7 * count + 10))
                continue
            low, high = _months_on(start, count * per), _months_on(start, (count + 1) * per)
            pieces.append((low if match["more"] else low - 10 * per, high + 5 * per))
    yield fixed(f"{match[0]}: {person.name}", normal(pieces))


def _months_on(day: int, months: int) -> int:
    return shift_months(date.fromordinal(day), months).toordinal()


def _person_before(text: Undated, place: int, reach: int = _AFTER_NAME, code: str | None = None) -> Person | None:
    """Return the leader named last before a place, at most so many characters; code: of which side."""
    for phrase in reversed([p for p in text.phrases if place - reach <= p.start and p.end <= place]):
        if phrase.kind in {"person", "group"} and len(phrase.persons) == 1:
            person = phrase.persons[0]
            if any(t.office.leads and code in (None, t.office.code) for t in person.terms):
                return person
    return None
