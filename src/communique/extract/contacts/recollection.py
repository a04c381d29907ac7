"""Well-known meetings that a sentence recalls by their day and city, without a word for a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as Sentence

from communique.actors.authority import Summit
from communique.annotate.annotated import Annotated
from communique.extract.contacts.candidate import Candidate, modes_agree, overlap
from communique.extract.contacts.gatherings import convened, days_of, mode_of, recalled
from communique.extract.contacts.pairs import PAIR
from communique.extract.contacts.participants import side_count
from communique.extract.contacts.triggers import Trigger
from communique.records import Mode, Span, Status


def recalled_contacts(annotated: Annotated, told: Sequence[Candidate], sentence: Sentence) -> list[Candidate]:
    """Return the well-known meetings that a sentence recalls without a word for a meeting."""
    out = []
    here = [c for c in told if sentence in c.sentences]
    start, end = annotated.extent(sentence)
    for summit, time, period in recalled(annotated, sentence):
        sides, trigger_mode = set(summit.participants), mode_of(summit)
        meant = [
            c
            for c in here
            if (c.place in {summit.city, None} or c.trigger.kind == "together")
            and overlap(c.date, period)
            and modes_agree(c.mode, trigger_mode)
        ]
        same = [c for c in meant if side_count(c.actors) >= PAIR and (c.sides <= sides or sides <= c.sides)]
        if same:
            _set_by(summit, [c for c in same if c.trigger.kind == "together"])
            continue
        if trigger_mode is Mode.TALKS and any(c.mode is Mode.TALKS for c in here):
            continue
        pointing = [c for c in meant if c.anaphoric and c.place and side_count(c.actors) >= PAIR]
        if pointing:  # "the two presidents last met in Geneva in June": the table knows which two
            pointing[0].actors = {a.id: a for a in convened(summit)}
            continue
        token = annotated.tokens(time.start, time.end)[0]
        trigger = Trigger(token, "recalled", "meeting", trigger_mode, sentence)
        actors = {a.id: a for a in convened(summit)}
        quote = Span(start, end, annotated.text[start:end])
        out.append(
            Candidate(
                trigger=trigger, mode=trigger.mode, status=Status.HELD, actors=actors, spans=[quote], time=time,
                date=period if period.is_day else days_of(summit), place=summit.city or None, initiator=None,
                duration=None, topics=[], anaphoric=False, another=True, sentences=[sentence],
                summit=summit.name if len(sides) > PAIR or trigger_mode is Mode.TALKS else None,
            )
        )  # fmt: skip
    return out


def _set_by(summit: Summit, met: Sequence[Candidate]) -> None:
    """Give place and days of a meeting of the table to what is told of it without a word for a meeting."""
    for candidate in met:
        candidate.place = summit.city or candidate.place
        if candidate.date is None or not candidate.date.is_day:
            candidate.date = days_of(summit) or candidate.date
