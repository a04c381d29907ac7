"""Counts made beforehand are those that counting everything anew would give, whatever was replaced or migrated."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.ledger import Writer, open_ledger
from communique.records import Contact, Mode, Participant, Period, Status, content_id

from . import version1

SUMMARIES = ("actors", "actor_months", "pair_months", "contact_sides", "contact_persons", "divergences")


def tables(path: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(path)) as connection:
        found: dict[str, list[Any]] = {}
        for name in SUMMARIES:
            found[name] = sorted(map(repr, connection.execute(f"SELECT * FROM {name}")))  # noqa: S608
        found["longest"] = connection.execute("SELECT value FROM meta WHERE name = 'longest_period'").fetchall()
        return found


def derive_again(path: Path) -> None:
    with open_ledger(path) as ledger:
        contacts, divergences = list(ledger.contacts_by_id()), list(ledger.divergences())
    with Writer(path) as writer:
        writer.replace_contacts(contacts, divergences)


def test_a_migrated_ledger_is_counted_as_if_derived_anew(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    version1.make(path)
    Writer(path).close()
    migrated = tables(path)
    derive_again(path)
    assert migrated == tables(path)
    assert migrated["actors"]


PEOPLE = [Participant(f"person:{name}", name, None, side) for name, side in zip("ABCDE", "XXYYZ", strict=True)]
DAYS = st.sampled_from(["2020-01-05", "2020-01-31", "2020-02-01", "2021-12-31"])
CONTACTS = st.lists(
    st.builds(
        lambda who, day, mode: (tuple(who), day, mode),
        st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4),
        st.none() | DAYS,
        st.sampled_from(Mode),
    ),
    max_size=8,
)


def contact(number: int, who: tuple[Participant, ...], day: str | None, mode: Mode) -> Contact:
    date = Period(day, day, "stated") if day else None
    id_ = content_id("contact", number)
    return Contact(id_, mode, Status.HELD, date, None, None, None, who, (), (), 1)


@settings(max_examples=25, deadline=None)
@given(first=CONTACTS, second=CONTACTS, data=st.data())
def test_replacing_some_contacts_counts_like_replacing_all(
    tmp_path_factory: Any, first: list[Any], second: list[Any], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("summaries") / "l.db"
    before = [contact(number, *values) for number, values in enumerate(first)]
    after = [contact(100 + number, *values) for number, values in enumerate(second)]
    gone = data.draw(st.lists(st.sampled_from([c.id for c in before]), unique=True)) if before else []
    with Writer(path) as writer:
        writer.replace_contacts(before, [])
        writer.replace_contacts(after, [], ids=gone)
    step_by_step = tables(path)
    derive_again(path)
    assert step_by_step == tables(path)
