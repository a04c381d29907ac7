"""Bringing a ledger to the version of the schema that this package writes.

A fresh ledger is created at the newest version; an older one passes through the steps in turn, all in one transaction.
A step is a function of a connection: it may use SQL or the tables of its day, never ``schema``, which moves on. A step
that changes what derived tables hold empties them and sets ``derived_revision`` in ``meta`` to -1, so that the next
build fills them again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import version as installed_version
from types import MappingProxyType

from sqlalchemy import Connection, func, inspect, select

from communique.errors import LedgerError
from communique.ledger import schema
from communique.ledger.backend import Place, create_fulltext
from communique.ledger.migration_listings import add_listings
from communique.ledger.views import create_views, drop_views

Step = Callable[[Connection], None]
Steps = Mapping[int, Step]


def _add_shared_passages(connection: Connection) -> None:
    """Make the table of what documents have in common, and have the next build fill it."""
    connection.exec_driver_sql(
        'CREATE TABLE shared_passages (document TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, '
        "other TEXT NOT NULL, other_start INTEGER NOT NULL, other_end INTEGER NOT NULL, kind TEXT NOT NULL, "
        "PRIMARY KEY (document, start, other), "
        "FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE)"
    )
    connection.exec_driver_sql("UPDATE meta SET value = '-1' WHERE name = 'derived_revision'")


def _add_corrections(connection: Connection) -> None:
    """Make room for people's corrections and what follows from them, and have the next build fill it."""
    of_claim = "FOREIGN KEY(claim) REFERENCES claims (id) ON DELETE CASCADE"
    of_judgement = "FOREIGN KEY(judgement) REFERENCES judgements (id) ON DELETE CASCADE"
    columns = "judgement TEXT NOT NULL, role TEXT NOT NULL, position INTEGER NOT NULL, claim TEXT NOT NULL"
    key = "PRIMARY KEY (judgement, role, position)"
    dates = "claim TEXT NOT NULL, date_start TEXT NOT NULL, date_end TEXT NOT NULL, date_basis TEXT NOT NULL"
    corrected = "claim TEXT NOT NULL, report TEXT, value TEXT NOT NULL"
    for statement in (
        "ALTER TABLE judgements ADD COLUMN value TEXT",
        "CREATE INDEX ix_documents_text_sha256 ON documents (text_sha256)",
        f"CREATE TABLE judgement_claims ({columns}, {key}, {of_judgement}, {of_claim})",
        "CREATE INDEX ix_judgement_claims_claim ON judgement_claims (claim)",
        f"CREATE TABLE corrected_accounts ({corrected}, PRIMARY KEY (claim), {of_claim})",
        f"CREATE TABLE report_dates ({dates}, PRIMARY KEY (claim), {of_claim})",
        "UPDATE meta SET value = '-1' WHERE name = 'derived_revision'",
    ):
        connection.exec_driver_sql(statement)


def _allow_divergences_on_other_matters(connection: Connection) -> None:
    """Make the table of divergences anew, with room for those about no contact, and have the next build fill it."""
    connection.exec_driver_sql("DROP TABLE divergences")
    connection.exec_driver_sql(
        "CREATE TABLE divergences (id TEXT NOT NULL, contact TEXT, kind TEXT NOT NULL, side_a TEXT NOT NULL, "
        "account_a TEXT NOT NULL, side_b TEXT NOT NULL, account_b TEXT, reason TEXT NOT NULL, day TEXT, "
        "PRIMARY KEY (id), FOREIGN KEY(contact) REFERENCES contacts (id) ON DELETE CASCADE)"
    )
    connection.exec_driver_sql("CREATE INDEX ix_divergences_contact ON divergences (contact)")
    connection.exec_driver_sql("CREATE INDEX ix_divergences_day ON divergences (day, id)")
    connection.exec_driver_sql("UPDATE meta SET value = '-1' WHERE name = 'derived_revision'")


STEPS: Steps = MappingProxyType(
    {2: _add_shared_passages, 3: _add_corrections, 4: add_listings, 5: _allow_divergences_on_other_matters}
)
"""The step to each version from the one before it; the first version needs none."""


def version_of(connection: Connection, path: Place) -> int:
    """Return the ledger's schema version, 0 for an empty database.

    Raises LedgerError when the database is something else than a ledger.
    """
    present = set(inspect(connection).get_table_names())
    if not present:
        return 0
    if not {"schema_version", "meta", "documents", "claims"} <= present:
        raise LedgerError(f"ledger {path}: it is a database of another program; give --ledger another file")
    return connection.execute(select(func.max(schema.schema_version.c.version))).scalar() or 0


def check_version(found: int, path: Place, newest: int = schema.SCHEMA_VERSION) -> None:
    """Raise LedgerError when the ledger was written by a newer package than this one."""
    if found > newest:
        raise LedgerError(
            f"ledger {path}: it has schema version {found}, and this package understands versions up to {newest}; "
            "upgrade with: pip install --upgrade communique"
        )


def migrate(connection: Connection, path: Place, steps: Steps = STEPS, newest: int = schema.SCHEMA_VERSION) -> int:
    """Create the tables in an empty database, or bring an older ledger to the newest version; return the version found.

    The caller's transaction decides whether it is kept. Raises LedgerError for a newer ledger or another program's
    database, which stay untouched.
    """
    found = version_of(connection, path)
    check_version(found, path, newest)
    if found == 0:
        schema.metadata.create_all(connection)
        create_fulltext(connection)
        create_views(connection)
        _record(connection, newest)
        return found
    if found == newest:
        return found
    # Views hold nothing, so they are made anew from what they are now; while they stand, tables cannot be renamed.
    drop_views(connection)
    for number in range(found + 1, newest + 1):
        steps[number](connection)
        _record(connection, number)
    create_views(connection)
    return found


def package_version() -> str:
    """Return the version of the installed package."""
    return installed_version("communique")


def _record(connection: Connection, number: int) -> None:
    connection.execute(schema.schema_version.insert().values(version=number, package=package_version()))
