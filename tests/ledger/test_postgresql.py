"""What only a ledger in PostgreSQL can do or get wrong: locks, names, rights, words; and that it is the same ledger."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

import communique
import servers
from communique.errors import LedgerError
from communique.ledger import Writer, open_ledger, printable
from communique.ledger.postgresql import vector
from communique.ledger.views import view_queries
from communique.ledger.words import snippet, words_of
from conftest import GOLDEN, exported

from . import samples
from .test_opening import WRITE_SOME

TESTS = Path(__file__).parents[1]


@pytest.fixture
def url(postgresql_server: servers.Server) -> Iterator[str]:
    lent = postgresql_server.lend()
    yield lent
    postgresql_server.take_back(lent)


def test_both_databases_give_the_same_export(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)
    for ledger in (url, tmp_path / "l.db"):
        communique.build(["corpus"], ledger)
    assert exported(url) == exported(tmp_path / "l.db")
    again = communique.build(["corpus"], url)
    assert (again.read, again.known) == (0, 4)


def test_an_empty_database_is_no_ledger_yet(postgresql_server: servers.Server) -> None:
    fresh = postgresql_server.new_schema()
    with pytest.raises(LedgerError, match=r"it is empty; fill it with: communique build"):
        open_ledger(fresh)
    with psycopg.connect(fresh, autocommit=True) as connection:
        connection.execute("CREATE TABLE recipes (id TEXT)")
    for use in (open_ledger, Writer):
        with pytest.raises(LedgerError, match="a database of another program"):
            use(fresh)


def test_a_writer_that_waits_too_long_says_so_and_readers_do_not_wait(url: str) -> None:
    Writer(url).close()
    with Writer(url) as holder, holder.together():
        with pytest.raises(LedgerError, match="another process is writing to it; wait"):
            Writer(url, wait=0.1)
        with open_ledger(url) as ledger:
            assert ledger.counts()["documents"] == 0


def test_a_writer_waits_for_another_to_finish(url: str) -> None:
    Writer(url).close()
    holder = Writer(url)
    with holder.together():
        waiting = threading.Thread(target=samples.write, args=(url, samples.reading()))
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
    waiting.join(20)
    holder.close()
    with open_ledger(url) as ledger:
        assert ledger.counts()["documents"] == 1


def test_two_builds_at_once_lose_nothing(url: str) -> None:
    command = [sys.executable, "-c", WRITE_SOME, str(TESTS), url]
    builds = [subprocess.Popen([*command, *share]) for share in (("0", "40"), ("20", "60"))]
    assert [build.wait(120) for build in builds] == [0, 0]
    with open_ledger(url) as ledger:
        assert ledger.counts()["documents"] == 60
        assert list(ledger.verify()) == []


def test_a_reader_cannot_write(url: str) -> None:
    samples.write(url, samples.reading())
    with open_ledger(url) as ledger, pytest.raises(LedgerError, match="read-only"), ledger._read() as connection:
        connection.exec_driver_sql("DELETE FROM documents")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("/postgres?", "/nowhere?"), "there is no such database; create it with: createdb"),
        (("tester@", "nobody-here:hunter2@"), "does not accept the user or the password|there is no such database"),
        (("host=", "host=%2Fno%2Fsuch"), "the server cannot be reached; check that it runs"),
    ],
)
def test_what_goes_wrong_is_told_without_the_password(url: str, change: tuple[str, str], message: str) -> None:
    for use in (open_ledger, Writer):
        with pytest.raises(LedgerError, match=message) as told:
            use(url.replace(*change))
        assert "hunter2" not in str(told.value)
        assert told.value.__cause__ is None


def test_a_password_is_never_shown() -> None:
    for name in ("postgresql://ann:hunter2@host/x", "postgresql://ann@host/x?password=hunter2"):
        assert printable(name) == "postgresql://ann:***@host/x"
    assert printable("affair.db") == "affair.db"


def test_without_the_driver_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match=r"pip install 'communique\[postgresql\]'"):
        open_ledger("postgresql://ann@host/x")


ODD = ["\x00", "a\x00b", "\udcff", "%", "'; DROP TABLE documents; --"]


@pytest.mark.parametrize("text", ODD)
def test_a_question_may_hold_what_no_text_can(url: str, text: str) -> None:
    samples.write_with_contacts(url, samples.reading())
    with open_ledger(url) as ledger:
        assert list(ledger.contacts(person=text)) == []
        assert list(ledger.contacts(topic=text)) == []
        ledger.search(text)
        with pytest.raises(LedgerError, match="it has no contact"):
            ledger.contact(text)


def test_every_view_can_be_read_in_both_databases(place: Any) -> None:
    samples.write_with_contacts(place, samples.reading())
    with open_ledger(place) as ledger, ledger._read() as connection:
        found = {
            name: connection.exec_driver_sql(f"SELECT * FROM {name}").mappings().all()  # noqa: S608
            for name in view_queries(connection.dialect.name)
        }
    assert {name: len(rows) for name, rows in found.items()} == {
        "documents_readable": 1, "contacts_readable": 1, "reports_readable": 1, "accounts_readable": 1,
        "divergences_readable": 0, "corrections_readable": 0,
    }  # fmt: skip
    (contact,) = found["contacts_readable"]
    assert (contact["participants"], contact["topics"]) == ("Anna Adler (AUT); Émile Bonnet (FRA)", "grain")
    (account,) = found["accounts_readable"]
    assert (account["contact"], account["side"], account["source"]) == (contact["id"], "AUT", "Anna Adler")
    assert found["reports_readable"][0]["quote"] == "Anna Adler called Émile Bonnet on Monday"


def test_a_document_of_very_many_words_is_kept_and_found(url: str) -> None:
    text = "Adler called Bonnet. She said " + " ".join(f"wörd{n}" for n in range(120_000)) + "."
    samples.write(url, samples.reading(text, path="long.txt"))
    with open_ledger(url) as ledger:
        assert len(ledger.search('"adler called"')) == 1
        assert len(ledger.search("word30000")) == 1


@given(st.text(), st.text())
def test_the_index_takes_every_text(title: str, text: str) -> None:
    words = vector(title, text)
    assert words.count("'") == 2 * len(set(words_of(title)) | set(words_of(text)))


@given(st.text(max_size=300), st.lists(st.text(max_size=5), max_size=3))
def test_a_snippet_is_a_passage_of_the_text(text: str, words: list[str]) -> None:
    passage = snippet(text, [(words_of(word), True) for word in words], "\ue000", "\ue001")
    plain = passage.replace("\ue000", "").replace("\ue001", "")
    assert text.replace("\ue000", "").replace("\ue001", "").find(plain.removeprefix("…").removesuffix("…")) >= 0
