"""Paths to raw items: what is walked, what is passed over, what is refused, and in which order."""

from __future__ import annotations

import gzip
import io
import json
import os
import pickle
import time
import tracemalloc
from pathlib import Path
from random import Random

import pytest

from communique.errors import InputError
from communique.read import RawItem, sources
from communique.read.items import ITEM_BYTES
from communique.records import Rejection

RANDOM = Random(7)  # noqa: S311 - bytes that do not compress
LINES = [json.dumps({"id": str(n), "text": f"The envoy of Ruritania arrived for round {n}."}) for n in range(1, 6)]


def items(*paths: Path | str, stdin: bytes | None = None) -> list[RawItem]:
    found = list(sources([str(p) for p in paths], None if stdin is None else io.BytesIO(stdin)))
    assert all(isinstance(f, RawItem) for f in found), found
    return [f for f in found if isinstance(f, RawItem)]


def rejections(*paths: Path | str) -> list[Rejection]:
    return [f for f in sources([str(p) for p in paths]) if isinstance(f, Rejection)]


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "b.txt", "Second.")
    write(tmp_path / "a" / "page.HTM", "<p>First.</p>")
    write(tmp_path / "a" / "z.html.gz", gzip.compress(b"<p>Packed.</p>"))
    write(tmp_path / "c.jsonl", "\n".join(LINES[:2]) + "\n")
    write(tmp_path / ".hidden.txt", "Never.")
    write(tmp_path / ".git" / "x.txt", "Never.")
    write(tmp_path / "readme.md", "Never.")
    return tmp_path


def test_a_directory_is_walked_in_the_order_of_paths(folder: Path) -> None:
    found = [(os.path.relpath(i.path, folder), i.place, i.format) for i in items(folder)]
    assert found == [
        ("a/page.HTM", "", "html"),
        ("a/z.html.gz", "", "html"),
        ("b.txt", "", "text"),
        ("c.jsonl", "line 1", "jsonl"),
        ("c.jsonl", "line 2", "jsonl"),
    ]
    assert [i.data for i in items(folder)][1] == b"<p>Packed.</p>"


def test_order_and_repetition_of_arguments_change_nothing(folder: Path) -> None:
    once = items(folder)
    again = items(folder / "c.jsonl", folder / "a", folder, folder / "b.txt", f"{folder}/./a/page.HTM")
    assert again == once


def test_a_link_to_a_file_that_is_there_anyway_is_not_read_twice(folder: Path) -> None:
    (folder / "a" / "again.txt").symlink_to(folder / "b.txt")
    (folder / "loop").symlink_to(folder)
    assert [i.data for i in items(folder)].count(b"Second.") == 1


def test_hidden_and_unknown_files_are_read_or_refused_when_named(folder: Path) -> None:
    assert items(folder / ".hidden.txt")[0].data == b"Never."
    (refused,) = rejections(folder / "readme.md")
    assert refused.reason == "unknown-format"
    assert ".jsonl" in refused.detail


