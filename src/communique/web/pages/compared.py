"""The two-sided table of a contact: what both sides say, what one says, where they part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.commands.screen_compare import of_sides
from communique.compare import Row, table_of
from communique.compare.setting import publishing_side, sources_of
from communique.compare.stance import Stance, stances_of
from communique.records import Account, Contact, Document

_ORDER = ("contradiction", "number", "omission", "both")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; ``left`` or ``right`` is None where that side is silent."""

    kind: str
    left: Account | None
    right: Account | None
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides' accounts of a contact.

    sides: the two. choices: every side that has an account, with how many. lines: where their accounts meet or part,
    contradictions first. only_left, only_right: what only one says. others: by other sides and by none, by place.
    stances: their words for the same thing.
    """

    sides: tuple[str, str]
    choices: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]
    only_left: tuple[Account, ...]
    only_right: tuple[Account, ...]
    others: tuple[Account, ...]
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class _Loaded:
    documents: Mapping[str, Document]

    def document(self, id_: str) -> Document:
        return self.documents[id_]


def warm_up() -> None:
    """Load what the first page would otherwise wait for: the authority, and the words that comparing knows."""
    publishing_side("Kremlin", ())
    table_of(None, ())


def comparison(
    contact: Contact, accounts: Sequence[Account], documents: Mapping[str, Document], wanted: Sequence[str] = ()
) -> Comparison | None:
    """Return the comparison of two sides, or None when fewer than two have an account.

    wanted: the sides to compare; without two that have accounts, the participants that say most.
    documents: those that the accounts stand in, by id.
    """
    choices = _choices(contact, accounts)
    names = [side for side, _ in choices]
    chosen = [side for side in dict.fromkeys(wanted) if side in names]
    chosen += [side for side in names if side not in chosen]
    if len(chosen) < 2:
        return None
    left, right = sorted(chosen[:2]) if not wanted else chosen[:2]
    sources = sources_of(_Loaded(documents), {a.document for a in accounts}, accounts)
    rows = of_sides(table_of(contact, accounts, sources), (left, right))
    lines = [_line(row, left) for row in rows if row.kind != "only"]
    alone = [row.a for row in rows if row.kind == "only"]
    return Comparison(
        sides=(left, right),
        choices=tuple(choices),
        lines=tuple(sorted(lines, key=lambda line: _ORDER.index(line.kind))),
        only_left=tuple(a for a in alone if a.side == left),
        only_right=tuple(a for a in alone if a.side == right),
        others=tuple(a for a in accounts if a.side not in {left, right}),
        stances=tuple(stances_of(a for a in accounts if a.side in {left, right})),
    )


def _choices(contact: Contact, accounts: Sequence[Account]) -> list[tuple[str, int]]:
    """Return the sides with accounts: those that took part before others, each group by how much they say."""
    counts = Counter(a.side for a in accounts if a.side)
    return sorted(counts.items(), key=lambda entry: (entry[0] not in contact.sides, -entry[1], entry[0]))


def _line(row: Row, left: str) -> Line:
    on_left, on_right = (row.a, row.b) if row.a.side == left else (row.b, row.a)
    return Line(row.kind, on_left, on_right, row.why)
