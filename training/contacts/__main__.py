"""From annotated coverage to the shipped reader of contacts: ``python -m training.contacts all --sets FOLDER ...``.

check: fit to --sets, test on --held, figures below --work. train: fit to --sets and --held. export: write the shipped
files and MODEL_CARD.md, with the figures of check. all: check, train, export. Each folder holds documents.jsonl and
gold.jsonl; --without: articles (JSON Lines or .txt) that tell of no contact between states.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from communique.annotate.pair_model import encode
from communique.extract.contacts.contact_model import NONE, SHIPPED
from communique.extract.contacts.proposals import SURE

from ..attribution.steps import log, make_tokenizer
from ..plover.export import write_model
from ..plover.network import Classifier, load_weights, set_marks
from ..plover.train import Recipe, fit, probabilities
from .card import write_card
from .data import LABELS, Example, examples, negatives, written

FIGURES = "check.json"
_SEED = 1
#: Written sentences show in one line what articles show in many, and stand for as many.
_WEIGHT = 2
#: So many pairings of articles without contacts are enough beside some thousand of others.
_MOST_NEGATIVES = 1000


class Bench:
    """The tokenizer, the weights to start from, and the recipe."""

    def __init__(self, weights: Path, epochs: int) -> None:
        self.weights = weights
        self.tokenizer = make_tokenizer(weights / "vocab.txt")
        self.recipe = replace(Recipe(), epochs=epochs)

    def fitted(self, chosen: Sequence[Example]) -> Classifier:
        """Return a network fitted to the examples."""
        torch.manual_seed(self.recipe.seed)
        model = Classifier("minilm", len(LABELS))
        vocabulary = self.tokenizer.get_vocab()
        load_weights(model, self.weights, vocabulary)
        set_marks(model, vocabulary)
        rows = [encode(self.tokenizer, e.text) for e in chosen]
        fit(model, rows, [LABELS.index(e.label) for e in chosen], self.recipe)
        return model

    def figures(self, model: Classifier, tested: Sequence[Example]) -> dict[str, float]:
        """Return how often the likeliest pairing of a sentence has a contact, and how many of those sentences it finds.

        precision, recall: over sentences, at the probability that the program asks for. mode: of those right.
        """
        best: dict[tuple[str, int], tuple[float, str, str]] = {}
        telling = {(e.document, e.sentence) for e in tested if e.label != NONE}
        for example in tested:
            scores = dict(zip(LABELS, probabilities(model, encode(self.tokenizer, example.text)), strict=True))
            sure = 1.0 - scores.pop(NONE)
            place = (example.document, example.sentence)
            best[place] = max(
                best.get(place, (0.0, "", "")), (sure, max(scores, key=lambda k: scores[k]), example.label)
            )
        found = [b for b in best.values() if b[0] >= SURE]
        right = [b for b in found if b[2] != NONE]
        return {
            "sentences": float(len(best)),
            "telling": float(len(telling)),
            "precision": len(right) / max(len(found), 1),
            "recall": len(right) / max(len(telling), 1),
            "mode": sum(mode == label for _, mode, label in right) / max(len(right), 1),
        }


def main() -> None:
    """Run one step, or all."""
    parser = argparse.ArgumentParser(prog="python -m training.contacts", description=__doc__)
    parser.add_argument("step", choices=("check", "train", "export", "all"))
    parser.add_argument("--sets", type=Path, nargs="+", default=[], help="annotated sets to fit to")
    parser.add_argument("--held", type=Path, nargs="+", default=[], help="annotated sets to test on")
    parser.add_argument("--sentences", type=Path, nargs="+", default=[], help="tables of sentences with their pair")
    parser.add_argument("--without", type=Path, nargs="+", default=[], help="articles without contacts")
    parser.add_argument("--weights", type=Path, required=True, help="folder of MiniLM-L6 weights, with its vocab.txt")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--work", type=Path, default=Path("build/contacts"), help="folder for checkpoints")
    parser.add_argument("--target", type=Path, default=SHIPPED, help="folder of the shipped files")
    given = parser.parse_args()
    torch.set_num_threads(1)
    given.work.mkdir(parents=True, exist_ok=True)
    bench, checkpoint = Bench(given.weights, given.epochs), given.work / "classifier.pt"
    known = [e for folder in given.sets for e in examples(folder)]
    held = [e for folder in given.held for e in examples(folder)]
    known += [e for table in given.sentences for e in written(table)] * _WEIGHT
    others = random.Random(_SEED).sample(pool := negatives(given.without), min(len(pool), _MOST_NEGATIVES))
    log(f"{len(known)} pairings to fit to, {len(held)} held out, {len(others)} without contacts")
    if given.step in {"check", "all"}:
        found = bench.figures(bench.fitted(known + others), held)
        log(json.dumps(found))
        (given.work / FIGURES).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if given.step in {"train", "all"}:
        torch.save(bench.fitted(known + held + others).state_dict(), checkpoint)
    if given.step in {"export", "all"}:
        model = Classifier("minilm", len(LABELS))
        model.load_state_dict(torch.load(checkpoint, weights_only=True))
        write_model(model.eval(), LABELS, bench.tokenizer, given.work, given.target)
        figures = json.loads((given.work / FIGURES).read_text("utf-8"))
        write_card(figures, bench.recipe, len(known) + len(held), len(others), given.target)


if __name__ == "__main__":
    main()
