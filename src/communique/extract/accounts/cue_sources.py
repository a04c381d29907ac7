"""The sources of cues: which phrases of a sentence name who speaks, by its dependencies and the order of words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from communique.actors.cast import Mention
from communique.annotate.annotated import Annotated
from communique.extract.accounts.lexicon import SAY
from communique.extract.accounts.spans import Range, neighbour, whole_mentions
from communique.extract.contacts.syntax import subjects
from communique.extract.contacts.triggers import NOUNS

SUBJECT = frozenset({"nsubj", "nsubjpass"})
AUXILIARY = frozenset({"aux", "auxpass", "neg"})
_MARKS_BEFORE = frozenset({",", "”", '"', "»", "’", "'", "?", "!", ";", "-", "–"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VBN"})
_LEADING = re.compile(r"(?:\b(?:an?|the|another|one|its|his|her|their|senior|top|second)\s+)+$", re.IGNORECASE)
_APPOSED = re.compile(r"(?: [A-Z]\w+){0,3},\s+(?:[A-Z]\w+\.?\s+)?$")
_APPOSITION = re.compile(r",\s+(?:an?|the|one of|who|of|now|then|formerly)\s[^,.;:“”\"\n]{3,90},\s+")
_WITH = re.compile(r"\bwith (?:[\w’'-]+ ){0,6}(?:[\w’'-]+, )?$")
_TEXTS = frozenset(
    {"statement", "readout", "message", "post", "communique", "communiqué", "release", "transcript", "note"}
)
_PUT_OUT = frozenset({"posted", "published", "issued", "released", "carried", "distributed", "circulated", "put"})
_BESIDE = frozenset({"appos", "conj", "dep", "nmod"})


def source_heads(annotated: Annotated, token: Token) -> Sequence[Token]:
    """Return the heads of the phrases that name who speaks."""
    if (quoting := quoting_verb(token)) is not None:
        return [c for c in quoting.children if c.dep_ in {"dobj", "nsubjpass"}]
    if token.lemma_ == "quote":
        return [c for c in token.children if c.dep_ == "nsubjpass"]
    agents = [g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    if agents:
        return agents
    own = [c for c in token.children if c.dep_ in SUBJECT]
    before = neighbour(token, -1)
    behind_mark = token.i == token.sent.start or before is None or before.text in _MARKS_BEFORE
    if own and own[0].i > token.i and not behind_mark:
        own = []  # the subject of the reported clause, hung one verb too high
    if own and own[0].tag_ not in {"WP", "WDT"}:
        return own
    if own:
        named = _name_before(annotated, own[0].idx, _BESIDE | {"pobj", "dobj", "nsubj", "ROOT", "attr", "conj"})
        return [named] if named is not None else subjects(token)
    outer = outer_cue(token) if token.tag_ != "VBG" else _telling_above(token)
    if outer is not None:
        return source_heads(annotated, outer)
    inverted = _following_name(token) if behind_mark and token.tag_ in _FINITE else None
    if inverted is not None and not _is_told(inverted, token):
        return [inverted]
    beside = _name_beside(annotated, token) if token.tag_ != "VBG" else _name_with(annotated, token)
    if beside is None and token.tag_ in _FINITE:
        beside = _name_apposed(annotated, token)
    return [beside] if beside is not None else subjects(token)


def quoting_verb(token: Token) -> Token | None:
    """Return the verb over "as saying": in "TASS quoted him as saying" it is he who says."""
    above = token.head
    if token.tag_ == "VBG" and above.lower_ == "as" and above.head.lemma_ in {"quote", "cite"}:
        return above.head
    return None


def carriers(token: Token) -> Sequence[Token]:
    """Return who passes on what a cue reports: the subject or agent of "quoted ... as saying"."""
    quoting = token if token.lemma_ == "quote" else quoting_verb(token)
    if quoting is None:
        return []
    agents = [g for c in quoting.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    return agents or [c for c in quoting.children if c.dep_ == "nsubj"]


def outer_cue(token: Token) -> Token | None:
    """Return the cue whose subject a second cue shares although the parser hung it into the first one's content.

    In "said the US had failed and called for talks" it is the speaker who called: the tenses part from each other.
    """
    if token.dep_ != "conj" or any(c.dep_ in SUBJECT | {"aux", "mark"} for c in token.children):
        return None
    inner = token.head
    while inner.dep_ == "conj" and inner.head != inner:
        inner = inner.head
    cue = inner.head
    if inner.dep_ != "ccomp" or cue.lemma_ not in SAY or cue.tag_ != token.tag_ or cue.i > token.i:
        return None
    return cue if any(c.dep_ == "aux" for c in inner.children) else None


def _telling_above(token: Token) -> Token | None:
    """Return the cue into whose content the parser hung a participle of telling (", adding that ...")."""
    verb = token.head
    while verb.dep_ in {"advcl", "conj", "xcomp"} and verb.head != verb:
        verb = verb.head
    return verb.head if verb.dep_ == "ccomp" and verb.head.lemma_ in SAY and verb.head.i < token.i else None


def _name_with(annotated: Annotated, token: Token) -> Token | None:
    """Return the name between "with" and a participle: "with the minister, Ms Vale, describing the talks as over"."""
    found = _name_before(annotated, token.idx, _BESIDE | {"pobj", "nsubj", "dobj", "ROOT"})
    mention = annotated.mention_at(found) if found is not None else None
    if mention is None or not _WITH.search(annotated.text[max(0, mention.start - 60) : mention.start]):
        return None
    beside = found.head if found is not None else None
    if beside is not None and beside.lower_ == "with" and beside.head.lemma_ in NOUNS:
        return None  # "held talks with the minister, saying": it is not the minister who says it
    return found


def _is_told(name: Token, cue: Token) -> bool:
    """Tell whether the noun right behind a cue is the subject of what is said: "..., the aide, said France had not"."""
    return name.dep_ in SUBJECT and name.head != cue and name.head.i > name.i and name.head.dep_ == "ccomp"


def _name_beside(annotated: Annotated, token: Token) -> Token | None:
    """Return the name right before a finite verb that the parser left without subject ("one of them, Turkey, said")."""
    start = token.idx
    while (left := neighbour(token, -1)) is not None and left.dep_ in {*AUXILIARY, "advmod"}:
        token, start = left, left.idx
    return _name_before(annotated, start, _BESIDE)


def _name_apposed(annotated: Annotated, token: Token) -> Token | None:
    """Return the person before an apposition that ends at a verb ("Jan Novak, a banker turned envoy, said")."""
    start = token.sent.start_char
    persons = [m for m in annotated.mentions_in(start, token.idx) if m.kind == "person" and m.actor is not None]
    if not persons or not _APPOSITION.fullmatch(annotated.text[persons[-1].end : token.idx]):
        return None
    words = [t for t in annotated.tokens(persons[-1].start, persons[-1].end) if not t.is_space]
    return words[-1] if words else None


def _name_before(annotated: Annotated, start: int, roles: frozenset[str]) -> Token | None:
    """Return the head of the mention that ends right before a place; behind a comma only in one of the roles."""
    found: Mention | None = None
    for mention in reversed(annotated.mentions_in(max(0, start - 120), start)):
        gap = annotated.text[mention.end : found.start if found else start].strip()
        if gap not in {"", ","} or mention.kind == "pronoun" or not mention.actors:
            break
        if found is not None and (gap != "," or mention.kind != "person"):
            break
        adjacent = found is None and gap == ""
        found = mention
        if adjacent:
            break
    if found is None:
        return None
    words = [t for t in annotated.tokens(found.start, found.end) if not t.is_space]
    adjacent = not annotated.text[found.end : start].strip()
    apposed = "," in annotated.text[found.start : found.end]  # "whose spokesman, Jan Novak, said"
    return words[-1] if words and (adjacent or apposed or words[-1].dep_ in roles) else None


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


def source_range(annotated: Annotated, heads: Sequence[Token]) -> Range | None:
    """Return the range of the phrases with these heads, their titles and appositions included."""
    if not heads:
        return None
    first, last = heads[0], heads[-1]
    edge = first.left_edge
    start, end = (edge.nbor() if edge.is_space else edge).idx, last.idx + len(last)
    for token in (*heads, *(c for h in heads for c in h.conjuncts if c.i > h.i)):
        mention = annotated.mention_at(token)
        start = min(start, mention.start) if mention and mention.end > start else start
        end = max(end, mention.end if mention else token.idx + len(token))
    for child in last.children:  # "the head of the delegation, Vladimir Medinsky"
        if child.dep_ == "appos" and child.i > last.i and (named := annotated.mention_at(child)) is not None:
            end = max(end, named.end)
    tail = next((c for c in last.children if c.i == last.i + 1), None)
    if tail is not None and _belongs(last, tail):
        edge = tail.right_edge
        end = max(end, edge.idx + len(edge))
    start, end = whole_mentions(annotated, start, end)
    end = _apposition(annotated, start, end)
    if (leading := _LEADING.search(annotated.text[max(0, start - 40) : start])) is not None:
        start -= len(leading.group())
    return (start, end) if start < end else None


def _belongs(head: Token, tail: Token) -> bool:
    """Tell whether what stands right behind a noun tells who is meant: "of the Senate", "posted on its website"."""
    verbs = [t for t in tail.subtree if t.pos_ in {"VERB", "AUX"}]
    if any(t.text == "," for t in tail.subtree):
        return False
    if head.lower_ in _TEXTS and (tail.dep_ == "acl" or tail.lower_ in {"on", "by"}):
        named = any(t.pos_ == "PROPN" for t in tail.subtree)
        return named and all(v == tail and v.lower_ in _PUT_OUT for v in verbs)
    return tail.dep_ == "prep" and tail.lower_ in {"of", "for", "in", "at", "from", "to"} and not verbs


def _apposition(annotated: Annotated, start: int, end: int) -> int:
    """Return the end with a name in apposition ("the head of the command, Gen Votel, said")."""
    if any(m.kind == "person" for m in annotated.mentions_in(start, end)):
        return end
    following = next(iter(annotated.mentions_in(end, end + 80)), None)
    if following is None or following.kind != "person" or not _APPOSED.match(annotated.text[end : following.start]):
        return end
    return following.end if annotated.text[following.end : following.end + 1] == "," else end
