"""The command line: arguments, messages and exit status; what is printed is made in ``screen``."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from communique.actors.cli import actors_app
from communique.commands import compare, export, options, outcome, screen
from communique.commands.code import code
from communique.commands.figures import print_figures
from communique.commands.output import present, print_json
from communique.commands.positions import print_positions
from communique.corrections.cli import corrections_app, corrections_table
from communique.errors import CommuniqueError, InputError
from communique.export.jsonl import account_entry, contact_entry, divergence_entry
from communique.fetch.cli import fetch
from communique.ledger import open_ledger, printable
from communique.parts import cli as parts_cli
from communique.web.cli import serve

_USAGE_ERROR = 2
#: As shells report a process that a signal ended: 128 and its number.
_INTERRUPTED = 128 + signal.SIGINT

app = typer.Typer(
    name="communique",
    help="The sourced record of who spoke to whom, when, and what each side says was said, read from press coverage.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)

app.add_typer(actors_app, name="actors")
app.add_typer(corrections_app, name="corrections")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415  costs 20 ms that no other command needs

        sys.stdout.write(f"communique {version('communique')}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command(epilog="Example: communique build articles/ wire.jsonl.gz --ledger affair.db")
def build(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help=options.INPUTS + "; - for standard input.")],
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    workers: options.Workers = 1,
    engine: options.Engine = "local",
    screen_: options.Screen = None,
    quiet: options.Quiet = False,
    as_json: options.Json = False,
) -> None:
    """Read articles (.txt, .html, .htm, .jsonl), crawls (.warc) and feeds (.xml, .rss, .atom) into the ledger.

    Each file may be packed: .gz, of crawls also .warc.zst. What the ledger holds already is skipped.

    What cannot be read is a row in rejected. The exit status is 1 when nothing of the input could be read.
    """
    from communique.pipeline import build as run  # noqa: PLC0415  loads the parser, which the other commands do not need

    errors = Console(stderr=True)
    shown = not quiet and errors.is_terminal
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[read]} articles"), TimeElapsedColumn(), console=errors, disable=not shown,
    ) as bar:  # fmt: skip
        task = bar.add_task("reading (kB)", total=_size(inputs), read=0)
        done = 0

        def advance(size: int) -> None:
            nonlocal done
            done += 1
            bar.update(task, advance=size / 1000, read=done)

        try:
            summary = run(inputs, ledger, workers=workers, engine=engine, screen=screen_, progress=advance)
        except KeyboardInterrupt:
            bar.stop()
            sys.stderr.write("communique: interrupted; what was read is kept, run the same command to go on\n")
            raise SystemExit(_INTERRUPTED) from None
    if as_json:
        print_json([screen.summary_entry(summary)])
    else:
        present(screen.summary_view(summary, printable(ledger)))
    outcome.tell_lost(summary.lost)
    if summary.read_nothing:
        outcome.end_without_anything(printable(ledger))


def _size(inputs: Iterable[str]) -> float | None:
    """Return the size of the input in kB as far as it can be told beforehand, None for packed and streamed input."""
    total = 0
    for given in inputs:
        path = Path(given)
        files = [p for p in path.rglob("*") if p.is_file()] if path.is_dir() else [path]
        if given == "-" or any(f.suffix == ".gz" or not f.exists() for f in files):
            return None
        total += sum(f.stat().st_size for f in files)
    return total / 1000


@app.command(epilog="Example: communique tag article.txt; or: communique tag - < article.txt")
def tag(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE...]", help="Texts; - or none: standard input.")
    ] = None,
) -> None:
    """Tag who says what in English texts: one JSON line for each source, cue and content, with character offsets."""
    from communique.annotate.attribution import tag as attributions  # noqa: PLC0415  loads the network
    from communique.export.tags import tag_entries  # noqa: PLC0415

    for name in files or ["-"]:
        print_json(tag_entries(name, attributions(_text_of(name))))


def _text_of(name: str) -> str:
    """Return a file's text, every character counted, line ends as they stand. Raises InputError."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8")
    except OSError as error:
        raise InputError(f"{name}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 text at byte {error.start}; convert it first") from error


