"""Accuracy, macro-F1 and F1 of each class, of predictions with the pair given."""

from __future__ import annotations

from collections.abc import Sequence


def f1(gold: Sequence[str], found: Sequence[str], label: str) -> float:
    """Return the F1 of one class, 0 where it is neither wanted nor found."""
    hits = sum(g == label == f for g, f in zip(gold, found, strict=True))
    total = sum(g == label for g in gold) + sum(f == label for f in found)
    return 2 * hits / total if total else 0.0


def figures(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """Return "accuracy", "macro_f1" and the F1 of each class by its name."""
    labels = sorted(set(gold))
    by_class = {label: f1(gold, found, label) for label in labels}
    right = sum(g == f for g, f in zip(gold, found, strict=True))
    return {"accuracy": right / len(gold), "macro_f1": sum(by_class.values()) / len(labels)} | by_class
