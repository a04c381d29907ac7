"""The tagger on every sixth development text of PolNeAR; skipped where the corpus is not at hand."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from communique.annotate.attribution_model import shipped_model

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "polnear"

FLOORS = {
    "exact.micro": 0.73,
    "exact.content": 0.66,
    "overlap.source": 0.84,
    "overlap.cue": 0.83,
    "overlap.content": 0.85,
    "linked.micro": 0.66,
}


@pytest.mark.skipif(not (CORPUS / "dev").is_dir(), reason="the PolNeAR corpus is not beside the project")
def test_scores_on_development_texts_stay_above_the_floors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    data = importlib.import_module("training.attribution.data")
    evaluate = importlib.import_module("training.attribution.evaluate")
    model = shipped_model()
    readings = data.first_readings(data.read_split(CORPUS, "dev"))[::6]
    figures = evaluate.evaluate(readings, model.tokenizer, model, model.settings)
    assert {name: round(figures[name], 3) for name, floor in FLOORS.items() if figures[name] < floor} == {}
