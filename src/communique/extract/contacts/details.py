"""How long a contact took, as its own sentence tells it."""

from __future__ import annotations

import re

_NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"an": 1, "a": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
     "another": 1, "twenty-five": 25, "thirty-five": 35, "forty-five": 45, "fifty-five": 55, "half": 0}  # fmt: skip
_COUNT = r"(\d+(?:\.\d+)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_HOURS = re.compile(
    rf"\b{_COUNT}[\s-]*(?P<half>and[\s-]a[\s-]half[\s-]*)?hours?(?P<tail>[\s-]+and[\s-]+a[\s-]+half)?"
    rf"(?:[\s,-]*(?:and[\s-]+)?{_COUNT.replace('(', '(?P<minutes>', 1)}[\s-]*minutes?)?",
    re.IGNORECASE,
)
_MINUTES = re.compile(rf"\b{_COUNT}[\s-]*minutes?\b", re.IGNORECASE)
#: What else hours are counted of, and words by which they are a distance in time and no length.
_OF_OTHERS = re.compile(
    r"[\s-]+(?:humanitarian |brief |further |unilateral )?"
    r"(?:cease-?fires?|truces?|pauses?|deadlines?|ultimatums?|drives?|flights?|walkouts?|strikes?|sieges?|curfews?|notice|"
    r"later|before|after|earlier|ago|ahead|away|from now)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:within|every|the (?:past|last|next)|in the (?:past|last|next)) (?:about )?$", re.IGNORECASE)
_LONGEST = 24 * 60
"""In minutes: what takes longer is told in days, and the hours are of something else."""
_QUARTERS = re.compile(r"\bthree[\s-]+quarters of an hour\b", re.IGNORECASE)
_QUARTER = re.compile(r"(?<!and )\b(?:a|one)[\s-]+quarter of an hour\b|\ba quarter-hour\b", re.IGNORECASE)
_AND_QUARTERS = re.compile(r"[\s-]+and[\s-]+(?:a[\s-]+quarter|(?P<three>three[\s-]+quarters))\b", re.IGNORECASE)
_HOUR_LONG = re.compile(r"\bhour-?long\b", re.IGNORECASE)
_HALF_HOUR = re.compile(r"\bhalf[\s-]+(?:an[\s-]+)?hour\b", re.IGNORECASE)


def duration(text: str) -> int | None:
    """Return a stated duration in minutes ("50-minute", "an hour and a half", "two hours and 20 minutes"), or None."""
    if (half := _HALF_HOUR.search(text)) and not _is_of_another(text, half):
        return 30
    if _QUARTERS.search(text):
        return 45
    if _QUARTER.search(text):
        return 15
    hours = next((m for m in _HOURS.finditer(text) if not _is_of_another(text, m)), None)
    if hours:
        total = _number(hours.group(1)) * 60 + (30 if hours["half"] or hours["tail"] else 0)
        total += _number(hours["minutes"]) if hours["minutes"] else 0
        if quarters := _AND_QUARTERS.match(text, hours.end()):
            total += 45 if quarters["three"] else 15
        return round(total) if total <= _LONGEST else None
    minutes = next((m for m in _MINUTES.finditer(text) if not _is_of_another(text, m)), None)
    if minutes:
        return round(_number(minutes.group(1)))
    return 60 if _HOUR_LONG.search(text) else None


def lengths(text: str) -> list[tuple[int, int]]:
    """Return where a text states lengths of time that a contact can have, and their minutes, in order."""
    found: dict[int, tuple[int, int]] = {}
    for pattern in (_HALF_HOUR, _QUARTERS, _QUARTER, _HOURS, _MINUTES, _HOUR_LONG):
        for match in pattern.finditer(text):
            inside = any(start < match.end() and match.start() < end for start, (end, _) in found.items())
            tail = _AND_QUARTERS.match(text, match.end())
            minutes = duration(text[match.start() : tail.end() if tail else match.end()])
            if not inside and minutes is not None and not _is_of_another(text, match):
                found[match.start()] = (match.end(), minutes)
    return [(start, minutes) for start, (_, minutes) in sorted(found.items())]


def _is_of_another(text: str, match: re.Match[str]) -> bool:
    """Tell whether a stretch of time is no length of a contact ("a 72-hour truce", "two hours later")."""
    return bool(_OF_OTHERS.match(text, match.end()) or _WITHIN.search(text, 0, match.start()))


def _number(word: str) -> float:
    return float(_NUMBERS.get(word.lower(), 0)) if not word[0].isdigit() else float(word)
