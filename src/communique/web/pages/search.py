"""Full-text search over the documents, what was found highlighted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response
from markupsafe import Markup

from communique.ledger import Hit
from communique.records import Contact, Document
from communique.web.pages.base import new_router, render
from communique.web.pages.days import window
from communique.web.pages.text import marked
from communique.web.room import LedgerHere

router = new_router()

SIZE = 20
#: Nobody reads on after so many; who wants all narrows the search or exports.
_LAST_PAGE = 25
_FOUND = re.compile("\ue000([^\ue000\ue001]*)\ue001")


@dataclass(frozen=True, slots=True)
class Found:
    """A document that a search found, the passage with the words marked, and the contacts that it tells of."""

    document: Document
    passage: Markup
    contacts: tuple[Contact, ...]


@router.get("/search")
def page(
    request: Request,
    ledger: LedgerHere,
    *,
    q: Annotated[str, Query(max_length=300)] = "",
    publisher: Annotated[str, Query(max_length=200)] = "",
    since: Annotated[str, Query(max_length=10)] = "",
    until: Annotated[str, Query(max_length=10)] = "",
    page: Annotated[int, Query(ge=1, le=_LAST_PAGE)] = 1,
) -> Response:
    """Return what a search found; publisher: part of its name; since, until: days of publication."""
    hits: list[Hit] = []
    if q.strip():
        hits = ledger.search_page(
            q, SIZE + 1, (page - 1) * SIZE, publisher=publisher.strip() or None,
            since=window(since).first, until=window(until).last,
        )  # fmt: skip
    shown = hits[:SIZE]
    documents = ledger.documents_by_id(h.document for h in shown)
    told = ledger.contacts_in([h.document for h in shown])
    return render(
        request, "search.html", q=q, publisher=publisher, since=since, until=until, number=page,
        found=[Found(documents[h.document], highlighted(h.passage), told.get(h.document, ())) for h in shown],
        more=len(hits) > SIZE and page < _LAST_PAGE,
    )  # fmt: skip


def highlighted(passage: str) -> Markup:
    """Return a passage with what stands between U+E000 and U+E001 in ``<mark>``, all of it as text."""
    pieces = []
    at = 0
    for found in _FOUND.finditer(passage):
        pieces += [marked(passage[at : found.start()]), Markup("<mark>{}</mark>").format(marked(found[1]))]
        at = found.end()
    return Markup("").join([*pieces, marked(passage[at:])])
