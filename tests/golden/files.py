"""Comparing with a golden file, or writing it anew: ``make golden``."""

from __future__ import annotations

import difflib
from pathlib import Path


def assert_golden(path: Path, found: str, regenerate: bool) -> None:
    """Assert that the file holds the text; with ``regenerate`` write it there instead."""
    if regenerate:
        path.write_text(found, "utf-8")
        return
    expected = path.read_text("utf-8") if path.exists() else ""
    difference = difflib.unified_diff(expected.splitlines(), found.splitlines(), path.name, "found", lineterm="")
    assert found == expected, "\n".join(["make golden writes it anew", *difference])
