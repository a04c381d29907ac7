"""Official readouts: texts whose publisher is itself one of the sides, so that every clause is its account."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from communique.actors.cast import resolver
from communique.annotate.annotated import Annotated
from communique.extract.accounts.attribution_rules import Attribution
from communique.extract.accounts.lexicon import SAY
from communique.extract.accounts.publishers import Publisher, office_name
from communique.extract.accounts.spans import Range, sentence_range, trimmed
from communique.extract.accounts.speakers import Turn, announced, is_public, speaker_of, turns
from communique.extract.contacts.triggers import triggers

_FOLLOWS = re.compile(
    r"\b(?:as follows|the following (?:statement|readout|announcement|remarks|summary))\b|\bthe following:\s*$"
    r"|\battribut(?:able|ed) to (?:an?|the) ((?:[\w-]+ ){0,3}[\w-]+)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^(?:the )?(?:ministry of (?:foreign )?([a-z]+)(?: affairs)?|press service of the president)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)


Statement = tuple[Attribution, Publisher | None]


def readout_clauses(annotated: Annotated, found: Sequence[Attribution], publisher: Publisher) -> Iterator[Statement]:
    """Yield the statements of a readout in order, each with the office or persons that make it.

    Direct speech and what unnamed officials say keep their own source, which is then None here. A first sentence that
    only tells that the contact took place is no account, nor is one that announces who speaks.
    """
    speaker: Publisher | None = publisher
    headings = sorted([*_headings(annotated, publisher), *turns(annotated, publisher)], key=lambda t: t.start)
    voice: Publisher | None = None
    first, quoted, public = True, False, False
    for sentence in annotated.sentences:
        start, end = sentence_range(annotated, sentence)
        while headings and headings[0].start < end:
            turn = headings.pop(0)
            speaker, first, start = turn.speaker, True, max(start, turn.start)
        if speaker is None:
            continue
        if follows := _announced(annotated, start, end, publisher):
            speaker, first = follows, True
            continue
        if not _is_statement(sentence) or _is_ceremony(sentence):
            continue
        own = [a for a in found if start <= a.anchor < end]
        if speaker is publisher and not own and (person := announced(annotated, sentence, publisher)) is not None:
            speaker, first = person, False
            continue
        if first and not own and speaker.actor is None and next(iter(triggers(sentence)), None) is not None:
            first = False
            continue
        first = False
        public = public or is_public(annotated.text[start:end])
        voices = {a: speaker_of(annotated, a.source, publisher) for a in own if a.kind in _SAID} if public else {}
        spoke = [a for a in own if voices.get(a) is not None] if speaker is publisher else []
        voice = (
            voices[spoke[-1]] if spoke else None if _OPENS.search(annotated.text, max(0, start - 40), start) else voice
        )
        keeps = [a for a in own if a in spoke or _keeps_source(annotated, a, quoted)]
        quoted = any(a.kind == "quote" for a in keeps)
        if keeps:
            yield from ((a, None) for a in own)
            continue
        if speaker.actor is not None and annotated.text[start:end].rstrip().endswith("?") and not own:
            continue
        behind = [a for a in own if a.kind in {"before", "resumed", "according"}]
        if behind:
            yield from ((a, speaker) for a in behind)
            continue
        for begin, stop, cue in _clauses(annotated, sentence):
            place = trimmed(annotated.text, max(begin, start), stop)
            if place is not None:
                yield Attribution(None, cue, (place,), "readout"), voice or speaker


_OPENS = re.compile(r"\n\s*\Z")
_SAID = frozenset({"say", "before", "resumed", "interrupted", "quote", "according"})


def _keeps_source(annotated: Annotated, found: Attribution, quoted: bool) -> bool:
    """Tell whether a statement within a readout is the speaker's own: quoted, or an unnamed official's."""
    if found.kind == "quote" or found.source is None:
        return found.kind == "quote"
    source = annotated.text[found.source[0] : found.source[1]].lower()
    return source.split()[-1] in {"official", "officials"} or (quoted and source in {"he", "she"})


def _announced(annotated: Annotated, start: int, end: int, publisher: Publisher) -> Publisher | None:
    """Return who speaks in what follows, where a sentence says so ("issued the following statement")."""
    text = annotated.text[start:end]
    match = _FOLLOWS.search(text)
    if match is None:
        return None
    if match.group(1):
        who = "official" if "official" in match.group(1) else match.group(1)
        return Publisher(f"{resolver().adjective(publisher.side)} {who} (unnamed)", publisher.side)
    persons = [m for m in annotated.mentions_in(start, end) if m.kind == "person"]
    names = [m.actor.name if m.actor else m.phrase.person_text for m in persons]
    known = [n for n in dict.fromkeys(names) if n]
    return Publisher(" and ".join(known), publisher.side) if known else None


def _headings(annotated: Annotated, publisher: Publisher) -> list[Turn]:
    """Return the places of lines that name the office which tells what follows, as in a bulletin of several."""
    adjective = resolver().adjective(publisher.side)
    out = []
    for match in _HEADING.finditer(annotated.text):
        ministry = match.group(1)
        name = f"{adjective} {ministry} Ministry" if ministry else office_name(match.group(), publisher.side)
        out.append(Turn(match.end(), Publisher(name, publisher.side)))
    return out


def _is_statement(sentence: Sentence) -> bool:
    """Tell whether a sentence states something: headings and page furniture have no finite verb or no end."""
    text = sentence.text.strip()
    return text[-1:] in '.!?:;”"’»' and any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in sentence)


def _is_ceremony(sentence: Sentence) -> bool:
    """Tell whether a sentence tells of the occasion alone: who walked where, who was there, that a banquet followed."""
    root = sentence.root
    return root.lemma_ in _STEPS or (
        root.lemma_ in {"be", "follow", "attend"} and _OCCASION.search(sentence.text) is not None
    )


_STEPS = frozenset({"cross", "step", "shake", "pose", "walk", "stroll", "embrace", "accompany", "escort"})
_OCCASION = re.compile(
    r"\b(?:were|was) (?:also )?present\b|^present (?:there |at \w+ )?(?:were|was)\b|\battended by\b"
    r"|\b(?:banquet|reception|dinner|luncheon|lunch|ceremony) (?:was|were|followed)\b",
    re.IGNORECASE,
)


def _clauses(annotated: Annotated, sentence: Sentence) -> Iterator[tuple[int, int, Range | None]]:
    """Yield the clauses of a sentence that have subjects of their own, each with its verb."""
    root = sentence.root
    verbs = [root, *(c for c in root.conjuncts if c.pos_ == "VERB" and c.i > root.i and _has_subject(c))]
    start, close = sentence_range(annotated, sentence)
    for verb, following in zip(verbs, [*verbs[1:], None], strict=True):
        end = _clause_start(following) if following is not None else close
        place = trimmed(annotated.text, start, end)
        if place is not None:
            yield (*place, (verb.idx, verb.idx + len(verb)) if verb.lemma_ in SAY or verb.tag_ == "VBD" else None)
        start = end


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _clause_start(verb: Token) -> int:
    """Return where a coordinated clause begins: at its subject."""
    first = min((c for c in verb.children if c.i < verb.i), key=lambda t: t.i, default=verb)
    return int(first.left_edge.idx)
