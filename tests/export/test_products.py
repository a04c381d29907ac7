"""Calendar, report, references and Parquet, read back by the libraries that their users read them with."""

from __future__ import annotations

import importlib
import json
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet
import pytest
from icalendar import Calendar
from lxml import html

from communique.errors import InputError
from communique.export import EVERYTHING, FORMATS, Choice, export, export_to
from communique.export.choice import full_id
from communique.export.files import write_lines
from communique.export.links import web_link
from communique.export.parquet import TABLES
from communique.export.visible import visible
from communique.ledger import Ledger, Writer, open_ledger
from communique.records import Participant, Period, Publication, Reading, Status
from conftest import ROOT, Run, exported
from ledger import samples

GUIDE = ROOT / "docs/exports.md"
SCRIPT = "<script>alert(1)</script>"
BREAKOUT = "\"'><img src=x onerror=alert(1)>{{7*7}}</style></table>"
OVERRIDE = "\u202emoc.elpmaxe\u2066"
HOSTILE_TEXT = f"{SCRIPT} Adler calls Bonnet {OVERRIDE}. {BREAKOUT} she said \\end{{document}} 100% & _more_."
HOSTILE = Participant("p", f"Anna {SCRIPT}{OVERRIDE}", BREAKOUT, "AUT")


def write(path: Path) -> None:
    """Write a call that two sides tell of, a hostile document on a scheduled one, and an undated, cancelled one."""
    call = samples.document(external_id="A 1", url="https://example.org/a_b?q={x}&y=50%")
    told = samples.report(call)
    said = samples.account(call, told)
    answer = samples.document("Émile Bonnet denied it. There were no ships.", path="b.txt", published=later("07-06"))
    again = samples.report(answer)
    denied = samples.account(answer, again, side="FRA", source="Élysée", actor="office/elysee", via=())
    bad = samples.document(
        HOSTILE_TEXT, path="c.txt", url="javascript:alert(1)", title=BREAKOUT, publisher=f"{SCRIPT}{OVERRIDE}",
        published=later("07-08"),
    )  # fmt: skip
    coming = replace(
        samples.report(bad, "Adler calls Bonnet"), status=Status.SCHEDULED,
        date=Period("2016-08-01", "2016-08-31", "month"), participants=(HOSTILE, samples.BONNET), place=BREAKOUT,
        topics=(f"ships, {OVERRIDE}; oil\\n",),
    )  # fmt: skip
    spoken = samples.account(bad, coming, f"{BREAKOUT} she said", source=SCRIPT, via=(OVERRIDE,))
    off = samples.document("Nobody calls anybody now.", path="d.txt", title=None, publisher=None, published=later(None))
    cancelled = samples.report(off, status=Status.CANCELLED, date=None)
    ships = samples.figure(call, "40 ships", 40.0)
    samples.write(
        path, Reading(call, (told, said, ships)), Reading(answer, (again, denied)), Reading(bad, (coming, spoken)),
        Reading(off, (cancelled,)),
    )  # fmt: skip
    one = samples.contact((told, again))
    with Writer(path) as writer:
        made = [one, samples.contact((coming,)), samples.contact((cancelled,))]
        writer.replace_contacts(made, [samples.divergence(one, said, denied)])


def later(day: str | None) -> Publication:
    return Publication(f"2016-{day}", "metadata") if day else Publication(None, "unknown")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("products") / "l.db"
    write(file)
    return file


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with open_ledger(path) as view:
        yield view


# Calendar


def calendar(ledger: Ledger, choice: Choice = EVERYTHING) -> list[Any]:
    text = "\r\n".join(export(ledger, "ics", choice=choice)) + "\r\n"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_a_calendar_holds_the_scheduled_contacts_as_whole_days(ledger: Ledger) -> None:
    (event,) = calendar(ledger)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2016, 8, 1), date(2016, 9, 1))
    assert event.decoded("dtstamp") == datetime(2016, 7, 8, tzinfo=UTC)
    assert (event["status"], event["transp"]) == ("TENTATIVE", "TRANSPARENT")
    assert "Adler calls Bonnet" in event["description"]
    assert "2016-07-08" in event["description"]
    assert "url" not in event
    assert event.categories == ["call", "ships, [U+202E]moc.elpmaxe[U+2066]; oil\\n"]


