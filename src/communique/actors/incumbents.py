"""Who held an office on a day: by side and role, by the office's own aliases, by body and by post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from communique.actors.actor import Days
from communique.actors.authority import Authority, Office, Term
from communique.actors.fit import names_post
from communique.actors.groups import POSTED
from communique.actors.own_titles import own_titles, title_key
from communique.actors.phrase import Phrase

#: Roles that hold many offices of a side: one holder in the tables does not make him the only one.
BROAD = frozenset({"diplomat", "adviser", "envoy", "ambassador", "un-ambassador", "minister", "official", "military",
                    "opposition-leader", "legislator", "elect", "deputy-leader", "intelligence-chief"})  # fmt: skip
_LEADING_WORDS = frozenset({"the", "new", "current", "then", "acting", "outgoing", "a", "an", "visiting", "late"})
_SPOKEN_FOR = {
    "foreign": "foreign-ministry-spokesperson", "state": "foreign-ministry-spokesperson",
    "mfa": "foreign-ministry-spokesperson", "pentagon": "defence-ministry-spokesperson",
    "defence": "defence-ministry-spokesperson", "defense": "defence-ministry-spokesperson",
}  # fmt: skip


class Incumbents:
    """Looks up the holders of offices."""

    def __init__(self, source: Authority) -> None:
        self.authority = source
        self._by_alias: dict[str, list[Office]] = defaultdict(list)
        for office in source.offices.values():
            for alias in (office.title, *office.aliases):
                self._by_alias[alias.lower()].append(office)
        self._terms: dict[str, list[Term]] = defaultdict(list)
        for term in source.terms:
            self._terms[term.office.id].append(term)
        self._own = {(o.code, key): o for key, offices in own_titles(source).items() for o in offices}

    def holder(self, code: str, roles: Sequence[str], days: Days) -> Term | None:
        """Return who held such an office of a side on the day, None when that is not one person."""
        if "leader" in roles:
            return _only(self.authority.leading(code, days.start, days.end), days)
        for role in roles:
            found = self.authority.holders(code, (role,), days.start, days.end)
            if found:
                return _only(found, days)
        return None

    def of_phrase(self, phrase: Phrase, days: Days) -> Term | None:
        """Return the holder of the office that a phrase without a name means, None when that is not one person."""
        if (known := self.aliased(phrase, days)) is not None:
            return known
        name, roles = phrase.sides[0], phrase.roles
        if self._own and (own := self._own.get((name.code, title_key(phrase.title or "")))) is not None:
            return _only([t for t in self._terms[own.id] if t.covers(days.start, days.end)], days)
        spokesperson = "spokesperson" in roles
        if spokesperson:
            roles = self._speaking_roles(phrase)
        if set(roles) & POSTED:
            return self._posted(phrase, days)
        if name.kind == "city":  # "the Gaza leader" is not the leader of the state
            return None
        if name.kind in {"body", "seat"} and not spokesperson:
            return self._of_body(phrase, days)
        if "leader" in roles:
            return self.holder(name.code, roles, days)
        return _only(self._in_roles(phrase, roles, days), days)

    def _in_roles(self, phrase: Phrase, roles: Sequence[str], days: Days) -> list[Term]:
        """Return the terms in the likeliest of the roles of a title that anybody held."""
        for role in roles:
            found = self.authority.holders(phrase.sides[0].code, (role,), days.start, days.end)
            if role in BROAD:
                found = [t for t in found if _titled(t.office, phrase.title or "")]
            if found:
                return found
        return []

    def considered(self, phrase: Phrase, days: Days) -> list[Term]:
        """Return every term that a title with a side may mean in the interval: who is meant when that is one person's.

        It tells why a title stays open, and is not what decides.
        """
        code = phrase.sides[0].code
        if (own := self._own.get((code, title_key(phrase.title or "")))) is not None:
            return [t for t in self._terms[own.id] if t.covers(days.start, days.end)]
        if "leader" in phrase.roles:
            return self.authority.leading(code, days.start, days.end)
        found = self._in_roles(phrase, phrase.roles, days)
        return [t for t in found if names_post(t.office, phrase.posts, self.authority)] if phrase.posts else found

    def aliased(self, phrase: Phrase, days: Days) -> Term | None:
        """Return the holder of the office of which the phrase, word for word, is the title or an alias."""
        words = phrase.text.lower().replace("’", "'").split()
        while words and words[0] in _LEADING_WORDS:
            words = words[1:]
        text = " ".join(words)
        offices = self._by_alias.get(text.removesuffix("'s"))
        if not offices:
            return None
        codes = {n.code for n in phrase.sides}
        found = [
            t
            for o in offices
            if o.code in codes or not codes
            for t in self._terms[o.id]
            if t.covers(days.start, days.end)
        ]
        return _only(found, days)

    def _speaking_roles(self, phrase: Phrase) -> tuple[str, ...]:
        """Return the roles that a spokesman of such a body has; without a body only the leader's can be meant."""
        text = f"{phrase.text} {phrase.title}".lower()
        for word, role in _SPOKEN_FOR.items():
            if word in text.split() or f"{word} ministry" in text or f"{word} department" in text:
                return (role,)
        return ("spokesperson",) if phrase.sides[0].kind == "seat" or len(phrase.roles) == 1 else ()

    def _posted(self, phrase: Phrase, days: Days) -> Term | None:
        if not phrase.posts:
            return None
        found = self.authority.holders(phrase.sides[0].code, tuple(sorted(POSTED)), days.start, days.end)
        return _only([t for t in found if names_post(t.office, phrase.posts, self.authority)], days)

    def _of_body(self, phrase: Phrase, days: Days) -> Term | None:
        """Return the head of a body: the office whose title or alias names the body."""
        name = phrase.sides[0]
        found = self.authority.holders(name.code, phrase.roles, days.start, days.end)
        named = [t for t in found if any(name.text in text for text in (t.office.title, *t.office.aliases))]
        if named or name.kind == "body":
            return _only(named, days)
        return self.holder(name.code, phrase.roles, days)


def _titled(office: Office, title: str) -> bool:
    wanted = set(title.lower().replace("-", " ").split()) - {"of", "the", "for"}
    texts = (office.title, *office.aliases)
    return any(wanted <= set(text.lower().replace("-", " ").split()) for text in texts)


def _only(found: Sequence[Term], days: Days) -> Term | None:
    """Return the term when all found are one person's; of several offices the leading one.

    On the day of a handover it is the one who comes. Of an interval of days the first and the last do not count when
    others held the office between them.
    """
    if len({t.person for t in found}) > 1:
        if days.start < days.end:
            found = [t for t in found if t.start < days.end and days.start < t.end]
        elif len({t.office.id for t in found}) == 1:
            found = [t for t in found if t.end != days.end or t.start == days.end]  # or one of a single day
    if len({t.person for t in found}) != 1:
        return None
    return max(found, key=lambda t: (bool(t.office.leads), t.start))
