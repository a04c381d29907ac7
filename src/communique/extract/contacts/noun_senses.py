"""Other senses of the nouns of contact, weeded out: "press conference", "Telegram", "the letters CCCP"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from communique.extract.contacts import official
from communique.extract.contacts.syntax import before as _before
from communique.extract.contacts.syntax import dependencies as _children
from communique.extract.contacts.syntax import following as _following
from communique.extract.contacts.turns import BEARING
from communique.extract.contacts.verb_senses import ADDRESSEES, Sense, is_dated, leads_to_place

_OTHER_CALLS = frozenset({"wake-up", "conference", "close", "roll", "phone-in"})
_NOT_CONFERENCE = frozenset({"news", "press", "media"})
#: Trips that two take together.
_OUTINGS = frozenset({"boat", "fishing", "hunting", "train", "bus", "sailing", "skiing", "helicopter"})
_BY_LINE = frozenset({"phone", "telephone", "video"})
_DIPLOMATIC = frozenset(
    {"recovery", "pledging", "peace", "national", "dialogue", "donor", "donors", "reconstruction", "security"}
)
_HOLDING = frozenset({"hold", "host", "stage", "convene", "attend", "open", "organise", "organize"})
_WANTED = frozenset("meeting talk summit dialogue negotiation ceasefire end restraint calm peace action".split())
_CARRYING = frozenset({"send", "write", "deliver", "hand", "pass", "receive", "convey", "get"})
#: What a letter does when it comes.
_REACHING = frozenset({"reach", "arrive", "go", "come", "land"})
_BROADCAST = frozenset({"twitter", "tweet", "tweeted", "x", "facebook", "instagram", "telegram", "televised"})
_FURNITURE = frozenset({"table", "room", "hall", "place", "center", "centre"})
_WORKING = frozenset({"marathon", "negotiating", "bilateral", "night", "private", "closed", "long", "late"})
_ALPHABETIC = frozenset("capital block bold gold red large small big cyrillic latin arabic greek dead".split())


def _call(token: Token) -> bool:
    """Tell whether a call is by telephone: "a call on Tuesday", "to Mr Lavrov", not "for", "to action", "on him"."""
    wanted = (g for c in token.children if c.lower_ == "for" for g in c.children)
    if _following(token) == "for" or _before(token) & _OTHER_CALLS or any(g.lemma_ in _WANTED for g in wanted):
        return False
    if official.is_paid(token):
        return True
    if _following(token) not in {"on", "to"}:
        return True
    preposition = token.nbor()
    objects = [c for c in preposition.children if c.dep_ == "pobj"]
    if preposition.lower_ == "on":
        return any(o.ent_type_ in {"DATE", "TIME"} or o.is_digit for o in objects)
    return any(o.pos_ == "PROPN" or o.lower_ in ADDRESSEES for o in objects)


def _phone(token: Token) -> bool:
    if token.dep_ == "pobj" and token.head.lower_ == "off":  # "got off the phone with X"
        return token.head.head.lemma_ in {"get", "come"}
    picked_up = token.dep_ == "dobj" and token.head.lemma_ in {"pick", "lift", "grab", "make", "give"}
    return picked_up or (token.dep_ == "pobj" and token.head.lower_ in {"by", "on", "over"})


def _line(token: Token) -> bool:
    """Tell whether "on the line" is said of somebody whom another has there."""
    if token.dep_ != "pobj" or token.head.lower_ != "on":
        return False
    holder = token.head.head
    if holder.dep_ in {"dobj", "conj", "nsubj"}:  # the parser hangs "on the line" on the one who is there
        holder = holder.head
    return holder.lemma_ in {"have", "get", "keep", "be", "come"}


def _touch(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ == "in" and is_dated(token)


def _guest(token: Token) -> bool:
    """Tell whether somebody is, or is had as, somebody's guest."""
    owned = any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ == "of") for c in token.children)
    if token.dep_ in {"appos", "npadvmod"} or (token.dep_ == "pobj" and token.head.lower_ == "as"):
        return owned
    had = token.dep_ == "pobj" and token.head.lower_ == "as" and token.head.head.lemma_ in {"have", "receive", "host"}
    return owned and (had or token.dep_ == "attr")


def _host(token: Token) -> bool:
    """Tell whether it is said who received somebody ("his host was the foreign minister")."""
    owned = any(c.dep_ == "poss" for c in token.children)
    return owned and token.head.lemma_ == "be" and token.dep_ in {"nsubj", "attr"}


def _face(token: Token) -> bool:
    """Tell whether "face to face" is a noun ("their first face to face")."""
    if token.nbor(-1).lower_ in {"-", "to"} if token.i else False:
        return False
    behind = token.doc[token.i + 1 : min(token.i + 5, token.sent.end)]
    after = [t for t in behind if t.lower_ not in {"-", "to", "face"}][:1]
    if [t.lower_ for t in behind if t.lower_ in {"to", "face"}][:2] != ["to", "face"]:
        return False
    return _children(token) & {"det", "poss", "amod"} != set() and not (after and after[0].pos_ in {"NOUN", "PROPN"})


def _session(token: Token) -> bool:
    """Tell whether a session is one of talks ("a session with", "a marathon session")."""
    timed = any(c.lower_ in {"hour", "hours", "minute"} for c in token.subtree if c.i < token.i)
    return timed or bool(_before(token) & _WORKING)


def _contact(token: Token) -> bool:
    """Tell whether a contact is by telephone or of a day: two governments are always "in contact"."""
    if token.tag_ == "NNS" or token.head.head.lemma_ in {"stay", "remain", "rest", "keep"}:
        return False
    own = {w.lower_ for w in token.subtree}
    return bool(own & _BY_LINE) or (token.head.lower_ == "in" and is_dated(token))


