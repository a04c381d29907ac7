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
from communique.extract.accounts.publishers import AGENCIES, Publisher, office_name
from communique.extract.accounts.source_names import head_of
from communique.extract.accounts.source_words import ORGANS
from communique.extract.accounts.spans import Range, sentence_range, trimmed
from communique.extract.accounts.speakers import Turn, announced, is_public, speaker_of, turns
from communique.extract.contacts.triggers import triggers

_FOLLOWS = re.compile(
    r"\b(?:as follows|the following (?:statement|readout|announcement|remarks|summary))\b|\bthe following:\s*$"
    r"|\battribut(?:able|ed) to (?:(?:an?|the) ((?:[\w-]+ ){0,3}[\w-]+)|(?=(?-i:[A-Z])))",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^(?:the )?(?:ministry of (?:foreign )?([a-z]+)(?: affairs)?|press service of the president)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_STEPS = frozenset({"cross", "step", "shake", "pose", "walk", "stroll", "embrace", "accompany", "escort"})
_OCCASION = re.compile(
    r"\b(?:were|was) (?:also )?present\b|^present (?:there |at \w+ )?(?:were|was)\b|\battended by\b"
    r"|\b(?:banquet|reception|dinner|luncheon|lunch|ceremony) (?:was|were|followed)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\n\s*\Z")
#: Kinds of attributions by which somebody says something himself.
_SAID = frozenset({"say", "before", "resumed", "interrupted", "quote", "according"})

Statement = tuple[Attribution, Publisher | None]


def readout_clauses(annotated: Annotated, found: Sequence[Attribution], publisher: Publisher) -> Iterator[Statement]:
    """Yield the statements of a readout in order, each with the office or persons that make it.

    Direct speech and what unnamed officials say keep their own source, which is then None here. A first sentence that
    only tells that the contact took place is no account, nor is one that announces who speaks.
    """
    reader = _Reader(annotated, found, publisher)
    for sentence in annotated.sentences:
        yield from reader.statements(sentence)


class _Reader:
    """Reads an office's text sentence by sentence.

    speaker: who makes what is not attributed, None while somebody speaks whose words are nobody's account. voice: the
    person quoted last in the paragraph, who goes on without being named. first: nothing has been told since the speaker
    began. quoted: the sentence before had direct speech. public: somebody has spoken in public.
    passed_on: what was attributed last is another office's.
    """

    def __init__(self, annotated: Annotated, found: Sequence[Attribution], publisher: Publisher) -> None:
        self.annotated, self.found, self.publisher = annotated, found, publisher
        self.turns = sorted([*_headings(annotated, publisher), *turns(annotated, publisher)], key=lambda t: t.start)
        self.speaker: Publisher | None = publisher
        self.voice: Publisher | None = None
        self.first, self.quoted, self.public, self.passed_on = True, False, False, False

    def statements(self, sentence: Sentence) -> Iterator[Statement]:
        """Yield what a sentence states, in order."""
        start, end = sentence_range(self.annotated, sentence)
        while self.turns and self.turns[0].start < end:
            turn = self.turns.pop(0)
            self.speaker, self.first, start = turn.speaker, True, max(start, turn.start)
        speaker = self.speaker
        if speaker is None or self._is_handed_over(start, end) or not _is_statement(sentence) or _is_ceremony(sentence):
            return
        own = [a for a in self.found if start <= a.anchor < end]
        if not own and self._is_introduction(sentence, speaker):
            return
        self.first = False
        if self._keeps_sources(own, start, end):
            yield from ((a, None) for a in own)
        elif own or speaker.actor is None or not self.annotated.text[start:end].rstrip().endswith("?"):
            yield from self._made(sentence, start, own, speaker)

    def _is_handed_over(self, start: int, end: int) -> bool:
        """Tell whether a sentence announces whose statement follows, who speaks from there on."""
        follows = _announced(self.annotated, start, end, self.publisher)
        if follows is not None:
            self.speaker, self.first = follows, True
        return follows is not None

    def _is_introduction(self, sentence: Sentence, speaker: Publisher) -> bool:
        """Tell whether a sentence only tells that there was a contact, or that somebody spoke, who then goes on."""
        person = announced(self.annotated, sentence, self.publisher) if speaker is self.publisher else None
        contact = self.first and speaker.actor is None and next(iter(triggers(sentence)), None) is not None
        self.speaker = person or speaker
        self.first = self.first and not (person or contact)
        return person is not None or contact

    def _keeps_sources(self, own: Sequence[Attribution], start: int, end: int) -> bool:
        """Tell whether the attributions of a sentence keep the sources that the text gives them."""
        text = self.annotated.text
        self.public = self.public or is_public(text[start:end])
        said = [a for a in own if a.kind in _SAID] if self.public and self.speaker is self.publisher else []
        voices = {a: v for a in said if (v := speaker_of(self.annotated, a.source, self.publisher)) is not None}
        if voices:
            self.voice = list(voices.values())[-1]
        elif _OPENS.search(text, max(0, start - 40), start):
            self.voice = None  # a new paragraph
        keeps = [a for a in own if a in voices or _keeps_source(self.annotated, a, self.quoted) or self._is_others(a)]
        self.quoted = any(a.kind == "quote" for a in keeps)
        return bool(keeps)

    def _is_others(self, found: Attribution) -> bool:
        """Tell whether another office than the publisher says it: "India's foreign ministry said in a statement".

        A state's agency passes on what offices of its own state say, too.
        """
        if found.source is None or found.kind not in _SAID:
            return False
        agency = self.publisher in AGENCIES.values()
        text = self.annotated.text[slice(*found.source)]
        if agency and text.lower() == "it":
            return self.passed_on
        mentions = self.annotated.mentions_in(*found.source)
        offices = [m.actor.side for m in mentions if m.actor is not None and m.actor.kind == "body"]
        self.passed_on = any(agency or side not in {None, self.publisher.side} for side in offices)
        self.passed_on |= agency and head_of(text) in ORGANS
        return self.passed_on

    def _made(
        self, sentence: Sentence, start: int, own: Sequence[Attribution], speaker: Publisher
    ) -> Iterator[Statement]:
        """Yield what a sentence states from a place on: its attributions, else its clauses."""
        behind = [a for a in own if a.kind in {"before", "resumed", "according"}]
        yield from ((a, speaker) for a in behind)
        for begin, stop, cue in _clauses(self.annotated, sentence) if not behind else ():
            place = trimmed(self.annotated.text, max(begin, start), stop)
            if place is not None:
                yield Attribution(None, cue, (place,), "readout"), self.voice or speaker


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
    handed = match.group().lower().startswith("attribut")
    if handed and any("spokes" in (m.phrase.title or "").lower() for m in persons):
        return publisher  # a spokesman hands out the office's own text
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