def test_a_calendar_of_a_choice(ledger: Ledger) -> None:
    (event,) = calendar(ledger, Choice(statuses=("held",), since="2016-07"))
    assert event["summary"] == "Call: Anna Adler (AUT), Émile Bonnet (FRA)"
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 1)
    assert event["url"] == "https://example.org/a_b?q=%7Bx%7D&y=50%"
    assert calendar(ledger, Choice(statuses=("cancelled",))) == []


def test_the_uid_stays_when_later_reports_come(tmp_path: Path) -> None:
    first = samples.document()
    told = samples.report(first)
    uids = set()
    for number in range(6):
        later_ones = [samples.document(f"Anna Adler called, {n}.", published=later("07-09")) for n in range(number)]
        reports = (told, *[samples.report(d) for d in later_ones])
        file = tmp_path / f"{number}.db"
        samples.write(file, *[Reading(d, (r,)) for d, r in zip((first, *later_ones), reports, strict=True)])
        with Writer(file) as writer:
            writer.replace_contacts([samples.contact(reports)], ())
        with open_ledger(file) as view:
            (event,) = calendar(view, Choice(statuses=("held",)))
        uids.add(event["uid"])
        assert event["sequence"] == number
    assert len(uids) == 1


# Report


def page(ledger: Ledger, choice: Choice = EVERYTHING) -> Any:
    return html.document_fromstring("\n".join(export(ledger, "report", choice=choice)))


def test_a_report_runs_nothing_and_loads_nothing(ledger: Ledger) -> None:
    tree = page(ledger)
    assert not tree.xpath("//script | //img | //link | //iframe | //object | //form | //*[@style]")
    assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on") or a in {"src", "srcset", "data"}]
    targets = {a.get("href") for a in tree.iter("a")}
    assert {t for t in targets if not t.startswith("#")} == {"https://example.org/a_b?q=%7Bx%7D&y=50%"}
    ids = [e.get("id") for e in tree.xpath("//*[@id]")]
    assert len(set(ids)) == len(ids)
    assert {t[1:] for t in targets if t.startswith("#")} <= set(ids)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = tree.xpath("//style/text()")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import", style)


def test_hostile_text_is_shown_as_text(ledger: Ledger) -> None:
    shown = page(ledger).text_content()
    assert SCRIPT in shown
    assert BREAKOUT in shown
    assert "[U+202E]moc.elpmaxe[U+2066]" in shown
    assert not set(OVERRIDE) & {"\u202e", "\u2066"} & set(shown)


def test_a_report_sets_two_sides_side_by_side_with_their_sources(ledger: Ledger) -> None:
    call = next(ledger.contacts(statuses=["held"]))
    tree = page(ledger, Choice(contact=call.id[:14]))
    assert tree.findtext(".//h1") == "2016-07-04: call, Anna Adler, Émile Bonnet"
    assert [th.text_content() for th in tree.xpath("//thead//th")] == ["Verdict", "AUT", "FRA", "Why"]
    cells = {td.get("data-side"): td.text_content() for td in tree.xpath("//tbody//td[@data-side][.//blockquote]")}
    assert "Adler said 40 ships were ready" in cells["AUT"]
    assert "The Daily Ledger, 2016-07-05" in cells["AUT"]
    assert "Élysée" in cells["FRA"]
    listed = [li.text_content() for li in tree.xpath("//section//li")]
    assert len(listed) == 2
    assert listed[0].startswith("A call about grain. The Daily Ledger, 2016-07-05.")


def test_a_dossier_is_a_choice_and_an_empty_one_is_told(ledger: Ledger) -> None:
    tree = page(ledger, Choice(sides=("AUT", "FRA"), since="2016"))
    assert tree.findtext(".//h1") == "Contacts: since 2016; sides AUT, FRA"
    assert len(tree.findall(".//article")) == len(tree.findall(".//nav//li")) == 2
    with pytest.raises(InputError, match="no contact fits"):
        list(export(ledger, "report", choice=Choice(since="2030")))


# References


