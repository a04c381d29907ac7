"""The steps that ``python -m training.attribution`` offers."""

from __future__ import annotations

import json
import re
import sys
import time
from argparse import Namespace
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from tokenizers import Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import WordPiece

from communique.annotate.attribution_decode import Settings

from .batches import Example, examples, prepare, unlabelled
from .data import Reading, first_readings, read_split, read_stories
from .distil import teach
from .evaluate import evaluate
from .export import write_model
from .model import SHAPES, Tagger
from .network import TorchNetwork
from .ship import measure, write_card
from .train import Recipe, fit
from .weights import load_encoder

CUTS = (None, 230, 120)
"""Lengths of a text's first window: each cuts the text elsewhere, so edges of windows are not learnt by heart."""
TEACHER = Recipe(epochs=6, rate=4e-5, head_rate=4e-4, seed=11)
STUDENT = Recipe(epochs=33, rate=3e-4, head_rate=8e-4, dropout=0.05, gold_share=0.25, seed=5)
STORY = 1_000_000
"""Numbers of unlabelled texts begin here."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where things are, and what to run on."""

    corpus: Path
    stories: Path | None
    minilm: Path
    mpnet: Path | None
    work: Path
    device: torch.device
    tokenizer: Tokenizer
    folds: int
    texts: int | None


def make_tokenizer(vocabulary: Path) -> Tokenizer:
    """Return BERT's uncased tokenizer over a ``vocab.txt``, without marks, truncation or padding."""
    words = vocabulary.read_text("utf-8").split("\n")
    tokenizer = Tokenizer(WordPiece({w: n for n, w in enumerate(words) if w}, unk_token="[UNK]"))  # noqa: S106 (no password)
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def log(message: str) -> None:
    """Tell the person who waits."""
    print(f"{time.strftime('%H:%M:%S')} {message}", file=sys.stderr, flush=True)


def training_cuts(context: Context, leave_out: int | None) -> list[list[Example]]:
    """Return the training windows, cut in several ways; of a text with several readings each cut has another one."""
    by_text: dict[str, list[Reading]] = defaultdict(list)
    for reading in read_split(context.corpus, "train"):
        by_text[reading.name].append(reading)
    chosen = list(enumerate(by_text.values()))[: context.texts]
    cuts = []
    for number, first in enumerate(CUTS):
        prepared = [
            prepare(index, readings[number % len(readings)], context.tokenizer)
            for index, readings in chosen
            if leave_out is None or index % context.folds != leave_out
        ]
        cuts.append(examples(prepared, first))
    return cuts


def new_tagger(context: Context, shape: str, seed: int) -> Tagger:
    """Return a network whose encoder holds the pre-trained weights."""
    torch.manual_seed(seed)
    tagger = Tagger(SHAPES[shape])
    folder = context.mpnet if shape == "mpnet" else context.minilm
    if folder is None:
        raise SystemExit(f"{shape} needs --{shape}, the folder of its weights")
    load_encoder(tagger.encoder, folder, context.minilm)
    return tagger


def save(tagger: Tagger, shape: str, path: Path) -> None:
    """Write a checkpoint in half precision."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"shape": shape, "state": {k: v.half().cpu() for k, v in tagger.state_dict().items()}}, path)


def load(path: Path) -> Tagger:
    """Return the network of a checkpoint."""
    saved = torch.load(path, map_location="cpu", weights_only=True)
    tagger = Tagger(SHAPES[saved["shape"]])
    tagger.load_state_dict({k: v.float() for k, v in saved["state"].items()})
    return tagger


def report(context: Context, network: TorchNetwork, label: str) -> dict[str, float]:
    """Return the figures on dev, one reading a text, and say them."""
    readings = first_readings(read_split(context.corpus, "dev"))[: context.texts]
    figures = evaluate(readings, context.tokenizer, network, Settings())
    log(f"{label} {json.dumps({k: round(v, 4) for k, v in figures.items()})}")
    return figures


def run_teacher(context: Context, recipe: Recipe, shape: str, fold: int, name: str) -> None:
    """Fit one teacher on all texts but one fold's."""
    tagger = new_tagger(context, shape, recipe.seed)
    fitted = fit(tagger, training_cuts(context, fold), recipe, context.device, f"{name}-{fold}")
    save(fitted, shape, context.work / f"{name}-{fold}-of-{context.folds}.pt")
    report(context, TorchNetwork([fitted], context.device), f"{name}-{fold}")


