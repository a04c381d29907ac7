"""Whose a bare organ of state is: "Scholz demanded a truce, the chancellery said", "the presidency added"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from communique.actors.cast import resolver
from communique.annotate.annotated import Annotated
from communique.extract.accounts.source_names import Source, bare_name
from communique.extract.accounts.source_words import presidency
from communique.extract.accounts.spans import Range

#: Organs under their bare names -> the offices of those for whom they speak.
_SPEAKS_FOR: Mapping[re.Pattern[str], frozenset[str]] = {
    re.compile(r"the (?:federal )?chancell(?:ery|or['’]s office)"): frozenset({"head-of-government"}),
    re.compile(r"the (?:prime minister|premier)['’]s office"): frozenset({"head-of-government"}),
    re.compile(r"the (?:presidency|presidential (?:office|administration|palace|press service)|president['’]s office)"):
        frozenset({"head-of-state"}),
    re.compile(r"the (?:foreign (?:ministry|office)|ministry of foreign affairs)"): frozenset({"foreign-minister"}),
    re.compile(r"the (?:defen[cs]e ministry|ministry of defen[cs]e)"): frozenset({"defence-minister"}),
}  # fmt: skip
_BACK = 2
"""Sentences before its own in which the one is looked for whose organ it is."""


def bare_organ(annotated: Annotated, text: str, head: str, place: Range, *, back: bool = False) -> Source | None:
    """Return a bare organ as that of the first official in its sentence for whom it speaks, None for other phrases.

    back: look in the sentences before instead, from the nearest on.
    """
    word = text.lower()
    roles = next((roles for pattern, roles in _SPEAKS_FOR.items() if pattern.fullmatch(word)), None)
    if roles is None:
        return None
    sentences = annotated.sentences
    here = max(0, bisect_right(sentences, place[0], key=lambda s: s.start_char) - 1)
    for sentence in reversed(sentences[max(0, here - _BACK) : here]) if back else [sentences[here]]:
        for mention in annotated.cast.within(*annotated.extent(sentence)):
            actor = mention.actor
            if actor is not None and mention.kind in {"person", "title"} and actor.role in roles and actor.side:
                return Source(_name(word, bare_name(text), actor.side), None, actor.side, "body", head)
    return None


def _name(word: str, name: str, side: str) -> str:
    """Return what a side's organ is called; word and name: how the text has it, in lower case and as it stands."""
    adjective = resolver().adjective(side)
    if "president" in word or "presidency" in word:
        return presidency(side, adjective)
    return f"{adjective} Chancellery" if "chancell" in word else f"{adjective} {name}"
