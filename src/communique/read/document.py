"""From a raw item to a ``Document``: the last step of this room, a pure function of the item."""

from __future__ import annotations

from collections.abc import Iterable

from communique.errors import Rejected
from communique.read.canonical import canonical_text, clean_field
from communique.read.debris import find_debris
from communique.read.items import TEXT_CHARS, Draft, RawItem
from communique.read.language import language_of
from communique.read.published import publication
from communique.read.registry import format_named
from communique.records import Debris, Document, content_id


def read_item(item: RawItem) -> Document:
    """Return the document that an item holds.

    Its id is made from what the item says, not from where the item stands. Raises Rejected with a countable reason:
    empty, too-large, too-deep, too-complex, binary, nul-bytes, encoding, not-json, no-text, html-empty, html-broken,
    not-english.
    """
    return _document(format_named(item.format).read(item), item.path)


def _document(draft: Draft, path: str) -> Document:
    text = canonical_text(draft.text)
    if not text.strip():
        raise Rejected("empty", "there is no text")
    if len(text) > TEXT_CHARS:
        raise Rejected("too-large", f"{len(text)} characters of text; an article has at most {TEXT_CHARS}")
    debris = find_debris(text)
    prose = without_debris(text, debris)
    if not any(c.isalpha() for c in prose):
        raise Rejected("empty", "there is no word that is not part of the page around an article")
    external_id, url, title = clean_field(draft.external_id), clean_field(draft.url), clean_field(draft.title)
    publisher, given = clean_field(draft.publisher), clean_field(draft.published)
    return Document(
        id=content_id("doc", text, external_id, url, publisher, given or draft.page_date, title),
        text=text,
        external_id=external_id,
        path=path,
        url=url,
        publisher=publisher,
        published=publication(given, draft.page_date, draft.page_time, url, text),
        title=title,
        language=language_of(prose),
        debris=debris,
    )


def without_debris(text: str, debris: Iterable[Debris]) -> str:
    """Return the text without its debris; offsets into it mean nothing."""
    kept, at = [], 0
    for passage in debris:
        kept.append(text[at : passage.start])
        at = passage.end
    return "".join([*kept, text[at:]])
