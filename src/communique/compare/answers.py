"""Statements that answer one another in one text: how the text sets the second against the first.

A writer who puts two sides' statements next to each other says much by it: "Moscow denies it", "Beijing calls that
disinformation", "the Kremlin's text was narrower". Each rule looks for one such way, and gives its reason in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique.compare.align import overlap
from communique.compare.judge import BARE_RULES, first_verdict, takes_up
from communique.compare.pair import Pair, Rule, Verdict
from communique.compare.propositions import Proposition, sides_called
from communique.compare.setting import Source
from communique.compare.words import topical_concepts

#: One statement answers another that ends so near before it; one that is next to it ends nearer still.
_REACH, _NEXT = 500, 160
#: What a text says before two statements is of both when it stands so near before them.
_BEFORE = 220
#: A new name for something is short.
_NAME_WORDS = 12
#: What leads to a statement before a colon is no longer.
_LEAD = 60
#: The object of the verb stands in so many characters before a name, where the verb's own place is unknown.
_OBJECT = 40
#: Two statements are of one matter when they share so much weight.
_ONE_MATTER = 1.9
#: They touch on one thing when they share a term of substance.
_TOUCHED = 0.9
_UNKNOWN = Source()
#: What a text says of two accounts as wholes.
_CONTRAST = re.compile(
    r"\b(?:by contrast|in contrast|contradict\w*|on the contrary|contrary to|"
    r"(?:another|(?:very |quite |rather )?different) (?:picture|story|version|song|tune|account|light|view)|"
    r"(?:version|account|story|text|readout|summary|tone) (?:was|is|were|sounded) (?:very |quite |rather |far |much )?"
    r"(?:different|sterner|cooler|colder|chillier|sharper|harsher|blunter|vaguer|gloomier|warmer|rosier|darker)|"
    r"(?:put|puts|told|tells|tell|saw|sees|see|read|reads|remember\w*|described?|describes) (?:it|things|matters|that) "
    r"(?:otherwise|differently|another way|the other way)|begg?(?:ed|s) to differ|took? (?:a different|another) view|"
    r"scoff(?:ed|s)|disputed?|disputes|corrected him|not how|that is not what|would have none of it|flatly|"
    r"parted|disagree\w*|differ|differs|differed|poured cold water|at odds|cold comfort|drew? a (?:red )?line)\b",
    re.IGNORECASE,
)
#: What it says of the later one as against the earlier, on one point.
_ON_THE_POINT = re.compile(
    r"\b(?:went (?:further|farther)|goes further|narrower|asked about (?:that|this)|"
    r"turn(?:ed|s) (?:the|that|this) \w+ (?:a?round|on its head))\b",
    re.IGNORECASE,
)
#: What it says of two that come after it.
_ANNOUNCED = re.compile(
    r"\b(?:(?:did|do|does|could|can) not (?:even )?agree|"
    r"(?:not|nor|neither|hardly) .{0,60}\b(?:alike|convinced? each other)|"
    r"differ(?:s|ed)? (?:on|over|about)|(?:contradict|disagree)\w*)\b",
    re.IGNORECASE,
)
_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut(?:e[sd]?|ing)|disput(?:e[sd]?|ing)|reject(?:s|ed|ing)?|rebuff(?:s|ed)?|"
    r"dismiss(?:es|ed|ing)?|contest(?:s|ed)?)\b",
    re.IGNORECASE,
)
#: Who had denied it before answers something else.
_EARLIER = re.compile(r"\b(?:had|earlier|previously|before)\b", re.IGNORECASE)
_COUNTERING = re.compile(
    r"\b(?:counter(?:s|ed)|retort(?:s|ed)|(?:hit|shot|fired|struck|snapped) back|shot|snapped|rebut(?:s|ted)?|"
    r"scoff(?:s|ed)|contradict(?:s|ed)|corrected)\b",
    re.IGNORECASE,
)
_REPLYING = re.compile(
    r"\b(?:repl(?:y|ies|ied)|answer(?:s|ed)|respond(?:s|ed)|object(?:s|ed)|protest(?:s|ed))\b", re.IGNORECASE
)
_INSISTING = re.compile(r"\b(?:insist(?:s|ed)|maintain(?:s|ed)|claim(?:s|ed)|asserts?|asserted)\b", re.IGNORECASE)
#: What is denied is what was said before when it is called by a pronoun, or by a word for a statement.
_POINTING_BACK = re.compile(
    r"^\W*(?:it|they|he|she|this|that|these|those|any such|such|having|(?:the|all|these|those|that|this) "
    r"(?:\w+ )?(?:claim|charge|accusation|allegation|report|demand|suggestion|idea|criticism)s?)\b",
    re.IGNORECASE,
)
_NAMING = re.compile(r"\b(?:calls?|called|calling|described?|describes|dubbed|termed|labell?ed)\b", re.IGNORECASE)
_POINTING = re.compile(
    r"\b(?:it|that|this|them|these|those|the (?:claim|charge|accusation|report|idea)s?)\W*$", re.IGNORECASE
)
#: What a text says of the later speaker: "his office contradicted him", "Berlin disputed that".
_AGAINST = re.compile(
    r"\b(?:contradict(?:s|ed)|den(?:ies|ied)|disput(?:es|ed)|refut(?:es|ed)|reject(?:s|ed)|dismiss(?:es|ed)|corrected)"
    r" (?:him|her|it|this|that|them|the (?:claim|report|account|version|charge|accusation|story|assertion)s?)"
    r"\s*[.:;]\W*$",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:statesmanlike|courageous|welcome|wise|brave|good|great|historic|constructive|encouraging|positive|"
    r"productive|fruitful|useful|important|right|excellent|successful|success|progress|step forward|fair|meaningful|"
    r"significant)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:once|unless|until|only (?:when|if|after|once)|not before|before anything|provided (?:that)?|as long as|"
    r"must first|depends? on|on condition)\b",
    re.IGNORECASE,
)


def answers_of(
    propositions: Sequence[Proposition], sources: Mapping[str, Source]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Return for a statement and one of another side that it comes right after: the text between, and that before both.

    Right after: near in the document, with no statement of a third side between. A statement that gives a new name to
    what a named side said or did answers that side's latest one on the matter, wherever it stands.
    The keys are the ids of the earlier and the later account; propositions come in the order of their documents.
    """
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for at, second in enumerate(propositions):
        text = sources.get(second.account.document, _UNKNOWN).text
        named = _named_in(second, text)
        if named:
            meant = _last_on(second, named, propositions[:at])
            if meant is not None:
                found[meant.account.id, second.account.id] = "", ""
            continue
        answered: str | None = None
        for first in reversed(propositions[:at]):
            start, end = first.account.content.end, second.account.content.start
            if first.account.document != second.account.document or end - start > _REACH:
                break
            if first.side == second.side and answered is None:
                continue
            if answered is not None and first.side != answered:
                break
            answered = first.side
            before = text[max(0, first.account.content.start - _BEFORE) : first.account.content.start]
            found[first.account.id, second.account.id] = text[start:end], before
    return found


