"""How near two statements are to each other: the weights of the terms that they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two bags of terms share: the weight of it, its part of the lighter bag, and the terms by name."""

    weight: float
    part: float
    terms: tuple[str, ...]


def overlap(a: Mapping[str, float], b: Mapping[str, float]) -> Overlap:
    """Return what two bags of weighed terms share."""
    shared = sorted(a.keys() & b.keys())
    weight = sum(min(a[t], b[t]) for t in shared)
    lighter = min(sum(a.values()), sum(b.values()))
    return Overlap(weight, weight / lighter if lighter else 0.0, tuple(shared))


def covered(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the part of the weight of ``a`` that ``b`` has too, from 0 to 1."""
    total = sum(a.values())
    return sum(w for t, w in a.items() if t in b) / total if total else 0.0
