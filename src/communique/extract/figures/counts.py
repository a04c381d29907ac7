"""Numbers of people and things: the noun that a number counts, and whether they are dead, injured or displaced."""

from __future__ import annotations

import re

from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.extract.figures.numbers import Number
from communique.extract.figures.reading import Reading
from communique.extract.figures.units import (
    COUNTED,
    DEAD_NOUNS,
    DEATH,
    DISPLACED_NOUNS,
    FLIGHT,
    IN_MASSES,
    INJURED_NOUNS,
    INJURY,
    NOT_COUNTED,
    SOLDIERS,
)

#: Up to here a number is one of a few, and counts only what is worth counting in ones.
FEW = 10
_REACH = 90
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE_BEFORE = re.compile(rf"\b{_MONTH}[ \t\u00a0]+(?:\d+\s*(?:and|to|-|–)\s*)?$")
_DATE_AFTER = re.compile(
    rf"(?:st|nd|rd|th)?(?:\s+(?:and|to|or)\s+\d+)?\s+(?:of\s+)?{_MONTH}(?![a-z])|\s*(?:a\.?m|p\.?m|GMT|o'clock)\b"
)
_NAMED = re.compile(
    r"\b(?:articles?|resolutions?|no\.?|chapter|section|radio|page|box|flight|phase|stream|id|release|world war|"
    r"aged?|group of|under|level|channel|fax|juche)\s+$",
    re.IGNORECASE,
)
_FAMILIAR = re.compile(r"\b(?:the|these|those|both|all|their|its|his|her|our|including|among)\s+$", re.IGNORECASE)
_AGE = re.compile(r"[A-Z][\w’'-]+,\s$")
_STRONG = re.compile(r"[-‑](?:strong|member|man)\b")
_EACH = re.compile(r"\s+each\b")
_ENDS_CLAUSE = re.compile(
    r"[,.;:)]|\s*[–—]|\s+(?:in|by|at|near|according|have|has|had|were|was|are|could|will|would|"
    r"killed|dead|injured|wounded|displaced)\b"
)
_MEASURED = re.compile(r"\b(?:lasted|to|and|among them|ran|of|figure|toll)\s+$", re.IGNORECASE)
_HARM_AFTER = re.compile(
    r"(?:\s+(?:others|more|of them|people|civilians))?\s+"
    r"(?:(?:have|has|had|were|was|are|is|been|being|be|could|would|will|might|may|also|now|newly|reported(?:ly)?)\s+)*"
    r"(?P<verb>killed|died|dead|slain|massacred|murdered|executed|injured|wounded|hurt|displaced|uprooted)\b"
)
_HARM_BEFORE = re.compile(
    r"\b(?P<verb>kill(?:ed|ing|s)|los(?:t|es|ing)|injur(?:ed|ing)|wound(?:ed|ing)|displac(?:ed|ing|es)|"
    r"lives of|deaths of|killing of|displacement of|number of dead\b[\w ]*\bto)\s+(?:[A-Z]?[a-z]+ing\s+)?$"
)
_TOLL = re.compile(r"\b(?:death toll|number of (?:the )?dead|death count)\b")
_COLLECTIVES = frozenset(
    "people personnel aircraft troops police dead wounded injured displaced staff militia force".split()
)
_OPEN_POS = frozenset({"ADJ", "NOUN", "PROPN"})
# What may stand between a number and its noun.
_INNER_TAGS = frozenset({"VBG", "VBN", "RB", "POS", "JJ"})
_MARKS = frozenset({"“", "”", '"', "‘", "’", "-", "[", "]"})
_FORCES = frozenset({"force", "army", "contingent", "garrison"})


