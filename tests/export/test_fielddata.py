"""The formats of the field: one row for a pair, day and class; reprints count once; columns as documented."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import communique
from communique.export import export
from communique.export.fielddata import CAMEO_ROOTS, GDELT_COLUMNS, GOLDSTEIN, POLECAT_COLUMNS
from communique.extract.events.plover import CODES

GUIDE = Path(__file__).parents[2] / "docs" / "events.md"
TEXT = "France condemned Iran on Tuesday over the arrest of two teachers. France may threaten Iran with sanctions."


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fielddata")
    articles = folder / "news.jsonl"
    entries = [
        {"id": "n1", "published": "2022-03-02", "text": TEXT},
        {"id": "n2", "published": "2022-03-02", "text": TEXT + " Sweden condemned Norway on Monday."},
    ]
    articles.write_text("".join(json.dumps(e) + "\n" for e in entries))
    path = folder / "news.db"
    communique.build([articles], path)
    return path


def rows(ledger: Path, name: str) -> list[dict[str, str]]:
    with communique.open_ledger(ledger) as view:
        return list(csv.DictReader(export(view, name), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_gdelt_has_one_row_for_a_pair_a_day_and_a_code(ledger: Path) -> None:
    found = rows(ledger, "gdelt")
    assert tuple(found[0]) == GDELT_COLUMNS
    keys = [(r["Date"], r["Source"], r["Target"], r["CAMEOCode"]) for r in found]
    assert len(set(keys)) == len(keys)
    assert keys == sorted(keys)
    french = next(r for r in found if (r["Source"], r["Target"]) == ("FRA", "IRN"))
    assert (french["Date"], french["CAMEOCode"], french["QuadClass"], french["NumArts"]) == (
        "20220301",
        "111",
        "3",
        "2",
    )


def test_gdelt_holds_only_what_happened_and_polecat_tells_the_status(ledger: Path) -> None:
    assert not [r for r in rows(ledger, "gdelt") if r["CAMEORoot"] == "13"]
    threat = [r for r in rows(ledger, "polecat") if r["Event Type"] == "THREATEN"]
    assert [r["Status"] for r in threat] == ["hypothetical"]


def test_polecat_counts_mentions_and_keeps_the_columns(ledger: Path) -> None:
    found = rows(ledger, "polecat")
    assert tuple(found[0]) == POLECAT_COLUMNS
    accused = next(r for r in found if r["Actor Country"] == "FRA" and r["Event Type"] == "ACCUSE")
    assert (accused["Recipient Country"], accused["Mentions"]) == ("IRN", "2")
    assert len({r["Event ID"] for r in found}) == len(found)


def test_every_class_has_a_root_and_a_goldstein_value_and_every_column_is_in_the_guide() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert set(CAMEO_ROOTS) == set(CODES)
    assert set(CAMEO_ROOTS.values()) <= set(GOLDSTEIN)
    assert [c for c in (*POLECAT_COLUMNS, *GDELT_COLUMNS, *CODES) if f"`{c}`" not in guide] == []
