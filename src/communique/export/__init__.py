"""The forms in which a ledger leaves the house; a new one is a file of its own and a line in ``FORMATS``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from communique.errors import InputError
from communique.export.fielddata import export_gdelt, export_polecat
from communique.export.jsonl import export_jsonl
from communique.export.tables import export_accounts, export_contacts
from communique.ledger import Ledger

__all__ = ["FORMATS", "Format", "export", "export_jsonl"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is good for, and its tables, the first of which is meant when none is named."""

    summary: str
    tables: Mapping[str, Callable[[Ledger], Iterator[str]]]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "jsonl": Format("all records, one JSON object a line", {"records": export_jsonl}),
        "csv": Format(
            "contacts or accounts, comma-separated", {"contacts": export_contacts, "accounts": export_accounts}
        ),
        "polecat": Format("events by pair and day, columns like POLECAT's, tab-separated", {"events": export_polecat}),
        "gdelt": Format("events by pair and day, like the reduced files of GDELT 1.0", {"events": export_gdelt}),
    }
)


def export(ledger: Ledger, name: str = "jsonl", table: str | None = None) -> Iterator[str]:
    """Return the lines of the ledger in the format of this name, without line ends.

    Raises InputError when there is no such format, or the format has no such table.
    """
    if name not in FORMATS:
        raise InputError(f"{name}: there is no such format; choose from {', '.join(FORMATS)}")
    tables = FORMATS[name].tables
    if table is not None and table not in tables:
        raise InputError(f"{name} has no table {table!r}; choose from {', '.join(tables)}")
    return tables[table or next(iter(tables))](ledger)
