"""A ledger as version 1 of the schema had it, frozen: whatever the package becomes, it must open this file.

Never edit it. A new version of the schema gets a migration step, and its own frozen file.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

SCHEMA = """
CREATE TABLE schema_version (version INTEGER NOT NULL, package TEXT NOT NULL, PRIMARY KEY (version));
CREATE TABLE meta (name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name));
CREATE TABLE documents ("key" INTEGER NOT NULL, id TEXT NOT NULL, external_id TEXT, path TEXT NOT NULL, place
    TEXT NOT NULL, url TEXT, publisher TEXT, published_date TEXT, published_basis TEXT NOT NULL, title TEXT,
    language TEXT NOT NULL, lineage TEXT NOT NULL, reprint_of TEXT, debris TEXT NOT NULL, text_sha256 TEXT NOT
    NULL, text TEXT NOT NULL, PRIMARY KEY ("key"), UNIQUE (id));
CREATE INDEX ix_documents_external_id ON documents (external_id);
CREATE INDEX ix_documents_published_date ON documents (published_date);
CREATE TABLE judgements (id TEXT NOT NULL, verdict TEXT NOT NULL, claim TEXT NOT NULL, other TEXT NOT NULL,
    score FLOAT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL, made TEXT, PRIMARY KEY (id));
CREATE INDEX ix_judgements_other ON judgements (other);
CREATE INDEX ix_judgements_claim ON judgements (claim);
CREATE INDEX ix_judgements_author ON judgements (author, id);
CREATE TABLE rejected (id TEXT NOT NULL, path TEXT NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL, detail
    TEXT NOT NULL, PRIMARY KEY (id));
CREATE INDEX ix_rejected_reason ON rejected (reason);
CREATE TABLE contacts (id TEXT NOT NULL, mode TEXT NOT NULL, status TEXT NOT NULL, date_start TEXT, date_end
    TEXT, date_basis TEXT, sides TEXT NOT NULL, place TEXT, initiator TEXT, duration_minutes INTEGER,
    independent_sources INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (id));
CREATE INDEX ix_contacts_date ON contacts (date_start, id);
CREATE TABLE sources (fingerprint TEXT NOT NULL, path TEXT NOT NULL, place TEXT NOT NULL, document TEXT, outcome
    TEXT NOT NULL, PRIMARY KEY (fingerprint), FOREIGN KEY(document) REFERENCES documents (id));
CREATE INDEX ix_sources_document ON sources (document);
CREATE TABLE claims (id TEXT NOT NULL, kind TEXT NOT NULL, document TEXT NOT NULL, extractor TEXT NOT NULL,
    report TEXT, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (id),
    FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE);
CREATE INDEX ix_claims_kind ON claims (kind, id);
CREATE INDEX ix_claims_document ON claims (document, kind, span_start);
CREATE INDEX ix_claims_report ON claims (report);
CREATE TABLE contact_sides (contact TEXT NOT NULL, side TEXT NOT NULL, PRIMARY KEY (contact, side), FOREIGN
    KEY(contact) REFERENCES contacts (id) ON DELETE CASCADE);
CREATE INDEX ix_contact_sides_side ON contact_sides (side);
CREATE TABLE contact_persons (contact TEXT NOT NULL, position INTEGER NOT NULL, actor TEXT NOT NULL, name TEXT
    NOT NULL, folded TEXT NOT NULL, office TEXT, country TEXT, PRIMARY KEY (contact, position), FOREIGN
    KEY(contact) REFERENCES contacts (id) ON DELETE CASCADE);
CREATE INDEX ix_contact_persons_actor ON contact_persons (actor);
CREATE TABLE contact_topics (contact TEXT NOT NULL, position INTEGER NOT NULL, topic TEXT NOT NULL, folded TEXT
    NOT NULL, PRIMARY KEY (contact, position), FOREIGN KEY(contact) REFERENCES contacts (id) ON DELETE CASCADE);
