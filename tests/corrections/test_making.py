"""Requests that cannot be carried out, files that hold no corrections, and two editors at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.corrections.attach import claim_of
from communique.corrections.make import By, Wanted, make, moment
from communique.corrections.transport import export_corrections, read_corrections
from communique.errors import InputError, UnknownIdError
from communique.ledger import open_ledger
from communique.merge.clusters import clusters_of
from communique.records import PROGRAM, Anchor, Judgement, Span
from ledger import samples

from .affair import build, by, contact, contact_of, correct

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("making") / "l.db"
    build(path)
    return path


REFUSED = {
    "opinion": ({"kind": "opinion"}, "opinion: there is no such correction; choose from not-contact, date"),
    "no day": ({"kind": "date"}, "date needs the day"),
    "not a day": ({"kind": "date", "date": "soon"}, "soon: this is no day"),
    "backwards": ({"kind": "date", "date": "2016-07-05..2016-07-04"}, "ends before it begins"),
    "mode": ({"kind": "mode", "mode": "telepathy"}, "telepathy: there is no such mode; choose from call"),
    "nobody": ({"kind": "participant"}, "who is to go, who is to come"),
    "stranger": (
        {"kind": "participant", "actor": "person:Nobody"},
        "no participant of contact-.* has this key; it has",
    ),
    "no name": ({"kind": "participant", "name": "  "}, "the name is empty"),
    "odd name": ({"kind": "participant", "name": "A\x00B"}, "characters that cannot be shown"),
    "country": ({"kind": "participant", "name": "A B", "country": "the moon"}, "the moon: this is no side"),
    "alone": ({"kind": "merge"}, "merge needs the contact"),
    "itself": ({"kind": "merge", "other": "SAME"}, "one contact already"),
    "all out": ({"kind": "split", "reports": ("claim-wire", "claim-daily", "claim-paris")}, "leaves at least one"),
    "no report": ({"kind": "split", "reports": ("claim-talk",)}, "claim-talk: no report of contact-"),
    "nothing out": ({"kind": "split", "reports": ()}, "takes out at least one"),
}


@pytest.mark.parametrize(("asked", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_corrected_is_told(ledger: Any, asked: dict[str, Any], message: str) -> None:
    id_ = contact_of(ledger, "wire")
    wanted = Wanted(**({"on": id_} | asked | ({"other": id_} if asked.get("other") == "SAME" else {})))
    with open_ledger(ledger) as view, pytest.raises(InputError, match=message):
        make(view, wanted, by())


@pytest.mark.parametrize(
    ("kind", "on"), [("date", "contact-ffff"), ("date", ""), ("side", "claim-none"), ("side", "claim-wire-1")]
)
def test_what_is_not_there_cannot_be_corrected(ledger: Any, kind: str, on: str) -> None:
    with open_ledger(ledger) as view, pytest.raises(UnknownIdError):
        make(view, Wanted(kind, on, date="2016", side="USA"), by())


@pytest.mark.parametrize(
    ("author", "made", "reason"),
    [
        ("", "2020-01-01T00:00:00Z", "why"),
        ("communique", "2020-01-01T00:00:00Z", "why"),
        ("Ann\x07", "2020-01-01T00:00:00Z", "why"),
        ("Ann", "yesterday", "why"),
        ("Ann", "0001-01-01T00:00:00+14:00", "why"),
        ("Ann", "2020-01-01T00:00:00Z", "  "),
        ("Ann", "2020-01-01T00:00:00Z", "w" * 3000),
    ],
)
def test_a_correction_has_an_author_a_time_and_a_reason(ledger: Any, author: str, made: str, reason: str) -> None:
    with open_ledger(ledger) as view, pytest.raises(InputError):
        make(view, Wanted("date", contact_of(ledger, "wire"), date="2016"), By(author, made, reason))


@given(st.datetimes(timezones=st.timezones()), st.datetimes(timezones=st.timezones()))
def test_times_of_all_zones_sort_as_text(one: Any, other: Any) -> None:
    if one.year > 1000 and other.year > 1000 and abs((one - other).total_seconds()) > 1:
        assert (moment(one.isoformat()) < moment(other.isoformat())) == (one < other)


def lines_of(ledger: Any) -> list[str]:
    with open_ledger(ledger) as view:
        return list(export_corrections(view))


def changed(line: str, **values: Any) -> str:
    return json.dumps(json.loads(line) | values)


DAMAGE = {
    "no JSON": (lambda line: line[:-1], "line 1: this is no correction"),
    "no object": (lambda line: "[1]", "no object with a type"),
    "without anchors": (lambda line: json.dumps({"type": "judgement", "id": "x"}), "'about' is missing"),
    "another author": (lambda line: changed(line, author="Eve"), "changed on the way"),
    "the program": (lambda line: changed(line, author="communique"), "program's own name"),
    "another mode": (lambda line: line.replace('"video"', '"letter"'), "changed on the way"),
    "no mode": (lambda line: line.replace('"video"', '"hum"'), "hum"),
    "a verdict": (lambda line: changed(line, verdict="guilty"), "guilty is no verdict"),
    "a time": (lambda line: changed(line, made="now"), "this is no time"),
    "no number": (lambda line: changed(line, score=7), "not in their form"),
    "lone surrogate": (lambda line: changed(line, reason="\ud800"), "surrogates not allowed"),
    "deep": (lambda line: "[" * 100_000, "this is no correction"),
}


@pytest.mark.parametrize(("damage", "message"), DAMAGE.values(), ids=DAMAGE)
def test_a_file_that_holds_no_corrections_is_told_by_its_line(tmp_path: Path, damage: Any, message: str) -> None:
    path = tmp_path / "l.db"
    build(path, ["wire"])
    correct(path, Wanted("mode", contact_of(path, "wire"), mode="video"))
    (line,) = lines_of(path)
    assert len(read_corrections([line, ""], "c.jsonl")) == 1
    with pytest.raises(InputError, match=r"c\.jsonl, line 1: this is no correction") as told:
        read_corrections([damage(line)], "c.jsonl")
    assert message in str(told.value)


EDIT = """
import sys
sys.path.insert(0, sys.argv[1])
from corrections.affair import by, contact_of, correct
from communique.corrections.make import Wanted
for number in range(4):
    wanted = Wanted("participant", contact_of(sys.argv[2], "wire"), name=f"{sys.argv[3]} {number}", country="AUT")
    correct(sys.argv[2], wanted, by(sys.argv[3], number))
