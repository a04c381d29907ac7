"""Fit the weights by which points are told as passed over: ``python -m training.compare SET [SET ...]``.

A set is a folder with ``documents.jsonl``, ``gold.jsonl`` and, where documents share contacts, ``cross.jsonl``. Each
statement of a side's readout that the program holds against the other side's readout is an example; it is a right one
when the gold records mark it as an omission of that side. The weights are those of a logistic regression with an L2
penalty, found by Newton's method, so the same sets give the same weights. Prints how well the points are told, each
dossier left out in turn, by where the line is drawn, then the weights as they stand in ``compare/points.py``. Run with
``PYTHONPATH=tests``, whose copy of the referee it uses.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from communique.compare import silence
from communique.compare.points import WEIGHTS, Heard, evidence
from communique.compare.propositions import Proposition
from communique.corrections.attach import decided
from communique.deriving import divergences_of
from communique.ledger import Ledger, open_ledger
from communique.pipeline import build
from quality import likeness

PENALTY = 5.0
STEPS = 50
NAMES = list(WEIGHTS)
#: Words that say nothing of what a claim is about.
STOP = frozenset(
    """
    the of a an and in on for to by with is are was were be been being that this it its he she his her their they them
    will would has have had as at from not no but or which who
    """.split()
)


@dataclass(frozen=True)
class Example:
    """A point: its evidence, which of the gold omissions it is, and the readout and side whose points compete."""

    dossier: str
    contest: tuple[str, str, str]
    features: np.ndarray
    right: frozenset[int]


def examples(folder: Path, path: Path) -> Iterator[Example]:
    """Yield the examples of a set, whose ledger is at a path; a set has dossiers, else its documents are."""
    gold = _lines(folder / "gold.jsonl")
    dossiers = {g["id"]: g.get("dossier") or g["id"] for g in gold}
    wanted = [(g["id"], v) for g in gold for v in g.get("divergences") or []]
    if (folder / "cross.jsonl").exists():
        wanted += [(v["doc_a"], v) for row in _lines(folder / "cross.jsonl") for v in row.get("gold_cross", [])]
    wanted = [(document, v) for document, v in wanted if v["kind"] == "omission"]
    with open_ledger(path) as ledger:
        names = {d.id: d.external_id or d.path for d in ledger.documents()}
        for point, side, found in recorded(ledger):
            document = names[point.account.document]
            right = frozenset(
                i for i, (_, v) in enumerate(wanted)
                if (v["side_a"], v["side_b"]) == (point.side, side) and says(v["claim_a"], point.passage)
            )  # fmt: skip
            features = np.array([found[n] for n in NAMES] + [1.0])
            yield Example(dossiers[document], (document, point.side, side), features, right)


def recorded(ledger: Ledger) -> list[tuple[Proposition, str, Mapping[str, float]]]:
    """Return the points of a ledger's readouts, the side held to be silent, and the evidence, each once."""
    seen: dict[tuple[str, str], tuple[Proposition, str, Mapping[str, float]]] = {}

    def note(point: Proposition, topics: Any, heard: Heard) -> dict[str, float]:
        found = evidence(point, topics, heard)
        seen[point.account.id, heard.side] = point, heard.side, found
        return found

    silence.evidence = note
    found = list(ledger.merge_input())
    list(divergences_of(list(ledger.contacts()), found, decided(ledger, []), ledger))
    silence.evidence = evidence
    return [seen[key] for key in sorted(seen)]


def says(claim: str, passage: str) -> bool:
    """Tell whether a passage is where a gold claim stands: most words of the shorter, and most of its content words."""
    if likeness.contains(claim, passage) < 0.5:
        return False
    words = [{w for w in likeness.tokens(text) if w not in STOP} for text in (claim, passage)]
    return all(words) and len(words[0] & words[1]) >= 0.5 * min(map(len, words))


def fit(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the weights that make the examples likeliest; features are brought to one scale for the penalty."""
    scale = rows[:, :-1].std(axis=0) + 1e-9
    scaled = np.hstack([rows[:, :-1] / scale, rows[:, -1:]])
    penalty = np.append(np.full(len(scale), PENALTY), 1e-6)
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (right - likely) - penalty * weights
        bend = (scaled.T * (likely * (1 - likely))) @ scaled + np.diag(penalty)
        weights += np.linalg.solve(bend, slope)
    return np.append(weights[:-1] / scale, weights[-1])


def told(data: Sequence[Example], likely: np.ndarray, line: float, most: int = 3) -> tuple[int, int]:
    """Return how many points are told that are likelier than a line, and how many gold omissions are among them."""
    contests = defaultdict(list)
    for i, example in enumerate(data):
        if likely[i] >= line:
            contests[example.contest].append(i)
    chosen = [i for members in contests.values() for i in sorted(members, key=lambda i: -likely[i])[:most]]
    return len(chosen), len({(data[i].contest, g) for i in chosen for g in data[i].right})


def main(folders: Sequence[str]) -> None:
    """Print the figures under cross-validation, then the weights fitted on all sets."""
    data: list[Example] = []
    with tempfile.TemporaryDirectory() as room:
        for number, folder in enumerate(folders):
            path = Path(room) / f"{number}.db"
            build([Path(folder) / "documents.jsonl"], path)
            data += examples(Path(folder), path)
    show(data)


def show(data: Sequence[Example]) -> None:
    """Print the figures and the weights of these examples."""
    rows = np.array([e.features for e in data])
    right = np.array([float(bool(e.right)) for e in data])
    likely = np.zeros(len(data))
    for dossier in sorted({e.dossier for e in data}):
        left_out = np.array([e.dossier == dossier for e in data])
        likely[left_out] = 1 / (1 + np.exp(-rows[left_out] @ fit(rows[~left_out], right[~left_out])))
    goals = len({(e.contest, g) for e in data for g in e.right})
    print(f"{len(data)} points, {goals} omissions among them")
    for line in np.arange(0.1, 0.5, 0.05):
        number, found = told(data, likely, line)
        print(f"likelier than {line:.2f}: {number} told, {found} right")
    for name, weight in zip([*NAMES, "BIAS"], fit(rows, right), strict=True):
        print(f'    "{name}": {weight:.2f},')


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main(sys.argv[1:])
