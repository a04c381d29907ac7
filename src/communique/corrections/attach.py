"""Finding what a judgement is about: in a ledger that was read anew, or in another person's.

A claim of the same id is the one. Else, in a document of the very same text, it is the claim of the same kind that
stands where the judged one stood, and among several the one with most in common: place first, then who and how.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.ledger import Ledger
from communique.merge.clusters import Attached, named
from communique.merge.corrected import OF_ACCOUNT, Decisions, corrected_accounts, in_force
from communique.records import Account, Anchor, Claim, ContactReport, Judgement, Span, spans_of

#: Two passages are one when they have so much of their extent in common.
_SAME_PLACE = 0.3


def hints(claim: Claim) -> tuple[str, ...]:
    """Return values that tell a claim from others at the same place, sorted."""
    match claim:
        case ContactReport():
            return tuple(sorted({claim.mode.value, *(p.actor for p in claim.participants)}))
        case Account():
            return tuple(sorted({f"source {claim.source}", f"cue {claim.cue}"}))
        case _:
            return ()


def decided(ledger: Ledger, people: Iterable[Judgement]) -> Decisions:
    """Return what all these judgements of persons come to in the ledger, each looked for anew."""
    everything = list(people)
    return decisions_of(ledger, everything, attach(ledger, everything))


def decisions_of(ledger: Ledger, people: Iterable[Judgement], attached: Attached) -> Decisions:
    """Return what the judgements come to that are in force, given the claims at which all were found."""
    holding = in_force(people)
    judged = {claim for j in holding if j.verdict in OF_ACCOUNT for claim in named(j, attached)[0]}
    accounts = {id_: claim for id_, claim in ledger.claims_by_id(judged).items() if isinstance(claim, Account)}
    return Decisions(tuple(holding), attached, corrected_accounts(holding, attached, accounts))


def attach(ledger: Ledger, judgements: Iterable[Judgement]) -> Attached:
    """Return by judgement the claims that its anchors are found at, in their order; lost anchors are left out.

    Judgements without anchors, or of which none is found, are left out.
    """
    everything = [j for j in judgements if j.about or j.others]
    by_place: dict[tuple[str, str], list[Claim]] = {}
    for kind in ("account", "contact"):
        hashes = {a.text_sha256 for j in everything for a in (*j.about, *j.others) if a.kind == kind}
        for text, claim in ledger.claims_of_texts(hashes, kind):
            by_place.setdefault((kind, text), []).append(claim)
    found = {}
    for judgement in everything:
        ends = [_all(anchors, by_place) for anchors in (judgement.about, judgement.others)]
        if any(ends):
            found[judgement.id] = (ends[0], ends[1])
    return found


def _all(anchors: Iterable[Anchor], by_place: dict[tuple[str, str], list[Claim]]) -> tuple[str, ...]:
    ids = (claim_of(anchor, by_place.get((anchor.kind, anchor.text_sha256), ())) for anchor in anchors)
    return tuple(dict.fromkeys(i for i in ids if i is not None))


def claim_of(anchor: Anchor, candidates: Sequence[Claim]) -> str | None:
    """Return the id of the claim that the anchor means among those of its kind in its text, None when none is there."""
    if any(c.id == anchor.claim for c in candidates):
        return anchor.claim
    near = [(shared, c) for c in candidates if (shared := _shared_place(anchor.span, c)) >= _SAME_PLACE]
    if not near:
        return None
    ranked = sorted(
        near, key=lambda n: (-n[0] - _shared_hints(anchor, n[1]), n[1].document != anchor.document, n[1].id)
    )
    return ranked[0][1].id


def _shared_place(span: Span, claim: Claim) -> float:
    """Return how much of their extent a passage and the nearest one of the claim have in common, 0 to 1."""
    best = 0.0
    for other in spans_of(claim):
        common = min(span.end, other.end) - max(span.start, other.start)
        extent = max(span.end, other.end) - min(span.start, other.start)
        best = max(best, common / extent if extent else 0.0)
    return best


def _shared_hints(anchor: Anchor, claim: Claim) -> float:
    mine, its = set(anchor.hints), set(hints(claim))
    return len(mine & its) / len(mine | its) if mine or its else 0.0
