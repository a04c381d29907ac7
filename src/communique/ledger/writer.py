"""Writing a ledger: readings and rejections as they come, judgements, and the derived tables.

What is added is gathered and written in short transactions, each of which leaves a ledger that is whole: a document
with its claims and the note that its source was read, or nothing of it. So a build that is killed loses the work of
its last seconds, and goes on from there.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, delete, select
from sqlalchemy.exc import IntegrityError

from communique.errors import LedgerError, SpanError
from communique.ledger import derived, schema
from communique.ledger.backend import Place, backend_of
from communique.ledger.batches import Item, write_batch
from communique.ledger.derived import NOTHING_STANDS, Standing
from communique.ledger.duplicates import Holder
from communique.ledger.migrations import migrate, package_version
from communique.ledger.rows import Values, claim_row, document_row, judgement_row, rejection_row, storable
from communique.ledger.statements import (
    CLAIMS_REVISION,
    CONTENT_REVISION,
    DERIVED_REVISION,
    IDENTITY,
    chunks,
    delete_where_in,
    insert_missing,
    number_in_meta,
    set_meta,
    text_in_meta,
)
from communique.records import (
    PROGRAM,
    Claim,
    Contact,
    Divergence,
    Document,
    Judgement,
    Reading,
    Rejection,
    check_spans,
    spans_of,
)

UNSTORABLE = "unstorable-text"

# Long texts fill a batch sooner: about 16 MB, so that a run over books needs no more memory than one over news.
MOST_CHARACTERS = 8_000_000


class Writer:
    """The one way to change a ledger. Use it as a context manager; leaving it writes what is still gathered.

    path: the ledger's file, made when it is not there. batch, seconds: a transaction is written after so many items,
    or when an item comes so long after the last one. wait: seconds to wait for another writer.
    Raises LedgerError, on opening and at every call, naming the file and the remedy.
    """

    def __init__(self, path: str | Place, *, batch: int = 500, seconds: float = 2.0, wait: float = 10.0) -> None:
        self._backend = backend_of(path)
        self.path: Place = self._backend.place
        self._batch = batch
        self._seconds = seconds
        self._items: list[Item] = []
        self._rejections: list[tuple[Rejection, str | None]] = []
        self._characters = 0
        self._written = time.monotonic()
        self._held = False
        self._backend.check_writable()
        with self._backend.errors_named():
            self._connection = self._backend.write_engine(wait).connect()
        try:
            self._revision = self._open(wait)
        except BaseException:
            self._connection.close()
            raise

    def _open(self, wait: float) -> int:
        with self._transaction() as connection:
            self._backend.check_database(connection)
            migrate(connection, self.path)
            set_meta(connection, "written_by", package_version())
            if text_in_meta(connection, IDENTITY) is None:
                set_meta(connection, IDENTITY, secrets.token_hex(8))
            revision = number_in_meta(connection, CLAIMS_REVISION)
        with self._backend.errors_named():
            self._backend.settle(wait)
        return revision

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            # What was gathered before an error elsewhere is good; after one of the ledger there is no point in trying.
            if not isinstance(error, LedgerError):
                self.flush()
        finally:
            self.close()

    def close(self) -> None:
        """Close the ledger without writing what is still gathered."""
        self._connection.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that is written inside, kept or not as a whole; no other writer comes between."""
        self.flush()
        revision = self._revision
        with self._transaction():
            self._held = True
            try:
                yield
            except BaseException:
                self._revision = revision
                raise
            finally:
                self._held = False

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._held:
            yield self._connection
            return
        with self._backend.errors_named(), self._connection.begin():
            yield self._connection

    @contextmanager
    def _change(self) -> Iterator[Connection]:
        """Give a transaction that changes what readers see, and count it, so that they know what they kept is old."""
        with self._transaction() as connection:
            yield connection
            set_meta(connection, CONTENT_REVISION, str(number_in_meta(connection, CONTENT_REVISION) + 1))

    def known(self, fingerprints: Iterable[str]) -> set[str]:
        """Return those fingerprints whose source was read, accepted or rejected, now or in an earlier build."""
        wanted = set(fingerprints)
        found = wanted & {item.fingerprint for item in self._items}
        found |= wanted & {fingerprint for _, fingerprint in self._rejections if fingerprint is not None}
        column = schema.sources.c.fingerprint
        with self._transaction() as connection:
            for chunk in chunks(sorted(wanted - found)):
                found.update(connection.execute(select(column).where(column.in_(chunk))).scalars())
        return found

    def has_document(self, id_: str) -> bool:
        """Tell whether the document of this id was added."""
        if any(item.holder.id == id_ for item in self._items):
            return True
        with self._transaction() as connection:
            return (
                connection.execute(select(schema.documents.c.key).where(schema.documents.c.id == id_)).first()
                is not None
            )

    def add_reading(self, reading: Reading, fingerprint: str, place: str = "") -> None:
        """Add a document and its claims.

        fingerprint: of the raw item. place: where in the file it stood ("line 12"). The same document from a second
        place is only noted as read. Of two documents with one external id and different ids, the one that stands
        later is rejected as "duplicate-id". A document that was read before from the very same place is replaced, so
        that a newer extractor's claims take the place of the old.
        Raises SpanError when a claim does not stand in the text, or has no span.
        """
        document = reading.document
        try:
            row = document_row(document, place)
        except UnicodeEncodeError as error:
            self.add_rejection(Rejection(document.path, place, UNSTORABLE, str(error)), fingerprint)
            return
        if "\x00" in document.text:
            self.add_rejection(
                Rejection(document.path, place, UNSTORABLE, "the text holds NUL characters"), fingerprint
            )
            return
        item = Item(
            holder=Holder(row["id"], row["external_id"], row["path"], row["place"]),
            fingerprint=fingerprint,
            document=row,
            claims=claim_rows(document, reading.claims),
        )
        self._items.append(item)
        self._characters += item.characters
        self._flush_when_due()

    def add_rejection(self, rejection: Rejection, fingerprint: str | None = None) -> None:
        """Add a row to ``rejected``; with a fingerprint, the source counts as read."""
        self._rejections.append((rejection, fingerprint))
        self._flush_when_due()

    def replace_file_rejections(
        self, rejections: Iterable[Rejection], paths: Iterable[str], reasons: Collection[str]
    ) -> None:
        """Put rejections that stand for many items of a file in the place of all that the files have for these reasons.

        paths: of the files that were read, those too in which nothing is rejected for these reasons any more.
        """
        self.flush()
        rows = {row["id"]: row for row in map(rejection_row, rejections)}
        read = set(map(storable, paths)) | {row["path"] for row in rows.values()}
        r = schema.rejected.c
        with self._transaction() as connection:
            there = connection.execute(select(r.id, r.path).where(r.reason.in_(reasons))).all()
        outdated = [row.id for row in there if row.path in read and row.id not in rows]
        new = [row for id_, row in rows.items() if id_ not in {row.id for row in there}]
        if outdated or new:
            with self._change() as connection:
                delete_where_in(connection, r.id, outdated)
                insert_missing(connection, schema.rejected, new)

    def _flush_when_due(self) -> None:
        full = len(self._items) + len(self._rejections) >= self._batch or self._characters >= MOST_CHARACTERS
        if full or time.monotonic() - self._written >= self._seconds:
            self.flush()

    def flush(self) -> None:
        """Write what is gathered; then it survives a kill, and readers see it."""
        if self._items or self._rejections:
            with self._change() as connection:
                write_batch(connection, self._items, self._rejections)
                revision = self._advance(connection)
            self._revision = revision
            self._items, self._rejections, self._characters = [], [], 0
        self._written = time.monotonic()

    def _advance(self, connection: Connection) -> int:
        """Count up the revision of what contacts are derived from; return the last one that we know all about."""
        found = number_in_meta(connection, CLAIMS_REVISION)
        set_meta(connection, CLAIMS_REVISION, str(found + 1))
        return found + 1 if found == self._revision else self._revision

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Add judgements; return how many were new. One that the ledger holds already stays as it is."""
        self.flush()
        with self._change() as connection:
            added = insert_missing(connection, schema.judgements, map(judgement_row, judgements))
            revision = self._advance(connection) if added else self._revision
        self._revision = revision
        return added

    def replace_program_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Put these judgements in the place of all that the program made before; those of persons stay.

        Raises ValueError when one of them is a person's.
        """
        self.flush()
        with self._change() as connection:
            connection.execute(delete(schema.judgements).where(schema.judgements.c.author == PROGRAM))
            insert_missing(connection, schema.judgements, map(_program_row, judgements))

    def replace_lineage(
        self, lineages: Mapping[str, tuple[str, str | None]], passages: Iterable[Mapping[str, Any]] = ()
    ) -> None:
        """Set lineage and ``reprint_of`` by document id; a document that is not named becomes an original.

        passages: rows of ``shared_passages``, which take the place of all that it holds.
        """
        self.flush()
        with self._change() as connection:
            derived.set_lineage(connection, lineages)
            derived.set_shared_passages(connection, map(dict, passages))

    def replace_contacts(
        self,
        contacts: Iterable[Contact],
        divergences: Iterable[Divergence],
        ids: Collection[str] | None = None,
        standing: Standing = NOTHING_STANDS,
    ) -> None:
        """Put these contacts and divergences in the place of all in the ledger, or of the contacts of these ids.

        standing: where people's judgements were found and what they make of accounts; it too takes the place of all
        that there was, or is only added to. All or nothing; readers see the old ones until it is done. Replacing all
        makes the ledger no longer ``stale``.
        Raises LedgerError when a contact rests on a report, or a divergence on a contact, that the ledger lacks.
        """
        self.flush()
        try:
            with self._change() as connection:
                derived.replace(connection, contacts, divergences, ids, standing)
            if ids is None:
                self.mark_current()
        except IntegrityError as error:
            raise LedgerError(
                f"ledger {self.path}: the contacts do not fit its claims ({str(error.orig).splitlines()[0]}); "
                "if another build was writing to it, run the command again"
            ) from error

    def mark_current(self) -> None:
        """Note that the contacts follow from all that this writer knows of; what others wrote meanwhile stays to do."""
        with self._transaction() as connection:
            if number_in_meta(connection, CLAIMS_REVISION) == self._revision:
                set_meta(connection, DERIVED_REVISION, str(self._revision))

    @property
    def stale(self) -> bool:
        """True when documents or judgements were written after the contacts: they have to be derived again."""
        self.flush()
        with self._transaction() as connection:
            return number_in_meta(connection, CLAIMS_REVISION) != number_in_meta(connection, DERIVED_REVISION)


def claim_rows(document: Document, found: Iterable[Claim]) -> list[Values]:
    """Return the rows of a document's claims, each once; SpanError when one does not stand in the text."""
    rows = {}
    for claim in found:
        spans = spans_of(claim)
        if not spans:
            raise SpanError(f"{claim.extractor}: claim {claim.id} on document {document.id} has no span")
        if claim.document != document.id:
            raise SpanError(f"{claim.extractor}: claim {claim.id} of document {claim.document} came with {document.id}")
        broken = check_spans(document.text, spans)
        if broken is not None:
            raise SpanError(
                f"{claim.extractor}: document {document.id} ({document.path}) does not read {broken.quote!r} "
                f"at {broken.start} to {broken.end}"
            )
        rows[claim.id] = claim_row(claim, document.published.date)
    return list(rows.values())


def _program_row(judgement: Judgement) -> Values:
    if judgement.author != PROGRAM:
        raise ValueError(f"judgement {judgement.id} is by {judgement.author}, not by the program")
    return judgement_row(judgement)
