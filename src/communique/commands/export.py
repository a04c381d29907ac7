"""The command ``export``: formats, the choice of contacts, and where the result goes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from communique.commands import options
from communique.commands.output import write
from communique.export import FORMATS, Choice, export, export_to
from communique.export.parquet import TABLES
from communique.ledger import open_ledger

_NAMED = {name: list(form.tables) for name, form in FORMATS.items() if len(form.tables) > 1} | {"parquet": list(TABLES)}
_TABLES = "; ".join(f"of {name} {', '.join(tables)}" for name, tables in _NAMED.items())


def export_ledger(
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    form: Annotated[str, typer.Option("--format", help=f"One of: {', '.join(FORMATS)}.")] = "jsonl",
    table: Annotated[str | None, typer.Option(help=f"Which table: {_TABLES}.")] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="A file, for parquet a folder, instead of standard output.", metavar="PATH"
        ),
    ] = None,
    contact: Annotated[
        str | None, typer.Option(help="This contact alone: its id, or the beginning of it.", metavar="ID")
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    side: options.Sides = None,
    person: options.PersonName = None,
    mode: options.Modes = None,
    status: options.Statuses = None,
    topic: options.Topic = None,
    text: options.Words = None,
) -> None:
    """Export the ledger, in an order that never changes; ics, report, bibtex and csl-json take a choice of contacts."""

    choice = Choice(
        contact=contact, since=since, until=until, sides=tuple(s.upper() for s in side or ()), person=person,
        modes=tuple(map(str, mode or ())), statuses=tuple(map(str, status or ())), topic=topic, text=text,
    )  # fmt: skip
    with open_ledger(ledger) as view:
        if output is None:
            end = FORMATS[form].line_end if form in FORMATS else "\n"
            write(line + end.removesuffix("\n") for line in export(view, form, table, choice))
            return
        for path in export_to(output, view, form, table, choice):
            typer.echo(path, err=True)


def register(app: Any) -> None:
    """Add the command to the command line."""
    app.command("export", epilog="Example: communique export --format report --side RUS --since 2021 -o affair.html")(
        export_ledger
    )
