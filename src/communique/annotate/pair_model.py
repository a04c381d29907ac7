"""Shipped classifiers of a sentence with two actors marked in it: what stands between the two.

Eight-bit activations take their scale from the tensor they stand in, so a sentence's result would depend on its
neighbours in a batch. The networks therefore run one sentence at a time.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from communique.annotate.network import read_shipped, session

#: Where the shipped networks lie, a folder each.
MODELS = Path(__file__).parent / "models"
NETWORK, TOKENIZER = "network.onnx", "tokenizer.json"
#: Word pieces that stand for the four marks; the uncased vocabulary keeps these rows unused.
MARKS = {"<s>": 1, "</s>": 2, "<t>": 3, "</t>": 4}
CLASSIFY, SEPARATE = 101, 102
LONGEST = 192

_MARK = re.compile(r"(</?[st]>)")


class PairModel:
    """The tokenizer and network below one folder.

    Raises ModelError when a file is missing or is not the one that the manifest describes.
    """

    def __init__(self, folder: Path) -> None:
        shipped = read_shipped(folder)
        self.labels: tuple[str, ...] = tuple(shipped.setting("labels"))
        self._tokenizer = Tokenizer.from_str(shipped.file(TOKENIZER).decode("utf-8"))
        self._session = session(shipped.file(NETWORK))

    def probabilities(self, marked_sentence: str) -> list[float]:
        """Return the probability of each class of ``labels`` for a sentence with its pair marked by <s> and <t>."""
        ids = np.array(encode(self._tokenizer, marked_sentence), dtype=np.int64)
        (logits,) = self._session.run(None, {"ids": ids})
        powers = np.exp(logits - logits.max())
        return [float(p) for p in powers / powers.sum()]


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
