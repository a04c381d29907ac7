"""Attributions by rule: which words of a text are whose, from verbs of saying, quotation marks and word order.

The result is plain structure in characters of the text; who the source is and what the content is about is not asked
here. The roles are those of PolNeAR (Newell, Margolin, Ruths 2018): source, cue and content.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.extract.accounts.citing import of_the_cited
from communique.extract.accounts.contents import content_after
from communique.extract.accounts.counts import count_cues
from communique.extract.accounts.cues import Cue, cue_of, may_be_cue
from communique.extract.accounts.nouns import noun_cues
from communique.extract.accounts.phrasal import phrasal_cues
from communique.extract.accounts.quotes import Quotation, Quotations
from communique.extract.accounts.spans import Range, sentence_range, trimmed

_SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]*$")
_LEAD = re.compile(r"^(?:[\s,;:—–-]+|(?:and|but|or|while|though|although|yet)\b)+", re.IGNORECASE)
_DATELINE = re.compile(
    r"^[A-Z][^\n]{0,60}?\([^()\n]{2,40}\)\s*(?:[-–—:]+\s*)|^[A-Z][A-Z ./,]{3,60}\w*\s*(?:[-–—]{1,2})\s+"
)
_NEW_CLAUSE = re.compile(r"\s*(?:[;:.]|[,”\"]?\s*(?:and|but|while|whereas|though)\b)[^,;]*\w", re.IGNORECASE)
#: In words: how far behind a cue a quotation without a colon can begin.
_NEAR = 12
#: In characters: a quotation no longer than this is a word in quotation marks and continues nothing.
_SHORT = 15
_INTRODUCES = re.compile(r"^[^.!?;\n“\"«]{0,160}?(?:[:,]|\bthat|\bas|\b\w+)?\s*$")
_RELATIVE = re.compile(r"\s*(?:which|who|that)\b", re.IGNORECASE)
_MEDIA = re.compile(
    r"\b(?:agency|agencies|news|newspaper|television|TV|radio|broadcaster|state media|transcript|Interfax|TASS|RIA|"
    r"Reuters|AFP|AP|IRNA|Tasnim|Fars|Sana|SANA|Xinhua|Anadolu|CNN|BBC|Al[- ]Jazeera|Times|Post|Guardian|Journal|"
    r"Tribune)\b"
)
_SUBORDINATORS = frozenset({"if", "once", "when", "while", "although", "though", "after", "before", "as", "because"})
#: What the narrator adds behind a reported clause: circumstances of the telling, appositions to the whole, contrasts.
_TAIL = re.compile(
    r",\s+(?:(?:hours|days|weeks|months|shortly|soon|just)\s+)?(?:after|following)\b"
    r"|,\s+according to\b|,\s+while\b|,\s+but\s+(?:the|in|no one)\b|,\s+contrary to\b|,?\s+in what (?:was|is|would)\b"
    r"|,\s+(?:setting|marking|leading|prompting|ending|contradicting|raising|leaving|sparking|drawing|citing|bringing)\b"
    r"|\s+as\s+(?:he|she|it|they)\s+\w+ed\b"
    r"|(?:,|\s[–—-])\s+an?\s+(?:\w+\s+){0,2}"
    r"(?:charge|decision|move|prospect|reference|step|role|claim|demand|outcome)\b"
    r"|\s[–—]\s+(?=[^–—]*$)"
)
#: In words: what may stand beside the inner content where a medium passes on another's words.
_ATTRIBUTING = 8
#: A quotation that fills this share of a clause is the content; one that fills less is a part of it.
_FILLS = 0.6


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words the contents are; ``continued`` when the sentence itself names neither source nor cue."""

    source: Range | None
    cue: Range | None
    contents: tuple[Range, ...]
    kind: str
    continued: bool = False
    via: tuple[Range, ...] = ()

    @property
    def anchor(self) -> int:
        """Where the attribution stands in the text."""
        return self.cue[0] if self.cue else self.contents[0][0]


def find_attributions(annotated: Annotated) -> tuple[Attribution, ...]:
    """Return the attributions of a document in the order of their contents; none lies within another's content."""
    text = annotated.text
    told = [of_the_cited(annotated, a) if _is_medium(a, text) else a for a in _Finder(annotated).find()]
    found = _carried(told, text)
    return tuple(sorted(_outermost(found), key=lambda a: (a.contents[0], a.anchor)))


