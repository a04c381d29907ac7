"""``communique code``: pairs in, classes out; articles in, events out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

HEADER = "uid\tmarked_sentence\tsource\ttarget\n"
ROWS = [
    ("a1", "<s>Chile</s> accused <t>Peru</t> of moving the border stones.", "Chile", "Peru"),
    ("a2", '<s>"Free" Oland</s> condemned <t>Gotland</t>.', '"Free" Oland', "Gotland"),
]


def test_pairs_give_uid_class_and_score_in_the_order_of_the_file(cli: Run, tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text(HEADER + "".join("\t".join(row) + "\n" for row in ROWS))
    done = cli("code", "--pairs", file)
    lines = [line.split("\t") for line in done.out.splitlines()]
    assert done.status == 0
    assert [line[:2] for line in lines] == [["a1", "ACCUSE"], ["a2", "ACCUSE"]]
    assert all(0.0 < float(score) <= 1.0 for _, _, score in lines)


def test_without_marks_the_first_source_and_target_are_marked(cli: Run, tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("sentence\tsource\ttarget\nChile accused Peru of moving the border stones.\tChile\tPeru\n")
    assert cli("code", "--pairs", file).out.split("\t")[:2] == ["1", "ACCUSE"]


@pytest.mark.parametrize(
    ("content", "message"), [(HEADER + "a1\t\tX\tY\n", "row 1 has no marked_sentence"), (None, "cannot be read")]
)
def test_a_wrong_file_is_one_line_and_status_2(cli: Run, tmp_path: Path, content: str | None, message: str) -> None:
    file = tmp_path / "pairs.tsv"
    if content is not None:
        file.write_text(content)
    done = cli("code", "--pairs", file)
    assert done.status == 2
    assert message in done.err


def test_articles_give_events_as_json_lines(cli: Run, tmp_path: Path) -> None:
    article = tmp_path / "news.jsonl"
    text = "France condemned Iran on Tuesday over the arrest of two teachers, officials said in Paris."
    article.write_text(json.dumps({"id": "n1", "published": "2022-03-02", "text": text}) + "\n")
    found = [json.loads(line) for line in cli("code", article).out.splitlines()]
    assert [(e["external_id"], e["code"], e["actor"]["country"], e["recipient"]["country"]) for e in found] == [
        ("n1", "ACCUSE", "FRA", "IRN")
    ]
    assert text[found[0]["start"] : found[0]["end"]] == found[0]["quote"]


def test_pairs_or_articles_but_not_both_and_not_neither(cli: Run) -> None:
    assert cli("code").status == 2
