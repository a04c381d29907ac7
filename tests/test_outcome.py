"""How reading ends: what the summary counts, what is told on standard error, and the exit status."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from communique import gathering
from communique.wording import counted
from conftest import DOSSIERS, GOLDEN, Run, exported
from read.warcs import record


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_build_of_which_nothing_could_be_read_is_status_1(cli: Run, tmp_path: Path) -> None:
    source, ledger = tmp_path / "empty.txt", tmp_path / "l.db"
    source.touch()
    outcome = cli("build", source, "--ledger", ledger)
    assert outcome.status == 1
    assert "1 rejected: 1 empty" in outcome.out
    assert outcome.err == (
        f"communique: nothing of the input could be read; the reasons: communique rejected --ledger {ledger}\n"
    )
    assert objects(cli("build", source, "--ledger", tmp_path / "m.db", "--json").out)[0]["rejected"] == {"empty": 1}
    folder = tmp_path / "parts"
    for arguments in (("extract", source, "--to", folder), ("load", folder, "--ledger", tmp_path / "n.db")):
        outcome = cli(*arguments)
        assert (outcome.status, outcome.err.splitlines()[0].partition(";")[0]) == (
            1, "communique: nothing of the input could be read"
        )  # fmt: skip


@pytest.mark.parametrize("name", ["c.warc", "c.warc.gz"])
def test_a_damaged_file_that_gives_nothing_is_named(cli: Run, tmp_path: Path, name: str) -> None:
    """In the head of its first record as well, where there is nothing yet that could be rejected."""
    whole = record("https://example.org/", "<p>Nothing of note.</p>" * 50)
    data = gzip.compress(whole) if name.endswith(".gz") else whole
    source, ledger = tmp_path / name, tmp_path / "l.db"
    for kept in (20, 60):
        source.write_bytes(data[:kept])
        outcome = cli("build", source, GOLDEN / "corpus/kremlin.txt", "--ledger", ledger)
        assert outcome.status == 0, "the other file was read"
        assert outcome.err == (
            f"communique: {source}: nothing in it could be read: the file breaks off before a record is whole; "
            "fetch it again\n"
        )
        assert "warc-truncated" in cli("rejected", "--ledger", ledger).out
        alone = cli("build", source, "--ledger", tmp_path / f"{kept}.db")
        assert alone.status == 1
        assert alone.err.startswith(outcome.err)
        assert "nothing of the input could be read" in alone.err


def test_a_crawl_without_pages_is_told_however_it_is_cut(
    cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = record("https://example.org/", b"x" * 50, None, kind="metadata", type_="text/plain")
    source = tmp_path / "c.warc"
    source.write_bytes(note * 40)
    for size in (gathering.PIECE_BYTES, 1_000):
        monkeypatch.setattr(gathering, "PIECE_BYTES", size)
        outcome = cli("build", source, "--ledger", tmp_path / f"{size}.db")
        assert outcome.status == 1
        assert "1 rejected: 1 empty" in outcome.out


def test_accounts_on_no_contact_are_counted_apart(cli: Run, dossiers: Path, tmp_path: Path) -> None:
    loose = [o for o in map(json.loads, exported(dossiers)) if o["type"] == "account" and o["contact"] is None]
    assert loose
    (told,) = objects(cli("build", DOSSIERS, "--ledger", tmp_path / "l.db", "--json").out)
    assert told["loose_accounts"] == len(loose)
    assert f"\n{len(loose)} of the accounts are about no contact found:" in (
        cli("build", DOSSIERS, "--ledger", tmp_path / "l.db").out
    )


def test_what_was_screened_out_is_listed_with_its_remedy_until_it_is_taken_in(cli: Run, tmp_path: Path) -> None:
    page = "<html><body><p>The council will rebuild the town's swimming pool next year.</p></body></html>"
    source, ledger = tmp_path / "c.warc", tmp_path / "l.db"
    source.write_bytes(record("https://example.org/", page))
    built = cli("build", source, "--ledger", ledger).out
    assert "1 screened out" in built
    assert f"communique rejected --ledger {ledger}" in built
    table = cli("rejected", "--ledger", ledger).out
    assert "screened-page" in table
    assert "--no-screen" in table
    cli("build", source, "--ledger", ledger, "--no-screen")
    assert "screened" not in cli("rejected", "--ledger", ledger).out.replace("or screened out", "")


def test_numbers_and_their_nouns_agree(cli: Run, tmp_path: Path) -> None:
    out = cli("build", GOLDEN / "corpus/kremlin.txt", "--ledger", tmp_path / "l.db").out
    assert out.startswith("1 document read\n")
    assert ": 1 document, " in out
    assert "1 document, " in cli("verify", "--ledger", tmp_path / "l.db").out
    assert (counted(0, "part"), counted(1_200, "part")) == ("0 parts", "1,200 parts")
