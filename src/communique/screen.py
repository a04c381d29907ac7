"""What the command line shows: tables and pages made of the ledger's records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from communique.ledger import BrokenSpan
from communique.records import Account, Contact, ContactReport, Divergence, Document, Participant, Period, Rejection

if TYPE_CHECKING:
    from communique.pipeline import Summary

SHORT_ID = len("contact-") + 6
_NO_SIDE = "no side"


def summary_entry(summary: Summary) -> dict[str, Any]:
    """Return the account of a build for scripts."""
    return {
        "read": summary.read,
        "known": summary.known,
        "rejected": dict(sorted(summary.rejected.items())),
        "documents": summary.documents,
        "contacts": summary.contacts,
        "accounts": summary.accounts,
        "divergences": summary.divergences,
    }


def summary_view(summary: Summary, ledger: str) -> RenderableType:
    """Return the short account that ends a build."""
    known = f", {summary.known:,} already known" if summary.known else ""
    lines = [f"{summary.read:,} documents read{known}"]
    if summary.rejected:
        reasons = ", ".join(f"{n:,} {reason}" for reason, n in sorted(summary.rejected.items()))
        lines.append(f"{sum(summary.rejected.values()):,} rejected: {reasons}  (communique rejected --ledger {ledger})")
    lines.append(
        f"{ledger}: {summary.documents:,} documents, {summary.contacts:,} contacts, {summary.accounts:,} accounts, "
        f"{summary.divergences:,} divergences"
    )
    return Text("\n".join(lines))


def contact_table(contacts: Sequence[Contact]) -> RenderableType:
    """Return the contacts as a table."""
    if not contacts:
        return Text("No contact fits.")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("id", "date", "mode", "status", "sides"):
        table.add_column(name, no_wrap=True)
    table.add_column("participants", ratio=3)
    table.add_column("topics", ratio=3)
    table.add_column("sources", justify="right", no_wrap=True)
    for contact in contacts:
        table.add_row(
            contact.id.removeprefix("contact-")[: SHORT_ID - len("contact-")],
            when(contact.date),
            contact.mode.value,
            Text(contact.status.value, style="" if contact.status.value == "held" else "italic"),
            "-".join(contact.sides),
            Text(", ".join(p.name for p in contact.participants)),
            Text("; ".join(contact.topics[:3]), style="dim"),
            str(contact.independent_sources),
        )
    return table


def when(period: Period | None) -> str:
    """Return an interval in few characters: a day, a month, a year, or both ends."""
    if period is None:
        return "undated"
    if period.is_day:
        return period.start
    if period.start[:7] == period.end[:7]:
        whole = period.start.endswith("-01") and int(period.end[8:]) >= 28
        return period.start[:7] if whole else f"{period.start}..{period.end[8:]}"
    if period.start[:4] == period.end[:4] and (period.start[5:], period.end[5:]) == ("01-01", "12-31"):
        return period.start[:4]
    return f"{period.start}..{period.end}"


def contact_page(
    contact: Contact, accounts: Sequence[Account], parted: Sequence[Divergence], documents: Mapping[str, Document]
) -> Iterator[RenderableType]:
    """Yield the parts of a contact's page from top to bottom."""
    yield _head(contact)
    if accounts:
        yield Text("\nWhat each side says was said\n", style="bold")
        yield _accounts(contact, accounts, documents)
    for divergence in parted:
        yield Padding(_divergence(divergence), (0, 0, 1, 0))
    yield Text("Reports\n" if accounts else "\nReports\n", style="bold")
    for report in contact.reports:
        yield Padding(_report(report, documents[report.document]), (0, 0, 1, 0))


def _head(contact: Contact) -> RenderableType:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    basis = f"  ({contact.date.basis})" if contact.date else ""
    rows = [
        ("when", f"{when(contact.date)}{basis}"),
        ("how", f"{contact.mode.value}, {contact.status.value}"),
        ("who", "\n".join(map(_person, contact.participants))),
        ("where", contact.place),
        ("initiator", contact.initiator),
        ("how long", f"{contact.duration_minutes} minutes" if contact.duration_minutes else None),
        ("topics", "; ".join(contact.topics)),
        ("sources", _sources(contact)),
    ]
    for name, value in rows:
        if value:
            table.add_row(name, Text(value))
    return Group(Text(contact.id, style="bold"), table)


