"""What goes to standard output: tables for people, JSON lines for scripts."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console, RenderableType

#: As shells report a process that a signal ended: 128 and the number of SIGPIPE.
_READER_GONE = 128 + 13
#: Width of what is printed into a file or pipe: few rows break there, so that grep finds whole ones.
_WIDE = 160


def present(*parts: RenderableType) -> None:
    """Print results: colours and the terminal's width on a terminal, plain wide lines elsewhere."""
    if sys.stdout.isatty():
        Console().print(*parts, sep="\n")
        return
    console = Console(width=None if "COLUMNS" in os.environ else _WIDE, no_color=True, legacy_windows=False)
    with console.capture() as captured:
        console.print(*parts, sep="\n")
    write(line.rstrip() for line in captured.get().splitlines())


def print_json(entries: Iterable[dict[str, Any]]) -> None:
    """Print entries as JSON, one object a line."""
    write(json.dumps(entry, ensure_ascii=False) for entry in entries)


def write(lines: Iterable[str]) -> None:
    """Write lines to standard output; end quietly when their reader is gone, as after ``| head``."""
    try:
        for line in lines:
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends; that has to go somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(_READER_GONE) from None
