"""The export finds a divergence at each copy that tells it; the ledger holds it once."""

from __future__ import annotations

import json
from pathlib import Path

from communique.export.jsonl import export_jsonl
from communique.ledger import open_ledger
from communique.pipeline import build

STORY = """HELSINKI, March 3 (Aland Wire) - Russia's President Vladimir Putin and Finland's President Sauli Niinisto \
spoke by telephone on Friday, the Kremlin said.

Putin had promised to lift the ban on Finnish timber, the Finnish presidency said. No such promise was given, Kremlin \
spokesman Dmitry Peskov said.

The two presidents also discussed the harbour at Vyborg, the icebreakers of the eastern gulf and the winter fishing \
season, which began two weeks late this year because of the ice on the lakes north of Lappeenranta."""


def test_a_copy_tells_the_divergence_of_its_original_again(tmp_path: Path) -> None:
    rows = [
        {"id": "first", "publisher": "Aland Wire", "published": "2017-03-03", "title": "Timber call", "text": STORY},
        {"id": "copy", "publisher": "Kotka Post", "published": "2017-03-04", "title": "Ban talk", "text": STORY},
    ]
    articles = tmp_path / "articles.jsonl"
    articles.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    build([articles], tmp_path / "a.db")
    with open_ledger(tmp_path / "a.db") as ledger:
        entries = [json.loads(line) for line in export_jsonl(ledger)]
        held = list(ledger.divergences())
    documents = {e["id"]: e["external_id"] for e in entries if e["type"] == "document"}
    accounts = {e["id"]: e for e in entries if e["type"] == "account"}
    parted = [e for e in entries if e["type"] == "divergence"]
    assert [e["id"] for e in parted] == sorted(e["id"] for e in parted)
    assert len(held) == 1
    told = {
        tuple(documents[accounts[e[key]]["document"]] for key in ("account_a", "account_b")): accounts[e["account_a"]]
        for e in parted
    }
    assert set(told) == {("first", "first"), ("copy", "copy")}
    assert told["first", "first"]["content"] == told["copy", "copy"]["content"]