def test_a_path_that_is_not_there_is_an_error_at_once(folder: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt"):
        sources([str(folder), str(folder / "nowhere.txt")])


@pytest.mark.parametrize("names", [[], ["readme.md", ".hidden.txt"]])
def test_a_directory_with_nothing_readable_is_an_error_that_names_it(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        write(tmp_path / name, "Never.")
    with pytest.raises(InputError, match=r"\.html.*\.txt") as caught:
        sources([str(tmp_path)])
    assert str(tmp_path) in str(caught.value)


def test_no_path_at_all_is_an_error() -> None:
    with pytest.raises(InputError):
        sources([])


def test_a_file_that_vanishes_between_listing_and_reading_is_a_rejection(folder: Path) -> None:
    waiting = sources([str(folder)])
    (folder / "b.txt").unlink()
    found = list(waiting)
    assert [f.reason for f in found if isinstance(f, Rejection)] == ["unreadable"]
    assert len(found) == 5


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads every directory")
def test_a_directory_that_may_not_be_listed_is_a_rejection(folder: Path) -> None:
    (folder / "a").chmod(0)
    try:
        assert [r.reason for r in rejections(folder)] == ["unreadable"]
    finally:
        (folder / "a").chmod(0o755)


def test_a_pipe_named_like_a_text_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert [r.reason for r in rejections(tmp_path / "pipe.txt")] == ["unreadable"]


def test_file_names_that_are_not_utf8_can_be_shown(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(raw, "wb") as file:  # noqa: PTH123 - pathlib takes no bytes
        file.write(b"Text.")
    (found,) = items(tmp_path)
    assert found.path.encode("utf-8").endswith("caf\ufffd.txt".encode())
    assert found.data == b"Text."


class TestGzip:
    def test_a_truncated_article_is_refused(self, tmp_path: Path) -> None:
        packed = gzip.compress(RANDOM.randbytes(5_000).hex().encode())
        path = write(tmp_path / "cut.txt.gz", packed[: len(packed) // 2])
        assert [r.reason for r in rejections(path)] == ["truncated-gzip"]
        assert items_before_break(path) == []

    def test_lines_before_the_break_are_kept(self, tmp_path: Path) -> None:
        lines = [json.dumps({"id": n, "text": RANDOM.randbytes(2_000).hex()}) for n in range(50)]
        packed = gzip.compress("\n".join(lines).encode())
        path = write(tmp_path / "cut.jsonl.gz", packed[: len(packed) // 2])
        kept = items_before_break(path)
        assert 15 < len(kept) < 35
        assert [k.data.decode() for k in kept] == lines[: len(kept)]
        (broken,) = rejections(path)
        assert (broken.reason, broken.place) == ("truncated-gzip", f"after line {len(kept)}")

    def test_damage_in_the_middle_is_told_apart(self, tmp_path: Path) -> None:
        packed = bytearray(gzip.compress(RANDOM.randbytes(50_000).hex().encode()))
        packed[200:400] = bytes(200)
        assert [r.reason for r in rejections(write(tmp_path / "bad.txt.gz", bytes(packed)))] == ["broken-gzip"]

    def test_the_content_decides_not_the_name(self, tmp_path: Path) -> None:
        assert items(write(tmp_path / "plain.txt.gz", "Not packed."))[0].data == b"Not packed."
        assert items(write(tmp_path / "packed.txt", gzip.compress(b"Packed.")))[0].data == b"Packed."

    def test_a_bomb_takes_no_memory(self, tmp_path: Path) -> None:
        path = tmp_path / "bomb.txt.gz"
        with gzip.open(path, "wb", compresslevel=1) as file:
            for _ in range(300):
                file.write(bytes(1_000_000))
        tracemalloc.start()
        try:
            assert [r.reason for r in rejections(path)] == ["too-large"]
            assert tracemalloc.get_traced_memory()[1] < 4 * ITEM_BYTES
        finally:
            tracemalloc.stop()


def items_before_break(path: Path) -> list[RawItem]:
    return [f for f in sources([str(path)]) if isinstance(f, RawItem)]


class TestSize:
    def test_100_mb_of_text_in_one_file_is_refused_at_once(self, tmp_path: Path) -> None:
        path = tmp_path / "huge.txt"
        with path.open("wb") as file:
            file.write(b"The envoy spoke. ")
            file.truncate(100_000_000)
        started = time.perf_counter()
        (refused,) = rejections(path)
        assert refused.reason == "too-large"
        assert time.perf_counter() - started < 2

    def test_a_line_too_long_does_not_take_its_neighbours_with_it(self, tmp_path: Path) -> None:
        path = tmp_path / "long.jsonl"
        with path.open("wb") as file:
            file.write(LINES[0].encode() + b"\n" + b"x" * (ITEM_BYTES + 50) + b"\n" + LINES[1].encode())
        assert [(i.place, i.data.decode()) for i in items_before_break(path)] == [
            ("line 1", LINES[0]),
            ("line 3", LINES[1]),
        ]
        assert [(r.place, r.reason) for r in rejections(path)] == [("line 2", "too-large")]

    def test_an_item_of_the_largest_size_is_read(self, tmp_path: Path) -> None:
        path = write(tmp_path / "limit.txt", b"x" * ITEM_BYTES)
        assert len(items(path)[0].data) == ITEM_BYTES


class TestStandardInput:
    @pytest.mark.parametrize(
        ("data", "formats"),
        [
            ("\n".join(LINES).encode(), ["jsonl"] * 5),
            (b"\xef\xbb\xbf" + LINES[0].encode(), ["jsonl"]),
            (gzip.compress("\n".join(LINES).encode()), ["jsonl"] * 5),
            (b"\n <!DOCTYPE html><html><body><p>x</p></body></html>", ["html"]),
            (b"<div>The envoy spoke.</div>", ["html"]),
            (b"The envoy spoke <b>twice</b>.", ["text"]),
            (b"", ["text"]),
        ],
    )
    def test_its_format_is_told_by_its_first_bytes(self, data: bytes, formats: list[str]) -> None:
        assert [i.format for i in items("-", stdin=data)] == formats

    def test_it_is_read_beside_files_and_left_open(self, folder: Path) -> None:
        stream = io.BytesIO(b"From the pipe.")
        found = list(sources([str(folder), "-"], stream))
        assert found[0] == RawItem("-", "", "text", b"From the pipe.")
        assert len(found) == 6
        assert not stream.closed


class TestLines:
    def test_blank_lines_and_windows_line_ends(self, tmp_path: Path) -> None:
        path = write(tmp_path / "x.jsonl", "\r\n".join([LINES[0], "", "   ", LINES[1]]) + "\r\n")
        assert [(i.place, i.data.decode()) for i in items(path)] == [("line 1", LINES[0]), ("line 4", LINES[1])]

    def test_lines_come_while_the_file_is_still_being_read(self, tmp_path: Path) -> None:
        path = write(tmp_path / "x.jsonl", (LINES[0] + "\n") * 50_000)
        tracemalloc.start()
        try:
            assert sum(1 for _ in sources([str(path)])) == 50_000
            assert tracemalloc.get_traced_memory()[1] < 2_000_000
        finally:
            tracemalloc.stop()


class TestRawItem:
    def test_fingerprint_is_of_the_content_not_of_the_place(self) -> None:
        here, there = RawItem("a.txt", "", "text", b"x"), RawItem("b.txt", "line 3", "text", b"x")
        assert here.fingerprint() == there.fingerprint()
        others = [
            RawItem("a.txt", "", "text", b"y"),
            RawItem("a.txt", "", "html", b"x"),
            RawItem("a.txt", "", "text", b"x", {"url": "u"}),
            RawItem("a.txt", "", "text", b"x", {"url": "v"}),
        ]
        assert len({here.fingerprint(), *(o.fingerprint() for o in others)}) == 5

    def test_it_travels_to_another_process(self) -> None:
        item = RawItem("a.jsonl", "line 1", "jsonl", b"{}", {"url": "https://example.org/"})
        assert pickle.loads(pickle.dumps(item)) == item  # noqa: S301 - our own bytes
