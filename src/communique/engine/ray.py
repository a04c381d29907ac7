"""The Ray engine: actors on this machine or on a cluster, which load the models once and take batches of items."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
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
        self.ray = _ray()
        self.workers = workers
        #: Those of a cluster that was there before may run on other machines.
        self.sees_files = not ("RAY_ADDRESS" in os.environ or self.ray.is_initialized())
        self._started = False
        self._actors: list[Any] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the actors, and Ray if this engine started it."""
        for actor in self._actors:
            self.ray.kill(actor)
        self._actors = []
        if self._started:
            self.ray.shutdown()
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
        run = _Run(self, stage, Batches(items, weigh), failed)
        yield from run.results()

    def grouped(
        self, stage: Callable[[tuple[str, list[T]]], R], key: Callable[[T], str], items: Iterable[T]
    ) -> Iterator[R]:
        """Yield ``stage((key, items))`` for every key, sorted by key; items keep their order within a key."""
        ordered = sorted(items, key=key)
        yield from self.each(stage, ((k, list(group)) for k, group in groupby(ordered, key)))

    def actors(self) -> list[Any]:
        """Return the actors, started if there are none."""
        if not self._actors:
            if not self.ray.is_initialized():
                self._start()
            self._actors = [self.new_actor() for _ in range(self.workers)]
        return self._actors

    def new_actor(self) -> Any:
        """Start an actor and return it."""
        # Not restarted by Ray: what is asked of an actor while it comes up again fails, too.
        return self.ray.remote(num_cpus=1, max_restarts=0)(_Hands).remote()

    def _start(self) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent anywhere
        given: dict[str, Any] = {"log_to_driver": False, "logging_level": "error", "include_dashboard": False}
        if "RAY_ADDRESS" not in os.environ:
            given["num_cpus"] = self.workers
        try:
            self.ray.init(**given)
        except Exception as error:  # Ray raises Exception itself when its processes are slow to come up
            raise CommuniqueError(f"Ray cannot be started or joined; run again, or --engine local: {error}") from error
        self._started = True


@dataclass(frozen=True, slots=True)
class _Asked(Generic[T]):
    """A batch under way: its number in the input, the place of the actor that has it, and that actor itself."""

    number: int
    actor: int
    handle: Any
    batch: list[T]


class _Run(Generic[T, R]):
    """One run of a stage over a stream of items."""

    def __init__(
        self,
        engine: RayEngine,
        stage: Callable[[T], R],
        batches: Batches[T],
        failed: Callable[[T, str], R] | None,
    ) -> None:
        self._ray = engine.ray
        self._actors = engine.actors()
        self._new_actor = engine.new_actor
        self._stage = self._ray.put(stage)
        self._batches = batches
        self._failed = failed
        #: What was asked for and is under way, by what Ray gives for it; by number, what is done and not yet taken.
        self._asked: dict[Any, _Asked[T]] = {}
        self._done: dict[int, list[R]] = {}
        #: Batches that each actor has done, and those actors that start anew when they have done what they hold.
        self._count = [0] * len(self._actors)
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
        for asked in self._asked.values():
            load[asked.actor] += 1
        fresh = [actor for actor in range(len(load)) if actor not in self._tired]
        least = min(fresh, key=load.__getitem__, default=None)
        return least if least is not None and load[least] < _IN_HAND else None

    def _ask(self, actor: int, number: int, batch: list[T]) -> None:
        handle = self._actors[actor]
        self._asked[handle.run.remote(self._stage, batch)] = _Asked(number, actor, handle, batch)

    def _collect(self) -> None:
        """Wait for a batch and keep its results."""
        (ready, *_), _rest = self._ray.wait(list(self._asked), num_returns=1)
        asked = self._asked.pop(ready)
        try:
            done: Done[R] = self._ray.get(ready)
        except self._ray.exceptions.RayError as error:
            died = isinstance(error, self._ray.exceptions.RayActorError)
            if died and self._actors[asked.actor] is asked.handle:
                self._renew(asked.actor)
            if self._failed is None:
                raise _told(error) from error
            self._done[asked.number] = [self._alone(asked.actor, item) for item in asked.batch]
        else:
            self._batches.took(done.seconds, len(asked.batch))
            self._done[asked.number] = done.results
            self._count[asked.actor] += 1
            if done.memory > MEMORY and self._count[asked.actor] > SETTLED:
                self._tired.add(asked.actor)
        if asked.actor in self._tired and not any(a.actor == asked.actor for a in self._asked.values()):
            self._renew(asked.actor)

    def _renew(self, actor: int) -> None:
        """Put a fresh actor in the place of one; what the old one still had in hand fails and is tried again."""
        self._ray.kill(self._actors[actor])
        self._actors[actor] = self._new_actor()
        self._tired.discard(actor)
        self._count[actor] = 0

    def _alone(self, actor: int, item: T) -> R:
        """Return the result of an item tried by itself, twice at most; an actor that dies of it is replaced."""
        trouble = ""
        for _ in range(2):
            try:
                found: R = self._ray.get(self._actors[actor].run.remote(self._stage, [item])).results[0]
                return found
            except self._ray.exceptions.RayError as error:
                trouble = str(_told(error))
                if isinstance(error, self._ray.exceptions.RayActorError):
                    self._renew(actor)
        assert self._failed is not None  # noqa: S101  only called so
        return self._failed(item, trouble)


def _told(error: Exception) -> Exception:
    """Return the stage's own error where Ray only wraps it, else one of the package that names what happened."""
    cause = getattr(error, "cause", None)
    if isinstance(cause, Exception):
        return cause
    first = next(iter(str(error).splitlines()), type(error).__name__)
    return CommuniqueError(f"a process of Ray died, most likely for want of memory: {first}")
