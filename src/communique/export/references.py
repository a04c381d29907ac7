"""The documents that tell of contacts as references: BibTeX, and CSL-JSON for Zotero, Pandoc and word processors."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from communique.export.choice import Choice
from communique.export.links import web_link
from communique.export.visible import one_line
from communique.ledger import Ledger
from communique.records import Document

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: The characters that TeX does not take as they are.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
_SHORT_WORDS = frozenset("a an and as at by for from in of on or the to with".split())
_HASH_LENGTH = 8


def export_bibtex(ledger: Ledger, choice: Choice) -> Iterator[str]:
    """Return the lines of a BibTeX file, UTF-8, of the documents that tell of the chosen contacts, by document id."""
    for document in _documents(ledger, choice):
        yield f"@misc{{{reference_key(document)},"
        yield from (f"  {name} = {value}," for name, value in _bibtex_fields(document))
        yield "}"


def export_csl(ledger: Ledger, choice: Choice) -> Iterator[str]:
    """Return the lines of a CSL-JSON array of the documents that tell of the chosen contacts, by document id."""
    before = "["
    for document in _documents(ledger, choice):
        yield before
        before = f"{_json(csl_item(document))},"
    yield before.removesuffix(",") if before != "[" else "["
    yield "]"


def csl_item(document: Document) -> dict[str, Any]:
    """Return a document as an item of CSL-JSON 1.0; what is not known is left out."""
    item: dict[str, Any] = {
        "id": reference_key(document), "type": "article-newspaper", "title": _title(document),
        "language": document.language,
    }  # fmt: skip
    if document.publisher:
        item["container-title"] = one_line(document.publisher)
    if document.published.date:
        item["issued"] = {"date-parts": [[int(part) for part in document.published.date.split("-")]]}
    if link := web_link(document.url):
        item["URL"] = link
    item["note"] = _note(document)
    return item


def reference_key(document: Document) -> str:
    """Return the key that cites a document: publisher, year, a word of the title and eight digits of the document's id.

    Only ASCII letters, digits and hyphens, so every style and TeX takes it; it changes only when the document does.
    """
    words = [w for w in _ascii(document.title or "").split() if w not in _SHORT_WORDS]
    parts = (
        "".join(_ascii(document.publisher or "").split()[:3]) or "anonymous",
        (document.published.date or "nd")[:4],
        words[0] if words else "",
        document.id.rpartition("-")[2][:_HASH_LENGTH],
    )
    return "-".join(part for part in parts if part)


def _documents(ledger: Ledger, choice: Choice) -> Iterator[Document]:
    if choice.everything:
        yield from ledger.documents()
        return
    for id_ in sorted({r.document for contact in choice.contacts(ledger) for r in contact.reports}):
        yield ledger.document(id_)


def _bibtex_fields(document: Document) -> Iterator[tuple[str, str]]:
    """Yield name and value of each field, the value with its braces; a month is a macro, which has none."""
    # The second braces keep the capital letters, which styles would make small.
    yield "title", f"{{{{{_tex(_title(document))}}}}}"
    if document.publisher:
        yield "howpublished", f"{{{{{_tex(one_line(document.publisher))}}}}}"
    if document.published.date:
        year, month, day = document.published.date.split("-")
        yield "year", f"{{{year}}}"
        yield "month", _MONTHS[int(month) - 1]
        yield "day", f"{{{int(day)}}}"
    if link := web_link(document.url):
        # Verbatim in BibLaTeX and in a url macro: nothing is escaped, and web_link leaves no brace or backslash.
        yield "url", f"{{{link}}}"
    yield "note", f"{{{_tex(_note(document))}}}"


def _title(document: Document) -> str:
    return one_line(document.title or "") or "Untitled"


def _note(document: Document) -> str:
    copied = f"; {document.lineage} of {document.reprint_of}" if document.reprint_of else ""
    return one_line(f"{document.id}{copied}")


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain.replace("'", ""))


def _json(item: dict[str, Any]) -> str:
    return json.dumps(item, ensure_ascii=False, allow_nan=False)
