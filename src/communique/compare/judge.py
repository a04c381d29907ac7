"""What two statements of two sides are to each other: at one, contradictory, apart in a number, or unrelated.

Each rule looks for one way in which statements clash, and gives its reason in words. None decides without a passage on
either side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.compare.align import covered, overlap
from communique.compare.clashes import CLASHES
from communique.compare.contrasts import CONTRASTS
from communique.compare.pair import Pair, Rule, Verdict, affirmed, denials, names_of
from communique.compare.propositions import Proposition
from communique.compare.quantities import KINDS, Quantity
from communique.compare.words import opposites, topical_concepts
from communique.merge.lineage_text import folded_words, stem

#: Statements are of one thing when they share so much weight, and this part of the lighter one.
_SAME, _SAME_PART = 1.6, 0.34
#: Clauses of one thing share less, since they are short; a denial of knowledge names its object only.
_CLAUSE, _CLAUSE_PART = 1.3, 0.45
#: One term of substance; opposites need more in common than that.
_SUBJECT, _OPPOSED = 0.9, 1.5
#: Concepts of judgement: to deny what the other affirms of one and the same contact is to contradict it.
_JUDGEMENTS = frozenset({"success", "failure"})

_ACTS = frozenset({"agree", "commit", "request", "offer", "accept"})
_PLAIN_DENIAL = re.compile(
    r"^(?:(?:that|this|it|these|they|the (?:report|claim|charge|accusation|allegation|story)s?)\b.{0,40}?\b)?"
    r"(?:(?:is|was|are|were|’s|'s) )?(?:simply |pure |an? |completely |absolutely |utterly |entirely )*"
    r"(?:not (?:right|true|so|correct|the case)|false|wrong|untrue|lies?|fiction|nonsense|disinformation|fabrications?|"
    r"baseless|unfounded|groundless|propaganda|inventions?|fake|slander|"
    r"absurd|nonsensical|ridiculous|preposterous|ludicrous|unthinkable)\b"
    r"|\bnothing of the (?:kind|sort)\b"
    r"|\bno such \w+\b"
    r"|\b(?:charge|claim|accusation|allegation|report)s? (?:was |were |is |are )?"
    r"(?:refuted|denied|rejected|dismissed)\b"
    r"|^despite (?:his|her|their|its) denials?\b"
    r"|\b(?:subject|issue|question|matter|topic|it) (?:was )?never (?:come|came|raised|discussed|mentioned)\b",
    re.IGNORECASE,
)
#: "It was not", right after what it denies.
_ECHO = re.compile(
    r"^(?:no, )?(?:it|that|this|they|he|she|we|there) (?:was|were|is|are|had|has|have|did|do|does|would|will|could|can)"
    r"(?: not| never|n['’]t)\W*$",
    re.IGNORECASE,
)
#: So near, a denial may be of a statement of so little weight.
_AT_ONCE, _FAINTLY = 120, 0.3
#: Values so many times apart are hardly of one quantity.
_FAR = 8.0
#: A statement of so few words may be a number alone.
_BARE = 6
_SHORT = 9
#: Numbers of this size are counted in what their text has named before.
_LARGE = 1e6
_FIGURE = re.compile(r"\b(?:it|that|this|figure|number|sum|total|amount|toll)\b", re.IGNORECASE)
_FIGURES = frozenset(map(stem, "figure number sum total amount toll".split()))
_MEASURES = frozenset({"minutes", "$", "€", "%"})
_SETTLED = 1.9
_AGREED = re.compile(r"\b(?:agreed|settled on|agreement (?:was )?reached|reached (?:an )?agreement)\b", re.IGNORECASE)
_CLAIM = re.compile(
    r"\b(?:claim|charge|accusation|allegation|report|assertion|suggestion|idea|notion)s?\b", re.IGNORECASE
)
_WILL_NOT = re.compile(
    r"\b(?:will|would|shall) (?:not|never)\b|\bwon['’]t\b|\bwouldn['’]t\b|\brefus\w+|\bnot bound\b", re.IGNORECASE
)
_LENGTH = re.compile(
    r"\b(?:last(?:ed|ing)?|continued?|spoke|spent|talk(?:s|ed)?|call|conversation|meeting|session|took|long|went on|"
    r"sat|together|line|phone|telephone|hotline|face to face|encounter|exchange|negotiat\w+|alone|in private)\b",
    re.IGNORECASE,
)


def judge(pair: Pair) -> Verdict | None:
    """Return the verdict on a pair, None when the two are not of one thing."""
    return first_verdict(pair, RULES)


def first_verdict(pair: Pair, rules: Iterable[Rule]) -> Verdict | None:
    """Return the verdict of the first of the rules that has one."""
    for rule in rules:
        verdict = rule(pair)
        if verdict is not None:
            return verdict
    return None


def _number(pair: Pair) -> Verdict | None:
    """The same quantity with another value: the length of the contact, or of what both statements are about."""
    clashes = []
    for first in pair.a.quantities:
        for second in pair.b.quantities:
            value, other = _in_one_unit(pair, first, second)
            if value is None or other is None:
                continue
            if not value.differs(other):
                return None
            clashes.append(f"{first.words} against {second.words}")
    return Verdict("number", clashes[0], 1.0) if clashes else None


def _in_one_unit(pair: Pair, first: Quantity, second: Quantity) -> tuple[Quantity | None, Quantity | None]:
    """Return the two as quantities of one thing, (None, None) when they are not."""
    units = first.units & second.units
    if "minutes" in units:
        fits = all(_LENGTH.search(p.passage) or len(p.passage.split()) <= _BARE for p in (pair.a, pair.b))
        return (first, second) if fits else (None, None)
    if units:
        shared = overlap(pair.a.weights, pair.b.weights)
        counted = units.isdisjoint(_MEASURES | KINDS)
        if not units.isdisjoint(KINDS) and (pair.a.modality == "possible") != (pair.b.modality == "possible"):
            return None, None  # what there may be is not another count of what there is
        low, high = sorted((first.value, second.value))
        near = high <= _FAR * low or units.isdisjoint({"%", "$", "€"})
        fits = (near and shared.weight - counted >= _SUBJECT) or (not units.isdisjoint(_MEASURES) and takes_up(pair))
        return (first, second) if fits else (None, None)
    low, high = sorted((first.value, second.value))
    if not second.units and high <= _FAR * low and _counts_again(pair):
        return first, second
    if not first.units and not second.units and takes_up(pair) and min(first.value, second.value) >= _LARGE:
        return first, second
    told = _measured(first, second, pair.b), _measured(second, first, pair.a)
    if pair.between is None or told == (None, None):
        return None, None
    return (first, told[0]) if told[0] is not None else (told[1], second)


def takes_up(pair: Pair) -> bool:
    """Tell whether the later statement gives a figure for what the earlier one counts: "the figure is nearer 12"."""
    return pair.between is not None and len(pair.b.passage.split()) <= _SHORT and bool(_FIGURE.search(pair.b.passage))


def _counts_again(pair: Pair) -> bool:
    """Tell whether the later statement gives another count of the one thing counted just before: "put it at 80"."""
    if not takes_up(pair) or len(pair.a.quantities) != 1:
        return False
    told = {stem(w) for q in pair.b.quantities for w in folded_words(q.words)} | _FIGURES
    return all(w < _SUBJECT or t in told or t in pair.a.weights for t, w in pair.b.weights.items())


def _measured(known: Quantity, bare: Quantity, said: Proposition) -> Quantity | None:
    """Return a bare number in the unit of the one it answers ("almost two hours"), None where that cannot be."""
    unspoken = bare.units.isdisjoint(_MEASURES) and len(said.passage.split()) <= _BARE and " of " not in said.passage
    if not unspoken or known.units.isdisjoint(_MEASURES):
        return None
    hours = "hour" in known.words and bare.value < 24
    return Quantity(bare.value * 60 if hours else bare.value, known.units, bare.exact, bare.words)


def _plain_denial(pair: Pair) -> Verdict | None:
    """The later one denies what the earlier one has just said."""
    if pair.between is None:
        return None
    at_once = 0 < len(pair.between) <= _AT_ONCE
    said = pair.a.weight >= (_FAINTLY if at_once else _SUBJECT)
    if not said or not (_PLAIN_DENIAL.search(pair.b.passage) or (at_once and _ECHO.search(pair.b.passage))):
        return None
    return Verdict("contradiction", "the one denies what the other has said", 1.0 - len(pair.between) / 400)


def _never_raised(pair: Pair) -> Verdict | None:
    """The one says that it was not talked about, the other tells what was said of it."""
    for one, other in pair.both_ways():
        for clause in denials(one):
            if "discuss" not in clause.refused:
                continue
            matter = {t: w for t, w in clause.weights.items() if w >= _SUBJECT}
            known = "discuss" in other.weights and other.denied
            if matter and covered(matter, other.weights) >= 0.5 and not known:
                return Verdict("contradiction", f"the one says it was not discussed ({names_of(matter)})", 1.2)
    return None


def _act_denied(pair: Pair) -> Verdict | None:
    """The one says that there was no such promise, agreement, request or offer as the other tells of."""
    for one, other in pair.both_ways():
        told = _kinds_of_act(other.acts | affirmed(other))
        for clause in denials(one):
            acts = _kinds_of_act(clause.refused) & told
            names = one.names | other.names
            shared = overlap({t: w for t, w in clause.weights.items() if t not in _ACTS | names}, other.weights)
            if acts and (shared.weight >= _SUBJECT or (pair.between is not None and one is pair.b)):
                return Verdict(
                    "contradiction",
                    f"the one denies what the other affirms ({names_of(acts)})",
                    0.7 + shared.weight / 10 - len(pair.between or "") / 2000,
                )
    return None


def _kinds_of_act(concepts: Iterable[str]) -> set[str]:
    """Return the acts among the concepts; an agreement is a commitment of two."""
    return {"commit" if c == "agree" else c for c in concepts if c in _ACTS}


def _polarity(pair: Pair) -> Verdict | None:
    """A clause of the one denies what a clause of the other affirms."""
    best: tuple[float, tuple[str, ...]] | None = None
    for one, other in pair.both_ways():
        for clause in denials(one):
            unknown = "evidence" in clause.weights
            for told in other.clauses:
                shared = overlap(clause.weights, told.weights)
                enough = _SUBJECT if unknown else _CLAUSE
                if told.denied or shared.weight < enough:
                    continue
                claim = "reject" in clause.refused and bool(_CLAIM.search(one.passage))
                if "reject" in clause.refused and "reject" not in shared.terms and not claim:
                    continue  # to refuse a thing is not to say that it is not so
                refused = set(shared.terms) & clause.refused
                if not refused - one.names - other.names:
                    continue
                if shared.part < _CLAUSE_PART and not (unknown and refused & topical_concepts()) and not claim:
                    continue
                if best is None or shared.weight > best[0]:
                    best = shared.weight, shared.terms
    if best is None:
        return None
    return Verdict("contradiction", f"the one denies what the other affirms ({names_of(best[1])})", 0.5 + best[0] / 10)


def _judged(pair: Pair) -> Verdict | None:
    """The one finds success or failure where the other denies it, both of one contact."""
    if pair.a.account.report is None or pair.b.account.report is None:
        return None
    for one, other in pair.both_ways():
        denied = {t for c in denials(one) for t in c.refused} & _JUDGEMENTS & affirmed(other)
        if denied and not denied & affirmed(one):
            return Verdict("contradiction", f"the one sees {names_of(denied)}, the other none", 0.8)
    return None


def _opposite(pair: Pair) -> Verdict | None:
    """The two say opposite things of one matter."""
    whole = overlap(pair.a.weights, pair.b.weights).weight
    if ("request" in pair.a.acts) != ("request" in pair.b.acts):
        return None  # to ask for the one thing is not to say that the other is not so
    for one in pair.a.clauses:
        for other in pair.b.clauses:
            shared = overlap(one.weights, other.weights)
            if shared.weight < _SUBJECT or whole < _OPPOSED or one.denied != other.denied:
                continue
            if not set(shared.terms) - pair.a.names - pair.b.names:
                continue
            for x in sorted(one.weights.keys() - other.weights.keys()):
                for y in sorted(other.weights.keys() - one.weights.keys()):
                    if frozenset({x, y}) in opposites():
                        why = f"{x.replace('_', ' ')} against {y.replace('_', ' ')} ({names_of(shared.terms)})"
                        return Verdict("contradiction", why, 0.6)
    return None


def _defied(pair: Pair) -> Verdict | None:
    """The one demands something of a matter that the other says will not be."""
    for one, other in pair.both_ways():
        if other.modality != "firm" or other.denied:
            continue
        for clause in denials(one):
            shared = {t for t in clause.weights if t in other.weights} & topical_concepts()
            if shared and _WILL_NOT.search(one.passage):
                return Verdict("contradiction", f"the one demands what the other refuses ({names_of(shared)})", 0.55)
    return None


def _settled(pair: Pair) -> Verdict | None:
    """The one tells of an agreement, the other of a proposal or a possibility, on one matter of one contact."""
    if pair.a.account.report is None or pair.b.account.report is None:
        return None
    shared = overlap(pair.a.weights, pair.b.weights)
    matter = {t for t in shared.terms if t in topical_concepts()} - pair.a.names - pair.b.names
    if shared.weight < _SETTLED or len(matter) < 2:
        return None
    for one, other in pair.both_ways():
        open_yet = "offer" in affirmed(other) or other.modality == "possible"
        if (
            _AGREED.search(f"{one.account.cue or ''} {one.passage}")
            and open_yet
            and not {"agree", "accept"} & affirmed(other)
        ):
            return Verdict(
                "contradiction", f"the one tells of an agreement, the other not yet ({names_of(matter)})", 0.5
            )
    return None


def _at_one(pair: Pair) -> Verdict | None:
    """Both say it."""
    shared = overlap(pair.a.weights, pair.b.weights)
    if shared.weight < _SAME or shared.part < _SAME_PART:
        return None
    return Verdict("both", f"both speak of {names_of(shared.terms)}", shared.part)


RULES: tuple[Rule, ...] = (
    _number, _plain_denial, _never_raised, _act_denied, _polarity, _defied, _judged, _opposite, *CLASHES, _settled,
    *CONTRASTS, _at_one,
)  # fmt: skip
"""Tried in this order; the first verdict holds."""

BARE_RULES: tuple[Rule, ...] = (_number, _plain_denial)
"""What holds against someone who speaks for no side, too: another figure, and a denial right after the statement."""
