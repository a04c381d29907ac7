"""What is particular to PostgreSQL: connections and locks, the full-text index, and what its errors mean to a user.

Texts compare by code points (COLLATE "C"), as in SQLite, so that both give one order; NUL, which PostgreSQL keeps in no
text, never comes this far: the writer turns documents with it away and writes it out elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    URL,
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    NullPool,
    QueuePool,
    Select,
    cast,
    column,
    create_engine,
    event,
    func,
    literal,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.exc import DBAPIError, IntegrityError

from communique.errors import LedgerError
from communique.ledger.schema import documents
from communique.ledger.words import asked_terms, snippet, words_of

FULLTEXT = (
    """
    CREATE TABLE documents_fts (
        key BIGINT PRIMARY KEY REFERENCES documents (key) ON DELETE CASCADE, words TSVECTOR NOT NULL)
    """,
    "CREATE INDEX ix_documents_fts_words ON documents_fts USING gin (words)",
)

#: What a tsvector can hold: places up to this one, so many of one word, so many bytes of words (less than 1 MB).
_LAST_PLACE, _MOST_PLACES, _MOST_BYTES = 16_383, 255, 600_000

_fts = table("documents_fts", column("key", BigInteger), column("words", TSVECTOR))

#: By the beginning of the error's code (SQLSTATE), the first that fits.
_BY_STATE: Mapping[str, str] = {
    "28": "the server does not accept the user or the password; check both",
    "3D000": "there is no such database; create it with: createdb --encoding UTF8 --template template0 NAME",
    "42501": "you lack the right to do this there; ask its owner to grant it",
    "55P03": "another process is writing to it; wait until that has ended, then run the command again",
    "40": "another process came between; run the command again",
    "53100": "the server's disk is full; make room, then run the command again: what was written so far is kept",
    "53": "the server has no more connections or memory to give; try again later",
    "57": "the server is being stopped, or ended the connection; try again later",
}
_BY_MESSAGE: Mapping[str, str] = {
    "password": _BY_STATE["28"],
    "authentication": _BY_STATE["28"],
    "does not exist": _BY_STATE["3D000"],
}
_UNREACHABLE = "the server cannot be reached; check that it runs, and the host and port"


def driver_present(place: URL) -> None:
    """Raise LedgerError when the driver is not installed."""
    try:
        import psycopg  # noqa: F401, PLC0415  an extra
    except ImportError:
        raise LedgerError(
            f"ledger {place}: PostgreSQL needs its driver; install it with: pip install 'communique[postgresql]'"
        ) from None


def write_engine(place: URL, wait: float) -> Engine:
    """Return an engine whose transactions exclude each other, as in SQLite; each waits so many seconds for its turn."""
    engine = create_engine(_with_driver(place), poolclass=NullPool, hide_parameters=True)

    def immediately(connection: Connection) -> None:
        connection.execute(text(f"SET LOCAL lock_timeout = {max(1, round(wait * 1000))}"))
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('communique ' || current_schema()))"))

    event.listen(engine, "begin", immediately)
    return engine


def read_engine(place: URL) -> Engine:
    """Return an engine that cannot change the ledger; each transaction of it sees one state of it."""
    engine = create_engine(
        _with_driver(place), poolclass=QueuePool, pool_pre_ping=True, hide_parameters=True,
        isolation_level="REPEATABLE READ", execution_options={"postgresql_readonly": True},
    )  # fmt: skip
    event.listen(engine, "connect", _take_any_text)
    return engine


def _take_any_text(connection: Any, _: object) -> None:
    """Let questions hold characters that no stored text has: they find nothing, where PostgreSQL would raise."""
    from psycopg.types.string import StrDumper  # noqa: PLC0415  an extra

    class AnyText(StrDumper):
        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8"))

    connection.adapters.register_dumper(str, AnyText)


def _with_driver(place: URL) -> URL:
    return place.set(drivername="postgresql+psycopg").update_query_dict({"application_name": "communique"})


def check_server(connection: Connection, place: URL) -> None:
    """Raise LedgerError when the database cannot hold every text."""
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise LedgerError(
            f"ledger {place}: its encoding is {encoding}, which lacks letters; "
            "create another with: createdb --encoding UTF8 --template template0 NAME"
        )


def create_fulltext(connection: Connection) -> None:
    """Create the full-text index over documents; ``index_documents`` fills it."""
    for statement in FULLTEXT:
        connection.exec_driver_sql(statement)


def index_documents(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Put the title and the text of these rows of ``documents`` into the index, in the place of what it had of them."""
    found = [{"of": row["id"], "words": vector(row["title"] or "", row["text"])} for row in rows]
    if found:
        connection.execute(
            text(
                "INSERT INTO documents_fts (key, words) "
                "SELECT key, CAST(:words AS tsvector) FROM documents WHERE id = :of "
                "ON CONFLICT (key) DO UPDATE SET words = excluded.words"
            ),
            found,
        )


