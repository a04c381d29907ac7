"""Two statements of two sides, what they are to each other, and what rules on them share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from communique.compare.propositions import Clause, Proposition


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a pair is: "contradiction", "number" or "both"; why, in words; score: how sure, higher is surer.

    by_text: what the two say does not tell it, but how their text puts them side by side.
    """

    kind: str
    why: str
    score: float
    by_text: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two propositions of two sides.

    between: the text from the first to the second where one answers the other. before: what the text says right before
    the first of the two.
    """

    a: Proposition
    b: Proposition
    between: str | None = None
    before: str = ""

    def both_ways(self) -> Iterator[tuple[Proposition, Proposition]]:
        """Yield both orders of the pair."""
        yield self.a, self.b
        yield self.b, self.a


Rule = Callable[[Pair], Verdict | None]


def denials(proposition: Proposition) -> Iterator[Clause]:
    """Yield the clauses that deny something."""
    return (c for c in proposition.clauses if c.denied)


def affirmed(proposition: Proposition) -> set[str]:
    """Return the terms of the clauses that deny nothing."""
    return {t for c in proposition.clauses if not c.denied for t in c.weights}


def names_of(terms: Mapping[str, float] | Iterator[str] | tuple[str, ...] | set[str]) -> str:
    """Return terms in words."""
    return ", ".join(sorted(t.replace("_", " ") for t in terms))
