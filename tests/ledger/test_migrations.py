"""Ledgers of every age are opened, brought up to date, or refused with a reason."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from communique.errors import LedgerError
from communique.ledger import Writer, open_ledger
from communique.ledger.migrations import migrate
from communique.ledger.schema import DERIVED, SCHEMA_VERSION, metadata
from communique.ledger.sqlite import write_engine

from . import samples, version1


def shape(path: Path) -> dict[str, Any]:
    """Return all that makes up a schema, without the spelling of the statements that made it."""
    with closing(sqlite3.connect(path)) as connection:
        found: dict[str, Any] = {}
        for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master"):
            if kind == "table" and "VIRTUAL" not in sql:
                found[name] = (
                    connection.execute(f"PRAGMA table_info({name})").fetchall(),
                    sorted(connection.execute(f"PRAGMA foreign_key_list({name})").fetchall()),
                    sorted(row[1:4] for row in connection.execute(f"PRAGMA index_list({name})")),
                )
            elif kind == "index":
                found[name] = connection.execute(f"PRAGMA index_info({name})").fetchall()
            else:
                found[name] = re.sub(r"\W+", " ", sql).strip()
        return found


def versions(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        return [number for (number,) in connection.execute("SELECT version FROM schema_version ORDER BY version")]


def test_a_fresh_and_a_migrated_ledger_have_the_same_schema(tmp_path: Path) -> None:
    old, fresh = tmp_path / "old.db", tmp_path / "fresh.db"
    version1.make(old)
    Writer(old).close()
    Writer(fresh).close()
    assert shape(old) == shape(fresh)
    assert versions(old)[-1] == versions(fresh)[-1] == SCHEMA_VERSION


def test_the_tables_of_the_code_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    Writer(path).close()
    found = shape(path)
    for name, table in metadata.tables.items():
        assert [column[1] for column in found[name][0]] == [column.name for column in table.columns]


def test_an_old_ledger_is_read_searched_verified_and_continued(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    version1.make(path)
    with open_ledger(path) as ledger:
        assert [(d.external_id, d.text) for d in ledger.documents()] == [("A-1", "Adler called Bonnet.")]
        (contact,) = ledger.contacts(person="adler", topic="grain")
        assert contact.reports[0].spans[0].quote == "Adler called Bonnet"
        assert [entry.place for entry in ledger.rejections()] == ["line 2"]
        assert list(ledger.verify()) == []
    samples.write(path, samples.reading())
    with Writer(path) as writer:
        assert writer.known(["old.jsonl#1", "other"]) == {"old.jsonl#1"}
        assert writer.stale
    with open_ledger(path) as ledger:
        assert ledger.counts()["documents"] == 2
        assert [hit.document for hit in ledger.search("ships")] == [samples.document().id]


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_a_ledger_of_each_older_version_is_opened_and_continued(tmp_path: Path, version: int) -> None:
    path, fresh = tmp_path / "old.db", tmp_path / "fresh.db"
    version1.make(path)
    with write_engine(path, 1).begin() as connection:
        migrate(connection, path, newest=version)
    assert versions(path) == list(range(1, version + 1))
    with open_ledger(path) as ledger:
        assert [d.external_id for d in ledger.documents()] == ["A-1"]
        assert list(ledger.judgements(human=True)) == []
    samples.write(path, samples.reading())
    Writer(fresh).close()
    assert shape(path) == shape(fresh)


def add_remarks(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE remarks (id TEXT PRIMARY KEY)")
    connection.exec_driver_sql("INSERT INTO remarks SELECT id FROM documents")


def rename(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE remarks RENAME TO notes")


def fail(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE half_done (id TEXT)")
    raise RuntimeError("the power is gone")


def test_every_step_between_two_versions_is_taken_once(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    version1.make(path)
    steps = {2: add_remarks, 3: rename}
    for found in (1, 3):
        with write_engine(path, 1).begin() as connection:
            assert migrate(connection, path, steps, 3) == found
    assert versions(path) == [1, 2, 3]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT id FROM notes").fetchall() == [("document-1",)]


def test_a_step_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    version1.make(path)
    before = shape(path)
    with pytest.raises(RuntimeError, match="power"), write_engine(path, 1).begin() as connection:
        migrate(connection, path, {2: add_remarks, 3: fail}, 3)
    assert shape(path) == before
    assert versions(path) == [1]


def newer(path: Path) -> Path:
    version1.make(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO schema_version VALUES (99, '7.0.0')")
    return path


def test_a_newer_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = newer(tmp_path / "new.db")
    before = path.read_bytes()
    for use in (open_ledger, Writer):
        with pytest.raises(LedgerError, match=rf"new\.db: .* 99, .* {SCHEMA_VERSION}; upgrade with: pip install"):
            use(path)
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE schema_version (version INTEGER)")
    before = path.read_bytes()
    for use in (open_ledger, Writer):
        with pytest.raises(LedgerError, match=r"recipes\.db: .* another program; give --ledger another file"):
            use(path)
    assert path.read_bytes() == before


def test_derived_tables_hang_only_on_derived_tables_and_claims() -> None:
    derived = {table.name for table in DERIVED}
    assert {"contacts", "contact_reports", "divergences"} <= derived
    assert not {"documents", "claims", "judgements", "sources", "rejected"} & derived
    for table in metadata.tables.values():
        if table.name not in derived:
            assert not {key.column.table.name for key in table.foreign_keys} & derived