def bibtex(text: str) -> dict[str, dict[str, str]]:
    """Read entries as BibTeX does: a value ends where its braces balance, whatever stands before a brace."""
    entries: dict[str, dict[str, str]] = {}
    for match in re.finditer(r"^@misc\{([^,]+),\n(.*?)\n\}$", text, re.MULTILINE | re.DOTALL):
        fields = entries.setdefault(match[1], {})
        for line in match[2].split("\n"):
            name, value = re.fullmatch(r"  (\w+) = (.+),", line).groups()  # type: ignore[union-attr]
            depth = 0
            for at, character in enumerate(value):
                depth += {"{": 1, "}": -1}.get(character, 0)
                assert depth > 0 or name == "month" or at == len(value) - 1
            assert depth == 0
            fields[name] = value
    return entries


def test_bibtex_is_balanced_and_escaped(ledger: Ledger) -> None:
    text = "\n".join(export(ledger, "bibtex"))
    entries = bibtex(text)
    assert len(entries) == text.count("\n@") + 1 == 4
    assert all(re.fullmatch(r"[a-z0-9-]+", key) for key in entries)
    (call,) = [e for e in entries.values() if "url" in e]
    assert call["title"] == "{{A call about grain}}"
    assert (call["year"], call["month"], call["day"]) == ("{2016}", "jul", "{5}")
    assert call["url"] == "{https://example.org/a_b?q=%7Bx%7D&y=50%}"
    (bad,) = [e for e in entries.values() if "onerror" in e["title"]]
    assert r"\textbraceleft{}\textbraceleft{}7*7\textbraceright{}" in bad["title"]
    assert "javascript" not in text


def test_csl_json_has_the_shape_of_the_standard(ledger: Ledger) -> None:
    items = json.loads("\n".join(export(ledger, "csl-json")))
    assert len({item["id"] for item in items}) == 4
    allowed = {"id", "type", "title", "container-title", "issued", "URL", "language", "note"}
    for item in items:
        assert item["type"] == "article-newspaper"
        assert set(item) <= allowed
        assert all(isinstance(v, str) for k, v in item.items() if k != "issued")
    dated = {item["title"]: item["issued"] for item in items if "issued" in item}
    assert {"date-parts": [[2016, 7, 5]]} in dated.values()
    assert [item["title"] for item in items if "issued" not in item] == ["Untitled"]
    assert set(bibtex("\n".join(export(ledger, "bibtex")))) == {item["id"] for item in items}


def test_references_of_one_contact(ledger: Ledger) -> None:
    call = next(ledger.contacts(statuses=["held"]))
    items = json.loads("\n".join(export(ledger, "csl-json", choice=Choice(contact=call.id))))
    assert {item["note"] for item in items} == {r.document for r in call.reports}
    assert json.loads("\n".join(export(ledger, "csl-json", choice=Choice(since="2030")))) == []


