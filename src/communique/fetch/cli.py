"""``communique fetch``: arguments, progress and report."""

from __future__ import annotations

import ipaddress
import json
import signal
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from communique.errors import InputError
from communique.wording import counted

if TYPE_CHECKING:
    from communique.fetch.run import Report

_INTERRUPTED = 128 + signal.SIGINT
_MOST_DETAILS = 10


def fetch(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Urls of pages, feeds and sitemaps; feeds as files (also .gz); files with a url a line (# begins a "
            "comment), - for such lines on standard input.",
        ),
    ],
    to: Annotated[
        str, typer.Option("--to", metavar="PLACE", help="A file .warc or .warc.gz, or a folder for pages.warc.gz.")
    ],
    delay: Annotated[float, typer.Option(min=0, help="Seconds between two requests to one host.")] = 2.0,
    rate: Annotated[float, typer.Option(min=0.001, help="Requests a second to all hosts together.")] = 2.0,
    most: Annotated[int | None, typer.Option("--max", min=1, help="Pages in this run.")] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds to wait for an answer.")] = 20.0,
    agent: Annotated[str | None, typer.Option(help="User agent; add how you can be reached.")] = None,
    allow: Annotated[
        list[str] | None, typer.Option(metavar="ADDRESS", help="A private address to fetch from; may be repeated.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from private and loopback addresses, for tests.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Fetch the pages that feeds and lists name into a WARC file, which build reads: politely, and only what is new."""
    from communique.fetch.run import Options  # noqa: PLC0415  loads the parser of feeds
    from communique.fetch.run import fetch as run  # noqa: PLC0415

    options = Options(
        delay=delay, rate=rate, most=most, timeout=timeout, allow_private=allow_private, allowed=_addresses(allow or [])
    )
    if agent:
        options = replace(options, agent=agent)
    errors = Console(stderr=True)
    with Progress(
        SpinnerColumn(), TextColumn("fetching"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=errors, disable=quiet or not errors.is_terminal,
    ) as bar:  # fmt: skip
        task = bar.add_task("fetching", total=None)

        def advance(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        try:
            report = run(sources, to, options, progress=advance)
        except KeyboardInterrupt:
            bar.stop()
            sys.stderr.write("communique: interrupted; what was fetched is kept, run the same command to go on\n")
            raise SystemExit(_INTERRUPTED) from None
    if as_json:
        told = {"fetched": report.fetched, "unchanged": report.unchanged, "known": report.known, "left": report.left}
        refused = dict(sorted(report.refused.items()))
        sys.stdout.write(json.dumps(told | {"refused": refused, "warc": str(report.warc)}) + "\n")
        return
    sys.stdout.write("".join(f"{line}\n" for line in _lines(report)))


def _addresses(given: list[str]) -> frozenset[str]:
    for address in given:
        try:
            ipaddress.ip_address(address)
        except ValueError as error:
            raise InputError(f"--allow {address}: give an IP address, such as 10.0.0.5") from error
    return frozenset(given)


def _lines(report: Report) -> list[str]:
    parts = [f"{counted(report.fetched, 'page')} fetched ({report.size / 1e6:,.1f} MB)"]
    for count, what in ((report.unchanged, "unchanged"), (report.known, "fetched before"), (report.left, "left")):
        if count:
            parts.append(f"{count:,} {what}")
    lines = [", ".join(parts)]
    if report.refused:
        reasons = ", ".join(f"{n:,} {reason}" for reason, n in sorted(report.refused.items()))
        lines.append(f"{sum(report.refused.values()):,} not fetched: {reasons}")
        lines += [f"  {detail}" for detail in report.details[:_MOST_DETAILS]]
    return [*lines, f"{report.warc}: read it with: communique build {report.warc}"]
