"""The canonical text: the characters that every span indexes and every id is made from."""

from __future__ import annotations

import re

FIELD_CHARS = 2_000
"""A title, publisher or url above this length is none."""

# No reader sees these, and they break words apart: control characters but tab and line ends, soft hyphen, zero-width
# characters, byte order marks inside the text, marks of writing direction, noncharacters, language tags.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical_text(text: str) -> str:
    """Return the text with line ends as ``\\n``, without invisible characters, lone surrogates as U+FFFD.

    All else stays as it is, spaces and composed or decomposed accents too, so that a quotation can be found in the
    source. Applying it twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text
    return _SURROGATE.sub("\ufffd", _LINE_END.sub("\n", _INVISIBLE.sub("", text)))


def clean_field(value: object) -> str | None:
    """Return a title, url or the like on one line without outer space; None for what is no text, empty or too long."""
    if not isinstance(value, str):
        return None
    field = " ".join(canonical_text(value).split())
    return field if 0 < len(field) <= FIELD_CHARS else None
