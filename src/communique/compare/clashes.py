"""Ways in which two statements clash that hardly share a word: praise and blame, all and some, ready and not ready."""

from __future__ import annotations

import re

from communique.compare.align import overlap
from communique.compare.pair import Pair, Rule, Verdict, names_of
from communique.compare.propositions import FAINT_WEIGHT, Proposition, sides_called
from communique.compare.words import opposites

#: They are of one thing by so much weight, touch on one matter by so much, and are of one by so much.
_SUBJECT, _TOUCHED, _MATTER = 0.9, 1.3, 1.9
#: One statement comes right after another that ends so near before it.
_NEXT = 160
_GOOD = re.compile(
    r"\b(?:productive|constructive|fruitful|progress|positive|successful|success|excellent|breakthrough|historic|warm|"
    r"hopeful|(?:very |really )?good (?:meeting|talk|talks|call|conversation|discussion|discussions)|step forward)\b",
    re.IGNORECASE,
)
_BAD = re.compile(
    r"\b(?:gangster\w*|robber\w*|regrettable|deplorable|one-sided|unilateral|disappoint\w+|fruitless|deadlock|stalemate|"
    r"dialogue of the deaf|waste of time|ultimatum|stunt|farce|charade|tense|useless|insult\w*|bully\w*|blackmail|"
    r"far apart|empty|failure|failed|no (?:progress|breakthrough)|nothing new|a monologue|setback)\b",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(
    r"\b(?:at (?:the|\w+['’]s?) (?:\w+ )?(?:request|initiative|invitation|wish|insistence|instigation)|"
    r"(?:asked|applied|pressed|begged|pleaded) for (?:the|this|a) (?:call|conversation|meeting|talks?|word|encounter)|"
    r"(?:requested|sought|initiated|proposed|wanted) (?:the|this|a) (?:call|conversation|meeting|talks?|encounter)|"
    r"(?:the )?(?:wish|request|initiative|idea|suggestion|invitation) (?:had |for it |to (?:talk|meet|speak) )?"
    r"(?:came|come|was)|(?:would like|wanted|wished|asked) (?:a word|to (?:talk|meet|speak))|"
    r"placed the call|rang first)\b|\bthat the (?:wish|request|initiative|idea|invitation) came\b",
    re.IGNORECASE,
)
#: Seats whose names are of more than one word.
_SEATS = re.compile(r"\b(?:White House|State Department|American side|US side)\b")
#: What excludes the other of two statements that stand next to each other, whatever else they say.
_STARK = frozenset(map(frozenset, (("voluntary", "forced"), ("comply", "violate"), ("linked", "separate"))))
_ALL = re.compile(
    r"\b(?:all|entire(?:ly|ty)?|in full|fully|complete(?:ly)?|total(?:ly)?|every|whole|altogether)\b", re.IGNORECASE
)
_PART = re.compile(
    r"\b(?:part(?:ial|ially|ly)?|some(?: of)?|a few|only|half|limited|no more than|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:out )?of (?:the |its |their )?(?:\d+|[a-z]+))\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:only|just|solely|nothing but|alone)\b", re.IGNORECASE)
_NEVER_SAID = re.compile(
    r"\b(?:nobody|no one|none of us|we|he|she|it|they|moscow|the kremlin)\b.{0,12}\b(?:never|ever)\b (?:\w+ ){0,2}?"
    r"(?:said|claimed|promised|suggested|spoke of|agreed|asked|proposed|planned|intended)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:he|she|they)\b|^[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:was|is|were|are)\b")
_UNREADY = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bno longer|\bhardly) (?:yet |really |at all |genuinely |seriously )?"
    r"(?:ready|willing|interested|prepared|serious|wanting|want|looking|seeking)\b|"
    r"\b(?:unwilling|unready|unprepared|reluctan\w+|no (?:wish|desire|interest|readiness|appetite|intention))\b|"
    r"\b(?:will|would|shall) (?:not|never) (?:\w+ )?(?:return|negotiate|talk|meet|sit down|come back|take part)\b|"
    r"\bnothing to (?:negotiate|discuss|talk about)\b",
    re.IGNORECASE,
)
_READY = re.compile(
    r"\b(?:ready|readiness|willing|willingness|prepared|want(?:s|ed)?|need(?:s|ed)?|seek(?:s|ing)?|sought|"
    r"work(?:s|ed|ing)? (?:for|towards?)|committed|open to|determined|strives?|striving|longs?|interested)\b",
    re.IGNORECASE,
)


