"""What else a text remarks on a contact, in its own words: why it was called off, which one of a row, what follows."""

from __future__ import annotations

import re

from communique.annotate.annotated import Annotated
from communique.extract.contacts.candidate import Candidate
from communique.records import Status

_REST = r"[^,.;:()\n]{0,80}"
_ORDINAL = re.compile(
    r"\b(?:only )?(?:the|their|his|her) "
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)) "
    r"(?:\w+ ){0,2}(?:time|call|conversation|meeting|talks|summit|visit|exchange|encounter|contact)\b" + _REST,
    re.IGNORECASE,
)
_WHY = re.compile(r"\b(?:because|due to|citing|over|amid|after|on the grounds that)\b" + _REST)
_OFF = re.compile(
    r"\b(?:called off|cancel\w*|postpon\w*|put off|refus\w+|declin\w+|reject\w*|den(?:y|ies|ied)|scrap\w*|snub\w*|"
    r"ruled out|pulled out|boycott\w*|fell through|did not (?:come off|take place|happen))\b"
)
_FOLLOW_UP = re.compile(
    r"\b(?:agreed|promised|undertook|plan(?:ned|s)?) to (?:(?:meet|speak|talk) again|stay in (?:touch|contact)|"
    r"(?:continue|resume) (?:\w+ ){0,2}(?:contacts?|talks|dialogue|discussions|consultations|negotiations))\b" + _REST,
    re.IGNORECASE,
)


def note_of(annotated: Annotated, candidate: Candidate) -> str | None:
    """Return the remarks on a contact, verbatim and parted by "; ", None where its sentences have none.

    For a cancelled contact the words that call it off and the reason behind them come first.
    """
    found: list[str] = []
    for sentence in candidate.sentences:
        start, end = annotated.extent(sentence)
        text = annotated.text[start:end]
        if candidate.status is Status.CANCELLED and (off := _OFF.search(text)):
            why = _WHY.search(text, off.end())
            found.append(f"{off.group()} {why.group()}" if why else off.group())
        found += [m.group() for pattern in (_ORDINAL, _FOLLOW_UP) if (m := pattern.search(text))]
    return "; ".join(dict.fromkeys(" ".join(f.split()) for f in found)) or None
