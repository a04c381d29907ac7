"""What the command line shows: tables and pages made of the ledger's records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from communique.actors.wording import with_articles
from communique.compare.stance import Stance, stances_of
from communique.ledger import BrokenSpan
from communique.merge.dating import contradiction
from communique.merge.history import history, notes
from communique.records import (
    Account,
    Contact,
    ContactReport,
    Divergence,
    Document,
    Participant,
    Period,
    Rejection,
    Status,
)
from communique.remedies import remedy
from communique.wording import counted

if TYPE_CHECKING:
    from communique.pipeline import Summary

SHORT_ID = len("contact-") + 6
_NO_SIDE = "no side"
_MOST_SIDES, _MOST_NAMES, _MOST_TOPICS = 3, 4, 2
_NARROWEST_COLUMN = 36
#: Characters of the paragraph that are shown before and after evidence.
_CONTEXT = 80


def summary_entry(summary: Summary) -> dict[str, Any]:
    """Return the account of a build for scripts."""
    return {
        "read": summary.read,
        "known": summary.known,
        "rejected": dict(sorted(summary.rejected.items())),
        "screened": dict(sorted(summary.screened.items())),
        "lost": [rejection.path for rejection in summary.lost],
        "documents": summary.documents,
        "contacts": summary.contacts,
        "accounts": summary.accounts,
        "loose_accounts": summary.loose_accounts,
        "divergences": summary.divergences,
    }


def summary_view(summary: Summary, ledger: str) -> RenderableType:
    """Return the short account that ends a build."""
    known = f", {summary.known:,} already known" if summary.known else ""
    lines = [f"{counted(summary.read, 'document')} read{known}", *left_lines(summary.rejected, summary.screened)]
    if len(lines) > 1:
        lines[-1] += f"  (communique rejected --ledger {ledger})"
    held = [
        counted(summary.documents, "document"), counted(summary.contacts, "contact"),
        counted(summary.accounts, "account"), counted(summary.divergences, "divergence"),
    ]  # fmt: skip
    lines.append(f"{ledger}: {', '.join(held)}")
    if summary.loose_accounts:
        verb, them = ("is", "it") if summary.loose_accounts == 1 else ("are", "them")
        lines.append(
            f"{summary.loose_accounts:,} of the accounts {verb} about no contact found: "
            f"communique export and serve show {them}"
        )
    return Text("\n".join(lines))


def left_lines(rejected: Mapping[str, int], screened: Mapping[str, int]) -> list[str]:
    """Return what could not be read and what was screened out, by reason, a line each where there is any."""
    kinds = ((rejected, "rejected"), (screened, "screened out, as they can hold no contact"))
    return [
        f"{sum(counts.values()):,} {what}: {', '.join(f'{n:,} {reason}' for reason, n in sorted(counts.items()))}"
        for counts, what in kinds
        if counts
    ]


def contact_table(contacts: Sequence[Contact]) -> RenderableType:
    """Return the contacts as a table, the topics in a line of their own below the participants."""
    if not contacts:
        return Text("No contact fits.")
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("id", "date", "mode", "status", "sides"):
        table.add_column(name, no_wrap=True)
    table.add_column("participants and topics", min_width=14)
    table.add_column("sources", justify="right", no_wrap=True)
    for contact in contacts:
        table.add_row(
            Text(contact.id.removeprefix("contact-")[: SHORT_ID - len("contact-")], style="bold"),
            Text(when(contact.date), style="" if contact.date else "dim"),
            Text(contact.mode.value),
            Text(contact.status.value, style="" if contact.status is Status.HELD else "italic yellow"),
            Text(_cut_list(contact.sides, _MOST_SIDES, "-", "+{}")),
            _who_and_what(contact),
            str(contact.independent_sources),
        )
    return table


def _who_and_what(contact: Contact) -> Text:
    out = Text(_cut_list([p.name for p in contact.participants], _MOST_NAMES, ", ", " and {} more"))
    if contact.topics:
        out.append(f"\non {_cut_list(contact.topics, _MOST_TOPICS, '; ', '; ...')}", style="dim")
    return out


def _cut_list(items: Sequence[str], most: int, joint: str, rest: str) -> str:
    """Return the first items joined, and how many more there are when there are two more or above."""
    if len(items) <= most + 1:
        return joint.join(items)
    return joint.join(items[:most]) + rest.format(len(items) - most)


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
    contradicted = contradiction(contact, {id_: _name(d) for id_, d in documents.items()})
    yield _head(contact, contradicted, _history(contact, documents))
    if accounts:
        yield Text("\nWhat each side says was said\n", style="bold")
        yield _Columns(_by_side(contact, accounts, documents))
    if parted:
        yield Text("\nWhere they part\n", style="bold")
        for divergence in parted:
            yield Padding(_divergence(divergence), (0, 0, 1, 2))
    if stances := stances_of(accounts):
        yield Text("\nTheir words for the same thing\n", style="bold")
        yield stance_lines(stances)
    yield Text("\nReports\n", style="bold")
    for document, reports in groupby(contact.reports, key=lambda r: r.document):
        yield Padding(_reports(list(reports), documents[document]), (0, 0, 1, 2))


def stance_lines(stances: Iterable[Stance]) -> RenderableType:
    """Return a line for each thing that sides call by different words: the thing, and each side's words."""
    lines = (
        f"  {s.thing}: " + "; ".join(f"{side}: {', '.join(words)}" for side, words in s.words.items()) for s in stances
    )
    return Text("\n".join(lines))


