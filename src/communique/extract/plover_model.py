"""The shipped PLOVER classifier: files checked against their checksums, then run by ONNX Runtime.

Eight-bit activations take their scale from the tensor they stand in, so a sentence's result would depend on its
neighbours in a batch. The network therefore runs one sentence at a time.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from communique.errors import CommuniqueError

SHIPPED = Path(__file__).parents[1] / "annotate" / "models" / "plover"
MANIFEST, NETWORK, TOKENIZER = "manifest.json", "network.onnx", "tokenizer.json"
#: Word pieces that stand for the four marks; the uncased vocabulary keeps these rows unused.
MARKS = {"<s>": 1, "</s>": 2, "<t>": 3, "</t>": 4}
CLASSIFY, SEPARATE = 101, 102
LONGEST = 192

_MARK = re.compile(r"(</?[st]>)")


class ModelError(CommuniqueError):
    """A shipped network is missing, damaged or not the one its manifest describes."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A class and its probability."""

    label: str
    score: float


class PloverModel:
    """The tokenizer and network below one folder.

    Raises ModelError when a file is missing or is not the one that the manifest describes.
    """

    def __init__(self, folder: Path) -> None:
        manifest = _manifest(folder)
        contents = {name: _checked(folder / name, sha256) for name, sha256 in manifest["files"].items()}
        self.labels: tuple[str, ...] = tuple(manifest["labels"])
        self._tokenizer = Tokenizer.from_str(contents[TOKENIZER].decode("utf-8"))
        self._session = _session(contents[NETWORK])

    def probabilities(self, marked_sentence: str) -> list[float]:
        """Return the probability of each class of ``labels`` for a sentence with its pair marked by <s> and <t>."""
        ids = np.array(encode(self._tokenizer, marked_sentence), dtype=np.int64)
        (logits,) = self._session.run(None, {"ids": ids})
        powers = np.exp(logits - logits.max())
        return [float(p) for p in powers / powers.sum()]

    def classify(self, marked_sentence: str) -> Reading:
        """Return the likeliest class; of equals the first in ``labels``."""
        found = self.probabilities(marked_sentence)
        best = max(range(len(found)), key=lambda i: (found[i], -i))
        return Reading(self.labels[best], found[best])


def encode(tokenizer: Tokenizer, marked_sentence: str) -> list[int]:
    """Return the word pieces of a marked sentence, cut to the length that the network was made for."""
    ids = [CLASSIFY]
    for part in _MARK.split(marked_sentence):
        if part in MARKS:
            ids.append(MARKS[part])
        elif part.strip():
            ids += tokenizer.encode(part, add_special_tokens=False).ids
    return [*ids[: LONGEST - 1], SEPARATE]


def marked(text: str, source: tuple[int, int], target: tuple[int, int]) -> str:
    """Return the text with marks around the source and the target; where they overlap, the shorter stands inside."""
    outer_first = sorted([(*source, "s"), (*target, "t")], key=lambda p: (p[0], -p[1]))
    inserts: list[tuple[int, int, str]] = []
    for depth, (start, end, mark) in enumerate(outer_first):
        inserts += [(start, 1 + depth, f"<{mark}>"), (end, -depth, f"</{mark}>")]
    out, last = [], 0
    for place, _, mark in sorted(inserts):
        out += [text[last:place], mark]
        last = place
    return "".join([*out, text[last:]])


@functools.cache
def plover_model() -> PloverModel:
    """Return the model that ships with the package, loaded once a process."""
    return PloverModel(SHIPPED)


def _session(graph: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); reinstall communique") from error
    except ValueError as error:
        raise ModelError(f"{path}: is no JSON ({error}); reinstall communique") from error
    wanted = {"labels": list, "files": dict}
    if not isinstance(manifest, dict) or any(not isinstance(manifest.get(k), t) for k, t in wanted.items()):
        raise ModelError(f"{path}: lists no labels or files; reinstall communique")
    return manifest


def _checked(path: Path, wanted: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); reinstall communique") from error
    found = hashlib.sha256(content).hexdigest()
    if found != wanted:
        raise ModelError(f"{path}: SHA-256 is {found}, the manifest has {wanted}; reinstall communique")
    return content
