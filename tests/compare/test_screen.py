"""What the screen shows of a contact that is told differently: the day, the words for a thing, the reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import communique
from conftest import Run

WIRE = (
    "MOSCOW, March 10 (Northgate) - Russian President Vladimir Putin and Turkish President Recep Tayyip Erdogan spoke "
    "by telephone on Tuesday about Ukraine.\n\n"
    "Putin told Erdogan that the special military operation was going to plan, the Kremlin said.\n\n"
    "Erdogan told Putin that the invasion had to stop at once, the Turkish presidency said."
)
PAPER = (
    "Russian President Vladimir Putin and Turkish President Recep Tayyip Erdogan spoke by telephone on Monday about "
    "Ukraine, the Kremlin said."
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("screen")
    lines = [
        {"id": "wire", "publisher": "Northgate", "published": "2022-03-10", "title": "Call", "text": WIRE},
        {"id": "paper", "publisher": "Meridian", "published": "2022-03-10", "title": "Leaders", "text": PAPER},
    ]
    (folder / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    communique.build([folder / "in.jsonl"], folder / "l.db")
    return folder / "l.db"


def page(cli: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", "160")
    with communique.open_ledger(ledger) as view:
        (call,) = view.contacts(sides=["RUS", "TUR"])
    return cli("show", call.id, "--ledger", ledger).out


def test_the_days_that_the_reports_tell_stand_in_the_head(
    cli: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = page(cli, ledger, monkeypatch).split("What each side says")[0]
    assert "Meridian says Monday 7 March 2022" in head or "Northgate says Tuesday 8 March 2022" in head
    assert "Monday 7 March 2022" in head
    assert "Tuesday 8 March 2022" in head


def test_the_words_that_each_side_chose_stand_below(cli: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = page(cli, ledger, monkeypatch).split("Their words for the same thing")[1].split("Reports")[0]
    assert "RUS: special military operation" in shown
    assert "TUR: invasion" in shown