def taught_cuts(context: Context, teachers: Sequence[Path]) -> list[list[Example]]:
    """Return the training windows, and those of the stories, with the teachers' probabilities."""
    by_fold: dict[int, list[Tagger]] = defaultdict(list)
    for path in sorted(teachers):
        match = re.search(r"-(\d+)-of-(\d+)$", path.stem)
        if match is None or int(match[2]) != context.folds:
            raise SystemExit(f"{path}: not a checkpoint of {context.folds} folds")
        by_fold[int(match[1])].append(load(path).to(context.device).eval())
    cuts = training_cuts(context, None)
    for pool in cuts:
        for fold in range(context.folds):
            part = [e for e in pool if e.text % context.folds == fold]
            if part:
                teach(by_fold[fold], part, context.device)
    if context.stories is not None:
        everyone = [t for _, group in sorted(by_fold.items()) for t in group[:1]]
        stories = [
            unlabelled(STORY + n, text, context.tokenizer)
            for n, text in enumerate(read_stories(context.stories))
            if context.texts is None or n < context.texts
        ]
        for number, pool in enumerate(cuts):
            extra = examples(stories[number :: len(cuts)], None)
            teach(everyone, extra, context.device)
            pool.extend(extra)
    log(f"taught {[len(pool) for pool in cuts]} windows")
    return cuts


def run_student(context: Context, recipe: Recipe, shape: str, teachers: Sequence[Path], name: str) -> None:
    """Fit the student, to gold alone where there are no teachers."""
    cuts = taught_cuts(context, teachers) if teachers else training_cuts(context, None)
    fitted = fit(new_tagger(context, shape, recipe.seed), cuts, recipe, context.device, name)
    save(fitted, shape, context.work / f"{name}.pt")
    report(context, TorchNetwork([fitted], context.device), name)


def run_export(context: Context, checkpoint: Path, target: Path) -> None:
    """Write the shipped files below ``target`` from a student's checkpoint, and the model card with their figures."""
    write_model(load(checkpoint).eval(), context.tokenizer, Settings(), context.work / "graphs", target)
    figures = measure(context.corpus, target)
    log(f"shipped {json.dumps({k: round(v, 4) for k, v in figures.items()})}")
    write_card(figures, target)


def run(arguments: Namespace, context: Context, given: dict[str, int | float]) -> None:
    """Run the step that the arguments name; ``given`` overrides its recipe."""
    step, name = arguments.step, arguments.name
    if step in {"teacher", "all"}:
        for fold in range(context.folds) if arguments.fold is None else [arguments.fold]:
            run_teacher(context, replace(TEACHER, **given), arguments.shape or "mpnet", fold, name or "teacher")
    if step in {"student", "all"}:
        teachers = sorted(context.work.glob("teacher-*.pt")) if step == "all" else arguments.teachers or []
        run_student(context, replace(STUDENT, **given), arguments.shape or "minilm", teachers, name or "student")
    if step == "compare":
        taggers = [load(path) for path in arguments.teachers]
        report(context, TorchNetwork(taggers, context.device), f"mean of {len(taggers)}")
    if step in {"export", "all"}:
        run_export(context, context.work / f"{name or 'student'}.pt", arguments.target)
    if step == "evaluate":
        print(json.dumps({k: round(v, 4) for k, v in measure(context.corpus, arguments.target).items()}, indent=1))
