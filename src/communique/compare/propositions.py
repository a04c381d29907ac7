"""Statements taken apart: clauses with their terms, polarity, modality, speech act and quantities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from communique.actors.authority import authority
from communique.compare.quantities import Quantity, quantities_of
from communique.compare.words import Term, concepts_in, terms_of
from communique.merge.lineage_text import folded_words, stem
from communique.records import Account, Contact

_BREAK = re.compile(
    r"[,;:()]|(?<=[a-z]{3})[.!?][”\"’']?\s+(?=[A-Z“\"])|\s[-–—]\s|\b(?:but|although|though|while|because|whereas|which|as|since|when|where|after|before|and)\b|"
    r"(?=\b(?:if|unless|until|whether)\b)",
    re.IGNORECASE,
)
#: What is said on a condition is not said to be so.
_CONDITION = re.compile(r"^\s*(?:if|unless|until|whether)\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:not|no|never|nor|none|nothing|nobody|neither|cannot|false|untrue|baseless|unfounded|unable|"
    r"impossible|absent|far from|yet to|short of|fail(?:s|ed|ing)? to|failure to|"
    r"refus(?:e[sd]?|ing|al)|declin(?:e[sd]?|ing)|reject(?:s|ed|ing|ion)?|den(?:y|ies|ied|ying|ial)|"
    r"rul(?:e[sd]?|ing) out|disput(?:e[sd]?|ing)|dismiss(?:es|ed|ing)?)\b|n't\b",
    re.IGNORECASE,
)
#: Words of negation that deny nothing.
_NO_DENIAL = re.compile(
    r"\bnot (?:only|just|merely|least)\b|\bno (?:doubt|less|later|matter|longer than|fewer|more than|sooner)\b|"
    r"\bneither (?:party|side) strikes?\b|\bno (?:more )?strikes\b|\bnothing (?:but|less)\b|\bwhether or not\b",
    re.IGNORECASE,
)
#: One denial in two words.
_NEITHER_NOR = re.compile(r"(\bneither\b.*?)\bnor\b", re.IGNORECASE)
#: "sought a promise that it would not move" denies nothing; it is the same as a wish for guarantees against it.
_ASKED_NOT = re.compile(
    r"(\b(?:sought|seeks?|want(?:s|ed)?|ask(?:s|ed)?|demand(?:s|ed)?|request(?:s|ed)?|urg(?:es|ed)|insist(?:s|ed)|call(?:s|ed))\b"
    r"[^.;]*?\b(?:promise|guarantee|assurance|pledge|commitment|undertaking)s?\b[^.;]*?)\b(?:not|never|no)\b",
    re.IGNORECASE,
)
_DENYING_CUE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject\w*|refut\w+|dismiss\w*|disput\w+|contradict\w*|ruled? out)\b", re.IGNORECASE
)
#: To reject a call for something is not to say that there was no such call; to deny it is.
_DENIAL_CUE = re.compile(r"\bden(?:y|ies|ied|ying|ial)\b", re.IGNORECASE)
_FIRM = re.compile(r"\b(?:must|should|shall|has to|have to|had to|ought|need(?:s|ed)? to|required?)\b", re.IGNORECASE)
_POSSIBLE = re.compile(r"\b(?:may|might|could|possibly|perhaps|probably|likely|can)\b", re.IGNORECASE)
#: Concepts that hardly tell one statement about a contact from another.
_FAINT = frozenset(
    """
    discuss contact talks relations summit telephone continue plan visit interest true evidence territory start
    """.split()
)
_STRONG_ACTS = frozenset("request warn commit offer concern condemn blame reject violate agree lift".split())
#: What is denied stands among so many words from the negation on.
_REFUSED = 6
#: Shorter names of sides are other words as well.
_NAME_LENGTH = 4
FAINT_WEIGHT, NAME_WEIGHT, PARTY_WEIGHT = 0.4, 1.3, 0.15


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: the weights of its terms by name, whether it denies, and the terms right after "no"."""

    weights: Mapping[str, float]
    denied: bool
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposition:
    """What one account says.

    acts: the concepts of its speech act ("request", "agree"). modality: "firm", "possible" or "plain". order: its place
    among the accounts of its document.
    """

    account: Account
    side: str
    clauses: tuple[Clause, ...]
    weights: Mapping[str, float]
    acts: frozenset[str]
    modality: str
    quantities: tuple[Quantity, ...]
    denied: bool
    names: frozenset[str] = field(default=frozenset())

    @property
    def weight(self) -> float:
        """The sum of the weights of its terms."""
        return sum(self.weights.values())

    @property
    def passage(self) -> str:
        """The words of the account, with its cue where that is not among them."""
        return self.account.content.quote


