"""Whether a day is that of another deed told in the sentence of a contact: a statement, a journey home, a refusal."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.annotate.times import TimeMention
from communique.extract.accounts.lexicon import SAY
from communique.extract.contacts.plans import planned_ahead
from communique.extract.contacts.triggers import Trigger

#: Verbs of going away from a contact, and of speaking on one, with the prepositions before it.
_LEAVING = frozenset({"fly", "return", "leave", "depart", "go", "come"})
_SPEAKING = frozenset({"address", "brief", "speak", "comment", "report", "tell", "inform", "ask", "say", "talk"})
_ON = frozenset({"on", "about", "of", "over"})
_AWAY = frozenset({"from", "without", "after"})
#: Past acts that deal with a contact which has not taken place.
_ACTS = frozenset(
    """
    propose offer suggest invite ask call urge demand request seek accept agree approve confirm unveil cancel postpone
    scrap shelve suspend rule put turn reject hint signal indicate float set fix welcome threaten promise pledge vow
    """.split()
)
_PAST_FORMS = frozenset({"VBD", "VBN"})
_DAYLIKE = frozenset({"day", "weekday"})


def is_of_saying(words: Sequence[Token], trigger: Token) -> bool:
    """Tell whether a time is that of a statement on what was before it ("denied on Tuesday that he had ...")."""
    node = _holder(words)
    if node is None or node.lemma_ not in SAY or node.i == trigger.i:
        return False
    above = [trigger, *(a for a in trigger.ancestors if node.is_ancestor(a))]
    said = any(a.dep_ == "ccomp" for a in above)
    return said and any(c.lower_ == "had" and c.dep_ == "aux" for a in above for c in a.children)


def is_of_another_deed(words: Sequence[Token], trigger: Trigger) -> bool:
    """Tell whether a time is that of a verb to whose clause a contact noun is only told.

    So are "flew home on Tuesday from the summit" and "briefed the press today on the outcome of the talks".
    """
    verb = _holder(words)
    return verb is not None and is_told_by(verb, trigger)


def is_told_by(verb: Token, trigger: Trigger) -> bool:
    """Tell whether a verb is of going away from what a contact noun names, or of speaking on it."""
    if trigger.kind != "noun" or verb.pos_ != "VERB" or not verb.is_ancestor(trigger.token):
        return False
    first = [trigger.token, *(a for a in trigger.token.ancestors if verb.is_ancestor(a))][-1].lower_
    return (verb.lemma_ in _LEAVING and first in _AWAY) or (verb.lemma_ in _SPEAKING and first in _ON)


def is_of_act(annotated: Annotated, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether a time is of the past act by which a contact is announced, sought or called off.

    "Announced on Tuesday that they would meet", "proposed talks on Monday"; not "was to meet him on Monday".
    """
    if time.kind not in _DAYLIKE and time.unit != "day":
        return False
    verb = _holder(annotated.tokens(time.start, time.end))
    if verb is None or verb.i == trigger.token.i or verb.lemma_ not in SAY | _ACTS or verb.tag_ not in _PAST_FORMS:
        return False
    if time.kind == "day" and verb.idx < trigger.token.idx < time.start:
        return False  # "agreed the details of his visit on November 11"
    return bool(verb.is_ancestor(trigger.token)) and not planned_ahead(annotated, time)


def _holder(words: Sequence[Token]) -> Token | None:
    """Return the word on which a time phrase hangs by prepositions only."""
    inside = {w.i for w in words}
    word = next((w.head for w in words if w.head.i not in inside), None)
    while word is not None and word.pos_ in {"ADP", "NUM"} and word.head != word:
        word = word.head
    return word


def is_since(words: Sequence[Token], trigger: Token) -> bool:
    """Tell whether a time is that of an event since which a contact is counted ("since his inauguration in May")."""
    for ancestor in words[0].ancestors if words else ():
        if ancestor.i == trigger.i:
            return False
        if ancestor.lower_ == "since":
            return not ancestor.is_ancestor(trigger)
    return False
