"""Several contacts under one verb, each with its own day: "met Fidan on Monday and Araghchi on Tuesday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.actors.cast import Mention
from communique.annotate.annotated import Annotated
from communique.annotate.times import TimeMention
from communique.extract.contacts.candidate import Candidate
from communique.extract.contacts.participants import Actors
from communique.records import Mode

_MODES = frozenset({Mode.MEETING, Mode.CALL, Mode.VIDEO, Mode.TALKS, None})
#: What may stand between the day of one contact and the party of the next, and between a party and its day.
_ONWARD = re.compile(r"^\s*(?:in [A-Z]\w+)?[)\s]*[,;]?\s*(?:and|then|but)?[,\s]*(?:then |also |later |finally )?"
                     r"(?:with |to |by )?(?:(?:his|her|its|the) )?$")  # fmt: skip
_DAY_OF = re.compile(r"^(?:['’]s)?\s*[(,]?\s*(?:(?:both|each|all)\s+)?(?:in [A-Z]\w+,? ?)?(?:on\s+|in\s+)?(?:the )?$")
_KINDS = frozenset({"person", "title"})
_LONGEST_GAP = 120
"""In characters: how far a clause between may part one day from the next party."""


@dataclass(frozen=True, slots=True)
class Further:
    """More contacts of the same host: who met him, each alone, and the day."""

    host: Actors
    parties: tuple[Actors, ...]
    time: TimeMention


def gapped(annotated: Annotated, candidate: Candidate) -> list[Further]:
    """Return the further contacts that a clause tells without repeating its verb.

    The first contact keeps only its own parties and takes the day that stands behind them.
    """
    trigger = candidate.trigger
    if candidate.mode not in _MODES or not candidate.actors:
        return []
    start, end = trigger.token.idx, annotated.extent(trigger.sentence)[1]
    people = [m for m in annotated.mentions_in(start, end) if m.kind in _KINDS and m.actor and m.actor.country]
    times = [t for t in annotated.times_in(start, end) if t.kind != "duration-since"]
    own = next((m for m in people if m.actor and m.actor.id in candidate.actors), None)
    first = _day_of(annotated, own, people, times) if own is not None else None
    named = {m.actor.id for m in people if m.actor}
    host = {i: a for i, a in candidate.actors.items() if i not in named and a.country}
    if own is None or first is None or not host:
        return []
    out: list[Further] = []
    last = first
    while (group := _next_group(annotated, candidate, last, people)) and (
        day := _day_of(annotated, group[-1], people, times)
    ):
        out.append(Further(host, tuple({m.actor.id: m.actor} for m in group if m.actor), day))
        last = day
    if out:
        others = {i for f in out for actors in f.parties for i in actors}
        candidate.actors = {i: a for i, a in candidate.actors.items() if i not in others}
        candidate.time = first
    return out


def _day_of(
    annotated: Annotated, mention: Mention, people: Sequence[Mention], times: Sequence[TimeMention]
) -> TimeMention | None:
    """Return the day that stands right behind a party, or behind those that follow it in a list."""
    end = mention.end
    for following in (m for m in people if m.start >= end):
        if annotated.text[end : following.start].strip(" ,") not in {"", "and"}:
            break
        end = following.end
    time = next((t for t in times if t.start >= end), None)
    return time if time is not None and _DAY_OF.match(annotated.text[end : time.start]) else None


def _next_group(
    annotated: Annotated, candidate: Candidate, last: TimeMention, people: Sequence[Mention]
) -> list[Mention]:
    """Return the party or parties that the clause goes on to behind a day."""
    behind = [m for m in people if m.start >= last.end]
    for place, mention in enumerate(behind):
        between = annotated.text[last.end : mention.start]
        if len(between) > _LONGEST_GAP:
            return []
        if _ONWARD.match(between) or _is_coordinated(annotated, candidate, mention):
            group = [mention]
            for following in behind[place + 1 :]:
                if annotated.text[group[-1].end : following.start].strip(" ,") not in {"", "and"}:
                    break
                group.append(following)
            return [] if _acts(annotated, group[-1]) else group
    return []


def _is_coordinated(annotated: Annotated, candidate: Candidate, mention: Mention) -> bool:
    """Tell whether the parser joins a party to the contact word or to the verb that carries it."""
    token = candidate.trigger.token
    heads = {token.i, token.head.i}
    return any(t.dep_ == "conj" and t.head.i in heads for t in annotated.tokens(mention.start, mention.end))


def _acts(annotated: Annotated, mention: Mention) -> bool:
    """Tell whether a person behind "and" is the subject of a clause of his own."""
    tokens = annotated.tokens(mention.start, mention.end)
    return any(t.dep_ in {"nsubj", "nsubjpass"} and t.head.i > t.i for t in tokens)
