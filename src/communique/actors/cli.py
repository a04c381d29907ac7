"""``communique actors``: who held which office on a day, from the command line."""

from __future__ import annotations

import re
import sys
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from communique.actors.authority import authority
from communique.commands import options
from communique.errors import InputError
from communique.wording import counted

actors_app = typer.Typer(
    name="actors",
    help="Look up who held which office on a day; add actors of your own.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: By the status of an answer; 2 is that of errors.
_EXIT = {"found": 0, "holder-unknown": 1, "unresolved": 1, "not-in-authority": 3}


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")


@actors_app.command(epilog='Example: communique actors lookup "the Turkish leader" --on 2018-12-14')
def lookup(
    mention: Annotated[str, typer.Argument(help="A name, a title, a place that stands for a government.")],
    day: Annotated[str | None, typer.Option("--on", metavar="DAY", help="The day of the text, as 2018-12-14.")] = None,
    as_json: options.Json = False,
) -> None:
    """Say whom a mention means on a day, which office that was, and for which side it speaks; or why that stays open.

    The exit status is 0 when the authority knows whom; 1 when it stays unresolved, or only the office is known and not
    its holder; 3 when the name is not in the authority. 2 is for a call that cannot be carried out.
    """
    from communique.actors.answer import answer, entries, lines  # noqa: PLC0415  loads the index

    if day is not None and not _DAY.fullmatch(day):
        raise InputError(f"{day!r} is no day; write it as 2018-12-14")
    found = answer(mention, day)
    for line in entries(found) if as_json else lines(mention, found):
        _print(line)
    raise typer.Exit(_EXIT[found.status])


@actors_app.command(epilog="Example: communique actors show FRA")
def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME|CODE|OFFICE",
            help="A person, a code or name of a side (FRA, NATO), an office (TUR/president).",
        ),
    ],
    as_json: options.Json = False,
) -> None:
    """Show a person's offices and aliases; the names, offices and holders of a state; or the holders of an office."""
    from communique.actors.showing import shown  # noqa: PLC0415  loads the index

    for line in shown(name, authority(), as_json=as_json):
        _print(line)


@actors_app.command(epilog="Example: communique actors add my-ministers.tsv")
def add(
    file: Annotated[Path, typer.Argument(help="Your rows, tab-separated, with a header line.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check the file and tell what changes; add nothing.")
    ] = False,
) -> None:
    """Merge a file of your own terms over the package's: wholly, or not at all when a row is wrong.

    The columns are person, office, code, role, title, from, to, sex, aliases, source; an office of the package is named
    by its id (TUR/president) alone. Yours is kept in $COMMUNIQUE_ACTORS, or in your configuration folder. Where another
    held the office meanwhile, the package's term gives way for those days, and that is told.
    """
    _add(file, dry_run=dry_run)


def _add(file: Path, *, dry_run: bool = False) -> None:
    from communique.actors import userfile  # noqa: PLC0415  only this command writes
    from communique.actors.tables import read_authority  # noqa: PLC0415

    source = read_authority(files("communique.actors") / "data")
    added = userfile.add(file, source.states, source.offices, source.terms, dry_run=dry_run)
    for change in added.given_way:
        _print(str(change))
    rows = counted(added.rows, "new row")
    _print(f"{rows}; nothing was written to {userfile.own_path()}" if dry_run else f"{rows} in {userfile.own_path()}")


@actors_app.command(epilog="Example: communique actors update --since 2025-01-01 --apply")
def update(
    since: Annotated[str, typer.Option("--since", metavar="DAY", help="Terms that began since.")] = "2024-01-01",
    apply: Annotated[bool, typer.Option("--apply", help="Add the differences to your own file.")] = False,
    endpoint: Annotated[
        str | None, typer.Option("--endpoint", envvar="COMMUNIQUE_WIKIDATA", help="Another query service.")
    ] = None,
) -> None:
    """Ask Wikidata, over the network, who has come into office since, and show how that differs from the tables."""
    from communique.actors import wikidata  # noqa: PLC0415  only this command goes over the network
    from communique.actors.index import name_index  # noqa: PLC0415

    if not _DAY.fullmatch(since):
        raise InputError(f"{since!r} is no day; write it as 2025-01-01")
    differences = wikidata.changes(wikidata.query(since, endpoint or wikidata.ENDPOINT), authority(), name_index())
    for change in differences:
        was = f" (the tables: {change.was[0]} to {change.was[1] or 'today'})" if change.was else ""
        _print(f"{change.kind:6} {change.office}  {change.person}  {change.start} to {change.end or 'today'}{was}")
    if not differences:
        _print("Wikidata and the tables agree")
    elif not apply:
        _print(f"{counted(len(differences), 'difference')}; --apply adds what differs to your own file")
    else:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "wikidata.tsv"
            file.write_text("\n".join(wikidata.as_rows(differences)) + "\n", encoding="utf-8")
            _add(file)


__all__ = ["actors_app"]