class Reader:
    """Reads accounts of one contact; names of its parties weigh little, since every statement has them."""

    def __init__(self, contact: Contact | None = None, parties: Iterable[str] = ()) -> None:
        named = [p.name for p in contact.participants] if contact else []
        offices = [p.office or "" for p in contact.participants] if contact else []
        words = {stem(w) for n in [*named, *offices, *parties] for w in folded_words(n)}
        sides = contact.sides if contact else ()
        self._parties = frozenset(words).union(*map(side_words, sides))

    def proposition(self, account: Account) -> Proposition:
        """Return an account as a proposition."""
        content = account.content.quote
        cue = account.cue or ""
        names = _names_in(content)
        clauses = tuple(self._clauses(content, cue, names))
        weights: dict[str, float] = {}
        for clause in clauses:
            for name, weight in clause.weights.items():
                weights[name] = max(weight, weights.get(name, 0.0))
        acts = (concepts_in(cue) | _leading_acts(content)) & _STRONG_ACTS | (concepts_in(cue) & _FAINT)
        modality = "firm" if _FIRM.search(content) else "possible" if _POSSIBLE.search(content) else "plain"
        denied = any(c.denied for c in clauses)
        return Proposition(
            account, account.side or "", clauses, weights, acts, modality, quantities_of(content), denied,
            frozenset(_one_side(n) or n for n in names - self._parties),
        )  # fmt: skip

    def weights_of(self, text: str) -> Mapping[str, float]:
        """Return the weights of the terms of any text."""
        return self._weighed(terms_of(text), _names_in(text))

    def _clauses(self, content: str, cue: str, names: set[str]) -> Iterator[Clause]:
        flipped, denying = bool(_DENYING_CUE.search(cue)), bool(_DENIAL_CUE.search(cue))
        for part in _parts(_ASKED_NOT.sub(r"\1", content)):
            weights = self._weighed(terms_of(part), names)
            kept = _NEITHER_NOR.sub(r"\1and", _NO_DENIAL.sub(" ", part.replace("’", "'")))
            denials = 0 if _CONDITION.match(part) else len(_NEGATION.findall(kept))
            if weights or denials:
                after = " ".join(" ".join(kept[m.start() :].split()[:_REFUSED]) for m in _NEGATION.finditer(kept))
                if denying and not denials:
                    after = part  # "denied making any such promise": the cue refuses all of it
                yield Clause(weights, (denials % 2 == 1) != flipped, frozenset(t.name for t in terms_of(after)))

    def _weighed(self, terms: Iterable[Term], names: set[str]) -> dict[str, float]:
        found: dict[str, float] = {}
        for term in terms:
            # "Kiev", "Ukrainian" and "Ukraine" are one.
            name = term.name if term.is_concept else _one_side(term.name) or term.name
            found[name] = max(found.get(name, 0.0), self._weight(term, names))
        return found

    def _weight(self, term: Term, names: set[str]) -> float:
        if term.is_concept:
            return FAINT_WEIGHT if term.name in _FAINT else 1.0
        if term.name in self._parties:
            return PARTY_WEIGHT
        return NAME_WEIGHT if term.name in names else 1.0


def _parts(content: str) -> Iterator[str]:
    """Yield the clauses; a short part joins the one before it, since a list is no row of clauses."""
    parts: list[str] = []
    for part in _BREAK.split(content):
        if parts and len(part.split()) < 3 and not _NEGATION.search(part):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    yield from (p for p in parts if p.strip())


def _names_in(text: str) -> set[str]:
    """Return the stems of capitalised words that do not begin a sentence."""
    found = re.findall(r"(?<![.!?\"“] )(?<!^)\b[A-Z][\w-]+", text)
    return {stem(w) for name in found for w in folded_words(name)}


def _leading_acts(content: str) -> frozenset[str]:
    """Return the concepts of the first words: "Secretary Austin pressed for ..." is a request."""
    return concepts_in(" ".join(content.split()[:8]))


def side_words(side: str) -> frozenset[str]:
    """Return the stems of the words by which a side is called: its name, demonym, capital and seat."""
    return _words_by_side().get(side, frozenset())


def sides_called(text: str) -> frozenset[str]:
    """Return the sides that words of a text call by name, demonym, capital or seat; only names of one word."""
    return frozenset(code for word in folded_words(text) for code in _sides_by_word().get(word, ()))


@cache
def _one_side(name: str) -> str | None:
    """Return the code of the one side that a stem calls, None when it calls none or several."""
    return _sides_by_stem().get(name)


@cache
def _sides_by_stem() -> Mapping[str, str]:
    found: dict[str, set[str]] = {}
    for word, codes in _sides_by_word().items():
        found.setdefault(stem(word), set()).update(codes)
    return {word: min(codes) for word, codes in found.items() if len(codes) == 1}


@cache
def _sides_by_word() -> Mapping[str, frozenset[str]]:
    source = authority()
    named = [(name.text, name.code) for name in source.names if name.kind in _SIDE_KINDS]
    named += [(state.name, code) for code, state in source.states.items()]
    found: dict[str, set[str]] = {}
    for text, code in named:
        words = folded_words(text)
        if len(words) == 1 and len(words[0]) >= _NAME_LENGTH:
            found.setdefault(words[0], set()).add(code)
    return {word: frozenset(codes) for word, codes in found.items()}


@cache
def _words_by_side() -> Mapping[str, frozenset[str]]:
    """Return the stems of the words by which each side is called: name, demonym, capital, seat."""
    source = authority()
    found: dict[str, set[str]] = {}
    for name in source.names:
        if name.kind in _SIDE_KINDS:
            found.setdefault(name.code, set()).update(stem(w) for w in folded_words(name.text))
    for code, state in source.states.items():
        found.setdefault(code, set()).update(stem(w) for w in folded_words(state.name))
    return {code: frozenset(words) for code, words in found.items()}


_SIDE_KINDS = frozenset({"alias", "demonym", "plural", "adjective", "capital", "seat"})
