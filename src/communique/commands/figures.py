"""``communique figures``: the same quantity by different sources over time, with disagreements marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from communique.commands import options
from communique.commands.output import present, print_json
from communique.commands.screen import when
from communique.ledger import open_ledger

if TYPE_CHECKING:
    from communique.figure_series import Point, Series

_MARK = "≠"


def print_figures(  # noqa: PLR0917  options of a command line
    of: Annotated[
        str | None, typer.Option(help="Only where what is counted or its place has this.", metavar="WORD")
    ] = None,
    unit: Annotated[
        str | None, typer.Option(help="Only this unit (troops, dead, USD, minutes).", metavar="UNIT")
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    single: Annotated[bool, typer.Option("--single", help="Also quantities of which there is but one value.")] = False,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.Json = False,
) -> None:
    """List the figures of the same quantity over time, with who gives them; ≠ marks values that disagree."""
    from communique.figure_series import figure_series  # noqa: PLC0415  loads the authority

    with open_ledger(ledger) as view:
        found = figure_series(view, of=of, unit=unit, since=since, until=until, fewest=1 if single else 2)
    if as_json:
        print_json(map(series_entry, found))
    else:
        present(series_table(found))


def series_entry(series: Series) -> dict[str, Any]:
    """Return a series for scripts, its values in the order of time."""
    quantity = series.quantity
    return {
        "unit": quantity.unit,
        "of": series.what,
        "side": quantity.side or None,
        "place": quantity.place or None,
        "disagree": any(p.disagrees for p in series.points),
        "values": [_point_entry(p) for p in series.points],
    }


def _point_entry(point: Point) -> dict[str, Any]:
    days, figure = point.date, point.figure
    return {
        "date": {"start": days.start, "end": days.end, "basis": days.basis} if days else None,
        "date_of": None if days is None else "text" if point.is_told else "document",
        "value": point.value,
        "source": point.source,
        "document": figure.document,
        "figure": figure.id,
        "quote": figure.span.quote,
        "disagrees": list(point.disagrees),
    }


def series_table(found: Sequence[Series]) -> RenderableType:
    """Return series as a table, what is counted only in the first row of each."""
    if not found:
        return Text("No figure fits.")
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("figure", min_width=14)
    table.add_column("date", no_wrap=True)
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("source")
    table.add_column("words", min_width=16)
    for series in found:
        for number, point in enumerate(series.points):
            table.add_row(
                _heading(series) if number == 0 else "",
                Text(when(point.date), style="" if point.is_told else "dim"),
                f"{point.value:,.10g}",
                Text(_MARK if point.disagrees else "", style="bold red"),
                Text(point.source),
                Text(" ".join(point.figure.span.quote.split()), style="dim"),
            )
    return table


def _heading(series: Series) -> Text:
    quantity = series.quantity
    out = Text(quantity.unit, style="bold")
    if quantity.words:
        out.append(f" ({series.what})", style="not bold")
    where = " ".join(part for part in (quantity.side, f"in {quantity.place.title()}" if quantity.place else "") if part)
    if where:
        out.append(f"\n{where}", style="not bold dim")
    return out
