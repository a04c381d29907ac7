"""The timeline: contacts over time as stacked bars, or one square for each contact where there are few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from xml.etree.ElementTree import Element

from markupsafe import Markup

from communique.records import Mode
from communique.web.pages.charts.svg import drawing, element, label, title
from communique.wording import counted

WIDTH, HEIGHT = 960, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 36, 8, 22, 28
_WIDEST_BAR, _LARGEST_UNIT = 34.0, 20.0
#: Squares smaller than this cannot be hit with a finger or told apart; then there are bars.
_SMALLEST_UNIT = 9.0
_HIGHEST_STACK = 260
_CHARACTER = 7.2
#: Sheets of squares are at least so many squares high.
_LOWEST = 4
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Unit:
    """One contact of a bar. settled: it is held or cancelled, not still to come."""

    mode: Mode
    settled: bool
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Part:
    """So many contacts of a mode."""

    mode: Mode
    settled: bool
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time. name: below the axis; label: in full; href: closer in. units: every contact, or none."""

    name: str
    label: str
    href: str
    parts: tuple[Part, ...] = ()
    units: tuple[Unit, ...] = field(default=())

    @property
    def total(self) -> int:
        """How many contacts the bar stands for."""
        return sum(p.count for p in self.parts)


def is_one_by_one(bars: Sequence[Bar]) -> bool:
    """Tell whether every contact of the bars gets a square of its own."""
    most = max((b.total for b in bars), default=0)
    return _unit_size(bars, (WIDTH - _LEFT - _RIGHT) / max(1, len(bars)), most) is not None


def timeline(bars: Sequence[Bar], now: float | None = None, now_label: str = "") -> Markup:
    """Return the chart of the bars, at equal distances in the order given.

    now: where the coverage ends, in bars from the left edge (2.5: the middle of the third), told by ``now_label``.
    """
    slot = (WIDTH - _LEFT - _RIGHT) / max(1, len(bars))
    most = max((b.total for b in bars), default=0)
    size = _unit_size(bars, slot, most)
    top = _ceiling(most) if size is None else 0
    # The sheet is as high as the stacks of squares: what is above low ones is cut off, high ones reach above it.
    cut = 0.0 if size is None else HEIGHT - _TOP - _BOTTOM - size * max(most, _LOWEST)
    children = [] if size is not None or not most else _scale(top)
    children += _axis(bars, slot)
    if now is not None:
        children += _now(_LEFT + now * slot, cut, now_label)
    for at, bar in enumerate(bars):
        middle = _LEFT + (at + 0.5) * slot
        if size is not None:
            children += _squares(bar, middle, size)
        elif bar.total:
            children.append(_stack(bar, middle, slot, top))
    sheet = element(
        "svg", *children, viewBox=f"0 {cut:g} {WIDTH} {HEIGHT - cut:g}", class_="chart timeline",
        role="group", aria_label="Contacts over time; the same numbers are in the table below the chart",
    )  # fmt: skip
    return drawing(sheet)


def _unit_size(bars: Sequence[Bar], slot: float, most: int) -> float | None:
    """Return the side of a square when every contact can have its own, else None."""
    if not most or any(len(b.units) != b.total for b in bars):
        return None
    size = min(_LARGEST_UNIT, slot - 1.5, _HIGHEST_STACK / most)
    return size if size >= _SMALLEST_UNIT else None


def _ceiling(most: int) -> int:
    """Return the round number at which the scale ends."""
    power = 1
    while True:
        for step in _STEPS:
            if step * power * 4 >= most:
                return step * power * 4
        power *= 10


def _scale(top: int) -> list[Element]:
    out = []
    for part in range(1, 5):
        value = top * part // 4
        y = _height(value, top)
        out.append(element("line", x1=_LEFT, x2=WIDTH - _RIGHT, y1=y, y2=y, class_="grid"))
        out.append(label(f"{value:,}", x=_LEFT - 6, y=y + 4, class_="tick end"))
    return out


def _height(value: float, top: int) -> float:
    """Return how far down a value of the scale stands."""
    return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / top


def _axis(bars: Sequence[Bar], slot: float) -> list[Element]:
    """Return the base line and the names of as many bars as have room for them."""
    base = HEIGHT - _BOTTOM
    out = [element("line", x1=_LEFT, x2=WIDTH - _RIGHT, y1=base, y2=base, class_="axis")]
    widest = max((len(b.name) for b in bars), default=1) * _CHARACTER + 8
    every = max(1, ceil(widest / slot))
    if every > 2:
        every = next(n for n in (5, 10, 20, 25, 50, 100, 200, 500, 1000) if n >= every)
    for at, bar in enumerate(bars):
        number = int(bar.name) if bar.name.isdigit() else at
        if (every <= 2 and at % every == 0) or (every > 2 and number % every == 0):
            x = _LEFT + (at + 0.5) * slot
            out.append(label(bar.name, x=x, y=base + 18, class_="tick middle"))
    return out


def _now(x: float, cut: float, told: str) -> list[Element]:
    line = element("line", x1=x, x2=x, y1=cut + _TOP - 12, y2=HEIGHT - _BOTTOM, class_="now")
    beside, class_ = (x - 5, "tick end") if x > WIDTH * 0.7 else (x + 5, "tick")
    return [line, label(told, x=beside, y=cut + _TOP - 4, class_=class_)]


def _stack(bar: Bar, middle: float, slot: float, top: int) -> Element:
    """Return a bar as a link to what it stands for, with a column of the full height to hit it by."""
    width = min(_WIDEST_BAR, max(1.5, slot * 0.72))
    told = f"{bar.label}: {counted(bar.total, 'contact')}"
    hit = element("rect", x=middle - slot / 2, y=_TOP, width=slot, height=HEIGHT - _TOP - _BOTTOM, class_="hit")
    pieces = [title(told), hit]
    under = 0
    for part in bar.parts:
        y = _height(under + part.count, top)
        height = max(0.75, _height(under, top) - y - 0.5)
        class_ = _class(part.mode, part.settled)
        pieces.append(element("rect", x=middle - width / 2, y=y, width=width, height=height, class_=class_))
        under += part.count
    return element("a", *pieces, href=bar.href, aria_label=told)


def _squares(bar: Bar, middle: float, size: float) -> list[Element]:
    out = []
    for at, unit in enumerate(bar.units):
        y = HEIGHT - _BOTTOM - (at + 1) * size
        square = element(
            "rect", x=middle - size / 2 + 0.75, y=y + 0.75, width=size - 1.5, height=size - 1.5,
            class_=_class(unit.mode, unit.settled),
        )  # fmt: skip
        out.append(element("a", title(unit.label), square, href=unit.href, aria_label=unit.label))
    return out


def _class(mode: Mode, settled: bool) -> str:
    return f"mode-{mode.value}" if settled else f"mode-{mode.value} open"
