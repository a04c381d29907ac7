"""The shipped PLOVER classifier: the class of what a marked source does to a marked target."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from communique.annotate.pair_model import MODELS, PairModel

SHIPPED = MODELS / "plover"


@dataclass(frozen=True, slots=True)
class Reading:
    """A class and its probability."""

    label: str
    score: float


class PloverModel(PairModel):
    """The network below one folder, over the PLOVER classes."""

    def classify(self, marked_sentence: str) -> Reading:
        """Return the likeliest class; of equals the first in ``labels``."""
        found = self.probabilities(marked_sentence)
        best = max(range(len(found)), key=lambda i: (found[i], -i))
        return Reading(self.labels[best], found[best])


@functools.cache
def plover_model() -> PloverModel:
    """Return the model that ships with the package, loaded once a process."""
    return PloverModel(SHIPPED)
