"""Claims of an undated document, given the days on which it can have been published: the merge needs them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from communique.annotate.dating import Dating
from communique.records import Claim, ContactReport


def with_written(claims: Iterable[Claim], dating: Dating | None) -> tuple[Claim, ...]:
    """Return the claims; the contact reports of a document without a known day carry its possible days.

    dating: what is inferred of the document; None for one with a date of its own.
    """
    if dating is None or dating.day is not None:
        return tuple(claims)
    return tuple(replace(c, written=dating.periods) if isinstance(c, ContactReport) else c for c in claims)
