"""What every engine has in common: order, errors, and items at which a stage or its process fails."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from communique.engine import Engine, engine_named
from communique.engine.batches import BYTES, FIRST, MOST, SECONDS, Batches
from communique.engine.local import LocalEngine
from communique.errors import CommuniqueError


def square(number: int) -> int:
    return number * number


def troubled(number: int) -> int:
    if number == 13:
        raise ValueError("thirteen")
    return number


def deadly(number: int) -> int:
    if number == 13:
        os._exit(3)
    return number


def told(number: int, trouble: str) -> int:
    assert trouble
    return -number


def heavy(number: int) -> int:
    return BYTES


def remainder(number: int) -> str:
    return str(number % 3)


def total(group: tuple[str, list[int]]) -> tuple[str, list[int]]:
    return group


@pytest.fixture(scope="module", params=["local 1", "local 2", "ray 2"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    name, workers = request.param.split()
    if name == "ray":
        request.getfixturevalue("ray_here")
    with engine_named(name, int(workers)) as made:
        yield made


def test_results_come_in_the_order_of_the_items(engine: Engine) -> None:
    assert list(engine.each(square, range(300))) == [n * n for n in range(300)]
    assert list(engine.each(square, iter([]))) == []
    assert list(engine.each(square, range(20), weigh=heavy)) == [n * n for n in range(20)]


def test_groups_are_sorted_and_keep_their_order(engine: Engine) -> None:
    assert list(engine.grouped(total, remainder, [5, 2, 3, 8, 1])) == [("0", [3]), ("1", [1]), ("2", [5, 2, 8])]


def test_an_item_at_which_the_stage_fails_is_set_aside(engine: Engine) -> None:
    expected = [-13 if n == 13 else n for n in range(30)]
    assert list(engine.each(troubled, range(30), failed=told)) == expected
    with pytest.raises(ValueError, match="thirteen"):
        list(engine.each(troubled, range(30)))


def test_an_item_that_kills_its_process_is_set_aside_and_no_other(engine: Engine) -> None:
    if engine_is_this_process(engine):
        pytest.skip("there is no other process that could die")
    assert list(engine.each(deadly, range(30), failed=told)) == [-13 if n == 13 else n for n in range(30)]
    with pytest.raises(CommuniqueError, match="want of memory"):
        list(engine.each(deadly, range(30)))
    assert list(engine.each(square, [3])) == [9], "the engine goes on"


def test_a_run_may_draw_its_items_from_another(engine: Engine) -> None:
    squares = engine.each(square, range(300), failed=told)
    assert list(engine.each(square, squares, failed=told)) == [n**4 for n in range(300)]


def test_of_two_runs_at_once_each_sets_aside_its_own(engine: Engine) -> None:
    if engine_is_this_process(engine):
        pytest.skip("there is no other process that could die")
    inner = (abs(n) for n in engine.each(deadly, range(60), failed=told))
    assert list(engine.each(deadly, inner, failed=told)) == [-13 if n == 13 else n for n in range(60)]


def engine_is_this_process(engine: Engine) -> bool:
    return list(engine.each(process_id, [0])) == [os.getpid()]


def process_id(_: int) -> int:
    return os.getpid()


def test_batches_follow_the_time_that_items_take() -> None:
    batches = Batches(range(10_000))
    assert len(batches.next()) == FIRST
    for _ in range(12):
        batches.took(SECONDS / 1_000, len(batches.next()))
    assert len(batches.next()) == MOST
    for _ in range(12):
        batches.took(SECONDS * 100, 10)
    assert len(batches.next()) == 1
    assert len(Batches(range(10), heavy).next()) == 1


def test_workers_that_have_grown_are_replaced() -> None:
    with LocalEngine(2, memory=1) as engine:
        found = list(engine.each(process_id, range(40_000)))
    assert len(found) == 40_000
    assert 2 < len(set(found)) <= 8  # one of two new workers may do all that is left


def test_workers_that_have_grown_are_replaced_under_both_of_two_runs() -> None:
    with LocalEngine(2, memory=1) as engine:
        assert list(engine.each(square, engine.each(abs, range(40_000)))) == [n * n for n in range(40_000)]


def test_an_engine_that_is_not_there_is_told() -> None:
    with pytest.raises(CommuniqueError, match="local, ray"):
        engine_named("spark")
    code = "import sys; sys.modules['ray'] = None\nfrom communique.engine import engine_named\nengine_named('ray')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "pip install 'communique[ray]'" in done.stderr
