"""Who a source phrase stands for: name, actor and side; what points back to an earlier source is followed there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from communique.actors.cast import Mention, resolver
from communique.actors.resolver import Actor
from communique.annotate.annotated import Annotated
from communique.extract.account_spans import Range

_LEAD = re.compile(
    r"^(?:(?:the|a|an|one|another|some|several|many|most|both|its|his|her|their|this|that|these|those|two|three|four|"
    r"second|senior|top|high-ranking|high-level|leading|prominent|veteran|unnamed|anonymous|said|says|another)\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:,|\bwho\b|\bwhich\b|\bthat\b|—|–|\().*$", re.DOTALL)
#: Nouns for persons whom the press leaves unnamed.
UNNAMED = frozenset(
    """
    official officials diplomat diplomats source sources aide aides adviser advisers advisor advisors ambassador
    ambassadors analyst analysts negotiator negotiators delegate delegates envoy envoys minister ministers lawmaker
    lawmakers deputy lecturer professor scientist expert experts commander commanders officer officers observer
    observers spokesmen spokeswomen spokespeople ministers responsible spokesman spokeswoman spokesperson person people insider insiders figure figures physicist historian
    """.split()
)
#: Other common nouns for who speaks in public; what else is a source under a common noun is private or no speaker.
SPEAKERS = frozenset(
    """
    agency agencies group groups opposition rebels rebel government governments power powers country countries nation
    nations ministry monitor monitors doctors council organisation organisations organization organizations charity
    charities ngos party coalition alliance declaration resolution communique treaty pollsters managers leader leaders
    administration committee commission parliament court prosecutors prosecutor police army military militants factions
    allies statement report authorities campaigners researchers economists intelligence delegation bloc newspaper paper
    president premier chancellor king office watchdog thinktank institute union presidency embassy team side
    """.split()
)
_BODIES = frozenset({"body", "organisation", "state"})
_IT = frozenset({"it", "which"})
_THEY = frozenset({"they", "both"})
_HE = frozenset({"he", "she", "who"})
_OFFICE = re.compile(
    r"^(?:his|her|the president['’]s|the prime minister['’]s) (?:office|spokesman|spokeswoman)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Source:
    """A resolved source; ``head`` is the noun that names it, by which the text can point back to it."""

    name: str
    actor: str | None
    side: str | None
    kind: str
    head: str
    plural: bool = False


class Sources:
    """Resolves the source phrases of one document in the order of the text and remembers them."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.known: list[Source] = []
        self.places: list[int] = []

    def resolve(self, place: Range | None, at: int) -> Source | None:
        """Return the source that a phrase names, None when nothing tells who it is. at: where the cue stands."""
        source = self._named(place, at) if place is not None else self.known[-1] if self.known else None
        if source is not None:
            self.known.append(source)
            self.places.append(at)
        return source

    def _named(self, place: Range, at: int) -> Source | None:
        text = " ".join(self.annotated.text[place[0] : place[1]].split())
        word = text.lower()
        head = _head(text)
        if word in _HE:
            return self._he_or_she(place)
        if word in _IT:
            return self._it(place)
        if word in _THEY:
            return self._back(lambda s: s.plural) or self._back(lambda s: s.kind != "person")
        if office := self._own_office(word, place):
            return office
        mentions = self._mentions(place)
        actors = _actors(mentions)
        if not actors:
            return self._pointing_back(word, head) or self._stranger(text, head, place)
        if body := self._proper_name(text, mentions):
            return body
        if len(actors) > 1:
            sides = {a.side for a in actors}
            side = sides.pop() if len(sides) == 1 else None
            return Source(
                " and ".join(_name(a, m) for a, m in actors.items()), None, side, "several", head, plural=True
            )
        return self._of(*next(iter(actors.items())), text, head)

    def _of(self, actor: Actor, mention: Mention, text: str, head: str) -> Source:
        if actor.kind in {"body", "state", "organisation"} and head in UNNAMED:
            return self._unnamed(text, actor, head)
        plural = head.endswith("s") and actor.kind == "group"
        return Source(_name(actor, mention), actor.id, actor.side, _kind(actor, mention), head, plural)

    def _he_or_she(self, place: Range) -> Source | None:
        """Return the last speaker, unless another person has become the subject of a sentence since."""
        mention = next((m for m in self._mentions(place) if m.kind == "pronoun" and m.actor is not None), None)
        last = next((i for i in reversed(range(len(self.known))) if self.known[i].kind in {"person", "unnamed"}), None)
        if last is not None and not self._newer_subject(self.places[last], place[0]):
            return self.known[last]
        if mention is not None and mention.actor is not None:
            return self._of(mention.actor, mention, mention.actor.name, mention.actor.name)
        return self.known[last] if last is not None else None

    def _newer_subject(self, since: int, until: int) -> bool:
        """Tell whether a person is the subject of a main clause in the sentences between two places."""
        for sentence in self.annotated.sentences:
            if sentence.start_char <= since or sentence.end_char > until:
                continue
            for token in sentence.root.children:
                mention = self.annotated.mention_at(token)
                if token.dep_ in {"nsubj", "nsubjpass"} and mention is not None and mention.kind in {"person", "title"}:
                    return True
        return False

    def _it(self, place: Range) -> Source | None:
        """Return the last body, state or organisation that was the subject of a main clause or a source."""
        for sentence in reversed(self.annotated.sentences):
            if sentence.start_char > place[0] or sentence.end_char < place[0] - 400:
                continue
            for token in sentence.root.children:
                mention = self.annotated.mention_at(token)
                if token.dep_ not in {"nsubj", "nsubjpass"} or mention is None or mention.start >= place[0]:
                    continue
                actor = mention.actor
                if actor is not None and actor.kind in _BODIES | {"group"}:
                    return self._of(actor, mention, mention.phrase.text, _head(mention.phrase.text))
            if (
                self.places
                and sentence.start_char <= self.places[-1]
                and (found := self._back(lambda s: s.kind in _BODIES | {"other", "government"}))
            ):
                return found
        return self._back(lambda s: s.kind in _BODIES | {"other", "government"})

    def _mentions(self, place: Range) -> list[Mention]:
        start, end = place
        return [m for m in self.annotated.cast.mentions if m.start < end and start < m.end]

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
        name = f"{resolver().adjective(code)} Presidency"
        return Source(name, f"body:{code}/presidency", code, "body", "office")

    def _pointing_back(self, word: str, head: str) -> Source | None:
        """Return the earlier source that "the official" or "the ministry" means."""
        if not word.startswith(("the ", "that ", "this ", "a statement", "its ", "one of them")):
            return None
        same = self._back(lambda s: s.head == head or head in s.name.lower().split())
        if same is not None:
            return same
        if head in {
            "statement",
            "readout",
            "summary",
            "text",
            "account",
            "communique",
            "release",
            "group",
            "organisation",
        }:
            return self._back(lambda s: s.kind in _BODIES | {"other", "government"})
        return None

    def _proper_name(self, text: str, mentions: Sequence[Mention]) -> Source | None:
        """Return the body whose name holds that of a state ("Norwegian Refugee Council")."""
        if len(mentions) != 1 or mentions[0].kind != "side" or not mentions[0].phrase.sides:
            return None
        name = _TAIL.sub("", _LEAD.sub("", text)).strip(" ,.;:")
        inner = " ".join(self.annotated.text[mentions[0].start : mentions[0].end].split())
        rest = [w for w in name.replace(inner, " ", 1).split() if w not in {"of", "for", "the", "and", "on"}]
        if not rest or not all(w[:1].isupper() for w in rest) or inner not in name or len(rest) < 2:
            return None
        return Source(name, None, None, "other", rest[-1].lower())

    def _stranger(self, text: str, head: str, place: Range) -> Source | None:
        """Return a source outside the authority under the words of the text; private persons are none."""
        name = _TAIL.sub("", _LEAD.sub("", text)).strip(" ,.;:")
        if not name or not any(c.isalpha() for c in name):
            return None
        if head in UNNAMED:
            return Source(f"{name} (unnamed)", None, None, "unnamed", head, head.endswith("s"))
        capitalised = name.split()[-1][:1].isupper()
        if not capitalised and head not in SPEAKERS:
            return None
        return Source(name, None, None, "other", head, head.endswith("s"))

    def _unnamed(self, text: str, actor: Actor, head: str) -> Source:
        plural = head.endswith("s") or head == "people"
        name = f"{resolver().adjective(actor.side)} {head}" if actor.side else head
        if actor.kind == "body":
            name = f"{actor.name} {head}"
        return Source(f"{name} (unnamed)", None, actor.side, "unnamed", head, plural)


