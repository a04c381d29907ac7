"""``communique positions``: a side's demands, threats and promises by day, with condition and words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import communique
from communique.positions import positions

Run = Callable[..., Any]

ARTICLES = [
    ("n1", "2022-03-02", "Turkey demanded that Greece withdraw its ships. France condemned Iran."),
    ("n2", "2022-03-05", "Turkey threatened to close the strait to Greece if the ships stay."),
    ("n3", "2022-03-09", "Turkey refused to release the Greek captain. Greece will release the Turkish sailors."),
]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("positions")
    file = folder / "news.jsonl"
    rows = (json.dumps({"id": i, "published": day, "text": text}) + "\n" for i, day, text in ARTICLES)
    file.write_text("".join(rows))
    communique.build([file], folder / "news.db")
    return folder / "news.db"


def test_positions_of_a_side_by_day(ledger: Path) -> None:
    with communique.open_ledger(ledger) as view:
        found = positions(view, "tur")
        other = positions(view, "GRC")
    assert [(p.date, p.kind, p.addressee) for p in found][:2] == [
        ("2022-03-02", "demand", "Greece"),
        ("2022-03-05", "threat", "Greece"),
    ]
    assert [p.kind for p in found][2:] == ["refusal"]
    assert [(p.kind, p.status, p.addressee) for p in other] == [("promise", "announced", "Turkey")]


def test_a_threat_has_its_condition(ledger: Path) -> None:
    with communique.open_ledger(ledger) as view:
        conditions = [p.condition for p in positions(view, "TUR") if p.kind == "threat"]
    assert conditions == ["if the ships stay"]


def test_the_command_prints_lines_or_json_and_filters_by_word(ledger: Path, cli: Run) -> None:
    lines = cli("positions", "--side", "TUR", "--on", "strait", "--ledger", ledger).out.splitlines()
    assert lines[0].startswith("2022-03-05  threat to Greece: Turkey threatened")
    assert lines[1].strip() == "condition: if the ships stay"
    entries = [json.loads(x) for x in cli("positions", "--side", "TUR", "--json", "--ledger", ledger).out.splitlines()]
    assert [e["kind"] for e in entries] == ["demand", "threat", "refusal"]
