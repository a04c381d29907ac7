"""The steps from the public sentences to the shipped classifier: ``python -m training.plover all --data FILE ...``.

folds: five-fold cross-validation, predictions below --work. train: fit to all sentences. export: write the shipped
files and MODEL_CARD.md, with the figures of folds. evaluate: the shipped files on the sentences they were fitted to, a
check of the eight-bit graph and no measure of quality. all: folds, train, export.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path

import torch

from communique.annotate.pair_model import encode
from communique.extract.events.plover_model import SHIPPED, PloverModel

from ..attribution.steps import log, make_tokenizer
from .card import write_card
from .data import FOLDS, Example, labels_of, read_examples
from .evaluate import figures
from .export import write_model
from .network import Classifier, load_weights, set_marks
from .train import Recipe, fit, probabilities

FIGURES = "folds.json"


class Bench:
    """The sentences, the tokenizer and the recipe."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.examples = read_examples(given.data)
        self.labels = labels_of(self.examples)
        self.tokenizer = make_tokenizer(given.weights / "vocab.txt")
        self.weights: Path = given.weights
        self.shape: str = given.shape
        chosen = {name: v for name in asdict(Recipe()) if (v := getattr(given, name)) is not None}
        self.recipe = replace(Recipe(), **chosen)

    def rows(self, examples: list[Example]) -> list[list[int]]:
        """Return the word pieces of the examples."""
        return [encode(self.tokenizer, e.text) for e in examples]

    def fitted(self, examples: list[Example]) -> Classifier:
        """Return a classifier fitted to the examples."""
        torch.manual_seed(self.recipe.seed)
        model = Classifier(self.shape, len(self.labels))
        vocabulary = self.tokenizer.get_vocab()
        load_weights(model, self.weights, vocabulary)
        set_marks(model, vocabulary)
        fit(model, self.rows(examples), [self.labels.index(e.label) for e in examples], self.recipe)
        return model

    def agreement(self, model: Classifier, shipped: PloverModel) -> float:
        """Return on which share of the sentences the eight-bit graph gives the class that the network itself gives."""
        same = 0
        for example, row in zip(self.examples, self.rows(self.examples), strict=True):
            scores = probabilities(model, row)
            same += shipped.classify(example.text).label == self.labels[scores.index(max(scores))]
        return same / len(self.examples)

    def validate(self, work: Path) -> None:
        """Fit and test each fold; write predictions and figures below ``work``."""
        gold, found = [], []
        for fold in range(FOLDS):
            model = self.fitted([e for e in self.examples if e.fold != fold])
            tested = [e for e in self.examples if e.fold == fold]
            for example, row in zip(tested, self.rows(tested), strict=True):
                scores = probabilities(model, row)
                gold.append(example.label)
                found.append(self.labels[scores.index(max(scores))])
            log(f"fold {fold}: {json.dumps({k: round(v, 3) for k, v in figures(gold, found).items()})}")
        work.mkdir(parents=True, exist_ok=True)
        (work / FIGURES).write_text(json.dumps(figures(gold, found), indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Run one step, or all."""
    parser = argparse.ArgumentParser(prog="python -m training.plover", description=__doc__)
    parser.add_argument("step", choices=("folds", "train", "export", "evaluate", "all"))
    parser.add_argument("--data", type=Path, required=True, help="PLV_train.tsv of Zero-Shot-PLOVER")
    parser.add_argument("--weights", type=Path, required=True, help="folder of MiniLM-L6 weights, with its vocab.txt")
    parser.add_argument("--shape", default="minilm", choices=("minilm", "mpnet"))
    parser.add_argument("--work", type=Path, default=Path("build/plover"), help="folder for checkpoints")
    parser.add_argument("--target", type=Path, default=SHIPPED, help="folder of the shipped files")
    for field, value in asdict(Recipe()).items():
        parser.add_argument(f"--{field.replace('_', '-')}", type=type(value), help=f"default {value}, see Recipe")
    given = parser.parse_args()
    torch.set_num_threads(1)
    bench = Bench(given)
    checkpoint = given.work / "classifier.pt"
    if given.step in {"folds", "all"}:
        bench.validate(given.work)
    if given.step in {"train", "all"}:
        given.work.mkdir(parents=True, exist_ok=True)
        torch.save(bench.fitted(bench.examples).state_dict(), checkpoint)
    if given.step in {"export", "all"}:
        model = Classifier(given.shape, len(bench.labels))
        model.load_state_dict(torch.load(checkpoint, weights_only=True))
        write_model(model.eval(), bench.labels, bench.tokenizer, given.work, given.target)
        folds = json.loads((given.work / FIGURES).read_text("utf-8"))
        write_card(folds, bench.recipe, given.target, bench.agreement(model, PloverModel(given.target)))
    if given.step == "evaluate":
        shipped = PloverModel(given.target)
        found = [shipped.classify(e.text).label for e in bench.examples]
        print(json.dumps(figures([e.label for e in bench.examples], found), indent=1))


if __name__ == "__main__":
    main()
