"""What would help against a reason for which an item was rejected or screened out."""

from __future__ import annotations

_AGAIN = "fetch or copy the file again, then build it again"
_NO_SCREEN = "to read it all the same: build or extract its file with --no-screen"
_SPLIT = "give each article as a file, or a line of JSON Lines, of its own"
_TEXT = 'give the article\'s text, as .txt or as "text" of a line of JSON Lines'
_FEED = "save the feed again as its server sends it; or give its articles"
_RECORD = "the page is lost, the others are not; crawl it again"

_REMEDIES = {
    "binary": "save what it holds as text or HTML",
    "broken-gzip": _AGAIN,
    "duplicate-id": "if both are wanted, give one of them another id",
    "empty": "if it should hold an article, save it again",
    "encoding": "convert it to UTF-8",
    "failed": "build it again; if it fails again, report it with the article",
    "feed-entities": "remove the document type from the feed",
    "html-broken": _TEXT,
    "html-empty": f"save the page as a browser shows it; or {_TEXT}",
    "http-broken": _RECORD,
    "http-status": "where the page is there by now, crawl it again",
    "links-only": "communique fetch gets the articles, build then reads them",
    "no-text": 'write the article into "text", or its page into "html"',
    "not-a-feed": _FEED,
    "not-english": "only English is read; give a translation",
    "not-json": "write one JSON object a line; other formats are told by the ending of the file",
    "not-text": "convert it to text or HTML, and give that",
    "nul-bytes": "save it again as plain text",
    "part-failed": "run the same communique extract again, then load it again",
    "screened-page": _NO_SCREEN,
    "screened-text": _NO_SCREEN,
    "too-complex": _TEXT,
    "too-deep": _TEXT,
    "too-large": _SPLIT,
    "truncated-gzip": _AGAIN,
    "unknown-format": "rename it if it is of one of these formats, or convert it",
    "unreadable": "see that it is a file that you may read, then build it again",
    "unstorable-text": "remove what cannot be stored from the text",
    "warc-broken": _AGAIN,
    "warc-length": _AGAIN,
    "warc-truncated": _AGAIN,
}


def remedy(reason: str) -> str | None:
    """Return what would help against a reason of ``rejected``, None for one that no part of the package gives."""
    return _REMEDIES.get(reason)


__all__ = ["remedy"]
