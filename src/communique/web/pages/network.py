"""The network: which sides or persons were in contact in a period, and how often."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query, Request
from fastapi.responses import Response

from communique.web.pages.asked import Asked, address
from communique.web.pages.base import new_router, render
from communique.web.pages.charts.network import Edge, Node, network
from communique.web.pages.days import window
from communique.web.pages.labels import actor_path, side_name, side_path
from communique.web.room import LedgerHere

router = new_router()

MOST_NODES = 30
_MOST_LINES_IN_TABLE = 100


@router.get("/network")
def page(
    request: Request,
    ledger: LedgerHere,
    of: Literal["sides", "persons"] = "sides",
    since: Annotated[str, Query(max_length=10)] = "",
    until: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """Return the network of a period; since, until: a day, a month or a year."""
    persons = of == "persons"
    first, last = window(since).first, window(until).last
    found, pairs = ledger.pairs(persons=persons, since=first, until=last, nodes=MOST_NODES)
    names = {c.actor: c.name if persons else side_name(c.actor) for c in found}
    nodes = [
        Node(c.actor, names[c.actor], c.contacts, actor_path(c.actor) if persons else side_path(c.actor)) for c in found
    ]
    edges = [Edge(p.a, p.b, p.contacts, _contacts_of(p.a, p.b, names, persons=persons)) for p in pairs]
    return render(
        request, "network.html", of=of, since=since, until=until, nodes=nodes, names=names,
        edges=edges[:_MOST_LINES_IN_TABLE], more=max(0, len(edges) - _MOST_LINES_IN_TABLE),
        chart=network(nodes, edges) if edges else None, most=MOST_NODES,
        other=address("/network", {"of": "sides" if persons else "persons", "since": since, "until": until}),
    )  # fmt: skip


def _contacts_of(a: str, b: str, names: dict[str, str], *, persons: bool) -> str:
    """Return the address of the contacts that an edge counts; of persons those of the one with the other."""
    if persons:
        return Asked(actor=a, counterpart=b).address()
    return Asked(side=a, other=b).address()
