"""Figures: numbers with their unit, what they count, who gives them, and the exact words.

A figure is something that a reader of diplomacy would put into a table: troops, dead, injured, displaced, prisoners,
weapons, money, counts of calls and meetings, how long they and a truce or war last. Dates, ages, ordinals, numbers in
names and the counting of a few well-known things ("the two leaders") are none. A range has the value of its upper end.
A number said again in the same document is a figure again only when another source gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.annotate.annotated import Annotated
from communique.annotate.language import blank_out
from communique.extract.figures.counts import Counter
from communique.extract.figures.durations import duration_after, hours_without_number
from communique.extract.figures.money import money_at
from communique.extract.figures.numbers import Number, numbers
from communique.extract.figures.reading import Reading
from communique.extract.figures.setting import setting_of
from communique.extract.figures.units import CONTACTS, LENGTHS
from communique.records import Account, Figure, Span, content_id

EXTRACTOR = "figures/2"

_LENGTH = re.compile(
    r"(?P<join>[-\s]?)(?P<unit>km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?)\b(?P<long>[-\s]+(?:long|wide|high|deep)\b)?",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"(?:\s?%|[\s-]+per\s?cent\b(?!\s+(?:sure|certain)))(?:\s+of\s+(?P<of>(?:[A-Z][\w’'-]+|the\s+\w+)(?:\s+[A-Z]\w+)*))?"
)
_MEASURE = re.compile(
    r"[-\s]+(?P<unit>(?P<kg>kgs?|kilos?|kilogram(?:me)?s?)|(?P<tonnes>(?:metric\s+)?tonn?es|(?:metric\s+)?tons?)|"
    r"(?P<barrels>barrels?)|(?P<hectares>hectares?)|(?P<acres>acres?)|(?P<area>sq(?:uare)?\.?[-\s]+(?P<side>\w+)))\b"
    r"(?:\s+of\s+(?:(?:its|their|his|her|the)\s+)?(?P<of>[\w-]+(?:\s+(?!(?:to|in|on|for|at|by|and|from|a|the)\b)[\w-]+)?))?",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?P<only>\bonly the\s+)?\b(?P<n>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th)\s+"
    r"(?:(?P<what>round of talks|meeting|call|summit|conversation|visit)\b|"
    r"(?P<time>time\b[^.]{0,40}?\b(?:spoken|talked|met)\b))",
    re.IGNORECASE,
)
_WHOLE = 100
_ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth".split()


def figures(annotated: Annotated, accounts: Sequence[Account]) -> tuple[Figure, ...]:
    """Return the figures of a document in the order of the text; ``accounts`` are its own, whose sources give figures.

    The source of a figure is that of the shortest account in whose content it stands, None outside all accounts.
    """
    article = blank_out(annotated.text, [(d.start, d.end) for d in annotated.document.debris])
    out: list[Figure] = []
    told: dict[tuple[float, str], set[str | None]] = {}
    for reading in sorted(set(_readings(annotated, article))):
        source = _source(accounts, reading)
        known = told.setdefault((reading.value, reading.unit), set())
        if known and (source is None or source in known):
            continue
        known.add(source)
        out.append(_figure(annotated, reading, source))
    return tuple(out)


def _readings(annotated: Annotated, article: str) -> Iterator[Reading]:
    """Yield what the numbers of a text say, each passage once."""
    found = list(numbers(article))
    values = {article[n.start : n.end].lower(): n.value for n in found}
    counter = Counter(annotated, article)
    taken = 0
    for number in found:
        if number.start < taken:
            continue
        reading = _special(article, number, values) or counter.read(number)
        if reading is not None:
            taken = reading.end
            counter.note(reading)
            yield reading
    yield from (Reading(d.start, d.end, d.value, d.unit, d.of) for d in hours_without_number(article))
    yield from _ordinals(article)


def _special(article: str, number: Number, values: dict[str, float]) -> Reading | None:
    """Read money, lengths of time, distances and shares, which their own words tell."""
    duration = duration_after(article, number, values)
    if duration is not None:
        return Reading(duration.start, duration.end, duration.value, duration.unit, duration.of)
    return money_at(article, number) or _length(article, number) or _share(article, number) or _measure(article, number)


def _length(article: str, number: Number) -> Reading | None:
    """Read an extent ("a 500-mile border", "six metres long"); how far away something lies is no figure."""
    match = _LENGTH.match(article, number.end)
    if match is None or not (match["long"] or match["join"] == "-" or article[number.start - 1] == "("):
        return None
    # "62 miles (100km) north of" tells a way.
    if re.match(r"\)?\s+(?:north|south|east|west|from|away|off|inside)", article[match.end() : match.end() + 12]):
        return None
    # The metric value in brackets behind it is the one that is kept.
    if re.match(r"\s*\(\d[\d–-]*\s?km\)", article[match.end() : match.end() + 14]):
        return None
    unit = LENGTHS[re.sub(r"s$", "", match["unit"].lower())]
    return Reading(number.start_hedge, match.end(), number.value, unit, None)


def _share(article: str, number: Number) -> Reading | None:
    match = _PERCENT.match(article, number.end)
    if match is None or (number.value == _WHOLE and match["of"] is None):  # "a 100 per cent guarantee"
        return None
    if article[: number.start].endswith("scored "):  # in a test
        return None
    return Reading(number.start_hedge, match.end(), number.value, "percent", match["of"])


def _measure(article: str, number: Number) -> Reading | None:
    """Read weights, areas and barrels: "300 kg of uranium", "29,800 square kilometres"."""
    match = _MEASURE.match(article, number.end)
    if match is None:
        return None
    if match["area"]:
        side = LENGTHS.get(match["side"].lower().removesuffix("s"))
        return Reading(number.start_hedge, match.end(), number.value, f"square {side}", match["of"]) if side else None
    unit = next(name for name in ("kg", "tonnes", "barrels", "hectares", "acres") if match[name])
    return Reading(number.start_hedge, match.end(), number.value, unit, match["of"])


def _ordinals(article: str) -> Iterator[Reading]:
    """Yield how many calls or meetings there were, where one is told by its place in the row."""
    for match in _ORDINAL.finditer(article):
        word = match["n"].lower()
        value = float(word[:-2]) if word[0].isdigit() else _ORDINALS.index(word) + 2.0
        if not match["only"] and (value < 4 or match["time"]):
            continue
        told = (match["what"] or "").lower().split(" ")[0]
        unit = CONTACTS[told] if told else ("meetings" if match["time"].endswith("met") else "calls")
        yield Reading(match.start(), match.end(), value, unit, None)


def _source(accounts: Sequence[Account], reading: Reading) -> str | None:
    around = [a for a in accounts if a.content.start <= reading.start and reading.end <= a.content.end]
    return min(around, key=lambda a: (a.content.end - a.content.start, a.id)).source if around else None


def _figure(annotated: Annotated, reading: Reading, source: str | None) -> Figure:
    setting = setting_of(annotated, reading)
    days = [setting.date.start, setting.date.end] if setting.date else None
    values = (
        reading.start, reading.end, reading.value, reading.unit, reading.of, source, days, setting.place, setting.side,
    )  # fmt: skip
    return Figure(
        id=content_id("claim", annotated.document.id, EXTRACTOR, *values),
        document=annotated.document.id,
        extractor=EXTRACTOR,
        value=reading.value,
        unit=reading.unit,
        of=reading.of,
        source=source,
        span=Span(reading.start, reading.end, annotated.text[reading.start : reading.end]),
        date=setting.date,
        place=setting.place,
        side=setting.side,
    )
