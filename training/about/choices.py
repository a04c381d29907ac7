"""What the fit learns from: the accounts of documents with gold records, each a choice between reports and none."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.actors.actor import PERSONAL
from communique.annotate.annotated import Annotated, annotate
from communique.extract.accounts.about import within_reach
from communique.extract.accounts.about_evidence import Evidence
from communique.extract.accounts.about_scene import Scene
from communique.extract.accounts.about_weights import WEIGHTS
from communique.extract.accounts.publishers import publisher_of
from communique.extract.accounts.reader import said_in
from communique.extract.contacts.reports import contact_reports
from communique.records import ContactReport, Document, Mode, Participant, Period, Publication, Span, Status
from quality import likeness
from quality.score import best_pairs

NAMES = sorted(WEIGHTS)
DOUBT = 0.4
"""How likely the gold records leave an account without a contact that is about one: they leave many open."""
_NEVER = 1e-6
_MATCH = 0.5
_DAY, _MONTH = 10, 7

Table = NDArray[np.float64]


@dataclass(frozen=True)
class Sequenced:
    """The accounts of one document in order, where it has contacts.

    rows: accounts by states by evidence, the last state none. moves: for each account the evidence of staying with a
    report, and with none. allowed: how well each state agrees with the gold. wanted: the right states, empty for none;
    None where the gold does not tell.
    """

    document: str
    rows: Table
    moves: Table
    allowed: Table
    wanted: list[list[int] | None]


def documents(folder: Path) -> Iterator[Sequenced]:
    """Yield the accounts of each document of a set that has accounts and contacts."""
    gold = {g["id"]: g for g in map(json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines())}
    for line in (folder / "documents.jsonl").read_text("utf-8").splitlines():
        given = json.loads(line)
        record = gold[given["id"]]
        if record["accounts"]:
            annotated = annotate(_document(given))
            found = _sequenced(annotated, record, given["id"])
            if found is not None:
                yield found


def _document(given: dict[str, Any]) -> Document:
    published = Publication(given.get("published"), "metadata" if given.get("published") else "unknown")
    return Document(
        given["id"], given["text"], given["id"], "", given.get("url"), given.get("publisher"), published,
        given.get("title"), "en",
    )  # fmt: skip


def _sequenced(annotated: Annotated, record: dict[str, Any], name: str) -> Sequenced | None:
    found = contact_reports(annotated)
    keys = _keys(record["contacts"], found)
    missing = [c for c in record["contacts"] if c["key"] not in keys]
    stand_ins = [(c["key"], r) for c in missing if (r := _stand_in(annotated, c)) is not None]
    reports = [*found, *(r for _, r in stand_ins)]
    keys += [key for key, _ in stand_ins]
    said = said_in(annotated)
    if not reports or not said:
        return None
    publisher = publisher_of(annotated)
    quoted = [s.content for s in said if not s.office]
    scene = Scene(annotated, reports, publisher.side if publisher else None, quoted)
    evidence = [Evidence(scene, scene.said((s.content, s.cue, s.source))) for s in said]
    wanted = _wanted(record["accounts"], [annotated.text[slice(*s.content)] for s in said], keys)
    rows, moves = _tables(evidence, len(reports))
    return Sequenced(name, rows, moves, _allowed(wanted, len(reports)), wanted)


def _tables(evidence: Sequence[Evidence], count: int) -> tuple[Table, Table]:
    place = {name: i for i, name in enumerate(NAMES)}
    rows = np.zeros((len(evidence), count + 1, len(NAMES)))
    moves = np.zeros((len(evidence), 2, len(NAMES)))
    for j, one in enumerate(evidence):
        for i in within_reach(one.scene, one.said):
            rows[j, i, [place[n] for n in one.of(i)]] = 1
        rows[j, -1, [place[n] for n in one.none()]] = 1
        for n in one.moves(evidence[j - 1].said) if j else ():
            moves[j, 0, place[n]] = moves[j, 1, place[f"none_{n}"]] = 1
    return rows, moves


def _wanted(
    accounts: Sequence[dict[str, Any]], contents: Sequence[str], keys: Sequence[str | None]
) -> list[list[int] | None]:
    """Return for each account of the program the reports that the gold has it be about, None where it is not told."""
    pairs = [
        (share, i, j)
        for i, account in enumerate(accounts)
        for j, content in enumerate(contents)
        if (share := likeness.overlap(account["content"], content)) >= _MATCH
    ]
    out: list[list[int] | None] = [None] * len(contents)
    for i, j in best_pairs(pairs):
        about = accounts[i]["about"]
        right = [k for k, key in enumerate(keys) if key == about] if about else []
        out[j] = right if right or not about else None
    return out


def _allowed(wanted: Sequence[list[int] | None], count: int) -> Table:
    out = np.ones((len(wanted), count + 1))
    for row, right in zip(out, wanted, strict=True):
        if right is not None:
            row[:] = _NEVER if right else DOUBT
            row[right or -1] = 1
    return out


def _keys(contacts: Sequence[dict[str, Any]], reports: Sequence[ContactReport]) -> list[str | None]:
    """Return for each report the key of the gold contact that it is, None where it is none."""
    pairs = []
    for i, contact in enumerate(contacts):
        for j, report in enumerate(reports):
            there = [{"name": p.name, "country": p.country} for p in report.participants]
            likely = likeness.jaccard(likeness.countries(contact["participants"]), likeness.countries(there))
            evidence = max((likeness.contains(contact["quote"], s.quote) for s in report.spans), default=0.0)
            if likely >= _MATCH and evidence >= _MATCH and likeness.modes_agree(contact["mode"], str(report.mode)):
                pairs.append((likely + evidence + (contact["mode"] == report.mode), i, j))
    out: list[str | None] = [None] * len(reports)
    for i, j in best_pairs(pairs):
        out[j] = contacts[i]["key"]
    return out


def _stand_in(annotated: Annotated, contact: dict[str, Any]) -> ContactReport | None:
    """Return a report of a gold contact that the program did not find, so that the right choice is there to learn."""
    start = annotated.text.find(contact["quote"])
    if start < 0:
        return None
    span = Span(start, start + len(contact["quote"]), contact["quote"])
    persons = {a.name for m in annotated.cast.mentions for a in m.actors if a.kind in PERSONAL}
    people = tuple(
        Participant(f"{'person' if p['name'] in persons else 'body'}:{p['name']}", p["name"], None, p["country"])
        for p in contact["participants"]
    )
    told = next((t.quote for t in annotated.times_in(span.start, span.end)), None)
    return ContactReport(
        f"gold-{contact['key']}", "", "gold", Mode(contact["mode"]), Status(contact["status"]),
        _period(contact["date"] or contact["key"]), contact["place"], contact["initiator"],
        contact["duration_minutes"], people, (), (span,), told=told,
    )  # fmt: skip


def _period(text: str) -> Period | None:
    """Return the days that a gold date or key begins with, None when it tells no month."""
    day = text.split("/", maxsplit=1)[0]
    if len(day) == _DAY and day[:4].isdigit():
        return Period(day, day, "gold")
    return Period(f"{day}-01", f"{day}-28", "gold") if len(day) == _MONTH and day[:4].isdigit() else None
