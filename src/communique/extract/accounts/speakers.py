"""Who speaks in an official text: statements, remarks and transcripts of one person, which are not the office's own.

An office publishes three kinds of text: its own telling (a readout), what one of its people said, and a transcript with
a label before each speaker. Here the places are found from which somebody else than the office speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from communique.actors.actor import Actor
from communique.actors.cast import Mention, cast_of, find_phrases, resolver
from communique.annotate.annotated import Annotated
from communique.extract.accounts.publishers import Publisher
from communique.extract.accounts.quotes import Quotations
from communique.extract.accounts.spans import sentence_range

_SORT = (
    r"(?:statement|remarks|comments?|speech|address|briefing|message|declaration|intervention|presentation|interview|"
    r"press conference|news conference|toast|answers|transcript|words|eulogy)s?"
)
#: "Press remarks by the High Representative X", "Statement to the press of the President", "Text of X's speech".
_BY = re.compile(
    rf"^[\W\d]*(?:(?:the|full|text|transcript|video|written|joint|public|official|press|opening|closing|introductory|"
    rf"doorstep|televised|evening|national|of|on-the-record|brief|special) )*{_SORT}"
    rf"(?: (?:to|for|at|before) (?:the )?(?:press|media|journalists|reporters|nation|people))?"
    rf"(?: (?:and|&) (?:answers|remarks|q&a)[^,:]{{0,30}})? (?:by|of|from|with|delivered by|made by|given by) ",
    re.IGNORECASE,
)
_OWNED = re.compile(rf"^(?:[’']s)? (?:\w+ ){{0,3}}{_SORT}\b", re.IGNORECASE)
_LABEL = re.compile(r"^[ \t]*([A-ZÀ-Þ“][^\n:;?!“”\"]{2,100}?)[ \t]*:(?=\s)", re.MULTILINE)
_ASKS = re.compile(
    r"^(?:q|question|questioner|reporter|journalist|correspondent|moderator|interviewer|host|interpreter|operator)$",
    re.IGNORECASE,
)
#: What may stand beside the name in a label: further offices and titles, no sentence.
_IN_LABEL = re.compile(r"(?:[\s,.()/&-]|\b(?:of|the|and|for|de|la)\b|\b(?:[A-ZÀ-Þ][\w.’'-]*))*")
_PAIR = re.compile(r",?\s+and\s+(?:the\s+)?", re.IGNORECASE)
_POST = re.compile(r"^[\s,/&-]*(?:[\w/-]+[\s,]*){0,4}$")
_FIRST_PERSON = re.compile(r"(?<![A-Z]\. )\b(?:I|my|me)\b(?!\.)")
#: In characters: how far a name may stand from where its label or title begins.
_NEAR = 5
_BEFORE = 120
#: A text of one person without a name says "I" at least so often.
_OFTEN = 2
_SPEECH = frozenset({"statement", "speech", "address", "remarks", "remark", "declaration", "briefing", "conference"})
_GIVE = frozenset({"make", "give", "deliver", "issue", "read", "hold"})
_AUDIENCE = re.compile(
    r"\b(?:to|address\w*) (?:the |assembled |accredited )?(?:[\w-]+ )?"
    r"(?:press|reporters|journalists|media|correspondents|nation|newsmen)\b"
    r"|\bon (?:[\w-]+ )?(?:television|radio|tv)\b|\bto (?:[\w-]+ )?(?:television|radio|tv)\b",
    re.IGNORECASE,
)
#: What a leader says in public is his own account even where his office prints it.
_PUBLIC = re.compile(
    r"\b(?:told|informed|informs|tells|briefed) (?:the |[\w-]+ )?"
    r"(?:press|reporters|journalists|media|correspondents|newsmen)\b"
    r"|\b(?:press|news) (?:conference|briefing)\b|\b(?:told|in) [\w ]{0,20}interview\b"
    r"|\b(?:in answer to|answering|in reply to|responding to|asked by|replying to)(?: an?| the)? (?:[\w-]+ ){0,3}"
    r"(?:questions?|reporters?|journalists?|press)\b"
    r"|\b(?:in|during) (?:his|her|an?) (?:[\w-]+ ){0,2}(?:speech|address|remarks|statement to the press)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """From ``start`` on, in characters, ``speaker`` speaks; None: somebody whose words are nobody's account."""

    start: int
    speaker: Publisher | None


def turns(annotated: Annotated, publisher: Publisher) -> list[Turn]:
    """Return from where in an office's text which person speaks, by labels, by the title or by the first person."""
    labelled = list(_labels(annotated, publisher))
    if any(t.speaker is not None for t in labelled):
        return labelled
    if (named := by_title(annotated, publisher)) is not None:
        return [Turn(0, named)]
    if _says_i(annotated) and (person := _own_person(annotated, publisher)) is not None:
        return [Turn(0, person)]
    return []


def by_title(annotated: Annotated, publisher: Publisher) -> Publisher | None:
    """Return whose statement or remarks a text is by its title, None when it is the office's own text."""
    title = " ".join((annotated.document.title or "").split())
    if (opening := _BY.match(title)) is not None:
        return _leading(annotated, title[opening.end() :], publisher)
    first = next(iter(_read(annotated, title, publisher)), None)
    if first is None or first.start > _NEAR or not _OWNED.match(title[first.end :]):
        return None
    return _speaker(annotated, first, publisher) if first.phrase.possessive or title[first.end] in "'’" else None


