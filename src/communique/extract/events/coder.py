"""Events: who did what to whom, coded by PLOVER, with the words that say so.

A predicate of the sentence gives the class, its syntax the two parties. Where the word leaves no doubt the class is
the lexicon's; elsewhere the classifier reads the sentence with the two parties marked, and the lexicon is its second
opinion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Sentence

from communique.annotate.annotated import Annotated
from communique.annotate.pair_model import marked
from communique.annotate.times import resolve
from communique.extract.events.plover import contexts_of, mode_of, plover_code
from communique.extract.events.plover_model import Reading, plover_model
from communique.extract.events.predicates import ANNOUNCED, HAPPENED, Predicate, main_verb, predicates
from communique.extract.events.roles import Party, Roles
from communique.records import ContactReport, Event, Period, Span, content_id

EXTRACTOR = "events/1"

#: How sure the classifier has to be to overrule the lexicon, and to speak where the lexicon is silent.
OVERRULE, ALONE = 0.9, 0.85
_LONGEST = 600
#: The evidence of an event without recipient goes on to what it is about, up to so many characters.
_QUOTE = 240
_COMPLEMENTS = frozenset({"dobj", "xcomp", "ccomp", "prep", "dative"})
#: What is an event also without anyone upon whom it is done.
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "acl", "parataxis"})
#: A verb that only the classifier reads has its recipient no more than so many words of syntax away.
_STEPS = 3
_ALONE = frozenset({"PROTEST", "MOBILIZE", "YIELD", "AGREE", "REJECT", "THREATEN"})
#: Verbs of fighting that the press uses of words.
_IN_WORDS = frozenset("attack assail hit target blast clash battle fight".split())
Pair = tuple[Party | None, Party | None]


def events(annotated: Annotated, reports: Sequence[ContactReport]) -> tuple[Event, ...]:
    """Return the events of a document in the order of the text, one for each pair, class and sentence.

    reports: the document's own contact reports; a CONSULT in the words of one points to it.
    """
    coder = _Coder(annotated, reports)
    roles = Roles(annotated)
    out: dict[tuple[object, ...], Event] = {}
    for sentence in annotated.sentences:
        if sentence.end_char - sentence.start_char > _LONGEST:
            continue
        for predicate, pair in _triples(sentence, roles):
            reading = classify(annotated.text, sentence, predicate, pair)
            if reading is None:
                continue
            event = coder.event(predicate, pair, reading)
            key = (sentence.start, event.code, *(p.actor if p else None for p in (event.actor, event.recipient)))
            out.setdefault(key, event)
    return tuple(sorted(out.values(), key=lambda e: (e.span.start, e.span.end, e.id)))


def _triples(sentence: Sentence, roles: Roles) -> Iterator[tuple[Predicate, Pair]]:
    """Yield predicates with their parties; where the sentence has none, its main verb with the parties of that."""
    found = False
    for predicate in predicates(sentence):
        actor, recipient = roles.of(predicate)
        if _is_told(predicate, actor, recipient):
            found = True
            yield predicate, (actor, recipient)
    verb = None if found else main_verb(sentence)
    if verb is not None:
        actor, recipient = roles.of(verb, near=True)
        if actor is not None and recipient is not None and _is_near(verb, recipient):
            yield verb, (actor, recipient)


def _is_near(predicate: Predicate, party: Party) -> bool:
    """Tell whether a party stands in what a verb governs itself, in no clause of its own below it."""
    verb = predicate.verb
    inside = (t for t in verb.sent if party.start <= t.idx < party.end and not t.is_space)
    head = next((t for t in inside if t.head == t or not party.start <= t.head.idx < party.end), None)
    steps = 0
    while head is not None and head not in (verb, head.head):
        if head.dep_ in _CLAUSES:
            return False
        steps += head.dep_ not in {"conj", "compound", "appos"}
        head = head.head
    return head == verb and steps <= _STEPS


def _is_told(predicate: Predicate, actor: Party | None, recipient: Party | None) -> bool:
    """Tell whether an event has the parties that it needs: two, or one where a verb tells what it does or suffers."""
    if predicate.token.pos_ not in {"VERB", "AUX", "ADJ"} and predicate.token == predicate.verb:
        return actor is not None and recipient is not None
    if actor is None:
        return recipient is not None and predicate.label == "ASSAULT"
    if recipient is not None:
        return True
    known = actor.participant.country is not None or not actor.participant.actor.startswith("person")
    return known and predicate.label in _ALONE and predicate.status in {HAPPENED, ANNOUNCED}


def _verbal(predicate: Predicate, pair: Pair) -> str | None:
    """Return the class of the lexicon; one named person who attacks another does so in words."""
    persons = all(p is not None and p.participant.actor.startswith("person") for p in pair)
    if predicate.label == "ASSAULT" and persons and predicate.verb.lemma_.lower() in _IN_WORDS:
        return "ACCUSE"
    return predicate.label


def classify(text: str, sentence: Sentence, predicate: Predicate, pair: Pair) -> Reading | None:
    """Return the class of an event and its probability, None when neither the lexicon nor the classifier knows one."""
    actor, recipient = pair
    label = _verbal(predicate, pair)
    noun = predicate.token == predicate.verb and predicate.token.pos_ in {"NOUN", "PROPN"}
    if label is not None and (predicate.sure or noun or actor is None or recipient is None):
        return Reading(label, 1.0)
    if actor is None or recipient is None:
        return None
    first, last = sentence.start_char, sentence.end_char
    places = [(p.start - first, p.end - first) for p in (actor, recipient)]
    reading = plover_model().classify(marked(text[first:last], places[0], places[1]))
    if label is None:
        return reading if reading.score >= ALONE else None
    if reading.label == label or reading.score >= OVERRULE:
        return reading
    return Reading(label, reading.score)


class _Coder:
    """Makes the events of one document."""

    def __init__(self, annotated: Annotated, reports: Sequence[ContactReport]) -> None:
        self._annotated = annotated
        self._reports = reports

    def event(self, predicate: Predicate, pair: Pair, reading: Reading) -> Event:
        """Return the event of a predicate and its parties."""
        annotated, sentence = self._annotated, predicate.token.sent
        actor, recipient = (p.participant if p else None for p in pair)
        words = sentence.text
        code = plover_code(reading.label, words)
        cameo = predicate.cameo if predicate.label == reading.label else None
        span = _span(annotated, predicate, pair)
        mode, context = mode_of(code, span.quote) or mode_of(code, words), contexts_of(words)
        date, place = _date(annotated, sentence, predicate.status), _place(annotated, sentence)
        report = _report(self._reports, sentence, pair) if code == "CONSULT" or cameo == "036" else None
        score = round(reading.score, 3)
        values = (
            code, cameo, mode, list(context), predicate.status, [_key(party) for party in pair],
            [date.start, date.end] if date else None, place, report, score, span.start, span.end,
        )  # fmt: skip
        return Event(
            id=content_id("claim", annotated.document.id, EXTRACTOR, *values),
            document=annotated.document.id,
            extractor=EXTRACTOR,
            code=code,
            cameo=cameo,
            mode=mode,
            context=context,
            status=predicate.status,
            actor=actor,
            recipient=recipient,
            date=date,
            place=place,
            report=report,
            score=score,
            span=span,
        )


def _key(party: Party | None) -> list[str | None] | None:
    return [party.participant.actor, party.participant.country] if party else None


def _span(annotated: Annotated, predicate: Predicate, pair: Pair) -> Span:
    """Return the words from the first of the actor, the recipient and the predicate to the last."""
    starts = [p.start for p in pair if p] + [predicate.token.idx, predicate.verb.idx]
    objects = [c for c in predicate.verb.children if c.dep_ in _COMPLEMENTS and c.i > predicate.verb.i]
    reach = max((c.right_edge.idx + len(c.right_edge) for c in objects), default=0)
    ends = [reach if reach - min(starts) < _QUOTE else 0] if pair[1] is None else []
    ends += [p.end for p in pair if p] + [t.idx + len(t) for t in (predicate.token, predicate.verb)]
    start, end = min(starts), max(ends)
    return Span(start, end, annotated.text[start:end])


def _date(annotated: Annotated, sentence: Sentence, status: str) -> Period | None:
    """Return the days that the sentence gives, else those of publication for what has happened."""
    direction = "future" if status == ANNOUNCED else "past"
    for time in annotated.times_in(*annotated.extent(sentence)):
        if time.kind not in {"duration-since", "season"} and not time.anchored:
            days = resolve(time, annotated.reference, direction)
            if days is not None:
                return days
    return annotated.published if status == HAPPENED else None


def _place(annotated: Annotated, sentence: Sentence) -> str | None:
    """Return the first place behind a preposition of place."""
    for entity in annotated.entities_in(sentence):
        if entity.label_ in {"GPE", "LOC", "FAC"} and entity.start > sentence.start:
            before = annotated.doc[entity.start - 1]
            if before.lower_ in {"in", "at", "near"} and before.head.pos_ in {"VERB", "AUX"}:
                return entity.text
    return None


def _report(reports: Sequence[ContactReport], sentence: Sentence, pair: Pair) -> str | None:
    """Return the contact report whose words lie in the sentence and which both sides took part in."""
    sides = {p.participant.country for p in pair if p}
    for report in reports:
        if sides <= set(report.sides) and any(
            s.start < sentence.end_char and sentence.start_char < s.end for s in report.spans
        ):
            return report.id
    return None
