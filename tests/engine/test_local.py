"""The local engine: the same results in the same order in one process and in a pool, and a clear end when one dies."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.engine.local import CHUNK, LocalEngine
from communique.errors import CommuniqueError


def square(number: int) -> int:
    return number * number


def fail_at_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def die_at_seven(number: int) -> int:
    if number == 7:
        os._exit(3)
    return number


def total(group: tuple[str, list[int]]) -> tuple[str, list[int], int]:
    key, numbers = group
    return key, numbers, sum(numbers)


def parity(number: int) -> str:
    return "odd" if number % 2 else "even"


@pytest.fixture(scope="module", params=[1, 2])
def engine(request: pytest.FixtureRequest) -> Iterator[LocalEngine]:
    with LocalEngine(request.param) as made:
        yield made


@pytest.mark.parametrize("count", [0, 1, CHUNK, CHUNK + 1, 100])
def test_each_keeps_the_order(engine: LocalEngine, count: int) -> None:
    assert list(engine.each(square, iter(range(count)))) == [n * n for n in range(count)]


def test_grouped_sorts_by_key_and_keeps_the_order_within(engine: LocalEngine) -> None:
    assert list(engine.grouped(total, parity, [5, 2, 3, 8, 1, 4])) == [("even", [2, 8, 4], 14), ("odd", [5, 3, 1], 9)]
    assert list(engine.grouped(total, parity, [])) == []


@given(st.lists(st.integers(-99, 99)))
def test_grouped_loses_and_adds_nothing(numbers: list[int]) -> None:
    found = list(LocalEngine().grouped(total, str, numbers))
    assert sorted(n for _, group, _ in found for n in group) == sorted(numbers)
    assert [key for key, _, _ in found] == sorted({str(n) for n in numbers})


def test_input_is_drawn_as_it_is_needed(engine: LocalEngine) -> None:
    drawn = []

    def endless() -> Iterator[int]:
        n = 0
        while True:
            drawn.append(n)
            yield n
            n += 1

    results = engine.each(square, endless())
    assert [next(results) for _ in range(3)] == [0, 1, 4]
    assert len(drawn) <= 4 * engine.workers * CHUNK


def test_an_error_of_a_stage_is_raised_after_what_came_before(engine: LocalEngine) -> None:
    results = engine.each(fail_at_seven, range(20))
    before: list[int] = []
    with pytest.raises(ValueError, match="seven"):
        before.extend(results)
    assert before == list(range(len(before)))
    assert list(engine.each(square, [3])) == [9], "the engine goes on"


def test_a_worker_that_dies_is_told_with_the_remedy() -> None:
    with LocalEngine(2) as engine, pytest.raises(CommuniqueError, match="fewer --workers"):
        list(engine.each(die_at_seven, range(20)))


@pytest.mark.parametrize("workers", [0, -1])
def test_no_workers_are_refused(workers: int) -> None:
    with pytest.raises(CommuniqueError, match="at least 1"):
        LocalEngine(workers)


def test_a_worker_computes_with_one_thread() -> None:
    # numpy reads the variable when it is imported: it has to be set by then.
    command = """if True:
        import os, sys
        class Watch:
            def find_spec(self, name, path=None, target=None):
                if name == "numpy":
                    print(os.environ.get("OPENBLAS_NUM_THREADS"))
        sys.meta_path.insert(0, Watch())
        import communique.cli
        import communique.pipeline
    """
    environment = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, "-c", command], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"
