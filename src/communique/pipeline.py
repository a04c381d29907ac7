"""The plan: what happens to an item of input on its way into the ledger, and to the ledger after the last item.

Left of the merge every stage sees one document at a time and is a pure function of it; the merge sees the reports that
share a key. So both run on any engine, in any order, with the same result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path

from communique.annotate.annotated import annotate
from communique.annotate.dating_reports import with_written
from communique.corrections.apply import catch_up
from communique.corrections.attach import decided
from communique.deriving import contacts_of, divergences_of, homes_of
from communique.engine import Engine
from communique.engine.local import LocalEngine
from communique.errors import Rejected
from communique.extract.registry import VERSION, extract
from communique.ledger import ReportInContext, Standing, Writer, open_ledger
from communique.merge.clusters import clusters_of
from communique.merge.contacts import Report, merge_group, merge_key
from communique.merge.copies import copied_reports
from communique.merge.corrected import Decisions
from communique.merge.dating import with_dates
from communique.merge.dating_joint import joint_dates
from communique.merge.lineage import Lineage, lineages
from communique.merge.lineage_align import Shared
from communique.read import read_item, sources
from communique.read.items import RawItem
from communique.records import Judgement, Period, Reading, Rejection

#: Raw items whose fingerprints are looked up in the ledger at once.
_LOOKUP = 256


@dataclass(frozen=True, slots=True)
class Processed:
    """What became of one raw item; ``size`` is that of its raw data in bytes."""

    fingerprint: str
    place: str
    size: int
    result: Reading | Rejection


@dataclass(slots=True)
class Summary:
    """The account of a build: this build's items, then what the ledger holds after it."""

    read: int = 0
    known: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    contacts: int = 0
    accounts: int = 0
    divergences: int = 0


Progress = Callable[[int], None]
"""Called after each item with the number of bytes of raw data that it had."""


def build(
    paths: str | Path | Iterable[str | Path],
    ledger: str | Path = "communique.db",
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Summary:
    """Read files and directories into a ledger, making or extending it, and return the account of the build.

    What the ledger holds already is skipped, so an interrupted build goes on where it was. Raises InputError for paths
    that cannot be read at all, LedgerError for a ledger that cannot be written.
    """
    given = [str(p) for p in ([paths] if isinstance(paths, str | Path) else paths)]
    items = sources(given)
    summary = Summary()
    with LocalEngine(workers) as engine, Writer(ledger) as writer:
        new = _unknown(items, writer, summary, progress)
        for processed in engine.each(process, new):
            _store(writer, processed, summary)
            if progress is not None:
                progress(processed.size)
        if writer.stale:
            derive(writer, engine)
    with open_ledger(ledger) as view:
        counts = view.counts()
    summary.documents, summary.contacts = counts["documents"], counts["contacts"]
    summary.accounts, summary.divergences = counts["accounts"], counts["divergences"]
    return summary


def fingerprint(item: RawItem) -> str:
    """Return what tells that this item was read by these extractors: a newer extractor reads it again."""
    return sha256(f"{VERSION}\0{item.fingerprint()}".encode()).hexdigest()


def process(item: RawItem) -> Processed:
    """Read, annotate and extract one item. A pure function; an item that breaks a stage is rejected with the reason."""
    result: Reading | Rejection
    try:
        document = read_item(item)
        annotated = annotate(document)
        result = Reading(annotated.document, with_written(extract(annotated), annotated.dating))
    except Rejected as error:
        result = Rejection(item.path, item.place, error.reason, error.detail)
    except Exception as error:  # noqa: BLE001  one document must never stop the others; it is kept as a row with its error
        result = Rejection(item.path, item.place, "failed", f"{type(error).__name__}: {error}")
    return Processed(fingerprint(item), item.place, len(item.data), result)


def _unknown(
    items: Iterator[RawItem | Rejection], writer: Writer, summary: Summary, progress: Progress | None
) -> Iterator[RawItem]:
    """Yield the items that the ledger does not hold; note the unreadable ones."""
    while chunk := list(islice(items, _LOOKUP)):
        raw = [item for item in chunk if isinstance(item, RawItem)]
        known = writer.known(fingerprint(item) for item in raw)
        for item in chunk:
            if isinstance(item, Rejection):
                writer.add_rejection(item)
                summary.rejected[item.reason] += 1
            elif fingerprint(item) in known:
                summary.known += 1
                if progress is not None:
                    progress(len(item.data))
            else:
                yield item


def _store(writer: Writer, processed: Processed, summary: Summary) -> None:
    match processed.result:
        case Reading() as reading:
            writer.add_reading(reading, processed.fingerprint, processed.place)
            summary.read += 1
        case Rejection() as rejection:
            writer.add_rejection(rejection, processed.fingerprint)
            summary.rejected[rejection.reason] += 1


def derive(writer: Writer, engine: Engine) -> None:
    """Merge and compare everything in the ledger: lineage and judgements anew, then contacts and divergences."""
    writer.flush()
    with open_ledger(writer.path) as ledger:
        descent = lineages(ledger.documents())
    writer.replace_lineage(
        {d.document: (d.kind, d.origin) for d in descent},
        (asdict(passage) for d in descent for passage in d.shared),
    )
    with open_ledger(writer.path) as ledger:
        found = list(ledger.merge_input())
        people = list(ledger.judgements(human=True))
        decisions = decided(ledger, people)
        judgements, dates = _judge(found, decisions, engine)
        judgements += copied_reports((r.report for r in found), _origins(descent), _shared(descent))
        contacts = list(contacts_of(found, judgements, decisions, dates))
    writer.replace_program_judgements(judgements)
    standing = Standing(decisions.attached, decisions.accounts, dates)
    with open_ledger(writer.path) as ledger:
        # Before the transaction, which is to be short: whoever corrects something meanwhile waits for it.
        parted = list(divergences_of(contacts, found, decisions, ledger))
    writer.replace_contacts(contacts, parted, standing=standing)
    catch_up(writer, {j.id for j in people})


def _origins(descent: Iterable[Lineage]) -> dict[str, str]:
    return {d.document: d.origin for d in descent if d.origin is not None}


def _shared(descent: Iterable[Lineage]) -> list[Shared]:
    return [passage for d in descent for passage in d.shared]


def _judge(
    found: Sequence[ReportInContext], decisions: Decisions, engine: Engine
) -> tuple[list[Judgement], dict[str, Period]]:
    """Return the program's judgements, and the dates that contacts give to the undated documents among them.

    The reports are grouped a second time when such dates were found: they may part or join contacts.
    """
    published = {r.report.document: r.published.date for r in found}
    originals = {r.report.document: r.reprint_of for r in found if r.reprint_of and r.lineage == "reprint"}
    by_id = {r.report.id: r.report for r in found}
    judgements = _group(found, {}, engine)
    clusters = clusters_of(by_id, [*judgements, *decisions.judgements], decisions.attached)
    dates = joint_dates([[by_id[i] for i in c] for c in clusters], published, originals)
    return (_group(found, dates, engine) if dates else judgements), dates


def _group(found: Sequence[ReportInContext], dates: dict[str, Period], engine: Engine) -> list[Judgement]:
    dated = with_dates((r.report for r in found), dates)
    homes = homes_of(found)
    reports = (Report(report, r.published.date, homes[report.document]) for report, r in zip(dated, found, strict=True))
    return [j for group in engine.grouped(merge_group, merge_key, reports) for j in group]
