"""Golden files: ``list``, ``show`` and the export of the articles in golden/corpus, as a user sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

import communique
from conftest import GOLDEN, Run
from golden.files import assert_golden


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--regenerate"))


def test_list(cli: Run, tiny: Path, regenerate: bool) -> None:
    assert_golden(GOLDEN / "list.txt", cli("list", "--ledger", tiny).out, regenerate)


def test_show(cli: Run, tiny: Path, regenerate: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    with communique.open_ledger(tiny) as ledger:
        ids = [contact.id for contact in ledger.contacts()]
    assert len(ids) > 1
    pages = [cli("show", id_, "--ledger", tiny).out for id_ in ids]
    assert_golden(GOLDEN / "show.txt", "\n".join(pages), regenerate)


def test_export(cli: Run, tiny: Path, regenerate: bool) -> None:
    assert_golden(GOLDEN / "export.jsonl", cli("export", "--ledger", tiny).out, regenerate)


def test_what_the_articles_say(tiny: Path) -> None:
    """The truth about golden/corpus, whatever the golden files hold."""
    with communique.open_ledger(tiny) as ledger:
        (call,) = ledger.contacts(sides=["FIN", "RUS"])
        (meeting,) = ledger.contacts(sides=["FIN", "TUR"], since="2022-05-15", until="2022-05-15")
        accounts = list(ledger.accounts(contact=call.id))
        assert [(d.external_id or Path(d.path).name) for d in ledger.documents() if d.published.date is None] == []
    assert (call.mode, call.status, call.initiator) == ("call", "held", "FIN")
    assert call.date is not None
    assert (call.date.start, call.date.end) == ("2022-05-14", "2022-05-14")
    assert [p.name for p in call.participants] == ["Sauli Niinistö", "Vladimir Putin"]
    assert call.independent_sources == 3
    assert {a.side for a in accounts} >= {"FIN", "RUS"}
    assert any("neutrality would be a mistake" in a.content.quote and a.side == "RUS" for a in accounts)
    assert (meeting.mode, meeting.status, meeting.place) == ("meeting", "scheduled", "Berlin")
    assert [p.name for p in meeting.participants] == ["Pekka Haavisto", "Mevlüt Çavuşoğlu"]
