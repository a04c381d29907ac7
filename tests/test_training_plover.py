"""Training data of the PLOVER classifier: what is read, how it is folded, how predictions are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

data = pytest.importorskip("training.plover.data", reason="runs from the checkout, where training/ lies")
evaluate = pytest.importorskip("training.plover.evaluate")

ROWS = [
    ("Chile sued Peru.", "<s>Chile</s> sued <t>Peru</t>.", "ACCUSE"),
    ("Chile sued Peru.", "Chile sued <t>Peru</t> <s></s>.", "ACCUSE"),
    ("Oslo hosted Rome.", "<s>Oslo</s> hosted <t>Rome</t>.", "CONSULT"),
    ("sentence", "marked_sentence", "gold_root"),
]


def test_a_header_within_the_file_is_no_example_and_a_sentence_has_one_fold(tmp_path: Path) -> None:
    file = tmp_path / "plv.tsv"
    lines = ["sentence\tmarked_sentence\tgold_root", *("\t".join(row) for row in ROWS)]
    file.write_text("\n".join(lines) + "\n")
    found = data.read_examples(file)
    assert [e.label for e in found] == ["ACCUSE", "ACCUSE", "CONSULT"]
    assert found[0].fold == found[1].fold == data.fold_of("Chile sued Peru.")
    assert {e.fold for e in found} <= set(range(data.FOLDS))
    assert data.labels_of(found) == ("ACCUSE", "CONSULT")


def test_figures_count_right_classes_and_average_over_classes() -> None:
    found = evaluate.figures(["AID", "AID", "REJECT"], ["AID", "REJECT", "REJECT"])
    assert found["accuracy"] == pytest.approx(2 / 3)
    assert found["AID"] == pytest.approx(2 / 3)
    assert found["REJECT"] == pytest.approx(2 / 3)
    assert found["macro_f1"] == pytest.approx(2 / 3)
    assert evaluate.f1(["AID"], ["AID"], "REJECT") == 0.0
