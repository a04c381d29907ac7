"""The quality gate: the referee's figures on a corpus with gold records must not fall below pinned floors.

    make quality                                 print figures and floors
    make raise-floors                            raise the floors to the figures measured now, less a margin

``floors.json`` holds, for each corpus, the hash of its files, the floors, and beside each floor the highest that it
ever was. A floor below its mark fails the tests unless ``lowered`` gives the reason, which is a decision for review:
there is no command for it. A corpus whose files changed fails too, for then its floors mean nothing: pin it anew.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import communique
from communique.export import export
from quality.score import Row, score

FLOORS = Path(__file__).with_name("floors.json")
ROOT = Path(__file__).parents[2]
#: A share of fewer cases jumps with every one of them; it is printed and not pinned.
FEWEST_CASES = 20
#: Here the margin does not hold: no document may be missing.
EXACT = frozenset({"documents.acc"})
Figures = dict[str, Row]


@dataclass(frozen=True)
class Corpus:
    """Documents and the gold records made from them."""

    name: str
    documents: Path
    gold: Path

    def files(self) -> list[Path]:
        """Return the files that the figures depend on."""
        return [self.documents, *(f for n in ("gold.jsonl", "cross.jsonl") if (f := self.gold / n).exists())]

    def fingerprint(self) -> str:
        """Return the SHA-256 of the files, names aside."""
        digest = hashlib.sha256()
        for file in self.files():
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        return digest.hexdigest()


BUNDLED = Corpus("dossiers", ROOT / "examples/dossiers/documents.jsonl", ROOT / "examples/gold")


def practice() -> list[Corpus]:
    """Return the coverage written for this project in the manner of the corpora."""
    folder = ROOT / "training/practice"
    names = (
        "dossiers", "broadsheet", "readouts", "sketches", "second-dossiers", "second-broadsheet", "second-readouts",
        "third-dossiers", "third-broadsheet", "unseen-dossiers", "unseen-broadsheet", "unseen-ordinary-dossiers",
        "unseen-ordinary-broadsheet",
    )  # fmt: skip
    return [Corpus(f"practice-{n}", folder / n / "documents.jsonl", folder / n) for n in names]


def others() -> list[Corpus]:
    """Return the corpora that may not be bundled, where they lie beside the checkout or in $COMMUNIQUE_CORPORA."""
    folder = Path(os.environ.get("COMMUNIQUE_CORPORA", ROOT.parent / "shared" / "corpus"))
    return [Corpus(n, folder / n / "documents.jsonl", folder / n) for n in ("seeds", "guardian", "whitehouse")]


def measure(corpus: Corpus, folder: Path) -> Figures:
    """Build the corpus into a ledger in the folder and return the referee's figures."""
    ledger = folder / f"{corpus.name}.db"
    communique.build([corpus.documents], ledger)
    return figures_of(corpus, ledger, folder)


def figures_of(corpus: Corpus, ledger: Path, folder: Path) -> Figures:
    """Return the referee's figures on a ledger of the corpus."""
    exported = folder / f"{corpus.name}.jsonl"
    with communique.open_ledger(ledger) as view, exported.open("w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in export(view))
    return score(corpus.gold, exported)[0]


def pinnable(figures: Mapping[str, Row], margin: float) -> dict[str, float]:
    """Return the floors that the figures allow, by name: the margin below, but at least one case, cut to 2 decimals."""
    values = {f"{name}.{kind}": row for name, row in figures.items() for kind in ("f1", "acc") if kind in row}
    out = {}
    for name, row in values.items():
        value = row[name.rpartition(".")[2]]
        if row["n"] >= FEWEST_CASES and value > 0:
            slack = 0.0 if name in EXACT else max(margin, 1 / row["n"])
            out[name] = math.floor((value - slack) * 100 + 1e-9) / 100
    return out


def faults(pin: Mapping[str, Any], corpus: Corpus, figures: Mapping[str, Row]) -> Iterator[str]:
    """Yield what keeps the figures from passing: a changed corpus, a figure below its floor, a figure that is gone."""
    if pin["sha256"] != corpus.fingerprint():
        yield f"{corpus.name}: its files are not those that the floors were pinned for"
    for name, floor in pin["floors"].items():
        row, _, kind = name.rpartition(".")
        if row not in figures:
            yield f"{corpus.name}: {name} is no longer measured"
        elif figures[row][kind] < floor:
            yield f"{corpus.name}: {name} is {figures[row][kind]:.3f}, below its floor of {floor:.2f}"


def lowered_floors(pin: Mapping[str, Any]) -> list[str]:
    """Return the floors that are gone, or below the highest that they ever were, and give no reason for it."""
    floors, reasons = pin["floors"], pin["lowered"]
    return [name for name, mark in pin["marks"].items() if floors.get(name, 0.0) < mark and not reasons.get(name)]


def raised(pin: Mapping[str, Any] | None, corpus: Corpus, figures: Mapping[str, Row], margin: float) -> dict[str, Any]:
    """Return the pin with each floor at the figure less the margin, cut to 2 decimals, where it is higher."""
    old = pin or {"floors": {}, "marks": {}, "lowered": {}}
    if pin and pin["sha256"] != corpus.fingerprint():
        raise SystemExit(f"{corpus.name}: its files changed; remove it from {FLOORS.name} to pin it anew")
    floors = dict(old["floors"])
    for name, floor in pinnable(figures, margin).items():
        floors[name] = max(floors.get(name, 0.0), floor)
    marks = {name: max(old["marks"].get(name, 0.0), floor) for name, floor in floors.items()}
    lowered = {name: why for name, why in old["lowered"].items() if floors.get(name, 0.0) < marks.get(name, 0.0)}
    return {
        "sha256": corpus.fingerprint(),
        "floors": dict(sorted(floors.items())),
        "marks": dict(sorted({**old["marks"], **marks}.items())),
        "lowered": lowered,
    }


def read_pins() -> dict[str, Any]:
    """Return the pinned floors by corpus."""
    pins: dict[str, Any] = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    return pins


def _report(corpus: Corpus, figures: Figures, pin: Mapping[str, Any] | None) -> None:
    floors = pin["floors"] if pin else {}
    for name, row in figures.items():
        values = "  ".join(f"{k} {v:.3f}" for k, v in row.items() if k != "n")
        floor = next((f"floor {floors[key]:.2f}" for key in (f"{name}.f1", f"{name}.acc") if key in floors), "")
        print(f"{corpus.name:19}  {name:13}  {values:29}  n {row['n']:<4.0f}  {floor}")


def main() -> None:
    """Print the figures, or raise the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floors to the figures")
    parser.add_argument("--margin", type=float, default=0.0, help="keep the floors so far below the figures")
    given = parser.parse_args()
    pins, wrong = read_pins(), []
    for corpus in [BUNDLED, *practice(), *others()]:
        if not corpus.documents.exists():
            continue
        with tempfile.TemporaryDirectory() as folder:
            figures = measure(corpus, Path(folder))
        if given.lift:
            pins[corpus.name] = raised(pins.get(corpus.name), corpus, figures, given.margin)
        _report(corpus, figures, pins.get(corpus.name))
        wrong += list(faults(pins[corpus.name], corpus, figures)) if corpus.name in pins else []
    if given.lift:
        FLOORS.write_text(json.dumps(pins, indent=1) + "\n", "utf-8")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
