"""Which contact report an account is about, if any: by what it names and by what the text told before it.

The accounts of a document are decided together, in the order of the text, as a linear-chain conditional random field
(Lafferty, McCallum and Pereira 2001): each account has evidence for every report and for none, and what one account is
about speaks for the next being about the same. Each goes to the report with the highest marginal probability, found by
the forward-backward algorithm.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from communique.annotate.annotated import Annotated
from communique.extract.accounts.about_evidence import Evidence
from communique.extract.accounts.about_scene import Item, Said, Scene
from communique.extract.accounts.about_weights import WEIGHTS
from communique.extract.accounts.spans import Range
from communique.records import ContactReport

_REACH = 40
"""Reports that an account can be about: in longer texts those told last up to it, and the next few."""
_AHEAD = 5

Table = NDArray[np.float64]


def abouts(
    annotated: Annotated,
    reports: Sequence[ContactReport],
    publisher_side: str | None,
    items: Sequence[Item],
    quoted: Iterable[Range],
) -> list[str | None]:
    """Return for each account of a document, in the order of the text, the id of the report that it is about, or None.

    quoted: the contents among them that are somebody's words, not the publishing office's own telling.
    """
    if not reports or not items:
        return [None] * len(items)
    scene = Scene(annotated, reports, publisher_side, list(quoted))
    said = [scene.said(item) for item in items]
    evidence = [Evidence(scene, s) for s in said]
    scores = np.array([_scores(e) for e in evidence])
    stays = np.array([_stays(e, before) for e, before in zip(evidence, [None, *said], strict=False)])
    best = marginals(scores, stays).argmax(axis=1)
    return [reports[i].id if i < len(reports) else None for i in best]


def _scores(evidence: Evidence) -> list[float]:
    """Return the weight of the evidence for each report, and for none."""
    near = within_reach(evidence.scene, evidence.said)
    reports = (
        sum(WEIGHTS[n] for n in evidence.of(i)) if i in near else -np.inf for i in range(len(evidence.scene.reports))
    )
    return [*reports, sum(WEIGHTS[n] for n in evidence.none())]


def within_reach(scene: Scene, said: Said) -> frozenset[int]:
    """Return the reports that an account can be about: not those told only behind it of which it names no party."""
    told = [i for i, sentences in enumerate(scene.told) if sentences and sentences[0] <= said.last]
    ahead = [
        i
        for i, sentences in enumerate(scene.told)
        if sentences and sentences[0] > said.last and (said.sides & scene.sides[i] or said.names & scene.people[i])
    ]
    if len(told) + len(ahead) > _REACH:
        told.sort(key=lambda i: (said.last - max(s for s in scene.told[i] if s <= said.last), i))
        ahead.sort(key=lambda i: (scene.told[i][0], i))
        told, ahead = told[:_REACH], ahead[:_AHEAD]
        told += [scene.main] if scene.main is not None and scene.told[scene.main][0] <= said.last else []
    return frozenset([*told, *ahead])


def _stays(evidence: Evidence, before: Said | None) -> tuple[float, float]:
    """Return the weight of being about the same report as the account before, and of none after none."""
    moves = evidence.moves(before) if before is not None else []
    return sum(WEIGHTS[n] for n in moves), sum(WEIGHTS[f"none_{n}"] for n in moves)


def marginals(scores: Table, stays: Table) -> Table:
    """Return the probability of each state for each account.

    scores: a row for each account, a column for each report and the last for none. stays: for each account what is
    added when its state is that of the account before, for a report and for none.
    """
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    extra = np.repeat(np.exp(stays[:, :1]) - 1, scores.shape[1], axis=1)
    extra[:, -1] = np.exp(stays[:, 1]) - 1
    forward, backward = np.empty_like(powers), np.ones_like(powers)
    forward[0] = powers[0] / powers[0].sum()
    for j in range(1, len(powers)):
        row = (1 + extra[j] * forward[j - 1]) * powers[j]
        forward[j] = row / row.sum()
    for j in range(len(powers) - 2, -1, -1):
        row = powers[j + 1] * backward[j + 1]
        back = row.sum() + extra[j + 1] * row
        backward[j] = back / back.max()
    found = forward * backward
    result: Table = found / found.sum(axis=1, keepdims=True)
    return result
