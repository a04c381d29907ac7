"""How well undated texts are dated: the documents of a JSONL file with their dates taken away.

    .venv/bin/python bench/undated.py DOCUMENTS.jsonl [--write COPY.jsonl] [--wrong]

Tells, of the documents whose date the file gives: for how many the text itself states it, for how many one day is
inferred and right, an interval that holds it, and for how many the inferred days do not hold it. ``--write`` makes the
copy without dates (and with urls that have none), for a build to be scored against the same records.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.annotate.annotated import annotate
from communique.read import publication
from communique.records import Document, Publication


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def undated(row: dict[str, Any], number: int) -> dict[str, Any]:
    """Return the document without its date, also not in its url."""
    url = row.get("url")
    return row | {"published": None, "url": f"https://undated.example/{number}" if url else url}


def verdict(row: dict[str, Any]) -> tuple[str, str]:
    """Return how the inferred days stand to the given day, and what was inferred."""
    day = row["published"][:10]
    if publication(None, None, None, None, row["text"]).date:
        return "stated in the text", ""
    document = Document(
        "doc", row["text"], None, "", None, row.get("publisher"), Publication(None, "unknown"), None, "en"
    )
    dating = annotate(document).dating
    periods = dating.periods if dating else ()
    if not periods or dating is None:
        return "unknown", ""
    holds = any(p.start <= day <= p.end for p in periods)
    shown = f"{row.get('id')} {day}: {', '.join(f'{p.start}..{p.end}' for p in periods[:4])} ({dating.basis})"
    if dating.day is not None:
        return ("one day, right" if holds else "one day, wrong"), shown
    return ("interval, holds the day" if holds else "interval, wrong"), shown


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--write", type=Path, help="write the copy without dates and stop")
    parser.add_argument("--wrong", action="store_true", help="show what was inferred wrongly")
    given = parser.parse_args()
    if not given.documents.is_file():
        parser.error(f"{given.documents}: give a file of JSON Lines, such as examples/dossiers/documents.jsonl")
    if given.write:
        bare = (json.dumps(undated(row, n), ensure_ascii=False) for n, row in enumerate(rows(given.documents)))
        given.write.write_text("\n".join(bare) + "\n", encoding="utf-8")
        return
    counted: Counter[str] = Counter()
    started = time.process_time()
    for row in rows(given.documents):
        if row.get("published"):
            kind, shown = verdict(row)
            counted[kind] += 1
            if given.wrong and kind.endswith("wrong"):
                print(shown)
    for kind, count in sorted(counted.items()):
        print(f"{count:5}  {kind}")
    print(f"{time.process_time() - started:.1f} s of processor time, reading and parsing included")


if __name__ == "__main__":
    main()
