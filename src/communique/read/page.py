"""A page's tree and its metadata, as trafilatura makes them, without what nobody here asks for.

Half of the time that trafilatura takes for metadata goes into authors, categories and licences; and lxml asks Python
for the class of every element that is looked at, where one class does for all.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement, HTMLParser

_BEGINNING = 50
_DATE_OPTIONS: dict[str, Any] = {
    "extensive_search": False,  # a date anywhere in the page is a guess
    "original_date": True,
    "deferred_url_extractor": True,
}


class Metadata(NamedTuple):
    """What a page says of itself; None where it does not. day: in the form YYYY-MM-DD."""

    title: str | None
    url: str | None
    site: str | None
    host: str | None
    day: str | None


def tree_of(html: str) -> HtmlElement | None:
    """Return the tree of a page's markup, None for what is no page. Does as ``trafilatura.load_html`` with text."""
    # Half a second, and only who reads pages needs it.
    from trafilatura.utils import is_dubious_html, repair_faulty_html  # noqa: PLC0415

    beginning = html[:_BEGINNING].lower()
    markup = repair_faulty_html(html, beginning)
    tree = _parsed(markup)
    if tree is None or len(tree) < 1:  # some text with a declaration of its encoding is only taken as bytes
        tree = _parsed(markup.encode("utf-8", "surrogatepass"))
    return None if tree is None or (len(tree) <= 1 and is_dubious_html(beginning)) else tree


def _parsed(markup: str | bytes) -> HtmlElement | None:
    from lxml.html import fromstring  # noqa: PLC0415 - as above

    try:
        found: HtmlElement = fromstring(markup, parser=_parser())
    except Exception:  # noqa: BLE001  lxml has many ways to say that it finds no markup
        return None
    return found


@cache
def _parser() -> HTMLParser:
    """Return trafilatura's parser, but for the class of elements: found without asking Python for each."""
    from lxml.etree import ElementDefaultClassLookup  # noqa: PLC0415 - as above
    from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HTMLParser, HtmlProcessingInstruction  # noqa: PLC0415

    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(
        ElementDefaultClassLookup(
            element=HtmlElement, comment=HtmlComment, pi=HtmlProcessingInstruction, entity=HtmlEntity
        )
    )
    return parser


def metadata_of(tree: HtmlElement, url: str | None, earliest: str, latest: str) -> Metadata:
    """Return what ``trafilatura.extract_metadata`` finds of these; the tree is left as it is.

    url: at which the page was found. earliest, latest: between which days (YYYY-MM-DD) it can have been published.
    """
    from courlan import extract_domain  # noqa: PLC0415 - as above
    from htmldate import find_date  # noqa: PLC0415 - as above
    from trafilatura import metadata as found_by  # noqa: PLC0415 - as above

    page = found_by.examine_meta(tree)
    page = _with_linked_data(tree, page)
    page.title = page.title or found_by.extract_title(tree)
    page.url = page.url or found_by.extract_url(tree, url)
    if page.url:
        page.hostname = extract_domain(page.url, fast=True)
    page.date = find_date(tree, url=page.url, min_date=earliest, max_date=latest, **_DATE_OPTIONS)
    page.sitename = _site(page.sitename or found_by.extract_sitename(tree), page.url)
    page.clean_and_trim()
    return Metadata(page.title, page.url, page.sitename, page.hostname, page.date)


def _with_linked_data(tree: HtmlElement, page: Any) -> Any:
    from trafilatura.metadata import extract_meta_json  # noqa: PLC0415 - as above

    try:
        return extract_meta_json(tree, page)
    except Exception:  # noqa: BLE001  pages hold every kind of broken JSON
        return page


def _site(name: str | None, url: str | None) -> str | None:
    """Return the name of a site, in capitals; without one that of its host."""
    from trafilatura.metadata import META_URL  # noqa: PLC0415 - as above

    if not name:
        match = META_URL.match(url) if url else None
        return match[1] if match else None
    plain = name.lstrip("@")
    return plain.title() if plain and "." not in plain and not plain[0].isupper() else plain
