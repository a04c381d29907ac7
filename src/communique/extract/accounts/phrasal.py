"""Cues of several words: "let it be known that", "wrote to say that", "in the Kremlin's version", "as she put it"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.extract.accounts.cue_sources import source_heads, source_range
from communique.extract.accounts.spans import Range, sentence_range, trimmed, whole_mentions

_BE = r"(?:is|are|was|were|remain(?:s|ed)?|(?:has|have|had) been)"
_WHOM = r"(?:[^,.;:“”\"]{2,50}?)"
_TELL = r"(?:say|add|announce|declare|insist|warn|claim|complain|report|explain|confirm|stress|note|suggest|deny)"
_TOLD = r"(?:said|told|warned|assured|informed|replied|answered|argued|insisted)"
#: A phrase of telling from its verb to "that"; the content is what follows.
_THAT = re.compile(
    rf"\b(?:(?:let|lets|letting) (?:it be known|{_WHOM} know)(?: by [^,.;]{{2,30}})?"
    rf"|(?:made|makes|make|making) (?:it )?(?:clear|plain|known)(?: to {_WHOM})?"
    rf"|{_BE} (?:of the (?:opinion|view)|adamant|convinced|confident|certain|in no doubt)"
    rf"|(?:took|takes|take|holds|held|hold|taking) the (?:view|position|line)"
    rf"|(?:gave|gives|give|giving) (?:an? |the |{_WHOM} )?(?:assurances?|to understand|notice|warning)(?: to {_WHOM})?"
    rf"|(?:served|serves|serve) notice(?: on {_WHOM})?|(?:sent|sends) word|(?:put|puts) (?:it )?on record"
    rf"|(?:drew|draws|draw) attention to the fact|(?:left|leaves|leave) no doubt"
    rf"|(?:point|points|pointed|pointing) out(?: to {_WHOM})?"
    rf"|(?:would|will|could) (?:only say|say only|say no more than)"
    rf"|(?:reminds?|reminded|reminding) {_WHOM}"
    rf"|(?:wrote|writes|emerged|emerges|rang|rings|phoned|telephoned|called|calls|rose|went on|hastened|appeared|"
    rf"returned|took to \w+|{_BE} (?:heard|careful|at pains|quick))(?: {_WHOM})? to {_TELL}(?: to {_WHOM})?"
    rf"|(?:confined|confines) (?:him|her|it|them)sel(?:f|ves) to (?:saying|the (?:remark|statement))"
    rf"|{_BE} (?:said|reported|understood|believed) to have {_TOLD}(?: {_WHOM})?"
    rf") that\b[\s,]*",
    re.IGNORECASE,
)
_TEXT = (
    r"(?:statement|readout|communiqu[eé]|release|note|message|post|tweet|letter|report|summary|briefing|interview|"
    r"address)"
)
#: What an office says in a text of its own, on which the parser hangs the clause: "said in a readout of the call that".
_IN_TEXT = re.compile(
    rf"\b(?P<cue>said|says|stated|noted|added|wrote|announced|confirmed|reported|claimed|stressed|declared)"
    rf"(?: on [A-Z][a-z]+day)? in (?:an?|the|its|his|her|their) (?:[\w-]+ ){{0,3}}{_TEXT}"
    r"(?: [^,.;:“”\"]{2,60}?)? that\b[\s,]*"
)
_NOUN = r"(?:account|telling|version|words|view|reading|estimate|count|reckoning|phrase|description|eyes)"
_NAME = (
    r"(?:the |The )?(?:M(?:r|rs|s)\.|[A-ZÀ-Þ](?:[\w-]|\.(?=\w))*|own|foreign|prime|minister|president|ministry|of|"
    r"state|king|official|press|service|spokes(?:man|woman|person)|secretary|government|office|side|department|"
    r"directorate|presidency)"
)
_OWNER = rf"{_NAME}(?: {_NAME}){{0,4}}"
#: Whose telling something is, beside the clause: "in the Kremlin's version", "by Mr Vale's account", "as Vale put it".
_BESIDE = re.compile(
    rf"\b(?:(?:[Bb]y|[Ii]n) (?P<owner>{_OWNER}?)(?:['’]s|(?<=s)['’])(?: own)? (?:\w+ )?{_NOUN}"
    rf"|(?:[Bb]y|[Ii]n) (?P<he>his|her|their)(?: own)? (?:account|telling|version|words|reckoning)"
    rf"|[Ii]n the (?:words|view|version|telling|account|phrase) of (?P<of>{_OWNER})"
    rf"|[Aa]s (?:per|(?:reported|stated|announced|told|noted|described|claimed|indicated|relayed) by) (?P<by>{_OWNER})"
    rf"|reads? (?:an?|the) {_TEXT}(?: \w+)? (?:by|of|from) (?P<text>{_OWNER})(?: [^,.;:“”\"]{{2,60}})?"
    rf"|[Aa]s (?P<puts>{_OWNER}|he|she|they|it) (?:put|puts|has put|had put|sees|saw|tells|told|has|describes) it)"
    rf"(?=[,.;:]|\s*$)"
)
#: In words: less is no clause.
_CLAUSE = 4


def phrasal_cues(annotated: Annotated, sentence: Sentence) -> Iterator[tuple[Range, Range, Range]]:
    """Yield source, cue and content of the cues of several words in a sentence."""
    start, end = sentence_range(annotated, sentence)
    text = annotated.text
    for match in _THAT.finditer(text, start, end):
        verb = next((t for t in annotated.tokens(match.start(), match.end()) if t.pos_ in {"VERB", "AUX"}), None)
        source = _subject(annotated, verb, match.end()) if verb is not None else None
        stop = text.find(";", match.end(), end)
        content = trimmed(text, *whole_mentions(annotated, match.end(), end if stop < 0 else stop))
        if source is not None and content is not None:
            yield source, (match.start(), match.end()), content
    for match in _IN_TEXT.finditer(text, start, end):
        verb = next(iter(annotated.tokens(*match.span("cue"))), None)
        source = _subject(annotated, verb, match.end()) if verb is not None else None
        content = trimmed(text, *whole_mentions(annotated, match.end(), end))
        if source is not None and content is not None:
            yield source, match.span("cue"), content
    yield from _beside(annotated, start, end)


def _subject(annotated: Annotated, verb: Token, end: int) -> Range | None:
    """Return the subject of the phrase's verbs; a denied phrase tells nothing."""
    verbs = [t for t in annotated.tokens(verb.idx, end) if t.pos_ in {"VERB", "AUX"}]
    if any(c.dep_ == "neg" for v in verbs for c in v.children):
        return None
    for one in (verb.head if verb.dep_ in {"aux", "auxpass"} else verb, *verbs):
        source = source_range(annotated, source_heads(annotated, one))
        if source is not None and source[1] <= end:
            return source
    return None


def _beside(annotated: Annotated, start: int, end: int) -> Iterator[tuple[Range, Range, Range]]:
    text = annotated.text
    match = _BESIDE.search(text, start, end)
    if match is None:
        return
    group = match.lastgroup or "he"
    before, behind = text[start : match.start()].strip(" ,"), text[match.end() : end].strip(" ,.;:")
    if not before:
        content = trimmed(text, match.end(), end)
    elif len(behind.split()) < _CLAUSE and text[match.end() : match.end() + 1] in {".", ";", ""}:
        content = trimmed(text, start, match.start())
    else:
        content = trimmed(text, start, end)
    if content is not None and len(text[slice(*content)].split()) >= _CLAUSE:
        yield match.span(group), match.span(), content
