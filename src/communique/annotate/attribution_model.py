"""The shipped tagger network: files checked against their checksums, then run by ONNX Runtime.

Eight-bit activations take their scale from the tensor they stand in, so a window's result would depend on its
neighbours in a batch. The network therefore runs one window at a time: what a text gets depends on that text alone.
"""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from communique.annotate.attribution_decode import CONTENT_INSIDE, LINK_COLUMNS, REACH, FloatArray, Settings
from communique.annotate.attribution_text import FEATURE_SIZES, IntArray
from communique.errors import CommuniqueError

SHIPPED = Path(__file__).parent / "models" / "attribution"
MANIFEST = "manifest.json"
_ENCODER, _LINKER, _TOKENIZER = "encoder.onnx", "linker.onnx", "tokenizer.json"
_CLASSIFY, _SEPARATE = 101, 102
_CUE_LABELS = 3


class ModelError(CommuniqueError):
    """A shipped network is missing, damaged or not the one its manifest describes."""


class TaggerModel:
    """The tokenizer, the network and the decoder's settings below one folder.

    Raises ModelError when a file is missing or is not the one that the manifest describes.
    """

    def __init__(self, folder: Path) -> None:
        manifest = _read_manifest(folder)
        contents = {name: _read_checked(folder / name, entry["sha256"]) for name, entry in manifest["files"].items()}
        try:
            self.tokenizer = Tokenizer.from_str(contents[_TOKENIZER].decode("utf-8"))
            self._encoder = _session(contents[_ENCODER])
            self._linker = _session(contents[_LINKER])
            self.settings = Settings(float(manifest["cue_bias"]), float(manifest["source_bias"]))
        except KeyError as error:
            raise ModelError(f"{folder / MANIFEST}: lacks {error}; reinstall communique") from error

    def encode(self, ids: IntArray, features: IntArray) -> tuple[object, FloatArray]:
        """Return the window's hidden states, marks included, and the cue probabilities [pieces, 3]."""
        marked = np.concatenate(([_CLASSIFY], ids, [_SEPARATE])).astype(np.int64)
        padded = np.zeros((len(marked), len(FEATURE_SIZES)), dtype=np.int64)
        padded[1:-1] = features
        (heads,) = self._encoder.run(None, {"ids": marked, "features": padded})
        return heads, _softmax(heads[1:-1, -_CUE_LABELS:], axis=-1)

    def link(self, hidden: object, cues: IntArray, reach: IntArray) -> FloatArray:
        """Return the link probabilities [cues, slots, 6]: edges compete over the slots, the rest is slot by slot."""
        heads = np.asarray(hidden)
        size = (heads.shape[1] - _CUE_LABELS) // 3
        found = np.zeros((len(cues), 1 + 2 * REACH, LINK_COLUMNS), dtype=np.float32)
        # The window's opening mark stands before its pieces, so each number is one more here.
        for row, ((first, last), (low, high)) in enumerate(zip((cues + 1).tolist(), (reach + 1).tolist(), strict=True)):
            cue = heads[first, size : 2 * size] + heads[last, 2 * size : 3 * size]
            place = np.array([first - low, last - first + 1], dtype=np.int64)
            (logits,) = self._linker.run(None, {"pieces": heads[low:high, :size], "cue": cue, "place": place})
            begin = 1 + REACH - (first - low)
            probabilities = _link_probabilities(logits)
            found[row, 0] = probabilities[0]
            found[row, begin : begin + high - low] = probabilities[1:]
        return found


def _link_probabilities(logits: FloatArray) -> FloatArray:
    edges = _softmax(logits[:, :CONTENT_INSIDE], axis=0)
    inside = 1.0 / (1.0 + np.exp(-np.clip(logits[:, CONTENT_INSIDE:], -30.0, 30.0)))
    return np.concatenate([edges, inside.astype(np.float32)], axis=-1)


def _softmax(logits: FloatArray, axis: int) -> FloatArray:
    powers = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis=axis, keepdims=True), dtype=np.float32)


def _session(graph: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    # Measured with 1.32: the fused skip-and-norm kernel takes five times as long as an addition and a norm.
    return onnxruntime.InferenceSession(
        graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


def _read_manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); reinstall communique") from error
    except ValueError as error:
        raise ModelError(f"{path}: is no JSON ({error}); reinstall communique") from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
        raise ModelError(f"{path}: lists no files; reinstall communique")
    return manifest


def _read_checked(path: Path, wanted: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); reinstall communique") from error
    found = hashlib.sha256(content).hexdigest()
    if found != wanted:
        raise ModelError(f"{path}: SHA-256 is {found}, the manifest has {wanted}; reinstall communique")
    return content


@functools.cache
def shipped_model() -> TaggerModel:
    """Return the model that ships with the package, loaded once a process."""
    return TaggerModel(SHIPPED)
