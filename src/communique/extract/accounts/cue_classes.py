"""What kind of speech act a cue names: the classes by which accounts are filtered.

The classes follow the reporting verbs of news style guides; they are ours, listed in ``docs/record.md``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

#: Base forms of verbs and nouns by class. Whatever is in none of them is "say", the plain case.
CLASSES: Mapping[str, str] = {
    "ask": "ask inquire enquire question seek request wonder query invite",
    "urge": "urge press exhort implore plead appeal demand push encourage recommend advise propose "
    "order instruct remind challenge beg lobby advocate appeal caution counsel",
    "deny": "deny reject dismiss refute rebuff contradict dispute denial rejection disavow rebut",
    "confirm": "confirm acknowledge admit concede affirm reaffirm recognise recognize confirmation verify corroborate",
    "threaten": "threaten threat warn warning vow menace ultimatum",
    "promise": "promise pledge offer assure undertake guarantee commit commitment pledge assurance reassure",
    "accuse": "accuse blame charge fault condemn denounce criticise criticize lambaste lambast decry deplore slam "
    "blast complain allege accusation complaint protest lament deride",
    "agree": "agree accept welcome endorse support back approve agreement praise hail applaud congratulate thank "
    "concur commend share consent",
    "describe": "describe brand label dub characterise characterize depict portray outline term explain "
    "brief recount observe",
}  # fmt: skip
_IRREGULAR = {"sought": "ask", "undertook": "promise", "swore": "promise"}
_WORD = re.compile(r"[^\W\d_]+")
#: Particles that change the class of the verb before them.
_PHRASES = (
    (re.compile(r"\b(?:call|calls|called|calling) (?:for|on|upon)\b"), "urge"),
    (re.compile(r"\b(?:call|calls|called|calling)\b"), "describe"),
    (re.compile(r"\b(?:tell|tells|told|telling|note|notes|noted|noting)\b"), "say"),
    (re.compile(r"\b(?:left no doubt|made (?:it )?clear|spoke out)\b"), "say"),
)


def cue_class(cue: str | None) -> str | None:
    """Return the class of a cue: say, ask, urge, deny, confirm, threaten, promise, accuse, agree or describe.

    None for an account without a cue.
    """
    if cue is None:
        return None
    words = cue.lower()
    for pattern, found in _PHRASES:
        if pattern.search(words):
            return found
    for word in _WORD.findall(words):
        known = _forms().get(word)
        if known is not None:
            return known
    return "say"


@functools.cache
def _forms() -> Mapping[str, str]:
    out = dict(_IRREGULAR)
    for name, bases in CLASSES.items():
        for base in bases.split():
            for form in _inflected(base):
                out.setdefault(form, name)
    return out


def _inflected(base: str) -> Iterator[str]:
    """Yield the forms of a regular word: base, -s, -ed, -ing."""
    yield base
    if base.endswith("e"):
        yield from (f"{base}s", f"{base}d", f"{base[:-1]}ing")
    elif base.endswith("y") and base[-2] not in "aeo":
        yield from (f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing")
    else:
        ending = "es" if base.endswith(("s", "sh", "ch", "x")) else "s"
        yield from (f"{base}{ending}", f"{base}ed", f"{base}ing")
        yield from (f"{base}{base[-1]}ed", f"{base}{base[-1]}ing")  # "begged", "rebutting"
