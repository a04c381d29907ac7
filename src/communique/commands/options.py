"""Options that several commands share; each is declared once, so that it means the same everywhere."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.engine import ENGINES
from communique.records import Mode, Status

DEFAULT_LEDGER = "communique.db"

Ledger = Annotated[
    str, typer.Option("--ledger", envvar="COMMUNIQUE_LEDGER", help="The ledger: a file, or a URL.", metavar="FILE")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="Print the first so many.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]

#: What the commands that read articles take; ``extract`` takes no standard input, which cannot be cut.
INPUTS = "Files, directories, patterns ('crawl/*.warc.gz'), urls of files (s3://..., with communique\\[ray])"

Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes to read with.")]
Engine = Annotated[
    str, typer.Option("--engine", help=f"Where they run: {' or '.join(ENGINES)} (pip install 'communique\\[ray]').")
]
Screen = Annotated[
    bool | None,
    typer.Option(
        "--screen/--no-screen",
        help="Pass over what can hold no contact, and count it. By default: of crawls (WARC), not of other files.",
    ),
]

Since = Annotated[str | None, typer.Option(help="From this day, month or year on.", metavar="DATE")]
Until = Annotated[str | None, typer.Option(help="Up to this day, month or year.", metavar="DATE")]
Sides = Annotated[
    list[str] | None, typer.Option(help="A side that takes part (RUS, NATO); repeat it for several.", metavar="CODE")
]
PersonName = Annotated[str | None, typer.Option(help="Part of a participant's name.", metavar="NAME")]
Modes = Annotated[list[Mode] | None, typer.Option(help="How it took place; may be repeated.")]
Statuses = Annotated[list[Status] | None, typer.Option(help="Whether it took place; may be repeated.")]
Topic = Annotated[str | None, typer.Option(help="Part of a topic.", metavar="TEXT")]
Words = Annotated[str | None, typer.Option(help="Words of a document that reports it.", metavar="WORDS")]
