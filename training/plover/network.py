"""The classifier: a MiniLM or MPNet encoder that reads a sentence with its two actors marked, and one linear layer.

What the classifier sees of the encoder's last layer is the mean over the sentence and the states at the two opening
marks (Baldini Soares et al. 2019, "Matching the Blanks", entity start).
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from communique.annotate.pair_model import MARKS

from ..attribution.model import SHAPES, Block, relative_buckets

Weights = dict[str, Tensor]


class Classifier(nn.Module):
    """Ids of word pieces, padding masked, to logits of the classes."""

    def __init__(self, shape: str, classes: int) -> None:
        super().__init__()
        self.shape = SHAPES[shape]
        self.marks = (MARKS["<s>"], MARKS["<t>"])
        self.classes = classes
        hidden = self.shape.hidden
        self.words = nn.Embedding(self.shape.vocabulary, hidden)
        self.positions = nn.Embedding(self.shape.positions, hidden)
        self.norm = nn.LayerNorm(hidden, eps=self.shape.epsilon)
        self.bias = nn.Embedding(32, self.shape.heads) if self.shape.relative else None
        self.blocks = nn.ModuleList(
            Block(hidden, self.shape.heads, self.shape.inner, self.shape.epsilon) for _ in range(self.shape.layers)
        )
        self.out = nn.Linear(3 * hidden, classes)

    def below(self, ids: Tensor, present: Tensor, blocks: int) -> Tensor:
        """Return the hidden states [batch, length, hidden] above the lowest blocks, without dropout."""
        places = torch.arange(ids.shape[1], device=ids.device) + self.shape.first_position
        x: Tensor = self.norm(self.words(ids) + self.positions(places))
        mask = self._mask(ids, present)
        for block in self.blocks[:blocks]:
            x = block(x, mask, 0.0)
        return x

    def above(self, x: Tensor, ids: Tensor, present: Tensor, blocks: int, dropout: float) -> Tensor:
        """Return the logits [batch, classes] from the states above the lowest blocks."""
        mask = self._mask(ids, present)
        for block in self.blocks[blocks:]:
            x = block(x, mask, dropout)
        logits: Tensor = self.out(functional.dropout(self.pool(x, ids, present), dropout, self.training))
        return logits

    def _mask(self, ids: Tensor, present: Tensor) -> Tensor:
        mask = torch.zeros(present.shape).masked_fill(~present, -1e4)[:, None, None, :]
        if self.bias is not None:
            mask = mask + self.bias(relative_buckets(ids.shape[1], ids.device)).permute(2, 0, 1)[None]
        return mask

    def pool(self, x: Tensor, ids: Tensor, present: Tensor) -> Tensor:
        """Return the mean and the states at the marks, side by side."""
        weight = present[..., None].to(x.dtype)
        parts = [(x * weight).sum(1) / weight.sum(1)]
        for mark in self.marks:
            found = (ids == mark)[..., None].to(x.dtype)
            parts.append((x * found).sum(1) / found.sum(1).clamp(min=1))
        return torch.cat(parts, -1)

    def forward(self, ids: Tensor, present: Tensor) -> Tensor:
        """Return the logits [batch, classes]."""
        return self.above(self.below(ids, present, 0), ids, present, 0, 0.0)


def load_weights(classifier: Classifier, folder: Path, vocabulary: dict[str, int]) -> None:
    """Copy the encoder below ``folder`` (model.safetensors, vocab.txt), its words in the order of this vocabulary."""
    weights = load_file(folder / "model.safetensors")
    own = {w: n for n, w in enumerate((folder / "vocab.txt").read_text("utf-8").split("\n")) if w}
    renamed = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}
    table = weights["embeddings.word_embeddings.weight"]
    with torch.no_grad():
        for word, place in vocabulary.items():
            row = own.get(word, own.get(renamed.get(word, ""), own["[UNK]"]))
            classifier.words.weight[place] = table[row]
    _copy(classifier.positions.weight, weights["embeddings.position_embeddings.weight"])
    if "embeddings.token_type_embeddings.weight" in weights:
        with torch.no_grad():
            classifier.positions.weight += weights["embeddings.token_type_embeddings.weight"][0]
    _norm(classifier.norm, weights, "embeddings.LayerNorm")
    if classifier.bias is not None:
        _copy(classifier.bias.weight, weights["encoder.relative_attention_bias.weight"])
    for number, block in enumerate(classifier.blocks):
        _copy_block(block, weights, f"encoder.layer.{number}", relative=classifier.bias is not None)


def set_marks(classifier: Classifier, vocabulary: dict[str, int]) -> None:
    """Give the four marks the embeddings of words that say what they mark; the closing ones a bracket beside."""
    words = classifier.words.weight
    with torch.no_grad():
        for mark, place in MARKS.items():
            word = "actor" if "s" in mark else "target"
            words[place] = words[vocabulary[word]] + (0.5 * words[vocabulary[")"]] if "/" in mark else 0.0)


def _copy_block(block: nn.Module, weights: Weights, name: str, *, relative: bool) -> None:
    attention = f"{name}.attention.attn" if relative else f"{name}.attention.self"
    parts = ("q", "k", "v") if relative else ("query", "key", "value")
    output = f"{attention}.o" if relative else f"{name}.attention.output.dense"
    norm = f"{name}.attention.LayerNorm" if relative else f"{name}.attention.output.LayerNorm"
    for kind in ("weight", "bias"):
        _copy(getattr(block.attention.qkv, kind), torch.cat([weights[f"{attention}.{p}.{kind}"] for p in parts]))
        _copy(getattr(block.attention.out, kind), weights[f"{output}.{kind}"])
        _copy(getattr(block.up, kind), weights[f"{name}.intermediate.dense.{kind}"])
        _copy(getattr(block.down, kind), weights[f"{name}.output.dense.{kind}"])
    _norm(block.norm1, weights, norm)
    _norm(block.norm2, weights, f"{name}.output.LayerNorm")


def _norm(norm: nn.LayerNorm, weights: Weights, name: str) -> None:
    _copy(norm.weight, weights[f"{name}.weight"])
    _copy(norm.bias, weights[f"{name}.bias"])


def _copy(target: Tensor, source: Tensor) -> None:
    with torch.no_grad():
        target.copy_(source.float())
