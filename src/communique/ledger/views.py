"""Views with speaking names, for people who open a ledger in a database browser; people's corrections are in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Connection

_CORRECTED = "coalesce(k.value, a.value)"

#: A word that begins with @ differs from one database to the other; @json(COLUMN PATH) is a value out of JSON.
_VIEWS: Mapping[str, str] = MappingProxyType(
    {
        "documents_readable": """
            SELECT id, published_date AS published, publisher, title, url, path, language, lineage, reprint_of,
                length(text) AS characters, text
            FROM documents""",
        "contacts_readable": """
            SELECT c.id, c.date_start AS date, c.date_end AS until, c.date_basis, c.mode, c.status, c.sides,
                @participants AS participants, @topics AS topics, c.place, c.initiator, c.duration_minutes,
                c.independent_sources
            FROM contacts AS c""",
        "reports_readable": """
            SELECT a.id, r.contact, d.publisher, d.published_date AS published, d.title,
                @json(a.value spans[0].quote) AS quote, @json(a.value mode) AS mode,
                @json(a.value status) AS status, @json(a.value date.start) AS date, a.document, d.url
            FROM claims AS a
            JOIN documents AS d ON d.id = a.document
            LEFT JOIN contact_reports AS r ON r.claim = a.id
            WHERE a.kind = 'contact'""",
        "accounts_readable": """
            SELECT a.id, r.contact, c.date_start AS date, @json(@corrected side) AS side,
                @json(@corrected source) AS source, @json(@corrected cue) AS cue,
                @json(@corrected content.quote) AS content, d.publisher, d.published_date AS published, d.title,
                a.document, a.span_start, a.span_end
            FROM claims AS a
            JOIN documents AS d ON d.id = a.document
            LEFT JOIN corrected_accounts AS k ON k.claim = a.id
            LEFT JOIN contact_reports AS r ON r.claim = CASE WHEN k.claim IS NULL THEN a.report ELSE k.report END
            LEFT JOIN contacts AS c ON c.id = r.contact
            WHERE a.kind = 'account'""",
        "divergences_readable": """
            SELECT v.id, v.contact, c.date_start AS date, c.sides, v.kind, v.side_a,
                @json(a.value content.quote) AS said_a, v.side_b, @json(b.value content.quote) AS said_b, v.reason
            FROM divergences AS v
            LEFT JOIN contacts AS c ON c.id = v.contact
            JOIN claims AS a ON a.id = v.account_a
            LEFT JOIN claims AS b ON b.id = v.account_b""",
        "corrections_readable": """
            SELECT id, made, author, verdict, reason, claim, other, value
            FROM judgements
            WHERE author <> 'communique'""",
    }
)

_NAMED = "name || CASE WHEN country IS NULL THEN '' ELSE ' (' || country || ')' END"
_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "sqlite": {
            "@participants": """(SELECT group_concat(named, '; ') FROM
                (SELECT @named AS named FROM contact_persons WHERE contact = c.id ORDER BY position))""",
            "@topics": """(SELECT group_concat(topic, '; ') FROM
                (SELECT topic FROM contact_topics WHERE contact = c.id ORDER BY position))""",
        },
        "postgresql": {
            "@participants": """(SELECT string_agg(@named, '; ' ORDER BY position)
                FROM contact_persons WHERE contact = c.id)""",
            "@topics": """(SELECT string_agg(topic, '; ' ORDER BY position)
                FROM contact_topics WHERE contact = c.id)""",
        },
    }
)
_JSON = re.compile(r"@json\((@?[\w.]+) ([^)]+)\)")


def view_queries(dialect: str) -> Mapping[str, str]:
    """Return the queries that the views are, by the name of the view; dialect: sqlite or postgresql."""

    def value(found: re.Match[str]) -> str:
        column, path = found[1].replace("@corrected", _CORRECTED), found[2]
        if dialect == "sqlite":
            return f"json_extract({column}, '$.{path}')"
        return f"(CAST({column} AS json) #>> '{{{path.replace('[0]', '.0').replace('.', ',')}}}')"

    found = {}
    for name, query in _VIEWS.items():
        text = _JSON.sub(value, query)
        for word, meaning in _WORDS[dialect].items():
            text = text.replace(word, meaning.replace("@named", _NAMED))
        found[name] = text
    return found


def create_views(connection: Connection) -> None:
    """Create the views."""
    for name, query in view_queries(connection.dialect.name).items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {query}")


def drop_views(connection: Connection) -> None:
    """Take the views away, as far as they are there."""
    for name in view_queries(connection.dialect.name):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
