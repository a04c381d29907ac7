"""What is particular to SQLite: connections and pragmas, the full-text index, and what its errors mean to a user."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    NullPool,
    QueuePool,
    Select,
    column,
    create_engine,
    event,
    func,
    literal,
    literal_column,
    select,
    table,
)
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, ProgrammingError

from communique.errors import LedgerError
from communique.ledger.schema import documents
from communique.ledger.words import asked_terms

FULLTEXT = (
    """
    CREATE VIRTUAL TABLE documents_fts USING fts5(
        title, text, content='documents', content_rowid='key', tokenize='unicode61 remove_diacritics 2')
    """,
    """
    CREATE TRIGGER documents_fts_insert AFTER INSERT ON documents BEGIN
        INSERT INTO documents_fts(rowid, title, text) VALUES (new.key, new.title, new.text);
    END
    """,
    """
    CREATE TRIGGER documents_fts_delete AFTER DELETE ON documents BEGIN
        INSERT INTO documents_fts(documents_fts, rowid, title, text) VALUES ('delete', old.key, old.title, old.text);
    END
    """,
    """
    CREATE TRIGGER documents_fts_update AFTER UPDATE OF title, text ON documents BEGIN
        INSERT INTO documents_fts(documents_fts, rowid, title, text) VALUES ('delete', old.key, old.title, old.text);
        INSERT INTO documents_fts(rowid, title, text) VALUES (new.key, new.title, new.text);
    END
    """,
)

READERS_WAIT = 10.0
"""Seconds that a reader waits for a lock; with the log, readers wait only while the ledger is made or repaired."""

_fts = table("documents_fts", column("rowid"), column("rank"))

_REMEDIES = {
    "SQLITE_BUSY": "another process is writing to it; wait until that has ended, then run the command again",
    "SQLITE_LOCKED": "another process is writing to it; wait until that has ended, then run the command again",
    "SQLITE_NOTADB": "it is not an SQLite database; give --ledger another file",
    "SQLITE_READONLY": "it cannot be written; give --ledger a file in a folder that you may write to",
    "SQLITE_CANTOPEN": "it cannot be opened; check that its folder exists and that you may write to it",
    "SQLITE_PERM": "it cannot be opened; check its permissions",
    "SQLITE_FULL": "the disk is full; make room, then run the command again: what was written so far is kept",
    "SQLITE_IOERR": "the disk cannot be read or written; check it, then run the command again",
    "SQLITE_CORRUPT": "the file is damaged; restore a copy of it, or build the ledger anew",
}


def write_engine(path: Path, wait: float) -> Engine:
    """Return an engine whose every transaction takes the write lock at its start, waiting so many seconds for it."""
    engine = create_engine("sqlite://", creator=lambda: _connect(path, "rwc", wait), poolclass=NullPool)

    def immediately(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "begin", immediately)
    return engine


def read_engine(path: Path) -> Engine:
    """Return an engine that cannot change the ledger; each transaction of it sees one state of it."""
    mode = _reading_mode(path)
    engine = create_engine("sqlite://", creator=lambda: _connect_to_read(path, mode), poolclass=QueuePool)

    def deferred(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    event.listen(engine, "begin", deferred)
    return engine


def _connect(path: Path, mode: str, wait: float) -> sqlite3.Connection:
    # The name is quoted because ?, # and % have a meaning in a URI; isolation_level None leaves BEGIN to us.
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")
    # With WAL, NORMAL loses nothing when the process is killed; only a power cut may cost the last transactions.
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _connect_to_read(path: Path, mode: str) -> sqlite3.Connection:
    connection = _connect(path, mode, READERS_WAIT)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _reading_mode(path: Path) -> str:
    """Return how the file is to be opened for reading.

    "rw", though nothing is written: only then does SQLite take the files of its log away when the last reader leaves.
    "ro" and "immutable" where the file or its folder may not be written, as on read-only media.
    """
    for mode in ("rw", "ro"):
        try:
            with closing(_connect_to_read(path, mode)) as connection:
                connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
                return mode
        except sqlite3.DatabaseError:
            return mode
        else:
            return mode
    return "ro&immutable=1"


def use_wal(path: Path, wait: float) -> None:
    """Switch the ledger to write-ahead logging, so that readers and a writer do not wait for each other.

    Only for a file that is known to be a ledger, or to be empty: the switch changes the file.
    """
    deadline = time.monotonic() + wait
    with closing(_connect(path, "rwc", wait)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL").fetchall()
            except sqlite3.OperationalError as error:
                # The switch needs the file to itself, and SQLite does not wait for that.
                if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return


def create_fulltext(connection: Connection) -> None:
    """Create the full-text index over documents and the triggers that keep it."""
    for statement in FULLTEXT:
        connection.exec_driver_sql(statement)


@contextmanager
def errors_named(path: Path) -> Iterator[None]:
    """Turn the database's errors into LedgerError with the file and the remedy; misuse of SQL by us stays as it is."""
    try:
        yield
    except (IntegrityError, InterfaceError, ProgrammingError):
        raise
    except DBAPIError as error:
        raise as_ledger_error(path, error.orig) from error
    except sqlite3.DatabaseError as error:
        raise as_ledger_error(path, error) from error


def as_ledger_error(path: Path, error: BaseException | None) -> LedgerError:
    """Return the LedgerError that says what the database's error means for the user."""
    name = str(getattr(error, "sqlite_errorname", ""))
    for prefix, remedy in _REMEDIES.items():
        if name.startswith(prefix):
            return LedgerError(f"ledger {path}: {remedy} ({error})")
    return LedgerError(f"ledger {path}: {error}")


def fulltext_query(text: str) -> str:
    """Return the FTS5 query for what a user typed; no input makes a syntax error. Empty when it holds no word."""
    return " ".join(f'"{term}"' + ("*" if prefix else "") for term, prefix in asked_terms(text))


def matching_keys(text: str) -> Select[tuple[int]]:
    """Return the query for ``documents.key`` of the documents whose title or text holds the words."""
    query = fulltext_query(text)
    return select(_fts.c.rowid).select_from(_fts).where(_matches(query) if query else literal(1) == literal(0))


def ranked_matches(
    connection: Connection, text: str, limit: int, offset: int = 0, wanted: Sequence[ColumnElement[bool]] = ()
) -> list[tuple[str, str | None, str]]:
    """Return (document id, title, snippet) of the best matches, best first by BM25, equals by id.

    offset: how many of the best are passed over. wanted: conditions on ``documents`` that must hold too.

    Found words stand between U+E000 and U+E001, characters of private use that no press text holds.
    """
    query = fulltext_query(text)
    if not query:
        return []
    snippet = func.snippet(literal_column("documents_fts"), 1, "\ue000", "\ue001", "…", 24)
    found = (
        select(documents.c.id, documents.c.title, snippet)
        .select_from(_fts.join(documents, documents.c.key == _fts.c.rowid))
        .where(_matches(query), *wanted)
        .order_by(_fts.c.rank, documents.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [(id_, title, passage) for id_, title, passage in connection.execute(found)]


def _matches(query: str) -> ColumnElement[bool]:
    return literal_column("documents_fts").op("MATCH")(query)
