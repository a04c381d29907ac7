"""Trigger words of a contact: the verbs and nouns by which the press says that officials met, spoke or wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span, Token

from communique.records import Mode

#: Verbs whose subject and object (or "with" phrase) are the parties. Mode None: the surroundings decide.
VERBS: Mapping[str, Mode | None] = {
    "meet": Mode.MEETING,
    "confer": Mode.MEETING,
    "huddle": Mode.MEETING,
    "sit": Mode.MEETING,
    "dine": Mode.MEETING,
    "lunch": Mode.MEETING,
    "see": Mode.MEETING,
    "host": Mode.MEETING,
    "receive": Mode.MEETING,
    "welcome": Mode.MEETING,
    "greet": Mode.MEETING,
    "summon": Mode.MEETING,
    "brief": None,
    "speak": Mode.CALL,
    "talk": Mode.CALL,
    "converse": Mode.CALL,
    "call": Mode.CALL,
    "phone": Mode.CALL,
    "telephone": Mode.CALL,
    "ring": Mode.CALL,
    "visit": Mode.VISIT,
    "travel": Mode.VISIT,
    "fly": Mode.VISIT,
    "arrive": Mode.VISIT,
    "go": Mode.VISIT,
    "head": Mode.VISIT,
    "journey": Mode.VISIT,
    "write": Mode.LETTER,
    "cable": Mode.LETTER,
    "negotiate": Mode.TALKS,
    "consult": Mode.TALKS,
    "discuss": None,
    "gather": Mode.SUMMIT,
    "sign": Mode.MEETING,
    "spend": Mode.MEETING,
}

NOUNS: Mapping[str, Mode | None] = {
    "call": Mode.CALL,
    "phonecall": Mode.CALL,
    "phone": Mode.CALL,
    "telephone": Mode.CALL,
    "conversation": None,
    "exchange": None,
    "videoconference": Mode.VIDEO,
    "teleconference": Mode.CALL,
    "meeting": Mode.MEETING,
    "encounter": Mode.MEETING,
    "audience": Mode.MEETING,
    "session": Mode.MEETING,
    "bilateral": Mode.MEETING,
    "lunch": Mode.MEETING,
    "dinner": Mode.MEETING,
    "summit": Mode.SUMMIT,
    "retreat": Mode.SUMMIT,
    "talk": Mode.TALKS,
    "negotiation": Mode.TALKS,
    "consultation": Mode.TALKS,
    "discussion": Mode.TALKS,
    "round": Mode.TALKS,
    "conference": Mode.TALKS,
    "congress": Mode.TALKS,
    "visit": Mode.VISIT,
    "trip": Mode.VISIT,
    "letter": Mode.LETTER,
    "message": Mode.LETTER,
    "telegram": Mode.LETTER,
    "cable": Mode.LETTER,
    "note": Mode.LETTER,
}

_PHONE = re.compile(r"\b(?:tele)?phon\w*|\bby wire\b|\bhot ?line\b|\bby the wire\b", re.IGNORECASE)
_VIDEO = re.compile(r"\bvideo\b|\bvideo-?\w+|\bvirtual(?:ly)?\b|\bzoom\b|\bteleconferenc\w+", re.IGNORECASE)
_OTHER_CALLS = frozenset({"wake-up", "conference", "close", "roll", "phone-in"})
_NOT_CONFERENCE = frozenset({"news", "press", "media"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger in its sentence: ``lemma`` is the word; ``mode`` None when undecided.

    kind: "verb", "noun", or "address" for a verb of speech between two leaders.
    """

    token: Token
    kind: str
    lemma: str
    mode: Mode | None
    sentence: Span


def triggers(sentence: Span) -> Iterator[Trigger]:
    """Yield the triggers of a sentence in the order of the text."""
    for token in sentence:
        lemma = token.lemma_.lower()
        if token.pos_ in {"VERB", "AUX"} and lemma in VERBS and _is_contact_verb(token, lemma):
            yield Trigger(token, "verb", lemma, _verb_mode(token, lemma), sentence)
        elif token.pos_ in {"NOUN", "PROPN"} and lemma in NOUNS and _is_contact_noun(token, lemma):
            yield Trigger(token, "noun", lemma, _noun_mode(token, lemma), sentence)


