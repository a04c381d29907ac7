"""Who took part: the parties of a trigger, by syntax first and by the order of words where the syntax is unclear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from communique.actors.actor import PERSONAL
from communique.actors.cast import Mention
from communique.annotate.annotated import Annotated
from communique.extract.contacts.encounters import MET_BEHIND
from communique.extract.contacts.light import (
    AGAINST,
    LIGHT,
    MAKE_A_VISIT,
    MARGINS,
    OF_STATES,
    PROCESSES,
    STAYING,
    names_party,
)
from communique.extract.contacts.lists import listed_behind
from communique.extract.contacts.official import is_joint_body
from communique.extract.contacts.stand_ins import author, bearer, travellers
from communique.extract.contacts.syntax import leads_to_verb, subjects
from communique.extract.contacts.triggers import NOUNS, Trigger
from communique.extract.contacts.turns import hosts, is_carried, united

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_PARTY_PREPOSITIONS = frozenset({"with", "between", "among", "involving", "by", "from", "of", "alongside"})
_ADDRESSED = frozenset({"call", "line", "letter", "message", "telegram"})
#: Nouns that are for or to somebody.
_FOR_WHOM = {"for": frozenset({"dinner", "lunch", "luncheon", "breakfast", "supper", "banquet"}), "to": _ADDRESSED}
#: A contact word behind these stands for another event than the clause around it.
_OTHER_TIME = frozenset({"before", "since", "until", "ahead", "despite", "for"})
#: Verbs that tell of a contact of their own, whose other party is not that of a noun behind them.
_MEETING_VERBS = frozenset({"speak", "talk", "meet", "call", "phone", "telephone", "confer"})
#: Words for people who meet for their sides.
DELEGATIONS = frozenset({"team", "one", "expert", "diplomat", "party", "counterpart", "negotiator", "general", "aide"})
_WITH_OBJECT = frozenset(
    {"meet", "receive", "welcome", "host", "phone", "telephone", "ring", "call", "encounter", "see", "dial", "greet"}
)
_TO_PARTIES = frozenset({"with", "to", "by", "beside", "alongside", "opposite", "facing"})
_NEAR = 250
"""In characters: how far before "his host" the guest is named."""
#: Contact words behind which the parties of a verb may still come ("talked for an hour with X").
_NO_EVENTS = frozenset({"phone", "telephone", "face", "hour", "minute"})
_TOPICAL = frozenset({"discuss", "address", "raise", "review", "tackle", "explore", "examine", "consider", "debate"})
_FIRST = frozenset({"i", "we", "us", "me"})
_SPEECH = frozenset({"say", "tell", "write", "add", "post", "announce", "declare", "report", "reveal", "recall"})
_SPANS_OF = frozenset({"round", "series", "set", "day", "hour", "week", "month", "number"})
#: Words by which a noun is what is talked about, not what takes place.
_ABOUT = frozenset({"about", "regarding", "concerning"})
_AFTER = frozenset({"after", "following"})
_JOINING = frozenset({"join", "accompany", "flank", "lead", "head", "chair"})


class Parties:
    """Finds the mentions that take part in a trigger of one document."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self._order = {id(m): i for i, m in enumerate(annotated.cast.mentions)}

    def of(self, trigger: Trigger) -> list[Mention]:
        """Return the mentions of the parties in the order of the text; pronouns and pairs included."""
        found = self._of_noun(trigger.token) if trigger.kind == "noun" else self._of_verb(trigger.token, trigger.lemma)
        unique = {m.start: m for m in found}
        return [unique[start] for start in sorted(unique)]

    def _of_verb(self, verb: Token, lemma: str) -> Iterator[Mention]:
        if lemma == "unite":  # who brings two others together is no party
            yield from (m for t in united(verb) for m in self.listed(t))
            yield from self._after(verb, {"with"})
            return
        yield from self._subjects(verb)
        if lemma == "summon":  # "called in the ambassador"
            yield from self._after(verb, {"in"}, reach=1)
        if verb.lemma_ == "get":
            yield from self._after(verb, {"to"})
        if verb.lemma_ == "discuss":
            yield from self._after(verb, {"with"})
            return
        for child in verb.children:
            if child.dep_ in {"dobj", "dative", "agent", "oprd"} or (
                child.dep_ == "prep" and child.lower_ in _TO_PARTIES
            ):
                if child.dep_ in {"prep", "agent"} or (child.dep_ == "dative" and child.pos_ == "ADP"):
                    for preposition in (child, *child.conjuncts):  # "with Mr Bush, with Mr Lagos and with Mr Putin"
                        yield from self._objects(preposition)
                else:
                    yield from self.listed(child)
            elif child.dep_ == "prep" and (
                child.lower_ == "between" or (lemma == "call" and child.lower_ in {"on", "upon"})
            ):
                yield from self._objects(child)
        yield from self._after(verb, {"with", *MET_BEHIND.get(lemma, ())})
        if lemma in _WITH_OBJECT and not any(c.dep_ in {"dobj", "nsubjpass", "dative"} for c in verb.children):
            yield from self._behind(verb)

    def _subjects(self, verb: Token) -> Sequence[Mention]:
        """Return whose deed a verb is; the parser may miss them, or the first of two in a headline ("X, Y discuss")."""
        found = [m for subject in subjects(verb) for m in self._acting(verb, subject)]
        if found and not (verb.tag_ == "VBP" and len(found) == 1 and found[0].kind in {"person", "title"}):
            return found
        before = list(self.listed_before(verb))
        return before if not found or found[0] in before else found

    def _acting(self, verb: Token, subject: Token) -> Sequence[Mention]:
        """Return the mentions of a subject with those joined to it; "X and Y, who was received by Z" is of Y alone."""
        one = verb.dep_ == "relcl" and subject != verb.head and subject in verb.head.conjuncts
        mention = self.annotated.mention_at(subject) if one else None
        return [mention] if mention is not None else list(self.listed(subject))

    def _behind(self, verb: Token) -> Iterator[Mention]:
        """Yield the person named closely behind a verb that lacks its object ("received today Secretary Blinken")."""
        for i in range(verb.i + 1, min(verb.i + 5, verb.sent.end)):
            mention = self.annotated.mention_at(verb.doc[i])
            if mention is not None:
                if mention.kind in {"person", "title"}:
                    yield mention
                    yield from self._coordinated(mention)
                return

    def listed_before(self, verb: Token) -> Iterator[Mention]:
        """Yield the list of mentions that ends right before a verb which the parser leaves without a subject."""
        before = verb.i - 1
        while before > verb.sent.start and leads_to_verb(verb.doc[before]):
            before -= 1
        current = self.annotated.mention_at(verb.doc[before]) if before >= verb.sent.start else None
        while current is not None and current.kind in {"person", "title", "pair"}:
            yield current
            place = self._order[id(current)]
            earlier = self.annotated.cast.mentions[place - 1] if place else None
            if earlier is None or earlier.start < verb.sent.start_char:
                return
            between = self.annotated.text[earlier.end : current.start].replace(",", " ").lower().split()
            current = earlier if set(between) <= {"and"} else None

    def _of_noun(self, noun: Token) -> Iterator[Mention]:
        for child in noun.children:
            yield from self._of_child(noun, child)
        yield from self._after(noun, {"with", "between"})
        if noun.dep_ == "pobj" and noun.head.lower_ == "to" and noun.head.head.lemma_ in {"trip", "visit"}:
            for child in noun.head.head.children:
                if child.dep_ == "poss":
                    yield from self.listed(child)
        owned = any(c.dep_ == "poss" and self._is_group(c) for c in noun.children) or self._of_two(noun)
        elsewhere = noun.dep_ == "pobj" and noun.head.lower_ in _OTHER_TIME | {"of"} and not self._is_margin(noun)
        elsewhere = elsewhere or self._is_topic(noun)
        elsewhere = elsewhere and not (noun.head.lower_ == "for" and noun.head.head.lemma_ in STAYING)
        if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _SPANS_OF:
            yield from self._of_governor(noun.head.head)
        if noun.lemma_ == "host" or not (owned or elsewhere):
            yield from self._of_governor(noun)

    def _of_two(self, noun: Token) -> bool:
        """Tell whether the noun itself names two sides ("the US-Russia summit", "the call between X and Y")."""
        before = [m for c in noun.children if c.dep_ in {"compound", "nmod"} for m in self._within(c)]
        if len({a.country for m in before for a in m.actors}) > 1:
            return True
        if noun.dep_ == "pobj" and noun.head.lower_ == "to":  # "gave a positive assessment to the talks of X with Y"
            own = [t for c in noun.children if c.dep_ == "prep" for t in c.subtree if t.dep_ == "pobj"]
            return len({a.country for t in own for m in self._within(t) for a in m.actors}) > 1
        return (
            noun.dep_ in {"pobj", "dobj"}
            and noun.head.lower_ in _AFTER
            and any(c.lower_ == "between" for c in noun.children)
        )

    def _is_topic(self, noun: Token) -> bool:
        """Tell whether a gathering is what others speak of ("talked about the summit", "discussed the NATO summit")."""
        head = noun
        while head.dep_ == "conj":
            head = head.head
        if head.dep_ == "pobj" and head.head.lower_ in _ABOUT:
            return True
        named = any(a.kind == "organisation" for c in noun.children for m in self._within(c) for a in m.actors)
        named = named or any(c.dep_ == "poss" and self.annotated.mention_at(c) is not None for c in noun.children)
        return named and (head.lemma_ == "discuss" or (head.dep_ == "dobj" and head.head.lemma_ == "discuss"))

    def _of_child(self, noun: Token, child: Token) -> Iterator[Mention]:
        """Yield the parties that one word hanging on a contact noun brings."""
        if child.tag_ == "WP$":  # "Mr Trump, whose call with ..."
            clause = next((a for a in noun.ancestors if a.dep_ == "relcl"), None)
            if clause is not None or noun.dep_ == "appos":
                yield from self.listed(clause.head if clause is not None else noun.head)
        elif child.dep_ in {"poss", "compound", "amod", "nmod"}:
            yield from self.listed(child)
            for part in child.children:  # the "Russia" of "Russia-NATO Council meeting"
                if part.dep_ in {"compound", "nmod"}:
                    yield from self.listed(part)
        elif child.lower_ == "within" or noun.lemma_ in _FOR_WHOM.get(child.lower_, ()):
            yield from self._objects(child)
        elif child.dep_ in {"prep", "agent"} and child.lower_ in _PARTY_PREPOSITIONS:
            if child.lower_ != "of" or any(self._is_group(t) or is_joint_body(t) for t in child.children):
                yield from self._objects(child)
        elif child.lower_ in {"on", "upon"} and noun.lemma_ == "call":
            yield from self._objects(child)
        elif child.dep_ in {"acl", "relcl"}:
            yield from self._of_clause(child)

    def _of_clause(self, clause: Token) -> Iterator[Mention]:
        """Yield the parties that a clause behind a contact noun brings ("held by", "involving", "that X attended")."""
        for child in clause.children:
            if clause.lemma_ in AGAINST:
                return
            by_whom = child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ in {"by", "with", "between"})
            if by_whom:
                yield from self._objects(child)
            elif (child.dep_ == "nsubj" and (clause.dep_ == "relcl" or clause.lemma_ in {"have", "hold"})) or (
                child.dep_ == "dobj" and names_party(clause.head.lemma_, clause.lemma_)
            ):
                yield from self.listed(child)

    def _is_margin(self, noun: Token) -> bool:
        return noun.head.head.lower_ in MARGINS

    def _of_governor(self, noun: Token) -> Iterator[Mention]:
        """Yield the subject of the verb that carries the noun ("held a call", "discussed ... in a call")."""
        head, hops = noun.head, 0
        by_phone = noun.lemma_ in {"phone", "telephone", "line"}
        while head.pos_ not in {"VERB", "AUX"} and head != head.head and hops < 4:
            carries = head.lower_ in MARGINS or head.dep_ in {"conj", "appos"} or noun.dep_ == "conj"
            carries = carries or noun.lemma_ in {"guest", "visitor"}
            # "had X on the telephone"
            carries = carries or (by_phone and (head.dep_ == "dobj" or self.annotated.mention_at(head) is not None))
            if head.pos_ in {"NOUN", "PROPN"} and not carries:
                return
            head, hops = head.head, hops + 1
        during = noun.dep_ == "pobj" and (
            noun.head.lower_ in {"in", "during", "by", "over"} or (noun.head.lower_ == "for" and head.lemma_ in STAYING)
        )
        called_off = head.lemma_ in {"call", "put", "pull", "break"} and any(c.dep_ == "prt" for c in head.children)
        made = head.lemma_ in MAKE_A_VISIT or called_off
        if noun.lemma_ in {"visit", "trip", "tour"} and noun.dep_ == "dobj" and not made:
            return
        guest = noun.lemma_ in {"guest", "visitor", "host"}
        carried = is_carried(noun, head)
        carries = head.lemma_.lower() in LIGHT or by_phone or during or called_off or guest or carried
        if head.pos_ not in {"VERB", "AUX"} or not carries:
            return
        if head.lemma_ in {"attend", "boycott", "skip"} and any(c.dep_ == "neg" for c in head.children):
            return  # who stays away is not there
        acting = [m for subject in subjects(head) for m in self.listed(subject)] if not carried else []
        yield from acting or (() if carried or noun.lemma_ in PROCESSES else self.listed_before(head))
        if noun.lemma_ == "host":
            yield from (m for t in hosts(noun) for m in self.listed(t))
            yield from self._guest_before(noun)
        if noun.dep_ == "pobj" and noun.head.lower_ in {"after", "following"} and head.lemma_ in _MEETING_VERBS:
            return  # "X will speak with Y after the call with Z"
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in {"with", "between"}:
                yield from self._objects(child)
            elif child.dep_ in {"dobj", "dative"} and child != noun and self._is_party(child):
                yield from self.listed(child)
            elif by_phone and child.lemma_ in {"hold", "call"}:  # "got hold of X by telephone"
                yield from (m for g in child.children if g.dep_ == "prep" for m in self._objects(g))
            elif (
                child.dep_ in {"agent", "dative"}
                or (by_phone and child.lower_ in {"to", "with", "from"})
                or (child.lower_ == "to" and head.lemma_ in {"send", "write", "place"})
                or (child.lower_ == "from" and head.lemma_ in {"receive", "get", "take"})
                or (carried and child.lower_ in {"from", "to"})
            ):
                yield from self._objects(child)

    def _is_party(self, noun: Token) -> bool:
        """Tell whether an object is somebody, and not what they speak of ("discussed Syria in a call")."""
        return noun.head.lemma_ not in _TOPICAL and self.annotated.mention_at(noun) is not None

    def _is_joint(self, token: Token) -> bool:
        return is_joint_body(token) and self.annotated.mention_at(token) is None

    def _guest_before(self, noun: Token) -> Sequence[Mention]:
        """Return who is named last before "his host"."""
        before = self.annotated.mentions_in(max(0, noun.idx - _NEAR), noun.idx)
        return [m for m in before if m.actor is not None and m.actor.kind in PERSONAL][-1:]

    def _is_group(self, token: Token) -> bool:
        mention = self.annotated.mention_at(token)
        return mention is not None and (len(mention.actors) > 1 or mention.kind in {"group", "person", "title"})

    def _objects(self, preposition: Token) -> Iterator[Mention]:
        for child in preposition.children:
            if child.dep_ in {"pobj", "pcomp", "conj"}:
                yield from self.listed(child)
            if child.dep_ == "pcomp" and child.tag_ == "VBG":  # "ended with Russia and Iran pledging to ..."
                for subject in (c for c in child.children if c.dep_ in _SUBJECT):
                    yield from self.listed(subject)

    def _sides_before(self, noun: Token) -> Iterator[Mention]:
        """Yield the sides whose adjectives stand before a word for delegations ("Russian and American teams")."""
        for adjective in noun.children:
            if adjective.dep_ in {"amod", "compound", "nmod"}:
                for word in (adjective, *adjective.conjuncts, *(t for t in adjective.subtree if t.dep_ == "compound")):
                    yield from self._within(word)

    def _speaker(self, pronoun: Token) -> Iterator[Mention]:
        """Yield who says "I" or "we": the subject of the verb of speech that governs the quotation."""
        verb = pronoun.head
        for _ in range(5):
            if verb.dep_ == "ccomp" or (verb.head != verb and verb.head.lemma_ in _SPEECH):
                for subject in subjects(verb.head):
                    mention = self.annotated.mention_at(subject)
                    if mention is not None and mention.kind in {"person", "title"}:
                        yield mention
                return
            verb = verb.head

    def _within(self, token: Token) -> Iterator[Mention]:
        """Yield every mention inside one token ("U.S.-Russian"), or the one that covers it."""
        inside = self.annotated.mentions_in(token.idx, token.idx + len(token))
        covering = self.annotated.mention_at(token)
        yield from inside or ([covering] if covering is not None else [])

    def listed(self, token: Token) -> Iterator[Mention]:
        """Yield the mention at a token and those coordinated with it, by syntax and by commas."""
        if token.lemma_ in DELEGATIONS and self.annotated.mention_at(token) is None:
            yield from self._sides_before(token)
            return
        if self._is_joint(token):
            yield from self._sides_before(token)
            yield from self._after(token, {"between"})
            return
        if "-" in token.text or "–" in token.text:
            yield from self._within(token)
            return
        mention = self.annotated.mention_at(token)
        if mention is None and token.lower_ in _FIRST:
            said = list(self._speaker(token))
            yield from said or (author(self.annotated, token) if token.lower_ in {"i", "me"} else ())
            return
        if mention is not None and mention.phrase.group == "delegation" and not mention.actors:
            yield from travellers(self.annotated, mention)
        if (mention is None or (mention.kind == "title" and not mention.actors)) and token.text[:1].isupper():
            yield from bearer(self.annotated, token)
        if mention is None and token.lemma_ in OF_STATES:
            yield from (m for c in token.children if c.lower_ == "of" for m in self._objects(c))
        if mention is None:  # "from Assad's main backer, the Russian president"
            apposed = (self.annotated.mention_at(c) for c in token.children if c.dep_ == "appos")
            mention = next((m for m in apposed if m is not None), None)
        if mention is not None:
            yield mention
            yield from self._coordinated(mention)
            if not mention.actors:
                yield from self._apposed(token)
        yield from self._companions(token)
        for other in token.conjuncts:
            second = self.annotated.mention_at(other)
            if second is not None and other.sent == token.sent:
                yield second

    def _apposed(self, token: Token) -> Iterator[Mention]:
        """Yield those whom an apposition names ("the foreign ministers, X, Y and Z")."""
        for child in token.children:
            second = self.annotated.mention_at(child) if child.dep_ in {"appos", "conj"} else None
            if second is not None:
                yield second
                yield from self._coordinated(second)

    def _companions(self, token: Token) -> Iterator[Mention]:
        """Yield those who came along ("X, joined by Y, met Z")."""
        for clause in token.children:
            if clause.dep_ in {"acl", "advcl"} and clause.lemma_ in _JOINING:
                if (mention := self.annotated.mention_at(token)) is not None and mention.phrase.opposed:
                    continue
                for by in clause.children:
                    if by.dep_ == "agent":
                        yield from self._objects(by)

    def _coordinated(self, mention: Mention) -> Iterator[Mention]:
        return listed_behind(self.annotated, self._order[id(mention)])

    def _after(self, token: Token, prepositions: set[str], reach: int = 13) -> Iterator[Mention]:
        """Yield the mention right behind a preposition that follows the trigger closely, whatever its syntax."""
        end = token.sent.end
        for i in range(token.i + 1, min(token.i + 1 + reach, end)):
            following = token.doc[i]
            told = following.lemma_ in NOUNS and following.lemma_ not in _NO_EVENTS
            onward = following.pos_ == "VERB" and following.lower_ != "face"  # "came face to face with X"
            if onward or following.text in {";", ":"} or told:
                return
            if following.lower_ in prepositions and token.doc[i - 1].lemma_ not in {"connection", "line", "accordance"}:
                for j in range(i + 1, min(i + 5, end)):
                    mention = self.annotated.mention_at(token.doc[j])
                    if mention is not None:
                        yield mention
                        yield from self._coordinated(mention)
                        return
                return
