"""At whose initiative a contact took place where its own word does not say so: who invites, writes, rings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Sentence

from communique.actors.index import name_index
from communique.actors.text import words
from communique.annotate.annotated import Annotated
from communique.extract.contacts.candidate import IN_PERSON, REMOTE, Candidate
from communique.extract.contacts.initiators import acting_side
from communique.extract.contacts.pairs import PAIR
from communique.extract.contacts.syntax import subjects
from communique.extract.contacts.triggers import CALLING
from communique.records import Mode, Status

_INVITED = re.compile(r"\binvit(?:e[ds]?|ing|ations?)\b|\b(?:trip|visit)\b[^.;]{0,60}\b(?:was|were|been) offered\b")
_TO = re.compile(
    r"\b(?:to|visit|in|at)\s+(?:the\s+)?((?-i:[A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+){0,2}))",
)
_INVITING = frozenset({"invite"})
_WRITING = frozenset({"write", "send", "address", "dispatch", "pen", "cable"})
_FOR = frozenset({"for", "on", "upon", "in", "off"})
REPLIES = frozenset({"reply", "answer"})
"""Words for a letter that answers another."""
_SUMMONING = frozenset({"summon", "fetch"})
_LETTERS = r"(?:letter|message|note|telegram|cable|missive|reply|answer)"
_SENT_BY = re.compile(
    rf"\b{_LETTERS}\b[^.;,]{{0,40}}\b(?:sent|written|signed|addressed|delivered)\b[^.;,]{{0,30}}\bby\b"
)
_FROM = re.compile(rf"\b{_LETTERS}\b[^.;,]{{0,15}}\bfrom\b")
_LETTER_THAT = re.compile(rf"\b{_LETTERS} (?:that|which) ")
_LINE = re.compile(r"\bon the (?:line|phone|telephone)\b", re.IGNORECASE)
_BY_TELEPHONE = re.compile(r"\bby (?:tele)?phone\b")
#: Whose wish a contact was, told by a word for the wish behind which or before which its owner stands.
_WISH_OF = re.compile(
    r"\b(?:at|on|upon) (?:the )?(?:\w+ )?(?:request|initiative|invitation|behest|instance|suggestion|urging) of\b|"
    r"\b(?:meeting|summit|talks?|call|conversation|visit|encounter|conference)\b[^.;]{0,90}?"
    r"\b(?:was|were|had been|been) (?:proposed|requested|initiated|suggested|convened|sought) by\b"
)
_OF_THE_LATTER = re.compile(
    r"\bat (?:the )?(?:own )?request(?: of the latter)?(?=[.,;]|\s*$)|\bat the (?:request|invitation) of the latter\b|"
    r"\bat (?:his|her) (?:counterpart|guest|visitor|caller|opposite number)[’']s (?:own )?(?:request|initiative)\b"
)
_OPEN = frozenset({Mode.VISIT, Mode.SUMMIT, Mode.TALKS})
_NEAR = 60
_ASKING = frozenset({"ask", "request", "seek"})
_ASKED_FOR = frozenset({"call", "conversation", "meeting", "talk", "encounter", "audience"})


def add_initiators(annotated: Annotated, contacts: Sequence[Candidate]) -> None:
    """Give contacts without an initiator the side that one of their own sentences has inviting, writing or ringing."""
    for contact in contacts:
        for sentence in contact.sentences:
            contact.initiator = contact.initiator or _initiator(annotated, contact, sentence)


def _initiator(annotated: Annotated, contact: Candidate, sentence: Sentence) -> str | None:
    codes = sorted(contact.sides)
    start, end = annotated.extent(sentence)
    text = annotated.text[start:end]
    latter = _OF_THE_LATTER.search(text) if len(codes) == PAIR else None
    if latter is not None:
        return _last_named(annotated, start, start + latter.start(), codes)
    match = _WISH_OF.search(text)
    if match is not None:
        side = _first_side(annotated, start + match.end(), min(start + match.end() + _NEAR, end))
        return side if side in codes or contact.mode in _OPEN else None
    if contact.mode is Mode.LETTER:
        return _writer(annotated, sentence, text, codes)
    if contact.mode is not Mode.VISIT and (asking := next(_asking(annotated, sentence, codes), None)) is not None:
        return asking
    if contact.mode in REMOTE:
        return _caller(annotated, sentence, text, codes)
    if contact.mode not in IN_PERSON:
        return None
    if contact.status is not Status.HELD and (match := _INVITED.search(text)) is not None:
        return _inviting(annotated, contact, sentence, start + match.end())
    return next(_doing(annotated, sentence, _SUMMONING, codes), None)


def _writer(annotated: Annotated, sentence: Sentence, text: str, codes: Sequence[str]) -> str | None:
    """Return the side that writes or sends, by the verb or by whom the letter is from."""
    start, end = annotated.extent(sentence)
    for pattern in (_SENT_BY, _FROM, _LETTER_THAT):
        match = pattern.search(text)
        if match is not None:
            side = _first_side(annotated, start + match.end(), min(start + match.end() + _NEAR, end))
            return side if side in codes else None
    return next(_doing(annotated, sentence, _WRITING, codes), None)


def _caller(annotated: Annotated, sentence: Sentence, text: str, codes: Sequence[str]) -> str | None:
    """Return the side that rings, or that is on the line to the other."""
    side = next(_doing(annotated, sentence, CALLING, codes), None)
    if side is None and _BY_TELEPHONE.search(text):
        side = next(_doing(annotated, sentence, frozenset({"reach", "contact"}), codes), None)
    if side is None and (line := _LINE.search(text)) is not None and text[line.end() :].lstrip().startswith("to "):
        side = next(_doing(annotated, sentence, frozenset({"be", "get"}), codes), None)
    return side


def _asking(annotated: Annotated, sentence: Sentence, codes: Sequence[str]) -> Iterator[str]:
    """Yield the sides that ask in a sentence for a call or a meeting ("after the Russian side asked for a call")."""
    for token in sentence:
        verb = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "for" else token.head
        if token.lemma_ in _ASKED_FOR and verb.lemma_ in _ASKING and (token.dep_ == "dobj" or verb != token.head):
            sides = (acting_side(annotated, subject) for subject in subjects(verb))
            passive = any(c.dep_ in {"auxpass", "nsubjpass", "neg"} for c in verb.children)
            yield from (s for s in sides if s is not None and s in codes and not passive)


def _inviting(annotated: Annotated, contact: Candidate, sentence: Sentence, start: int) -> str | None:
    """Return the side that invites, or to which somebody is invited where the text does not say by whom."""
    codes = sorted(contact.sides)
    side = next(_doing(annotated, sentence, _INVITING, []), None)
    if side is not None:
        return side
    goals = (_side_of_place(m[1]) for m in _TO.finditer(annotated.text, start, annotated.extent(sentence)[1]))
    goal = next((g for g in goals if g is not None), None)
    return goal if goal is not None and (goal in codes or contact.mode is Mode.VISIT) else None


def _doing(annotated: Annotated, sentence: Sentence, verbs: frozenset[str], codes: Sequence[str]) -> Iterator[str]:
    """Yield the sides that do what one of these verbs tells, in the active voice; codes: only these, if any."""
    for token in sentence:
        if token.lemma_ not in verbs or token.pos_ not in {"VERB", "AUX"}:
            continue
        if any(c.dep_ in {"auxpass", "nsubjpass", "neg"} for c in token.children):
            continue
        if verbs is CALLING and any(c.lower_ in _FOR and c.i == token.i + 1 for c in token.children):
            continue  # "called for a ceasefire", "called on them to stop"
        for subject in subjects(token):
            side = acting_side(annotated, subject)
            if side is not None and (side in codes or not codes):
                yield side


def _first_side(annotated: Annotated, start: int, end: int) -> str | None:
    """Return the side of the first mention in a stretch of text."""
    found = (m.actors[0].country for m in annotated.cast.mentions if start <= m.start < end and m.actors)
    return next((c for c in found if c), None)


def _last_named(annotated: Annotated, start: int, end: int, codes: Sequence[str]) -> str | None:
    """Return the side of the last of two parties that a stretch of text names."""
    found = [m.actors[0].country for m in annotated.cast.mentions if start <= m.start < end and m.actors]
    named = [c for c in found if c in codes]
    return named[-1] if len(set(named)) == PAIR else None


def _side_of_place(called: str) -> str | None:
    """Return the state that a name stands for or in which the city of that name lies."""
    parts = called.split()
    for n in range(len(parts), 0, -1):
        found = words(" ".join(parts[:n]))
        match = name_index().side_at(found, 0)
        if match is not None and match[0] == len(found):
            return match[1][0].code
    return None


def replying(reply: Candidate, told: Sequence[Candidate]) -> str | None:
    """Return the side that answers a letter: the one which the latest letter between the same parties went to."""
    for letter in reversed(told):
        if letter.mode is Mode.LETTER and letter.initiator and set(letter.actors) == set(reply.actors):
            others = sorted(reply.sides - {letter.initiator})
            return others[0] if len(others) == 1 else None
    return None
