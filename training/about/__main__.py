"""Fit the weights by which accounts are linked to contacts: ``python -m training.about SET [SET ...]``.

A set is a folder with ``documents.jsonl`` and ``gold.jsonl``. Each account that the program and the gold records share
is a choice between the reports of its document and none; the weights are those of a conditional logistic regression
with an L2 penalty, found by gradient ascent, so the same sets give the same weights. Choices of none count for less:
the gold records leave many accounts open. Prints the share of right choices, each document left out in one of eight
folds, then the weights as they stand in ``extract/account_about.py``. Run with ``PYTHONPATH=tests``, whose copy of the
referee it uses.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from communique.annotate.annotated import annotate
from communique.extract import account_about
from communique.extract.registry import extract
from communique.records import ContactReport, Document, Publication
from quality import likeness
from quality.score import best_pairs

NONE_COUNTS = 0.3
PENALTY = 1.0
STEPS, RATE = 600, 0.05
FOLDS = 8
NAMES = sorted(account_about.WEIGHTS)


@dataclass(frozen=True)
class Choice:
    """One account: a row of features for each report and one for none, which row is right, and how much it counts."""

    document: str
    rows: np.ndarray
    right: int
    counts: float


class Recorder(account_about.Abouts):
    """Notes what the program saw of each account."""

    seen: list[tuple[tuple[int, int], list[list[str]], list[ContactReport]]] = []  # noqa: RUF012

    def of(self, content: Any, cue: Any, source: Any) -> str | None:
        if self.reports:
            said = self._said(content, cue, source)
            found = [list(self.evidence(i, said)) for i in range(len(self.reports))]
            self.seen.append((content, found, self.reports))
        return super().of(content, cue, source)


def choices(folder: Path) -> Iterator[Choice]:
    """Yield the choices of a set of documents."""
    gold = {g["id"]: g for g in map(json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines())}
    for line in (folder / "documents.jsonl").read_text("utf-8").splitlines():
        given = json.loads(line)
        record = gold[given["id"]]
        if not record["accounts"]:
            continue
        Recorder.seen = []
        published = Publication(given.get("published"), "metadata")
        document = Document(
            given["id"], given["text"], given["id"], "", given.get("url"), given.get("publisher"), published,
            given.get("title"), "en",
        )  # fmt: skip
        list(extract(annotate(document)))
        yield from _of_document(given, record, Recorder.seen)


def _of_document(given: dict[str, Any], record: dict[str, Any], seen: Sequence[Any]) -> Iterator[Choice]:
    pairs = []
    for i, account in enumerate(record["accounts"]):
        for j, (content, _, _) in enumerate(seen):
            overlap = likeness.overlap(account["content"], given["text"][slice(*content)])
            if overlap >= 0.5:
                pairs.append((overlap, i, j))
    for i, j in best_pairs(pairs):
        _, found, reports = seen[j]
        wanted = record["accounts"][i]["about"]
        keys = _keys(record["contacts"], reports)
        if wanted and wanted not in keys:
            continue
        rows = np.zeros((len(found) + 1, len(NAMES) + 1))
        for row, names in enumerate(found):
            rows[row, [NAMES.index(n) for n in names]] = 1
        rows[-1, -1] = 1
        right = keys.index(wanted) if wanted else len(found)
        yield Choice(given["id"], rows, right, 1.0 if wanted else NONE_COUNTS)


def _keys(contacts: Sequence[dict[str, Any]], reports: Sequence[ContactReport]) -> list[str | None]:
    """Return for each report the key of the gold contact that it is, None where it is none."""
    pairs = []
    for i, contact in enumerate(contacts):
        for j, report in enumerate(reports):
            there = [{"name": p.name, "country": p.country} for p in report.participants]
            likely = likeness.jaccard(likeness.countries(contact["participants"]), likeness.countries(there))
            evidence = max((likeness.contains(contact["quote"], s.quote) for s in report.spans), default=0.0)
            if likely >= 0.5 and evidence >= 0.5 and likeness.modes_agree(contact["mode"], str(report.mode)):
                pairs.append((likely + evidence + (contact["mode"] == report.mode), i, j))
    out: list[str | None] = [None] * len(reports)
    for i, j in best_pairs(pairs):
        out[j] = contacts[i]["key"]
    return out


def fit(data: Sequence[Choice]) -> np.ndarray:
    """Return the weights that make the right choices likeliest."""
    weights = np.zeros(len(NAMES) + 1)
    moment, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        gradient = -PENALTY * weights
        for choice in data:
            powers = np.exp(choice.rows @ weights - (choice.rows @ weights).max())
            gradient += choice.counts * (choice.rows[choice.right] - (powers / powers.sum()) @ choice.rows)
        moment, square = 0.9 * moment + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2  # Adam
        weights += RATE * (moment / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def main(folders: Sequence[str]) -> None:
    """Print the figures of each set under cross-validation, then the weights fitted on all of them."""
    account_about.Abouts = Recorder  # type: ignore[misc]
    from communique.extract import accounts  # noqa: PLC0415

    accounts.Abouts = Recorder  # type: ignore[misc]
    sets = {folder: list(choices(Path(folder))) for folder in folders}
    data = [c for found in sets.values() for c in found]
    places = {name: i % FOLDS for i, name in enumerate(sorted({c.document for c in data}))}
    fitted = [fit([c for c in data if places[c.document] != k]) for k in range(FOLDS)]
    for folder, found in sets.items():
        right = [int((c.rows @ fitted[places[c.document]]).argmax()) == c.right for c in found]
        linked = [r for r, c in zip(right, found, strict=True) if c.counts == 1.0]
        print(f"{folder}: {sum(linked)} of {len(linked)} links right, {sum(right) - sum(linked)} of "
              f"{len(right) - len(linked)} of those about none")  # fmt: skip
    weights = fit(data)
    print(", ".join(f'"{n}": {w:.1f}' for n, w in zip(NAMES, weights, strict=False)))
    print(f"THRESHOLD = {weights[-1]:.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
