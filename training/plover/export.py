"""The shipped files: an eight-bit ONNX graph for one sentence, the tokenizer, and a manifest with their checksums."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import Tensor, nn

from communique.annotate.network import MANIFEST
from communique.annotate.pair_model import NETWORK, TOKENIZER

from ..attribution.export import _attend
from .network import Classifier

OPSET = 17
LARGEST = 25_000_000


class Graph(nn.Module):
    """Word pieces of one sentence to logits; word embeddings in eight bits with a scale a row."""

    def __init__(self, classifier: Classifier) -> None:
        super().__init__()
        self.inner = classifier
        table = classifier.words.weight.detach()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale)
        self.register_buffer("fixed", classifier.positions.weight.detach())
        self.norm, self.blocks, self.out = classifier.norm, classifier.blocks, classifier.out

    def forward(self, ids: Tensor) -> Tensor:
        """Return the logits [classes]."""
        x = self.norm(self.table[ids].float() * self.scale[ids] + self.fixed[: ids.shape[0]])[None]
        for block in self.blocks:
            x = block.norm1(x + _attend(block.attention, x))
            x = block.norm2(x + block.down(nn.functional.gelu(block.up(x))))
        parts = [x[0].mean(0)]
        for mark in self.inner.marks:
            found = (ids == mark)[:, None].to(x.dtype)
            parts.append((x[0] * found).sum(0) / found.sum(0).clamp(min=1))
        logits: Tensor = self.out(torch.cat(parts)[None])[0]
        return logits


def write_model(
    classifier: Classifier, labels: tuple[str, ...], tokenizer: Tokenizer, work: Path, target: Path
) -> None:
    """Write the shipped files below ``target``; ValueError when they are too large to ship."""
    work.mkdir(parents=True, exist_ok=True)
    target.mkdir(parents=True, exist_ok=True)
    raw, prepared = work / "network.raw.onnx", work / "network.prepared.onnx"
    graph = Graph(classifier).eval()
    torch.onnx.export(
        graph, (torch.arange(1000, 1040),), str(raw), dynamo=False, opset_version=OPSET, input_names=["ids"],
        output_names=["logits"], custom_opsets={"com.microsoft": 1}, dynamic_axes={"ids": {0: "n"}},
    )  # fmt: skip
    quant_pre_process(str(raw), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared),
        str(target / NETWORK),
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        weight_type=QuantType.QInt8,
    )
    onnx.checker.check_model(str(target / NETWORK))
    tokenizer.save(str(target / TOKENIZER), pretty=False)
    contents = {name: (target / name).read_bytes() for name in (NETWORK, TOKENIZER)}
    files = {n: {"bytes": len(c), "sha256": hashlib.sha256(c).hexdigest()} for n, c in contents.items()}
    manifest = {"format": 1, "labels": list(labels), "files": files}
    (target / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    size = sum((target / name).stat().st_size for name in files)
    if size > LARGEST:
        raise ValueError(f"{target}: {size} bytes are more than {LARGEST}")