def _actors(mentions: Sequence[Mention]) -> dict[Actor, Mention]:
    """Return the actors of the mentions: persons before groups before bodies and states."""
    named = {a: m for m in mentions for a in m.actors if a.kind == "person" and m.kind == "person"}
    for kinds in ({"person", "office"}, {"group"}, {"body", "organisation", "state"}):
        found = named or {a: m for m in mentions for a in m.actors if a.kind in kinds}
        if found:
            return found if len(kinds) < 3 else dict([next(iter(found.items()))])
    return {}


def _name(actor: Actor, mention: Mention) -> str:
    if actor.kind == "state":
        name = mention.phrase.sides[0] if mention.phrase.sides else None
        if name is not None and name.kind in {"capital", "city", "seat", "body"}:
            return name.text
        return resolver().government(actor.country or "").name
    return actor.name


def _kind(actor: Actor, mention: Mention) -> str:
    if actor.kind == "group" and (mention.phrase.group == "government" or actor.role == "government"):
        return "government"
    return "person" if actor.kind == "office" else "unnamed" if actor.kind == "group" else actor.kind


def _head(text: str) -> str:
    """Return the last word of a phrase before what qualifies it."""
    core = re.split(r",|\b(?:of|in|at|for|from|who|to|with|on|by)\b", text)[0].split()
    return core[-1].lower().strip(".,’'\"") if core else text.lower()
