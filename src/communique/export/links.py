"""Addresses that a reader may safely be led to."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

#: What may stand in an address as it is (RFC 3986), and "%" of what is escaped already.
_ALLOWED = "%/:?#[]@!$&'()*+,;=-._~"


def web_link(url: str | None) -> str | None:
    """Return the address when it is one of the web (http, https), all else in it percent-encoded; else None.

    Addresses come with the documents: one that runs a script, or breaks out of an attribute or entry, is none.
    """
    if url is None or re.search(r"[\x00-\x20]", url.strip()):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return None
    return quote(url.strip(), safe=_ALLOWED, errors="replace")
