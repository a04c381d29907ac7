"""How long a contact took where the next sentence tells it: "They spoke on Monday. It lasted 39 minutes." """

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.extract.contacts import details
from communique.extract.contacts.candidate import Candidate
from communique.records import Mode, Status

UNTIMED = frozenset({Mode.VISIT, Mode.LETTER})
_NEAR = 2
#: What takes its time: the contact itself, under a pronoun or a name of it.
_LASTED = re.compile(
    r"^(?:(?:it|this|that|they|the (?:two|pair|call|conversation|talks?|meeting|exchange|session|discussion|encounter)|"
    r"both|their (?:call|conversation|talks?|meeting|exchange))\b.{0,40}?"
    r"\b(?:lasted|last|took|taken|ran|continued|was|were|went on|spoke|talked|sat|spent|met|conferred)\b)",
    re.IGNORECASE | re.DOTALL,
)
_IN_ALL = re.compile(r"\b(?:in all|altogether|in total|all told)\b", re.IGNORECASE)
#: A contact told in two parts, whose lengths make up its own.
_PARTS = re.compile(r"^the first (?:round|session|part|sitting)\b", re.IGNORECASE)
_SECOND = re.compile(r"; (?:and )?the second\b", re.IGNORECASE)
_BARE = re.compile(r"\b(\d+)(?=\W*$)")
_AFTER = re.compile(
    r"\bafter (?:about |some |nearly |almost |more than |over )?[\w-]+ (?:hours?|minutes?) of "
    r"(?:talks?|discussions?|negotiations?)\b"
)
_SHORT = 70
"""In characters: a sentence without a verb, such as "Two chairs, no interpreters, fifteen minutes." """


def add_durations(annotated: Annotated, contacts: Sequence[Candidate]) -> None:
    """Give contacts without a duration the one that one of the next two sentences tells of them.

    A sentence that tells of another contact, or of another duration before, ends the search. What a length "in all" is
    told of is the first contact, wherever it stands.
    """
    order = {s.start: i for i, s in enumerate(annotated.sentences)}
    told = {s.start: c for c in contacts for s in c.sentences}
    for contact in contacts:
        if contact.duration is not None or contact.mode in UNTIMED or contact.status is not Status.HELD:
            continue
        for sentence in contact.sentences:
            place = order[sentence.start]
            for following in annotated.sentences[place + 1 : place + 1 + _NEAR]:
                if told.get(following.start, contact) is not contact:
                    break
                contact.duration = contact.duration or _told_in(annotated, following)
            if contact.duration is not None:
                break
        first = order[contact.sentences[0].start]
        if contact.duration is None and first and contact.mode is not None:
            before = annotated.sentences[first - 1]
            contact.duration = _verbless(annotated, before) if before.start not in told else None
    _add_total(annotated, contacts)


def _add_total(annotated: Annotated, contacts: Sequence[Candidate]) -> None:
    """Give the contact that a text is about the length in all that it tells anywhere behind it."""
    about = next((c for c in contacts if c.status is Status.HELD and c.mode not in UNTIMED), None)
    if about is None or about.duration is not None:
        return
    for sentence in annotated.sentences:
        start, end = annotated.extent(sentence)
        text = annotated.text[start:end]
        if sentence.start > about.sentences[0].start and _LASTED.search(text) and _IN_ALL.search(text):
            about.duration = details.duration(text)
            return


def share_lengths(annotated: Annotated, told: Sequence[Candidate]) -> None:
    """Leave each length of time that a sentence states to the contact on whose word it hangs.

    "After five hours of talks with X he left for Kyiv, where he was due to meet Y": the hours are of the talks.
    told: what has been read in the sentence. Where it tells of the same parties throughout, nothing changes.
    """
    timed = [c for c in told if c.mode not in UNTIMED and c.trigger.kind != "recalled" and c.actors]
    if all(set(c.actors) <= set(timed[0].actors) or set(timed[0].actors) <= set(c.actors) for c in timed):
        return
    start, end = annotated.extent(timed[0].trigger.sentence)
    owned: dict[int, int] = {}
    for at, minutes in details.lengths(annotated.text[start:end]):
        words = annotated.tokens(start + at, start + at + 1)
        if words:
            nearest = min((c.trigger.token for c in timed), key=lambda t: (_steps(words[0], t), abs(t.i - words[0].i)))
            owned.setdefault(nearest.i, minutes)
    parties = [set(c.actors) for c in timed if c.trigger.token.i in owned]
    for contact in timed:
        if contact.trigger.token.i in owned:
            contact.duration = owned[contact.trigger.token.i]
        elif not any(own <= set(contact.actors) or set(contact.actors) <= own for own in parties):
            contact.duration = None


def _steps(one: Token, other: Token) -> int:
    """Return how many words lie between two in the tree of their sentence."""
    above = {t.i: n for n, t in enumerate((one, *one.ancestors))}
    return min((n + above[t.i] for n, t in enumerate((other, *other.ancestors)) if t.i in above), default=len(one.doc))


def _told_in(annotated: Annotated, sentence: Sentence) -> int | None:
    """Return the minutes that a sentence gives as the length of the contact told before."""
    start, end = annotated.extent(sentence)
    text = annotated.text[start:end]
    if (parts := _PARTS.findall(text)) and _SECOND.search(text):  # "The first round ran 93 minutes; the second, 65"
        lengths = [details.duration(_BARE.sub(r"\1 minutes", part)) for part in text.split(";")]
        known = [length for length in lengths if length is not None]
        return sum(known) if len(known) > len(parts) else None
    if _LASTED.search(text) or _AFTER.search(text):
        return details.duration(text)
    return _verbless(annotated, sentence)


def _verbless(annotated: Annotated, sentence: Sentence) -> int | None:
    """Return the minutes that a short sentence without a verb tells ("Two chairs, no aides, fifteen minutes.")."""
    start, end = annotated.extent(sentence)
    if end - start > _SHORT or any(t.pos_ in {"VERB", "AUX"} for t in sentence):
        return None
    return details.duration(annotated.text[start:end])
