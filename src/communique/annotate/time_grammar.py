"""The machine of the time grammar: rules over class letters, applied in passes, each rewriting the line.

A rule is an expression whose words are class names of the lexicon ("month d") and a builder that makes mentions of the
tokens it spans. The first pass finds simple expressions, later ones see those as one token of an ``m_`` class and
put parts, ranges and counts around them. A pass tries every token once against one compiled expression, so the
cost grows with the length of the text and no rule can backtrack over more than one expression's length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from communique.annotate.time_lexicon import LETTER, OTHER, Line
from communique.annotate.time_mention import TimeMention

Found = tuple[TimeMention, ...] | None
Builder = Callable[[Line, int, int], Found]
Rule = tuple[str, Builder]

# Fragments that many rules share.
DAY = "(?:d|ord)"
MONTH = "(?:month|may|mon dot?|lowmonth)"
DAY_MONTH = f"(?:(?:ord of?|d) {MONTH})"
WEEKDAY = "(?:weekday|abbr dot?)"
ANY_WEEKDAY = "(?:weekday|(?:abbr|wd) dot?)"
YEAR_TAIL = "(?:comma? year|(?:of|comma)? (?:last|this|next) yr)"
SEPARATOR = "(?:dash|to|and|or|through|until|slash|amp)"
ONE_UNIT = "(?:unit|wk|yr)"
UNIT = "(?:unit|wk|yr|units)"
NUMBER = "(?:vague|word|d|num)"
COUNT = "(?:(?:approx|at|cmp than){0,3} (?:art? vague of?|art|word|d|num) (?:and art half)?)"
MENTION = "(?:m_day|m_weekday|m_month|m_year|m_season|m_part|m_relative|m_range|m_holiday)"


def make(line: Line, i: int, j: int, kind: str, **fields: Any) -> TimeMention:
    """Return a mention of the given kind that spans the tokens from i to j."""
    start, end = line.spans[i][0], line.spans[j - 1][1]
    return TimeMention(start=start, end=end, quote=line.text[start:end], kind=kind, **fields)


# Every expression holds a token of one of these classes or a found mention; stretches without one are passed over.
_CORE = (
    "numeric decade holiday ord nth year weekday abbr wd month may mon lowmonth day "
    "part unit wk yr units season weekend eve"
).split()
_HAS_CORE = re.compile(
    f"[{''.join(letter for name, letter in LETTER.items() if name in _CORE or name.startswith('m_'))}]"
)
_RUN = re.compile(f"[^{OTHER}{LETTER['para']}]+")


@dataclass(frozen=True, slots=True)
class Grammar:
    """A compiled pass: one expression with a group a rule, and each rule's own expression for a second try."""

    whole: re.Pattern[str]
    single: tuple[re.Pattern[str], ...]
    builders: tuple[Builder, ...]

    def apply(self, line: Line) -> Line:
        """Return the line with what the rules found in place of its tokens; the line itself when they found nothing."""
        found: list[tuple[int, int, tuple[TimeMention, ...]]] = []
        for run in _RUN.finditer(line.letters):
            if _HAS_CORE.search(line.letters, run.start(), run.end()):
                found += self._in_run(line, run.start(), run.end())
        return _rewrite(line, found) if found else line

    def _in_run(self, line: Line, position: int, end: int) -> list[tuple[int, int, tuple[TimeMention, ...]]]:
        found: list[tuple[int, int, tuple[TimeMention, ...]]] = []
        while match := self.whole.search(line.letters, position, end):
            position = match.start() + 1
            hit = self._build(line, match.start(), (match.lastindex or 1) - 1, match.end())
            if hit:
                position, mentions = hit
                found.append((match.start(), position, mentions))
        return found

    def _build(self, line: Line, start: int, rule: int, end: int) -> tuple[int, tuple[TimeMention, ...]] | None:
        """Return where the first rule from ``rule`` on ends whose builder accepts, and its mentions; None when none."""
        while True:
            mentions = self.builders[rule](line, start, end)
            if mentions is not None:
                return end, mentions
            for later in range(rule + 1, len(self.single)):
                if match := self.single[later].match(line.letters, start):
                    rule, end = later, match.end()
                    break
            else:
                return None


def compile_pass(rules: Sequence[Rule]) -> Grammar:
    """Return the compiled rules; the earlier of two that match at one token is tried first."""
    patterns = [_letters(pattern) for pattern, _ in rules]
    return Grammar(
        re.compile("|".join(f"({p})" for p in patterns)),
        tuple(re.compile(p) for p in patterns),
        tuple(builder for _, builder in rules),
    )


def _letters(pattern: str) -> str:
    """Return the expression over class letters; raises ``KeyError`` for a name that is no class."""
    return re.sub(r"[a-z_]+", lambda m: LETTER[m.group()], pattern).replace(" ", "")


def _rewrite(line: Line, found: Sequence[tuple[int, int, tuple[TimeMention, ...]]]) -> Line:
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    values: list[Any] = []
    done = 0
    for start, end, mentions in found:
        letters += [line.letters[done:start], *(_letter_of(m) for m in mentions)]
        spans += [*line.spans[done:start], *((m.start, m.end) for m in mentions)]
        values += [*line.values[done:start], *mentions]
        done = end
        if not mentions:
            letters.append(LETTER["other"])
            spans.append((line.spans[start][0], line.spans[end - 1][1]))
            values.append(None)
    letters.append(line.letters[done:])
    spans += line.spans[done:]
    values += line.values[done:]
    return Line(line.text, "".join(letters), spans, values)


def _letter_of(mention: TimeMention) -> str:
    return LETTER["m_since" if mention.kind == "duration-since" else f"m_{mention.kind}"]