@pytest.mark.parametrize(
    ("given", "link"),
    [
        (None, None), ("javascript:alert(1)", None), (" JavaScript:alert(1)", None), ("data:text/html,x", None),
        ("java\nscript:x", None), ("//example.org", None), ("http://", None), ("http://[broken", None),
        ("https://example.org/é?q=\"'<>{}`\\^|", "https://example.org/%C3%A9?q=%22'%3C%3E%7B%7D%60%5C%5E%7C"),
        (" HTTP://example.org/%C3%A9#f ", "HTTP://example.org/%C3%A9#f"),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_are_links(given: str | None, link: str | None) -> None:
    assert web_link(given) == link


def test_hidden_controls_become_visible() -> None:
    assert visible("a\u202eb\x00\x1b\ud800\u200fc\r\nd\te\u00a0é\u200d") == (
        "a[U+202E]b[U+0000][U+001B][U+D800][U+200F]c\nd\te\u00a0é\u200d"
    )


# Parquet


def test_parquet_holds_the_record_in_the_documented_columns(dossiers: Path, tmp_path: Path) -> None:
    with open_ledger(dossiers) as view:
        written = export_to(tmp_path / "tables", view, "parquet")
    assert [p.stem for p in written] == list(TABLES)
    lines = [json.loads(line) for line in exported(dossiers)]
    guide = GUIDE.read_text("utf-8")
    for file in written:
        table = pyarrow.parquet.read_table(file)
        told = [line for line in lines if line["type"] == file.stem.removesuffix("s")]
        assert table.column("id").to_pylist() == [line["id"] for line in told] != []
        (row,) = re.findall(rf"^\| `{file.stem}` \| (.+) \|$", guide, re.MULTILINE)
        assert re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", row)) == table.column_names
    contact = next(c for c in pyarrow.parquet.read_table(written[1]).to_pylist() if c["date_start"])
    same = next(line for line in lines if line["id"] == contact["id"])
    assert contact["participants"] == same["participants"]
    assert [r["quote"] for r in contact["reports"]] == [r["quote"] for r in same["reports"]]
    assert [contact["date_start"].isoformat(), contact["date_basis"]] == [same["date"]["start"], same["date"]["basis"]]


def test_the_query_of_the_guide_runs(dossiers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(dossiers) as view:
        export_to(tmp_path / "tables", view, "parquet")
    monkeypatch.chdir(tmp_path)
    (query,) = re.findall(r"^```sql\n(.*?)^```", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert duckdb.execute(query).fetchall()


def test_an_empty_ledger_has_empty_tables(tmp_path: Path) -> None:
    Writer(tmp_path / "l.db").close()
    with open_ledger(tmp_path / "l.db") as view:
        written = export_to(tmp_path, view, "parquet", "events")
    assert [p.name for p in written] == ["events.parquet"]
    assert pyarrow.parquet.read_metadata(written[0]).num_rows == 0


def test_without_pyarrow_the_extra_is_named(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = importlib.import_module

    def missing(name: str, package: str | None = None) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return known(name, package)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(InputError, match=r"pip install 'communique\[parquet\]'"):
        export_to(tmp_path / "t", ledger, "parquet")
    assert not (tmp_path / "t").exists()


# The command


def interrupted() -> Iterator[str]:
    yield "new"
    raise KeyboardInterrupt


def test_output_appears_when_it_is_complete(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "x.bib"
    file.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_lines(file, interrupted(), "\n")
    assert file.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["x.bib"]
    export_to(file, ledger, "bibtex")
    assert file.read_text("utf-8").startswith("@misc{")


@pytest.mark.parametrize("name", [n for n, form in FORMATS.items() if form.folder is None])
def test_a_file_holds_what_is_printed(cli: Run, path: Path, tmp_path: Path, name: str) -> None:
    printed = cli("export", "--ledger", path, "--format", name)
    assert printed.status == 0
    outcome = cli("export", "--ledger", path, "--format", name, "--output", tmp_path / "out")
    assert (outcome.status, outcome.out) == (0, "")
    assert (tmp_path / "out").read_bytes().decode() == printed.out


def test_what_cannot_be_is_told_in_a_line(cli: Run, path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for arguments, words in {
        ("--format", "parquet"): "name one, as with --output DIR",
        ("--format", "jsonl", "--since", "2016"): "choose contacts for ics, report, bibtex, csl-json",
        ("--format", "ics", "--table", "contacts"): "leave --table out",
        ("--format", "ics", "--since", "soon"): "this is no day",
        ("--format", "report", "--contact", "zz"): "zz",
        ("--format", "ics", "-o", tmp_path): "it is a folder",
        ("--format", "ics", "-o", tmp_path / "none/x.ics"): "cannot be written",
        ("--format", "ics", "-o", tmp_path / "file/x.ics"): "cannot be written",
        ("--format", "parquet", "-o", tmp_path / "file"): "it is a file",
        ("--format", "parquet", "-o", tmp_path, "--table", "x"): "choose from documents, contacts",
    }.items():
        outcome = cli("export", "--ledger", path, *arguments)
        assert outcome.status == 2
        assert words in outcome.err
        assert outcome.err.count("\n") == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file"]


def test_an_id_may_be_given_without_its_first_word() -> None:
    assert full_id("4f2a") == full_id("contact-4f2a") == "contact-4f2a"


def test_reports_of_the_bundled_corpus_are_the_same_twice(dossiers: Path) -> None:
    with open_ledger(dossiers) as view:
        choice = Choice(since="2021-12", until="2022", sides=("RUS", "USA"))
        first = list(export(view, "report", choice=choice))
        assert first == list(export(view, "report", choice=choice))
    assert any("side by side" in line for line in first)
