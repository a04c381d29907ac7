"""The PLOVER classifier as shipped: what it reads, and that nothing but the sentence decides."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.annotate.network import ModelError
from communique.annotate.pair_model import LONGEST, MARKS, encode, marked
from communique.extract.events.plover_model import SHIPPED, PloverModel, plover_model

SENTENCE = "<s>Chile</s> accused <t>Peru</t> of moving the border stones."


def test_marks_stand_around_source_and_target() -> None:
    assert marked("Chile accused Peru.", (0, 5), (14, 18)) == "<s>Chile</s> accused <t>Peru</t>."
    assert marked("Peru was accused by Chile", (20, 25), (0, 4)) == "<t>Peru</t> was accused by <s>Chile</s>"
    assert marked("Russia's troops", (0, 6), (0, 15)) == "<t><s>Russia</s>'s troops</t>"


@given(st.data())
def test_a_marked_sentence_without_its_marks_is_the_sentence(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="abc d.", min_size=2, max_size=30))
    places = [sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2))) for _ in range(2)]
    found = marked(text, (places[0][0], places[0][1]), (places[1][0], places[1][1]))
    for mark in MARKS:
        assert found.count(mark) == 1
        found = found.replace(mark, "")
    assert found == text


def test_pieces_are_cut_to_the_length_of_the_network() -> None:
    model = plover_model()
    pieces = encode(model._tokenizer, SENTENCE + " and so on" * LONGEST)
    assert len(pieces) == LONGEST
    assert [p for p in pieces if p in MARKS.values()] == [1, 2, 3, 4]


def test_a_result_depends_on_the_sentence_alone() -> None:
    model = plover_model()
    first = model.probabilities(SENTENCE)
    model.probabilities("<s>A</s> met <t>B</t>.")
    assert model.probabilities(SENTENCE) == first
    assert PloverModel(SHIPPED).probabilities(SENTENCE) == first
    assert sum(first) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        (SENTENCE, "ACCUSE"),
        ("<s>The Danish foreign minister</s> met <t>her Finnish counterpart</t> for talks in Oslo.", "CONSULT"),
        ("<s>Canada</s> has sent <t>Haiti</t> food and medicine worth $5 million.", "AID"),
        ("<s>Gunmen</s> opened fire on <t>a bus full of tourists</t>, killing nine.", "ASSAULT"),
    ],
)
def test_plain_sentences(sentence: str, label: str) -> None:
    assert plover_model().classify(sentence).label == label


def test_damaged_and_missing_files_are_told_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "plover"
    shutil.copytree(SHIPPED, folder)
    (folder / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match=r"tokenizer\.json: SHA-256"):
        PloverModel(folder)
    (folder / "network.onnx").unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        PloverModel(folder)
    (folder / "manifest.json").write_text(json.dumps(["no object"]))
    with pytest.raises(ModelError, match="lists no files"):
        PloverModel(folder)
