"""Files that appear when they are complete: an interrupted export leaves the old file, or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from communique.errors import InputError


@contextmanager
def replaced(path: Path, *, make_folder: bool = False) -> Iterator[Path]:
    """Give the path of a file to write, which takes the place of ``path`` when the block ends well.

    Raises InputError when the file cannot be written.
    """
    if path.is_dir():
        raise InputError(f"{path}: it is a folder; name a file in it")
    if make_folder and path.parent.exists() and not path.parent.is_dir():
        raise InputError(f"{path.parent}: it is a file; name a folder")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):  # gone already when all went well
            part.unlink()


def write_lines(path: Path, lines: Iterable[str], end: str) -> None:
    """Write lines, UTF-8, each with this end, into a file that appears when it is complete. Raises InputError."""
    with replaced(path) as part, part.open("w", encoding="utf-8", newline="") as out:
        out.writelines(f"{line}{end}" for line in lines)
