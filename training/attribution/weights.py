"""Load the pre-trained encoders into ``model.Encoder``."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file
from torch import Tensor, nn

from .model import Encoder


def read_weights(folder: Path) -> dict[str, Tensor]:
    """Return the tensors below ``folder``: ``model.safetensors``, or the ``packed*.npz`` that ``pack`` wrote."""
    plain = folder / "model.safetensors"
    if plain.exists():
        return {name: torch.from_numpy(array).float() for name, array in load_file(plain).items()}
    tensors: dict[str, Tensor] = {}
    for path in sorted(folder.glob("packed*.npz")):
        with np.load(path) as archive:
            for name in archive.files:
                if not name.endswith("::scale"):
                    values = torch.from_numpy(archive[name]).float()
                    scale = f"{name}::scale"
                    tensors[name] = (
                        values * torch.from_numpy(archive[scale]).float() if scale in archive.files else values
                    )
    return tensors


def pack(source: Path, target: Path, *, parts: int, eight_bit: bool) -> None:
    """Write the weights in ``parts`` files small enough to move, matrices with one scale a row or in half precision."""
    tensors = load_file(source / "model.safetensors")
    target.mkdir(parents=True, exist_ok=True)
    names = sorted(tensors)
    total = sum(tensors[n].size for n in names)
    groups: list[dict[str, np.ndarray]] = [{} for _ in range(parts)]
    done = 0
    for name in names:
        group = groups[min(parts - 1, done * parts // total)]
        array = tensors[name]
        done += array.size
        if array.dtype.kind != "f":
            continue
        if eight_bit and array.ndim == 2:
            scale = np.maximum(np.abs(array).max(1, keepdims=True) / 127, 1e-12).astype(np.float32)
            group[name] = np.round(array / scale).astype(np.int8)
            group[f"{name}::scale"] = scale
        else:
            group[name] = array.astype(np.float16)
    for number, group in enumerate(groups):
        np.savez(target / f"packed{number}.npz", **group)


def _copy(parameter: Tensor, value: Tensor) -> None:
    with torch.no_grad():
        parameter[: len(value)].copy_(value)


def _copy_linear(layer: nn.Linear, weights: dict[str, Tensor], *names: str) -> None:
    _copy(layer.weight, torch.cat([weights[f"{n}.weight"] for n in names]))
    _copy(layer.bias, torch.cat([weights[f"{n}.bias"] for n in names]))


def _copy_norm(norm: nn.LayerNorm, weights: dict[str, Tensor], name: str) -> None:
    _copy(norm.weight, weights[f"{name}.weight"])
    _copy(norm.bias, weights[f"{name}.bias"])


def _word_rows(weights: Tensor, folder: Path, reference: Path) -> Tensor:
    """Return the word embeddings in the order of the reference vocabulary, BERT's, whatever their own order."""
    own = {word: row for row, word in enumerate((folder / "vocab.txt").read_text("utf-8").split("\n")) if word}
    wanted = [w for w in (reference / "vocab.txt").read_text("utf-8").split("\n") if w]
    marks = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}
    unknown = own.get("[UNK]", own.get("<unk>", 0))
    rows = [own.get(marks.get(w, w), own.get(w, unknown)) for w in wanted]
    return weights[torch.tensor(rows)]


def load_encoder(encoder: Encoder, folder: Path, vocabulary: Path) -> None:
    """Fill ``encoder`` from the weights in ``folder``; ``vocabulary`` is the folder of the BERT vocabulary in use."""
    weights = read_weights(folder)
    _copy(encoder.words.weight, _word_rows(weights["embeddings.word_embeddings.weight"], folder, vocabulary))
    positions = weights["embeddings.position_embeddings.weight"]
    kinds = weights.get("embeddings.token_type_embeddings.weight")
    _copy(encoder.positions.weight, positions if kinds is None else positions + kinds[0])
    _copy_norm(encoder.norm, weights, "embeddings.LayerNorm")
    mpnet = encoder.bias is not None
    if encoder.bias is not None:
        _copy(encoder.bias.weight, weights["encoder.relative_attention_bias.weight"])
    for number, block in enumerate(encoder.blocks):
        base = f"encoder.layer.{number}"
        inner = "attn.{}" if mpnet else "self.{}"
        names = ("q", "k", "v") if mpnet else ("query", "key", "value")
        _copy_linear(block.attention.qkv, weights, *(f"{base}.attention.{inner.format(n)}" for n in names))
        _copy_linear(block.attention.out, weights, f"{base}.attention.{'attn.o' if mpnet else 'output.dense'}")
        _copy_norm(block.norm1, weights, f"{base}.attention.{'LayerNorm' if mpnet else 'output.LayerNorm'}")
        _copy_linear(block.up, weights, f"{base}.intermediate.dense")
        _copy_linear(block.down, weights, f"{base}.output.dense")
        _copy_norm(block.norm2, weights, f"{base}.output.LayerNorm")
