"""Trained networks as the run-time decoder wants them: one window at a time, probabilities out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from communique.annotate.attribution_decode import CONTENT_INSIDE, FloatArray
from communique.annotate.attribution_text import IntArray

from .batches import CLASSIFY, SEPARATE
from .model import ANNOTATOR_UNKNOWN, Tagger


def link_probabilities(logits: Tensor) -> Tensor:
    """Return the link head's probabilities: edges compete over the slots, inside is decided slot by slot."""
    edges = logits[..., :CONTENT_INSIDE].softmax(-2)
    return torch.cat([edges, logits[..., CONTENT_INSIDE:].sigmoid()], -1)


class TorchNetwork:
    """One network, or several whose probabilities are averaged."""

    def __init__(self, taggers: Sequence[Tagger], device: torch.device) -> None:
        self._taggers = [t.to(device).eval() for t in taggers]
        self._device = device

    @torch.inference_mode()
    def encode(self, ids: IntArray, features: IntArray) -> tuple[object, FloatArray]:
        """Return the hidden states and the mean cue probabilities."""
        marked = torch.tensor([[CLASSIFY, *ids.tolist(), SEPARATE]], device=self._device)
        padded = torch.from_numpy(np.pad(features, ((1, 1), (0, 0))))[None].to(self._device)
        nobody = torch.full((1,), ANNOTATOR_UNKNOWN, device=self._device)
        hidden = [t.encoder(marked, padded, nobody, None, 0.0) for t in self._taggers]
        cues = [t.cues(h)[0, 1:-1].softmax(-1) for t, h in zip(self._taggers, hidden, strict=True)]
        return hidden, torch.stack(cues).mean(0).cpu().numpy()

    @torch.inference_mode()
    def link(self, hidden: object, cues: IntArray, reach: IntArray) -> FloatArray:
        """Return the mean link probabilities, over the whole of REACH, as in training."""
        assert isinstance(hidden, list)
        first, last = (torch.from_numpy(x + 1).to(self._device) for x in (cues[:, 0], cues[:, 1]))
        rows = torch.zeros_like(first)
        found = []
        for tagger, states in zip(self._taggers, hidden, strict=True):
            lengths = torch.tensor([states.shape[1]], device=self._device)
            found.append(link_probabilities(tagger.linker(states, lengths, (rows, first, last), 0.0)))
        return torch.stack(found).mean(0).cpu().numpy()
