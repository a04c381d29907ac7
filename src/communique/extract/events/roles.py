"""Who acts and upon whom: the two noun phrases of a predicate and the actors that they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from communique.actors.cast import Mention
from communique.actors.index import name_index
from communique.actors.text import words
from communique.annotate.annotated import Annotated
from communique.extract.contacts.syntax import subjects
from communique.extract.events.plover import sector_of
from communique.extract.events.plover_lexicon import SPEECH
from communique.extract.events.predicates import Predicate
from communique.records import Participant

_TARGETS = ("against", "on", "upon", "to", "with", "toward", "towards", "from", "for", "over", "at", "of", "between",
            "by", "about", "in", "into")  # fmt: skip
_OWNERS = frozenset({"poss", "compound", "amod", "nmod"})
_ORGANISATIONS = frozenset({"ORG", "NORP"})
_NESTED = frozenset({"prep", "pobj", "appos", "conj"})
#: What several actors in a row do with each other.
#: Of these the clause that gives the condition or the aim tells whom they are meant for.
_WIDE = frozenset({"THREATEN", "PROTEST", "REQUEST"})
#: Nouns of number and measure, behind which stands who is meant.
_MEASURES = frozenset(
    "thousand hundred ten dozen group number million score patch handful majority member part".split()
)
#: Last words of the names of parties and movements.
_PARTIES = frozenset("party movement front league union congress army".split())
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "acl", "xcomp"})
#: Groups that belong to a state which the sentence need not name with them.
_DOMESTIC = frozenset(
    "opposition protester demonstrator rebel militant insurgent parliament court government newspaper journalist "
    "police civilian prisoner student worker farmer activist dissident candidate party leader judge resident "
    "population people citizen separatist army force military guerrilla refugee crowd detainee officer troop "
    "minister".split()
)


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an event: ``text[start:end]`` and whom it stands for."""

    start: int
    end: int
    participant: Participant


