"""Official readouts: texts whose publisher is itself one of the sides, so that every clause is its account."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from communique.actors.cast import resolver
from communique.actors.index import name_index
from communique.actors.phrases import PhraseReader
from communique.annotate.annotated import Annotated
from communique.extract.accounts.attribution_rules import Attribution
from communique.extract.accounts.lexicon import SAY
from communique.extract.accounts.source_words import presidency
from communique.extract.accounts.spans import Range, sentence_range, trimmed
from communique.extract.contacts.triggers import triggers

_OFFICES = re.compile(
    r"\b(?:president(?:'s|’s)?|presidency|presidential|prime minister(?:'s|’s)?|premier|chancell(?:or|ery)|"
    r"foreign ministry|foreign office|ministry|department of|government|embassy|state department|cabinet|"
    r"royal court|secretary-general|press service|press office)\b",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"\b(?:news|times|post|tribune|daily|gazette|herald|journal|press agency|wire|courier|guardian)\b", re.IGNORECASE
)


_FOLLOWS = re.compile(
    r"\b(?:as follows|the following (?:statement|readout|announcement|remarks|summary))\b"
    r"|\battribut(?:able|ed) to (?:an?|the) ((?:[\w-]+ ){0,3}[\w-]+)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^(?:the )?(?:ministry of (?:foreign )?([a-z]+)(?: affairs)?|press service of the president)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """The office that publishes a readout, under its usual name, and the side it speaks for."""

    name: str
    side: str


_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_HEAD = 400
#: Of an office, in characters; longer lines are no headings.
_LONGEST_NAME = 120
"""In characters: how far into a text the headings reach that can name its publisher."""

#: Hosts of offices that publish readouts: name and side.
_HOSTS: Mapping[str, tuple[str, str]] = {
    "kremlin.ru": ("Kremlin", "RUS"), "mid.ru": ("Russian Foreign Ministry", "RUS"),
    "whitehouse.gov": ("White House", "USA"), "state.gov": ("US State Department", "USA"),
    "defense.gov": ("Pentagon", "USA"), "elysee.fr": ("Elysee", "FRA"),
    "diplomatie.gouv.fr": ("French Foreign Ministry", "FRA"), "president.gov.ua": ("Ukrainian Presidency", "UKR"),
    "mfa.gov.ua": ("Ukrainian Foreign Ministry", "UKR"), "fmprc.gov.cn": ("Chinese Foreign Ministry", "CHN"),
    "mfa.gov.cn": ("Chinese Foreign Ministry", "CHN"), "tccb.gov.tr": ("Turkish Presidency", "TUR"),
    "mfa.gov.tr": ("Turkish Foreign Ministry", "TUR"), "pmindia.gov.in": ("Indian Prime Minister's Office", "IND"),
    "mea.gov.in": ("Indian Foreign Ministry", "IND"), "bundesregierung.de": ("German government", "DEU"),
    "bundeskanzler.de": ("German Chancellery", "DEU"), "auswaertiges-amt.de": ("German Foreign Ministry", "DEU"),
    "gov.uk": ("UK government", "GBR"), "mofa.go.jp": ("Japanese Foreign Ministry", "JPN"),
    "kantei.go.jp": ("Japanese Prime Minister's Office", "JPN"), "president.go.kr": ("South Korean Presidency", "KOR"),
    "pm.gc.ca": ("Canadian Prime Minister's Office", "CAN"), "nato.int": ("NATO", "NATO"),
    "consilium.europa.eu": ("European Council", "EUU"), "president.ir": ("Iranian Presidency", "IRN"),
    "quirinale.it": ("Italian Presidency", "ITA"), "governo.it": ("Italian government", "ITA"),
}  # fmt: skip

Statement = tuple[Attribution, Publisher | None]


def publisher_of(annotated: Annotated) -> Publisher | None:
    """Return the office that speaks in a document as its publisher, None for the press.

    The publisher's name tells it, else the host of the address, else a heading that is an office's name alone.
    """
    label = annotated.document.publisher
    if label:
        return _by_name(label)
    return _by_address(annotated.document.url) or _by_heading(annotated.text)


def _by_name(label: str) -> Publisher | None:
    if (voice := _MOUTHPIECES.get(label.lower())) is not None:
        return voice
    if _PRESS.search(label) and not _OFFICES.search(label):
        return None
    phrases = PhraseReader(label, name_index(), {}).phrases()
    names = [n for p in phrases for n in p.sides]
    bodies = [n for n in names if n.kind in {"seat", "body"}]
    if bodies:
        return Publisher(_office_name(bodies[0].text, bodies[0].code), bodies[0].code)
    if names and _OFFICES.search(label):
        return Publisher(_office_name(label, names[0].code), names[0].code)
    return None


def _by_address(url: str | None) -> Publisher | None:
    host = urlsplit(url or "").hostname or ""
    while "." in host:
        if host in _HOSTS:
            return Publisher(*_HOSTS[host])
        host = host.partition(".")[2]
    return None


def _by_heading(text: str) -> Publisher | None:
    """Return the office that one of the first lines names and nothing else ("THE WHITE HOUSE")."""
    for line in text.lstrip()[:_HEAD].splitlines()[:3]:
        if len(line) > _LONGEST_NAME:
            continue
        phrases = list(PhraseReader(line.strip().title(), name_index(), {}).phrases())
        names = phrases[0].sides if len(phrases) == 1 else ()
        rest = _ARTICLE.sub("", line.strip())
        if names and names[0].kind in {"seat", "body"} and names[0].text.lower() == rest.lower():
            return Publisher(_office_name(names[0].text, names[0].code), names[0].code)
    return None


def _office_name(label: str, code: str) -> str:
    adjective = resolver().adjective(code)
    lower = label.lower()
    if "prime minister" in lower or "premier" in lower:
        return f"{adjective} Prime Minister's Office"
    if "president" in lower or "presidency" in lower:
        return presidency(code, adjective)
    for pattern, usual in _MINISTRIES:
        if pattern.search(lower):
            return _OWN_NAMES.get((code, usual), f"{adjective} {usual}")
    return label


#: Ministries by the words of their long names, with what the press calls them.
_MINISTRIES = (
    (re.compile(r"\b(?:foreign|external) (?:affairs|ministry|relations)|\bforeign, commonwealth|\bforeign office"),
     "Foreign Ministry"),
    (re.compile(r"\bdefen[cs]e\b"), "Defence Ministry"),
    (re.compile(r"\bdepartment of state\b|\bstate department\b"), "State Department"),
)  # fmt: skip
_OWN_NAMES = {
    ("GBR", "Foreign Ministry"): "UK Foreign Office", ("USA", "Defence Ministry"): "Pentagon",
    ("USA", "State Department"): "US State Department", ("USA", "Foreign Ministry"): "US State Department",
}  # fmt: skip
#: Agencies that publish what their leaders did in the government's own words.
_MOUTHPIECES = {"korean central news agency": Publisher("KCNA", "PRK"), "kcna": Publisher("KCNA", "PRK")}


def readout_clauses(annotated: Annotated, found: Sequence[Attribution], publisher: Publisher) -> Iterator[Statement]:
    """Yield the statements of a readout in order, each with the office or persons that make it.

    Direct speech and what unnamed officials say keep their own source, which is then None here. A first sentence that
    only tells that the contact took place is no account, nor is one that announces who speaks.
    """
    speaker: Publisher = publisher
    headings = _headings(annotated, publisher)
    first, quoted = True, False
    for sentence in annotated.sentences:
        start, end = sentence_range(annotated, sentence)
        while headings and headings[0][0] < end:
            speaker, first = headings.pop(0)[1], True
        if announced := _announced(annotated, start, end, publisher):
            speaker, first = announced, True
            continue
        if not _is_statement(sentence) or _is_ceremony(sentence):
            continue
        own = [a for a in found if start <= a.anchor < end]
        if first and not own and next(iter(triggers(sentence)), None) is not None:
            first = False
            continue
        first = False
        keeps = [a for a in own if _keeps_source(annotated, a, quoted)]
        quoted = any(a.kind == "quote" for a in keeps)
        if keeps:
            yield from ((a, None) for a in own)
            continue
        behind = [a for a in own if a.kind in {"before", "resumed", "according"}]
        if behind:
            yield from ((a, speaker) for a in behind)
            continue
        for begin, stop, cue in _clauses(annotated, sentence):
            yield Attribution(None, cue, ((begin, stop),), "readout"), speaker


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


def _headings(annotated: Annotated, publisher: Publisher) -> list[tuple[int, Publisher]]:
    """Return the places of lines that name the office which tells what follows, as in a bulletin of several."""
    adjective = resolver().adjective(publisher.side)
    out = []
    for match in _HEADING.finditer(annotated.text):
        ministry = match.group(1)
        name = f"{adjective} {ministry} Ministry" if ministry else _office_name(match.group(), publisher.side)
        out.append((match.end(), Publisher(name, publisher.side)))
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
