"""Plain text: the file is the article."""

from __future__ import annotations

from communique.read.decoding import decode
from communique.read.items import Draft, Format, RawItem, one_item


def read_text(item: RawItem) -> Draft:
    """Return the decoded text as a draft; raises Rejected for what is no text."""
    return Draft(decode(item.data, item.fields.get("charset")), url=item.fields.get("url"))


TEXT = Format("text", (".txt",), one_item("text"), read_text, recognises=lambda head: True)
