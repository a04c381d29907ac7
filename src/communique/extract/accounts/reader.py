"""Accounts: attributed statements with source, side, cue, exact content and the contact that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.annotate.annotated import Annotated
from communique.extract.accounts.about import abouts
from communique.extract.accounts.attribution_rules import Attribution, find_attributions
from communique.extract.accounts.publishers import Publisher, publisher_of
from communique.extract.accounts.readout import Statement, readout_clauses
from communique.extract.accounts.source_names import Source
from communique.extract.accounts.sources import Sources
from communique.extract.accounts.spans import Range
from communique.records import Account, ContactReport, Span, content_id

EXTRACTOR = "accounts/1"


@dataclass(frozen=True, slots=True)
class Stated:
    """One content of an attribution with its source; ``office`` when it is the publishing office's own telling."""

    content: Range
    cue: Range | None
    source: Source
    office: bool
    attribution: Attribution
    via: tuple[str, ...]


def accounts(annotated: Annotated, reports: Sequence[ContactReport]) -> tuple[Account, ...]:
    """Return the accounts of a document in the order of their contents; ``reports`` are its own contact reports."""
    said = said_in(annotated)
    publisher = publisher_of(annotated)
    items = [(s.content, s.cue, s.source) for s in said]
    quoted = [s.content for s in said if not s.office]
    about = abouts(annotated, reports, publisher.side if publisher else None, items, quoted)
    return tuple(_account(annotated, s, report) for s, report in zip(said, about, strict=True))


def said_in(annotated: Annotated) -> list[Stated]:
    """Return what is said in a document with its sources, in the order of the contents; private persons are none."""
    sources = Sources(annotated)
    out: dict[Range, Stated] = {}
    for attribution, office in _statements(annotated, publisher_of(annotated)):
        if office is not None:
            source: Source | None = _speaking(office)
        else:
            source = sources.resolve(attribution.source, attribution.anchor, attribution.contents[0][0])
        if source is None or source.private:
            continue
        via = tuple(s.name for s in map(sources.named, attribution.via) if s is not None)
        for content in attribution.contents:
            out.setdefault(content, Stated(content, attribution.cue, source, office is not None, attribution, via))
    return [out[content] for content in sorted(out)]


def _speaking(office: Publisher) -> Source:
    """Return the source that an office is, or the person who speaks in its text."""
    if office.actor is not None:
        return Source(office.name, office.actor, office.side, "person", "speaker")
    return Source(office.name, f"body:{office.side}/{office.name}", office.side, "body", "office")


def _statements(annotated: Annotated, publisher: Publisher | None) -> Iterator[Statement]:
    """Yield the attributions in the order of their cues, with the publishing office where that is the source."""
    found = sorted(find_attributions(annotated), key=lambda a: a.anchor)
    if publisher is None:
        yield from ((a, None) for a in found)
    else:
        yield from readout_clauses(annotated, found, publisher)


def _account(annotated: Annotated, said: Stated, report: str | None) -> Account:
    attribution, source, content = said.attribution, said.source, said.content
    cue = _span(annotated, attribution.cue) if attribution.cue else None
    values: tuple[object, ...] = (source.name, source.actor, source.side, said.via, cue.quote if cue else None, report)
    return Account(
        id=content_id("claim", annotated.document.id, EXTRACTOR, content[0], content[1], *values),
        document=annotated.document.id,
        extractor=EXTRACTOR,
        report=report,
        source=source.name,
        actor=source.actor,
        side=source.side,
        via=said.via,
        cue=cue.quote if cue else None,
        content=_span(annotated, content),
        source_span=_span(annotated, attribution.source) if attribution.source else None,
        cue_span=cue,
    )


def _span(annotated: Annotated, place: Range) -> Span:
    return Span(place[0], place[1], annotated.text[place[0] : place[1]])
