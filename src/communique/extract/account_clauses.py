"""Cues with their sources, and the clauses that they govern, by the dependencies of the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from communique.annotate.annotated import Annotated
from communique.extract.account_cues import CHARGE, NAMING, OBJECT, PARENTHETICAL, SAY, UNSAID, URGE, WITH_PREPOSITION
from communique.extract.roles import subjects

Range = tuple[int, int]
"""Start and end in characters, the end excluded."""

_EDGE_LEFT = ' \t\n\u00a0,;:—–-“”"«»’'
_EDGE_RIGHT = ' \t\n\u00a0,;:—–-.“”"«»'
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_MARKS_BEFORE = frozenset({",", "”", '"', "»", "’", "'", "?", "!"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VBN"})
_UNREAL = frozenset({"would", "could", "must", "may", "might", "should", "can", "'d", "’d"})
_CARRIERS = frozenset({"go", "continue", "appear", "seem", "begin", "start", "compel"})
_AUXILIARY = frozenset({"aux", "auxpass", "neg"})
_LEADING = re.compile(r"(?:\b(?:an?|the|another|one|its|his|her|their|senior|top|second)\s+)+$", re.IGNORECASE)
_OPENS = re.compile('[:“«]|(?<=[\\s,])"(?=\\w)')
_THAT = re.compile(r"^\s*that\b\s*", re.IGNORECASE)
_ALL = SAY | OBJECT | CHARGE | URGE | NAMING | frozenset(WITH_PREPOSITION) | PARENTHETICAL


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in its clause; left..right are the characters of the cue with source and addressee.

    kind: how it governs a content behind it, None when it does not. complement: whether such a clause follows.
    parenthetical: whether it may stand
    behind its content. bare: whether even a content without a verb may stand before it ("Almost two hours, he said").
    """

    token: Token
    span: Range
    source: Range | None
    left: int
    right: int
    kind: str | None
    complement: bool
    parenthetical: bool
    bare: bool


def trimmed(text: str, start: int, end: int) -> Range | None:
    """Return the range without blanks and marks at its edges, None when nothing with a letter or digit is left."""
    while start < end and text[start] in _EDGE_LEFT:
        start += 1
    while end > start and text[end - 1] in _EDGE_RIGHT:
        end -= 1
    inner = text[start:end]
    opens, closes = inner.count("“"), inner.count("”")
    if opens > closes and text[end : end + 1] == "”":
        end += 1
    if closes > opens and start > 0 and text[start - 1] == "“":
        start -= 1
    straight = inner.count('"')
    if straight % 2 and text[end : end + 1] == '"':
        end += 1
    elif straight % 2 and start > 0 and text[start - 1] == '"':
        start -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def cue_of(annotated: Annotated, token: Token) -> Cue | None:
    """Return the cue that a token is the head of, None when it reports no speech."""
    if token.lower_ == "according":
        return _according(token)
    lemma = token.lemma_.lower()
    if not _may_be_verb(token) or lemma not in _ALL or _is_unsaid(token):
        return None
    heads = _source_heads(annotated, token)
    if not heads and lemma != "say":
        return None
    span = _cue_span(token)
    source = _source_range(annotated, heads)
    left, right = _group(token, heads, span, source)
    if (mark := _OPENS.search(annotated.text, span[1], right)) is not None:
        right = mark.start()
    kind = _kind(token, lemma)
    if kind is None and lemma not in PARENTHETICAL:
        return None
    return Cue(
        token, span, source, left, right, kind, _is_complemented(annotated.text, token, heads, right),
        lemma in PARENTHETICAL, lemma in {"say", "add", "tell", "reply", "answer"},
    )  # fmt: skip


def _may_be_verb(token: Token) -> bool:
    """Tell whether a token is a verb; "Assad claims" with its subject is one even where the tagger sees a noun."""
    return token.pos_ in {"VERB", "AUX"} or (token.dep_ == "ROOT" and any(c.dep_ == "nsubj" for c in token.children))


def neighbour(token: Token, step: int) -> Token | None:
    """Return the next token in a direction that is no blank: titles of names are blanks to the parser."""
    i = token.i + step
    while 0 <= i < len(token.doc):
        if not token.doc[i].is_space:
            return token.doc[i]
        i += step
    return None


