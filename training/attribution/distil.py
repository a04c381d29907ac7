"""A teacher's probabilities as training targets (Hinton, Vinyals and Dean 2015).

A text that teachers were trained on is taught only by those that did not see it (cross-fitting): what a network says of
its own training texts is memory rather than judgement.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from communique.annotate.attribution_decode import BEGIN, CONTINUE

from .batches import IGNORED, SLOTS, Example, collate
from .model import ANNOTATOR_UNKNOWN, Tagger
from .network import link_probabilities

CANDIDATE = 0.25
"""Probability of a cue's beginning from which the teacher's own finds are linked and taught too."""
MOST_CANDIDATES = 24
"""Of these, as many a window at most."""


def _candidates(
    probabilities: NDArray[np.float32], labels: NDArray[np.int64], known: set[int]
) -> list[tuple[int, int]]:
    found = []
    likely = np.flatnonzero((probabilities[:, BEGIN] >= CANDIDATE) & (labels != CONTINUE))
    likely = likely[np.argsort(-probabilities[likely, BEGIN], kind="stable")][:MOST_CANDIDATES]
    for first in sorted(likely.tolist()):
        if first in known:
            continue
        last = first
        while last + 1 < len(labels) - 1 and probabilities[last + 1, CONTINUE] > 0.5:
            last += 1
        found.append((first, last))
    return found


def _add_cues(example: Example, extra: list[tuple[int, int]]) -> None:
    if not extra:
        return
    count = len(extra)
    example.cues = np.concatenate([example.cues, np.array(extra, dtype=np.int64)])
    example.edges = np.concatenate([example.edges, np.full((count, 4), IGNORED, dtype=np.int64)])
    example.inside = np.concatenate([example.inside, np.zeros((count, SLOTS, 2), dtype=bool)])
    example.hard = np.concatenate([example.hard, np.zeros(count, dtype=bool)])


@torch.no_grad()
def teach(taggers: Sequence[Tagger], pool: Sequence[Example], device: torch.device) -> None:
    """Add the taggers' mean probabilities to the examples."""
    order = sorted(range(len(pool)), key=lambda i: len(pool[i].ids))
    for start in range(0, len(order), 32):
        group = order[start : start + 32]
        _teach_batch(taggers, [pool[i] for i in group], device)


def _teach_batch(taggers: Sequence[Tagger], chosen: list[Example], device: torch.device) -> None:
    batch = collate(chosen, device)
    nobody = torch.full_like(batch.annotators, ANNOTATOR_UNKNOWN)
    with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
        hidden = [t.encoder(batch.ids, batch.features, nobody, batch.mask, 0.0) for t in taggers]
        cues = torch.stack([t.cues(h).float().softmax(-1) for t, h in zip(taggers, hidden, strict=True)]).mean(0)
    probabilities = cues.cpu().numpy()
    for row, example in enumerate(chosen):
        kept = np.zeros((len(example.ids), 3), dtype=np.float32)
        core = slice(*example.core)
        kept[core] = probabilities[row, core]
        example.soft_labels = kept.astype(np.float16)
        _add_cues(example, _candidates(kept, example.labels, set(example.cues[:, 0].tolist())))
        example.soft_links = None
    again = collate(chosen, device)
    links = np.zeros((0, SLOTS, 6), dtype=np.float16)
    if len(again.cues):
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            lengths = again.mask.sum(1)
            found = [
                link_probabilities(t.linker(h, lengths, (again.rows, again.cues[:, 0], again.cues[:, 1]), 0.0).float())
                for t, h in zip(taggers, hidden, strict=True)
            ]
        links = torch.stack(found).mean(0).cpu().numpy().astype(np.float16)
    begins = np.cumsum([0, *(len(e.cues) for e in chosen)])
    for row, example in enumerate(chosen):
        example.soft_links = links[begins[row] : begins[row + 1]]
