"""The shipped tagger network: files checked against their checksums, then run by ONNX Runtime.

Eight-bit activations take their scale from the tensor they stand in, so a window's result would depend on its
neighbours in a batch. The network therefore runs one window at a time: what a text gets depends on that text alone.
"""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from communique.annotate.attribution_decode import CONTENT_INSIDE, LINK_COLUMNS, REACH, FloatArray, Settings
from communique.annotate.attribution_text import FEATURE_SIZES, IntArray
from communique.annotate.network import read_shipped, session

SHIPPED = Path(__file__).parent / "models" / "attribution"
_ENCODER, _LINKER, _TOKENIZER = "encoder.onnx", "linker.onnx", "tokenizer.json"
_CLASSIFY, _SEPARATE = 101, 102
_CUE_LABELS = 3


class TaggerModel:
    """The tokenizer, the network and the decoder's settings below one folder.

    Raises ModelError when a file is missing or is not the one that the manifest describes.
    """

    def __init__(self, folder: Path) -> None:
        shipped = read_shipped(folder)
        self.settings = Settings(float(shipped.setting("cue_bias")), float(shipped.setting("source_bias")))
        self.tokenizer = Tokenizer.from_str(shipped.file(_TOKENIZER).decode("utf-8"))
        # Measured with 1.32: the fused skip-and-norm kernel takes five times as long as an addition and a norm.
        self._encoder = session(shipped.file(_ENCODER), without=["SkipLayerNormFusion"])
        self._linker = session(shipped.file(_LINKER), without=["SkipLayerNormFusion"])

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


@functools.cache
def shipped_model() -> TaggerModel:
    """Return the model that ships with the package, loaded once a process."""
    return TaggerModel(SHIPPED)
