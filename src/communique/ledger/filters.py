"""What a user may ask of the contacts, as conditions of a query."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Select, Table, exists, or_, select

from communique.errors import InputError
from communique.extract.contacts.topic_list import narrower
from communique.ledger.backend import HoldsWords
from communique.ledger.rows import folded
from communique.ledger.schema import (
    contact_persons,
    contact_reports,
    contact_sides,
    contact_topics,
    contacts,
    documents,
)
from communique.records import Mode, Status

E = TypeVar("E", bound=StrEnum)
Names = str | Iterable[str]
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table whose rows stand for contacts, with the columns that lists and counts need of it."""

    id: Column[str]
    day: Column[str]
    last_day: Column[str]
    mode: Column[str]
    status: Column[str]


CONTACTS = Rows(contacts.c.id, contacts.c.date_start, contacts.c.date_end, contacts.c.mode, contacts.c.status)
OF_SIDE, OF_ACTOR = (
    Rows(t.c.contact, t.c.day, t.c.last_day, t.c.mode, t.c.status) for t in (contact_sides, contact_persons)
)


def conditions(
    *,
    since: str | date | None = None,
    until: str | date | None = None,
    undated: bool = False,
    sides: Names = (),
    person: str | None = None,
    modes: Names = (),
    statuses: Names = (),
    topic: str | None = None,
    text: str | None = None,
    actors: Names = (),
    rows: Rows = CONTACTS,
    common: Collection[str] = (),
) -> list[Condition]:
    """Return the conditions on rows of contacts, all of which must hold; see ``Ledger.contacts`` for their meaning.

    actors: ids of actors, all of whom must take part. common: those of "topic" and "text" that so many contacts have
    that contacts are better asked one by one whether they do than looked up by them.
    Raises InputError for a day, mode or status that is none.
    """
    wanted: list[Condition] = []
    if undated:
        wanted.append(rows.day.is_(None))
    if since is not None:
        wanted.append(rows.last_day >= first_day(since))
    if until is not None:
        wanted.append(rows.day <= last_day(until))
    if chosen := _values(Mode, modes):
        wanted.append(rows.mode.in_(chosen))
    if chosen := _values(Status, statuses):
        wanted.append(rows.status.in_(chosen))
    wanted.extend(_takes_part(rows, contact_sides, "side", side) for side in side_codes(sides))
    wanted.extend(_takes_part(rows, contact_persons, "actor", actor) for actor in sorted(set(_listed(actors))))
    if person is not None:
        wanted.append(_holds(rows, contact_persons, contact_persons.c.folded, person))
    if topic is not None:
        t = contact_topics.c
        wanted.append(_among(rows, t.contact, _named(topic), one_by_one="topic" in common))
    if text is not None:
        r = contact_reports.c
        # Not the key as such: then the few reports of a contact are looked up, not all documents with the words.
        one_by_one = "text" in common
        holds = HoldsWords(r.document_key + 0 if one_by_one else r.document_key, text)
        wanted.append(_among(rows, r.contact, holds, one_by_one=one_by_one))
    return wanted


def common_words(*, topic: str | None = None, text: str | None = None) -> dict[str, Select[Any]]:
    """Return by filter the query for a row of each contact that has the topic or tells of the words, or nearly so."""
    found: dict[str, Select[Any]] = {}
    if topic is not None:
        found["topic"] = select(contact_topics.c.contact).where(_named(topic))
    if text is not None:
        found["text"] = select(documents.c.key).where(HoldsWords(documents.c.key, text))
    return found


def side_codes(sides: Names) -> list[str]:
    """Return the codes of sides as the ledger has them, sorted, each once."""
    return sorted({name.strip().upper() for name in _listed(sides)})


def first_day(day: str | date) -> str:
    """Return the ISO day at which a day, month ("2016-07") or year ("2016") begins."""
    return _days(day)[0]


def last_day(day: str | date) -> str:
    """Return the ISO day with which a day, month or year ends."""
    return _days(day)[1]


def _days(day: str | date) -> tuple[str, str]:
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", str(day).strip())
    try:
        if found is None:
            raise ValueError
        year, month, number = (int(part) if part else None for part in found.groups())
        first = date(year or 0, month or 1, number or 1)
        last = date(first.year, month or 12, number or monthrange(first.year, month or 12)[1])
    except ValueError:
        raise InputError(f"{day!s}: this is no day; write it as 2016-07-31, 2016-07 or 2016") from None
    return first.isoformat(), last.isoformat()


def _values(kind: type[E], names: Names) -> list[str]:
    chosen = []
    for name in _listed(names):
        try:
            chosen.append(kind(name.strip().lower()).value)
        except ValueError:
            valid = ", ".join(entry.value for entry in kind)
            raise InputError(f"{name}: there is no such {kind.__name__.lower()}; choose from {valid}") from None
    return chosen


def _listed(names: Names) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _takes_part(rows: Rows, table: Table, column: str, value: str) -> Condition:
    other = table.alias()
    return exists().where(other.c.contact == rows.id, other.c[column] == value).correlate(rows.id.table)


def _named(topic: str) -> Condition:
    """Return the condition on ``contact_topics`` that it is the topic or one below it."""
    # Who asks for arms control wants missile defence as well.
    names = dict.fromkeys(map(folded, narrower(topic.strip())))
    shortest = [n for n in names if not any(other in n for other in names if other != n)]
    return or_(*(contact_topics.c.folded.contains(name, autoescape=True) for name in shortest))


def _among(rows: Rows, contact: Column[str], holds: Condition, *, one_by_one: bool) -> Condition:
    """Return the condition that a contact has a row of its own for which something holds."""
    if one_by_one:
        return exists().where(contact == rows.id, holds).correlate(rows.id.table)
    return rows.id.in_(select(contact).where(holds).correlate(None))


def _holds(rows: Rows, part: Table, column: Column[str], words: str) -> Condition:
    named = select(part.c.contact).where(column.contains(folded(words.strip()), autoescape=True))
    return rows.id.in_(named.correlate(None))