def _history(contact: Contact, documents: Mapping[str, Document]) -> str:
    steps = history(contact, documents)
    return "\n".join(
        f"{s.verb}{f' {s.joint} {when(s.date)}' if s.date else ''}  ({_origin(s.document)})" for s in steps
    )


def _head(contact: Contact, contradicted: str | None, went: str) -> RenderableType:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    basis = f"  ({contact.date.basis})" if contact.date else ""
    rows = [
        ("when", f"{when(contact.date)}{basis}"),
        ("but", contradicted),
        ("how", f"{contact.mode.value}, {contact.status.value}"),
        ("how it went", went),
        ("who", "\n".join(map(_person, contact.participants))),
        ("where", contact.place),
        ("initiator", contact.initiator),
        ("how long", f"{contact.duration_minutes} minutes" if contact.duration_minutes else None),
        ("topics", "; ".join(contact.topics)),
        ("remarked", "\n".join(f'"{note}"' for note in notes(contact))),
        ("sources", _sources(contact)),
    ]
    for name, value in rows:
        if value:
            table.add_row(name, Text(value))
    return Group(Text(contact.id, style="bold"), table)


def _sources(contact: Contact) -> str:
    documents = len({r.document for r in contact.reports})
    return f"{contact.independent_sources} independent, in {counted(documents, 'document')}"


def _person(participant: Participant) -> str:
    office = f", {participant.office}" if participant.office and participant.office != participant.name else ""
    return f"{participant.country or '?':4} {participant.name}{with_articles(office)}"


