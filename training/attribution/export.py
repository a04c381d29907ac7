"""Trained network to eight-bit ONNX files.

Matrix products are quantised by ONNX Runtime (weights by column ahead of time, activations as they come); the word
embeddings, half of the weights, by row here, because one scale for the whole table would cost the rare words.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from communique.annotate.attribution_decode import REACH, Settings

from .model import ANNOTATOR_UNKNOWN, Attention, Block, Tagger

OPSET = 17
FILES = ("encoder.onnx", "linker.onnx", "tokenizer.json")


class FusedAttention(torch.autograd.Function):
    """ONNX Runtime's own attention, which never writes the matrix of all pairs to memory."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        """Return what the node will, for tracing."""
        batch, length, size = q.shape
        q, k, v = (x.view(batch, length, heads, size // heads).transpose(1, 2) for x in (q, k, v))
        return functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(batch, length, size)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        """Return the node."""
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


def _attend(attention: Attention, x: Tensor) -> Tensor:
    q, k, v = attention.qkv(x).split(x.shape[-1], -1)
    return attention.out(FusedAttention.apply(q, k, v, attention.heads))


def _block(block: Block, x: Tensor) -> Tensor:
    """Return the block's output without masks or dropout: a window and a cue's surroundings are never padded."""
    if block.norm_first:
        x = x + _attend(block.attention, block.norm1(x))
        return x + block.down(functional.gelu(block.up(block.norm2(x))))
    x = block.norm1(x + _attend(block.attention, x))
    return block.norm2(x + block.down(functional.gelu(block.up(x))))


class EncoderGraph(nn.Module):
    """Pieces of one window, marks included, to cue logits and to what the link head reads of each piece."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.encoder = tagger.encoder
        linker, hidden = tagger.linker, tagger.encoder.shape.hidden
        heads = (linker.piece, linker.cue_first, linker.cue_last, tagger.cues)
        self.heads = nn.Linear(hidden, sum(h.out_features for h in heads))
        with torch.no_grad():
            self.heads.weight.copy_(torch.cat([h.weight for h in heads]))
            self.heads.bias.copy_(torch.cat([h.bias for h in heads]))
        table = tagger.encoder.words.weight.detach()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale)
        fixed = tagger.encoder.positions.weight.detach() + tagger.encoder.annotators.weight.detach()[ANNOTATOR_UNKNOWN]
        self.register_buffer("fixed", fixed)

    def forward(self, ids: Tensor, features: Tensor) -> Tensor:
        """Return [pieces, 3 * link size + 3]: as piece, as a cue's first, as a cue's last; cue logits."""
        x = self.table[ids].float() * self.scale[ids] + self.fixed[: ids.shape[0]]
        for column, table in enumerate(self.encoder.features):
            x = x + table(features[:, column])
        x = self.encoder.norm(x)[None]
        for block in self.encoder.blocks:
            x = _block(block, x)
        return self.heads(x[0])


class LinkerGraph(nn.Module):
    """The pieces around one cue to link logits."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.linker = tagger.linker

    def forward(self, pieces: Tensor, cue: Tensor, place: Tensor) -> Tensor:
        """Return [1 + pieces, 6]; pieces: [m, link size], cue: [link size].

        place: number of pieces before the cue's first one, and the cue's length.
        """
        offsets = torch.arange(pieces.shape[0]) - place[0]
        within = ((offsets >= 0) & (offsets < place[1])).long()
        x = pieces + self.linker.distance(offsets + REACH) + self.linker.in_cue(within)
        x = (torch.cat([self.linker.none[None], x]) + cue)[None]
        for block in self.linker.blocks:
            x = _block(block, x)
        return self.linker.out(self.linker.norm(x))[0]


def _quantise(raw: Path, target: Path) -> None:
    prepared = raw.with_suffix(".prepared.onnx")
    quant_pre_process(str(raw), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared),
        str(target),
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        weight_type=QuantType.QInt8,
    )


def _write_graphs(tagger: Tagger, work: Path) -> list[Path]:
    work.mkdir(parents=True, exist_ok=True)
    ids = torch.arange(1000, 1040)
    features = torch.zeros(40, 3, dtype=torch.long)
    size = tagger.encoder.shape.link_size
    around = (torch.zeros(60, size), torch.zeros(size), torch.tensor([20, 2]))
    encoder, linker = work / "encoder.onnx", work / "linker.onnx"
    torch.onnx.export(
        EncoderGraph(tagger).eval(), (ids, features), str(encoder), dynamo=False, opset_version=OPSET,
        input_names=["ids", "features"], output_names=["heads"], custom_opsets={"com.microsoft": 1},
        dynamic_axes={"ids": {0: "n"}, "features": {0: "n"}, "heads": {0: "n"}},
    )  # fmt: skip
    torch.onnx.export(
        LinkerGraph(tagger).eval(), around, str(linker), dynamo=False, opset_version=OPSET,
        input_names=["pieces", "cue", "place"], output_names=["links"], custom_opsets={"com.microsoft": 1},
        dynamic_axes={"pieces": {0: "m"}, "links": {0: "s"}},
    )  # fmt: skip
    return [encoder, linker]


def write_model(tagger: Tagger, tokenizer: Tokenizer, settings: Settings, work: Path, target: Path) -> None:
    """Write the shipped files below ``target``: two graphs, the tokenizer, and a manifest with their SHA-256."""
    target.mkdir(parents=True, exist_ok=True)
    for raw, name in zip(_write_graphs(tagger, work), FILES, strict=False):
        _quantise(raw, target / name)
        onnx.checker.check_model(str(target / name))
    tokenizer.save(str(target / FILES[2]), pretty=False)
    write_manifest(settings, target)


def write_manifest(settings: Settings, target: Path) -> None:
    """Write ``manifest.json``: the decoder's settings, and size and checksum of every file."""
    files = {
        name: {
            "bytes": (target / name).stat().st_size,
            "sha256": hashlib.sha256((target / name).read_bytes()).hexdigest(),
        }
        for name in FILES
    }
    manifest = {
        "format": 1,
        "cue_bias": settings.cue_bias,
        "source_bias": settings.source_bias,
        "files": files,
    }
    (target / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