class Roles:
    """Finds the parties of predicates in one document."""

    def __init__(self, annotated: Annotated) -> None:
        self._annotated = annotated

    def of(self, predicate: Predicate, *, near: bool = False) -> tuple[Party | None, Party | None]:
        """Return actor and recipient; of a list of actors without anyone to act upon, the second is the recipient.

        near: only a recipient whom the verb governs itself, not one that is named somewhere behind it.
        """
        actors = self._actors(predicate)
        recipients = _others(self._recipients(predicate), actors)
        partners = [a for a in actors[1:] if a.participant.country != actors[0].participant.country]
        if partners and (not recipients or predicate.label in _MUTUAL | {None}):
            return actors[0], partners[0]
        if not recipients and not near and predicate.verb.pos_ in {"VERB", "AUX"}:
            recipients = _others(self._within(predicate), actors)
        return (actors[0] if actors else None), (recipients[0] if recipients else None)

    def _within(self, predicate: Predicate) -> list[Party]:
        """Return the parties that are named anywhere behind a verb in what depends on it."""
        verb, wide = predicate.verb, predicate.label in _WIDE
        inside = {t.i for t in verb.subtree if t.i > verb.i and (wide or not _is_aside(t, verb))}
        sentence = verb.sent
        out: list[Party] = []
        for mention in self._annotated.mentions_in(verb.idx, sentence.end_char):
            tokens = self._annotated.tokens(mention.start, mention.end)
            if mention.kind != "pronoun" and tokens and tokens[-1].i in inside and not _is_attribution(tokens[-1]):
                out += self._parties(tokens[-1])
        return out

    def _actors(self, predicate: Predicate) -> list[Party]:
        verb = predicate.verb
        if verb.pos_ not in {"VERB", "AUX"}:
            return self._owners(verb)
        passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)
        heads = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
        if not passive:
            heads = list(subjects(verb))
        found = [p for head in heads for p in self._listed(self._antecedent(head, verb))]
        if not found and not passive:  # "issued a declaration demanding that ..."
            found = [p for h in heads if h.dep_ == "dobj" for s in subjects(h.head) for p in self._listed(s)]
        if not found and predicate.token != verb:
            found = self._owners(predicate.token)
        return found or [p for h in heads if h.tag_ == "NNS" for p in self._domestic(h)]

    def _domestic(self, head: Token) -> Iterator[Party]:
        """Yield the people of whom no side is told, as those of the one side of which the sentence speaks."""
        side = self._only_side(head)
        if side is not None:
            yield self._of_side(head, side)

    def _antecedent(self, head: Token, verb: Token) -> Token:
        """Return whom "it" or "they" means in what somebody says: the speaker."""
        mention = self._annotated.mention_at(head)
        if head.pos_ != "PRON" or (mention is not None and mention.actors):
            return head
        clause = verb
        while clause.dep_ in {"conj", "xcomp", "advcl"} and clause.head != clause:
            clause = clause.head
        speakers = subjects(clause.head) if clause.dep_ in {"ccomp", "relcl"} else []
        return speakers[0] if speakers and speakers[0] != head else head

    def _owners(self, noun: Token) -> list[Party]:
        """Return the parties that a noun names as its own: "Russia's invasion", "US sanctions", "talks between"."""
        out = [p for c in noun.children if c.dep_ in _OWNERS for p in self._listed(c)]
        for child in noun.children:
            if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "between"}:
                out += [p for g in child.children if g.dep_ == "pobj" for p in self._listed(g)]
        return out

    def _recipients(self, predicate: Predicate) -> list[Party]:
        """Return the parties that may be acted upon, the nearest in syntax first."""
        verb, token = predicate.verb, predicate.token
        if token.pos_ in {"VERB", "AUX"} and token != verb:  # "said that Y must ..."
            return [p for subject in subjects(token) for p in self._listed(subject)]
        out: list[Party] = []
        if any(c.dep_ == "nsubjpass" for c in verb.children) and token == verb:
            out += [p for c in verb.children if c.dep_ == "nsubjpass" for p in self._listed(c)]
        if token != verb or verb.pos_ not in {"VERB", "AUX"}:
            out += self._behind(token)
        if verb.pos_ in {"VERB", "AUX"}:
            objects = [c for c in verb.children if c.dep_ in {"dobj", "dative", "oprd", "attr"} and c != token]
            out += [p for c in objects for p in self._listed(c)]
            out += self._behind(verb)
            for child in objects:
                out += self._behind(child)
            out += self._below(verb)
        return out + (self._below(token) if token != verb else [])

    def _behind(self, head: Token) -> list[Party]:
        """Return the parties behind the prepositions of a word, those that name a target first."""
        found: list[tuple[int, Party]] = []
        for child in head.children:
            if child.dep_ in {"prep", "dative", "agent"} and child.lower_ in _TARGETS:
                rank = _TARGETS.index(child.lower_)
                found += [(rank, p) for g in child.children if g.dep_ in {"pobj", "pcomp"} for p in self._deep(g)]
        return [p for _, p in sorted(found, key=lambda f: f[0])]

    def _deep(self, head: Token) -> list[Party]:
        return self._listed(head) or [p for c in head.children if c.dep_ == "dobj" for p in self._listed(c)]

    def _below(self, verb: Token) -> list[Party]:
        """Return the parties in the clauses that a verb governs ("vowed to punish Y", "urged that Y withdraw")."""
        out: list[Party] = []
        for clause in verb.children:
            if clause.dep_ not in _CLAUSES or clause.i < verb.i:
                continue
            out += [
                p
                for c in clause.children
                if c.dep_ in {"nsubj", "nsubjpass", "dobj", "dative"}
                for p in self._listed(c)
            ]
            out += self._behind(clause)
            for child in clause.children:
                if child.dep_ in {"dobj", "dative"}:
                    out += self._behind(child)
                elif child.dep_ in {"xcomp", "ccomp"}:
                    out += self._below(clause)
        return out

    def _listed(self, head: Token) -> list[Party]:
        """Return the parties of a noun phrase and of those coordinated with it."""
        heads = (head, *(c for c in head.conjuncts if c.i > head.i))
        out = [p for token in heads for p in self._parties(_measured(token))]
        return list({(p.start, p.participant.actor): p for p in out}.values())

    def _parties(self, head: Token) -> Iterator[Party]:
        if head.pos_ == "VERB" and head.dep_ in {"nsubj", "csubj"}:  # "the fund operating there said", read as a clause
            head = next((c for c in head.children if c.dep_ == "nsubj"), head)
        if self._is_longer_name(head):
            yield self._organisation(head)
            return
        mention = self._annotated.mention_at(head)
        if any(c.lower_ == "ethnic" for c in head.children) and mention is not None:
            yield from self._minority(head)
            return
        if mention is not None and mention.actors and (_side_of(mention) or self._inner(head) is None):
            for actor in mention.actors:
                side = actor.country or _side_of(mention) or (self._only_side(head) if mention.phrase.title else None)
                yield Party(mention.start, mention.end, Participant(actor.id, actor.name, actor.office, side))
            return
        body = self._body(head)
        inner = self._inner(head) if body is None else None
        if body is not None:
            yield body
        elif inner is not None:
            yield self._phrase(head, inner)
            for token in self._annotated.tokens(inner.start, inner.end):  # "Turkish and Greek sides"
                others = (self._annotated.mention_at(c) for c in token.conjuncts if head.is_ancestor(c))
                yield from (self._phrase(head, m) for m in others if m is not None and m.actors and _side_of(m))
        elif head.lemma_.lower() in _DOMESTIC:
            yield from self._domestic(head)
        elif head.ent_type_ in _ORGANISATIONS:
            yield self._organisation(head)

    def _is_longer_name(self, head: Token) -> bool:
        """Tell whether a known name is the end of another: "Workers' Party" in "Kurdistan Workers' Party"."""
        mention = self._annotated.mention_at(head)
        if mention is None or head.lemma_.lower() not in _PARTIES:
            return False
        before = [t for t in head.lefts if t.idx < mention.start and t.dep_ in _OWNERS and t.pos_ == "PROPN"]
        nested = [t for own in head.lefts for t in own.lefts if t.idx < mention.start and t.pos_ == "PROPN"]
        return any(self._annotated.mention_at(t) is None for t in before + nested)

    def _minority(self, head: Token) -> Iterator[Party]:
        """Yield a minority as people of the country in which it acts ("ethnic Hungarians marched in Romania")."""
        sentence = head.sent
        named = self._annotated.mentions_in(sentence.start_char, sentence.end_char)
        own = self._annotated.mention_at(head)
        abroad = {s for m in named if own and (s := _side_of(m)) and s != _side_of(own) and m.kind != "pronoun"}
        if len(abroad) == 1:
            yield self._of_side(head, next(iter(abroad)))
        elif own is not None and own.actors and not abroad:
            yield self._phrase(head, own)

    def _body(self, head: Token) -> Party | None:
        """Return the body without a side whose people or leaders a phrase names, wherever it may stand or act."""
        for token in (head, *(c for c in head.children if c.dep_ in _OWNERS)):
            entity = self._annotated.entity_at(token)
            if entity is None or entity.label_ not in _ORGANISATIONS:
                continue
            found = words(entity.text)
            if any(name_index().neutral_at(found, i) for i in range(len(found))):
                return self._organisation(token)
        return None

    def _organisation(self, head: Token) -> Party:
        """Return an organisation that the authority does not know, by its name and without a side."""
        entity = self._annotated.entity_at(head)
        start, end = (entity.start_char, entity.end_char) if entity else (head.idx, head.idx + len(head))
        name = " ".join(self._annotated.text[start:end].split()).removeprefix("the ").removeprefix("The ")
        return Party(start, end, Participant(f"organisation:{name}", name, None, None))

    def _inner(self, head: Token) -> Mention | None:
        """Return the mention that gives a noun phrase its side: "Fijian" in "the Fijian rebels", "Iraq" behind it."""
        level = [head]
        for _ in range(4):
            level = [c for t in level for c in t.children if c.dep_ in _OWNERS | _NESTED]
            level.sort(key=lambda t: (t.dep_ not in _OWNERS, t.i))
            for token in level:
                mention = self._annotated.mention_at(token)
                if mention is not None and mention.actors and _side_of(mention):
                    return mention
        return None

    def _phrase(self, head: Token, inner: Mention) -> Party:
        """Return the people that a phrase names, as a group of their side; of a plan or a policy the side itself."""
        actor = inner.actors[0]
        if actor.country and head.lemma_.lower() not in _DOMESTIC and sector_of(head.lemma_, None) is None:
            return Party(inner.start, inner.end, Participant(actor.id, actor.name, actor.office, actor.country))
        start = min([t.idx for t in head.lefts if t.dep_ in _OWNERS and not t.is_space] + [head.idx, inner.start])
        end = max(head.idx + len(head), inner.end)
        return self._of_side(head, _side_of(inner) or "", start, end)

    def _of_side(self, head: Token, code: str, start: int | None = None, end: int | None = None) -> Party:
        begin = head.idx if start is None else start
        stop = head.idx + len(head) if end is None else end
        name = " ".join(self._annotated.text[begin:stop].split())
        return Party(begin, stop, Participant(f"group:{code}/{head.lemma_.lower()}", name, None, code))

    def _only_side(self, head: Token) -> str | None:
        """Return the one side of which a sentence speaks, if it is one: its opposition, courts and rebels are meant."""
        sentence = head.sent
        sides = {
            side
            for m in self._annotated.mentions_in(sentence.start_char, sentence.end_char)
            if (side := _side_of(m)) is not None and m.kind != "pronoun"
        }
        return next(iter(sides)) if len(sides) == 1 else None


