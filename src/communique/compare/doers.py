"""Each side has it that the other did it: fired first, walked out, asked for the ceasefire."""

from __future__ import annotations

import re

from communique.compare.align import overlap
from communique.compare.pair import Pair, Rule, Verdict, names_of
from communique.compare.propositions import Proposition, sides_called

#: A wish needs a matter in common; what is done but once needs none.
_SUBJECT = 0.9
#: Who does it is named so near before the act.
_NEAR = 45
_FIRST_SHOT = re.compile(
    r"\b(?:opened? fire|(?:fired|shot|struck|attacked|hit) first|fired the first|"
    r"first (?:shots?|to (?:fire|shoot|attack|strike|cross))|opening shots?|"
    r"beg[au]n (?:firing|shooting|shelling|the (?:war|fighting|attack|hostilities))|"
    r"start(?:ed)? (?:firing|shooting|shelling|it|the (?:war|fighting|attack|hostilities|clash|conflict)))\b",
    re.IGNORECASE,
)
_BROKEN_OFF = re.compile(
    r"\b(?:walked (?:out|away)|broke (?:off|up)|left the (?:talks|table|room|session|negotiations)|stormed out|"
    r"(?:cancelled|canceled|called off|dropped|scuttled|torpedoed|wrecked|blocked|let|put on ice|suspended|postponed) "
    r"(?:the |its |this |that )?(?:\w+ ){0,2}?(?:meeting|talks?|visit|session|summit|agenda|agreement|deal|"
    r"understanding|negotiations?|dialogue|trip|round)|"
    r"withdr(?:ew|awn?) (?:the |its |their )?(?:invitation|offer|proposal|request))\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:asked for|requested|sought|begged for|pleaded for|applied for|pleas? for|initiated|solicited|pressed for|"
    r"came up with|made the (?:proposal|request|offer))\b",
    re.IGNORECASE,
)
_WISH_OF = re.compile(
    r"\b(?:at|on|upon|following|after) (?:the )?(?:(?P<owner>[\w ]{2,20})['’]s? )?(?:\w+ )?"
    r"(?:request|initiative|plea|insistence|suggestion|instigation|urging|proposal|wish)\b"
    r"(?: (?:of|by|from) (?P<of>.{2,30}))?",
    re.IGNORECASE,
)
_BY = re.compile(r"^\W*(?:\w+ )?by (?P<by>.{2,25})", re.IGNORECASE)
_FAULT = re.compile(
    r"\b(?:(?i:blame|responsibility|fault|guilt)\b.{0,70}?\b(?:lies?|lay|rests?|rested|falls?|fell|is|was)\b.{0,20}?"
    r"\b(?:with|on|upon) (?P<who>.{2,25})|"
    r"(?P<before>[A-Z][\w’' -]{2,25}) (?:\w+ )?(?:alone )?(?:was|is|were|are|bears?|bore) (?:\w+ )?(?:alone )?"
    r"(?:responsible|to blame|at fault|the blame|(?:full |sole |the )?responsibility)\b)"
)
_SPEAKER = re.compile(r"\b(?:we|us|our|ours)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|no|nor|neither|nobody|without|did not|didn['’]t)\b", re.IGNORECASE)


def _doers(said: Proposition, act: re.Pattern[str]) -> frozenset[str]:
    """Return the sides that a statement names as those who did an act."""
    match = act.search(said.passage)
    if match is None:
        return frozenset()
    by = _BY.search(said.passage[match.end() :])
    if by:
        return _sides(said, by["by"])
    before = said.passage[max(0, match.start() - _NEAR) : match.start()]
    return frozenset() if _DENIED.search(before) else _sides(said, before)


def _wishers(said: Proposition) -> frozenset[str]:
    """Return the sides that a statement names as those who wished for what it tells of."""
    match = _WISH_OF.search(said.passage)
    if match and (match["owner"] or match["of"]):
        return _sides(said, match["owner"] or match["of"])
    return _doers(said, _WISH)


def _sides(said: Proposition, words: str) -> frozenset[str]:
    own = {said.side} if _SPEAKER.search(words) else set()
    return sides_called(words) | own


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one) == 1 and len(other) == 1 and one != other


def _done_by_the_other(pair: Pair) -> Verdict | None:
    """Each names another as the one who shot first or broke off."""
    for act in (_FIRST_SHOT, _BROKEN_OFF):
        one, other = _doers(pair.a, act), _doers(pair.b, act)
        if _apart(one, other):
            return Verdict("contradiction", f"done by {min(one)} against {min(other)}", 0.6)
    return None


def _wished_by_the_other(pair: Pair) -> Verdict | None:
    """Each names another as the one who asked for the same thing."""
    one, other = _wishers(pair.a), _wishers(pair.b)
    shared = overlap(pair.a.weights, pair.b.weights)
    matter = {t for t in shared.terms if not t.isupper()} - pair.a.names - pair.b.names - {"request", "offer"}
    weight = sum(min(pair.a.weights[t], pair.b.weights[t]) for t in matter)
    if _apart(one, other) and weight >= _SUBJECT:
        return Verdict("contradiction", f"asked for by {min(one)} against {min(other)} ({names_of(matter)})", 0.6)
    return None


def _blamed(pair: Pair) -> Verdict | None:
    """Each finds another at fault for what they both tell of, or one clears whom the other blames."""
    if pair.a.account.report is None or pair.b.account.report is None:
        return None
    one, other = _at_fault(pair.a), _at_fault(pair.b)
    if _apart(one, other):
        return Verdict("contradiction", f"{min(one)} to blame against {min(other)}", 0.6)
    return None


def _at_fault(said: Proposition) -> frozenset[str]:
    """Return the sides that a statement finds at fault."""
    match = _FAULT.search(said.passage)
    if match is None or _DENIED.search(said.passage):
        return frozenset()
    return _sides(said, match["who"] or match["before"])


DOERS: tuple[Rule, ...] = (_blamed, _done_by_the_other, _wished_by_the_other)
"""Tried in this order."""
