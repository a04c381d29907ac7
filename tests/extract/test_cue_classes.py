"""Cues and their classes."""

from __future__ import annotations

import pytest

from communique.extract.accounts.cue_classes import CLASSES, cue_class


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", "say"),
        ("told", "say"),
        ("according to", "say"),
        ("asked", "ask"),
        ("wondered", "ask"),
        ("urged", "urge"),
        ("called for", "urge"),
        ("has called on", "urge"),
        ("called", "describe"),
        ("begged", "urge"),
        ("was denied by", "deny"),
        ("rejects", "deny"),
        ("confirmed", "confirm"),
        ("warned", "threaten"),
        ("pledging", "promise"),
        ("accused", "accuse"),
        ("agreed", "agree"),
        ("described", "describe"),
        ("Welcomed", "agree"),
        (None, None),
    ],
)
def test_class_of_cue(cue: str | None, expected: str | None) -> None:
    assert cue_class(cue) == expected


def test_every_class_knows_its_own_name() -> None:
    for name in CLASSES:
        assert cue_class(name) == name