@app.command("list", epilog="Example: communique list --side USA --side RUS --since 2021-12 --mode call")
def list_contacts(
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    since: options.Since = None,
    until: options.Until = None,
    undated: Annotated[bool, typer.Option("--undated", help="Only contacts whose date is unknown.")] = False,
    side: options.Sides = None,
    person: options.PersonName = None,
    mode: options.Modes = None,
    status: options.Statuses = None,
    topic: options.Topic = None,
    text: options.Words = None,
    limit: options.Limit = None,
    as_json: options.Json = False,
) -> None:
    """List the contacts: date, mode, sides, participants, topics, number of independent sources."""
    with open_ledger(ledger) as view:
        found = view.contacts(
            since=since, until=until, undated=undated, sides=side or (), person=person, modes=mode or (),
            statuses=status or (), topic=topic, text=text,
        )  # fmt: skip
        chosen = [contact for contact, _ in zip(found, _count(limit), strict=False)]
        if as_json:
            print_json(map(contact_entry, chosen))
        else:
            present(screen.contact_table(chosen))


@app.command(epilog="Example: communique show contact-4f2a")
def show(
    contact: Annotated[str, typer.Argument(metavar="ID", help="The contact's id, or the beginning of it.")],
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.Json = False,
) -> None:
    """Show a contact: who, when, where; each side's accounts side by side; the reports with their evidence."""
    from communique.corrections.state import correction_entry, corrections  # noqa: PLC0415  loads what only this needs

    with open_ledger(ledger) as view:
        found = view.contact(contact if contact.startswith("contact-") else f"contact-{contact}")
        accounts = list(view.accounts(contact=found.id))
        parted = list(view.divergences(contact=found.id))
        corrected = corrections(view, contact=found.id)
        if as_json:
            entry = contact_entry(found) | {
                "accounts": [account_entry(a, found.id) for a in accounts],
                "divergences": [divergence_entry(d) for d in parted],
                "corrections": [correction_entry(c) for c in corrected],
            }
            print_json([entry])
            return
        ids = {r.document for r in found.reports} | {a.document for a in accounts}
        documents = {id_: view.document(id_) for id_ in sorted(ids)}
        present(*screen.contact_page(found, accounts, parted, documents))
        if corrected:
            present(Text("Corrections\n", style="bold"), corrections_table(corrected))


@app.command(epilog="Example: communique verify --ledger affair.db")
def verify(ledger: options.Ledger = options.DEFAULT_LEDGER, as_json: options.Json = False) -> None:
    """Re-read every span of every value from the stored text; exit status 1 when one is broken."""
    with open_ledger(ledger) as view:
        counts = view.counts()
        broken = list(view.verify())
    if as_json:
        print_json(screen.broken_entry(b) for b in broken)
    else:
        present(screen.verify_view(counts, broken))
    if broken:
        raise typer.Exit(1)


@app.command(epilog="Example: communique rejected --ledger affair.db")
def rejected(
    ledger: options.Ledger = options.DEFAULT_LEDGER, limit: options.Limit = None, as_json: options.Json = False
) -> None:
    """List what was rejected, as it could not be read, and what was screened out: place, reason, what would help."""
    with open_ledger(ledger) as view:
        found = [r for r, _ in zip(view.rejections(), _count(limit), strict=False)]
    if as_json:
        print_json(map(screen.rejected_entry, found))
    else:
        present(screen.rejected_table(found))


app.command(epilog="Example: communique code --pairs sentences.tsv")(code)
app.command("serve", epilog="Example: communique serve affair.db")(serve)
app.command("positions", epilog="Example: communique positions --side RUS --on Ukraine")(print_positions)
app.command("figures", epilog="Example: communique figures --of troops --since 2022")(print_figures)

app.command(epilog="Example: communique fetch https://example.org/feed.xml --to pages")(fetch)
compare.register(app)
parts_cli.register(app)
export.register(app)


def _count(limit: int | None) -> Iterator[int]:
    n = 0
    while limit is None or n < limit:
        yield n
        n += 1


def main() -> None:
    """Run the command line; an error of the package is one line and exit status 2."""
    try:
        app()
    except CommuniqueError as error:
        sys.stderr.write(f"communique: {error}\n")
        raise SystemExit(_USAGE_ERROR) from None


if __name__ == "__main__":
    main()
