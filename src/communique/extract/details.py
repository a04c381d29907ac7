"""What else a text says of a contact: place, initiator, duration, topics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Span, Token

from communique.actors.index import name_index
from communique.actors.text import words
from communique.annotate.annotated import Annotated
from communique.extract.roles import subjects
from communique.extract.triggers import Trigger
from communique.records import Mode

_NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"an": 1, "a": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "twenty-five": 25,
     "thirty-five": 35, "forty-five": 45, "half": 0}  # fmt: skip
_COUNT = r"(\d+(?:\.\d+)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_HOURS = re.compile(
    rf"\b{_COUNT}[\s-]*(?P<half>and[\s-]a[\s-]half[\s-]*)?hours?(?P<tail>[\s-]+and[\s-]+a[\s-]+half)?"
    rf"(?:[\s,-]*(?:and[\s-]+)?{_COUNT.replace('(', '(?P<minutes>', 1)}[\s-]*minutes?)?",
    re.IGNORECASE,
)
_MINUTES = re.compile(rf"\b{_COUNT}[\s-]*minutes?\b", re.IGNORECASE)
_HALF_HOUR = re.compile(r"\bhalf[\s-]+(?:an[\s-]+)?hour\b", re.IGNORECASE)
_INITIATIVE = re.compile(
    r"\b(?:at|on) (?:the )?(?:initiative|request|invitation) of\b|\binitiated by\b|\brequested by\b", re.IGNORECASE
)
_SIDE_INITIATIVE = re.compile(r"\b(?:at|on) [\w’'. -]{2,30}? (?:initiative|request|invitation)\b", re.IGNORECASE)
_ASKING = frozenset({"ask", "request", "initiate", "seek"})
_TOWNS = frozenset({"resort", "city", "town", "port", "village"})
_CONVENING = frozenset({"organise", "organize", "convene", "host", "hold", "stage"})
_TRAVEL = frozenset({"travel", "fly", "arrive", "go", "head", "journey"})
_SEAT = re.compile(
    r"White House|Kremlin|Elys[eé]e|Downing Street|Oval Office|Camp David|Mar-a-Lago|Blue House|Chancellery|Vatican"
)
_BY_SIDE = re.compile(r"\b([A-Z][\w.]*)[-–](?:initiated|organi[sz]ed|convened|hosted|sponsored)\b")
_NAMED_PLACES = frozenset({"alias", "capital", "city"})
_MARGINS = frozenset({"margins", "sidelines", "fringes", "margin", "sideline"})
_LOCATIVE = frozenset({"in", "at", "near", "outside"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_SITES = frozenset({"capital", "city", "seat", "name", "alias"})


def duration(text: str) -> int | None:
    """Return a stated duration in minutes ("50-minute", "an hour and a half", "two hours and 20 minutes"), or None."""
    if _HALF_HOUR.search(text):
        return 30
    hours = _HOURS.search(text)
    if hours:
        total = _number(hours.group(1)) * 60 + (30 if hours["half"] or hours["tail"] else 0)
        total += _number(hours["minutes"]) if hours["minutes"] else 0
        return round(total)
    minutes = _MINUTES.search(text)
    return round(_number(minutes.group(1))) if minutes else None


def _number(word: str) -> float:
    return float(_NUMBERS.get(word.lower(), 0)) if not word[0].isdigit() else float(word)


def initiator(annotated: Annotated, trigger: Trigger, codes: Sequence[str]) -> str | None:
    """Return the side that placed, asked for or convened the contact, when the sentence says so.

    codes: the sides that take part; none when the sentence only points back to a contact.
    """
    start, end = annotated.extent(trigger.sentence)
    text = annotated.text[start:end]
    match = _INITIATIVE.search(text)
    if match:
        found = _first_side(annotated, start + match.end(), end)
        if found is not None and (found in codes or not codes):
            return found
    match = _SIDE_INITIATIVE.search(text)
    if match:
        found = _first_side(annotated, start + match.start(), start + match.end())
        if found is not None and (found in codes or not codes):
            return found
    match = _BY_SIDE.search(text)
    if match:
        found = _side_named(match.group(1))
        if found is not None and (found in codes or not codes):
            return found
    return _by_verb(annotated, trigger)


def _first_side(annotated: Annotated, start: int, end: int) -> str | None:
    """Return the side of the first mention in a stretch of text."""
    for mention in annotated.cast.mentions:
        if start <= mention.start < end and mention.actors:
            return mention.actors[0].country
    return None


def _side_named(word: str) -> str | None:
    match = name_index().side_at(words(word), 0)
    return match[1][0].code if match else None


def _by_verb(annotated: Annotated, trigger: Trigger) -> str | None:
    """Return who calls, places the call, asks for it, or from whom it is received."""
    token = trigger.token
    if trigger.mode is Mode.LETTER:
        return _writer(annotated, trigger)
    if trigger.kind == "verb" and trigger.lemma in {"call", "phone", "telephone", "ring"}:
        return _caller(annotated, token)
    if trigger.kind != "noun":
        return None
    if _asking_verb(token).lemma_ in _ASKING:
        return _caller(annotated, _asking_verb(token))
    if trigger.mode in {Mode.TALKS, Mode.SUMMIT} and token.head.lemma_ in _CONVENING:
        hosts = subjects(token.head)
        return _caller(annotated, token.head) if len(hosts) == 1 and not hosts[0].conjuncts else None
    if trigger.mode is not Mode.CALL:
        return None
    if token.head.lemma_ in {"place", "make", "initiate"}:
        return _caller(annotated, token.head)
    if token.head.lemma_ in {"receive", "take", "get"}:
        for child in (*token.children, *token.head.children):
            if child.lower_ == "from":
                return _first_side(annotated, child.idx, child.idx + 120)
    return None


def _writer(annotated: Annotated, trigger: Trigger) -> str | None:
    """Return the side whose letter it is."""
    if trigger.kind != "noun":
        return _caller(annotated, trigger.token)
    for child in trigger.token.children:
        mention = annotated.mention_at(child) if child.dep_ == "poss" else None
        if mention is not None and mention.actor is not None:
            return mention.actor.country
    carrier = trigger.token.head
    if carrier.lower_ == "in" and carrier.head.pos_ in {
        "VERB",
        "AUX",
    }:  # "X wrote in a letter", "had offered in a message"
        return _caller(annotated, carrier.head)
    return _caller(annotated, carrier) if carrier.lemma_ in {"send", "write", "deliver"} else None


def _asking_verb(noun: Token) -> Token:
    """Return the verb by which somebody asks for what the noun names ("asked for the call")."""
    head = noun.head
    return head.head if head.pos_ == "ADP" else head


def _caller(annotated: Annotated, verb: Token) -> str | None:
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return None
    for subject in subjects(verb):
        mention = annotated.mention_at(subject)
        if mention is not None and mention.actor is not None:
            return mention.actor.country
    return None


def place(annotated: Annotated, trigger: Trigger) -> str | None:
    """Return where the contact took place or is to, as the text names it: the nearest place phrase of the clause."""
    if trigger.mode in {Mode.CALL, Mode.VIDEO, Mode.LETTER}:
        return None
    own = _own_place(annotated, trigger)
    if own is not None:
        return own
    if trigger.token.dep_ == "relcl" and any(c.lower_ == "where" for c in trigger.token.children):
        return trigger.token.head.text if trigger.token.head.ent_type_ in _PLACES else None
    if trigger.kind == "noun" and (city := city_before(trigger.token)) is not None:
        return city
    towards = trigger.mode is Mode.VISIT or trigger.lemma in {"welcome", "receive", "host"}
    prepositions = _LOCATIVE | ({"to", "into"} if towards else set())
    if trigger.lemma in {"leave", "depart", "head"}:
        prepositions = prepositions | {"for"}
    found: list[tuple[int, str]] = []
    for entity in _place_names(annotated, trigger.sentence):
        behind = {t.lower_ for t in annotated.doc[entity.end : entity.end + 2]}
        if behind & _TOWNS and annotated.doc[entity.start - 1].lower_ != "of":
            continue  # the sea of "the Black Sea resort of Sochi"
        preposition = _preposition(annotated, entity)
        resort = preposition.lower_ == "of" and preposition.head.lower_ in _TOWNS
        if preposition.lower_ not in prepositions and not resort:
            continue
        if trigger.lemma in _TRAVEL and preposition.head != trigger.token:
            continue
        distance = entity.start - trigger.token.i
        cost = (distance if distance > 0 else -2 * distance + 8) + (0 if is_city(entity.text) else 4)
        if resort or not _blocked(trigger.token, preposition):
            found.append((cost, entity.text))
        elif trigger.mode in {Mode.TALKS, Mode.SUMMIT} and distance > 0 and is_city(entity.text):
            found.append((cost + 10, entity.text))
    near = [f for f in found if f[0] < 30]
    if not near and trigger.mode is Mode.VISIT:
        return _destination(annotated, trigger)
    return min(near)[1].removeprefix("the ") if near else None


def _own_place(annotated: Annotated, trigger: Trigger) -> str | None:
    """Return the place that hangs on the word itself ("the Geneva summit", "visited Kyiv")."""
    for child in trigger.token.children:
        if trigger.mode is Mode.SUMMIT and child.dep_ == "compound" and child.ent_type_ in _PLACES:
            return str(child.text)
        if trigger.lemma in {"visit", "tour"} and child.dep_ == "dobj":
            for name in _place_names(annotated, trigger.sentence):
                if name.start <= child.i < name.end:
                    return str(name.text).removeprefix("the ")
    return None


def _destination(annotated: Annotated, trigger: Trigger) -> str | None:
    """Return the state or city that stands behind "to" or "in" at a visit, where the tagger has no place name."""
    for child in trigger.token.children:
        if child.lower_ in {"to", "in", "into"}:
            for token in child.children:
                mention = annotated.mention_at(token)
                if mention is not None and mention.kind == "side" and mention.phrase.sides[0].kind in _NAMED_PLACES:
                    return mention.phrase.text.removeprefix("the ")
    return None


def city_before(noun: Token) -> str | None:
    """Return the city that stands before a contact noun ("the Geneva peace talks"), None when there is none."""
    for child in noun.children:
        if child.dep_ in {"compound", "nmod", "amod", "poss"} and child.pos_ == "PROPN" and is_city(child.text):
            return child.text
    return None


def _preposition(annotated: Annotated, entity: Span) -> Token:
    """Return the word before a place name and its articles."""
    before = entity.start - 1
    while before > entity.sent.start and annotated.doc[before].lower_ in {"the", "his", "her", "a", "nearby"}:
        before -= 1
    return annotated.doc[max(before, 0)]


def is_city(name: str) -> bool:
    """Tell whether a place name is one of the cities in which diplomacy is hosted."""
    found = words(name)
    match = name_index().side_at(found, 0) if found else None
    return match is not None and match[1][0].kind in {"capital", "city"}


def _place_names(annotated: Annotated, sentence: Span) -> Iterable[Span]:
    """Return the names of places: those that the model found, and those that the authority knows as towns or states."""
    found = [
        e for e in sentence.ents
        if (e.label_ in _PLACES or (e.label_ == "ORG" and _SEAT.search(e.text))) and e.root.lemma_.lower() != "summit"
    ]  # fmt: skip
    for mention in annotated.mentions_in(*annotated.extent(sentence)):
        if mention.kind == "side" and mention.phrase.sides and mention.phrase.sides[0].kind in _SITES:
            named = annotated.doc.char_span(mention.start, mention.end)
            if named is not None and not any(e.start < named.end and named.start < e.end for e in found):
                found.append(named)
    return sorted(found, key=lambda e: int(e.start))


def _blocked(trigger: Token, preposition: Token) -> bool:
    """Tell whether the place belongs to another noun ("the war in Syria") or to another clause."""
    head = preposition.head
    if head.pos_ not in {"NOUN", "PROPN"} or trigger in (head, head.head):
        return False
    if any(a.lower_ in _MARGINS for a in head.ancestors):  # "on the margins of the summit in Brussels"
        return False
    return head.ent_type_ not in {"DATE", "TIME", "PERSON"}


_TOPIC_LINKS = frozenset({"about", "on", "regarding", "concerning", "over"})
_DISCUSSION = frozenset({"discuss", "address", "raise", "review", "cover", "tackle", "explore"})


def topics(sentence: Span, trigger: Token) -> tuple[str, ...]:
    """Return the noun phrases that the contact is said to be about, at most six."""
    found = [
        token
        for token in sentence
        if (token.dep_ == "dobj" and token.head.lemma_ in _DISCUSSION)
        or (token.dep_ == "pobj" and token.head.lower_ in _TOPIC_LINKS and _about_contact(token.head, trigger))
    ]
    phrases = [
        _phrase(part)
        for token in found
        for part in (token, *token.conjuncts)
        if part.pos_ in {"NOUN", "PROPN"} and part.ent_type_ not in {"DATE", "TIME", "PERSON"}
    ]
    return tuple(dict.fromkeys(p for p in phrases if p))[:6]


def _about_contact(preposition: Token, trigger: Token) -> bool:
    head = preposition.head
    return head == trigger or head.lemma_ in {"talk", "speak", "conversation", "call", "discussion", "meeting", "view"}


def _phrase(token: Token) -> str:
    """Return a noun with what stands before it and one "of/in/on" phrase behind it."""
    start = min([t.i for t in token.lefts if t.dep_ not in {"det", "cc", "punct"}] + [token.i])
    end = token.i + 1
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "in", "on", "to", "with", "between"}:
            stop = max(t.i for t in child.subtree) + 1
            if stop - token.i <= 6:
                end = stop
            break
    return " ".join(token.doc[start:end].text.split()).strip(' ,.“”"')
