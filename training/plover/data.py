"""The public PLV sentences with a marked pair (Hu et al., ACL 2024), and their five folds."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its pair marked, its class, and the fold that it is tested in."""

    text: str
    label: str
    fold: int


def read_examples(path: Path) -> list[Example]:
    """Return the examples of a file with the columns sentence, marked_sentence and gold_root.

    The fold follows from the sentence alone, so that several pairs of one sentence are never parted.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            row for row in csv.DictReader(file, delimiter="\t") if row["gold_root"] and row["gold_root"] != "gold_root"
        ]
    return [Example(row["marked_sentence"], row["gold_root"], fold_of(row["sentence"])) for row in rows]


def fold_of(sentence: str) -> int:
    """Return the number of a sentence's fold."""
    return int(hashlib.sha256(sentence.encode()).hexdigest(), 16) % FOLDS


def labels_of(examples: list[Example]) -> tuple[str, ...]:
    """Return the classes in alphabetical order."""
    return tuple(sorted({e.label for e in examples}))
