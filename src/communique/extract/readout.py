"""Official readouts: texts whose publisher is itself one of the sides, so that every clause is its account."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from communique.actors.cast import resolver
from communique.actors.index import name_index
from communique.actors.phrases import PhraseReader
from communique.annotate.annotated import Annotated
from communique.extract.account_clauses import Range, trimmed
from communique.extract.account_cues import SAY
from communique.extract.attribution_rules import Attribution
from communique.records import ContactReport

_OFFICES = re.compile(
    r"\b(?:president(?:'s|’s)?|presidency|presidential|prime minister(?:'s|’s)?|premier|chancell(?:or|ery)|"
    r"foreign ministry|foreign office|ministry|department of|government|embassy|state department|cabinet|royal court|secretary-general|"
    r"press service|press office)\b",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"\b(?:news|times|post|tribune|daily|gazette|herald|journal|press agency|wire|courier|guardian)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """The office that publishes a readout, under its usual name, and the side it speaks for."""

    name: str
    side: str


def publisher_of(annotated: Annotated) -> Publisher | None:
    """Return the office that speaks in a document as its publisher, None for the press."""
    label = annotated.document.publisher
    if not label or (_PRESS.search(label) and not _OFFICES.search(label)):
        return None
    phrases = list(PhraseReader(label, name_index(), {}).phrases())
    names = [n for p in phrases for n in p.sides]
    bodies = [n for n in names if n.kind in {"seat", "body"}]
    if bodies:
        return Publisher(bodies[0].text, bodies[0].code)
    if names and _OFFICES.search(label):
        return Publisher(_office_name(label, names[0].code), names[0].code)
    return None


def _office_name(label: str, code: str) -> str:
    adjective = resolver().adjective(code)
    lower = label.lower()
    if "prime minister" in lower or "premier" in lower:
        return f"{adjective} Prime Minister's Office"
    if "president" in lower or "presidency" in lower:
        return {"RUS": "Kremlin", "USA": "White House", "FRA": "Elysee"}.get(code, f"{adjective} Presidency")
    return label


def readout_clauses(
    annotated: Annotated, found: Sequence[Attribution], reports: Sequence[ContactReport]
) -> Iterator[Attribution]:
    """Yield the clauses of a readout as the publisher's: source None stands for the publishing office.

    Direct speech is left to the speaker. The sentence that tells of the contact itself is no account.
    """
    told = min((s.start for r in reports for s in r.spans), default=None)
    seen = False
    for sentence in annotated.sentences:
        start, end = sentence.start_char, sentence.end_char
        if not _is_statement(sentence):
            continue
        if not seen and (told is None or start <= told):
            seen = told is None or start <= told < end
            continue
        own = [a for a in found if start <= a.anchor < end]
        if any(a.kind == "quote" for a in own):
            yield from own
            continue
        behind = [a for a in own if a.kind in {"before", "resumed", "according"}]
        if behind:
            yield from (Attribution(None, a.cue, a.contents, a.kind) for a in behind)
            continue
        for first, last, cue in _clauses(annotated, sentence):
            yield Attribution(None, cue, ((first, last),), "readout")


def _is_statement(sentence: Sentence) -> bool:
    """Tell whether a sentence states something: headings and page furniture have no finite verb or no end."""
    text = sentence.text.strip()
    return text[-1:] in '.!?:;”"’»' and any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in sentence)


def _clauses(annotated: Annotated, sentence: Sentence) -> Iterator[tuple[int, int, Range | None]]:
    """Yield the clauses of a sentence with their verbs; those that each tell of something said stand apart."""
    root = sentence.root
    verbs = [root, *(c for c in root.conjuncts if c.pos_ == "VERB" and c.i > root.i and _tells(c))]
    start = sentence.start_char
    for verb, following in zip(verbs, [*verbs[1:], None], strict=True):
        end = _clause_start(following) if following is not None else sentence.end_char
        place = trimmed(annotated.text, start, end)
        if place is not None:
            yield (*place, (verb.idx, verb.idx + len(verb)) if _tells(verb) else None)
        start = end + _conjunction(annotated.text[end : end + 8]) if following is not None else end


def _tells(verb: Token) -> bool:
    return verb.lemma_ in SAY or verb.tag_ in {"VBD", "VBZ"}


def _clause_start(verb: Token) -> int:
    """Return where a coordinated clause begins: at its subject, else at its first word."""
    first = min((c for c in verb.children if c.i < verb.i), key=lambda t: t.i, default=verb)
    return int(first.left_edge.idx)


def _conjunction(text: str) -> int:
    match = re.match(r"(?:and|but|or)\s+", text)
    return len(match.group()) if match else 0
