"""How many items travel to a worker at once: by the time that they take and by their size."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
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

MEMORY = 1_100_000_000
"""Bytes at which a worker is replaced by a fresh one: vocabularies grow with every new word that they meet."""

SETTLED = 50
"""Batches before a worker is replaced at the earliest, lest one that needs the memory be replaced all the time."""


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
        """Note how long so many items took; batches grow and shrink by a factor of two at most."""
        if count and seconds >= 0:
            fitting = int(SECONDS * count / max(seconds, 1e-9))
            self._size = min(MOST, max(1, self._size // 2, min(fitting, 2 * self._size)))


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """A batch that was done: its results, the seconds it took, and the most memory its process has had, in bytes."""

    results: list[R]
    seconds: float
    memory: int


def run_batch(stage: Callable[[T], R], batch: list[T]) -> Done[R]:
    """Return what became of the batch in this process."""
    started = time.perf_counter()
    results = [stage(item) for item in batch]
    return Done(results, time.perf_counter() - started, _peak())


def _peak() -> int:
    """Return the peak of this process's memory in bytes, 0 where the system does not tell."""
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return 0
    # Kilobytes on Linux, bytes on macOS.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


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
