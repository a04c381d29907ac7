"""Each reason for which something is left out comes with what would help."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import communique
from communique.ledger.duplicates import DUPLICATE_ID
from communique.ledger.writer import UNSTORABLE
from communique.parts.extract import PART_FAILED
from communique.remedies import remedy
from communique.screening import REASONS

#: What is fetched, not read, never stands in a ledger; and no file leads to the reader of files of files.
ELSEWHERE = {"fetch"}
NEVER = {"no-article"}
PLACE_OF_REASON = {"Rejected": 0, "Rejection": 2}


def reasons_given() -> Iterator[str]:
    """Yield the reasons that stand in the package's code as words."""
    root = Path(communique.__file__).parent
    for file in sorted(root.rglob("*.py")):
        if file.relative_to(root).parts[0] in ELSEWHERE:
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PLACE_OF_REASON:
                given = node.args[PLACE_OF_REASON[node.func.id] :][:1]
                yield from (a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str))


def test_each_reason_has_a_remedy() -> None:
    reasons = {*reasons_given(), *REASONS, DUPLICATE_ID, UNSTORABLE, PART_FAILED} - NEVER
    assert len(reasons) > 25
    assert [reason for reason in sorted(reasons) if remedy(reason) is None] == []


def test_what_was_screened_out_is_read_on_request() -> None:
    assert all("--no-screen" in (remedy(reason) or "") for reason in REASONS)
    assert remedy("a reason of a later version") is None