def _conference(token: Token) -> bool:
    before = _before(token)
    ours = (
        token.lemma_.lower() == "congress" or token.head.lemma_ in _HOLDING or bool(before & (_DIPLOMATIC | _BY_LINE))
    )
    return ours and not before & _NOT_CONFERENCE


def _round(token: Token) -> bool:
    return _following(token) == "of" and any(w.lemma_ in {"talk", "negotiation"} for w in token.subtree)


def _exchange(token: Token) -> bool:
    of_views = _following(token) == "of" and any(w.lemma_ == "view" for w in token.subtree)
    by_phone = bool(_before(token) & _BY_LINE)
    return by_phone or of_views or _following(token) in {"between", "with", "from"}


def _message(token: Token) -> bool:
    if any(w.lower_ in _BROADCAST for w in token.sent):
        return False  # what is said to the world is no letter
    if token.dep_ in {"nsubj", "nsubjpass"} and any(c.lower_ == "from" for c in token.children):
        return token.head.lemma_ in _REACHING | _CARRYING | BEARING
    return token.head.lemma_ in _CARRYING | BEARING or (token.dep_ == "pobj" and token.head.lower_ == "in")


def _answer(token: Token) -> bool:
    """Tell whether an answer is a letter: what one writes, sends or receives, or what comes."""
    if token.dep_ == "nsubj" and token.lemma_ == "reply" and token.head.lemma_ in _REACHING | {"follow"}:
        return not any(w.is_quote for w in token.sent)  # "No, came the reply" is spoken
    return (
        token.dep_ in {"pobj", "dobj"}
        and (token.head.lower_ == "in" or token.head.lemma_ in _CARRYING)
        and ((token.head.head if token.head.lower_ == "in" else token.head).lemma_ in _CARRYING)
    )


def _trip(token: Token) -> bool:
    """Tell whether a trip is no mere way to a gathering: "his trip to the summit" is told by the summit."""
    if _before(token) & _OUTINGS:
        return False
    onward: Sequence[Token] = [g for c in token.children if c.lower_ == "to" for g in c.children]
    return not any(g.lemma_ in {"summit", "meeting", "conference"} for g in onward)


def _tour(token: Token) -> bool:
    """Tell whether a tour is one of states, which somebody makes ("begins a tour of Egypt, Uganda and Ethiopia")."""
    states = [g for c in token.children if c.lower_ == "of" for g in c.children if g.ent_type_ == "GPE"]
    return bool(states) and token.dep_ in {"dobj", "pobj", "nsubjpass"}


def _no_furniture(token: Token) -> bool:
    return not (token.dep_ == "compound" and token.head.lemma_ in _FURNITURE)


def _letter(token: Token) -> bool:
    """Tell whether a letter is one that is written and sent, not one that is spelt ("the letters CCCP")."""
    if _before(token) & _ALPHABETIC:
        return False
    if token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.pos_ in {"VERB", "AUX", "ADV"}:
        described = any(c.dep_ in {"prep", "amod", "poss", "acl", "relcl"} for c in token.children)
        if not described and token.head.head.lemma_ not in {"reply", "respond", "refer"}:
            return False  # "kept to the letter"
    after = next((t for t in token.doc[token.i + 1 : token.sent.end] if not t.is_space), None)
    spelt = after is not None and after.is_upper and after.is_alpha
    return not (token.tag_ == "NNS" and spelt)


NOUN_SENSES: Mapping[str, Sense] = {
    "call": _call,
    **dict.fromkeys(("phone", "telephone"), _phone),
    **dict.fromkeys(("conference", "congress"), _conference),
    "round": _round,
    **dict.fromkeys(("dialogue", "dialog"), official.is_dialogue),
    "aside": official.is_pull_aside,
    "diplomacy": lambda t: bool(_before(t) & {"phone", "telephone"}),
    "line": _line,
    "handshake": lambda t: t.dep_ != "pobj" or t.head.lower_ not in {"with", "by"},
    "touch": _touch,
    "guest": _guest,
    "visitor": lambda t: t.dep_ == "pobj" and t.head.lower_ == "as" and _guest(t),
    **dict.fromkeys(("hour", "minute"), official.is_time_with),
    "host": _host,
    "face": _face,
    "session": lambda t: official.is_session(t) or _session(t),
    "chat": lambda t: t.head.lower_ in {"in", "during", "for"} or t.head.lemma_ in {"have", "hold"},
    "contact": _contact,
    **dict.fromkeys(("bilateral", "trilateral", "ministerial"), official.is_named_by_its_format),
    "reunion": lambda t: "family" not in _before(t),
    "exchange": _exchange,
    "note": lambda t: bool(_before(t) & {"diplomatic", "protest"}),
    "message": _message,
    "letter": _letter,
    **dict.fromkeys(("answer", "reply"), _answer),
    "invitation": leads_to_place,
    "telegram": lambda t: str(t.text)[0].islower(),  # with a capital it is the app
    "summit": lambda t: not (t.head.lower_ == "with" and t.head.head.lower_ == "connection") and _no_furniture(t),
    "retreat": lambda t: any(w.lower_.startswith("leaders") for w in t.doc[max(0, t.i - 6) : t.i]),
    **dict.fromkeys(("trip", "visit", "journey"), _trip),
    "tour": _tour,
}


def is_contact_noun(token: Token, lemma: str) -> bool:
    """Tell whether a noun stands in the sense of a call, meeting, visit or letter."""
    return NOUN_SENSES.get(lemma, _no_furniture)(token)
