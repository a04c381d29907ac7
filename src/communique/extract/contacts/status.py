"""Whether a contact took place: from tense, modality, negation and the words around its trigger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from communique.extract.contacts.prevented import is_prevented
from communique.extract.contacts.syntax import called_on
from communique.extract.contacts.triggers import Trigger
from communique.extract.contacts.wanted import SEEKING, is_left_open, is_sought, is_suggested, is_without_date
from communique.records import Mode, Status

_CANCEL_VERBS = frozenset(
    """
    cancel postpone scrap shelve scuttle refuse decline reject deny skip boycott abort suspend snub spurn rebuff
    """.split()
)
#: What one of many does: the gathering takes place without it.
_STAY_AWAY = frozenset({"boycott", "skip", "snub", "reject", "refuse", "decline"})
_RECALLING = frozenset({"withdraw", "rescind", "revoke", "recall"})
_MOVING = frozenset({"postpone", "delay", "move", "put", "reschedule", "defer"})
_UNTIL = re.compile(r"\b(?:until|till|to) (?:at least )?(?:early |late |mid-?|next |the )?(?:\d|[A-Z][a-z]+day|"
                    r"January|February|March|April|May|June|July|August|September|October|November|December|week|month|year|autumn|spring)\b"
                    )  # fmt: skip
#: Verbs behind which "in" leads to what one does, not to the occasion.
_TAKING_PART = frozenset({"engage", "participate"})
_SOME_TIME = re.compile(r"\b(?:convenient|appropriate|suitable|proper|opportune)\b")
_HAPPENING = frozenset({"come", "take", "happen", "materialise", "materialize", "occur"})
_TOGETHER = frozenset({Mode.MEETING, Mode.SUMMIT, Mode.TALKS})
_OF_MANY = frozenset({Mode.TALKS, Mode.SUMMIT})
#: Verbs that call a contact off together with these particles ("fell through", "put off", "pulled out of").
_OFF = {
    "call": {"off"}, "rule": {"out"}, "pull": {"off", "out"}, "put": {"off"}, "fall": {"through"}, "break": {"off"},
    "turn": {"down"}, "wave": {"off", "away"}, "brush": {"off", "aside"},
}  # fmt: skip
_PLAN_VERBS = frozenset(
    """
    plan schedule expect await arrange slate prepare intend agree announce decide commit pledge vow resolve promise
    undertake foresee envisage anticipate pencil
    """.split()
)
# "hop" is what the small model's lemmatizer makes of "hopes".
_PROPOSE_VERBS = frozenset(
    """
    propose offer suggest invite hope hop want like aim seek urge consider demand request ask encourage wish discuss
    explore organise organize
    """.split()
)
_PROPOSE_WORDS = frozenset({"ready", "willing", "open", "prepared", "possible", "proposed", "potential", "possibility"})
_PLANNED_WORDS = frozenset(
    "upcoming next planned forthcoming scheduled expected coming future imminent later tomorrow".split()
)
_FUTURE_MODALS = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_UNSURE_MODALS = frozenset({"would", "could", "may", "might", "can", "should"})
_ORGANISE = frozenset({"organise", "organize"})
_ABOUT_TO = frozenset({"due", "set", "scheduled", "expected", "slated", "poised", "bound", "likely", "going"})
_BEGINNING = frozenset({"resume", "start", "begin", "open", "convene", "restart", "reopen"})
_ANNOUNCED = re.compile(
    r"^[^.;:]{0,70}?\b(?:to be (?:held|hosted|staged|convened)|to take place|(?:is|are) due (?:to|in|on)|"
    r"(?:scheduled|set|fixed|arranged|planned|slated) for(?! (?:\w+ ){0,2}(?:hours?|minutes?)\b)|"
    r"(?:is|are|was|were) to (?:open|begin|start|resume|convene)|"
    r"due to (?:start|begin|resume|restart|recommence|reconvene|open|take place|be held))\b"
)
#: The same where the parser has taken the verb for one more name ("Talks between X and Y resume in Nicosia").
_RESUMES = re.compile(r"^[^.;:]{0,90}?\b(?:resume|begin|start|open|reopen|restart|reconvene|convene) (?:in|on|at)\b")
_ORDER = frozenset({"first", "second", "third", "last", "latest", "only"})
_MOTION = frozenset({"leave", "travel", "fly", "head", "go", "come", "arrive", "depart", "return"})


def status_of(trigger: Trigger, *, dated: bool) -> Status:
    """Return the status of the contact; dated: whether a day or place is given for it (codebook)."""
    chain = list(_governors(trigger.token))
    words = {t.lower_ for t in _surroundings(trigger)}
    ahead = Status.SCHEDULED if dated else Status.PROPOSED
    if any(is_left_open(verb) for verb in chain[:2]):
        return Status.PROPOSED
    if _is_setting(trigger.token):
        return Status.SCHEDULED if any(_modals(v) & _FUTURE_MODALS for v in chain[-1:]) else Status.HELD
    if _is_cancelled(trigger, chain):
        return Status.CANCELLED
    if words & {"proposed", "possible", "potential"} or is_sought(trigger) or is_without_date(trigger):
        return Status.PROPOSED
    planned = words & _PLANNED_WORDS and not _is_told_as_past(trigger)
    if planned or _is_put_off(trigger, chain) or _is_to_be(trigger) or _is_before(trigger.token):
        return Status.SCHEDULED
    if trigger.lemma in {"invite", "ask", "bid", "invitation"}:
        return _of_invitation(trigger)
    word = trigger.token.lemma_ if trigger.kind == "verb" else ""
    if (word == "agree" or (word == "announce" and trigger.mode in _TOGETHER)) and trigger.token.tag_ in {"VBD", "VBN"}:
        return Status.HELD  # two who have agreed on something in a city, or announced it together, have met there
    for verb in chain:
        verdict = _by_verb(verb, ahead)
        if verdict is not None:
            return verdict
    return Status.HELD


def _is_told_as_past(trigger: Trigger) -> bool:
    """Tell whether a verb itself says that it is over, so that "later" means afterwards ("who later hosted him")."""
    verb = trigger.token
    passive = verb.tag_ == "VBN" and bool(_modals(verb) & {"was", "were"}) and not _modals(verb) & {"to"}
    return trigger.kind == "verb" and (verb.tag_ == "VBD" or passive)


def _of_invitation(trigger: Trigger) -> Status:
    """Return whether a visit that somebody is asked to make is agreed, or only proposed."""
    token = trigger.token
    return Status.SCHEDULED if trigger.kind == "noun" and _is_accepted(token) else Status.PROPOSED


def _is_accepted(invitation: Token) -> bool:
    """Tell whether an invitation has been taken up, and not for "a convenient time"."""
    verb = invitation.head
    return verb.lemma_ in {"accept", "take"} and _is_done(verb) and _SOME_TIME.search(verb.sent.text) is None


def _is_done(verb: Token) -> bool:
    return not _modals(verb) & (_UNSURE_MODALS | _FUTURE_MODALS) and verb.tag_ != "VB"


def _is_put_off(trigger: Trigger, chain: Sequence[Token]) -> bool:
    """Tell whether a contact is put off to another day ("postponed until February")."""
    if trigger.kind != "noun":
        return False
    return any(
        v.lemma_ in _MOVING and _UNTIL.search(v.doc[v.i : min(v.i + 12, v.sent.end)].text) is not None
        for v in chain[:2]
    )


def _is_before(noun: Token) -> bool:
    """Tell whether the sentence stands before the event ("ahead of his trip to the summit", "on the eve of")."""
    for _ in range(5):
        noun = noun.head
        if noun.lower_ in {"ahead", "eve"}:
            return True
        if noun.pos_ in {"VERB", "AUX"}:
            return False
    return False


def _is_to_be(trigger: Trigger) -> bool:
    """Tell whether the words behind a noun say that it lies ahead ("a summit to be held on Friday")."""
    if trigger.kind != "noun":
        return False
    noun = trigger.token
    if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.lemma_ in _BEGINNING and noun.head.tag_ in {"VBZ", "VBP"}:
        return True
    behind = noun.doc[noun.i + 1 : min(noun.i + 16, trigger.sentence.end)].text
    if noun.dep_ == "ROOT" and noun.tag_ == "NNS" and _RESUMES.search(" ".join(behind.split())):
        return True
    return _ANNOUNCED.search(behind) is not None


def _is_setting(noun: Token) -> bool:
    """Tell whether a noun only says on what occasion something was said or done ("in a call", "after the meeting")."""
    if noun.lemma_ in {"phone", "telephone"}:
        return True
    link = noun.head
    if link.lower_ == "of" and link.head.lower_ == "course":  # "in the course of the conversation"
        noun, link = link.head, link.head.head
    if link.head.lemma_ in _TAKING_PART:
        return False
    return noun.dep_ == "pobj" and link.lower_ in {"in", "during", "after", "following", "since", "at"}


def _modals(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}


def _governors(token: Token) -> Iterator[Token]:
    """Yield the verbs above a trigger within its clause, the trigger first when it is a verb itself."""
    linking = False
    if token.pos_ in {"VERB", "AUX"}:
        yield token
    for _ in range(5):
        head = token.head
        if head == token:
            return
        if head.pos_ in {"VERB", "AUX"}:
            if token.dep_ in {"ccomp", "advcl", "relcl", "parataxis"} and token.pos_ in {"VERB", "AUX"} and not linking:
                return
            linking = _is_linking(head)
            if not linking:
                yield head
        elif head.pos_ == "ADJ" and head.lower_ in _ABOUT_TO | _PROPOSE_WORDS:
            yield head
        token = head


def _is_linking(verb: Token) -> bool:
    """Tell whether a verb only adds one contact to another: "they will meet on Monday, followed by a summit in May"."""
    return verb.lower_ == "followed" and verb.dep_ != "ROOT" and any(c.dep_ == "agent" for c in verb.children)


def _surroundings(trigger: Trigger) -> list[Token]:
    """Return the words that modify the trigger, also through a word between ("the upcoming G7 leaders meeting")."""
    out = [c for c in trigger.token.children if c.dep_ in {"amod", "compound", "advmod", "acl", "npadvmod", "det"}]
    out = [c for c in out if not _is_for_a_while(c)]
    if trigger.kind == "verb":
        return [c for c in out if c.dep_ == "advmod"]
    out += [g for c in out if c.dep_ == "compound" for g in c.children]
    if trigger.token.dep_ == "conj":  # "the upcoming leaders' meeting and summit"
        first = trigger.token.head
        out += [c for n in (first, *first.children) if n == first or n.dep_ == "compound" for c in n.children
                if c.dep_ == "amod"]  # fmt: skip
    return out


def _is_for_a_while(clause: Token) -> bool:
    """Tell whether something is planned for a length of time, not for a day ("scheduled for 30 minutes")."""
    goals = (g for c in clause.children if c.lower_ == "for" for g in c.children)
    return clause.dep_ == "acl" and any(g.lemma_ in {"hour", "minute"} for g in goals)


def _is_cancelled(trigger: Trigger, chain: list[Token]) -> bool:
    if any(c.lower_ == "no" for c in trigger.token.children if c.dep_ == "det"):
        return True
    if any(c.lower_ in {"cancelled", "canceled", "postponed", "aborted"} for c in trigger.token.children):
        return True
    for verb in chain:
        head = trigger.token.head
        near = verb == trigger.token or head in (verb, verb.head) or verb in (head.head, head.head.head)
        near = near or _is_asked_for(trigger.token, verb)
        if near and verb.lemma_ in _RECALLING and any(c.lemma_ == "invitation" for c in verb.children):
            return True
        if not near:
            continue
        particles = {c.lower_ for c in verb.children if c.dep_ in {"prt", "prep", "advmod"}}
        if verb.lemma_ in _STAY_AWAY and trigger.mode in _OF_MANY and trigger.kind == "noun":
            continue
        if verb.lemma_ in _MOVING and _UNTIL.search(verb.doc[verb.i : min(verb.i + 12, verb.sent.end)].text):
            continue  # put off to a day, not called off
        if verb.lemma_ in _CANCEL_VERBS or (particles & _OFF.get(verb.lemma_, set()) and verb != trigger.token):
            return True
    if any(_was_to_have(verb) for verb in chain[:2]) or is_prevented(trigger, chain):
        return True
    if chain and _is_denied(chain[-1]):
        return True
    if any(v.lemma_ in _HAPPENING and any(c.dep_ == "neg" for c in v.children) for v in chain[:1]):
        return True  # "the meeting did not come off"
    own = [c for verb in chain[:1] for c in verb.children if c.dep_ == "neg"]
    return bool(own) and trigger.kind == "verb"


def _is_asked_for(noun: Token, verb: Token) -> bool:
    """Tell whether a verb deals with a request of which a contact is the aim ("turned down a request for talks")."""
    between = [a for a in noun.ancestors if verb.is_ancestor(a)]
    return any(a.lemma_ in SEEKING and a.head in (verb, verb.head) for a in between)


def _was_to_have(verb: Token) -> bool:
    """Tell whether a verb stands in "was to have met", which did not come about."""
    own = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return {"to", "have"} <= own and verb.head.lemma_ == "be" and verb.head.tag_ == "VBD"


def _is_denied(verb: Token) -> bool:
    """Tell whether the clause of a verb is what somebody denies ("denied that they had spoken")."""
    return verb.dep_ == "ccomp" and verb.head.lemma_ in {"deny", "refute"}


def _by_verb(verb: Token, ahead: Status) -> Status | None:
    """Return what one governing verb says, None when it leaves the matter to the verb above it."""
    auxiliaries = _modals(verb)
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if verb.pos_ == "ADJ":
        return ahead if verb.lower_ in _ABOUT_TO else Status.PROPOSED
    if auxiliaries & _FUTURE_MODALS:
        return Status.SCHEDULED
    if auxiliaries & _UNSURE_MODALS:
        plain = "would" in auxiliaries and "have" not in auxiliaries
        reported = plain and (verb.dep_ == "ccomp" or _is_dated_plan(verb, ahead))
        return Status.SCHEDULED if reported else Status.PROPOSED
    if verb.lemma_ in _ORGANISE and verb.tag_ in {"VBD", "VBN"}:
        return Status.HELD
    if verb.lemma_ in _ORGANISE and verb.dep_ == "xcomp" and verb.head.lemma_ in _PLAN_VERBS:
        return None  # "agreed to organise a meeting": what is agreed decides
    if is_suggested(verb) or called_on(verb) or (verb.lemma_ in _PROPOSE_VERBS and verb.lemma_ != "discuss"):
        return Status.PROPOSED
    if verb.lemma_ in _PLAN_VERBS:
        return Status.HELD if _is_outrun(verb) else ahead
    if infinitive:
        return Status.HELD if _is_purpose(verb) else _by_infinitive(verb, ahead)
    if (said := _by_complement(verb, ahead)) is not None:
        return said
    if _is_beside_future(verb):
        return Status.SCHEDULED
    if verb.lemma_ in _MOTION and verb.tag_ in {"VBZ", "VBP"} and not auxiliaries:
        return ahead  # "travels to Moscow on Friday"
    if verb.tag_ in {"VBD", "VBN", "VBP", "VBZ", "VBG"}:
        return Status.HELD
    return None


def _is_outrun(planning: Token) -> bool:
    """Tell whether it is told how a plan came out ("what was planned as a short meeting ran to two hours")."""
    return planning.dep_ in {"csubj", "csubjpass"} and planning.head.tag_ == "VBD"


def _is_headline(infinitive: Token) -> bool:
    """Tell whether an infinitive is the verb of a headline ("Putin to meet Xi"), not "the first leader to call"."""
    before = infinitive.doc[infinitive.sent.start : infinitive.i]
    if any(t.lower_ in _ORDER or t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in before):
        return False
    subject = any(c.dep_ == "nsubj" for c in infinitive.children)
    head = infinitive.head
    # The parser may take "Scholz to receive Costa" for a noun and what hangs on it.
    named = head.dep_ == "ROOT" and infinitive.sent.start < head.i < infinitive.i and head.text[:1].isupper()
    return (named and head.nbor().lower_ == "to") or (subject and infinitive.dep_ == "ROOT")


def _looks_forward(verb: Token) -> bool:
    """Tell whether somebody looks forward to what hangs on a verb ("looks forward to welcoming him in Berlin")."""
    return verb.lemma_ == "look" and any(c.lower_ == "forward" for c in verb.children)


def _by_complement(verb: Token, ahead: Status) -> Status | None:
    """Return what "is due to", "is set", "is possible" or "looks forward to" says of what hangs on it."""
    if verb.lemma_ == "set" and verb.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in verb.children):
        return ahead
    if _looks_forward(verb) or (verb.tag_ == "VBG" and verb.head.lower_ == "to" and _looks_forward(verb.head.head)):
        return ahead
    if verb.lemma_ != "be":
        return None
    if any(c.dep_ in {"acomp", "xcomp"} and c.lower_ in _ABOUT_TO for c in verb.children):
        return ahead
    possible = any(c.dep_ == "acomp" and c.lower_ in {"possible", "conceivable"} for c in verb.children)
    return Status.PROPOSED if possible else None


def _is_beside_future(verb: Token) -> bool:
    """Tell whether a clause goes with one of the future ("when X comes", "will see Y before going on to Cambodia")."""
    clause = verb.tag_ in {"VBP", "VBZ"} and verb.dep_ == "advcl" and bool(_modals(verb.head) & _FUTURE_MODALS)
    gerund = verb.tag_ == "VBG" and verb.dep_ == "pcomp" and bool(_modals(verb.head.head) & _FUTURE_MODALS)
    return clause or gerund


def _is_dated_plan(verb: Token, ahead: Status) -> bool:
    """Tell whether "would" tells of a plan with a day or place, as a report goes on in its own words, not of an if."""
    return ahead is Status.SCHEDULED and verb.dep_ in {"ROOT", "conj"} and not any(t.lower_ == "if" for t in verb.sent)


def _is_purpose(verb: Token) -> bool:
    """Tell whether an infinitive says what a stay or journey of the past was for ("was in Moscow to see Putin")."""
    head = verb.head
    if head.tag_ != "VBD" and not (head.tag_ == "VBN" and any(c.lower_ in {"had", "has"} for c in head.children)):
        return False
    placed = any(c.dep_ == "prep" and c.lower_ in {"in", "at", "to"} for c in head.children)
    return (head.lemma_ == "be" and placed and verb.i > head.i + 2) or head.lemma_ in _MOTION - {"leave", "depart"}


def _by_infinitive(verb: Token, ahead: Status) -> Status | None:
    """Return what the word says on which an infinitive hangs ("plans to meet", "leaves for Moscow to see")."""
    if _is_headline(verb):
        return Status.SCHEDULED
    head = verb.head
    if head.lemma_ == "be" or head.lower_ in _ABOUT_TO or head.lemma_ in _PLAN_VERBS:
        return Status.SCHEDULED
    if head.lemma_ in _MOTION and head.tag_ in {"VBZ", "VBP", "VBG"}:
        return Status.SCHEDULED
    if head.lemma_ == "plan":
        return ahead
    if head.lemma_ == "invitation" and _is_accepted(head):
        return Status.SCHEDULED
    if head.pos_ == "NOUN" and any(c.lower_ in _ORDER for c in head.children):
        return None  # "was the first leader to call": the verb above tells
    if head.lower_ in _PROPOSE_WORDS or head.lemma_ in _PROPOSE_VERBS or head.pos_ == "NOUN":
        return Status.PROPOSED
    return None
