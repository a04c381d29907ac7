"""Fit the weights by which accounts are linked to contacts: ``python -m training.about SET [SET ...]``.

A set is a folder with ``documents.jsonl`` and ``gold.jsonl``. The accounts of each document are one sequence of a
linear-chain conditional random field; gold contacts that the program did not find get stand-ins, so that the right
choice is there. Prints how many choices are right, the documents left out by folds, those of one dossier together; then
writes ``extract/accounts/about_weights.py``. Run with ``PYTHONPATH=src:tests:.``, whose copy of the referee it uses.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.about.choices import NAMES, Sequenced, documents
from training.about.field import best, fit

from communique.extract.accounts import about_weights

FOLDS = 6
LENIENCE = 0.4
"""Taken from the weight of none: a contact missed is worse for a reader than one too many."""


def main(folders: Sequence[str]) -> None:
    """Print the figures of each set under cross-validation and write the weights fitted on all of them."""
    sets = {folder: list(documents(Path(folder))) for folder in folders}
    groups = {(folder, one.document): _group(folder, one.document) for folder, data in sets.items() for one in data}
    order = {group: i % FOLDS for i, group in enumerate(sorted(set(groups.values())))}
    data = [(order[groups[folder, one.document]], one) for folder, found in sets.items() for one in found]
    fitted = [lenient(fit([one for fold, one in data if fold != k])) for k in range(FOLDS)]
    for folder, found in sets.items():
        outcomes = [o for one in found for o in _outcomes(one, fitted[order[groups[folder, one.document]]])]
        linked, loose = [right for is_linked, right in outcomes if is_linked], [r for is_, r in outcomes if not is_]
        print(f"{folder}: {sum(linked)} of {len(linked)} links right, {sum(loose)} of {len(loose)} about none")
    write(lenient(fit([one for _, one in data])), Path(about_weights.__file__))


def lenient(weights: Sequence[float]) -> list[float]:
    """Return the weights with that of none lowered."""
    return [w - LENIENCE if name == "none" else float(w) for name, w in zip(NAMES, weights, strict=True)]


def _group(folder: str, document: str) -> str:
    """Return the dossier of a document, itself where it has none: documents on one matter are left out together."""
    for line in (Path(folder) / "gold.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["id"] == document:
            return f"{folder} {record.get('dossier') or document}"
    return document


def _outcomes(one: Sequenced, weights: Sequence[float]) -> Iterator[tuple[bool, bool]]:
    """Yield for each account that the gold tells of whether it is about a contact, and whether that was found."""
    for wanted, state in zip(one.wanted, best(one, weights), strict=True):
        if wanted is not None:
            yield bool(wanted), state in wanted if wanted else state == one.rows.shape[1] - 1


def write(weights: Sequence[float], path: Path) -> None:
    """Put the weights into the module that holds them."""
    text = path.read_text("utf-8")
    head = text[: text.index("WEIGHTS: ")]
    rows = "".join(f'    "{n}": {w:.2f},\n' for n, w in zip(NAMES, weights, strict=True))
    path.write_text(f"{head}WEIGHTS: Mapping[str, float] = {{\n{rows}}}\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