def announced(annotated: Annotated, sentence: Sentence, publisher: Publisher) -> Publisher | None:
    """Return who speaks in what follows where a sentence only tells that somebody spoke in public."""
    text = annotated.text[slice(*sentence_range(annotated, sentence))]
    for token in sentence:
        spoke = token.lemma_ in {"speak", "address"} and _AUDIENCE.search(text)
        given = token.lemma_ in _GIVE and any(c.dep_ == "dobj" and c.lemma_.lower() in _SPEECH for c in token.children)
        if not (spoke or given) or token.dep_ not in {"ROOT", "conj"}:
            continue
        mention = _subject(annotated, token)
        if mention is not None:
            return _speaker(annotated, mention, publisher)
    return None


def _subject(annotated: Annotated, verb: Token) -> Mention | None:
    """Return the person who is the subject of a verb, or stands right before it."""
    for child in verb.children:
        mention = annotated.mention_at(child) if child.dep_ in {"nsubj", "nsubjpass"} else None
        if mention is not None and mention.kind in {"person", "title"}:
            return mention
    before = annotated.mentions_in(max(0, verb.idx - _BEFORE), verb.idx)
    close = before and before[-1].kind in {"person", "title"} and annotated.text[before[-1].end : verb.idx].isspace()
    return before[-1] if close else None


def speaker_of(annotated: Annotated, place: tuple[int, int] | None, publisher: Publisher) -> Publisher | None:
    """Return the one person whom a source phrase means, None for bodies and several."""
    mentions = annotated.mentions_in(*place) if place is not None else ()
    people = [m for m in mentions if m.kind in {"person", "title", "pronoun"}]
    found = {s.actor: s for m in people if (s := _speaker(annotated, m, publisher)) is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def is_public(text: str) -> bool:
    """Tell whether a sentence says that somebody spoke to the press or in public."""
    return _PUBLIC.search(text) is not None


def _labels(annotated: Annotated, publisher: Publisher) -> Iterator[Turn]:
    """Yield the labels of a transcript; who only asks is no speaker."""
    for match in _LABEL.finditer(annotated.text):
        label = match.group(1).strip()
        if _ASKS.match(label):
            yield Turn(match.end(), None)
            continue
        mentions = [m for m in _read(annotated, label, publisher) if m.kind in {"person", "title"}]
        found = next((m for m in mentions if m.kind == "person"), mentions[0] if mentions else None)
        if found is None or not _IN_LABEL.fullmatch(label[: found.start] + label[found.end :]):
            continue
        speaker = _speaker(annotated, found, publisher)
        if speaker is not None:
            yield Turn(match.end(), speaker)


def _leading(annotated: Annotated, text: str, publisher: Publisher) -> Publisher | None:
    """Return the person, or the two, with whom a text begins."""
    mentions = _read(annotated, text, publisher)
    people = [m for m in mentions if m.kind in {"person", "title"}]
    if not people or not _POST.match(text[: people[0].start]):
        return None
    first = people[0]
    if first.phrase.possessive or text[first.end : first.end + 1] in {"'", "’"}:
        return None  # "Statement from the Prime Minister's Office"
    if len(people) > 1 and first.kind == "title" and _POST.match(text[first.end : people[1].start]):
        first, people = people[1], people[1:]  # "High Representative/Vice-President X"
    speaker = _speaker(annotated, first, publisher)
    if speaker is None or speaker.side != publisher.side:
        return None
    if len(people) > 1 and _PAIR.fullmatch(text[first.end : people[1].start]):
        second = _speaker(annotated, people[1], publisher)
        if second is not None and second.side == publisher.side:
            return Publisher(f"{speaker.name} and {second.name}", publisher.side)
    return speaker


def _read(annotated: Annotated, text: str, publisher: Publisher) -> list[Mention]:
    """Return the mentions of a heading, read as the office's own words."""
    home = annotated.home or publisher.side
    return list(cast_of(find_phrases(text, {}), annotated.cast.days, frozenset(), home).mentions)


def _speaker(annotated: Annotated, mention: Mention, publisher: Publisher) -> Publisher | None:
    actor = mention.actor
    if actor is None or actor.kind not in {"person", "office"} or actor.id.startswith("office:"):
        return None
    side = publisher.side if _is_own(annotated, actor, publisher) else actor.side or publisher.side
    return Publisher(actor.name, side, actor.id)


def _is_own(annotated: Annotated, actor: Actor, publisher: Publisher) -> bool:
    """Tell whether a person held an office of the publisher's side on the day, whatever stands before the name."""
    days = annotated.cast.days
    person = resolver().authority.persons.get(actor.name)
    terms = person.terms if person is not None else ()
    return any(t.office.code == publisher.side and t.covers(days.start, days.end) for t in terms)


def _own_person(annotated: Annotated, publisher: Publisher) -> Publisher | None:
    """Return the first of the office's own people in title or text."""
    title = annotated.document.title or ""
    for mention in [*_read(annotated, title, publisher), *annotated.cast.mentions]:
        actor = mention.actor
        if mention.kind in {"person", "title"} and actor is not None and actor.side == publisher.side:
            return _speaker(annotated, mention, publisher)
    return None


def _says_i(annotated: Annotated) -> bool:
    """Tell whether a text speaks in the first person singular outside quotations."""
    quotes = Quotations(annotated.text)
    said = [m for m in _FIRST_PERSON.finditer(annotated.text) if quotes.around(m.start()) is None]
    return len(said) >= _OFTEN and any(m.group()[0] == "I" for m in said)