def _sources(contact: Contact) -> str:
    documents = len({r.document for r in contact.reports})
    return f"{contact.independent_sources} independent, in {documents} document{'s' if documents != 1 else ''}"


def _person(participant: Participant) -> str:
    about = ", ".join(part for part in (participant.office, participant.country) if part)
    return f"{participant.name} ({about})" if about else participant.name


def _accounts(contact: Contact, accounts: Sequence[Account], documents: Mapping[str, Document]) -> RenderableType:
    """Return the accounts in a column for each side, those of no side in the last."""
    ordered = sorted(accounts, key=lambda a: (_column(contact, a.side), documents[a.document].published.date or "9999"))
    columns = [
        (side, [_account(a, documents[a.document]) for a in found])
        for side, found in groupby(ordered, key=lambda a: a.side or _NO_SIDE)
    ]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=False)
    for side, _ in columns:
        table.add_column(side, ratio=1)
    for row in range(max(len(cells) for _, cells in columns)):
        table.add_row(*[cells[row] if row < len(cells) else Text("") for _, cells in columns])
    return table


def _column(contact: Contact, side: str | None) -> tuple[int, str]:
    if side is None:
        return 2, ""
    return (0 if side in contact.sides else 1), side


def _account(account: Account, document: Document) -> RenderableType:
    via = f" via {', '.join(account.via)}" if account.via else ""
    said = Text()
    said.append(account.source, style="bold")
    said.append(f" {account.cue or ''}{via}: ".replace("  ", " "))
    said.append(account.content.quote, style="cyan")
    said.append(f"\n{_origin(document)}\n", style="dim")
    return said


def _divergence(divergence: Divergence) -> RenderableType:
    out = Text()
    out.append(f"{divergence.kind} {divergence.side_a} / {divergence.side_b}: ", style="bold red")
    out.append(divergence.reason)
    return out


def _report(report: ContactReport, document: Document) -> RenderableType:
    head = Text(_origin(document), style="dim")
    head.append(f"  {report.status.value}, {when(report.date)}")
    return Group(head, *(Padding(_evidence(document.text, s.start, s.end), (0, 0, 0, 2)) for s in report.spans))


def _evidence(text: str, start: int, end: int) -> Text:
    """Return the evidence highlighted within its paragraph, a little of it on both sides."""
    left = max(text.rfind("\n", 0, start) + 1, start - 80)
    stop = text.find("\n", end)
    right = min(len(text) if stop < 0 else stop, end + 80)
    out = Text("…" if left > 0 and text[left - 1] != "\n" else "", style="dim")
    out.append(text[left:start], style="dim")
    out.append(text[start:end], style="reverse")
    out.append(text[end:right], style="dim")
    return out


def _origin(document: Document) -> str:
    date = document.published.date or "undated"
    name = document.publisher or document.external_id or document.path
    return f"{name}, {date}"


def verify_view(counts: Mapping[str, int], broken: Sequence[BrokenSpan]) -> RenderableType:
    """Return the outcome of a verification."""
    if not broken:
        read = f"{counts['documents']:,} documents, {counts['reports']:,} reports, {counts['accounts']:,} accounts"
        return Text(f"Every span verifies: {read}.")
    table = Table("document", "claim", "reason", "span", box=box.SIMPLE_HEAD, pad_edge=False)
    for fault in broken:
        table.add_row(fault.document, fault.claim or "", fault.reason, fault.span.quote if fault.span else "")
    return Group(Text(f"{len(broken)} broken", style="bold red"), table)


def broken_entry(fault: BrokenSpan) -> dict[str, Any]:
    """Return a broken span for scripts."""
    span = {"start": fault.span.start, "end": fault.span.end, "quote": fault.span.quote} if fault.span else None
    return {
        "document": fault.document, "claim": fault.claim, "extractor": fault.extractor,
        "reason": fault.reason, "span": span,
    }  # fmt: skip


def rejected_table(rejections: Iterable[Rejection]) -> RenderableType:
    """Return what could not be read as a table."""
    rows = list(rejections)
    if not rows:
        return Text("Nothing was rejected.")
    table = Table("path", "place", "reason", "detail", box=box.SIMPLE_HEAD, pad_edge=False)
    for rejection in rows:
        table.add_row(*map(Text, (rejection.path, rejection.place, rejection.reason, rejection.detail)))
    return table