@dataclass(frozen=True, slots=True)
class _Columns:
    """Blocks side by side, as many as the width allows, the others below; one below the other where it is narrow."""

    blocks: Sequence[tuple[str, RenderableType]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        fitting = max(1, min(len(self.blocks), options.max_width // _NARROWEST_COLUMN))
        for first in range(0, len(self.blocks), fitting):
            row = self.blocks[first : first + fitting]
            if first:
                yield Text("")
            table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True)
            for name, _ in row:
                table.add_column(name, ratio=1, header_style="bold green")
            table.add_row(*[block for _, block in row])
            yield table


def _by_side(
    contact: Contact, accounts: Sequence[Account], documents: Mapping[str, Document]
) -> list[tuple[str, RenderableType]]:
    """Return a block for each side: first those that took part, then others, last what is said by no side."""

    def place(account: Account) -> tuple[int, str]:
        return (2, "") if account.side is None else (0 if account.side in contact.sides else 1, account.side)

    def order(account: Account) -> tuple[tuple[int, str], str, str, int]:
        published = documents[account.document].published.date or "9999"
        return place(account), published, account.document, account.content.start

    ordered = sorted(accounts, key=order)
    return [
        (side, _statements(list(found), documents))
        for side, found in groupby(ordered, key=lambda a: a.side or _NO_SIDE)
    ]


def _statements(accounts: Sequence[Account], documents: Mapping[str, Document]) -> RenderableType:
    """Return one side's statements as a list under the document that each was read in."""
    parts: list[RenderableType] = []
    for document, found in groupby(accounts, key=lambda a: a.document):
        parts.append(Text(_origin(documents[document]), style="dim"))
        listed = Table.grid(padding=(0, 1, 0, 0))
        listed.add_column(width=1)
        listed.add_column()
        speaker = documents[document].publisher
        for account in found:
            listed.add_row(Text("-", style="dim"), _statement(account, speaker))
            speaker = account.source
        parts += [listed, Text("")]
    return Group(*parts[:-1])


def _statement(account: Account, known: str | None) -> Text:
    """Return a statement, its speaker before it unless that is the known one, and the verb unless it is in it."""
    speaker = None if account.source == known and not account.via else account.source
    inside = account.cue_span is not None and (
        account.content.start <= account.cue_span.start and account.cue_span.end <= account.content.end
    )
    cue = None if inside else account.cue
    via = f"via {', '.join(account.via)}" if account.via else None
    lead = " ".join(part for part in (speaker, cue, via) if part)
    said = Text(f"{lead}: " if lead else "", style="bold")
    said.append(account.content.quote, style="not bold")
    return said


def _divergence(divergence: Divergence) -> RenderableType:
    sides = " / ".join((divergence.side_a, divergence.side_b))
    return Group(Text(f"{divergence.kind}, {sides}", style="bold red"), Text(divergence.reason))


def _reports(reports: Sequence[ContactReport], document: Document) -> RenderableType:
    told = dict.fromkeys(f"{r.status.value}, {when(r.date)}" for r in reports)
    head = Text(_origin(document), style="bold")
    head.append(f"  ({'; '.join(told)})", style="not bold dim")
    where = document.url or (document.path if document.publisher else "")
    spans = sorted({(s.start, s.end) for r in reports for s in r.spans})
    passages = (Padding(_Evidence(document.text, found), (0, 0, 0, 2)) for found in _passages(document.text, spans))
    link = [Text(where, style="dim", overflow="fold")] if where else []
    return Group(head, *link, *passages)


def _passages(text: str, spans: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Return the spans in groups that stand so near in one paragraph that they are shown together."""
    out: list[list[tuple[int, int]]] = []
    for span in spans:
        last = out[-1][-1] if out else None
        if last and "\n" not in text[last[1] : span[0]] and span[0] - last[1] <= 2 * _CONTEXT:
            out[-1].append((max(span[0], last[1]), max(span[1], last[1])))
        else:
            out.append([span])
    return out


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Evidence within its paragraph: highlighted on a terminal, between >> and << where there is no highlighting."""

    text: str
    spans: Sequence[tuple[int, int]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        marks = ("", "") if console.is_terminal and not console.no_color else (">>", "<<")
        text, (start, end) = self.text, (self.spans[0][0], self.spans[-1][1])
        left, right = _left_context(text, start), _right_context(text, end)
        out = Text("" if left == 0 or text[left - 1] == "\n" else "... ", style="dim")
        at = left
        for first, last in self.spans:
            out.append(text[at:first], style="dim")
            out.append(f"{marks[0]}{text[first:last]}{marks[1]}", style="not dim bold yellow")
            at = last
        out.append(text[at:right] + ("" if right == len(text) or text[right] == "\n" else " ..."), style="dim")
        yield out


def _left_context(text: str, start: int) -> int:
    """Return where the shown part of the paragraph before evidence begins: at its start, or at a word."""
    paragraph = text.rfind("\n", 0, start) + 1
    if start - paragraph <= _CONTEXT:
        return paragraph
    return text.find(" ", start - _CONTEXT, start) + 1 or start


def _right_context(text: str, end: int) -> int:
    """Return where the shown part of the paragraph after evidence ends: at its end, or after a word."""
    paragraph = text.find("\n", end)
    paragraph = len(text) if paragraph < 0 else paragraph
    if paragraph - end <= _CONTEXT:
        return paragraph
    cut = text.rfind(" ", end, end + _CONTEXT)
    return cut if cut >= 0 else end


def _origin(document: Document) -> str:
    return f"{_name(document)}, {document.published.date or 'undated'}"


def _name(document: Document) -> str:
    return document.publisher or document.external_id or document.path


def verify_view(counts: Mapping[str, int], broken: Sequence[BrokenSpan]) -> RenderableType:
    """Return the outcome of a verification."""
    if not broken:
        read = ", ".join(counted(counts[f"{noun}s"], noun) for noun in ("document", "report", "account"))
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
    """Return what was rejected or screened out as a table, and below it what would help against each reason."""
    rows = list(rejections)
    if not rows:
        return Text("Nothing was rejected or screened out.")
    table = Table("path", "place", "reason", "detail", box=box.SIMPLE_HEAD, pad_edge=False)
    for rejection in rows:
        table.add_row(*map(Text, (rejection.path, rejection.place, rejection.reason, rejection.detail)))
    remedies = Table.grid(padding=(0, 2, 0, 0))
    for reason in sorted({rejection.reason for rejection in rows}):
        remedies.add_row(Text(reason), Text(remedy(reason) or "-"))
    return Group(table, Text("What would help\n", style="bold"), remedies)


def rejected_entry(rejection: Rejection) -> dict[str, Any]:
    """Return what was rejected or screened out for scripts."""
    return {
        "path": rejection.path, "place": rejection.place, "reason": rejection.reason, "detail": rejection.detail,
        "remedy": remedy(rejection.reason),
    }  # fmt: skip
