"""Files that are no ledger, cannot be read or written, or are in use; and the files that readers leave open."""

from __future__ import annotations

import gc
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from communique.errors import LedgerError, SpanError
from communique.ledger import Ledger, Writer, open_ledger

from . import samples

TESTS = Path(__file__).parents[1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "l.db"


def test_no_such_ledger(path: Path) -> None:
    with pytest.raises(LedgerError, match=r"l\.db: there is no such file; make it with: communique build"):
        open_ledger(path)
    assert not path.exists()


def test_an_empty_file_is_no_ledger_yet(path: Path) -> None:
    path.touch()
    with pytest.raises(LedgerError, match=r"l\.db: it is empty"):
        open_ledger(path)
    samples.write(path, samples.reading())
    with open_ledger(path) as ledger:
        assert ledger.counts()["documents"] == 1


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    for use in (open_ledger, Writer):
        with pytest.raises(LedgerError, match="it is a folder"):
            use(tmp_path)


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(
        LedgerError, match=r"nowhere/l\.db: its folder does not exist; create it with: mkdir -p '.*nowhere'"
    ):
        Writer(tmp_path / "nowhere" / "l.db")


@pytest.mark.parametrize(
    "content", [b"Dear diary, " * 500, bytes(range(256)) * 64, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for use in (open_ledger, Writer):
        with pytest.raises(
            LedgerError, match=r"l\.db: (it is not an SQLite database; give|the file is damaged; restore)"
        ):
            use(path)
    assert path.read_bytes() == content


def test_the_url_of_another_database_is_not_taken_for_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for use in (open_ledger, Writer):
        with pytest.raises(
            LedgerError, match=r"mysql://ann:\*\*\*@host/x: a ledger is a file, or a database as postgresql"
        ):
            use("mysql://ann:secret@host/x")
        with pytest.raises(LedgerError, match="this is no URL of a database") as told:
            use("postgresql://ann:secret@host:port:7/x")
        assert "secret" not in str(told.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a b?mode=memory.db", "50%25#x.db", "Ω é.db", "file:x.db", "l'.db"])
def test_a_file_name_may_hold_any_character(tmp_path: Path, name: str) -> None:
    samples.write(tmp_path / name, samples.reading())
    assert (tmp_path / name).stat().st_size > 0
    with open_ledger(tmp_path / name) as ledger:
        assert ledger.counts()["documents"] == 1


@contextmanager
def unprivileged() -> Iterator[None]:
    """Give up the rights of root, before which no file is unwritable."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def sealed() -> Iterator[Path]:
    """A ledger in a folder, neither of which may be written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "l.db")
        samples.write(path, samples.reading())
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        yield path
        Path(folder).chmod(0o755)


def test_a_ledger_that_may_not_be_written(sealed: Path) -> None:
    with unprivileged():
        with pytest.raises(LedgerError, match=r"l\.db: it cannot be (written|opened); "):
            Writer(sealed)
        with pytest.raises(LedgerError, match=r"new\.db: it cannot be (written|opened); "):
            Writer(sealed.with_name("new.db"))


def test_a_ledger_that_may_not_be_written_can_be_read(sealed: Path) -> None:
    with unprivileged(), open_ledger(sealed) as ledger:
        assert [entry.title for entry in ledger.documents()] == ["A call about grain"]


def test_a_reader_cannot_write(path: Path) -> None:
    samples.write(path, samples.reading())
    before = path.read_bytes()
    with open_ledger(path) as ledger:
        list(ledger.contacts())
        list(ledger.verify())
        ledger.search("grain")
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == ["l.db"], "no log stays behind"


def test_a_writer_that_waits_too_long_says_so(path: Path) -> None:
    Writer(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match=r"l\.db: another process is writing to it; wait"):
            Writer(path, wait=0.1)
        with open_ledger(path) as ledger:
            assert ledger.counts()["documents"] == 0, "readers do not wait"
        other.execute("ROLLBACK")
    samples.write(path, samples.reading())


def test_a_writer_that_is_locked_out_midway_can_go_on(path: Path) -> None:
    with Writer(path, wait=0.1) as writer, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writer.add_reading(samples.reading(), "one")
        with pytest.raises(LedgerError, match="another process"):
            writer.flush()
        other.execute("ROLLBACK")
    with open_ledger(path) as ledger:
        assert ledger.counts()["documents"] == 1, "what was gathered was not lost"


def test_a_writer_waits_for_another_to_finish(path: Path) -> None:
    Writer(path).close()
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.3, other.execute, ["COMMIT"])
        release.start()
        samples.write(path, samples.reading())
        release.join()
    with open_ledger(path) as ledger:
        assert ledger.counts()["documents"] == 1


WRITE_SOME = """
import sys
sys.path.insert(0, sys.argv[1])
from ledger.samples import numbered, write
write(sys.argv[2], *(numbered(n) for n in range(int(sys.argv[3]), int(sys.argv[4]))), batch=7)
"""


def test_two_builds_at_once_lose_nothing(path: Path) -> None:
    shares = [("0", "120"), ("80", "200")]
    command = [sys.executable, "-c", WRITE_SOME, str(TESTS), str(path)]
    builds = [subprocess.Popen([*command, *share]) for share in shares]
    assert [build.wait(60) for build in builds] == [0, 0]
    with open_ledger(path) as ledger:
        assert ledger.counts()["documents"] == 200
        assert ledger.counts()["accounts"] == 200
        assert list(ledger.verify()) == []


def open_files() -> int:
    return len(os.listdir("/dev/fd"))  # noqa: PTH208 - pathlib would open a file to look


def test_no_file_stays_open(path: Path) -> None:
    samples.write_with_contacts(path, *(samples.numbered(n) for n in range(5)))
    gc.collect()  # what earlier tests dropped must not be closed in between
    before = open_files()
    for _ in range(20):
        with open_ledger(path) as ledger:
            unfinished = [
                ledger.documents(),
                ledger.contacts(),
                ledger.accounts(),
                ledger.merge_input(),
                ledger.verify(),
            ]
            for items in unfinished:
                next(items, None)
        with pytest.raises(LedgerError, match="it is a folder"):
            Writer(path.parent)
        with suppress(SpanError), Writer(path) as writer:
            writer.add_reading(samples.reading(), "x")
            raise SpanError
    assert open_files() == before


def test_a_closed_ledger_says_so(path: Path) -> None:
    samples.write(path, samples.reading())
    with open_ledger(path) as ledger:
        pass
    with pytest.raises(LedgerError, match="was closed"):
        ledger.counts()


def test_threads_share_a_ledger(path: Path) -> None:
    samples.write_with_contacts(path, *(samples.numbered(n) for n in range(30)))
    found: list[int] = []

    def read(ledger: Ledger) -> None:
        found.append(sum(1 for _ in ledger.contacts()))

    with open_ledger(path) as ledger:
        threads = [threading.Thread(target=read, args=(ledger,)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [30] * 8


def test_a_damaged_file_is_named(path: Path) -> None:
    samples.write(path, *(samples.numbered(n) for n in range(50)))
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xaa" * 120_000)

    def read() -> None:
        with open_ledger(path) as ledger:
            list(ledger.documents())
            list(ledger.verify())

    with pytest.raises(LedgerError, match=r"l\.db: "):
        read()
