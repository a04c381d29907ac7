"""What the command line shows of comparisons: two sides' accounts side against side, and lists of divergences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from communique.commands.screen import SHORT_ID, stance_lines, when
from communique.compare import Row, of_sides
from communique.compare.stance import Stance
from communique.records import Account, Contact, Divergence, Document

__all__ = ["comparison_view", "divergence_table", "of_sides", "row_entry"]

_STYLES = {"contradiction": "bold red", "number": "bold red", "omission": "bold yellow", "both": "green", "only": "dim"}
_ORDER = tuple(_STYLES)
_NO_SIDE = "no side"


def comparison_view(
    sides: Sequence[str], rows: Sequence[Row], stances: Sequence[Stance], documents: Mapping[str, Document]
) -> Iterator[RenderableType]:
    """Yield the comparison of two sides: a table of passages with the verdict on each, then their words for a thing."""
    if not rows:
        yield Text("Neither side has an account of this contact.")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, show_lines=False)
    table.add_column("", width=13)
    for side in sides:
        table.add_column(side, ratio=3, header_style="bold green")
    table.add_column("why", ratio=2)
    for row in sorted(rows, key=lambda r: (_ORDER.index(r.kind), -r.score, r.a.id)):
        cells = {a.side: _passage(a, documents) for a in (row.a, row.b) if a is not None}
        silent = Text("silent", style="italic yellow") if row.kind == "omission" else Text("")
        label = f"only {row.a.side}" if row.kind == "only" else row.kind
        table.add_row(Text(label, style=_STYLES[row.kind]), *[cells.get(s, silent) for s in sides], Text(row.why))
    yield table
    if stances:
        yield Text("\nTheir words for the same thing\n", style="bold")
        yield stance_lines(stances)


def _passage(account: Account, documents: Mapping[str, Document]) -> Text:
    document = documents[account.document]
    out = Text(account.content.quote)
    origin = document.publisher or document.external_id or document.path
    out.append(
        f"  ({account.source})" if account.source == origin else f"  ({account.source}, in {origin})", style="dim"
    )
    return out


def row_entry(row: Row) -> dict[str, Any]:
    """Return a line of a comparison for scripts."""
    return {
        "kind": row.kind, "side_a": row.a.side, "account_a": row.a.id, "passage_a": row.a.content.quote,
        "side_b": row.b.side if row.b else row.other or None, "account_b": row.b.id if row.b else None,
        "passage_b": row.b.content.quote if row.b else None, "why": row.why,
    }  # fmt: skip


def divergence_table(found: Sequence[tuple[Contact | Document, Divergence]]) -> RenderableType:
    """Return divergences as a table, each with its contact, or document where it is on another matter, and reason."""
    if not found:
        return Text("No divergence fits.")
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("contact", "date", "kind", "sides"):
        table.add_column(name, no_wrap=True)
    table.add_column("reason")
    for about, divergence in found:
        if isinstance(about, Contact):
            place, day = about.id.removeprefix("contact-")[: SHORT_ID - len("contact-")], when(about.date)
        else:
            place, day = "-", about.published.date or "undated"
        table.add_row(
            Text(place, style="bold"),
            Text(day, style="dim" if day == "undated" else ""),
            Text(divergence.kind, style=_STYLES[divergence.kind]),
            Text(" / ".join(side or _NO_SIDE for side in (divergence.side_a, divergence.side_b))),
            Text(divergence.reason),
        )
    return table
