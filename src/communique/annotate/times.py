"""Time expressions in news English: where they stand in a text, and which days they mean.

``find_times`` finds them, ``resolve`` turns one into an interval of days. The conventions, which follow the press:

- "on Wednesday" is the last one up to the day of publication (that day included), or the next one when it lies ahead;
  "last Friday" lies before the day of publication, "next Tuesday" is the coming Tuesday after it.
- A week runs from Monday to Sunday. On a Sunday "last week" takes in both the week that ends and the one before, "this
  week" of things to come the Sunday and the week that begins, since the press uses both.
- A month or day of a month without a year is the last or the next one, as the sentence looks back or ahead; before a
  noun ("the June 14 summit") the nearest one, whatever the verb says. A day (or holiday) within 65 days of publication
  on one side and more than 300 on the other is the near one: the press would have given the other its year.
- An expression is as fine as its unit: "two weeks ago" is a calendar week, "two years ago" a calendar year. Counted
  from an event ("a week later") a week is exact to a day, more weeks to three days.
- Early, mid and late are thirds: days 1-10, 11-20, 21 to the end of a month, four months each of a year; the start and
  the end of a year are its first and last quarter. The second week of January is the 8th to the 14th.
- Few is 2 to 6, a couple 2 or 3, several 3 to 9. "Recent" and "coming" days are 7, weeks 6, months 6, years 5.
- Days listed together ("January 9 and 10") are one range, marked ``listed``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from communique.annotate import time_counts, time_dates, time_names
from communique.annotate.time_grammar import compile_pass
from communique.annotate.time_lexicon import OTHER, tokens
from communique.annotate.time_links import LINKS, PARTS
from communique.annotate.time_mention import TimeMention
from communique.annotate.time_resolve import event_of, references, resolve

__all__ = ["TimeMention", "event_of", "find_times", "references", "resolve"]

_DECEMBER = 12
#: For so many characters "the 14th" is of the month that was named last.
_MONTH_HOLDS = 800
#: "30 November ... the 9th": by so many days, the month has turned in between.
_MONTH_TURNS = 20

_SIMPLE = compile_pass((*time_dates.RULES, *time_names.RULES, *time_counts.RULES))


def find_times(text: str, start: int = 0, end: int | None = None) -> tuple[TimeMention, ...]:
    """Return the time expressions of text[start:end] in order, none overlapping; offsets are those of the whole."""
    line = tokens(text, start, len(text) if end is None else end)
    if line.letters.strip(OTHER) == "":
        return ()
    for grammar in (_SIMPLE, PARTS, LINKS):
        line = grammar.apply(line)
    return tuple(_with_months([value for value in line.values if isinstance(value, TimeMention)]))


def _with_months(mentions: Iterable[TimeMention]) -> Iterator[TimeMention]:
    """Yield the mentions, "the 14th" with the month that is named before it ("met on 5 March; on the 14th")."""
    named: TimeMention | None = None
    for mention in mentions:
        if mention.kind == "day" and mention.month is None and mention.unit is None and not mention.readings:
            yield mention if named is None or mention.start - named.end > _MONTH_HOLDS else _in_month(mention, named)
            continue
        last = mention.last or mention
        named = last if last.month is not None else named
        yield mention


def _in_month(mention: TimeMention, named: TimeMention) -> TimeMention:
    """Return "the 14th" in the month of a mention before it; in the next one where its number is much smaller."""
    if mention.day is None or named.month is None:
        return mention
    turned = named.day is not None and named.day - mention.day >= _MONTH_TURNS
    year = named.year if named.year is None or not (turned and named.month == _DECEMBER) else named.year + 1
    return replace(mention, month=named.month % _DECEMBER + 1 if turned else named.month, year=year)
