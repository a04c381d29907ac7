"""Each kind of correction: its effect on the export, its undoing, its life under newer extractors and elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communique.corrections.apply import record
from communique.corrections.make import Wanted, revoke
from communique.corrections.state import corrections
from communique.corrections.transport import export_corrections, read_corrections
from communique.engine.local import LocalEngine
from communique.ledger import Writer, open_ledger
from communique.pipeline import derive

from . import affair
from .affair import account, account_of, build, by, contact, contact_of, correct, exported, judge, tellers

Ledger = Any
Make = Callable[[Ledger], Wanted]
Check = Callable[[Ledger], bool]


@pytest.fixture
def ledger(place: Ledger) -> Ledger:
    build(place)
    return place


def names(entry: dict[str, Any] | None) -> list[str]:
    return [p["name"] for p in entry["participants"]] if entry else []


def value(entry: dict[str, Any] | None, name: str) -> Any:
    assert entry is not None
    return entry[name]


CASES: dict[str, tuple[Make, Check]] = {
    "not-contact": (
        lambda ledger: Wanted("not-contact", contact_of(ledger, "wire")),
        lambda ledger: contact(ledger, "wire") is None and account(ledger, "wire")["contact"] is None,
    ),
    "date": (
        lambda ledger: Wanted("date", contact_of(ledger, "wire"), date="2016-07-05"),
        lambda ledger: value(contact(ledger, "daily"), "date")
        == {"start": "2016-07-05", "end": "2016-07-05", "basis": "corrected by Ann Archivist"},
    ),
    "date unknown": (
        lambda ledger: Wanted("date", contact_of(ledger, "wire"), date="unknown"),
        lambda ledger: value(contact(ledger, "daily"), "date") is None,
    ),
    "mode": (
        lambda ledger: Wanted("mode", contact_of(ledger, "wire"), mode="video"),
        lambda ledger: value(contact(ledger, "wire"), "mode") == "video",
    ),
    "participant replaced": (
        lambda ledger: Wanted(
            "participant", contact_of(ledger, "wire"), actor="person:Anna Adler", name="Zoë Zweig", office="Chancellor"
        ),
        lambda ledger: value(contact(ledger, "wire"), "participants")[0]
        == {"actor": "person:Zoë Zweig", "name": "Zoë Zweig", "office": "Chancellor", "country": "AUT"}
        and names(contact(ledger, "wire")) == ["Zoë Zweig", "Émile Bonnet"],
    ),
    "participant added": (
        lambda ledger: Wanted("participant", contact_of(ledger, "wire"), name="Li Øster", country="chn"),
        lambda ledger: names(contact(ledger, "wire")) == ["Anna Adler", "Li Øster", "Émile Bonnet"],
    ),
    "participant removed": (
        lambda ledger: Wanted("participant", contact_of(ledger, "wire"), actor="person:Anna Adler"),
        lambda ledger: names(contact(ledger, "wire")) == ["Émile Bonnet"],
    ),
    "merge": (
        lambda ledger: Wanted("merge", contact_of(ledger, "wire"), other=contact_of(ledger, "talk")),
        lambda ledger: tellers(contact(ledger, "wire")) == {"wire", "daily", "paris", "talk"},
    ),
    "split": (
        lambda ledger: Wanted(
            "split", contact_of(ledger, "wire"), reports=(affair.reading("wire").document.id,)
        ),
        lambda ledger: tellers(contact(ledger, "wire")) == {"wire"}
        and tellers(contact(ledger, "daily")) == {"daily", "paris"},
    ),
    "source": (
        lambda ledger: Wanted("source", account_of(ledger, "wire"), source="an aide", side="fra"),
        lambda ledger: [account(ledger, "wire")[k] for k in ("source", "actor", "side")] == ["an aide", None, "FRA"],
    ),
    "side": (
        lambda ledger: Wanted("side", account_of(ledger, "daily"), side="none"),
        lambda ledger: account(ledger, "daily")["side"] is None,
    ),
    "not-about": (
        lambda ledger: Wanted("not-about", account_of(ledger, "daily")),
        lambda ledger: account(ledger, "daily")["contact"] is None and account(ledger, "wire")["contact"] is not None,
    ),
}  # fmt: skip
KINDS = pytest.mark.parametrize(("wanted", "holds"), CASES.values(), ids=CASES)


@KINDS
def test_a_correction_shows_in_the_export_and_can_be_undone(ledger: Ledger, wanted: Make, holds: Check) -> None:
    before = exported(ledger)
    assert not holds(ledger)
    made = correct(ledger, wanted(ledger))
    assert holds(ledger)
    line = next(entry for entry in affair.entries(ledger, "judgement"))
    assert (line["id"], line["author"], line["made"], line["reason"]) == (
        made.id, "Ann Archivist", "2020-01-01T10:00:00Z", "I was there"
    )  # fmt: skip

    undone = revoke(made.id, by("Bob Binder", 5))
    record(ledger, [undone])
    assert exported(ledger, judgements=False) == before
    with open_ledger(ledger) as view:
        (listed,) = corrections(view)
        assert (listed.state, listed.undone_by) == ("undone", undone)

    record(ledger, [revoke(undone.id, by(minute=6))])
    assert holds(ledger), "an undoing can be undone"
    with open_ledger(ledger) as view:
        assert corrections(view)[0].state == "in force"


@KINDS
def test_deriving_the_touched_contacts_gives_what_deriving_all_gives(
    ledger: Ledger, wanted: Make, holds: Check
) -> None:
    correct(ledger, wanted(ledger))
    alone = exported(ledger)
    with Writer(ledger) as writer:
        assert not writer.stale
        derive(writer, LocalEngine(1))
    assert exported(ledger) == alone


@KINDS
def test_a_correction_survives_a_newer_extractor(ledger: Ledger, wanted: Make, holds: Check) -> None:
    correct(ledger, wanted(ledger))
    build(ledger, version=2)
    with open_ledger(ledger) as view:
        assert {c.extractor for kind in ("contact", "account") for c in view.claims(kind)} == {
            "contacts/2", "accounts/2"
        }  # fmt: skip
        assert [c.state for c in corrections(view)] == ["in force"]
    assert holds(ledger)


@KINDS
def test_a_correction_travels_to_another_ledger(ledger: Ledger, wanted: Make, holds: Check, tmp_path: Path) -> None:
    correct(ledger, wanted(ledger))
    with open_ledger(ledger) as view:
        lines = list(export_corrections(view))
    given = read_corrections(lines, "ours.jsonl")

    other = tmp_path / "other.db"
    build(other, reversed(affair.DOCUMENTS))
    assert len(record(other, given).added) == 1
    assert exported(other) == exported(ledger)
    assert record(other, given).added == (), "importing twice changes nothing"
    assert exported(other) == exported(ledger)

    waiting = tmp_path / "waiting.db"
    Writer(waiting).close()
    assert [j.id for j in record(waiting, given).waiting] == [given[0].id]
    with open_ledger(waiting) as view:
        assert corrections(view)[0].state == "waiting"
    build(waiting)
    assert exported(waiting) == exported(ledger)


def test_the_lines_of_judgements_are_those_of_the_export(ledger: Ledger) -> None:
    correct(ledger, CASES["merge"][0](ledger))
    correct(ledger, CASES["source"][0](ledger), by("Bob", 3))
    with open_ledger(ledger) as view:
        assert list(export_corrections(view)) == [line for line in exported(ledger) if '"type": "judgement"' in line]
    assert len(read_corrections(exported(ledger), "all.jsonl")) == 2


def test_divergences_follow_the_corrected_accounts(ledger: Ledger) -> None:
    def parted() -> set[str]:
        return {a for d in affair.entries(ledger, "divergence") for a in (d["account_a"], d["account_b"]) if a}

    said = account_of(ledger, "paris")
    assert said in parted()
    correct(ledger, Wanted("not-about", said))
    assert said not in parted()


def test_the_later_of_two_corrections_holds(ledger: Ledger) -> None:
    id_ = contact_of(ledger, "wire")
    later = judge(ledger, Wanted("mode", id_, mode="letter"), by("Bob", 9))
    record(ledger, [later])
    correct(ledger, Wanted("mode", id_, mode="video"), by(minute=1))
    assert value(contact(ledger, "wire"), "mode") == "letter"
    record(ledger, [revoke(later.id, by(minute=10))])
    assert value(contact(ledger, "wire"), "mode") == "video"


def test_a_split_after_a_merge_holds_and_a_merge_after_it(ledger: Ledger) -> None:
    correct(ledger, Wanted("merge", contact_of(ledger, "wire"), other=contact_of(ledger, "talk")), by(minute=1))
    out = (affair.reading("talk").document.id,)
    correct(ledger, Wanted("split", contact_of(ledger, "wire"), reports=out), by(minute=2))
    assert tellers(contact(ledger, "talk")) == {"talk"}
    assert tellers(contact(ledger, "wire")) == {"wire", "daily", "paris"}
    correct(ledger, Wanted("merge", contact_of(ledger, "talk"), other=contact_of(ledger, "wire")), by(minute=3))
    assert tellers(contact(ledger, "talk")) == {"wire", "daily", "paris", "talk"}


def test_a_correction_that_comes_while_everything_is_derived_is_not_lost(ledger: Ledger) -> None:
    wanted = judge(ledger, CASES["mode"][0](ledger))

    class Interrupted(LocalEngine):
        """An engine beside which somebody corrects something while it works."""

        def grouped(self, stage: Any, key: Any, items: Any) -> Any:
            record(ledger, [wanted])
            return super().grouped(stage, key, items)

    with Writer(ledger) as writer:
        derive(writer, Interrupted(1))
    assert value(contact(ledger, "wire"), "mode") == "video"


def test_new_documents_join_a_corrected_contact(tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    build(ledger, ["wire", "later"])
    correct(ledger, Wanted("date", contact_of(ledger, "wire"), date="2016-07-05"))
    build(ledger, ["daily", "paris"])
    found = contact(ledger, "wire")
    assert tellers(found) == {"wire", "daily", "paris"}
    assert value(found, "date")["start"] == "2016-07-05"


def test_the_export_stays_sorted_with_judgements_in_it(ledger: Ledger) -> None:
    for minute, name in enumerate(CASES):
        if name not in {"not-contact", "participant removed"}:
            correct(ledger, CASES[name][0](ledger), by(minute=minute))
    keys = [(o["type"], o["id"]) for o in map(json.loads, exported(ledger))]
    assert keys == sorted(keys)
    assert sum(kind == "judgement" for kind, _ in keys) == len(CASES) - 2
