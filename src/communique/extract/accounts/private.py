"""Private persons: residents, patients, passers-by and the like speak in the press for nobody but themselves."""

from __future__ import annotations

import re

from communique.actors.cast import Mention
from communique.actors.resolver import surname
from communique.annotate.annotated import Annotated
from communique.extract.accounts.source_words import INSTITUTION
from communique.extract.accounts.spans import Range

_PUBLIC = re.compile(
    r"\b(?:president|premier|chair\w*|head|director|chief|leaders?|ministers?|officials?|officer|spokes\w+|envoy|"
    r"ambassador|diplomat|advis[eo]rs?|aide|analysts?|experts?|professor|fellow|lecturer|researcher|scholar|historian|"
    r"economist|scientist|secretary|deputy|commander|general|colonel|negotiator|delegates?|representatives?|"
    r"coordinator|members?|MPs?|senators?|lawmakers?|commissioner|editor|author|founder|campaigners?|politicians?|"
    r"rebels?|opposition|party|institute|council|university|thinktank|think tank|foundation|movement|committee|union|"
    r"observatory|organi[sz]ations?|agency|coalition|ministry|parliament|delegation|activist|financier|strategist|"
    r"lawyer|barrister|biographer|pollster|consultan\w+|specialist|veteran of|"
    r"who (?:teaches|heads|leads|runs|chairs|studies|directs|edits|follows|monitors|tracks|covers|advise[sd]|served|"
    r"negotiated|worked (?:for|at|in)|wrote))\b",
    re.IGNORECASE,
)
#: Where somebody works, in the words that press and speakers have for institutes.
_HOUSE = re.compile(
    r",\s+(?:of|at|from|with) (?:the )?(?:[A-Z][\w’'-]+ (?:(?:for|of|on|and|the|in) )*)*"
    r"(?:Forum|Circle|Network|Cent(?:er|re)|Group|Initiative|Project|Programme|Program|Society|Association|Club|Trust|"
    r"Board|Academy|School|College|Fund|Bank|Office|House|Endowment|Policy|Studies|Affairs|Relations|Security)\b"
)
_APPOSED = re.compile(r"\s*(?:[,(]|(?!said|says|told|tells|has|had|was|is|added|wrote|and|or|to)[a-z])")
_BEFORE, _AFTER = 70, 110
#: What stands behind the name of a person: "Karim, a baker", "Omar, 53".
_AGED = re.compile(r",\s*(?:\d|an?\s+(?:[\w-]+\s+){0,3}[\w-]+(?:er|or|an|ist|ent|ant)\b)")
_FULL_NAME = 2


def is_private(annotated: Annotated, mention: Mention) -> bool:
    """Tell whether a person is known neither to the authority nor by any public function that the text gives."""
    actor = mention.actor
    if actor is None or actor.kind != "person" or actor.office or actor.country or actor.score > _STRANGER:
        return False
    name = surname(actor.name)
    for other in annotated.cast.mentions:
        if other.kind != "person" or other.actor is None or surname(other.actor.name) != name:
            continue
        if other.phrase.title or other.phrase.sides or has_function(annotated.text, other.start, other.end):
            return False
    return True


#: The resolver's score of a person whom only the text names.
_STRANGER = 0.6


def has_function(text: str, start: int, end: int) -> bool:
    """Tell whether the words right before a name or in apposition behind it name a public function."""
    before = re.split(r"[.;:!?”“]", text[max(0, start - _BEFORE) : start])[-1]
    parts = before.rstrip(" ,").rsplit(",", 1)
    if _PUBLIC.search(parts[-1]):
        return True
    after = re.split(r"[.;:!?”“]", text[end : end + _AFTER])[0]
    if _HOUSE.match(after):
        return True
    return _APPOSED.match(after) is not None and _PUBLIC.search(after) is not None


def is_personal(annotated: Annotated, place: Range) -> bool:
    """Tell whether the parser takes a name for a person's."""
    words = [t for t in annotated.tokens(*place) if t.pos_ == "PROPN"]
    text = annotated.text[place[0] : place[1]]
    if any(t.ent_type_ == "PERSON" for t in words) or _AGED.match(annotated.text, place[1]):
        return True
    return len(words) == _FULL_NAME and not INSTITUTION.search(text) and all(t.ent_type_ != "ORG" for t in words)


def is_proper(annotated: Annotated, head: str, place: Range) -> bool:
    """Tell whether the head of a phrase is a proper name."""
    words = [t for t in annotated.tokens(*place) if t.lower_ == head]
    return any(t.pos_ == "PROPN" and t.text[:1].isupper() for t in words)
