"""Gathering: what a crawl holds is the same in pieces or whole, in this process or in others, sound or damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import gathering
from communique.engine.local import LocalEngine
from communique.gathering import Gathering, fingerprint
from communique.ledger import Writer
from communique.read import sources
from communique.read.items import RawItem
from communique.read.sources import opened
from communique.records import Rejection
from communique.screening import PAGE, Sieve
from conftest import DOSSIERS
from parts.crawl import records
from read.warcs import packed, record

POOR = "<html><body><p>The council will rebuild the town's swimming pool next year.</p></body></html>"


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """Two files of a crawl with something to screen out, one of them damaged in its middle, and one of another kind."""
    folder = tmp_path / "crawl"
    folder.mkdir()
    pages = [r for i, rich in enumerate(records(8)) for r in (rich, record(f"https://poor.example/{i}", POOR))]
    whole = packed(pages)
    (folder / "a.warc.gz").write_bytes(whole)
    (folder / "b.warc.gz").write_bytes(whole[: len(whole) // 2] + b"\0" * 200 + whole[len(whole) // 2 + 200 :])
    (folder / "c.jsonl").write_bytes(b"".join(DOSSIERS.read_bytes().splitlines(keepends=True)[:2]))
    return folder


def gathered(crawl: Path, workers: int, ledger: Path) -> tuple[list[RawItem], dict[str, int], Sieve]:
    sieve, sizes = Sieve(None), list[int]()
    with LocalEngine(workers) as engine, Writer(ledger) as writer:
        found = Gathering(engine, writer, sieve, sizes.append)
        items = [item for item, mark in found.items(*opened([str(crawl)])) if mark == fingerprint(item)]
    assert len(sizes) == sieve.counts.total()
    return items, dict(found.rejected), sieve


@pytest.mark.parametrize(("size", "workers"), [(700, 1), (2_500, 2), (1 << 30, 1)])
def test_pieces_hold_what_the_files_hold(
    crawl: Path, size: int, workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = Sieve(None)
    whole = list(wanted.through(sources([str(crawl)])))
    monkeypatch.setattr(gathering, "PIECE_BYTES", size)
    items, rejected, sieve = gathered(crawl, workers, tmp_path / "l.db")
    assert items == [item for item in whole if isinstance(item, RawItem)]
    assert sum(rejected.values()) == sum(isinstance(item, Rejection) for item in whole) > 4
    assert sieve.counts == wanted.counts
    assert sieve.reasons()[PAGE] > 8


def test_a_piece_that_cannot_be_read_is_a_rejection(crawl: Path, tmp_path: Path) -> None:
    (crawl / "b.warc.gz").unlink()
    before, files = opened([str(crawl / "a.warc.gz")])
    (crawl / "a.warc.gz").unlink()
    with LocalEngine() as engine, Writer(tmp_path / "l.db") as writer:
        found = Gathering(engine, writer, Sieve(None))
        assert list(found.items(before, files)) == []
    assert found.rejected == {"unreadable": 1}
