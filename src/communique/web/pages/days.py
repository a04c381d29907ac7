"""Days, months and years in words, and the links from one to the next."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from communique.errors import InputError
from communique.records import Period
from communique.wording import counted

MONTHS = tuple("January February March April May June July August September October November December".split())
WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
UNDATED = "undated"
_SHORT = 3


def day_words(iso: str, *, short: bool = False) -> str:
    """Return "7 December 2021" for an ISO day, a month or a year; short: "7 Dec 2021"."""
    parts = iso.split("-")
    if len(parts) == 1:
        return parts[0]
    month = MONTHS[int(parts[1]) - 1]
    month = month[:_SHORT] if short else month
    return " ".join(([str(int(parts[2]))] if len(parts) > 2 else []) + [month, parts[0]])


def moment_words(iso: str | None) -> str:
    """Return "2021-12-07 14:30:00 UTC" for an ISO time in UTC, nothing for none."""
    return f"{iso[:19].replace('T', ' ')} UTC" if iso else ""


def period_words(period: Period | None, *, short: bool = False) -> str:
    """Return an interval in words: a day, a month, a year, or "2–16 April 2022"."""
    if period is None:
        return "undated"
    return span_words(period.start, period.end, short=short)


def span_words(start: str, end: str, *, short: bool = False) -> str:
    """Return the days from ``start`` to ``end`` in words, no part of the date told twice."""
    if start == end:
        return day_words(start, short=short)
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if (first.year, first.month) == (last.year, last.month):
        if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
            return day_words(start[:7], short=short)
        return f"{first.day}–{day_words(end, short=short)}"
    if first.year == last.year:
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return start[:4]
        return f"{day_words(start, short=short).rsplit(' ', 1)[0]} – {day_words(end, short=short)}"
    return f"{day_words(start, short=short)} – {day_words(end, short=short)}"


def weekday_words(iso: str) -> str:
    """Return the weekday of an ISO day in words."""
    return WEEKDAYS[date.fromisoformat(iso).weekday()]


def duration_words(minutes: int) -> str:
    """Return "1 h 45 min" for 105 minutes; whole days as days."""
    hours, rest = divmod(minutes, 60)
    if hours and hours % 24 == 0 and not rest:
        return counted(hours // 24, "day")
    return " ".join(([f"{hours} h"] if hours else []) + ([f"{rest} min"] if rest or not hours else []))


@dataclass(frozen=True, slots=True)
class Window:
    """The part of time that a page shows: all of it (""), a year ("2022"), a month ("2022-03"), a day, or "undated"."""

    name: str

    @property
    def is_undated(self) -> bool:
        """True for what has no date."""
        return self.name == UNDATED

    @property
    def zoom(self) -> str:
        """What its bars stand for: "years", "months", "days", or "" when it has none, being one day or undated."""
        return "" if self.is_undated else {0: "years", 4: "months", 7: "days", 10: ""}[len(self.name)]

    @property
    def first(self) -> str | None:
        """The first day, None for all of time."""
        return None if self.name in {"", UNDATED} else self.name + "-01-01"[len(self.name) - 4 :]

    @property
    def last(self) -> str | None:
        """The last day, None for all of time."""
        if self.name in {"", UNDATED}:
            return None
        if self.zoom == "days":
            return f"{self.name}-{monthrange(int(self.name[:4]), int(self.name[5:]))[1]:02}"
        return self.name + "-12-31"[len(self.name) - 4 :]

    @property
    def words(self) -> str:
        """The name in words."""
        return "Without a date" if self.is_undated else day_words(self.name) if self.name else "All years"

    @property
    def parents(self) -> tuple[Window, ...]:
        """The windows around it, the widest first."""
        return (
            (Window(""),) if self.is_undated else tuple(Window(self.name[:n]) for n in (0, 4, 7) if n < len(self.name))
        )

    def beside(self, step: int) -> Window | None:
        """Return the window of the same width before (-1) or after (1) it; None for all of time and at its ends."""
        if self.first is None or self.last is None:
            return None
        try:
            day = date.fromisoformat(self.first if step < 0 else self.last) + timedelta(days=step)
        except OverflowError:
            return None
        return Window(day.isoformat()[: len(self.name)])


def window(name: str) -> Window:
    """Return the window of this name; InputError when it is none."""
    name = name.strip()
    if name == UNDATED:
        return Window(name)
    found = re.fullmatch(r"(?:([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?)?", name, re.ASCII)
    try:
        if found is None:
            raise ValueError
        if name:
            date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        raise InputError(f"period {name!r}: write it as 2016, 2016-07 or 2016-07-31, or as undated") from None
    return Window(name)
