"""Pages, articles and shorthand that the tests of this room share. All wording is our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import Rejected
from communique.read import RawItem, read_item
from communique.records import Document

ARTICLE = (
    "The foreign ministers of Ruritania and Graustark met in the border town on Tuesday, a ministry said.\n\n"
    "They spoke about the railway and the two customs posts that have been shut since the spring. “There was no breach "
    "of the accord,” the minister told reporters after the meeting, which lasted for two hours.\n\n"
    "Graustark has said that it would open its post once the night patrols end."
)
CORPORA = Path(__file__).parents[3] / "shared" / "corpus"
"""Where a checkout for development keeps test corpora that may not be bundled."""


def corpus(name: str) -> Path:
    """Return the folder of a corpus; skip the test when this machine has none."""
    folder = CORPORA / name
    if not folder.is_dir():
        pytest.skip(f"the corpus {name!r} is not part of the repository and is not beside this checkout")
    return folder


def page(body: str, head: str = "") -> str:
    """Return an HTML page with this body and head."""
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def article_page(head: str = "", heading: str = "") -> str:
    """Return a page whose article is ``ARTICLE``."""
    paragraphs = "".join(f"<p>{p}</p>" for p in ARTICLE.split("\n\n"))
    return page(f"<nav><a href='/'>Home</a></nav><article>{heading}{paragraphs}</article>", head)


def document(data: bytes | str, kind: str = "text") -> Document:
    """Return the document of an item with these bytes."""
    return read_item(item(data, kind))


def item(data: bytes | str, kind: str = "text") -> RawItem:
    """Return an item with these bytes."""
    return RawItem("folder/file", "", kind, data.encode() if isinstance(data, str) else data)


def reason(data: bytes | str, kind: str = "text") -> str:
    """Return why an item with these bytes is rejected; the test fails when it is not."""
    with pytest.raises(Rejected) as caught:
        document(data, kind)
    assert caught.value.detail, "a person must be told what to mend"
    return caught.value.reason
