"""How likely a statement of one side's readout is a main point that the other side's readout passes over.

A logistic regression over what a reader can check. The weights were fitted by ``training/compare`` on dossiers of real
contacts in which readers had marked such points, about one statement in six, with whole dossiers left out to choose.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from communique.compare.align import covered, overlap
from communique.compare.propositions import Proposition, sides_called
from communique.compare.words import topical_concepts

WEIGHTS: Mapping[str, float] = {
    "has topics of its own": 0.82,
    "length": 1.09,
    "asks, offers or warns": 1.46,
    "courtesy": -1.40,
    "names a third side": 0.56,
    "near to a statement of the other": -0.33,
    "new topics": 0.33,
}
BIAS = -3.58
#: A point so likely is told as an omission: of those one in two is what a reader would mark.
LIKELY = 0.3

#: A point is passed over when no more than this part of it stands anywhere in what the other side says.
_COVERED, _SUBSTANCE = 0.45, 0.5
#: One topic will do where the statement presses and it is a name.
_TOPICS = 2
_LONG, _NEAR, _MOST_TOPICS = 40, 4.0, 3
_COURTESY = re.compile(
    r"\b(?:thank\w*|grateful|gratitude|appreciat\w+|(?:stay|keep|remain|rest)\w* in (?:touch|contact|close)|"
    r"contacts? .{0,30}(?:continue|go on)|frank|candid|constructive|open and|happy|pleased|congratulat\w+|"
    r"welcomed the (?:chance|opportunity)|follow up|detailed|at length|in detail|atmosphere|tone)\b|\bdiscussed\W*$",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:call(?:ed|s)? for|demand\w*|urg\w+|press\w+|ask\w*|appeal\w*|request\w*|insist\w*|propos\w+|suggest\w*|"
    r"offer\w*|renew\w*|assur\w+|promis\w+|pledg\w+|warn\w*|caution\w*|condemn\w*|raised|concern\w*|reject\w*|"
    r"refus\w+)\b",
    re.IGNORECASE,
)
_PRESSING = frozenset("request warn commit offer concern condemn blame reject violate lift".split())
#: The verb of a clause stands among its first words.
_HEAD = 10


@dataclass(frozen=True, slots=True)
class Heard:
    """What a side says of the contact: the weights of all of it, and of its single sentences."""

    side: str
    weights: Mapping[str, float]
    sentences: Sequence[Mapping[str, float]]


def likelihood(found: Mapping[str, float]) -> float:
    """Return how likely a point is a main one that the other side passes over, from 0 to 1, by its evidence."""
    return 1 / (1 + math.exp(-BIAS - sum(WEIGHTS[name] * value for name, value in found.items())))


def evidence(point: Proposition, topics: Collection[str], heard: Heard) -> dict[str, float]:
    """Return what speaks for a point being a main one, by the names of ``WEIGHTS``; topics: those not heard."""
    words = point.passage.split()
    head = f"{point.account.cue or ''} {' '.join(words[:_HEAD])}"
    nearest = max((overlap(point.weights, other).weight for other in heard.sentences), default=0.0)
    return {
        "has topics of its own": float(_has_own_topics(point, topics, heard.weights)),
        "length": min(len(words), _LONG) / (_LONG / 2),
        "asks, offers or warns": float(bool(_ASKING.search(head))),
        "courtesy": float(_is_courtesy(point)),
        "names a third side": float(bool(sides_called(point.passage) - {point.side, heard.side})),
        "near to a statement of the other": min(nearest, _NEAR) / 2,
        "new topics": float(min(len(set(topics) & topical_concepts()), _MOST_TOPICS)),
    }


def _has_own_topics(point: Proposition, topics: Collection[str], heard: Mapping[str, float]) -> bool:
    told = {t: w for t, w in point.weights.items() if w >= _SUBSTANCE}
    if covered(told, heard) > _COVERED or _is_courtesy(point):
        return False
    pressed = bool(point.acts & _PRESSING) or point.modality == "firm"
    return len(topics) >= _TOPICS or (pressed and bool(point.names & set(topics)))


def _is_courtesy(point: Proposition) -> bool:
    return bool(_COURTESY.search(f"{point.account.cue or ''} {point.passage}"))
