"""The steps of training, from the corpus to the shipped model; README.md says how to call them."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

import torch

from communique.annotate.attribution_model import SHIPPED

from . import steps
from .model import SHAPES
from .train import Recipe


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.attribution", description=__doc__)
    parser.add_argument("step", choices=("teacher", "student", "compare", "export", "evaluate", "all"))
    parser.add_argument("--corpus", type=Path, required=True, help="the PolNeAR folder, with train/ and dev/")
    parser.add_argument("--stories", type=Path, help="CSV of unlabelled news for distillation, with a text column")
    parser.add_argument("--minilm", type=Path, required=True, help="folder of MiniLM-L6 weights, with its vocab.txt")
    parser.add_argument("--mpnet", type=Path, help="folder of MPNet weights, with its vocab.txt")
    parser.add_argument("--work", type=Path, default=Path("build/attribution"), help="folder for checkpoints")
    parser.add_argument("--shape", choices=sorted(SHAPES), help="network of this step, if not the usual one")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--fold", type=int, help="teacher: leave this fold out; default: every fold in turn")
    parser.add_argument(
        "--teachers", nargs="*", type=Path, help="checkpoints NAME-FOLD-of-FOLDS.pt for student, any for compare"
    )
    parser.add_argument("--name", help="name of the checkpoint")
    parser.add_argument("--target", type=Path, default=SHIPPED, help="folder of the shipped files")
    parser.add_argument("--texts", type=int, help="use only so many training texts, for a trial run")
    for field, value in asdict(Recipe()).items():
        parser.add_argument(f"--{field.replace('_', '-')}", type=type(value), help=f"default {value}, see Recipe")
    return parser


def main() -> None:
    """Run one step, or all."""
    arguments = _parser().parse_args()
    torch.set_float32_matmul_precision("high")
    context = steps.Context(
        corpus=arguments.corpus,
        stories=arguments.stories,
        minilm=arguments.minilm,
        mpnet=arguments.mpnet,
        work=arguments.work,
        device=torch.device("cuda" if torch.cuda.is_available() else "cpu"),
        tokenizer=steps.make_tokenizer(arguments.minilm / "vocab.txt"),
        folds=arguments.folds,
        texts=arguments.texts,
    )
    given = {name: v for name in asdict(Recipe()) if (v := getattr(arguments, name)) is not None}
    steps.run(arguments, context, given)


if __name__ == "__main__":
    main()