"""


def test_two_editors_at_once_both_have_their_say(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    build(path)
    editors = [subprocess.Popen([sys.executable, "-c", EDIT, str(TESTS), str(path), name]) for name in ("Ann", "Bob")]
    assert [editor.wait(120) for editor in editors] == [0, 0]
    found = contact(path, "wire")
    assert found is not None
    added = {p["name"] for p in found["participants"]} - {"Anna Adler", "Émile Bonnet"}
    assert added == {f"{name} {number}" for name in ("Ann", "Bob") for number in range(4)}


def anchored(quote: str, *hints: str, claim: str = "gone") -> Anchor:
    of = samples.document()
    return Anchor("contact", claim, of.id, "0" * 64, samples.span(of.text, quote), hints)


def test_an_anchor_is_found_by_id_then_by_place_then_by_what_it_tells() -> None:
    of = samples.document()
    first = samples.report(of, "Anna Adler called Émile Bonnet on Monday", id="claim-a")
    twin = samples.report(of, "Anna Adler called Émile Bonnet", id="claim-b", participants=(samples.BONNET,))
    away = samples.report(of, "They discussed grain.", id="claim-c")
    everything = [first, twin, away]
    hints = ("call", samples.ADLER.actor, samples.BONNET.actor)
    assert claim_of(anchored("They discussed grain.", *hints, claim="claim-b"), everything) == "claim-b"
    sentence = "Anna Adler called Émile Bonnet on Monday."
    assert claim_of(anchored(sentence, *hints), everything) == "claim-a"
    assert claim_of(anchored(sentence, "call", samples.BONNET.actor), everything) == "claim-b"
    assert claim_of(anchored("40 ships were ready"), everything) is None


IDS = [f"claim-{n}" for n in range(6)]
_pairs = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS))


_said = st.lists(
    st.tuples(st.sampled_from(["same", "different"]), _pairs, st.sampled_from(["Ann", PROGRAM])), max_size=9
)


@given(_said)
def test_the_last_word_of_a_person_holds_whatever_was_said_before(said: list[tuple[str, tuple[str, str], str]]) -> None:
    judgements = [
        Judgement(f"judgement-{n}", verdict, one, other, 1.0, "", who, f"2020-01-01T00:00:{n:02}Z")
        for n, (verdict, (one, other), who) in enumerate(said)
        if one != other
    ]
    clusters = clusters_of(IDS, judgements)
    assert sorted(i for c in clusters for i in c) == IDS
    people = [j for j in judgements if j.author == "Ann"]
    if people:
        last = people[-1]
        together = any({last.claim, last.other} <= set(c) for c in clusters)
        assert together == (last.verdict == "same")
    assert clusters_of(reversed(IDS), judgements[::-1]) == clusters


def test_a_span_is_an_anchor_only_where_it_overlaps() -> None:
    of = samples.document()
    told = samples.report(of, "They discussed grain.", id="claim-x")
    before = Anchor("contact", "gone", of.id, "0" * 64, Span(0, told.spans[0].start, of.text[: told.spans[0].start]))
    assert claim_of(before, [told]) is None
