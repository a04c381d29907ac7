"""At whose initiative a contact took place: who placed a call, wrote a letter, asked for or convened a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from communique.actors.actor import PERSONAL
from communique.annotate.annotated import Annotated
from communique.extract.contacts.cities import state_of
from communique.extract.contacts.stand_ins import author
from communique.extract.contacts.syntax import subjects
from communique.extract.contacts.triggers import CALLING, Trigger
from communique.records import Mode

_WISH = r"(?:initiative|request|invitation|suggestion|behest|insistence|urging|instigation)"
_CONTACTS = r"(?:calls?|conversations?|meetings?|talks|contacts?|negotiations?|exchange)"
#: Words behind which the one stands whose wish a contact was.
_INITIATIVE = re.compile(
    rf"\b(?:at|on|upon) (?:the )?{_WISH} of\b|\binitiated by\b|\brequested by\b|"
    rf"\b(?:following|after) (?:an? |the )?(?:request|invitation|initiative) (?:by|from|of)\b|"
    rf"\binitiative\b[^.;]{{0,90}}\b{_CONTACTS}\b[^.;]{{0,90}}?"
    r"\b(?:came from|belong(?:s|ed) to|lay with|rested with)\b|"
    rf"\binitiator of (?:the |this )?(?:\w+ )?{_CONTACTS} (?:was|is)\b|"
    rf"\b{_CONTACTS} (?:that )?(?:was |were |had been )?(?:placed|arranged|sought) by\b",
    re.IGNORECASE,
)
_SIDE_INITIATIVE = re.compile(rf"\b(?:at|on|upon) [\w’'. -]{{2,30}}? {_WISH}\b", re.IGNORECASE)
#: Whose request a meeting followed that another than its subject asked for.
_OF_THE_OTHER = re.compile(
    r"\b(?:at|on|upon) the latter[’']s (?:own )?(?:request|initiative|invitation)\b|\b[Uu]pon (?:request|invitation),|"
    r"\bupon request\b|\bat the (?:visitor|guest)[’']s request\b"
)
_ASKING = frozenset({"ask", "request", "initiate", "seek"})
_CONVENING = frozenset({"organise", "organize", "convene", "host", "hold", "stage"})
#: Verbs by which a call or a meeting, too, is the doing of its subject ("the EU will host a meeting on Syria").
_GATHERING = frozenset({"organise", "organize", "convene", "host"})
_HOSTED = frozenset({Mode.TALKS, Mode.SUMMIT})
_REMOTE = frozenset({Mode.CALL, Mode.VIDEO})
#: Words for an invitation, of which the owner or giver is the one who asks.
_INVITATIONS = frozenset({"invitation", "offer", "invite"})
_INVITING = frozenset({"extend", "issue", "send", "renew", "make", "repeat", "reiterate", "offer"})
_ACCEPTING = frozenset({"accept", "take", "receive"})
_ANSWERING = frozenset({"answer", "acknowledge", "receive", "get"})
#: Those who act for the one whose they are ("Erdogan's office sought a meeting").
_SERVANTS = frozenset({"office", "aide", "team", "staff", "side", "adviser", "advisor", "spokesman", "cabinet"})
_RECEIVING = frozenset({"receive", "get"})
_SENDING = frozenset({"send", "dispatch"})
_REPLYING = frozenset({"reply", "respond"})
_NEAR = 30
"""In characters: how far before a word its side may stand ("UN-sponsored Syrian peace talks")."""
_BY_SIDE = re.compile(r"\b([A-Z][\w.]*)[-–](?:initiated|organi[sz]ed|convened|hosted|sponsored)\b")


def initiator(annotated: Annotated, trigger: Trigger, codes: Sequence[str]) -> str | None:
    """Return the side that placed, asked for or convened the contact, when the sentence says so.

    codes: the sides that take part; none when the sentence only points back to a contact.
    """
    start, end = annotated.extent(trigger.sentence)
    text = annotated.text[start:end]
    if _OF_THE_OTHER.search(text):
        return _other(codes, _caller(annotated, trigger.token if trigger.kind == "verb" else trigger.token.head))
    match = _INITIATIVE.search(text)
    if match:
        found = _first_side(annotated, start + match.end(), end)
        if found is not None and (found in codes or not codes):
            return found
    match = _SIDE_INITIATIVE.search(text)
    if match:
        found = _first_side(annotated, start + match.start(), start + match.end())
        if found is not None and (found in codes or not codes):
            return found
    own = trigger.token.idx - start
    match = next((m for m in _BY_SIDE.finditer(text) if m.end() <= own <= m.end() + _NEAR), None)
    if match or (match := _BY_SIDE.search(text) if trigger.mode not in _HOSTED else None):
        found = state_of(match.group(1))
        if found is not None and (found in codes or not codes):
            return found
    return _by_verb(annotated, trigger, codes)


def _first_side(annotated: Annotated, start: int, end: int) -> str | None:
    """Return the side of the first mention in a stretch of text."""
    for mention in annotated.cast.mentions:
        if start <= mention.start < end and mention.actors:
            return mention.actors[0].country
    return None


def _by_verb(annotated: Annotated, trigger: Trigger, codes: Sequence[str]) -> str | None:
    """Return who calls, places the call, asks for it, or from whom it is received."""
    token = trigger.token
    if trigger.mode is Mode.LETTER:
        return _writer(annotated, trigger, codes)
    if (inviting := _inviting(annotated, token)) is not None:
        return inviting
    if trigger.lemma == "summon":  # who is called in, is called by the other
        return _agent(annotated, token) or _caller(annotated, token) or _other(codes, _acted_on(annotated, token))
    if trigger.kind == "verb" and (trigger.lemma in CALLING or (trigger.mode in _REMOTE and token.lemma_ in CALLING)):
        return _agent(annotated, token) or _caller(annotated, token) or _named_before(annotated, trigger, codes)
    if trigger.mode is Mode.VISIT and token.lemma_ in _SENDING:
        sender = _caller(annotated, token)
        return sender if sender in codes else None
    if trigger.lemma == "unite" or (trigger.kind == "verb" and token.lemma_ == "bring"):
        return _caller(annotated, token)
    if trigger.mode in _REMOTE and (reaching := _reaching(token)) is not None:
        return _caller(annotated, reaching)
    if trigger.kind == "verb" and token.dep_ == "xcomp" and token.head.lemma_ in {"ask", "invite", "urge"}:
        return _caller(annotated, token.head)
    return _by_noun(annotated, trigger) if trigger.kind == "noun" else None


def _by_noun(annotated: Annotated, trigger: Trigger) -> str | None:
    """Return who asks for what a noun names, convenes it, or owns it ("Putin's conference")."""
    token = trigger.token
    if trigger.lemma in {"conference", "congress"} and (owner := _owner(annotated, token)) is not None:
        return owner
    if (asking := _asking_verb(token)) is not None:
        return _caller(annotated, asking)
    if token.dep_ == "pobj" and token.head.lower_ in {"for", "to"} and token.head.head.lemma_ == "invite":
        return _caller(annotated, token.head.head)
    carrier = token.head.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head
    # "Is convening two days of talks", but not "held talks with Y".
    shared = carrier.lemma_ == "hold" and any(c.lower_ == "with" for t in (token, carrier) for c in t.children)
    if trigger.mode in _HOSTED and carrier.lemma_ in _CONVENING and not shared:
        hosts = subjects(carrier)
        return _caller(annotated, carrier) if len(hosts) == 1 and not hosts[0].conjuncts else None
    if carrier.lemma_ in _GATHERING and (trigger.mode in _REMOTE or _is_of_a_body(annotated, carrier)):
        return _caller(annotated, carrier)
    if trigger.mode not in _REMOTE:
        return None
    if any(c.dep_ == "acl" and c.tag_ == "VBG" for c in token.children) and (owner := _owner(annotated, token)):
        return owner  # "his telephone call congratulating Putin"
    return _by_carrier(annotated, token)


def _named_before(annotated: Annotated, trigger: Trigger, codes: Sequence[str]) -> str | None:
    """Return the side of the party named last before a verb of calling whose subject the parser has not found."""
    token = trigger.token
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in token.children):
        return None
    before = annotated.mentions_in(annotated.extent(trigger.sentence)[0], token.idx)
    sides = [m.actor.country for m in before if m.actor is not None and m.actor.kind in PERSONAL]
    return sides[-1] if sides and sides[-1] in codes else None


def _agent(annotated: Annotated, verb: Token) -> str | None:
    """Return by whom somebody was called ("X was phoned by Y")."""
    by = (c for c in verb.children if c.dep_ == "agent")
    return next((side for c in by if (side := _side_of_object(annotated, c)) is not None), None)


def _reaching(token: Token) -> Token | None:
    """Return the verb by which one turns to another in a remote contact ("reached out to Y by phone"), or None."""
    verbs = (v for v in (token, *token.ancestors) if v.lemma_ == "reach")
    return next((v for v in verbs if any(c.lower_ == "out" for c in v.children)), None)


def _is_of_a_body(annotated: Annotated, verb: Token) -> bool:
    """Tell whether a state or body is the subject, which calls others together where a person would only receive."""
    found = [annotated.mention_at(s) for s in subjects(verb)]
    return len(found) == 1 and found[0] is not None and found[0].kind == "side"


def _owner(annotated: Annotated, noun: Token) -> str | None:
    for child in noun.children:
        mention = annotated.mention_at(child) if child.dep_ == "poss" else None
        if mention is not None and mention.actor is not None:
            return mention.actor.country
    return None


def _inviting(annotated: Annotated, token: Token) -> str | None:
    """Return whose invitation or offer a contact is ("his invitation to visit", "extended an invitation to meet")."""
    word = next((a for a in token.ancestors if a.lemma_ in _INVITATIONS and a.pos_ == "NOUN"), None)
    if word is None or word.i > token.i or not (word.is_ancestor(token) and _follows(word, token)):
        return None
    owner = _owner(annotated, word)
    if owner is None and word.head.lemma_ in _ACCEPTING:  # "accepted an invitation to visit Pakistan"
        goals = (c for c in token.children if c.dep_ == "dobj")
        return next((m.actors[0].country for c in goals if (m := annotated.mention_at(c)) and m.actors), None)
    return owner or (_caller(annotated, word.head) if word.head.lemma_ in _INVITING else None)


def _follows(word: Token, token: Token) -> bool:
    """Tell whether the contact is what the word itself is for, not something told further on in the sentence."""
    governed = token.head if token.dep_ == "pobj" else token
    steps = [token, *(a for a in token.ancestors if word.is_ancestor(a))]
    return len(steps) <= 3 and governed.dep_ in {"acl", "prep", "relcl", "xcomp", "advcl"}


def _by_carrier(annotated: Annotated, token: Token) -> str | None:
    """Return who places a call, to whom he places it, or from whom it is received."""
    for child in token.children:
        if child.lower_ == "from" and (caller := _side_of_object(annotated, child)) is not None:
            return caller
    if token.head.lemma_ in {"place", "make", "initiate"}:
        return _caller(annotated, token.head)
    if token.head.lemma_ in {"receive", "take", "get"}:
        for child in token.head.children:
            if child.lower_ == "from":
                return _side_of_object(annotated, child) or _first_side(annotated, child.idx, child.idx + 120)
    if any(c.lower_ == "to" for c in token.children):  # "said in a call to Y", "X's call to Y"
        return _owner(annotated, token) or _saying(annotated, token)
    return None


def _saying(annotated: Annotated, noun: Token) -> str | None:
    """Return the side, or the sides joined by "-", of those who do what the clause tells in a call or letter."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"in", "with", "by", "during"}:
        return None
    verb = noun.head.head
    if verb.pos_ not in {"VERB", "AUX"} or any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return None
    return _joined(annotated, [t for s in subjects(verb) for t in (s, *s.conjuncts)])


