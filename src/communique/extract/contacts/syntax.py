"""What hangs on a word and whose act a verb is: the small questions that the reading of contacts asks of a parse."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

_OFFERS = frozenset({"invitation", "offer", "plan", "decision", "promise", "readiness", "wish", "intention", "chance"})
_OBJECT_CONTROL = frozenset(
    """
    ask urge invite want tell expect allow send order instruct direct task charge mandate commission authorise
    authorize enable encourage persuade convince press push dispatch assign
    """.split()
)
_JOURNEYS = frozenset({"trip", "visit", "journey", "mission"})
_NEAR = 14
_AIMS_OF_VISITS = frozenset({"discuss", "talk", "congratulate", "pay", "present", "deliver"})
_PLANNING = frozenset({"plan", "plans", "hope", "hopes"})
_SPANS = frozenset({"hour", "day", "night", "week", "minute", "round", "series"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_SINGULAR = frozenset({"was", "is", "has"})
_DETERMINED = frozenset({"the", "this", "that", "their", "his", "her", "its", "these"})


def dependencies(token: Token) -> set[str]:
    """Return the labels of the words that hang on a word."""
    return {c.dep_ for c in token.children}


def prepositions(token: Token) -> set[str]:
    """Return the prepositions and particles that hang on a word, in lower case."""
    return {c.lower_ for c in token.children if c.dep_ in {"prep", "prt"}}


def before(token: Token) -> set[str]:
    """Return the words before a noun that describe it, in lower case."""
    return {c.lower_ for c in token.children if c.dep_ in {"compound", "amod", "nmod"}}


def following(token: Token) -> str:
    """Return the next word in lower case, the empty text at the end."""
    return str(token.nbor().lower_) if token.i + 1 < len(token.doc) else ""


def subjects(verb: Token) -> Sequence[Token]:
    """Return the subjects of a verb; those of the verb that governs it where it has none of its own."""
    for _ in range(6):
        if own := _own_subjects(verb):
            return own
        if verb.dep_ == "acl" and verb.head.lemma_ in _OFFERS:  # "accepted an invitation to visit"
            guests = [g for c in verb.head.children if c.lower_ == "to" for g in c.children if g.dep_ == "pobj"]
            if guests:  # "extended an invitation to X to visit"
                return guests
            verb = verb.head.head if verb.head.head != verb.head else verb
            continue
        if verb.dep_ == "pobj" and verb.lemma_ in _SPANS:  # "emerged from 13 hours of haggling"
            verb = verb.head
            continue
        if verb.dep_ == "pcomp" and verb.head.lower_ == "of" and verb.head.head.dep_ == "dobj":
            verb = verb.head.head.head  # "had the pleasure of welcoming"
            continue
        if verb.dep_ in {"relcl", "acl"}:
            return [verb.head]
        if verb.dep_ == "xcomp" and verb.head.lemma_ in _OBJECT_CONTROL:
            objects = [c for c in verb.head.children if c.dep_ in {"dobj", "dative"}]
            if objects:
                return objects
        if called := called_on(verb):
            return called
        if (
            verb.dep_
            in {"conj", "xcomp", "acomp", "advcl", "pcomp", "ccomp", "aux", "auxpass", "prep", "dep", "npadvmod"}
            and verb.head != verb
        ):
            verb = verb.head
            continue
        return []
    return []


def _own_subjects(verb: Token) -> list[Token]:
    """Return the subjects that a verb has itself, or those of the journey whose aim it gives."""
    own = [c for c in verb.children if c.dep_ in _SUBJECT and c.lower_ != "each"]
    if not own and any(c.lower_ == "each" for c in verb.children):  # "X and Y had come, each alone, to see Z"
        own = [g for c in verb.children if c.dep_ == "ccomp" for g in c.children if g.dep_ in _SUBJECT]
    return [_meant(verb, t) for t in own] or _travellers(verb)


def _travellers(infinitive: Token) -> list[Token]:
    """Return whose journey it is that an infinitive gives the aim of ("Blinken's trip to Beijing to meet Xi")."""
    if infinitive.tag_ != "VB" or not any(c.dep_ == "aux" and c.lower_ == "to" for c in infinitive.children):
        return []
    near = infinitive.doc[max(infinitive.sent.start, infinitive.i - _NEAR) : infinitive.i]
    journeys = [t for t in near if t.lemma_ in _JOURNEYS and t.pos_ == "NOUN"]
    if not journeys or (infinitive.head != journeys[-1] and infinitive.dep_ != "advcl"):
        return []
    journey = journeys[-1]
    makers = (g for c in journey.children if c.lower_ == "by" for g in c.children if g.dep_ == "pobj")
    return [*(c for c in journey.children if c.dep_ == "poss"), *makers]


def leads_to_verb(word: Token) -> bool:
    """Tell whether a word stands between a subject and its verb; "plan to" even where the parser sees a noun."""
    misread = word.lower_ in _PLANNING and word.pos_ == "NOUN" and word.nbor().lower_ == "to"
    return word.is_punct or word.dep_ in {"aux", "auxpass"} or misread


def called_on(infinitive: Token) -> list[Token]:
    """Return who is called on to do what an infinitive tells ("called on Putin to meet Zelensky")."""
    verb = infinitive.head
    if verb.lemma_ not in {"call", "appeal", "prevail"} or infinitive.tag_ != "VB" or verb == infinitive:
        return []
    if infinitive.lemma_ in _AIMS_OF_VISITS:
        return []  # "called on Putin at the Kremlin to discuss Syria"
    if not any(c.dep_ == "aux" and c.lower_ == "to" for c in infinitive.children):
        return []
    links = (c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"on", "upon", "to"} and c.i < infinitive.i)
    return [g for c in links for g in c.children if g.dep_ == "pobj"]


def _meant(verb: Token, subject: Token) -> Token:
    """Return whom "who" or "that" means before its verb, also in "it was Moscow that had asked"; others as they are."""
    if subject.tag_ not in {"WP", "WDT"}:
        return subject
    if verb.dep_ == "relcl":
        return antecedent(verb, subject)
    cleft = verb.dep_ in {"ccomp", "advcl"} and verb.head.lemma_ == "be"
    cleft = cleft and any(c.lower_ == "it" and c.dep_ == "nsubj" for c in verb.head.children)
    return next((c for c in verb.head.children if c.dep_ == "attr"), subject) if cleft else subject


def antecedent(verb: Token, pronoun: Token) -> Token:
    """Return whom "who" means: the last of a list where the verb is singular ("X and Y, who was received by Z")."""
    singular = verb.tag_ == "VBZ" or any(c.dep_ in {"aux", "auxpass"} and c.lower_ in _SINGULAR for c in verb.children)
    joined = [t for t in verb.head.conjuncts if verb.head.i < t.i < pronoun.i]
    return joined[-1] if singular and joined else verb.head


def has_day(noun: Token) -> bool:
    """Tell whether a day hangs on a noun ("a call on March 26")."""
    dated = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"on", "in"}]
    return any(g.ent_type_ == "DATE" for c in dated for g in c.children)


def is_definite(noun: Token) -> bool:
    """Tell whether a contact noun points back to one told before ("the call", "their meeting")."""
    if noun.dep_ == "dobj" and noun.head.lemma_ in {"hold", "have", "conduct"}:
        return any(
            c.lower_ in {"the", "this"} for c in noun.children
        )  # "held its first meeting with" tells of a new one
    owned = noun.lemma_ not in {"visit", "trip"} and any(c.dep_ == "poss" for c in noun.children)
    determined = owned or any(c.lower_ in _DETERMINED for c in noun.children if c.dep_ in {"det", "poss"})
    return determined or noun.i == noun.sent.start


def is_aside(token: Token) -> bool:
    """Tell whether the clause of a word is told in the past perfect as a main clause ("had stopped to talk with X")."""
    verb = token
    for _ in range(4):
        if verb.pos_ in {"VERB", "AUX"} and any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children):
            return verb.dep_ == "ROOT"
        if verb.head == verb or verb.dep_ in {"ccomp", "relcl"}:
            return False
        verb = verb.head
    return False
