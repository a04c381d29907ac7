"""The network: a MiniLM or MPNet encoder, a cue head, and a head that links each cue to its source and content.

The encoder is written out rather than imported, because it reads features beside the word pieces (see
``attribution_text``) and must export to a graph of plain matrix products that quantise well. Post-norm transformer as
in Devlin et al. 2019 (BERT), with the shared relative position bias of Song et al. 2020 (MPNet) where there is one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from communique.annotate.attribution_decode import LINK_COLUMNS, REACH
from communique.annotate.attribution_text import FEATURE_SIZES

ANNOTATOR_UNKNOWN = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a network."""

    hidden: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    first_position: int
    relative: bool
    link_size: int
    link_layers: int
    vocabulary: int = 30522
    positions: int = 512


SHAPES = {
    "minilm": Shape(384, 6, 12, 1536, 1e-12, 0, relative=False, link_size=192, link_layers=1),
    "mpnet": Shape(768, 12, 12, 3072, 1e-5, 2, relative=True, link_size=256, link_layers=2, positions=514),
}


def relative_buckets(length: int, device: torch.device) -> Tensor:
    """Return [length, length] bucket numbers, 32 buckets, as in T5 and MPNet (Raffel et al. 2020, section 2.1)."""
    position = torch.arange(length, device=device)
    distance = position[:, None] - position[None, :]
    bucket = (distance < 0).long() * 16
    distance = distance.abs()
    far = 8 + (torch.log(distance.clamp(min=1).float() / 8) / math.log(128 / 8) * 8).long()
    return bucket + torch.where(distance < 8, distance, far.clamp(max=15))


class Attention(nn.Module):
    """Multi-head self-attention with one matrix for query, key and value."""

    def __init__(self, size: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)

    def forward(self, x: Tensor, mask: Tensor | None, dropout: float) -> Tensor:
        batch, length, size = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, size // self.heads).permute(2, 0, 3, 1, 4)
        y = functional.scaled_dot_product_attention(
            q, k, v, attn_mask=mask, dropout_p=dropout if self.training else 0.0
        )
        return self.out(y.transpose(1, 2).reshape(batch, length, size))


class Block(nn.Module):
    """One transformer layer, normed after (encoder) or before (link head) each half."""

    def __init__(self, size: int, heads: int, inner: int, epsilon: float, *, norm_first: bool = False) -> None:
        super().__init__()
        self.norm_first = norm_first
        self.attention = Attention(size, heads)
        self.norm1 = nn.LayerNorm(size, eps=epsilon)
        self.up = nn.Linear(size, inner)
        self.down = nn.Linear(inner, size)
        self.norm2 = nn.LayerNorm(size, eps=epsilon)

    def forward(self, x: Tensor, mask: Tensor | None, dropout: float) -> Tensor:
        drop = lambda y: functional.dropout(y, dropout, self.training)  # noqa: E731
        if self.norm_first:
            x = x + drop(self.attention(self.norm1(x), mask, dropout))
            return x + drop(self.down(functional.gelu(self.up(self.norm2(x)))))
        x = self.norm1(x + drop(self.attention(x, mask, dropout)))
        return self.norm2(x + drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces and their features to hidden states."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.features = nn.ModuleList(nn.Embedding(size, shape.hidden) for size in FEATURE_SIZES)
        self.annotators = nn.Embedding(7, shape.hidden)
        for table in (*self.features, self.annotators):
            nn.init.normal_(table.weight, std=0.01)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.bias = nn.Embedding(32, shape.heads) if shape.relative else None
        self.blocks = nn.ModuleList(
            Block(shape.hidden, shape.heads, shape.inner, shape.epsilon) for _ in range(shape.layers)
        )

    def forward(self, ids: Tensor, features: Tensor, annotators: Tensor, mask: Tensor | None, dropout: float) -> Tensor:
        """Return [batch, length, hidden]; mask [batch, length] is True on real pieces."""
        length = ids.shape[1]
        where = torch.arange(length, device=ids.device) + self.shape.first_position
        x = self.words(ids) + self.positions(where) + self.annotators(annotators)[:, None]
        for column, table in enumerate(self.features):
            x = x + table(features[:, :, column])
        x = functional.dropout(self.norm(x), dropout, self.training)
        attention = None if mask is None else mask[:, None, None, :]
        if self.bias is not None:
            bias = self.bias(relative_buckets(length, ids.device)).permute(2, 0, 1)[None].to(x.dtype)
            attention = bias if attention is None else bias.masked_fill(~attention, -1e4)
        for block in self.blocks:
            x = block(x, attention, dropout)
        return x


class Linker(nn.Module):
    """For each cue, scores of the pieces around it as edges of its source and content; slot 0 stands for none."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        size = shape.link_size
        self.piece = nn.Linear(shape.hidden, size)
        self.cue_first = nn.Linear(shape.hidden, size)
        self.cue_last = nn.Linear(shape.hidden, size)
        self.distance = nn.Embedding(2 * REACH, size)
        self.in_cue = nn.Embedding(2, size)
        self.none = nn.Parameter(torch.zeros(size))
        self.blocks = nn.ModuleList(
            Block(size, size // 32, 2 * size, 1e-6, norm_first=True) for _ in range(shape.link_layers)
        )
        self.norm = nn.LayerNorm(size, eps=1e-6)
        self.out = nn.Linear(size, LINK_COLUMNS)
        for table in (self.distance, self.in_cue):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, hidden: Tensor, lengths: Tensor, cues: tuple[Tensor, Tensor, Tensor], dropout: float) -> Tensor:
        """Return logits [cues, 1 + 2 * REACH, 6]; cues: each cue's batch row, first and last piece.

        lengths: number of real pieces of each row. Slots off the window have -1e4 in every column.
        """
        rows, starts, ends = cues
        offsets = torch.arange(-REACH, REACH, device=hidden.device)
        where = starts[:, None] + offsets[None]
        valid = (where >= 0) & (where < lengths[rows][:, None])
        safe = torch.where(valid, where, torch.zeros_like(where))
        x = self.piece(hidden)[rows[:, None], safe]
        cue = self.cue_first(hidden[rows, starts]) + self.cue_last(hidden[rows, ends])
        within = ((where >= starts[:, None]) & (where <= ends[:, None])).long()
        x = x + self.distance.weight[None] + self.in_cue(within)
        x = torch.cat([self.none.expand(rows.shape[0], 1, -1), x], 1) + cue[:, None]
        seen = torch.cat([torch.ones_like(valid[:, :1]), valid], 1)
        for block in self.blocks:
            x = block(x, seen[:, None, None, :], dropout)
        logits = self.out(self.norm(x)).float()
        return logits.masked_fill(~seen[:, :, None], -1e4)


class Tagger(nn.Module):
    """Encoder and heads."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        self.cues = nn.Linear(shape.hidden, 3)
        self.linker = Linker(shape)
