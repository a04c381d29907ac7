"""What a side has agreed to, demanded, threatened, promised and refused, by day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from communique.ledger import Ledger
from communique.records import Document, Event

#: What an event of a class is in the mouth of its actor. An AGREE with somebody is an agreement, alone a promise.
_KINDS: Mapping[str, str] = MappingProxyType(
    {"AGREE": "agreement", "REQUEST": "demand", "THREATEN": "threat", "REJECT": "refusal"}
)
_PROMISE = re.compile(r"\b(?:promis|pledg|commit|vow|offer|guarantee|assur|undert|will|would|willing|ready|prepared)")
_CONDITION = re.compile(r"\b(?:if|unless|provided that|as long as|in (?:the )?case of|in return for)\b[^.,;\n]*")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s|\n")


@dataclass(frozen=True, slots=True)
class Position:
    """One commitment or demand: who, to whom, on which condition, in which words.

    kind: agreement, promise, demand, threat or refusal. status: as of the event; the list by day shows how it went on.
    """

    date: str | None
    side: str
    kind: str
    addressee: str | None
    status: str
    condition: str | None
    words: str
    document: str
    event: str


def positions(ledger: Ledger, side: str, on: str | None = None) -> list[Position]:
    """Return the positions of a side by (day, place in the text), those without a day last.

    on: only those whose sentence holds this word, whatever its case. The same words in a reprint are told once.
    """
    documents = {d.id: d for d in ledger.documents()}
    found: dict[tuple[str | None, str, str], Position] = {}
    for event, _ in ledger.events_with_contact():
        document = documents[event.document]
        sentence = _sentence(document, event)
        if event.code not in _KINDS or event.actor is None or event.actor.country != side.upper():
            continue
        if on is not None and on.casefold() not in sentence.casefold():
            continue
        position = _position(event, sentence, side.upper())
        key = (document.reprint_of or document.id, position.kind, position.words)
        found.setdefault(key, position)
    return sorted(found.values(), key=lambda p: (p.date is None, p.date or "", p.document, p.event))


def _position(event: Event, sentence: str, side: str) -> Position:
    kind = _KINDS[event.code]
    if event.code == "AGREE" and (event.status == "announced" or _PROMISE.search(event.span.quote)):
        kind = "promise"
    condition = _CONDITION.search(sentence)
    return Position(
        date=event.date.start if event.date else None,
        side=side,
        kind=kind,
        addressee=event.recipient.name if event.recipient else None,
        status=event.status,
        condition=" ".join(condition.group().split()) if condition else None,
        words=" ".join(event.span.quote.split()),
        document=event.document,
        event=event.id,
    )


def _sentence(document: Document, event: Event) -> str:
    """Return the sentence around an event's words."""
    starts = [m.end() for m in _SENTENCE_END.finditer(document.text, 0, event.span.start)]
    end = _SENTENCE_END.search(document.text, event.span.end)
    return document.text[starts[-1] if starts else 0 : end.start() + 1 if end else len(document.text)]