_CONTACT = r"(?:meeting|call|talks?|conversation|contact|encounter|negotiations?|exchange|visit)s?"
_NO_CONTACT = re.compile(
    rf"\b(?:no|any|never) (?:such )?(?:\w+ ){{0,2}}?{_CONTACT}\b.{{0,30}}?"
    r"\b(?:took place|taken place|happened|occurred|(?:was|were|been) held)\b|"
    rf"\bthere (?:was|were|had been|has been) no (?:such )?(?:\w+ )?{_CONTACT}\b(?! (?:of|on|about))|"
    r"\b(?:did not|didn['’]t|never|had not|has not|have not) (?:ever )?(?:met|meet|spoken|speak|spoke|talked?)\b"
    r"(?! (?:of|about|out))",
    re.IGNORECASE,
)
_MET = re.compile(
    rf"\b(?:met|spoke|spoken|talked|telephoned|phoned|visited|received|held (?:\w+ ){{0,2}}?{_CONTACT})\b",
    re.IGNORECASE,
)
#: "It was the Turkish side that walked out."
_IT_WAS = re.compile(r"\bit (?:was|is|had been) ((?:[\w.'’-]+ ){1,5}?)(?:who|that|which)\b", re.IGNORECASE)
_CLOSED = re.compile(
    r"\b(?:not|never) (?:up for|open to|subject to|a subject of|a matter for|under) (?:\w+ )?"
    r"(?:negotiations?|discussions?|debate|bargaining|talks)\b|\bnon-?negotiable\b|\b(?:not|off) (?:on )?the table\b",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    r"\b(?:agreed|accepted|promised|pledged|undertook|undertaken|offered|consented|ready|willing)\b", re.IGNORECASE
)
_NO_TIME = re.compile(
    r"\bno (?:\w+ )?(?:date|deadline|timetable|time ?frame|timeline|time limit)s?\b|"
    r"\b(?:dates?|deadlines?|timetables?) (?:was|were|had|has|have) (?:not|never|yet to)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:within|by|before|until|no later than|in|on|from) (?:the )?(?:(?:end|middle|beginning) of )?"
    r"(?:[\w-]+ ){0,2}?(?:hours?|days?|weeks?|months?|years?|\w+day|spring|summer|autumn|winter|tomorrow|\d{4}|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|promised?|pledged?|agreed|is to|are to|was to|were to|set|undertook|vowed)\b", re.IGNORECASE
)


def _valued(pair: Pair) -> Verdict | None:
    """The one speaks well of the contact, the other ill, one right after the other."""
    if pair.between is None or pair.a.account.report is None:
        return None
    for one, other in pair.both_ways():
        good, bad = _GOOD.search(one.passage), _BAD.search(other.passage)
        if good and bad and not _BAD.search(one.passage) and not _GOOD.search(other.passage) and not one.denied:
            return Verdict("contradiction", f"{good[0]} against {bad[0]}", 0.6 - len(pair.between) / 1000)
    return None


def _begun(pair: Pair) -> Verdict | None:
    """Each says that the other asked for the contact."""
    if pair.a.account.report is None or pair.b.account.report is None:
        return None
    found = [_ASKED_FOR.search(p.passage) for p in (pair.a, pair.b)]
    askers = [_called(p.passage) & {pair.a.side, pair.b.side} for p in (pair.a, pair.b)]
    if all(found) and all(len(a) == 1 for a in askers) and askers[0] != askers[1]:
        return Verdict("contradiction", f"asked for by {min(askers[0])} against {min(askers[1])}", 0.9)
    return None


def _called(passage: str) -> frozenset[str]:
    return sides_called(_SEATS.sub("Washington", passage))


def _starkly_opposed(pair: Pair) -> Verdict | None:
    """One right after the other, they say what excludes each other: "of their own will", "driven out"."""
    if pair.between is None or len(pair.between) > _NEXT or pair.a.denied != pair.b.denied:
        return None
    for x in sorted(pair.a.weights.keys() - pair.b.weights.keys()):
        for y in sorted(pair.b.weights.keys() - pair.a.weights.keys()):
            if frozenset({x, y}) in opposites() & _STARK:
                return Verdict("contradiction", f"{x} against {y}", 0.55 - len(pair.between) / 1000)
    return None


def _all_or_part(pair: Pair) -> Verdict | None:
    """The one has it that all was meant, the other a part, of one matter of one contact."""
    if not _of_one_contact(pair):
        return None
    shared = overlap(pair.a.weights, pair.b.weights)
    for one, other in pair.both_ways():
        whole, part = _ALL.search(one.passage), _PART.search(other.passage)
        alone = whole and part and not _PART.search(one.passage) and not _ALL.search(other.passage)
        if whole and part and alone and shared.weight >= _MATTER and pair.between is not None:
            return Verdict("contradiction", f"{whole[0]} against {part[0]} ({names_of(shared.terms)})", 0.55)
    return None


