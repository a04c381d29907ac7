"""Fitting the classifier. Embeddings and the lowest blocks stay as they are, so their states are computed once."""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from .network import Classifier


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the classifier is fitted; chosen on the first fold."""

    epochs: int = 5
    rate: float = 2e-4
    head_rate: float = 1e-3
    batch: int = 24
    dropout: float = 0.1
    frozen: int = 2
    warm: float = 0.1
    seed: int = 1


def pad(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Return ids [batch, length] with zeros behind the shorter rows, and where there is something."""
    ids = torch.zeros(len(rows), max(len(r) for r in rows), dtype=torch.long)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = torch.tensor(row)
    return ids, ids != 0


def fit(model: Classifier, rows: Sequence[Sequence[int]], classes: Sequence[int], recipe: Recipe) -> None:
    """Fit the upper blocks and the linear layer to the rows of word pieces and their classes, in place."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    upper = list(model.blocks[recipe.frozen :].parameters())
    kept = {id(p) for p in (*upper, *model.out.parameters())}
    for parameter in model.parameters():
        parameter.requires_grad_(id(parameter) in kept)
    states = _lower_states(model, rows, recipe)
    groups = [{"params": upper, "lr": recipe.rate}, {"params": list(model.out.parameters()), "lr": recipe.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = recipe.epochs * math.ceil(len(rows) / recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: _factor(s, steps, recipe.warm))
    model.train()
    for number, chosen in enumerate(_batches([len(r) for r in rows], recipe, rng)):
        ids, present = pad([rows[i] for i in chosen])
        below = torch.zeros(*ids.shape, states[0].shape[1])
        for place, i in enumerate(chosen):
            below[place, : len(states[i])] = states[i]
        logits = model.above(below, ids, present, recipe.frozen, recipe.dropout)
        loss = functional.cross_entropy(logits, torch.tensor([classes[i] for i in chosen]))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_((*upper, *model.out.parameters()), 1.0)
        optimizer.step()
        schedule.step()
        if number % 50 == 0:
            print(f"step {number} of {steps}: {loss.item():.3f}", file=sys.stderr, flush=True)
    model.eval()


def _factor(step: int, steps: int, warm: float) -> float:
    start = max(1.0, warm * steps)
    return (step + 1) / start if step < start else max(0.0, (steps - step) / (steps - start))


def _lower_states(model: Classifier, rows: Sequence[Sequence[int]], recipe: Recipe) -> list[Tensor]:
    model.eval()
    with torch.no_grad():
        return [model.below(*pad([row]), recipe.frozen)[0] for row in rows]


def _batches(lengths: Sequence[int], recipe: Recipe, rng: random.Random) -> Iterator[list[int]]:
    """Yield the batches of all epochs: chance decides on neighbourhoods, within which lengths are alike."""
    size = recipe.batch
    for _ in range(recipe.epochs):
        order = list(range(len(lengths)))
        rng.shuffle(order)
        chunks = []
        for start in range(0, len(order), 8 * size):
            near = sorted(order[start : start + 8 * size], key=lambda i: lengths[i])
            chunks += [near[k : k + size] for k in range(0, len(near), size)]
        rng.shuffle(chunks)
        yield from chunks


def probabilities(model: Classifier, row: Sequence[int]) -> list[float]:
    """Return the probability of each class for one row of word pieces."""
    model.eval()
    with torch.no_grad():
        found: list[float] = model(*pad([row])).softmax(-1)[0].tolist()
    return found
