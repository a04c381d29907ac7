"""The databases that can hold a ledger: SQLite, a file, and PostgreSQL, by a URL.

A ledger's name is a path or a URL; ``backend_of`` tells which database that means. All else in this room is SQL that
both understand, except for what stands in ``sqlite`` and ``postgresql``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, ColumnElement, Connection, Engine, Select, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.compiler import compiles

from communique.errors import LedgerError
from communique.ledger import postgresql, sqlite

Place = Path | URL
"""Where a ledger is; as text it shows no password."""

Found = tuple[str, str | None, str]


class Backend(ABC):
    """One ledger's database. Methods raise LedgerError, naming the ledger and the remedy."""

    place: Place

    @abstractmethod
    def check_writable(self) -> None:
        """Raise LedgerError where no ledger can be, with a clearer word than the database has for it."""

    @abstractmethod
    def check_present(self) -> None:
        """Raise LedgerError when there is nothing to read."""

    @abstractmethod
    def write_engine(self, wait: float) -> Engine:
        """Return an engine whose transactions exclude each other; each waits so many seconds for its turn."""

    @abstractmethod
    def read_engine(self) -> Engine:
        """Return an engine that cannot change the ledger; each transaction of it sees one state of it."""

    @abstractmethod
    def errors_named(self) -> AbstractContextManager[None]:
        """Return a context that turns the database's errors into LedgerError."""

    @abstractmethod
    def check_database(self, connection: Connection) -> None:
        """Raise LedgerError when the database is not fit for a ledger."""

    @abstractmethod
    def settle(self, wait: float) -> None:
        """Set what can only be set when it is known that this is a ledger; wait: seconds for others to let go."""


class Sqlite(Backend):
    """A ledger in a file."""

    def __init__(self, place: Path) -> None:
        self.place: Path = place

    def check_writable(self) -> None:
        """Raise LedgerError when the file cannot be made."""
        place = self.place
        if place.is_dir():
            raise LedgerError(
                f"ledger {place}: it is a folder; give --ledger a file, such as {place / 'communique.db'}"
            )
        if not place.absolute().parent.is_dir():
            raise LedgerError(f"ledger {place}: its folder does not exist; create it with: mkdir -p '{place.parent}'")

    def check_present(self) -> None:
        """Raise LedgerError when there is no file."""
        if self.place.is_dir():
            raise LedgerError(f"ledger {self.place}: it is a folder; give --ledger the file in it")
        if not self.place.exists():
            made = f"make it with: communique build INPUT --ledger {self.place}"
            raise LedgerError(f"ledger {self.place}: there is no such file; {made}")

    def write_engine(self, wait: float) -> Engine:
        """Return an engine that takes the write lock at the start of each transaction."""
        return sqlite.write_engine(self.place, wait)

    def read_engine(self) -> Engine:
        """Return an engine that only queries."""
        return sqlite.read_engine(self.place)

    def errors_named(self) -> AbstractContextManager[None]:
        """Return a context that names the file and the remedy."""
        return sqlite.errors_named(self.place)

    def check_database(self, connection: Connection) -> None:
        """Do nothing: every file holds every text."""

    def settle(self, wait: float) -> None:
        """Switch to write-ahead logging."""
        sqlite.use_wal(self.place, wait)


class Postgresql(Backend):
    """A ledger in a database of a PostgreSQL server, in the first schema of the search path."""

    def __init__(self, place: URL) -> None:
        self.place: URL = place
        postgresql.driver_present(place)

    def check_writable(self) -> None:
        """Do nothing: the server tells at the first connection."""

    def check_present(self) -> None:
        """Do nothing: the server tells at the first connection."""

    def write_engine(self, wait: float) -> Engine:
        """Return an engine that takes an advisory lock at the start of each transaction."""
        return postgresql.write_engine(self.place, wait)

    def read_engine(self) -> Engine:
        """Return an engine of read-only transactions."""
        return postgresql.read_engine(self.place)

    def errors_named(self) -> AbstractContextManager[None]:
        """Return a context that names the ledger and the remedy."""
        return postgresql.errors_named(self.place)

    def check_database(self, connection: Connection) -> None:
        """Raise LedgerError when its encoding lacks letters."""
        postgresql.check_server(connection, self.place)

    def settle(self, wait: float) -> None:
        """Do nothing."""


def backend_of(name: str | Place) -> Backend:
    """Return the back end for a ledger's name; LedgerError for a URL of another kind of database."""
    if not isinstance(name, URL) and "://" not in str(name):
        return Sqlite(Path(name))
    url = name if isinstance(name, URL) else _parsed(str(name))
    if url.get_backend_name() not in {"postgresql", "postgres"}:
        raise LedgerError(f"ledger {url}: a ledger is a file, or a database as postgresql://user@host/name")
    return Postgresql(_without_secrets(url))


def printable(name: str | Place) -> str:
    """Return a ledger's name as it may be printed: without a password."""
    return str(_without_secrets(_parsed(name))) if isinstance(name, str) and "://" in name else str(name)


def _parsed(name: str) -> URL:
    try:
        return make_url(name)
    except (ArgumentError, ValueError):
        # The name is not repeated: it may hold a password.
        scheme = name.partition("://")[0]
        raise LedgerError(
            f"ledger {scheme}://...: this is no URL of a database; write it as postgresql://user@host/name, "
            "with %40 for @ and %2F for / in user and password"
        ) from None


def _without_secrets(url: URL) -> URL:
    """Return the URL with a password among its parameters moved to where it is not printable."""
    given = url.query.get("password")
    if given is None:
        return url
    return url.difference_update_query(["password"]).set(password=given if isinstance(given, str) else given[-1])


def create_fulltext(connection: Connection) -> None:
    """Create the full-text index over documents."""
    if connection.dialect.name == "sqlite":
        sqlite.create_fulltext(connection)
    else:
        postgresql.create_fulltext(connection)


def index_documents(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Bring the full-text index up to date with these rows of ``documents``, which were just written."""
    if connection.dialect.name != "sqlite":  # where triggers do it
        postgresql.index_documents(connection, rows)


def ranked_matches(
    connection: Connection, asked: str, limit: int, offset: int = 0, wanted: Sequence[ColumnElement[bool]] = ()
) -> list[Found]:
    """Return (document id, title, snippet) of the documents that hold the words, the best first.

    offset: how many of the best are passed over. wanted: conditions on ``documents`` that must hold too. Found words
    stand between U+E000 and U+E001.
    """
    find = sqlite.ranked_matches if connection.dialect.name == "sqlite" else postgresql.ranked_matches
    return find(connection, asked, limit, offset, wanted)


class HoldsWords(ColumnElement[bool]):
    """The condition that the document whose key stands in a column holds the words, in every database's own terms."""

    inherit_cache = False

    def __init__(self, key: ColumnElement[int], asked: str) -> None:
        self.document = key
        self.asked = asked

    def within(self, keys: Select[tuple[int]]) -> ColumnElement[bool]:
        """Return the condition that the key is among these."""
        return self.document.in_(keys)


@compiles(HoldsWords, "sqlite")
def _in_sqlite(element: HoldsWords, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.within(sqlite.matching_keys(element.asked)), **options))


@compiles(HoldsWords, "postgresql")
def _in_postgresql(element: HoldsWords, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.within(postgresql.matching_keys(element.asked)), **options))
