"""Accounts: attributed statements with source, side, cue, exact content and the contact that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.annotate.annotated import Annotated
from communique.extract.account_about import Abouts
from communique.extract.account_source_names import Source
from communique.extract.account_sources import Sources
from communique.extract.account_spans import Range
from communique.extract.attribution_rules import Attribution, find_attributions
from communique.extract.readout import Publisher, Statement, publisher_of, readout_clauses
from communique.records import Account, ContactReport, Span, content_id

EXTRACTOR = "accounts/1"


def accounts(annotated: Annotated, reports: Sequence[ContactReport]) -> tuple[Account, ...]:
    """Return the accounts of a document in the order of their contents; ``reports`` are its own contact reports."""
    sources = Sources(annotated)
    publisher = publisher_of(annotated)
    abouts = Abouts(annotated, reports, publisher.side if publisher else None)
    out: dict[Range, Account] = {}
    for attribution, office in _statements(annotated, publisher):
        if office is not None:
            source: Source | None = Source(
                office.name, f"body:{office.side}/{office.name}", office.side, "body", "office"
            )
        else:
            source = sources.resolve(attribution.source, attribution.anchor, attribution.contents[0][0])
        if source is None or source.private:
            continue
        via = tuple(s.name for s in map(sources.named, attribution.via) if s is not None)
        for content in attribution.contents:
            report = abouts.of(content, attribution.cue, source)
            out.setdefault(content, _account(annotated, attribution, content, source, via=via, report=report))
    return tuple(out[content] for content in sorted(out))


def _statements(annotated: Annotated, publisher: Publisher | None) -> Iterator[Statement]:
    """Yield the attributions in the order of their cues, with the publishing office where that is the source."""
    found = sorted(find_attributions(annotated), key=lambda a: a.anchor)
    if publisher is None:
        yield from ((a, None) for a in found)
    else:
        yield from readout_clauses(annotated, found, publisher)


def _account(
    annotated: Annotated,
    attribution: Attribution,
    content: Range,
    source: Source,
    *,
    via: tuple[str, ...],
    report: str | None,
) -> Account:
    cue = _span(annotated, attribution.cue) if attribution.cue else None
    values: tuple[object, ...] = (source.name, source.actor, source.side, via, cue.quote if cue else None, report)
    return Account(
        id=content_id("claim", annotated.document.id, EXTRACTOR, content[0], content[1], *values),
        document=annotated.document.id,
        extractor=EXTRACTOR,
        report=report,
        source=source.name,
        actor=source.actor,
        side=source.side,
        via=via,
        cue=cue.quote if cue else None,
        content=_span(annotated, content),
        source_span=_span(annotated, attribution.source) if attribution.source else None,
        cue_span=cue,
    )


def _span(annotated: Annotated, place: Range) -> Span:
    return Span(place[0], place[1], annotated.text[place[0] : place[1]])
