"""Contacts that no contact word tells: where a learned reader finds that a sentence tells of one between two actors.

"They argued over the plan for four hours", "told him in the Kremlin on Friday", "sat down once more": no list of words
holds all of these. The rules read first; of what they leave, a classifier trained on annotated coverage reads each two
actors of a sentence. Date, place and status are then read by the rules from the verb that joins the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from communique.actors.actor import PERSONAL
from communique.actors.cast import Mention
from communique.annotate.annotated import Annotated
from communique.annotate.times import TimeMention
from communique.extract.contacts.candidate import Candidate
from communique.extract.contacts.contact_model import contact_model
from communique.extract.contacts.light import AGAINST
from communique.extract.contacts.pairings import Pairing, marked_sentence, pairings
from communique.extract.contacts.pairs import PAIR
from communique.extract.contacts.participants import Actors, side_count
from communique.extract.contacts.triggers import Trigger
from communique.extract.contacts.verb_senses import is_contact_verb, is_supposed
from communique.records import Mode

#: A contact is proposed above this probability; chosen on coverage that the classifier was not fitted to.
SURE = 0.4
#: The same beside a contact that the rules have read in the sentence.
VERY_SURE = 0.9
LEARNED = "learned"
_MODES = {"call": Mode.CALL, "meeting": Mode.MEETING, "summit": Mode.SUMMIT, "visit": Mode.VISIT,
          "letter": Mode.LETTER, "talks": Mode.TALKS}  # fmt: skip
#: Modes that a word such as "talked" can have.
_SPOKEN = frozenset({"call", "meeting"})
_OF_OTHER_SENSE = frozenset({"call", "see"})
_TAKING_IN = frozenset({"see", "read", "hear", "watch", "study", "note", "quote", "cite"})
_SPEAKING = frozenset({"speak", "talk", "tell", "say", "write"})
#: Words for what somebody has in a contact of others.
_STANDING_BY = frozenset({"presence", "request", "behest", "urging", "suggestion", "insistence", "eye", "eyes", "gaze"})
_TOPICAL = frozenset({"of", "about", "on", "against"})
_LONGEST = 700
#: So many pairings of a sentence are read: each costs some milliseconds.
_MOST_READ = 3
#: Where the nearest two have less than this, the sentence hardly ever tells of a contact of others.
_PLAIN = 0.01


def proposals(annotated: Annotated, sentence: Sentence, told: Sequence[Candidate]) -> list[tuple[Trigger, Actors]]:
    """Return the contacts that the classifier reads in a sentence beside those that the rules find, and their parties.

    told: what the rules have read in the sentence. Where they have read nothing, the likeliest pairing may have a
    contact; where they have, further ones of a party of theirs with somebody else, or of two others, may.
    """
    if sentence.end_char - sentence.start_char > _LONGEST or any(c.mode is Mode.VISIT and c.actors for c in told):
        return []
    personal = [p for p in pairings(annotated, sentence) if any(a.kind in PERSONAL for a in p.actors)]
    found = [c for c in told if side_count(c.actors) >= PAIR]
    if found:
        return list(_further(annotated, sentence, personal, found))
    readings: list[tuple[str, float, Pairing]] = []
    for pairing in sorted(personal, key=_rank)[:_MOST_READ]:
        readings.append((*_read(annotated, sentence, pairing), pairing))
        if readings[0][1] < _PLAIN:
            return []
    mode, score, best = max(readings, key=_sureness, default=("", 0.0, None))
    if best is None or score < SURE or _is_ruled_out(annotated, best, verb := _joining(annotated, best)):
        return []
    return [_proposal(annotated, sentence, mode, best, verb)]


def _sureness(reading: tuple[str, float, Pairing]) -> tuple[bool, float, int, int]:
    """Return the order of readings: two persons first where sure enough ("Politburo Member Yang Jiechi")."""
    _, score, pairing = reading
    persons = all(a.kind in PERSONAL for a in pairing.actors)
    return persons and score >= SURE, score, -pairing.first.start, -pairing.second.start


def _is_ruled_out(annotated: Annotated, pairing: Pairing, verb: Token) -> bool:
    """Tell whether the rules know the verb for another sense: a demand, a sight on a screen, a topic, a supposition."""
    lemma = verb.lemma_.lower()
    if lemma in _OF_OTHER_SENSE and not is_contact_verb(verb, lemma):
        return True
    heads = [_head(annotated, m) for m in (pairing.first, pairing.second)]
    if is_supposed(verb):
        return True
    if lemma in _TAKING_IN and any(h.dep_ == "poss" for h in heads):
        return True  # "had seen his recent interview"
    topics = (h.head for h in heads if h.dep_ == "pobj" and h.head.lower_ in _TOPICAL)
    if lemma in _SPEAKING and any(t.head == verb for t in topics):
        return True
    above = {t for h in heads for t in (h, *h.ancestors)}
    return any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for t in above for c in t.children)


def _further(
    annotated: Annotated, sentence: Sentence, personal: Sequence[Pairing], found: Sequence[Candidate]
) -> Iterator[tuple[Trigger, Actors]]:
    known = {id_ for c in found for id_ in c.actors}
    sides = {side for c in found for side in c.sides}
    for pairing in personal:
        others = [a for a in pairing.actors if a.id not in known]
        both = len(others) == PAIR and not {a.country for a in others} <= sides
        one = len(others) == 1 and others[0].country not in sides
        if not (both or one) or any(a.kind not in PERSONAL for a in others):
            continue
        if any(_is_beside(_head(annotated, m)) for m in (pairing.first, pairing.second)):
            continue
        mode, score = _read(annotated, sentence, pairing)
        if score >= VERY_SURE:
            known.update(a.id for a in others)
            yield _proposal(annotated, sentence, mode, pairing, _joining(annotated, pairing))


def _is_beside(head: Token) -> bool:
    """Tell whether one looks on, has asked for a contact of others or is against it: none of them has his own."""
    for token in (head, *head.ancestors):
        if token.pos_ in {"VERB", "AUX"}:
            return token.lemma_ in AGAINST and any(c.dep_ == "agent" for c in token.children)
        if token.lower_ in _STANDING_BY:
            return True
    return False


def _proposal(
    annotated: Annotated, sentence: Sentence, mode: str, pairing: Pairing, verb: Token
) -> tuple[Trigger, Actors]:
    trigger = Trigger(verb, "verb", LEARNED, _MODES[mode], sentence)
    actors = {a.id: a for a in pairing.actors}
    for mention in (*_of_several(annotated, pairing), *_beside(annotated, sentence, pairing)):
        actors.update((a.id, a) for a in mention.actors)
    return trigger, actors


def _of_several(annotated: Annotated, pairing: Pairing) -> Iterator[Mention]:
    """Yield the mentions of the two that name several by their sides ("with the presidents of France and Ukraine")."""
    for mention in (pairing.first, pairing.second):
        if len(mention.actors) > 1 and any(c.isupper() for c in annotated.text[mention.start : mention.end]):
            yield mention


def _beside(annotated: Annotated, sentence: Sentence, pairing: Pairing) -> Iterator[Mention]:
    """Yield the mentions of persons whom "and" joins to one of the two ("Merkel and Hollande sat with Putin")."""
    joined = {t.i for m in (pairing.first, pairing.second) for t in _head(annotated, m).conjuncts}
    for mention in annotated.cast.within(*annotated.extent(sentence)):
        one = mention.actor
        if one is not None and one.kind in PERSONAL and one.country and _head(annotated, mention).i in joined:
            yield mention


def set_modes(annotated: Annotated, sentence: Sentence, told: Sequence[Candidate]) -> None:
    """Give the candidates of a sentence whose words leave the mode open ("talked to") the mode that is read in it."""
    for candidate in told:
        if candidate.mode is None and side_count(candidate.actors) >= PAIR:
            readings = [
                _read(annotated, sentence, pairing)
                for pairing in pairings(annotated, sentence)
                if pairing.first != pairing.second and {a.country for a in pairing.actors} <= candidate.sides
            ]
            mode, score = max(readings, key=lambda r: r[1], default=("", 0.0))
            if score >= SURE and mode in _SPOKEN:
                candidate.mode = _MODES[mode]


def only_day(annotated: Annotated, sentence: Sentence) -> TimeMention | None:
    """Return the day that a sentence names, if it names one alone: no verb that the classifier reads need govern it."""
    times = annotated.times_in(*annotated.extent(sentence))
    return times[0] if len(times) == 1 and times[0].kind in {"day", "weekday"} else None


def _rank(pairing: Pairing) -> tuple[bool, int, int]:
    """Return the order in which pairings are read: two persons first, then those who stand near each other."""
    apart = pairing.second.start - pairing.first.end
    return not all(a.kind in PERSONAL for a in pairing.actors), apart, pairing.first.start


def _read(annotated: Annotated, sentence: Sentence, pairing: Pairing) -> tuple[str, float]:
    """Return the likeliest mode of a contact between the two, and the probability that there is one."""
    return contact_model().contact(marked_sentence(annotated, sentence, pairing))


def _joining(annotated: Annotated, pairing: Pairing) -> Token:
    """Return the word of the sentence on which both mentions hang: the verb between them."""
    first, second = (_head(annotated, m) for m in (pairing.first, pairing.second))
    chain = [first, *first.ancestors]
    above = {second.i, *(t.i for t in second.ancestors)}
    common = next((t for t in chain if t.i in above), first.sent.root)
    if common.pos_ not in {"VERB", "AUX"}:
        common = next((t for t in common.ancestors if t.pos_ in {"VERB", "AUX"}), common)
    return common


def _head(annotated: Annotated, mention: Mention) -> Token:
    inside = annotated.tokens(mention.start, mention.end)
    return next((t for t in inside if t.head not in inside or t.head == t), inside[0])
