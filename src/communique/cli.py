"""The command line: arguments, messages and exit status; what is printed is made in ``screen``."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from communique import cli_compare, cli_export, screen
from communique.actors.cli import actors_app
from communique.code_cli import code
from communique.corrections.cli import corrections_app, corrections_table
from communique.errors import CommuniqueError, InputError
from communique.export.jsonl import account_entry, contact_entry, divergence_entry
from communique.fetch.cli import fetch
from communique.figures_cli import print_figures
from communique.ledger import open_ledger, printable
from communique.parts import cli as parts_cli
from communique.positions_cli import print_positions
from communique.records import Mode, Status
from communique.web.cli import serve

DEFAULT_LEDGER = "communique.db"
_USAGE_ERROR = 2
#: As shells report a process that a signal ended: 128 and its number.
_INTERRUPTED, _READER_GONE = 128 + signal.SIGINT, 128 + 13
#: Width of what is printed into a file or pipe: few rows break there, so that grep finds whole ones.
_WIDE = 160

app = typer.Typer(
    name="communique",
    help="The sourced record of who spoke to whom, when, and what each side says was said, read from press coverage.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)

app.add_typer(actors_app, name="actors")
app.add_typer(corrections_app, name="corrections")

LedgerOption = Annotated[
    str, typer.Option("--ledger", envvar="COMMUNIQUE_LEDGER", help="The ledger: a file, or a URL.", metavar="FILE")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="Print the first so many.")]


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
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, directories, or - for standard input.")
    ],
    ledger: LedgerOption = DEFAULT_LEDGER,
    workers: parts_cli.WorkersOption = 1,
    engine: parts_cli.EngineOption = "local",
    screen_: parts_cli.ScreenOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Read articles (.txt, .html, .jsonl), crawls (.warc) and feeds (.xml, .rss, .atom) into the ledger, each also .gz.

    What the ledger holds already is skipped.
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
        _print_json([screen.summary_entry(summary)])
    else:
        _show(screen.summary_view(summary, printable(ledger)))


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
    files: Annotated[list[str] | None, typer.Argument(metavar="[FILE...]", help="Texts; - for standard input.")] = None,
) -> None:
    """Tag who says what in English texts: one JSON line for each source, cue and content, with character offsets."""
    from communique.annotate.attribution import tag as attributions  # noqa: PLC0415  loads the network
    from communique.export.tags import tag_entries  # noqa: PLC0415

    for name in files or ["-"]:
        _print_json(tag_entries(name, attributions(_text_of(name))))


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
    ledger: LedgerOption = DEFAULT_LEDGER,
    since: Annotated[str | None, typer.Option(help="From this day, month or year on.", metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option(help="Up to this day, month or year.", metavar="DATE")] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Only contacts whose date is unknown.")] = False,
    side: Annotated[
        list[str] | None,
        typer.Option(help="A side that takes part (RUS, NATO); repeat it for several.", metavar="CODE"),
    ] = None,
    person: Annotated[str | None, typer.Option(help="Part of a participant's name.", metavar="NAME")] = None,
    mode: Annotated[list[Mode] | None, typer.Option(help="How it took place; may be repeated.")] = None,
    status: Annotated[list[Status] | None, typer.Option(help="Whether it took place; may be repeated.")] = None,
    topic: Annotated[str | None, typer.Option(help="Part of a topic.", metavar="TEXT")] = None,
    text: Annotated[str | None, typer.Option(help="Words of a document that reports it.", metavar="WORDS")] = None,
    limit: LimitOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the contacts: date, mode, sides, participants, topics, number of independent sources."""
    with open_ledger(ledger) as view:
        found = view.contacts(
            since=since, until=until, undated=undated, sides=side or (), person=person, modes=mode or (),
            statuses=status or (), topic=topic, text=text,
        )  # fmt: skip
        chosen = [contact for contact, _ in zip(found, _count(limit), strict=False)]
        if as_json:
            _print_json(map(contact_entry, chosen))
        else:
            _show(screen.contact_table(chosen))


@app.command(epilog="Example: communique show contact-4f2a")
def show(
    contact: Annotated[str, typer.Argument(metavar="ID", help="The contact's id, or the beginning of it.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_json: JsonOption = False,
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
            _print_json([entry])
            return
        ids = {r.document for r in found.reports} | {a.document for a in accounts}
        documents = {id_: view.document(id_) for id_ in sorted(ids)}
        _show(*screen.contact_page(found, accounts, parted, documents))
        if corrected:
            _show(Text("Corrections\n", style="bold"), corrections_table(corrected))


@app.command(epilog="Example: communique verify --ledger affair.db")
def verify(ledger: LedgerOption = DEFAULT_LEDGER, as_json: JsonOption = False) -> None:
    """Re-read every span of every value from the stored text; exit status 1 when one is broken."""
    with open_ledger(ledger) as view:
        counts = view.counts()
        broken = list(view.verify())
    if as_json:
        _print_json(screen.broken_entry(b) for b in broken)
    else:
        _show(screen.verify_view(counts, broken))
    if broken:
        raise typer.Exit(1)


@app.command(epilog="Example: communique rejected --ledger affair.db")
def rejected(ledger: LedgerOption = DEFAULT_LEDGER, limit: LimitOption = None, as_json: JsonOption = False) -> None:
    """List what could not be read: place, reason, and what would help."""
    with open_ledger(ledger) as view:
        found = [r for r, _ in zip(view.rejections(), _count(limit), strict=False)]
    if as_json:
        _print_json({"path": r.path, "place": r.place, "reason": r.reason, "detail": r.detail} for r in found)
    else:
        _show(screen.rejected_table(found))


app.command(epilog="Example: communique code --pairs sentences.tsv")(code)
app.command("serve", epilog="Example: communique serve affair.db")(serve)
app.command("positions", epilog="Example: communique positions --side RUS --on Ukraine")(print_positions)
app.command("figures", epilog="Example: communique figures --of troops --since 2022")(print_figures)

app.command(epilog="Example: communique fetch https://example.org/feed.xml --to pages")(fetch)
cli_compare.register(app)
parts_cli.register(app)
cli_export.register(app)


def _count(limit: int | None) -> Iterator[int]:
    n = 0
    while limit is None or n < limit:
        yield n
        n += 1


def _show(*parts: RenderableType) -> None:
    """Print results: colours and the terminal's width on a terminal, plain wide lines elsewhere."""
    if sys.stdout.isatty():
        Console().print(*parts, sep="\n")
        return
    console = Console(width=None if "COLUMNS" in os.environ else _WIDE, no_color=True, legacy_windows=False)
    with console.capture() as captured:
        console.print(*parts, sep="\n")
    _write(line.rstrip() for line in captured.get().splitlines())


def _print_json(entries: Iterable[dict[str, Any]]) -> None:
    _write(json.dumps(entry, ensure_ascii=False) for entry in entries)


def _write(lines: Iterable[str]) -> None:
    """Write lines to standard output; end quietly when their reader is gone, as after ``| head``."""
    try:
        for line in lines:
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends; that has to go somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(_READER_GONE) from None


def main() -> None:
    """Run the command line; an error of the package is one line and exit status 2."""
    try:
        app()
    except CommuniqueError as error:
        sys.stderr.write(f"communique: {error}\n")
        raise SystemExit(_USAGE_ERROR) from None


if __name__ == "__main__":
    main()
