"""The local engine: this process, or a pool of processes on this machine."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import groupby
from typing import Generic, Self, TypeVar

from communique.engine.batches import FIRST, MEMORY, SETTLED, Batches, Done, run_batch, run_twice
from communique.errors import CommuniqueError

T = TypeVar("T")
R = TypeVar("R")

#: Batches that a worker has before it and behind it: it never waits for the next one.
_AHEAD = 3

CHUNK = FIRST
"""Items that travel to a worker at once before it is known how long they take."""


def _end_at_once_when_interrupted() -> None:
    """Let a worker end without a word at Ctrl-C, which a terminal sends to all processes; the parent has the word.

    A build that was started to ignore it, as shells start those in the background, goes on ignoring it.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


class LocalEngine:
    """Runs stages in this process (``workers`` 1) or in so many processes, with the results in the same order.

    A context manager: leaving it ends the processes, which are started when they are first needed.

    tired: whether a process of the pool has grown so large that all are to be replaced.
    """

    sees_files = True

    def __init__(self, workers: int = 1, memory: int = MEMORY) -> None:
        """memory: bytes at which the processes of a pool are replaced by fresh ones.

        Raises CommuniqueError when workers is less than 1.
        """
        if workers < 1:
            raise CommuniqueError(f"--workers is {workers}; it must be at least 1")
        self.workers = workers
        self.memory = memory
        self._pool: ProcessPoolExecutor | None = None
        self._count = 0
        self.tired = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, when there are any; the engine may be used again."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
        self._count, self.tired = 0, False

    def each(
        self,
        stage: Callable[[T], R],
        items: Iterable[T],
        *,
        weigh: Callable[[T], int] | None = None,
        failed: Callable[[T, str], R] | None = None,
    ) -> Iterator[R]:
        """Yield ``stage(item)`` for every item, in order; memory is bounded by a few batches a worker."""
        if self.workers == 1:
            for item in items:
                yield run_twice(stage, item, failed)
        else:
            yield from _Pooled(self, stage, Batches(items, weigh), failed).results()

    def grouped(
        self, stage: Callable[[tuple[str, list[T]]], R], key: Callable[[T], str], items: Iterable[T]
    ) -> Iterator[R]:
        """Yield ``stage((key, items))`` for every key, sorted by key; items keep their order within a key."""
        ordered = sorted(items, key=key)
        yield from self.each(stage, ((k, list(group)) for k, group in groupby(ordered, key)))

    def submit(self, stage: Callable[[T], R], batch: list[T]) -> Future[Done[R]]:
        """Hand a batch to the pool, which is started if there is none."""
        if self._pool is None:
            # Fresh interpreters: forking a process that holds threads (the parser's, the progress bar's) can hang.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.workers, context, _end_at_once_when_interrupted)
        return self._pool.submit(run_batch, stage, batch)

    def note(self, memory: int) -> None:
        """Note the most memory, in bytes, that a process has had that did a batch."""
        self._count += 1
        self.tired = self.tired or (memory > self.memory and self._count > SETTLED)


class _Pooled(Generic[T, R]):
    """One run of a stage over a stream of items in the pool."""

    def __init__(
        self,
        engine: LocalEngine,
        stage: Callable[[T], R],
        batches: Batches[T],
        failed: Callable[[T, str], R] | None,
    ) -> None:
        self._engine = engine
        self._stage = stage
        self._batches = batches
        self._failed = failed
        self._waiting: deque[tuple[list[T], Future[Done[R]]]] = deque()

    def results(self) -> Iterator[R]:
        try:
            while True:
                if self._engine.tired and not self._waiting:
                    self._engine.close()
                while not self._engine.tired and len(self._waiting) < _AHEAD * self._engine.workers:
                    if not (batch := self._batches.next()):
                        break
                    self._waiting.append((batch, self._submit(batch)))
                if not self._waiting:
                    return
                yield from self._first()
        finally:
            for _, future in self._waiting:
                future.cancel()

    def _submit(self, batch: list[T]) -> Future[Done[R]]:
        try:
            return self._engine.submit(self._stage, batch)
        except BrokenProcessPool as error:
            broken: Future[Done[R]] = Future()
            broken.set_exception(error)
            return broken

    def _first(self) -> list[R]:
        batch, future = self._waiting.popleft()
        try:
            done = future.result()
        except BrokenProcessPool as error:
            if self._failed is None:
                self._engine.close()
                raise CommuniqueError(
                    "a worker process was killed, most likely for want of memory; "
                    "run again with fewer --workers: what is in the ledger is kept and skipped"
                ) from error
            return self._after_death(batch)
        except CancelledError:  # another run of a stage has replaced the pool
            self._waiting.appendleft((batch, self._submit(batch)))
            return []
        except Exception:
            if self._failed is None:
                raise
            return [self._alone(item) for item in batch]
        self._batches.took(done.seconds, len(batch))
        self._engine.note(done.memory)
        return done.results

    def _after_death(self, batch: list[T]) -> list[R]:
        """Return the results of the batch, its items tried one by one in a fresh pool; then go on with the others."""
        self._engine.close()
        results = [self._alone(item) for item in batch]
        self._waiting = deque(
            (later, future if _is_done(future) else self._submit(later)) for later, future in self._waiting
        )
        return results

    def _alone(self, item: T) -> R:
        """Return the result of an item that nothing else runs beside, so that it is to blame if a process dies."""
        trouble = ""
        for _ in range(2):
            try:
                return self._engine.submit(self._stage, [item]).result().results[0]
            except BrokenProcessPool:
                trouble = "the process that read it was killed, most likely for want of memory"
                self._engine.close()
            except Exception as error:  # noqa: BLE001  told by the caller's function
                trouble = f"{type(error).__name__}: {error}"
        assert self._failed is not None  # noqa: S101  only called so
        return self._failed(item, trouble)


def _is_done(future: Future[Done[R]]) -> bool:
    """Tell whether a batch was done without trouble."""
    return future.done() and not future.cancelled() and future.exception() is None
