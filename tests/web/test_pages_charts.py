"""The charts, by themselves: well-formed, the same for the same data, nothing off the sheet or on another."""

from __future__ import annotations

import random
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.records import Mode
from communique.web.pages.charts.network import Edge, Node, network, order_on_circle
from communique.web.pages.charts.timeline import Bar, Part, Unit, timeline

HOSTILE = '"><script>alert(1)</script>\u202e\x00&amp;'


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314


def bar(name: str, *counts: int, units: bool = False) -> Bar:
    parts = tuple(Part(mode, True, n) for mode, n in zip(Mode, counts, strict=False) if n)
    squares = tuple(Unit(p.mode, True, f"{name} {i}", f"/c/{i}") for p in parts for i in range(p.count))
    return Bar(name, f"the year {name}", f"/?period={name}", parts, squares if units else ())


def box(svg: ET.Element) -> tuple[float, float, float, float]:
    left, top, width, height = map(float, svg.attrib["viewBox"].split())
    return left, top, left + width, top + height


def test_each_bar_is_a_link_and_as_high_as_its_count() -> None:
    svg = drawn(timeline([bar("2020", 40, 20), bar("2021"), bar("2022", 0, 0, 120)], 2.5, "the end"))
    links = {a.attrib["href"]: a for a in svg.iter("a")}
    assert list(links) == ["/?period=2020", "/?period=2022"]
    heights = {
        href: sum(float(r.attrib["height"]) for r in a.iter("rect") if r.attrib["class"] != "hit")
        for href, a in links.items()
    }
    assert heights["/?period=2022"] == pytest.approx(2 * heights["/?period=2020"], rel=0.02)
    assert links["/?period=2020"].findtext("title") == "the year 2020: 60 contacts"
    assert "the end" in [t.text for t in svg.iter("text")]


def test_few_contacts_are_squares_of_their_own() -> None:
    svg = drawn(timeline([bar("2020", 2, 3, units=True), bar("2021", 1, units=True)]))
    squares = list(svg.iter("a"))
    assert len(squares) == 6
    left, top, right, bottom = box(svg)
    for square in (a.find("rect") for a in squares):
        assert square is not None
        x, y, side = (float(square.attrib[n]) for n in ("x", "y", "width"))
        assert left <= x < x + side <= right
        assert top <= y < y + side <= bottom


@settings(deadline=None, max_examples=25)
@given(st.lists(st.lists(st.integers(0, 5000), min_size=7, max_size=7), max_size=15))
def test_any_bars_stay_on_the_sheet(counts: list[list[int]]) -> None:
    svg = drawn(timeline([bar(str(1900 + i), *c) for i, c in enumerate(counts)]))
    left, top, right, bottom = box(svg)
    for rect in svg.iter("rect"):
        x, y, width, height = (float(rect.attrib[n]) for n in ("x", "y", "width", "height"))
        assert left - 1 <= x
        assert x + width <= right + 1
        assert top - 1 <= y
        assert y + height <= bottom + 1


def ring(n: int) -> tuple[list[Node], list[Edge]]:
    nodes = [Node(f"n{i:02}", f"A Rather Long Name {i}", 1 + i % 7, f"/actors/{i}") for i in range(n)]
    edges = [
        Edge(a.id, b.id, 1 + (i * 7) % 11, f"/?a={i}") for i, (a, b) in enumerate(combinations(nodes, 2)) if i % 3 == 0
    ]
    return nodes, edges


def test_thirty_names_do_not_lie_on_each_other_and_stay_on_the_sheet() -> None:
    svg = drawn(network(*ring(30)))
    left, top, right, bottom = box(svg)
    boxes = []
    for text in svg.iter("text"):
        x, y, width = float(text.attrib["x"]), float(text.attrib["y"]), 7.0 * len(text.text or "")
        side = text.attrib["class"].split()[-1]
        start = x - {"start": 0.0, "middle": width / 2, "end": width}[side]
        boxes.append((start, y - 11, start + width, y + 2))
    assert len(boxes) == 30
    assert all(left <= a and top <= b and c <= right and d <= bottom for a, b, c, d in boxes)
    for (a1, b1, c1, d1), (a2, b2, c2, d2) in combinations(boxes, 2):
        assert c1 <= a2 or c2 <= a1 or d1 <= b2 or d2 <= b1


def test_the_order_given_changes_nothing() -> None:
    nodes, edges = ring(12)
    expected = network(nodes, edges)
    shuffled = random.Random(1)  # noqa: S311
    for _ in range(3):
        shuffled.shuffle(nodes)
        shuffled.shuffle(edges)
        assert network(nodes, edges) == expected


def test_those_who_met_most_become_neighbours() -> None:
    edges = [Edge("a", "d", 50, ""), Edge("b", "c", 40, ""), Edge("a", "b", 1, ""), Edge("e", "c", 30, "")]
    order = order_on_circle(["a", "b", "c", "d", "e"], edges)
    around = [*order, order[0]]
    beside = {frozenset(pair) for pair in pairwise(around)}
    assert {frozenset("ad"), frozenset("bc"), frozenset("ce")} <= beside


def test_hostile_names_are_text() -> None:
    nodes = [Node("a", HOSTILE, 1, "/a"), Node("b", "B", 1, "/b")]
    for svg in (
        network(nodes, [Edge("a", "b", 1, "/x?" + HOSTILE)]),
        timeline([Bar("x", HOSTILE, "/", (Part(Mode.CALL, True, 1),), (Unit(Mode.CALL, True, HOSTILE, "/c"),))]),
    ):
        assert "<script" not in svg
        assert "\u202e" not in svg
        assert "[RLO]" in "".join(drawn(svg).itertext())
