"""Figures of the shipped files, and the model card that states them."""

from __future__ import annotations

import json
import time
from pathlib import Path

from communique.annotate.attribution import tag_with
from communique.annotate.attribution_model import SHIPPED, TaggerModel
from communique.annotate.attribution_text import read_pieces
from communique.annotate.network import MANIFEST

from .data import Reading, first_readings, read_split
from .evaluate import evaluate
from .score import ROLES, token_count

CARD = Path(__file__).with_name("card.md")


def measure(corpus: Path, folder: Path = SHIPPED) -> dict[str, float]:
    """Return the scores of the model below ``folder`` on dev, one reading a text, and its speed on one core."""
    model = TaggerModel(folder)
    readings = first_readings(read_split(corpus, "dev"))
    figures = evaluate(readings, model.tokenizer, model, model.settings)
    return figures | _speed(model, readings)


def _speed(model: TaggerModel, readings: list[Reading]) -> dict[str, float]:
    """Return pieces, tokens and words a second of processor time, each text at its quickest of six rounds."""
    quickest = [float("inf")] * len(readings)
    for _ in range(6):
        for number, reading in enumerate(readings):
            began = time.process_time()
            tag_with(model, reading.text)
            quickest[number] = min(quickest[number], time.process_time() - began)
    spent = sum(quickest)
    return {
        "speed.pieces": sum(len(read_pieces(r.text, model.tokenizer)) for r in readings) / spent,
        "speed.tokens": sum(token_count(r.text) for r in readings) / spent,
        "speed.words": sum(len(r.text.split()) for r in readings) / spent,
    }


def write_card(figures: dict[str, float], folder: Path = SHIPPED) -> None:
    """Write MODEL_CARD.md beside the model: the template with the figures and the manifest's checksums filled in."""
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    rows = [
        f"| {label} | " + " | ".join(f"{figures[f'{metric}.{role}']:.3f}" for role in (*ROLES, "micro")) + " |"
        for metric, label in (("exact", "exact span"), ("overlap", "any overlap"))
    ]
    linked = [
        f"| {label} | "
        + " | ".join(f"{figures[f'{metric}.{role}']:.3f}" for role in ("source", "content", "micro"))
        + " |"
        for metric, label in (("linked", "both spans exact"), ("linked_overlap", "both spans overlap"))
    ]
    files = [f"| {name} | {entry['bytes']:,} | `{entry['sha256']}` |" for name, entry in manifest["files"].items()]
    total = sum(entry["bytes"] for entry in manifest["files"].values())
    filled = CARD.read_text("utf-8").format(
        spans="\n".join(rows),
        linked="\n".join(linked),
        files="\n".join(files),
        megabytes=f"{total / 1e6:.1f}",
        precision=f"{figures['exact.precision']:.3f}",
        recall=f"{figures['exact.recall']:.3f}",
        pieces=f"{figures['speed.pieces']:,.0f}",
        tokens=f"{figures['speed.tokens']:,.0f}",
        words=f"{figures['speed.words']:,.0f}",
    )
    (folder / "MODEL_CARD.md").write_text(filled, encoding="utf-8")
