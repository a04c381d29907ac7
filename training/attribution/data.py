"""Read PolNeAR (Newell, Margolin and Ruths 2018): news texts with stand-off attribution annotation.

One ``.ann`` file is one annotator's reading of one text. ``T`` lines are spans (``T7<TAB>Content 6203 6246;6299
6332<TAB>…``, a discontinuous span has several ``start end`` pairs), ``E`` lines join them (``E2<TAB>Attribution:T8
Content:T7 …``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Parts = tuple[tuple[int, int], ...]

_SPAN_LINE = re.compile(r"^(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")
_ARGUMENT = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")
ANNOTATORS = ("4b22", "4e07", "5fec", "6b86", "d473", "ef2d")


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """One annotated attribution; each role is the character ranges of its parts, or None."""

    cue: Parts | None
    source: Parts | None
    content: Parts | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One annotator's reading of one text."""

    name: str
    annotator: str
    text: str
    attributions: tuple[GoldAttribution, ...]
    discarded: Parts


def _parts(field: str) -> Parts:
    pairs = [tuple(map(int, pair.split())) for pair in field.split(";")]
    return tuple(sorted((start, end) for start, end in pairs if end > start))


def _attribution(line: str, spans: dict[str, Parts]) -> GoldAttribution | None:
    roles: dict[str, Parts] = {}
    for role, name in _ARGUMENT.findall(line):
        # A second Content of the same attribution is a further part of what was said.
        roles[role] = tuple(sorted(roles.get(role, ()) + spans.get(name, ())))
    if not any(roles.values()):
        return None
    return GoldAttribution(roles.get("Cue") or None, roles.get("Source") or None, roles.get("Content") or None)


def read_reading(annotation: Path, text: Path) -> Reading:
    """Return the reading in ``annotation``; lines that are neither span nor attribution (notes) are passed over."""
    name, annotator = annotation.stem.rsplit("_", 1)
    spans: dict[str, Parts] = {}
    discarded: list[tuple[int, int]] = []
    joins: list[str] = []
    with annotation.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            match = _SPAN_LINE.match(line)
            if match and match[2] in {"Source", "Cue", "Content"}:
                spans[match[1]] = _parts(match[3])
            elif match and match[2] == "Discard":
                discarded.extend(_parts(match[3]))
            elif re.match(r"E\d+\t", line):
                joins.append(line)
    found = [a for a in (_attribution(line, spans) for line in joins) if a is not None]
    body = text.read_bytes().decode("utf-8")
    return Reading(name, annotator, body, tuple(sorted(found, key=repr)), tuple(sorted(discarded)))


def read_split(corpus: Path, split: str) -> list[Reading]:
    """Return every reading of ``split`` ("train" or "dev") below the PolNeAR folder, in order of file name."""
    folder = corpus / split
    return [
        read_reading(path, folder / "text" / f"{path.stem.rsplit('_', 1)[0]}.txt")
        for path in sorted((folder / "attributions").glob("*.ann"))
    ]


def first_readings(readings: list[Reading]) -> list[Reading]:
    """Return one reading a text, the first in order of file name, for figures that count each text once."""
    seen: dict[str, Reading] = {}
    for reading in readings:
        seen.setdefault(reading.name, reading)
    return list(seen.values())


def read_stories(path: Path) -> Iterator[str]:
    """Yield the texts of a CSV file with a ``text`` column: unlabelled news for distillation."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            title, body = row.get("title", ""), row["text"].strip()
            if body:
                yield f"{title}.\n\n{body}" if title and "{" not in title else body
