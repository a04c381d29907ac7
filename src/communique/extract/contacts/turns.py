"""Turns of phrase that tell of a contact without a word for one: "had an hour with X", "was called in"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from communique.records import Mode


class Turn(NamedTuple):
    """What a turn of phrase means: a verb of the lexicon, and the mode."""

    lemma: str
    mode: Mode


_MEASURES = frozenset("minute hour moment word time quarter while morning afternoon evening".split())
_GRANTING = frozenset({"give", "grant", "allow", "accord", "spare"})
_GRANTED = frozenset({"minute", "hour", "audience", "breakfast", "lunch", "dinner", "tea", "quarter"})
_HAVING = frozenset({"have", "get", "spend", "snatch", "enjoy"})
_UNITING = frozenset({"bring", "get", "put", "seat", "draw", "coax"})
_FURNITURE = frozenset({"table", "room", "roof", "tent"})
#: How a ministry has a foreign envoy come: "called in", "hauled in", "ordered to the ministry".
_CITING = frozenset({"call", "haul", "order", "bring", "cite", "convoke", "carpet"})
_ENVOYS = frozenset({"ambassador", "envoy", "charge", "chargé", "diplomat", "attache", "attaché", "consul", "nuncio"})
_MINISTRIES = frozenset({"office", "ministry", "department", "kremlin", "elysée", "quai", "chancellery"})
#: Verbs of those who sit together behind closed doors.
_SECLUDED = frozenset({"ensconce", "hole", "sequester"})
#: Verbs with a particle that say that somebody leaves for a place, or comes down there.
_LEAVING = {"set": {"out", "off"}, "start": {"out"}, "take": {"off"}}
_ARRIVING = {"fly": {"in"}}
#: What a messenger does with a letter.
BEARING = frozenset("carry bring relay transmit forward dispatch bear take give deliver hand pass convey".split())
_LETTERS = frozenset({"letter", "message", "telegram", "note", "cable"})
_SENDING = frozenset({"send", "dispatch", "despatch", "lead"})
_SENT = frozenset(
    """
    delegation team mission official envoy minister representative negotiator secretary adviser advisor emissary
    diplomat deputy chief aide expert general director delegate party group
    """.split()
)
_BEFORE_ALL = frozenset({"cameras", "press", "reporters", "journalists", "photographs", "photographers", "pictures"})
_STAYS = frozenset({"spend"})
_PERIODS = frozenset({"DATE", "TIME"})


def turn_at(token: Token) -> Turn | None:
    """Return what the turn of phrase means whose verb this is, None where it is none."""
    if token.pos_ not in {"VERB", "AUX"}:
        return None
    for reading in _READINGS:
        found = reading(token)
        if found is not None:
            return found
    return None


def _prepositions(token: Token) -> dict[str, Token]:
    return {c.lower_: c for c in token.children if c.dep_ in {"prep", "prt", "advmod", "dative", "agent"}}


def _time_with(verb: Token) -> Turn | None:
    """Read "had 40 minutes with X", "got an hour with X", "had a word with X"."""
    if verb.lemma_ not in _HAVING:
        return None
    for measure in verb.children:
        if measure.dep_ not in {"dobj", "npadvmod"} or measure.lemma_ not in _MEASURES:
            continue
        beside = [c for part in (verb, measure) for c in part.children if c.lower_ == "with" and c.i > measure.i]
        if any(g.pos_ == "PROPN" or g.ent_type_ == "PERSON" for c in beside for g in c.children):
            return Turn("meet", Mode.MEETING)
    return None


def _giving_time(verb: Token) -> Turn | None:
    """Read "gave him an hour of his time", "granted the envoy 40 minutes", "gave her breakfast"."""
    if verb.lemma_ not in _GRANTING or not any(c.dep_ == "dative" for c in verb.children):
        return None
    given = [c for c in verb.children if c.dep_ == "dobj"]
    return Turn("meet", Mode.MEETING) if any(g.lemma_ in _GRANTED for g in given) else None


def _to_the_face(verb: Token) -> Turn | None:
    """Read "told him to his face", "said so to her face"."""
    if verb.lemma_ not in {"tell", "warn", "say", "accuse", "ask", "rebuke"}:
        return None
    faces = [g for c in verb.subtree if c.lower_ == "to" for g in c.children if g.lower_ in {"face", "faces"}]
    owned = any(c.dep_ == "poss" for g in faces for c in g.children)
    return Turn("meet", Mode.MEETING) if owned else None


def _bringing_together(verb: Token) -> Turn | None:
    """Read "bring X and Y together", "get X and Y to the same table"."""
    if verb.lemma_ not in _UNITING or verb.tag_ == "VBD":
        return None  # who has brought two together is there with them
    placed = any(
        c.dep_ == "prep" and c.lower_ in {"to", "in", "at", "around", "round", "under"} and g.lemma_ in _FURNITURE
        for c in verb.subtree
        for g in c.children
    )
    together = any(c.lower_ == "together" for c in verb.subtree if verb.i < c.i < verb.i + 12)
    return Turn("unite", Mode.MEETING) if (placed or together) and not _is_occasion(verb) else None


#: Occasions that are told under their own names.
_OCCASIONS = frozenset(
    "congress conference summit meeting talk forum gathering session round assembly dialogue".split()
)


def _is_occasion(verb: Token) -> bool:
    """Tell whether it is the occasion that brings people together: "a congress, which aims to bring together ..."."""
    while verb.dep_ == "xcomp":
        verb = verb.head
    for child in verb.children:
        if child.dep_ == "nsubj":
            meant = verb.head if child.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl" else child
            return meant.lemma_ in _OCCASIONS
    return False


def _citing(verb: Token) -> Turn | None:
    """Read "called in the ambassador", "the ambassador was called to the Foreign Office"."""
    if verb.lemma_ not in _CITING:
        return None
    own = {c.lower_: c for c in verb.children if c.dep_ in {"prep", "prt", "advmod", "agent"}}
    cited = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    if "in" in own and all(g.ent_type_ in _PERIODS for g in own["in"].children) and own["in"].dep_ == "prep":
        del own["in"]  # "in November she called upon X"
    if "in" in own:
        cited += [g for g in own["in"].children if g.dep_ == "pobj"]
        if verb.lemma_ in {"bring", "order"} and not any(_is_envoy(c) for c in cited):
            return None
        return Turn("summon", Mode.MEETING) if cited and (_is_envoy(cited[0]) or "by" in own) else None
    to = own.get("to")
    there = to is not None and any(g.lower_ in _MINISTRIES for g in to.children)
    return Turn("summon", Mode.MEETING) if there and cited else None


def _is_envoy(token: Token) -> bool:
    return token.lemma_.lower() in _ENVOYS or token.pos_ == "PROPN"


def _secluded(verb: Token) -> Turn | None:
    away = verb.lemma_ in {"shut", "lock"} and any(c.lower_ in {"up", "away"} for c in verb.children)
    if (verb.lemma_ in _SECLUDED or (away and "with" in _prepositions(verb))) and verb.tag_ in {"VBN", "VBD"}:
        return Turn("meet", Mode.MEETING)
    return None


def _face_to_face(verb: Token) -> Turn | None:
    """Read "came face to face with X", "sat face to face"."""
    if verb.lemma_ not in {"come", "sit", "be", "bring", "talk", "stand", "find"}:
        return None
    behind = verb.doc[verb.i + 1 : min(verb.i + 7, verb.sent.end)].text.lower().replace("-", " ")
    return Turn("meet", Mode.MEETING) if "face to face" in " ".join(behind.split()) else None


def _journey(verb: Token) -> Turn | None:
    """Read "sets out for Doha", "touched down in Cairo", "jetted in to"."""
    own = _prepositions(verb)
    if verb.lemma_ in _LEAVING and _LEAVING[verb.lemma_] & set(own) and "for" in own:
        return Turn("head", Mode.VISIT)
    if verb.lemma_ in _ARRIVING and _ARRIVING[verb.lemma_] & set(own) and {"in", "to", "into", "at"} & set(own):
        return Turn("land", Mode.VISIT)
    return None


def _due(verb: Token) -> Turn | None:
    """Read "is due in Berlin on Monday", not "the answer is due in a week"."""
    due = next((c for c in verb.children if c.dep_ == "acomp" and c.lower_ == "due"), None)
    if verb.lemma_ != "be" or due is None:
        return None
    leading = (c for part in (verb, due) for c in part.children if c.lower_ in {"in", "at"})
    named = any(g.pos_ == "PROPN" and g.ent_type_ not in {"DATE", "TIME"} for c in leading for g in c.children)
    return Turn("expect", Mode.VISIT) if named else None


def _stay(verb: Token) -> Turn | None:
    """Read "spent Tuesday in Ankara", "spent two days in the Turkish capital", not "spent $2m"."""
    if verb.lemma_ not in _STAYS or "with" in {w.lower_ for w in verb.subtree}:
        return None
    if any(c.dep_ == "nsubj" and (c.tag_.endswith("S") or list(c.conjuncts)) for c in verb.children):
        return None  # two who spend hours somewhere meet there
    timed = any(c.dep_ in {"dobj", "npadvmod", "tmod"} and c.ent_type_ in _PERIODS for c in verb.children)
    parts = [verb, *(c for c in verb.children if c.dep_ in {"dobj", "npadvmod"})]
    placed = any(c.dep_ == "prep" and c.lower_ in {"in", "at"} for part in parts for c in part.children)
    return Turn("stay", Mode.VISIT) if timed and placed else None


def _sending(verb: Token) -> Turn | None:
    """Read "sent a delegation to Moscow", "will lead a team to Havana", not "sent troops", "led by"."""
    if verb.lemma_ not in _SENDING or any(c.dep_ in {"auxpass", "agent"} for c in verb.children):
        return None
    sent = [c for c in verb.children if c.dep_ == "dobj"]
    if not any(c.lemma_.lower() in _SENT or (c.pos_ == "PROPN" and verb.lemma_ != "lead") for c in sent):
        return None
    goals = [g for part in (verb, *sent) for c in part.children if c.lower_ == "to" and c.dep_ == "prep"
             for g in c.children]  # fmt: skip
    return Turn("send", Mode.VISIT) if any(g.pos_ == "PROPN" for g in goals) else None


def _on_stage(verb: Token) -> Turn | None:
    """Read "appeared before the cameras with X", "posed for photographs with X"."""
    if verb.lemma_ not in {"appear", "pose"} or verb.tag_ not in {"VBD", "VBN", "VBG"}:
        return None
    words = {w.lower_ for w in verb.subtree}
    return Turn("meet", Mode.MEETING) if words & _BEFORE_ALL and "with" in words else None


def united(verb: Token) -> Iterator[Token]:
    """Yield the words for those whom a verb brings together, in the passive its subject."""
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"} or (child.dep_ == "nsubj" and passive):
            yield child


def hosts(noun: Token) -> Iterator[Token]:
    """Yield the words for those of whom a clause says that they are "his host", or whose host somebody is."""
    for child in noun.head.children:
        if child.dep_ in {"attr", "nsubj"} and child != noun:
            yield child


def is_carried(noun: Token, verb: Token) -> bool:
    """Tell whether a messenger, who is no party, carries a letter from another."""
    sent = any(c.lower_ == "from" for part in (noun, verb) for c in part.children)
    return noun.lemma_ in _LETTERS and verb.lemma_ in BEARING and sent


_READINGS = (
    _time_with, _giving_time, _to_the_face, _bringing_together, _citing, _secluded, _face_to_face, _journey,
    _due, _stay, _sending, _on_stage,
)  # fmt: skip
