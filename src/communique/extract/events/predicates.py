"""The words of a sentence that tell an event, with the class they speak for and whether it took place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from communique.extract.events.plover import sector_of
from communique.extract.events.plover_lexicon import (
    COOPERATIVE,
    GOVERNING,
    HOSTILE,
    LIGHT,
    NEUTRAL,
    NOUNS,
    OBLIGATION,
    SPEECH,
    VERBS,
    WILLING,
    Entry,
)

HAPPENED, ANNOUNCED, HYPOTHETICAL, DENIED = "happened", "announced", "hypothetical", "denied"

_EMBEDDED = frozenset({"xcomp", "ccomp", "pcomp", "prep", "dobj", "acl", "pobj", "advcl", "oprd"})
_PARTICLES = frozenset({"prt", "prep", "advmod"})
#: Of the lexicon's nouns, some of which have a word before them.
_LAST_WORDS = frozenset(noun.rsplit(" ", 1)[-1] for noun in NOUNS)
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_UNSURE = frozenset({"would", "could", "may", "might", "can", "should", "must", "ought", "ca"})
_PLANS = frozenset("plan expect set due arrange prepare intend agree promise pledge commit vow decide announce".split())
_WISHES = frozenset(
    "want seek hope wish aim try attempt propose offer consider ask urge request demand call invite refuse decline "
    "threaten suggest encourage persuade order warn".split()
)
_JOURNEYS = frozenset({"arrive", "travel", "fly", "visit", "go"})
_CONDITIONS = frozenset({"if", "unless", "whether", "should"})
_GRANTED = frozenset("access entry visa permission request aid entrance permit bail licence license asylum".split())


#: Verbs that tell an event when people are their object, and what else they have for one.
_OF_PEOPLE = frozenset({"release", "free", "hold", "seize", "shoot", "execute"})
_THINGS = frozenset(
    "letter report statement plan return record document video footage tape transcript list proposal detail copy "
    "information data figure result email book film album ad advertisement name picture image summary text memo "
    "conference meeting talk summit election referendum vote hearing session call rally event office position view "
    "post seat ceremony press power breath key title job debate chance opportunity fund money order".split()
)
_POSTS = frozenset("position post seat place role office job time attention mind".split())


@dataclass(frozen=True, slots=True)
class Predicate:
    """One telling word. token: the word; verb: the verb that carries it and its actors (itself, for a verb).

    label: class of the lexicon ("YIELD" undivided), None where only the classifier can say. sure: the lexicon leaves no
    doubt. status: happened, announced, hypothetical or denied.
    """

    token: Token
    verb: Token
    label: str | None
    cameo: str | None
    sure: bool
    status: str


def predicates(sentence: Span) -> Iterator[Predicate]:
    """Yield the predicates of a sentence in the order of the text; what a governing verb embeds is none itself."""
    found = [p for token in sentence if (p := _predicate(token)) is not None]
    carried = {p.token.i for p in found if p.token != p.verb} | {p.verb.i for p in found if p.token != p.verb}
    for predicate in found:
        alone = predicate.token == predicate.verb
        if alone and predicate.token.i in carried:
            continue
        if not _is_embedded(predicate, found):
            yield predicate


def main_verb(sentence: Span) -> Predicate | None:
    """Return the verb that a sentence is about, below a verb of saying that may carry it; for the classifier alone."""
    verb = next((t for t in sentence if t.dep_ == "ROOT" and t.pos_ in {"VERB", "AUX"}), None)
    for _ in range(3):
        if verb is None or verb.lemma_ not in SPEECH:
            break
        below = [c for c in verb.children if c.dep_ == "ccomp" and c.pos_ in {"VERB", "AUX"}]
        if not below:
            break
        verb = below[0]
    if verb is None or verb.lemma_ in NEUTRAL | SPEECH:
        return None
    return Predicate(verb, verb, None, None, sure=False, status=status_of(verb))


def _predicate(token: Token) -> Predicate | None:
    if token.pos_ in {"VERB", "AUX"}:
        return _of_speech(token) or _of_verb(token)
    if token.lower_ in WILLING and token.dep_ in {"acomp", "ROOT"} and _is_offer(token):
        return Predicate(
            token, token.head if token.dep_ == "acomp" else token, "AGREE", "030", sure=True, status=HAPPENED
        )
    entry = noun_entry(token)
    if entry is not None and not _is_carried(token):
        label, cameo = entry
        return Predicate(token, token, label, cameo, sure=False, status=_status_of_noun(token))
    return None


def _status_of_noun(noun: Token) -> str:
    """Return DENIED of "no attack", HYPOTHETICAL of the attack that would or might do something, else HAPPENED."""
    if any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children):
        return DENIED
    words = {c.lower_ for c in noun.head.children if c.dep_ in {"aux", "mark"}} if noun.dep_ == "nsubj" else set()
    return HYPOTHETICAL if words & {"would", "could", "might", "may"} and "have" not in words else HAPPENED


def _is_offer(word: Token) -> bool:
    """Tell whether what one is ready for is an event, and not to walk or to move on."""
    clauses = [c for c in word.children if c.dep_ in {"xcomp", "prep"}]
    verbs = [c for clause in clauses for c in (clause, *clause.children) if c.pos_ == "VERB"]
    return any(v.lemma_.lower() in VERBS or _carried_noun(v) is not None for v in verbs)


def _of_verb(verb: Token) -> Predicate | None:
    lemma = verb.lemma_.lower()
    noun = _carried_noun(verb) if lemma in LIGHT else None
    entry: Entry | None
    if noun is not None:
        return _made(noun, verb, noun_entry(noun) or NOUNS[noun.lemma_.lower()])
    entry = next((e for c in verb.children if c.dep_ in _PARTICLES and (e := VERBS.get(f"{lemma} {c.lower_}"))), None)
    entry = entry or VERBS.get(lemma)
    if lemma == "ask" and any(c.lower_ in {"about", "whether", "if", "what", "how"} for c in verb.children):
        return None  # a question, no request
    if _is_of_things(verb, lemma):
        return None
    if entry is None or (lemma == "deny" and not any(c.dep_ == "dobj" and c.lemma_ in _GRANTED for c in verb.children)):
        return None
    if lemma in {"receive", "host", "meet", "visit"} and not _has_people(verb):
        return None
    return _made(verb, verb, entry)


def _is_of_things(verb: Token, lemma: str) -> bool:
    """Tell whether a verb is meant otherwise: a report is released, a meeting held, a post occupied, a view offered."""
    objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    if any(c.lower_.endswith(("self", "selves")) for c in objects):
        return True
    if lemma == "offer":
        return bool(objects) and not any(c.dep_ in {"xcomp", "dative"} for c in verb.children)
    if lemma in _OF_PEOPLE:
        return any(c.pos_ == "NOUN" and not c.ent_type_ and c.lemma_.lower() in _THINGS for c in objects)
    return lemma == "occupy" and any(c.lemma_.lower() in _POSTS for c in objects)


def _is_march(verb: Token) -> bool:
    """Tell whether it is soldiers who arrive somewhere."""
    travellers = [t for c in verb.children if c.dep_ == "nsubj" for t in c.subtree]
    return any(sector_of(t.text, None) == "MIL" for t in travellers)


def _has_people(verb: Token) -> bool:
    """Tell whether a verb of meeting has a counterpart, which "met the criteria" and "received a letter" have not."""
    objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass", "prep", "agent"}]
    plural = any(c.dep_ == "nsubj" and list(c.conjuncts) for c in verb.children)
    return plural or any(t.ent_type_ or t.pos_ == "PROPN" for o in objects for t in o.subtree)


def _made(token: Token, verb: Token, entry: Entry) -> Predicate:
    label, cameo = entry
    cameo = None if token == verb and verb.lemma_ in _JOURNEYS and _is_march(verb) else cameo
    negated = any(c.dep_ == "neg" or (c.dep_ == "det" and c.lower_ == "no") for t in (token, verb) for c in t.children)
    status = status_of(verb)
    if negated and label in COOPERATIVE:
        return Predicate(token, verb, "REJECT", None, sure=False, status=HAPPENED if status == ANNOUNCED else status)
    if status == ANNOUNCED and not negated and label in COOPERATIVE | HOSTILE:
        meant = "THREATEN" if label in HOSTILE else "AGREE"
        return Predicate(token, verb, meant, "036" if label == "CONSULT" else None, sure=True, status=status)
    return Predicate(token, verb, label, cameo, sure=cameo is not None, status=DENIED if negated else status)


def _of_speech(verb: Token) -> Predicate | None:
    """Read "X said that Y must do Z" as what X requests of Y."""
    if verb.lemma_ not in SPEECH:
        return None
    for clause in verb.children:
        if clause.dep_ == "ccomp" and any(c.dep_ == "aux" and c.lower_ in OBLIGATION for c in clause.children):
            return Predicate(clause, verb, "REQUEST", None, sure=False, status=status_of(verb))
    return None


def noun_entry(token: Token) -> Entry | None:
    """Return what the lexicon has on a noun, with the word before it where the two are one ("hunger strike")."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    lemma = token.lemma_.lower()
    if lemma not in _LAST_WORDS:
        return None
    pairs = (NOUNS.get(f"{c.lower_} {lemma}") for c in token.children if c.dep_ in {"compound", "amod"})
    return next((entry for entry in pairs if entry is not None), NOUNS.get(lemma))


