"""The forms in which a ledger leaves the house; a new one is a file of its own and a line in ``FORMATS``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from communique.errors import InputError
from communique.export import parquet, references
from communique.export.choice import EVERYTHING, Choice
from communique.export.fielddata import export_gdelt, export_polecat
from communique.export.files import write_lines
from communique.export.jsonl import export_jsonl
from communique.export.tables import export_accounts, export_contacts
from communique.ledger import Ledger

__all__ = ["EVERYTHING", "FORMATS", "Choice", "Format", "export", "export_jsonl", "export_to"]

Whole = Callable[[Ledger], Iterator[str]]
Chosen = Callable[[Ledger, Choice], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is good for, and what makes it, which is one of three.

    tables: of the whole ledger; the first is meant when none is named. chosen: of the contacts that are asked for.
    folder: writes files into a folder, all or the one of the table that is named, and returns them.
    """

    summary: str
    tables: Mapping[str, Whole] = field(default_factory=dict)
    chosen: Chosen | None = None
    folder: Callable[[Ledger, Path, str | None], list[Path]] | None = None
    line_end: str = "\n"


def _calendar(ledger: Ledger, choice: Choice) -> Iterator[str]:
    from communique.export.calendar import export_calendar  # noqa: PLC0415  loads a library that few commands need

    return export_calendar(ledger, choice)


def _report(ledger: Ledger, choice: Choice) -> Iterator[str]:
    from communique.export.report import export_report  # noqa: PLC0415  loads the authority, to compare sides

    return export_report(ledger, choice)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "jsonl": Format("all records, one JSON object a line", {"records": export_jsonl}),
        "csv": Format(
            "contacts or accounts, comma-separated", {"contacts": export_contacts, "accounts": export_accounts}
        ),
        "parquet": Format("a file for each type of record, into a folder", folder=parquet.write_parquet),
        "polecat": Format("events by pair and day, columns like POLECAT's, tab-separated", {"events": export_polecat}),
        "gdelt": Format("events by pair and day, like the reduced files of GDELT 1.0", {"events": export_gdelt}),
        "ics": Format("scheduled contacts as a calendar", chosen=_calendar, line_end="\r\n"),
        "report": Format("one page of HTML of a contact or a dossier, to mail or publish", chosen=_report),
        "bibtex": Format("the documents that tell of contacts, as BibTeX", chosen=references.export_bibtex),
        "csl-json": Format("the documents that tell of contacts, as CSL-JSON", chosen=references.export_csl),
    }
)


def export(ledger: Ledger, name: str = "jsonl", table: str | None = None, choice: Choice = EVERYTHING) -> Iterator[str]:
    """Return the lines of the ledger in the format of this name, without line ends.

    Raises InputError when there is no such format, or the format has no such table, takes no choice, or is no text.
    """
    form = _format(name)
    if form.folder is not None:
        raise InputError(f"{name} is written into a folder; name one, as with --output DIR")
    if form.chosen is not None:
        if table is not None:
            raise InputError(f"{name} has no tables; leave --table out")
        return form.chosen(ledger, choice)
    _check_whole(name, choice)
    if table is not None and table not in form.tables:
        raise InputError(f"{name} has no table {table!r}; choose from {', '.join(form.tables)}")
    return form.tables[table or next(iter(form.tables))](ledger)


def export_to(
    output: Path, ledger: Ledger, name: str = "jsonl", table: str | None = None, choice: Choice = EVERYTHING
) -> list[Path]:
    """Write the ledger in the format of this name to a file, or a folder, and return the files written.

    A file appears when it is complete, in place of one of the same name. Raises InputError as ``export`` does, and when
    a file cannot be written.
    """
    form = _format(name)
    if form.folder is not None:
        _check_whole(name, choice)
        return form.folder(ledger, output, table)
    write_lines(output, export(ledger, name, table, choice), form.line_end)
    return [output]


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise InputError(f"{name}: there is no such format; choose from {', '.join(FORMATS)}")
    return FORMATS[name]


def _check_whole(name: str, choice: Choice) -> None:
    if not choice.everything:
        able = ", ".join(n for n, form in FORMATS.items() if form.chosen is not None)
        raise InputError(f"{name} holds the whole ledger, without a choice of contacts; choose contacts for {able}")
