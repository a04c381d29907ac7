"""The local engine: this process, or a pool of processes on this machine."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import groupby, islice
from typing import Self, TypeVar

from communique.errors import CommuniqueError

T = TypeVar("T")
R = TypeVar("R")

#: Items that travel to a worker at once: enough to hide the cost of the journey, few enough to share the work evenly
#: and to end soon when the build is interrupted.
CHUNK = 4


def _end_at_once_when_interrupted() -> None:
    """Let a worker end without a word at Ctrl-C, which a terminal sends to all processes; the parent has the word.

    A build that was started to ignore it, as shells start those in the background, goes on ignoring it.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _run(stage: Callable[[T], R], items: list[T]) -> list[R]:
    return [stage(item) for item in items]


class LocalEngine:
    """Runs stages in this process (``workers`` 1) or in so many processes, with the results in the same order.

    A context manager: leaving it ends the processes, which are started when they are first needed.
    """

    def __init__(self, workers: int = 1) -> None:
        """Raise CommuniqueError when workers is less than 1."""
        if workers < 1:
            raise CommuniqueError(f"--workers is {workers}; it must be at least 1")
        self.workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, when there are any; the engine may be used again."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def each(self, stage: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield ``stage(item)`` for every item, in order; memory is bounded by a few chunks a worker."""
        if self.workers == 1:
            for item in items:
                yield stage(item)
        else:
            yield from self._pooled(stage, iter(items))

    def grouped(
        self, stage: Callable[[tuple[str, list[T]]], R], key: Callable[[T], str], items: Iterable[T]
    ) -> Iterator[R]:
        """Yield ``stage((key, items))`` for every key, sorted by key; items keep their order within a key."""
        ordered = sorted(items, key=key)
        yield from self.each(stage, ((k, list(group)) for k, group in groupby(ordered, key)))

    def _pooled(self, stage: Callable[[T], R], items: Iterator[T]) -> Iterator[R]:
        pool = self._started()
        waiting: deque[Future[list[R]]] = deque()
        try:
            while True:
                while len(waiting) < 3 * self.workers and (chunk := list(islice(items, CHUNK))):
                    waiting.append(pool.submit(_run, stage, chunk))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise CommuniqueError(
                "a worker process was killed, most likely for want of memory; "
                "run again with fewer --workers: what is in the ledger is kept and skipped"
            ) from error
        finally:
            for future in waiting:
                future.cancel()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Fresh interpreters: forking a process that holds threads (the parser's, the progress bar's) can hang.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.workers, context, _end_at_once_when_interrupted)
        return self._pool
