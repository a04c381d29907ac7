"""Lists of actors: who follows a mention in "Putin, Rouhani and Erdogan"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.actors.cast import Mention
from communique.annotate.annotated import Annotated

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_COORDINATION = frozenset(
    {"and", "&", ",", "with", "both", "as", "well", "the", "his", "her", "plus", "then", "including", "such", "namely"}
)
_NAMELY = frozenset({"including", "such", "namely"})
_NAME_OF_OFFICE = re.compile(r",? ?(?:and )?(?:(?:[A-Z][\w’'-]*|for|of|the|on|&) )+")


def listed_behind(annotated: Annotated, place: int) -> Iterator[Mention]:
    """Yield the mentions that follow the one at a place of the cast in its list, in the order of the text."""
    mentions = annotated.cast.mentions
    current, closed = mentions[place], False
    for following in mentions[place + 1 :]:
        text = annotated.text[current.end : following.start]
        between = text.lower().replace("’s", "").replace("'s", "").split()
        flat = [w.strip(",") for w in between if w.strip(",")]
        if set(flat) - {"the"} in ({"for"}, {"of"}) and _serves(mentions[place], following):
            current = following  # "X for the United States and Y for the Soviet Union"
            continue
        if (
            following.kind == "person"
            and following.phrase.title
            and _NAME_OF_OFFICE.fullmatch(text.lstrip("’'s").lstrip())
        ):
            flat, between = ["and"], ["and"]  # the first words of an office that no table knows
        if (
            len(between) > 4
            or ("and" not in flat and "," not in "".join(between) and flat and flat[0] not in _NAMELY)
            or not set(flat) <= _COORDINATION
        ):
            return
        if not between or _starts_clause(annotated, following) or (closed and not {"and", "&"} & set(flat)):
            return  # "after the call between X and Y, Z ...": the list of two is closed
        closed = closed or bool({"and", "&"} & set(flat))
        yield following
        current = following


def _starts_clause(annotated: Annotated, mention: Mention) -> bool:
    """Tell whether a mention behind a comma is the subject of a clause of its own."""
    return any(t.dep_ in _SUBJECT and t.head.i > t.i for t in annotated.tokens(mention.start, mention.end))


def _serves(mention: Mention, side: Mention) -> bool:
    return side.kind == "side" and {a.country for a in mention.actors} == {a.country for a in side.actors}
