"""The step to version 4 of the schema: what lists and counts ask for stands in tables and indexes of its own."""

from __future__ import annotations

from sqlalchemy import Connection

_SCRIPT = """
DROP INDEX ix_documents_published_date;
CREATE INDEX ix_documents_day ON documents (published_date, id, language, lineage);
CREATE INDEX ix_documents_publisher ON documents (publisher, published_date, id, lineage);
CREATE INDEX ix_documents_reprint_of ON documents (reprint_of, lineage);
ALTER TABLE claims ADD COLUMN day TEXT;
ALTER TABLE claims ADD COLUMN side TEXT;
ALTER TABLE claims ADD COLUMN actor TEXT;
ALTER TABLE claims ADD COLUMN code TEXT;
UPDATE claims SET day = (SELECT published_date FROM documents WHERE documents.id = claims.document);
UPDATE claims SET side = json_extract(value, '$.side'), actor = json_extract(value, '$.actor') WHERE kind =
    'account' AND json_valid(value);
UPDATE claims SET side = json_extract(value, '$.actor.country'), actor = json_extract(value, '$.actor.actor'),
    code = json_extract(value, '$.code'), day = coalesce(json_extract(value, '$.date.start'), day) WHERE kind =
    'event' AND json_valid(value);
UPDATE claims SET code = json_extract(value, '$.unit') WHERE kind = 'figure' AND json_valid(value);
CREATE INDEX ix_claims_day ON claims (kind, day, id);
CREATE INDEX ix_claims_side ON claims (side, kind, day, id);
CREATE INDEX ix_claims_actor ON claims (actor, kind, day, id);
CREATE INDEX ix_claims_code ON claims (code, kind, day, id);
DROP INDEX ix_contacts_date;
CREATE INDEX ix_contacts_day ON contacts (date_start, id, date_end, mode, status);
CREATE INDEX ix_contacts_sides ON contacts (sides, date_start, id);
ALTER TABLE contact_sides RENAME TO old_sides;
CREATE TABLE contact_sides (contact TEXT NOT NULL, side TEXT NOT NULL, day TEXT, last_day TEXT, mode TEXT NOT
    NULL, status TEXT NOT NULL, PRIMARY KEY (contact, side), FOREIGN KEY(contact) REFERENCES contacts (id) ON DELETE
    CASCADE);
INSERT INTO contact_sides SELECT o.contact, o.side, c.date_start, c.date_end, c.mode, c.status FROM old_sides o
    JOIN contacts c ON c.id = o.contact;
DROP TABLE old_sides;
CREATE INDEX ix_contact_sides_side ON contact_sides (side, day, contact, last_day, mode, status);
ALTER TABLE contact_persons RENAME TO old_persons;
CREATE TABLE contact_persons (contact TEXT NOT NULL, position INTEGER NOT NULL, actor TEXT NOT NULL, name TEXT
    NOT NULL, folded TEXT NOT NULL, office TEXT, country TEXT, day TEXT, last_day TEXT, mode TEXT NOT NULL, status
    TEXT NOT NULL, PRIMARY KEY (contact, position), FOREIGN KEY(contact) REFERENCES contacts (id) ON DELETE CASCADE);
INSERT INTO contact_persons SELECT o.contact, o.position, o.actor, o.name, o.folded, o.office, o.country,
    c.date_start, c.date_end, c.mode, c.status FROM old_persons o JOIN contacts c ON c.id = o.contact;
DROP TABLE old_persons;
CREATE INDEX ix_contact_persons_actor ON contact_persons (actor, day, contact, last_day, mode, status);
ALTER TABLE contact_reports RENAME TO old_reports;
CREATE TABLE contact_reports (claim TEXT NOT NULL, contact TEXT NOT NULL, document TEXT NOT NULL, position
    INTEGER NOT NULL, document_key INTEGER NOT NULL, PRIMARY KEY (claim), FOREIGN KEY(claim) REFERENCES claims (id)
    ON DELETE CASCADE, FOREIGN KEY(contact) REFERENCES contacts (id) ON DELETE CASCADE);
INSERT INTO contact_reports SELECT o.claim, o.contact, o.document, o.position, d.key FROM old_reports o JOIN
    documents d ON d.id = o.document;
DROP TABLE old_reports;
CREATE INDEX ix_contact_reports_contact ON contact_reports (contact, document_key);
CREATE INDEX ix_contact_reports_document ON contact_reports (document);
CREATE INDEX ix_contact_reports_document_key ON contact_reports (document_key, contact);
ALTER TABLE divergences ADD COLUMN day TEXT;
UPDATE divergences SET day = (SELECT date_start FROM contacts WHERE contacts.id = divergences.contact);
CREATE INDEX ix_divergences_day ON divergences (day, id);
CREATE TABLE actors (id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, country
    TEXT, contacts INTEGER NOT NULL, first_day TEXT, last_day TEXT, PRIMARY KEY (id));
CREATE INDEX ix_actors_contacts ON actors (contacts, id);
CREATE INDEX ix_actors_kind ON actors (kind, contacts, id);
CREATE INDEX ix_actors_country ON actors (country, contacts, id);
INSERT INTO actors SELECT side, 'side', side, lower(side), side, count(DISTINCT contact), min(day),
    max(last_day) FROM contact_sides GROUP BY side;
INSERT INTO actors SELECT actor, CASE WHEN instr(actor, ':') THEN substr(actor, 1, instr(actor, ':') - 1) ELSE
    'actor' END, min(name), min(folded), min(country), count(DISTINCT contact), min(day), max(last_day) FROM
    contact_persons GROUP BY actor;
CREATE TABLE actor_months (kind TEXT NOT NULL, month TEXT NOT NULL, id TEXT NOT NULL, contacts INTEGER NOT NULL,
    PRIMARY KEY (kind, month, id));
CREATE TABLE pair_months (kind TEXT NOT NULL, month TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, contacts
    INTEGER NOT NULL, PRIMARY KEY (kind, month, a, b));
CREATE INDEX ix_pair_months_a ON pair_months (kind, a, b, month, contacts);
CREATE INDEX ix_pair_months_b ON pair_months (kind, b, a, month, contacts);
INSERT INTO actor_months SELECT 'side', coalesce(substr(c.date_start, 1, 7), ''), p.side, count(DISTINCT c.id)
    FROM contacts c JOIN contact_sides p ON p.contact = c.id GROUP BY 1, 2, 3;
INSERT INTO pair_months SELECT 'side', coalesce(substr(c.date_start, 1, 7), ''), p.side, q.side, count(DISTINCT
    c.id) FROM contacts c JOIN contact_sides p ON p.contact = c.id JOIN contact_sides q ON q.contact = c.id AND
    p.side < q.side GROUP BY 1, 2, 3, 4;
INSERT INTO actor_months SELECT 'actor', coalesce(substr(c.date_start, 1, 7), ''), p.actor, count(DISTINCT c.id)
    FROM contacts c JOIN contact_persons p ON p.contact = c.id GROUP BY 1, 2, 3;
INSERT INTO pair_months SELECT 'actor', coalesce(substr(c.date_start, 1, 7), ''), p.actor, q.actor,
    count(DISTINCT c.id) FROM contacts c JOIN contact_persons p ON p.contact = c.id JOIN contact_persons q ON
    q.contact = c.id AND p.actor < q.actor GROUP BY 1, 2, 3, 4;
INSERT INTO meta SELECT 'longest_period', CAST(coalesce(max(julianday(date_end) - julianday(date_start)), 0) AS
    INTEGER) FROM contacts
"""


def add_listings(connection: Connection) -> None:
    """Make the columns, tables and indexes of lists and counts, and fill them from what the ledger holds."""
    for statement in _SCRIPT.split(";"):
        connection.exec_driver_sql(statement)
