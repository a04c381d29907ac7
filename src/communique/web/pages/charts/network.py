"""The network: actors on a circle, joined by lines as wide as they had contacts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt
from xml.etree.ElementTree import Element

from markupsafe import Markup

from communique.web.pages.charts.svg import drawing, element, label, shortened, title
from communique.wording import counted

_RADIUS, _LABEL, _LONGEST_LABEL = 250.0, 190, 24
_WIDTH, _HEIGHT = 2 * (_RADIUS + _LABEL), 2 * (_RADIUS + 70)
_SMALLEST_NODE, _LARGEST_NODE = 4.0, 15.0
_THINNEST, _WIDEST = 1.0, 9.0
#: How much a line across the circle bends towards the centre: 0 is straight, 1 goes through it; shorter ones bend less.
_BEND = 0.8
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Node:
    """A side or a person, with how many contacts they had."""

    id: str
    label: str
    contacts: int
    href: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes that took part in so many of the same contacts."""

    a: str
    b: str
    contacts: int
    href: str


def network(nodes: Sequence[Node], edges: Sequence[Edge]) -> Markup:
    """Return the drawing; neighbours on the circle are those who met most. The order given changes nothing."""
    known = {n.id: n for n in nodes}
    lines = sorted((e for e in edges if e.a in known and e.b in known), key=lambda e: (e.contacts, e.a, e.b))
    places = _places(order_on_circle(sorted(known), lines))
    most_edge = max((e.contacts for e in lines), default=1)
    most_node = max((n.contacts for n in nodes), default=1)
    drawn = [_line(e, places, known, most_edge) for e in lines]
    drawn += [_node(known[id_], angle, most_node) for id_, angle in places.items()]
    sheet = element(
        "svg", *drawn, viewBox=f"{-_WIDTH / 2:g} {-_HEIGHT / 2:g} {_WIDTH:g} {_HEIGHT:g}", class_="chart network",
        role="group", aria_label="Who was in contact with whom; the same numbers are in the table below the chart",
    )  # fmt: skip
    return drawing(sheet)


def order_on_circle(ids: Sequence[str], edges: Sequence[Edge]) -> list[str]:
    """Return the ids in an order in which those who met most stand near each other.

    Two neighbours change places as long as that shortens the lines, each weighed by the root of its contacts.
    """
    order = _first_order(ids, edges)
    weights: dict[str, dict[str, float]] = {i: {} for i in ids}
    for edge in edges:
        weights[edge.a][edge.b] = weights[edge.b][edge.a] = sqrt(edge.contacts)
    for _ in range(_ROUNDS):
        if not _improved(order, weights):
            break
    return order


def _first_order(ids: Sequence[str], edges: Sequence[Edge]) -> list[str]:
    """Return the busiest first, and after each the one it met most of those not yet placed."""
    met: dict[str, dict[str, int]] = {i: {} for i in ids}
    for edge in edges:
        met[edge.a][edge.b] = met[edge.b][edge.a] = edge.contacts
    left = sorted(ids, key=lambda i: (-sum(met[i].values()), i))
    out: list[str] = []
    while left:
        last = met[out[-1]] if out else {}
        chosen = max(left, key=lambda i: (last.get(i, 0), sum(met[i].values()), -ids.index(i)))
        left.remove(chosen)
        out.append(chosen)
    return out


def _improved(order: list[str], weights: Mapping[str, Mapping[str, float]]) -> bool:
    """Swap pairs of places wherever that shortens the lines; tell whether any was swapped."""
    improved = False
    place = {id_: at for at, id_ in enumerate(order)}
    # The length of a line over so many places of the circle, also counted backwards.
    lengths = [sin(pi * apart / len(order)) for apart in range(len(order))]
    ends = {id_: sorted(found.items()) for id_, found in weights.items()}

    def length(id_: str, at: int) -> float:
        return sum(weight * lengths[abs(at - place[other])] for other, weight in ends[id_])

    for i in range(len(order)):
        for j in range(i + 1, len(order)):
            a, b = order[i], order[j]
            # A line between the two stays as long as it is; it counts once less at the places that they would take.
            between = 2 * weights[a].get(b, 0.0) * lengths[j - i]
            if length(a, j) + length(b, i) + between < length(a, i) + length(b, j) - 1e-9:
                order[i], order[j] = b, a
                place[a], place[b] = j, i
                improved = True
    return improved


def _places(order: Sequence[str]) -> dict[str, float]:
    """Return the angle of each, from the top on clockwise."""
    return {id_: 2 * pi * at / max(1, len(order)) - pi / 2 for at, id_ in enumerate(order)}


def _line(edge: Edge, places: Mapping[str, float], known: Mapping[str, Node], most: int) -> Element:
    ends = [(_RADIUS * cos(places[i]), _RADIUS * sin(places[i])) for i in (edge.a, edge.b)]
    (x1, y1), (x2, y2) = ends
    bend = _BEND * hypot(x2 - x1, y2 - y1) / (2 * _RADIUS)
    cx, cy = (x1 + x2) / 2 * (1 - bend), (y1 + y2) / 2 * (1 - bend)
    width = _THINNEST + (_WIDEST - _THINNEST) * sqrt(edge.contacts / most)
    told = f"{known[edge.a].label} and {known[edge.b].label}: {counted(edge.contacts, 'contact')}"
    path = f"M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}"
    line = element("path", d=path, class_="edge", stroke_width=width)
    return element("a", title(told), line, href=edge.href, aria_label=told, tabindex=-1)


def _node(node: Node, angle: float, most: int) -> Element:
    radius = _SMALLEST_NODE + (_LARGEST_NODE - _SMALLEST_NODE) * sqrt(node.contacts / max(1, most))
    x, y = _RADIUS * cos(angle), _RADIUS * sin(angle)
    away = _RADIUS + _LARGEST_NODE + 8
    tx, ty = away * cos(angle), away * sin(angle) * 1.02
    side = "middle" if abs(cos(angle)) < 0.12 else ("start" if cos(angle) > 0 else "end")
    shift = 14 * sin(angle) if side == "middle" else 0
    told = f"{node.label}: {counted(node.contacts, 'contact')}"
    return element(
        "a", title(told),
        element("circle", cx=x, cy=y, r=radius, class_="node"),
        label(shortened(node.label, _LONGEST_LABEL), x=tx, y=ty + 4 + shift, class_=f"label {side}"),
        href=node.href, aria_label=told,
    )  # fmt: skip