def _only_that(pair: Pair) -> Verdict | None:
    """The one says that only so much was spoken of, the other that more was."""
    if not _of_one_contact(pair):
        return None
    shared = overlap(pair.a.weights, pair.b.weights)
    for one, other in pair.both_ways():
        limited = "discuss" in one.weights and bool(_ONLY.search(one.passage)) and not _ONLY.search(other.passage)
        if limited and shared.weight >= _MATTER and not other.denied:
            return Verdict("contradiction", f"only that was discussed, says the one ({names_of(shared.terms)})", 0.6)
    return None


def _never_said(pair: Pair) -> Verdict | None:
    """The one says that nobody ever said so, of a matter that the other tells of, in one text."""
    if pair.between is None or not _of_one_contact(pair):
        return None
    one, other = pair.b, pair.a
    shared = overlap(one.weights, other.weights)
    if _NEVER_SAID.search(one.passage) and shared.weight >= _TOUCHED:
        return Verdict("contradiction", f"the one says that it was never said ({names_of(shared.terms)})", 0.6)
    return None


def _ready(pair: Pair) -> Verdict | None:
    """The one is said not to be ready or willing, the other says that it is."""
    if pair.between is None and not _of_one_contact(pair):
        return None
    for one, other in pair.both_ways():
        if not _UNREADY.search(one.passage) or _UNREADY.search(other.passage) or not _READY.search(other.passage):
            continue
        of_itself = pair.between is not None and one.side in _called(other.passage)
        if not of_itself and not _named(one, other.side):
            continue
        shared = overlap(one.weights, other.weights)
        if shared.weight >= (FAINT_WEIGHT if of_itself else _SUBJECT):  # of itself, "talks" is enough
            return Verdict("contradiction", f"not ready against ready ({names_of(shared.terms)})", 0.55)
    return None


def _no_contact(pair: Pair) -> Verdict | None:
    """The one says that there was no such contact, the other that there was."""
    if not _of_one_contact(pair):
        return None
    for one, other in pair.both_ways():
        refused = _NO_CONTACT.search(one.passage)
        if refused and one.denied and _MET.search(other.passage) and not other.denied:
            return Verdict("contradiction", "the one denies the contact that the other tells of", 0.9)
    return None


def _blamed(pair: Pair) -> Verdict | None:
    """The later one answers at once that "it was" the earlier speaker, or the side spoken for, "who" did something."""
    if pair.between is None or len(pair.between) > _NEXT or not _of_one_contact(pair):
        return None
    found = _IT_WAS.search(pair.b.passage)
    speaker = {w for w in pair.a.account.source.split() if w[:1].isupper()}
    if found is None or (pair.a.side not in _called(found[1]) and speaker.isdisjoint(found[1].split())):
        return None
    return Verdict("contradiction", f"the one blames {found[1].strip()}", 0.6 - len(pair.between) / 1000)


def _closed(pair: Pair) -> Verdict | None:
    """The one tells what was agreed of a matter that the other says is not up for negotiation."""
    if not _of_one_contact(pair):
        return None
    for one, other in pair.both_ways():
        shared = overlap(one.weights, other.weights)
        settled = other.acts & {"agree", "commit", "accept", "offer"} or _GRANTED.search(other.passage)
        if settled and not other.denied and _CLOSED.search(one.passage) and shared.weight >= _SUBJECT:
            return Verdict("contradiction", f"agreed against not open to talks ({names_of(shared.terms)})", 0.55)
    return None


def _no_time(pair: Pair) -> Verdict | None:
    """The one says that no date was set, the other, in the same text, by when something is to be."""
    if pair.between is None or not _of_one_contact(pair):
        return None
    for one, other in pair.both_ways():
        due = _TIME.search(other.passage) and _AHEAD.search(f"{other.account.cue or ''} {other.passage}")
        if due and _NO_TIME.search(one.passage) and not _NO_TIME.search(other.passage):
            return Verdict("contradiction", "the one gives a time, the other says that none was set", 0.6)
    return None


def _named(said: Proposition, side: str) -> bool:
    """Tell whether a statement names a side, or somebody whom "he" or "she" stands for."""
    return side in _called(said.passage) or bool(_PERSON.search(said.passage))


def _of_one_contact(pair: Pair) -> bool:
    return pair.a.account.report is not None and pair.b.account.report is not None


CLASHES: tuple[Rule, ...] = (
    _begun, _no_contact, _never_said, _no_time, _blamed, _closed, _only_that, _all_or_part, _valued, _ready,
    _starkly_opposed,
)  # fmt: skip
"""Tried in this order."""
