"""The shipped reader of contacts: does a sentence tell of a contact between two marked actors, and of which mode."""

from __future__ import annotations

import functools

from communique.annotate.pair_model import MODELS, PairModel

SHIPPED = MODELS / "contacts"
NONE = "none"


class ContactModel(PairModel):
    """The network below one folder, over the classes "none" and the modes of a contact."""

    def contact(self, marked_sentence: str) -> tuple[str, float]:
        """Return the likeliest mode, and the probability that there is a contact at all."""
        found = dict(zip(self.labels, self.probabilities(marked_sentence), strict=True))
        none = found.pop(NONE)
        return max(found, key=lambda label: (found[label], label)), 1.0 - none


@functools.cache
def contact_model() -> ContactModel:
    """Return the model that ships with the package, loaded once a process."""
    return ContactModel(SHIPPED)
