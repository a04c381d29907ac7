"""Lists in pages: each page's address says after which entry it goes on."""

from __future__ import annotations

import re

from communique.errors import InputError
from communique.ledger import Ledger
from communique.records import Contact
from communique.web.pages.asked import Asked

SIZE = 50
_PLACE = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})?~(?P<id>[a-z]+-[0-9a-f]{16})", re.ASCII)


def contact_page(ledger: Ledger, asked: Asked, after: str, size: int = SIZE) -> tuple[list[Contact], str]:
    """Return the contacts that follow this place, the latest first, and the place of the next page or "" at the end.

    Raises InputError for a place that no page gave.
    """
    place = place_of(after) if after else None
    found = ledger.last_contacts(size + 1, before=place, **asked.conditions())
    if len(found) <= size:
        return found, ""
    last = found[size - 1]
    return found[:size], f"{last.date.start if last.date else ''}~{last.id}"


def place_of(after: str) -> tuple[str | None, str]:
    """Return the first day, if any, and the id after which a page goes on; InputError when it says nothing such."""
    found = _PLACE.fullmatch(after)
    if found is None:
        raise InputError(f"after {after!r}: this is no place in the list; begin at its first page")
    return found["day"], found["id"]
