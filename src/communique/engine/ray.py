"""The Ray engine: actors on this machine or on a cluster, which load the models once and take batches of items."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, Generic, Self, TypeVar

from communique.engine.batches import MEMORY, SETTLED, Batches, Done, run_batch
from communique.errors import CommuniqueError

T = TypeVar("T")
R = TypeVar("R")

#: Batches that an actor has before it at most; more would only lie in memory.
_IN_HAND = 2
#: Batches for each actor that are done or under way and not yet taken: what bounds memory when one takes long.
_AHEAD = 6


def _ray() -> Any:
    try:
        import ray  # noqa: PLC0415  an extra
    except ImportError as error:
        raise CommuniqueError(
            "the engine 'ray' needs Ray, which is not installed: pip install 'communique[ray]'"
        ) from error
    return ray


class _Hands:
    """What an actor is: a process that runs stages and keeps what they have loaded."""

    def run(self, stage: Callable[[Any], Any], batch: list[Any]) -> Done[Any]:
        return run_batch(stage, batch)


class RayEngine:
    """Runs stages in so many Ray actors of one CPU each, with the results in the order of the input.

    It joins the cluster that the environment names (RAY_ADDRESS, or one that the program has joined), else starts Ray
    on this machine with so many CPUs, and ends it when the context is left.
    """

    def __init__(self, workers: int = 1) -> None:
        """Raise CommuniqueError when Ray is not installed or workers is less than 1."""
        if workers < 1:
            raise CommuniqueError(f"--workers is {workers}; it must be at least 1")
        self._ray = _ray()
        self.workers = workers
        self._started = False
        self._actors: list[Any] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the actors, and Ray if this engine started it."""
        for actor in self._actors:
            self._ray.kill(actor)
        self._actors = []
        if self._started:
            self._ray.shutdown()
            self._started = False

    def each(
        self,
        stage: Callable[[T], R],
        items: Iterable[T],
        *,
        weigh: Callable[[T], int] | None = None,
        failed: Callable[[T, str], R] | None = None,
    ) -> Iterator[R]:
        """Yield ``stage(item)`` for every item, in order; memory is bounded by a few batches an actor."""
        run = _Run(self._ray, self._hands(), stage, Batches(items, weigh), failed)
        yield from run.results()

    def grouped(
        self, stage: Callable[[tuple[str, list[T]]], R], key: Callable[[T], str], items: Iterable[T]
    ) -> Iterator[R]:
        """Yield ``stage((key, items))`` for every key, sorted by key; items keep their order within a key."""
        ordered = sorted(items, key=key)
        yield from self.each(stage, ((k, list(group)) for k, group in groupby(ordered, key)))

    def _hands(self) -> list[Any]:
        if not self._actors:
            if not self._ray.is_initialized():
                self._start()
            remote = self._ray.remote(num_cpus=1, max_restarts=-1)(_Hands)
            self._actors = [remote.remote() for _ in range(self.workers)]
        return self._actors

    def _start(self) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent anywhere
        given: dict[str, Any] = {"log_to_driver": False, "logging_level": "error", "include_dashboard": False}
        if "RAY_ADDRESS" not in os.environ:
            given["num_cpus"] = self.workers
        try:
            self._ray.init(**given)
        except Exception as error:  # Ray raises Exception itself when its processes are slow to come up
            raise CommuniqueError(f"Ray cannot be started or joined; run again, or --engine local: {error}") from error
        self._started = True


class _Run(Generic[T, R]):
    """One run of a stage over a stream of items."""

    def __init__(
        self,
        ray: Any,
        actors: list[Any],
        stage: Callable[[T], R],
        batches: Batches[T],
        failed: Callable[[T, str], R] | None,
    ) -> None:
        self._ray = ray
        self._actors = actors
        self._stage = ray.put(stage)
        self._batches = batches
        self._failed = failed
        #: By the number of the batch: what was asked for and is under way, and what is done and not yet taken.
        self._asked: dict[Any, tuple[int, int, list[T]]] = {}
        self._done: dict[int, list[R]] = {}
        #: Batches that each actor has done, and those actors that start anew when they have done what they hold.
        self._count = [0] * len(actors)
        self._tired: set[int] = set()

    def results(self) -> Iterator[R]:
        given = taken = 0
        more = True
        while True:
            while more and (actor := self._free()) is not None and given - taken < _AHEAD * len(self._actors):
                batch = self._batches.next()
                more = bool(batch)
                if more:
                    self._ask(actor, given, batch)
                    given += 1
            while taken in self._done:
                yield from self._done.pop(taken)
                taken += 1
            if not self._asked and not more:
                return
            if self._asked:
                self._collect()

    def _free(self) -> int | None:
        """Return the number of the actor that has least to do, or None when all have enough."""
        load = [0] * len(self._actors)
        for _, actor, _ in self._asked.values():
            load[actor] += 1
        fresh = [actor for actor in range(len(load)) if actor not in self._tired]
        least = min(fresh, key=load.__getitem__, default=None)
        return least if least is not None and load[least] < _IN_HAND else None

    def _ask(self, actor: int, number: int, batch: list[T]) -> None:
        reference = self._actors[actor].run.remote(self._stage, batch)
        self._asked[reference] = (number, actor, batch)

    def _collect(self) -> None:
        """Wait for a batch and keep its results."""
        (ready, *_), _rest = self._ray.wait(list(self._asked), num_returns=1)
        number, actor, batch = self._asked.pop(ready)
        try:
            done: Done[R] = self._ray.get(ready)
        except self._ray.exceptions.RayError as error:
            if self._failed is None:
                raise _told(error) from error
            self._done[number] = [self._alone(actor, item) for item in batch]
            return
        self._batches.took(done.seconds, len(batch))
        self._done[number] = done.results
        self._count[actor] += 1
        if done.memory > MEMORY and self._count[actor] > SETTLED:
            self._tired.add(actor)
        if actor in self._tired and not any(busy == actor for _, busy, _ in self._asked.values()):
            self._ray.kill(self._actors[actor], no_restart=False)
            self._tired.discard(actor)
            self._count[actor] = 0

    def _alone(self, actor: int, item: T) -> R:
        """Return the result of an item tried by itself, twice at most; the actor starts anew when it has died."""
        trouble = ""
        for _ in range(2):
            try:
                found: R = self._ray.get(self._actors[actor].run.remote(self._stage, [item])).results[0]
                return found
            except self._ray.exceptions.RayError as error:
                trouble = str(_told(error))
        assert self._failed is not None  # noqa: S101  only called so
        return self._failed(item, trouble)


def _told(error: Exception) -> Exception:
    """Return the stage's own error where Ray only wraps it, else one of the package that names what happened."""
    cause = getattr(error, "cause", None)
    if isinstance(cause, Exception):
        return cause
    first = next(iter(str(error).splitlines()), type(error).__name__)
    return CommuniqueError(f"a process of Ray died, most likely for want of memory: {first}")