def answer(pair: Pair) -> Verdict | None:
    """Return the verdict on a statement and its answer by how the text puts them, None where it does not tell."""
    return _told(first_verdict(pair, RULES))


def answer_to_none(pair: Pair) -> Verdict | None:
    """Return the verdict on a statement and its answer, one of which speaks for no side; None for all but denials."""
    if pair.between is None or not _next_to(pair.between):
        return None
    verdict = first_verdict(pair, BARE_RULES)
    if verdict is not None and verdict.kind == "number" and not takes_up(pair):
        return None
    return verdict or _told(_denied(pair))


def _told(verdict: Verdict | None) -> Verdict | None:
    return replace(verdict, by_text=True) if verdict is not None else None


def _named_in(said: Proposition, text: str) -> set[str] | None:
    """Return the sides whose move a statement gives a new name, by the words after its verb; None for other statements.

    "called the Russian move a ruse": Russia; "called it a ruse": nobody by name.
    """
    account = said.account
    if not _NAMING.search(account.cue or "") or len(said.passage.split()) > _NAME_WORDS:
        return None
    start = account.cue_span.end if account.cue_span else max(0, account.content.start - _OBJECT)
    return set(sides_called(text[start : account.content.end]) - {said.side})


def _last_on(said: Proposition, sides: set[str], before: Sequence[Proposition]) -> Proposition | None:
    """Return what one of the sides said of the matter of a statement in its document, None where nothing is of it."""
    told = [p for p in before if p.side in sides and p.account.document == said.account.document]
    shared = {p.account.id: overlap(p.weights, said.weights).weight for p in told}
    best = max(told, key=lambda p: (shared[p.account.id], p.account.content.start), default=None)
    return best if best is not None and shared[best.account.id] >= _TOUCHED else None


def _next_to(between: str) -> bool:
    return len(between) <= _NEXT