def vector(title: str, body: str) -> str:
    """Return the text of the tsvector of a document.

    Phrases are found among its first 16,383 words; of a document of more than some 60,000 different words the index
    leaves out the last ones.
    """
    head = words_of(title)
    places: dict[str, list[int]] = {}
    size = 0
    # The place between title and text stays empty: no phrase goes from the one into the other.
    for place, word in [*enumerate(head, 1), *enumerate(words_of(body), len(head) + 2)]:
        if word not in places:
            size += len(word.encode()) + 4
            if size > _MOST_BYTES:
                break
            places[word] = []
        if place <= _LAST_PLACE and len(places[word]) < _MOST_PLACES:
            places[word].append(place)
    return " ".join(f"'{w}'" + (":" + ",".join(map(str, at)) if at else "") for w, at in places.items())


def query_of(asked: str) -> str:
    """Return the tsquery for what a user typed, empty when that holds no word."""
    phrases = []
    for words, prefix in _terms(asked):
        quoted = [f"'{word}'" for word in words]
        phrases.append("(" + " <-> ".join(quoted) + (":*" if prefix else "") + ")")
    return " & ".join(phrases)


def _terms(asked: str) -> list[tuple[list[str], bool]]:
    terms = [(words_of(term), prefix) for term, prefix in asked_terms(asked)]
    return [(words, prefix) for words, prefix in terms if words]


def matching_keys(asked: str) -> Select[tuple[int]]:
    """Return the query for ``documents.key`` of the documents whose title or text holds the words."""
    query = query_of(asked)
    return select(_fts.c.key).where(_matches(query) if query else literal(1) == literal(0))


def ranked_matches(
    connection: Connection, asked: str, limit: int, offset: int = 0, wanted: Sequence[ColumnElement[bool]] = ()
) -> list[tuple[str, str | None, str]]:
    """Return (document id, title, snippet) of the best matches, best first by ts_rank, equals by id.

    offset: how many of the best are passed over. wanted: conditions on ``documents`` that must hold too. Found words
    stand between U+E000 and U+E001.
    """
    query = query_of(asked)
    if not query:
        return []
    rank = func.ts_rank(_fts.c.words, cast(literal(query), TSQUERY), 1)
    best = (
        select(documents.c.id, documents.c.title, documents.c.text)
        .select_from(_fts.join(documents, documents.c.key == _fts.c.key))
        .where(_matches(query), *wanted)
        .order_by(rank.desc(), documents.c.id)
        .limit(limit)
        .offset(offset)
    )
    terms = _terms(asked)
    rows = connection.execute(best).all()
    return [(id_, title, snippet(body, terms, "\ue000", "\ue001")) for id_, title, body in rows]


def _matches(query: str) -> ColumnElement[bool]:
    return _fts.c.words.op("@@")(cast(literal(query), TSQUERY))


@contextmanager
def errors_named(place: URL) -> Iterator[None]:
    """Turn the server's errors into LedgerError with the ledger and the remedy; misuse of SQL by us stays as it is."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        state = str(getattr(error.orig, "sqlstate", None) or "")
        if state.startswith("42") and state != "42501":
            raise
        raise as_ledger_error(place, error) from None


def as_ledger_error(place: URL, error: DBAPIError) -> LedgerError:
    """Return the LedgerError that says what the server's error means for the user; never with the password."""
    state = str(getattr(error.orig, "sqlstate", None) or "")
    lines = str(error.orig).strip().splitlines() or [""]
    message = lines[-1].strip()
    if place.password:
        message = message.replace(str(place.password), "***")
    remedy = next((r for prefix, r in _BY_STATE.items() if state.startswith(prefix)), None)
    if remedy is None and not state:
        remedy = next((r for words, r in _BY_MESSAGE.items() if words in message), _UNREACHABLE)
    return LedgerError(f"ledger {place}: {remedy} ({message})" if remedy else f"ledger {place}: {message}")
