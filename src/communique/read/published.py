"""When a document was published, and how that is known.

The order of trust: the input's own field; a date the text itself carries at its head; the page's metadata; the url.
The text goes before the page because a page that reposts a story has the day of the repost, unless the text's date
lies after the page's, which no story's can. Measured on pages with known dates, metadata beat the url, where a release
put out around midnight carries the day before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from communique.read.dateline import dateline, head_lines
from communique.read.daytext import DATE, parts
from communique.records import Publication

UNKNOWN = Publication(None, "unknown")
_FIRST_YEAR, _LAST_YEAR = 1850, 2099
_PROSE_WORDS = 25
_LINE_CHARS, _SEGMENT_CHARS = 300, 120
_END_CHARS = 2_000

_URL_DAY = re.compile(
    r"(?<![\d])(?P<y1>(?:18|19|20)\d\d)(?P<sep>[/_-])(?P<m1>\d\d?)(?P=sep)(?P<d1>\d\d?)(?![\d])"
    r"|(?<![\d])(?P<d2>\d\d)-(?P<m2>\d\d)-(?P<y2>(?:19|20)\d\d)(?![\d])"
    r"|(?<![\d])(?P<y3>(?:19|20)\d\d)(?P<m3>[01]\d)(?P<d3>[0-3]\d)(?=[/_.-]|$)"
)
_LONG_NUMBER = re.compile(r"\d{9,}")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{8}(?!\d)")

_SEGMENT_END = re.compile(r"\s+[|•·*>»]\s+|\s/\s|\t|\s{2,}")
_BEFORE_DATE = (
    r"\s*(?:(?:first\s+)?(?:published|posted|released?|issued|created|updated|last\s+(?:updated|modified)|date)"
    r"(?:\s+(?:on|at|date))?\s*:?|for\s+immediate\s+release:?|by\s[^|]{2,60}?,?|"
    r"(?-i:[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+){0,2}),)?\s*"
)
_AFTER_DATE = (
    r"[,.]?\s*(?:(?:at|-|–|—|/|,)?\s*\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?-i:[A-Z]{2,5}\b)?\s*)?"
    r"(?:,\s*(?-i:[A-ZÀ-Þ][\w.'’-]+)(?:\s(?-i:[A-ZÀ-Þ][\w.'’-]+))?)?\.?\s*"
)
_DATE_SEGMENT = re.compile(f"{_BEFORE_DATE}(?P<date>{DATE}){_AFTER_DATE}", re.IGNORECASE)
_LABELLED = re.compile(
    rf"\b(?:publication date|published(?: on)?|date of publication|posted on)\s*:\s*{DATE}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DateInText:
    """A full date that a text gives for itself, at ``text[start:end]``. basis: "dateline" or "text"."""

    day: str
    basis: str
    start: int
    end: int


def publication(given: str | None, page: str | None, page_time: str | None, url: str | None, text: str) -> Publication:
    """Return the day of publication and its basis.

    given: the input's own field, an ISO or RFC 2822 date, with or without time; what is neither is passed over.
    page: the ISO day that a page's metadata give; page_time: the timestamp behind it. A time in UTC is moved to the
    day that the url carries if that is the neighbouring one: the outlet's own day around midnight.
    """
    by_url = url_day(url)
    if given and (stamp := _stamp(given)):
        return _published(stamp, by_url)
    from_text = date_in_text(text)
    page_stamp = (_stamp(page_time) if page_time else None) or (_stamp(page) if page else None)
    if from_text and not (page_stamp and from_text.day > page_stamp.day):
        return Publication(from_text.day, from_text.basis)
    if page_stamp and (page_time or page_stamp.day != by_url):
        return _published(page_stamp, by_url)
    return Publication(by_url, "url") if by_url else UNKNOWN


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A date, and the moment when it was given with a time in UTC, whose local day may be a neighbouring one."""

    day: str
    moment: datetime | None


def _stamp(text: str) -> _Stamp | None:
    stripped = text.strip()
    try:
        moment = datetime.fromisoformat(stripped) if _ISO_DAY.match(stripped) else parsedate_to_datetime(stripped)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    in_utc = moment.tzinfo is not None and moment.utcoffset() == timedelta(0)
    return _Stamp(moment.date().isoformat(), moment.astimezone(UTC) if in_utc else None)


def _published(stamp: _Stamp, by_url: str | None) -> Publication:
    if stamp.moment and by_url and by_url != stamp.day:
        west, east = (stamp.moment.astimezone(timezone(timedelta(hours=h))) for h in (-10, 13))
        if by_url in (west.date().isoformat(), east.date().isoformat()):
            return Publication(by_url, "url")
    return Publication(stamp.day, "metadata")


def url_day(url: str | None) -> str | None:
    """Return the full date in the url's path as an ISO day: /2021/12/07/, 2021-12-07, 07-12-2021 or 20211207."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url or "", flags=re.IGNORECASE)
    path = re.split(r"[?#]", path, maxsplit=1)[0]
    for match in _URL_DAY.finditer(_LONG_NUMBER.sub("x", path)):
        for year, month, day in (("y1", "m1", "d1"), ("y2", "m2", "d2"), ("y3", "m3", "d3")):
            if match[year] and (found := _iso(int(match[year]), int(match[month]), int(match[day]))):
                return found
    return None


def date_in_text(text: str) -> DateInText | None:
    """Return the full date that the text gives for itself: in a dateline, date line or byline at its head, or a label.

    A dateline without a year gives none; neither does a date within a sentence.
    """
    filed = dateline(text)
    if filed and filed.year and filed.month and filed.day and (day := _iso(filed.year, filed.month, filed.day)):
        return DateInText(day, "dateline", filed.start, filed.end)
    for line in head_lines(text):
        found = _in_date_line(line.text, line.start)
        if found:
            return found
        if len(line.text.split()) >= _PROSE_WORDS:
            break
    for start, end in ((0, _END_CHARS), (max(_END_CHARS, len(text) - _END_CHARS), len(text))):
        for match in _LABELLED.finditer(text, start, end):
            if day := _full_date(match):
                return DateInText(day, "text", match.start(), match.end())
    return None


def _in_date_line(line: str, offset: int) -> DateInText | None:
    """Return the date of a line of which one segment is a date, with a label, byline, place or time at most."""
    if len(line) > _LINE_CHARS:
        return None
    at = 0
    for end, following in [*(m.span() for m in _SEGMENT_END.finditer(line)), (len(line), 0)]:
        match = _DATE_SEGMENT.fullmatch(line, at, end) if end - at <= _SEGMENT_CHARS else None
        if match and (day := _full_date(match)):
            return DateInText(day, "dateline", offset + match.start("date"), offset + match.end("date"))
        at = following
    return None


def is_date_segment(segment: str) -> bool:
    """Return whether a segment of a line is a date with a year, with a label, byline, place or time at most."""
    match = _DATE_SEGMENT.fullmatch(segment) if len(segment) <= _SEGMENT_CHARS else None
    return bool(match and _full_date(match))


def _full_date(match: re.Match[str]) -> str | None:
    found = parts(match)
    return _iso(found[0], found[1], found[2]) if found and found[0] else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None
