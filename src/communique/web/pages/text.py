"""How text of unknown origin is written into a page: as text, whatever it holds.

Characters that change the direction of what follows, control characters and towers of combining marks are shown by
name. What stands around such text is kept apart from it by ``<bdi>``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from markupsafe import Markup, escape

#: Characters that embed, override or isolate a direction (Unicode Standard Annex 9), by the names used there.
_DIRECTIONS = {
    "\u061c": "ALM", "\u200e": "LRM", "\u200f": "RLM",
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
}  # fmt: skip
#: More marks than this on one letter are no orthography: pointed Hebrew and Vietnamese need up to four.
_MOST_MARKS = 4
_COMBINING = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_ODD = re.compile(
    "(?P<direction>[" + "".join(_DIRECTIONS) + "])"
    "|(?P<control>[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff])"
    f"|(?P<tower>(?<=[{_COMBINING}]{{{_MOST_MARKS}}})[{_COMBINING}]+)"
)


def plain(text: str) -> str:
    """Return the text with its invisible and its piled-up characters written out, for attributes and SVG."""
    return "".join(f"[{name}]" if name else part for part, name, _ in _parts(text))


def marked(text: str) -> Markup:
    """Return the text escaped for HTML, with its invisible and its piled-up characters shown as small labels."""
    return Markup("").join(
        Markup('<span class="odd" title="{}">{}</span>').format(meaning, name) if name else escape(part)
        for part, name, meaning in _parts(text)
    )


def isolated(text: str | None) -> Markup:
    """Return the text as ``marked``, in a ``<bdi>`` of its own; nothing for None."""
    return Markup("") if text is None else Markup("<bdi>{}</bdi>").format(marked(text))


def web_address(url: str | None) -> str | None:
    """Return the address when a reader may be sent there, else None: only http and https with a host."""
    if url is None or _ODD.search(url) or url != url.strip():
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def _parts(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the text in pieces, each with a name and its meaning where it must not stand as it is."""
    if text.isascii() and text.isprintable():
        yield text, "", ""
        return
    at = 0
    for found in _ODD.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], "", ""
        at = found.end()
        yield (found.group(), *_named(found))
    if at < len(text):
        yield text[at:], "", ""


def _named(found: re.Match[str]) -> tuple[str, str]:
    piece = found.group()
    if found["tower"]:
        return f"+{len(piece)} marks", f"{len(piece)} more combining marks on this letter"
    code = f"U+{ord(piece):04X}"
    if found["direction"]:
        return _DIRECTIONS[piece], f"{unicodedata.name(piece).lower()}, {code}"
    return code, f"control character {code}"