CREATE TABLE divergences (id TEXT NOT NULL, contact TEXT NOT NULL, kind TEXT NOT NULL, side_a TEXT NOT NULL,
    account_a TEXT NOT NULL, side_b TEXT NOT NULL, account_b TEXT, reason TEXT NOT NULL, PRIMARY KEY (id),
    FOREIGN KEY(contact) REFERENCES contacts (id) ON DELETE CASCADE);
CREATE INDEX ix_divergences_contact ON divergences (contact);
CREATE TABLE contact_reports (claim TEXT NOT NULL, contact TEXT NOT NULL, document TEXT NOT NULL, position
    INTEGER NOT NULL, PRIMARY KEY (claim), FOREIGN KEY(claim) REFERENCES claims (id) ON DELETE CASCADE, FOREIGN
    KEY(contact) REFERENCES contacts (id) ON DELETE CASCADE);
CREATE INDEX ix_contact_reports_contact ON contact_reports (contact);
CREATE INDEX ix_contact_reports_document ON contact_reports (document);
CREATE VIRTUAL TABLE documents_fts USING fts5(title, text, content='documents', content_rowid='key',
    tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER documents_fts_insert AFTER INSERT ON documents BEGIN
    INSERT INTO documents_fts(rowid, title, text) VALUES (new.key, new.title, new.text);
END;
CREATE TRIGGER documents_fts_delete AFTER DELETE ON documents BEGIN
    INSERT INTO documents_fts(documents_fts, rowid, title, text) VALUES ('delete', old.key, old.title, old.text);
END;
CREATE TRIGGER documents_fts_update AFTER UPDATE OF title, text ON documents BEGIN
    INSERT INTO documents_fts(documents_fts, rowid, title, text) VALUES ('delete', old.key, old.title, old.text);
    INSERT INTO documents_fts(rowid, title, text) VALUES (new.key, new.title, new.text);
END;
"""

ROWS = """
INSERT INTO schema_version VALUES (1, '0.1.0');
INSERT INTO meta VALUES ('written_by', '0.1.0'), ('claims_revision', '1'), ('derived_revision', '1');
INSERT INTO documents VALUES (
    1, 'document-1', 'A-1', 'old.jsonl', 'line 1', NULL, 'Gazette', '2016-07-05', 'metadata', 'Grain', 'en', 'original',
    NULL, '[]', '8e3183bd1324735ea95018c08646a8b29983866b7daee5ec16a605226888ab55', 'Adler called Bonnet.');
INSERT INTO claims VALUES (
    'report-1', 'contact', 'document-1', 'contacts/1', NULL, 0, 19,
    '{"date":null,"duration_minutes":null,"initiator":"AUT","mode":"call","note":null,"participants":[{"actor":"adler",'
    || '"country":"AUT","name":"Anna Adler","office":null}],"place":null,"spans":[{"end":19,"quote":'
    || '"Adler called Bonnet","start":0}],"status":"held","summit":null,"topics":["grain"],"weekday":null}');
INSERT INTO sources VALUES ('old.jsonl#1', 'old.jsonl', 'line 1', 'document-1', 'document');
INSERT INTO contacts VALUES (
    'contact-1', 'call', 'held', NULL, NULL, NULL, 'AUT', NULL, 'AUT', NULL, 1,
    '{"date":null,"duration_minutes":null,"id":"contact-1","independent_sources":1,"initiator":"AUT","mode":"call",'
    || '"participants":[{"actor":"adler","country":"AUT","name":"Anna Adler","office":null}],"place":null,'
    || '"status":"held","topics":["grain"]}');
INSERT INTO contact_sides VALUES ('contact-1', 'AUT');
INSERT INTO contact_persons VALUES ('contact-1', 0, 'adler', 'Anna Adler', 'anna adler', NULL, 'AUT');
INSERT INTO contact_topics VALUES ('contact-1', 0, 'grain', 'grain');
INSERT INTO contact_reports VALUES ('report-1', 'contact-1', 'document-1', 0);
INSERT INTO rejected VALUES ('rejected-1', 'old.jsonl', 'line 2', 'no-json', 'it ends in the middle');
"""


def make(path: Path) -> None:
    """Write the old ledger to a file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(SCHEMA + ROWS)
