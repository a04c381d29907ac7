"""What of a page is worth looking at before it is parsed: its paragraphs, cut out of the bytes as they stand."""

from __future__ import annotations

#: Bytes of paragraphs, markup in them included, that make a page one whose text stands in paragraphs.
_ENOUGH = 1_500
#: Of a paragraph that nobody closes.
_LONGEST = 3_000
#: Of what a script holds of the article for search engines.
_BODY = 20_000
_BEHIND_TAG = (b">", b" ", b"\n", b"\t", b"\r")
_CUT_BY = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 1_024


def is_legible(data: bytes) -> bool:
    """Tell whether English words stand in the bytes letter by letter: not in UTF-16 or UTF-32."""
    return data[:2] not in _CUT_BY and b"\0" not in data[:_HEAD]


def worth_reading(data: bytes) -> bytes:
    """Return the title and the paragraphs of a page; where it hardly has any, all its text.

    Around a news article stand the headlines of others, which would make nearly every page look like one on diplomacy.
    """
    paragraphs = _paragraphs(data)
    if sum(map(len, paragraphs)) < _ENOUGH:
        return _all_text(data)
    body = data.find(b'"articleBody"')
    told = [data[body : body + _BODY]] if body >= 0 else []
    return b" ".join([_first(data, b"<title"), _first(data, b"<h1"), *paragraphs, *told])


def _paragraphs(data: bytes) -> list[bytes]:
    """Return the paragraphs from their attributes on."""
    parts = (part for part in data.split(b"<p")[1:] if part.startswith(_BEHIND_TAG))
    return [part[: end if (end := part.find(b"</p")) >= 0 else _LONGEST] for part in parts]


def _first(data: bytes, opening: bytes) -> bytes:
    """Return the first element of a name from its attributes on, nothing if there is none."""
    start = data.find(opening)
    end = data.find(b"</", start)
    return data[start + len(opening) : end] if 0 <= start < end else b""


def _all_text(data: bytes) -> bytes:
    """Return what stands between tags, without scripts and styles."""
    return b" ".join(
        part[part.find(b">") + 1 :] for part in data.split(b"<") if not part.startswith((b"script", b"style", b"!"))
    )
