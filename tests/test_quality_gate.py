"""The quality gate: the figures keep their floors, the floors never fall, and the gate itself can fail."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conftest import exported
from quality import gate
from quality.score import Row, b_cubed, score

Figures = dict[str, Row]


@pytest.fixture(scope="module")
def figures(dossiers: Path, tmp_path_factory: pytest.TempPathFactory) -> Figures:
    return gate.figures_of(gate.BUNDLED, dossiers, tmp_path_factory.mktemp("gate"))


def test_the_bundled_corpus_keeps_its_floors(figures: Figures) -> None:
    assert list(gate.faults(gate.read_pins()["dossiers"], gate.BUNDLED, figures)) == []


@pytest.mark.parametrize("corpus", [*gate.practice(), *gate.others()], ids=lambda c: c.name)
def test_the_other_corpora_keep_their_floors(corpus: gate.Corpus, tmp_path: Path) -> None:
    if not corpus.documents.exists():
        pytest.skip(
            f"{corpus.name} may not be bundled and is not on this machine; see COMMUNIQUE_CORPORA in quality/gate.py"
        )
    assert list(gate.faults(gate.read_pins()[corpus.name], corpus, gate.measure(corpus, tmp_path))) == []


def test_no_floor_is_below_its_mark_without_a_reason() -> None:
    pins = gate.read_pins()
    assert set(pins) >= {"dossiers"}
    for pin in pins.values():
        assert gate.lowered_floors(pin) == []
        assert pin["floors"]


def test_what_must_be_reached_is_pinned() -> None:
    assert set(gate.read_pins()["dossiers"]["floors"]) >= {
        "contacts.f1", "accounts.f1", "merge.b3.f1", "participants.acc", "source.acc", "documents.acc",
    }  # fmt: skip


# The gate itself


def pinned(figures: Figures) -> dict[str, Any]:
    return gate.raised(None, gate.BUNDLED, figures, margin=0.0)


def rescored(lines: list[str], tmp_path: Path) -> Figures:
    path = tmp_path / "export.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return score(gate.BUNDLED.gold, path)[0]


def test_the_same_export_passes(figures: Figures, dossiers: Path, tmp_path: Path) -> None:
    assert list(gate.faults(pinned(figures), gate.BUNDLED, rescored(exported(dossiers), tmp_path))) == []


@pytest.mark.parametrize(
    ("type_", "figure"), [("contact", "contacts.f1"), ("account", "accounts.f1"), ("document", "documents.acc")]
)
def test_a_worse_export_fails(figures: Figures, dossiers: Path, tmp_path: Path, type_: str, figure: str) -> None:
    lines = exported(dossiers)
    of_type = [line for line in lines if json.loads(line)["type"] == type_]
    gone = set(of_type[::3])
    told = "\n".join(
        gate.faults(pinned(figures), gate.BUNDLED, rescored([x for x in lines if x not in gone], tmp_path))
    )
    assert figure in told


def test_contacts_torn_apart_fail(figures: Figures, dossiers: Path, tmp_path: Path) -> None:
    out = []
    for line in exported(dossiers):
        entry = json.loads(line)
        if entry["type"] == "contact":
            for n, document in enumerate(sorted({r["document"] for r in entry["reports"]})):
                reports = [r for r in entry["reports"] if r["document"] == document]
                out.append(json.dumps(entry | {"id": f"{entry['id']}-{n}", "reports": reports}))
        else:
            out.append(line)
    assert "merge.b3.f1" in "\n".join(gate.faults(pinned(figures), gate.BUNDLED, rescored(out, tmp_path)))


def test_a_changed_corpus_fails(figures: Figures, tmp_path: Path) -> None:
    documents = tmp_path / "documents.jsonl"
    documents.write_bytes(gate.BUNDLED.documents.read_bytes() + b"\n")
    changed = replace(gate.BUNDLED, documents=documents)
    (told,) = gate.faults(pinned(figures), changed, figures)
    assert "not those that the floors were pinned for" in told
    with pytest.raises(SystemExit):
        gate.raised(pinned(figures), changed, figures, margin=0.0)


def test_a_figure_that_is_gone_fails(figures: Figures) -> None:
    left = {name: row for name, row in figures.items() if name != "accounts"}
    (told,) = gate.faults(pinned(figures), gate.BUNDLED, left)
    assert "accounts.f1 is no longer measured" in told


def test_raising_never_lowers(figures: Figures) -> None:
    pin = pinned(figures)
    worse = copy.deepcopy(figures)
    worse["contacts"]["f1"] -= 0.2
    better = copy.deepcopy(figures)
    better["contacts"]["f1"] += 0.2
    assert gate.raised(pin, gate.BUNDLED, worse, margin=0.0) == pin
    assert gate.raised(pin, gate.BUNDLED, better, margin=0.0)["floors"]["contacts.f1"] > pin["floors"]["contacts.f1"]


def test_a_lowered_floor_needs_a_reason(figures: Figures) -> None:
    pin = pinned(figures)
    pin["floors"]["contacts.f1"] -= 0.05
    assert gate.lowered_floors(pin) == ["contacts.f1"]
    pin["lowered"]["contacts.f1"] = "the gold was mended: 3 contacts that were none"
    assert gate.lowered_floors(pin) == []
    del pin["floors"]["accounts.f1"]
    assert gate.lowered_floors(pin) == ["accounts.f1"]


# The referee


def test_b_cubed_of_known_clusterings() -> None:
    assert b_cubed([("a", "1"), ("a", "1"), ("b", "2")]) == {"p": 1.0, "r": 1.0, "f1": 1.0, "n": 3}
    apart = b_cubed([("a", "1"), ("a", "2")])
    assert (apart["p"], apart["r"]) == (1.0, 0.5)
    lumped = b_cubed([("a", "1"), ("b", "1")])
    assert (lumped["p"], lumped["r"]) == (0.5, 1.0)


def test_the_gold_is_perfect_by_its_own_referee(tmp_path: Path) -> None:
    """An export made of the gold records themselves scores 1 wherever something is to be found."""
    lines = []
    gold = [json.loads(line) for line in (gate.BUNDLED.gold / "gold.jsonl").read_text("utf-8").splitlines()]
    contacts: dict[str, dict[str, Any]] = {}
    for entry in gold:
        lines.append(
            {"type": "document", "id": entry["id"], "external_id": entry["id"], "path": "x", "reprint_of": None}
        )
        for n, account in enumerate(entry["accounts"] or []):
            said = {"type": "account", "id": f"{entry['id']}-{n}", "document": entry["id"], "contact": account["about"]}
            lines.append(said | {k: account[k] for k in ("source", "side", "content")})
        for contact in entry["contacts"] or []:
            known = contacts.setdefault(
                contact["key"], contact | {"type": "contact", "id": contact["key"], "reports": []}
            )
            report = {"document": entry["id"], "quote": contact["quote"], "status": contact["status"]}
            known["reports"].append(report)
    found = rescored([json.dumps(line) for line in [*lines, *contacts.values()]], tmp_path)
    assert found["contacts"]["f1"] > 0.97
    assert found["merge.b3"]["f1"] > 0.97
    assert found["accounts"]["f1"] == 1.0
    assert found["source"]["acc"] == found["side"]["acc"] == found["documents"]["acc"] == 1.0
