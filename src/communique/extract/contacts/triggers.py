"""Trigger words of a contact: the verbs and nouns by which the press says that officials met, spoke or wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span, Token

from communique.extract.contacts.encounters import ENCOUNTER_NOUNS, ENCOUNTER_VERBS, gesture
from communique.extract.contacts.noun_senses import is_contact_noun
from communique.extract.contacts.official import is_calling_on, is_gerund_for_noun, is_paid
from communique.extract.contacts.turns import turn_at
from communique.extract.contacts.verb_senses import is_contact_verb, is_face_to_face, is_getting_through
from communique.records import Mode

#: What two who agree on something in a city do there together.
CONCLUDING = frozenset(
    {
        "reach",
        "hammer",
        "thrash",
        "strike",
        "conclude",
        "seal",
        "agree",
        "finalise",
        "finalize",
        "draw",
        "work",
        "initial",
    }
)
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
    "take": Mode.MEETING,
    "summon": Mode.MEETING,
    "brief": None,
    "speak": Mode.CALL,
    "talk": Mode.CALL,
    "converse": Mode.CALL,
    "chat": Mode.CALL,
    "call": Mode.CALL,
    "phone": Mode.CALL,
    "telephone": Mode.CALL,
    "ring": Mode.CALL,
    "dial": Mode.CALL,
    "visit": Mode.VISIT,
    "travel": Mode.VISIT,
    "fly": Mode.VISIT,
    "arrive": Mode.VISIT,
    "go": Mode.VISIT,
    "head": Mode.VISIT,
    "journey": Mode.VISIT,
    "return": Mode.VISIT,
    "write": Mode.LETTER,
    "cable": Mode.LETTER,
    "negotiate": Mode.TALKS,
    "consult": Mode.TALKS,
    "discuss": None,
    "convene": Mode.TALKS,
    "join": Mode.MEETING,
    "gather": Mode.SUMMIT,
    "sign": Mode.MEETING,
    "spend": Mode.MEETING,
    "shake": Mode.MEETING,
    **dict.fromkeys(("embrace", "hug", "encounter"), Mode.MEETING),
    **dict.fromkeys(("come", "get", "walk", "stand", "appear", "stroll", "be"), Mode.MEETING),
    **dict.fromkeys(sorted(CONCLUDING), Mode.MEETING),
    **dict.fromkeys(("leave", "depart", "tour", "land", "expect", "await", "invite", "ask", "bid"), Mode.VISIT),
    **ENCOUNTER_VERBS,
}

NOUNS: Mapping[str, Mode | None] = {
    "call": Mode.CALL,
    "phonecall": Mode.CALL,
    "phone": Mode.CALL,
    "telephone": Mode.CALL,
    "diplomacy": Mode.CALL,
    "conversation": None,
    "exchange": None,
    "videoconference": Mode.VIDEO,
    "teleconference": Mode.CALL,
    "meeting": Mode.MEETING,
    "encounter": Mode.MEETING,
    "audience": Mode.MEETING,
    "bilateral": Mode.MEETING,
    "trilateral": Mode.MEETING,
    "ministerial": Mode.MEETING,
    "aside": Mode.MEETING,
    "tete": Mode.MEETING,
    "rendezvous": Mode.MEETING,
    "reunion": Mode.MEETING,
    "touch": None,
    "contact": None,
    "chat": None,
    **dict.fromkeys(("guest", "visitor", "hour", "minute"), Mode.MEETING),
    "line": Mode.CALL,
    **dict.fromkeys(("lunch", "dinner", "meal", "host", "face", "sitdown"), Mode.MEETING),
    **dict.fromkeys(("horsetrading", "deliberation"), Mode.TALKS),
    "summit": Mode.SUMMIT,
    "retreat": Mode.SUMMIT,
    "talk": Mode.TALKS,
    "negotiation": Mode.TALKS,
    "consultation": Mode.TALKS,
    "discussion": Mode.TALKS,
    "round": Mode.TALKS,
    "dialogue": Mode.TALKS,
    "dialog": Mode.TALKS,
    "session": Mode.TALKS,
    "conference": Mode.TALKS,
    "congress": Mode.TALKS,
    "visit": Mode.VISIT,
    "trip": Mode.VISIT,
    "tour": Mode.VISIT,
    "invitation": Mode.VISIT,
    "letter": Mode.LETTER,
    "message": Mode.LETTER,
    "telegram": Mode.LETTER,
    "answer": Mode.LETTER,
    "reply": Mode.LETTER,
    "note": Mode.LETTER,
    **ENCOUNTER_NOUNS,
}

#: Verbs of calls that one places to one person.
CALLING = frozenset({"call", "phone", "telephone", "ring", "dial"})
#: The last words of "one-on-one" and "sit-down" as nouns, not before another noun.
_ENDS = frozenset({"one", "down"})
_HYPHENED = re.compile(
    r"\bone[- ]on[- ]one(?!\S| (?:meeting|talk|session|encounter|conversation|call))|"
    r"\bsit-down(?!\S| (?:interview|protest|strike|meeting|talk|dinner|lunch))",
    re.IGNORECASE,
)
#: What nobody does by telephone: a telephone in the clause is that of another contact.
_SEATED = frozenset({"sit", "dine", "lunch", "sup", "breakfast", "embrace", "hug", "shake", "sign"})
_MEETING_PLACES = frozenset(
    "palace garden embassy villa hotel residence airport lobby corridor hallway lounge anteroom courtyard aisle".split()
)
_OTHER_EVENT = re.compile(r"\b(?:before|after|ahead of|following|hours? since) (?:an? |the |his |her |their )")
_PHONE = re.compile(r"\b(?:tele)?phon\w*|\bby wire\b|\bhot ?line\b|\bby the wire\b|\bconference call", re.IGNORECASE)
_IN_PERSON = re.compile(
    r"\bin person\b|\balongside\b|face to face|\bon the (?:sidelines?|margins?|fringes?|edges?) of\b|\bat the G-?\d+|"
    r"\bspoke informally\b|\bover (?:lunch|dinner|breakfast|coffee|tea)\b|"
    r"\b(?:at|during|before|after) (?:an? |the )?(?:[\w-]+ ){0,4}"
    r"(?:dinner|luncheon|banquet|reception|ceremony|funeral)\b"
)
#: Nouns that leave open whether two saw each other.
_SAID = frozenset({"conversation", "exchange", "chat"})
_VIDEO = re.compile(
    r"\bvideo\b|\bvideo-?\w+|\bvirtual(?:ly)?\b|\bzoom\b|\bteleconferenc\w+|"
    r"\bonline(?! [a-z]{4})|\bonline (?:meeting|talk|summit|conference|session|consultation|conversation|negotiation)",
    re.IGNORECASE,
)
#: Conferences of many states and bodies.
_PLEDGING = frozenset({"donor", "reconstruction", "recovery", "pledging"})
BY_VIDEO = re.compile(r"\b(?:by|via|over|through) (?:a |the )?(?:secure )?video\b", re.IGNORECASE)


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


#: Forms that the small model takes for other words, with their lemmas.
_MISREAD = {"rang": "ring", "dined": "dine", "phoned": "phone", "telephoned": "telephone", "met": "meet"}
#: The same in headlines, where they stand between two names ("Modi dials Macron").
_MISREAD_BETWEEN = {"phones": "phone", "telephones": "telephone", "dials": "dial"}


def triggers(sentence: Span) -> Iterator[Trigger]:
    """Yield the triggers of a sentence in the order of the text."""
    for token in sentence:
        misread = _misread(token)
        lemma = misread or token.lemma_.lower()
        if is_gerund_for_noun(token):
            yield Trigger(token, "noun", "meeting", Mode.MEETING, sentence)
            continue
        verbal = token.pos_ in {"VERB", "AUX"}
        lemma = gesture(token) or lemma if verbal else lemma
        if (misread and not verbal) or (verbal and lemma in VERBS and is_contact_verb(token, lemma)):
            yield Trigger(token, "verb", lemma, _verb_mode(token, lemma), sentence)
        elif verbal and (turn := turn_at(token)) is not None:
            mode = Mode.CALL if turn.mode is Mode.MEETING and _PHONE.search(_near(token)) else turn.mode
            yield Trigger(token, "verb", turn.lemma, mode, sentence)
        elif (
            (token.pos_ in {"NOUN", "PROPN"} or lemma in {"bilateral", "trilateral", "ministerial", "aside"})
            and lemma in NOUNS
            and is_contact_noun(token, lemma)
            and not _is_told_by_verb(token, lemma)
        ):
            yield Trigger(_date_of(token), "noun", lemma, _noun_mode(token, lemma), sentence)
        elif token.lower_ in _ENDS and _HYPHENED.search(token.doc[max(0, token.i - 4) : token.i + 2].text):
            yield Trigger(token, "noun", "meeting", Mode.MEETING, sentence)


def _misread(token: Token) -> str | None:
    """Return the lemma of a verb whose form is often taken for another word."""
    if token.lower_ not in _MISREAD_BETWEEN:
        return _MISREAD.get(token.lower_)
    words = [t for t in token.sent if not t.is_space]
    at = words.index(token)
    between = 0 < at < len(words) - 1 and words[at - 1].is_title and words[at + 1].is_title
    return _MISREAD_BETWEEN[token.lower_] if between else None


def _date_of(token: Token) -> Token:
    """Return the word on which the parties hang: "his lunch date with X", not the lunch."""
    of_date = token.dep_ == "compound" and token.head.lemma_ in {"date", "appointment", "engagement"}
    return token.head if of_date else token


def _is_told_by_verb(token: Token, lemma: str) -> bool:
    """Tell whether "by phone" hangs on a word that is a trigger itself ("spoke by phone")."""
    if lemma not in {"phone", "telephone"}:
        return False
    head = token.head.head
    speaks = VERBS.get(head.lemma_, Mode.MEETING) in {Mode.CALL, Mode.TALKS, None} or head.lemma_ == "confer"
    return (speaks and head.pos_ == "VERB") or head.lemma_ in NOUNS


def _verb_mode(token: Token, lemma: str) -> Mode | None:
    """Return the mode that the verb and its own phrase give."""
    # "They had not talked since a video meeting": what follows belongs to another contact.
    own = re.split(r"\bsince\b", _near(token))[0]
    if VERBS[lemma] is Mode.MEETING:  # "agreed by phone to meet": what stands before belongs to another verb
        own = token.doc[token.left_edge.i : min(token.right_edge.i + 1, token.i + 22)].text
        own = _OTHER_EVENT.split(own)[0]  # "met X before his call with Y"
    mode = VERBS[lemma]
    if lemma == "get":
        return Mode.CALL if is_getting_through(token) else mode
    if lemma == "call" and is_calling_on(token):
        return Mode.MEETING
    beside = any(c.lower_ in {"together", "beside", "alongside"} for c in token.children) or is_face_to_face(token)
    if lemma == "come" and not beside:
        return Mode.VISIT
    if lemma == "be" and _is_stay(token):
        return Mode.VISIT
    own = own.replace("joined virtually", "")  # by others
    if mode in {Mode.CALL, Mode.TALKS, Mode.MEETING, None}:
        if _VIDEO.search(own):
            return Mode.VIDEO
        if _PHONE.search(own) and lemma not in _SEATED:
            return Mode.CALL
    behind = own.rsplit(f", {token.text}")[-1]  # "X, who had never met him in person, spoke to him"
    if lemma in {"speak", "talk", "converse"} and (_IN_PERSON.search(behind) or _is_placed(token)):
        return Mode.MEETING
    return None if lemma == "talk" else mode


def _is_placed(verb: Token) -> bool:
    """Tell whether a verb of speech has a place of its own ("spoke for two hours in Helsinki")."""
    lengths = [g for c in verb.children if c.lower_ == "for" for g in c.children if g.lemma_ in {"hour", "minute"}]
    places = [c for h in (verb, *lengths) for c in h.children if c.dep_ == "prep" and c.lower_ in {"in", "at"}]
    return any(c.ent_type_ in {"GPE", "FAC"} or c.lower_ in _MEETING_PLACES for p in places for c in p.children)


def _is_stay(verb: Token) -> bool:
    """Tell whether somebody only is in a place ("was in Kyiv on Monday"), with nobody."""
    return not any(c.dep_ == "prep" and c.lower_ in {"with", "beside", "alongside"} for c in verb.subtree)


def _noun_mode(token: Token, lemma: str) -> Mode | None:
    own = " ".join(t.text for t in token.subtree if t.i < token.i + 6)
    mode = NOUNS[lemma]
    if lemma == "call" and is_paid(token):
        return Mode.MEETING
    if lemma == "conference" and any(c.lower_.rstrip("s") in _PLEDGING for c in token.children):
        return Mode.SUMMIT
    if lemma == "conference" and any(c.lower_ in {"phone", "telephone"} for c in token.children):
        return Mode.CALL
    if mode is Mode.MEETING and any(c.lower_ in {"leaders", "leader", "summit"} for c in token.children):
        return Mode.SUMMIT
    if mode is Mode.SUMMIT and any(c.ent_type_ == "ORG" or c.lower_.startswith("leader") for c in token.subtree):
        return mode  # a gathering of many stays a summit on the screen
    if mode in {Mode.CALL, Mode.MEETING, Mode.TALKS, Mode.SUMMIT, None} and _VIDEO.search(own):
        return Mode.VIDEO
    if mode in {Mode.TALKS, Mode.CALL, None} and token.head.pos_ == "VERB" and BY_VIDEO.search(_near(token)):
        return Mode.VIDEO
    around = [token, token.head, *(g for c in token.children if c.lower_ == "with" for g in (c, *c.children))]
    if lemma in _SAID and (any(map(_is_placed, around)) or _IN_PERSON.search(_near(token))):
        return Mode.MEETING if not _PHONE.search(_near(token)) else Mode.CALL
    by_phone = _PHONE.search(own) or (token.head.pos_ in {"VERB", "ADP"} and _PHONE.search(_near(token)))
    return Mode.CALL if by_phone and mode in {Mode.TALKS, Mode.CALL, None} else mode


def _near(token: Token) -> str:
    """Return the words of the clause around a trigger, a few to the left and more to the right."""
    sentence = token.sent
    left, right = max(sentence.start, token.i - 6), min(sentence.end, token.i + 22)
    # "talked by telephone in May and held a video call in June": the second verb has its own words
    verb = token if token.pos_ == "VERB" else token.head
    joined = (
        c.i for c in verb.children if verb.pos_ == "VERB" and c.dep_ == "conj" and c.pos_ == "VERB" and c.i > token.i
    )
    return token.doc[left : min([right, *joined])].text