def _joined(annotated: Annotated, tokens: Iterable[Token]) -> str | None:
    found = (annotated.mention_at(t) for t in tokens)
    sides = {m.actor.country for m in found if m is not None and m.actor is not None and m.actor.country}
    return "-".join(sorted(sides)) or None


def _side_of_object(annotated: Annotated, preposition: Token) -> str | None:
    """Return the side of whom a preposition governs, himself or by apposition ("from his ally, the Russian leader")."""
    for token in preposition.children:
        for named in (token, *(c for c in token.children if c.dep_ == "appos")):
            mention = annotated.mention_at(named)
            if mention is not None and mention.actor is not None:
                return mention.actor.country
    return None


def _writer(annotated: Annotated, trigger: Trigger, codes: Sequence[str]) -> str | None:
    """Return the side whose letter it is."""
    token = trigger.token
    if trigger.kind != "noun":
        return _caller(annotated, token)
    if (owner := _owner(annotated, token)) is not None:
        return owner
    for child in token.children:
        if child.lower_ == "from" and (sender := _side_of_object(annotated, child)) is not None:
            return sender
    carrier = token.head
    if token.dep_ == "dobj" and carrier.lemma_ in _RECEIVING:
        for child in carrier.children:  # "received messages on Monday from X"
            if child.lower_ == "from" and (sender := _side_of_object(annotated, child)) is not None:
                return sender
    if (token.dep_ == "dobj" and carrier.lemma_ in _ANSWERING) or (
        carrier.lower_ == "to" and carrier.head.lemma_ in _REPLYING
    ):
        return _other(codes, _caller(annotated, carrier if token.dep_ == "dobj" else carrier.head))
    if (saying := _saying(annotated, token)) is not None:  # "X wrote in a letter", "had offered in a message"
        return saying
    return _caller(annotated, carrier) if carrier.lemma_ in {"send", "write", "deliver"} else None


