"""The commands ``compare`` and ``divergences`` on a ledger that was built from two readouts and a wire story."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.errors import InputError
from communique.pipeline import build

STORY = (
    "PARIS, June 15 (Northgate) - French President Emmanuel Macron and Turkish President Recep Tayyip Erdogan spoke by "
    "telephone on Monday about Libya.\n\n"
    "The two presidents agreed to withdraw all mercenaries from Libya by autumn, the Elysee said.\n\n"
    "Macron and Erdogan made no agreement on mercenaries in Libya, the Turkish presidency said."
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compare")
    line = {
        "id": "wire",
        "publisher": "Northgate News Agency",
        "published": "2020-06-16",
        "title": "Call",
        "text": STORY,
    }
    (folder / "wire.jsonl").write_text(json.dumps(line), encoding="utf-8")
    build(folder / "wire.jsonl", folder / "l.db")
    return folder / "l.db"


def run(*arguments: object) -> list[dict[str, object]]:
    result = CliRunner().invoke(app, [*map(str, arguments), "--json"], catch_exceptions=False)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_divergences_are_listed_and_filtered(ledger: Path) -> None:
    (found,) = run("divergences", "--ledger", ledger)
    assert found["kind"] == "contradiction"
    assert run("divergences", "--ledger", ledger, "--side", "tur", "--kind", "contradiction", "--since", "2020") == [
        found
    ]
    assert run("divergences", "--ledger", ledger, "--side", "CHN") == []
    assert run("divergences", "--ledger", ledger, "--kind", "omission") == []
    assert run("divergences", "--ledger", ledger, "--since", "2021") == []


def test_two_sides_are_set_side_against_side(ledger: Path) -> None:
    (found,) = run("divergences", "--ledger", ledger)
    rows = run("compare", found["contact"], "--ledger", ledger, "--sides", "fra,TUR")
    assert rows[0]["kind"] == "contradiction"
    assert {rows[0]["side_a"], rows[0]["side_b"]} == {"FRA", "TUR"}
    assert run("compare", found["contact"], "--ledger", ledger) == rows


def test_sides_that_are_not_two_are_refused(ledger: Path) -> None:
    (found,) = run("divergences", "--ledger", ledger)
    with pytest.raises(InputError, match="give two sides"):
        run("compare", found["contact"], "--ledger", ledger, "--sides", "USA")
