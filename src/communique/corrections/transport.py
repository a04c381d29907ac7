"""Corrections on their way from one ledger to another: JSON lines that need nothing beside them.

The lines are those of the type "judgement" in the export of a ledger, so a whole export may be imported as well: lines
of other types are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from communique.corrections.make import By, checked, judgement_id
from communique.errors import InputError
from communique.export.jsonl import judgement_entry
from communique.ledger import Ledger
from communique.ledger.codec import from_json
from communique.merge.corrected import OF_ACCOUNT, OF_CONTACT
from communique.records import Anchor, Judgement, Span

_ANY_TIME = "2000-01-01T00:00:00Z"
_VERDICTS = OF_ACCOUNT | OF_CONTACT | {"same", "different", "revoke"}


def export_corrections(ledger: Ledger) -> Iterator[str]:
    """Return all judgements of persons by id, those undone too, one JSON object a line."""
    return (json.dumps(judgement_entry(j), ensure_ascii=False, allow_nan=False) for j in ledger.judgements(human=True))


def read_corrections(lines: Iterable[str], name: str) -> list[Judgement]:
    """Return the judgements that the lines hold; name: of the file, for messages.

    Raises InputError naming the line that is no judgement, or one whose id does not fit what it says.
    """
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            json.dumps(entry, ensure_ascii=False, allow_nan=False).encode()
            if not isinstance(entry, dict) or not isinstance(entry.get("type"), str):
                raise ValueError("it is no object with a type")
            if entry["type"] == "judgement":
                found.append(_judgement(entry))
        except (ValueError, KeyError, RecursionError, InputError) as error:
            why = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise InputError(
                f"{name}, line {number}: this is no correction ({why}); take a file that communique has exported"
            ) from None
    return found


def _judgement(entry: Mapping[str, Any]) -> Judgement:
    plain = {k: v for k, v in entry.items() if k not in {"type", "about", "others"}}
    ends = {end: [_anchor(anchor) for anchor in entry[end]] for end in ("about", "others")}
    judgement: Judgement = from_json(Judgement, plain | {"about": [], "others": []})
    judgement = Judgement(
        judgement.id, judgement.verdict, judgement.claim, judgement.other, judgement.score, judgement.reason,
        judgement.author, judgement.made, tuple(ends["about"]), tuple(ends["others"]), judgement.change,
    )  # fmt: skip
    if judgement.verdict not in _VERDICTS:
        raise ValueError(f"{judgement.verdict} is no verdict that this package knows")
    # One that was added by a program of its own, on claims alone, keeps the id that this gave it.
    on_claims = judgement.verdict in {"same", "different"} and not judgement.about and not judgement.others
    by = By(judgement.author, judgement.made or _ANY_TIME, judgement.reason)
    if checked(by) != by or not 0 <= judgement.score <= 1 or (judgement.made is None and not on_claims):
        raise ValueError("author, time, reason or score are not in their form")
    if judgement.id != judgement_id(judgement) and not on_claims:
        raise ValueError("its id does not fit what it says: it was changed on the way")
    return judgement


def _anchor(entry: Mapping[str, Any]) -> Anchor:
    span = {name: entry[name] for name in ("start", "end", "quote")}
    rest = {name: entry[name] for name in ("kind", "claim", "document", "text_sha256", "hints")}
    anchor: Anchor = from_json(Anchor, rest | {"span": span})
    if not isinstance(anchor.span, Span) or not 0 <= anchor.span.start < anchor.span.end:
        raise ValueError("a passage has no extent")
    return anchor
