"""REST: who took part, where it is from, who knows whom, and search."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from communique.actors.authority import EARLIEST, LATEST, authority
from communique.ledger import Ledger
from communique.ledger.catalogue import ActorCount
from communique.ledger.overview import Counterpart, Publisher
from communique.web.api import models, parameters
from communique.web.api.answers import listed, place_of, respond
from communique.web.room import LedgerHere

router = APIRouter(tags=["overviews"])

_MOST_COPIED = 20


@router.get("/", response_model=models.LedgerBody)
def ledger_(request: Request, ledger: LedgerHere, _: Annotated[parameters.Nothing, Query()]) -> Response:
    """Tell what the ledger holds."""

    def make() -> dict[str, Any]:
        return {
            "version": version("communique"),
            "counts": ledger.counts(),
            "last_publication": ledger.latest_publication(),
        }

    return respond(request, ledger, make)


@router.get("/actors", response_model=models.Listed[models.Actor])
def actors(request: Request, ledger: LedgerHere, asked: Annotated[parameters.Actors, Query()]) -> Response:
    """List sides and actors, those with the most contacts first."""
    place = place_of(asked.cursor, number=True)

    def make() -> dict[str, Any]:
        page = ledger.actor_slice(asked.limit, place, kind=asked.kind, country=asked.country, name=asked.name)
        return listed(page, _actor)

    return respond(request, ledger, make)


@router.get("/actors/{id:path}", response_model=models.ActorInFull)
def actor(
    request: Request,
    ledger: LedgerHere,
    id_: Annotated[parameters.Name, Path(alias="id", description="as in lists; of a side, its code")],
    _: Annotated[parameters.Nothing, Query()],
) -> Response:
    """Return a side or an actor with the offices that it held and those whom it was in contact with most."""

    def make() -> dict[str, Any]:
        found = ledger.actor(id_)
        side = found.kind == "side"
        counterparts = ledger.counterparts_of_side(id_) if side else ledger.counterparts(id_)
        return _actor(found) | {
            "offices": _offices(id_),
            "counterparts": [_counterpart(c) for c in counterparts],
        }

    return respond(request, ledger, make)


def _actor(actor: ActorCount) -> dict[str, Any]:
    return {"type": "actor", **asdict(actor)}


def _counterpart(counterpart: Counterpart) -> dict[str, Any]:
    return {
        "id": counterpart.actor, "name": counterpart.name, "country": counterpart.side,
        "contacts": counterpart.contacts,
    }  # fmt: skip


def _offices(id_: str) -> list[dict[str, Any]]:
    """Return the terms of a person in the authority, the earliest first."""
    kind, _, name = id_.partition(":")
    person = authority().persons.get(name) if kind == "person" else None
    return [
        {
            "title": term.office.title,
            "country": term.office.code,
            "start": None if term.start == EARLIEST else term.start,
            "end": None if term.end == LATEST else term.end,
            "acting": term.acting,
        }
        for term in (sorted(person.terms, key=lambda t: (t.start, t.end, t.office.id)) if person else ())
    ]


@router.get("/sources", response_model=models.Sources)
def sources(request: Request, ledger: LedgerHere, asked: Annotated[parameters.Paging, Query()]) -> Response:
    """List publishers, those with the most documents first, and the documents that most others copy."""
    place = place_of(asked.cursor, number=True)

    def make() -> dict[str, Any]:
        copied = [asdict(c) for c in ledger.most_copied(_MOST_COPIED)]
        return listed(ledger.publisher_slice(asked.limit, place), _publisher) | {"most_copied": copied}

    return respond(request, ledger, make)


def _publisher(publisher: Publisher) -> dict[str, Any]:
    return {
        "type": "publisher", "name": publisher.name, "documents": publisher.documents,
        "originals": publisher.originals, "reprints": publisher.reprints, "rewrites": publisher.rewrites,
        "first": publisher.first, "last": publisher.last,
    }  # fmt: skip


@router.get("/search", response_model=models.Hits)
def search(request: Request, ledger: LedgerHere, asked: Annotated[parameters.Search, Query()]) -> Response:
    """Find documents whose title or text holds the words, the best first."""

    def make() -> dict[str, Any]:
        hits = ledger.search_page(
            asked.q, asked.limit + 1, asked.offset, publisher=asked.publisher, since=asked.since, until=asked.until
        )
        return {"items": [asdict(hit) for hit in hits[: asked.limit]], "more": len(hits) > asked.limit}

    return respond(request, ledger, make)


@router.get("/network", response_model=models.NetworkBody)
def network(request: Request, ledger: LedgerHere, asked: Annotated[parameters.Network, Query()]) -> Response:
    """Tell which sides or persons were in contact in a period; an edge counts the contacts that both took part in."""
    return respond(request, ledger, lambda: _network(ledger, asked))


def _network(ledger: Ledger, asked: parameters.Network) -> dict[str, Any]:
    persons = asked.of == "persons"
    nodes, pairs = ledger.pairs(persons=persons, since=asked.since, until=asked.until, nodes=asked.nodes)
    return {"nodes": [_counterpart(node) for node in nodes], "edges": [asdict(pair) for pair in pairs]}
