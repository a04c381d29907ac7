"""Other senses of the trigger words, weeded out: "called for", "met the criteria", "press conference", "Telegram"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from spacy.tokens import Token

from communique.extract.contacts import official
from communique.extract.contacts.encounters import ENCOUNTER_SENSES
from communique.extract.contacts.journeys import comes, returns, travels
from communique.extract.contacts.letters import is_letter
from communique.extract.contacts.open_questions import is_open_question
from communique.extract.contacts.syntax import before as _before
from communique.extract.contacts.syntax import dependencies as _children
from communique.extract.contacts.syntax import following as _following
from communique.extract.contacts.syntax import prepositions as _prepositions
from communique.extract.contacts.turns import BEARING

Sense = Callable[[Token], bool]

_OTHER_CALLS = frozenset({"wake-up", "conference", "close", "roll", "phone-in"})
_NOT_CONFERENCE = frozenset({"news", "press", "media"})
_DIPLOMATIC = frozenset(
    {"recovery", "pledging", "peace", "national", "dialogue", "donor", "donors", "reconstruction", "security"}
)
_HOLDING = frozenset({"hold", "host", "stage", "convene", "attend", "open", "organise", "organize"})
_WANTED = frozenset("meeting talk summit dialogue negotiation ceasefire end restraint calm peace action".split())
_CARRYING = frozenset({"send", "write", "deliver", "hand", "pass", "receive", "convey", "get"})
#: What a letter does when it comes.
_REACHING = frozenset({"reach", "arrive", "go", "come", "land"})
_TWO = 2
_BROADCAST = frozenset({"twitter", "tweet", "tweeted", "x", "facebook", "instagram", "telegram", "televised"})
_ADDRESSEES = frozenset({"president", "minister", "counterpart", "leader", "chancellor", "secretary", "him", "her"})
_THRONES = frozenset({"king", "queen", "emir", "sultan", "pope", "premier", "taoiseach"})
_ACCORDS = frozenset(
    """
    accord agreement deal treaty pact truce ceasefire armistice communique declaration protocol memorandum framework
    clause detail compromise settlement formula guarantee roadmap mechanism draft text statement understanding
    blueprint term plan arrangement
    """.split()
)
_SCREENS = frozenset(
    {"television", "tv", "screen", "video", "camera", "stage", "dream", "dreams", "pictures", "photographs"}
)
_NOT_SPOKEN = frozenset(
    {"language", "languages", "word", "words", "truth", "volume", "volumes", "english", "russian", "french"}
)
_STRETCHES = frozenset("hour minute evening day morning afternoon night weekend today tomorrow time".split())
_FURNITURE = frozenset({"table", "room", "hall", "place", "center", "centre"})


def _has_object(token: Token) -> bool:
    return bool(_children(token) & {"dobj", "nsubjpass"})


def _spends_with(token: Token) -> bool:
    timed = any(c.dep_ in {"dobj", "npadvmod"} and c.lemma_ in _STRETCHES for c in token.children)
    return timed and "with" in {w.lower_ for w in token.subtree}


def _calls(token: Token) -> bool:
    prepositions = _prepositions(token)
    objects = [c for c in token.children if c.dep_ in {"dobj", "oprd"}]
    if official.is_calling_on(token):
        return True
    onward = {"off", "out"} if objects else {"off", "out", "for", "on", "upon", "into"}
    if prepositions & onward or _demands(token):
        return False
    aims = [c for c in token.children if c.dep_ in {"xcomp", "ccomp"}]
    told = bool(objects) and all(c.lemma_ in _AIMS_OF_A_CALL and any(g.tag_ == "TO" for g in c.children) for c in aims)
    # "called Putin on Thursday", the name taken for a complement by the parser, but not "called Putin a killer"
    reached = ((o.pos_ == "PROPN" and not official.is_called_so(o)) or _is_called_by_office(o) for o in objects)
    return len(objects) < _TWO and (told or not aims) and all(reached)


def _is_called_by_office(noun: Token) -> bool:
    """Tell whether somebody is meant by an office that is definite and not described: "called the king"."""
    definite = any(c.lower_ in {"the", "his", "her"} for c in noun.children if c.dep_ in {"det", "poss"})
    described = any(c.dep_ in {"amod", "acomp", "oprd", "acl"} for c in noun.children)
    return definite and not described and noun.lower_ in _ADDRESSEES | _THRONES


def _demands(token: Token) -> bool:
    """Tell whether something is called for ("called for Putin to do more"), not somebody called up for a while."""
    following = [t for t in token.doc[token.i + 1 : token.i + 4] if not t.is_space][:_TWO]
    if len(following) < _TWO or following[0].lower_ not in {"for", "on", "upon"}:
        return False
    return following[1].pos_ == "PROPN" and following[1].ent_type_ not in {"DATE", "TIME"}


def _rings(token: Token) -> bool:
    by = _prepositions(token)
    reached = "up" in by or ("to" in by and token.lemma_ in {"phone", "telephone"})
    return _has_object(token) or "relcl" in token.dep_ or reached


def _invites(token: Token) -> bool:
    """Tell whether somebody is asked to come to a place, not to join in something."""
    asked = bool(_children(token) & {"dobj", "nsubjpass"}) or "relcl" in token.dep_
    return asked and (_leads_to_place(token) or asks_to_visit(token))


def asks_to_visit(token: Token) -> bool:
    """Tell whether the word of inviting itself says that it is to a visit: "to a state visit", "to pay one"."""
    to = [g for c in token.children if c.dep_ == "prep" and c.lower_ in {"to", "for"} for g in c.children]
    paid = [g for c in token.children if c.dep_ == "xcomp" and c.lemma_ in {"make", "pay"} for g in c.children]
    return any(g.lemma_ in {"visit", "trip"} for g in (*to, *paid))


def _leads_to_place(token: Token) -> bool:
    """Tell whether "to" leads from a word of inviting to the name of a place."""
    places = [g for c in token.children if c.dep_ == "prep" and c.lower_ in {"to", "over"} for g in c.children]
    places += [g for p in places if p.dep_ == "prep" for g in p.children]
    return any(g.pos_ == "PROPN" and g.ent_type_ not in {"PERSON", "DATE"} for g in places)


def _speaks(token: Token) -> bool:
    said = {c.lower_ for c in token.children if c.dep_ in {"dobj", "npadvmod"}}
    return not _prepositions(token) & {"out", "up"} and not said & _NOT_SPOKEN


def _sees(token: Token) -> bool:
    children = _children(token)
    if any(g.lower_ in _SCREENS for c in token.children if c.dep_ == "prep" for g in c.children):
        return False
    seen = "dobj" in children or (token.tag_ == "VB" and _next_word(token).pos_ == "PROPN")
    return token.tag_ in {"VBD", "VBN", "VB"} and seen and "ccomp" not in children


def _next_word(token: Token) -> Token:
    """Return the next token that is no blank: names cut down to the surname leave blanks."""
    for i in range(token.i + 1, len(token.doc)):
        if not token.doc[i].is_space:
            return token.doc[i]
    return token


def _gathers(token: Token) -> bool:
    by_pronoun = any(c.dep_ == "nsubj" and c.pos_ == "PRON" for c in token.children)
    return "dobj" not in _children(token) and not by_pronoun


def _together(token: Token) -> bool:
    beside = {"beside", "alongside"} & {c.lower_ for c in token.children}
    return (
        bool(beside) or is_face_to_face(token) or any(c.lower_ == "together" and c.i > token.i for c in token.children)
    )


def is_face_to_face(token: Token) -> bool:
    """Tell whether a verb brings somebody face to face with another."""
    return "face to face with" in token.doc[token.i + 1 : min(token.i + 8, token.sent.end)].text.replace("-", " ")


def _is_with(token: Token) -> bool:
    """Tell whether somebody is with a person, or in a place of a day ("was in Kyiv on Monday")."""
    if token.lower_ not in {"was", "were", "is", "are", "been", "be"} or _children(token) & {"attr", "expl"}:
        return False
    for child in token.children:
        persons = [c for c in child.children if c.dep_ == "pobj" and c.ent_type_ == "PERSON"]
        if child.lower_ == "with" and persons and _is_dated(token):
            return True
        places = [c for c in child.children if c.dep_ == "pobj" and c.pos_ == "PROPN"]
        if child.lower_ == "in" and places and child.i == token.i + 1:
            return any(c.ent_type_ in {"DATE", "TIME"} for c in token.subtree)
    return False


def _concludes(token: Token) -> bool:
    """Tell whether something is agreed in a place ("reached the accord in Geneva")."""
    objects = [c for c in token.children if c.dep_ in {"dobj", "nsubjpass"}]
    places = [c for part in (token, *objects) for c in part.children if c.dep_ == "prep" and c.lower_ == "in"]
    placed = any(g.pos_ == "PROPN" for c in places for g in c.children)
    return placed and (token.lemma_ == "agree" or any(o.lemma_ in _ACCORDS for o in objects))


#: What one calls somebody to do: "called Putin to discuss Syria".
_AIMS_OF_A_CALL = frozenset(
    "discuss talk tell say congratulate express thank warn ask offer brief inform apologise wish convey urge".split()
)
VERB_SENSES: Mapping[str, Sense] = {
    "call": _calls,
    **dict.fromkeys(("ring", "phone", "telephone"), lambda t: _rings(t) or _next_word(t).pos_ == "PROPN"),
    "visit": lambda t: _rings(t) and not any(c.dep_ == "dobj" and c.lower_ == "other" for c in t.children),
    "sit": lambda t: bool(_prepositions(t) & {"down", "with", "opposite", "beside", "facing"}) or _together(t),
    **dict.fromkeys(("embrace", "hug", "encounter"), lambda t: t.ent_type_ == ""),
    **dict.fromkeys(("speak", "talk", "confer", "converse"), _speaks),
    "chat": lambda t: bool({"phone", "telephone", "hotline"} & {w.lower_ for w in t.subtree}),
    "see": _sees,
    **dict.fromkeys(("go", "head", "fly", "travel", "arrive", "journey"), travels),
    "take": lambda t: {"up", "with"} <= _prepositions(t),
    "return": returns,
    "dial": lambda t: _has_object(t) or "to" in _prepositions(t),
    "gather": _gathers,
    "consult": lambda t: "with" in _prepositions(t),
    "sign": lambda t: bool(_children(t) & {"dobj", "agent"}),
    "spend": lambda t: any(w.lower_ in {"together", "talking"} for w in t.subtree) or _spends_with(t),
    "shake": lambda t: any(c.lower_ in {"hand", "hands"} for c in t.children),
    "convene": official.convenes,
    "join": official.joins,
    "get": lambda t: is_getting_through(t) or _together(t),
    **dict.fromkeys(("walk", "stand", "appear", "stroll"), _together),
    "come": lambda t: comes(t) or _together(t),
    "be": _is_with,
    **dict.fromkeys(
        "reach hammer thrash strike conclude seal agree finalise finalize draw work initial".split(), _concludes
    ),
    **dict.fromkeys(("leave", "depart"), lambda t: "for" in _prepositions(t)),
    **dict.fromkeys(
        ("expect", "await"), lambda t: t.tag_ == "VBN" and "in" in _prepositions(t) and "xcomp" not in _children(t)
    ),
    **dict.fromkeys(("invite", "ask", "bid"), _invites),
    "tour": lambda t: "dobj" in _children(t),
    "land": lambda t: "in" in _prepositions(t),
    **dict.fromkeys(("receive", "welcome", "greet", "host", "summon"), _has_object),
    "write": lambda t: "to" in _prepositions(t) or "dative" in _children(t),
    **ENCOUNTER_SENSES,
}


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
    return any(o.pos_ == "PROPN" or o.lower_ in _ADDRESSEES for o in objects)


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
    return token.dep_ == "pobj" and token.head.lower_ == "in" and _is_dated(token)


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


_WORKING = frozenset({"marathon", "negotiating", "bilateral", "night", "private", "closed", "long", "late"})


def _session(token: Token) -> bool:
    """Tell whether a session is one of talks ("a session with", "a marathon session")."""
    timed = any(c.lower_ in {"hour", "hours", "minute"} for c in token.subtree if c.i < token.i)
    return timed or bool(_before(token) & _WORKING)


def _contact(token: Token) -> bool:
    """Tell whether a contact is by telephone or of a day: two governments are always "in contact"."""
    if token.tag_ == "NNS" or token.head.head.lemma_ in {"stay", "remain", "rest", "keep"}:
        return False
    own = {w.lower_ for w in token.subtree}
    return bool(own & {"phone", "telephone", "video"}) or (token.head.lower_ == "in" and _is_dated(token))


def _is_dated(token: Token) -> bool:
    return any(w.ent_type_ in {"DATE", "TIME"} or w.lower_ in {"times", "daily", "hourly"} for w in token.sent)


def is_getting_through(token: Token) -> bool:
    """Tell whether a verb "get" means to reach somebody by telephone."""
    return any(c.lower_ == "through" for c in token.children)


def _conference(token: Token) -> bool:
    before = _before(token)
    ours = token.lemma_.lower() == "congress" or token.head.lemma_ in _HOLDING or bool(before & _DIPLOMATIC)
    return ours and not before & _NOT_CONFERENCE


def _round(token: Token) -> bool:
    return _following(token) == "of" and any(w.lemma_ in {"talk", "negotiation"} for w in token.subtree)


def _exchange(token: Token) -> bool:
    of_views = _following(token) == "of" and any(w.lemma_ == "view" for w in token.subtree)
    by_phone = bool(_before(token) & {"phone", "telephone", "video"})
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
    onward: Sequence[Token] = [g for c in token.children if c.lower_ == "to" for g in c.children]
    return not any(g.lemma_ in {"summit", "meeting", "conference"} for g in onward)


def _no_furniture(token: Token) -> bool:
    return not (token.dep_ == "compound" and token.head.lemma_ in _FURNITURE)


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
    "letter": is_letter,
    **dict.fromkeys(("answer", "reply"), _answer),
    "invitation": _leads_to_place,
    "telegram": lambda t: str(t.text)[0].islower(),  # with a capital it is the app
    "summit": lambda t: not (t.head.lower_ == "with" and t.head.head.lower_ == "connection") and _no_furniture(t),
    "retreat": lambda t: any(w.lower_.startswith("leaders") for w in t.doc[max(0, t.i - 6) : t.i]),
    **dict.fromkeys(("trip", "visit", "journey"), _trip),
}


def is_contact_verb(token: Token, lemma: str) -> bool:
    """Tell whether a verb stands in the sense in which officials meet, speak, travel or write, and is no hypothesis."""
    if any(c.lower_ == "never" or (c.dep_ == "mark" and c.lower_ in {"if", "unless"}) for c in token.children):
        return False
    if is_open_question(token):
        return False
    sense = VERB_SENSES.get(lemma)
    return sense is None or sense(token)


def is_contact_noun(token: Token, lemma: str) -> bool:
    """Tell whether a noun stands in the sense of a call, meeting, visit or letter."""
    return NOUN_SENSES.get(lemma, _no_furniture)(token)