def _is_unsaid(token: Token) -> bool:
    """Tell whether a verb reports no words here: "declined to say", "is said to", "a promised visit"."""
    if token.dep_ in {"amod", "compound"} or token.tag_ == "NN":
        return True
    if token.dep_ == "xcomp" and token.tag_ == "VB" and token.head.lemma_ in UNSAID:
        return True
    negated = any(c.dep_ == "neg" for c in token.children)
    if negated and token.lemma_ in {"say", "tell", "mention", "specify", "ask", "give"}:
        return True
    passive = any(c.dep_ == "auxpass" for c in token.children)
    if passive and not any(c.dep_ == "agent" for c in token.children):
        return not any(c.dep_ == "prep" and c.lower_ == "as" for c in token.children)
    if token.tag_ == "VBN" and not any(
        c.dep_ in {"aux", "auxpass", "agent"} or c.dep_ in _SUBJECT for c in token.children
    ):
        return token.dep_ not in {"conj", "ROOT"} or token.i == token.sent.start
    if any(c.dep_ == "aux" and c.lower_ in _UNREAL for c in token.children):
        return True
    to = token.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    return (to or token.dep_ == "xcomp") and token.head.lemma_ not in _CARRIERS


def _source_heads(annotated: Annotated, token: Token) -> Sequence[Token]:
    """Return the heads of the phrases that name who speaks."""
    agents = [g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    if agents:
        return agents
    own = [c for c in token.children if c.dep_ in _SUBJECT]
    if own and own[0].tag_ not in {"WP", "WDT"}:
        return own
    before = neighbour(token, -1)
    behind_mark = token.i == token.sent.start or before is None or before.text in _MARKS_BEFORE
    inverted = _following_name(token) if behind_mark and token.tag_ in _FINITE else None
    if inverted is not None:
        return [inverted]
    beside = _name_beside(annotated, token)
    return [beside] if beside is not None else subjects(token)


def _name_beside(annotated: Annotated, token: Token) -> Token | None:
    """Return the name right before a finite verb that the parser left without subject ("one of them, Turkey, said")."""
    start = token.idx
    while (left := neighbour(token, -1)) is not None and left.dep_ in {*_AUXILIARY, "advmod"}:
        token, start = left, left.idx
    for mention in reversed(annotated.mentions_in(max(0, start - 60), start)):
        gap = annotated.text[mention.end : start].strip()
        if gap not in {"", ","} or mention.kind == "pronoun" or not mention.actors:
            return None
        words = [t for t in annotated.tokens(mention.start, mention.end) if not t.is_space]
        return words[-1] if words and words[-1].dep_ in {"appos", "conj", "dep", "nmod"} else None
    return None


def _following_name(token: Token) -> Token | None:
    """Return the noun of the phrase right behind a verb ("..., said a former diplomat")."""
    i = token.i + 1
    while i < len(token.doc) and i < token.i + 14:
        following = token.doc[i]
        if following.pos_ in {"PROPN", "NOUN", "PRON"}:
            after = neighbour(following, 1)
            if after is None or after.pos_ not in {"PROPN", "NOUN"} or following.pos_ == "PRON":
                return following
        elif not following.is_space and following.pos_ not in {"DET", "ADJ", "NUM", "PART"} and following.tag_ != "VBN":
            return None
        i += 1
    return None


def _source_range(annotated: Annotated, heads: Sequence[Token]) -> Range | None:
    if not heads:
        return None
    first, last = heads[0], heads[-1]
    start, end = first.left_edge.idx, last.idx + len(last)
    for token in (*heads, *(c for h in heads for c in h.conjuncts if c.i > h.i)):
        mention = annotated.mention_at(token)
        start = min(start, mention.start) if mention and mention.end > start else start
        end = max(end, mention.end if mention else token.idx + len(token))
    for child in last.children:  # "the head of the delegation, Vladimir Medinsky"
        if child.dep_ == "appos" and child.i > last.i and (named := annotated.mention_at(child)) is not None:
            end = max(end, named.end)
    tail = [c for c in last.children if c.dep_ == "prep" and c.lower_ in {"of", "for", "in", "at", "from", "to"}]
    if tail and tail[0].i == last.i + 1:
        edge = tail[0].right_edge
        plain = not any(t.pos_ in {"VERB", "AUX"} or t.text == "," for t in tail[0].subtree)
        end = max(end, edge.idx + len(edge)) if plain else end
    start, end = whole_mentions(annotated, start, end)
    if (leading := _LEADING.search(annotated.text[max(0, start - 40) : start])) is not None:
        start -= len(leading.group())
    return (start, end) if start < end else None


def _cue_span(token: Token) -> Range:
    """Return the verb with its auxiliaries where they stand together, and "as saying" behind a passive."""
    start, end = token.idx, token.idx + len(token)
    i = token.i - 1
    while i >= 0 and token.doc[i].head == token and token.doc[i].dep_ in (*_AUXILIARY, "advmod"):
        if token.doc[i].dep_ != "advmod" or token.doc[i - 1].head == token:
            start = token.doc[i].idx
        i -= 1
    if token.lemma_ == "quote" and token.doc[token.i + 1 : token.i + 3].text.lower() == "as saying":
        end = token.doc[token.i + 2].idx + len("saying")
    return start, end


def _group(token: Token, heads: Sequence[Token], span: Range, source: Range | None) -> Range:
    """Return the range of the cue with its source, where it stands beside it, and what belongs to the telling."""
    left, right = span
    for head in heads:
        edge = head.left_edge
        if head.head == token and source and abs(head.i - token.i) < 40:
            left = min(left, edge.idx, source[0])
            right = max(right, source[1]) if head.i > token.i else right
    for child in token.children:
        if child.i < token.i or child.idx > right + 60:
            continue
        own = child.dep_ in {"prt", "advmod", "npadvmod", "dative", "prep", "agent", "nmod"} or (
            child.dep_ == "dobj" and token.lemma_ in URGE | {"inform", "assure", "advise", "write"}
        )
        if own or child.dep_ in _SUBJECT or child in heads:
            edge = child.right_edge
            plain = not any(t.pos_ == "VERB" and t.tag_ != "VBG" for t in child.subtree)
            if plain or child in heads or child.dep_ in _SUBJECT:
                right = max(right, (edge if plain else child).idx + len(edge if plain else child))
    return left, right


def _complement(token: Token, heads: Sequence[Token]) -> Token | None:
    for child in token.children:
        if child.i > token.i and child not in heads and child.dep_ in {"ccomp", "xcomp"}:
            return child
    return None


def _kind(token: Token, lemma: str) -> str | None:
    """Return how the cue governs its content, None when it can only stand behind it."""
    prepositions = {c.lower_ for c in token.children if c.dep_ in {"prep", "prt", "dative"} and c.i > token.i}
    infinitive = any(
        c.dep_ in {"xcomp", "ccomp", "advcl"} and c.i > token.i and _is_infinitive(c) for c in token.children
    )
    if lemma in NAMING and _predicate(token) is not None:
        return "name"
    if prepositions & WITH_PREPOSITION.get(lemma, frozenset()):
        return "preposition"
    if lemma == "call" and "on" in prepositions:
        return "call-on"
    if lemma in URGE and infinitive and lemma != "call":
        return "urge"
    if lemma in CHARGE:
        return "charge" if any(c.dep_ == "dobj" for c in token.children) else None
    if lemma in SAY or (lemma == "ask" and _complement(token, ()) is not None):
        return (
            "say"
            if lemma not in OBJECT or not any(c.dep_ == "dobj" and c.i > token.i for c in token.children)
            else "object"
        )
    if lemma in OBJECT:
        return "object"
    return "say" if lemma in {"tell", "urge", "warn", "ask"} and _complement(token, ()) is not None else None


def _is_infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _predicate(token: Token) -> Token | None:
    """Return what a verb of naming calls its object."""
    for child in token.children:
        if child.i > token.i and child.dep_ == "prep" and child.lower_ == "as":
            return next(iter(child.children), None)
        if child.i > token.i and child.dep_ in {"oprd", "xcomp"}:
            return child
        if child.i > token.i and child.dep_ == "ccomp" and not any(c.dep_ == "mark" for c in child.children):
            return child
    return None


def _according(token: Token) -> Cue | None:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "to":
        to = token.doc[token.i + 1]
    head = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if head is None or to is None:
        return None
    last = head.right_edge
    for t in head.subtree:
        if t.text == "," or t.dep_ == "relcl":
            last = t.doc[t.i - 1]
            break
    source = (head.left_edge.idx, max(last.idx + len(last), head.idx + len(head)))
    span = (token.idx, to.idx + len(to))
    return Cue(token, span, source, token.idx, source[1], "according", token.i == token.sent.start, True, True)


def content_after(annotated: Annotated, cue: Cue, end: int, following: int) -> list[Range]:
    """Return the ranges of the content that follows a cue, in order."""
    text = annotated.text
    found = _span_after(cue, end)
    if found is None:
        return []
    first, last = whole_mentions(annotated, *found)
    last = _cut(annotated, cue, first, last, following)
    that = _THAT.match(text[first:last])
    first += len(that.group()) if that else 0
    parts = _split_at_that(text, first, last)
    return [r for r in (trimmed(text, a, b) for a, b in parts) if r is not None]


def _span_after(cue: Cue, end: int) -> Range | None:
    token = cue.token
    after = [c for c in token.children if c.i > token.i]
    if cue.kind == "according":
        return (cue.right, end)
    if cue.kind == "name":
        predicate = _predicate(token)
        return _subtree(predicate) if predicate is not None else None
    if cue.kind == "preposition":
        wanted = WITH_PREPOSITION[token.lemma_.lower()]
        for child in after:
            if child.dep_ in {"prep", "prt", "dative"} and child.lower_ in wanted:
                return (child.idx + len(child), max(_subtree(child)[1], _end_of(after, child)))
        return None
    if cue.kind in {"charge", "object", "call-on"}:
        starts = [
            c for c in after if c.dep_ in {"dobj", "ccomp", "xcomp"} or (cue.kind == "call-on" and c.lower_ == "on")
        ]
        if not starts:
            return None
        first = _subtree(starts[0])[0] if cue.kind != "call-on" else starts[0].idx + len(starts[0])
        return first, max(_end_of(after, starts[0]), _subtree(starts[0])[1])
    if cue.kind == "urge":
        for child in after:
            if child.dep_ in {"xcomp", "ccomp", "advcl"} and _is_infinitive(child):
                to = next(c for c in child.children if c.lower_ == "to" and c.dep_ == "aux")
                return to.idx, _subtree(child)[1]
        return None
    complement = _complement(token, ())
    if complement is not None:
        return _subtree(complement, after=token)
    that = _that_clause(token)
    return (
        (that.idx, max(that.head.right_edge.idx + len(that.head.right_edge), cue.right)) if that is not None else None
    )


def _is_complemented(text: str, token: Token, heads: Sequence[Token], right: int) -> bool:
    """Tell whether the clause behind a cue depends on it, and does not only follow ("..., he said: ...")."""
    if _that_clause(token) is not None:
        return True
    complement = _complement(token, heads)
    if complement is None:
        return False
    start = max(right, _subtree(complement, after=token)[0])
    return not any(c in text[right:start] for c in ":;,") and text[right : right + 1] not in {":", ";", ","}


def _that_clause(token: Token) -> Token | None:
    """Return the "that" which opens the reported clause although the parser hung it elsewhere."""
    for i in range(token.i + 1, min(token.i + 30, token.sent.end)):
        word = token.doc[i]
        if word.text in {";", ":", "“", '"'} or word.pos_ == "VERB":
            return None
        if word.lower_ == "that" and word.dep_ == "mark" and token.lemma_ in SAY | URGE:
            return word
    return None


def _subtree(token: Token, after: Token | None = None) -> Range:
    left, right = token.left_edge, token.right_edge
    start = left.idx if after is None or left.i > after.i else after.idx + len(after)
    return start, right.idx + len(right)


def sentence_range(annotated: Annotated, sentence: Sentence) -> Range:
    """Return the range of a sentence without blanks at its ends, its first and last mention whole."""
    words = [t for t in sentence if not t.is_space]
    return whole_mentions(annotated, words[0].idx, words[-1].idx + len(words[-1]))


def whole_mentions(annotated: Annotated, start: int, end: int) -> Range:
    """Return the range with its first and last mention whole: the parser sees names without titles and appositions."""
    for mention in annotated.cast.mentions:
        if mention.start < start < mention.end:
            start = mention.start
        if mention.start < end < mention.end:
            end = mention.end
    return start, end


def _end_of(children: Sequence[Token], first: Token) -> int:
    """Return the end of the last complement from the first on ("accused Russia of ...")."""
    ends = [
        _subtree(c)[1]
        for c in children
        if c.i >= first.i and c.dep_ in {"dobj", "prep", "xcomp", "ccomp", "oprd", "dative"}
    ]
    return max(ends, default=_subtree(first)[1])


def _cut(annotated: Annotated, cue: Cue, first: int, last: int, following: int) -> int:
    """Return where the content ends: before a further cue of the same source."""
    token = cue.token
    for other in annotated.tokens(first, last):
        if other.i <= token.i or other.lemma_.lower() not in _ALL or other.pos_ != "VERB":
            continue
        before = neighbour(other, -1)
        if other.tag_ == "VBG" and before is not None and before.text == ",":
            return before.idx
        if other.dep_ == "conj" and other.head == token:
            return min(last, other.left_edge.idx)
    return last


def _split_at_that(text: str, first: int, last: int) -> list[Range]:
    """Return the clauses of "that ..., and that ..." apart."""
    parts: list[Range] = []
    start = first
    for match in re.finditer(r",\s+(?:and|but|or)\s+that\b", text[first:last]):
        parts.append((start, first + match.start()))
        start = first + match.end()
    return [*parts, (start, last)]
