"""Characters that a reader cannot see but that change what is seen: made visible before text leaves the house."""

from __future__ import annotations

import re

#: Direction marks, embeddings, overrides and isolates (Unicode Bidirectional Algorithm), by which a text can be made to
#: read otherwise than it stands; controls other than tab and line feed, which HTML and iCalendar do not allow; and lone
#: surrogates, which no UTF-8 file can hold.
_HIDDEN = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Return the text with each hidden control written as its code point, as in "[U+202E]"; line ends become "\\n"."""
    return _HIDDEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return the text visible and on one line, runs of white space as one space."""
    return " ".join(visible(text).split())
