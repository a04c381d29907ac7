"""The formats that can be read. A new one is a file that makes a ``Format``, and a line here."""

from __future__ import annotations

from communique.read.feed import FEED
from communique.read.html import HTML
from communique.read.items import Format
from communique.read.jsonl import JSONL
from communique.read.text import TEXT
from communique.read.warc import WARC

FORMATS: tuple[Format, ...] = (
    WARC,
    JSONL,
    FEED,
    HTML,
    TEXT,  # last: it takes any stream for its own
)


def format_named(name: str) -> Format:
    """Return the format of this name; KeyError with the valid names for any other."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise KeyError(f"no format {name!r}; there are {', '.join(f.name for f in FORMATS)}")


def format_of_path(path: str) -> Format | None:
    """Return the format that the file name's ending tells, .gz aside, or None."""
    name = path.casefold().removesuffix(".gz")
    return next((f for f in FORMATS if name.endswith(f.endings)), None)


def format_of_bytes(head: bytes) -> Format:
    """Return the format of a stream without a name, by its first bytes; plain text if nothing else."""
    return next(f for f in FORMATS if f.recognises(head))


def endings() -> str:
    """Return the endings that are read, for messages."""
    return ", ".join(sorted(e for f in FORMATS for e in f.endings)) + ", each also with .gz"
