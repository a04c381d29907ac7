"""Engines: where the stages run. An engine has two verbs, ``each`` and ``grouped``, and knows nothing of what runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Engine(Protocol):
    """What every engine can do; the order of results is the order of the input on each of them."""

    def each(self, stage: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield ``stage(item)`` for every item. The stage must be a pure function that can be pickled."""
        ...

    def grouped(
        self, stage: Callable[[tuple[str, list[T]]], R], key: Callable[[T], str], items: Iterable[T]
    ) -> Iterator[R]:
        """Yield ``stage((key, items of that key))`` for every key, sorted by key."""
        ...
