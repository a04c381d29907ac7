"""The documents keep their word: commands and code in them run, screens and figures are real, nothing is left out."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

import communique
from communique.actors.authority import authority
from communique.actors.cast import resolver
from communique.actors.index import name_index
from communique.actors.userfile import COLUMNS, ROLES, VARIABLE
from communique.export import FORMATS
from conftest import DOSSIERS, GOLDEN, ROOT, Run, exported
from golden.files import assert_golden
from quality import gate

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "examples").glob("*.md")])
README = ROOT / "README.md"


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def replaced(text: str, name: str, content: str) -> str:
    """Return the text with what stands between the marks of this name replaced."""
    start, end = f"<!-- {name}: written by make golden -->\n", f"<!-- end of {name} -->"
    before, rest = text.split(start)
    return before + start + content + end + rest.split(end, 1)[1]


def test_the_screen_and_floors_of_the_readme_are_real(
    cli: Run, tiny: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    with communique.open_ledger(tiny) as ledger:
        (call,) = ledger.contacts(sides=["FIN", "RUS"])
    id_ = call.id[:14]
    page = cli("show", id_, "--ledger", tiny).out
    screen = f"```console\n$ communique show {id_}\n{page.rstrip()}\n```\n"
    found = replaced(README.read_text("utf-8"), "screen", screen)
    assert_golden(README, replaced(found, "floors", floors_table()), bool(request.config.getoption("--regenerate")))


def floors_table() -> str:
    """Return the pinned floors as a table: a row for each figure, a column for each corpus.

    Of the practice sets those that nobody had in view: the others show what rules and classifier were fitted to.
    """
    every = gate.read_pins()
    pins = {n.removeprefix("practice-"): p for n, p in every.items() if not n.startswith("practice-") or "unseen" in n}
    rows = {
        "contacts, F1": "contacts.f1", "participants": "participants.acc", "mode": "mode.acc", "status": "status.acc",
        "date": "date.acc", "merging, B-cubed F1": "merge.b3.f1", "accounts, F1": "accounts.f1",
        "source of an account": "source.acc", "side of an account": "side.acc", "contact of an account": "about.acc",
        "figures, F1": "figures.f1", "divergences, F1": "divergences.f1",
    }  # fmt: skip
    lines = [f"| at least | {' | '.join(pins)} |", "|---" * (len(pins) + 1) + "|"]
    for label, name in rows.items():
        values = (f"{pin['floors'][name]:.2f}" if name in pin["floors"] else "" for pin in pins.values())
        lines.append(f"| {label} | {' | '.join(values)} |")
    return "\n".join(lines) + "\n"


def test_the_commands_of_the_readme_run(cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny: Path) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(GOLDEN / "corpus", "articles")
    monkeypatch.setenv("COMMUNIQUE_LEDGER", str(tiny))
    commands = [
        line.removeprefix("$ ")
        for block in blocks(README, "console")
        for line in block.splitlines()
        if line.startswith("$ communique ")
    ]
    assert len(commands) >= 3
    for command in commands:
        if command.startswith("communique serve"):
            continue  # runs until it is stopped; tests/web starts it as a process
        outcome = cli(*shlex.split(command)[1:])
        assert outcome.status == 0, (command, outcome.err)


def run_anew(block: str, cli: Run) -> str:
    """Return a block of the console with what its commands print now."""
    lines = []
    for line in (text for text in block.splitlines() if text.startswith("$ ")):
        lines.append(line)
        if line.startswith("$ communique "):
            forget()
            outcome = cli(*shlex.split(line)[2:])
            lines += (outcome.out + outcome.err).splitlines()
    return "\n".join(lines) + "\n"


def forget() -> None:
    """Let the next command read the authority anew, as in a process of its own."""
    for loaded in (authority, name_index, resolver):
        loaded.cache_clear()


def test_the_commands_about_actors_print_what_the_document_says(
    cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    document = ROOT / "docs/actors.md"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, "actors.tsv")
    request.addfinalizer(forget)
    (rows,) = blocks(document, "tsv")
    Path("mine.tsv").write_text(rows, "utf-8")
    found = document.read_text("utf-8")
    for block in blocks(document, "console"):
        found = found.replace(f"```console\n{block}```", f"```console\n{run_anew(block, cli)}```")
    assert_golden(document, found, bool(request.config.getoption("--regenerate")))


def test_every_column_and_role_of_an_own_file_is_explained() -> None:
    text = (ROOT / "docs/actors.md").read_text("utf-8")
    assert [name for name in (*COLUMNS, *sorted(ROLES)) if f"`{name}`" not in text] == []


def test_the_make_targets_in_the_documents_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    for document in DOCUMENTS:
        text = document.read_text("utf-8")
        named = re.findall(r"`make ([a-z-]+)`", text) + re.findall(r"^\$ make ([a-z-]+)$", text, re.MULTILINE)
        assert set(named) <= targets, document


@pytest.mark.parametrize("document", [README, ROOT / "docs/python.md"], ids=lambda p: p.name)
def test_the_python_in_the_documents_runs(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(GOLDEN / "corpus", "articles")
    found = blocks(document, "python")
    assert found
    names: dict[str, Any] = {}
    for code in found:
        exec(compile(code.replace(", workers=2", ""), document.name, "exec"), names)  # noqa: S102  our own documents
    assert Path("affair.db").exists()


def test_the_sql_in_the_documents_runs(dossiers: Path) -> None:
    queries = blocks(ROOT / "docs/ledger.md", "sql")
    assert queries
    with sqlite3.connect(dossiers) as connection:
        for query in queries:
            assert connection.execute(query).fetchall(), query


def test_every_link_leads_somewhere() -> None:
    for document in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text("utf-8")):
            if "://" not in target:
                assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_field_of_the_export_is_explained(dossiers: Path) -> None:
    text = (ROOT / "docs/record.md").read_text("utf-8")
    entries = {entry["type"]: entry for entry in map(json.loads, exported(dossiers))}
    assert entries.keys() >= {"account", "contact", "document"}
    for type_, entry in entries.items():
        section = text.split(f"**{type_}**", 1)[1].split("\n\n**", 1)[0]
        for field in entry.keys() - {"type"}:
            assert f"`{field}`" in section, f"{type_}.{field}"


def test_every_method_of_the_ledger_is_named() -> None:
    text = (ROOT / "docs/python.md").read_text("utf-8")
    methods = [m for m in dir(communique.Ledger) if not m.startswith("_") and callable(getattr(communique.Ledger, m))]
    assert [m for m in methods if f"`{m}(" not in text] == []


def test_every_table_of_the_ledger_is_named(tiny: Path) -> None:
    text = (ROOT / "docs/ledger.md").read_text("utf-8")
    with sqlite3.connect(tiny) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        ]
    own = [t for t in tables if not re.match(r"sqlite_|documents_fts_", t)]
    assert [t for t in own if f"`{t}`" not in text] == []


def test_formats_of_export_are_named_in_the_readme() -> None:
    text = README.read_text("utf-8").lower().replace("json\nlines", "jsonl").replace("json lines", "jsonl")
    assert [name for name in FORMATS if name not in text] == []


def test_the_bundled_corpus_says_what_it_is() -> None:
    for text in ((ROOT / "examples/README.md").read_text("utf-8"), (ROOT / "examples/demo.sh").read_text("utf-8")):
        assert "no\nsource" in text or "no source" in text.replace("\n", " ").replace('"', "").replace("echo ", "")
    ids = [json.loads(line)["id"] for line in DOSSIERS.read_text("utf-8").splitlines()]
    assert len(ids) == len(set(ids)) == 51


def test_versions_agree() -> None:
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert version
    assert f"version: {version[1]}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
