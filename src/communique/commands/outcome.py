"""How a command that reads input ends: what could not be read is told on standard error, and by the exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from communique.records import Rejection
from communique.wording import counted

READ_NOTHING = 1
"""Exit status when nothing of the input could be read."""

_MOST_TOLD = 10


def tell_lost(lost: Sequence[Rejection]) -> None:
    """Name damaged files in which nothing could be read, each with what is wrong with it."""
    for rejection in lost[:_MOST_TOLD]:
        sys.stderr.write(f"communique: {rejection.path}: nothing in it could be read: {rejection.detail}\n")
    if len(lost) > _MOST_TOLD:
        sys.stderr.write(f"communique: and in {counted(len(lost) - _MOST_TOLD, 'more file')} nothing could be read\n")


def end_without_anything(ledger: str | None = None) -> None:
    """Say that nothing could be read, and raise SystemExit with that status. ledger: in which the reasons stand."""
    why = f"; the reasons: communique rejected --ledger {ledger}" if ledger else ""
    sys.stderr.write(f"communique: nothing of the input could be read{why}\n")
    raise SystemExit(READ_NOTHING)
