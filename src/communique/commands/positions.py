"""``communique positions``: what a side has agreed to, demanded, threatened, promised and refused, by day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from communique.commands import options
from communique.commands.output import write
from communique.ledger import open_ledger
from communique.positions import Position, positions


def print_positions(
    side: Annotated[str, typer.Option(help="The side that speaks (RUS, NATO).", metavar="CODE")],
    on: Annotated[str | None, typer.Option(help="Only where the sentence names this.", metavar="WORD")] = None,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.Json = False,
) -> None:
    """List what a side agreed to, promised, demanded, threatened and refused, by day, with its words."""
    with open_ledger(ledger) as view:
        found = positions(view, side, on)
    write(_lines(found, as_json=as_json))


def _lines(found: list[Position], *, as_json: bool) -> Iterator[str]:
    if as_json:
        yield from (json.dumps(asdict(p), ensure_ascii=False) for p in found)
        return
    for p in found:
        whom = f" to {p.addressee}" if p.addressee else ""
        status = "" if p.status == "happened" else f" ({p.status})"
        yield f"{p.date or 'undated':<10}  {p.kind}{whom}{status}: {p.words}"
        if p.condition:
            yield f"{'':<12}condition: {p.condition}"