def _others(parties: Iterable[Party], actors: Sequence[Party]) -> list[Party]:
    """Return the parties that are not the actor: another side first, the actor's own people after."""
    if not actors:
        return list(parties)
    first = actors[0].participant
    start, end = actors[0].start, actors[0].end
    apart = (p for p in parties if p.end <= start or end <= p.start or p.participant.country != first.country)
    rest = [p for p in apart if p.participant.actor != first.actor]
    abroad = [p for p in rest if p.participant.country != first.country and p.participant.country]
    return abroad + [p for p in rest if p not in abroad]


def _measured(token: Token) -> Token:
    """Return the noun that a word of number or measure counts ("tens of thousands of students")."""
    while token.lemma_.lower() in _MEASURES:
        counted = [g for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children]
        if not counted or counted[0].dep_ != "pobj":
            break
        token = counted[0]
    return token


def _side_of(mention: Mention) -> str | None:
    """Return the side of a mention; of rebels and businessmen, whom none answers for, the one they are called by."""
    if mention.actors and mention.actors[0].country:
        return mention.actors[0].country
    if mention.phrase.sides:
        return mention.phrase.sides[0].code
    found = words(mention.phrase.text) if mention.kind == "group" else []
    matches = (name_index().side_at(found, i) for i in range(len(found)))
    return next((match[1][0].code for match in matches if match is not None), None)


def _is_aside(token: Token, verb: Token) -> bool:
    """Tell whether a word lies in a relative or adverbial clause below the verb, which is about other matters."""
    for node in (token, *token.ancestors):
        if node == verb:
            return False
        if node.dep_ in {"relcl", "advcl", "ccomp", "conj", "parataxis"} and any(
            c.dep_ in {"nsubj", "nsubjpass"} for c in node.children
        ):
            return True
    return False


def _is_attribution(token: Token) -> bool:
    """Tell whether a word belongs to the naming of a source ("according to", "the ministry said")."""
    for node in (token, *token.ancestors):
        if node.lower_ == "according" or (node.dep_ in {"nsubj", "nsubjpass"} and node.head.lemma_ in SPEECH):
            return True
        if node.pos_ in {"VERB", "AUX"}:
            return False
    return False
