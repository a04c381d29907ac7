"""Where a contact took place or is to: the place phrase nearest to its word, else what the surroundings tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Span, Token

from communique.annotate.annotated import Annotated
from communique.extract.contacts.cities import CAPITAL, capital_of, code_of, first_city, is_city, state_of
from communique.extract.contacts.triggers import Trigger
from communique.extract.contacts.venues import city_of, is_venue, venues
from communique.read.dateline import dateline
from communique.records import Mode

_TOWNS = frozenset({"resort", "city", "town", "port", "village"})
_TRAVEL = frozenset({"travel", "fly", "arrive", "go", "head", "journey"})
_SEAT = re.compile(
    r"White House|Kremlin|Elys[eé]e|Downing Street|Oval Office|Camp David|Mar-a-Lago|Blue House|Chancellery|Vatican"
)
_NAMED_PLACES = frozenset({"alias", "capital", "city"})
_MARGINS = frozenset({"margins", "sidelines", "fringes", "margin", "sideline"})
_AND = re.compile(r"(?:,|,? and|,? then|,? or)(?: on| then)?(?: to| in)?(?: the)? ")
_NEAR_WHERE = 4
"""In words: how far before "where" its place stands, behind which a day or a comma may come."""
_BEFORE_OR_AFTER = frozenset({"after", "before", "following", "since", "until"})
_FAR = 30
"""In words: beyond it a place belongs to something else."""
_LOCATIVE = frozenset({"in", "at", "near", "outside"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_GATHERING = re.compile(
    r"G-?(?:7|8|20)|NATO|UN|APEC|ASEAN|(?i:summit|conference|meeting|assembly|congress|forum|council)"
)
#: What the tagger takes for places of the names of gatherings and bodies ("the East Asia Summit", "at the G20").
_BODIES = re.compile(r"(?:the )?(?:G-?(?:7|8|20)|NATO|EU|UN|APEC|ASEAN|BRICS|Quad|East|Asia|Asia-Pacific)")
_FORMATS = frozenset({"format", "four", "quartet", "group", "contact", "process", "summit", "talks", "leaders"})
_ON_MARGINS = re.compile(
    r"\b(?:margins?|sidelines?|fringes?|edges?) of (?:the |this |a |an )?((?:[\w’'-]+ ){1,6}?)"
    r"(?:[Cc]onference|[Ff]orum|[Ss]ummit|[Mm]eetings?|[Aa]ssembly|[Cc]ongress|[Tt]alks|[Gg]athering|[Dd]ialogue|[Cc]eremony)\b"
)
_JOURNEY = frozenset(
    """
    travel fly arrive go head journey come land return continue proceed hurry
    jet move drive bring take sail
    """.split()
)
_SITES = frozenset({"capital", "city", "seat", "name", "alias"})
_TRIPS = frozenset({"visit", "trip", "journey", "tour"})


def place(annotated: Annotated, trigger: Trigger, others: Sequence[Trigger] = ()) -> str | None:
    """Return where the contact took place or is to, as the text names it: the nearest place phrase of the clause.

    others: the contact words of the sentence; what hangs on one told as before or after is its own place.
    """
    if trigger.mode in {Mode.CALL, Mode.VIDEO, Mode.LETTER}:
        return None
    own = _own_place(annotated, trigger)
    if own is not None:
        return own
    if (where := where_of(trigger.token)) is not None:
        return _site(annotated, trigger, where)
    if trigger.kind == "noun" and (city := city_before(trigger.token)) is not None:
        return city
    towards = trigger.mode is Mode.VISIT or trigger.lemma in {"welcome", "receive", "host"}
    prepositions = _LOCATIVE | ({"to", "into"} if towards else set()) | ({"of"} if trigger.lemma == "tour" else set())
    if trigger.lemma in {"leave", "depart", "head"}:
        prepositions = prepositions | {"for"}
    rivals = [o.token for o in others if o.token != trigger.token and _is_of_another_time(o.token)]
    near = sorted(_near_places(annotated, trigger, frozenset(prepositions), rivals))[:1]
    if (capital := _capital(annotated, trigger, near[0][1] if near else None)) is not None:
        return capital
    if near:
        return near[0][1].removeprefix("the ")
    if trigger.mode is Mode.VISIT:
        return _destination(annotated, trigger.token)
    return _journey(annotated, trigger) or _of_gathering(annotated, trigger)


def where_of(word: Token) -> Token | None:
    """Return the "where" of the clause in which a contact is told ("where he met X", "where he will hold talks")."""
    for token in (word, *word.ancestors):
        where = next((c for c in token.children if c.lower_ == "where" and c.i < word.i), None)
        if where is not None or token.dep_ not in {"xcomp", "acomp", "dobj"}:
            return where
    return None


def _site(annotated: Annotated, trigger: Trigger, where: Token) -> str | None:
    """Return the place of which a clause with "where" tells what happens there ("to Panama City, where he met ...")."""
    head = next((a.head for a in (where, *where.ancestors) if a.dep_ == "relcl"), where)
    names = [e for e in _place_names(annotated, trigger.sentence) if e.end <= where.i]
    named = next((e for e in names if e.start <= head.i < e.end), None)
    if named is None and names and where.i - names[-1].end <= _NEAR_WHERE:  # "for Paris on Monday, where"
        named = names[-1]
    if named is not None:
        return _words(annotated, named).removeprefix("the ")
    return str(head.text) if head.ent_type_ in _PLACES else None


def _is_of_another_time(word: Token) -> bool:
    """Tell whether a contact word stands for what was before or after ("after meeting Putin in Moscow")."""
    if word.dep_ in {"pcomp", "pobj"}:
        return word.head.lower_ in _BEFORE_OR_AFTER
    return word.dep_ == "advcl" and any(c.lower_ in _BEFORE_OR_AFTER and c.dep_ == "mark" for c in word.children)


def _near_places(
    annotated: Annotated, trigger: Trigger, prepositions: frozenset[str], rivals: Sequence[Token] = ()
) -> Iterator[tuple[int, str]]:
    """Yield the places near a trigger that can be its own, each with its cost in words; none that hangs on a rival."""
    for entity in _place_names(annotated, trigger.sentence):
        behind = {t.lower_ for t in annotated.doc[entity.end : entity.end + 2]}
        if behind & _TOWNS and annotated.doc[entity.start - 1].lower_ != "of":
            continue  # the sea of "the Black Sea resort of Sochi"
        preposition = _preposition(annotated, entity)
        if preposition.head in rivals:
            continue
        resort = preposition.lower_ == "of" and preposition.head.lower_ in _TOWNS
        if preposition.lower_ not in prepositions and not resort:
            continue
        if trigger.lemma in _TRAVEL and preposition.head != trigger.token:
            continue
        distance = entity.start - trigger.token.i
        cost = (distance if distance > 0 else -2 * distance + 8) + (0 if is_city(_words(annotated, entity)) else 4)
        if not resort and _blocked(trigger.token, preposition):
            if trigger.mode not in {Mode.TALKS, Mode.SUMMIT} or distance < 0 or not is_city(_words(annotated, entity)):
                continue
            cost += 10
        if cost < _FAR:
            yield cost, _words(annotated, entity)


def in_full(annotated: Annotated, trigger: Trigger, name: str) -> str:
    """Return a place with the city to a building, or the building to a city, where text or table tell it.

    "Great Hall of the People, Beijing": the building first, as an address has it.
    """
    near = [n.removeprefix("the ") for _, n in sorted(_near_places(annotated, trigger, _LOCATIVE))]
    if not is_venue(name):
        building = next((n for n in near if is_venue(n) and city_of(n) in {None, name}), None)
        return f"{building}, {name}" if building and is_city(name) else name
    cities = [_city_behind(annotated, trigger, name), *near, _journey(annotated, trigger)]
    city = next((c for c in cities if c and is_city(c) and not is_venue(c)), city_of(name))
    return f"{name}, {city}" if city and city != name else name


def _city_behind(annotated: Annotated, trigger: Trigger, building: str) -> str | None:
    """Return the city that stands right behind a building ("the New Palace in Potsdam")."""
    start, end = annotated.extent(trigger.sentence)
    match = re.search(
        rf"{re.escape(building)}(?:,| in| near| outside) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)", annotated.text[start:end]
    )
    return None if match is None else first_city(match[1].split())


def _journey(annotated: Annotated, trigger: Trigger) -> str | None:
    """Return where the journey led that the same sentence tells of before ("traveled to Tunis and met with ...")."""
    for token in trigger.token.ancestors:
        if token.i >= trigger.token.i:
            continue
        moving = token.lemma_ in _JOURNEY or (token.lemma_ == "be" and token.pos_ in {"VERB", "AUX"})
        if moving and (goal := _destination(annotated, token)) is not None:
            return goal
        trips = (c for c in token.children if c.dep_ == "dobj" and c.lemma_ in _TRIPS and c.i < trigger.token.i)
        if token.pos_ == "VERB" and (goal := next((g for t in trips if (g := _destination(annotated, t))), None)):
            return goal
    return None


def _of_gathering(annotated: Annotated, trigger: Trigger) -> str | None:
    """Return the city after which the gathering is called on whose margins two met ("sidelines of the Davos forum")."""
    start, end = annotated.extent(trigger.sentence)
    match = _ON_MARGINS.search(annotated.text[start:end])
    if match is None:
        return None
    called = match[1].split()
    found = (first_city(called[i:]) for i in range(len(called)) if called[i][0].isupper())
    return next((c for c in found if c), None)


def further_stops(annotated: Annotated, trigger: Trigger, first: str) -> list[str]:
    """Return the places that stand in a list behind the first place of a journey ("Egypt, Uganda and Ethiopia")."""
    behind = [e for e in _place_names(annotated, trigger.sentence) if e.start > trigger.token.i and e.label_ != "FAC"]
    names = [_words(annotated, e).removeprefix("the ") for e in behind]
    if first not in names:
        return []
    out, last = [first], names.index(first)
    for place in range(last + 1, len(behind)):
        between = annotated.text[behind[last].end_char : behind[place].start_char]
        inside = between.strip() == "," and code_of(out[-1]) == state_of(names[place])  # "Geneva, Switzerland"
        if _AND.fullmatch(between) is not None and not inside:
            out.append(names[place])
            last = place
    return out[1:]


def _own_place(annotated: Annotated, trigger: Trigger) -> str | None:
    """Return the place that hangs on the word itself ("the Geneva summit", "visited Kyiv")."""
    for child in trigger.token.children:
        named = child.dep_ == "compound" and child.ent_type_ in _PLACES and not _BODIES.fullmatch(child.text)
        if trigger.mode is Mode.SUMMIT and named:
            return str(child.text)
        if trigger.lemma in {"visit", "tour"} and child.dep_ == "dobj":
            for name in _place_names(annotated, trigger.sentence):
                if name.start <= child.i < name.end:
                    return _words(annotated, name).removeprefix("the ")
    return None


def _capital(annotated: Annotated, trigger: Trigger, place_name: str | None) -> str | None:
    """Return the city of "Kazakhstan's capital, Astana" or "the Saudi capital"."""
    start, end = annotated.extent(trigger.sentence)
    match = CAPITAL.search(annotated.text[start:end])
    if match is None:
        return None
    state, city = match[1] or match[3], match[2] or match[4]
    if place_name is not None and place_name not in {state, city}:
        return None
    return city or capital_of(state)


def _destination(annotated: Annotated, token: Token) -> str | None:
    """Return the state or city that stands behind "to" or "in" at a visit, where the tagger has no place name."""
    for child in token.children:
        if child.lower_ in {"to", "in", "into"}:
            for goal in child.children:
                if (entity := _entity_at(annotated, goal)) is not None:
                    return entity
                mention = annotated.mention_at(goal)
                if mention is not None and mention.kind == "side" and mention.phrase.sides[0].kind in _NAMED_PLACES:
                    return mention.phrase.text.removeprefix("the ")
    return None


def _entity_at(annotated: Annotated, token: Token) -> str | None:
    """Return the place name or building that ends or begins with a word, where the tagger or the table has one."""
    for entity in _place_names(annotated, token.sent):
        if entity.start <= token.i < entity.end:
            return _words(annotated, entity).removeprefix("the ")
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


def _words(annotated: Annotated, span: Span) -> str:
    """Return a stretch as it stands in the text; the parser sees blanks for the names of persons in it."""
    return annotated.text[span.start_char : span.end_char].rstrip(".")


def _place_names(annotated: Annotated, sentence: Span) -> Iterable[Span]:
    """Return the names of places: those that the model found, and those that the authority knows as towns or states."""
    found = [
        e for e in annotated.entities_in(sentence)
        if (e.label_ in _PLACES or (e.label_ == "ORG" and _SEAT.search(e.text))) and e.root.lemma_.lower() != "summit"
    ]  # fmt: skip
    for mention in annotated.mentions_in(*annotated.extent(sentence)):
        if mention.kind == "side" and mention.phrase.sides and mention.phrase.sides[0].kind in _SITES:
            named = annotated.doc.char_span(mention.start, mention.end)
            if named is not None and not any(e.start < named.end and named.start < e.end for e in found):
                found.append(named)
    start, end = annotated.extent(sentence)
    for first, last in venues(annotated.text[start:end]):
        named = annotated.doc.char_span(start + first, start + last)
        if named is not None and not any(e.start < named.end and named.start < e.end for e in found):
            found.append(named)
    return sorted((e for e in found if not _is_name_of_body(e)), key=lambda e: int(e.start))


def _is_name_of_body(place_name: Span) -> bool:
    """Tell whether what the tagger takes for a place belongs to the name of a gathering ("the Normandy format")."""
    following = place_name.doc[place_name.end : place_name.end + 1].text.lower()
    format_ = place_name.text.removeprefix("the ") == "Normandy" and following in _FORMATS
    return format_ or _BODIES.fullmatch(place_name.text) is not None


def _blocked(trigger: Token, preposition: Token) -> bool:
    """Tell whether the place belongs to another noun ("the war in Syria") or to another clause."""
    head = preposition.head
    if head.pos_ not in {"NOUN", "PROPN"} or trigger in (head, head.head):
        return False
    if _GATHERING.fullmatch(head.text) and head.dep_ == "pobj" and head.head.lower_ == "at":  # "at the G20 in Hamburg"
        return False
    if any(a.lower_ in _MARGINS for a in head.ancestors):  # "on the margins of the summit in Brussels"
        return False
    return head.ent_type_ not in {"DATE", "TIME", "PERSON"}


def only_place(annotated: Annotated, trigger: Trigger) -> str | None:
    """Return the city or building in which a sentence sets what it tells, if it names one alone; else the one state."""
    found, states = [], []
    for entity in _place_names(annotated, trigger.sentence):
        name, before = _words(annotated, entity).removeprefix("the "), _preposition(annotated, entity)
        if before.lower_ in _LOCATIVE and (is_city(name) or is_venue(name)):
            found.append(name)
        elif before.lower_ == "in" and before.head.pos_ == "VERB" and entity.label_ == "GPE":
            states.append(name)
    if not found:
        return states[0] if len(states) == 1 else None
    return found[0] if len(found) == 1 else None


def filed_at(annotated: Annotated, code: str) -> str | None:
    """Return the city of the dateline when it lies in this state."""
    found = dateline(annotated.text)
    cities = [p.title() for p in found.places] if found is not None else []
    return next((c for c in cities if code_of(c) == code), None)


def filed_from(annotated: Annotated, sides: frozenset[str]) -> str | None:
    """Return the city of the dateline when it lies with none of these sides: there the story's own meeting was held.

    A dateline at home says nothing: agencies report from a capital what happened elsewhere.
    """
    found = dateline(annotated.text)
    for place in found.places if found is not None else ():
        code = code_of(place.title())
        if code is not None and code not in sides:
            return place.title()
    return None