class Counter:
    """Reads the numbers of one document one after the other; a number without a noun counts what the last one did."""

    def __init__(self, annotated: Annotated, article: str) -> None:
        self._annotated = annotated
        self._text = article
        self._last: Reading | None = None

    def note(self, reading: Reading) -> None:
        """Keep what the last number of the text said."""
        self._last = reading

    def read(self, number: Number) -> Reading | None:
        """Return what a number counts, None when it is a date, an age, part of a name, or counts nothing of note."""
        before, after = self._around(number)
        if _DATE_BEFORE.search(before) or _DATE_AFTER.match(after) or _NAMED.search(before):
            return None
        noun = self._noun(number)
        reading = self._elliptical(number, before, after) if noun is None else self._counted(number, noun, before)
        return self._product(number, reading) if reading is not None else None

    def _around(self, number: Number) -> tuple[str, str]:
        return (
            self._text[max(0, number.start_hedge - _REACH) : number.start_hedge],
            self._text[number.end : number.end + _REACH],
        )

    def _noun(self, number: Number) -> Token | None:
        """Return the noun that a number counts: the last of the words that follow it and can only belong to it."""
        start = number.end
        strong = _STRONG.match(self._text, start)
        start = strong.end() if strong else start
        if not strong and self._text[start : start + 1] in {"-", "‑"}:  # "a three-way summit"
            return None
        last: Token | None = None
        of = False
        for token in self._annotated.tokens(start, start + _REACH):
            opening = last is None and (token.lower_ == "of" or (of and token.pos_ in {"DET", "PRON", "NUM"}))
            if token.idx < start or token.is_space or opening:
                of = of or opening
                continue
            if token.pos_ in _OPEN_POS or token.tag_ in {"NNS", "NNP"} or token.lower_ in _COLLECTIVES:
                last = token
                if token.tag_ in {"NNS", "NNPS"} or token.lower_ in _COLLECTIVES:
                    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
                    if following is None or following.tag_ not in {"NN", "NNS"}:
                        return token
                continue
            if token.text not in _MARKS and token.tag_ not in _INNER_TAGS:
                break
        usable = last is not None and (last.pos_ == "NOUN" and (strong or last.lemma_.lower() in COUNTED))
        return last if usable else None

    def _counted(self, number: Number, noun: Token, before: str) -> Reading | None:
        lemma = noun.lemma_.lower()
        end = noun.idx + len(noun)
        harm, harm_end = self._harm(noun, before, end)
        if harm is None and (lemma in NOT_COUNTED and not (lemma in IN_MASSES and number.value > FEW)):
            return None
        few = number.value <= FEW
        if few and harm is None and (lemma not in COUNTED or self._text[number.end :].startswith(" of the")):
            return None
        if number.value <= 2 * FEW and not number.hedged and _FAMILIAR.search(before):
            return None
        if number.value < 2 or self._is_year(number):
            return None
        phrase = " ".join(self._text[number.end : end].strip(" -‑").split())
        of = phrase if harm or phrase.lower() != noun.lower_ else None
        unit = harm or ("troops" if lemma in SOLDIERS or lemma in _FORCES else noun.lower_)
        return Reading(number.start_hedge, harm_end, number.value, unit, of)

    def _harm(self, noun: Token, before: str, end: int) -> tuple[str | None, int]:
        """Return "dead", "injured" or "displaced" if that happened to those counted, and where the words for it end."""
        if noun.lower_ in DEAD_NOUNS | INJURED_NOUNS | DISPLACED_NOUNS or noun.lemma_ in DEAD_NOUNS | INJURED_NOUNS:
            return _harm_of(noun.lemma_ if noun.lemma_ in DEAD_NOUNS | INJURED_NOUNS else noun.lower_), end
        after = _HARM_AFTER.match(self._text, end)
        if after is not None:
            return _harm_of(after["verb"]), after.end()
        if "displaced" in self._text[max(0, end - 30) : end].split():
            return "displaced", end
        behind = _HARM_BEFORE.search(before)
        if behind is not None:
            return _harm_of(behind["verb"]), end
        verb = noun.head
        if noun.dep_ in {"nsubjpass", "dobj"} and verb.lemma_ in DEATH | INJURY | FLIGHT:
            return _harm_of(verb.lemma_), end
        return None, end

    def _elliptical(self, number: Number, before: str, after: str) -> Reading | None:
        """Read a number that stands alone: what it counts was said just before ("... and 576 in Sumy")."""
        if not _ENDS_CLAUSE.match(after) or _AGE.search(before) or number.value <= 2:
            return None
        harm = _HARM_AFTER.match(self._text, number.end)
        behind = _HARM_BEFORE.search(before)
        if harm is not None or behind is not None or _TOLL.search(before):
            verb = harm["verb"] if harm else behind["verb"] if behind else "dead"
            end = harm.end() if harm else number.end
            return Reading(number.start_hedge, end, number.value, _harm_of(verb), None) if number.value > 1 else None
        if number.value >= 1e9 and not number.currency:  # so many of anything but money are not counted
            return Reading(number.start_hedge, number.end, number.value, "money", None)
        last = self._last
        if last is None or number.start - last.end > 2 * _REACH or "\n\n" in self._text[last.end : number.start]:
            return None
        alike = number.value > FEW or number.value != int(number.value)
        if (
            not alike
            or self._is_year(number)
            or not (number.hedged or _MEASURED.search(before) or before.endswith(("; ", ", ")))
        ):
            return None
        return Reading(number.start_hedge, number.end, number.value, last.unit, last.of)

    def _is_year(self, number: Number) -> bool:
        bare = "," not in self._text[number.start : number.end] and not number.hedged
        return bare and 1900 <= number.value <= 2099

    def _product(self, number: Number, reading: Reading) -> Reading:
        """Return the total where a number holds for each of those counted before ("of some 1,000 troops each")."""
        last, each = self._last, _EACH.match(self._text, reading.end)
        if last is None or each is None or self._text[last.end : number.start_hedge].strip() != "of":
            return reading
        return Reading(last.start, each.end(), last.value * reading.value, reading.unit, reading.of)


def _harm_of(word: str) -> str:
    if word.startswith(("injur", "wound", "hurt")):
        return "injured"
    return "displaced" if word.startswith(("displac", "uproot")) else "dead"
