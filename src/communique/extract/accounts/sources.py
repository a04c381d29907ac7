"""Who a source phrase stands for: name, actor and side; what points back to an earlier source is followed there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from communique.actors.cast import Mention, resolver
from communique.actors.resolver import Actor
from communique.annotate.annotated import Annotated
from communique.extract.accounts.cue_sources import source_range
from communique.extract.accounts.organs import bare_organ
from communique.extract.accounts.owned import is_state_media, names_medium, office_of, without_owner
from communique.extract.accounts.private import has_function, is_personal, is_private, is_proper
from communique.extract.accounts.publishers import AGENCIES, agency_side
from communique.extract.accounts.source_names import (
    Source,
    actors_of,
    bare_name,
    body_in,
    head_of,
    is_group,
    kind_of,
    name_of,
)  # fmt: skip
from communique.extract.accounts.source_words import (
    ANAPHORS,
    MINISTRY,
    OFFICES,
    ORGAN_TEXT,
    ORGANS,
    PRESS,
    SPEAKERS,
    SPOKESPERSONS,
    UNNAMED,
    UTTERANCES,
    presidency,
)  # fmt: skip
from communique.extract.accounts.spans import Range
from communique.extract.contacts.pairs import couple_of

_FULL_NAME = 2
_OPENS_PARAGRAPH = re.compile(r"(?:^|\n)[ \t]*\Z")
_BODIES = frozenset({"body", "organisation", "state"})
_FIRST_PERSON = frozenset({"i", "we", "you", "me", "us"})
_OPENING = frozenset("“\"«„‘'")
_IT = frozenset({"it", "which"})
_THEY = frozenset({"they", "both"})
_HE = frozenset({"he", "she", "who"})
_OFFICE = re.compile(
    r"^(?:his|her|the (?:prime minister|president|premier|chancellor|leader)['’]s) office\b", re.IGNORECASE
)
_PREMIER = re.compile(r"^the (?:prime minister|premier)['’]s", re.IGNORECASE)


class Sources:
    """Resolves the source phrases of one document in the order of the text and remembers them."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.known: list[Source] = []
        self.places: list[int] = []

    def resolve(self, place: Range | None, at: int, content: int) -> Source | None:
        """Return the source that a phrase names, None when nothing tells who it is.

        at: where the cue stands. content: where what is said begins.
        """
        source = self.named(place, content) if place is not None else self.known[-1] if self.known else None
        if source is not None:
            self.known.append(source)
            self.places.append(at)
        return source

    def named(self, place: Range, content: int | None = None) -> Source | None:
        """Return the source that a phrase names, without remembering it as one who spoke."""
        text = " ".join(self.annotated.text[place[0] : place[1]].split())
        word = text.lower()
        if word in _FIRST_PERSON:
            return None
        if word in _HE:
            return self._he_or_she(place, place[0] if content is None else content)
        if word in _IT:
            return self._it(place, place[0] if content is None else content)
        if word in _THEY:
            return self._they(place) or self._back(lambda s: s.plural) or self._back(lambda s: s.kind != "person")
        return self._phrase(text, place)

    def _phrase(self, text: str, place: Range) -> Source | None:
        """Return the source under a phrase that is no pronoun."""
        word, head = text.lower(), head_of(text)
        if office := self._own_office(word, place):
            return office
        mentions = self._mentions(place)
        if not any(m.kind == "person" for m in mentions) and (servant := self._servant(word, head, place)) is not None:
            return servant
        bare = not any(m.kind == "person" or m.phrase.sides for m in mentions)
        if bare and head in UNNAMED and word.startswith(("the ", "one of the ")):
            same = self._back(lambda s: s.head == head)
            if same is not None:
                return same
        if bare and head in UNNAMED and head != "ministers" and not any(m.actors for m in mentions):
            return self._stranger(text, head, place)
        pair = next((m for m in mentions if m.kind == "pair"), None)
        if pair is not None:
            return self._pair(pair) or Source(text, None, None, "several", head, plural=True, private=True)
        owned = without_owner(mentions)
        if names_medium(text, owned):
            return Source(bare_name(text), None, agency_side(self.annotated, bare_name(text)), "other", head)
        actors = actors_of(owned)
        bare_title = next((m for m in mentions if m.kind == "title" and not m.phrase.sides), None)
        if not actors and bare_title is not None and (holder := self._same_title(bare_title)) is not None:
            return self._of(holder, bare_title, text, head)
        if not actors:
            return self._pointing_back(text, head, place) or self._stranger(text, head, place)
        if body := self._proper_name(text, mentions) or self._possessed(text, head, mentions):
            return body
        if len(actors) > 1:
            sides = {a.side for a in actors}
            side = sides.pop() if len(sides) == 1 else None
            return Source(
                " and ".join(name_of(a, m) for a, m in actors.items()), None, side, "several", head, plural=True
            )
        actor, mention = next(iter(actors.items()))
        if owned is not mentions and actor.kind in {"group", "office"}:
            name = bare_name(text)
            return Source(name, actor.id, actor.side, "unnamed", head, actor.kind == "group")
        return self._of(actor, mention, text, head)

    def _pair(self, mention: Mention) -> Source | None:
        """Return the two whom "the two leaders" means."""
        found = couple_of(self.annotated, mention)
        if len(found) < _FULL_NAME:
            return None
        return Source(" and ".join(a.name for a in found), None, None, "several", "leaders", plural=True)

    def _possessed(self, text: str, head: str, mentions: Sequence[Mention]) -> Source | None:
        """Return the government or servant of the person or state whose genitive leads the phrase."""
        owner = mentions[0]
        actor = owner.actor
        tail = text[owner.end - owner.start :].removeprefix("'s").removeprefix("’s").strip()
        if (
            any(m.actors for m in mentions[1:])
            or actor is None
            or not owner.phrase.possessive
            or owner.kind not in {"person", "side"}
        ):
            return None
        if head in {"government", "administration", "regime"} and actor.country:
            return self._of(resolver().government(actor.country), owner, text, head)
        if not tail or actor.kind == "body":
            return None
        if head in UTTERANCES:
            return self._of(actor, owner, owner.phrase.text, head)
        name = bare_name(text)
        served = head in UNNAMED | SPEAKERS
        side = actor.side if served else None
        kind = "body" if head in ORGANS | OFFICES else "unnamed"
        return Source(name, None, side, kind, head, head.endswith("s"), private=not served)

    def _of(self, actor: Actor, mention: Mention, text: str, head: str) -> Source:
        if actor.kind in {"body", "state", "organisation"} and head in UNNAMED:
            return self._unnamed(text, actor, head)
        if head == "office" and (office := office_of(actor, mention)) is not None:
            return Source(office, f"body:{actor.side}/office", actor.side, "body", head)
        if actor.kind == "state" and is_state_media(text):
            return Source(bare_name(text), None, actor.side, "other", head)
        if actor.kind == "state" and head in PRESS:
            return Source(bare_name(text), None, None, "other", head)
        if actor.kind == "state" and head in ORGANS and mention.phrase.text.split()[-1].lower() != head:
            name = bare_name(text)
            return Source(name, None, actor.side, "body", head)
        if mention.kind == "title" and not mention.phrase.sides and (same := self._same_title(mention)) is not None:
            actor = same
        if actor.id.startswith("office:"):
            name = bare_name(text)
            return Source(name, actor.id, actor.side, "unnamed", head)
        if actor.kind == "group" and (body := body_in(mention)) and head in UNNAMED:
            return Source(f"{body} {head} (unnamed)", actor.id, actor.side, "unnamed", head, head.endswith("s"))
        plural = head.endswith("s") and actor.kind == "group"
        private = is_private(self.annotated, mention)
        head = mention.phrase.text.split()[-1].lower() if mention.kind == "person" else head
        kind = kind_of(actor, mention)
        return Source(name_of(actor, mention), actor.id, actor.side, kind, head, plural, actor.role, private)

    def _same_title(self, mention: Mention) -> Actor | None:
        """Return the person whom a title that stands alone means ("the Premier"): who spoke, or was named with it."""
        spoke = self._back(lambda s: s.role is not None and s.role in mention.phrase.roles)
        if spoke is not None and spoke is self._back(lambda s: s.kind == "person"):
            return next((m.actor for m in self.annotated.cast.mentions if m.actor and m.actor.id == spoke.actor), None)
        for other in reversed(self.annotated.mentions_in(0, mention.start)):
            if other.kind == "person" and other.actor is not None and other.phrase.title == mention.phrase.title:
                return other.actor
        title = (mention.phrase.title or "?").lower()
        for other in reversed(self.annotated.mentions_in(0, mention.start)):
            if other.kind == "person" and other.actor is not None and title in (other.actor.office or "").lower():
                return other.actor
        return None

    def _he_or_she(self, place: Range, content: int) -> Source | None:
        """Return the last speaker, unless another person has become the subject of a sentence since."""
        last = next((i for i in reversed(range(len(self.known))) if self._is_someone(i)), None)
        since = self.places[last] if last is not None else -1
        newer = self._own_subject(place[0], content) or self._newer_subject(since, place[0])
        if newer is not None and newer.actor is not None:
            return self._of(newer.actor, newer, newer.phrase.text, head_of(newer.phrase.text))
        if last is not None:
            return self.known[last]
        mention = next((m for m in self._mentions(place) if m.kind == "pronoun" and m.actor is not None), None)
        if mention is not None and mention.actor is not None:
            return self._of(mention.actor, mention, mention.actor.name, mention.actor.name)
        return None

    def _is_someone(self, i: int) -> bool:
        """Tell whether "he" can mean an earlier source."""
        return self.known[i].kind in {"person", "unnamed"} or self.known[i].private

    def _own_subject(self, place: int, content: int) -> Mention | None:
        """Return whom "he" means by the sentence itself: "The premier thanked them: all was well, he wrote".

        At the beginning of a paragraph the subject of the reported clause itself is the one who speaks.
        """
        sentences = self.annotated.sentences
        sentence = sentences[max(0, bisect_right(sentences, place, key=lambda s: s.start_char) - 1)]
        opens = _OPENS_PARAGRAPH.search(self.annotated.text, max(0, content - 40), content) is not None
        for token in sentence:
            mention = self.annotated.mention_at(token)
            if token.idx >= place or mention is None or mention.kind not in {"person", "title"}:
                continue
            if token.dep_ in {"nsubj", "nsubjpass"} and (
                mention.end <= content or (opens and mention.start == content)
            ):
                return mention
        return None

    def _newer_subject(self, since: int, until: int) -> Mention | None:
        """Return the person who is the subject of the last main clause between two places, None for nobody."""
        for sentence in reversed(self.annotated.sentences):
            if sentence.start_char <= since or sentence.end_char > until:
                continue
            for token in sentence.root.children:
                mention = self.annotated.mention_at(token)
                if token.dep_ in {"nsubj", "nsubjpass"} and mention is not None and mention.kind in {"person", "title"}:
                    return mention
        return None

    def _it(self, place: Range, content: int) -> Source | None:
        """Return the last body, state or organisation that was the subject of a main clause or a source.

        What is named within the words that "it" says is not who says them.
        """
        quoted = self.annotated.text[max(0, content - 1) : content] in _OPENING
        until = min(content, place[0]) if quoted else place[0]
        for sentence in reversed(self.annotated.sentences):
            if sentence.start_char > until or sentence.end_char < until - 400:
                continue
            for token in sentence:
                if token.dep_ not in {"nsubj", "nsubjpass"} or token.idx >= until or token.pos_ == "PRON":
                    continue
                span = source_range(self.annotated, [token])
                if span is None or span[1] > until:
                    continue
                subject = self._phrase(" ".join(self.annotated.text[span[0] : span[1]].split()), span)
                if (subject is not None and subject.kind in _BODIES | {"government"}) or is_group(subject):
                    return subject
            if (
                self.places
                and sentence.start_char <= self.places[-1]
                and (found := self._back(lambda s: s.kind in _BODIES | {"other", "government"}))
            ):
                return found
        return self._back(lambda s: s.kind in _BODIES | {"other", "government"})

    def _they(self, place: Range) -> Source | None:
        """Return those who were the subject of the sentence before and have not been a source yet."""
        sentences = self.annotated.sentences
        at = bisect_right(sentences, place[0], key=lambda s: s.start_char) - 2
        if at < 0 or (self.places and self.places[-1] >= sentences[at].start_char):
            return None
        for token in sentences[at].root.children:
            if token.dep_ in {"nsubj", "nsubjpass"} and token.tag_ in {"NNS", "NNPS"}:
                span = source_range(self.annotated, [token])
                found = self._phrase(" ".join(self.annotated.text[span[0] : span[1]].split()), span) if span else None
                return found if found is not None and found.plural and not found.private else None
        return None

    def _mentions(self, place: Range) -> list[Mention]:
        start, end = place
        near = self.annotated.mentions_in(max(0, start - 300), end + 300)
        return [m for m in near if m.start < end and start < m.end]

    def _back(self, fits: Callable[[Source], bool]) -> Source | None:
        return next((s for s in reversed(self.known) if fits(s)), None)

    def _own_office(self, word: str, place: Range) -> Source | None:
        """Return the office of the person to whom "his office" points."""
        if not _OFFICE.match(word):
            return None
        person = self._back(lambda s: s.kind == "person")
        mention = next((m for m in self._mentions(place) if m.actor is not None and m.actor.country), None)
        code = (mention.actor.country if mention and mention.actor else None) or (person.side if person else None)
        if code is None:
            return None
        adjective = resolver().adjective(code)
        usual = presidency(code, adjective)
        before = (m.actor for m in reversed(self.annotated.mentions_in(0, place[0])) if m.actor is not None)
        leader = next((a for a in before if a.kind == "person" and a.country == code), None)
        led = leader is not None and (leader.office or "").startswith("Prime Minister") and usual.startswith(adjective)
        name = f"{adjective} Prime Minister's Office" if led or _PREMIER.match(word) else usual
        return Source(name, f"body:{code}/office", code, "body", "office")

    def _pointing_back(self, text: str, head: str, place: Range) -> Source | None:
        """Return the earlier source that "the official" or "the ministry" means."""
        word = text.lower()
        if (found := bare_organ(self.annotated, text, head, place)) is not None:
            return found
        if text.rsplit(maxsplit=1)[-1][:1].isupper():
            return self._bare_ministry(text, head, place)
        if word.startswith("one of them"):
            return self._back(lambda s: s.plural)
        if (organ := ORGAN_TEXT.match(word)) and (side := self._side_before(place[0])) is not None:
            return Source(f"{resolver().adjective(side)} {organ.group(1)}", None, side, "body", organ.group(2))
        if not word.startswith(("the ", "that ", "this ", "a statement", "its ", "one of them")):
            return None
        same = self._back(lambda s: s.head == head or head in s.name.lower().split())
        same = same or bare_organ(self.annotated, text, head, place, back=True)
        if same is not None:
            return same
        if head in ORGANS and (side := self._side_before(place[0])) is not None:
            name = f"{resolver().adjective(side)} {bare_name(text)}"
            return Source(name, None, side, "body", head)
        if head in ANAPHORS:
            return self._back(lambda s: s.kind in _BODIES | {"other", "government"})
        return None

    def _bare_ministry(self, text: str, head: str, place: Range) -> Source | None:
        """Return the ministry of the side that spoke or was named last: "the Foreign Ministry said"."""
        name = bare_name(text)
        if not MINISTRY.fullmatch(name):
            return None
        same = self._back(lambda s: s.kind == "body" and name.lower() in s.name.lower())
        side = same.side if same is not None else self._side_before(place[0])
        return Source(f"{resolver().adjective(side)} {name}", None, side, "body", head) if side is not None else None

    def _servant(self, word: str, head: str, place: Range) -> Source | None:
        """Return the spokesman whom "his" gives to a person named before: "his spokesman said"."""
        if not word.startswith(("his ", "her ")) or head not in SPOKESPERSONS:
            return None
        own = next((m.actor for m in self._mentions(place) if m.kind == "pronoun" and m.actor is not None), None)
        owner = self._he_or_she(place, place[0]) if own is None else None
        known = own or (owner if owner is not None and owner.kind == "person" else None)
        return Source(f"{known.name}'s {head}", None, known.side, "unnamed", head) if known is not None else None

    def _side_before(self, place: int) -> str | None:
        """Return the side that the text names last before a place, with an adjective or the name of the state."""
        for mention in reversed(self.annotated.mentions_in(max(0, place - 600), place)):
            if mention.kind == "side" and mention.actor is not None and mention.actor.kind == "state":
                return mention.actor.side
        return None

    def _proper_name(self, text: str, mentions: Sequence[Mention]) -> Source | None:
        """Return the body whose name holds that of a state ("Norwegian Refugee Council")."""
        if len(mentions) != 1 or mentions[0].kind != "side" or not mentions[0].phrase.sides:
            return None
        name = bare_name(text)
        inner = " ".join(self.annotated.text[mentions[0].start : mentions[0].end].split())
        rest = [w for w in name.replace(inner, " ", 1).split() if w not in {"of", "for", "the", "and", "on"}]
        if not rest or not all(w[:1].isupper() for w in rest) or inner not in name or len(rest) < 2:
            return None
        return Source(name, None, agency_side(self.annotated, name), "other", rest[-1].lower())

    def _stranger(self, text: str, head: str, place: Range) -> Source | None:
        """Return a source outside the authority under the words of the text; private persons are none."""
        name = bare_name(text)
        if not name or not any(c.isalpha() for c in name):
            return None
        if head in UNNAMED:
            return Source(f"{name} (unnamed)", None, None, "unnamed", head, head.endswith("s"))
        name = self._expanded(name)
        side = agency_side(self.annotated, name)
        if side is not None:
            return Source(name, None, side, "other", head)
        if head not in SPEAKERS and not is_proper(self.annotated, head, place):
            return Source(name, None, None, "private", head, head.endswith("s"), private=True)
        if is_personal(self.annotated, place) and not has_function(self.annotated.text, *place):
            return Source(name, None, None, "person", head, private=True)
        return Source(name, None, None, "other", head, head.endswith("s"))

    def _expanded(self, name: str) -> str:
        """Return the full name for an abbreviation that the text explains: "Syrian National Coalition (SNC)"."""
        if not re.fullmatch(r"[A-Z]{2,6}", name):
            return name
        if (agency := AGENCIES.get(name.lower())) is not None:
            return agency.name
        found = re.search(rf"((?:[A-Z][\w’'-]+\s+(?:(?:of|for|and|the)\s+)*){{2,6}})\({name}\)", self.annotated.text)
        return " ".join(found.group(1).split()) if found else name

    def _unnamed(self, text: str, actor: Actor, head: str) -> Source:
        plural = head.endswith("s") or head == "people"
        name = f"{resolver().adjective(actor.side)} {head}" if actor.side else head
        if actor.kind == "body":
            name = f"{actor.name} {head}"
        return Source(f"{name} (unnamed)", None, actor.side, "unnamed", head, plural)