def _denied(pair: Pair) -> Verdict | None:
    """The later one is a denial by its verb, right after the other: "Moscow denies that it plans to invade"."""
    cue, between = pair.b.account.cue or "", pair.between
    if between is None or not _next_to(between) or "\n" in between or not _DENYING.search(cue) or _EARLIER.search(cue):
        return None
    if not _touch(pair) and not _POINTING_BACK.search(pair.b.passage):
        return None
    return Verdict("contradiction", f"the one {cue}, right after the other's statement", 0.75 - len(between) / 1000)


def _countered(pair: Pair) -> Verdict | None:
    """The later one is an answer by its verb, and denies something or refuses it."""
    cue, between = pair.b.account.cue or "", pair.between
    if between is None or not _next_to(between):
        return None
    replied = bool(_REPLYING.search(cue)) or (bool(_INSISTING.search(cue)) and _touch(pair))
    if _COUNTERING.search(cue) or (replied and pair.b.denied and pair.a.weight >= 1.0):
        return Verdict("contradiction", f"the one {cue} to the other", 0.65 - len(between) / 1000)
    return None


def _contradicted(pair: Pair) -> Verdict | None:
    """The text says between the two that the later speaker contradicted the earlier one."""
    if pair.between is None:
        return None
    found = _AGAINST.search(pair.between)
    if found is None:
        return None
    return Verdict("contradiction", f"told as apart: {found[0]}", 0.7 - len(pair.between) / 1000)


def _renamed(pair: Pair) -> Verdict | None:
    """The later one says that what the other told of is something else: "Moscow calls it a regrouping"."""
    cue, passage, between = pair.b.account.cue or "", pair.b.passage, pair.between
    if between is None or not _NAMING.search(cue) or len(passage.split()) > _NAME_WORDS or _PRAISE.search(passage):
        return None
    points = bool(_POINTING.search(between)) and _next_to(between)
    if not points and not (pair.b.denied and (not between or _next_to(between))):
        return None
    return Verdict("contradiction", f"the one calls it {passage}", 0.8)


def _contrasted(pair: Pair) -> Verdict | None:
    """The text sets the two against each other, and they are of one matter."""
    if pair.between is None:
        return None
    # "The ministry went further: ..." may be read as part of the statement.
    lead, colon, _ = pair.b.passage.partition(":")
    between = pair.between + (lead if colon and len(lead) <= _LEAD else "")
    shared = overlap(pair.a.weights, pair.b.weights)
    found = _CONTRAST.search(between) or _ON_THE_POINT.search(between) or _ANNOUNCED.search(between)
    if found and shared.weight >= _ONE_MATTER:
        why = f"told as apart: {found[0]} ({_names(shared.terms)})"
        return Verdict("contradiction", why, 0.5 + shared.weight / 10 - len(between) / 1000)
    found = _ON_THE_POINT.search(between)
    if found and _next_to(between) and _one_contact(pair):
        return Verdict("contradiction", f"told as apart: {found[0]}", 0.5 - len(between) / 1000)
    found = _ANNOUNCED.search(pair.before)
    if found and _next_to(between) and "\n" not in between and _one_contact(pair):
        return Verdict("contradiction", f"told as apart: {found[0]}", 0.45 - len(between) / 1000)
    return None


def _conditional(pair: Pair) -> Verdict | None:
    """The one says that something is so, or will be; the other sets a condition first."""
    between = pair.between
    if between is None or not _next_to(between) or "\n" in between or not _one_contact(pair):
        return None
    one, other = (bool(_CONDITION.search(p.passage)) for p in (pair.a, pair.b))
    shared = {t for t in overlap(pair.a.weights, pair.b.weights).terms if t in topical_concepts()}
    if one == other or not (shared or re.search(r"\bsuch\b", pair.b.passage)):
        return None
    return Verdict("contradiction", "the one sets a condition, the other none", 0.4 - len(between) / 1000)


def _touch(pair: Pair) -> bool:
    return overlap(pair.a.weights, pair.b.weights).weight >= _TOUCHED


def _one_contact(pair: Pair) -> bool:
    return pair.a.account.report is not None and pair.a.account.report == pair.b.account.report


def _names(terms: Sequence[str]) -> str:
    return ", ".join(sorted(t.replace("_", " ") for t in terms))


RULES: tuple[Rule, ...] = (_renamed, _denied, _countered, _contradicted, _contrasted, _conditional)
"""Tried in this order; the first verdict holds."""
