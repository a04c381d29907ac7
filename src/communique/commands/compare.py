"""The commands that set sides against each other: ``compare`` and ``divergences``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from communique.commands import options, screen_compare
from communique.commands.output import present, print_json
from communique.errors import InputError
from communique.export.jsonl import divergence_entry
from communique.ledger import Ledger, open_ledger
from communique.ledger.filters import first_day, last_day
from communique.records import Contact, Divergence, Document


class Kind(StrEnum):
    """A kind of divergence."""

    CONTRADICTION = "contradiction"
    NUMBER = "number"
    OMISSION = "omission"


def compare(
    contact: Annotated[str, typer.Argument(metavar="ID", help="The contact's id, or the beginning of it.")],
    sides: Annotated[
        str | None,
        typer.Option(help="The two sides, as in USA,RUS; without it, the two that say most.", metavar="CODES"),
    ] = None,
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    as_json: options.Json = False,
) -> None:
    """Set two sides' accounts of a contact side against side: what both say, what one says, where they part."""
    from communique.compare import table_of  # noqa: PLC0415  loads the authority, which few commands need
    from communique.compare.setting import sources_of  # noqa: PLC0415
    from communique.compare.stance import stances_of  # noqa: PLC0415

    with open_ledger(ledger) as view:
        found = view.contact(contact if contact.startswith("contact-") else f"contact-{contact}")
        accounts = list(view.accounts(contact=found.id))
        chosen = _sides(sides, [a.side for a in accounts if a.side])
        ids = {a.document for a in accounts}
        rows = screen_compare.of_sides(table_of(found, accounts, sources_of(view, ids, accounts)), chosen)
        if as_json:
            print_json(map(screen_compare.row_entry, rows))
            return
        stances = stances_of(a for a in accounts if a.side in chosen)
        documents = {id_: view.document(id_) for id_ in sorted(ids)}
        present(*screen_compare.comparison_view(chosen, rows, stances, documents))


def divergences(
    ledger: options.Ledger = options.DEFAULT_LEDGER,
    since: options.Since = None,
    until: options.Until = None,
    side: Annotated[
        list[str] | None, typer.Option(help="One of the two sides (RUS, NATO); repeat it for both.", metavar="CODE")
    ] = None,
    kind: Annotated[list[Kind] | None, typer.Option(help="Only this kind; may be repeated.")] = None,
    as_json: options.Json = False,
) -> None:
    """List where two sides' accounts part: of one contact, by its date, then on other matters, by their documents."""

    with open_ledger(ledger) as view:
        found = _divergences(view, since, until, {s.upper() for s in side or ()}, {str(k) for k in kind or ()})
    if as_json:
        print_json(divergence_entry(d) for _, d in found)
    else:
        present(screen_compare.divergence_table(found))


def _divergences(
    view: Ledger, since: str | None, until: str | None, sides: set[str], kinds: set[str]
) -> list[tuple[Contact | Document, Divergence]]:
    """Return the divergences with their contacts by date, then those on other matters with their documents."""
    of_contact: dict[str, list[Divergence]] = {}
    others: list[Divergence] = []
    for divergence in view.divergences():
        if sides <= {divergence.side_a, divergence.side_b} and (not kinds or divergence.kind in kinds):
            kept = others if divergence.contact is None else of_contact.setdefault(divergence.contact, [])
            kept.append(divergence)
    found: list[tuple[Contact | Document, Divergence]] = [
        (c, d) for c in view.contacts(since=since, until=until) for d in of_contact.get(c.id, ())
    ]
    accounts = view.accounts_by_id(d.account_a for d in others)
    documents = view.documents_by_id({a.document for a in accounts.values()})
    told = [(documents[accounts[d.account_a].document], d) for d in others]
    told = [(document, d) for document, d in told if _published(document, since, until)]
    return found + sorted(told, key=lambda pair: (pair[0].published.date or "9999", pair[0].id, pair[1].id))


def _published(document: Document, since: str | None, until: str | None) -> bool:
    """Tell whether a document was published in a span; one without a date only when no span is given."""
    day = document.published.date
    if day is None:
        return since is None and until is None
    return (since is None or day >= first_day(since)) and (until is None or day <= last_day(until))


def _sides(given: str | None, present: list[str]) -> list[str]:
    """Return the two sides to compare; InputError when they are not two."""
    if given is not None:
        sides = [s.strip().upper() for s in given.split(",") if s.strip()]
        if len(sides) != 2 or sides[0] == sides[1]:
            raise InputError(f"--sides {given}: give two sides, such as --sides USA,RUS")
        return sides
    ranked = sorted(set(present), key=lambda s: (-present.count(s), s))
    if len(ranked) < 2:
        raise InputError("this contact has accounts of fewer than two sides; see them with: communique show ID")
    return sorted(ranked[:2])


def register(app: Any) -> None:
    """Add the two commands to the command line."""
    app.command(epilog="Example: communique compare 062fbd --sides USA,RUS")(compare)
    app.command(epilog="Example: communique divergences --since 2021-12 --side RUS --kind contradiction")(divergences)
