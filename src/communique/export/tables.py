"""Contacts and accounts as tables of comma-separated values, for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from communique.ledger import Ledger
from communique.ledger.flat import ACCOUNT_COLUMNS, CONTACT_COLUMNS, flat_account, flat_contact

LINE_END = "\r\n"


def export_contacts(ledger: Ledger) -> Iterator[str]:
    """Return the head and the rows of the contacts, by (date, id), as RFC 4180 has them but without line ends."""
    return _rows(CONTACT_COLUMNS, map(flat_contact, ledger.contacts()))


def export_accounts(ledger: Ledger) -> Iterator[str]:
    """Return the head and the rows of the accounts, by id, as RFC 4180 has them but without line ends."""
    return _rows(ACCOUNT_COLUMNS, (flat_account(*pair) for pair in ledger.accounts_with_contact()))


def _rows(columns: tuple[str, ...], entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    buffer = io.StringIO()
    # The writer quotes the characters of its line end, so it needs one, which is then taken off.
    writer = csv.DictWriter(buffer, columns, lineterminator=LINE_END)
    writer.writeheader()
    yield _taken(buffer)
    for entry in entries:
        writer.writerow(entry)
        yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    row = buffer.getvalue().removesuffix(LINE_END)
    buffer.seek(0)
    buffer.truncate()
    return row
