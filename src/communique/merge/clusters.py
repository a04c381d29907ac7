"""Which reports make one contact, given all that was judged about them.

A later judgement of a person beats an earlier one, and any of a person beats the program. So people's judgements are
taken from the latest to the earliest, then the program's edges, and each does what those before it have left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from types import MappingProxyType

from communique.records import PROGRAM, Judgement

Attached = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""By the id of a person's judgement the claims that it is about and the others, as its anchors were found."""

NOTHING_ATTACHED: Attached = MappingProxyType({})


class Partition:
    """Sets of reports that grow by joining, unless two of them are held apart."""

    def __init__(self, members: Iterable[str]) -> None:
        self._parent = {m: m for m in members}
        self._apart: dict[str, set[str]] = {}

    def __contains__(self, member: str) -> bool:
        return member in self._parent

    def root(self, member: str) -> str:
        """Return the member that stands for the set of this one: the smallest."""
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def join(self, one: str, other: str) -> bool:
        """Make the sets of two members one; False when they are held apart."""
        first, second = self.root(one), self.root(other)
        if first == second:
            return True
        if second in self._apart.get(first, ()):
            return False
        low, high = min(first, second), max(first, second)
        self._parent[high] = low
        for enemy in self._apart.pop(high, set()):
            self._apart[enemy].discard(high)
            self._hold_apart(low, enemy)
        return True

    def part(self, one: str, other: str) -> bool:
        """Hold the sets of two members apart from now on; False when they are one already."""
        first, second = self.root(one), self.root(other)
        if first == second:
            return False
        self._hold_apart(first, second)
        return True

    def _hold_apart(self, first: str, second: str) -> None:
        self._apart.setdefault(first, set()).add(second)
        self._apart.setdefault(second, set()).add(first)

    def groups(self) -> list[tuple[str, ...]]:
        """Return the sets, sorted, their members sorted."""
        found: dict[str, list[str]] = {}
        for member in sorted(self._parent):
            found.setdefault(self.root(member), []).append(member)
        return [tuple(found[root]) for root in sorted(found)]


def clusters_of(
    reports: Iterable[str], judgements: Iterable[Judgement], attached: Attached = NOTHING_ATTACHED
) -> list[tuple[str, ...]]:
    """Return the groups of report ids that the judgements in force make.

    A person's "same" makes all the reports that it names one contact. A "different" makes those that it is about one,
    the others another, and holds the two apart. attached: where the judgements that have anchors were found.
    """
    partition = Partition(reports)
    everything = list(judgements)
    people = [j for j in everything if j.author != PROGRAM and j.verdict in {"same", "different"}]
    for judgement in sorted(people, key=lambda j: (j.made or "", j.id), reverse=True):
        about, others = (_present(partition, ids) for ids in named(judgement, attached))
        if judgement.verdict == "same":
            _join_all(partition, [*about, *others])
        else:
            _join_all(partition, about)
            _join_all(partition, others)
            for one, other in product(about, others):
                partition.part(one, other)
    program = [j for j in everything if j.author == PROGRAM and j.verdict == "same"]
    for judgement in sorted(program, key=lambda j: (j.made or "", j.id)):
        if judgement.claim in partition and judgement.other in partition:
            partition.join(judgement.claim, judgement.other)
    return partition.groups()


def named(judgement: Judgement, attached: Attached) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the claims that a judgement is about, and of the others that it sets against them."""
    if judgement.about or judgement.others:
        return attached.get(judgement.id, ((), ()))
    return (judgement.claim,), (judgement.other,)


def _present(partition: Partition, ids: Sequence[str]) -> list[str]:
    return [i for i in ids if i in partition]


def _join_all(partition: Partition, members: Sequence[str]) -> None:
    for member in members[1:]:
        partition.join(members[0], member)
