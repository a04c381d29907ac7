"""What every article needs, loaded once a process, and then left alone by the garbage collector."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from communique.annotate.annotated import annotate
from communique.extract.registry import extract
from communique.read import read_item
from communique.read.items import RawItem

#: The last sentence has no word for a contact, so that the classifier is asked.
_ARTICLE = (
    "WASHINGTON - President Joe Biden met Chancellor Angela Merkel on Friday and accused Russia, she said. "
    "Emmanuel Macron trusts Olaf Scholz."
)


@cache
def load_all() -> None:
    """Load networks, tables and patterns, once a process.

    They are a million objects that stay: the collector looks for garbage among them neither while they are made nor,
    since they are frozen, at each of its full rounds after, which would take a twentieth of the time of a build.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        extract(annotate(read_item(RawItem("", "", "text", _ARTICLE.encode()))))
    finally:
        if collecting:
            gc.enable()
    gc.freeze()


@contextmanager
def as_before() -> Iterator[None]:
    """Give this process, which others may have a use for, back to its collector at the end."""
    frozen = gc.get_freeze_count()
    try:
        yield
    finally:
        if not frozen:
            gc.unfreeze()
