"""Pairings of annotated coverage with the mode of the contact that their sentence tells of, or none."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.annotate.annotated import Annotated, annotate
from communique.annotate.pair_model import marked
from communique.extract.contacts.contact_model import NONE
from communique.extract.contacts.pairings import Pairing, marked_sentence, pairings
from communique.extract.contacts.triggers import triggers
from communique.read import read_item, sources
from communique.records import Rejection

#: A sentence and the evidence of a contact are the same passage when they share this much of the shorter.
_SHARED = 0.5
#: The network does not tell a call with pictures from one without; the rules do.
_MODES = {"video": "call"}
LABELS = (NONE, "call", "meeting", "summit", "visit", "letter", "talks")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with two actors marked, and the mode of the contact between their sides, ``none`` without one."""

    text: str
    label: str
    document: str
    sentence: int


def examples(folder: Path) -> list[Example]:
    """Return the pairings of an annotated set: documents.jsonl and gold.jsonl of RECORD.md in one folder."""
    gold = {row["id"]: row for row in _rows(folder / "gold.jsonl")}
    found: list[Example] = []
    for annotated in _annotated(folder / "documents.jsonl"):
        contacts = gold.get(annotated.document.external_id or "", {}).get("contacts")
        if contacts is not None:
            found += _of_document(annotated, contacts)
    return found


def written(table: Path) -> list[Example]:
    """Return the sentences of a table with the columns first, second, label, sentence."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Example(_marked(row), _MODES.get(row["label"], row["label"]), str(table), n) for n, row in enumerate(rows)]


def _marked(row: Mapping[str, str]) -> str:
    places = [(at, at + len(row[k])) for k in ("first", "second") for at in [row["sentence"].index(row[k])]]
    return marked(row["sentence"], places[0], places[1])


def negatives(texts: Sequence[Path]) -> list[Example]:
    """Return the pairings of articles that are not about contacts, less the sentences that have a word for one."""
    found: list[Example] = []
    for path in texts:
        for annotated in _annotated(path):
            worded = {annotated.extent(s)[0] for s in annotated.sentences if any(triggers(s))}
            found += (e for e in _of_document(annotated, []) if e.sentence not in worded)
    return found


def _annotated(path: Path) -> Iterator[Annotated]:
    for item in sources([str(path)]):
        if not isinstance(item, Rejection):
            yield annotate(read_item(item))


def _rows(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _of_document(annotated: Annotated, contacts: Sequence[Json]) -> Iterator[Example]:
    evidence = [(at, at + len(c["quote"]), c) for c in contacts if (at := annotated.text.find(c["quote"])) >= 0]
    for sentence in annotated.sentences:
        start, end = annotated.extent(sentence)
        told = [
            c for low, high, c in evidence if min(end, high) - max(start, low) >= _SHARED * min(end - start, high - low)
        ]
        for pairing in pairings(annotated, sentence):
            text = marked_sentence(annotated, sentence, pairing)
            yield Example(text, _label(pairing, told), annotated.document.external_id or "", start)


def _share(start: int, end: int, low: int, high: int) -> bool:
    return min(end, high) - max(start, low) >= _SHARED * min(end - start, high - low)


def _label(pairing: Pairing, told: Sequence[Json]) -> str:
    sides = {a.country for a in pairing.actors}
    mode = next((c["mode"] for c in told if sides <= {p["country"] for p in c["participants"]}), NONE)
    return _MODES.get(mode, mode)
