"""Other senses of the verbs of contact, weeded out: "called for", "met the criteria", "went on to arms control"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Token

from communique.extract.contacts import official
from communique.extract.contacts.encounters import ENCOUNTER_SENSES
from communique.extract.contacts.syntax import dependencies as _children
from communique.extract.contacts.syntax import prepositions as _prepositions

Sense = Callable[[Token], bool]

_TWO = 2
ADDRESSEES = frozenset({"president", "minister", "counterpart", "leader", "chancellor", "secretary", "him", "her"})
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
#: What one calls somebody to do: "called Putin to discuss Syria".
_AIMS_OF_A_CALL = frozenset(
    "discuss talk tell say congratulate express thank warn ask offer brief inform apologise wish convey urge".split()
)
#: In words: so near behind "went on" the place stands.
_NEAR = 2
#: Occasions on which teams meet.
_MATCHES = frozenset(
    {"final", "semifinal", "quarterfinal", "match", "cup", "game", "playoff", "qualifier", "tournament"}
)
_UNKNOWN = frozenset({"unknown", "unclear", "uncertain", "unsure"})
_DISCLOSING = frozenset({"know", "clear", "certain", "disclose", "reveal"})
_GOING = frozenset("go head fly travel arrive journey come return visit leave".split())
#: Auxiliaries that stand before their subject where something is only supposed.
_INVERTED = frozenset({"had", "should"})
_NOT = frozenset({"not", "n't", "n’t"})


def _has_object(token: Token) -> bool:
    joined = token.dep_ == "conj" and {"auxpass", "agent"} <= _children(token)  # "arrived and was welcomed by X"
    return joined or bool(_children(token) & {"dobj", "nsubjpass"})


def _spends_with(token: Token) -> bool:
    timed = any(c.dep_ in {"dobj", "npadvmod"} and c.lemma_ in _STRETCHES for c in token.children)
    return timed and "with" in {w.lower_ for w in token.subtree}


def _calls(token: Token) -> bool:
    prepositions = _prepositions(token)
    objects = [c for c in token.children if c.dep_ in {"dobj", "oprd"} and not _is_behind_comma(c)]
    if official.is_calling_on(token):
        return True
    onward = {"off", "out"} if objects else {"off", "out", "for", "on", "upon", "into"}
    if prepositions & onward or _demands(token):
        return False
    aims = [c for c in token.children if c.dep_ in {"xcomp", "ccomp"}]
    told = bool(objects) and all(c.lemma_ in _AIMS_OF_A_CALL and any(g.tag_ == "TO" for g in c.children) for c in aims)
    # "called Putin on Thursday", the name taken for a complement by the parser, but not "called Putin a killer"
    reached = (
        ((o.pos_ == "PROPN" or o.ent_type_) and not official.is_called_so(o)) or _is_called_by_office(o)
        for o in objects
    )
    return len(objects) < _TWO and (told or not aims) and all(reached)


def _is_behind_comma(noun: Token) -> bool:
    """Tell whether a noun is told of the clause before it ("called Putin, their first conversation since May")."""
    first = noun.left_edge
    return first.i > 0 and first.nbor(-1).text == ","


def _is_called_by_office(noun: Token) -> bool:
    """Tell whether somebody is meant by an office that is definite and not described: "called the king"."""
    definite = any(c.lower_ in {"the", "his", "her"} for c in noun.children if c.dep_ in {"det", "poss"})
    described = any(c.dep_ in {"amod", "acomp", "oprd", "acl"} for c in noun.children)
    return definite and not described and noun.lower_ in ADDRESSEES | _THRONES


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
    return asked and (leads_to_place(token) or asks_to_visit(token))


def asks_to_visit(token: Token) -> bool:
    """Tell whether the word of inviting itself says that it is to a visit: "to a state visit", "to pay one"."""
    to = [g for c in token.children if c.dep_ == "prep" and c.lower_ in {"to", "for"} for g in c.children]
    paid = [g for c in token.children if c.dep_ == "xcomp" and c.lemma_ in {"make", "pay"} for g in c.children]
    return any(g.lemma_ in {"visit", "trip"} for g in (*to, *paid))


def leads_to_place(token: Token) -> bool:
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
    met = token.dep_ == "advcl" and any(c.lower_ == "when" for c in token.children)  # "when he sees Putin in June"
    forms = {"VBD", "VBN", "VB", *({"VBG"} if _is_on_the_way(token) else ()), *({"VBZ", "VBP"} if met else ())}
    return token.tag_ in forms and seen and "ccomp" not in children


def _is_on_the_way(token: Token) -> bool:
    """Tell whether a participle tells whom one saw on a day ("was in Cairo on Monday, seeing X and Y")."""
    seen = (c for c in token.children if c.dep_ == "dobj")
    alone = any(c.lower_ == "each" for c in token.children)
    return token.dep_ == "advcl" and not alone and is_dated(token) and any(c.pos_ == "PROPN" for c in seen)


def _is_match(token: Token) -> bool:
    """Tell whether sides meet on a field ("met Germany in the semi-final")."""
    where = (g for c in token.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj")
    return any(g.lower_.split("-")[-1] in _MATCHES for g in where)


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
        if child.lower_ == "with" and persons and is_dated(token):
            return True
        places = [c for c in child.children if c.dep_ == "pobj" and c.pos_ == "PROPN"]
        if child.lower_ == "in" and places and child.i == token.i + 1:
            return any(c.ent_type_ in {"DATE", "TIME"} for c in token.subtree)
    return False


def _concludes(token: Token) -> bool:
    """Tell whether something is agreed in a place ("reached the accord in Geneva")."""
    objects = [c for c in token.children if c.dep_ in {"dobj", "nsubjpass"}]
    places = [c for part in (token, *objects) for c in part.children if c.dep_ == "prep" and c.lower_ in {"in", "at"}]
    placed = any(g.pos_ == "PROPN" for c in places for g in c.children)
    return placed and (token.lemma_ == "agree" or any(o.lemma_ in _ACCORDS for o in objects))


def is_dated(token: Token) -> bool:
    """Tell whether the sentence of a word names a time."""
    return any(w.ent_type_ in {"DATE", "TIME"} or w.lower_ in {"times", "daily", "hourly"} for w in token.sent)


def is_getting_through(token: Token) -> bool:
    """Tell whether a verb "get" means to reach somebody by telephone."""
    return any(c.lower_ == "through" for c in token.children)


def _travels(token: Token) -> bool:
    """Tell whether a verb of motion leads to a place."""
    if token.lemma_ == "go" and any(c.lower_ == "on" and c.dep_ in {"prt", "prep", "advmod"} for c in token.children):
        return _goes_on_to_place(token)
    return bool(_prepositions(token) & {"to", "in", "into", "for"})


def _goes_on_to_place(token: Token) -> bool:
    """Tell whether "went on to" leads to a name ("to Riyadh"), not to a further matter ("to arms control")."""
    leading = [c for c in token.subtree if c.lower_ == "to" and c.dep_ == "prep" and c.i - token.i <= _NEAR]
    return any(g.pos_ == "PROPN" for c in leading for g in c.children)


def _comes(token: Token) -> bool:
    """Tell whether somebody comes to a place, or back from one."""
    to = [g for c in token.children if c.lower_ == "to" for g in c.children if c.dep_ == "prep"]
    back = any(c.lower_ in {"back", "home"} for c in token.children) and "from" in _prepositions(token)
    return back or any(g.ent_type_ in {"GPE", "FAC"} for g in to)


def _returns(token: Token) -> bool:
    """Tell whether somebody comes back from somewhere, not gives something back."""
    return "from" in _prepositions(token) and "dobj" not in _children(token)


def _is_open_question(token: Token) -> bool:
    """Tell whether it is left open whether or when something happened ("it is not known when they last spoke")."""
    if not any(c.lower_ in {"when", "whether", "if"} for c in token.children):
        return False
    above = token.head
    words = {c.lower_ for c in above.children}
    if above.lower_ in _UNKNOWN or words & _UNKNOWN:
        return True
    if above.lemma_ == "say" and _is_unsaid(above):
        return True
    asked = above.lemma_ in _DISCLOSING or (above.lemma_ == "be" and bool(words & _DISCLOSING))
    return asked and bool((words | {c.lower_ for c in above.head.children}) & _NOT)


def is_supposed(verb: Token) -> bool:
    """Tell whether a clause is a supposition: "if X meets Y", "if X were to meet Y", "had X met Y before"."""
    clause = verb
    while clause.dep_ == "xcomp" and clause.head.lower_ == "were":
        clause = clause.head
    if any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in clause.children):
        return True
    first = clause.left_edge
    subject = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    inverted = first.lower_ in _INVERTED and first.head == clause and subject is not None and subject.i > first.i
    return inverted or (clause.lower_ == "were" and subject is not None and subject.i > clause.i)


def _is_left_undone(verb: Token) -> bool:
    """Tell whether a journey was just not made ("X, who did not go to Skhirat"): nothing was called off."""
    words = {c.lower_ for c in verb.children}
    return any(c.dep_ == "neg" for c in verb.children) and bool(words & {"did", "had", "has", "have"})


def _is_unsaid(saying: Token) -> bool:
    """Tell whether somebody would not say ("declined to say whether", "neither would say when")."""
    subjects = [c for c in saying.children if c.dep_ == "nsubj"]
    neither = any(w.lower_ in {"neither", "nobody"} for s in subjects for w in (s, *s.children))
    denied = any(c.dep_ == "neg" for c in saying.children) or neither
    return denied or (saying.dep_ == "xcomp" and saying.head.lemma_ in {"decline", "refuse", "fail"})


VERB_SENSES: Mapping[str, Sense] = {
    "meet": lambda t: not _is_match(t),
    "call": _calls,
    **dict.fromkeys(("ring", "phone", "telephone"), lambda t: _rings(t) or _next_word(t).pos_ == "PROPN"),
    "visit": lambda t: _rings(t) and not any(c.dep_ == "dobj" and c.lower_ == "other" for c in t.children),
    "sit": lambda t: bool(_prepositions(t) & {"down", "with", "opposite", "beside", "facing"}) or _together(t),
    **dict.fromkeys(("embrace", "hug", "encounter"), lambda t: t.ent_type_ == ""),
    **dict.fromkeys(("speak", "talk", "confer", "converse"), _speaks),
    "chat": lambda t: bool({"phone", "telephone", "hotline"} & {w.lower_ for w in t.subtree}),
    "see": _sees,
    **dict.fromkeys(("go", "head", "fly", "travel", "arrive", "journey"), _travels),
    "take": lambda t: {"up", "with"} <= _prepositions(t),
    "return": _returns,
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
    "come": lambda t: _comes(t) or _together(t),
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


def is_contact_verb(token: Token, lemma: str) -> bool:
    """Tell whether a verb stands in the sense in which officials meet, speak, travel or write, and is no hypothesis."""
    if any(c.lower_ == "never" for c in token.children) or is_supposed(token):
        return False
    if _is_open_question(token):
        return False
    if lemma in _GOING and _is_left_undone(token):
        return False
    sense = VERB_SENSES.get(lemma)
    return sense is None or sense(token)
