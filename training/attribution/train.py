"""Fit a network to annotated windows, to a teacher's probabilities, or to both."""

from __future__ import annotations

import copy
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from communique.annotate.attribution_decode import CONTENT_INSIDE

from .batches import IGNORED, Batch, Example, batches
from .model import ANNOTATOR_UNKNOWN, Tagger

OFF_WINDOW = -1e3


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to fit: epochs over the pool, learning rates of encoder top and heads, share of the gold in the loss."""

    epochs: int = 8
    rate: float = 1e-4
    head_rate: float = 5e-4
    layer_decay: float = 0.9
    batch: int = 16
    dropout: float = 0.1
    seed: int = 1
    gold_share: float = 0.5
    average: float = 0.998
    annotator_known: float = 0.5


def _groups(tagger: Tagger, recipe: Recipe) -> list[dict[str, object]]:
    """Return the parameters by learning rate: lower layers, which know the language already, move less."""
    depth = len(tagger.encoder.blocks)
    rates: dict[tuple[float, float], list[nn.Parameter]] = defaultdict(list)
    for name, parameter in tagger.named_parameters():
        if name.startswith(("encoder.features", "encoder.annotators")) or not name.startswith("encoder."):
            rate = recipe.head_rate
        elif name.startswith("encoder.blocks."):
            rate = recipe.rate * recipe.layer_decay ** (depth - 1 - int(name.split(".")[2]))
        else:
            rate = recipe.rate * recipe.layer_decay**depth
        rates[rate, 0.01 if parameter.ndim > 1 else 0.0].append(parameter)
    return [{"params": p, "lr": rate, "weight_decay": decay} for (rate, decay), p in rates.items()]


def _soft_cross_entropy(logits: Tensor, wanted: Tensor) -> Tensor:
    return -(wanted * logits.log_softmax(-1)).sum(-1)


def _cue_loss(logits: Tensor, batch: Batch, share: float) -> Tensor:
    gold = functional.cross_entropy(logits.flatten(0, 1), batch.labels.flatten(), ignore_index=IGNORED, reduction="sum")
    if batch.soft_labels is None:
        return gold / max(1, len(batch.cues))
    soft = _soft_cross_entropy(logits, batch.soft_labels.float()).sum()
    return (share * gold + (1 - share) * soft) / max(1, len(batch.cues))


def _link_loss(logits: Tensor, batch: Batch, share: float) -> Tensor:
    edges = logits[:, :, :CONTENT_INSIDE].transpose(1, 2)
    gold_edges = functional.cross_entropy(
        edges.flatten(0, 1), batch.edges.flatten(), ignore_index=IGNORED, reduction="sum"
    ) / max(1, len(batch.cues))
    seen = (logits[:, :, CONTENT_INSIDE] > OFF_WINDOW).float()
    weight = seen * batch.hard[:, None].float()
    inside = logits[:, :, CONTENT_INSIDE:]
    flat = functional.binary_cross_entropy_with_logits(inside, batch.inside.float(), reduction="none").mean(-1)
    gold_inside = (flat * weight).sum() / weight.sum().clamp(min=1)
    if batch.soft_links is None:
        return 0.5 * gold_edges + 2.0 * gold_inside
    soft = batch.soft_links.float()
    soft_edges = _soft_cross_entropy(edges, soft[:, :, :CONTENT_INSIDE].transpose(1, 2)).sum() / len(batch.cues)
    flat = functional.binary_cross_entropy_with_logits(inside, soft[:, :, CONTENT_INSIDE:], reduction="none").mean(-1)
    soft_inside = (flat * seen).sum() / seen.sum().clamp(min=1)
    gold = 0.5 * gold_edges + 2.0 * gold_inside
    return share * gold + (1 - share) * (0.5 * soft_edges + 2.0 * soft_inside)


def forward(tagger: Tagger, batch: Batch, dropout: float) -> tuple[Tensor, Tensor | None]:
    """Return cue logits [windows, pieces, 3] and link logits [cues, slots, 6], None where the batch has no cue."""
    hidden = tagger.encoder(batch.ids, batch.features, batch.annotators, batch.mask, dropout)
    cue_logits = tagger.cues(functional.dropout(hidden, dropout, tagger.training)).float()
    if not len(batch.cues):
        return cue_logits, None
    starts, ends = batch.cues[:, 0], batch.cues[:, 1]
    if tagger.training:
        # A predicted cue is often shorter than the annotated one; the link head must bear that.
        ends = torch.where(torch.rand(len(ends), device=ends.device) < 0.1, starts, ends)
    return cue_logits, tagger.linker(hidden, batch.mask.sum(1), (batch.rows, starts, ends), dropout)


def _pools(texts: Sequence[Sequence[Example]], epochs: int) -> Iterator[list[Example]]:
    """Yield one pool an epoch: the cuts take turns, and so do the annotators of a text that has several."""
    for epoch in range(epochs):
        yield list(texts[epoch % len(texts)])


def fit(tagger: Tagger, cuts: Sequence[Sequence[Example]], recipe: Recipe, device: torch.device, label: str) -> Tagger:
    """Return the fitted network, weights averaged over the last steps; ``cuts``: the pool, cut into windows n ways."""
    torch.manual_seed(recipe.seed)
    random = np.random.default_rng(recipe.seed)
    tagger = tagger.to(device).train()
    average = copy.deepcopy(tagger)
    optimiser = torch.optim.AdamW(_groups(tagger, recipe), betas=(0.9, 0.98), eps=1e-6)
    total = sum(-(-len(cuts[e % len(cuts)]) // recipe.batch) for e in range(recipe.epochs))
    warm = max(1, int(0.08 * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (total - step) / max(1, total - warm)))
    )
    step, began = 0, time.perf_counter()
    for epoch, pool in enumerate(_pools(cuts, recipe.epochs)):
        running = torch.zeros((), device=device)
        for batch in batches(pool, recipe.batch, device, random):
            hide = torch.rand(len(batch.annotators), device=device) > recipe.annotator_known
            batch.annotators[hide] = ANNOTATOR_UNKNOWN
            with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
                cue_logits, link_logits = forward(tagger, batch, recipe.dropout)
            loss = _cue_loss(cue_logits, batch, recipe.gold_share)
            if link_logits is not None:
                loss = loss + _link_loss(link_logits, batch, recipe.gold_share)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            _follow(average, tagger, min(recipe.average, step / (step + 10)))
            running += loss.detach()
        spent = time.perf_counter() - began
        print(f"{label} epoch {epoch + 1}/{recipe.epochs} loss {running.item() / max(1, len(pool) / recipe.batch):.3f} "
              f"{spent:.0f}s", file=sys.stderr, flush=True)  # fmt: skip
    return average.eval()


@torch.no_grad()
def _follow(average: Tagger, tagger: Tagger, keep: float) -> None:
    ours = list(average.parameters())
    torch._foreach_lerp_(ours, list(tagger.parameters()), 1 - keep)
