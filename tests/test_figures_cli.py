"""``communique figures``: one quantity by different sources over time, its days, and where the sources disagree."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import communique
from communique.errors import InputError
from communique.figure_series import Quantity, figure_series

Run = Callable[..., Any]

ARTICLES = [
    ("n1", "2022-01-10", "Russia has gathered 90,000 soldiers near the border, Ukraine said."),
    ("n2", "2022-01-10", "Some 120,000 Russian troops stand at the border, the White House said."),
    ("n3", "2022-01-10", "At least 90,300 Russian troops were counted, the Pentagon said."),
    (
        "n4",
        "2022-02-01",
        "Russian troops number some 130,000 now. About 150,000 Russian troops were there on 30 January.",
    ),
    ("n5", "2022-02-03", "The storm killed 12 people. The fire injured 40 people in Lima."),
    ("n6", "2022-02-03", "A blast killed 30 people."),
    ("n7", "2022-02-04", "President Vladimir Putin and President Joe Biden spoke by phone for 50 minutes on Thursday."),
    ("n8", "2022-02-04", "President Joe Biden and President Vladimir Putin spoke by phone for an hour on Thursday."),
]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    file = folder / "news.jsonl"
    file.write_text("".join(json.dumps({"id": i, "published": d, "text": t}) + "\n" for i, d, t in ARTICLES))
    communique.build([file], folder / "news.db")
    return folder / "news.db"


def test_one_quantity_is_a_series_by_day_and_different_values_of_one_day_disagree(ledger: Path) -> None:
    with communique.open_ledger(ledger) as view:
        (series,) = figure_series(view, unit="troops")
    assert series.quantity == Quantity("troops", (), "RUS", "")
    assert [(p.value, p.date and p.date.start, p.is_told) for p in series.points if p.value > 1e5] == [
        (120000, "2022-01-10", False),
        (150000, "2022-01-30", True),
    ]
    apart = {p.figure.id: p for p in series.points if p.disagrees}
    assert sorted(p.value for p in apart.values()) == [90000, 90300, 120000]
    (most,) = (p for p in apart.values() if p.value == 120000)
    assert {apart[i].value for i in most.disagrees} == {90000, 90300}
    assert all(apart[i].disagrees == (most.figure.id,) for i in most.disagrees)


def test_bare_numbers_of_one_day_need_not_be_of_one_thing(ledger: Path) -> None:
    with communique.open_ledger(ledger) as view:
        (series,) = figure_series(view, unit="dead")
    assert [p.value for p in series.points] == [12, 30]
    assert not any(p.disagrees for p in series.points)


def test_the_length_of_a_contact_is_told_of_its_mode_sides_and_day(ledger: Path) -> None:
    with communique.open_ledger(ledger) as view:
        (series,) = figure_series(view, unit="minutes")
    assert series.quantity == Quantity("minutes", ("call",), "RUS-USA", "")
    assert {(p.value, p.date and p.date.start, bool(p.disagrees)) for p in series.points} == {
        (50, "2022-02-03", True),
        (60, "2022-02-03", True),
    }


def test_single_values_words_and_days_choose(ledger: Path) -> None:
    with communique.open_ledger(ledger) as view:
        assert figure_series(view, of="lima") == []
        (injured,) = figure_series(view, of="lima", fewest=1)
        late = figure_series(view, unit="troops", since="2022-01-29", fewest=1)
        with pytest.raises(InputError):
            figure_series(view, since="yesterday")
    assert (injured.quantity.unit, injured.quantity.place) == ("injured", "lima")
    assert all(p.date and p.date.start >= "2022-01-29" for s in late for p in s.points)
    assert late


def test_the_command_prints_a_table_or_json(ledger: Path, cli: Run) -> None:
    out = cli("figures", "--unit", "troops", "--ledger", ledger).out
    assert "≠" in out
    assert "120,000" in out
    (entry,) = [
        json.loads(x) for x in cli("figures", "--unit", "troops", "--json", "--ledger", ledger).out.splitlines()
    ]
    assert (entry["unit"], entry["side"], entry["disagree"]) == ("troops", "RUS", True)
    assert {v["date_of"] for v in entry["values"]} == {"text", "document"}
    assert cli("figures", "--of", "submarines", "--ledger", ledger).out.strip() == "No figure fits."
