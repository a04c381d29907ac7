"""``communique code``: PLOVER events of any text, or the class of sentences whose pair is given."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer

from communique.errors import InputError, Rejected

_IDS = ("uid", "sentence_id", "id")


def code(
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help="Articles, as for build; or - for standard input.")
    ] = None,
    pairs: Annotated[
        Path | None,
        typer.Option(help="Columns uid and marked_sentence; or uid, sentence, source, target.", metavar="TSV"),
    ] = None,
) -> None:
    """Code events by PLOVER: JSON lines for articles; uid, class and score, tab-separated, for marked pairs."""
    if bool(inputs) == (pairs is not None):
        raise InputError("code: give either articles or --pairs FILE")
    for line in coded_pairs(pairs) if pairs is not None else coded_articles(inputs or []):
        sys.stdout.write(line + "\n")


def coded_pairs(path: Path) -> Iterator[str]:
    """Yield ``uid<TAB>class<TAB>score`` for each row of a tab-separated file with a header, in its order.

    Without a column marked_sentence, the first source and target in the column sentence are marked. Raises InputError
    for a file that cannot be read or lacks the columns.
    """
    from communique.extract.events.plover_model import plover_model  # noqa: PLC0415  loads the network

    model = plover_model()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=_quoting(path)), start=1):
                reading = model.classify(_marked_sentence(row, path, number))
                uid = next((row[name] for name in _IDS if row.get(name)), str(number))
                yield f"{uid}\t{reading.label}\t{reading.score:.4f}"
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 ({error.reason} at byte {error.start})") from error


def _quoting(path: Path) -> Literal[0, 3]:
    """Return how quotation marks are meant: as csv writes them where every cell that begins with one is closed so."""
    with path.open(encoding="utf-8-sig") as file:
        cells = [cell for line in file for cell in line.rstrip("\r\n").split("\t") if cell.startswith('"')]
    closed = all(len(c) > 1 and c.endswith('"') and '"' not in c[1:-1].replace('""', "") for c in cells)
    return csv.QUOTE_MINIMAL if closed else csv.QUOTE_NONE


def _marked_sentence(row: Mapping[str, str | None], path: Path, number: int) -> str:
    from communique.annotate.pair_model import marked  # noqa: PLC0415

    text = row.get("marked_sentence")
    if text:
        return text
    sentence, source, target = (row.get(k) or "" for k in ("sentence", "source", "target"))
    first, second = sentence.find(source), sentence.find(target)
    if not source or not target or first < 0 or second < 0:
        raise InputError(
            f"{path}: row {number} has no marked_sentence, nor a sentence with its source and target in it"
        )
    return marked(sentence, (first, first + len(source)), (second, second + len(target)))


def coded_articles(inputs: list[str]) -> Iterator[str]:
    """Yield the events of articles as JSON lines, in the order of the input; what cannot be read is told on stderr."""
    from communique.annotate.annotated import annotate  # noqa: PLC0415  loads the parser
    from communique.export.jsonl import event_entry  # noqa: PLC0415
    from communique.extract.contacts.reports import contact_reports  # noqa: PLC0415
    from communique.extract.events.coder import events  # noqa: PLC0415
    from communique.read import read_item, sources  # noqa: PLC0415
    from communique.records import Rejection  # noqa: PLC0415

    for item in sources(inputs):
        if isinstance(item, Rejection):
            sys.stderr.write(f"communique: {item.path}: {item.reason}\n")
            continue
        try:
            document = read_item(item)
        except Rejected as error:
            sys.stderr.write(f"communique: {item.path}: {error.reason}\n")
            continue
        annotated = annotate(document)
        for event in events(annotated, contact_reports(annotated)):
            entry = event_entry(event, event.report) | {"external_id": document.external_id, "path": document.path}
            yield json.dumps(entry, ensure_ascii=False)
