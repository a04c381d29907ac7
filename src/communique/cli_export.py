"""The command ``export``: formats, the choice of contacts, and where the result goes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from communique.export import FORMATS, Choice, export, export_to
from communique.ledger import open_ledger
from communique.records import Mode, Status

DEFAULT_LEDGER = "communique.db"


def export_ledger(
    ledger: Annotated[
        str, typer.Option("--ledger", envvar="COMMUNIQUE_LEDGER", help="The ledger's file.", metavar="FILE")
    ] = DEFAULT_LEDGER,
    form: Annotated[str, typer.Option("--format", help=f"One of: {', '.join(FORMATS)}.")] = "jsonl",
    table: Annotated[str | None, typer.Option(help="Which table, for a format of tables.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write, instead of standard output.", metavar="PATH")
    ] = None,
    contact: Annotated[
        str | None, typer.Option(help="This contact alone: its id, or the beginning of it.", metavar="ID")
    ] = None,
    since: Annotated[str | None, typer.Option(help="From this day, month or year on.", metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option(help="Up to this day, month or year.", metavar="DATE")] = None,
    side: Annotated[
        list[str] | None,
        typer.Option(help="A side that takes part (RUS, NATO); repeat it for several.", metavar="CODE"),
    ] = None,
    person: Annotated[str | None, typer.Option(help="Part of a participant's name.", metavar="NAME")] = None,
    mode: Annotated[list[Mode] | None, typer.Option(help="How it took place; may be repeated.")] = None,
    status: Annotated[list[Status] | None, typer.Option(help="Whether it took place; may be repeated.")] = None,
    topic: Annotated[str | None, typer.Option(help="Part of a topic.", metavar="TEXT")] = None,
    text: Annotated[str | None, typer.Option(help="Words of a document that reports it.", metavar="WORDS")] = None,
) -> None:
    """Export the ledger, in an order that never changes; some formats take a choice of contacts."""
    from communique import cli  # noqa: PLC0415  the two files register with each other

    choice = Choice(
        contact=contact, since=since, until=until, sides=tuple(s.upper() for s in side or ()), person=person,
        modes=tuple(map(str, mode or ())), statuses=tuple(map(str, status or ())), topic=topic, text=text,
    )  # fmt: skip
    with open_ledger(ledger) as view:
        if output is None:
            end = FORMATS[form].line_end if form in FORMATS else "\n"
            cli._write(line + end.removesuffix("\n") for line in export(view, form, table, choice))
            return
        for path in export_to(output, view, form, table, choice):
            typer.echo(path, err=True)


def register(app: Any) -> None:
    """Add the command to the command line."""
    app.command("export", epilog="Example: communique export --format report --side RUS --since 2021 -o affair.html")(
        export_ledger
    )