def _carried_noun(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass", "attr"}:
            for noun in (child, *child.conjuncts):
                if noun_entry(noun) is not None:
                    return noun
    return None


def _is_carried(noun: Token) -> bool:
    head = noun.head
    return noun.dep_ in {"dobj", "nsubjpass", "attr"} and head.lemma_.lower() in LIGHT


def _is_embedded(predicate: Predicate, others: list[Predicate]) -> bool:
    """Tell whether a governing verb of the sentence speaks of this word as what is refused, promised or demanded."""
    governing = {
        o.verb.i for o in others if o.verb.lemma_.lower() in GOVERNING or (o.token.i, o.verb.i) != (o.verb.i,) * 2
    }
    node = predicate.verb
    for _ in range(8):
        if node.dep_ not in _EMBEDDED and not (node.dep_ == "conj" and node.head.dep_ in _EMBEDDED):
            return False
        node = node.head
        if node.i in governing and node != predicate.verb:
            return True
    return False


def status_of(verb: Token) -> str:
    """Return whether what a verb tells happened, is announced, is hypothetical, or is denied."""
    if verb.sent.text.rstrip().endswith("?"):
        return HYPOTHETICAL
    node = verb
    for _ in range(5):
        words = {c.lower_ for c in node.children if c.dep_ in {"aux", "auxpass", "mark"}}
        if words & _CONDITIONS:
            return HYPOTHETICAL
        if words & _FUTURE:
            return ANNOUNCED
        if words & _UNSURE:
            reported = node.dep_ == "ccomp" and node.head.lemma_ in SPEECH and "would" in words
            return ANNOUNCED if reported and "have" not in words else HYPOTHETICAL
        head = node.head
        if head == node or node.dep_ not in {"xcomp", "ccomp", "acl", "pcomp", "prep", "dobj", "conj", "advcl"}:
            return HAPPENED
        if head.lemma_ == "deny" and node.dep_ in {"xcomp", "ccomp", "dobj", "pcomp"}:
            return DENIED
        if "to" in words and node.dep_ in {"xcomp", "acl", "advcl"}:
            if head.lemma_ in _PLANS:
                return ANNOUNCED
            if head.lemma_ in _WISHES or head.pos_ in {"NOUN", "ADJ"} or node.dep_ == "advcl":
                return HYPOTHETICAL
        elif node.dep_ == "ccomp" and head.lemma_ in SPEECH:
            return HAPPENED
        node = head
    return HAPPENED
