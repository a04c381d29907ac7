"""Senses of the words by which offices tell of contacts: courtesy calls, dialogues, sessions, joint bodies."""

from __future__ import annotations

from spacy.tokens import Token

from communique.extract.contacts.syntax import before, dependencies, following

_TWO = 2
_ADDRESSEES = frozenset({"president", "minister", "counterpart", "leader", "chancellor", "secretary", "him", "her"})
#: Contact words that tell of the contact themselves where somebody convenes it.
_CONVENED = frozenset("meeting summit call conference talk session dialogue dialog round videoconference".split())
#: Words before "dialogue" and "session" that make them an event between governments.
_OFFICIAL = frozenset(
    """
    strategic political security economic defense defence policy consultative ministerial bilateral trilateral annual
    level human rights commercial cyber energy climate structured inaugural extraordinary plenary closing opening
    working joint high-level
    """.split()
)
_GOING = frozenset(
    "be go come fly travel drive stop stay return arrive leave emerge follow end begin start finish open close".split()
)
_SITTING = frozenset(
    "hold attend convene open chair conclude resume begin start co-chair close join participate take".split()
)
#: Bodies that two or more sides share: those named before the word are who meets.
_JOINT = frozenset(
    """
    council committee commission group dialogue dialog mechanism forum board partnership subcommittee
    """.split()
)


def is_joint_body(token: Token) -> bool:
    """Tell whether a noun is a body or format that sides share ("the working group", "the Joint Commission")."""
    return token.lemma_.lower() in _JOINT


def is_calling_on(token: Token) -> bool:
    """Tell whether somebody calls on another in person ("called on the president in Lima"), asking nothing of him."""
    visited = any(
        (g.pos_ == "PROPN" and g.ent_type_ not in {"DATE", "TIME"}) or g.lower_ in _ADDRESSEES
        for c in token.children
        if c.dep_ == "prep" and c.lower_ in {"on", "upon"}
        for g in c.children
    )
    if not visited or dependencies(token) & {"dobj", "xcomp", "ccomp", "nsubjpass"}:
        return False
    behind = token.doc[token.i + 1 : token.sent.end]
    asks = any(t.tag_ == "TO" or t.lower_ in {"for", "not"} for t in behind)
    return not asks and any(t.ent_type_ in {"DATE", "TIME", "GPE", "FAC"} for t in behind)


def is_paid(token: Token) -> bool:
    """Tell whether a call is one that somebody pays another in person ("a courtesy call on the minister")."""
    on = following(token) in {"on", "upon"} and token.head.lemma_ in {"pay", "make"}
    return on or "courtesy" in before(token)


def is_gerund_for_noun(token: Token) -> bool:
    """Tell whether the parser took the noun "meeting" for a verb ("hosted a dinner and meeting with X")."""
    return token.lower_ == "meeting" and token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"}


def convenes(token: Token) -> bool:
    """Tell whether people or a body convene, or are convened, not a meeting that is the contact word itself."""
    return not any(c.dep_ in {"dobj", "nsubjpass"} and c.lemma_.lower() in _CONVENED for c in token.children)


def joins(token: Token) -> bool:
    """Tell whether somebody joins others somewhere or for something, not in doing or saying it."""
    if "auxpass" in dependencies(token) or token.tag_ in {"VBN", "VBG"}:
        return False
    within = [c for c in token.children if c.dep_ == "prep" and c.lower_ in {"in", "at", "for", "on"}]
    objects = [c for c in token.children if c.dep_ == "dobj"]
    joined = any(c.pos_ == "PROPN" or c.is_space or _is_couple(c) for c in objects)
    return joined and bool(within) and not any(g.dep_ == "pcomp" for c in within for g in c.children)


def _is_couple(token: Token) -> bool:
    """Tell whether words mean two persons told before ("the two leaders", "both presidents")."""
    counted = any(c.lower_ in {"two", "both"} for c in token.children)
    return counted and token.lower_ in {"leaders", "presidents", "ministers", "premiers", "men", "women", "statesmen"}


def is_dialogue(token: Token) -> bool:
    """Tell whether a dialogue is an event with a name or an order of its own, not what somebody calls for."""
    if token.head.lower_ in {"for", "through", "of"} and not token.text[0].isupper():
        return False
    known = any(c.lower_ == "the" for c in token.children) and token.dep_ in {"dobj", "nsubjpass"}
    official = bool(before(token) & _OFFICIAL) or (known and token.head.lemma_ in {"open", "chair", "co-chair", "hold"})
    return token.text[0].isupper() or (official and token.head.lemma_ in _SITTING)


def is_session(token: Token) -> bool:
    """Tell whether a session is one of a joint body or of delegations, not of a parliament or an exchange."""
    if before(token) & _OFFICIAL and token.tag_ not in {"NNS", "NNPS"} and "security" not in _words_of(token):
        return True
    of_body = (
        following(token) == "of"
        and "security" not in _words_of(token)
        and any(
            w.lemma_.lower()
            in {"council", "committee", "commission", "group", "dialogue", "dialog", "talk", "mechanism"}
            for w in token.subtree
        )
    )
    return of_body or following(token) in {"with", "between"}


def _words_of(token: Token) -> set[str]:
    return {w.lower_ for w in token.subtree}


def is_pull_aside(token: Token) -> bool:
    """Tell whether the word is the end of "pull-aside", a short meeting at a gathering."""
    preceding = {t.lower_ for t in token.doc[max(0, token.i - _TWO) : token.i]}
    return "pull" in preceding and token.dep_ != "advmod"


def is_named_by_its_format(token: Token) -> bool:
    """Tell whether an adjective is the noun for a meeting ("a bilateral", "the ministerial")."""
    return token.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass", "attr"}


def is_time_with(noun: Token) -> bool:
    """Tell whether an hour is one with somebody, told without a verb of meeting ("came for two hours with X")."""
    if noun.dep_ not in {"nsubj", "pobj", "attr", "appos", "nsubjpass"}:
        return False
    if noun.dep_ == "pobj" and noun.head.head.lemma_ not in _GOING:
        return False  # "talked for an hour with X" is told by its verb
    beside = [g for c in noun.children if c.lower_ == "with" and c.i > noun.i for g in c.children if g.dep_ == "pobj"]
    return any(g.pos_ == "PROPN" and g.ent_type_ not in {"GPE", "ORG", "DATE"} for g in beside)


def is_called_so(named: Token) -> bool:
    """Tell whether a name behind "call" is given a title or a quality ("called Britain the leader in aid")."""
    if named.i + 1 >= named.sent.end:
        return False
    article = named.nbor()
    if article.lower_ not in {"a", "an", "the", "one", "his", "her", "its", "their"}:
        return False
    return article.head.ent_type_ not in {"DATE", "TIME"} and article.head.dep_ != "npadvmod"