class _Finder:
    """Reads one document, sentence by sentence."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.text = annotated.text
        self.quotes = Quotations(annotated.text)
        self.taken: dict[int, Attribution] = {}  # start of a quotation -> whose it is

    def find(self) -> list[Attribution]:
        out: list[Attribution] = []
        for sentence in self.annotated.sentences:
            start, end = sentence_range(self.annotated, sentence)
            out += self._sentence(start, end, [c for c in map(self._cue, sentence) if c])
            for source, cue, content in noun_cues(self.annotated, iter(sentence)):
                if self.quotes.around(cue[0]) is None:
                    out.append(Attribution(source, cue, (content,), "noun"))
            for source, cue, content in (
                *phrasal_cues(self.annotated, sentence), *count_cues(self.annotated, sentence),
            ):  # fmt: skip
                if self.quotes.around(cue[0]) is None and not any(_told(a, cue, content) for a in out):
                    out.append(Attribution(source, cue, (content,), "phrase"))
        return out + list(self._continued(out))

    def _cue(self, token: Token) -> Cue | None:
        if not may_be_cue(token):
            return None
        quote = self.quotes.around(token.idx)
        if quote is not None and quote.last - quote.first > 2 * len(token) + 6:
            return None
        return cue_of(self.annotated, token)

    def _sentence(self, start: int, end: int, cues: list[Cue]) -> Iterator[Attribution]:
        after = start + len(m.group()) if (m := _DATELINE.match(self.text[start:end])) else start
        first = after
        for i, cue in enumerate(cues):
            following = cues[i + 1].left if i + 1 < len(cues) else end
            begins = after if _NEW_CLAUSE.match(self.text[after : cue.left]) else first
            found = self._attribution(cue, begins, end, following)
            if found is None:
                continue
            found = self._interrupted(found, cue, end, following)
            yield found
            if found.kind in {"before", "quote"}:
                after = max(after, cue.right)
                stop = self.text.find(";", cue.right, end)
                stop = end if stop < 0 or self.text[cue.right : stop].strip() == "" else stop
                more = any(c.left < stop and _is_telling(c) for c in cues[i + 1 :])
                yield from self._resumed(found, cue, stop, more)

    def _attribution(self, cue: Cue, start: int, end: int, following: int) -> Attribution | None:
        direct = self._direct(cue, start, end)
        if direct is not None:
            return direct
        if (
            cue.parenthetical
            and not cue.complement
            and cue.kind in {"say", "according", None}
            and self._stands_behind(cue, start)
        ):
            return self._before(cue, start)
        if cue.kind is None:
            return None
        ranges = content_after(self.annotated, cue, end, following)
        contents = tuple(r for r in (self._unquoted(*self._without_tail(*r)) for r in ranges) if r is not None)
        via = (cue.via,) if cue.via else ()
        return Attribution(cue.source, cue.span, contents, cue.kind, via=via) if contents else None

    # direct speech

    def _direct(self, cue: Cue, start: int, end: int) -> Attribution | None:
        """Return the attribution of a quotation right before or right behind the cue and its source."""
        contents: list[Range] = []
        before = self._quote_before(cue.left, start)
        if before is not None and cue.parenthetical:
            contents.append((before.first, before.last))
        after = self._quote_after(cue, end)
        if after is not None:
            contents.append((after.first, after.last))
        if not contents:
            return None
        found = Attribution(cue.source, cue.span, tuple(contents), "quote")
        for quote in (before, after):
            if quote is not None and (quote.first, quote.last) in contents:
                self.taken[quote.start] = found
        return found

    def _quote_before(self, left: int, start: int) -> Quotation | None:
        quote = self.quotes.before(left)
        if quote is None or quote.start in self.taken:
            return None
        between = self.text[quote.end : left]
        ended = self.text[quote.last - 1] == "." or self.text[quote.end - 1] == "."
        if between.strip(" ,\n") or (ended and "," not in between):
            return None
        fills = quote.start <= start or (quote.end - quote.start) >= _FILLS * (quote.end - start)
        return quote if fills else None

    def _quote_after(self, cue: Cue, end: int) -> Quotation | None:
        quote = self.quotes.after(cue.right)
        if quote is None or quote.start > end + 2 or quote.start in self.taken:
            return None
        between = self.text[cue.span[1] : quote.start]
        if not _INTRODUCES.match(between):
            return None
        if between.rstrip().endswith(":"):
            return quote
        if len(between.split()) > _NEAR:
            return None
        close = self.text[cue.right : quote.start].strip(" ,") in {"", "that"}
        whole = _SENTENCE_END.search(self.text[quote.first : quote.end]) is not None
        return quote if close and whole and quote.end >= end - 2 else None

    def _continued(self, found: list[Attribution]) -> Iterator[Attribution]:
        """Yield the quotations that follow an attributed sentence directly, by whoever spoke in that."""
        ends = {self._sentence_end(max(a.anchor, a.contents[-1][1] - 1)): a for a in found}
        places = sorted(ends)
        for quote in self.quotes.all:
            at = bisect_right(places, quote.start) - 1
            if at < 0 or quote.start in self.taken or quote.last - quote.first <= _SHORT:
                continue
            between = self.text[places[at] : quote.start]
            if between.strip() or between.count("\n") > 2:
                continue
            said = ends[places[at]]
            mine = Attribution(said.source, said.cue, ((quote.first, quote.last),), "quote", continued=True)
            yield mine
            end = self._sentence_end(quote.end - 1)
            ends[end] = mine
            insort(places, end)

    def _sentence_end(self, place: int) -> int:
        """Return where the sentence ends that holds a character."""
        sentences = self.annotated.sentences
        at = bisect_right(sentences, place, key=lambda s: s.start_char) - 1
        return max(place + 1, sentence_range(self.annotated, sentences[at])[1]) if at >= 0 else place + 1

    # indirect speech

    def _stands_behind(self, cue: Cue, start: int) -> bool:
        """Tell whether a clause stands before a cue and its source, parted from them by a mark."""
        before = self.text[start : cue.left].rstrip()
        if not before or before[-1] not in ',”"’»—–?!…;)' or (cue.token.tag_ == "VBG" and cue.kind != "according"):
            return False
        if cue.source is not None and cue.kind != "according" and not self._adjacent(cue):
            return False
        if _RELATIVE.match(self.text[cue.left : cue.left + 6]):
            return False
        tokens = self.annotated.tokens(start, start + len(before))
        return cue.bare or any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in tokens)

    def _adjacent(self, cue: Cue) -> bool:
        """Tell whether source and cue stand side by side, with at most an apposition between them."""
        if cue.source is None:
            return True
        between = self.text[min(cue.source[1], cue.span[1]) : max(cue.source[0], cue.span[0])]
        if cue.source[0] < cue.left or len(between) > 120:
            return False
        return between.count(",") in {0, 2} and not re.search(r"\b(?:which|that|and)\b|[.;:]", between)

    def _before(self, cue: Cue, start: int) -> Attribution | None:
        """Return the attribution of the clause before "..., he said"."""
        first = max(start, self.text.rfind(";", start, cue.left - 2) + 1)
        first = self._behind_colon(cue, first)
        content = self._unquoted(first, cue.left)
        return Attribution(cue.source, cue.span, (content,), "before") if content else None

    def _behind_colon(self, cue: Cue, start: int) -> int:
        """Return where the clause begins that "he" says in "Mr Vale did not rule it out: all was ready, he said"."""
        colon = self.text.find(": ", start, cue.left)
        if colon < 0 or cue.source is None or self.text[slice(*cue.source)].lower() not in {"he", "she"}:
            return start
        subjects = (t for t in self.annotated.tokens(start, colon) if t.dep_ in {"nsubj", "nsubjpass"})
        persons = (self.annotated.mention_at(t) for t in subjects)
        named = any(m is not None and m.kind in {"person", "title"} for m in persons)
        return colon + 1 if named else start

    def _resumed(self, found: Attribution, cue: Cue, end: int, more: bool) -> Iterator[Attribution]:
        """Yield what follows "..., he said": the rest of the sentence when it goes on in the same voice."""
        begin = max([cue.right, *(b for a, b in found.contents if a >= cue.left)])
        rest = self.text[begin:end]
        match = re.match(r"\s*(?:[;:]|,?\s*(?:and|but|because|though|although|or)\b|,)", rest)
        if match is None or more or (found.kind == "quote" and rest.lstrip()[:1] in {".", ""}):
            return
        tokens = self.annotated.tokens(begin + match.end(), end)
        mark = match.group().strip()
        if not any(t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBG" for t in tokens):
            return
        if mark == ",":
            return
        content = self._unquoted(begin + match.end(), end)
        if content is not None:
            yield Attribution(cue.source, cue.span, (content,), "resumed")

    def _interrupted(self, found: Attribution, cue: Cue, end: int, following: int) -> Attribution:
        """Return "In Berlin, he said, nothing had changed" with the clause behind the cue as content."""
        match = re.match(r"\s*,\s*", self.text[cue.right : end])
        if found.kind != "before" or match is None or following < end:
            return found
        begin = cue.right + match.end()
        tokens = self.annotated.tokens(begin, end)
        if not tokens or not self._is_main(tokens[0].i, tokens[-1].i, found):
            return found
        content = self._unquoted(begin, end)
        return replace(found, contents=(content,), kind="interrupted") if content else found

    def _is_main(self, first: int, last: int, found: Attribution) -> bool:
        """Tell whether the rest of an interrupted sentence holds its main verb: "The plan, he said, was dead"."""
        doc = self.annotated.doc
        before = self.annotated.tokens(*found.contents[0])
        subordinate = before and before[0].lower_ in _SUBORDINATORS
        if any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in before) and not subordinate:
            return False
        if doc[first].lower_ in _SUBORDINATORS | {"which", "who", "where"} or doc[first].tag_ in {"VBG", "VBN"}:
            return False
        return any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in doc[first : last + 1])

    def _without_tail(self, start: int, end: int) -> Range:
        """Return a reported clause without what the narrator adds behind it."""
        for match in _TAIL.finditer(self.text, start + 12, end):
            if self.quotes.around(match.start()) is None:
                return start, match.start()
        return start, end

    def _unquoted(self, start: int, end: int) -> Range | None:
        """Return a content without the marks and conjunctions at its edges; a quotation that fills it alone."""
        lead = _LEAD.match(self.text[start:end])
        start += len(lead.group()) if lead else 0
        for quote in self.quotes.within(start, end):
            if quote.end - quote.start >= _FILLS * (end - start):
                return quote.first, quote.last
        return trimmed(self.text, start, end)


def _told(other: Attribution, cue: Range, content: Range) -> bool:
    """Tell whether a content, or the clause that holds the cue, is somebody's already, and not only told in it."""
    first, last = min(a for a, _ in other.contents), max(b for _, b in other.contents)
    if content[0] <= other.anchor < content[1] and content[0] <= first and last <= content[1]:
        return False
    return any(a <= cue[0] < b or (a < content[1] and content[0] < b) for a, b in other.contents)


