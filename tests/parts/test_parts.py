"""Parts: the same ledger as a direct build, whatever they are cut into and wherever they are made, killed or not."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import duckdb
import pytest

import communique
from communique.errors import InputError
from communique.parts import extract_parts, load_parts
from communique.parts.plan import plan
from conftest import GOLDEN, ROOT, Run, exported
from read.warcs import packed, record

from .crawl import write_crawl

ARTICLES = 16


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_crawl(tmp_path_factory.mktemp("crawl") / "crawl.warc.gz", ARTICLES)


@pytest.fixture(scope="module")
def direct(crawl: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The export of a build of the crawl in one process."""
    ledger = tmp_path_factory.mktemp("direct") / "direct.db"
    summary = communique.build(crawl, ledger)
    assert summary.documents == ARTICLES
    assert summary.rejected == {"http-status": 4}
    assert summary.contacts > 5
    return exported(ledger)


@pytest.fixture(scope="module")
def parts(crawl: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Parts of the crawl, several; not to be changed."""
    folder = tmp_path_factory.mktemp("parts") / "parts"
    account = extract_parts(crawl, folder, part_bytes=crawl.stat().st_size // 5)
    assert (account.parts, account.known, account.failed) == (5, 0, 0) or account.parts == 6
    assert (account.documents, account.rejected) == (ARTICLES, {"http-status": 4})
    return folder


def test_loaded_parts_are_the_ledger_of_a_direct_build(parts: Path, direct: list[str], tmp_path: Path) -> None:
    summary = load_parts(parts, tmp_path / "l.db")
    assert (summary.read, summary.documents, summary.rejected) == (ARTICLES, ARTICLES, {"http-status": 4})
    assert exported(tmp_path / "l.db") == direct
    again = load_parts(parts, tmp_path / "l.db")
    assert (again.read, again.known) == (0, ARTICLES)
    assert exported(tmp_path / "l.db") == direct


def test_the_size_of_parts_changes_nothing(crawl: Path, direct: list[str], tmp_path: Path) -> None:
    assert len(plan([str(crawl)], 1 << 30)) == 1
    extract_parts(crawl, tmp_path / "one", part_bytes=1 << 30)
    load_parts(tmp_path / "one", tmp_path / "l.db")
    assert exported(tmp_path / "l.db") == direct


def test_a_run_that_is_done_does_nothing_again(parts: Path, crawl: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in parts.rglob("*.parquet")}
    account = extract_parts(crawl, parts, part_bytes=crawl.stat().st_size // 5)
    assert (account.parts, account.documents) == (0, ARTICLES)
    assert {p: p.stat().st_mtime_ns for p in parts.rglob("*.parquet")} == before


def test_parts_of_other_input_are_not_mixed(parts: Path, crawl: Path, tmp_path: Path) -> None:
    size = crawl.stat().st_size // 5
    with pytest.raises(InputError, match=r"another run, made with --part-size .*, and this run is with --part-size 2;"):
        extract_parts(crawl, parts, part_bytes=2_000_000)
    with pytest.raises(InputError, match=r"another run, made of other input, .* another folder with --to"):
        extract_parts(GOLDEN / "corpus", parts, part_bytes=size)
    with pytest.raises(InputError) as told:
        extract_parts(crawl, parts, part_bytes=size, screen=False)
    assert str(told.value) == (
        f"{parts}: it holds parts of another run, made without --screen and --no-screen, and this run is with "
        "--no-screen; to go on with them, run it without --screen and --no-screen; else give another folder with --to, "
        "or delete this one"
    )
    with pytest.raises(InputError, match="holds no parts"):
        load_parts(tmp_path, tmp_path / "l.db")


def test_missing_and_broken_parts_are_told(crawl: Path, parts: Path, tmp_path: Path) -> None:
    for path in parts.rglob("*"):
        if path.is_file():
            copy = tmp_path / "copy" / path.relative_to(parts)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    (tmp_path / "copy/claims/part-00001.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(InputError, match=r"claims/part-00001.parquet.*run the same"):
        load_parts(tmp_path / "copy", tmp_path / "l.db")
    (tmp_path / "copy/done/part-00001.json").unlink()
    with pytest.raises(InputError, match=r"1 of . parts is missing"):
        load_parts(tmp_path / "copy", tmp_path / "l.db")


def test_object_stores_are_read_and_written_by_url(tmp_path: Path, tiny: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    for path in sorted((GOLDEN / "corpus").iterdir()):
        memory.pipe_file(f"/bucket/corpus/{path.name}", path.read_bytes())
    extract_parts("memory://bucket/corpus", "memory://bucket/parts", part_bytes=1_000)
    assert len(memory.ls("/bucket/parts/done")) > 1
    load_parts("memory://bucket/parts", tmp_path / "l.db")
    there = [line.replace("memory:///bucket/corpus/", "corpus/") for line in exported(tmp_path / "l.db")]
    assert there == exported(tiny)
    with pytest.raises(InputError, match="nothing is there"):
        extract_parts("memory://bucket/none-*.warc", tmp_path / "p")
    with pytest.raises(InputError, match="no-such"):
        extract_parts("no-such://bucket/a.warc", tmp_path / "p")


def test_patterns_name_files(tmp_path: Path, crawl: Path) -> None:
    for name in ("a.warc.gz", "b.warc.gz", "c.txt"):
        (tmp_path / name).write_bytes(b"x")
    (part,) = plan([str(tmp_path / "*.warc.gz")])
    assert [Path(p.shown).name for p in part.pieces] == ["a.warc.gz", "b.warc.gz"]
    with pytest.raises(InputError, match="cannot read"):
        plan([str(tmp_path / "*.none")])


def test_a_file_in_one_packed_member_is_one_part(tmp_path: Path) -> None:
    import gzip  # noqa: PLC0415

    records = [record(f"https://x/{n}", os.urandom(5_000)) for n in range(5)]
    (tmp_path / "whole.warc.gz").write_bytes(gzip.compress(b"".join(records)))
    (tmp_path / "each.warc.gz").write_bytes(packed(records))
    assert len(plan([str(tmp_path / "whole.warc.gz")], 5_000)) == 1
    assert len(plan([str(tmp_path / "each.warc.gz")], 5_000)) == 6


def test_the_views_of_the_documentation_answer(parts: Path, direct: list[str]) -> None:
    text = (ROOT / "docs/scale.md").read_text("utf-8")
    queries = [block.split("```")[0] for block in text.split("```sql\n")[1:]]
    assert len(queries) >= 2
    with duckdb.connect() as connection:
        for query in queries:
            rows = connection.execute(query.replace("parts/", f"{parts}/")).fetchall()
        assert rows
        count = connection.execute("SELECT count(*) FROM documents").fetchone()
    assert count == (ARTICLES,)


def test_the_commands(cli: Run, crawl: Path, direct: list[str], tmp_path: Path) -> None:
    made = cli("extract", crawl, "--to", tmp_path / "p", "--quiet")
    assert made.status == 0, made.err
    assert f"{ARTICLES} documents" in made.out
    assert "4 http-status" in made.out
    assert json.loads(cli("extract", crawl, "--to", tmp_path / "p", "--json").out)["known"] == 1
    loaded = cli("load", tmp_path / "p", "--ledger", tmp_path / "l.db")
    assert loaded.status == 0, loaded.err
    assert exported(tmp_path / "l.db") == direct
    assert cli("extract", "-", "--to", tmp_path / "q").status == 2


def test_ray_gives_the_same_ledger_and_the_same_parts(
    ray_here: None, parts: Path, crawl: Path, direct: list[str], tmp_path: Path
) -> None:
    communique.build(crawl, tmp_path / "l.db", engine="ray", workers=2)
    assert exported(tmp_path / "l.db") == direct
    extract_parts(crawl, tmp_path / "p", part_bytes=crawl.stat().st_size // 5, engine="ray", workers=2)
    for ours in sorted(parts.rglob("*.*")):
        assert ours.read_bytes() == (tmp_path / "p" / ours.relative_to(parts)).read_bytes()


class TestKill:
    """kill -9 at seeded moments; the same command goes on and ends at the same export."""

    def run_with_kills(self, command: Sequence[str], done: Callable[[], int], most: int, seed: int) -> None:
        random = Random(seed)  # noqa: S311  a test, no secret
        for at in sorted(random.sample(range(most), 2)):
            with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
                while process.poll() is None and done() < at:
                    time.sleep(0.01)
                time.sleep(random.random() / 3)
                process.send_signal(signal.SIGKILL)
        subprocess.run(command, check=True, capture_output=True)

    def test_build(self, crawl: Path, direct: list[str], communique_command: Sequence[str], tmp_path: Path) -> None:
        ledger = tmp_path / "l.db"

        def done() -> int:
            if not ledger.exists():
                return 0
            with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as connection:
                try:
                    (found,) = connection.execute("SELECT count(*) FROM documents").fetchone()
                except sqlite3.OperationalError:
                    return 0
            return int(found)

        command = [*communique_command, "build", str(crawl), "--ledger", str(ledger), "--workers", "2"]
        self.run_with_kills(command, done, ARTICLES, seed=1)
        assert exported(ledger) == direct

    def test_parts(self, crawl: Path, direct: list[str], communique_command: Sequence[str], tmp_path: Path) -> None:
        folder = tmp_path / "p"

        def done() -> int:
            return len(list((folder / "done").glob("*.json"))) if (folder / "done").exists() else 0

        code = (
            "import sys; from communique.parts import extract_parts\n"
            f"extract_parts({str(crawl)!r}, {str(folder)!r}, part_bytes={crawl.stat().st_size // 8})"
        )
        self.run_with_kills([communique_command[0], "-c", code], done, 8, seed=2)
        load_parts(folder, tmp_path / "l.db")
        assert exported(tmp_path / "l.db") == direct
