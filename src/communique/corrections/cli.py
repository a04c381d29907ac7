"""``communique corrections``: what people have corrected, from the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from communique.commands import options
from communique.commands.output import present, print_json, write
from communique.errors import InputError
from communique.ledger import open_ledger
from communique.records import Mode
from communique.wording import counted

if TYPE_CHECKING:
    from communique.corrections.state import Listed
    from communique.records import Change

corrections_app = typer.Typer(
    name="corrections",
    help="Correct contacts and accounts; list, undo and carry corrections. They survive every build.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

_SHORT_ID = len("judgement-") + 6
EditorOption = Annotated[
    str, typer.Option("--editor", envvar="COMMUNIQUE_EDITOR", help="Your name; it stands with it.", metavar="NAME")
]
WhyOption = Annotated[str, typer.Option("--why", help="The reason, for others.", metavar="TEXT")]
TimeOption = Annotated[
    str | None, typer.Option("--at", help="When it was decided, as 2026-03-01T14:30:00Z; now by default.")
]


@corrections_app.command("list", epilog="Example: communique corrections list --contact contact-4f2a")
def list_corrections(
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    contact: Annotated[str | None, typer.Option(help="Only those on this contact.", metavar="ID")] = None,
    account: Annotated[str | None, typer.Option(help="Only those on this account.", metavar="ID")] = None,
    as_json: options.Json = False,
) -> None:
    """List the corrections by time: who, when, what, why, and whether it is in force, undone or waiting."""
    from communique.corrections.state import correction_entry, corrections  # noqa: PLC0415

    with open_ledger(ledger) as view:
        on = None if contact is None else view.contact(_full(contact)).id
        found = corrections(view, contact=on, account=None if account is None else view.account(account).id)
    if as_json:
        print_json(map(correction_entry, found))
    else:
        present(corrections_table(found))


@corrections_app.command(
    epilog="Example: communique corrections add date contact-4f2a --date 2021-12-07 --editor Ann --why 'the readout'"
)
def add(
    kind: Annotated[
        str,
        typer.Argument(help="not-contact, date, mode, participant, merge, split; source, side, not-about."),
    ],
    on: Annotated[str, typer.Argument(metavar="ID", help="The contact's id; for the last three the account's.")],
    editor: EditorOption,
    why: WhyOption,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    date: Annotated[str | None, typer.Option(help="The right day, month, year, D..D, or unknown.")] = None,
    mode: Annotated[str | None, typer.Option(help=f"The right mode: {', '.join(Mode)}.")] = None,
    actor: Annotated[
        str | None, typer.Option(help="Key of the participant to take out; of the source of an account.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Name of the participant to put in.")] = None,
    office: Annotated[str | None, typer.Option(help="The office that this one held on the day.")] = None,
    country: Annotated[str | None, typer.Option(help="The side that this one is of.", metavar="CODE")] = None,
    other: Annotated[str | None, typer.Option("--with", help="The contact to merge with.", metavar="ID")] = None,
    report: Annotated[
        list[str] | None, typer.Option(help="A document whose report is split out; repeat it.", metavar="ID")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Who says it.", metavar="NAME")] = None,
    side: Annotated[str | None, typer.Option(help="The side it is said for, or none.", metavar="CODE")] = None,
    at: TimeOption = None,
    as_json: options.Json = False,
) -> None:
    """Correct a contact or, with source, side and not-about, an account; what was corrected stays marked as such."""
    from communique.corrections.apply import record  # noqa: PLC0415  loads what merging needs
    from communique.corrections.make import By, Wanted, make  # noqa: PLC0415

    wanted = Wanted(
        kind, on, date, mode, actor, name, office, country, other, tuple(report or ()), source, side
    )  # fmt: skip
    with open_ledger(ledger) as view:
        judgement = make(view, wanted, By(editor, _now(at), why))
    record(ledger, [judgement])
    _show_one(ledger, judgement.id, as_json)


@corrections_app.command(epilog="Example: communique corrections undo judgement-90ab --editor Ann --why 'misread'")
def undo(
    correction: Annotated[str, typer.Argument(metavar="ID", help="The correction's id, or the beginning of it.")],
    editor: EditorOption,
    why: WhyOption,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    at: TimeOption = None,
    as_json: options.Json = False,
) -> None:
    """Take a correction back. It stays in the list, with who took it back and why."""
    from communique.corrections.apply import record  # noqa: PLC0415  loads what merging needs
    from communique.corrections.make import By, revoke  # noqa: PLC0415
    from communique.corrections.state import correction as find  # noqa: PLC0415

    with open_ledger(ledger) as view:
        found = find(view, correction if correction.startswith("judgement-") else f"judgement-{correction}")
    if found.state == "undone":
        raise InputError(f"{found.judgement.id}: this correction is undone already")
    record(ledger, [revoke(found.judgement.id, By(editor, _now(at), why))])
    _show_one(ledger, found.judgement.id, as_json)


@corrections_app.command("export", epilog="Example: communique corrections export --ledger affair.db > ours.jsonl")
def export(ledger: options.Ledger = options.DEFAULT_LEDGER) -> None:
    """Print all corrections, undone ones too, as JSON lines that another ledger can import."""
    from communique.corrections.transport import export_corrections  # noqa: PLC0415

    with open_ledger(ledger) as view:
        write(export_corrections(view))


@corrections_app.command("import", epilog="Example: communique corrections import ours.jsonl --ledger other.db")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What was exported; - for standard input.")],
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.Json = False,
) -> None:
    """Take over the corrections of another ledger. Those on documents that are not here yet wait for them."""
    from communique.corrections.apply import record  # noqa: PLC0415  loads what merging needs
    from communique.corrections.transport import read_corrections  # noqa: PLC0415

    open_ledger(ledger).close()
    given = read_corrections(_lines(file), file)
    done = record(ledger, given)
    known = len({j.id for j in given}) - len(done.added)
    if as_json:
        print_json([{"added": len(done.added), "known": known, "waiting": [j.id for j in done.waiting]}])
        return
    lines = [f"{counted(len(done.added), 'correction')} taken over, {known} known already"]
    for judgement in done.waiting:
        where = judgement.about[0]
        lines.append(f"{judgement.id[:_SHORT_ID]} waits for its document: {where.span.quote!r} ({where.document})")
    present(Text("\n".join(lines)))


def corrections_table(found: Sequence[Listed]) -> RenderableType:
    """Return corrections as a table."""
    if not found:
        return Text("Nothing was corrected.")
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for column in ("id", "made", "by", "what"):
        table.add_column(column, no_wrap=column in {"id", "made"})
    table.add_column("why", min_width=14)
    table.add_column("state")
    for listed in found:
        judgement, undone = listed.judgement, listed.undone_by
        state = listed.state if undone is None else f"undone by {undone.author}: {undone.reason}"
        on = ", ".join(i[: len("contact-") + 6] for i in listed.contacts)
        table.add_row(
            Text(judgement.id.removeprefix("judgement-")[:6], style="bold"), Text((judgement.made or "")[:16]),
            Text(judgement.author), Text(f"{in_words(listed)}{f' ({on})' if on else ''}"), Text(judgement.reason),
            Text(state),
        )  # fmt: skip
    return table


def in_words(listed: Listed) -> str:
    """Return what a correction says, in a few words: "date: 2021-12-07", "participant: Ann for person:Bob"."""
    judgement, change = listed.judgement, listed.judgement.change
    match judgement.verdict:
        case "date" if change is not None:
            date = change.date
            return f"date: {'unknown' if date is None else '..'.join(dict.fromkeys((date.start, date.end)))}"
        case "mode" if change is not None:
            return f"mode: {change.mode}"
        case "participant" if change is not None:
            return f"participant: {_who(change)}"
        case "source" if change is not None:
            return f"source: {change.source} ({change.side or 'no side'})"
        case "side" if change is not None:
            return f"side: {change.side or 'none'}"
        case verdict:
            return {"same": "merge", "different": "split"}.get(verdict, verdict)


def _who(change: Change) -> str:
    if change.participant is None:
        return f"without {change.actor}"
    return change.participant.name if change.actor is None else f"{change.participant.name} for {change.actor}"


def _show_one(ledger: str, id_: str, as_json: bool) -> None:
    from communique.corrections.state import correction, correction_entry  # noqa: PLC0415

    with open_ledger(ledger) as view:
        found = correction(view, id_)
    if as_json:
        print_json([correction_entry(found)])
    else:
        present(corrections_table([found]))


def _full(contact: str) -> str:
    return contact if contact.startswith("contact-") else f"contact-{contact}"


def _now(given: str | None) -> str:
    return datetime.now(UTC).isoformat() if given is None else given


def _lines(file: str) -> list[str]:
    """Return the lines of a file, or of standard input for "-"; InputError when they cannot be read."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: not UTF-8 text at byte {error.start}; it is no export of corrections") from error