def _other(codes: Sequence[str], one: str | None) -> str | None:
    """Return the side of two that is not the given one."""
    others = [c for c in codes if c != one]
    return others[0] if one in codes and len(others) == 1 else None


def _asking_verb(noun: Token) -> Token | None:
    """Return the verb by which somebody asks for what the noun names ("asked for the call").

    What is to follow upon a meeting that somebody asks for is asked for with it ("followed by a meeting with ...").
    """
    head = noun.head.head if noun.head.pos_ == "ADP" else noun.head
    if head.lemma_ in _ASKING or (head.lemma_ == "pick" and noun.lemma_ in {"phone", "telephone"}):
        return head
    clause = next((c for c in noun.children if c.dep_ == "relcl" and c.lemma_ in _ASKING), None)
    if clause is not None and any(c.dep_ == "dobj" and c.tag_ == "WDT" for c in clause.children):
        return clause  # "the call, which Moscow initiated"
    if head.lemma_ == "follow" and noun.head.lower_ == "by":
        return next((a for a in head.ancestors if a.lemma_ in _ASKING), None)
    return None


def _caller(annotated: Annotated, verb: Token) -> str | None:
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return None
    sides = (acting_side(annotated, subject) for subject in subjects(verb))
    return next((side for side in sides if side is not None), None)


def acting_side(annotated: Annotated, subject: Token) -> str | None:
    """Return the side of a subject, of whom an office or an aide serves, or of who says "I"."""
    mention = annotated.mention_at(subject)
    if mention is not None and mention.actor is not None:
        return mention.actor.country
    if subject.text == "I":
        return next((m.actors[0].country for m in author(annotated, subject)), None)
    return _owner(annotated, subject) if subject.lemma_ in _SERVANTS else None


def _acted_on(annotated: Annotated, verb: Token) -> str | None:
    """Return the side of the subject of a verb in the passive voice."""
    passive = (annotated.mention_at(c) for c in verb.children if c.dep_ == "nsubjpass")
    return next((m.actor.country for m in passive if m is not None and m.actor is not None), None)
