"""Engines: where the stages run. An engine has two verbs, ``each`` and ``grouped``, and knows nothing of what runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, Self, TypeVar

from communique.errors import CommuniqueError

T = TypeVar("T")
R = TypeVar("R")

ENGINES = ("local", "ray")
"""The names that ``engine_named`` knows."""


class Engine(Protocol):
    """What every engine can do; the order of results is the order of the input on each of them.

    A context manager: leaving it ends the processes, which are started when they are first needed. A run of a stage may
    draw its items from the results of another run of the same engine.

    sees_files: whether stages can read the files of this machine.
    """

    @property
    def sees_files(self) -> bool: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def each(
        self,
        stage: Callable[[T], R],
        items: Iterable[T],
        *,
        weigh: Callable[[T], int] | None = None,
        failed: Callable[[T, str], R] | None = None,
    ) -> Iterator[R]:
        """Yield ``stage(item)`` for every item. The stage must be a pure function that can be pickled.

        weigh: the size of an item in bytes, which bounds how many travel at once. failed: makes the result of an item
        at which the stage failed, or its process died, twice; without it the error is raised.
        """
        ...

    def grouped(
        self, stage: Callable[[tuple[str, list[T]]], R], key: Callable[[T], str], items: Iterable[T]
    ) -> Iterator[R]:
        """Yield ``stage((key, items of that key))`` for every key, sorted by key; items keep their order within."""
        ...


def engine_named(name: str, workers: int = 1) -> Engine:
    """Return the engine of this name with so many processes.

    Raises CommuniqueError for another name, for less than one process, and for Ray where it is not installed.
    """
    if name == "local":
        from communique.engine.local import LocalEngine  # noqa: PLC0415

        return LocalEngine(workers)
    if name == "ray":
        from communique.engine.ray import RayEngine  # noqa: PLC0415  an extra

        return RayEngine(workers)
    raise CommuniqueError(f"no engine {name!r}; there are {', '.join(ENGINES)}")
