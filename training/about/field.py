"""A linear-chain conditional random field, fitted to sequences of which some states are not known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from training.about.choices import NAMES, Sequenced, Table

PENALTY = 2.0
STEPS, RATE = 200, 0.08


def fit(data: Sequence[Sequenced]) -> Table:
    """Return the weights under which the gold is likeliest, less an L2 penalty; by Adam, so always the same."""
    weights, moment, square = (np.zeros(len(NAMES)) for _ in range(3))
    for step in range(1, STEPS + 1):
        gradient = -PENALTY * weights
        for one in data:
            gradient += _gradient(one, weights)
        moment, square = 0.9 * moment + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        pace = RATE * (1 - step / (STEPS + 1))
        weights += pace * (moment / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def best(one: Sequenced, weights: Table) -> list[int]:
    """Return the likeliest state of each account."""
    nodes, _ = _expected(one.rows @ weights, one.moves @ weights, np.ones_like(one.allowed))
    return [int(state) for state in nodes.argmax(axis=1)]


def _gradient(one: Sequenced, weights: Table) -> Table:
    """Return what the gold has of each kind of evidence beyond what the weights expect."""
    scores, stays = one.rows @ weights, one.moves @ weights
    right, right_stays = _expected(scores, stays, one.allowed)
    all_, all_stays = _expected(scores, stays, np.ones_like(one.allowed))
    found: Table = np.einsum("nk,nkf->f", right - all_, one.rows)
    found += np.einsum("nt,ntf->f", right_stays - all_stays, one.moves)
    return found


def _expected(scores: Table, stays: Table, allowed: Table) -> tuple[Table, Table]:
    """Return the probability of each state, and of staying in a report and in none, given what is allowed."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True)) * allowed
    extra = np.repeat(np.exp(stays[:, :1]), scores.shape[1], axis=1)
    extra[:, -1] = np.exp(stays[:, 1])
    forward, backward, total = np.empty_like(powers), np.ones_like(powers), np.empty(len(powers))
    row = powers[0]
    for j in range(len(powers)):
        if j:
            row = (1 + (extra[j] - 1) * forward[j - 1]) * powers[j]
        total[j] = row.sum()
        forward[j] = row / total[j]
    for j in range(len(powers) - 2, -1, -1):
        behind = powers[j + 1] * backward[j + 1]
        backward[j] = (behind.sum() + (extra[j + 1] - 1) * behind) / total[j + 1]
    nodes = forward * backward
    kept = np.zeros((len(powers), 2))
    for j in range(1, len(powers)):
        both = forward[j - 1] * extra[j] * powers[j] * backward[j] / total[j]
        kept[j] = both[:-1].sum(), both[-1]
    result: Table = nodes / nodes.sum(axis=1, keepdims=True)
    return result, kept