def _is_telling(cue: Cue) -> bool:
    """Tell whether a cue can be the narrator's: in a main clause, and no mere agreement of the parties."""
    return cue.token.dep_ in {"ROOT", "conj", "ccomp", "parataxis", "advcl"} and cue.token.lemma_ not in {
        "agree",
        "think",
    }


def _carried(found: list[Attribution], text: str) -> list[Attribution]:
    """Make the media that only pass on what somebody else says the way it came ("he said, TASS reported")."""
    gone: set[int] = set()
    kept = {id(a): a for a in found}
    for outer in found:
        if outer.source is None or not _is_medium(outer, text):
            continue
        for start, end in outer.contents:
            inner = [a for a in found if a is not outer and start <= a.anchor < end and a.source is not None]
            parts = [p for a in inner for p in (a.source, *a.contents) if p is not None]
            spoken = sum(len(text[max(c, start) : min(b, end)].split()) for c, b in parts)
            if inner and len(text[start:end].split()) - spoken <= _ATTRIBUTING:
                gone.add(id(outer))
                for one in inner:
                    contents = tuple(r for c, b in one.contents if (r := trimmed(text, c, min(b, end))) is not None)
                    way = (outer.source, *one.via)
                    kept[id(one)] = replace(one, contents=contents, via=way) if contents else one
    return [a for i, a in kept.items() if i not in gone]


def _is_medium(one: Attribution, text: str) -> bool:
    return one.source is not None and _MEDIA.search(text[slice(*one.source)]) is not None


def _outermost(found: list[Attribution]) -> list[Attribution]:
    """Drop the attributions that lie within the content of another, and the second of two with one content."""
    reach = _Reach(found)
    kept = [one for one in found if one.continued or not reach.covers(one)]
    unique: dict[Range, Attribution] = {}
    for one in kept:
        for content in one.contents:
            unique.setdefault(content, one)
    return [one for one in kept if any(unique[c] is one for c in one.contents)]


class _Reach:
    """The contents of all attributions, with the question whether a cue lies within one of them."""

    def __init__(self, found: list[Attribution]) -> None:
        self.contents = sorted({c for a in found for c in a.contents})
        self.starts = [a for a, _ in self.contents]
        self.ends = list(accumulate((b for _, b in self.contents), max))

    def covers(self, one: Attribution) -> bool:
        """Tell whether an attribution's cue lies within a content that is not its own."""
        place = one.anchor
        at = bisect_right(self.starts, place) - 1
        while at >= 0 and self.ends[at] > place:
            if self.contents[at][1] > place and self.contents[at] not in one.contents:
                return True
            at -= 1
        return False
