"""Contacts as one page of HTML to mail or to publish: it holds all that it shows, and nothing in it runs or loads.

Its Content-Security-Policy allows the one style sheet in it and nothing else. Text of documents is escaped, and the
controls by which a text could be made to read otherwise than it stands are made visible.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from itertools import islice

from jinja2 import Environment, PackageLoader, StrictUndefined

from communique.errors import InputError
from communique.export.choice import Choice
from communique.export.links import web_link
from communique.export.report_contact import ContactPart, contact_part
from communique.export.visible import visible
from communique.ledger import Ledger
from communique.records import Contact, Document
from communique.wording import counted

#: More than this nobody reads in one page, nor does a browser like it.
_MOST = 500


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """An entry in the list of sources; copy: what it copies, in words."""

    title: str
    origin: str
    link: str | None
    copy: str


@dataclass(slots=True)
class _Sources:
    """The documents by number, in the order in which the page first cites them."""

    ledger: Ledger
    numbers: dict[str, int] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)

    def document(self, id_: str) -> tuple[int, Document]:
        """Return a document and its number."""
        if id_ not in self.numbers:
            self.documents[id_] = self.ledger.document(id_)
            self.numbers[id_] = len(self.numbers) + 1
        return self.numbers[id_], self.documents[id_]


def export_report(ledger: Ledger, choice: Choice) -> Iterator[str]:
    """Return the lines of a page of the chosen contacts: head, two-sided table, quotations, list of sources.

    Raises InputError when no contact fits, or more than 500 do.
    """
    chosen = list(islice(choice.contacts(ledger), _MOST + 1))
    if not chosen:
        raise InputError("report: no contact fits; see what there is with: communique list")
    if len(chosen) > _MOST:
        raise InputError(f"report: more than {_MOST} contacts fit; choose fewer, as with --since or --side")
    sources = _Sources(ledger)
    parts = [contact_part(contact, ledger, sources.document) for contact in chosen]
    style = files("communique.export").joinpath("report.css").read_text("utf-8")
    page = _environment().get_template("report.html.jinja").render(
        title=_title(parts, choice), summary=_summary(chosen, sources.documents.values()), contacts=parts,
        sources=[_entry(d, sources.numbers) for d in sources.documents.values()],
        style=style, style_hash=f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}",
        version=version("communique"),
    )  # fmt: skip
    yield from page.split("\n")


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("communique", "export"), autoescape=True, undefined=StrictUndefined
    )  # fmt: skip
    environment.filters["show"] = lambda text: visible(str(text))
    return environment


def _title(parts: list[ContactPart], choice: Choice) -> str:
    if len(parts) == 1:
        return parts[0].heading
    return f"Contacts: {choice.words}" if choice.words else "Contacts"


def _summary(contacts: Iterable[Contact], documents: Iterable[Document]) -> str:
    told = sorted(d.published.date for d in documents if d.published.date)
    found = list(contacts)
    span = f", published {told[0]} to {told[-1]}" if told else ""
    copies = sum(d.reprint_of is not None for d in documents)
    also = f", {copies} of them copies" if copies else ""
    documented = len(list(documents))
    return f"{counted(len(found), 'contact')}, from {counted(documented, 'document')}{also}{span}."


def _entry(document: Document, numbers: dict[str, int]) -> SourceEntry:
    name = document.publisher or document.path
    origin = f"{name}, {document.published.date or 'undated'}"
    copy = ""
    if document.reprint_of:
        number = numbers.get(document.reprint_of)
        copy = f"({document.lineage} of {f'[{number}]' if number else document.reprint_of})"
    return SourceEntry(document.title or "Untitled", origin, web_link(document.url), copy)
