"""What one number of a text says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """``text[start:end]`` says so many of this unit; ``of``: the words for what is counted, if they say more."""

    start: int
    end: int
    value: float
    unit: str
    of: str | None

    def __lt__(self, other: Reading) -> bool:
        return (self.start, self.end, self.value, self.unit) < (other.start, other.end, other.value, other.unit)