def _is_contact_verb(token: Token, lemma: str) -> bool:
    """Weed out the other senses ("called for", "called him a killer", "went on", "met the criteria")."""
    children = {c.dep_ for c in token.children}
    preps = {c.lower_ for c in token.children if c.dep_ in {"prep", "prt"}}
    match lemma:
        case "call":
            return not preps & {"for", "on", "upon", "off", "out", "into"} and not children & {"oprd", "xcomp", "ccomp"}
        case "ring" | "phone" | "telephone" | "visit":
            return "dobj" in children or "nsubjpass" in children or "relcl" in token.dep_
        case "sit":
            return "down" in preps or "with" in preps
        case "speak" | "talk" | "confer" | "converse":
            return not preps & {"out", "up"}
        case "see":
            return token.tag_ in {"VBD", "VBN", "VB"} and "dobj" in children and "ccomp" not in children
        case "go" | "head" | "fly" | "travel" | "arrive" | "journey":
            return bool(preps & {"to", "in", "into"}) or any(c.lower_ == "for" for c in token.children)
        case "gather":
            return "dobj" not in children and not any(c.dep_ == "nsubj" and c.pos_ == "PRON" for c in token.children)
        case "consult":
            return "with" in preps
        case "sign":
            return bool(children & {"dobj", "agent"})
        case "spend":
            return any(t.lower_ in {"together", "talking"} for t in token.subtree)
        case "receive" | "welcome" | "greet" | "host" | "summon":
            return "dobj" in children or "nsubjpass" in children
        case "write":
            return bool(preps & {"to"}) or "dative" in children
    return True


def _is_contact_noun(token: Token, lemma: str) -> bool:
    before = {c.lower_ for c in token.children if c.dep_ in {"compound", "amod", "nmod"}}
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    match lemma:
        case "call":
            return following not in {"for", "on", "to"} and not before & {
                "wake-up",
                "conference",
                "close",
                "roll",
                "phone-in",
            }
        case "phone" | "telephone":
            return token.dep_ == "pobj" and token.head.lower_ in {"by", "on", "over"} and not _has_call_word(token)
        case "conference" | "congress":
            carried = token.head.lemma_ in {
                "hold",
                "host",
                "stage",
                "convene",
                "attend",
                "open",
                "organise",
                "organize",
            }
            ours = before & {"peace", "national", "dialogue", "donor", "donors", "reconstruction", "security"}
            return not before & _NOT_CONFERENCE and (lemma == "congress" or carried or bool(ours))
        case "round":
            return following == "of" and any(t.lemma_ in {"talk", "negotiation"} for t in token.subtree)
        case "exchange":
            return bool(before & {"phone", "telephone", "video"}) or following in {"between", "with", "from"}
        case "session":
            return False
        case "reply" | "answer":
            return any(c.dep_ == "poss" for c in token.children) and following == "to"
        case "note":
            return bool(before & {"diplomatic", "protest"})
        case "message":
            carried = token.head.lemma_ in {"send", "write", "deliver", "hand", "pass", "receive", "convey", "get"}
            return carried or (token.dep_ == "pobj" and token.head.lower_ == "in")
        case "cable":
            return False
        case "telegram":  # with a capital it is the app
            return token.text[0].islower()
        case "retreat":
            return any(t.lower_.startswith("leaders") for t in token.lefts)
        case "trip" | "visit":  # "his trip to the summit" is told by the summit
            onward = [g for c in token.children if c.lower_ == "to" for g in c.children]
            return not any(g.lemma_ in {"summit", "meeting", "conference"} for g in onward)
    return not (
        token.dep_ == "compound" and token.head.lemma_ in {"table", "room", "hall", "place", "center", "centre"}
    )


def _has_call_word(token: Token) -> bool:
    """Tell whether the phrase with "by phone" hangs on a word that is a trigger itself ("spoke by phone")."""
    head = token.head.head
    return (head.lemma_ in VERBS and VERBS[head.lemma_] is Mode.CALL) or head.lemma_ in NOUNS


def _verb_mode(token: Token, lemma: str) -> Mode | None:
    """Return the mode that the verb and its own phrase give."""
    own = _near(token)
    mode = VERBS[lemma]
    if mode in {Mode.CALL, Mode.TALKS, Mode.MEETING, None}:
        if _VIDEO.search(own):
            return Mode.VIDEO
        if _PHONE.search(own):
            return Mode.CALL
    if lemma == "talk" and mode is Mode.CALL and not _PHONE.search(own):
        return None
    if lemma in {"speak", "talk"} and re.search(
        r"\bin person\b|face to face|on the (?:sidelines|margins)|at the G-?\d+", own
    ):
        return Mode.MEETING
    return mode


def _noun_mode(token: Token, lemma: str) -> Mode | None:
    own = " ".join(t.text for t in token.subtree if t.i < token.i + 6)
    mode = NOUNS[lemma]
    if mode is Mode.MEETING and any(c.lower_ in {"leaders", "leader", "summit"} for c in token.children):
        return Mode.SUMMIT
    if mode in {Mode.CALL, Mode.MEETING, Mode.TALKS, Mode.SUMMIT, None} and _VIDEO.search(own):
        return Mode.VIDEO
    by_phone = _PHONE.search(own) or (token.head.pos_ in {"VERB", "ADP"} and _PHONE.search(_near(token)))
    return Mode.CALL if by_phone and mode in {Mode.TALKS, Mode.CALL, None} else mode


def _near(token: Token) -> str:
    """Return the words of the clause around a trigger, a few to the left and more to the right."""
    sentence = token.sent
    left, right = max(sentence.start, token.i - 6), min(sentence.end, token.i + 22)
    return token.doc[left:right].text
