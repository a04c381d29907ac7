"""How many items travel to a worker at once: by the time that they take and by their size."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

FIRST = 4
"""Items of the first batches, before it is known how long they take."""

MOST = 512
SECONDS = 0.25
"""Work in a batch: long against the journey, short enough to share it evenly and to end soon when interrupted."""

BYTES = 4_000_000
"""A batch is closed when it has so many bytes; one larger item travels alone."""


class Batches(Generic[T]):
    """Cuts a stream of items into batches as they are asked for. What is in a batch never changes a result."""

    def __init__(self, items: Iterable[T], weigh: Callable[[T], int] | None = None) -> None:
        self._items: Iterator[T] = iter(items)
        self._weigh = weigh
        self._size = FIRST

    def next(self) -> list[T]:
        """Return the next batch, empty at the end."""
        batch: list[T] = []
        size = 0
        while len(batch) < self._size and size < BYTES:
            try:
                item = next(self._items)
            except StopIteration:
                break
            batch.append(item)
            size += self._weigh(item) if self._weigh is not None else 0
        return batch

    def took(self, seconds: float, count: int) -> None:
        """Note how long a batch took; batches grow and shrink by a factor of two at most."""
        if count and seconds >= 0:
            fitting = int(SECONDS * count / max(seconds, 1e-9))
            self._size = min(MOST, max(1, self._size // 2, min(fitting, 2 * self._size)))


def run_batch(stage: Callable[[T], R], batch: list[T]) -> tuple[float, list[R]]:
    """Return the seconds that the batch took in this process, and its results."""
    started = time.perf_counter()
    results = [stage(item) for item in batch]
    return time.perf_counter() - started, results


def run_twice(stage: Callable[[T], R], item: T, failed: Callable[[T, str], R] | None) -> R:
    """Return the stage's result; after a second failure that of ``failed``, if there is one."""
    if failed is None:
        return stage(item)
    try:
        return stage(item)
    except Exception:  # noqa: BLE001  it is told if it comes again
        try:
            return stage(item)
        except Exception as error:  # noqa: BLE001  told by the caller's function
            return failed(item, f"{type(error).__name__}: {error}")
