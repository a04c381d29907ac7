"""The plan: what happens to an item of input on its way into the ledger, and to the ledger after the last item.

Left of the merge every stage sees one document at a time and is a pure function of it; the merge sees the reports that
share a key. So both run on any engine, in any order, with the same result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path

from communique.annotate.annotated import annotate
from communique.annotate.dating_reports import with_written
from communique.corrections.apply import catch_up
from communique.corrections.attach import decided
from communique.deriving import contacts_of, divergences_of, homes_of, loose_of
from communique.engine import Engine, engine_named
from communique.errors import Rejected
from communique.extract.registry import extract
from communique.gathering import Gathering, Marked, Progress, fingerprint
from communique.ledger import ReportInContext, Standing, Writer, open_ledger
from communique.merge.clusters import clusters_of
from communique.merge.contacts import merge_group, merge_key
from communique.merge.copies import copied_reports
from communique.merge.corrected import Decisions
from communique.merge.dating import with_dates
from communique.merge.dating_joint import joint_dates
from communique.merge.lineage import Lineage, lineages
from communique.merge.lineage_align import Shared
from communique.merge.report import Report, words_said
from communique.read import read_item
from communique.read.items import RawItem
from communique.read.sources import STDIN, opened
from communique.readiness import as_before, load_all
from communique.records import Judgement, Period, Reading, Rejection
from communique.screening import REASONS as SCREENED
from communique.screening import Screened, Sieve, is_screened, screened_document


@dataclass(frozen=True, slots=True)
class Processed:
    """What became of one raw item; ``size`` is that of its raw data in bytes."""

    fingerprint: str
    place: str
    size: int
    result: Reading | Rejection | Screened


@dataclass(slots=True)
class Summary:
    """The account of a build: this build's items, then what the ledger holds after it.

    lost: damaged files that gave no item at all, with what is wrong with them. loose_accounts: how many of the accounts
    are about no contact that was found.
    """

    read: int = 0
    known: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    screened: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    contacts: int = 0
    accounts: int = 0
    divergences: int = 0
    lost: list[Rejection] = field(default_factory=list)
    loose_accounts: int = 0

    @property
    def read_nothing(self) -> bool:
        """True when nothing of the input could be read, now or before."""
        return not (self.read or self.known or self.screened)


def build(
    paths: str | Path | Iterable[str | Path],
    ledger: str | Path = "communique.db",
    *,
    workers: int = 1,
    engine: str = "local",
    screen: bool | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Read files and directories into a ledger, making or extending it, and return the account of the build.

    engine: "local", processes of this machine, or "ray"; both give the same ledger. What it holds already is skipped,
    so an interrupted build goes on where it was. screen: whether items that can hold no contact are passed over unread
    and only counted; None: those of crawls are, articles in other files are all read. Raises InputError for paths that
    cannot be read at all, LedgerError for a ledger that cannot be written, CommuniqueError for an engine that is not
    there.
    """
    given = [str(p) for p in ([paths] if isinstance(paths, str | Path) else paths)]
    summary = Summary()
    sieve = Sieve(screen)
    before, files = opened(given)
    with as_before(), engine_named(engine, workers) as runner, Writer(ledger) as writer:
        gathering = Gathering(runner, writer, sieve, progress)
        stage = partial(process_marked, screen=screen)
        for processed in runner.each(stage, gathering.items(before, files), weigh=_weight, failed=set_aside):
            _store(writer, processed, summary, sieve)
            if progress is not None:
                progress(processed.size)
        summary.known = gathering.known
        summary.rejected += gathering.rejected
        summary.lost = list(gathering.lost.values())
        asked = [*(f.shown for f in files), *(p for p in given if p == STDIN)]
        writer.replace_file_rejections(sieve.rejections(), asked, SCREENED)
        summary.screened = sieve.reasons()
        if writer.stale:
            derive(writer, runner)
    return with_counts(summary, ledger)


def with_counts(summary: Summary, ledger: str | Path) -> Summary:
    """Return the summary with the counts of what the ledger now holds."""
    with open_ledger(ledger) as view:
        counts = view.counts()
        summary.loose_accounts = view.loose_accounts()
    summary.documents, summary.contacts = counts["documents"], counts["contacts"]
    summary.accounts, summary.divergences = counts["accounts"], counts["divergences"]
    return summary


def process(item: RawItem) -> Processed:
    """Read, annotate and extract one item. A pure function; an item that breaks a stage is rejected with the reason."""
    return process_marked((item, fingerprint(item)))


def process_marked(marked: Marked, screen: bool | None = False) -> Processed:
    """Do as ``process`` does with an item whose fingerprint is known.

    screen: as in ``build``; here an article is screened by its text.
    """
    load_all()
    item, mark = marked
    result: Reading | Rejection | Screened | None
    try:
        document = read_item(item)
        result = screened_document(document) if is_screened(item, screen) else None
        if result is None:
            annotated = annotate(document)
            result = Reading(annotated.document, with_written(extract(annotated), annotated.dating))
    except Rejected as error:
        result = Rejection(item.path, item.place, error.reason, error.detail)
    except Exception as error:  # noqa: BLE001  one document must never stop the others; it is kept as a row with its error
        result = Rejection(item.path, item.place, "failed", f"{type(error).__name__}: {error}")
    return Processed(mark, item.place, len(item.data), result)


def set_aside(marked: Marked, trouble: str) -> Processed:
    """Return the rejection of an item at which the process that read it failed twice."""
    item, mark = marked
    return Processed(mark, item.place, len(item.data), Rejection(item.path, item.place, "failed", trouble))


def _weight(marked: Marked) -> int:
    return len(marked[0].data)


def _store(writer: Writer, processed: Processed, summary: Summary, sieve: Sieve) -> None:
    match processed.result:
        case Reading() as reading:
            writer.add_reading(reading, processed.fingerprint, processed.place)
            summary.read += 1
        case Rejection() as rejection:
            writer.add_rejection(rejection, processed.fingerprint)
            summary.rejected[rejection.reason] += 1
        case Screened() as screened:
            sieve.note(screened)


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
        parted += list(loose_of(contacts, decisions, ledger, parted))
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
    reports = [Report(report, r.published.date, homes[report.document]) for report, r in zip(dated, found, strict=True)]
    # Only where a report has no day at all does what is said of the contact tell which one it is.
    unsure = {merge_key(r) for r in reports if r.published is None and r.report.date is None}
    reports = [
        replace(r, words=words_said(f.accounts)) if merge_key(r) in unsure else r
        for r, f in zip(reports, found, strict=True)
    ]
    return [j for group in engine.grouped(merge_group, merge_key, reports) for j in group]
