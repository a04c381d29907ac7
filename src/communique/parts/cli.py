"""``communique extract`` and ``communique load``: parts of a large input, and parts into a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from communique.commands import options, outcome
from communique.commands.output import present, print_json, write
from communique.ledger import printable
from communique.wording import counted

if TYPE_CHECKING:
    from communique.parts import Extracted


def register(app: typer.Typer) -> None:
    """Give the commands to the program."""
    app.command(epilog="Example: communique extract 'crawl/*.warc.gz' --to parts --workers 16")(extract)
    app.command(epilog="Example: communique load parts --ledger affair.db")(load)


def _bar(quiet: bool, unit: str) -> Progress:
    errors = Console(stderr=True)
    return Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn(unit),
        TimeElapsedColumn(), console=errors, disable=quiet or not errors.is_terminal,
    )  # fmt: skip


def extract(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help=f"{options.INPUTS}.")],
    to: Annotated[str, typer.Option("--to", metavar="DIR", help="A folder, or its url in an object store.")],
    workers: options.Workers = 1,
    engine: options.Engine = "local",
    screen_: options.Screen = None,
    part_size: Annotated[int, typer.Option("--part-size", min=1, help="MB of input in a part.")] = 64,
    quiet: options.Quiet = False,
    as_json: options.Json = False,
) -> None:
    """Read a large input into Parquet files, part by part; run it again to go on where it was ended.

    The input is as for build, but no standard input. The exit status is 1 when nothing of it could be read.
    """
    from communique.parts import extract_parts  # noqa: PLC0415  loads the parser

    with _bar(quiet, "MB") as bar:
        task = bar.add_task("extracting", total=None)
        account = extract_parts(
            inputs, to, workers=workers, engine=engine, part_bytes=part_size * 1_000_000,
            screen=screen_, progress=lambda size: bar.advance(task, size / 1_000_000),
        )  # fmt: skip
    rejected, screened = (dict(sorted(counts.items())) for counts in (account.rejected, account.screened))
    if as_json:
        told = {"parts": account.parts, "known": account.known, "failed": account.failed}
        counts = {"documents": account.documents, "claims": account.claims, "rejected": rejected, "screened": screened}
        print_json([told | counts])
    else:
        write(_account(account, to))
    if not (account.documents or account.screened):
        outcome.end_without_anything()


def _account(account: Extracted, to: str) -> list[str]:
    from communique.commands import screen  # noqa: PLC0415

    known = f", {account.known:,} {'was' if account.known == 1 else 'were'} there" if account.known else ""
    failed = f", {account.failed:,} of them failed (run it again)" if account.failed else ""
    made = f"{counted(account.parts, 'part')} made{known}{failed}"
    held = f"{to}: {counted(account.documents, 'document')}, {counted(account.claims, 'claim')}"
    return [made, *screen.left_lines(account.rejected, account.screened), held]


def load(
    directory: Annotated[
        str, typer.Argument(metavar="DIR", help="What communique extract has made: a folder, or its url.")
    ],
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    workers: options.Workers = 1,
    quiet: options.Quiet = False,
    as_json: options.Json = False,
) -> None:
    """Take extracted parts into a ledger, with the same result as a build of the input; what it holds is skipped.

    The exit status is 1 when nothing of their input could be read.
    """
    from communique.commands import screen  # noqa: PLC0415
    from communique.parts import load_parts  # noqa: PLC0415  loads the parser

    with _bar(quiet, "parts") as bar:
        task = bar.add_task("loading", total=None)
        summary = load_parts(directory, ledger, workers=workers, progress=lambda size: bar.advance(task, size))
    if as_json:
        print_json([screen.summary_entry(summary)])
    else:
        present(screen.summary_view(summary, printable(ledger)))
    if summary.read_nothing:
        outcome.end_without_anything(printable(ledger))
